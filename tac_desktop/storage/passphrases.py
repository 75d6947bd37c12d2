"""Passphrases: suggesting good ones, refusing ones that would be guessed, saying how strong.

At least 15 characters, no rules about capitals or signs, no forced change (Ministry of Justice
guidance on high-value passwords).
"""

from __future__ import annotations

import itertools
import math
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tac_desktop import paths
from tac_desktop.casework.text import fold
from tac_desktop.storage.errors import PassphraseTooWeak
from tac_desktop.words import _

TRAINING_PASSPHRASE = "marmalade lighthouse training only"
"""Published: whatever is in a training vault is invented. The window may fill it in."""

LEAST_CHARACTERS = 15
_LEAST_DISTINCT = 6
_OWN_CHARACTERS = 7
_WORDS_OF_A_PHRASE = 3
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")


class StrengthLevel(StrEnum):
    """How far a passphrase would stand up to someone who has copied the files."""

    REFUSED = "refused"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


@dataclass(frozen=True)
class Strength:
    """A level and the sentence that goes with it."""

    level: StrengthLevel
    sentence: str


def suggest_passphrase(words: int = 4) -> str:
    """Random words with spaces between; four are about 52 bits, six about 78."""
    listed = word_list()
    return " ".join(secrets.choice(listed) for _place in range(words))


def strength_of(passphrase: str, name: str = "") -> Strength:
    """How good a passphrase is for the person called `name`, in a sentence for her."""
    reason = reason_against(passphrase, name)
    if reason:
        return Strength(StrengthLevel.REFUSED, reason)
    bits = _bits(passphrase)
    if bits < 45:
        return Strength(
            StrengthLevel.FAIR, _("Enough. More words, chosen by chance, would be better.")
        )
    if bits < 60:
        return Strength(StrengthLevel.GOOD, _("Good, if the words were chosen by chance."))
    return Strength(StrengthLevel.STRONG, _("Strong, if the words were chosen by chance."))


def refuse_weak(passphrase: str, name: str = "") -> None:
    """Raise PassphraseTooWeak, with the reason, for a passphrase that would be guessed."""
    reason = reason_against(passphrase, name)
    if reason:
        raise PassphraseTooWeak(reason)


def reason_against(passphrase: str, name: str = "") -> str:
    """Why a passphrase is refused, as a sentence; empty where it is accepted."""
    text = _tidied(passphrase)
    if len(text) < LEAST_CHARACTERS:
        return _("Too short: {count} characters; at least 15 are needed.").format(count=len(text))
    letters = _plain(text)
    if len(set(letters)) < _LEAST_DISTINCT or _repeats(letters):
        return _("Too easy to guess: it repeats the same few characters.")
    if _is_sequence(letters):
        return _("Too easy to guess: it runs along the alphabet, the numbers or the keyboard.")
    if letters in _common() or text.casefold() in _common():
        return _("Too easy to guess: it is on the list of common passwords.")
    if _own_part(letters, map(_plain, name.split())) < _OWN_CHARACTERS:
        return _("Too easy to guess: it is little more than your name.")
    few_words = len(set(text.casefold().split())) < _WORDS_OF_A_PHRASE
    if few_words and _own_part(letters, _common_parts(letters)) < _OWN_CHARACTERS:
        return _("Too easy to guess: it is a common password with something added.")
    return ""


def passphrase_bytes(passphrase: str) -> bytes:
    """What is fed to the key derivation: one form for what looks the same, spaces tidied."""
    return _tidied(passphrase).encode("utf-8")


@cache
def word_list() -> tuple[str, ...]:
    """The words that passphrases are made of (each line: dice numbers, then the word)."""
    lines = paths.resource("word_list/eff_large.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.split()[-1] for line in lines if line.strip() and not line.startswith("#"))


def _tidied(passphrase: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def _plain(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _repeats(letters: str) -> bool:
    """`abcabcabcabcabc`: a short piece over and over."""
    return any(
        letters == (letters[:size] * len(letters))[: len(letters)]
        for size in range(1, len(letters) // 2 + 1)
    )


def _is_sequence(letters: str) -> bool:
    """Whether three in five steps go to a neighbour on the keyboard or in the alphabet."""
    steps = [first + second for first, second in itertools.pairwise(letters)]
    plain = sum(
        step[0] == step[1] or any(step in row or step[::-1] in row for row in _ROWS)
        for step in steps
    )
    return plain >= 0.6 * len(steps)


def _own_part(letters: str, known: Iterable[str]) -> int:
    """How many characters are left without the known parts and without digits."""
    for part in sorted(known, key=len, reverse=True):
        if len(part) >= 3:
            letters = letters.replace(part, "")
    return len(re.sub(r"\d", "", letters))


def _common_parts(letters: str) -> list[str]:
    return [word for word in _common() if len(word) >= 4 and word in letters]


@cache
def _common() -> frozenset[str]:
    listed = paths.resource("word_list/common_passwords.txt")
    words = listed.read_text(encoding="utf-8").split() if listed.is_file() else []
    return frozenset(word.casefold() for word in [*words, "password", "letmein", "welcome"])


def _bits(passphrase: str) -> float:
    """A cautious guess: words from the list count as words, anything else by its length."""
    words = _tidied(passphrase).casefold().replace("-", " ").split()
    listed = frozenset(word_list())
    from_words = sum(math.log2(len(listed)) for word in set(words) if word in listed)
    others = "".join(word for word in words if word not in listed)
    return from_words + 2.3 * len(others)
