"""Where a vault may live, and what stands in a folder: each situation has its own words."""

from __future__ import annotations

import errno
import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from tac_desktop.storage import mounts, places
from tac_desktop.storage.errors import (
    DatabaseMissing,
    DiskFull,
    EmptyFile,
    KeysMissing,
    NetworkPlace,
    NotAVault,
    PlaceTaken,
    ReadOnlyPlace,
    UnfinishedCreation,
)
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.places import Found, Place, inspect_place, what_is_here
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import NAME, PASSPHRASE, ROLE, MakeVault

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/homes /home/prison nfs4 rw 0 0
//server/share /mnt/shared\\040files cifs rw 0 0
/dev/sdb1 /home/prison/local ext4 rw 0 0
tmpfs /home/prison2 tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/home/prison", "nfs4"),
        ("/home/prison/vault", "nfs4"),
        ("/home/prison/local/vault", "ext4"),
        ("/home/prison2/vault", "tmpfs"),
        ("/mnt/shared files/vault", "cifs"),
        ("/mnt/shared", "ext4"),
    ],
)
def test_the_file_system_of_a_folder_is_that_of_the_nearest_mount(path: str, kind: str) -> None:
    assert mounts.file_system_of(Path(path), MOUNTS) == kind


def test_an_empty_folder_and_one_that_is_still_to_be_made_can_hold_a_vault(tmp_path: Path) -> None:
    assert inspect_place(tmp_path) is Place.FINE
    assert inspect_place(tmp_path / "new" / "vault") is Place.DOES_NOT_EXIST
    assert not (tmp_path / "new").exists()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_files_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    assert inspect_place(tmp_path) is Place.NOT_EMPTY
    with pytest.raises(PlaceTaken, match="other files"):
        make(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_with_a_vault_is_never_made_into_another_one(make_vault: MakeVault) -> None:
    vault = make_vault()
    vault.close()
    before = {path.name: path.read_bytes() for path in vault.folder.iterdir()}
    assert inspect_place(vault.folder) is Place.HOLDS_A_VAULT
    with pytest.raises(PlaceTaken, match="a vault in this folder already"):
        make(vault.folder)
    assert {path.name: path.read_bytes() for path in vault.folder.iterdir()} == before


def test_a_folder_that_cannot_be_written_is_said_to_be_read_only(
    tmp_path: Path, read_only: None
) -> None:
    assert inspect_place(tmp_path) is Place.READ_ONLY
    with pytest.raises(ReadOnlyPlace, match="may not write"):
        make(tmp_path)


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs Linux's own read-only folder")
def test_a_really_read_only_folder_is_found_out_even_by_its_owner() -> None:
    assert inspect_place(Path("/sys/kernel")) is Place.READ_ONLY


def test_a_vault_in_a_read_only_folder_is_refused_with_a_sentence_and_left_alone(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = make_vault()
    vault.close()
    before = {path.name: path.read_bytes() for path in vault.folder.iterdir()}
    with monkeypatch.context() as patch:
        refuse_writing(patch)
        with pytest.raises(ReadOnlyPlace, match="may not write"):
            Vault.open(vault.folder, PASSPHRASE)
    assert {path.name: path.read_bytes() for path in vault.folder.iterdir()} == before
    Vault.open(vault.folder, PASSPHRASE).close()


def test_a_nearly_full_disk_is_said_before_a_vault_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**12, 10**12 - 10**6, 10**6))
    assert inspect_place(tmp_path) is Place.NEARLY_FULL
    with pytest.raises(DiskFull):
        make(tmp_path)


def test_a_network_drive_is_refused_until_it_is_meant_and_then_works_without_a_write_ahead_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "is_network_drive", lambda _folder: True)
    assert inspect_place(tmp_path) is Place.NETWORK_DRIVE
    with pytest.raises(NetworkPlace, match="network drive"):
        make(tmp_path)
    vault, _code = Vault.create(
        tmp_path, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests(), allow_network=True
    )
    assert not (tmp_path / "vault.db-wal").exists()
    assert vault.verify().ok
    vault.close()
    with pytest.raises(NetworkPlace):
        Vault.open(tmp_path, PASSPHRASE)
    Vault.open(tmp_path, PASSPHRASE, allow_network=True).close()


def test_a_local_vault_uses_a_write_ahead_log(vault: Vault) -> None:
    assert (vault.folder / "vault.db-wal").exists()


