"""One backup: a folder that holds a whole vault and says what is in it.

`vault.db` and `keys.json` are those of the vault at one moment, so that the folder can be opened
as a vault even by hand. `backup.json` says when it was made, of which vault, and by which digest
the file is known; it holds nothing of any case.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tac_desktop.storage.errors import StorageError
from tac_desktop.storage.files import os_errors_as_sentences, write_carefully
from tac_desktop.storage.key_slots import KEYS_FILE
from tac_desktop.storage.places import BACKUP_FILE, DATABASE_FILE
from tac_desktop.storage.progress import Progress
from tac_desktop.storage.proven_copy import for_the_owner
from tac_desktop.words import _

MANIFEST_FILE = BACKUP_FILE
FORMAT, VERSION = "tac-desktop-backup", 1
PART = ".part"
_PIECE = 1024 * 1024
COUNTED = ("records", "revisions", "entries")
_NOT_OURS = (
    OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError
)  # fmt: skip


class NotABackup(StorageError):
    """A folder that holds no backup, or one that this program cannot read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("“{folder}” holds no backup that this program can read.").format(folder=folder.name),
            _("Nothing was changed."),
            _("Choose a folder whose name begins with tac-backup."),
        )


class BackupDamaged(StorageError):
    """The file of a backup is not the one that was written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("The backup “{folder}” is damaged or was cut off.").format(folder=folder.name),
            _("Nothing was restored from it. Your vault and the other backups are untouched."),
            _("Use another backup, and check the disk or stick that this one lies on."),
        )


@dataclass(frozen=True)
class Backup:
    """What a backup says of itself. `made_at` is UTC; `counts`: records, revisions, entries."""

    folder: Path
    made_at: dt.datetime
    vault_id: str
    bytes: int
    sha256: str
    counts: dict[str, int]
    last_revision: int
    program: str

    @classmethod
    def read(cls, folder: Path) -> Self:
        """What a folder's backup says of itself; the file is not looked at.

        Raises:
            NotABackup: where there is none, or one of another shape or a newer version.
        """
        try:
            raw: dict[str, Any] = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
            if raw["format"] != FORMAT or int(raw["version"]) > VERSION:
                raise NotABackup(folder)
            made = cls(
                folder=folder,
                made_at=dt.datetime.fromisoformat(raw["made_at"]),
                vault_id=str(raw["vault_id"]),
                bytes=int(raw["bytes"]),
                sha256=str(raw["sha256"]),
                counts={name: int(raw["counts"][name]) for name in COUNTED},
                last_revision=int(raw["last_revision"]),
                program=str(raw["program"]),
            )
        except _NOT_OURS:
            raise NotABackup(folder) from None
        if made.made_at.tzinfo is None:
            raise NotABackup(folder)
        return made

    def write_manifest(self, folder: Path) -> None:
        """Write what the backup says of itself, as the last of its files."""
        raw = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": self.made_at.isoformat(),
            "vault_id": self.vault_id,
            "bytes": self.bytes,
            "sha256": self.sha256,
            "counts": self.counts,
            "last_revision": self.last_revision,
            "program": self.program,
        }
        text = json.dumps(raw, indent=1) + "\n"
        write_carefully(folder / MANIFEST_FILE, text.encode("utf-8"))

    def check_file(self, progress: Progress) -> None:
        """Read the file through and compare its digest.

        Raises:
            BackupDamaged: where it is another file than the one that was written.
        """
        database, keys = self.folder / DATABASE_FILE, self.folder / KEYS_FILE
        if not (database.is_file() and keys.is_file()):
            raise BackupDamaged(self.folder)
        if database.stat().st_size != self.bytes or digest_of(database, progress) != self.sha256:
            raise BackupDamaged(self.folder)

    def remove(self) -> None:
        """Take the backup away; interrupted, it no longer looks like one."""
        with os_errors_as_sentences(self.folder.parent):
            leaving = self.folder.with_name(f".{self.folder.name}{PART}")
            self.folder.replace(leaving)
            shutil.rmtree(leaving)


def backups_in(place: Path, vault_id: str = "") -> list[Backup]:
    """The backups in a folder, newest first; of one vault where it is named."""
    found = []
    with suppress(OSError):
        for folder in place.iterdir():
            with suppress(NotABackup):
                found.append(Backup.read(folder))
    mine = [one for one in found if vault_id in ("", one.vault_id)]
    return sorted(mine, key=_moment, reverse=True)


def copied(source: Path, target: Path, progress: Progress, words: str) -> str:
    """Copy a file piece by piece onto the disk itself; returns the digest of what was read."""
    digest = hashlib.sha256()
    total = source.stat().st_size
    with open(target, "xb", opener=for_the_owner) as file:
        for done, piece in _pieces(source):
            digest.update(piece)
            file.write(piece)
            progress(done, total, words)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def digest_of(path: Path, progress: Progress) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    total = path.stat().st_size
    for done, piece in _pieces(path):
        digest.update(piece)
        progress(done, total, _("Reading it back"))
    return digest.hexdigest()


def _pieces(path: Path) -> Iterator[tuple[int, bytes]]:
    done = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            done += len(piece)
            yield done, piece


def _moment(backup: Backup) -> tuple[dt.datetime, int, str]:
    """When it was made; of two made in one second, the one whose name got a number is the later."""
    return backup.made_at, len(backup.folder.name), backup.folder.name
