"""Letting a person in, letting one in again, and changing what one may do."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from tac_desktop.errors import TacError
from tac_desktop.storage.members import TeamMember
from tac_desktop.storage.roles import Access, access_of_role
from tac_desktop.ui import messages, theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.new_passphrase import NewPassphrase
from tac_desktop.ui.plain_fields import DateLine
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    button_row,
    form_row,
    primary_button,
    scrolled,
    secondary_button,
    section,
    title,
    wrapped,
)
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _

_FIELD = 420


class Task(Enum):
    """What the window is opened for."""

    ADD = "add"
    AGAIN = "again"
    CHANGE = "change"


class PersonDialog(QDialog):
    """Accepted once it is saved in the vault and, with a passphrase, tried."""

    def __init__(
        self, session: Session, task: Task, member: TeamMember | None, parent: QWidget
    ) -> None:
        super().__init__(parent.window())
        self._session, self._task, self._member = session, task, member
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = member.person.name if member else ""
        words = {
            Task.ADD: _("Let someone in"),
            Task.AGAIN: _("Let {name} in again").format(name=name),
            Task.CHANGE: _("What {name} may do").format(name=name),
        }[task]
        self.setWindowTitle(words)
        content = QWidget(self)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(*[theme.space(5)] * 4)
        self._column.setSpacing(theme.space(4))
        self._column.addWidget(title(words, content))
        self._add_who(content)
        self._add_passphrase(content)
        self._add_buttons(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content, self))
        tab_in_reading_order(content)
        session.locked.connect(self.reject)
        fit_to_screen(self, 640, 520 if task is Task.CHANGE else 760)
        (self.role if member else self.name).setFocus()

    @property
    def access(self) -> Access:
        """What comes with the role that is chosen; unchanged while the role is."""
        if self._member is not None and self.role.code == self._member.person.role:
            return self._member.access
        return access_of_role(self.role.code)

    def save(self) -> None:
        """Check the answers and write them into the vault."""
        name, until = self.name.text().strip(), self.until.day()
        self.name_row.show_error("" if name else _("Please give the name."))
        self.role_row.show_error("" if self.role.code else _("Please choose a role."))
        self.until_row.show_error(self._wrong_day(until))
        if not name or not self.role.code or self._wrong_day(until):
            return
        passphrase = ""
        if self._task is not Task.CHANGE:
            self.chooser.judge_for(name)
            passphrase = self.chooser.passphrase()
            if not passphrase:
                return
        team, role, access = self._session.vault.team, self.role.code, self.access
        worker_id = self._member.person.worker_id if self._member else ""

        def saved(progress: Progress) -> None:
            progress(0, 0, _("Making a key of the passphrase"))
            if self._task is Task.CHANGE:
                team.change(worker_id, role, access, until)
            else:
                team.add(name, role, passphrase, access=access, until=until, worker_id=worker_id)

        self.setEnabled(False)
        run_in_background(
            self, self.windowTitle(), saved, self._saved, self._not_saved, can_stop=False
        )

    def _add_who(self, content: QWidget) -> None:
        self.name = QLineEdit(content)
        self.name.setMaxLength(120)
        self.name.setMaximumWidth(theme.scaled(_FIELD))
        self.name_row = form_row(
            _("Name"), self.name, _("It stands on everything she writes."), parent=content
        )
        self.role = ChoiceBox(content, "worker_role")
        self.role.setMaximumWidth(theme.scaled(_FIELD))
        self.role.currentIndexChanged.connect(self._explain)
        self.role_row = form_row(_("Role"), self.role, parent=content)
        self.explained = wrapped("", content, "muted")
        today = self._session.today()
        self.until = DateLine(today, content, self._member.until if self._member else None)
        self.until_row = form_row(
            _("Last day"),
            self.until,
            _("For a colleague who covers for a while. Empty: until it is taken away."),
            parent=content,
        )
        for widget in (self.name_row, self.role_row, self.explained, self.until_row):
            self._column.addWidget(widget)
        if self._member is not None:
            self.name.setText(self._member.person.name)
            self.name_row.hide()
            self.role.choose(self._member.person.role)
            if self._task is Task.AGAIN and self._is_over(self._member.until):
                self.until.clear()
        self._explain()

    def _add_passphrase(self, content: QWidget) -> None:
        self.chooser = NewPassphrase(content)
        if self._task is Task.CHANGE:
            self.chooser.hide()
            return
        self._column.addWidget(section(_("Her own passphrase"), content))
        self._column.addWidget(
            wrapped(
                _(
                    "Let her sit down here now and choose it herself. Nobody else should see it, "
                    "and it is never shown again."
                ),
                content,
            )
        )
        self._column.addWidget(self.chooser)

    def _add_buttons(self, content: QWidget) -> None:
        words = _("Change it") if self._task is Task.CHANGE else _("Let in")
        self.go = primary_button(words, content)
        self.go.clicked.connect(self.save)
        self.back = secondary_button(_("Go back"), content)
        self.back.clicked.connect(self.reject)
        self._column.addWidget(button_row(content, self.go, self.back))
        self._column.addStretch(1)

    def _explain(self) -> None:
        self.explained.setText(self.access.explained if self.role.code else "")
        self.explained.setVisible(bool(self.role.code))

    def _is_over(self, day: dt.date | None) -> bool:
        return day is not None and day < self._session.today()

    def _wrong_day(self, until: dt.date | None) -> str:
        if self.until.is_unreadable():
            return _("This is not a day. Type it as 30 Nov 2026.")
        return _("This day is over.") if self._is_over(until) else ""

    def _saved(self, _nothing: None) -> None:
        self.setEnabled(True)
        self.chooser.forget()
        self._session.changed.emit("")
        self._session.say_at(_("Saved"))
        self.accept()

    def _not_saved(self, error: TacError) -> None:
        self.setEnabled(True)
        messages.tell(self, error)
