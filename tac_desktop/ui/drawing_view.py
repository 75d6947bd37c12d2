"""A drawing on the screen: enlarged, moved, and walked through person by person with the arrows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from tac_desktop.casework.drawn import Box, Drawing, Node
from tac_desktop.ui import theme
from tac_desktop.ui.drawing_paint import paint
from tac_desktop.words import _

_SMALLEST, _LARGEST, _STEP = 0.3, 4.0, 1.25
_LEGIBLE = 0.85  # below this the smallest words are too small to be read
_AS_TEXT = 1.4  # so much larger than on paper, the words are as large as the program's own
_EDGE = 8
_ENOUGH = 380  # pixels of height, however large the type


class DrawingView(QAbstractScrollArea):
    """Shows a `Drawing`. Ctrl with + and - enlarges, Ctrl+0 fits it in; arrows go to people.

    `chosen` carries the node that is chosen, `opened` the one on which Enter was pressed.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._drawing: Drawing | None = None
        self._node = ""
        self._zoom = 1.0
        self._fitting = True
        self._all = False
        self._dragged: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        theme.mark(self, "drawing")
        theme.signals().changed.connect(self._look_changed)

    # What others call

    def show_drawing(self, drawing: Drawing) -> None:
        """Show a drawing; who was chosen stays chosen where she or he is in it."""
        self._drawing = drawing
        if drawing.node(self._node) is None:
            self._node = ""
        self._refit()
        self._say()
        self.viewport().update()

    @property
    def node(self) -> Node | None:
        """Who is chosen."""
        return self._drawing.node(self._node) if self._drawing and self._node else None

    @property
    def zoom(self) -> float:
        """How large it is; 1 sets its words as large as other small type on the screen."""
        return self._zoom

    def choose(self, node_id: str) -> None:
        """Choose somebody and bring her or him into view."""
        if self._drawing is None or self._drawing.node(node_id) is None:
            return
        self._node = node_id
        self._say()
        self._bring_into_view()
        self.viewport().update()
        self.chosen.emit(node_id)

    def enlarge(self, checked: bool = False) -> None:
        """One step larger."""
        self._zoom_to(self._zoom * _STEP)

    def reduce(self, checked: bool = False) -> None:
        """One step smaller."""
        self._zoom_to(self._zoom / _STEP)

    def fit(self, checked: bool = False) -> None:
        """As large as the whole of it can be seen, even where it cannot be read any more."""
        self._fitting = self._all = True
        self._refit()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Room for the drawing at the size in use."""
        if self._drawing is None:
            return QSize(theme.scaled(400), theme.scaled(260))
        full = _full_size()
        return QSize(int(self._drawing.wide * full), int(self._drawing.high * full) + _EDGE)

    def minimumSizeHint(self) -> QSize:
        """Enough to see a person and those around."""
        return QSize(theme.scaled(220), min(theme.scaled(330), _ENOUGH))

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        """Ctrl with +, - and 0 is for the drawing while it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if ctrl and event.key() in _ZOOM_KEYS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next person along the relations; Enter opens."""
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in _ZOOM_KEYS:
            if key == Qt.Key.Key_0:
                self.fit()
            elif key == Qt.Key.Key_Minus:
                self.reduce()
            else:
                self.enlarge()
            return
        direction = _DIRECTIONS.get(Qt.Key(key), "")
        if direction and self._drawing and self._drawing.nodes:
            node = self.node
            target = getattr(node, direction) if node else self._first()
            if target:
                self.choose(target)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._node:
            self.opened.emit(self._node)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl larger or smaller, else up and down."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.enlarge()
            else:
                self.reduce()
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose whoever is under the pointer; elsewhere begin to move the drawing."""
        node = self._under(event.position())
        if node is not None:
            self.choose(node.id)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._dragged = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the drawing under the window."""
        if self._dragged is None:
            return
        now = event.position().toPoint()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - (now.x() - self._dragged.x()))
        down.setValue(down.value() - (now.y() - self._dragged.y()))
        self._dragged = now

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Done moving."""
        self._dragged = None
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open whoever is under the pointer."""
        node = self._under(event.position())
        if node is not None:
            self.opened.emit(node.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show who is chosen; the first time that is the mother of the file or the first."""
        super().focusInEvent(event)
        if not self._node and self._drawing and self._drawing.nodes:
            self._node = self._first()
            self._say()
            self.chosen.emit(self._node)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark becomes a thin one."""
        super().focusOutEvent(event)
        self.viewport().update()

    # Drawing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit in again where it was fitted in before."""
        super().resizeEvent(event)
        self._refit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing, and a frame round whoever is chosen."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("surface"))
        if self._drawing is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        origin = self._origin()
        painter.translate(origin)
        painter.scale(self._scale, self._scale)
        paint(painter, self._drawing.items)
        node = self.node
        if node is not None:
            self._mark(painter, node.box.grown(3))

    def _mark(self, painter: QPainter, box: Box) -> None:
        frame = QRectF(box.left, box.top, box.wide, box.high)
        thin = 1.5 / self._scale
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 3 / self._scale))
            out = 2.5 / self._scale
            painter.drawRect(frame.adjusted(-out, -out, out, out))
        painter.setPen(QPen(theme.colour("text"), thin))
        painter.drawRect(frame)

    # Where things are

    @property
    def _scale(self) -> float:
        return self._zoom * _full_size()

    def _size(self) -> tuple[float, float]:
        if self._drawing is None:
            return 0.0, 0.0
        return self._drawing.wide * self._scale, self._drawing.high * self._scale

    def _origin(self) -> QPointF:
        """Where the drawing begins in the window: in the middle where there is room."""
        wide, high = self._size()
        room = self.viewport().size()
        x = max(0.0, (room.width() - wide) / 2) - self.horizontalScrollBar().value()
        y = max(0.0, (room.height() - high) / 2) - self.verticalScrollBar().value()
        return QPointF(x, y)

    def _refit(self) -> None:
        if self._drawing is None:
            return
        if self._fitting:
            room = self.maximumViewportSize()
            full = _full_size()
            wide = room.width() / max(1.0, self._drawing.wide * full)
            high = room.height() / max(1.0, self._drawing.high * full)
            # Unless it was asked for, never so small that it cannot be read: then it is moved.
            least = _SMALLEST if self._all else _LEGIBLE
            self._zoom = max(min(wide, high, 1.3), least)
        self._set_bars()
        if self._fitting:
            self._to_the_middle()

    def _set_bars(self) -> None:
        wide, high = self._size()
        room = self.viewport().size()
        for bar, length, page in (
            (self.horizontalScrollBar(), wide, room.width()),
            (self.verticalScrollBar(), high, room.height()),
        ):
            bar.setPageStep(page)
            bar.setSingleStep(theme.scaled(24))
            bar.setRange(0, max(0, round(length - page)))

    def _zoom_to(self, zoom: float) -> None:
        self._fitting = self._all = False
        self._zoom = min(max(zoom, _SMALLEST), _LARGEST)
        self._set_bars()
        self._bring_into_view()
        self.viewport().update()

    def _bring_into_view(self) -> None:
        node = self.node
        if node is None:
            return
        room = self.viewport().size()
        for bar, start, end, page in (
            (self.horizontalScrollBar(), node.box.left, node.box.right, room.width()),
            (self.verticalScrollBar(), node.box.top, node.box.bottom, room.height()),
        ):
            first, last = start * self._scale - _EDGE, end * self._scale + _EDGE
            if first < bar.value():
                bar.setValue(int(first))
            elif last > bar.value() + page:
                bar.setValue(int(last - page))

    def _to_the_middle(self) -> None:
        """Where not all of it is seen: whoever is chosen, else the start, in the middle."""
        assert self._drawing is not None
        node = self.node or self._drawing.node(self._drawing.start)
        if node is None:
            return
        x, y = node.box.centre
        room = self.viewport().size()
        self.horizontalScrollBar().setValue(int(x * self._scale - room.width() / 2))
        self.verticalScrollBar().setValue(int(y * self._scale - room.height() / 2))

    def _under(self, place: QPointF) -> Node | None:
        if self._drawing is None:
            return None
        at = (place - self._origin()) / self._scale
        for node in self._drawing.nodes:
            box = node.box
            if box.left <= at.x() <= box.right and box.top <= at.y() <= box.bottom:
                return node
        return None

    def _first(self) -> str:
        """Where walking through the drawing begins."""
        assert self._drawing is not None
        start = self._drawing.node(self._drawing.start) or self._drawing.nodes[0]
        return start.id

    def _say(self) -> None:
        """The accessible name is what is drawn and who is chosen."""
        node = self.node
        words = _("{drawing}: {person}") if node else self._name
        self.setAccessibleName(
            words.format(drawing=self._name, person=node.spoken) if node else words
        )
        if self.hasFocus() and QApplication.instance() is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _look_changed(self) -> None:
        self._refit()
        self.updateGeometry()
        self.viewport().update()


def _full_size() -> float:
    """Pixels to a point of the drawing at a zoom of 1."""
    return theme.scaled(100) / 100 * _AS_TEXT


_ZOOM_KEYS = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0)
_DIRECTIONS = {
    Qt.Key.Key_Up: "above",
    Qt.Key.Key_Down: "below",
    Qt.Key.Key_Left: "before",
    Qt.Key.Key_Right: "after",
}
