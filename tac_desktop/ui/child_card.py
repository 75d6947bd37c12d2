"""The card of one child: facts, contact promised and given, what was before, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.birth import is_expected
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.child_history import Period, placements_so_far, statuses_so_far
from tac_desktop.casework.children import ContactArrangement, LegalStatus, Placement
from tac_desktop.casework.children_now import current_placement, current_statuses
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_given import contact_given
from tac_desktop.casework.contact_limits import current_level
from tac_desktop.casework.contact_plans import ContactLevel
from tac_desktop.casework.people import Person
from tac_desktop.ui import theme
from tac_desktop.ui.child_facts import child_facts, child_heading, is_gone, is_lost
from tac_desktop.ui.promised_bar import PromisedBar
from tac_desktop.ui.widgets import (
    flowing,
    link_button,
    plain,
    primary_button,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.ui.wrapped_link import WrappedLink
from tac_desktop.words import _

PLACEMENTS, STATUSES = "placements", "statuses"


class ChildCard(QFrame):
    """Asks the page for what leads out of it.

    `form_wanted` carries a record class and answers, `update_wanted` a record; `birth_wanted` says
    whether it is about a loss.
    """

    form_wanted = Signal(object, object)
    update_wanted = Signal(str)
    birth_wanted = Signal(bool)

    def __init__(self, child: Person, case_file: CaseFile, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "card")
        self.child, self._file = child, case_file
        self.setAccessibleName(child.display_name())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*[theme.space(3)] * 4)
        self._column.setSpacing(theme.space(2))
        self.heading = section(child_heading(child, case_file), self)
        self._column.addWidget(self.heading)
        self._column.addWidget(self._facts())
        self.histories: dict[str, QWidget] = {}
        self.toggles: dict[str, QPushButton] = {}
        self._counts: dict[str, int] = {}
        if not is_lost(child):
            self._history(PLACEMENTS, placements_so_far(case_file, child.id))
            self._history(STATUSES, statuses_so_far(case_file, child.id))
        if self.toggles:
            self._column.addWidget(flowing(self, *self.toggles.values(), across=4))
        for box in self.histories.values():
            self._column.addWidget(box)
        self._column.addWidget(flowing(self, *self._buttons()))

    def show_history(self, kind: str, wanted: bool) -> None:
        """Unfold what was before, or fold it again."""
        if kind in self.histories:
            self.histories[kind].setVisible(wanted)
            self.toggles[kind].setText(self._toggle_words(kind, wanted))

    def open_histories(self) -> set[str]:
        """What is unfolded."""
        return {kind for kind, box in self.histories.items() if not box.isHidden()}

    def _facts(self) -> QWidget:
        facts = QWidget(self)
        grid = QGridLayout(facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(1, 9)
        grid.setColumnStretch(2, 1)  # takes what is left, so that short answers stay in line
        shown: list[tuple[str, QWidget]] = [
            (label, wrapped(words, facts)) for label, words in child_facts(self.child, self._file)
        ]
        given = False
        for count in contact_given(self._file, self.child.id):
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
        return facts

    def _history(self, kind: str, periods: Sequence[Period]) -> None:
        if not periods:
            return
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.space(3), 0, 0, 0)
        column.setSpacing(0)
        for one in periods:
            words = _("{period} (now)").format(period=one.words) if one.now else one.words
            link = WrappedLink(words, box)
            link.setAccessibleName(_("Update: {what}").format(what=words))
            link.clicked.connect(partial(self._update, one.record_id))
            column.addWidget(link)
        box.hide()
        self._counts[kind] = len(periods)
        toggle = link_button(self._toggle_words(kind, False), self)
        toggle.clicked.connect(partial(self._toggle, kind))
        self.histories[kind], self.toggles[kind] = box, toggle

    def _toggle(self, kind: str, checked: bool = False) -> None:
        self.show_history(kind, self.histories[kind].isHidden())

    def _toggle_words(self, kind: str, shown: bool) -> str:
        if kind == PLACEMENTS:
            words = _("Hide placements") if shown else _("Show placements ({count})")
        else:
            words = _("Hide legal statuses") if shown else _("Show legal statuses ({count})")
        return words.format(count=self._counts[kind])

    def _buttons(self) -> list[QWidget]:
        child = self.child
        here = {"child_id": child.id}
        found: list[QWidget] = []
        if is_expected(child):
            born = primary_button(_("Baby is born"), self)
            born.clicked.connect(partial(self._birth, False))
            lost = secondary_button(_("Record a loss"), self)
            lost.clicked.connect(partial(self._birth, True))
            found += [born, lost]
        found.append(self._button(_("Update details"), partial(self._update, child.id)))
        if is_lost(child) or is_gone(child):
            return self._named(found)
        placement = current_placement(self._file, child.id)
        if placement:
            moved = {**here, "replaces_id": placement.id}
            found.append(self._button(_("Moved: next placement"), self._form(Placement, moved)))
        elif not is_expected(child):
            found.append(self._button(_("+ Placement"), self._form(Placement, here)))
        statuses = current_statuses(self._file, child.id)
        if statuses:
            following = {**here, "replaces_id": statuses[0].id}
            found.append(self._button(_("Next legal status"), self._form(LegalStatus, following)))
        found.append(self._button(_("+ Legal status"), self._form(LegalStatus, here)))
        found.append(self._button(_("+ Contact"), self._form(ContactArrangement, here)))
        if not is_expected(child) and current_level(self._file, child.id) is None:
            found.append(self._button(_("+ Contact level"), self._form(ContactLevel, here)))
        return self._named(found)

    def _named(self, buttons: Sequence[QWidget]) -> list[QWidget]:
        for one in buttons:
            assert isinstance(one, QPushButton)
            one.setAccessibleName(f"{one.text()}: {self.child.display_name()}")
        return list(buttons)

    def _button(self, words: str, does: Any) -> QPushButton:
        button = secondary_button(words, self)
        button.clicked.connect(does)
        return button

    def _form(self, cls: type, answers: dict[str, str]) -> partial[None]:
        return partial(self._form_wanted, cls, answers)

    def _form_wanted(self, cls: type, answers: dict[str, str], checked: bool = False) -> None:
        self.form_wanted.emit(cls, answers)

    def _update(self, record_id: str, checked: bool = False) -> None:
        self.update_wanted.emit(record_id)

    def _birth(self, loss: bool, checked: bool = False) -> None:
        self.birth_wanted.emit(loss)


def _fact_label(words: str, parent: QWidget) -> QLabel:
    label = plain(words, parent, "hint")
    label.setFixedWidth(theme.scaled(160))
    return label
