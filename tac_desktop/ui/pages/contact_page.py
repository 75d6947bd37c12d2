"""Contact with the children: what waits for an answer, what was promised and given, its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tac_desktop.casework.children import ContactArrangement, ContactRestriction, ContactSession
from tac_desktop.casework.contact_plans import ContactLevel, FamilyDay, SeparationPlan
from tac_desktop.casework.dates import written
from tac_desktop.casework.goodbye import steps_to_prepare
from tac_desktop.casework.letter_recipients import FOR_CONTACT
from tac_desktop.casework.next_contact import next_due
from tac_desktop.casework.record import Record
from tac_desktop.ui import theme
from tac_desktop.ui.contact_panels import (
    FamilyDaysPanel,
    GoodbyePanel,
    LetterboxPanel,
    LimitsPanel,
    Panel,
    SharePanel,
)
from tac_desktop.ui.contact_rows import ContactRows
from tac_desktop.ui.given_panel import GivenPanel
from tac_desktop.ui.letter_menu import letter_button
from tac_desktop.ui.pages.panel_page import PanelPage
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.widgets import button_row, card, secondary_button, section
from tac_desktop.words import _

_BESIDE = 860


class ContactPage(PanelPage):
    """Cards on top; below them everything that is recorded about contact."""

    types = (
        ContactSession,
        ContactArrangement,
        ContactRestriction,
        ContactLevel,
        FamilyDay,
        SeparationPlan,
    )

    def new_words(self, cls: type[Record]) -> str:
        """Short words for the buttons."""
        words: Mapping[type[Record], str] = {
            ContactSession: _("New session (Ctrl+N)"),
            ContactArrangement: _("New arrangement"),
            ContactRestriction: _("New restriction"),
            ContactLevel: _("New level"),
            FamilyDay: _("New family day"),
            SeparationPlan: _("New goodbye"),
        }
        return words[cls]

    def further_buttons(self, parent: QWidget) -> list[QWidget]:
        """Letters to carers and schools, and for a room."""
        self.letter_button = letter_button(parent, self.shown_file, self.want_form, FOR_CONTACT)
        return [self.letter_button]

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "Which contact was promised for each child, which took place and why not, and who must"
            " not have contact or be told anything."
        )

    def empty_button(self) -> str:
        """An arrangement comes first."""
        return _("New arrangement")

    def new_record(self, cls: type[Record], checked: bool = False) -> None:
        """A session belongs to the arrangement that is chosen; the first step is an arrangement."""
        answers: dict[str, Any] = {}
        if cls is ContactSession:
            record = self.file.by_id[self.chosen].record if self.chosen else None
            if isinstance(record, ContactArrangement):
                answers["arrangement_id"] = record.id
            elif isinstance(record, ContactSession):
                answers["arrangement_id"] = record.arrangement_id
            if not self.file.of(ContactArrangement):
                cls, answers = ContactArrangement, {}
        if cls is SeparationPlan:
            answers["steps"] = [one.model_dump() for one in steps_to_prepare()]
        self.want_form(cls, answers)

    def line(self, record: Record) -> Line:
        """A session says which arrangement it belongs to; an arrangement, when it is due next."""
        line = super().line(record)
        if isinstance(record, ContactArrangement):
            due = next_due(self.file, record)
            if due is None:
                return line
            words = _("{arrangement}; next {day}").format(
                arrangement=line.cells[2], day=written(due)
            )
            return replace(line, cells=(*line.cells[:2], words))
        if not isinstance(record, ContactSession):
            return line
        words = _("{arrangement}: {outcome}").format(
            arrangement=self.file.name(record.arrangement_id), outcome=line.cells[2]
        )
        return replace(line, cells=(*line.cells[:2], words))

    def above(self, parent: QWidget) -> QWidget | None:
        """The cards."""
        self._cards = QWidget(parent)
        column = QVBoxLayout(self._cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        self._waiting, waiting = card(self._cards, spacing=2, margin=3)
        waiting.addWidget(section(_("Did it take place?"), self._waiting))
        self.rows = ContactRows(self._session, self._waiting)
        self.rows.note_wanted.connect(self.want_update)
        waiting.addWidget(self.rows)
        self._given, given = card(self._cards, spacing=2, margin=3)
        given.addWidget(section(_("Promised and given"), self._given))
        self.given = GivenPanel(self._given)
        given.addWidget(self.given)
        self.review_button = secondary_button(_("Print contact review"), self._given)
        self.review_button.clicked.connect(self._print_review)
        given.addWidget(button_row(self._given, self.review_button))
        self.panels: list[Panel] = [
            kind(self._session, self._cards)
            for kind in (GoodbyePanel, LimitsPanel, LetterboxPanel, SharePanel, FamilyDaysPanel)
        ]
        for panel in self.panels:
            panel.form_wanted.connect(self.want_form)
            panel.update_wanted.connect(self.want_update)
            panel.record_wanted.connect(self.record_wanted)
        column.addWidget(self._waiting)
        column.addWidget(self._two_columns())
        return self._cards

    def _print_review(self) -> None:
        self.pack_wanted.emit("contact_review", "")

    def _two_columns(self) -> QWidget:
        box = QWidget(self._cards)
        self._across = QHBoxLayout(box)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(theme.space(3))
        goodbye, limits, letterbox, share, days = self.panels
        for widgets in ((goodbye, self._given, letterbox), (limits, days, share)):
            side = QWidget(box)
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.space(3))
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            self._across.addWidget(side, 1)
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cards below one another where room is short."""
        beside = self.width() >= theme.scaled(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(direction)
        super().resizeEvent(event)

    def take_focus(self) -> None:
        """The first contact that waits for an answer, else the first button."""
        waiting = self.rows.first_field()
        if waiting is not None:
            waiting.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def refresh(self) -> None:
        """Show the cards and the list anew."""
        self.rows.show_file(self.file)
        self._waiting.setVisible(self.rows.anything)
        self._given.setVisible(bool(self.file.of(ContactSession)))
        self.given.show_file(self.file)
        for panel in self.panels:
            panel.show_file(self.file)
        super().refresh()
