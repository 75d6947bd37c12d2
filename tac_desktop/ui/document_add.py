"""Files that were picked become documents: one after the other, each with its page beside the
questions; at the end what was kept, what was not, and where the originals still lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import written
from tac_desktop.casework.document_names import answers_from_name
from tac_desktop.casework.document_rules import with_the_same_file
from tac_desktop.casework.reasons import WENT_ON
from tac_desktop.casework.warnings_before import warnings_before
from tac_desktop.casework.work import Document
from tac_desktop.errors import Cancelled, TacError
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, theme, work
from tac_desktop.ui.candidates import Candidates
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.document_canvas import DocumentCanvas
from tac_desktop.ui.document_files import FileNotRead, FileRead
from tac_desktop.ui.document_pages import open_pages
from tac_desktop.ui.document_view import pages_in_words
from tac_desktop.ui.editors.base import FormContext
from tac_desktop.ui.form_body import FormBody
from tac_desktop.ui.form_saving import record_with, warned_reason
from tac_desktop.ui.pdf_file import size_in_words
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    column,
    hint,
    primary_button,
    scrolled,
    secondary_button,
    title,
)
from tac_desktop.words import _

_SIDE_BY_SIDE = 900
_ASKED = (
    "title", "type", "date", "from_id", "child_ids", "share", "confidential", "given_to_mother",
    "note",
)  # fmt: skip


@dataclass(frozen=True)
class _Ready:
    """A document with its file; `went_on` says in spite of what, and why."""

    document: Document
    file: FileRead
    went_on: str = ""


@dataclass(frozen=True)
class _Kept:
    """Identifiers of the documents that were kept, and what stopped the rest."""

    ids: tuple[str, ...]
    error: TacError | None = None


class AddDocuments(QDialog):
    """`kept` are the documents that were saved; `wanted` is one to be shown afterwards.

    What was read stays in memory until the window closes; a lock closes it, and what was not kept
    by then is where it was.
    """

    def __init__(
        self,
        session: Session,
        case_file: CaseFile,
        read: Sequence[FileRead],
        refused: Sequence[FileNotRead],
        places: Sequence[str],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._session, self._file = session, case_file
        self._read, self._refused, self._places = list(read), list(refused), list(places)
        self._at = -1
        self._left_out = 0
        self._looking = False
        self._start = Document()
        self.kept: list[str] = []
        self.wanted = ""
        self.setWindowTitle(_("Add files"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._make_question_page())
        self._stack.addWidget(self._make_summary_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(4)] * 4)
        layout.addWidget(self._stack)
        fit_to_screen(self, 1160, 740)
        session.locked.connect(self.close_as_locked)
        self.finished.connect(self._forget)
        tab_in_reading_order(self)
        self._next()

    def close_as_locked(self) -> None:
        """The vault was locked: nothing that was read stays in memory."""
        if shiboken6.isValid(self):
            super().reject()

    def reject(self) -> None:
        """Escape stops here: what was kept is kept, and the summary says what was not."""
        if self._stack.currentIndex() == 0 and (self.kept or self._refused):
            self._finish()
        else:
            super().reject()

    @property
    def file(self) -> FileRead | None:
        """The file that is being asked about."""
        return self._read[self._at] if 0 <= self._at < len(self._read) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Questions and page side by side where there is room, else one or the other."""
        super().resizeEvent(event)
        self._show_both_or_one()

    # --- doing --------------------------------------------------------------------------------

    def keep_this(self) -> None:
        """Keep this file with the answers as they stand, and go on to the next."""
        ready = self._ready()
        if ready is not None:
            self._keep([ready])

    def keep_the_rest(self) -> None:
        """Keep this file and all others with what their names say; one without a title is asked."""
        ready = self._ready()
        if ready is None:
            return
        these = [ready]
        for other in self._read[self._at + 1 :]:
            proposed = self._proposed(other)
            known = with_the_same_file(self._file, other.sha256)
            if not proposed.title or known is not None:
                break
            these.append(_Ready(proposed, other))
        self._keep(these)

    def leave_out(self) -> None:
        """Go on to the next file; this one stays where it is."""
        self._left_out += 1
        self._next()

    def show_the_other(self) -> None:
        """Leave this file out, and show the document that has it already when this is done."""
        known = with_the_same_file(self._file, self.file.sha256) if self.file else None
        self.wanted = known.id if known else ""
        self.leave_out()

    def _ready(self) -> _Ready | None:
        """The document as it was filled in; None where something has to be answered first."""
        record, problems = record_with(self._start, self.body.answers())
        unreadable = self.body.not_understood()
        named = {one.field for one in unreadable}
        problems = unreadable + [one for one in problems if one.field not in named]
        self.body.show_problems(problems)
        if record is None or problems:
            self.body.go_to(problems[0].field if problems else "title")
            return None
        assert isinstance(record, Document) and self.file is not None
        went_on = warned_reason(self, warnings_before(record, self._file), _("document"))
        return None if went_on is None else _Ready(record, self.file, went_on)

    def _keep(self, these: Sequence[_Ready]) -> None:
        function = partial(_kept, self._session.vault, these)
        words = _("Keeping the files in the vault")
        work.run_in_background(self, words, function, partial(self._was_kept, len(these)))

    def _was_kept(self, meant: int, kept: _Kept) -> None:
        self.kept += kept.ids
        self._at += len(kept.ids) - 1
        self._file = self._session.vault.case_file(self._file.mother_id, self._session.today())
        if kept.error is not None and not isinstance(kept.error, Cancelled):
            messages.tell(self, kept.error)
        if len(kept.ids) < meant:
            self._show_file(self._at + 1)
        else:
            self._next()

    # --- showing ------------------------------------------------------------------------------

    def _next(self) -> None:
        self._show_file(self._at + 1)

    def _show_file(self, place: int) -> None:
        self._at = place
        file = self.file
        if file is None:
            self._finish()
            return
        self._heading.setText(
            _("File {number} of {count}: {name}").format(
                number=place + 1, count=len(self._read), name=file.name
            )
        )
        self._facts.setText(
            _("{kind}, {pages}, {size}").format(
                kind=file.recognised.in_words,
                pages=pages_in_words(file.pages),
                size=size_in_words(len(file.content)),
            )
        )
        self._start = self._proposed(file)
        self.body.show_record(self._start)
        self.canvas.show_pages(open_pages(file.content))
        known = with_the_same_file(self._file, file.sha256)
        words = _("This very file is here already: “{title}”{day}.")
        if known is not None:
            day = _(" of {day}").format(day=written(known.date)) if known.date else ""
            self.duplicate.show_words("warning", words.format(title=known.title, day=day))
        else:
            self.duplicate.show_words("warning", "")
        self.keep_button.setText(_("Keep it a second time") if known else _("Keep this document"))
        more = len(self._read) - place - 1
        self.rest_button.setVisible(more > 0 and known is None)
        words = _("Keep this and the other {count}")
        self.rest_button.setText(words.format(count=more))
        self.body.go_to("title")

    def _turn_over(self) -> None:
        self._looking = not self._looking
        self._show_both_or_one()

    def _show_both_or_one(self) -> None:
        both = self.width() >= theme.scaled(_SIDE_BY_SIDE)
        self.look_button.setVisible(not both)
        words = _("Back to the questions") if self._looking else _("Look at the page")
        self.look_button.setText(words)
        self._questions.setVisible(both or not self._looking)
        self.canvas.setVisible(both or self._looking)

    def _proposed(self, file: FileRead) -> Document:
        answers = answers_from_name(file.name, self._file)
        return Document.model_validate(
            {
                "mother_id": self._file.mother_id,
                "file_name": file.name,
                "pages": file.pages,
                **answers,
            }
        )

    def _finish(self) -> None:
        not_asked = max(0, len(self._read) - max(self._at, 0))
        left = self._left_out + (not_asked if self.file is not None else 0)
        self.canvas.show_pages(None)
        self._done.show_words("done" if self.kept else "info", _kept_in_words(len(self.kept), left))
        refused = "\n".join(one.sentence for one in self._refused)
        if refused:
            refused = _("Not kept:\n{files}").format(files=refused)
        self._not_kept.show_words("danger", refused)
        places = "\n".join(self._places)
        words = _(
            "The originals still lie, readable by anyone, in:\n{places}\nLook at the copies here "
            "first. Then delete the originals, and empty the waste bin of that disk or stick."
        )
        shown = bool(self.kept and places)
        self._remind.show_words("warning", words.format(places=places) if shown else "")
        self._stack.setCurrentIndex(1)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_question_page(self) -> QWidget:
        page, inside = column(self, spacing=2)
        self._heading = title("", page)
        self._facts = hint("", page)
        self.duplicate = Notice("warning", "", page)
        other = secondary_button(_("Leave it out and show that document"), self.duplicate)
        other.clicked.connect(self.show_the_other)
        self.duplicate.add(other)
        candidates = Candidates(self._session, self._file)
        context = FormContext(self._session.today(), candidates.listed, candidates.name)
        self.body = FormBody(Document, context, page, only=_ASKED)
        self.canvas = DocumentCanvas(page)
        split = QSplitter(Qt.Orientation.Horizontal, page)
        split.setChildrenCollapsible(False)
        self._questions = scrolled(self.body, split)
        split.addWidget(self._questions)
        split.addWidget(self.canvas)
        split.setSizes([theme.scaled(620), theme.scaled(480)])
        self.keep_button = primary_button(_("Keep this document"), page)
        self.keep_button.clicked.connect(self.keep_this)
        self.rest_button = secondary_button("", page)
        self.rest_button.clicked.connect(self.keep_the_rest)
        self.look_button = secondary_button("", page)
        self.look_button.clicked.connect(self._turn_over)
        leave = secondary_button(_("Leave this file out"), page)
        leave.clicked.connect(self.leave_out)
        stop = secondary_button(_("Stop here"), page)
        stop.clicked.connect(self.reject)
        for widget in (self._heading, self._facts, self.duplicate):
            inside.addWidget(widget)
        inside.addWidget(split, 1)
        buttons = (self.keep_button, self.rest_button, self.look_button, leave, stop)
        inside.addWidget(button_row(page, *buttons))
        return page

    def _make_summary_page(self) -> QWidget:
        page, inside = column(self, spacing=3)
        inside.addWidget(title(_("Files added"), page))
        self._done = Notice("done", "", page)
        self._not_kept = Notice("danger", "", page)
        self._remind = Notice("warning", "", page)
        box, below = column(page, spacing=3)
        for notice in (self._done, self._not_kept, self._remind):
            below.addWidget(notice)
        below.addStretch(1)
        inside.addWidget(scrolled(box, page), 1)
        self.close_button = primary_button(_("Close"), page)
        self.close_button.clicked.connect(self.accept)
        inside.addWidget(button_row(page, self.close_button))
        return page

    def _forget(self) -> None:
        self.canvas.show_pages(None)
        self._read.clear()


def _kept(vault: Vault, these: Sequence[_Ready], progress: work.Progress) -> _Kept:
    """Keep documents one after the other, each for itself; stopped, those before stay kept."""
    ids: list[str] = []
    for place, ready in enumerate(these):
        try:
            progress(place, len(these), ready.document.title)
            revision = vault.attachments.attach(
                ready.document, ready.file.content, reason="created"
            )
            if ready.went_on:
                vault.save(revision.record(), reason=WENT_ON, note=ready.went_on)
        except TacError as error:
            return _Kept(tuple(ids), error)
        ids.append(ready.document.id)
    return _Kept(tuple(ids))


def _kept_in_words(kept: int, left: int) -> str:
    words = _("1 document was kept, read back and compared.")
    if kept != 1:
        words = _("{count} documents were kept, read back and compared.").format(count=kept)
    if not kept:
        words = _("No document was kept.")
    if left:
        words += " " + _("Left out: {count}.").format(count=left)
    return words
