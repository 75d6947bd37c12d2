"""Bringing an older vault up to date: a copy first, a note that it is under way, then the steps.

Each step happens or does not. The note outlives a kill or a power cut: whoever opens the vault
next finds it, the steps that are left are run, and she is told. It goes once the end stands in
the journal.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tac_desktop import __version__
from tac_desktop.casework.dates import written_moment
from tac_desktop.storage.backup_folder import PART, copied
from tac_desktop.storage.canonical import canonical_json, moment_from, now_text
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import StorageError
from tac_desktop.storage.files import os_errors_as_sentences, sync_folder, write_carefully
from tac_desktop.storage.journal import AuditAction, Journal
from tac_desktop.storage.key_slots import KEYS_FILE
from tac_desktop.storage.migrations import FORMAT_VERSION, bring_up_to_date, format_version
from tac_desktop.storage.places import DATABASE_FILE
from tac_desktop.storage.progress import no_progress
from tac_desktop.words import _

UNDER_WAY_FILE = "upgrading.json"
COPY_FOLDER = "before-upgrade"
"""The vault as it was, until the first backup in the new format. It opens like any vault."""

_ROOM_TO_SPARE = 64 * 1024 * 1024


@dataclass(frozen=True)
class Upgrade:
    """One that has run. `interrupted_at` is when it was begun first, where it had to be resumed."""

    found: int
    format: int
    has_copy: bool
    interrupted_at: dt.datetime | None = None

    @property
    def sentence(self) -> str:
        """What happened, for the window and the journal."""
        words = _("The vault was brought up to date (format {found} to {format}).").format(
            found=self.found, format=self.format
        )
        if self.interrupted_at:
            again = _(
                "That had been begun {moment} and was interrupted; it was finished now, and "
                "nothing was lost."
            )
            words = f"{words} {again.format(moment=written_moment(self.interrupted_at))}"
        if not self.has_copy:
            words += " " + _("There was no room for a copy of it as it was before.")
        return words


def open_up_to_date(path: Path, data_key: bytes, *, wal: bool) -> tuple[Database, Upgrade | None]:
    """The database of a vault that this program has locked, in the newest format.

    The steps are `migrations.MIGRATIONS`. Of an older one a copy is kept first, where there is
    room: refusing to open a vault because the disk is full would keep her from her records.

    Raises:
        VaultNewer, VaultDamaged, DiskFull, DiskTrouble ...: as the file has it.
    """
    database = Database(path, data_key, wal=wal)
    try:
        return database, _brought_up(database)
    except BaseException:
        database.close()
        raise


def note_and_end(database: Database, journal: Journal, upgrade: Upgrade) -> None:
    """Note in the journal that it is through; after that it is not under way any more."""
    with database.transaction():
        journal.event(AuditAction.UPGRADED, detail=upgrade.sentence)
    with suppress(OSError):
        (database.path.parent / UNDER_WAY_FILE).unlink(missing_ok=True)


def forget_copy(folder: Path) -> None:
    """Take the copy away: there is a backup in the new format now."""
    shutil.rmtree(folder / COPY_FOLDER, ignore_errors=True)


def _brought_up(database: Database) -> Upgrade | None:
    folder, found = database.path.parent, format_version(database)
    begun = _under_way(folder)
    if begun is None and 0 < found < FORMAT_VERSION:
        _keep_copy(database)
        note = {"found": found, "format": FORMAT_VERSION, "at": now_text(), "by": __version__}
        write_carefully(folder / UNDER_WAY_FILE, canonical_json(note))
    bring_up_to_date(database)
    if begun is None and not 0 < found < FORMAT_VERSION:
        return None
    since, at = begun or (found, None)
    return Upgrade(since, FORMAT_VERSION, (folder / COPY_FOLDER).is_dir(), at)


def _under_way(folder: Path) -> tuple[int, dt.datetime] | None:
    """The format and the moment of one that did not end; None where there is none to read."""
    try:
        note = json.loads((folder / UNDER_WAY_FILE).read_bytes())
        return int(note["found"]), moment_from(note["at"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None


def _keep_copy(database: Database) -> None:
    """The vault as it is, in a folder beside it. Nobody else writes it meanwhile."""
    folder = database.path.parent
    final, aside = folder / COPY_FOLDER, folder / f"{COPY_FOLDER}{PART}"
    for former in (aside, final):
        shutil.rmtree(former, ignore_errors=True)
    database.move_log_into_file()
    if shutil.disk_usage(folder).free < database.path.stat().st_size + _ROOM_TO_SPARE:
        return
    try:
        with os_errors_as_sentences(folder):
            aside.mkdir(mode=0o700)
            for name in (DATABASE_FILE, KEYS_FILE):
                if (folder / name).is_file():
                    copied(folder / name, aside / name, no_progress, "")
            aside.replace(final)
            sync_folder(folder)
    except StorageError:
        # Without a copy the steps are as safe: each of them is one transaction.
        shutil.rmtree(aside, ignore_errors=True)
