"""Pieces of the page Contact: letterbox, notes to be shared, what is allowed, hard goodbyes.

Each shows one file, hides itself where it has nothing to say, and asks the page for forms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.birth import is_expected
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactRestriction, ContactSession
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_given import to_share
from tac_desktop.casework.contact_limits import current_level, plans_beyond_limits
from tac_desktop.casework.contact_plans import (
    ContactLevel,
    FamilyDay,
    FamilyDayChild,
    GoodbyeStep,
    SeparationPlan,
)
from tac_desktop.casework.dates import days_in_words, written, written_time
from tac_desktop.casework.goodbye import is_near
from tac_desktop.casework.letterbox import letterboxes
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Record
from tac_desktop.ui import theme
from tac_desktop.ui.child_facts import level_in_words
from tac_desktop.ui.form_words import lower_first
from tac_desktop.ui.one_click import OneClick
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import card, flowing, hint, secondary_button, section, wrapped
from tac_desktop.ui.wrapped_link import WrappedLink
from tac_desktop.words import _

_LETTERS_SHOWN = 3


class Panel(QWidget):
    """A card with a heading that is written anew from the file.

    `form_wanted` carries a record class and answers to begin with; `update_wanted` and
    `record_wanted` a record's identifier.
    """

    form_wanted = Signal(object, object)
    update_wanted = Signal(str)
    record_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        self.done = OneClick(session, self)
        self.done.hide()
        layout.addWidget(self.done)
        frame, self._column = card(self, spacing=2, margin=3)
        self._frame = frame
        self._column.addWidget(section(self.heading(), frame))
        self._body: QWidget | None = None
        layout.addWidget(frame)
        self._mother_id = ""

    def heading(self) -> str:
        """What the card is called."""
        raise NotImplementedError

    def write(self, case_file: CaseFile, column: QVBoxLayout, body: QWidget) -> bool:
        """Put the lines into the column; False where there is nothing to say."""
        raise NotImplementedError

    def show_file(self, case_file: CaseFile) -> None:
        """Write the card anew."""
        if self._mother_id != case_file.mother_id:
            self._mother_id = case_file.mother_id
            self.done.forget()
        old, self._body = self._body, QWidget(self._frame)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        anything = self.write(case_file, column, self._body)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._column.addWidget(self._body)
        self._frame.setVisible(anything)
        self.setVisible(anything or not self.done.isHidden())

    def _link(self, words: str, record_id: str, parent: QWidget) -> QPushButton:
        link = WrappedLink(words, parent)
        link.clicked.connect(partial(self._wanted, record_id))
        return link

    def _button(
        self, words: str, about: str, parent: QWidget, does: Callable[..., None]
    ) -> QWidget:
        button = secondary_button(words, parent)
        button.setAccessibleName(f"{words}: {about}")
        button.clicked.connect(does)
        return button

    def _save(self, record: Record, words: str, checked: bool = False) -> None:
        if self.done.save(record, words):
            self.done.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wanted(self, record_id: str, checked: bool = False) -> None:
        self.record_wanted.emit(record_id)

    def _update(self, record_id: str, checked: bool = False) -> None:
        self.update_wanted.emit(record_id)

    def _form(self, cls: type[Record], answers: Mapping[str, Any], checked: bool = False) -> None:
        self.form_wanted.emit(cls, dict(answers))


class LetterboxPanel(Panel):
    """When the next letter is due, and what went to and fro."""

    def heading(self) -> str:
        """The heading."""
        return _("Letterbox")

    def write(self, case_file: CaseFile, column: QVBoxLayout, body: QWidget) -> bool:
        """A block for each arrangement."""
        found = letterboxes(case_file)
        for one in found:
            name = _short(case_file, one.arrangement.child_id)
            often = lower_first(code_list("frequency").label(one.arrangement.frequency))
            words = f"{name}, {often}. {one.sentence}" if often else f"{name}. {one.sentence}"
            column.addWidget(wrapped(words, body, "error" if one.to_write else "label"))
            for item in one.items[:_LETTERS_SHOWN]:
                day = written(item.day) or _("no date")
                column.addWidget(self._link(f"{day}: {item.words}", item.record_id, body))
            if not one.items:
                column.addWidget(hint(_("Nothing sent or received is recorded yet."), body))
            column.addWidget(self._buttons(one.arrangement, name, body))
        return bool(found)

    def _buttons(self, arrangement: ContactArrangement, name: str, body: QWidget) -> QWidget:
        def ask(words: str, way: str) -> QWidget:
            answers = {
                "arrangement_id": arrangement.id,
                "planned": self._session.today(),
                "took_place": True,
                "letter_way": way,
            }
            return self._button(words, name, body, partial(self._form, ContactSession, answers))

        return flowing(body, ask(_("Letter sent"), "sent"), ask(_("Letter received"), "received"))


class SharePanel(Panel):
    """Notes of supervised contact that she has not been shown."""

    def heading(self) -> str:
        """The heading."""
        return _("To be shared with her")

    def write(self, case_file: CaseFile, column: QVBoxLayout, body: QWidget) -> bool:
        """A line for each session, with one click for “today”."""
        found = to_share(case_file)
        if found:
            words = _(
                "What was seen at supervised contact should reach her within three months"
                " (finding of the ombudsman; the months can be changed under This service)."
            )
            column.addWidget(hint(words, body))
        for one in found:
            what = case_file.name(one.session.arrangement_id)
            when = written(one.session.planned)
            words = _("{what}, {day}: by {by}").format(what=what, day=when, by=written(one.by))
            if one.overdue:
                words = _("{what}, {day}: was due by {by}").format(
                    what=what, day=when, by=written(one.by)
                )
            link = self._link(words, one.session.id, body)
            shared = one.session.changed(shared_with_mother_on=case_file.as_of)
            said = _("Shared with her today: {what}, {day}").format(what=what, day=when)
            save = partial(self._save, shared, said)
            button = self._button(_("Shared today"), words, body, save)
            column.addWidget(link)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return bool(found)


class FamilyDaysPanel(Panel):
    """Family days to come: which children, who agreed, who brings them."""

    def heading(self) -> str:
        """The heading."""
        return _("Family days to come")

    def write(self, case_file: CaseFile, column: QVBoxLayout, body: QWidget) -> bool:
        """A block for each day; one click where the one who decides has agreed."""
        coming = [
            one
            for one in case_file.of(FamilyDay)
            if one.date and one.date >= case_file.as_of and not one.cancelled
        ]
        for day in sorted(coming, key=lambda one: one.date or case_file.as_of):
            parts = [written(day.date), written_time(day.time), day.place]
            place = _("place confirmed") if day.confirmed_on else _("place not confirmed yet")
            heading = ", ".join([part for part in parts if part] + [place])
            column.addWidget(self._link(heading, day.id, body))
            for child in day.children:
                column.addWidget(self._child(case_file, day, child, body))
        return bool(coming)

    def _child(
        self, case_file: CaseFile, day: FamilyDay, child: FamilyDayChild, body: QWidget
    ) -> QWidget:
        name = _short(case_file, child.child_id)
        bringer = case_file.name(child.brought_by_id) if child.brought_by_id else ""
        brings = _("brought by {who}").format(who=bringer) if bringer else _("nobody brings yet")
        agreed = {True: _("agreed"), False: _("not agreed"), None: _("nobody agreed yet")}
        words = _("{child}: {agreed}; {brings}").format(
            child=name, agreed=agreed[child.agreed], brings=brings
        )
        label = wrapped(words, body)
        label.setMinimumWidth(theme.scaled(260))
        label.setContentsMargins(0, theme.space(1), 0, 0)
        if child.agreed is not None:
            return flowing(body, label)
        children = [
            one.model_copy(update={"agreed": True}) if one.child_id == child.child_id else one
            for one in day.children
        ]
        changed = day.changed(children=[one.model_dump() for one in children])
        said = _("{child} may come to the family day").format(child=name)
        button = self._button(_("Agreed"), words, body, partial(self._save, changed, said))
        return flowing(body, label, button)


class LimitsPanel(Panel):
    """The level recorded for each child, what was recorded overall, and restrictions in force."""

    def heading(self) -> str:
        """The heading."""
        return _("What is allowed")

    def write(self, case_file: CaseFile, column: QVBoxLayout, body: QWidget) -> bool:
        """A line for each child; then what counts for all or for other people."""
        for limit in plans_beyond_limits(case_file):
            column.addWidget(wrapped(limit.sentence, body, "error"))
        for child in case_file.children:
            if not child.deceased_on and not is_expected(child):
                column.addWidget(self._child(case_file, child, body))
        overall = overall_level(case_file)
        if overall:
            column.addWidget(hint(overall, body))
        for one in case_file.of(ContactRestriction):
            if one.in_force(case_file.as_of):
                words = f"{one.headline(case_file.name)}. {one.summary}"
                column.addWidget(self._link(words, one.id, body))
        return bool(case_file.children or case_file.of(ContactRestriction))

    def _child(self, case_file: CaseFile, child: Person, body: QWidget) -> QWidget:
        level = current_level(case_file, child.id)
        words = _("{child}: {level}").format(
            child=child.short_name(), level=level_in_words(case_file, child.id)
        )
        review = level.review_on if level else None
        late = review is not None and review < case_file.as_of
        label = wrapped(words, body, "error" if late else "")
        label.setMinimumWidth(theme.scaled(260))
        label.setContentsMargins(0, theme.space(1), 0, 0)
        answers = {"child_id": child.id}
        button = self._button(
            _("New level") if level else _("Record a level"),
            child.display_name(),
            body,
            partial(self._form, ContactLevel, answers),
        )
        if level is None:
            return flowing(body, label, button)
        change = self._button(
            _("Update"), child.display_name(), body, partial(self._update, level.id)
        )
        return flowing(body, label, change, button)


class GoodbyePanel(Panel):
    """Plans for a goodbye that is near: her wishes first, then what is prepared, then care."""

    def heading(self) -> str:
        """The heading."""
        return _("A goodbye")

    def write(self, case_file: CaseFile, column: QVBoxLayout, body: QWidget) -> bool:
        """A block for each plan."""
        plans = [one for one in case_file.of(SeparationPlan) if is_near(one, case_file.as_of)]
        self.ticks: dict[tuple[str, int], QCheckBox] = {}
        for plan in plans:
            self._plan(case_file, plan, column, body)
        return bool(plans)

    def tick(self, plan: SeparationPlan, place: int, checked: bool = False) -> None:
        """A step was done today, or was not done after all."""
        done = self.ticks[plan.id, place].isChecked()
        steps = [one.model_copy() for one in plan.steps]
        steps[place].done_on = self._session.today() if done else None
        label = code_list("separation_step").label(steps[place].step)
        words = _("Done: {step}") if done else _("Not done yet: {step}")
        changed = plan.changed(steps=[one.model_dump() for one in steps])
        self.done.save(changed, words.format(step=label))
        box = self.ticks.get((plan.id, place))
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _plan(
        self, case_file: CaseFile, plan: SeparationPlan, column: QVBoxLayout, body: QWidget
    ) -> None:
        when = days_in_words((plan.date - case_file.as_of).days) if plan.date else _("no day yet")
        at = written_time(plan.time)
        parts = [plan.headline(case_file.name), at, plan.place, when]
        heading = ", ".join(part for part in parts if part)
        column.addWidget(self._link(heading, plan.id, body))
        wishes = plan.her_wishes or _("Ask her first what she wishes for.")
        words = _("What she wishes: {words}") if plan.her_wishes else "{words}"
        role = "" if plan.her_wishes else "error"
        column.addWidget(wrapped(words.format(words=wishes), body, role))
        steps = [self._step(plan, place, step, body) for place, step in enumerate(plan.steps)]
        column.addWidget(flowing(body, *steps, across=4))
        care = plan.aftercare or _("Nobody is named yet.")
        column.addWidget(wrapped(_("Afterwards: {care}").format(care=care), body))
        update = partial(self._update, plan.id)
        button = self._button(_("Update the plan"), heading, body, update)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _step(
        self, plan: SeparationPlan, place: int, step: GoodbyeStep, body: QWidget
    ) -> QCheckBox:
        words = code_list("separation_step").label(step.step)
        further = ", ".join(part for part in (step.who, step.note) if part)
        words = f"{words}: {further}" if further else words
        if step.done_on:
            words = _("{step} (done {day})").format(step=words, day=written(step.done_on))
        box = QCheckBox(words, body)
        box.setChecked(step.done_on is not None)
        box.setMinimumWidth(theme.scaled(190))
        box.clicked.connect(partial(self.tick, plan, place))
        self.ticks[plan.id, place] = box
        return box


def overall_level(case_file: CaseFile) -> str:
    """The older answer that was recorded for her as a whole, said to be that."""
    custody = case_file.custody
    if custody is None or not custody.public_protection_child_contact:
        return ""
    label = code_list("child_contact_level").label(custody.public_protection_child_contact)
    return _("Recorded for her overall, not for a child: {level}.").format(level=label)


def _short(case_file: CaseFile, child_id: str) -> str:
    child = case_file.get(Person, child_id)
    return child.short_name() if child else case_file.name(child_id)
