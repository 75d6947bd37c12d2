"""The key of a vault is replaced: at every moment at which it is stopped, the vault opens."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tac_desktop.errors import Cancelled
from tac_desktop.storage import key_change
from tac_desktop.storage.backups import Backup, drill, restore
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import (
    DiskFull,
    DiskTrouble,
    RecoveryCodeOfAnotherVault,
    VaultDamaged,
    WrongPassphrase,
)
from tac_desktop.storage.key_change import (
    NEW_DATABASE_FILE,
    KeyChange,
    LeftBehind,
    VaultInUse,
)
from tac_desktop.storage.key_slots import KeyFile
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.recovery import recovery_code
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import NAME, PASSPHRASE
from tests.storage.people import a_mother, an_entry

OTHER = "walnut ribbon castle fiddle"
CHEAP = KeyCost.for_tests()


@pytest.fixture
def old_code(tmp_path: Path) -> str:
    """The recovery code of a vault with two people and an entry; it is closed."""
    vault, code = Vault.create(tmp_path / "v", NAME, "tac_social_worker", PASSPHRASE, cost=CHEAP)
    mother = a_mother()
    vault.save(mother)
    vault.save(an_entry(mother, "She misses Macsen."))
    vault.add_person("Nia Prys", "cover_worker", OTHER, cost=CHEAP)
    vault.close()
    return code


@pytest.fixture
def place(tmp_path: Path, old_code: str) -> Path:
    return tmp_path / "v"


def replaced(folder: Path, *, also: bool = False) -> str:
    vault = Vault.open(folder, PASSPHRASE)
    typed = {vault.slot_id: PASSPHRASE}
    if also:
        typed |= {one.slot_id: OTHER for one in vault.people() if one.slot_id != vault.slot_id}
    code = vault.replace_key(typed, cost=CHEAP)
    assert vault.search("macsen"), "it goes on in the new file"
    vault.save(a_mother("Dilys", "Second"))
    assert vault.verify().ok
    vault.close()
    return code


def test_old_code_and_old_slots_open_it_no_more(place: Path, old_code: str) -> None:
    old_keys = (place / "keys.json").read_bytes()
    new_code = replaced(place)
    assert new_code != old_code
    with pytest.raises(RecoveryCodeOfAnotherVault):
        Vault.open_with_recovery_code(place, old_code, NAME, "x", PASSPHRASE, cost=CHEAP)
    with pytest.raises(WrongPassphrase):
        Vault.open(place, OTHER)
    assert sorted(one.name for one in place.iterdir()) == ["attempts.json", "keys.json", "vault.db",
                                                          "vault.lock"]  # fmt: skip
    (place / "attempts.json").unlink()
    vault = Vault.open_with_recovery_code(place, new_code, NAME, "x", PASSPHRASE, cost=CHEAP)
    vault.close()
    (place / "keys.json").write_bytes(old_keys)
    with pytest.raises(VaultDamaged):
        Vault.open(place, OTHER)


def test_who_types_her_passphrase_is_taken_along(place: Path) -> None:
    replaced(place, also=True)
    for passphrase in (PASSPHRASE, OTHER):
        Vault.open(place, passphrase).close()


def test_the_journal_says_who_was_left_behind(place: Path) -> None:
    replaced(place)
    vault = Vault.open(place, PASSPHRASE)
    (noted,) = [one for one in vault.journal() if one.action == "key_replaced"]
    assert noted.detail == "Passphrases not taken along: Nia Prys"
    nia = vault.team.everyone()[1]
    assert not nia.slot_id and nia.left_at is None
    vault.team.add("Nia Prys", "cover_worker", OTHER, cost=CHEAP, worker_id=nia.person.worker_id)
    vault.close()
    Vault.open(place, OTHER).close()


def test_a_backup_from_before_opens_with_what_it_was_made_with(
    place: Path, tmp_path: Path, old_code: str
) -> None:
    vault = Vault.open(place, PASSPHRASE)
    backup = vault.backups.make(tmp_path / "backups")
    vault.close()
    replaced(place)
    assert drill(Backup.read(backup.folder), OTHER).ok
    restore(backup, tmp_path / "restored")
    Vault.open_with_recovery_code(
        tmp_path / "restored", old_code, NAME, "x", PASSPHRASE, cost=CHEAP
    ).close()


def test_a_backup_after_it_opens_with_the_new_key(place: Path, tmp_path: Path) -> None:
    vault = Vault.open(place, PASSPHRASE)
    vault.replace_key({vault.slot_id: PASSPHRASE}, cost=CHEAP)
    backup = vault.backups.make(tmp_path / "backups")
    vault.close()
    assert drill(backup, PASSPHRASE).ok
    with pytest.raises(WrongPassphrase):
        drill(backup, OTHER)


def test_after_it_a_backup_is_due_at_once(place: Path, tmp_path: Path) -> None:
    vault = Vault.open(place, PASSPHRASE)
    backups = tmp_path / "backups"
    vault.backups.make(backups)
    assert not vault.backups.is_due(backups)
    vault.replace_key({vault.slot_id: PASSPHRASE}, cost=CHEAP)
    assert vault.backups.is_due(backups)
    vault.backups.make(backups)
    assert not vault.backups.is_due(backups)
    vault.close()


STEPS = ["copied", "change_key", "_note_in", "_prove_copy", "switch", "renamed", "finish"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("passphrase", [PASSPHRASE, OTHER])
def test_stopped_anywhere_it_opens_with_the_passphrases_of_before_or_after(
    place: Path, monkeypatch: pytest.MonkeyPatch, step: str, passphrase: str
) -> None:
    vault = Vault.open(place, PASSPHRASE)
    typed = {one.slot_id: OTHER for one in vault.people()} | {vault.slot_id: PASSPHRASE}
    found = vault.team.prove(PASSPHRASE)[0]
    change = KeyChange.begun(place, found, vault.person, typed, CHEAP)

    class Killed(BaseException):
        pass

    def killed(*_words: object) -> None:
        raise Killed

    if step == "copied":
        monkeypatch.setattr(key_change, "copied", killed)
    elif step == "change_key":
        monkeypatch.setattr(Database, "change_key", killed)
    elif step == "renamed":
        monkeypatch.setattr(key_change, "sync_folder", killed)
    else:
        monkeypatch.setattr(KeyChange, step, killed)
    database = vault._database
    assert database is not None
    with pytest.raises(Killed):
        change.copy(database, lambda *_words: None)
        database.close()
        change.switch()
        change.finish()
    vault.close()
    monkeypatch.undo()
    again = Vault.open(place, passphrase)
    assert KeyFile.read(place).following is None
    assert not list(place.glob("vault.db.new*"))
    assert again.search("macsen") and again.verify().ok
    again.close()


def stopped_at_the_end(place: Path) -> KeyChange:
    """The database has the new key; the keys still have both."""
    vault = Vault.open(place, PASSPHRASE)
    key = vault.team.prove(PASSPHRASE)[0]
    change = KeyChange.begun(place, key, vault.person, {vault.slot_id: PASSPHRASE}, CHEAP)
    database = vault._database
    assert database is not None
    change.copy(database, lambda *_words: None)
    database.close()
    change.switch()
    vault.close()
    return change


def test_who_was_not_taken_along_is_told_so_even_when_it_was_stopped_at_the_end(
    place: Path,
) -> None:
    stopped_at_the_end(place)
    with pytest.raises(LeftBehind):
        Vault.open(place, OTHER)
    with pytest.raises(WrongPassphrase):
        Vault.open(place, "not the passphrase of anybody")
    Vault.open(place, PASSPHRASE).close()


def test_stopped_at_the_end_the_new_code_opens_it_and_the_old_one_does_not(
    place: Path, old_code: str
) -> None:
    change = stopped_at_the_end(place)
    with pytest.raises(RecoveryCodeOfAnotherVault):
        Vault.open_with_recovery_code(place, old_code, NAME, "x", PASSPHRASE, cost=CHEAP)
    code = recovery_code(change.new_key)
    Vault.open_with_recovery_code(place, code, NAME, "x", PASSPHRASE, cost=CHEAP).close()
    assert KeyFile.read(place).following is None


def test_while_it_is_under_way_an_older_program_refuses_the_keys(place: Path) -> None:
    vault = Vault.open(place, PASSPHRASE)
    key = vault.team.prove(PASSPHRASE)[0]
    change = KeyChange.begun(place, key, vault.person, {vault.slot_id: PASSPHRASE}, CHEAP)
    assert b'"version": 2' in change.keys.as_bytes()
    assert KeyFile.from_bytes(change.keys.as_bytes()) == change.keys
    assert b'"version": 1' in KeyFile.read(place).as_bytes()
    vault.close()
    assert change.keys.generations()[0] == KeyFile.read(place)


def test_a_backup_under_way_keeps_the_key_as_it_is(place: Path) -> None:
    vault = Vault.open(place, PASSPHRASE)
    with vault.backups._frozen(), pytest.raises(VaultInUse):
        vault.replace_key({vault.slot_id: PASSPHRASE}, cost=CHEAP)
    assert vault.search("macsen")
    vault.close()
    Vault.open(place, OTHER).close()


def test_stopping_it_leaves_everything_as_it_was(place: Path) -> None:
    vault = Vault.open(place, PASSPHRASE)

    def stop(_done: int, _total: int, words: str) -> None:
        if "Encrypting" in words:
            raise Cancelled

    with pytest.raises(Cancelled):
        vault.replace_key({vault.slot_id: PASSPHRASE}, cost=CHEAP, progress=stop)
    vault.save(a_mother("Dilys", "Second"))
    vault.close()
    Vault.open(place, OTHER).close()
    assert not (place / NEW_DATABASE_FILE).exists()


def test_a_wrong_passphrase_of_anybody_changes_nothing(place: Path) -> None:
    vault = Vault.open(place, PASSPHRASE)
    nia = next(one for one in vault.people() if one.slot_id != vault.slot_id)
    for typed in ({}, {vault.slot_id: "no"}, {vault.slot_id: PASSPHRASE, nia.slot_id: "no"}):
        with pytest.raises(WrongPassphrase):
            vault.replace_key(typed, cost=CHEAP)
    vault.close()
    Vault.open(place, OTHER).close()


def test_without_room_for_a_copy_it_is_not_begun(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = Vault.open(place, PASSPHRASE)
    usage = shutil.disk_usage(place)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage)
    with pytest.raises(DiskFull):
        vault.replace_key({vault.slot_id: PASSPHRASE}, cost=CHEAP)
    vault.close()


@pytest.mark.parametrize("refused", [1, 2])
def test_a_disk_that_refuses_the_keys_leaves_a_vault_that_works_and_opens(
    place: Path, monkeypatch: pytest.MonkeyPatch, refused: int
) -> None:
    vault = Vault.open(place, PASSPHRASE)
    written: list[KeyFile] = []
    write = KeyFile.write

    def writes(keys: KeyFile, folder: Path) -> None:
        written.append(keys)
        if len(written) >= refused:
            raise DiskFull
        write(keys, folder)

    monkeypatch.setattr(KeyFile, "write", writes)
    typed = {one.slot_id: OTHER for one in vault.people()} | {vault.slot_id: PASSPHRASE}
    if refused == 1:
        with pytest.raises(DiskFull):
            vault.replace_key(typed, cost=CHEAP)
    else:
        vault.replace_key(typed, cost=CHEAP)
    monkeypatch.undo()
    assert vault.search("macsen")
    vault.save(a_mother("Dilys", "Second"))
    vault.close()
    for passphrase in (PASSPHRASE, OTHER):
        Vault.open(place, passphrase).close()
    assert KeyFile.read(place).following is None


def test_a_copy_that_does_not_read_back_never_takes_the_name(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "broken_structures", lambda _database: ["wrong"])
    vault = Vault.open(place, PASSPHRASE)
    with pytest.raises(DiskTrouble):
        vault.replace_key({vault.slot_id: PASSPHRASE}, cost=CHEAP)
    monkeypatch.undo()
    assert vault.search("macsen")
    vault.close()
    Vault.open(place, OTHER).close()


CHILD = """
import sys
from pathlib import Path
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.recovery import recovery_code
from tac_desktop.storage.vault import Vault
vault = Vault.open(Path(sys.argv[1]), sys.argv[2])
typed = {one.slot_id: sys.argv[3] for one in vault.people()} | {vault.slot_id: sys.argv[2]}
print("begun", flush=True)
while True:
    vault.replace_key(typed, cost=KeyCost.for_tests())
"""


@pytest.mark.skipif(os.name == "nt", reason="kills as Linux does")
def test_killed_at_any_moment_it_opens_for_both_with_everything_in_it(place: Path) -> None:
    for place_of_kill in range(4):
        child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(CHILD), str(place), PASSPHRASE, OTHER],
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None
        child.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.05 + 0.09 * place_of_kill)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        for passphrase in (PASSPHRASE, OTHER):
            vault = Vault.open(place, passphrase)
            assert vault.search("macsen")
            vault.close()
    vault = Vault.open(place, PASSPHRASE)
    assert vault.verify().ok
    vault.close()
