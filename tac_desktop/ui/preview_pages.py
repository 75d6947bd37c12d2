"""The pages of a preview in small, drawn one at a time while nothing else is to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from tac_desktop.ui import theme
from tac_desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_WIDTH = 76
_DRAWN_LARGER = 3


class PreviewPages(QListWidget):
    """A list of pages to go to. `page_wanted` carries the page's number, from 1."""

    page_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._next = 0
        self.setAccessibleName(_("Pages"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setSpacing(theme.space(1))
        width = theme.scaled(_WIDTH)
        self.setIconSize(QSize(width, round(width * 297 / 210)))
        # Given, because the icons come later than the rows.
        under = self.fontMetrics().height() + theme.space(3)
        self._cell = self.iconSize() + QSize(theme.space(6), under)
        self.setMinimumWidth(width + theme.scaled(56))
        self._when_idle = QTimer(self)
        self._when_idle.setInterval(0)
        self._when_idle.timeout.connect(self._draw_next)
        self.currentRowChanged.connect(self._row_chosen)
        self.clicked.connect(self._row_clicked)

    def show_pages_of(self, document: QPdfDocument | None) -> None:
        """List the pages of a document; None empties the list."""
        self._document = document
        self._next = 0
        with QSignalBlocker(self):
            self.clear()
            for number in range(1, (self._document.pageCount() if self._document else 0) + 1):
                item = QListWidgetItem(str(number), self)
                item.setSizeHint(self._cell)
                item.setData(
                    Qt.ItemDataRole.AccessibleTextRole, _("Page {page}").format(page=number)
                )
        if self.count():
            self._when_idle.start()

    def mark(self, number: int) -> None:
        """Show which page is in view."""
        with QSignalBlocker(self):
            self.setCurrentRow(number - 1)

    def _row_chosen(self, row: int) -> None:
        if row >= 0:
            self.page_wanted.emit(row + 1)

    def _row_clicked(self, index: QModelIndex) -> None:
        self._row_chosen(index.row())

    def _draw_next(self) -> None:
        if self._document is None or self._next >= self.count():
            self._when_idle.stop()
            return
        size = self.iconSize() * self.devicePixelRatioF()
        drawn = self._document.render(self._next, size * _DRAWN_LARGER)
        small = drawn.scaled(
            size,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        paper = QPixmap(size)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, small)
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.end()
        paper.setDevicePixelRatio(self.devicePixelRatioF())
        self.item(self._next).setIcon(QIcon(paper))
        self._next += 1
