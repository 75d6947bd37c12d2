"""What is true of each child today, and when the mother was last seen: derived, never typed."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import LegalStatus, Placement
from tac_desktop.casework.contact_log import ContactLogEntry

SEEN_CHANNELS = frozenset(
    {
        "face_to_face_wing",
        "face_to_face_office",
        "face_to_face_mbu",
        "face_to_face_hospital",
        "meeting_in_person",
        "court_in_person",
        "supervised_visit",
    }
)
"""Channels by which the mother herself is seen, not only spoken to."""


def current_placement(case_file: CaseFile, child_id: str) -> Placement | None:
    """Where the child lives on the file's day; the one that began last where several do."""
    there = [
        one
        for one in case_file.of(Placement)
        if one.child_id == child_id and _covers(one.start, one.end, case_file.as_of)
    ]
    return max(there, key=lambda one: one.start or dt.date.min, default=None)


def current_statuses(case_file: CaseFile, child_id: str) -> list[LegalStatus]:
    """The legal statuses in force on the file's day, newest first. A child can have several."""
    there = [
        one
        for one in case_file.of(LegalStatus)
        if one.child_id == child_id and _covers(one.start, one.end, case_file.as_of)
    ]
    return sorted(there, key=lambda one: one.start or dt.date.min, reverse=True)


def last_seen(case_file: CaseFile) -> dt.date | None:
    """The last day on which the log says that the mother was met face to face."""
    for one in case_file.newest(ContactLogEntry):
        if one.date and one.date <= case_file.as_of and was_seen(one, case_file.mother_id):
            return one.date
    return None


def was_seen(entry: ContactLogEntry, mother_id: str) -> bool:
    """Whether this entry records meeting the mother face to face."""
    return (
        entry.contact_made is not False
        and mother_id in entry.with_person_ids
        and (entry.channel in SEEN_CHANNELS or entry.direction == "in_person")
    )


def _covers(start: dt.date | None, end: dt.date | None, day: dt.date) -> bool:
    return (start is None or start <= day) and (end is None or end > day)
