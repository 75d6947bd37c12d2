"""Invented notes for vaults of any size: common words, and words that only a few notes hold."""

from __future__ import annotations

import random

_BEGINNINGS = (
    "Saw her on the wing after work.",
    "Rang the social worker from the office.",
    "She asked for a call before the weekend.",
    "Met her in the visits hall with the key worker.",
    "Letter read together and explained.",
    "Nobody answered; message left with the duty desk.",
    "Spoke to the wing officer about her mood.",
    "Prepared the meeting with her.",
)
_MIDDLES = (
    "She is worried about the school run and who fetches the children.",
    "The carer says that the nights are calmer and the eldest eats again.",
    "The minutes of the last review have still not come.",
    "She would like a photograph of the first day at nursery.",
    "Contact went well, with tears at the end and a promise to write.",
    "The placement may change in the spring, which she heard from her sister.",
    "We went through the plan line by line and she signed her copy.",
    "She wants the judge to know that she has finished the course.",
)
_ENDINGS = (
    "I will ring again on Thursday.",
    "To be raised at the next review.",
    "No concerns today.",
    "The prison's own record was read beforehand.",
    "She knows whom to ask on the wing.",
    "Copy sent to the solicitor.",
)
_SYLLABLES = [first + last for first in "bdfgklmnprstvz" for last in ("a", "e", "i", "o", "u")]
_ENTRIES_PER_RARE_WORD = 8

COMMON_WORDS = ("children", "review", "wing", "letter")


def note(number: int, rng: random.Random) -> str:
    """The note of entry `number`: some 250 characters with one rare word."""
    middles = " ".join(rng.sample(_MIDDLES, 2))
    rare = rare_word(number // _ENTRIES_PER_RARE_WORD)
    beginning, ending = rng.choice(_BEGINNINGS), rng.choice(_ENDINGS)
    return f"{beginning} {middles} Mentioned {rare.capitalize()}. {ending}"


def rare_word(place: int) -> str:
    """A made-up word for each place; eight entries hold it, however many there are in all."""
    parts = []
    left = place
    for _part in range(4):
        left, which = divmod(left, len(_SYLLABLES))
        parts.append(_SYLLABLES[which])
    return "".join(parts) + "th"


def rare_words(entries: int, count: int, rng: random.Random) -> list[str]:
    """Some of the rare words of a vault with so many entries."""
    places = max(1, entries // _ENTRIES_PER_RARE_WORD)
    return [rare_word(rng.randrange(places)) for _one in range(count)]
