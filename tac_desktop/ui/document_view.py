"""A document's file inside the program: pages, size, turning; nothing is written to the disk."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tac_desktop.casework.document_files import kind_in_words
from tac_desktop.casework.work import Document
from tac_desktop.ui import theme
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.document_canvas import FIT_PAGE, FIT_WIDTH, DocumentCanvas
from tac_desktop.ui.document_pages import open_pages
from tac_desktop.ui.page_tools import sizing, turning
from tac_desktop.ui.pdf_file import size_in_words
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.widgets import button_row, flowing, hint, secondary_button, title
from tac_desktop.words import _


class DocumentView(QDialog):
    """Shows the file of a document; the signals carry its identifier, unless it is `read_only`.

    Raises FileRefused where the file cannot be opened. `close_as_locked` belongs to the session's
    `locked`.
    """

    print_wanted = Signal(str)
    export_wanted = Signal(str)

    def __init__(
        self,
        document: Document,
        content: bytes,
        parent: QWidget | None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self._read_only = read_only
        pages = open_pages(content)
        self._document_id = document.id
        self.setWindowTitle(document.title)
        self.canvas = DocumentCanvas(self)
        self._facts = hint(_facts(document, pages.count), self)
        self._bar = self._make_bar()
        self.print_button = secondary_button(_("Print or save a copy ..."), self)
        self.print_button.clicked.connect(self._print)
        self.export_button = secondary_button(_("Copy the exact file out ..."), self)
        self.export_button.clicked.connect(self._export)
        self.close_button = secondary_button(_("Close"), self)
        self.close_button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(4)] * 4)
        layout.setSpacing(theme.space(2))
        layout.addWidget(title(document.title, self))
        layout.addWidget(self._facts)
        layout.addWidget(self._bar)
        layout.addWidget(self.canvas, 1)
        buttons = (self.print_button, self.export_button, self.close_button)
        layout.addWidget(button_row(self, *buttons))
        for button in buttons[:2]:
            button.setVisible(not read_only)
        fit_to_screen(self, 1100, 760)
        self._make_shortcuts()
        self.canvas.moved.connect(self._update)
        self.finished.connect(self._forget)
        self.canvas.show_pages(pages)
        tab_in_reading_order(self)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_as_locked(self) -> None:
        """The vault was locked: nothing of the file stays."""
        if shiboken6.isValid(self):
            self.reject()

    def next_page(self) -> None:
        """The next page."""
        self.canvas.go_to(self.canvas.page + 1)

    def previous_page(self) -> None:
        """The page before."""
        self.canvas.go_to(self.canvas.page - 1)

    def first_page(self) -> None:
        """The first page."""
        self.canvas.go_to(0)

    def last_page(self) -> None:
        """The last page."""
        self.canvas.go_to(self.canvas.count - 1)

    def turn_right(self) -> None:
        """Turn what is shown by a quarter to the right."""
        self.canvas.turn(90)

    def turn_left(self) -> None:
        """Turn what is shown by a quarter to the left."""
        self.canvas.turn(-90)

    def fit_width(self) -> None:
        """As wide as there is room."""
        self.canvas.set_zoom(FIT_WIDTH)

    def fit_page(self) -> None:
        """The whole page at once."""
        self.canvas.set_zoom(FIT_PAGE)

    def _make_bar(self) -> QWidget:
        turn = turning(self)
        self._back, self._page_box = turn.back, turn.box
        self._page_words, self._on = turn.words, turn.on
        self._page_box.returnPressed.connect(self._go_to_typed)
        size = sizing(self, [(_("Whole page"), FIT_PAGE), (_("Fit width"), FIT_WIDTH)])
        self._smaller, self._zoom_box, self._larger = size.smaller, size.box, size.larger
        self._zoom_box.activated.connect(self._zoom_chosen)
        self._left = secondary_button(_("Turn left"), self)
        self._left.setToolTip(_("Turn left (Ctrl+Shift+R)"))
        self._right = secondary_button(_("Turn right"), self)
        self._right.setToolTip(_("Turn right (Ctrl+R)"))
        for button, does in (
            (self._back, self.previous_page),
            (self._on, self.next_page),
            (self._smaller, self.canvas.farther),
            (self._larger, self.canvas.nearer),
            (self._left, self.turn_left),
            (self._right, self.turn_right),
        ):
            button.clicked.connect(does)
        return flowing(self, turn.group, size.group, self._left, self._right, across=4)

    def _make_shortcuts(self) -> None:
        for keys, action in (
            (QKeySequence.StandardKey.ZoomIn, self.canvas.nearer),
            (QKeySequence("Ctrl+="), self.canvas.nearer),
            (QKeySequence.StandardKey.ZoomOut, self.canvas.farther),
            (QKeySequence("Ctrl+0"), self.fit_width),
            (QKeySequence("Ctrl+9"), self.fit_page),
            (QKeySequence("Alt+Right"), self.next_page),
            (QKeySequence("Alt+Left"), self.previous_page),
            (QKeySequence("Ctrl+Home"), self.first_page),
            (QKeySequence("Ctrl+End"), self.last_page),
            (QKeySequence("Ctrl+R"), self.turn_right),
            (QKeySequence("Ctrl+Shift+R"), self.turn_left),
            (QKeySequence.StandardKey.Print, self._print),
        ):
            QShortcut(keys, self).activated.connect(action)

    def _update(self) -> None:
        page, pages = self.canvas.page + 1, self.canvas.count
        self._page_box.setText(str(page) if pages else "")
        self._page_words.setText(_("of {pages}").format(pages=pages))
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < pages)
        place = self._zoom_box.findData(self.canvas.zoom)
        self._zoom_box.setCurrentIndex(place)

    def _zoom_chosen(self, place: int) -> None:
        self.canvas.set_zoom(self._zoom_box.itemData(place))

    def _go_to_typed(self) -> None:
        typed = self._page_box.text().strip()
        if typed.isdecimal():
            self.canvas.go_to(int(typed[:6]) - 1)
        self._update()

    def _print(self) -> None:
        if self._read_only:
            return
        self.reject()
        self.print_wanted.emit(self._document_id)

    def _export(self) -> None:
        self.reject()
        self.export_wanted.emit(self._document_id)

    def _forget(self) -> None:
        self.canvas.show_pages(None)


def _facts(document: Document, pages: int) -> str:
    return _("{kind}, {pages}, {size}. Shown from memory: nothing is written to the disk.").format(
        kind=kind_in_words(document.content_type),
        pages=pages_in_words(pages),
        size=size_in_words(document.content_bytes or 0),
    )


def pages_in_words(pages: int) -> str:
    """`1 page` or `3 pages`."""
    return _("1 page") if pages == 1 else _("{count} pages").format(count=pages)
