"""Her children, each on one card: where, with whom, in what position, and which contact."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, LegalStatus, Placement
from tac_desktop.casework.children_now import current_placement, current_statuses
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_given import contact_given
from tac_desktop.casework.dates import age_in_words, written, written_partial
from tac_desktop.casework.people import Person
from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.pages.base import Page
from tac_desktop.ui.promised_bar import PromisedBar
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    EmptyState,
    card,
    plain,
    primary_button,
    scrolled,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _


class ChildrenPage(Page):
    """A card for each child, eldest first."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.empty = EmptyState(
            _("Her children, born and unborn: each with authority, placement and legal status."),
            _("Add a child"),
            self,
        )
        self.empty.pressed.connect(self.add_child)
        self.cards: dict[str, QWidget] = {}
        self._content = QWidget(self)
        # Its height follows from its width; the least height of wrapped words is a guess of Qt's.
        self._content.setMinimumHeight(1)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(*[theme.space(3)] * 4)
        self._column.setSpacing(theme.space(3))
        self._tools = QWidget(self._content)
        flow = FlowLayout(self._tools, theme.space(2), theme.space(1))
        self.add_button = primary_button(_("Add a child (Ctrl+N)"), self._tools)
        self.add_button.setShortcut("Ctrl+N")
        self.add_button.clicked.connect(self.add_child)
        flow.addWidget(self.add_button)
        self._column.addWidget(self._tools)
        self._column.addStretch(1)
        self._scroll = scrolled(self._content, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty)
        layout.addWidget(self._scroll, 1)

    def refresh(self) -> None:
        """Show every child anew."""
        for old in self.cards.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = {}
        children = self.file.children
        self.empty.setVisible(not children)
        self._scroll.setVisible(bool(children))
        for place, child in enumerate(children, start=1):
            made = self._card(child)
            self.cards[child.id] = made
            self._column.insertWidget(place, made)

    def go_to(self, record_id: str) -> None:
        """Bring the child of a record into view."""
        entry = self.file.by_id.get(record_id)
        child_id = getattr(entry.record, "child_id", record_id) if entry else record_id
        if child_id in self.cards:
            self._scroll.ensureWidgetVisible(self.cards[child_id])

    def take_focus(self) -> None:
        """The first thing that can be done."""
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_child(self, checked: bool = False) -> None:
        """Ask for a form for another child."""
        self.want_form(Person, {"kind": "child"})

    def _card(self, child: Person) -> QWidget:
        frame, column = card(self._content, spacing=2, margin=3)
        frame.setAccessibleName(child.display_name())
        column.addWidget(section(child_heading(child, self.file), frame))
        facts = QWidget(frame)
        grid = QGridLayout(facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(1, 1)
        shown: list[tuple[str, QWidget]] = [
            (label, wrapped(words, facts)) for label, words in child_facts(child, self.file)
        ]
        given = False
        for count in contact_given(self.file, child.id):
            kind = code_list("contact_type").label(count.arrangement.type)
            words = _("{which}: {sentence}").format(which=kind, sentence=count.sentence)
            if count.sentence.startswith(kind):
                words = count.sentence
            bar = PromisedBar(count.took_place, count.planned, words, facts)
            shown.append((_("Contact promised, given") if not given else "", bar))
            given = True
        for place, (label, widget) in enumerate(shown):
            grid.addWidget(_fact_label(label, facts), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(widget, place, 1)
        column.addWidget(facts)
        column.addWidget(self._buttons(child, frame))
        return frame

    def _buttons(self, child: Person, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        flow = FlowLayout(box, theme.space(2), theme.space(1))
        here = {"child_id": child.id}
        wanted: Sequence[tuple[str, Any]] = (
            (_("Update details"), partial(self.want_update, child.id)),
            (_("+ Placement"), partial(self.want_form, Placement, here)),
            (_("+ Legal status"), partial(self.want_form, LegalStatus, here)),
            (_("+ Contact"), partial(self.want_form, ContactArrangement, here)),
        )
        for words, does in wanted:
            button = secondary_button(words, box)
            button.setAccessibleName(f"{words}: {child.display_name()}")
            button.clicked.connect(does)
            flow.addWidget(button)
        for words, record_id in self._current_records(child):
            button = secondary_button(words, box)
            button.setAccessibleName(f"{words}: {child.display_name()}")
            button.clicked.connect(partial(self._wanted, record_id))
            flow.addWidget(button)
        return box

    def _current_records(self, child: Person) -> list[tuple[str, str]]:
        found = []
        placement = current_placement(self.file, child.id)
        if placement:
            found.append((_("Change placement"), placement.id))
        statuses = current_statuses(self.file, child.id)
        if statuses:
            found.append((_("Change legal status"), statuses[0].id))
        return found

    def _wanted(self, record_id: str, checked: bool = False) -> None:
        self.want_update(record_id)


def _fact_label(words: str, parent: QWidget) -> QLabel:
    label = plain(words, parent, "hint")
    label.setFixedWidth(theme.scaled(160))
    return label


def child_heading(child: Person, case_file: CaseFile) -> str:
    """`Callum Joe Averley, 12`."""
    age = age_in_words(child.date_of_birth, case_file.as_of)
    if not age and child.expected_date_of_delivery:
        age = _("expected on {day}").format(day=written(child.expected_date_of_delivery))
    return f"{child.display_name()}, {age}" if age else child.display_name()


def child_facts(child: Person, case_file: CaseFile) -> list[tuple[str, str]]:
    """What is known of a child today, label and words."""
    name = case_file.name
    workers = case_file.professionals_for(child.id, "child_social_worker")
    workers_in_words = "; ".join(
        ", ".join(part for part in (one.display_name(), one.phone) if part) for one in workers
    )
    responsibility = (
        code_list("parental_responsibility").label(child.mother_responsibility)
        if child.mother_responsibility
        else ""
    )
    facts = [
        (_("Born"), written_partial(child.date_of_birth)),
        (_("Authority"), name(child.local_authority_id) if child.local_authority_id else ""),
        (_("Social worker"), workers_in_words or _("not recorded")),
        (_("Lives"), lives(child, case_file)),
        (_("Legal status"), legal(child, case_file)),
        (_("Mother's responsibility"), responsibility),
        (_("School"), name(child.school_id) if child.school_id else ""),
        (_("What the child says"), child.voice),
    ]
    return [(label, words) for label, words in facts if words]


def lives(child: Person, case_file: CaseFile) -> str:
    """Where and with whom, since when, and whether that is confidential."""
    placement = current_placement(case_file, child.id)
    if placement is None:
        return _("not recorded")
    words = code_list("care_arrangement").label(placement.care_arrangement)
    if placement.carer_id:
        words = _("{arrangement}, {carer}").format(
            arrangement=words, carer=case_file.name(placement.carer_id)
        )
    if placement.start:
        words = _("{words}, since {day}").format(words=words, day=written(placement.start))
    if placement.confidential:
        words = _("{words}. CONFIDENTIAL: not for the mother, her family or the prison").format(
            words=words
        )
    return words


def legal(child: Person, case_file: CaseFile) -> str:
    """The legal statuses in force, newest first."""
    statuses = current_statuses(case_file, child.id)
    parts = []
    for one in statuses:
        words = code_list("legal_status").label(one.type)
        if one.start:
            words = _("{words}, since {day}").format(words=words, day=written(one.start))
        parts.append(words)
    return "; ".join(parts) or _("not recorded")
