"""Letters to the mother in Welsh: where there is a text, its words, and its draft mark.

The texts are data (`resources/letters/cy`). Until a Welsh speaker's name stands beside a text,
every letter of that kind says on paper that it is a draft.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from tac_desktop import paths
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import MONTHS
from tac_desktop.casework.easy_read import ENGLISH, WELSH, language_of, vocabulary
from tac_desktop.casework.letters import Letter

_FOLDER = "letters/cy"
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")


def has_welsh_text(kind: str) -> bool:
    """Whether a letter of this kind can begin in Welsh."""
    return paths.resource(f"{_FOLDER}/{kind}.txt").is_file()


def welsh_text(kind: str) -> str:
    """The subject on its first line, the text below it."""
    return paths.resource(f"{_FOLDER}/{kind}.txt").read_text(encoding="utf-8")


def language_for(case_file: CaseFile, to_id: str, kind: str) -> str:
    """In which language a letter begins: to her in hers, where there is a text; else English."""
    hers = to_id == case_file.mother_id and language_of(case_file.mother) == WELSH
    return WELSH if hers and has_welsh_text(kind) else ENGLISH


def is_in_welsh(letter: Letter) -> bool:
    """Whether its text is Welsh, by the greeting it begins with."""
    greeting: str = words()["greeting"]
    return letter.text.lstrip().startswith(greeting) and has_welsh_text(letter.kind)


def draft_mark(kind: str) -> str:
    """What a letter says of itself until somebody who speaks Welsh has checked its text."""
    checked = words()["checked_by"]
    if checked.get(kind) and checked.get("words"):
        return ""
    return vocabulary(WELSH).phrase("draft")


def in_welsh_days(text: str) -> str:
    """The same text with the names of months in Welsh: `18 Tachwedd 2026`."""
    months = vocabulary(WELSH).months

    def one(found: re.Match[str]) -> str:
        return f"{found[1]} {months[MONTHS.index(found[2])]} {found[3]}"

    return _DAY.sub(one, text)


@cache
def words() -> dict[str, Any]:
    """Labels, the answer slip and who checked what."""
    path = paths.resource(f"{_FOLDER}/words.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
