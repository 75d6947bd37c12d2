"""The 26 weeks of proceedings, drawn: a cell for each week, those that have begun filled."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tac_desktop.casework.court_clock import WEEKS
from tac_desktop.ui import theme

_CELL, _HEIGHT = 14, 12


class WeeksBar(QWidget):
    """Says the same in words (`words`) to whoever does not see it."""

    def __init__(self, week: int, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._week = week
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """All weeks beside each other."""
        return QSize(theme.scaled(WEEKS * _CELL), theme.scaled(_HEIGHT + 2))

    def minimumSizeHint(self) -> QSize:
        """The cells become narrower where there is little room."""
        return QSize(theme.scaled(WEEKS * 4), theme.scaled(_HEIGHT + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells; the week that is running has a thick edge."""
        painter = QPainter(self)
        step = self.width() / WEEKS
        for place in range(WEEKS):
            begun = place < self._week
            painter.setBrush(theme.colour("accent" if begun else "surface"))
            painter.setPen(QPen(theme.colour("text"), 1))
            cell = QRectF(place * step + 0.5, 1, step - 2, theme.scaled(_HEIGHT))
            painter.drawRect(cell)
        painter.end()
