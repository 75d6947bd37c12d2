"""The two parts of a meeting's grid that are no ordinary questions: actions line by line, and who
came. Their answers are those of the ordinary form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QCompleter, QGridLayout, QLineEdit, QWidget

from tac_desktop.casework.meetings import Invitee, MeetingAction
from tac_desktop.casework.questions import QuestionSpec, questions_of
from tac_desktop.casework.record import is_blank
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import Editor, FormContext, column
from tac_desktop.ui.editors.choices import TickEditor
from tac_desktop.ui.editors.factory import make_cell
from tac_desktop.ui.editors.text import LineEditor
from tac_desktop.ui.editors.when import DateInRow
from tac_desktop.ui.widgets import hint, plain
from tac_desktop.words import _


class ActionLines(Editor):
    """Actions `23.1`, `23.2` ... one line each, with a blank one always waiting at the end.

    Enter goes on: to the next field, and from the last one of a line to the next line. Backspace
    in an empty action takes its line away.
    """

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self.lines: list[_Line] = []
        self._people: list[str] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(2))
        self._grid.setVerticalSpacing(theme.space(1))
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 1)
        assert spec.row is not None
        for place, one in enumerate(questions_of(spec.row).values(), start=1):
            self._grid.addWidget(plain(one.label, self, "hint"), 0, place)
        self._add()

    def offer(self, people: list[str]) -> None:
        """Names to complete in the column of who does it."""
        self._people = people
        for line in self.lines:
            line.offer(people)

    def value(self) -> list[dict[str, Any]]:
        """The lines with something in them."""
        return [line.value() for line in self.lines if not line.is_blank()]

    def show_value(self, value: Any) -> None:
        """Show these actions, models or plain answers."""
        self._clear()
        for row in value or []:
            self._add().show_value(row if isinstance(row, Mapping) else row.__dict__)
        self._add()

    def draft(self) -> list[dict[str, Any]]:
        """What was typed into each line."""
        return [line.draft() for line in self.lines if not line.is_blank()]

    def show_draft(self, draft: Any) -> None:
        """Show again what was typed."""
        self._clear()
        for row in draft or []:
            self._add().show_draft(row)
        self._add()

    def not_understood(self) -> str:
        """Says on which line something cannot be read."""
        for place, line in enumerate(self.lines, start=1):
            words = line.due.not_understood()
            if words:
                return _("Line {place}: {words}").format(place=place, words=words)
        return ""

    def first_field(self) -> QWidget:
        """The first blank line: what is there already is not typed again."""
        return self.lines[-1].action.field

    def say_name(self, name: str, description: str) -> None:
        """Every field has the number of its line."""

    def _add(self) -> _Line:
        line = _Line(self.spec, self.context, self)
        line.offer(self._people)
        line.edited.connect(self._edited)
        line.went_on.connect(partial(self._next_line, line))
        line.emptied.connect(partial(self._take_away, line))
        self.lines.append(line)
        for place, widget in enumerate(line.widgets()):
            self._grid.addWidget(widget, len(self.lines), place)
            widget.show()
        self._number()
        return line

    def _edited(self) -> None:
        if not self.lines[-1].is_blank():
            self._add()
        self.edited.emit()

    def _next_line(self, line: _Line) -> None:
        place = self.lines.index(line) + 1
        if place >= len(self.lines):
            # From a blank line Enter leaves the table, as it would a finished list.
            self.lines[-1].awaited.field.setFocus(Qt.FocusReason.TabFocusReason)
            self.focusNextChild()
            return
        self.lines[place].action.field.setFocus(Qt.FocusReason.TabFocusReason)

    def _take_away(self, line: _Line) -> None:
        if line is self.lines[-1] or not line.is_blank():
            return
        place = self.lines.index(line)
        before = self.lines[max(0, place - 1)]
        before.action.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop(line)
        for row, one in enumerate(self.lines, start=1):
            for column_, widget in enumerate(one.widgets()):
                self._grid.addWidget(widget, row, column_)
        self._number()
        self.edited.emit()

    def _clear(self) -> None:
        for line in list(self.lines):
            self._drop(line)

    def _drop(self, line: _Line) -> None:
        self.lines.remove(line)
        for widget in line.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        line.deleteLater()

    def _number(self) -> None:
        for place, line in enumerate(self.lines, start=1):
            line.show_number(f"{self.spec.number}.{place}")


class _Line(QWidget):
    """The fields of one action; they stand in the grid of the lines, not in this widget."""

    edited = Signal()
    went_on = Signal()
    emptied = Signal()

    def __init__(self, spec: QuestionSpec, context: FormContext, owner: QWidget) -> None:
        super().__init__(owner)
        self.hide()
        specs = questions_of(MeetingAction)
        self.number = plain("", owner, "label")
        self._editors = {name: make_cell(one, context, owner) for name, one in specs.items()}
        self.action = _line_editor(self._editors["action"])
        self.who = _line_editor(self._editors["who"])
        due = self._editors["due"]
        assert isinstance(due, DateInRow)
        self.due = due
        self.mine = _tick(self._editors["mine"])
        self.awaited = _tick(self._editors["awaited"])
        self.action.field.setMinimumWidth(theme.scaled(110))
        self.who.field.setMinimumWidth(theme.scaled(64))
        self.due.field.setFixedWidth(theme.scaled(140))
        for editor in self._editors.values():
            editor.edited.connect(self.edited)
        steps = (self.action.field, self.who.field, self.due.field)
        for field, then in zip(steps, (*steps[1:], None), strict=True):
            field.returnPressed.connect(partial(self._go_on, then))
            # A text that is too long for its field is read from its beginning.
            field.editingFinished.connect(partial(field.setCursorPosition, 0))
        self.action.field.installEventFilter(self)
        for one in (self.mine, self.awaited):
            one.field.setText("")

    def widgets(self) -> list[QWidget]:
        """The number and the fields, in the order of the columns."""
        return [self.number, *self._editors.values()]

    def value(self) -> dict[str, Any]:
        """The answers of this line."""
        return {name: editor.value() for name, editor in self._editors.items()}

    def show_value(self, answers: Mapping[str, Any]) -> None:
        """Show answers."""
        for name, editor in self._editors.items():
            editor.show_value(answers.get(name))

    def draft(self) -> dict[str, Any]:
        """What was typed, blank answers left out."""
        drafts = {name: editor.draft() for name, editor in self._editors.items()}
        return {name: draft for name, draft in drafts.items() if not is_blank(draft)}

    def show_draft(self, draft: Any) -> None:
        """Show again what was typed."""
        for name, editor in self._editors.items():
            if isinstance(draft, Mapping) and name in draft:
                editor.show_draft(draft[name])

    def is_blank(self) -> bool:
        """Whether nothing stands on it; a tick alone is nothing."""
        typed = (self.action.draft(), self.who.draft(), self.due.draft())
        return not any(text.strip() for text in typed)

    def offer(self, people: list[str]) -> None:
        """Names to complete."""
        completer = QCompleter(people, self.who.field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.who.field.setCompleter(completer)

    def show_number(self, number: str) -> None:
        """Say which line this is."""
        self.number.setText(number)
        for editor in self._editors.values():
            editor.say_name(f"{number} {editor.spec.label}", editor.spec.hint)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Backspace in an empty action takes the line away."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            is_back = event.key() == Qt.Key.Key_Backspace
            if is_back and not self.action.field.text() and self.is_blank():
                self.emptied.emit()
                return True
        return super().eventFilter(watched, event)

    def _go_on(self, then: QLineEdit | None) -> None:
        if then is not None and not self.is_blank():
            then.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.went_on.emit()


class CameTicks(Editor):
    """Who of those invited came: a tick each. Without any tick nothing is said of anybody."""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self._invitees: list[Invitee] = []
        self.boxes: list[QCheckBox] = []
        self._column = column(self)
        self._nobody = hint(_("Nobody was noted as invited."), self)
        self._column.addWidget(self._nobody)

    def value(self) -> list[Invitee]:
        """The invited people with who came."""
        came = [box.isChecked() for box in self.boxes]
        if not any(came):
            return self._invitees
        return [
            one.model_copy(update={"attended": there})
            for one, there in zip(self._invitees, came, strict=True)
        ]

    def show_value(self, value: Any) -> None:
        """Show the invited people."""
        for box in self.boxes:
            self._column.removeWidget(box)
            box.deleteLater()
        self._invitees = [Invitee.model_validate(one) for one in value or []]
        self.boxes = []
        for one in self._invitees:
            who = self.context.name(one.person_id) if one.person_id else ""
            words = ", ".join(part for part in (who, one.role) if part)
            box = QCheckBox(words or _("no name"), self)
            box.setChecked(bool(one.attended))
            box.clicked.connect(self._clicked)
            self._column.addWidget(box)
            self.boxes.append(box)
        self._nobody.setVisible(not self.boxes)

    def draft(self) -> Any:
        """Ticks alone make no draft: the full form could not show them again."""
        return None

    def show_draft(self, draft: Any) -> None:
        """Nothing is kept of it."""

    def first_field(self) -> QWidget:
        """The first box."""
        return self.boxes[0] if self.boxes else self._nobody

    def say_name(self, name: str, description: str) -> None:
        """The boxes say who."""
        for box in self.boxes:
            box.setAccessibleName(f"{name}: {box.text()}")

    def _clicked(self, checked: bool) -> None:
        self.edited.emit()


def _line_editor(editor: Editor) -> LineEditor:
    assert isinstance(editor, LineEditor)
    return editor


def _tick(editor: Editor) -> TickEditor:
    assert isinstance(editor, TickEditor)
    return editor
