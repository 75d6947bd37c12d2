"""A layout that puts widgets side by side and wraps them, like words in a paragraph.

A widget whose size policy expands sideways, or that is marked with `full_width`, gets a line of
its own. Hidden widgets take no room.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_FULL = "full_width"


def full_width(widget: QWidget, full: bool = True) -> None:
    """Say that a widget gets a whole line of a `FlowLayout`."""
    widget.setProperty(_FULL, full)


class FlowLayout(QLayout):
    """Widgets from left to right, as many on a line as fit."""

    def __init__(self, parent: QWidget, across: int = 0, down: int = 0) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._across, self._down = across, down
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append; called by `addWidget`."""
        self._items.append(item)

    def count(self) -> int:
        """How many widgets it holds, hidden ones included."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Put a widget at a place among the others."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """How high it is depends on how many fit on a line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that all of it needs; asked many times while a page is laid out."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), moving=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Something in it has changed."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Put every widget in its place."""
        super().setGeometry(rect)
        self._place(rect, moving=True)

    def sizeHint(self) -> QSize:
        """As if everything stood on one line, which it need not."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._across * max(0, len(shown) - 1)
        height = max((size.height() for size in shown), default=0)
        return QSize(width, height).expandedTo(self.minimumSize())

    def minimumSize(self) -> QSize:
        """The widest single widget."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, moving: bool) -> int:
        margins = self.contentsMargins()
        area = rect.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        x, y, line = area.x(), area.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            widget = item.widget()
            full = widget is not None and bool(widget.property(_FULL))
            width = area.width() if full else min(item.sizeHint().width(), area.width())
            if x > area.x() and (full or x + width > area.right() + 1):
                x, y, line = area.x(), y + line + self._down, 0
            height = _height(item, width)
            if moving:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, height)))
            x += width + self._across
            line = max(line, height)
        return y + line - rect.y() + margins.bottom()


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
