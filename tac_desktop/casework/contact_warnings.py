"""Where saving stops because contact goes against a restriction or a child's level.

She can always go on, with a reason; it is kept with the record and in the journal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactSession
from tac_desktop.casework.contact_limits import limits_broken
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.contact_plans import FamilyDay, SeparationPlan
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Record
from tac_desktop.casework.warnings_before import Warning

_WITH_THE_CHILD = frozenset({"social_video_call", "supervised_visit"})
_PLANNED_ON = ("", "happening", "proposed")


def before_log_entry(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """A conversation with somebody who is restricted, or the mother's contact with a child.

    A call to a social worker about a child is not contact with the child.
    """
    assert isinstance(record, ContactLogEntry)
    children = _children(case_file, record.with_person_ids)
    if record.channel in _WITH_THE_CHILD:
        children = [*children, *(one for one in record.about_child_ids if one not in children)]
    people = [one for one in record.with_person_ids if one not in children]
    yield from _stops(case_file, children, people, record.channel, record.date)


def before_arrangement(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """A promise of contact that the child's level or an order does not allow."""
    assert isinstance(record, ContactArrangement)
    if record.status in _PLANNED_ON:
        day = max(record.start or case_file.as_of, case_file.as_of)
        yield from _stops(case_file, [record.child_id], [], record.type, day)


def before_session(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """A contact that is planned or took place; one that did not breaks nothing."""
    assert isinstance(record, ContactSession)
    arrangement = case_file.get(ContactArrangement, record.arrangement_id)
    if arrangement and record.took_place is not False:
        yield from _stops(case_file, [arrangement.child_id], [], arrangement.type, record.planned)


def before_family_day(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """The children who are to come and whoever brings them."""
    assert isinstance(record, FamilyDay)
    coming = [one for one in record.children if one.came is not False]
    if not record.cancelled:
        children = [one.child_id for one in coming if one.child_id]
        people = [one.brought_by_id for one in coming if one.brought_by_id]
        yield from _stops(case_file, children, people, "family_day", record.date)


def before_goodbye(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """A final contact, with whoever takes the child."""
    assert isinstance(record, SeparationPlan)
    if record.status in ("", "planned", "held") and record.child_id:
        people = [record.takes_child_id] if record.takes_child_id else []
        yield from _stops(case_file, [record.child_id], people, "final_contact", record.date)


def before_meeting(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """Somebody who is to sit at the table with her."""
    assert isinstance(record, Meeting)
    if record.status not in ("", "planned", "held"):
        return
    coming = [record.chair_id, *(one.person_id for one in record.invitees)]
    coming = [one for one in dict.fromkeys(coming) if one]
    children = _children(case_file, coming)
    people = [one for one in coming if one not in children]
    mode = "meeting_in_person" if record.mode_planned in ("", "in_person") else "meeting_video"
    yield from _stops(case_file, children, people, mode, record.date)


def before_letter(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """A letter to somebody who is restricted or must not be told anything."""
    assert isinstance(record, Letter)
    if record.to_id and record.to_id != case_file.mother_id:
        children = _children(case_file, [record.to_id])
        people = [] if children else [record.to_id]
        yield from _stops(case_file, children, people, "letter", record.sent_on or record.date)


def _children(case_file: CaseFile, person_ids: Collection[str]) -> list[str]:
    people = [case_file.get(Person, one) for one in person_ids]
    return [one.id for one in people if one is not None and one.kind == "child"]


def _stops(
    case_file: CaseFile,
    child_ids: Collection[str],
    person_ids: Collection[str],
    how: str,
    day: dt.date | None,
) -> Iterator[Warning]:
    for limit in limits_broken(case_file, child_ids, person_ids, how, day):
        yield Warning(limit.sentence, limit.record_id)
