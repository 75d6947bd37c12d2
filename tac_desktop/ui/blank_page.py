"""What stands on the screen while someone is in the room who must not read it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.widgets import plain
from tac_desktop.words import _


class BlankPage(QWidget):
    """`over` comes with F12 or Escape. Nothing is locked: for longer, Ctrl+L."""

    over = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The screen is blank. F12 shows it again."))
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        words = plain(_("F12 shows it again.  Ctrl+L locks."), self, "muted")
        layout.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F12 and Escape end it."""
        if event.key() in (Qt.Key.Key_F12, Qt.Key.Key_Escape):
            self.over.emit()
            return
        super().keyPressEvent(event)
