"""The journal: one hash-chained list of everything that was saved, looked at, printed or refused.

Each entry binds the one before it. What an entry says (its payload) stands in a table of its own,
behind a salted digest, so that it can be removed at the end of a retention period while the chain
stays whole, and what was removed cannot be guessed back from its digest.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tac_desktop.storage.canonical import canonical_json, moment_from, now_text, sha256_hex
from tac_desktop.storage.database import Database, Row
from tac_desktop.storage.errors import VaultDamaged
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.words import _

_WITHOUT_ESCAPES = re.compile("[0-9A-Za-z:._+-]*").fullmatch
"""Texts that stand in JSON as they are."""


class AuditAction(StrEnum):
    """What was done with the vault, apart from saving, which the revisions show."""

    CREATED = "created"
    UNLOCKED = "unlocked"
    LOCKED = "locked"
    REFUSED_UNLOCK = "refused_unlock"
    PASSPHRASE_CHANGED = "passphrase_changed"
    PERSON_ADDED = "person_added"
    PERSON_REMOVED = "person_removed"
    ACCESS_CHANGED = "access_changed"
    KEY_REPLACED = "key_replaced"
    SHEET_SHOWN = "sheet_shown"
    JOURNAL_GIVEN = "journal_given"
    RECOVERY_CHECKED = "recovery_checked"
    RECOVERY_USED = "recovery_used"
    LOOKED_AT = "looked_at"
    SEARCHED = "searched"
    COPIED_TEXT = "copied_text"
    PREVIEWED = "previewed"
    PRINTED = "printed"
    KEPT_TO_PRINT = "kept_to_print"
    TAKEN_FROM_QUEUE = "taken_from_queue"
    EXPORTED_PDF = "exported_pdf"
    EXPORTED_TABLE = "exported_table"
    EXPORTED_DOCUMENT = "exported_document"
    EXPORTED_CASE = "exported_case"
    IMPORTED_CASE = "imported_case"
    HANDOVER_WRITTEN = "handover_written"
    HANDOVER_READ = "handover_read"
    RECEIPT_GIVEN = "receipt_given"
    RECEIPT_CAME_BACK = "receipt_came_back"
    STICK_WIPED = "stick_wiped"
    MERGED = "merged"
    VERIFIED = "verified"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    SALVAGED = "salvaged"
    UPGRADED = "upgraded"
    POLICY_CHANGED = "policy_changed"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The action in words."""
        return _labels()[self]


class EntryKind(StrEnum):
    """What sort of journal entry it is."""

    REVISION = "revision"
    MERGED_REVISION = "merged_revision"
    EVENT = "event"
    DISPOSAL = "disposal"
    SALVAGE = "salvage"


@dataclass(frozen=True)
class JournalEntry:
    """One entry as people read it. `removed` says that its content was disposed of."""

    seq: int
    kind: EntryKind
    at: dt.datetime
    by_id: str
    by_name: str
    action: AuditAction | None
    record_id: str
    mother_id: str
    detail: str
    hash: str
    removed: bool = False
    record_type: str = ""


