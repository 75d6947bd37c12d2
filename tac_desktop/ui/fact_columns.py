"""Widgets below one another and in columns, placed in one go.

Qt's own layouts within layouts ask each widget for its height two dozen times when a page is
filled, and move it at every level. Here each is asked once, and put where it stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from tac_desktop.ui import theme


class _PlacesItself(QFrame):
    """Has parts, and puts each in its place when it gets another width or is shown."""

    def settle(self) -> None:
        """Something in it has changed: measure and place all of it again."""
        raise NotImplementedError

    def place(self) -> None:
        """Put everything where it belongs at the present width."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """A part that wants another size says so with a layout request."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.settle()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other heights."""
        super().resizeEvent(event)
        self.place()

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while it was not to be seen."""
        super().showEvent(event)
        self.settle()


class Stack(_PlacesItself):
    """Widgets below one another; buttons as wide as their words, anything else as the stack.

    `margin` and `gap` are steps of four pixels.
    """

    def __init__(self, parent: QWidget, *, margin: int = 0, gap: int = 1) -> None:
        super().__init__(parent)
        self._margin, self._gap = margin, gap
        self._within: list[QWidget] = []
        self._narrow: set[QWidget] = set()
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self._placed_at = -1
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, place: int | None = None, *, narrow: bool = False) -> None:
        """Put a widget at the end or at a place; `narrow` leaves it as wide as it wants to be."""
        self._within.insert(len(self._within) if place is None else place, widget)
        if narrow:
            self._narrow.add(widget)

    def in_order(self) -> list[QWidget]:
        """Its widgets from top to bottom, for the order of Tab."""
        return list(self._within)

    def settle(self) -> None:
        """Something in it has changed: measure and place all of it again."""
        self.forget_heights()
        self.place()
        self.updateGeometry()

    def forget_heights(self) -> None:
        """What was measured no longer holds."""
        self._heights.clear()
        self._least = None
        self._placed_at = -1

    def place(self) -> None:
        """Put everything where it belongs at the present width."""
        if self._placed_at != self.width():
            self._placed_at = self.width()
            self._heights[self.width()] = self._arranged(self.width(), moving=True)

    def heightForWidth(self, width: int) -> int:
        """How high it is where it may be so wide."""
        if width not in self._heights:
            self._heights[width] = self._arranged(width, moving=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As wide as its widest part wants to be; its height follows from its width."""
        return self._size([one.sizeHint().width() for one in self._seen()])

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part must be."""
        if self._least is None:
            self._least = self._size([one.minimumSizeHint().width() for one in self._seen()])
        return self._least

    def _arranged(self, width: int, *, moving: bool) -> int:
        margin, gap = theme.space(self._margin), theme.space(self._gap)
        room, below = max(1, width - 2 * margin), margin
        for widget in self._seen():
            own = min(room, widget.maximumWidth())
            if widget in self._narrow:
                own = min(room, widget.sizeHint().width())
            if widget.hasHeightForWidth():
                high = widget.heightForWidth(own)
            else:
                high = widget.sizeHint().height()
            high = max(high, widget.minimumHeight())
            if moving:
                widget.setGeometry(margin, below, own, high)
            below += high + gap
        return max(margin, below - gap) + margin

    def _seen(self) -> Iterator[QWidget]:
        return (one for one in self._within if not one.isHidden())

    def _size(self, widths: list[int]) -> QSize:
        return QSize(max(widths, default=0) + 2 * theme.space(self._margin), 0)


class Columns(_PlacesItself):
    """Two stacks side by side, one below the other where room is short; for a page that scrolls.

    It is as high as it has to be at its present width. Were it to say how high it would be at
    others, a page that scrolls would have all of it measured at two.
    """

    def __init__(self, parent: QWidget, *, wide: int, gap: int = 3) -> None:
        """`wide` is the width, in pixels at 100 %, from which there is room for both."""
        super().__init__(parent)
        self._wide, self._gap = wide, gap
        self.sides = (Stack(self, gap=gap), Stack(self, gap=gap))
        self._placed_at = -1

    def in_order(self) -> list[QWidget]:
        """Its stacks, for the order of Tab."""
        return list(self.sides)

    def settle(self) -> None:
        """Something in it has changed."""
        for one in self.sides:
            one.forget_heights()
        self._placed_at = -1
        self.place()

    def place(self) -> None:
        """Put both stacks where they belong at the present width."""
        if self._placed_at == self.width():
            return
        self._placed_at = self.width()
        margin = theme.space(self._gap)
        below = self.width() < theme.scaled(self._wide)
        across = self.width() - 2 * margin if below else (self.width() - 3 * margin) // 2
        left, top, lowest = margin, margin, margin
        for one in self.sides:
            high = one.heightForWidth(max(1, across))
            one.setGeometry(left, top, max(1, across), high)
            one.place()
            lowest = max(lowest, top + high)
            if below:
                top += high + margin
            else:
                left += across + margin
        self.setMinimumHeight(lowest + margin)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider stack must be: then one stands below the other."""
        least = max(one.minimumSizeHint().width() for one in self.sides)
        return QSize(least + 2 * theme.space(self._gap), self.minimumHeight())

    def sizeHint(self) -> QSize:
        """No wider than it must be: the page gives it all the room there is."""
        return self.minimumSizeHint()
