"""Names that sound alike or are mistyped: `Kathryn` for Catherine, `Avelrey` for Averley.

Metaphone (Philips 1990) says how an English reader pronounces a word; names of other languages
are first spelt as she would write them down by ear. Distances between spellings forgive slips of
the fingers (Damerau 1964; Winkler 1990). Nothing here decides: it only says whom to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache

import jellyfish

from tac_desktop.casework.text import fold

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’ʼ]")
_SHORT, _LONG = 4, 7
_CLOSE = 0.93
_KEPT = 20_000

# How names are written down by ear: Welsh first, then Polish, then what English does silently.
_BY_EAR = (
    (re.compile("^rh"), "r"),
    (re.compile("^ll"), "l"),
    (re.compile("dd"), "th"),
    (re.compile("ff"), "f"),
    (re.compile("^si(?=[aoâ])"), "sh"),
    (re.compile("szcz"), "sh"),
    (re.compile("s(z)"), "sh"),
    (re.compile("c(z)"), "ch"),
    (re.compile("w(?=[aeiouy])"), "v"),
    (re.compile("gh(?=[ei])"), ""),
    (re.compile("^h"), ""),
)


class Likeness(IntEnum):
    """How well a name answers to what was typed, the best first."""

    SAME = 0
    PART = 1
    SOUNDS_LIKE = 2


def words_of_name(text: str) -> list[str]:
    """The folded words of a name: `Siân O’Neill-Nowak` is sian, oneill, nowak."""
    return _WORD.findall(_APOSTROPHES.sub("", fold(text)))


@lru_cache(maxsize=_KEPT)
def sounds(word: str) -> frozenset[str]:
    """How a folded word may be pronounced; empty for numbers and for other alphabets."""
    if not (word.isascii() and word.isalpha()):
        return frozenset()
    heard = word
    for spelt, meant in _BY_EAR:
        heard = spelt.sub(meant, heard)
    return frozenset(filter(None, (jellyfish.metaphone(word), jellyfish.metaphone(heard))))


@lru_cache(maxsize=_KEPT * 10)
def alike(one: str, other: str) -> bool:
    """Whether two different folded words sound alike or are a slip of the fingers apart."""
    if one == other:
        return False
    shorter, longer = sorted((len(one), len(other)))
    if shorter < 2 or longer > 2 * shorter + 2:
        return False
    shared = sounds(one) & sounds(other)
    if any(len(code) > 1 for code in shared) or (shared and one[0] == other[0] and longer <= 5):
        return True
    if shorter < _SHORT or any(letter.isdigit() for letter in one + other):
        return False
    slips = jellyfish.damerau_levenshtein_distance(one, other)
    if slips <= (2 if shorter >= _LONG else 1):
        return True
    return shorter > _SHORT and jellyfish.jaro_winkler_similarity(one, other) >= _CLOSE


def likeness(typed: str, names: Iterable[str]) -> Likeness | None:
    """How a person of these names answers to what was typed: every typed word has to.

    None where one of the words is nowhere in the names and sounds like none of them.
    """
    asked = words_of_name(typed)
    known = {word for name in names for word in words_of_name(name)}
    if not asked or not known:
        return None
    worst = Likeness.SAME
    for word in asked:
        if word in known:
            continue
        if any(word in one for one in known):
            worst = max(worst, Likeness.PART)
        elif any(alike(word, one) for one in known):
            worst = Likeness.SOUNDS_LIKE
        else:
            return None
    return worst
