"""Her children, each on one card: where, with whom, in what position, and which contact."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework.children import LegalStatus, Placement
from tac_desktop.casework.people import Person
from tac_desktop.ui import theme
from tac_desktop.ui.birth_dialog import BirthStep
from tac_desktop.ui.child_card import PLACEMENTS, STATUSES, ChildCard
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.pages.base import Page
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import EmptyState, primary_button, scrolled
from tac_desktop.words import _


class ChildrenPage(Page):
    """A card for each child, eldest first."""

    types = (Placement, LegalStatus)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.empty = EmptyState(
            _("Her children, born and unborn: each with authority, placement and legal status."),
            _("Add a child"),
            self,
        )
        self.empty.pressed.connect(self.add_child)
        self.cards: dict[str, ChildCard] = {}
        self._content = QWidget(self)
        # Its height follows from its width; the least height of wrapped words is a guess of Qt's.
        self._content.setMinimumHeight(1)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(*[theme.space(3)] * 4)
        self._column.setSpacing(theme.space(3))
        self._tools = QWidget(self._content)
        flow = FlowLayout(self._tools, theme.space(2), theme.space(1))
        self.add_button = primary_button(_("Add a child (Ctrl+N)"), self._tools)
        # The key belongs to the page: the button is hidden while there is no child.
        self._shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        self._shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._shortcut.activated.connect(self.add_child)
        self.add_button.clicked.connect(self.add_child)
        flow.addWidget(self.add_button)
        self.birth = BirthStep(session, self._content)
        self.birth.hide()
        self._column.addWidget(self._tools)
        self._column.addWidget(self.birth)
        self._column.addStretch(1)
        self._scroll = scrolled(self._content, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty)
        layout.addWidget(self._scroll, 1)
        self._shown = ""

    def refresh(self) -> None:
        """Show every child anew; what was unfolded stays so."""
        if self._shown != self.file.mother_id:
            self._shown = self.file.mother_id
            self.birth.forget()
        unfolded = {child_id: card.open_histories() for child_id, card in self.cards.items()}
        for old in self.cards.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = {}
        children = self.file.children
        self.empty.setVisible(not children)
        self._scroll.setVisible(bool(children))
        for place, child in enumerate(children, start=2):
            made = self._card(child)
            for kind in unfolded.get(child.id, ()):
                made.show_history(kind, True)
            self.cards[child.id] = made
            self._column.insertWidget(place, made)

    def go_to(self, record_id: str) -> None:
        """Bring the child of a record into view, with the periods to which it belongs."""
        entry = self.file.by_id.get(record_id)
        record = entry.record if entry else None
        child_id = getattr(record, "child_id", record_id)
        card = self.cards.get(child_id)
        if card is None:
            return
        if isinstance(record, Placement):
            card.show_history(PLACEMENTS, True)
        if isinstance(record, LegalStatus):
            card.show_history(STATUSES, True)
        self._scroll.ensureWidgetVisible(card)

    def take_focus(self) -> None:
        """The first thing that can be done."""
        first = self.add_button if self.file.children else self.empty.button
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_child(self, checked: bool = False) -> None:
        """Ask for a form for another child."""
        self.want_form(Person, {"kind": "child"})

    def record_birth(self, child_id: str, loss: bool) -> None:
        """Ask about the birth of an expected child, or about a loss."""
        child = self.file.get(Person, child_id)
        if child is not None and self.birth.begin(self.file, child, loss):
            self.birth.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self.birth)

    def _card(self, child: Person) -> ChildCard:
        made = ChildCard(child, self.file, self._content)
        made.form_wanted.connect(self.want_form)
        made.update_wanted.connect(self.want_update)
        made.birth_wanted.connect(partial(self.record_birth, child.id))
        return made
