"""Signing something off, or handing it back, with a note."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QRadioButton, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written
from tac_desktop.casework.oversight import ManagementOversight
from tac_desktop.casework.people import Worker
from tac_desktop.casework.sign_off import Waiting, Waits, answered
from tac_desktop.errors import TacError
from tac_desktop.storage.roles import Right
from tac_desktop.ui import messages, theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.form_saving import save_and_prove, with_consequences
from tac_desktop.ui.plain_fields import DateLine, text_box
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    button_row,
    form_row,
    primary_button,
    scrolled,
    secondary_button,
    title,
    wrapped,
)
from tac_desktop.words import _

_FIELD = 420


class SignOffDialog(QDialog):
    """Accepted once the entry, and what follows from it, is saved and read back."""

    def __init__(self, session: Session, waiting: Waiting, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._waiting = session, waiting
        self.setWindowTitle(_("Sign off"))
        content = QWidget(self)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(*[theme.space(5)] * 4)
        self._column.setSpacing(theme.space(3))
        name = session.vault.name(waiting.mother_id)
        words = _("{what}: {name}").format(what=waiting.why.words, name=name)
        self._column.addWidget(title(words, content))
        since = _("Waiting since {day}.").format(day=written(waiting.since))
        self._column.addWidget(wrapped(f"{since} {waiting.words}".strip(), content))
        self._add_answers(content)
        self.go = primary_button("", content)
        self.go.clicked.connect(self.save)
        self.back = secondary_button(_("Go back"), content)
        self.back.clicked.connect(self.reject)
        self._column.addWidget(button_row(content, self.go, self.back))
        self._column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content, self))
        tab_in_reading_order(content)
        session.locked.connect(self.reject)
        fit_to_screen(self, 620, 640)
        self._show_choice()
        self.agree.setFocus()

    def save(self) -> None:
        """Save the entry with all that it asks for."""
        text, agreed = self.text.toPlainText().strip(), self.agree.isChecked()
        missing = not agreed and not (text or self.to_do.toPlainText().strip())
        self.text_row.show_error(_("Please say what is to be done first.") if missing else "")
        unreadable = self.by_when.is_unreadable()
        self.by_when_row.show_error(_("This is not a day.") if unreadable else "")
        self.by_row.show_error("" if self.by.code else _("Please say who decided."))
        if missing or unreadable or not self.by.code:
            return
        entry = answered(
            self._waiting,
            by_id=self.by.code,
            today=self._session.today(),
            agreed=agreed,
            text=text,
            to_do=self.to_do.toPlainText().strip(),
            by_when=self.by_when.day(),
        )
        if self._saved(entry):
            self._session.changed.emit(entry.mother_id)
            self._session.say_at(_("Signed off") if agreed else _("Handed back"))
            self.accept()

    def _saved(self, entry: ManagementOversight) -> bool:
        vault = self._session.vault
        try:
            case_file = vault.case_file(entry.mother_id, self._session.today())
            save_and_prove(vault, with_consequences(vault, entry, case_file), reason="created")
        except TacError as error:
            messages.tell(self, error)
            return False
        return True

    def _add_answers(self, content: QWidget) -> None:
        approves = self._waiting.why is Waits.CLOSING
        self.agree = QRadioButton(_("Approved") if approves else _("Signed off"), content)
        self.hand_back = QRadioButton(_("Not yet: back to the social worker"), content)
        self.agree.setChecked(True)
        self.agree.toggled.connect(self._show_choice)
        self.by = ChoiceBox(content, nothing=_("Please choose"))
        self.by.setMaximumWidth(theme.scaled(_FIELD))
        self.by_row = form_row(_("Decided by"), self.by, parent=content)
        self.text = text_box(content, 4)
        self.text_row = form_row(
            _("Note"), self.text, _("It stands in her file, for the own team only."), parent=content
        )
        self.to_do = text_box(content, 2)
        self.to_do_row = form_row(
            _("What is to be done"), self.to_do, _("It becomes a task."), parent=content
        )
        self.by_when = DateLine(self._session.today(), content)
        self.by_when_row = form_row(_("By"), self.by_when, parent=content)
        for widget in (
            self.agree, self.hand_back, self.by_row, self.text_row, self.to_do_row,
            self.by_when_row,
        ):  # fmt: skip
            self._column.addWidget(widget)
        self._offer_people()

    def _offer_people(self) -> None:
        """Who only signs off decides herself; a social worker notes what her manager decided."""
        vault = self._session.vault
        me = vault.person
        if not vault.may(Right.WRITE):
            self.by.add(me.name, me.worker_id)
            self.by.choose(me.worker_id)
            self.by_row.hide()
            return
        managers = [
            entry.record
            for entry in vault.entries(Worker.type_name, "")
            if isinstance(entry.record, Worker) and entry.record.role == "service_manager"
        ]
        for one in managers:
            self.by.add(one.name, one.id)
        if me.worker_id not in {one.id for one in managers}:
            self.by.add(me.name, me.worker_id)
        if len(managers) == 1:
            self.by.choose(managers[0].id)

    def _show_choice(self) -> None:
        self.go.setText(self.agree.text() if self.agree.isChecked() else _("Hand it back"))
