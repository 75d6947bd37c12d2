"""What all editors have in common: an answer, a draft of it, and where the cursor stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.casework.questions import QuestionSpec
from tac_desktop.ui import theme
from tac_desktop.ui.widgets import name_for_accessibility


@dataclass(frozen=True)
class Candidate:
    """Someone or something that can be picked; `also` and `other_names` are other names for it.

    `when_typed` ones are so many that they are offered only to whoever types part of a name.
    """

    id: str
    name: str
    detail: str = ""
    also: str = ""
    other_names: tuple[str, ...] = ()
    when_typed: bool = False

    @property
    def every_name(self) -> tuple[str, ...]:
        """Each name by which it is found."""
        return tuple(one for one in (self.name, self.also, *self.other_names) if one)

    @property
    def names(self) -> str:
        """All of them in one text."""
        return " ".join(self.every_name)


@dataclass
class FormContext:
    """What editors need to know beyond their question.

    `candidates` gives what a reference of one sort may point at, in the order of listing;
    `name` turns an identifier into words; `add_new` asks for someone who is not listed yet, makes
    `candidates` list them, and returns None where the person thought better of it.
    """

    today: dt.date
    candidates: Callable[[str], list[Candidate]]
    name: Callable[[str], str]
    add_new: Callable[[str, str, QWidget], Candidate | None] | None = None


class Editor(QWidget):
    """Where one question is answered.

    `edited` is told at every change a person makes, never for one that the program makes.
    """

    edited = Signal()

    wide = True
    """Whether the editor needs the full width of the form."""

    in_a_row = False
    """Whether it stands in a row, where room is short."""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self.context = context

    def value(self) -> Any:
        """The answer as the record holds it; blank where unanswered or not understood."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show an answer of a record."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Where the cursor goes when the question is picked; named after the question."""
        raise NotImplementedError

    def say_name(self, name: str, description: str) -> None:
        """What a screen reader says of the question; of each button where there are several."""
        name_for_accessibility(self.first_field(), name, description)

    def not_understood(self) -> str:
        """A sentence on what was typed and cannot be read; empty where all is well."""
        return ""

    def draft(self) -> Any:
        """What was typed, understood or not, as JSON; blank where nothing was."""
        return self.value()

    def show_draft(self, draft: Any) -> None:
        """Show again what `draft` returned."""
        self.show_value(draft)

    def cursor_place(self) -> int:
        """The place of the cursor in the text, -1 where there is none."""
        return cursor_of(self.first_field())

    def set_cursor(self, place: int) -> None:
        """Put the cursor back."""
        put_cursor(self.first_field(), place)


def cursor_of(widget: QWidget) -> int:
    """The place of the cursor in a field, -1 where it has none."""
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    return -1


def put_cursor(widget: QWidget, place: int) -> None:
    """Put the cursor of a field at a place; nothing happens where it has none."""
    if place < 0:
        return
    if isinstance(widget, QLineEdit):
        widget.setCursorPosition(place)
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(place, len(widget.toPlainText())))
        widget.setTextCursor(cursor)


def name_buttons(buttons: Iterable[QAbstractButton], name: str, description: str) -> None:
    """Say the question before the words of each of its buttons."""
    for button in buttons:
        button.setAccessibleName(f"{name}: {button.text()}")
        button.setAccessibleDescription(description)


def ticked(boxes: Mapping[str, QAbstractButton]) -> list[str]:
    """The keys of the boxes that are ticked."""
    return [key for key, box in boxes.items() if box.isChecked()]


def in_the_order_shown(shown: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """What is chosen, without a change of order that nobody made."""
    return [key for key in shown if key in chosen] + [key for key in chosen if key not in shown]


def column(owner: QWidget, *widgets: QWidget) -> QVBoxLayout:
    """Widgets one under the other, without margins."""
    layout = QVBoxLayout(owner)
    _fill(layout, widgets)
    return layout


def row(owner: QWidget, *widgets: QWidget) -> QHBoxLayout:
    """Widgets side by side, without margins; what room is left stays empty."""
    layout = QHBoxLayout(owner)
    _fill(layout, widgets)
    layout.addStretch(1)
    return layout


def _fill(layout: QBoxLayout, widgets: tuple[QWidget, ...]) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.space(1))
    for widget in widgets:
        layout.addWidget(widget)
