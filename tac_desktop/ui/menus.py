"""The menus: everything that can be done from anywhere, with its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from tac_desktop.storage.roles import NotAllowed, Right
from tac_desktop.ui import place_names as places
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.ui.main_window import MainWindow
    from tac_desktop.ui.workspace import Workspace


class Menus(QObject):
    """Fills the window's menu bar; greys out what needs an open vault or a mother's file."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._unlocked_only: list[QAction] = []
        self._mother_only: list[QAction] = []
        self._rights: dict[QAction, Right] = {}
        self._file_menu()
        self._go_menu()
        self._help_menu()
        # Whatever is on the screen: a recovery sheet is no place to have to walk away from.
        window.session.unlocked.connect(self._show_lock)
        window.session.locked.connect(self._show_lock)
        self._show_lock()
        self.show_unlocked(False)

    def show_unlocked(self, unlocked: bool) -> None:
        """Whether there is an open vault to work on, and what its person may do in it."""
        for action in self._unlocked_only:
            action.setEnabled(unlocked and self._allowed(action))
        self.update_for_page()

    def _show_lock(self) -> None:
        self._lock.setEnabled(self._window.session.is_unlocked)

    def _allowed(self, action: QAction) -> bool:
        """Whether she may; the reason why not stands at the greyed action."""
        right, session = self._rights.get(action), self._window.session
        if right is None or not session.is_unlocked or session.may(right):
            action.setToolTip("")
            return True
        action.setToolTip(NotAllowed(right, session.vault.access).what_happened)
        return False

    def update_for_page(self) -> None:
        """Whether there is a mother's file on the screen."""
        workspace = self._window.workspace
        has_mother = bool(
            workspace is not None and self._window.session.is_unlocked and workspace.mother_id
        )
        for action in self._mother_only:
            action.setEnabled(has_mother and self._allowed(action))

    def _file_menu(self) -> None:
        menu = self._window.menuBar().addMenu(_("&File"))
        self._add(menu, _("&Add a mother"), "Ctrl+Shift+N", self._add_mother, Right.WRITE)
        self._add(menu, _("&Read a handover ..."), "", self._read_handover, Right.WRITE)
        words = _("Hand over se&veral files ...")
        self._add(menu, words, "", self._window.commands.write_handovers, Right.HAND_OVER)
        words = _("Handovers &written ...")
        self._add(menu, words, "", self._window.commands.list_handovers, Right.READ)
        menu.addSeparator()
        self._add(menu, _("&Print or save ..."), "Ctrl+P", self._print, Right.READ)
        words = _("Write a &handover ...")
        self._add(menu, words, "", self._write_handover, Right.HAND_OVER, mother=True)
        self._add(menu, _("Sa&me person? ..."), "", self._same_person, Right.WRITE, mother=True)
        menu.addSeparator()
        words = _("Who &looked at this file")
        self._add(menu, words, "", self._who_looked, Right.READ, mother=True)
        menu.addSeparator()
        self._add(menu, _("People and &keys"), "", self._people)
        self._add(menu, _("C&ounts of the vault"), "", self._window.commands.count_vault)
        self._add(menu, _("&Check the vault"), "", self._window.commands.check_vault)
        menu.addSeparator()
        self._add(menu, _("&Blank the screen"), "F12", self._window.blank)
        self._lock = QAction(_("&Lock"), menu)
        self._lock.setShortcut(QKeySequence("Ctrl+L"))
        self._lock.triggered.connect(self._lock_now)
        menu.addAction(self._lock)
        quit_action = QAction(_("&Quit"), menu)
        quit_action.setShortcut(QKeySequence("Ctrl+Q"))
        quit_action.triggered.connect(self._window.close)
        menu.addAction(quit_action)

    def _go_menu(self) -> None:
        menu = self._window.menuBar().addMenu(_("&Go to"))
        self._add(menu, _("&Find"), "Ctrl+K", self._find, Right.READ)
        self._add(menu, _("Find with &filters"), "Ctrl+Shift+F", self._find_all, Right.READ)
        menu.addSeparator()
        for place, (name, words) in enumerate(places.side_places()):
            right = Right.READ if name in places.OF_CASE_FILES else None
            action = self._add(menu, words, f"Ctrl+{place + 1}", self._go, right)
            action.setData(place)

    def _help_menu(self) -> None:
        menu = self._window.menuBar().addMenu(_("&Help"))
        self._add(menu, _("&Keys and first steps"), "F1", self._help)
        menu.addSeparator()
        check = QAction(_("Is anything &missing on this PC? ..."), menu)
        check.triggered.connect(self._window.commands.check_computer)
        menu.addAction(check)
        self._add(menu, _("&Upgrade from a file ..."), "", self._window.commands.upgrade)

    def _add(
        self,
        menu: QMenu,
        words: str,
        keys: str,
        do: Callable[[], None],
        right: Right | None = None,
        *,
        mother: bool = False,
    ) -> QAction:
        action = QAction(words, menu)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(do)
        menu.addAction(action)
        menu.setToolTipsVisible(True)
        if right is not None:
            self._rights[action] = right
        (self._mother_only if mother else self._unlocked_only).append(action)
        return action

    def _workspace(self) -> Workspace:
        assert self._window.workspace is not None
        return self._window.workspace

    def _add_mother(self) -> None:
        self._workspace().add_mother()

    def _read_handover(self) -> None:
        self._window.commands.read_handover()

    def _print(self) -> None:
        self._window.commands.choose_pack(self._workspace().mother_id)

    def _write_handover(self) -> None:
        self._window.commands.write_handover(self._workspace().mother_id)

    def _same_person(self) -> None:
        self._workspace().compare(self._workspace().mother_id)

    def _who_looked(self) -> None:
        self._workspace().show_who_looked(self._workspace().mother_id)

    def _people(self) -> None:
        self._workspace().show_people()

    def _lock_now(self) -> None:
        self._window.lock_now()

    def _find(self) -> None:
        self._workspace().find_something()

    def _find_all(self) -> None:
        self._workspace().show_all_found("", self._workspace().mother_id)

    def _go(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self._workspace().show_side(int(action.data()))

    def _help(self) -> None:
        self._workspace().show_page(places.HELP)
