"""The menus: everything that can be done from anywhere, with its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from tac_desktop.ui import workspace as places
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.ui.main_window import MainWindow


class Menus(QObject):
    """Fills the window's menu bar; greys out what needs an open vault or a mother's file."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._unlocked_only: list[QAction] = []
        self._mother_only: list[QAction] = []
        self._file_menu()
        self._go_menu()
        self._help_menu()
        self.show_unlocked(False)

    def show_unlocked(self, unlocked: bool) -> None:
        """Whether there is an open vault to work on."""
        for action in self._unlocked_only:
            action.setEnabled(unlocked)
        self.update_for_page()

    def update_for_page(self) -> None:
        """Whether there is a mother's file on the screen."""
        workspace = self._window.workspace
        has_mother = bool(
            workspace is not None and self._window.session.is_unlocked and workspace.mother_id
        )
        for action in self._mother_only:
            action.setEnabled(has_mother)

    def _file_menu(self) -> None:
        menu = self._window.menuBar().addMenu(_("&File"))
        self._add(menu, _("&Add a mother"), "Ctrl+Shift+N", self._add_mother)
        self._add(menu, _("&Read a handover ..."), "", self._read_handover)
        self._add(menu, _("Handovers &written ..."), "", self._window.commands.list_handovers)
        menu.addSeparator()
        self._add(menu, _("&Print or save ..."), "Ctrl+P", self._print)
        self._add(menu, _("Write a &handover ..."), "", self._write_handover, mother=True)
        self._add(menu, _("Sa&me person? ..."), "", self._same_person, mother=True)
        menu.addSeparator()
        self._add(menu, _("People and &keys"), "", self._people)
        self._add(menu, _("&Check the vault"), "", self._window.commands.check_vault)
        menu.addSeparator()
        self._add(menu, _("&Blank the screen"), "F12", self._window.blank)
        self._add(menu, _("&Lock"), "Ctrl+L", self._lock)
        quit_action = QAction(_("&Quit"), menu)
        quit_action.setShortcut(QKeySequence("Ctrl+Q"))
        quit_action.triggered.connect(self._window.close)
        menu.addAction(quit_action)

    def _go_menu(self) -> None:
        menu = self._window.menuBar().addMenu(_("&Go to"))
        self._add(menu, _("&Find"), "Ctrl+K", self._find)
        self._add(menu, _("Find with &filters"), "Ctrl+Shift+F", self._find_all)
        menu.addSeparator()
        for place, (_name, words) in enumerate(places.side_places()):
            action = self._add(menu, words, f"Ctrl+{place + 1}", self._go)
            action.setData(place)

    def _help_menu(self) -> None:
        menu = self._window.menuBar().addMenu(_("&Help"))
        self._add(menu, _("&Keys and first steps"), "F1", self._help)

    def _add(
        self, menu: QMenu, words: str, keys: str, do: Callable[[], None], *, mother: bool = False
    ) -> QAction:
        action = QAction(words, menu)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(do)
        menu.addAction(action)
        (self._mother_only if mother else self._unlocked_only).append(action)
        return action

    def _workspace(self) -> places.Workspace:
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

    def _people(self) -> None:
        self._workspace().show_people()

    def _lock(self) -> None:
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
