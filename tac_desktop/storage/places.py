"""Where a vault may live, and what is in a folder, told before anything is opened or made."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from tac_desktop import policy
from tac_desktop.errors import TacError
from tac_desktop.storage import drives
from tac_desktop.storage.errors import (
    DatabaseMissing,
    DiskFull,
    EmptyFile,
    KeysMissing,
    NetworkPlace,
    NotAVault,
    PlaceTaken,
    ReadOnlyPlace,
    StorageError,
    UnfinishedCreation,
)
from tac_desktop.storage.files import os_errors_as_sentences
from tac_desktop.storage.key_slots import KEYS_FILE
from tac_desktop.storage.mounts import file_system_of, mounts, nearest_existing
from tac_desktop.words import _

DATABASE_FILE = "vault.db"
UNFINISHED_FOLDER = "unfinished"
BACKUP_FILE = "backup.json"
"""What stands beside the database of a backup, and of nothing else."""
ROOM_NEEDED = 200 * 1024 * 1024
"""Bytes below which a disk counts as nearly full."""

_NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "davfs", "ceph"}
    | {"glusterfs", "fuse.sshfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse"}
    | {"fuse.rclone", "fuse.smbnetfs"}
)
_OWN_FILES = frozenset({"attempts.json", "vault.lock", "open-by.json", UNFINISHED_FOLDER})
_DRIVE_REMOTE = 4


class Place(StrEnum):
    """What a folder is good for when a new vault is to be made in it."""

    FINE = "fine"
    DOES_NOT_EXIST = "does_not_exist"
    READ_ONLY = "read_only"
    NETWORK_DRIVE = "network_drive"
    NEARLY_FULL = "nearly_full"
    HOLDS_A_VAULT = "holds_a_vault"
    NOT_ALLOWED = "not_allowed"
    NOT_EMPTY = "not_empty"

    @property
    def sentence(self) -> str:
        """What this means for the person who chose the folder."""
        return _place_sentence(self)

    @property
    def takes_a_vault(self) -> bool:
        """Whether a vault can be made here without asking again."""
        return self in (Place.FINE, Place.DOES_NOT_EXIST)


class Found(StrEnum):
    """What stands in a folder in which a vault is to be opened."""

    VAULT = "vault"
    NOT_A_VAULT = "not_a_vault"
    EMPTY_FILE = "empty_file"
    ONLY_KEYS = "only_keys"
    ONLY_DATABASE = "only_database"
    UNFINISHED = "unfinished"


def inspect_place(folder: Path) -> Place:
    """What to say about a folder chosen for a new vault.

    Writes and removes one empty file, but not where IT allows nothing to be written.
    """
    try:
        return _inspected(folder)
    except ReadOnlyPlace:
        return Place.READ_ONLY


def refuse_place(folder: Path, *, allow_network: bool = False) -> None:
    """Raise the error that keeps a new vault from being made in this folder, if there is one."""
    place = inspect_place(folder)
    if place is Place.NETWORK_DRIVE and allow_network:
        return
    errors: dict[Place, TacError] = {
        Place.NOT_ALLOWED: policy.NotOnRemovableMedia(folder, policy.in_force()),
        Place.READ_ONLY: ReadOnlyPlace(folder),
        Place.NETWORK_DRIVE: NetworkPlace(folder),
        Place.NEARLY_FULL: DiskFull(),
        Place.HOLDS_A_VAULT: PlaceTaken(Place.HOLDS_A_VAULT.sentence),
        Place.NOT_EMPTY: PlaceTaken(Place.NOT_EMPTY.sentence),
    }
    if place in errors:
        raise errors[place]


def what_is_here(folder: Path) -> Found:
    """What a folder holds, without a key.

    Raises:
        ReadOnlyPlace, DiskTrouble: where the account may not even look.
    """
    database, keys = folder / DATABASE_FILE, folder / KEYS_FILE
    aside = folder / UNFINISHED_FOLDER
    with os_errors_as_sentences(folder):
        # keys.json is moved into place before vault.db; keys alone are a vault without its file.
        part_made = (aside / DATABASE_FILE).exists() or not keys.exists()
        if aside.is_dir() and part_made and not database.exists():
            return Found.UNFINISHED
        if database.is_file():
            if database.stat().st_size == 0:
                return Found.EMPTY_FILE
            return Found.VAULT if keys.is_file() else Found.ONLY_DATABASE
        return Found.ONLY_KEYS if keys.is_file() else Found.NOT_A_VAULT


def refuse_unless_vault(folder: Path, *, without_keys: bool = False) -> None:
    """Raise the error that says why no vault can be opened here, if none can.

    `without_keys` accepts a database alone, as the recovery sheet does.
    """
    found = what_is_here(folder)
    if found is Found.ONLY_DATABASE and without_keys:
        return
    errors: dict[Found, StorageError] = {
        Found.NOT_A_VAULT: NotAVault(folder),
        Found.EMPTY_FILE: EmptyFile(),
        Found.ONLY_KEYS: DatabaseMissing(),
        Found.ONLY_DATABASE: KeysMissing(),
        Found.UNFINISHED: UnfinishedCreation(),
    }
    if found in errors:
        raise errors[found]


def is_backup(folder: Path) -> bool:
    """Whether a folder holds a backup, in which nobody works."""
    return (folder / BACKUP_FILE).is_file()


def free_for_a_vault(folder: Path) -> Path:
    """This folder where nothing is in it yet, else one beside it with a number."""
    names = itertools.chain(
        [folder], (folder.with_name(f"{folder.name}-{number}") for number in itertools.count(2))
    )
    return next(one for one in names if not one.exists() or not any(one.iterdir()))


def can_write(folder: Path) -> bool:
    """Whether a file can be made here; tried, since rights on Windows cannot be read off."""
    probe = folder / f".tac-desktop-{os.getpid()}.probe"
    try:
        with probe.open("xb"):
            pass
    except OSError:
        return False
    with suppress(OSError):
        probe.unlink()
    return True


def is_network_drive(folder: Path) -> bool:
    """Whether a folder is on another computer; False where the system cannot say."""
    try:
        resolved = nearest_existing(folder).resolve()
    except OSError:
        return False
    if sys.platform == "win32":
        return _is_remote_on_windows(resolved)
    return file_system_of(resolved, mounts()) in _NETWORK_FILE_SYSTEMS


def _inspected(folder: Path) -> Place:
    existing = nearest_existing(folder)
    if drives.is_forbidden(existing):
        return Place.NOT_ALLOWED
    if what_is_here(folder) not in (Found.NOT_A_VAULT, Found.UNFINISHED):
        return Place.HOLDS_A_VAULT
    if not can_write(existing):
        return Place.READ_ONLY
    if is_network_drive(existing):
        return Place.NETWORK_DRIVE
    if shutil.disk_usage(existing).free < ROOM_NEEDED:
        return Place.NEARLY_FULL
    if existing != folder:
        return Place.DOES_NOT_EXIST
    others = {entry.name for entry in folder.iterdir()} - _OWN_FILES
    if others and what_is_here(folder) is not Found.UNFINISHED:
        return Place.NOT_EMPTY
    return Place.FINE


def _is_remote_on_windows(folder: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    if folder.drive.startswith("\\\\"):
        return True
    return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE)


def _place_sentence(place: Place) -> str:
    match place:
        case Place.FINE:
            return _("This folder can hold a vault.")
        case Place.DOES_NOT_EXIST:
            return _("This folder does not exist yet. It will be made.")
        case Place.READ_ONLY:
            return _("This account may not write to this folder. Choose another one.")
        case Place.NETWORK_DRIVE:
            return _(
                "This folder is on a network drive. A vault is quicker and safer on this "
                "computer's own disk."
            )
        case Place.NEARLY_FULL:
            return _("This disk is nearly full. Make room on it, or choose another one.")
        case Place.NOT_ALLOWED:
            return _(
                "This folder is on a stick, card or disk that can be taken out. The IT of this "
                "prison does not allow this program to write there. Choose a folder on this "
                "computer, or ask {whom}."
            ).format(whom=policy.in_force().whom_to_ask)
        case Place.HOLDS_A_VAULT:
            return _("There is a vault in this folder already. Open it, or choose another folder.")
        case Place.NOT_EMPTY:
            return _("This folder holds other files. Choose an empty one, or make a new one in it.")
