"""Choices from a code list: buttons for short lists, a type-ahead box for long ones; yes and no."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QLineEdit, QRadioButton, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import QuestionSpec
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import Candidate, Editor, FormContext, column, name_buttons
from tac_desktop.ui.editors.type_ahead import TypeAhead, best, ranked
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.words import _

_MOST_BUTTONS = 5
_MOST_LETTERS = 72


def offered(list_name: str, chosen: Sequence[str] = ()) -> list[Candidate]:
    """The choices of a code list, and those already chosen that it no longer offers."""
    codes = code_list(list_name)
    found = [Candidate(one.code, one.label, one.definition) for one in codes.offered]
    known = {one.id for one in found}
    found += [Candidate(one, codes.label(one)) for one in chosen if one and one not in known]
    return found


def fits_on_buttons(list_name: str) -> bool:
    """Whether a list is short enough to stand open."""
    labels = [one.label for one in code_list(list_name).offered]
    return len(labels) <= _MOST_BUTTONS and sum(map(len, labels)) <= _MOST_LETTERS


class ButtonsEditor(Editor):
    """One of a few choices, all visible. Delete or Backspace takes the answer back."""

    wide = False

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self._layout = FlowLayout(self, theme.space(4), theme.space(1))
        self._group = QButtonGroup(self)
        self._buttons: dict[Any, QRadioButton] = {}
        for candidate in self.choices():
            self._add(candidate.id, candidate.name, candidate.detail)

    def choices(self) -> list[Candidate]:
        """What can be chosen."""
        return offered(self.spec.codes)

    def value(self) -> Any:
        """The code that is chosen, blank where none is."""
        return self._chosen() or ""

    def show_value(self, value: Any) -> None:
        """Choose a code; one that is not offered any more is added."""
        key = str(value or "")
        if key and key not in self._buttons:
            self._add(key, code_list(self.spec.codes).label(key), "")
        self._choose(key)

    def first_field(self) -> QWidget:
        """The button that is chosen, else the first."""
        checked = (one for one in self._buttons.values() if one.isChecked())
        return next(checked, next(iter(self._buttons.values())))

    def say_name(self, name: str, description: str) -> None:
        """Each button says the question."""
        name_buttons(self._buttons.values(), name, description)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes the answer back."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self.spec.required:
            self._choose("")
            self.edited.emit()
            return True
        return super().eventFilter(watched, event)

    def _add(self, key: Any, words: str, detail: str) -> None:
        button = QRadioButton(words, self)
        button.setToolTip(detail)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.installEventFilter(self)
        button.clicked.connect(self._clicked)
        # The arrow keys of a radio group choose without a click.
        button.toggled.connect(partial(self._toggled, button))
        self._group.addButton(button)
        self._layout.addWidget(button)
        self._buttons[key] = button

    def _chosen(self) -> Any:
        for key, button in self._buttons.items():
            if button.isChecked():
                return key
        return None

    def _choose(self, key: Any) -> None:
        self._group.setExclusive(False)
        for one, button in self._buttons.items():
            button.blockSignals(True)
            button.setChecked(one == key)
            button.blockSignals(False)
        self._group.setExclusive(True)

    def _clicked(self, checked: bool) -> None:
        self.edited.emit()

    def _toggled(self, button: QRadioButton, checked: bool) -> None:
        if checked and button.hasFocus():
            self.edited.emit()


class YesNoEditor(ButtonsEditor):
    """Yes or no, or not answered."""

    def choices(self) -> list[Candidate]:
        """Yes and no."""
        return [Candidate("yes", _("Yes")), Candidate("no", _("No"))]

    def value(self) -> bool | None:
        """The answer, None where there is none."""
        chosen = self._chosen()
        return None if chosen is None else chosen == "yes"

    def show_value(self, value: Any) -> None:
        """Show an answer."""
        self._choose("" if value is None else "yes" if value else "no")


class TickEditor(Editor):
    """A single box; its words are the question itself."""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self.field = QCheckBox(spec.label, self)
        column(self, self.field)
        self.field.clicked.connect(self._clicked)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.field.isChecked()

    def show_value(self, value: Any) -> None:
        """Tick the box, or not."""
        self.field.setChecked(bool(value))

    def first_field(self) -> QWidget:
        """The box."""
        return self.field

    def _clicked(self, checked: bool) -> None:
        self.edited.emit()


class BoxEditor(Editor):
    """One of many choices: type a few letters, or open the list with the Down key."""

    wide = False

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self.field = ChoiceBox(offered(spec.codes), self)
        column(self, self.field)
        self.field.changed_by_hand.connect(self.edited)

    def value(self) -> str:
        """The code that is chosen or meant, blank where none is."""
        return self.field.code()

    def show_value(self, value: Any) -> None:
        """Choose a code; one that is not offered any more is added."""
        self.field.show_code(str(value or ""), offered(self.spec.codes, [str(value or "")]))

    def not_understood(self) -> str:
        """Says what is not on the list."""
        text = self.field.currentText().strip()
        if not text or self.field.code():
            return ""
        return _("“{text}” is not on the list. Choose one with the Down key.").format(text=text)

    def draft(self) -> str:
        """The code, or what was typed instead of one."""
        return self.field.code() or self.field.currentText()

    def show_draft(self, draft: Any) -> None:
        """Show again what was typed."""
        self.show_value("")
        known = {one.id for one in offered(self.spec.codes)}
        if str(draft) in known or not str(draft or "").strip():
            self.show_value(draft)
        else:
            self.field.setEditText(str(draft))

    def first_field(self) -> QWidget:
        """The box."""
        return self.field

    def cursor_place(self) -> int:
        """A box is entered as a whole."""
        return -1


class ChoiceBox(QComboBox):
    """A combo box that is typed into; what is typed need not be the beginning of the choice."""

    changed_by_hand = Signal()

    def __init__(self, choices: Sequence[Candidate], parent: QWidget) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setMaxVisibleItems(16)
        self._choices: list[Candidate] = []
        self.show_code("", choices)
        line = self.lineEdit()
        assert isinstance(line, QLineEdit)
        self._type_ahead = TypeAhead(line, self._matching, self, first_is_meant=True)
        self._type_ahead.picked.connect(self._picked)
        line.textEdited.connect(self._typed)
        line.editingFinished.connect(self._settle)
        self.activated.connect(self._activated)

    def code(self) -> str:
        """The code that is chosen, or that what was typed means."""
        text = self.currentText()
        exact = next((one for one in self._choices if one.name == text), None)
        found = exact or best(text, self._choices)
        return found.id if found else ""

    def show_code(self, code: str, choices: Sequence[Candidate]) -> None:
        """Offer these choices, with `code` chosen."""
        if list(choices) != self._choices:
            self._choices = list(choices)
            self.clear()
            self.addItem("", "")
            for one in self._choices:
                self.addItem(one.name, one.id)
                self.setItemData(self.count() - 1, one.detail, Qt.ItemDataRole.ToolTipRole)
            letters = max((len(one.name) for one in self._choices), default=8)
            self.setMinimumWidth(min(theme.scaled(90 + 7 * letters), theme.scaled(420)))
        self.setCurrentIndex(max(0, self.findData(code)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form, never change the answer."""
        event.ignore()

    def _matching(self, typed: str) -> list[Candidate]:
        return ranked(typed, self._choices)

    def _typed(self, text: str) -> None:
        self.changed_by_hand.emit()

    def _picked(self, candidate: Candidate) -> None:
        self.setCurrentIndex(max(0, self.findData(candidate.id)))
        self.changed_by_hand.emit()

    def _activated(self, index: int) -> None:
        self.changed_by_hand.emit()

    def _settle(self) -> None:
        text = self.currentText()
        code = self.code()
        index = self.findData(code) if code else 0 if not text.strip() else -1
        if index >= 0 and (self.currentIndex() != index or self.itemText(index) != text):
            self.setCurrentIndex(index)
