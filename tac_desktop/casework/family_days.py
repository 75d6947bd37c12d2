"""Family days: who came is also an answer to the contact that was promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement
from tac_desktop.casework.contact_answers import session_on, session_record
from tac_desktop.casework.contact_plans import FamilyDay, FamilyDayChild
from tac_desktop.casework.record import Record

_KINDS = ("family_day", "mbu_all_day_visit")


@dataclass(frozen=True)
class OpenChild:
    """A child on a family day of whom nobody has said whether she or he came."""

    family_day: FamilyDay
    child_id: str
    day: dt.date


def sessions_of_family_day(record: Record, case_file: CaseFile) -> Iterator[Record]:
    """A session for each child who has an arrangement for family days, came or not."""
    assert isinstance(record, FamilyDay)
    if record.date is None or record.cancelled:
        return
    for child in record.children:
        arrangement = _arrangement(case_file, child)
        if arrangement is not None and child.came is not None:
            known = session_on(case_file, arrangement.id, record.date)
            reason = (known.reason if known else "") or "other"
            yield session_record(arrangement, record.date, child.came, reason, known)


def open_children(case_file: CaseFile) -> list[OpenChild]:
    """Children of family days, up to the file's day, whose coming is not answered."""
    return [
        OpenChild(one, child.child_id, one.date)
        for one in case_file.of(FamilyDay)
        if one.date and one.date <= case_file.as_of and not one.cancelled
        for child in one.children
        if child.child_id and child.came is None
    ]


def answered(family_day: FamilyDay, child_id: str, came: bool | None) -> FamilyDay:
    """The family day with this child's coming answered."""
    children = [
        one.model_copy(update={"came": came}) if one.child_id == child_id else one
        for one in family_day.children
    ]
    return family_day.changed(children=[one.model_dump() for one in children])


def _arrangement(case_file: CaseFile, child: FamilyDayChild) -> ContactArrangement | None:
    there = [
        one
        for one in case_file.of(ContactArrangement)
        if one.child_id == child.child_id and one.type in _KINDS and one.status != "ended"
    ]
    return max(there, key=lambda one: one.start or dt.date.min, default=None)
