"""What single record types add to their form: a copy button, support actions of one's own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.acct import AcctReview
from tac_desktop.casework.letters import Letter
from tac_desktop.errors import TacError
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui import messages
from tac_desktop.ui.letter_check import LetterCheck
from tac_desktop.ui.own_actions import OwnActions
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import secondary_button
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.ui.record_form import RecordForm

SECONDS_ON_CLIPBOARD = 30


def add_extras(form: RecordForm, session: Session) -> None:
    """Add to a form what only its record type has."""
    box = form.body.boxes.get("dps_text")
    if box is not None:
        button = secondary_button(_("Copy for the prison's system"), box)
        copier = _Copier(form, session)
        button.clicked.connect(copier.copy)
        box.add_below(button)
        QWidget.setTabOrder(box.editor.first_field(), button)
    if form.record_class is AcctReview:
        OwnActions(form, session)
    if form.record_class is Letter:
        LetterCheck(form, form.case_file, session.vault.person.worker_id)


def copy_for_prison(
    session: Session, text: str, *, record_id: str, mother_id: str, parent: QWidget, what: str = ""
) -> bool:
    """Put a text on the clipboard for half a minute and note it in the journal first."""
    words = what or _("Text for the prison's own case notes, {count} characters")
    try:
        session.vault.audit(
            AuditAction.COPIED_TEXT,
            record_id=record_id,
            mother_id=mother_id,
            detail=words.format(count=len(text)),
        )
    except TacError as error:
        messages.tell(parent, error)
        return False
    session.clipboard.copy(text, SECONDS_ON_CLIPBOARD)
    said = _("Copied. The clipboard is cleared in {seconds} seconds.")
    session.say(said.format(seconds=SECONDS_ON_CLIPBOARD))
    return True


class _Copier(QObject):
    """Copies the text as it stands in the form."""

    def __init__(self, form: RecordForm, session: Session) -> None:
        super().__init__(form)
        self._form = form
        self._session = session

    def copy(self) -> None:
        """Copy, and note on the record when."""
        form = self._form
        text = str(form.body.boxes["dps_text"].editor.value())
        if not text:
            form.body.go_to("dps_text")
            return
        done = copy_for_prison(
            self._session,
            text,
            record_id=form.record_id,
            mother_id=form.mother_id,
            parent=form,
        )
        if done:
            form.set_hidden(dps_copied_at=dt.datetime.now().replace(microsecond=0))
            words = _("Copied. The clipboard is cleared in {seconds} seconds.")
            form.footer.say("done", words.format(seconds=SECONDS_ON_CLIPBOARD))
