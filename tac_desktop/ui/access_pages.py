"""Black boxes on the pages of a file: drawn with the mouse, or moved and sized by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from tac_desktop.casework.subject_access import Box
from tac_desktop.ui import theme
from tac_desktop.ui.access_files import page_images
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.widgets import (
    button_row,
    hint,
    name_for_accessibility,
    plain,
    primary_button,
    secondary_button,
)
from tac_desktop.words import _

_WHOLE, _STEP, _NEW = 1000, 10, Box(left=100, top=100, width=300, height=60)


class PageCanvas(QWidget):
    """One page with its boxes; the one that is chosen can be moved, sized and removed."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._page = 0
        self.boxes: list[Box] = []
        self.chosen = -1
        self._from: QPoint | None = None
        self._to = QPoint()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._say()

    def show_page(self, image: QImage, number: int, width: int) -> None:
        """Show a page (from 0) so many pixels wide."""
        self._image, self._page = image, number
        high = round(width * image.height() / max(1, image.width()))
        self.setFixedSize(QSize(width, high))
        self.chosen = -1
        self._say()
        self.update()

    @property
    def here(self) -> list[int]:
        """The places of this page's boxes in the list of all."""
        return [place for place, one in enumerate(self.boxes) if one.page == self._page]

    def chosen_rect(self) -> QRect | None:
        """Where the chosen box stands; None where none is chosen."""
        if not 0 <= self.chosen < len(self.boxes):
            return None
        return self._rect(self.boxes[self.chosen])

    def add_box(self) -> None:
        """A new box, to be moved where it belongs."""
        self._put(_NEW.model_copy(update={"page": self._page}))

    def cover_page(self) -> None:
        """The whole page is black."""
        self._put(Box(page=self._page, left=0, top=0, width=_WHOLE, height=_WHOLE))

    def remove_box(self) -> None:
        """Take the chosen box away."""
        if 0 <= self.chosen < len(self.boxes):
            del self.boxes[self.chosen]
            self.chosen = -1
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the box, with Shift they size it; N makes one, Delete removes it."""
        step = _ARROWS.get(event.key())
        if step is not None and 0 <= self.chosen < len(self.boxes):
            sizes = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.boxes[self.chosen] = _moved(self.boxes[self.chosen], *step, sizes=sizes)
            self._tell()
        elif event.key() == Qt.Key.Key_N:
            self.add_box()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_box()
        elif event.key() == Qt.Key.Key_Space and self.here:
            after = [one for one in self.here if one > self.chosen]
            self.chosen = after[0] if after else self.here[0]
            self._tell()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a box, or choose the one that is there."""
        at = event.position().toPoint()
        hit = [place for place in self.here if self._rect(self.boxes[place]).contains(at)]
        if hit:
            self.chosen = hit[-1]
            self._tell()
            return
        self._from = self._to = at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the box."""
        if self._from is not None:
            self._to = event.position().toPoint()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The box stands."""
        if self._from is None:
            return
        drawn = QRect(self._from, event.position().toPoint()).normalized() & self.rect()
        self._from = None
        if drawn.width() > 3 and drawn.height() > 3:
            wide, high = self.width(), self.height()
            self._put(
                Box(
                    page=self._page,
                    left=drawn.left() * _WHOLE // wide,
                    top=drawn.top() * _WHOLE // high,
                    width=-(-drawn.width() * _WHOLE // wide),
                    height=-(-drawn.height() * _WHOLE // high),
                )
            )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, its boxes as black as they will be, the chosen one with a frame."""
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._image)
        for place in self.here:
            painter.fillRect(self._rect(self.boxes[place]), QColor("black"))
            if place == self.chosen:
                painter.setPen(QPen(theme.colour("focus"), theme.scaled(4)))
                painter.drawRect(self._rect(self.boxes[place]))
        if self._from is not None:
            painter.fillRect(QRect(self._from, self._to).normalized(), QColor(0, 0, 0, 160))
        painter.end()

    def _put(self, box: Box) -> None:
        self.boxes.append(box)
        self.chosen = len(self.boxes) - 1
        self._tell()

    def _rect(self, box: Box) -> QRect:
        wide, high = self.width(), self.height()
        return QRect(
            box.left * wide // _WHOLE,
            box.top * high // _WHOLE,
            -(-box.width * wide // _WHOLE),
            -(-box.height * high // _WHOLE),
        )

    def _tell(self) -> None:
        self._say()
        self.update()
        self.changed.emit()

    def _say(self) -> None:
        words = _("Page {page}. Black boxes: {count}")
        said = words.format(page=self._page + 1, count=len(self.here))
        name_for_accessibility(self, said, _("N: new box. Arrows: move. Delete: remove."))


class AccessPagesDialog(QDialog):
    """`boxes_given` carries all boxes once they are to be kept."""

    boxes_given = Signal(object)

    def __init__(self, content: bytes, boxes: Sequence[Box], parent: QWidget) -> None:
        super().__init__(parent.window())
        self._images = page_images(content)
        self._number = 0
        self.setWindowTitle(_("Black out parts of a file"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(4)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(
            hint(
                _(
                    "Draw boxes with the mouse, or press N for a new one, the arrow keys to move "
                    "it, Shift and arrow keys to size it, Space for the next one, Delete to remove "
                    "it. In the answer these dots are black; nothing is under them."
                ),
                self,
            )
        )
        self.area = QScrollArea(self)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas = PageCanvas(self.area)
        self.canvas.boxes = list(boxes)
        self.canvas.changed.connect(self._show_words)
        self.area.setWidget(self.canvas)
        layout.addWidget(self.area, 1)
        self.words = plain("", self, "label")
        layout.addWidget(self.words)
        self.before = self._button(_("Page before"), self._back)
        self.after = self._button(_("Next page"), self._on)
        layout.addWidget(
            button_row(
                self,
                self.before,
                self.after,
                self._button(_("New box (N)"), self.canvas.add_box),
                self._button(_("Black out the whole page"), self.canvas.cover_page),
                self._button(_("Remove the box (Delete)"), self.canvas.remove_box),
            )
        )
        self.keep_button = primary_button(_("Keep these boxes"), self)
        self.keep_button.clicked.connect(self.keep)
        layout.addWidget(
            button_row(self, self.keep_button, self._button(_("Go back"), self.reject))
        )
        fit_to_screen(self, 900, 760)
        self.show_page(0)
        self.finished.connect(self._forget)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, number: int) -> None:
        """Go to a page, from 0."""
        self._number = min(max(number, 0), len(self._images) - 1)
        self.canvas.show_page(self._images[self._number], self._number, theme.scaled(780))
        self.before.setEnabled(self._number > 0)
        self.after.setEnabled(self._number < len(self._images) - 1)
        self._show_words()

    def keep(self) -> None:
        """These are the boxes."""
        self.boxes_given.emit(list(self.canvas.boxes))
        self.accept()

    def close_as_locked(self) -> None:
        """The vault was locked: no page stays."""
        if shiboken6.isValid(self):
            self.reject()

    def _back(self) -> None:
        self.show_page(self._number - 1)

    def _on(self) -> None:
        self.show_page(self._number + 1)

    def _show_words(self) -> None:
        chosen = self.canvas.chosen_rect()
        if chosen is not None:
            self.area.ensureVisible(chosen.center().x(), chosen.center().y())
        words = _("Page {page} of {pages}. Black boxes: {count}")
        self.words.setText(
            words.format(
                page=self._number + 1, pages=len(self._images), count=len(self.canvas.here)
            )
        )

    def _button(self, words: str, pressed: object) -> QPushButton:
        button = secondary_button(words, self)
        button.clicked.connect(pressed)
        return button

    def _forget(self) -> None:
        self._images = [QImage(1, 1, QImage.Format.Format_RGB32)]


_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-_STEP, 0),
    Qt.Key.Key_Right: (_STEP, 0),
    Qt.Key.Key_Up: (0, -_STEP),
    Qt.Key.Key_Down: (0, _STEP),
}


def _moved(box: Box, across: int, down: int, *, sizes: bool) -> Box:
    if sizes:
        wide = min(max(box.width + across, _STEP), _WHOLE - box.left)
        high = min(max(box.height + down, _STEP), _WHOLE - box.top)
        return box.model_copy(update={"width": wide, "height": high})
    left = min(max(box.left + across, 0), _WHOLE - box.width)
    top = min(max(box.top + down, 0), _WHOLE - box.height)
    return box.model_copy(update={"left": left, "top": top})
