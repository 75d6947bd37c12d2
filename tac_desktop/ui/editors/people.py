"""References: one found by typing, several as chips, her children as boxes that are all visible."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from tac_desktop.casework.questions import QuestionSpec
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import (
    Candidate,
    Editor,
    FormContext,
    column,
    in_the_order_shown,
    name_buttons,
    ticked,
)
from tac_desktop.ui.editors.chips import ChipsEditor
from tac_desktop.ui.editors.choices import ButtonsEditor
from tac_desktop.ui.editors.pick import AddNew, PickField
from tac_desktop.ui.flow import FlowLayout, full_width
from tac_desktop.words import _

_CAN_BE_ADDED = ("person", "organisation", "party")


def adding_for(spec: QuestionSpec, context: FormContext) -> AddNew | None:
    """How someone who is not listed is added; None for references to records."""
    if context.add_new is None or spec.refers_to not in _CAN_BE_ADDED:
        return None
    return partial(context.add_new, spec.refers_to)


class ReferenceEditor(Editor):
    """One person, organisation or record."""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self.field = PickField(self.candidates, self, adding_for(spec, context))
        column(self, self.field)
        self._id = ""
        self.field.picked.connect(self._picked)
        self.field.typed.connect(self._typed)
        self.field.line.editingFinished.connect(self._settle)

    def candidates(self) -> list[Candidate]:
        """Who can be picked."""
        return self.context.candidates(self.spec.refers_to)

    def value(self) -> str:
        """The identifier that is picked or meant, blank where none is."""
        if self._id:
            return self._id
        meant = self.field.meant()
        return meant.id if meant else ""

    def show_value(self, value: Any) -> None:
        """Show whom an identifier means."""
        self._id = str(value or "")
        self.field.line.setText(self._name(self._id))
        self.field.line.setCursorPosition(0)

    def not_understood(self) -> str:
        """Says who could not be found."""
        return "" if self._id else self.field.problem()

    def draft(self) -> dict[str, str] | str:
        """The identifier, or what was typed instead."""
        text = self.field.line.text().strip()
        return {"id": self._id, "typed": text} if text else ""

    def show_draft(self, draft: Any) -> None:
        """Show again what was typed."""
        kept = draft if isinstance(draft, dict) else {}
        self.show_value(kept.get("id", ""))
        if not self._id:
            self.field.line.setText(str(kept.get("typed", "")))

    def first_field(self) -> QWidget:
        """The field."""
        return self.field.line

    def _name(self, record_id: str) -> str:
        if not record_id:
            return ""
        known = next((one for one in self.candidates() if one.id == record_id), None)
        return known.name if known else self.context.name(record_id)

    def _picked(self, candidate: Candidate) -> None:
        self.show_value(candidate.id)
        self.edited.emit()

    def _typed(self) -> None:
        self._id = ""
        self.edited.emit()

    def _settle(self) -> None:
        meant = None if self._id else self.field.meant()
        if meant:
            self.field.close_list()
            self._picked(meant)


class ReferenceInRow(ReferenceEditor):
    """One person in a row; her children are found by typing there too."""

    in_a_row = True

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self.field.line.setMinimumWidth(theme.scaled(200))


class ReferencesEditor(ChipsEditor):
    """Several people, organisations or records."""

    def candidates(self) -> list[Candidate]:
        """Who can be picked."""
        return self.context.candidates(self.spec.refers_to)

    def words_for(self, key: str) -> str:
        """The name on a chip."""
        known = next((one for one in self.candidates() if one.id == key), None)
        return known.name if known else self.context.name(key)

    def adding(self) -> AddNew | None:
        """People can be added."""
        return adding_for(self.spec, self.context)

    def placeholder(self) -> str:
        """A name is looked for."""
        return _("Type part of a name")


class ChildrenEditor(Editor):
    """Several of her children: one box for each, all visible."""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self._layout = FlowLayout(self, theme.space(4), theme.space(1))
        self._boxes: dict[str, QCheckBox] = {}
        self._shown: list[str] = []
        self._nobody = no_children(self)
        full_width(self._nobody)
        self._layout.addWidget(self._nobody)
        for candidate in context.candidates(spec.refers_to):
            self._add(candidate.id, with_detail(candidate))

    def value(self) -> list[str]:
        """Those that are ticked: as they were shown first, then those ticked since."""
        return in_the_order_shown(self._shown, ticked(self._boxes))

    def show_value(self, value: Any) -> None:
        """Tick these, and only them."""
        self._shown = [str(one) for one in value or []]
        for key in self._shown:
            if key not in self._boxes:
                self._add(key, self.context.name(key))
        for key, box in self._boxes.items():
            box.setChecked(key in self._shown)

    def first_field(self) -> QWidget:
        """The first box."""
        return next(iter(self._boxes.values()), self._nobody)

    def say_name(self, name: str, description: str) -> None:
        """Each box says the question."""
        name_buttons(self._boxes.values(), name, description)

    def _add(self, key: str, words: str) -> None:
        box = QCheckBox(words, self)
        box.clicked.connect(self._clicked)
        self._boxes[key] = box
        self._layout.addWidget(box)
        self._nobody.hide()

    def _clicked(self, checked: bool) -> None:
        self.edited.emit()


class ChildEditor(ButtonsEditor):
    """One of her children."""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self._nobody = no_children(self)
        self._layout.addWidget(self._nobody)
        self._nobody.setVisible(not self._buttons)

    def choices(self) -> list[Candidate]:
        """Her children, with their ages."""
        listed = self.context.candidates(self.spec.refers_to)
        return [Candidate(one.id, with_detail(one)) for one in listed]

    def show_value(self, value: Any) -> None:
        """Choose a child."""
        key = str(value or "")
        if key and key not in self._buttons:
            self._add(key, self.context.name(key), "")
        self._nobody.setVisible(not self._buttons)
        self._choose(key)

    def first_field(self) -> QWidget:
        """The child that is chosen, else the first."""
        return super().first_field() if self._buttons else self._nobody


def no_children(parent: QWidget) -> QLabel:
    """What stands in place of the boxes where there are no children yet."""
    label = QLabel(_("No children are on this file yet. Add them on the page Children."), parent)
    theme.mark(label, "hint")
    return label


def with_detail(candidate: Candidate) -> str:
    """`Callum Averley (12)`."""
    return f"{candidate.name} ({candidate.detail})" if candidate.detail else candidate.name
