"""Dates and times: plain fields that accept what people type and show what was understood."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tac_desktop.casework.dates import written, written_partial, written_time
from tac_desktop.casework.questions import QuestionSpec
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import Editor, FormContext, column
from tac_desktop.ui.typed import (
    date_reading,
    partial_reading,
    read_typed_date,
    read_typed_partial,
    read_typed_time,
    with_weekday,
)
from tac_desktop.words import _

_AHEAD = ("due", "next", "deadline", "expires", "review", "board", "papers")


class _TypedEditor(Editor):
    """A field, and under it what was understood."""

    wide = False
    field_width = 132

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self.field = QLineEdit(self)
        self.field.setFixedWidth(theme.scaled(self.field_width))
        self._reading = QLabel(self)
        theme.mark(self._reading, "hint")
        column(self, self.field, self._reading)
        self.field.textEdited.connect(self._typed)
        self.field.editingFinished.connect(self._write_out)

    def first_field(self) -> QWidget:
        """The field."""
        return self.field

    def draft(self) -> str:
        """What was typed."""
        return self.field.text().strip()

    def show_draft(self, draft: Any) -> None:
        """Show again what was typed."""
        self.field.setText(str(draft or ""))
        self._read()

    def reading(self) -> str:
        """What was understood, in words."""
        return self._reading.text()

    def understood(self) -> str:
        """The reading of what stands in the field; an empty string where it says nothing."""
        raise NotImplementedError

    def tidy(self) -> str:
        """What stands in the field, written as everywhere; empty where it cannot be read."""
        raise NotImplementedError

    def _typed(self, text: str) -> None:
        self._read()
        self.edited.emit()

    def _read(self) -> None:
        self._reading.setText(self.understood())
        self._reading.setVisible(bool(self._reading.text()) and not self.in_a_row)
        self.field.setToolTip(self._reading.text())

    def _write_out(self) -> None:
        tidy = self.tidy()
        if tidy and tidy != self.field.text():
            self.field.setText(tidy)
            self._read()


class DateEditor(_TypedEditor):
    """A whole date. Up and Down move it by a day, Page Up and Page Down by a week."""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self._ahead = any(word in spec.name for word in _AHEAD)
        if not self.in_a_row:
            self._reading.setMinimumWidth(theme.scaled(190))
        self._read()

    def value(self) -> dt.date | None:
        """The day, None where there is none or it cannot be read."""
        return read_typed_date(self.field.text(), self.context.today, ahead=self._ahead)

    def show_value(self, value: Any) -> None:
        """Show a day."""
        day = dt.date.fromisoformat(value) if isinstance(value, str) and value else value
        self.field.setText(self._written(day))
        self._read()

    def not_understood(self) -> str:
        """Says what is not a date, with an example."""
        text = self.field.text().strip()
        if not text or self.value():
            return ""
        words = _("“{text}” is not a date. Write it like 16 Nov 2026, 16/11, today or y.")
        return words.format(text=text)

    def understood(self) -> str:
        """The weekday and how far away it is."""
        day = self.value()
        return date_reading(day, self.context.today) if day else ""

    def tidy(self) -> str:
        """The date written out."""
        return self._written(self.value())

    def _written(self, day: dt.date | None) -> str:
        if day is None:
            return ""
        return with_weekday(day) if self.in_a_row else written(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the date with the arrow keys."""
        key = Qt.Key
        steps = {key.Key_Up: 1, key.Key_Down: -1, key.Key_PageUp: 7, key.Key_PageDown: -7}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        day = self.value()
        self.show_value(day + dt.timedelta(days=step) if day else self.context.today)
        self.edited.emit()


class DateInRow(DateEditor):
    """A date in a row: the weekday stands in the field, as there is no room below it."""

    in_a_row = True


class PartialDateEditor(_TypedEditor):
    """A date of which perhaps only the year or the month is known."""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self._read()

    def value(self) -> str:
        """ISO text of what is known of the date."""
        return read_typed_partial(self.field.text(), self.context.today) or ""

    def show_value(self, value: Any) -> None:
        """Show a perhaps partly known date."""
        self.field.setText(written_partial(str(value or "")))
        self._read()

    def not_understood(self) -> str:
        """Says what is not a date, with examples."""
        text = self.field.text().strip()
        if not text or self.value():
            return ""
        words = _("“{text}” is not a date. Write it like 2019, Apr 2019 or 3 Apr 2019.")
        return words.format(text=text)

    def understood(self) -> str:
        """What was understood."""
        return partial_reading(self.value(), self.context.today)

    def tidy(self) -> str:
        """The date written out."""
        return written_partial(self.value())


class TimeEditor(_TypedEditor):
    """A time of day."""

    field_width = 92

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self._read()

    def value(self) -> dt.time | None:
        """The time, None where there is none or it cannot be read."""
        return read_typed_time(self.field.text())

    def show_value(self, value: Any) -> None:
        """Show a time."""
        moment = dt.time.fromisoformat(value) if isinstance(value, str) and value else value
        self.field.setText(written_time(moment) if moment is not None else "")
        self._read()

    def not_understood(self) -> str:
        """Says what is not a time, with examples."""
        text = self.field.text().strip()
        if not text or self.value() is not None:
            return ""
        return _("“{text}” is not a time. Write it like 14:05, 1405, 2pm or now.").format(text=text)

    def understood(self) -> str:
        """The time, where it was typed in another way than it is written."""
        moment = self.value()
        tidy = written_time(moment) if moment is not None else ""
        return "" if tidy == self.field.text().strip() else tidy

    def tidy(self) -> str:
        """The time written out."""
        moment = self.value()
        return written_time(moment) if moment is not None else ""
