"""What is taken off the screen when the vault is locked, and put back where it was afterwards."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tac_desktop.ui import messages
from tac_desktop.ui.work import ProgressDialog

_POPUPS = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


_UNFINISHED = -99


class Curtain:
    """Hides every window but one, and the focus with them."""

    def __init__(self, kept: QWidget) -> None:
        self._kept = kept
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self._focus_in_kept: QWidget | None = None

    def draw(self) -> None:
        """Take all other windows off the screen; messages count as unanswered."""
        self._focus = QApplication.focusWidget()
        self._focus_in_kept = self._kept.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
            if QApplication.activePopupWidget() is popup:
                break
        messages.close_all()
        for window in QApplication.topLevelWidgets():
            if window is self._kept or not window.isVisible():
                continue
            if window.windowType() in _POPUPS:
                window.close()
                continue
            window.hide()
            if isinstance(window, ProgressDialog):
                continue
            if isinstance(window, QDialog):
                window.setResult(_UNFINISHED)
            self._hidden.append(window)

    def open(self) -> None:
        """Put the windows back, and the focus to where it was."""
        for window in self._hidden:
            if shiboken6.isValid(window) and not _has_ended(window):
                window.show()
        self._hidden = []
        for focus in (self._focus, self._focus_in_kept):
            if focus is not None and shiboken6.isValid(focus) and focus.isVisible():
                focus.window().activateWindow()
                focus.setFocus(Qt.FocusReason.OtherFocusReason)
                break
        self._focus = self._focus_in_kept = None

    def forget(self) -> None:
        """Somebody else is there now: close what was hidden for good."""
        for window in self._hidden:
            if shiboken6.isValid(window):
                window.close()
                window.deleteLater()
        self._hidden = []
        self._focus = self._focus_in_kept = None


def _has_ended(window: QWidget) -> bool:
    """Whether a dialog closed itself while it was hidden, because the vault was locked."""
    return isinstance(window, QDialog) and window.result() != _UNFINISHED
