"""Easy-read sheets: their texts in English and Welsh, and in which language a person gets them.

The texts are data (`resources/easy_read/`), so that a Welsh speaker can check and change them
without a new program. A Welsh text that nobody has checked says so on paper.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from tac_desktop import paths
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import written_time
from tac_desktop.casework.people import Person

ENGLISH, WELSH = "en", "cy"
LANGUAGES = (ENGLISH, WELSH)


@dataclass(frozen=True)
class Part:
    """One part of a sheet: a heading, a line with its picture, a box, or lines to write on.

    `box` names what the box is filled with from the file; `insert` is a list from the file, in
    whose place `text` stands where it is empty; `write` is how many lines to write on there are.
    """

    heading: str = ""
    picture: str = ""
    text: str = ""
    label: str = ""
    box: str = ""
    insert: str = ""
    write: int = 0


@dataclass(frozen=True)
class Sheet:
    """One sheet in one language."""

    title: str
    parts: tuple[Part, ...]
    checked_by: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language that the sheets are filled with."""

    code: str
    name: str
    pdf_language: str
    checked_by: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    lists: dict[str, dict[str, str]]

    def phrase(self, name: str, **values: str) -> str:
        """A phrase with its gaps filled."""
        return self.lists["phrases"][name].format(**values)

    def plain(self, name: str, code: str) -> str:
        """The plain words for a code, "" where there are none."""
        return self.lists[name].get(code, "")

    def day(self, day: dt.date | None) -> str:
        """`Wednesday 18 November 2026`."""
        if day is None:
            return ""
        month = self.months[day.month - 1]
        return f"{self.weekdays[day.weekday()]} {day.day} {month} {day.year}"

    def moment(self, day: dt.date | None, time: dt.time | None) -> str:
        """`Wednesday 18 November 2026, 11:00`."""
        return ", ".join(part for part in (self.day(day), written_time(time)) if part)

    def draft_mark(self, sheet: Sheet) -> str:
        """What a text that nobody has checked yet says of itself, in both languages."""
        return "" if sheet.checked_by and self.checked_by else self.phrase("draft")


@cache
def sheet(name: str, language: str) -> Sheet:
    """The texts of a sheet. Raises `FileNotFoundError` where there is none."""
    known = _read(language, name)
    parts = tuple(Part(**one) for one in known["parts"])
    return Sheet(known["title"], parts, known.get("checked_by", ""))


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of a language."""
    known = _read(language, "words")
    return Vocabulary(
        code=language,
        name=known["name"],
        pdf_language=known["pdf"],
        checked_by=known.get("checked_by", ""),
        weekdays=tuple(known["weekdays"]),
        months=tuple(known["months"]),
        lists={name: words for name, words in known.items() if isinstance(words, dict)},
    )


def language_of(person: Person | None) -> str:
    """The language in which someone gets sheets: Welsh if it is hers, else English."""
    return WELSH if person is not None and person.preferred_language == WELSH else ENGLISH


def helped_by_easy_read(case_file: CaseFile) -> bool:
    """Whether her file says that she has support with reading, or reads another language."""
    mother = case_file.mother
    if mother is None:
        return False
    return bool(mother.reading_support) or mother.preferred_language not in ("", ENGLISH)


def _read(language: str, name: str) -> dict[str, Any]:
    path = paths.resource("easy_read") / language / f"{name}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
