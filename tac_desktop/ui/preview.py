"""A PDF from memory on the screen: pages, zoom, search and the keyboard. Nothing touches the disk.

QtPdf is loaded when the first preview is made, not at start-up.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QBuffer,
    QIODevice,
    QPointF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.ui import theme
from tac_desktop.ui.colours import contrast
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.page_tools import next_step, sizing, step_before, turning
from tac_desktop.ui.preview_pages import PreviewPages
from tac_desktop.ui.preview_search import PreviewSearch
from tac_desktop.words import _

_FIT_WIDTH, _FIT_PAGE = "width", "page"
_ROOM_FOR_PAGE_LIST = 560
_LEAST = 120


class Preview(QWidget):
    """Shows a PDF given as bytes. `page_changed` carries the number of the page in view, from 1."""

    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from PySide6.QtPdf import QPdfDocument
        from PySide6.QtPdfWidgets import QPdfView

        self._title = ""
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        # A bar that comes and goes changes the width that a page is fitted to: with one page just
        # as high as the view it would come and go for ever, and the window stand still.
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._view.setDocument(self._document)
        self._view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._view.setMinimumSize(_LEAST, _LEAST)
        self._thumbnails = PreviewPages(self)
        self._search = PreviewSearch(self._document, self._view, self)
        self._bar = self._make_bar()
        self._lay_out()
        self._connect()
        self._make_shortcuts()
        self._paint_desk()
        self._update_words()

    # --- what others use --------------------------------------------------------------------

    def show_pdf(self, pdf: bytes, title: str) -> bool:
        """Show `pdf`; stays where it was, as far as the pages go. False where it is no PDF."""
        from PySide6.QtPdf import QPdfDocument

        page, down = self.current_page, self._view.verticalScrollBar().value()
        self._search.forget()
        self._document.close()
        self._buffer.close()
        self._buffer.setData(pdf)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._title = title
        readable = self._document.status() == QPdfDocument.Status.Ready
        self._thumbnails.show_pages_of(self._document if readable else None)
        self._update_words()
        if readable:
            self.go_to(min(page, self.pages))
            self._view.verticalScrollBar().setValue(down)
            self._thumbnails.mark(self.current_page)
        return readable

    def clear(self) -> None:
        """Let go of the document, for instance when the vault locks."""
        self.show_pdf(b"", "")

    @property
    def pages(self) -> int:
        """How many pages the document has."""
        return max(0, self._document.pageCount())

    @property
    def current_page(self) -> int:
        """The page in view, from 1."""
        return self._view.pageNavigator().currentPage() + 1

    @property
    def zoom(self) -> float:
        """1.0 is the size of the paper; only meaningful where the zoom was set as a number."""
        return self._view.zoomFactor()

    def text_of_page(self, number: int) -> str:
        """The words of one page, as a screen reader gets them."""
        return self._document.getAllText(number - 1).text() if 1 <= number <= self.pages else ""

    def go_to(self, number: int) -> None:
        """Bring the top of a page into view."""
        if 1 <= number <= self.pages:
            self._view.pageNavigator().jump(number - 1, QPointF(0, 0), 0)

    # --- keyboard and buttons ---------------------------------------------------------------

    def zoom_in(self) -> None:
        """The next larger size."""
        self._set_zoom(next_step(self._shown_zoom()))

    def zoom_out(self) -> None:
        """The next smaller size."""
        self._set_zoom(step_before(self._shown_zoom()))

    def fit_width(self) -> None:
        """As wide as there is room."""
        self._zoom_box.setCurrentIndex(self._zoom_box.findData(_FIT_WIDTH))

    def fit_page(self) -> None:
        """A whole page at once."""
        self._zoom_box.setCurrentIndex(self._zoom_box.findData(_FIT_PAGE))

    def next_page(self) -> None:
        """The top of the next page."""
        self.go_to(self.current_page + 1)

    def previous_page(self) -> None:
        """The top of the page before."""
        self.go_to(self.current_page - 1)

    def first_page(self) -> None:
        """The first page."""
        self.go_to(1)

    def last_page(self) -> None:
        """The last page."""
        self.go_to(self.pages)

    def find_words(self) -> None:
        """Put the cursor into the search field."""
        self._search.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the page itself gets it, not the list of pages."""
        super().resizeEvent(event)
        self._thumbnails.setVisible(event.size().width() >= theme.scaled(_ROOM_FOR_PAGE_LIST))

    # --- inside -----------------------------------------------------------------------------

    def _make_bar(self) -> QWidget:
        """Three groups side by side; one below the other where the window is narrow."""
        bar = QWidget(self)
        flow = FlowLayout(bar, theme.space(4), theme.space(1))
        for group in (self._make_turning(bar), self._make_sizing(bar), self._search):
            flow.addWidget(group)
        return bar

    def _make_turning(self, bar: QWidget) -> QWidget:
        made = turning(bar)
        self._back, self._page_box = made.back, made.box
        self._page_words, self._on = made.words, made.on
        return made.group

    def _make_sizing(self, bar: QWidget) -> QWidget:
        made = sizing(bar, [(_("Fit width"), _FIT_WIDTH), (_("Whole page"), _FIT_PAGE)])
        self._smaller, self._zoom_box, self._larger = made.smaller, made.box, made.larger
        return made.group

    def _lay_out(self) -> None:
        pages = QSplitter(Qt.Orientation.Horizontal, self)
        pages.addWidget(self._thumbnails)
        pages.addWidget(self._view)
        pages.setStretchFactor(1, 1)
        pages.setCollapsible(1, False)
        pages.setSizes([self._thumbnails.minimumWidth(), 10 * theme.READING_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self._bar)
        column.addWidget(pages, 1)

    def _connect(self) -> None:
        theme.signals().changed.connect(self._paint_desk)
        self._back.clicked.connect(self.previous_page)
        self._on.clicked.connect(self.next_page)
        self._smaller.clicked.connect(self.zoom_out)
        self._larger.clicked.connect(self.zoom_in)
        self._zoom_box.currentIndexChanged.connect(self._apply_zoom_box)
        self._page_box.returnPressed.connect(self._go_to_typed)
        self._thumbnails.page_wanted.connect(self.go_to)
        self._view.pageNavigator().currentPageChanged.connect(self._page_moved)

    def _make_shortcuts(self) -> None:
        for keys, action in (
            (QKeySequence.StandardKey.ZoomIn, self.zoom_in),
            (QKeySequence("Ctrl+="), self.zoom_in),
            (QKeySequence.StandardKey.ZoomOut, self.zoom_out),
            (QKeySequence("Ctrl+0"), self.fit_width),
            (QKeySequence("Ctrl+9"), self.fit_page),
            (QKeySequence("Alt+Right"), self.next_page),
            (QKeySequence("Alt+Left"), self.previous_page),
            (QKeySequence("Ctrl+Home"), self.first_page),
            (QKeySequence("Ctrl+End"), self.last_page),
            (QKeySequence.StandardKey.Find, self.find_words),
            (QKeySequence("F3"), self._search.next_place),
            (QKeySequence("Shift+F3"), self._search.previous_place),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def _paint_desk(self) -> None:
        """What the pages lie on must be told from white paper, also in high contrast."""
        used = theme.colours()
        seen = contrast(used.divider, "white") > 1.3
        palette = self._view.palette()
        palette.setColor(QPalette.ColorRole.Dark, used.divider if seen else used.background)
        self._view.setPalette(palette)

    def _page_moved(self) -> None:
        number = self.current_page
        self._thumbnails.mark(number)
        self._update_words()
        self.page_changed.emit(number)

    def _go_to_typed(self) -> None:
        typed = self._page_box.text().strip()
        if typed.isdecimal():
            self.go_to(min(max(int(typed[:6]), 1), self.pages))
        self._update_words()

    def _shown_zoom(self) -> float:
        """The zoom factor as seen, also while fitted to the room there is."""
        from PySide6.QtPdfWidgets import QPdfView

        if self._view.zoomMode() == QPdfView.ZoomMode.Custom or not self.pages:
            return self._view.zoomFactor()
        points = self._document.pagePointSize(self.current_page - 1)
        margins = self._view.documentMargins()
        room = self._view.viewport().size()
        per_point = self._view.logicalDpiX() / 72
        by_width = (room.width() - margins.left() - margins.right()) / (points.width() * per_point)
        if self._view.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            return by_width
        high = room.height() - margins.top() - margins.bottom()
        return min(by_width, high / (points.height() * per_point))

    def _set_zoom(self, factor: float) -> None:
        self._zoom_box.setCurrentIndex(self._zoom_box.findData(factor))

    def _apply_zoom_box(self) -> None:
        from PySide6.QtPdfWidgets import QPdfView

        wanted = self._zoom_box.currentData()
        if wanted == _FIT_WIDTH:
            self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        elif wanted == _FIT_PAGE:
            self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        else:
            self._view.setZoomMode(QPdfView.ZoomMode.Custom)
            self._view.setZoomFactor(wanted)

    def _update_words(self) -> None:
        pages, page = self.pages, min(self.current_page, max(1, self.pages))
        self._page_box.setText(str(page) if pages else "")
        self._page_words.setText(_("of {pages}").format(pages=pages))
        for widget in (self._page_box, self._zoom_box, self._search):
            widget.setEnabled(pages > 0)
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < pages)
        self._smaller.setEnabled(pages > 0)
        self._larger.setEnabled(pages > 0)
        self.setAccessibleName(_("Preview"))
        self.setAccessibleDescription(
            _("{title}, {pages} pages").format(title=self._title, pages=pages)
            if pages
            else _("Nothing to show yet")
        )
        self._view.setAccessibleName(_("Page {page} of {pages}").format(page=page, pages=pages))
        self._view.setAccessibleDescription(self.text_of_page(page))
