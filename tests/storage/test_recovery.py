"""The recovery code: copied by hand, mistyped, and found out."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tac_desktop.storage.errors import RecoveryCodeMistyped
from tac_desktop.storage.recovery import group_of, key_from_code, recovery_code, same_group

KEY = bytes(range(32))
CODE = recovery_code(KEY)


@given(st.binary(min_size=32, max_size=32))
def test_every_key_comes_back_from_its_code(key: bytes) -> None:
    code = recovery_code(key)
    assert [len(group) for group in code.split()] == [4] * 14
    assert key_from_code(code) == key


def test_small_letters_lookalikes_dashes_and_line_breaks_are_understood() -> None:
    with_both = next(
        code for code in (recovery_code(os.urandom(32)) for _time in range(500))
        if "0" in code and "1" in code
    )  # fmt: skip
    typed = with_both.lower().replace("0", "o").replace(" ", "-\n")
    assert key_from_code(typed) == key_from_code(with_both)
    for lookalike in "iIlL":
        assert key_from_code(with_both.replace("1", lookalike)) == key_from_code(with_both)
    assert key_from_code(with_both.replace(" ", "")) == key_from_code(with_both)


def test_a_character_that_no_code_has_names_its_group() -> None:
    groups = CODE.split()
    groups[6] = "AB" + "U" + groups[6][3]
    with pytest.raises(RecoveryCodeMistyped) as mistyped:
        key_from_code(" ".join(groups))
    assert mistyped.value.group == 7
    assert "Group 7" in mistyped.value.sentence


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 55), st.integers(1, 31))
def test_one_wrong_character_names_its_group(place: int, step: int) -> None:
    letters = CODE.replace(" ", "")
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    wrong = alphabet[(alphabet.index(letters[place]) + step) % 32]
    with pytest.raises(RecoveryCodeMistyped) as mistyped:
        key_from_code(letters[:place] + wrong + letters[place + 1 :])
    assert mistyped.value.group == place // 4 + 1


def test_two_swapped_characters_name_their_group() -> None:
    letters = list(CODE.replace(" ", ""))
    place = next(at for at in range(20, 23) if letters[at] != letters[at + 1])
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    with pytest.raises(RecoveryCodeMistyped) as mistyped:
        key_from_code("".join(letters))
    assert mistyped.value.group == place // 4 + 1


def test_a_short_group_is_named_and_a_missing_one_is_counted() -> None:
    groups = CODE.split()
    with pytest.raises(RecoveryCodeMistyped, match="Group 3 has 3 characters") as short:
        key_from_code(" ".join([*groups[:2], groups[2][:3], *groups[3:]]))
    assert short.value.group == 3
    with pytest.raises(RecoveryCodeMistyped, match="has 52 characters"):
        key_from_code(" ".join(groups[:13]))
    with pytest.raises(RecoveryCodeMistyped, match="has 0 characters"):
        key_from_code("")


def test_several_mistakes_are_said_without_naming_a_group() -> None:
    groups = CODE.split()
    groups[0], groups[9] = groups[9], groups[0]
    with pytest.raises(RecoveryCodeMistyped, match="checksum") as mistyped:
        key_from_code(" ".join(groups))
    assert mistyped.value.group is None
    assert "Nothing was changed" in mistyped.value.sentence


def test_set_up_can_ask_for_one_group_back() -> None:
    assert same_group(" " + group_of(CODE, 5).lower(), group_of(CODE, 5))
    assert not same_group(group_of(CODE, 5), group_of(CODE, 6))
