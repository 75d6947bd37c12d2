"""Making backups of an open vault, getting one back, and proving that it could be got back."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tac_desktop import __version__
from tac_desktop.policy import NotOnRemovableMedia
from tac_desktop.storage import drives, opening, places
from tac_desktop.storage.backup_folder import (
    PART,
    Backup,
    BackupDamaged,
    NotABackup,
    backups_in,
)
from tac_desktop.storage.backup_thinning import to_drop
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import (
    DiskFull,
    PlaceTaken,
    ReadOnlyPlace,
    StorageError,
    VaultDamaged,
)
from tac_desktop.storage.files import os_errors_as_sentences, sync_folder
from tac_desktop.storage.journal import AuditAction, EntryKind, Journal
from tac_desktop.storage.key_slots import KEYS_FILE, KeyFile
from tac_desktop.storage.places import DATABASE_FILE
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.proven_copy import CopyDiffers, proven_copy
from tac_desktop.storage.upgrading import forget_copy
from tac_desktop.storage.verify import verify
from tac_desktop.words import _

__all__ = ["Backup", "BackupDamaged", "Backups", "DrillReport", "NotABackup", "backups_in",
           "drill", "restore"]  # fmt: skip

LEAST_BETWEEN = dt.timedelta(minutes=30)
"""No automatic backup sooner than this after the last one."""

_ROOM_TO_SPARE = 16 * 1024 * 1024
_LEFTOVER_SECONDS = 24 * 60 * 60
_LOOK_SECONDS = 0.2

Entry = tuple[int, str]
Turn = Callable[[], AbstractContextManager[Database]]


@dataclass(frozen=True)
class DrillReport:
    """Whether a backup could be got back whole, in sentences, and what was counted in it."""

    ok: bool
    sentences: tuple[str, ...]
    counts: dict[str, int]


class Backups:
    """The backups of one open vault. Others can go on saving while one is made."""

    def __init__(
        self, folder: Path, vault_id: str, turn: Turn, journal: Journal, key: bytearray
    ) -> None:
        self._folder, self._vault_id = folder, vault_id
        self._turn, self._journal, self._key = turn, journal, key
        self._making = threading.RLock()

    @contextmanager
    def alone(self, progress: Progress = no_progress) -> Iterator[None]:
        """Only this thread makes backups meanwhile; waits for one that is being made."""
        while not self._making.acquire(timeout=_LOOK_SECONDS):
            progress(0, 0, _("Waiting until the backup is made"))
        try:
            yield
        finally:
            self._making.release()

    def make(self, place: Path, progress: Progress = no_progress) -> Backup:
        """Copy the vault as it is at this moment into a new folder in `place`, and prove the copy.

        The copy is read back and opened with the vault's key before it bears its name.

        Raises:
            DiskFull, ReadOnlyPlace, PlaceMissing, PlaceTaken, NotOnRemovableMedia, DiskTrouble:
                nothing that looks like a backup is left behind then, nor where `progress` stops
                the work.
        """
        with self.alone(progress):
            return self._made(place, progress)

    def _made(self, place: Path, progress: Progress) -> Backup:
        try:
            drives.refuse_removable(place)
        except NotOnRemovableMedia as refusal:
            with self._turn() as database, database.transaction():
                self._journal.event(AuditAction.REFUSED, detail=refusal.what_happened)
            raise
        self._refuse(place)
        moment = dt.datetime.now(dt.UTC).replace(microsecond=0)
        final = _free_name(place, moment)
        aside = place / f".{final.name}{PART}"
        with os_errors_as_sentences(place):
            _clear_leftovers(place)
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir(mode=0o700, parents=True)
            try:
                self._copy_to(aside, moment, progress)
                aside.replace(final)
                sync_folder(place)
            except BaseException:
                shutil.rmtree(aside, ignore_errors=True)
                raise
        with self._turn() as database, database.transaction():
            self._journal.event(AuditAction.BACKED_UP, detail=final.name)
        forget_copy(self._folder)
        return Backup.read(final)

    def is_due(self, place: Path, now: dt.datetime | None = None) -> bool:
        """Whether something was saved since the newest backup there, which is half an hour old.

        After the key was replaced one is due at once: the newest opens with the old sheet only.
        """
        moment = now or dt.datetime.now(dt.UTC)
        newest = next(iter(backups_in(place, self._vault_id)), None)
        if newest is None or not self._opens_with_our_key(newest):
            return True
        with self._turn() as database:
            changed = _last_revision(database) > newest.last_revision or _typed_since(
                database, newest.made_at
            )
        return changed and moment - newest.made_at >= LEAST_BETWEEN

    def _opens_with_our_key(self, backup: Backup) -> bool:
        with suppress(StorageError):
            return KeyFile.read(backup.folder).fits(bytes(self._key))
        return False

    def thin(self, place: Path) -> list[Backup]:
        """Take away the backups that are not needed any more; returns those that went."""
        with self.alone():
            mine = {one.made_at: one for one in backups_in(place, self._vault_id)}
            gone = [mine[moment] for moment in to_drop(mine)]
            for backup in gone:
                backup.remove()
        return gone

    def _refuse(self, place: Path) -> None:
        if place.resolve() == self._folder.resolve():
            raise PlaceTaken(_("A backup beside the vault itself would be lost with it."))
        with os_errors_as_sentences(place):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not places.can_write(place):
            raise ReadOnlyPlace(place)
        size = (self._folder / DATABASE_FILE).stat().st_size
        if shutil.disk_usage(place).free < size + _ROOM_TO_SPARE:
            raise DiskFull

    def _copy_to(self, aside: Path, moment: dt.datetime, progress: Progress) -> None:
        """Copy and prove, and write last what the backup says of itself.

        That every byte is the source's was compared; so what can be counted in the copy is what was
        counted in the source. The key's own proof is that the copy opens.
        """
        target = aside / DATABASE_FILE
        counted: dict[str, int] = {}
        with self._frozen() as frozen:
            keys = KeyFile.read(self._folder)

            def open_and_count() -> None:
                keys.write(aside)
                if not keys.fits(bytes(self._key)) or not self._opens(target, _newest(frozen)):
                    raise BackupDamaged(aside)
                counted.update(_counts(frozen))

            last = _last_revision(frozen)
            words = _("Copying the vault")
            try:
                sha256 = proven_copy(frozen.path, target, progress, words, open_and_count)
            except CopyDiffers:
                raise BackupDamaged(aside) from None
        size = target.stat().st_size
        made = Backup(aside, moment, self._vault_id, size, sha256, counted, last, __version__)
        made.write_manifest(aside)

    def _opens(self, copy: Path, newest: Entry) -> bool:
        """Whether it opens with the vault's key as it lies there, not touched, with that entry."""
        with suppress(VaultDamaged):
            database = Database.untouched(copy, bytes(self._key))
            try:
                return _newest(database) == newest
            finally:
                database.close()
        return False

    @contextmanager
    def _frozen(self) -> Iterator[Database]:
        """A connection whose file stays as it is while the block runs, whatever is saved meanwhile.

        Everything is moved from the write-ahead log into the file first; while this connection
        reads, SQLite appends to the log and leaves the file alone.
        """
        with self._turn() as database:
            frozen = Database(database.path, bytes(self._key), wal=database.wal)
            try:
                database.move_log_into_file()
                moment = frozen.snapshot()
                moment.__enter__()
                frozen.value("SELECT count(*) FROM fact")
            except BaseException:
                frozen.close()
                raise
        try:
            yield frozen
        finally:
            moment.__exit__(None, None, None)
            frozen.close()


