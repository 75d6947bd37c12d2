"""The recovery code: the data key itself, in letters and digits that can be copied by hand.

256 bits of key and 24 bits of checksum make 56 characters of Crockford's base 32, in 14 groups of
four. It opens the vault even when keys.json is lost.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from tac_desktop.storage.errors import RecoveryCodeMistyped
from tac_desktop.words import _

GROUPS = 14
_GROUP = 4
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SPACES = " \t\r\n-–—_.,"


def recovery_code(data_key: bytes) -> str:
    """The code of a 32-byte data key, groups separated by spaces."""
    number = int.from_bytes(data_key + _checksum(data_key), "big")
    letters = [_LETTERS[(number >> (5 * place)) & 31] for place in range(GROUPS * _GROUP)]
    return _in_groups("".join(reversed(letters)))


def key_from_code(text: str) -> bytes:
    """The data key in a code as it was typed: small letters, spaces and O for 0 are understood.

    Raises:
        RecoveryCodeMistyped: naming the group that looks wrong, where that can be told.
    """
    letters = _letters(text)
    for place, letter in enumerate(letters):
        if letter not in _VALUES:
            raise _wrong_group(place, letter)
    if len(letters) != GROUPS * _GROUP:
        raise _wrong_length(text, len(letters))
    key = _key(letters)
    if key is None:
        raise _checksum_mistake(letters)
    return key


def group_of(code: str, number: int) -> str:
    """Group `number` (from 1) of a code: set-up asks for some of them back."""
    return code.split()[number - 1]


def same_group(typed: str, group: str) -> bool:
    """Whether what was typed is that group, with the same tolerance as the whole code."""
    return _letters(typed) == _letters(group)


def _letters(text: str) -> str:
    upper = text.upper().translate(_LOOKALIKES)
    return "".join(letter for letter in upper if letter not in _SPACES)


def _key(letters: str) -> bytes | None:
    number = 0
    for letter in letters:
        number = number << 5 | _VALUES[letter]
    whole = number.to_bytes(35, "big")
    key, checksum = whole[:32], whole[32:]
    return key if checksum == _checksum(key) else None


def _checksum(data_key: bytes) -> bytes:
    return hashlib.sha256(b"TAC Desktop recovery code\x00" + data_key).digest()[:3]


def _in_groups(letters: str) -> str:
    return " ".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def _wrong_group(place: int, letter: str) -> RecoveryCodeMistyped:
    group = place // _GROUP + 1
    words = _("Group {group} has “{letter}”, which no recovery code has.")
    return RecoveryCodeMistyped(words.format(group=group, letter=letter), group)


def _wrong_length(text: str, length: int) -> RecoveryCodeMistyped:
    typed = [_letters(group) for group in text.split()]
    odd = [place for place, group in enumerate(typed, 1) if group and len(group) != _GROUP]
    if len(odd) == 1 and len(typed) == GROUPS:
        words = _("Group {group} has {count} characters; every group has 4.")
        return RecoveryCodeMistyped(
            words.format(group=odd[0], count=len(typed[odd[0] - 1])), odd[0]
        )
    words = _("The code has {count} characters; a whole one has 56, in 14 groups of 4.")
    return RecoveryCodeMistyped(words.format(count=length))


def _checksum_mistake(letters: str) -> RecoveryCodeMistyped:
    """One wrong or two swapped characters can be found by trying: 24 bits leave little chance."""
    places = _places_of_one_mistake(letters)
    groups = {place // _GROUP + 1 for place in places}
    if len(groups) == 1:
        group = groups.pop()
        words = _("Group {group} looks wrong: a character there does not fit the others.")
        return RecoveryCodeMistyped(words.format(group=group), group)
    return RecoveryCodeMistyped(_("The code does not fit its checksum; some of it is mistyped."))


def _places_of_one_mistake(letters: str) -> list[int]:
    return [
        place
        for place in range(len(letters))
        if any(_key(other) for other in _nearly(letters, place))
    ]


def _nearly(letters: str, place: int) -> Iterator[str]:
    before, letter, after = letters[:place], letters[place], letters[place + 1 :]
    for other in _LETTERS:
        yield before + other + after
    if after:
        yield before + after[0] + letter + after[1:]
