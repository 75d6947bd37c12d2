"""A ring round whatever has the focus: 3 px of yellow outside a 1 px line in the text's colour.

Style sheets cannot draw outside a widget, so the ring is a widget of its own that follows.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.widgets import SCROLLED

_FOLLOWED = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})
_YELLOW, _LINE = 3, 1


class FocusRing(QObject):
    """Keeps one ring on the screen for the whole program."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._ring: _Ring | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the focused widget and with everything that it stands in."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        if new is None or new.isWindow():
            return
        container = _container_of(new)
        self._target = new
        one: QWidget | None = new
        while one is not None and one is not container:
            one.installEventFilter(self)
            self._watched.append(one)
            one = one.parentWidget()
        self._ring = _Ring(container)
        self._place()

    def _let_go(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = None
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

    def _place(self) -> None:
        ring, target = self._ring, self._target
        if ring is None or not shiboken6.isValid(ring):
            return
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            ring.hide()
            return
        container = ring.container
        reach = theme.scaled(_YELLOW + _LINE)
        corner = target.mapTo(container, QPoint(0, 0))
        around = QRect(corner, target.size()).adjusted(-reach, -reach, reach, reach)
        ring.setGeometry(around.intersected(container.rect()))
        ring.raise_()
        ring.show()


class _Ring(QWidget):
    """Only paints; the mouse goes through it."""

    def __init__(self, container: QWidget) -> None:
        super().__init__(container)
        self.container = container
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the two lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        yellow, dark = theme.scaled(_YELLOW), theme.scaled(_LINE)
        radius = theme.scaled(4)
        outer = self.rect().toRectF().adjusted(*_inset(yellow / 2))
        painter.setPen(QPen(theme.colour("focus"), yellow))
        painter.drawRoundedRect(outer, radius, radius)
        inner = self.rect().toRectF().adjusted(*_inset(yellow + dark / 2))
        painter.setPen(QPen(theme.colour("text"), dark))
        painter.drawRoundedRect(inner, radius / 2, radius / 2)
        painter.end()


def _inset(width: float) -> tuple[float, float, float, float]:
    return width, width, -width, -width


def _container_of(widget: QWidget) -> QWidget:
    """What the ring is drawn on: the content of the nearest scrolled page, else the window."""
    one = widget
    while not one.isWindow() and not one.property(SCROLLED):
        above = one.parentWidget()
        if above is None:
            break
        # Else `one` stands deeper in the content; what lies between it and its area is Qt's own,
        # and asking for that would make the bindings build every class of widget there is.
        if not above.property(SCROLLED):
            scroll = above.parentWidget()
            if isinstance(scroll, QScrollArea) and scroll.widget() is one:
                break
        one = above
    return one
