"""Looking at a handover without a vault: in memory, nothing can be changed, kept or printed."""

from __future__ import annotations

import datetime as dt
import time
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QDialog, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written, written_moment
from tac_desktop.casework.record import search_text
from tac_desktop.casework.work import Document
from tac_desktop.errors import Cancelled, TacError
from tac_desktop.handover.fingerprint import Fingerprint, spoken
from tac_desktop.handover.read import OpenedHandover, open_handover
from tac_desktop.handover.view import LookedAt, look_at
from tac_desktop.ui import theme, work
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.document_files import try_file
from tac_desktop.ui.document_view import DocumentView
from tac_desktop.ui.handover_question import HandoverQuestion
from tac_desktop.ui.lock_watch import ASLEEP_SECONDS, CHECK_SECONDS
from tac_desktop.ui.pages.list_page import newest_first
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.reading_html import first_record, reading_html
from tac_desktop.ui.reading_view import ReadingText, ink
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    Table,
    button_row,
    column,
    form_row,
    primary_button,
    scrolled,
    secondary_button,
)
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _

Found = tuple[OpenedHandover, LookedAt]


class HandoverViewDialog(QDialog):
    """Two pages: which file, and her file to read. Left alone, it closes as a vault would lock."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self.looked: LookedAt | None = None
        self._opened: OpenedHandover | None = None
        self.document: DocumentView | None = None
        self.setWindowTitle(_("Look at a handover"))
        self.problem = Notice("danger", "", self)
        self._pages = QStackedWidget(self)
        self.question = HandoverQuestion(
            _("Look at a handover without a vault"),
            _(
                "The file is opened in memory and checked. You can read it; nothing can be "
                "changed, printed or kept, and nothing of it is written on this computer."
            ),
            self,
        )
        self.question.submitted.connect(self.open_now)
        self._pages.addWidget(scrolled(self.question, self._pages))
        self._pages.addWidget(self._make_file())
        self.open_button = primary_button(_("Open and check it"), self)
        self.open_button.clicked.connect(self.open_now)
        self.file_button = secondary_button(_("Open its file"), self)
        self.file_button.clicked.connect(self.open_file)
        self.file_button.hide()
        self.close_button = secondary_button(_("Close"), self)
        self.close_button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.problem)
        layout.addWidget(button_row(self, self.open_button, self.file_button, self.close_button))
        fit_to_screen(self, 1000, 720)
        self.finished.connect(self._forget)
        self._checked_at = time.time()
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_SECONDS * 1000)
        self._timer.timeout.connect(self.close_when_alone)
        self._timer.start()
        session.note_activity()
        self.question.path.setFocus()

    def open_now(self) -> None:
        """Open and verify it in the background, then show what is inside."""
        self.problem.show_words("danger", "")
        asked = self.question.asked()
        if asked is None:
            return
        self.open_button.setEnabled(False)
        function = partial(_looked, *asked, self._session.today())
        work.run_in_background(
            self, _("Opening the handover"), function, self._show_file, self._show_problem
        )

    def show_opened(self, opened: OpenedHandover) -> None:
        """Show one that was opened already."""
        self._show_file((opened, look_at(opened, self._session.today())))

    def open_file(self) -> None:
        """Try the file of the chosen document in a process of its own, then show it from memory."""
        document, content = self._file_chosen()
        if document is None:
            return
        self.problem.show_words("danger", "")
        work.run_in_background(
            self,
            _("Opening the file"),
            partial(_tried, document.title, content),
            partial(self._show_document, document),
            self._show_refusal,
        )

    def _show_document(self, document: Document, content: bytes) -> None:
        if self.looked is None:
            return
        try:
            self.document = DocumentView(document, content, self, read_only=True)
        except TacError as error:
            self.problem.show_words("danger", error.sentence)
            return
        self.document.open()

    def _show_refusal(self, error: TacError) -> None:
        if not isinstance(error, Cancelled):
            self.problem.show_words("danger", error.sentence)

    def close_when_alone(self) -> None:
        """After the idle time, or when the computer has slept, nothing of it stays."""
        now = time.time()
        slept = now - self._checked_at > ASLEEP_SECONDS
        self._checked_at = now
        idle = self._session.idle_seconds() >= self._session.settings.idle_minutes * 60
        if self.looked is not None and (idle or slept):
            self.reject()

    def close_as_locked(self) -> None:
        """Close; nothing of the handover stays in memory."""
        if shiboken6.isValid(self):
            self.reject()

    def _make_file(self) -> QWidget:
        box, inside = column(self)
        self._title = title_label("", box)
        self.banner = Notice("warning", "", box)
        self.receipt = Notice("info", "", box)
        self.words = QLineEdit(box)
        self.words.textChanged.connect(self._narrow)
        self._model = RecordTable([_("Date"), _("Kind"), _("What")], self)
        split = QSplitter(box)
        split.setChildrenCollapsible(False)
        self.table = Table(_("All records"), split)
        self.table.setModel(self._model)
        self.table.set_widths(95, 130)
        self.table.selectionModel().currentRowChanged.connect(self._show_record)
        self.text = ReadingText(_("The record in full"), split)
        split.addWidget(self.table)
        split.addWidget(self.text)
        split.setSizes([1, 1])
        for part in (self._title, self.banner, self.receipt):
            inside.addWidget(part)
        inside.addWidget(form_row(_("Find in this file"), self.words, parent=box))
        inside.addWidget(split, 1)
        return box

    def _show_file(self, found: Found) -> None:
        opened, self.looked = found
        self._opened = opened
        self.question.passphrase.clear()
        self._title.setText(opened.about)
        self.banner.show_words("warning", _banner(opened, self.looked))
        self.receipt.show_words("info", _receipt_words(opened, self._session.today()))
        case_file = self.looked.case_file
        records = newest_first([entry.record for entry in case_file.entries])
        self._model.show_lines(
            [
                Line(
                    one.id,
                    (written(one.happened_on()), one.type_title(), one.headline(case_file.name)),
                    search_text(one),
                )
                for one in records
            ]
        )
        self._pages.setCurrentIndex(1)
        self.open_button.hide()
        self.table.selectRow(0)
        self.table.setFocus()

    def _show_problem(self, error: TacError) -> None:
        self.open_button.setEnabled(True)
        if not isinstance(error, Cancelled):
            self.problem.show_words("danger", error.sentence)
        self.question.passphrase.setFocus()

    def _show_record(self, now: QModelIndex, _before: QModelIndex) -> None:
        record_id = self._model.record_id(now.row())
        self.problem.show_words("danger", "")
        self.file_button.setVisible(self._file_chosen()[0] is not None)
        if self.looked is None or not record_id:
            self.text.clear()
            return
        case_file = self.looked.case_file
        entry = case_file.by_id[record_id]
        original = first_record(self.looked.histories.get(record_id, ()), entry)
        self.text.setHtml(reading_html(entry, original, case_file.name, ink()))

    def _file_chosen(self) -> tuple[Document | None, bytes]:
        """The document that is chosen and its file, where the handover carries it."""
        record_id = self._model.record_id(self.table.currentIndex().row())
        if self.looked is None or self._opened is None or not record_id:
            return None, b""
        document = self.looked.case_file.get(Document, record_id)
        content = self._opened.files.get(document.content_sha256) if document else None
        return (document, content) if content is not None else (None, b"")

    def _narrow(self, typed: str) -> None:
        self._model.narrow(typed)
        self.table.selectRow(0)

    def _forget(self) -> None:
        self._timer.stop()
        self.question.passphrase.clear()
        self._model.show_lines([])
        self.text.clear()
        if self.document is not None and shiboken6.isValid(self.document):
            self.document.reject()
        self.looked = self._opened = self.document = None


def _tried(title: str, content: bytes, progress: work.Progress) -> bytes:
    try_file(title, content, progress)
    return content


def _banner(opened: OpenedHandover, looked: LookedAt) -> str:
    manifest = opened.manifest
    said = [
        _(
            "Read only: written {moment} by {sender} for {recipient}. Nothing of it is kept on "
            "this computer, and no journal notes that you looked."
        ).format(
            moment=written_moment(manifest.made_at),
            sender=manifest.sender,
            recipient=manifest.details.recipient,
        )
    ]
    if manifest.training:
        said.append(_("This handover comes from a training vault: the people in it are invented."))
    if manifest.reader:
        words = _("It is a part of her file, made for {reader}; not everything is in it.")
        said.insert(0, words.format(reader=manifest.reader.words))
    if manifest.files:
        words = _("{count} documents have their file with them: choose one and open its file.")
        said.append(words.format(count=len(manifest.files)))
    if looked.not_understood:
        words = _("{count} records need a newer version of the program and are not shown.")
        said.append(words.format(count=looked.not_understood))
    return " ".join(said)


def _receipt_words(opened: OpenedHandover, today: dt.date) -> str:
    """A part is only ever looked at, so this is where its receiver finds the receipt."""
    if opened.manifest.reader is None:
        return ""
    words = _("Receipt words, to be read to the sender by telephone today: {words}")
    return words.format(words=spoken(opened.contents.words_on(today)))


def _looked(
    path: Path,
    passphrase: str,
    seen: Fingerprint | None,
    today: dt.date,
    progress: work.Progress,
) -> Found:
    opened = open_handover(path, passphrase, progress, expected=seen)
    return opened, look_at(opened, today)