def test_what_stands_in_a_folder_is_told_without_a_key(make_vault: MakeVault) -> None:
    vault = make_vault()
    vault.close()
    folder = vault.folder
    database, keys = folder / "vault.db", folder / "keys.json"
    whole_database, whole_keys = database.read_bytes(), keys.read_bytes()
    assert what_is_here(folder) is Found.VAULT

    keys.unlink()
    assert what_is_here(folder) is Found.ONLY_DATABASE
    with pytest.raises(KeysMissing, match=r"keys\.json is missing"):
        Vault.open(folder, PASSPHRASE)

    database.unlink()
    assert what_is_here(folder) is Found.NOT_A_VAULT
    with pytest.raises(NotAVault, match="no vault in"):
        Vault.open(folder, PASSPHRASE)

    keys.write_bytes(whole_keys)
    assert what_is_here(folder) is Found.ONLY_KEYS
    with pytest.raises(DatabaseMissing, match=r"vault\.db is missing"):
        Vault.open(folder, PASSPHRASE)

    database.write_bytes(b"")
    assert what_is_here(folder) is Found.EMPTY_FILE
    with pytest.raises(EmptyFile, match="no bytes at all"):
        Vault.open(folder, PASSPHRASE)
    assert database.read_bytes() == b"", "a zero-byte file must not become a new database"

    database.write_bytes(whole_database)
    Vault.open(folder, PASSPHRASE).close()


def test_a_folder_that_does_not_exist_holds_no_vault(tmp_path: Path) -> None:
    with pytest.raises(NotAVault):
        Vault.open(tmp_path / "nowhere", PASSPHRASE)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("moves_before_the_crash", [0, 1])
def test_an_interrupted_creation_is_told_apart_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves_before_the_crash: int
) -> None:
    folder = tmp_path / "vault"
    moves = 0
    replace = Path.replace

    def power_cut(self: Path, target: Path) -> Path:
        nonlocal moves
        if self.parent.name == places.UNFINISHED_FOLDER and Path(target).parent == folder:
            if moves == moves_before_the_crash:
                raise KeyboardInterrupt
            moves += 1
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", power_cut)
        with pytest.raises(KeyboardInterrupt):
            make(folder)
    assert moves == moves_before_the_crash
    assert what_is_here(folder) is Found.UNFINISHED
    with pytest.raises(UnfinishedCreation, match="never used"):
        Vault.open(folder, PASSPHRASE)
    assert inspect_place(folder) is Place.FINE
    make(folder).close()
    assert what_is_here(folder) is Found.VAULT
    assert not (folder / places.UNFINISHED_FOLDER).exists()
    Vault.open(folder, PASSPHRASE).close()


def test_keys_without_a_database_are_no_unfinished_creation_whatever_was_left_behind(
    make_vault: MakeVault,
) -> None:
    vault = make_vault()
    vault.close()
    (vault.folder / places.UNFINISHED_FOLDER).mkdir()
    assert what_is_here(vault.folder) is Found.VAULT
    (vault.folder / "vault.db").unlink()
    assert what_is_here(vault.folder) is Found.ONLY_KEYS


def test_every_place_and_every_error_has_its_own_sentence() -> None:
    sentences = {place.sentence for place in Place}
    assert len(sentences) == len(Place)
    errors = [
        NotAVault(Path("x")), EmptyFile(), KeysMissing(), DatabaseMissing(), UnfinishedCreation(),
        ReadOnlyPlace(Path("x")), NetworkPlace(Path("x")), DiskFull(), PlaceTaken("taken"),
    ]  # fmt: skip
    assert len({error.what_happened for error in errors}) == len(errors)
    for error in errors:
        assert error.what_is_safe
        assert error.what_to_do


def make(folder: Path) -> Vault:
    vault, _code = Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    return vault


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_writing(monkeypatch)


def refuse_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a read-only share does; a test that runs as root cannot take its own rights away."""
    really_open, really_open_path = os.open, Path.open

    def refuse(path: str, flags: int, *rest: int, **more: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return really_open(path, flags, *rest, **more)

    def refuse_new_files(self: Path, mode: str = "r", *rest: object, **more: object) -> object:
        if set(mode) & set("wxa+"):
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return really_open_path(self, mode)

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(Path, "open", refuse_new_files)
