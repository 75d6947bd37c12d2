"""`Same person?`: likely pairs, two entries side by side, linking them, and undoing it any time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from tac_desktop.casework.address_book import Party, what_they_are
from tac_desktop.casework.dates import written, written_partial
from tac_desktop.casework.likely_same import LikelyPair, likely_pairs
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.questions import questions_of
from tac_desktop.casework.record import in_words
from tac_desktop.errors import TacError
from tac_desktop.ui import messages, theme
from tac_desktop.ui.card_lines import Card, CardColumns, CardLine
from tac_desktop.ui.editors.base import Candidate
from tac_desktop.ui.editors.pick import PickField
from tac_desktop.ui.form_saving import save_and_prove
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.short_table import ShortTable
from tac_desktop.ui.widgets import (
    FormRow,
    button_row,
    flowing,
    form_row,
    hint,
    plain,
    primary_button,
    secondary_button,
)
from tac_desktop.words import _

_MOST_PAIRS = 12


class SamePersonPage(QWidget):
    """A page of the address book; `closed` goes back to it. Mothers are compared here too."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parties: dict[str, Party] = {}
        self._numbers: dict[str, set[str]] = {}
        self._links: list[SamePerson] = []
        self.pairs: list[LikelyPair] = []
        self.chosen = ["", ""]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        self.back = secondary_button(_("Back to the address book"), self)
        self.back.clicked.connect(self.closed)
        layout.addWidget(
            flowing(self, plain(_("Same person?"), self, "title"), self.back, across=4)
        )
        layout.addWidget(
            hint(
                _(
                    "Two entries that are one person are linked, never merged: both stay as they "
                    "are, files show them as one, and undoing the link brings back what was before."
                ),
                self,
            )
        )
        self.cards = CardColumns(self)
        layout.addWidget(self.cards, 1)

    def begin(self, record_id: str = "") -> None:
        """Show what is likely, what is linked, and one entry to compare where one is named."""
        self.chosen = [record_id, ""]
        self.refresh()
        pair = next((one for one in self.pairs if record_id in (one.one_id, one.other_id)), None)
        if record_id and pair is not None:
            self.compare(pair)
        elif record_id:
            self.pickers[1].line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def compare(self, pair: LikelyPair) -> None:
        """Put a likely pair side by side."""
        self.chosen = [pair.one_id, pair.other_id]
        self._show()
        self.why.setText(pair.why)
        self.link_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read everything anew."""
        parties, self._links, self._numbers = self._session.vault.book.comparable()
        self._parties = {one.id: one for one in parties}
        self.pairs = likely_pairs(parties, self._links, self._numbers)
        self._show()

    def link(self) -> None:
        """Link the two: the entry that is ticked counts."""
        kept, other = self.chosen if self.first_counts.isChecked() else reversed(self.chosen)
        made = SamePerson(
            kept_id=kept,
            other_id=other,
            why=self.why.text().strip(),
            linked_on=self._session.today(),
        )
        self._save(made, _("Linked"))

    def undo(self, link: SamePerson) -> None:
        """Take a link back, after saying what that does."""
        name = self._session.vault.name
        words = _(
            "{one} and {other} will be two entries again, as they were before.\n"
            "What was written since stays with the entry it was written under."
        ).format(one=name(link.kept_id), other=name(link.other_id))
        if messages.confirm(self, words, _("Undo the link")):
            self._save(link.changed(undone_on=self._session.today()), _("Link undone"))

    # Showing

    def _show(self) -> None:
        self.cards.begin()
        self._show_pairs(self.cards.put(0, _("Probably the same")))
        self._show_links(self.cards.put(0, _("Linked")))
        self._show_comparison(self.cards.put(1, _("Side by side")))
        self.cards.end()
        for card in self.cards.cards:
            card.show()  # at once, so that a field can take the focus
        tab_in_reading_order(self)

    def _show_pairs(self, card: Card) -> None:
        lines = [
            CardLine(
                "",
                _("{one} and {other}: {why}").format(
                    one=self._described(pair.one_id),
                    other=self._described(pair.other_id),
                    why=pair.why,
                ),
                acts=((_("Compare"), partial(self.compare, pair)),),
            )
            for pair in self.pairs[:_MOST_PAIRS]
        ]
        card.add_lines(lines, _("No two entries look like one person."))
        more = len(self.pairs) - _MOST_PAIRS
        if more > 0:
            card.remark(_("{count} more will be shown when these are decided.").format(count=more))

    def _show_links(self, card: Card) -> None:
        name = self._session.vault.name
        lines = []
        for one in sorted(self._links, key=_newest_first):
            words = one.headline(name)
            if one.why:
                words = _("{words} ({why})").format(words=words, why=one.why)
            if one.in_force():
                acts = ((_("Undo link"), partial(self.undo, one)),)
                lines.append(CardLine(written(one.linked_on), words, acts=acts))
            else:
                undone = _("{words}, undone {day}")
                words = undone.format(words=words, day=written(one.undone_on))
                lines.append(CardLine(written(one.linked_on), words))
        card.add_lines(lines, _("Nothing is linked."))

    def _show_comparison(self, card: Card) -> None:
        self.pickers = [self._picker(place, card) for place in range(2)]
        rows: list[FormRow] = [
            form_row(_("This entry"), self.pickers[0], parent=card),
            form_row(_("and this one"), self.pickers[1], parent=card),
        ]
        card.add(flowing(card, *rows, across=4))
        one, other = (self._parties.get(record_id) for record_id in self.chosen)
        if one is None or other is None:
            card.remark(
                _("Choose two entries, or press Compare beside a pair that is probably the same.")
            )
            return
        self._show_decision(one, other, card)
        card.add(self._table(one, other, card))

    def _show_decision(self, one: Party, other: Party, card: Card) -> None:
        problem = self._why_not(one, other)
        if problem:
            card.say(problem)
            return
        card.say(_("Which entry counts?"), "label")
        self.first_counts = QRadioButton(self._described(one.id), card)
        self.second_counts = QRadioButton(self._described(other.id), card)
        fuller = _answers(one) >= _answers(other)
        (self.first_counts if fuller else self.second_counts).setChecked(True)
        for button in (self.first_counts, self.second_counts):
            card.add(button)
        card.remark(_("Its answers are shown; the other entry fills in what it leaves open."))
        self.why = QLineEdit(card)
        self.why.setMaxLength(200)
        card.add(form_row(_("How you know"), self.why, parent=card))
        self.link_button = primary_button(_("Link: they are one"), card)
        self.link_button.clicked.connect(self.link)
        card.add(button_row(card, self.link_button))

    def _table(self, one: Party, other: Party, card: Card) -> QWidget:
        headings = ("", one.display_name(), other.display_name(), "")
        table = ShortTable(_("The two entries side by side"), headings, (110, 165, 165, 70), card)
        table.show_lines(self._compared(one, other))
        return table

    def _compared(self, one: Party, other: Party) -> list[Line]:
        name = self._session.vault.name
        lines = []
        for spec in questions_of(type(one)).values():
            if spec.name not in type(other).model_fields:
                continue
            first = _one_line(in_words(spec, getattr(one, spec.name), name))
            second = _one_line(in_words(spec, getattr(other, spec.name), name))
            if first or second:
                lines.append(_compared_line(spec.name, spec.label, first, second))
        first, second = (", ".join(sorted(self._numbers.get(x.id, ()))) for x in (one, other))
        if first or second:
            lines.insert(0, _compared_line("number", _("Prison numbers"), first, second))
        files = [self._session.vault.book.files_with(x.id) for x in (one, other)]
        said = [", ".join(name(file) for file in found) for found in files]
        lines.append(_compared_line("files", _("In the files of"), *said))
        return sorted(lines, key=_differing_first)

    def _why_not(self, one: Party, other: Party) -> str:
        """Why two entries cannot be linked; empty where they can."""
        links = self._session.vault.book.in_force()
        if one.id == other.id:
            return _("This is the same entry twice.")
        if links.kept(one.id) == links.kept(other.id):
            return _("These two are linked already.")
        if type(one) is not type(other):
            return _("A person and an organisation cannot be one.")
        kinds = [party.kind for party in (one, other) if isinstance(party, Person)]
        if kinds.count("mother") == 1:
            return _("A mother can be linked with another mother's entry only.")
        return ""

    def _picker(self, place: int, card: Card) -> PickField:
        field = PickField(self._candidates, card)
        field.line.setText(self._described(self.chosen[place]))
        field.line.setCursorPosition(0)
        field.picked.connect(partial(self._picked, place))
        return field

    def _picked(self, place: int, candidate: Candidate) -> None:
        self.chosen[place] = candidate.id
        self._show()
        self.pickers[place].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _candidates(self) -> list[Candidate]:
        return [
            Candidate(one.id, one.display_name(), self._detail(one), *_also(one))
            for one in sorted(self._parties.values(), key=_by_name)
        ]

    def _described(self, record_id: str) -> str:
        party = self._parties.get(record_id)
        if party is None:
            return self._session.vault.name(record_id) if record_id else ""
        detail = self._detail(party)
        return f"{party.display_name()} ({detail})" if detail else party.display_name()

    def _detail(self, party: Party) -> str:
        if isinstance(party, Organisation):
            return what_they_are(party)
        born = written_partial(party.date_of_birth) if party.date_of_birth else ""
        works_for = self._parties.get(party.organisation_id)
        organisation = works_for.display_name() if works_for else ""
        return ", ".join(part for part in (what_they_are(party), organisation, born) if part)

    def _save(self, link: SamePerson, words: str) -> None:
        try:
            save_and_prove(self._session.vault, [link], reason="updated")
        except TacError as error:
            messages.tell(self, error)
            return
        self._session.say_at(words)
        self.chosen = ["", ""]
        self.refresh()
        self._session.changed.emit("")
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)


def _differing_first(line: Line) -> bool:
    return not line.strong


def _compared_line(key: str, label: str, first: str, second: str) -> Line:
    differs = bool(first) and bool(second) and first != second
    return Line(key, (label, first, second, _("differs") if differs else ""), strong=differs)


def _one_line(words: str) -> str:
    return "; ".join(words.splitlines())


def _answers(party: Party) -> int:
    return len(party.model_dump(exclude_defaults=True))


def _also(party: Party) -> tuple[str, tuple[str, ...]]:
    if isinstance(party, Person):
        return party.known_as, tuple(party.aliases)
    return party.name_cy, ()


def _by_name(party: Party) -> str:
    return party.display_name().casefold()


def _newest_first(link: SamePerson) -> tuple[bool, int]:
    return not link.in_force(), -link.linked_on.toordinal() if link.linked_on else 0
