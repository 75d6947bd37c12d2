"""The address book: professionals, carers and organisations of all files, in one place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.casework.address_book import Party, what_they_are
from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.sound_alike import Likeness, likeness
from tac_desktop.storage.roles import Right
from tac_desktop.ui import theme
from tac_desktop.ui.address_book_panel import AddressPanel
from tac_desktop.ui.allowed import allow
from tac_desktop.ui.card_lines import AsHighAsItsText
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.fork_view import ForkDialog
from tac_desktop.ui.has_left_dialog import HasLeftDialog
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.same_person_page import SamePersonPage
from tac_desktop.ui.session import Session
from tac_desktop.ui.shared_form import SharedFormDialog, open_shared_form
from tac_desktop.ui.undoing import UndoBar
from tac_desktop.ui.widgets import (
    EmptyState,
    Table,
    flowing,
    hint,
    name_for_accessibility,
    plain,
    primary_button,
    row,
    scrolled,
    secondary_button,
)
from tac_desktop.words import _

_WIDTHS = (190, 190, 170, 120)
_BESIDE = 820
_SETTLED_MS = 120


class AddressBookPage(QWidget):
    """A list with its filters on the left, the chosen entry beside or below it.

    `file_wanted` carries mother and record.
    """

    file_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._parties: dict[str, Party] = {}
        self._wanted = ""
        self.pages = QStackedWidget(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(4)] * 4)
        layout.addWidget(self.pages)
        self.book = QWidget(self.pages)
        content = AsHighAsItsText(self.book)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        column.addWidget(self._heading())
        self.undo = UndoBar(session, self.book)
        self.undo.hide()
        column.addWidget(self.undo)
        column.addWidget(self._filters())
        column.addWidget(self._body(), 1)
        outer = QVBoxLayout(self.book)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content, self.book))
        self.same = SamePersonPage(session, self.pages)
        self.same.closed.connect(self._back_to_book)
        for page in (self.book, self.same):
            self.pages.addWidget(page)
        self._show_soon = QTimer(self)
        self._show_soon.setSingleShot(True)
        self._show_soon.setInterval(_SETTLED_MS)
        self._show_soon.timeout.connect(self._show_chosen)
        tab_in_reading_order(self.book)
        session.changed.connect(self._changed)

    def start(self) -> None:
        """Called when the page comes on the screen."""
        self.refresh()
        if self.pages.currentWidget() is self.book:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_party(self, record_id: str) -> None:
        """Show one entry, by whichever of its entries it is asked for."""
        self._back_to_book()
        self.words.clear()
        self.kind.choose("")
        self._wanted = self._session.vault.book.same(record_id)[0]
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def compare(self, record_id: str) -> None:
        """Show who is probably the same, beginning with one entry where one is named."""
        self.pages.setCurrentWidget(self.same)
        self.same.begin(record_id)

    def refresh(self) -> None:
        """Read the address book and show it; the chosen entry stays chosen."""
        if not self._session.is_unlocked:
            return
        chosen = self._wanted or self.chosen
        self._wanted = ""
        found = [one.record for one in self._session.vault.book.parties()]
        parties = [one for one in found if isinstance(one, (Person, Organisation))]
        self._parties = {one.id: one for one in sorted(parties, key=_by_name)}
        self._show_lines(chosen)
        self._show_chosen()

    @property
    def chosen(self) -> str:
        """The entry that is chosen; empty where none is."""
        index = self.table.currentIndex()
        return self.lines.record_id(index.row()) if index.isValid() else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The entry stands beside the list where there is room for both."""
        super().resizeEvent(event)
        beside = self.width() >= theme.scaled(_BESIDE)
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    # Building

    def _heading(self) -> QWidget:
        self.count = plain("", self.book, "muted")
        self.add_person = primary_button(_("Add a person"), self.book)
        self.add_person.clicked.connect(self._add_person)
        self.add_organisation = secondary_button(_("Add an organisation"), self.book)
        self.add_organisation.clicked.connect(self._add_organisation)
        self.same_button = secondary_button(_("Same person? …"), self.book)
        self.same_button.setToolTip(_("Entries that are one person: find them, link them"))
        self.same_button.clicked.connect(self._compare)
        allow(self._session, Right.WRITE, self.add_person, self.add_organisation, self.same_button)
        title = plain(_("Address book"), self.book, "title")
        actions = (self.add_person, self.add_organisation, self.same_button)
        return flowing(self.book, title, self.count, *actions, across=3)

    def _filters(self) -> QWidget:
        self.words = _FilterLine(self.book)
        self.words.setPlaceholderText(_("Name, role, place or number"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(theme.scaled(280))
        self.words.textChanged.connect(self._filter)
        self.words.down.connect(self._to_table)
        name_for_accessibility(self.words, _("Show entries with these words"))
        self.kind = ChoiceBox(self.book)
        for code, words in _kinds():
            self.kind.add(words, code)
        self.kind.currentIndexChanged.connect(self._filter)
        name_for_accessibility(self.kind, _("Show"))
        label = plain(_("Show"), self.book)
        label.setBuddy(self.kind)
        self.heard = hint("", self.book)
        self.heard.hide()
        line = QWidget(self.book)
        beside = FlowLayout(line, theme.space(3), theme.space(2))
        for widget in (self.words, label, self.kind, self.heard):
            cell, inside = row(line)
            cell.setMinimumHeight(self.words.sizeHint().height())
            inside.addWidget(widget)
            beside.addWidget(cell)
        return line

    def _body(self) -> QWidget:
        box = QWidget(self.book)
        self._across = QHBoxLayout(box)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(theme.space(3))
        self.lists = QStackedWidget(box)
        self.table = Table(_("Address book"), self.lists)
        self.lines = RecordTable(
            (_("Name"), _("What they are"), _("Organisation"), _("Telephone")), self.table
        )
        self.table.setModel(self.lines)
        self.table.set_widths(*_WIDTHS)
        self.table.opened.connect(self._to_panel)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.empty = EmptyState(
            _(
                "The address book is empty. Add the professionals and organisations you work with "
                "here, or while you write: every field for a person offers to add one. All local "
                "authorities are known already; choose one where a child's authority is asked for."
            ),
            _("Add a person"),
            self.lists,
        )
        self.empty.pressed.connect(self._add_person)
        self.nothing = EmptyState("", _("Show all"), self.lists)
        self.nothing.pressed.connect(self._show_all)
        for widget in (self.table, self.empty, self.nothing):
            self.lists.addWidget(widget)
        # Where room is short (large type, a small window) the page scrolls, and both parts stay.
        self.lists.setMinimumHeight(theme.scaled(150))
        self.panel = AddressPanel(self._session, box)
        self.panel.setMinimumHeight(theme.scaled(240))
        self.panel.file_wanted.connect(self.file_wanted)
        self.panel.party_wanted.connect(self.open_party)
        self.panel.change_wanted.connect(self._change)
        self.panel.same_wanted.connect(self.compare)
        self.panel.left_wanted.connect(self._has_left)
        self.panel.join_wanted.connect(self._choose_version)
        self._across.addWidget(self.lists, 3)
        self._across.addWidget(self.panel, 2)
        return box

    # Showing

    def _show_lines(self, chosen: str) -> None:
        kind, typed = self.kind.code, self.words.text().strip()
        fitting = [one for one in self._parties.values() if _is_of(one, kind)]
        lines = [self._line(one) for one in fitting]
        self.lines.narrow(typed)
        self.lines.show_lines(lines)
        heard = bool(typed) and not self.lines.rowCount()
        if heard:  # nothing holds the words: perhaps a name only sounds like them
            alike = [one for one in fitting if _sounds_like(typed, one)]
            self.lines.narrow("")
            self.lines.show_lines([self._line(one) for one in alike])
        self._show_state(heard)
        row = max(self.lines.row_of(chosen), 0)
        if self.lines.rowCount():
            self.table.selectRow(row)

    def _show_state(self, heard: bool) -> None:
        shown, of = self.lines.rowCount(), len(self._parties)
        self.count.setText(_("{shown} of {of}").format(shown=shown, of=of) if of else "")
        self.heard.setText(_("Names that sound like it:"))
        self.heard.setVisible(heard and shown > 0)
        if not of:
            self.lists.setCurrentWidget(self.empty)
        elif not shown:
            words = _("No entry fits “{words}”. Type fewer words, or add a new entry above.")
            self.nothing.label.setText(words.format(words=self.words.text().strip()))
            self.lists.setCurrentWidget(self.nothing)
        else:
            self.lists.setCurrentWidget(self.table)
        self.panel.setVisible(shown > 0)

    def _line(self, party: Party) -> Line:
        organisation, more = "", ""
        if isinstance(party, Person):
            if party.organisation_id in self._parties:
                organisation = self._parties[party.organisation_id].display_name()
            elif party.organisation_id:
                organisation = self._session.vault.name(party.organisation_id)
            more = " ".join([party.known_as, *party.aliases, party.email, party.postcode])
        else:
            more = " ".join([party.name_cy, party.duty_phone, party.secure_email, party.postcode])
        cells = (party.display_name(), what_they_are(party), organisation, party.phone)
        return Line(party.id, cells, more)

    def _row_changed(self, *_places: object) -> None:
        self._show_soon.start()

    def _show_chosen(self) -> None:
        self._show_soon.stop()
        party = self._parties.get(self.chosen)
        if self._session.is_unlocked:
            self.panel.show_party(party)
            if party is not None and self.isVisible():
                self._session.looks.at(party.id, party.display_name())

    def _filter(self, _what: object = None) -> None:
        if self._session.is_unlocked:
            self._show_lines(self.chosen)
            self._show_soon.start()  # not at each letter: it reads the files of all mothers

    def _show_all(self) -> None:
        self.words.clear()
        self.kind.choose("")

    def _to_table(self) -> None:
        if self.lists.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_panel(self, _row: int) -> None:
        self._show_chosen()
        self.panel.take_focus()

    # Doing

    def _add_person(self) -> None:
        words = self.words.text().strip() if not self.lines.rowCount() else ""
        first, _space, last = words.rpartition(" ")
        answers = {"kind": "professional", "first_names": first or last}
        self._open_form(Person, answers | ({"last_name": last} if first else {}))

    def _add_organisation(self) -> None:
        words = self.words.text().strip() if not self.lines.rowCount() else ""
        self._open_form(Organisation, {"name": words})

    def _change(self, record_id: str) -> None:
        entry = self._session.vault.entry(record_id)
        if entry is not None:
            self._open_form(entry, {})

    def _open_form(
        self, what: type[Party] | Entry[Any], answers: dict[str, str]
    ) -> SharedFormDialog | None:
        dialog = open_shared_form(self._session, what, self, answers=answers)
        if dialog is not None:
            dialog.saved.connect(self.open_party)
        return dialog

    def _choose_version(self, record_id: str) -> None:
        dialog = ForkDialog(self._session, record_id, self)
        dialog.saved.connect(self.open_party)
        dialog.open()

    def _has_left(self, record_id: str) -> None:
        party = self._parties.get(record_id)
        if isinstance(party, Person):
            dialog = HasLeftDialog(self._session, party, list(self._parties.values()), self)
            dialog.done_with.connect(self.undo.offer)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.setWindowModality(Qt.WindowModality.WindowModal)
            dialog.show()

    def _compare(self) -> None:
        self.compare("")

    def _back_to_book(self) -> None:
        if self.pages.currentWidget() is not self.book:
            self.pages.setCurrentWidget(self.book)
            self.refresh()
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, _mother_id: str) -> None:
        if self.isVisible() and self.pages.currentWidget() is self.book:
            self.refresh()


class _FilterLine(QLineEdit):
    """Down goes to the list; Escape clears."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Down or Enter."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _kinds() -> list[tuple[str, str]]:
    return [
        ("", _("Everyone")),
        ("professional", _("Professionals")),
        ("carer", _("Carers")),
        ("organisation", _("Organisations")),
        ("local_authority_children", _("Local authorities")),
        ("other", _("Others")),
    ]


def _is_of(party: Party, kind: str) -> bool:
    if not kind:
        return True
    if isinstance(party, Organisation):
        return kind == "organisation" or kind == party.type
    return party.kind == kind


def _sounds_like(typed: str, party: Party) -> bool:
    names = (
        [party.display_name(), party.known_as, *party.aliases]
        if isinstance(party, Person)
        else [party.name, party.name_cy]
    )
    return likeness(typed, names) is Likeness.SOUNDS_LIKE


def _by_name(party: Party) -> str:
    if isinstance(party, Person):
        return f"{party.last_name} {party.first_names}".strip().casefold()
    return party.name.casefold()
