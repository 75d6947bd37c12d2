"""The file of the document that is chosen in a list: the first page in small, and what can be
done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written
from tac_desktop.casework.document_files import kind_in_words
from tac_desktop.casework.work import Document
from tac_desktop.errors import TacError
from tac_desktop.storage.attachments import named_by
from tac_desktop.storage.revisions import Revision
from tac_desktop.ui import theme
from tac_desktop.ui.document_canvas import pixmap_of
from tac_desktop.ui.document_pages import open_pages
from tac_desktop.ui.pdf_file import size_in_words
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    flowing,
    link_button,
    primary_button,
    secondary_button,
    wrapped,
)
from tac_desktop.words import _

_THUMBNAIL = 96
_KEPT_IN_MEMORY = 40


class DocumentPanel(QWidget):
    """Says what the file is and asks for what is wanted; the page that holds the panel acts."""

    open_wanted = Signal()
    earlier_wanted = Signal()
    file_wanted = Signal()
    print_wanted = Signal()
    given_wanted = Signal()
    undo_wanted = Signal()
    grown = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._pictures: dict[str, QPixmap] = {}
        self.thumbnail = QLabel(self)
        self.thumbnail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.thumbnail.setFixedWidth(theme.scaled(_THUMBNAIL))
        self.words = wrapped("", self)
        self.problem = Notice("danger", "", self)
        self.open_button = primary_button(_("Open the file"), self)
        self.given_button = secondary_button(_("Given to her today"), self)
        self.print_button = secondary_button(_("Print or save a copy ..."), self)
        self.file_button = secondary_button("", self)
        self.earlier_button = link_button(_("An earlier file of this document ..."), self)
        self.done = Notice("done", "", self)
        self.undo_button = link_button(_("Undo"), self.done)
        self.done.add(self.undo_button)
        for button, wanted in (
            (self.open_button, self.open_wanted),
            (self.earlier_button, self.earlier_wanted),
            (self.given_button, self.given_wanted),
            (self.print_button, self.print_wanted),
            (self.file_button, self.file_wanted),
            (self.undo_button, self.undo_wanted),
        ):
            button.clicked.connect(wanted)
        self._lay_out()
        session.locked.connect(self.forget)

    def show_document(self, document: Document) -> None:
        """Show the file of a document, or that it has none."""
        self.done.show_words("done", "")
        has_file = bool(document.content_sha256)
        self.file_button.setText(_("Replace the file ...") if has_file else _("Add its file ..."))
        self.earlier_button.setVisible(bool(earlier_files(self._session, document)))
        given = document.given_to_mother
        self.given_button.setVisible(given is None and not document.entered_in_error)
        if not has_file:
            self._show(False, _("No file is kept with this document."), "")
            return
        problem = self._show_thumbnail(document.content_sha256)
        words = _("{kind}, {size}. Kept encrypted in the vault.").format(
            kind=kind_in_words(document.content_type),
            size=size_in_words(document.content_bytes or 0),
        )
        if given is not None:
            words += " " + _("Given to her on {day}.").format(day=written(given))
        self._show(not problem, words, problem)

    def say_done(self, words: str) -> None:
        """What was just done, and that it can be undone."""
        self.done.show_words("done", words)
        self.grown.emit()
        self.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let go of all small pictures, as when the vault is locked."""
        self._pictures.clear()
        self.thumbnail.clear()

    def _show(self, file_is_there: bool, words: str, problem: str) -> None:
        self.words.setText(words)
        self.problem.show_words("danger", problem)
        self.thumbnail.setVisible(file_is_there)
        for button in (self.open_button, self.print_button):
            button.setVisible(file_is_there)

    def _show_thumbnail(self, sha256: str) -> str:
        """The first page in small; what is wrong with the file, where it cannot be shown."""
        known = self._pictures.get(sha256)
        if known is None:
            try:
                content = self._session.vault.attachments.content(sha256)
                drawn = open_pages(content).draw(0, 3 * _THUMBNAIL)
            except TacError as error:
                return error.sentence
            if len(self._pictures) >= _KEPT_IN_MEMORY:
                self._pictures.clear()
            known = pixmap_of(drawn)
            self._pictures[sha256] = known
        room = QSize(theme.scaled(_THUMBNAIL), round(theme.scaled(_THUMBNAIL) * 1.42))
        self.thumbnail.setPixmap(
            known.scaled(
                room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        self.thumbnail.setAccessibleName(_("The first page in small"))
        return ""

    def _lay_out(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.words)
        column.addWidget(self.problem)
        buttons = (self.open_button, self.given_button, self.print_button, self.file_button)
        column.addWidget(flowing(right, *buttons))
        column.addWidget(self.earlier_button)
        column.addWidget(self.done)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.space(2), 0, theme.space(2), theme.space(2))
        layout.setSpacing(theme.space(3))
        layout.addWidget(self.thumbnail, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(right, 1)


def earlier_files(session: Session, document: Document) -> list[Revision]:
    """Revisions that name another file of the document than it has now, the newest first."""
    found: dict[str, Revision] = {}
    for revision in session.vault.history(document.id):
        named = named_by(revision)
        if named and named != document.content_sha256:
            found[named] = revision
    return list(reversed(found.values()))
