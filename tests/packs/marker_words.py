"""Invented words that stand in for secrets, and the ways in which people write a word."""

from __future__ import annotations

import random
import unicodedata
from functools import lru_cache

_FIRST = ("Zab", "Qel", "Xim", "Vho", "Wuz", "Yek", "Zof", "Qar", "Xub", "Vym", "Wex", "Yol")
_LATER = ("dren", "gipo", "lusk", "mavi", "norf", "pelt", "rogu", "stiv", "tarn", "cobe")


class Words:
    """Hands out words that stand nowhere else; no one is a part of others set side by side."""

    def __init__(self) -> None:
        self._count = 0

    def word(self) -> str:
        """The next word: a name, a place, or something that somebody said."""
        place = self._count
        self._count += 1
        first, rest = place % len(_FIRST), place // len(_FIRST)
        return _FIRST[first] + _LATER[rest % 10] + _LATER[rest // 10 % 10] + _LATER[rest // 100]

    def phone(self) -> str:
        """The next telephone number; its last six digits are its own."""
        self._count += 1
        return f"01632 97{self._count:04}"

    def postcode(self) -> str:
        """The next postcode, of an area that does not exist."""
        self._count += 1
        number = self._count
        letters = chr(65 + number // 26 % 26) + chr(65 + number % 26)
        return f"ZZ{number // 676 + 10} 7{letters}"

    def number(self) -> str:
        """The next reference number."""
        self._count += 1
        return f"KQ-{self._count:05}"


@lru_cache(maxsize=50_000)
def squeezed(text: str) -> str:
    """Letters and digits alone, without accents or capitals: what a reader could puzzle out."""
    taken_apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in taken_apart if one.isalnum())


def _accented(word: str) -> str:
    return word.replace("a", "â").replace("o", "ô").replace("e", "é")


def _with_soft_hyphen(word: str) -> str:
    return word[:3] + "\u00ad" + word[3:]


def _with_nothing_wide(word: str) -> str:
    return word[:4] + "\u200b" + word[4:]


WAYS = (
    str,
    str.upper,
    str.lower,
    _accented,
    _with_soft_hyphen,
    _with_nothing_wide,
    lambda word: f"{word}'s",
    lambda word: f"{word}’s",
    lambda word: f"{word}s",
    lambda word: f"“{word}”",
    lambda word: f"({word})",
    lambda word: f"{word}/{word}",
    lambda word: f"the_{word}_family",
    lambda word: f"{word[:4]}-\n{word[4:]}",
    lambda word: f"{word[:4]}- {word[4:]}",
    lambda word: f"{word[:4]}\n{word[4:]}",
    lambda word: f"{word[:4]}\u2011{word[4:]}",
    lambda word: f"in\u00a0{word}\u00a0now",
    lambda word: f"in\x0c{word},",
    lambda word: f"to\u2028{word}\u2028",
    lambda word: unicodedata.normalize("NFD", _accented(word)),
    lambda word: "".join(chr(ord(one) + 0xFEE0) for one in word),
)
"""How a word turns up in what is typed, pasted and scanned."""

BETWEEN = ("-", " ", "\u00a0", "\u2011", "–", "-\n", "\n", "", "  ")
"""What stands between the halves of a double-barrelled name."""

NUMBER_WAYS = (
    str,
    lambda number: number.replace(" ", ""),
    lambda number: number.replace(" ", "\u00a0"),
    lambda number: number.replace(" ", "-"),
    lambda number: number.replace(" ", "\n"),
    lambda number: number.lower(),
    lambda number: number.replace("01632", "+44 (0)1632"),
    lambda number: f"{number[:-2]} {number[-2:]}",
)


def written(word: str, chance: random.Random) -> str:
    """A word in one of the ways that people write it; halves of a name are parted by `|`."""
    if any(sign.isdigit() for sign in word):
        return chance.choice(NUMBER_WAYS)(word)
    if "|" in word:
        first, second = word.split("|")
        how = chance.randrange(4)
        if how < 2:
            return chance.choice(BETWEEN).join((first, second))
        word = first if how == 2 else second
    return chance.choice(WAYS)(word)
