"""Names as they are heard and mistyped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tac_desktop.casework.sound_alike import Likeness, alike, likeness, sounds, words_of_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Averley", "Averly"),
        ("Averley", "Avelrey"),
        ("Catherine", "Kathryn"),
        ("Siân", "Shan"),
        ("Llewellyn", "Lewelin"),
        ("McLean", "MacLaine"),
        ("Gethin", "Gething"),
        ("Nowak", "Novak"),
        ("Szymańska", "Shimanska"),
        ("Kowalska", "Kovalska"),
        ("Rhosyn", "Rosin"),
        ("Smith", "Smyth"),
        ("Nguyễn", "Nugyen"),
        ("Mohammed", "Muhamad"),
        ("Philippa", "Filipa"),
        ("Davies", "Davis"),
        ("Lee", "Leigh"),
        ("Hannah", "Anna"),
        ("Łucja", "Lucia"),
    ],
)
def test_the_same_name_by_ear_or_by_a_slip(one: str, other: str) -> None:
    (first,), (second,) = words_of_name(one), words_of_name(other)
    assert alike(first, second) and alike(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Averley", "Pritchard"), ("Ann", "Rhys"), ("Jones", "Pugh"), ("Wyn", "Naomi"), ("Jo", "Al")],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    (first,), (second,) = words_of_name(one), words_of_name(other)
    assert not alike(first, second)


def test_numbers_of_prisons_and_other_alphabets_have_no_sound() -> None:
    assert not sounds("a1234bc") and not sounds("ольга")
    assert not alike("a1234bc", "a1234bd"), "another number is another woman"


def test_every_typed_word_has_to_answer() -> None:
    names = ("Rhosyn Averley", "Ros", "Pugh")
    assert likeness("averley rhosyn", names) is Likeness.SAME
    assert likeness("ver ros", names) is Likeness.PART
    assert likeness("Averly", names) is Likeness.SOUNDS_LIKE
    assert likeness("Pugh Rosin", names) is Likeness.SOUNDS_LIKE
    assert likeness("Averley Kelly", names) is None
    assert likeness("", names) is None and likeness("x", ()) is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    likeness(one, [other])
    for word in words_of_name(one):
        assert not alike(word, word)
