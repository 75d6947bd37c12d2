"""The exact file of a document, copied out of the vault: warned, given a reason, noted, read back.

Where it is meant for a reader, printing or saving its pages (`packs.document`) is the better way.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.document_files import ENDINGS, kind_in_words
from tac_desktop.casework.document_rules import warn_before_giving
from tac_desktop.casework.work import Disclosure, Document
from tac_desktop.errors import TacError
from tac_desktop.packs.giving import may_go_on
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, work
from tac_desktop.ui.eject_row import EjectRow
from tac_desktop.ui.pdf_file import SaveResult, new_name, save_outside
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.saving_frame import frame, reason_field
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    column,
    form_row,
    primary_button,
    secondary_button,
    title,
    wrapped,
)
from tac_desktop.words import _


class ExportDocument(QDialog):
    """`saved` is the result once a file is there, else None."""

    def __init__(
        self, session: Session, document: Document, case_file: CaseFile, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._session, self._document = session, document
        self.saved: SaveResult | None = None
        self.setWindowTitle(_("Copy the exact file out of the vault"))
        box, inside = column(self, spacing=4)
        inside.addWidget(title(_("Copy the exact file out of the vault"), box))
        inside.addWidget(wrapped(_said_of(document), box))
        inside.addWidget(Notice("danger", _warning(document, case_file), box))
        self.whom = QLineEdit(box)
        self.whom.textChanged.connect(self._enable)
        inside.addWidget(form_row(_("For whom"), self.whom, parent=box))
        self.reason = reason_field(box, self._enable)
        words = _("Why the file itself and not its pages on paper")
        inside.addWidget(form_row(words, self.reason, parent=box))
        inside.addStretch(1)
        self.outcome = Notice("danger", "", self)
        self.eject = EjectRow(self.outcome)
        self.outcome.add(self.eject)
        self.save_button = primary_button(_("Choose a place and copy ..."), self)
        self.save_button.clicked.connect(self.choose_and_save)
        self.close_button = secondary_button(_("Go back"), self)
        self.close_button.clicked.connect(self.reject)
        frame(self, box, self.outcome, self.save_button, self.close_button, height=540)
        session.locked.connect(self.close_as_locked)
        tab_in_reading_order(self)
        self._enable()

    def choose_and_save(self) -> None:
        """Ask for a place, then copy in the background."""
        whom, reason = self.whom.text().strip(), self.reason.toPlainText().strip()
        ending = _ending(self._document)
        start = Path.home() / new_name("document", ending)
        kinds = _("Files of this kind (*{ending})").format(ending=ending)
        path = messages.choose_new_file(self, self.windowTitle(), kinds, start)
        if path is None or not whom or not may_go_on(reason):
            return
        function = partial(_copied, self._session.vault, self._document, path, whom, reason)
        work.run_in_background(self, _("Copying the file"), function, self._say)

    def close_as_locked(self) -> None:
        """The vault was locked."""
        if shiboken6.isValid(self):
            self.reject()

    def _enable(self) -> None:
        whom = bool(self.whom.text().strip())
        self.save_button.setEnabled(whom and may_go_on(self.reason.toPlainText()))

    def _say(self, result: SaveResult) -> None:
        self.outcome.show_words("done" if result.succeeded else "danger", result.sentence)
        if result.succeeded:
            self.saved = result
            self.eject.offer(result.path)
            self.save_button.hide()
            self.close_button.setText(_("Close"))
            self._session.changed.emit(self._document.mother_id)


def _ending(document: Document) -> str:
    return ENDINGS.get(document.content_type, ".bin")


def _said_of(document: Document) -> str:
    return _("“{title}”: {kind}, as it was added.").format(
        title=document.title, kind=kind_in_words(document.content_type)
    )


def _warning(document: Document, case_file: CaseFile) -> str:
    words = _(
        "Outside the vault nothing protects the file: anyone who finds it can read it, and no page "
        "says for whom it is. Delete it as soon as it has done its work."
    )
    as_given = document.changed(given_to_mother=document.given_to_mother or dt.date.today())
    return " ".join([words, *(one.sentence for one in warn_before_giving(as_given, case_file))])


def _copied(
    vault: Vault, document: Document, path: Path, whom: str, reason: str, progress: work.Progress
) -> SaveResult:
    """Note, write, read back; then note in her file what left it."""
    progress(0, 0, _("Reading the file from the vault"))
    content = vault.attachments.content(document.content_sha256)
    words = _("The file of “{title}” as {name} for {whom}: {reason}")
    # Noted first: no file without its note, even if the power goes in between.
    vault.audit(
        AuditAction.EXPORTED_DOCUMENT,
        record_id=document.id,
        mother_id=document.mother_id,
        detail=words.format(title=document.title, name=path.name, whom=whom, reason=reason),
    )
    progress(0, 0, _("Writing and reading back"))
    result = save_outside(path, content, vault.folder, _ending(document))
    try:
        if not result.succeeded:
            _note_failure(vault, document, result)
            return result
        _disclose(vault, document, whom, reason)
    except TacError as error:
        return result.with_afterwards(error.what_happened)
    return result


def _note_failure(vault: Vault, document: Document, result: SaveResult) -> None:
    vault.audit(
        AuditAction.REFUSED,
        record_id=document.id,
        mother_id=document.mother_id,
        detail=result.sentence,
    )


def _disclose(vault: Vault, document: Document, whom: str, reason: str) -> None:
    now = dt.datetime.now()
    vault.save(
        Disclosure(
            mother_id=document.mother_id,
            at=now.date(),
            time=now.time().replace(second=0, microsecond=0),
            what=_("The file of “{title}”").format(title=document.title),
            to=whom,
            basis=reason,
            form="pdf_file",
            pages=document.pages,
            copies=1,
            worker_id=vault.person.worker_id,
        )
    )