def restore(
    backup: Backup, to: Path, progress: Progress = no_progress, *, allow_network: bool = False
) -> None:
    """Make a vault of a backup in a folder that is new or empty.

    Raises:
        NotFromRemovableMedia: the backup is where IT lets nothing be read.
        BackupDamaged: the backup is not the one that was written; nothing is made then.
        PlaceTaken, ReadOnlyPlace, DiskFull, NetworkPlace, NotOnRemovableMedia: as for a new vault.
    """
    drives.refuse_reading(backup.folder)
    backup.check_file(progress)
    places.refuse_place(to, allow_network=allow_network)
    with os_errors_as_sentences(to):
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = to / places.UNFINISHED_FOLDER
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700)
        try:
            source = backup.folder / DATABASE_FILE
            words = _("Copying the backup")
            try:
                copied = proven_copy(source, aside / DATABASE_FILE, progress, words)
            except CopyDiffers:
                raise BackupDamaged(to) from None
            if copied != backup.sha256:
                raise BackupDamaged(backup.folder)
            KeyFile.read(backup.folder).write(aside)
            for name in (KEYS_FILE, DATABASE_FILE):
                (aside / name).replace(to / name)
                sync_folder(to)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def drill(
    backup: Backup, passphrase: str, *, beside: Path | None = None, progress: Progress = no_progress
) -> DrillReport:
    """Get a backup back into a temporary vault, check all of it, compare, and take it away again.

    The temporary vault is as encrypted as any. `beside` is where it is made; the system's
    temporary folder without it.

    Raises:
        BackupDamaged, WrongPassphrase, DiskFull ...: each for what it says.
    """
    with tempfile.TemporaryDirectory(prefix="tac-drill-", dir=beside) as folder:
        vault = Path(folder) / "vault"
        restore(backup, vault, progress)
        opened = opening.unlock_with_passphrase(vault, passphrase, None)
        newest, _hash = _newest(opened.database)
        opened.database.close()
        report = verify(
            vault / DATABASE_FILE, opened.data_key, backup.vault_id, wal=False, progress=progress
        )
    sentences = list(report.sentences)
    differing = {
        name: (count, report.counts.get(name, 0))
        for name, count in backup.counts.items()
        if report.ok and report.counts.get(name, 0) != count
    }
    if backup.counts["entries"] == newest:
        differing.pop("entries", None)
    for name, (wanted, found) in differing.items():
        words = _("{what}: {found} instead of {wanted}.")
        sentences.append(words.format(what=_what(name), found=found, wanted=wanted))
    return DrillReport(report.ok and not differing, tuple(sentences), report.counts)


