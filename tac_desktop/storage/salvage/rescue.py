"""Bringing a vault back in the way that was chosen.

The new vault is made beside the damaged one, checked as any vault is, and only then put in its
place. The damaged folder is kept under another name, byte for byte as it was.
"""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tac_desktop.storage import places
from tac_desktop.storage.backups import restore
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import DiskFull, StorageError
from tac_desktop.storage.files import os_errors_as_sentences, sync_folder
from tac_desktop.storage.journal import AuditAction, Journal
from tac_desktop.storage.key_slots import KEYS_FILE, KeyFile
from tac_desktop.storage.migrations import bring_up_to_date
from tac_desktop.storage.places import DATABASE_FILE
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.salvage.losses import Part
from tac_desktop.storage.salvage.making import Wanted, fill_new_vault
from tac_desktop.storage.salvage.offers import Examined, Way, refuse_while_open
from tac_desktop.storage.verify import VerifyReport, verify
from tac_desktop.words import _

_ROOM_TO_SPARE = 16 * 1024 * 1024


class NotBroughtBack(StorageError):
    """The new vault failed its check; it was taken away again."""

    def __init__(self, findings: tuple[str, ...]) -> None:
        self.findings = findings
        super().__init__(
            " ".join((_("The vault that was brought back did not pass its check."), *findings)),
            _("It was taken away again. The damaged vault and the backups are as they were."),
            _("Try another of the ways that are offered, and ask support for help."),
        )


@dataclass(frozen=True)
class BroughtBack:
    """The new vault: where it is, what its check said, and what is missing from it."""

    folder: Path
    report: VerifyReport
    missing: tuple[str, ...]


def free_folder_beside(folder: Path, word: str, today: dt.date | None = None) -> Path:
    """A name beside a folder that nothing has yet: `vault-damaged-2026-11-22`."""
    name = f"{folder.name}-{word}-{(today or dt.date.today()).isoformat()}"
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    return next(one for one in map(folder.with_name, names) if not one.exists())


def bring_back(
    examined: Examined, way: Way, to: Path, progress: Progress = no_progress
) -> BroughtBack:
    """Make a vault in a folder that is new or empty, in the way that was chosen, and check it.

    Raises:
        NotBroughtBack: where the check of it found something; nothing is left of it then.
        PlaceTaken, ReadOnlyPlace, DiskFull, NetworkPlace: as for a new vault.
        BackupDamaged: where the backup is not the one that was written.
    """
    offer = next(one for one in examined.offers if one.way is way)
    part = examined.part(way)
    # Where the damaged one was allowed to be, the new one is.
    allowed = places.is_network_drive(examined.folder)
    places.refuse_place(to, allow_network=allowed)
    try:
        if part is None:
            assert examined.backup is not None
            assert examined.backup_key is not None
            restore(examined.backup, to, progress, allow_network=allowed)
            data_key = examined.backup_key
            _note_restored(examined, to)
        else:
            _make(examined, part, way, to, progress)
            data_key = examined.key.data_key
        vault_id = examined.backup.vault_id if part is None and examined.backup else ""
        report = verify(
            to / DATABASE_FILE, data_key, vault_id or examined.vault_id, wal=False,
            progress=progress,
        )  # fmt: skip
        if not report.ok:
            raise NotBroughtBack(report.sentences)
    except BaseException:
        _take_away(to)
        raise
    return BroughtBack(to, report, offer.sentences)


def put_in_place(damaged: Path, brought_back: Path) -> tuple[Path, Path | None]:
    """Give the new vault the damaged one's name; returns where both are now.

    Where its folder was lost altogether there is nothing to keep: None. Where the system refuses
    (another program has a file of it open), both stay where they are.

    Raises:
        VaultOpenElsewhere: where this program has it open in another window.
    """
    refuse_while_open(damaged)
    if not damaged.exists():
        try:
            brought_back.replace(damaged)
        except OSError:
            return brought_back, None
        with suppress(OSError):
            sync_folder(damaged.parent)
        return damaged, None
    aside = free_folder_beside(damaged, _("damaged"))
    try:
        damaged.replace(aside)
    except OSError:
        return brought_back, damaged
    try:
        brought_back.replace(damaged)
    except OSError:
        with suppress(OSError):
            aside.replace(damaged)
            return brought_back, damaged
        return brought_back, aside
    with suppress(OSError):
        sync_folder(damaged.parent)
    return damaged, aside


def _make(examined: Examined, part: Part, way: Way, to: Path, progress: Progress) -> None:
    keys = examined.key.keys
    with os_errors_as_sentences(to):
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_without_room(examined, to)
        aside = to / places.UNFINISHED_FOLDER
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700)
        try:
            new_keys = keys or KeyFile.new(examined.vault_id, examined.key.data_key, training=False)
            wanted = Wanted(
                aside / DATABASE_FILE, examined.key.data_key, new_keys, examined.key.person,
                _origin(examined, way),
            )  # fmt: skip
            fill_new_vault(wanted, examined.sources, part, progress)
            if keys is not None:
                keys.write(aside)
                (aside / KEYS_FILE).replace(to / KEYS_FILE)
                sync_folder(to)
            (aside / DATABASE_FILE).replace(to / DATABASE_FILE)
            sync_folder(to)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _origin(examined: Examined, way: Way) -> str:
    if way is Way.TOGETHER and examined.backup is not None:
        words = _("Read page by page, together with the backup “{name}”")
        return words.format(name=examined.backup.folder.name)
    return _("Read page by page, without a backup")


def _note_restored(examined: Examined, to: Path) -> None:
    assert examined.backup is not None
    assert examined.backup_key is not None
    database = Database(to / DATABASE_FILE, examined.backup_key, wal=False)
    try:
        bring_up_to_date(database)
        journal = Journal(database, examined.backup.vault_id, examined.key.person)
        with database.transaction():
            journal.event(AuditAction.RESTORED, detail=examined.backup.folder.name)
    finally:
        database.close()


def _refuse_without_room(examined: Examined, to: Path) -> None:
    size = 0
    for place in (examined.folder, examined.backup.folder if examined.backup else None):
        if place is not None:
            with suppress(OSError):
                size = max(size, (place / DATABASE_FILE).stat().st_size)
    if shutil.disk_usage(to).free < size + _ROOM_TO_SPARE:
        raise DiskFull


def _take_away(folder: Path) -> None:
    """Take away what was made: the database first, so that nothing looks like a vault."""
    for name in (DATABASE_FILE, f"{DATABASE_FILE}-wal", f"{DATABASE_FILE}-shm", KEYS_FILE):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / places.UNFINISHED_FOLDER, ignore_errors=True)
    with suppress(OSError):
        folder.rmdir()
