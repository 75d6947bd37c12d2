"""A list of short texts, numbered as on paper: Enter begins the next line."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from tac_desktop.casework.questions import QuestionSpec
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import Editor, FormContext
from tac_desktop.ui.tab_order import tab_before
from tac_desktop.ui.typed import read_typed_date, written_line
from tac_desktop.ui.widgets import link_button, plain
from tac_desktop.words import _

LINES_OF_DATES = frozenset({"chased"})
"""Fields whose lines are days."""


class LinesEditor(Editor):
    """Lines `15.1`, `15.2` ...

    Enter begins the next line, Backspace in an empty one takes it away, Alt+Up and Alt+Down move
    it. Several lines can be pasted at once.
    """

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(1))
        self._more = link_button(_("Add a line (Enter)"), self)
        self._more.clicked.connect(self._add_at_end)
        self._column.addWidget(self._more)
        self._insert(0)

    def value(self) -> list[str]:
        """The lines with something in them."""
        texts = (line.field.text().strip() for line in self._lines)
        return [text for text in texts if text]

    def show_value(self, value: Any) -> None:
        """Show these lines; one empty line where there are none."""
        for line in list(self._lines):
            self._drop(line)
        for place, text in enumerate(value or [""]):
            self._insert(place, str(text))

    def first_field(self) -> QWidget:
        """The first line."""
        return self._lines[0].field

    def say_name(self, name: str, description: str) -> None:
        """Each line has its own number; only the description is shared."""
        for line in self._lines:
            line.field.setAccessibleDescription(description)

    def fields(self) -> list[QLineEdit]:
        """All lines, in order."""
        return [line.field for line in self._lines]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the keys do that a single line leaves alone."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        place = next((n for n, one in enumerate(self._lines) if one.field is watched), -1)
        if place < 0:
            return super().eventFilter(watched, event)
        return self._key(place, event) or super().eventFilter(watched, event)

    def _key(self, place: int, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers()
        nothing, alt = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and held in (nothing, Qt.KeyboardModifier.KeypadModifier):
            self._insert(place + 1).field.setFocus()
            return True
        if alt in held and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(place, -1 if key == Qt.Key.Key_Up else 1)
            return True
        empty = not self._lines[place].field.text()
        if key == Qt.Key.Key_Backspace and empty and len(self._lines) > 1:
            self._remove(self._lines[place])
            return True
        return False

    def _insert(self, place: int, text: str = "") -> _Line:
        line = _Line(text, self)
        line.field.installEventFilter(self)
        line.field.textEdited.connect(partial(self._typed, line))
        line.removed.connect(partial(self._remove, line))
        self._lines.insert(place, line)
        self._column.insertWidget(place, line)
        line.show()
        self._number()
        return line

    def _drop(self, line: _Line) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._number()

    def _remove(self, line: _Line) -> None:
        if line not in self._lines:
            return
        place = self._lines.index(line)
        self._drop(line)
        if not self._lines:
            self._insert(0)
        self._lines[max(0, place - 1)].field.setFocus()
        self.edited.emit()

    def _move(self, place: int, step: int) -> None:
        there = place + step
        if not 0 <= there < len(self._lines):
            return
        line = self._lines.pop(place)
        self._lines.insert(there, line)
        self._column.insertWidget(there, line)
        line.field.setFocus()
        self._number()
        self.edited.emit()

    def number_of(self, place: int) -> str:
        """The number before a line, as on paper."""
        return f"{self.spec.number}.{place}"

    def _add_at_end(self) -> None:
        self._insert(len(self._lines)).field.setFocus()

    def _typed(self, line: _Line, text: str) -> None:
        self.edited.emit()

    def _number(self) -> None:
        for place, line in enumerate(self._lines, start=1):
            line.show_number(self.number_of(place), self.spec.label)
        tab_before(self._more, self._lines)


class DateLinesEditor(LinesEditor):
    """Lines that hold dates: typed as people do, kept as ISO text, shown written out."""

    def value(self) -> list[str]:
        """The days as ISO text; what is no date stays as it was typed."""
        return [self._kept(text) for text in super().value()]

    def show_value(self, value: Any) -> None:
        """Show the days written out."""
        super().show_value([written_line(str(one)) for one in value or []] or None)

    def _kept(self, text: str) -> str:
        day = read_typed_date(text, self.context.today)
        return day.isoformat() if day else text


class LinesInRow(LinesEditor):
    """Lines in a row, counted from 1."""

    in_a_row = True

    def number_of(self, place: int) -> str:
        """Only the count: the row has its number already."""
        return str(place)


class DateLinesInRow(DateLinesEditor, LinesInRow):
    """Lines of dates in a row."""


class _Line(QWidget):
    """One numbered line with a button that takes it away."""

    removed = Signal()

    def __init__(self, text: str, parent: LinesEditor) -> None:
        super().__init__(parent)
        self._number: QLabel = plain("", self, "hint")
        self._number.setMinimumWidth(theme.scaled(12 if parent.in_a_row else 36))
        self.field = QLineEdit(text, self)
        self.field.setCursorPosition(0)
        self._remove = QToolButton(self)
        self._remove.setText("×")
        theme.mark(self._remove, "small")
        self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._remove.clicked.connect(self.removed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(1))
        for widget in (self._number, self.field, self._remove):
            layout.addWidget(widget)

    def show_number(self, number: str, question: str) -> None:
        """Say which line of which question this is."""
        self._number.setText(number)
        self.field.setAccessibleName(f"{number} {question}")
        words = _("Take line {number} away").format(number=number)
        self._remove.setToolTip(words)
        self._remove.setAccessibleName(words)
