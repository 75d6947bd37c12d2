"""The form for a record that belongs to no mother's file, in a window of its own.

An enquiry of staff, a group, a professional in the address book: the same form, drafts and proof
as in a file, with a file that holds nothing but the service and its workers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.record import Record, record_class
from tac_desktop.errors import TacError
from tac_desktop.storage.drafts import Draft
from tac_desktop.ui import messages
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.record_form import RecordForm
from tac_desktop.ui.session import Session

_OF_EVERYONE = ("service", "worker")


class SharedFormDialog(QDialog):
    """A new shared record of a class, or a saved one. `saved` carries its identifier.

    Closing the window keeps what was typed as a draft, as in a file; so does the lock.
    `blank_wanted` asks for the same form on paper.
    """

    saved = Signal(str)
    blank_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        what: type[Record] | Entry[Any],
        parent: QWidget,
        *,
        answers: Mapping[str, Any] | None = None,
        draft: Draft | None = None,
    ) -> None:
        super().__init__(parent.window())
        self.saved_id = ""
        self.form = RecordForm(
            session, what, "", self, answers=answers, draft=draft, case_file=shared_file(session)
        )
        cls = what if isinstance(what, type) else type(what.record)
        self.setWindowTitle(cls.type_title())
        self.form.saved.connect(self._saved)
        self.form.closed.connect(self._closed)
        self.form.blank_wanted.connect(self.blank_wanted)
        session.locked.connect(self._locked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        fit_to_screen(self, 760, 640)

    def reject(self) -> None:
        """Escape and the window's cross keep what was typed, then close."""
        self.form.close_form()

    def _saved(self, record_id: str) -> None:
        self.saved_id = record_id
        self.saved.emit(record_id)
        self.accept()

    def _closed(self) -> None:
        super().reject()

    def _locked(self) -> None:
        if shiboken6.isValid(self):
            super().reject()  # the form kept its draft before the vault was closed


def open_shared_form(
    session: Session,
    what: type[Record] | Entry[Any],
    parent: QWidget,
    *,
    answers: Mapping[str, Any] | None = None,
    draft: Draft | None = None,
) -> SharedFormDialog | None:
    """Show the form of a shared record beside the window; None where it could not be opened."""
    try:
        dialog = SharedFormDialog(session, what, parent, answers=answers, draft=draft)
    except TacError as error:
        messages.tell(parent, error)
        return None
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def open_shared_draft(session: Session, draft: Draft, parent: QWidget) -> SharedFormDialog | None:
    """Go on with an unfinished form of a shared record."""
    what = session.vault.entry(draft.record_id) or record_class(draft.record_type)
    return open_shared_form(session, what, parent, draft=draft)


def shared_file(session: Session) -> CaseFile:
    """What every file knows, without a mother: the service and who works in it."""
    found = [one for kind in _OF_EVERYONE for one in session.vault.entries(kind, "")]
    return CaseFile("", session.today(), tuple(found))
