"""Requests for own information: the list, and the desk on which one is worked through."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.subject_access import SubjectAccess, due_in_words, due_on
from tac_desktop.storage.roles import Right
from tac_desktop.ui import theme
from tac_desktop.ui.access_desk import AccessDesk
from tac_desktop.ui.allowed import allow
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.session import Session
from tac_desktop.ui.shared_form import open_shared_form
from tac_desktop.ui.short_table import ShortTable
from tac_desktop.ui.widgets import (
    EmptyState,
    button_row,
    hint,
    primary_button,
    scrolled,
    secondary_button,
)
from tac_desktop.words import _


class AccessRequests(QWidget):
    """The list; the desk takes its place while a request is worked on. `at_the_desk` says so."""

    at_the_desk = Signal(bool)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._requests: list[SubjectAccess] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget(self)
        layout.addWidget(self.stack)
        self.list = self._make_list()
        self._scrolled = scrolled(self.list, self.stack)
        self.stack.addWidget(self._scrolled)
        self.desk = AccessDesk(session, self.stack)
        self.desk.left.connect(self.show_requests)
        self._desk_scrolled = scrolled(self.desk, self.stack)
        self.stack.addWidget(self._desk_scrolled)
        self.stack.currentChanged.connect(self._tell)
        session.locked.connect(self._back_to_the_list)

    def refresh(self) -> None:
        """Show the requests as they are now, open ones first, by their last day."""
        found = [
            entry.record
            for entry in self._session.vault.entries(SubjectAccess.type_name)
            if isinstance(entry.record, SubjectAccess) and not entry.record.entered_in_error
        ]
        self._requests = sorted(found, key=_order)
        name, today = self._session.vault.name, self._session.today()
        self.table.show_lines(
            [
                Line(
                    one.id,
                    (
                        name(one.subject_id),
                        code_list("asker").label(one.asker),
                        written(one.received_on),
                        due_in_words(one, today),
                    ),
                    strong=one.is_open(),
                )
                for one in self._requests
            ]
        )
        allow(
            self._session,
            Right.WRITE,
            self.work_button,
            self.edit_button,
            self.new_button,
        )
        if self.empty.button is not None:
            allow(self._session, Right.WRITE, self.empty.button)
        some = bool(self._requests)
        self.table.setVisible(some)
        self.buttons.setVisible(some)
        self.empty.setVisible(not some)

    def begin(self, subject_id: str = "") -> None:
        """A form for a new request, about somebody where she is named."""
        answers = {"subject_id": subject_id} if subject_id else {}
        worker = self._session.vault.person.worker_id
        form = open_shared_form(
            self._session, SubjectAccess, self, answers={**answers, "worker_id": worker}
        )
        if form is not None:
            form.saved.connect(self._saved)

    def edit(self) -> None:
        """Identity, more time, how it ended: the form of the chosen request."""
        entry = self._session.vault.entry(self.table.chosen)
        if entry is not None:
            form = open_shared_form(self._session, entry, self)
            if form is not None:
                form.saved.connect(self._saved)

    def work_on(self) -> None:
        """Go through what was found for the chosen request."""
        if self.table.chosen and self._session.may(Right.WRITE):
            self.stack.setCurrentWidget(self._desk_scrolled)
            self.desk.open_request(self.table.chosen)

    def show_requests(self) -> None:
        """Back to the list."""
        self.stack.setCurrentWidget(self._scrolled)
        self.refresh()

    def _make_list(self) -> QWidget:
        box = QWidget(self.stack)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        words = _(
            "Somebody asks what is held about her or him. One month from the day it was received, "
            "moved past weekends (bank holidays are not known to the program); everything in the "
            "vault is looked through, and you decide about each item."
        )
        layout.addWidget(hint(words, box))
        headings = [_("About"), _("Who asks"), _("Received"), _("How it stands")]
        self.table = ShortTable(_("Requests for own information"), headings, (200, 220, 110), box)
        self.table.opened.connect(self.work_on)
        layout.addWidget(self.table)
        self.new_button = secondary_button(_("New request ..."), box)
        self.new_button.clicked.connect(self._new)
        self.edit_button = secondary_button(_("Identity, time, how it ended ..."), box)
        self.edit_button.clicked.connect(self.edit)
        self.work_button = primary_button(_("Work on it"), box)
        self.work_button.clicked.connect(self.work_on)
        self.buttons = button_row(box, self.work_button, self.edit_button, self.new_button)
        layout.addWidget(self.buttons)
        self.empty = EmptyState(
            _("Nobody has asked yet. Note a request on the day it comes: the month begins then."),
            _("New request ..."),
            box,
        )
        self.empty.pressed.connect(self._new)
        layout.addWidget(self.empty)
        layout.addStretch(1)
        return box

    def _tell(self, _place: int) -> None:
        self.at_the_desk.emit(self.stack.currentWidget() is self._desk_scrolled)

    def _new(self) -> None:
        self.begin()

    def _saved(self, _record_id: str) -> None:
        self.refresh()

    def _back_to_the_list(self) -> None:
        self.stack.setCurrentWidget(self._scrolled)
        self.table.show_lines([])


def _order(one: SubjectAccess) -> tuple[bool, str, str]:
    due = due_on(one) or one.received_on
    return (not one.is_open(), due.isoformat() if due else "", one.id)
