"""The chosen chronology: events entered for it, lines ticked in the full log, notes marked as
significant. What is shown of it is one selection, the same on screen, on paper and in a table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry, shortened
from tac_desktop.casework.dates import age_in_words, first_day, written, written_partial
from tac_desktop.casework.full_log import LINE_LIMIT, LogLine
from tac_desktop.casework.her_voice import with_her_side
from tac_desktop.casework.log_fields import KIND_OF_TYPE, KINDS, kind_in_words
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import ChronologyEvent
from tac_desktop.words import _

COLUMNS = ("date", "ages", "event", "source", "impact")
NO_LONGER_CHOSEN = "Taken out of the chronology"


@dataclass(frozen=True)
class ChronologyLine:
    """One line: `date` may be a year or a month only."""

    date: str
    text: str
    source: str
    child_ids: tuple[str, ...]
    record_id: str
    impact: str = ""
    kind: str = "chosen"


@dataclass(frozen=True)
class Selection:
    """Which part is wanted. Empty means everything.

    `child_ids`: lines about one of them, and lines about no child in particular. `fold_before`:
    what is older is counted instead of listed.
    """

    child_ids: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    kinds: frozenset[str] = frozenset()
    fold_before: dt.date | None = None
    columns: tuple[str, ...] = field(default=COLUMNS)

    def takes(self, line: ChronologyLine | LogLine) -> bool:
        """Whether a line belongs to it."""
        day = first_day(line.date)
        about = not self.child_ids or not line.child_ids or bool(self.child_ids & {*line.child_ids})
        in_time = (not self.since or day >= self.since) and (not self.until or day <= self.until)
        return about and in_time and (not self.kinds or line.kind in self.kinds)

    def in_words(self, case_file: CaseFile) -> str:
        """What was left aside, for the head of a print: `About Megan. From 22 Nov 2024.`"""
        parts = []
        names = [child.short_name() for child in case_file.children if child.id in self.child_ids]
        if names:
            parts.append(_("About {names}.").format(names=", ".join(names)))
        if self.since:
            parts.append(_("From {day}.").format(day=written(self.since)))
        if self.until:
            parts.append(_("Until {day}.").format(day=written(self.until)))
        if self.kinds:
            kinds = ", ".join(kind_in_words(one) for one in KINDS if one in self.kinds)
            parts.append(_("Only: {kinds}.").format(kinds=kinds))
        return " ".join(parts)


EVERYTHING = Selection()


def chronology(case_file: CaseFile, selection: Selection | None = None) -> list[ChronologyLine]:
    """All lines of the selection, newest first."""
    lines = [
        ChronologyLine(
            date=one.date.isoformat(),
            text=with_her_side(one.chronology, case_file.by_id.get(one.id)),
            source=_("Contact log"),
            child_ids=tuple(one.about_child_ids),
            record_id=one.id,
            kind="note",
        )
        for one in case_file.of(ContactLogEntry)
        if one.significant and one.date and one.chronology
    ]
    lines += [
        ChronologyLine(
            date=one.date,
            text=with_her_side(one.text, case_file.by_id.get(one.id)),
            source=one.source,
            child_ids=tuple(one.child_ids),
            record_id=one.id,
            impact=one.impact,
            kind=_kind(one, case_file),
        )
        for one in case_file.of(ChronologyEvent)
        if one.date and not _source_struck(one, case_file)
    ]
    wanted = selection or EVERYTHING
    return sorted(
        (line for line in lines if wanted.takes(line)),
        key=lambda line: (first_day(line.date), line.date),
        reverse=True,
    )


def ages_at(case_file: CaseFile, line: ChronologyLine | LogLine) -> str:
    """The age of each child the line is about, on that day: `Callum 12, Megan 7`."""
    day = first_day(line.date)
    return ", ".join(
        f"{child.short_name()} {age_in_words(child.date_of_birth, day)}"
        for child in case_file.children
        if child.id in line.child_ids and child.date_of_birth
    )


def source_now(line: ChronologyLine, log_line: LogLine | None) -> str:
    """What the record behind an event says now, where its day was put right since; else nothing."""
    if log_line is None or log_line.date == line.date:
        return ""
    return _("the record now says {day}").format(day=written_partial(log_line.date))


def folded(
    lines: Sequence[ChronologyLine], before: dt.date | None
) -> tuple[list[ChronologyLine], str]:
    """The lines from a day on, and one sentence for what came before it; empty where nothing did.

    `Before 22 Nov 2024, not listed here: 9 events from Sep 2004 (Family and births 3, ...).`
    """
    if before is None:
        return list(lines), ""
    old = [line for line in lines if first_day(line.date) < before]
    if not old:
        return list(lines), ""
    counted = Counter(line.kind for line in old)
    kinds = ", ".join(f"{kind_in_words(one)} {counted[one]}" for one in KINDS if counted[one])
    first = min(old, key=lambda line: first_day(line.date))
    words = _("Before {day}, not listed here: {count} events from {first} ({kinds}).")
    sentence = words.format(
        day=written(before), count=len(old), first=written_partial(first.date), kinds=kinds
    )
    return [line for line in lines if first_day(line.date) >= before], sentence


def is_chosen(line: LogLine, case_file: CaseFile) -> bool:
    """Whether a line of the full log stands in the chronology."""
    entry = case_file.by_id.get(line.key)
    if entry is None or entry.record.entered_in_error:
        return False
    if isinstance(entry.record, ContactLogEntry):
        return entry.record.significant
    return isinstance(entry.record, ChronologyEvent)


def chosen(line: LogLine, case_file: CaseFile) -> Record:
    """The record that puts a line of the full log into the chronology, to be saved.

    A note is marked as significant; of anything else an event is made, always the same one. What
    was said of its impact before it was taken out comes back with it.
    """
    entry = case_file.by_id.get(line.key)
    if entry is not None and isinstance(entry.record, ContactLogEntry):
        note = entry.record
        headline = note.chronology or shortened(line.text, LINE_LIMIT - 1)
        return note.changed(significant=True, chronology=headline)
    if entry is not None and isinstance(entry.record, ChronologyEvent):
        return entry.record.changed(entered_in_error="", date=line.date, text=line.text)
    return ChronologyEvent(
        id=line.key,
        mother_id=case_file.mother_id,
        date=line.date,
        text=line.text,
        source=line.source,
        child_ids=list(line.child_ids),
        share=line.share,
        from_record_id=line.record_id,
    )


def no_longer_chosen(record_id: str, case_file: CaseFile) -> Record | None:
    """The record that takes a line out of the chronology again; None where it is not in it."""
    entry = case_file.by_id.get(record_id)
    if entry is None:
        return None
    record = entry.record
    if isinstance(record, ContactLogEntry):
        # Its headline stays with the note: it comes back with the tick.
        return record.changed(significant=False)
    if isinstance(record, ChronologyEvent):
        return record.changed(entered_in_error=_(NO_LONGER_CHOSEN))
    return None


def _kind(event: ChronologyEvent, case_file: CaseFile) -> str:
    entry = case_file.by_id.get(event.from_record_id)
    return KIND_OF_TYPE.get(entry.record.type_name, "work") if entry else "chosen"


def _source_struck(event: ChronologyEvent, case_file: CaseFile) -> bool:
    entry = case_file.by_id.get(event.from_record_id)
    return entry is not None and bool(entry.record.entered_in_error)
