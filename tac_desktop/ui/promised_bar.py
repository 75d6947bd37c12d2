"""Contact promised against given, drawn: a box for each session, filled where it took place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.widgets import wrapped

_MOST_BOXES = 20
_BOX = 10
_IN_A_LINE = 10


class PromisedBar(QWidget):
    """The boxes, and beside them the same in words."""

    def __init__(self, given: int, planned: int, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        if planned:
            layout.addWidget(_Boxes(given, planned, words, self))
        self.label = wrapped(words, self)
        layout.addWidget(self.label, 1)
        layout.addStretch()


class _Boxes(QWidget):
    def __init__(self, given: int, planned: int, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._boxes = min(planned, _MOST_BOXES)
        self._filled = round(given * self._boxes / planned) if planned else 0
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Room for all bars of a page to begin their words at one edge."""
        return QSize(
            theme.scaled(_IN_A_LINE * (_BOX + 2)),
            theme.scaled((2 if self._boxes > _IN_A_LINE else 1) * _BOX + 8),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the boxes in one or two lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, step = theme.scaled(_BOX), theme.scaled(_BOX + 2)
        in_a_line = max(1, self.width() // step)
        lines = -(-self._boxes // in_a_line)
        top = (self.height() - lines * step) / 2
        for place in range(self._boxes):
            corner = QRectF(
                0.5 + (place % in_a_line) * step, top + (place // in_a_line) * step, side, side
            )
            painter.setPen(QPen(theme.colour("text"), 1))
            filled = place < self._filled
            painter.setBrush(theme.colour("done") if filled else theme.colour("surface"))
            painter.drawRect(corner)
        painter.end()
