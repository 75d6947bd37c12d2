"""Letterbox: when the next letter is due, when to begin with it, and what went to and fro.

Source: letterbox agreements set the month, usually once or twice a year (author's guide of
hollymarlow.com, undated). How many weeks before she is reminded is the service's own setting.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import days_in_words, written
from tac_desktop.casework.next_contact import next_due, sessions_of
from tac_desktop.casework.targets import target
from tac_desktop.casework.work import Document
from tac_desktop.words import _

_KINDS = frozenset({"letterbox", "photographs_or_updates"})
_PAPERS = frozenset({"letter_from_child", "photograph", "drawing"})


@dataclass(frozen=True)
class LetterboxItem:
    """Something that was sent or received."""

    day: dt.date | None
    words: str
    record_id: str


@dataclass(frozen=True)
class Letterbox:
    """One arrangement: `remind_on` is the day from which `to_write` holds; both may be unknown."""

    arrangement: ContactArrangement
    due: dt.date | None
    remind_on: dt.date | None
    to_write: bool
    items: tuple[LetterboxItem, ...]
    sentence: str


def letterboxes(case_file: CaseFile) -> list[Letterbox]:
    """How each letterbox arrangement that goes on stands on the file's day."""
    return [
        _letterbox(case_file, one)
        for one in case_file.of(ContactArrangement)
        if one.type in _KINDS and one.status != "ended"
    ]


def _letterbox(case_file: CaseFile, arrangement: ContactArrangement) -> Letterbox:
    due = next_due(case_file, arrangement)
    weeks = target(case_file, "letterbox_reminder_weeks")
    remind_on = due - dt.timedelta(weeks=weeks) if due and weeks is not None else None
    to_write = remind_on is not None and remind_on <= case_file.as_of
    return Letterbox(
        arrangement,
        due,
        remind_on,
        to_write,
        _items(case_file, arrangement),
        _sentence(case_file, due, remind_on, to_write=to_write),
    )


def _sentence(
    case_file: CaseFile, due: dt.date | None, remind_on: dt.date | None, *, to_write: bool
) -> str:
    if due is None:
        return _("No letter is due.")
    when = days_in_words((due - case_file.as_of).days)
    if to_write:
        words = _("Time to write: due {when}, {day}.")
    elif remind_on:
        words = _("Next letter due {day}; begin with it on {remind}.")
    else:
        words = _("Next letter due {day}.")
    return words.format(when=when, day=written(due), remind=written(remind_on))


def _items(case_file: CaseFile, arrangement: ContactArrangement) -> tuple[LetterboxItem, ...]:
    """Sessions of the arrangement, her letters to this child, and what came from the child."""
    found = []
    copies = set()
    for one in sessions_of(case_file, arrangement.id):
        if one.took_place:
            way = code_list("letter_direction").label(one.letter_way or "sent")
            words = f"{way}: {one.note}" if one.note else way
            found.append(LetterboxItem(one.planned, words, one.id))
            copies.add(one.document_id)
    for paper in case_file.of(Document):
        hers = paper.type == "letter" and paper.from_id == case_file.mother_id
        about_child = paper.child_ids == [arrangement.child_id]
        if (hers or paper.type in _PAPERS) and about_child and paper.id not in copies:
            found.append(LetterboxItem(paper.date, paper.title, paper.id))
    found.sort(key=lambda item: item.day or dt.date.min, reverse=True)
    return tuple(found)
