"""A page of cards, behind which every record of the page stands in a list with its full text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tac_desktop.casework.record import Record
from tac_desktop.errors import TacError
from tac_desktop.ui import messages
from tac_desktop.ui.card_lines import CardColumns
from tac_desktop.ui.pages.base import Page
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.reading_order import stops
from tac_desktop.ui.session import Session
from tac_desktop.ui.undoing import Stroke, UndoBar, save_stroke, with_all_consequences
from tac_desktop.ui.widgets import secondary_button
from tac_desktop.words import _


class HubPage(Page):
    """Subclasses fill the cards, and say which list stands behind them."""

    list_class: type[ListPage] = ListPage

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.cards = CardColumns(self)
        self.cards.record_wanted.connect(self.go_to)
        self.undo_bar = UndoBar(session, self)
        self.list = self._make_list()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.cards)
        self._stack.addWidget(self._behind)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        # Over the part that scrolls: in view wherever she works on the page.
        layout.addWidget(self.undo_bar)
        layout.addWidget(self._stack, 1)

    def fill(self) -> None:
        """Put every card."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Write the cards and the list anew; the place on the page stays."""
        bar = self.cards.area.verticalScrollBar()
        place = bar.value()
        self.undo_bar.clear_unless(self.file.mother_id)
        self.cards.begin()
        self.fill()
        self.cards.end()
        bar.setValue(place)
        self.list.show_file(self.file)

    def go_to(self, record_id: str) -> None:
        """A record of this page in the list behind the cards; another one where it stands."""
        entry = self.file.by_id.get(record_id)
        if entry is None or not isinstance(entry.record, self.types):
            self.record_wanted.emit(record_id)
            return
        self.list.go_to(record_id)
        self._stack.setCurrentIndex(1)
        self.list.take_focus()

    def show_list(self) -> None:
        """Every record of the page."""
        self._stack.setCurrentIndex(1)
        self.list.take_focus()

    def show_cards(self) -> None:
        """Back to the cards."""
        self._stack.setCurrentIndex(0)
        self.take_focus()

    def take_focus(self) -> None:
        """The first way to somewhere on the first card."""
        if self._stack.currentIndex() == 1:
            self.list.take_focus()
            return
        for one in self.cards.cards:
            for stop in stops(one):
                stop.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def offer_undo(self, stroke: Stroke) -> None:
        """Say what was done, above the cards, with a way to take it back."""
        self._stack.setCurrentIndex(0)
        self.undo_bar.offer(stroke)
        self.cards.area.verticalScrollBar().setValue(0)

    def save_at_once(self, words: str, *records: Record) -> bool:
        """Save with everything that follows; it can be taken back above the cards."""
        try:
            everything = with_all_consequences(records, self.file)
            stroke = save_stroke(self._session, self.file, everything, words)
        except TacError as error:
            messages.tell(self, error)
            return False
        self._session.changed.emit(self.file.mother_id)
        self.undo_bar.offer(stroke)
        # The button that was pressed is gone: go on with undoing at hand.
        self.undo_bar.button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def ask(self, what: type[Record], answers: Mapping[str, Any] | None = None) -> None:
        """A form for a new record."""
        self.want_form(what, answers)

    def _make_list(self) -> ListPage:
        behind = QWidget(self)
        column = QVBoxLayout(behind)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.back = secondary_button(_("Back to the overview of this page"), behind)
        self.back.clicked.connect(self.show_cards)
        made = self.list_class(self._session, behind)
        for name in (
            "form_wanted",
            "record_wanted",
            "history_wanted",
            "join_wanted",
            "over_wanted",
        ):
            getattr(made, name).connect(getattr(self, name))
        made.pack_wanted.connect(self.pack_wanted)
        column.addWidget(self.back)
        column.addWidget(made, 1)
        self._behind = behind
        return made
