"""What a file's name says about the document in it: title, day, kind, child, sender.

A proposal only: whoever keeps the document sees it on the form and can change it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import read_date
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.text import fold

_ENDING = re.compile(r"\.[A-Za-z]{3,4}$")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)([0-3]?\d)[-_. ]([01]?\d)[-_. ](20\d\d)(?!\d)")
_IN_WORDS = re.compile(
    r"(?<!\d)([0-3]?\d)[-_. ](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-_. ](20\d\d)",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<!\d)[0-2]\d[-_.:h]?[0-5]\d([-_.:]?[0-5]\d)?(?!\d)")
_OF_A_MACHINE = re.compile(
    r"^(scan(ned)?|scanner|img|image|dsc[nf]?|pxl|photo|doc(ument)?|file|copy|untitled|page|pdf|"
    r"screenshot|whatsapp|signal|new|final|v)?[\s\d()x]*$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\b(city|county|borough|metropolitan|london|royal|council|of|the|children'?s services)\b",
    re.IGNORECASE,
)
_KINDS = (
    ("letter_from_child", ("letter from a child", "child's letter", "letter from child")),
    ("life_story", ("life story",)),
    ("court_order", ("court order", "interim care order", "care order", "order")),
    ("minutes", ("minutes", "notes of meeting")),
    ("agreement", ("agreement", "working agreement")),
    ("certificate", ("certificate",)),
    ("signed_paper", ("section 20", "section 76", "s20", "s76", "signed", "consent")),
    ("drawing", ("drawing", "picture by", "painting")),
    ("photograph", ("photograph", "photo")),
    ("plan", ("plan",)),
    ("report", ("report", "assessment", "statement")),
    ("letter", ("letter",)),
)


def answers_from_name(file_name: str, case_file: CaseFile | None = None) -> dict[str, Any]:
    """Answers for a new document that its file's name suggests; no title from a scanner's name."""
    words = _ENDING.sub("", file_name.strip()).replace("_", " ")
    answers: dict[str, Any] = {}
    day, words = _day_in(words)
    if day:
        answers["date"] = day
    title = re.sub(r"[\s\-–.,]+$|^[\s\-–.,]+", "", re.sub(r"\s+", " ", words))
    if title and not _OF_A_MACHINE.match(title):
        answers["title"] = title[0].upper() + title[1:]
    folded = f" {fold(words)} "
    for code, signs in _KINDS:
        if any(re.search(rf"(?<!\w){re.escape(sign)}", folded) for sign in signs):
            answers["type"] = code
            break
    if case_file is not None:
        answers.update(_people_in(folded, case_file))
    return answers


def _day_in(words: str) -> tuple[dt.date | None, str]:
    """The day that stands in a name, and the name without it and without a time behind it."""
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _IN_WORDS):
        found = pattern.search(words)
        if not found:
            continue
        one, two, three = found.groups()
        if pattern is _YEAR_FIRST:
            day = read_date(f"{one}-{two}-{three}")
        elif pattern is _DAY_FIRST:
            day = read_date(f"{one}/{two}/{three}")
        else:
            day = read_date(f"{one} {two} {three}")
        if day:
            rest = _TIME.sub(" ", words[found.end() :], count=1)
            return day, f"{words[: found.start()]} {rest}"
    return None, words


def _people_in(folded: str, case_file: CaseFile) -> dict[str, Any]:
    """Children by a first name, and an organisation by its name or short name."""
    found: dict[str, Any] = {}
    children = [
        child.id
        for child in case_file.children
        if any(_stands_in(name, folded) for name in _names_of(child))
    ]
    if children:
        found["child_ids"] = children
    for one in case_file.of(Organisation):
        if any(_stands_in(name, folded) for name in (one.name, _GENERIC.sub("", one.name))):
            found["from_id"] = one.id
            break
    return found


def _names_of(child: Person) -> list[str]:
    return [*child.first_names.split()[:1], child.known_as]


def _stands_in(name: str, folded: str) -> bool:
    sought = fold(" ".join(name.split()))
    return len(sought) > 2 and re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", folded) is not None
