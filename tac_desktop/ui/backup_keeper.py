"""Backups by themselves: while a vault is open, at most one each half hour, when something changed.

They go to this computer's disk and, where it is there, to a second place such as a stick. What
goes wrong is shown where the age of the newest backup stands; it never stops the work.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from tac_desktop import paths
from tac_desktop.errors import Cancelled, TacError
from tac_desktop.storage.drives import is_forbidden
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tac_desktop.ui.work import Progress, Work, run_in_background
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.storage.backup_folder import Backup
    from tac_desktop.storage.vault import Vault

CHECK_SECONDS = 60
LONG_AGO = dt.timedelta(days=2)
"""Without a backup for so long, the words about it are an alarm."""

ELSEWHERE_LONG_AGO = dt.timedelta(days=7)
"""After so long without one in the second place, this computer counts as the only one."""


@dataclass(frozen=True)
class BackupWords:
    """What stands at the foot of the window: the words, how they look, and why they warn."""

    words: str
    role: str = "muted"
    why: str = ""


@dataclass(frozen=True)
class BackupState:
    """The newest backup in each place, and what went wrong last."""

    here: Backup | None
    second: Backup | None
    trouble: str = ""

    @property
    def newest(self) -> Backup | None:
        """The newest of both."""
        both = [one for one in (self.here, self.second) if one is not None]
        return max(both, key=_moment, default=None)


class BackupKeeper(QObject):
    """`changed` comes when a backup was made or could not be made."""

    changed = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._running: Work | None = None
        self._unlocking = 0
        self.trouble = ""
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_SECONDS * 1000)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        session.unlocked.connect(self._begin)
        session.locked.connect(self._end)

    def look(self) -> None:
        """Make the backups that are due; does nothing while one is being made."""
        if self._running is not None or not self._session.is_unlocked:
            return
        vault = self._session.vault
        if vault.training:
            return
        places = places_now(self._session.settings)

        def due(progress: Progress) -> int:
            return _make_all_due(vault, places, progress)

        self._running = run_in_background(
            self._window,
            "",
            due,
            partial(self._made, self._unlocking),
            partial(self._failed, self._unlocking),
            with_dialog=False,
        )

    def state(self) -> BackupState:
        """What there is now, read from the places themselves."""
        from tac_desktop.storage.backup_folder import backups_in

        settings, vault_id = self._session.settings, self._session.vault.vault_id
        here = next(iter(backups_in(first_place(settings), vault_id)), None)
        second = None
        if settings.second_backup_folder:
            there = Path(settings.second_backup_folder)
            second = next(iter(backups_in(there, vault_id)), None)
        return BackupState(here, second, self.trouble)

    def _made(self, unlocking: int, count: int) -> None:
        if unlocking != self._unlocking:
            return
        self._running = None
        self.trouble = ""
        if count:
            self._session.say_at(_("Backup made"))
        self.changed.emit()

    def _failed(self, unlocking: int, error: TacError) -> None:
        # What locking broke off is no failure of a backup, nor of the one that runs since.
        if unlocking != self._unlocking:
            return
        self._running = None
        self.trouble = error.what_happened
        self.changed.emit()

    def _begin(self) -> None:
        self.trouble = ""
        self.changed.emit()

    def _end(self) -> None:
        self._running = None
        self._unlocking += 1


def first_place(settings: Settings) -> Path:
    """Where backups go on this computer."""
    return Path(settings.backup_folder) if settings.backup_folder else paths.backup_folder()


def places_now(settings: Settings) -> list[Path]:
    """The places that backups go to; a second one counts only while it is there."""
    found = [first_place(settings)]
    second = Path(settings.second_backup_folder) if settings.second_backup_folder else None
    if second is not None and second.is_dir() and not is_forbidden(second):
        found.append(second)
    return found


def state_in_words(state: BackupState, now: dt.datetime) -> BackupWords:
    """How old the newest backup is, and whether there is one elsewhere than on this computer."""
    if state.trouble:
        failed = _("A backup failed: {reason}").format(reason=state.trouble)
        return BackupWords(failed, "error")
    newest, second = state.newest, state.second
    if newest is None:
        return BackupWords(_("No backup yet"))
    words = _("Backup {age}").format(age=age_in_words(now - newest.made_at))
    role = "error" if now - newest.made_at > LONG_AGO else "muted"
    if second is None:
        only_here = _("{words}, on this computer only").format(words=words)
        return BackupWords(only_here, _at_least_warning(role), one_copy_only())
    if now - second.made_at > ELSEWHERE_LONG_AGO:
        elsewhere = _("{words}, elsewhere {age}").format(
            words=words, age=age_in_words(now - second.made_at)
        )
        return BackupWords(elsewhere, _at_least_warning(role), one_copy_only())
    return BackupWords(words, role)


def age_in_words(age: dt.timedelta) -> str:
    """`just now`, `25 minutes ago`, `3 hours ago`, `2 days ago`."""
    minutes = int(age.total_seconds() // 60)
    if minutes < 2:
        return _("just now")
    if minutes < 120:
        return _("{count} minutes ago").format(count=minutes)
    if minutes < 48 * 60:
        return _("{count} hours ago").format(count=minutes // 60)
    return _("{count} days ago").format(count=minutes // (24 * 60))


def one_copy_only() -> str:
    """Why a single computer is not enough."""
    return _(
        "One computer is not a place to keep the only copy: it can break or be taken away. Choose "
        "a second disk or an encrypted stick that you are allowed to use (Settings, Backups), and "
        "connect it at least once a week."
    )


def _at_least_warning(role: str) -> str:
    return "warning" if role == "muted" else role


def _make_all_due(vault: Vault, places: list[Path], progress: Progress) -> int:
    """In every place, also where another one fails; the first failure is raised at the end."""
    made, failures = 0, list[TacError]()
    for place in places:
        try:
            made += _make_if_due(vault, place, progress)
        except Cancelled:
            raise
        except TacError as error:
            failures.append(error)
    if failures:
        raise failures[0]
    return made


def _make_if_due(vault: Vault, place: Path, progress: Progress) -> int:
    if not vault.backups.is_due(place):
        return 0
    vault.backups.make(place, progress)
    vault.backups.thin(place)
    return 1


def _moment(backup: Backup) -> dt.datetime:
    return backup.made_at
