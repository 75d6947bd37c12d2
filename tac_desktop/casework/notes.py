"""Every note of a file in full, one after another: what a person reads to know a case.

Attempts that reached nobody are told in one line where several follow each other, and counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from tac_desktop.casework.audience_scope import children_of
from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.chronology import Selection
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.dates import written
from tac_desktop.casework.log_fields import KIND_OF_TYPE
from tac_desktop.casework.record import Record
from tac_desktop.words import _

NOTE_TYPES = frozenset(
    {
        "contact_log",
        "concern",
        "acct_review",
        "meeting",
        "hearing",
        "contact_session",
        "family_day",
        "separation_plan",
        "mbu_tac_report",
        "signed_paper",
        "explanation",
        "prison_decision",
        "supervision",
        "management_oversight",
        "staff_enquiry",
        "outcome",
        "barrier",
        "letter",
    }
)
"""Record types in which somebody wrote down what happened."""


@dataclass(frozen=True)
class Attempts:
    """Attempts in a row that reached nobody."""

    entries: tuple[Entry[Record], ...]

    @property
    def words(self) -> str:
        """`3 attempts from 4 to 9 Nov 2026, nobody reached: Naomi Price (2), ...`"""
        days = [day for entry in self.entries if (day := entry.record.happened_on())]
        if not days:
            return _("{count} attempts: nobody was reached.").format(count=len(self.entries))
        first, last = written(min(days)), written(max(days))
        words = _("{count} attempts, {first} to {last}: nobody was reached.")
        return words.format(count=len(self.entries), first=first, last=last)


@dataclass(frozen=True)
class NotesRead:
    """What there is to read, newest first, and how many attempts reached nobody."""

    parts: list[Entry[Record] | Attempts] = field(default_factory=list)
    notes: int = 0
    attempts: int = 0


def notes(case_file: CaseFile, selection: Selection, *, struck_too: bool = False) -> NotesRead:
    """The notes of a selection. Kinds are those of the log.

    With `struck_too` those entered in error are there as well; they are never counted.
    """
    found = [
        entry
        for entry in case_file.entries
        if entry.record.type_name in NOTE_TYPES
        and (struck_too or not entry.record.entered_in_error)
        and _is_wanted(entry.record, case_file, selection)
    ]
    found.sort(key=_when, reverse=True)
    attempts = sum(1 for entry in found if _reached_nobody(entry.record))
    counted = sum(1 for entry in found if not entry.record.entered_in_error)
    return NotesRead(_with_attempts_together(found), counted - attempts, attempts)


def kinds_of_notes(case_file: CaseFile) -> set[str]:
    """The kinds of which this file has notes, for the filter."""
    return {
        kind_of(entry.record)
        for entry in case_file.entries
        if entry.record.type_name in NOTE_TYPES and not entry.record.entered_in_error
    }


def kind_of(record: Record) -> str:
    """The kind of a note."""
    return KIND_OF_TYPE.get(record.type_name, "work")


def _is_wanted(record: Record, case_file: CaseFile, selection: Selection) -> bool:
    # A note without a day is a note all the same; it stands last.
    day = record.happened_on() or dt.date.min
    if day > case_file.as_of or (selection.kinds and kind_of(record) not in selection.kinds):
        return False
    if (selection.since and day < selection.since) or (selection.until and day > selection.until):
        return False
    about = children_of(record, case_file)
    return not selection.child_ids or not about or bool(selection.child_ids & about)


def _when(entry: Entry[Record]) -> tuple[dt.date, dt.time, str]:
    record = entry.record
    time = getattr(record, "time", None)
    return record.happened_on() or dt.date.min, time or dt.time(), record.id


def _reached_nobody(record: Record) -> bool:
    is_attempt = isinstance(record, ContactLogEntry) and record.contact_made is False
    return is_attempt and not record.entered_in_error


def _with_attempts_together(found: Sequence[Entry[Record]]) -> list[Entry[Record] | Attempts]:
    """Two or more in a row stand together; one alone is a note like any other."""
    parts: list[Entry[Record] | Attempts] = []
    row: list[Entry[Record]] = []

    def end_row() -> None:
        if len(row) > 1:
            parts.append(Attempts(tuple(row)))
        else:
            parts.extend(row)
        row.clear()

    for entry in found:
        if _reached_nobody(entry.record):
            row.append(entry)
            continue
        end_row()
        parts.append(entry)
    end_row()
    return parts
