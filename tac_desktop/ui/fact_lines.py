"""Lines of a card, of which a page shows dozens: each is one widget that is filled again and again.

A line has a short beginning (a day, a role) and words beside it. Making a line of a box with labels
and a layout costs many times what drawing it does, so these draw both themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from tac_desktop.ui import theme

_BEFORE = 118
_FINGER = 24
_A_WORD = 60
_LINE_BREAK = "\u2028"


if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class _ShowsLine(_Widget):
    """What a widget does that shows one line and nothing else."""

    line: _Line

    def heightForWidth(self, width: int) -> int:
        """As high as the words and what stands before them."""
        return self.line.height_for(width)

    def sizeHint(self) -> QSize:
        """On one line, as far as that is good to read."""
        return self.line.size()

    def minimumSizeHint(self) -> QSize:
        """As wide as a short word."""
        return self.line.least()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The beginning, and the words beside it."""
        self.line.draw(self)

    def changeEvent(self, event: QEvent) -> None:
        """Another look has other heights."""
        if event.type() == QEvent.Type.StyleChange:
            self.line.forget_heights()
        super().changeEvent(event)


class FactLink(_ShowsLine, QPushButton):
    """A line that leads somewhere; its words take as many lines as they need."""

    def __init__(self, parent: QWidget, does: Callable[[str], None]) -> None:
        """`does` is called with what `say` was told that the line leads to."""
        super().__init__(parent)
        theme.mark(self, "wrapped_link")
        self.setSizePolicy(_policy())
        self.leads_to = ""
        self.line = _Line("accent", theme.SMALL, underlined=True)
        self._does = does
        self.clicked.connect(self._pressed)

    def say(self, words: str, leads_to: str, before: str = "", urgent: bool = False) -> None:
        """Show other words, and lead somewhere else."""
        self.leads_to = leads_to
        if self.line.change(words, before, urgent):
            self.setAccessibleName(self.line.in_words())
            _measure_again(self)

    def _pressed(self, checked: bool = False) -> None:
        self._does(self.leads_to)


class FactWords(_ShowsLine, QLabel):
    """A line that leads nowhere."""

    def __init__(self, parent: QWidget, *, muted: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)  # else a label forgets that its height depends on its width
        self.setSizePolicy(_policy())
        self.line = _Line("muted", theme.SMALL) if muted else _Line("text", theme.TEXT)

    def say(self, words: str, before: str = "", urgent: bool = False) -> None:
        """Show other words."""
        if self.line.change(words, before, urgent):
            self.setText(words)
            self.setAccessibleName(self.line.in_words())
            _measure_again(self)


class _Line:
    """What a line says, how large that is, and how it is drawn."""

    def __init__(self, colour: str, size: int, *, underlined: bool = False) -> None:
        self.words, self.before, self.urgent = "", "", False
        self._colour, self._size, self._underlined = colour, size, underlined
        self._drawn = QTextLayout()
        self._drawn.setTextOption(_wrapping())
        self._drawn_at, self._drawn_height = -1, 0
        self._heights: dict[int, int] = {}

    def change(self, words: str, before: str, urgent: bool) -> bool:
        """Say something else; False where it is the same."""
        if (words, before, urgent) == (self.words, self.before, self.urgent):
            return False
        self.words, self.before, self.urgent = words, before, urgent
        self._drawn.setText(words.replace("\n", _LINE_BREAK))
        self.forget_heights()
        return True

    def in_words(self) -> str:
        """All of it, for a screen reader."""
        return f"{self.before}: {self.words}" if self.before else self.words

    def forget_heights(self) -> None:
        """What was measured no longer holds."""
        self._heights.clear()
        self._drawn_at = -1

    def height_for(self, width: int) -> int:
        """How high it is where it may be so wide."""
        height = self._heights.get(width)
        if height is None:
            self._lay_out(width)
            high = max(self._drawn_height, self._height_before())
            height = max(high + 2 * theme.space(1), theme.scaled(_FINGER))
            self._heights[width] = height
        return height

    def size(self) -> QSize:
        """Its width on one line, as far as that is good to read; its height follows from it."""
        words = QFontMetrics(self._font()).horizontalAdvance(self.words) + 1
        width = self._room_before() + min(words, theme.scaled(theme.READING_WIDTH))
        return QSize(width, theme.scaled(_FINGER))

    def least(self) -> QSize:
        """Room for a short word: what is longer is wrapped within a word where it has to be."""
        return QSize(self._room_before() + theme.scaled(_A_WORD), theme.scaled(_FINGER))

    def draw(self, widget: QWidget) -> None:
        """Draw it on its widget."""
        self._lay_out(widget.width())
        painter = QPainter(widget)
        top, left = theme.space(1), self._room_before()
        if self.before:
            painter.setFont(self._font_before())
            painter.setPen(theme.colour("danger" if self.urgent else "muted"))
            rect = QRect(0, top, theme.scaled(_BEFORE), widget.height())
            painter.drawText(rect, Qt.TextFlag.TextWordWrap, self.before)
        painter.setPen(theme.colour(self._colour))
        self._drawn.draw(painter, QPointF(left, top))
        painter.end()

    def _lay_out(self, width: int) -> None:
        room = max(1, min(width - self._room_before(), theme.scaled(theme.READING_WIDTH)))
        if self._drawn_at == room:
            return
        self._drawn_at = room
        self._drawn.setFont(self._font())
        below = 0.0
        self._drawn.beginLayout()
        while (line := self._drawn.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, below))
            below += line.height()
        self._drawn.endLayout()
        self._drawn_height = ceil(below)

    def _room_before(self) -> int:
        return theme.scaled(_BEFORE) + theme.space(2) if self.before else 0

    def _height_before(self) -> int:
        if not self.before:
            return 0
        metrics, across = QFontMetrics(self._font_before()), theme.scaled(_BEFORE)
        if metrics.horizontalAdvance(self.before) <= across:
            return metrics.height()
        wrap = Qt.TextFlag.TextWordWrap
        return metrics.boundingRect(QRect(0, 0, across, 10_000), wrap, self.before).height()

    def _font(self) -> QFont:
        return _font(theme.scaled(self._size), bold=False, underlined=self._underlined)

    def _font_before(self) -> QFont:
        size = theme.TEXT if self.urgent else theme.SMALL
        return _font(theme.scaled(size), bold=self.urgent, underlined=False)


def _policy() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _measure_again(widget: QWidget) -> None:
    widget.updateGeometry()
    widget.update()


@cache
def _font(pixels: int, *, bold: bool, underlined: bool) -> QFont:
    made = QFont(theme.FAMILY)
    made.setPixelSize(pixels)
    made.setBold(bold)
    made.setUnderline(underlined)
    return made
