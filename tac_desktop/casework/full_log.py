"""The full log: everything in the file that has a date in the past, by itself, read-only.

Each line names the record it comes from. The chronology is chosen from it (`chronology.py`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from tac_desktop.casework.audience_scope import children_of
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactSession
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_log import ContactLogEntry, attempt_in_words, shortened
from tac_desktop.casework.court import Hearing
from tac_desktop.casework.custody import Custody, Movement
from tac_desktop.casework.dates import first_day
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.log_fields import KIND_OF_TYPE, is_logged, pattern_for
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.questions import Kind, QuestionSpec, SeenBy, questions_of
from tac_desktop.casework.record import Record, in_words
from tac_desktop.casework.service import Service
from tac_desktop.words import _

LINE_LIMIT = 120
_DATES = (Kind.DATE, Kind.PARTIAL_DATE)
_PERHAPS_CHASED = "chased"


@dataclass(frozen=True)
class LogLine:
    """One thing that happened. `key` is the same for the same date of the same record for ever:
    it is the identifier of the chronology event that a tick makes. `date` may be a year only."""

    key: str
    date: str
    kind: str
    text: str
    source: str
    child_ids: tuple[str, ...]
    record_id: str
    share: str = "open"


def full_log(case_file: CaseFile) -> list[LogLine]:
    """Everything dated up to the file's day, newest first."""
    found = [
        line
        for entry in case_file.entries
        if not entry.record.entered_in_error
        for line in _lines(entry.record, case_file)
        if first_day(line.date) <= case_file.as_of
    ]
    return sorted(found, key=_place, reverse=True)


def _place(line: LogLine) -> tuple[dt.date, str, str, str]:
    return first_day(line.date), line.date, line.record_id, line.key


def _lines(record: Record, case_file: CaseFile) -> Iterator[LogLine]:
    if isinstance(record, (Organisation, Worker, Service)):
        return
    if isinstance(record, Person) and record.kind != "child" and not record.deceased_on:
        # The birthdays of all others are no events of the case.
        return
    for spec in questions_of(type(record)).values():
        value = getattr(record, spec.name)
        if not value:
            continue
        if isinstance(record, Person) and spec.name != "deceased_on" and record.kind != "child":
            continue
        if spec.kind in _DATES and is_logged(record.type_name, spec.name):
            words = _words(record, spec, case_file)
            if words:
                yield _line(record, case_file, spec, (), str(value), words)
        elif spec.kind is Kind.ROWS:
            yield from _rows(record, spec, value, case_file)
        elif spec.name == _PERHAPS_CHASED:
            yield from _chased(record, spec, spec, value, (), case_file)


def _rows(record: Record, spec: QuestionSpec, rows: Any, case_file: CaseFile) -> Iterator[LogLine]:
    assert spec.row is not None
    for place, row in enumerate(rows):
        for one in questions_of(spec.row).values():
            value = getattr(row, one.name)
            here = (str(place), one.name)
            if not value:
                continue
            if one.name == _PERHAPS_CHASED:
                said = _said(row, case_file)
                yield from _chased(record, spec, one, value, here[:1], case_file, said)
            elif one.kind in _DATES and is_logged(record.type_name, spec.name, one.name):
                words = _row_words(record, spec, one, row, case_file)
                yield _line(record, case_file, spec, here, str(value), words)


def _chased(
    record: Record,
    outer: QuestionSpec,
    spec: QuestionSpec,
    days: list[str],
    here: tuple[str, ...],
    case_file: CaseFile,
    name: str = "",
) -> Iterator[LogLine]:
    asked = name or _what(record, case_file)
    for count, day in enumerate(days):
        try:
            dt.date.fromisoformat(day)
        except ValueError:
            continue
        words = _("Asked again: {what}").format(what=asked)
        yield _line(record, case_file, outer, (*here, spec.name, str(count)), day, words)


def _line(
    record: Record,
    case_file: CaseFile,
    spec: QuestionSpec,
    here: tuple[str, ...],
    date: str,
    words: str,
) -> LogLine:
    return LogLine(
        key=_key(record, spec.name, here),
        date=date,
        kind=KIND_OF_TYPE.get(record.type_name, "work"),
        text=shortened(words, LINE_LIMIT - 1),
        source=record.type_title(),
        child_ids=_in_order(children_of(record, case_file), case_file),
        record_id=record.id,
        share=_share(record, spec),
    )


