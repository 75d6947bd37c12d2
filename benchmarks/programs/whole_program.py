"""The program itself from its start until a page is painted; the passphrase is typed at once.

Arguments: the vault's folder, the page. The passphrase comes on standard input.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from tac_desktop import app

if TYPE_CHECKING:
    from tac_desktop.ui.main_window import MainWindow


_LOOK_MS = 50


class Watcher(QObject):
    """Types the passphrase, and sees when the wanted page has been painted."""

    def __init__(self, window: MainWindow, page: str, passphrase: str) -> None:
        super().__init__(window)
        self._window, self._page = window, page
        self._painted = False
        window.build_workspace = partial(window.build_workspace, page)  # type: ignore[method-assign]
        window.unlock_page.field.edit.setText(passphrase)
        window.unlock_page.unlock()
        window.installEventFilter(self)
        from PySide6.QtWidgets import QApplication

        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page counts when it was drawn whole, that is after the event loop comes round."""
        if (
            not self._painted
            and event.type() == QEvent.Type.Paint
            and self._window.workspace is not None
            and self._window.workspace.shown == self._page
        ):
            self._painted = True
            QTimer.singleShot(0, self._ready)
        return False

    def _ready(self) -> None:
        from benchmarks.programs.told import tell_ready

        tell_ready()
        self._look = QTimer(self)
        self._look.timeout.connect(self._settled)
        self._look.start(_LOOK_MS)

    def _settled(self) -> None:
        """Memory counts when everything that is loaded ahead has been loaded."""
        from benchmarks.programs.told import tell_settled
        from tac_desktop.ui import loading

        if loading.is_done():
            self._look.stop()
            tell_settled()
            self._window.close()


def main() -> None:
    """Open the window as the program does."""
    folder, page = Path(sys.argv[1]), sys.argv[2]
    passphrase = sys.stdin.readline().rstrip("\n")
    app._PAINTED_AFTER_MS = 0

    def begin(window: MainWindow) -> None:
        Watcher(window, page, passphrase)

    sys.exit(app.open_window(folder, then=begin))


if __name__ == "__main__":
    main()
