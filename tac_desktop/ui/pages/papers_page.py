"""Every record of the file, whatever its type: nothing that is stored stays unseen."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from tac_desktop.casework.copies_out import copies_out
from tac_desktop.casework.dates import written
from tac_desktop.casework.document_files import limits_in_words
from tac_desktop.casework.record import Record, record_types, search_text
from tac_desktop.casework.work import Disclosure, Document
from tac_desktop.ui import theme
from tac_desktop.ui.copies_out_dialog import CopiesOutDialog
from tac_desktop.ui.document_desk import DocumentDesk, files_in
from tac_desktop.ui.document_panel import DocumentPanel
from tac_desktop.ui.letter_menu import letter_button
from tac_desktop.ui.pages.list_page import LEAST_HEIGHT, ListPage, newest_first
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import primary_button, secondary_button
from tac_desktop.words import _

_NARROWEST, _LINES_OF_TEXT = 200, 90
_NOT_ADDED_HERE = ("service", "worker", "subject_access")


class PapersPage(ListPage):
    """Documents and what was given out, and all other records; by kind or all together.

    Files are dragged onto the page, pasted, or picked; a document's own file opens in a window.
    """

    types = (Document, Disclosure)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.panel = DocumentPanel(session, self.reading)
        self.panel.hide()
        self.reading.put_above(self.panel)
        tab_in_reading_order(self.reading)
        self.desk = DocumentDesk(session, self)
        self.setAcceptDrops(True)
        theme.mark(self.new_buttons[0], "secondary")
        for keys, does in (("Ctrl+O", self.desk.pick), ("Ctrl+V", self.desk.paste)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
        self.panel.grown.connect(self._make_room)
        self.panel.open_wanted.connect(self.desk.open_chosen)
        self.panel.earlier_wanted.connect(self.desk.open_earlier)
        self.panel.file_wanted.connect(self.desk.replace)
        self.panel.print_wanted.connect(self.desk.print_chosen)
        self.panel.given_wanted.connect(self.desk.give)
        self.panel.undo_wanted.connect(self.desk.take_back)
        self.desk.show_wanted.connect(self.go_to)
        self.desk.print_wanted.connect(self._print_document)

    def name(self) -> str:
        """What the list is called."""
        return _("All records")

    def note(self) -> str:
        """What may be added, and how."""
        how = _("Files: drag them here, paste a picture (Ctrl+V), or pick them (Ctrl+O).")
        return f"{how} {limits_in_words()}"

    def new_words(self, cls: type[Record]) -> str:
        """Short words for the two buttons."""
        return _("New document (Ctrl+N)") if cls is Document else _("New disclosure")

    def widths(self) -> tuple[int, ...]:
        """The kind needs more room here."""
        return (100, 150)

    def empty_words(self) -> str:
        """What belongs here."""
        return _("Papers that belong to the file, and a note of whatever was given out.")

    def further_buttons(self, parent: QWidget) -> list[QWidget]:
        """Files, any type of record, a letter, copies given out, and the kind to show."""
        self.add_files = primary_button(_("Add files ..."), parent)
        self.add_files.clicked.connect(self._add_files)
        button = secondary_button(_("Add another kind"), parent)
        self._menu = QMenu(button)
        for cls in record_types():
            if cls.layout and cls.type_name not in _NOT_ADDED_HERE:
                action = self._menu.addAction(cls.type_title())
                action.triggered.connect(partial(self.new_record, cls))
        button.setMenu(self._menu)
        self.kind = QComboBox(parent)
        self.kind.setAccessibleName(_("Which kind of record"))
        self.kind.activated.connect(self._kind_chosen)
        self.copies = secondary_button(_("Copies given out"), parent)
        self.copies.clicked.connect(self._show_copies)
        self.letter_button = letter_button(parent, self.shown_file, self.want_form)
        return [self.add_files, button, self.letter_button, self.copies, self.kind]

    def refresh(self) -> None:
        """Count the kinds and show the one that is chosen."""
        out = sum(one.is_out for one in copies_out(self.file))
        words = _("Copies given out ({count} not back)").format(count=out)
        self.copies.setText(words if out else _("Copies given out"))
        wanted = self.kind.currentData() or ""
        counts = Counter(entry.record.type_name for entry in self.file.entries)
        self.kind.clear()
        words = _("Everything ({count})").format(count=len(self.file.entries))
        self.kind.addItem(words, "")
        for cls in record_types():
            if counts[cls.type_name]:
                kind = _("{kind} ({count})").format(
                    kind=cls.type_plural(), count=counts[cls.type_name]
                )
                self.kind.addItem(kind, cls.type_name)
        self.kind.setCurrentIndex(max(0, self.kind.findData(wanted)))
        super().refresh()

    def records(self) -> list[Record]:
        """All records of the kind that is chosen, newest first."""
        wanted = str(self.kind.currentData() or "")
        return newest_first(
            [
                entry.record
                for entry in self.file.entries
                if not wanted or entry.record.type_name == wanted
            ]
        )

    def line(self, record: Record) -> Line:
        """Date, kind, what."""
        cells = (
            written(record.happened_on()),
            record.type_title(),
            record.headline(self.file.name),
        )
        return Line(record.id, cells, search_text(record))

    def show_kind(self, type_name: str) -> None:
        """Show the records of one type."""
        self.kind.setCurrentIndex(max(0, self.kind.findData(type_name)))
        self._kind_chosen(0)

    def go_to(self, record_id: str) -> None:
        """Any record is found here."""
        if self.model.row_of(record_id) < 0:
            self.kind.setCurrentIndex(0)
            super().refresh()
        super().go_to(record_id)

    def document(self) -> Document | None:
        """The document that is chosen, as it was last saved."""
        return self.file.get(Document, self.chosen)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the files and ask what they are."""
        paths = files_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.desk.add(paths)

    def _show(self, record_id: str) -> None:
        super()._show(record_id)
        document = self.document()
        self.panel.setVisible(document is not None)
        if document is not None:
            self.panel.show_document(document)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large type the page grows rather than cutting off what stands above the text."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """As high as the buttons, the document's file and some lines of its text need."""
        least = theme.scaled(LEAST_HEIGHT)
        panel = getattr(self, "panel", None)
        if panel is not None and not panel.isHidden():
            width = max(self.reading.width(), theme.scaled(_NARROWEST))
            least = max(least, panel.heightForWidth(width) + self.reading.height_of_buttons(width))
            least += theme.scaled(_LINES_OF_TEXT)
        self._split.setMinimumHeight(least)

    def _opened(self, row: int) -> None:
        document = self.document()
        if document is not None and document.content_sha256:
            self.desk.open_chosen()
        else:
            super()._opened(row)

    def _add_files(self) -> None:
        self.desk.pick()

    def _show_copies(self) -> None:
        dialog = CopiesOutDialog(self._session, self.file.mother_id, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _print_document(self, record_id: str) -> None:
        self.pack_wanted.emit("document", record_id)

    def _kind_chosen(self, index: int) -> None:
        super().refresh()
