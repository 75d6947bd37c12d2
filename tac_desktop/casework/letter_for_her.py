"""What to look at before a letter goes to the mother herself.

Somebody else in the cell may read it, and reading may be hard for her: no place where a child
lives, nothing of a court, short sentences. It only advises; the writer decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import Placement
from tac_desktop.casework.court import Proceedings
from tac_desktop.casework.text import fold
from tac_desktop.words import _

MOST_WORDS = 15
"""Words in one sentence of an easy letter."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_COURT = ("court", "judge", "hearing", "care order", "placement order", "proceedings", "llys")
_NAME = 3


def advice_for_her(case_file: CaseFile, text: str) -> list[str]:
    """Sentences for the screen: that bad news is told in person first, then what was found."""
    found = [
        _(
            "A letter to her: somebody else in her cell may read it. Bad news is told in person"
            " first, never by a letter under the door."
        )
    ]
    private = list(dict.fromkeys(_private(case_file, text)))
    if private:
        words = _("Better not in a letter that others may read: {words}.")
        found.append(words.format(words=", ".join(private)))
    long = long_sentences(text)
    if long:
        words = _("{count} sentences have more than {most} words. The first: “{sentence}”")
        if len(long) == 1:
            words = _("One sentence has more than {most} words: “{sentence}”")
        found.append(words.format(count=len(long), most=MOST_WORDS, sentence=long[0]))
    return found


def long_sentences(text: str) -> list[str]:
    """The sentences of a text that have too many words for an easy letter."""
    found = (one.strip(" -") for one in _SENTENCE.split(text))
    return [one for one in found if len(one.split()) > MOST_WORDS]


def _private(case_file: CaseFile, text: str) -> Iterator[str]:
    """Where the children live, postcodes, courts and case numbers, as they were typed."""
    yield from _POSTCODE.findall(text)
    told = fold(text)
    for words in (*_places(case_file), *_of_courts(case_file), *map(_, _COURT)):
        if len(words) >= _NAME and re.search(rf"\b{re.escape(fold(words))}\b", told):
            yield words


def _places(case_file: CaseFile) -> Iterator[str]:
    for one in case_file.of(Placement):
        yield one.town
    for child in case_file.children:
        yield from (line.strip(" ,") for line in child.address.splitlines())


def _of_courts(case_file: CaseFile) -> Iterator[str]:
    for one in case_file.of(Proceedings):
        yield one.case_number
