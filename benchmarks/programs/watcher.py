"""Types the passphrase into the program, and sees when the wanted page has been painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel

from benchmarks.programs.told import tell_ready, tell_settled
from tac_desktop.ui import loading

if TYPE_CHECKING:
    from tac_desktop.ui.main_window import MainWindow

_LOOK_MS = 50


class Watcher(QObject):
    """Unlocks at once, and watches a title alone: watching everything costs what is measured."""

    def __init__(self, window: MainWindow, page: str, passphrase: str) -> None:
        super().__init__(window)
        self._window, self._page = window, page
        self._painted = False
        self._as_ever = window.build_workspace
        window.build_workspace = self._build  # type: ignore[method-assign]
        window.unlock_page.field.edit.setText(passphrase)
        window.unlock_page.unlock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page counts when it was drawn whole, that is after the event loop comes round."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._ready)
        return False

    def _build(self, page: str = "") -> None:
        self._as_ever(page or self._page)
        workspace = self._window.workspace
        assert workspace is not None
        title = workspace.page(self._page).findChild(QLabel)
        assert title is not None
        title.installEventFilter(self)

    def _ready(self) -> None:
        tell_ready()
        self._look = QTimer(self)
        self._look.timeout.connect(self._settled)
        self._look.start(_LOOK_MS)

    def _settled(self) -> None:
        """Memory counts when everything that is loaded ahead has been loaded."""
        if loading.is_done():
            self._look.stop()
            tell_settled()
            self._window.close()
