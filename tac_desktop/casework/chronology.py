"""The chosen chronology: events entered for it, and whatever was ticked as significant."""

from __future__ import annotations

from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.dates import age_in_words, first_day
from tac_desktop.casework.work import ChronologyEvent
from tac_desktop.words import _


@dataclass(frozen=True)
class ChronologyLine:
    """One line: `date` may be a year or a month only."""

    date: str
    text: str
    source: str
    child_ids: tuple[str, ...]
    record_id: str
    impact: str = ""


def chronology(case_file: CaseFile) -> list[ChronologyLine]:
    """All lines, newest first."""
    lines = [
        ChronologyLine(
            date=one.date.isoformat(),
            text=one.chronology,
            source=_("Contact log"),
            child_ids=tuple(one.about_child_ids),
            record_id=one.id,
        )
        for one in case_file.of(ContactLogEntry)
        if one.significant and one.date and one.chronology
    ]
    lines += [
        ChronologyLine(
            date=one.date,
            text=one.text,
            source=one.source,
            child_ids=tuple(one.child_ids),
            record_id=one.id,
            impact=one.impact,
        )
        for one in case_file.of(ChronologyEvent)
        if one.date
    ]
    return sorted(lines, key=lambda line: (first_day(line.date), line.date), reverse=True)


def ages_at(case_file: CaseFile, line: ChronologyLine) -> str:
    """The age of each child the line is about, on that day: `Callum 12, Megan 7`."""
    day = first_day(line.date)
    return ", ".join(
        f"{child.short_name()} {age_in_words(child.date_of_birth, day)}"
        for child in case_file.children
        if child.id in line.child_ids and child.date_of_birth
    )
