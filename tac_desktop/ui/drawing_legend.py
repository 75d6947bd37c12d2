"""What stands under a drawing: its signs with their meaning, and its sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tac_desktop.casework.drawn import Drawing, Item
from tac_desktop.ui import theme
from tac_desktop.ui.drawing_paint import paint
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.widgets import plain, wrapped
from tac_desktop.words import _

_WIDE, _HIGH = 30, 16


class DrawingLegend(QWidget):
    """The legend and the notes of a drawing; both change with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.notes = wrapped("", self)
        self.notes.setMaximumWidth(theme.scaled(theme.READING_WIDTH) * 2)
        self._signs: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))
        self._column.addWidget(self.notes)
        self.setAccessibleName(_("What the signs mean"))

    def show_drawing(self, drawing: Drawing) -> None:
        """Say what belongs under this drawing."""
        self.notes.setText("\n".join(drawing.notes))
        self.notes.setVisible(bool(drawing.notes))
        if self._signs is not None:
            self._column.removeWidget(self._signs)
            self._signs.hide()
            self._signs.deleteLater()
        self._signs = QWidget(self)
        flow = FlowLayout(self._signs, theme.space(4), theme.space(1))
        for one in drawing.legend:
            flow.addWidget(self._entry(one.sign, one.words, self._signs))
        self._column.addWidget(self._signs)

    def _entry(self, sign: Sequence[Item], words: str, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        across = QHBoxLayout(box)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.space(2))
        across.addWidget(_Sign(sign, box))
        across.addWidget(plain(words, box, "hint"))
        return box


class _Sign(QWidget):
    """One sign of the legend."""

    def __init__(self, sign: Sequence[Item], parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """30 by 16 points at the size in use."""
        return QSize(theme.scaled(_WIDE), theme.scaled(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / _WIDE, self.height() / _HIGH)
        paint(painter, self._sign)
