"""What is to be printed later, and what was printed lately: orders, never pages.

An order says which print, about what, for whom and how. Its pages are made anew when it is
printed, from what is true then, through the same audience filter as every other print.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any

from tac_desktop.casework.identifiers import new_id
from tac_desktop.storage.canonical import canonical_json, moment_from, moment_text
from tac_desktop.storage.database import Database, Row
from tac_desktop.storage.journal import AuditAction, Journal
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.words import _

Turn = Callable[[], AbstractContextManager[Database]]

_COLUMNS = "order_id, pack, mother_id, record_id, content, kept_at, by_id, by_name"


@dataclass(frozen=True)
class PrintOrder:
    """One print to be made later. `content` is for the packs alone: reader, paper, copies, reason.

    `title` and `reader` are how it was called when it was kept, for the list.
    """

    pack: str
    mother_id: str
    record_id: str
    title: str
    reader: str
    content: Mapping[str, Any]
    order_id: str = field(default_factory=new_id)
    kept_at: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    by_id: str = ""
    by_name: str = ""


class PrintQueue:
    """The orders of one open vault; each change is one durable transaction with its journal entry.

    Shared by everyone who can open the vault, as the caseload is.
    """

    def __init__(self, turn: Turn, writing: Turn, journal: Journal, person: VaultPerson) -> None:
        """For the vault: its turns to read and its transactions to write."""
        self._turn, self._writing = turn, writing
        self._journal, self._person = journal, person

    def keep(self, order: PrintOrder) -> PrintOrder:
        """Keep an order, or one that was taken away again, as it was; who and when are noted."""
        if not order.by_id:
            order = replace(order, by_id=self._person.worker_id, by_name=self._person.name)
        with self._writing() as database:
            _write(database, order)
            self._note(AuditAction.KEPT_TO_PRINT, order, _("kept to print later"))
        return order

    def remove(self, order: PrintOrder) -> None:
        """Take an order away unprinted."""
        self._drop(order, _("taken away without being printed"))

    def done(self, order: PrintOrder) -> None:
        """Take an order away because all of its copies were printed."""
        self._drop(order, _("printed"))

    def orders(self) -> list[PrintOrder]:
        """All orders, the one that waits longest first."""
        with self._turn() as database:
            return every_order(database)

    def order(self, order_id: str) -> PrintOrder | None:
        """One order, if it still waits."""
        return next((one for one in self.orders() if one.order_id == order_id), None)

    def note_choice(self, pack: str) -> None:
        """This print was chosen now: it stands first among the recent ones."""
        with self._writing() as database:
            database.write(
                "INSERT OR REPLACE INTO print_choice (by_id, pack, at) VALUES (?, ?, ?)",
                (self._person.worker_id, pack, moment_text(dt.datetime.now(dt.UTC))),
            )

    def recent_choices(self, limit: int) -> list[str]:
        """The prints that the person who unlocked the vault chose last, the latest first."""
        with self._turn() as database:
            rows = database.rows(
                "SELECT pack FROM print_choice WHERE by_id = ? ORDER BY at DESC LIMIT ?",
                (self._person.worker_id, limit),
            )
            return [str(pack) for (pack,) in rows]

    def _drop(self, order: PrintOrder, how: str) -> None:
        with self._writing() as database:
            found = database.row(
                "SELECT order_id FROM print_order WHERE order_id = ?", (order.order_id,)
            )
            if found is None:
                return
            database.write("DELETE FROM print_order WHERE order_id = ?", (order.order_id,))
            self._note(AuditAction.TAKEN_FROM_QUEUE, order, how)

    def _note(self, action: AuditAction, order: PrintOrder, how: str) -> None:
        words = _("{title} for {reader}: {how}.")
        self._journal.event(
            action,
            record_id=order.record_id,
            mother_id=order.mother_id,
            detail=words.format(title=order.title, reader=order.reader, how=how),
        )


def every_order(database: Database) -> list[PrintOrder]:
    """All orders as they stand in a database, the oldest first."""
    rows = database.rows(f"SELECT {_COLUMNS} FROM print_order ORDER BY kept_at, order_id")
    return [_from_row(row) for row in rows]


def _write(database: Database, order: PrintOrder) -> None:
    content = {"title": order.title, "reader": order.reader, "order": dict(order.content)}
    database.write(
        f"INSERT OR REPLACE INTO print_order ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            order.order_id, order.pack, order.mother_id, order.record_id,
            canonical_json(content).decode("utf-8"), moment_text(order.kept_at),
            order.by_id, order.by_name,
        ),
    )  # fmt: skip


def _from_row(row: Row) -> PrintOrder:
    content = json.loads(row[4])
    return PrintOrder(
        pack=row[1],
        mother_id=row[2],
        record_id=row[3],
        title=content["title"],
        reader=content["reader"],
        content=content["order"],
        order_id=row[0],
        kept_at=moment_from(row[5]),
        by_id=row[6],
        by_name=row[7],
    )
