"""What is done with documents on the Papers page: add, open, replace, give to her, take back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtWidgets import QApplication

from tac_desktop.casework.dates import written, written_moment
from tac_desktop.casework.document_rules import with_the_same_file
from tac_desktop.casework.warnings_before import warnings_before
from tac_desktop.casework.work import Document
from tac_desktop.errors import TacError
from tac_desktop.ui import messages, work
from tac_desktop.ui.document_add import AddDocuments
from tac_desktop.ui.document_export import ExportDocument
from tac_desktop.ui.document_files import FileNotRead, FileRead, checked, read_files
from tac_desktop.ui.document_panel import earlier_files
from tac_desktop.ui.document_view import DocumentView
from tac_desktop.ui.form_saving import save_and_prove, warned_reason
from tac_desktop.ui.session import Session
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.ui.pages.papers_page import PapersPage

Found = tuple[list[FileRead], list[FileNotRead]]


class DocumentDesk(QObject):
    """Acts for one page. `show_wanted` and `print_wanted` carry a document's identifier."""

    show_wanted = Signal(str)
    print_wanted = Signal(str)

    def __init__(self, session: Session, page: PapersPage) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self._before: Document | None = None
        self.adding: AddDocuments | None = None
        self.view: DocumentView | None = None
        self.exporting: ExportDocument | None = None

    # --- adding -------------------------------------------------------------------------------

    def pick(self) -> None:
        """Let her pick files, and ask what they are."""
        kinds = _("Documents and pictures (*.pdf *.jpg *.jpeg *.png);;All files (*)")
        paths = messages.choose_files(self._page, _("Add files"), kinds)
        if paths:
            self.add(paths)

    def add(self, paths: Sequence[Path]) -> None:
        """Check files in the background, then ask about each."""
        places = list(dict.fromkeys(str(path.parent) for path in paths))
        work.run_in_background(
            self._page,
            _("Opening the files"),
            partial(_read, paths),
            partial(self._ask_about, places),
        )

    def paste(self) -> None:
        """Files or a picture from the clipboard."""
        held = QApplication.clipboard().mimeData()
        paths = files_in(held)
        if paths:
            self.add(paths)
            return
        image = QApplication.clipboard().image()
        if image.isNull():
            self._session.say(_("There is no picture and no file on the clipboard."))
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        try:
            found = checked(_("Pasted picture.png"), bytes(buffer.data().data()))
        except TacError as error:
            messages.tell(self._page, error)
            return
        self._ask_about([], ([found], []))

    def _ask_about(self, places: Sequence[str], found: Found) -> None:
        read, refused = found
        if not self._session.is_unlocked:
            return
        self.adding = AddDocuments(
            self._session, self._page.file, read, refused, places, self._page.window()
        )
        self.adding.finished.connect(self._added)
        self.adding.open()

    def _added(self) -> None:
        dialog, self.adding = self.adding, None
        if dialog is None or not self._session.is_unlocked:
            return
        kept, wanted = dialog.kept, dialog.wanted
        dialog.deleteLater()
        if kept:
            self._session.say_at(_("Saved"))
            self._session.changed.emit(self._page.file.mother_id)
        if wanted or kept:
            self.show_wanted.emit(wanted or kept[-1])

    # --- one document -------------------------------------------------------------------------

    def open_chosen(self) -> None:
        """Show the file of the chosen document in a window of its own, noted in the journal."""
        document = self._page.document()
        if document is not None and document.content_sha256:
            self._open(document)

    def open_earlier(self) -> None:
        """Show a file that was replaced since; asks which, where there are several."""
        document = self._page.document()
        revisions = earlier_files(self._session, document) if document else []
        if not revisions:
            return
        words = _("Saved {when} by {who}")
        named = [words.format(when=written_moment(one.at), who=one.by_name) for one in revisions]
        chosen = 0
        if len(revisions) > 1:
            chosen = messages.choose(self._page, _("Which earlier file?"), named)
        if chosen >= 0:
            earlier = revisions[chosen].record()
            assert isinstance(earlier, Document)
            said = _("{title} (earlier file: {when})")
            self._open(earlier.changed(title=said.format(title=earlier.title, when=named[chosen])))

    def _open(self, document: Document) -> None:
        try:
            content = self._session.vault.attachments.open(document)
            self.view = DocumentView(document, content, self._page.window())
        except TacError as error:
            messages.tell(self._page, error)
            return
        self._session.locked.connect(self.view.close_as_locked)
        self.view.print_wanted.connect(self.print_wanted)
        self.view.export_wanted.connect(self.export)
        self.view.finished.connect(self.view.deleteLater)
        self.view.open()

    def print_chosen(self) -> None:
        """Print it, or save a copy: for a reader, with what speaks against it."""
        document = self._page.document()
        if document is not None:
            self.print_wanted.emit(document.id)

    def export(self, record_id: str) -> None:
        """Copy the exact file out of the vault, in a window of its own with its warning."""
        document = self._page.file.get(Document, record_id)
        if document is not None and document.content_sha256:
            window = self._page.window()
            self.exporting = ExportDocument(self._session, document, self._page.file, window)
            self.exporting.open()

    def give(self) -> None:
        """Note that she was given it today; what speaks against it is asked first."""
        document = self._page.document()
        if document is None:
            return
        given = document.changed(given_to_mother=self._session.today())
        if self._save(given, document):
            self._before = document
            day = written(given.given_to_mother)
            self._page.panel.say_done(_("Noted: given to her on {day}.").format(day=day))

    def take_back(self) -> None:
        """Undo: she was not given it after all."""
        before, document = self._before, self._page.document()
        if before is None or document is None or before.id != document.id:
            return
        self._before = None
        self._save(document.changed(given_to_mother=before.given_to_mother), document)

    def _save(self, record: Document, known: Document) -> bool:
        warnings = warnings_before(record, self._page.file, known)
        went_on = warned_reason(self._page, warnings, _("document"))
        if went_on is None:
            return False
        try:
            save_and_prove(self._session.vault, [record], reason="updated", went_on=went_on)
        except TacError as error:
            messages.tell(self._page, error)
            return False
        self._session.say_at(_("Saved"))
        self._session.changed.emit(record.mother_id)
        return True

    # --- another file for the same document ---------------------------------------------------

    def replace(self) -> None:
        """Add the file of a document that has none, or put another one in its place."""
        document = self._page.document()
        if document is None:
            return
        kinds = _("Documents and pictures (*.pdf *.jpg *.jpeg *.png);;All files (*)")
        paths = messages.choose_files(self._page, _("The file of this document"), kinds)
        if len(paths) > 1:
            messages.tell(self._page, _("Please pick one file: a document has one."))
        elif paths:
            function = partial(_read, paths)
            then = partial(self._put_in_place, document, str(paths[0].parent))
            work.run_in_background(self._page, _("Opening the file"), function, then)

    def _put_in_place(self, document: Document, place: str, found: Found) -> None:
        read, refused = found
        if not read:
            messages.tell(self._page, refused[0].error)
            return
        (file,) = read
        known = with_the_same_file(self._page.file, file.sha256)
        if not self._may_go_on(document, file, known):
            return
        changed = document.changed(file_name=file.name, pages=file.pages)
        note = _("File replaced: “{name}”.") if document.content_sha256 else _("File: “{name}”.")
        try:
            self._session.vault.attachments.attach(
                changed, file.content, reason="updated", note=note.format(name=file.name)
            )
        except TacError as error:
            messages.tell(self._page, error)
            return
        self._session.say_at(_("Saved"))
        self._session.changed.emit(document.mother_id)
        self.show_wanted.emit(document.id)
        words = _(
            "The file was kept, read back and compared.\nThe original still lies, readable by "
            "anyone, in {place}. Delete it there and empty the waste bin of that disk or stick."
        )
        messages.tell(self._page, words.format(place=place))

    def _may_go_on(self, document: Document, file: FileRead, known: Document | None) -> bool:
        """Ask before a file takes the place of another, or is here already."""
        if known is not None and known.id == document.id:
            messages.tell(self._page, _("This very file is the one that the document has."))
            return False
        said = []
        if document.content_sha256:
            words = _("“{name}” takes the place of the file of “{title}”.")
            said.append(words.format(name=file.name, title=document.title))
            said.append(_("The earlier file stays in the history of the document."))
        if known is not None:
            words = _("This very file is here already: “{title}”.")
            said.append(words.format(title=known.title))
        if not said:
            return True
        return messages.confirm(self._page, "\n".join(said), _("Put it in place"))


def files_in(held: QMimeData | None) -> list[Path]:
    """The files on this computer that are dragged or on the clipboard."""
    if held is None or not held.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]


def _read(paths: Sequence[Path], progress: work.Progress) -> Found:
    return read_files(paths, progress)
