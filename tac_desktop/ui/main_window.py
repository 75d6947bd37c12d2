"""The one window: locked, being set up, or at work; and what happens between these."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget, QWidget

from tac_desktop.storage.errors import VaultDamaged
from tac_desktop.storage.places import Found, free_for_a_vault, is_backup, what_is_here
from tac_desktop.ui import messages, theme
from tac_desktop.ui.backup_keeper import BackupKeeper, state_in_words
from tac_desktop.ui.blank_page import BlankPage
from tac_desktop.ui.commands import Commands
from tac_desktop.ui.curtain import Curtain
from tac_desktop.ui.loading import load_the_rest
from tac_desktop.ui.lock_watch import LockWatch
from tac_desktop.ui.menus import Menus
from tac_desktop.ui.rescue_page import RescuePage
from tac_desktop.ui.screen_capture import CaptureGuard
from tac_desktop.ui.session import Session
from tac_desktop.ui.unlock_page import UnlockPage
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.storage.vault import Vault
    from tac_desktop.ui.recovery_page import RecoveryPage
    from tac_desktop.ui.rescue_page import RescuePage
    from tac_desktop.ui.setup_page import SetupPage
    from tac_desktop.ui.workspace import Workspace


class MainWindow(QMainWindow):
    """Shows a room at a time: unlock, recovery, set-up, workspace. No case data in its title."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle(_("TAC Desktop"))
        self.rooms = QStackedWidget(self)
        self.setCentralWidget(self.rooms)
        self.unlock_page = UnlockPage(session, self.rooms)
        self.rooms.addWidget(self.unlock_page)
        self._recovery_page: RecoveryPage | None = None
        self.rescue_page: RescuePage | None = None
        self.setup_page: SetupPage | None = None
        self.workspace: Workspace | None = None
        self._blank = BlankPage(self.rooms)
        self.rooms.addWidget(self._blank)
        self._room_before: QWidget = self.unlock_page
        self._curtain = Curtain(self)
        self.commands = Commands(self)
        self.menus = Menus(self)
        self._watch = LockWatch(session, self)
        self.capture = CaptureGuard(session, self)
        self.capture.refused.connect(self._capture_refused)
        self.backups = BackupKeeper(session, self)
        self._status = QLabel("", self)
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self.statusBar().addWidget(self._status, 1)
        self._backup_age = QLabel("", self)
        self._backup_age.setTextFormat(Qt.TextFormat.PlainText)
        self.statusBar().addPermanentWidget(self._backup_age)
        self.statusBar().setSizeGripEnabled(False)
        self._connect()
        self._take_size()

    def start(self, folder: Path | None = None) -> None:
        """The first thing on the screen: set-up where there is no vault yet, else unlocking."""
        settings = self.session.settings
        wanted = folder or settings.folder
        never_used = folder is None and not settings.vault_folder
        if never_used and what_is_here(wanted) in (Found.NOT_A_VAULT, Found.UNFINISHED):
            self._begin_setup(wanted)
        else:
            self._ask_to_unlock(wanted)
        QTimer.singleShot(0, self, load_the_rest)

    @property
    def recovery_page(self) -> RecoveryPage:
        """The page for the recovery sheet, made when it is first asked for."""
        if self._recovery_page is None:
            from tac_desktop.ui.recovery_page import RecoveryPage

            page = self._recovery_page = RecoveryPage(self.session, self.rooms)
            page.opened.connect(self._opened)
            page.gave_up.connect(self._back_to_unlock)
            self.rooms.addWidget(page)
        return self._recovery_page

    def lock_now(self, because: str = "") -> None:
        """Hide everything, keep drafts, close the vault, ask for the passphrase."""
        if not self.session.is_unlocked:
            return
        folder = self.session.vault.folder
        self._curtain.draw()
        self.menuBar().show()
        self.rooms.setCurrentWidget(self.unlock_page)
        if self.workspace is not None:
            self.workspace.setEnabled(False)
        try:
            self.session.lock()
        finally:
            self._say("")
            self.menus.show_unlocked(False)
            self._ask_to_unlock(folder, because=because)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Drafts are kept and the vault is closed, however the window goes."""
        settings = self.session.settings
        settings.window_maximised = self.isMaximized()
        if not self.isMaximized():
            settings.window_width, settings.window_height = self.width(), self.height()
        settings.save()
        self.session.lock()
        event.accept()

    def _offer_help(self) -> None:
        """While a vault is open, whoever is told of damage is offered to bring it back."""
        words = _("Lock it and bring it back ...")
        messages.offer(VaultDamaged, words, self._bring_back_soon)

    def _withdraw_help(self) -> None:
        messages.offer_nothing(VaultDamaged)

    def _bring_back_soon(self) -> None:
        """When whatever met the damage has come to its end."""
        QTimer.singleShot(0, self, self._bring_back_open)

    def _bring_back_open(self) -> None:
        if self.session.is_unlocked:
            self.bring_back(self.session.vault.folder)

    def _connect(self) -> None:
        self.session.unlocked.connect(self._offer_help)
        self.session.locked.connect(self._withdraw_help)
        if self.session.is_unlocked:
            self._offer_help()
        self.unlock_page.opened.connect(self._opened)
        self.unlock_page.new_vault_wanted.connect(self._begin_setup)
        self.unlock_page.recovery_wanted.connect(self._ask_for_sheet)
        self.unlock_page.look_wanted.connect(self.commands.look_at_handover)
        self.unlock_page.rescue_wanted.connect(self.bring_back)
        self.session.said.connect(self._say)
        self._watch.nobody_there.connect(self._lock_unattended)
        self._blank.over.connect(self.blank)
        self.backups.changed.connect(self._show_backup_age)
        self.session.locked.connect(self._show_backup_age)

    def _take_size(self) -> None:
        settings = self.session.settings
        self.setMinimumSize(800, 560)
        room = self.screen().availableGeometry()
        self.resize(
            min(settings.window_width, room.width()), min(settings.window_height, room.height())
        )
        if settings.window_maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _take_capture(self) -> None:
        """The switch was turned: say whether the system did it."""
        blocked = self.session.settings.block_capture
        if not self.capture.apply():
            self._capture_refused()
        elif blocked:
            self._say(_("Screen captures show nothing of this program now."))
        else:
            self._say(_("Screen captures show this program again."))

    def _capture_refused(self) -> None:
        self._say(_("This system does not keep the window out of screen captures."))

    def _say(self, words: str) -> None:
        self._status.setText(words)

    def _show_backup_age(self) -> None:
        """How old the newest backup is; nothing while locked, nor for invented cases."""
        if not self.session.is_unlocked or self.session.vault.training:
            self._backup_age.setText("")
            return
        said = state_in_words(self.backups.state(), dt.datetime.now(dt.UTC))
        self._backup_age.setText(said.words)
        self._backup_age.setToolTip(said.why)
        self._backup_age.setAccessibleDescription(said.why)
        theme.mark(self._backup_age, said.role)

    def blank(self) -> None:
        """Hide everything from whoever comes in, and show it again; nothing is locked or lost."""
        if self.rooms.currentWidget() is self._blank:
            self.menuBar().show()
            self.rooms.setCurrentWidget(self._room_before)
            self._curtain.open()
        elif self.session.is_unlocked and self.workspace is not None:
            self._room_before = self.workspace
            self._curtain.draw()
            self.menuBar().hide()
            self.rooms.setCurrentWidget(self._blank)
            self._blank.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lock_unattended(self) -> None:
        self.lock_now(
            _("Locked because nobody was there for a while. What you were writing is kept.")
        )

    def _ask_to_unlock(self, folder: Path, *, because: str = "") -> None:
        self.unlock_page.show_vault(folder, because=because)
        self.rooms.setCurrentWidget(self.unlock_page)
        self.menus.show_unlocked(False)
        self.unlock_page.start()

    def _back_to_unlock(self) -> None:
        self._ask_to_unlock(self.unlock_page.folder)

    def _ask_for_sheet(self, folder: Path) -> None:
        self.recovery_page.show_vault(folder)
        self.rooms.setCurrentWidget(self.recovery_page)
        self.recovery_page.start()

    def bring_back(self, folder: Path) -> None:
        """What can be done for a vault that does not open, or in which something is wrong.

        A backup becomes the vault that is usually opened, or one beside it where that is there.
        """
        places = [folder.parent] if is_backup(folder) else []
        if places:
            folder = free_for_a_vault(self.session.settings.folder)
        if self.session.is_unlocked:
            self.lock_now()
        self._drop(self.rescue_page)
        self.rescue_page = page = RescuePage(self.session, self.rooms)
        page.gave_up.connect(self._back_to_unlock)
        page.done.connect(self._brought_back)
        page.show_vault(folder, places)
        self.rooms.addWidget(page)
        self.rooms.setCurrentWidget(page)
        page.start()

    def _brought_back(self, folder: Path, words: str) -> None:
        self._ask_to_unlock(folder, because=words)

    def _begin_setup(self, folder: Path) -> None:
        self._new_setup_page(folder).start()

    def _new_setup_page(self, folder: Path | None) -> SetupPage:
        from tac_desktop.ui.setup_page import SetupPage

        self._drop(self.setup_page)
        page = SetupPage(self.session, self.rooms, folder=folder)
        page.finished.connect(self._setup_is_done)
        page.open_other.connect(self._back_to_unlock)
        self.rooms.addWidget(page)
        self.setup_page = page
        self.rooms.setCurrentWidget(page)
        return page

    def _opened(self, vault: Vault, code: str) -> None:
        from tac_desktop.ui.unlock_words import last_unlock_in_words, tell_of_interrupted_upgrade

        same = self.session.adopt(vault)
        if code:
            self._new_setup_page(None).go_on_with(code)
            return
        if same and self.workspace is not None:
            self.workspace.setEnabled(True)
            self.workspace.come_back()
            self.rooms.setCurrentWidget(self.workspace)
            self.menus.show_unlocked(True)
            self._curtain.open()
            self._say(last_unlock_in_words(vault))
            return
        self._curtain.forget()
        try:
            self.build_workspace()
        except VaultDamaged as error:
            self._refuse_damaged(vault.folder, error)
            return
        self._say(last_unlock_in_words(vault))
        tell_of_interrupted_upgrade(self, vault)

    def _refuse_damaged(self, folder: Path, error: VaultDamaged) -> None:
        """It opened, but what stands in it cannot be read: locked again, with what can be done."""
        self._drop(self.workspace)
        self.workspace = None
        self.lock_now()
        self._ask_to_unlock(folder)
        self.unlock_page.show_refusal(error)

    def _show_sheet(self, code: str, must: bool) -> None:
        """The recovery sheet once more, or that of a new key, which has to be printed."""
        self.session.about_to_lock.emit()
        self._drop(self.workspace)
        self.workspace = None
        self.menus.show_unlocked(False)
        self._new_setup_page(None).go_on_with(code, may_go_back=not must)

    def _setup_is_done(self) -> None:
        self._drop(self.setup_page)
        self.setup_page = None
        self.build_workspace()

    def build_workspace(self, page: str = "") -> None:
        """Make the workspace anew for whoever has unlocked the vault."""
        from tac_desktop.ui.workspace import Workspace

        self._drop(self.workspace)
        made = Workspace(self.session, self.rooms)
        self.workspace = made
        made.lock_wanted.connect(self.lock_now)
        made.pack_wanted.connect(self.commands.make_pack)
        made.handover_wanted.connect(self.commands.write_handover)
        made.read_handover_wanted.connect(self.commands.read_handover)
        made.rebuild_wanted.connect(self._rebuild)
        made.sheet_wanted.connect(self._show_sheet)
        made.capture_wanted.connect(self._take_capture)
        made.moved.connect(self.menus.update_for_page)
        self.rooms.addWidget(made)
        self.rooms.setCurrentWidget(made)
        self.menus.show_unlocked(True)
        if page:
            made.show_page(page)
        else:
            made.start()

    def _rebuild(self) -> None:
        """After a change of the size of text; forms keep their drafts as when locking."""
        self.session.about_to_lock.emit()
        shown = self.workspace.shown if self.workspace is not None else ""
        self.build_workspace(shown)

    def _drop(self, room: QWidget | None) -> None:
        if room is not None:
            self.rooms.removeWidget(room)
            room.hide()
            room.deleteLater()
