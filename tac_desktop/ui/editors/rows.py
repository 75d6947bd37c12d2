"""Rows inside a record: a stack of small numbered forms, added, moved and taken away by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from pydantic import BaseModel
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from tac_desktop.casework.questions import Kind, QuestionSpec, questions_of
from tac_desktop.casework.record import is_blank
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import Editor, FormContext
from tac_desktop.ui.flow import FlowLayout, full_width
from tac_desktop.ui.tab_order import tab_before
from tac_desktop.ui.widgets import plain, secondary_button
from tac_desktop.words import _

MakeEditor = Callable[[QuestionSpec, FormContext, QWidget], Editor]


class RowsEditor(Editor):
    """The rows `12.1`, `12.2` ... of a question.

    Ctrl+Shift+A adds one below; inside a row Alt+Up and Alt+Down move it, Ctrl+Shift+Delete
    takes it away.
    """

    def __init__(
        self, spec: QuestionSpec, context: FormContext, parent: QWidget, make: MakeEditor
    ) -> None:
        super().__init__(spec, context, parent)
        assert spec.row is not None
        self._row_class: type[BaseModel] = spec.row
        self._make = make
        self.rows: list[RowForm] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))
        self.more = secondary_button(_("Add a line"), self)
        self.more.setToolTip(_("Ctrl+Shift+A"))
        self.more.setAccessibleName(_("Add a line: {label}").format(label=spec.label))
        self.more.clicked.connect(self._add_by_hand)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._key("Ctrl+Shift+A", self._add_by_hand)
        self._key("Ctrl+Shift+Del", self._remove_current)
        self._key("Alt+Up", partial(self._move_current, -1))
        self._key("Alt+Down", partial(self._move_current, 1))

    def value(self) -> list[dict[str, Any]]:
        """The rows with something in them, as plain answers."""
        return [row.value() for row in self.rows if not row.is_blank()]

    def show_value(self, value: Any) -> None:
        """Show these rows, models or plain answers."""
        self._clear()
        for row in value or []:
            answers = row if isinstance(row, Mapping) else row.__dict__
            self._add().show_value(answers)
        self._order_tabs()

    def draft(self) -> list[dict[str, Any]]:
        """What was typed into each row."""
        drafts = [row.draft() for row in self.rows]
        return drafts if any(drafts) else []

    def show_draft(self, draft: Any) -> None:
        """Show again what was typed."""
        self._clear()
        for row in draft or []:
            self._add().show_draft(row)
        self._order_tabs()

    def not_understood(self) -> str:
        """Says in which row something cannot be read."""
        for place, row in enumerate(self.rows, start=1):
            words = row.not_understood()
            if words:
                return _("Line {place}: {words}").format(place=place, words=words)
        return ""

    def first_field(self) -> QWidget:
        """The first field of the first row, else the button that adds one."""
        return self.rows[0].first_field() if self.rows else self.more

    def say_name(self, name: str, description: str) -> None:
        """The rows have their own numbers; the button says the question."""
        words = _("{question}: add a line").format(question=name)
        self.more.setAccessibleName(words)
        self.more.setAccessibleDescription(description)

    def add_row(self, answers: Mapping[str, Any] | None = None) -> RowForm:
        """Add a row at the end, with some answers."""
        row = self._add()
        if answers:
            row.show_value(answers)
        self._order_tabs()
        return row

    def _key(self, keys: str, does: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(does)

    def _add(self) -> RowForm:
        row = RowForm(self._row_class, self.context, self, self._make)
        row.edited.connect(self.edited)
        row.removed.connect(partial(self._remove, row))
        row.moved.connect(partial(self._move, row))
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        row.show()
        self._number()
        return row

    def _add_by_hand(self) -> None:
        self.add_row().first_field().setFocus(Qt.FocusReason.TabFocusReason)

    def _clear(self) -> None:
        for row in list(self.rows):
            self._drop(row)

    def _drop(self, row: RowForm) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._number()

    def _remove(self, row: RowForm) -> None:
        place = self.rows.index(row)
        self._drop(row)
        left = self.rows[min(place, len(self.rows) - 1)] if self.rows else None
        (left.first_field() if left else self.more).setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _move(self, row: RowForm, step: int) -> None:
        place = self.rows.index(row)
        there = place + step
        if not 0 <= there < len(self.rows):
            return
        self.rows.insert(there, self.rows.pop(place))
        self._column.insertWidget(there, row)
        self._number()
        self._order_tabs()
        self.edited.emit()

    def _current(self) -> RowForm | None:
        focused = self.focusWidget()
        if focused is None:
            return None
        return next((row for row in self.rows if row.isAncestorOf(focused)), None)

    def _remove_current(self) -> None:
        row = self._current()
        if row:
            self._remove(row)

    def _move_current(self, step: int) -> None:
        row = self._current()
        if row:
            focused = self.focusWidget()
            self._move(row, step)
            if focused is not None:
                focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_tabs(self) -> None:
        tab_before(self.more, self.rows)

    def _number(self) -> None:
        for place, row in enumerate(self.rows, start=1):
            number = f"{self.spec.number}.{place}" if self.spec.number else str(place)
            row.show_number(number)


class RowForm(QFrame):
    """One row: its questions side by side, as many as fit."""

    edited = Signal()
    removed = Signal()
    moved = Signal(int)

    def __init__(
        self, row_class: type[BaseModel], context: FormContext, parent: QWidget, make: MakeEditor
    ) -> None:
        super().__init__(parent)
        theme.mark(self, "row")
        self.editors: dict[str, Editor] = {}
        self._number = plain("", self, "label")
        fields = QWidget(self)
        flow = FlowLayout(fields, theme.space(3), theme.space(2))
        for name, spec in questions_of(row_class).items():
            self.editors[name] = self._cell(spec, context, fields, flow, make)
        self.show_value(row_class.model_construct().__dict__)
        self._untouched = self.draft()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*[theme.space(2)] * 4)
        layout.setSpacing(theme.space(2))
        layout.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(fields, 1)
        layout.addWidget(self._buttons(), 0, Qt.AlignmentFlag.AlignTop)

    def value(self) -> dict[str, Any]:
        """The answers of this row."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def show_value(self, answers: Mapping[str, Any]) -> None:
        """Show answers."""
        for name, editor in self.editors.items():
            editor.show_value(answers.get(name))

    def draft(self) -> dict[str, Any]:
        """What was typed, blank answers left out."""
        drafts = {name: editor.draft() for name, editor in self.editors.items()}
        return {name: draft for name, draft in drafts.items() if not is_blank(draft)}

    def show_draft(self, draft: Any) -> None:
        """Show again what was typed."""
        kept = draft if isinstance(draft, Mapping) else {}
        for name, editor in self.editors.items():
            if name in kept:
                editor.show_draft(kept[name])

    def is_blank(self) -> bool:
        """Whether nothing was answered beyond what a new row starts with."""
        drafts = self.draft().items()
        return not any(draft != self._untouched.get(name) for name, draft in drafts)

    def not_understood(self) -> str:
        """What cannot be read, in words."""
        for editor in self.editors.values():
            words = editor.not_understood()
            if words:
                return words
        return ""

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return next(iter(self.editors.values())).first_field()

    def show_number(self, number: str) -> None:
        """Say which row this is."""
        self._number.setText(number)
        for editor in self.editors.values():
            name = f"{number} {editor.spec.label}"
            editor.say_name(name, editor.spec.hint)

    def _cell(
        self,
        spec: QuestionSpec,
        context: FormContext,
        parent: QWidget,
        flow: FlowLayout,
        make: MakeEditor,
    ) -> Editor:
        cell = QWidget(parent)
        editor = make(spec, context, cell)
        layout = QVBoxLayout(cell)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(1))
        if spec.kind is not Kind.TICK:
            words = spec.label if not spec.required else _("{label} *").format(label=spec.label)
            label = plain(words, cell, "hint")
            label.setBuddy(editor.first_field())
            layout.addWidget(label)
        layout.addWidget(editor)
        layout.addStretch(1)
        full_width(cell, spec.kind is Kind.LONG_TEXT)
        if spec.kind in (Kind.TEXT, Kind.LINES):
            cell.setMinimumWidth(theme.scaled(_TEXT_WIDTH))
        flow.addWidget(cell)
        editor.edited.connect(self.edited)
        return editor

    def _buttons(self) -> QWidget:
        box = QWidget(self)
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(1))
        up = self._button(Qt.ArrowType.UpArrow, _("Move this line up (Alt+Up)"), box)
        up.clicked.connect(partial(self._move, -1))
        down = self._button(Qt.ArrowType.DownArrow, _("Move this line down (Alt+Down)"), box)
        down.clicked.connect(partial(self._move, 1))
        words = _("Take this line away (Ctrl+Shift+Delete)")
        away = self._button(Qt.ArrowType.NoArrow, words, box)
        away.setText("×")
        away.clicked.connect(self._remove)
        for button in (up, down, away):
            layout.addWidget(button)
        return box

    def _button(self, arrow: Qt.ArrowType, words: str, parent: QWidget) -> QToolButton:
        button = QToolButton(parent)
        button.setArrowType(arrow)
        theme.mark(button, "small")
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _move(self, step: int, checked: bool = False) -> None:
        self.moved.emit(step)

    def _remove(self) -> None:
        self.removed.emit()


_TEXT_WIDTH = 230
