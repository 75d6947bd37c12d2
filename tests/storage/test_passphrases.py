"""Passphrases: offered, refused, and measured in words."""

from __future__ import annotations

import pytest

from tac_desktop.storage.errors import PassphraseTooWeak
from tac_desktop.storage.keys import (
    LEAST_CHARACTERS,
    StrengthLevel,
    reason_against,
    refuse_weak,
    strength_of,
    suggest_passphrase,
)
from tac_desktop.storage.passphrases import passphrase_bytes, word_list

NAME = "Ffion Example"

WEAK = [
    ("short one", "Too short: 9 characters"),
    ("", "Too short: 0 characters"),
    ("               x               ", "Too short: 1 characters"),
    ("aaaaaaaaaaaaaaaaaaaa", "repeats"),
    ("abcabcabcabcabcabc", "repeats"),
    ("dragonkitedragonkite", "repeats"),
    ("123456789012345", "runs along"),
    ("abcdefghijklmnopqrst", "runs along"),
    ("qwertyuiopasdfgh", "runs along"),
    ("9876543210 987 654", "runs along"),
    ("Ffion Example 1984", "your name"),
    ("ffionexample2026!", "your name"),
    ("password1234!?-2026", "common password"),
    ("Liverpool2026 !!!!", "common password"),
]

FINE = [
    "orbit lantern pebble chutney",
    "the kettle hums at half past four",
    "Tŷ bach twt ar lan y môr",
    "kX9#vPq2!mZr7&wL",
    "три слова и ещё одно",
]


@pytest.mark.parametrize(("passphrase", "part_of_the_reason"), WEAK)
def test_a_passphrase_that_would_be_guessed_is_refused_with_its_reason(
    passphrase: str, part_of_the_reason: str
) -> None:
    with pytest.raises(PassphraseTooWeak) as refused:
        refuse_weak(passphrase, NAME)
    assert part_of_the_reason in refused.value.reason
    assert "Nothing was changed" in refused.value.sentence
    assert strength_of(passphrase, NAME).level is StrengthLevel.REFUSED


@pytest.mark.parametrize("passphrase", FINE)
def test_a_good_passphrase_is_accepted_without_rules_about_signs(passphrase: str) -> None:
    refuse_weak(passphrase, NAME)
    assert strength_of(passphrase, NAME).level is not StrengthLevel.REFUSED


def test_a_suggested_passphrase_is_never_refused_and_never_the_same() -> None:
    offered = {suggest_passphrase() for _time in range(300)}
    assert len(offered) == 300
    assert {reason_against(phrase, NAME) for phrase in offered} == {""}
    assert min(map(len, word_list())) * 4 + 3 >= LEAST_CHARACTERS


def test_six_words_are_strong_and_come_from_a_list_of_7776() -> None:
    phrase = suggest_passphrase(6)
    assert len(phrase.split()) == 6
    assert strength_of(phrase).level is StrengthLevel.STRONG
    assert len(word_list()) == 7776
    assert set(phrase.split()) <= set(word_list())


def test_more_words_are_never_weaker() -> None:
    order = list(StrengthLevel)
    two, four, six = (
        order.index(strength_of(phrase).level)
        for phrase in (
            "pumpernickel saxophonist",
            "orbit lantern pebble chutney",
            "orbit lantern pebble chutney scruffy dolphin",
        )
    )
    assert two <= four <= six


def test_spaces_and_ways_of_writing_an_accent_do_not_lock_anyone_out() -> None:
    assert passphrase_bytes(" Tŷ  bach\ttwt ") == passphrase_bytes("Ty\u0302 bach twt")
    assert passphrase_bytes("Tŷ bach twt") != passphrase_bytes("tŷ bach twt")