class Journal:
    """The journal of one open vault. Appending needs a transaction of the caller."""

    def __init__(self, database: Database, vault_id: str, person: VaultPerson) -> None:
        self._database = database
        self._vault_id = vault_id
        self.person = person

    def use(self, database: Database) -> None:
        """Go on in another file of the same vault, after its key was replaced."""
        self._database = database

    def append(self, kind: EntryKind, payload: dict[str, Any], mother_id: str = "") -> int:
        """Add an entry at the head of the chain; returns its number."""
        (seq,) = self.append_all(kind, [(payload, mother_id)])
        return seq

    def append_all(
        self, kind: EntryKind, payloads: Sequence[tuple[dict[str, Any], str]]
    ) -> list[int]:
        """Add an entry for each payload and the mother it is of; returns their numbers."""
        if not payloads:
            return []
        last, previous = self._head_to_follow()
        entries, said = [], []
        for seq, (payload, mother_id) in enumerate(payloads, start=last + 1):
            at, salt = now_text(), os.urandom(16)
            written = canonical_json({**payload, "by_name": self.person.name})
            digest = sha256_hex(salt, written)
            hash_ = entry_hash(seq, kind, at, self.person.worker_id, digest, previous)
            by_id = self.person.worker_id
            entries.append((seq, kind.value, at, by_id, digest, previous, hash_))
            said.append((seq, salt, mother_id, written.decode("utf-8")))
            previous = hash_
        self._database.write_many(
            "INSERT INTO journal (seq, kind, at, by_id, digest, previous, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            entries,
        )
        self._database.write_many(
            "INSERT INTO journal_payload (seq, salt, mother_id, payload) VALUES (?, ?, ?, ?)", said
        )
        self._database.write(
            "INSERT INTO fact (name, value) VALUES ('journal_head', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (f"{entries[-1][0]} {previous}",),
        )
        return [one[0] for one in entries]

    def _head_to_follow(self) -> tuple[int, str]:
        """Where something stands behind the newest entry already, the head was put back."""
        row = self._database.row(
            "SELECT (SELECT value FROM fact WHERE name = 'journal_head'),"
            " (SELECT max(seq) FROM journal), (SELECT max(seq) FROM journal_payload)"
        )
        noted, newest, said = row or (None, None, None)
        last, previous = _noted(noted) if noted else self.head()
        if max(newest or 0, said or 0) > last:
            raise VaultDamaged(_("Its journal goes on behind the entry that it calls its newest."))
        return last, previous

    def event(
        self, action: AuditAction, *, record_id: str = "", mother_id: str = "", detail: str = ""
    ) -> int:
        """Add an audit event."""
        payload = {"action": action.value, "record_id": record_id, "detail": detail}
        return self.append(EntryKind.EVENT, {**payload, "mother_id": mother_id}, mother_id)

    def head(self) -> tuple[int, str]:
        """Number and hash of the newest entry; 0 and the vault's own beginning before the first.

        The head noted beside the chain counts, so that writing on never closes the gap that
        someone left by removing the newest entries.
        """
        noted = self._database.value("SELECT value FROM fact WHERE name = 'journal_head'")
        if noted:
            return _noted(noted)
        row = self._database.row("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        return (int(row[0]), str(row[1])) if row else (0, beginning(self._vault_id))

    def reference(self) -> str:
        """The head in short, as it is printed: `J1043-7F3A9C`."""
        seq, hash_ = self.head()
        return f"J{seq}-{hash_[:6].upper()}"

    def entries(
        self, limit: int, condition: str = "1", values: Sequence[Any] = ()
    ) -> list[JournalEntry]:
        """The newest entries first; `condition` is that of a `JournalFilter`."""
        rows = self._database.rows(
            "SELECT j.seq, j.kind, j.at, j.by_id, j.hash, p.payload"
            " FROM journal j LEFT JOIN journal_payload p ON p.seq = j.seq"
            f" WHERE {condition} ORDER BY j.seq DESC LIMIT ?",
            (*values, limit),
        )
        return [_entry(row) for row in rows]

    def last(self, *actions: AuditAction) -> JournalEntry | None:
        """The newest event of one of these kinds."""
        marks = ", ".join("?" for _action in actions)
        row = self._database.row(
            "SELECT j.seq, j.kind, j.at, j.by_id, j.hash, p.payload"
            " FROM journal j JOIN journal_payload p ON p.seq = j.seq"
            f" WHERE j.kind = ? AND json_extract(p.payload, '$.action') IN ({marks})"
            " ORDER BY j.seq DESC LIMIT 1",
            (EntryKind.EVENT, *actions),
        )
        return _entry(row) if row else None

    def remove_payloads(self, numbers: list[int], reason: str) -> None:
        """Dispose of what some entries say; the chain and their place in it stay."""
        self._database.write_many(
            "DELETE FROM journal_payload WHERE seq = ?", [(number,) for number in numbers]
        )
        self.append(EntryKind.DISPOSAL, {"entries": sorted(numbers), "detail": reason})


def _noted(head: str) -> tuple[int, str]:
    seq, hash_ = head.split(" ")
    return int(seq), hash_


def beginning(vault_id: str) -> str:
    """What the first entry of a vault's journal is bound to."""
    return sha256_hex(b"TAC Desktop journal\x00", vault_id.encode("utf-8"))


def entry_hash(seq: int, kind: str, at: str, by_id: str, digest: str, previous: str) -> str:
    """The hash of an entry over everything that stands in its row."""
    if type(seq) is int and _WITHOUT_ESCAPES(f"{kind}{at}{by_id}{digest}{previous}"):
        # The same bytes as below, three times as fast: a journal has millions of entries.
        text = f'[{seq},"{kind!s}","{at}","{by_id}","{digest}","{previous}"]'
        return sha256_hex(text.encode("ascii"))
    return sha256_hex(canonical_json([seq, str(kind), at, by_id, digest, previous]))


def _entry(row: Row) -> JournalEntry:
    seq, kind, at, by_id, hash_, payload = row
    said: dict[str, Any] = json.loads(payload) if payload else {}
    action = said.get("action")
    return JournalEntry(
        seq=seq,
        kind=EntryKind(kind),
        at=moment_from(at),
        by_id=by_id,
        by_name=said.get("by_name", ""),
        action=AuditAction(action) if action else None,
        record_id=said.get("record_id", ""),
        mother_id=said.get("mother_id", ""),
        detail=said.get("detail", ""),
        hash=hash_,
        removed=payload is None,
        record_type=said.get("record_type", ""),
    )


def _labels() -> dict[AuditAction, str]:
    return {
        AuditAction.CREATED: _("Vault made"),
        AuditAction.UNLOCKED: _("Unlocked"),
        AuditAction.LOCKED: _("Locked"),
        AuditAction.REFUSED_UNLOCK: _("Wrong passphrase"),
        AuditAction.PASSPHRASE_CHANGED: _("Passphrase changed"),
        AuditAction.PERSON_ADDED: _("Person added"),
        AuditAction.PERSON_REMOVED: _("Person removed"),
        AuditAction.ACCESS_CHANGED: _("Access changed"),
        AuditAction.KEY_REPLACED: _("Key of the vault replaced"),
        AuditAction.SHEET_SHOWN: _("Recovery sheet shown again"),
        AuditAction.JOURNAL_GIVEN: _("Journal printed or saved"),
        AuditAction.RECOVERY_CHECKED: _("Recovery sheet typed back"),
        AuditAction.RECOVERY_USED: _("Opened with the recovery sheet"),
        AuditAction.LOOKED_AT: _("Looked at"),
        AuditAction.SEARCHED: _("Searched"),
        AuditAction.COPIED_TEXT: _("Text copied"),
        AuditAction.PREVIEWED: _("Previewed"),
        AuditAction.PRINTED: _("Printed"),
        AuditAction.KEPT_TO_PRINT: _("Kept to print later"),
        AuditAction.TAKEN_FROM_QUEUE: _("No longer waiting to be printed"),
        AuditAction.EXPORTED_PDF: _("Saved as PDF"),
        AuditAction.EXPORTED_TABLE: _("Saved as a table"),
        AuditAction.EXPORTED_DOCUMENT: _("Document copied out"),
        AuditAction.EXPORTED_CASE: _("Case exported"),
        AuditAction.IMPORTED_CASE: _("Case imported"),
        AuditAction.HANDOVER_WRITTEN: _("Handover written"),
        AuditAction.HANDOVER_READ: _("Handover read"),
        AuditAction.RECEIPT_GIVEN: _("Receipt for a handover given"),
        AuditAction.RECEIPT_CAME_BACK: _("Receipt for a handover came back"),
        AuditAction.STICK_WIPED: _("Stick of a handover wiped"),
        AuditAction.MERGED: _("Read in from elsewhere"),
        AuditAction.VERIFIED: _("Vault checked"),
        AuditAction.BACKED_UP: _("Backup made"),
        AuditAction.RESTORED: _("Restored from a backup"),
        AuditAction.SALVAGED: _("Brought back from a damaged file"),
        AuditAction.UPGRADED: _("Brought up to date"),
        AuditAction.POLICY_CHANGED: _("What IT has set was taken note of"),
        AuditAction.REFUSED: _("Refused"),
    }