def _key(record: Record, field: str, here: tuple[str, ...]) -> str:
    """A note and an event chosen by hand are lines of the chronology themselves."""
    if record.type_name in ("contact_log", "chronology_event"):
        return record.id
    return derived_id(record.id, "chronology", field, *here)


def _share(record: Record, spec: QuestionSpec) -> str:
    """Who may read a line: nobody more than may read the answer that it comes from."""
    own: str = getattr(record, "share", "open") or "open"
    if spec.seen_by is SeenBy.OWN_TEAM or own == "tac_only":
        return "tac_only"
    return "professionals_only" if spec.seen_by is SeenBy.PROFESSIONALS else own


def _in_order(found: frozenset[str], case_file: CaseFile) -> tuple[str, ...]:
    return tuple(child.id for child in case_file.children if child.id in found)


def _words(record: Record, spec: QuestionSpec, case_file: CaseFile) -> str:
    """A date of a record in words; empty where nothing happened on it."""
    special = _own_words(record, spec.name, case_file)
    if special is not None:
        return special
    pattern = pattern_for(record.type_name, spec.name)
    what = _what(record, case_file)
    return pattern.format(what=what) if pattern else f"{what}: {_label(spec)}"


def _what(record: Record, case_file: CaseFile) -> str:
    """The record in words that stay true: not its stage of today."""
    if isinstance(record, Person):
        return record.short_name()
    if isinstance(record, MbuApplication):
        child = case_file.name(record.child_id) if record.child_id else ""
        return f"{record.type_title()}, {child}" if child else record.type_title()
    return record.headline(case_file.name)


def _label(spec: QuestionSpec) -> str:
    """`Applied on` as `applied`."""
    return spec.label.rstrip("?").removesuffix(" on").lower()


def _own_words(record: Record, field: str, case_file: CaseFile) -> str | None:
    """What a date alone does not say: whether she came, whether it took place."""
    if isinstance(record, ContactLogEntry):
        if record.contact_made is False:
            return f"{attempt_in_words(record)}. {record.chronology or record.text}".strip(" .")
        return record.headline(case_file.name)
    if isinstance(record, ContactSession) and field == "planned":
        return _session(record, case_file)
    if isinstance(record, Custody) and field == "sentenced_on":
        # A movement on the same day says it already.
        said = any(one.date == record.sentenced_on for one in record.movements)
        return "" if said else None
    if isinstance(record, Hearing) and field == "date":
        words = record.headline(case_file.name)
        if record.mother_attended is False:
            why = code_list("non_attendance_reason").label(record.non_attendance_reason).lower()
            missed = _("{what}; she was not there") if not why else _("{what}; not there: {why}")
            return missed.format(what=words, why=why)
        return words
    if isinstance(record, Meeting) and field == "date" and record.status != "held":
        status = code_list("meeting_status").label(record.status).lower()
        return f"{record.headline(case_file.name)} ({status})" if status else None
    return None


def _session(record: ContactSession, case_file: CaseFile) -> str:
    if record.took_place is None:
        return ""
    arrangement = case_file.get(ContactArrangement, record.arrangement_id)
    words = record.headline(case_file.name)
    if arrangement is not None:
        words = f"{words}: {arrangement.headline(case_file.name)}"
    if record.took_place or not record.reason:
        return words
    return f"{words} ({code_list('no_contact_reason').label(record.reason).lower()})"


def _said(row: BaseModel, case_file: CaseFile) -> str:
    """The first answer of a row that is no date: from whom, which step."""
    first = next(one for one in questions_of(type(row)).values() if one.kind not in _DATES)
    return in_words(first, getattr(row, first.name), case_file.name)


def _row_words(
    record: Record, spec: QuestionSpec, date: QuestionSpec, row: Any, case_file: CaseFile
) -> str:
    if isinstance(record, Custody) and isinstance(row, Movement):
        what = code_list("movement_type").label(row.type) if row.type else _("Moved")
        return f"{what}: {row.to_place}" if row.to_place else what
    said = _said(row, case_file)
    pattern = pattern_for(record.type_name, spec.name, date.name)
    what = _what(record, case_file)
    if pattern:
        return pattern.format(what=what, row=said)
    return f"{said or what}: {_label(date)}"
