"""One page of a document at a time, from memory: turned, nearer or farther, moved with the keys."""

from __future__ import annotations

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.document_pages import Pages
from tac_desktop.ui.page_tools import next_step, step_before
from tac_desktop.words import _

FIT_WIDTH, FIT_PAGE = "width", "page"
_LEAST = 120
_MARGIN = 8


class DocumentCanvas(QScrollArea):
    """Shows `pages`. `moved` says that another page, size or turn is shown."""

    moved = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages: Pages | None = None
        self.page = 0
        self.zoom: str | float = FIT_PAGE
        self.turned = 0
        self._sheet = QLabel(self)
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(_LEAST, _LEAST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.signals().changed.connect(self._draw)
        self._say()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._pages.count if self._pages else 0

    def show_pages(self, pages: Pages | None) -> None:
        """Show the first of these pages, unturned; None lets go of everything."""
        self._pages, self.page, self.turned = pages, 0, 0
        self._draw()

    def go_to(self, page: int) -> None:
        """Show a page, from 0; the nearest one where there is none of that number."""
        wanted = max(0, min(page, self.count - 1))
        if self.count and wanted != self.page:
            self.page = wanted
            self._draw()
            self.verticalScrollBar().setValue(0)

    def set_zoom(self, zoom: str | float) -> None:
        """As wide as there is room, the whole page, or a number of which 1 is the paper's size."""
        self.zoom = zoom
        self._draw()

    def turn(self, degrees: int) -> None:
        """Turn what is shown, for reading only: the file stays as it is."""
        self.turned = (self.turned + degrees) % 360
        self._draw()

    def nearer(self) -> None:
        """The next larger size."""
        self.set_zoom(next_step(self.shown_zoom()))

    def farther(self) -> None:
        """The next smaller size."""
        self.set_zoom(step_before(self.shown_zoom()))

    def shown_zoom(self) -> float:
        """The size as it is seen, also while it follows the window."""
        if isinstance(self.zoom, float):
            return self.zoom
        size = self._size_as_turned()
        room = self.viewport().size()
        margin = theme.scaled(_MARGIN)
        by_width = (room.width() - margin) / max(size.width(), 1.0)
        if self.zoom == FIT_WIDTH:
            return by_width
        return min(by_width, (room.height() - margin) / max(size.height(), 1.0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down go on to the next page at the edge of this one."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
            self.go_to(self.page + 1)
        elif event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
            self.go_to(self.page - 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What follows the window is drawn anew."""
        super().resizeEvent(event)
        if not isinstance(self.zoom, float):
            self._draw()

    def _size_as_turned(self) -> QSizeF:
        if self._pages is None:
            return QSizeF(1, 1)
        size = self._pages.size(self.page)
        return size.transposed() if self.turned % 180 else size

    def _draw(self) -> None:
        if self._pages is None:
            self._sheet.setPixmap(QPixmap())
        else:
            ratio = self.devicePixelRatioF()
            wide = self._pages.size(self.page).width() * self.shown_zoom() * ratio
            drawn = self._pages.draw(self.page, max(1, round(wide)))
            self._sheet.setPixmap(pixmap_of(drawn, self.turned, ratio))
        self._say()
        self.moved.emit()

    def _say(self) -> None:
        """What a screen reader says: which page it is, and the words on it."""
        words = _("Page {page} of {pages}").format(page=self.page + 1, pages=self.count)
        self.setAccessibleName(words if self.count else _("No page"))
        text = self._pages.text(self.page).strip() if self._pages else ""
        nothing = _("The page is a picture without words that could be read out.")
        self.setAccessibleDescription(text or (nothing if self.count else ""))


def pixmap_of(image: QImage, turned: int = 0, ratio: float = 1.0) -> QPixmap:
    """A picture for the screen, turned by so many degrees."""
    if turned:
        image = image.transformed(QTransform().rotate(turned))
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
