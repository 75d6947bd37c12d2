"""One entry of the address book: how to reach them, and with whom they work or worked."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.address_book import Party, Work, reaching, what_they_are, work_of
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.ui.card_lines import AsHighAsItsText, Card, CardLine
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import hint, scrolled, section
from tac_desktop.words import _

_CLEAR_OF_THE_BAR = 12


class AddressPanel(QWidget):
    """`file_wanted` carries mother and record; `party_wanted` another entry of the book."""

    file_wanted = Signal(str, str)
    party_wanted = Signal(str)
    change_wanted = Signal(str)
    same_wanted = Signal(str)
    left_wanted = Signal(str)
    join_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.party: Party | None = None
        self.works: list[Work] = []
        self.cards: dict[str, Card] = {}
        self.change_button: QPushButton | None = None
        self._content = AsHighAsItsText(self)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, _CLEAR_OF_THE_BAR, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(self._content, self))

    def show_party(self, party: Party | None) -> None:
        """Show an entry; nothing where there is none."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.party, self.works, self.cards = party, [], {}
        self.change_button = None
        if party is None:
            return
        if isinstance(party, Person):
            book, day = self._session.vault.book, self._session.today()
            self.works = work_of(book.involvements(party.id), self._session.vault.name, day)
        files = self._session.vault.book.files_with(party.id)
        self._add_reaching(party, files)
        if isinstance(party, Person):
            self._add_work()
        else:
            self._add_people(party)
        self._add_files(files)
        self._column.addStretch(1)
        for card in self.cards.values():
            card.show()  # at once, so that the first button can take the focus
        tab_in_reading_order(self)

    def _card(self, heading: str) -> Card:
        card = Card(heading, self._content)
        self.cards[heading] = card
        self._column.addWidget(card)
        return card

    def _add_reaching(self, party: Party, files: list[str]) -> None:
        card = self._card("")
        card.add(section(party.display_name(), card))
        card.remark(self._about(party))
        lines = [CardLine(label, words) for label, words in reaching(party)]
        if isinstance(party, Person):
            lines += self._lines_of_person(party, files)
        elif party.language_offer:
            lines.append(CardLine(_("Languages"), party.language_offer))
        card.add_lines(lines, _("No telephone, e-mail or address yet: add them with Change."))
        if party.note:
            card.say(party.note)
        acts = [(_("Change"), partial(self.change_wanted.emit, party.id))]
        entry = self._session.vault.entry(party.id)
        if entry is not None and entry.saved.forked:
            card.remark(_("Changed here and elsewhere before the two were joined."))
            acts.append((_("Choose a version …"), partial(self.join_wanted.emit, party.id)))
        if any(work.now for work in self.works):
            acts.append((_("Has left …"), partial(self.left_wanted.emit, party.id)))
        acts.append((_("Same person? …"), partial(self.same_wanted.emit, party.id)))
        self.change_button = card.add_buttons(*acts)[0]
        if not party.mother_id:
            card.add(hint(_("What you change here changes in every file."), card))

    def _about(self, party: Party) -> str:
        parts = [what_they_are(party)]
        if isinstance(party, Organisation):
            parts += [
                party.name_cy,
                code_list("nation").label(party.nation) if party.nation else "",
            ]
        else:
            parts += [f"“{party.known_as}”" if party.known_as else ""]
            if party.mother_id:
                words = _("in the file of {mother}")
                parts.append(words.format(mother=self._session.vault.name(party.mother_id)))
        return ", ".join(part for part in parts if part)

    def _lines_of_person(self, person: Person, files: list[str]) -> list[CardLine]:
        lines = []
        if person.organisation_id:
            name = self._session.vault.name(person.organisation_id)
            act = (_("Show"), partial(self.party_wanted.emit, person.organisation_id))
            lines.append(CardLine(_("Works for"), name, acts=(act,)))
            organisation = self._session.vault.entry(person.organisation_id)
            if organisation is not None and isinstance(organisation.record, Organisation):
                wanted = {_("Duty telephone"), _("Out of hours"), _("Secure e-mail")}
                lines += [
                    CardLine(label, words)
                    for label, words in reaching(organisation.record)
                    if label in wanted
                ]
        if person.safe_to_contact and person.safe_to_contact != "yes":
            words = code_list("safe_to_contact").label(person.safe_to_contact)
            lines.append(CardLine(_("Safe to contact"), words, urgent=True))
        spoken = self._session.vault.book.last_spoken(person.id, files)
        lines.append(CardLine(_("Last spoken to"), _spoken(spoken, self._session.today())))
        return lines

    def _add_work(self) -> None:
        for heading, now in ((_("Works with now"), True), (_("Worked with before"), False)):
            found = [work for work in self.works if work.now is now]
            if not found and not now:
                continue
            card = self._card(heading)
            for work in found:
                one = work.involvement
                show = partial(self.file_wanted.emit, one.mother_id, one.id)
                main = _("main contact") if one.is_main else ""
                card.add_lines([CardLine(main, work.words, acts=((_("Open"), show),))])
            if not found:
                card.remark(
                    _(
                        "With nobody at present. Who works with whom is written down in each "
                        "mother's file, as “Professional involved”."
                    )
                )

    def _add_people(self, organisation: Organisation) -> None:
        card = self._card(_("People here"))
        people = sorted(
            self._session.vault.book.members(organisation.id),
            key=lambda one: one.display_name().casefold(),
        )
        card.add_lines(
            [
                CardLine(
                    one.phone,
                    f"{one.display_name()}, {what_they_are(one)}",
                    acts=((_("Show"), partial(self.party_wanted.emit, one.id)),),
                )
                for one in people
            ],
            _("Nobody yet: choose this organisation in a person's entry."),
        )

    def _add_files(self, files: list[str]) -> None:
        card = self._card(_("Stands in the files of"))
        names = sorted((self._session.vault.name(one), one) for one in files)
        card.add_lines(
            [
                CardLine("", name, acts=((_("Open"), partial(self.file_wanted.emit, one, "")),))
                for name, one in names
            ],
            _("No mother's file names this entry."),
        )

    def take_focus(self) -> None:
        """Begin with what is done most."""
        if self.change_button is not None:
            self.change_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _spoken(day: dt.date | None, today: dt.date) -> str:
    if day is None:
        return _("the log of these files does not say")
    days = (today - day).days
    if days == 1:
        return _("{day}, yesterday").format(day=written(day))
    return _("{day}, {days} days ago").format(day=written(day), days=days) if days else _("today")
