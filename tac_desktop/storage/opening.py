"""Opening a vault that exists, with a passphrase or with the recovery sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tac_desktop.casework.identifiers import new_id
from tac_desktop.storage import attempts, drives, key_change, places
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import (
    DiskTrouble,
    KeysDamaged,
    KeysMissing,
    NetworkPlace,
    RecoveryCodeOfAnotherVault,
    VaultDamaged,
    WrongPassphrase,
)
from tac_desktop.storage.files import os_errors_as_sentences
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.key_slots import KEYS_FILE, KeyFile, KeySlot, VaultPerson
from tac_desktop.storage.lock import VaultLock
from tac_desktop.storage.log_check import refuse_damaged_log
from tac_desktop.storage.recovery import key_from_code
from tac_desktop.storage.upgrading import Upgrade, open_up_to_date

DAMAGED_KEYS_FILE = "keys-damaged.json"


@dataclass(frozen=True)
class Opened:
    """Everything that an open vault stands on."""

    database: Database
    data_key: bytes
    keys: KeyFile
    slot: KeySlot
    upgrade: Upgrade | None = None


@contextmanager
def held(folder: Path, *, allow_network: bool, without_keys: bool = False) -> Iterator[VaultLock]:
    """The lock on a vault, given back when the block fails and kept when it succeeds.

    Raises:
        NotAVault, EmptyFile, KeysMissing, DatabaseMissing, UnfinishedCreation, NetworkPlace,
        ReadOnlyPlace, VaultOpenElsewhere, VaultOnRemovableMedia: each for what it says.
    """
    drives.refuse_vault(folder)
    places.refuse_unless_vault(folder, without_keys=without_keys)
    if places.is_network_drive(folder) and not allow_network:
        raise NetworkPlace(folder)
    with locked(folder) as lock:
        yield lock


@contextmanager
def locked(folder: Path) -> Iterator[VaultLock]:
    """The lock on a folder, given back when the block fails and kept when it succeeds."""
    lock = VaultLock(folder)
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def unlock_with_passphrase(folder: Path, passphrase: str, slot_id: str | None) -> Opened:
    """Open the database of a locked folder with one person's passphrase.

    Raises:
        WrongPassphrase, TooManyAttempts, KeysDamaged, VaultDamaged, VaultNewer.
    """
    keys = KeyFile.read(folder)
    attempts.refuse_too_soon(folder)
    keys = key_change.settled(folder, keys, passphrase, slot_id)
    data_key, slot = unlocked_or_counted(folder, keys, passphrase, slot_id)
    database, upgrade = open_database(folder, data_key)
    if database.value("SELECT value FROM fact WHERE name = 'vault_id'") != keys.vault_id:
        database.close()
        raise KeysDamaged
    return Opened(database, data_key, keys, slot, upgrade)


def unlocked_or_counted(
    folder: Path, keys: KeyFile, passphrase: str, slot_id: str | None
) -> tuple[bytes, KeySlot]:
    """The data key; a wrong passphrase is counted and says how long the next try has to wait."""
    try:
        return keys.unlock(passphrase, slot_id)
    except WrongPassphrase:
        raise WrongPassphrase(attempts.note_wrong_attempt(folder)) from None


def unlock_with_recovery_code(
    folder: Path, code: str, name: str, role: str, passphrase: str, cost: KeyCost
) -> Opened:
    """Open the database of a locked folder with the recovery code, and give a person a new slot.

    A slot under the same name is replaced. A keys.json that is lost is made anew; one that is
    damaged is set aside.

    Raises:
        RecoveryCodeMistyped, RecoveryCodeOfAnotherVault, VaultDamaged, VaultNewer.
    """
    data_key = key_from_code(code)
    keys = _keys_if_whole(folder)
    try:
        database, upgrade = open_database(folder, data_key)
    except VaultDamaged:
        if keys is not None and keys.following is None and keys.fits(data_key):
            raise
        raise RecoveryCodeOfAnotherVault from None
    try:
        facts = {name: str(value) for name, value in database.rows("SELECT name, value FROM fact")}
        if keys is not None and keys.following is not None:
            keys = keys.of_key(data_key)
            key_change.discard_copy(folder)
        if keys is None or not keys.fits(data_key):
            _set_aside(folder)
            training = facts.get("training") == "yes"
            keys = KeyFile.new(facts["vault_id"], data_key, training=training)
        person = _person(database, name, role)
        slot = KeySlot.wrapping(data_key, keys.vault_id, person, passphrase, cost)
        keys = with_slot_for(keys, slot)
        write_and_try(folder, keys, slot, passphrase, data_key)
    except BaseException:
        database.close()
        raise
    return Opened(database, data_key, keys, slot, upgrade)


def with_slot_for(keys: KeyFile, slot: KeySlot) -> KeyFile:
    """The key file with this slot in place of any other one of the same person."""
    for other in keys.slots:
        if other.person.worker_id == slot.person.worker_id:
            keys = keys.without_slot(other.slot_id)
    return keys.with_slot(slot)


def write_and_try(
    folder: Path, keys: KeyFile, slot: KeySlot, passphrase: str, data_key: bytes
) -> None:
    """Write keys.json, read it back, and open the new slot as its person would."""
    keys.write(folder)
    if KeyFile.read(folder).unlock(passphrase, slot.slot_id)[0] != data_key:
        raise DiskTrouble(KEYS_FILE)


def open_database(folder: Path, data_key: bytes) -> tuple[Database, Upgrade | None]:
    """The database of a vault, in the newest format, and what that took where it was older."""
    wal = not places.is_network_drive(folder)
    refuse_damaged_log(folder / places.DATABASE_FILE, data_key)
    return open_up_to_date(folder / places.DATABASE_FILE, data_key, wal=wal)


def _keys_if_whole(folder: Path) -> KeyFile | None:
    with suppress(KeysMissing, KeysDamaged):
        return KeyFile.read(folder)
    return None


def _set_aside(folder: Path) -> None:
    with os_errors_as_sentences(folder), suppress(FileNotFoundError):
        (folder / KEYS_FILE).replace(folder / DAMAGED_KEYS_FILE)


def _person(database: Database, name: str, role: str) -> VaultPerson:
    """The person of that name whom the vault knows, or a new one."""
    for worker_id, known in database.rows("SELECT worker_id, name FROM holder"):
        if known.casefold() == name.strip().casefold():
            return VaultPerson(worker_id, name.strip(), role)
    return VaultPerson(new_id(), name.strip(), role)
