"""The key of a vault that does not open: from its own keys, from a backup's, or from the sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tac_desktop.storage import attempts, drives
from tac_desktop.storage.backup_folder import Backup, backups_in
from tac_desktop.storage.canonical import moment_from
from tac_desktop.storage.errors import (
    KeysDamaged,
    KeysMissing,
    RecoveryCodeMistyped,
    StorageError,
    VaultNewer,
    WrongPassphrase,
)
from tac_desktop.storage.key_slots import KEYS_FILE, KeyFile, VaultPerson
from tac_desktop.storage.recovery import GROUPS, key_from_code
from tac_desktop.storage.roles import Access, AccessEnded, NotAllowed, Right
from tac_desktop.storage.salvage.cells import Value
from tac_desktop.words import _

_CODE_LETTERS = GROUPS * 4


@dataclass(frozen=True)
class Unlocked:
    """A data key, whose it is, and the keys that go into the new vault.

    `keys` is None where the recovery sheet was used and no key file is left; `vault_id` is empty
    where nothing readable names it.
    """

    data_key: bytes
    person: VaultPerson
    keys: KeyFile | None
    vault_id: str


def keys_of(folder: Path) -> KeyFile | None:
    """The key file of a vault, where it is whole."""
    with suppress(KeysMissing, KeysDamaged, VaultNewer):
        return KeyFile.read(folder)
    return None


def backups_of(folder: Path, backup_places: Sequence[Path]) -> list[Backup]:
    """The backups of this vault, newest first; all there are where the vault cannot name itself.

    Places where IT lets nothing be read are passed over.
    """
    keys = keys_of(folder)
    vault_id = keys.vault_id if keys else ""
    places = [place for place in backup_places if drives.may_be_read(place)]
    found = [one for place in places for one in backups_in(place, vault_id)]
    return sorted(found, key=_made_at, reverse=True)


def unlocked(folder: Path, secret: str, backups: Sequence[Backup]) -> list[Unlocked]:
    """Every data key that a passphrase or a recovery code opens here; usually it is one.

    A backup's keys are asked only where the vault's own are lost: they know former passphrases.

    Raises:
        WrongPassphrase, TooManyAttempts: as on opening a vault.
        KeysMissing, KeysDamaged: where there are no keys at all and it is no recovery code.
    """
    attempts.refuse_too_soon(folder)
    own = keys_of(folder)
    key_files = list(own.generations()) if own else _keys_of_backups(backups)
    code = _key_in(secret)
    if code is not None:
        keys = next((one for one in key_files if one.fits(code)), None)
        vault_id = keys.vault_id if keys else _only_vault(backups)
        return [Unlocked(code, VaultPerson("", _("Recovery sheet"), ""), keys, vault_id)]
    if not key_files:
        raise KeysDamaged if (folder / KEYS_FILE).exists() else KeysMissing
    found = list(_opened_by(secret, key_files))
    if not found:
        raise WrongPassphrase(attempts.note_wrong_attempt(folder))
    return found


def refuse_without_access(holders: Sequence[Mapping[str, Value]], person: VaultPerson) -> None:
    """Raise what keeps a person from a vault that is whole, as far as the damaged one tells.

    Raises:
        AccessEnded, NotAllowed: she has left, her time is over, or she may read no case file.
    """
    for row in holders:
        if row.get("worker_id") != person.worker_id:
            continue
        left_at, until = str(row.get("left_at") or ""), str(row.get("until") or "")
        if left_at:
            raise AccessEnded(left_on=moment_from(left_at).date())
        if until and until < dt.date.today().isoformat():
            raise AccessEnded(until=dt.date.fromisoformat(until))
        access = Access(str(row.get("access") or Access.ALL))
        if Right.READ not in access.rights:
            raise NotAllowed(Right.READ, access)


def key_of_backup(backup: Backup, data_key: bytes, secret: str) -> bytes | None:
    """The key of a backup: the vault's, or what the same passphrase opens in it."""
    with suppress(StorageError):
        keys = replace(KeyFile.read(backup.folder), following=None)
        return data_key if keys.fits(data_key) else keys.unlock(secret)[0]
    return None


def _opened_by(secret: str, key_files: Sequence[KeyFile]) -> Iterator[Unlocked]:
    known: set[bytes] = set()
    for keys in key_files:
        with suppress(WrongPassphrase, KeysDamaged):
            data_key, slot = keys.unlock(secret)
            if data_key not in known:
                known.add(data_key)
                yield Unlocked(data_key, slot.person, keys, keys.vault_id)


def _keys_of_backups(backups: Sequence[Backup]) -> list[KeyFile]:
    found = []
    for backup in backups:
        with suppress(StorageError):
            found.append(replace(KeyFile.read(backup.folder), following=None))
    return found


def _key_in(secret: str) -> bytes | None:
    """The data key where what was typed is the recovery code."""
    if sum(letter.isalnum() for letter in secret) != _CODE_LETTERS:
        return None
    with suppress(RecoveryCodeMistyped):
        return key_from_code(secret)
    return None


def _only_vault(backups: Sequence[Backup]) -> str:
    ids = {one.vault_id for one in backups}
    return ids.pop() if len(ids) == 1 else ""


def _made_at(backup: Backup) -> dt.datetime:
    return backup.made_at