def _what(name: str) -> str:
    words = {
        "records": _("Records"),
        "revisions": _("Revisions"),
        "entries": _("Journal entries"),
    }
    return words.get(name, name)


def _clear_leftovers(place: Path) -> None:
    """Take away what a power cut left of backups that were never finished."""
    long_ago = time.time() - _LEFTOVER_SECONDS
    for path in place.glob(f".tac-backup-*{PART}"):
        with suppress(OSError):
            if path.stat().st_mtime < long_ago:
                shutil.rmtree(path)


def _free_name(place: Path, moment: dt.datetime) -> Path:
    name = f"tac-backup-{moment:%Y-%m-%d-%H%M%S}"
    taken = {path.name for path in place.iterdir()} if place.is_dir() else set()
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    return place / next(one for one in names if one not in taken)


def _counts(database: Database) -> dict[str, int]:
    """Records and revisions are counted; the journal's entries are numbered through from 1.

    Going through the journal would take as long as copying it. Numbers are missing only where
    entries were lost with a damaged vault.
    """
    return {
        "records": int(database.value("SELECT count(*) FROM record")),
        "revisions": int(database.value("SELECT count(*) FROM revision")),
        "entries": _newest(database)[0],
    }


def _newest(database: Database) -> Entry:
    """Number and hash of the newest journal entry."""
    row = database.row("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
    return (int(row[0]), str(row[1])) if row else (0, "")


def _last_revision(database: Database) -> int:
    kinds = (EntryKind.REVISION, EntryKind.MERGED_REVISION, EntryKind.DISPOSAL, EntryKind.SALVAGE)
    marks = ", ".join("?" for _kind in kinds)
    found = database.value(f"SELECT max(seq) FROM journal WHERE kind IN ({marks})", kinds)
    return int(found or 0)


def _typed_since(database: Database, moment: dt.datetime) -> bool:
    newest = database.value(
        "SELECT max(moment) FROM (SELECT saved_at AS moment FROM draft"
        " UNION ALL SELECT kept_at FROM print_order)"
    )
    with suppress(ValueError, TypeError):
        return dt.datetime.fromisoformat(str(newest)) > moment
    return False
