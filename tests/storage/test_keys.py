"""keys.json: wrapped for each person, told apart when damaged, never half written."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tac_desktop.storage import attempts
from tac_desktop.storage.canonical import canonical_json, moment_text, sha256_hex
from tac_desktop.storage.errors import KeysDamaged, KeysMissing, VaultNewer, WrongPassphrase
from tac_desktop.storage.files import write_carefully
from tac_desktop.storage.key_slots import KEYS_FILE, KEYS_VERSION, KeyFile, KeySlot
from tac_desktop.storage.keys import KeyCost, VaultPerson, seconds_to_wait

ANN = VaultPerson("w-1", "Ann Example", "social_worker")
BETH = VaultPerson("w-2", "Beth Example", "manager")
DATA_KEY = bytes(range(32))
COST = KeyCost.for_tests()


def two_people() -> KeyFile:
    keys = KeyFile.new("vault-1", DATA_KEY, training=False)
    for person, passphrase in ((ANN, "ann's own passphrase"), (BETH, "beth's own passphrase")):
        keys = keys.with_slot(KeySlot.wrapping(DATA_KEY, "vault-1", person, passphrase, COST))
    return keys


WHOLE = two_people().as_bytes()


def test_each_person_opens_with_her_own_passphrase_under_her_own_name(tmp_path: Path) -> None:
    two_people().write(tmp_path)
    keys = KeyFile.read(tmp_path)
    assert [slot.person for slot in keys.slots] == [ANN, BETH]
    for slot, passphrase in zip(
        keys.slots, ("ann's own passphrase", "beth's own passphrase"), strict=True
    ):
        assert keys.unlock(passphrase) == (DATA_KEY, slot)
        assert keys.unlock(passphrase, slot.slot_id) == (DATA_KEY, slot)


def test_one_person_s_passphrase_does_not_open_the_other_s_slot() -> None:
    keys = two_people()
    with pytest.raises(WrongPassphrase):
        keys.unlock("ann's own passphrase", keys.slots[1].slot_id)


def test_the_right_key_is_known_without_the_database() -> None:
    keys = two_people()
    assert keys.fits(DATA_KEY)
    assert not keys.fits(bytes(32))


def test_neither_the_key_nor_a_passphrase_stands_in_the_file() -> None:
    assert DATA_KEY.hex() not in WHOLE.decode()
    assert b"passphrase" not in WHOLE


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_any_changed_byte_is_damage_and_never_a_wrong_passphrase(place: int, change: int) -> None:
    broken = bytearray(WHOLE)
    broken[place] ^= change
    try:
        read = KeyFile.from_bytes(bytes(broken))
    except KeysDamaged:
        return
    assert read == KeyFile.from_bytes(WHOLE), "only white space may be changed without notice"


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(WHOLE) - 3))
def test_a_file_cut_short_anywhere_is_damage(length: int) -> None:
    with pytest.raises(KeysDamaged):
        KeyFile.from_bytes(WHOLE[:length])


def test_a_changed_header_with_a_right_checksum_still_does_not_open() -> None:
    raw = json.loads(WHOLE)
    raw["slots"][0]["role"] = "manager"
    del raw["checksum"]
    raw["checksum"] = sha256_hex(canonical_json(raw))
    forged = KeyFile.from_bytes(json.dumps(raw).encode())
    with pytest.raises(WrongPassphrase):
        forged.unlock("ann's own passphrase", forged.slots[0].slot_id)


@pytest.mark.parametrize(("field", "value"), [("memory_kib", 2**40), ("iterations", 10**6)])
def test_a_cost_that_would_hang_the_computer_is_damage(field: str, value: int) -> None:
    raw = json.loads(WHOLE)
    raw["slots"][0]["kdf"][field] = value
    del raw["checksum"]
    raw["checksum"] = sha256_hex(canonical_json(raw))
    with pytest.raises(KeysDamaged):
        KeyFile.from_bytes(json.dumps(raw).encode())


def test_a_newer_key_file_is_told_apart_from_a_damaged_one() -> None:
    raw = json.loads(WHOLE)
    raw["version"] = KEYS_VERSION + 1
    raw["slots"] = {"laid out": "otherwise"}
    del raw["checksum"]
    raw["checksum"] = sha256_hex(canonical_json(raw))
    with pytest.raises(VaultNewer):
        KeyFile.from_bytes(json.dumps(raw).encode())


def test_a_missing_key_file_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(KeysMissing):
        KeyFile.read(tmp_path)


def test_only_the_owner_can_read_the_key_file(tmp_path: Path) -> None:
    two_people().write(tmp_path)
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / KEYS_FILE).stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == [KEYS_FILE]


def test_careful_writing_leaves_the_old_file_when_the_new_one_cannot_be_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    write_carefully(target, b"old")

    def power_cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", power_cut)
    with pytest.raises(KeyboardInterrupt):
        write_carefully(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    write_carefully(target, b"newest")
    assert target.read_bytes() == b"newest"


def test_the_measured_cost_is_never_below_the_floor() -> None:
    measured = KeyCost.measured()
    assert measured.memory_kib >= 64 * 1024
    assert measured.iterations >= 3
    assert 1 <= measured.lanes <= 4
    assert measured.believable


def test_the_slow_down_grows_after_two_free_attempts_and_is_forgotten_after_success(
    tmp_path: Path,
) -> None:
    waits = [attempts.note_wrong_attempt(tmp_path) for _time in range(10)]
    assert waits == [0, 0, 5, 10, 20, 40, 80, 160, 300, 300]
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=290)
    assert 8 <= seconds_to_wait(tmp_path, later) <= 11
    assert seconds_to_wait(tmp_path, later + dt.timedelta(seconds=20)) == 0
    attempts.forget_attempts(tmp_path)
    assert seconds_to_wait(tmp_path) == 0


def test_a_clock_put_back_makes_nobody_wait_longer_than_the_longest_wait(tmp_path: Path) -> None:
    ahead = dt.datetime.now(dt.UTC) + dt.timedelta(days=400)
    noted = {"count": 5, "last_at": moment_text(ahead)}
    (tmp_path / attempts.ATTEMPTS_FILE).write_bytes(canonical_json(noted))
    assert seconds_to_wait(tmp_path) == 20


def test_a_clock_put_forward_does_not_shorten_the_wait_of_a_running_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _time in range(6):
        attempts.note_wrong_attempt(tmp_path)
    assert attempts.seconds_to_wait(tmp_path) == 40

    class Tomorrow(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Tomorrow:
            return super().now(tz) + dt.timedelta(days=1)

    monkeypatch.setattr(attempts.dt, "datetime", Tomorrow)
    assert attempts.seconds_to_wait(tmp_path) == 40


def test_closing_the_program_does_not_end_the_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _time in range(6):
        attempts.note_wrong_attempt(tmp_path)
    monkeypatch.setattr(attempts, "_last_here", {})
    assert 38 <= attempts.seconds_to_wait(tmp_path) <= 40


@pytest.mark.parametrize("content", [b"", b"[]", b'{"count": "x"}', b"\xff", b"null"])
def test_an_unreadable_note_of_attempts_does_not_lock_anyone_out(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / attempts.ATTEMPTS_FILE).write_bytes(content)
    assert seconds_to_wait(tmp_path) == 0
