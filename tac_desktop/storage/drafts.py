"""Drafts: what is being typed, kept in the vault long before it is saved.

Each one is one durable commit. A draft with nothing in it vanishes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tac_desktop.casework.identifiers import new_id
from tac_desktop.storage.canonical import canonical_json, moment_from, moment_text
from tac_desktop.storage.database import Database, Row
from tac_desktop.storage.key_slots import VaultPerson

_COLUMNS = "draft_id, record_id, record_type, mother_id, content, saved_at, base, by_id, by_name"


@dataclass(frozen=True)
class Draft:
    """An unfinished form: plain answers as they stand, whether or not they would be accepted.

    `base` names the revisions of the record that the form was opened on; empty for a new record.
    """

    record_id: str
    record_type: str
    mother_id: str
    content: Mapping[str, Any]
    draft_id: str = field(default_factory=new_id)
    base: tuple[str, ...] = ()
    saved_at: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    by_id: str = ""
    by_name: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been typed."""
        from tac_desktop.casework.record import is_blank

        return all(is_blank(answer) for answer in self.content.values())


def keep(database: Database, draft: Draft, person: VaultPerson) -> None:
    """Keep a draft in place of its earlier state, inside a transaction."""
    if draft.is_empty:
        discard(database, draft.draft_id)
        return
    database.write(
        f"INSERT OR REPLACE INTO draft ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            draft.draft_id, draft.record_id, draft.record_type, draft.mother_id,
            canonical_json(draft.content).decode("utf-8"), moment_text(dt.datetime.now(dt.UTC)),
            json.dumps(draft.base), person.worker_id, person.name,
        ),
    )  # fmt: skip


def discard(database: Database, draft_id: str) -> None:
    """Drop a draft; harmless when there is none."""
    database.write("DELETE FROM draft WHERE draft_id = ?", (draft_id,))


def every_draft(database: Database) -> list[Draft]:
    """All drafts, the one typed last first."""
    rows = database.rows(f"SELECT {_COLUMNS} FROM draft ORDER BY saved_at DESC, draft_id")
    return [_from_row(row) for row in rows]


def one_draft(database: Database, draft_id: str) -> Draft | None:
    """The draft with this identifier."""
    row = database.row(f"SELECT {_COLUMNS} FROM draft WHERE draft_id = ?", (draft_id,))
    return _from_row(row) if row else None


def _from_row(row: Row) -> Draft:
    return Draft(
        draft_id=row[0],
        record_id=row[1],
        record_type=row[2],
        mother_id=row[3],
        content=json.loads(row[4]),
        saved_at=moment_from(row[5]),
        base=tuple(json.loads(row[6])),
        by_id=row[7],
        by_name=row[8],
    )
