"""Contacts that wait for an answer: a line each, answered in one click, several at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_answers import contact_in_words, happened_words, session_record
from tac_desktop.casework.contact_plans import FamilyDay
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.family_days import OpenChild, answered, open_children
from tac_desktop.casework.next_contact import OpenContact, all_open_contacts
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Record
from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.one_click import OneClick
from tac_desktop.ui.session import Session
from tac_desktop.ui.typed import with_weekday
from tac_desktop.ui.widgets import flowing, secondary_button, wrapped
from tac_desktop.words import _

_SHOWN_FIRST = 6


class ContactRows(QWidget):
    """Lines for what is due and not answered; hides itself where nothing is.

    `done` says what was saved and undoes it; `note_wanted` carries the session to write more about.
    """

    note_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.done = OneClick(session, self)
        self.done.hide()
        self.note_button = secondary_button(_("Add a note"), self.done)
        self.note_button.clicked.connect(self._note)
        self.done.add(self.note_button)
        self.rows: list[_Row] = []
        self._file: CaseFile | None = None
        self._last = ""
        self._all = False
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addWidget(self.done)
        layout.addWidget(self._list)
        self.together = self._together()
        layout.addWidget(self.together)
        self.more = secondary_button("", self)
        self.more.clicked.connect(self._show_all)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_file(self, case_file: CaseFile) -> None:
        """Show what waits in this file; what was done in another one is not offered any more."""
        if self._file is not None and case_file.mother_id != self._file.mother_id:
            self.done.forget()
            self._all = False
        self._file = case_file
        for old in self.rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        waiting: list[OpenContact | OpenChild] = [
            *all_open_contacts(case_file),
            *open_children(case_file),
        ]
        waiting.sort(key=lambda one: one.day, reverse=True)
        shown = waiting if self._all else waiting[:_SHOWN_FIRST]
        self.rows = [self._row(one) for one in shown]
        for row in self.rows:
            self._column.addWidget(row)
        self.together.setVisible(len(self.rows) > 1)
        self.more.setVisible(len(waiting) > len(shown))
        self.more.setText(_("Show all {count}").format(count=len(waiting)))
        self._count_ticks()
        self.setVisible(bool(self.rows) or not self.done.isHidden())

    @property
    def anything(self) -> bool:
        """Whether there is a line or something to undo."""
        return bool(self.rows) or not self.done.isHidden()

    def first_field(self) -> QWidget | None:
        """Where answering begins."""
        return self.rows[0].yes if self.rows else None

    def answer(
        self, contacts: Sequence[OpenContact | OpenChild], took_place: bool, reason: str = ""
    ) -> bool:
        """Save the answer for one contact or several at once; the cursor goes to the next line."""
        records: dict[str, Record] = {}
        for one in contacts:
            record = self._record(one, took_place, reason, records)
            records[record.id] = record
        first, *others = records.values()
        self._last = first.id if len(contacts) == 1 and not isinstance(first, FamilyDay) else ""
        words = self._said(contacts, took_place, reason)
        saved = self.done.save(first, words, others)
        if saved:
            self.note_button.setVisible(bool(self._last))
            following = self.first_field() or self.done.undo_button
            following.setFocus(Qt.FocusReason.OtherFocusReason)
        return saved

    def ticked(self) -> list[OpenContact | OpenChild]:
        """The contacts whose lines are ticked."""
        return [row.contact for row in self.rows if row.tick.isChecked()]

    def _record(
        self,
        one: OpenContact | OpenChild,
        took_place: bool,
        reason: str,
        so_far: dict[str, Record],
    ) -> Record:
        if isinstance(one, OpenChild):
            day = so_far.get(one.family_day.id, one.family_day)
            assert isinstance(day, FamilyDay)
            return answered(day, one.child_id, took_place)
        return session_record(one.arrangement, one.day, took_place, reason, one.session)

    def _said(
        self, contacts: Sequence[OpenContact | OpenChild], took_place: bool, reason: str
    ) -> str:
        outcome = _("took place") if took_place else _("did not take place")
        if reason:
            label = code_list("no_contact_reason").label(reason).lower()
            outcome = _("did not take place ({reason})").format(reason=label)
        assert self._file is not None
        what = [f"{_what(one, self._file)}, {written(one.day)}" for one in contacts]
        if len(what) > 1:
            said = _("{count} contacts: {outcome}")
            return said.format(count=len(what), outcome=outcome)
        return _("{what}: {outcome}").format(what=what[0], outcome=outcome)

    def _row(self, one: OpenContact | OpenChild) -> _Row:
        assert self._file is not None
        row = _Row(one, self._file, self.answer, self._list)
        row.tick.toggled.connect(self._count_ticks)
        return row

    def _together(self) -> QWidget:
        self.all_yes = secondary_button("", self)
        self.all_yes.clicked.connect(self._ticked_took_place)
        self.all_no = secondary_button("", self)
        self.all_no.setMenu(_reasons(self.all_no, self._ticked_did_not))
        return flowing(self, self.all_yes, self.all_no)

    def _ticked_took_place(self, checked: bool = False) -> None:
        self.answer(self.ticked(), True)

    def _ticked_did_not(self, reason: str, checked: bool = False) -> None:
        self.answer(self.ticked(), False, reason)

    def _count_ticks(self, ticked: bool = False) -> None:
        count = len(self.ticked())
        yes, no = _("What is ticked took place"), _("What is ticked did not …")
        if count:
            yes = _("The {count} ticked took place").format(count=count)
            no = _("The {count} ticked did not …").format(count=count)
        self.all_yes.setText(yes)
        self.all_no.setText(no)
        for button in (self.all_yes, self.all_no):
            button.setEnabled(count > 0)

    def _show_all(self, checked: bool = False) -> None:
        self._all = True
        if self._file is not None:
            self.show_file(self._file)
        first = self.first_field()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note(self, checked: bool = False) -> None:
        if self._last:
            self.note_wanted.emit(self._last)


class _Row(QWidget):
    """A tick, the day and what it was, and the two answers."""

    def __init__(
        self,
        contact: OpenContact | OpenChild,
        case_file: CaseFile,
        answer: Callable[[Sequence[OpenContact | OpenChild], bool, str], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.contact = contact
        self._answer = answer
        words = _("{day}: {what}").format(day=_when(contact), what=_what(contact, case_file))
        self.setAccessibleName(words)
        flow = FlowLayout(self, theme.space(2), theme.space(1))
        lead = QWidget(self)
        beside = QHBoxLayout(lead)
        beside.setContentsMargins(0, theme.space(1), 0, 0)  # level with the words on the buttons
        beside.setSpacing(theme.space(2))
        self.tick = QCheckBox(lead)
        self.tick.setAccessibleName(_("Tick: {what}").format(what=words))
        label = wrapped(words, lead)
        label.setMinimumWidth(theme.scaled(340))
        beside.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(label)
        if isinstance(contact, OpenChild):
            yes, no = _("Came"), _("Did not come")
        else:
            yes, no = happened_words(contact.arrangement)
        self.yes = secondary_button(yes, self)
        self.yes.clicked.connect(self._took_place)
        self.no = self._no_button(no)
        for button, said in ((self.yes, yes), (self.no, no)):
            button.setAccessibleName(_("{answer}: {what}").format(answer=said, what=words))
        for widget in (lead, self.yes, self.no):
            flow.addWidget(widget)

    def _no_button(self, words: str) -> QPushButton:
        if isinstance(self.contact, OpenChild):
            button = secondary_button(words, self)
            button.clicked.connect(partial(self.did_not, ""))
            return button
        button = secondary_button(_("{answer} …").format(answer=words), self)
        button.setMenu(_reasons(button, self.did_not))
        return button

    def did_not(self, reason: str, checked: bool = False) -> None:
        """It did not take place, for this reason."""
        self._answer([self.contact], False, reason)

    def _took_place(self, checked: bool = False) -> None:
        self._answer([self.contact], True, "")


def _reasons(button: QPushButton, does: Callable[..., None]) -> QMenu:
    menu = QMenu(button)
    seen: set[str] = set()
    for one in code_list("no_contact_reason").offered:
        if one.label not in seen:
            seen.add(one.label)
            menu.addAction(one.label).triggered.connect(partial(does, one.code))
    return menu


def _when(contact: OpenContact | OpenChild) -> str:
    day = with_weekday(contact.day)
    at = contact.family_day.time if isinstance(contact, OpenChild) else contact.arrangement.time
    return f"{day}, {written_time(at)}" if at else day


def _what(contact: OpenContact | OpenChild, case_file: CaseFile) -> str:
    if isinstance(contact, OpenContact):
        return contact_in_words(case_file, contact)
    child = case_file.get(Person, contact.child_id)
    name = child.short_name() if child else case_file.name(contact.child_id)
    return _("Family day, {name}").format(name=name)
