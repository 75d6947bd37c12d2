"""Text: one line, several lines that grow with what is typed, and whole numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from tac_desktop.casework.questions import QuestionSpec
from tac_desktop.casework.record import too_long
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import Editor, FormContext, column
from tac_desktop.words import _

_MOST_LINES = 24
_ALWAYS_COUNTED = 1000


class LineEditor(Editor):
    """One line of text."""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self.field = QLineEdit(self)
        self._counter = Counter(spec.limit, self)
        column(self, self.field, self._counter)
        self.field.textEdited.connect(self._typed)

    def value(self) -> str:
        """The text without spaces around it."""
        return self.field.text().strip()

    def show_value(self, value: Any) -> None:
        """Show a text from its beginning."""
        self.field.setText(str(value or ""))
        self.field.setCursorPosition(0)
        self._counter.count(self.field.text())

    def draft(self) -> str:
        """The text as it stands."""
        return self.field.text()

    def first_field(self) -> QWidget:
        """The line."""
        return self.field

    def _typed(self, text: str) -> None:
        self._counter.count(text)
        self.edited.emit()


class LongTextEditor(Editor):
    """A text of several lines. The box grows with it, and Tab leaves it."""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self.field = GrowingText(spec.lines, self)
        self._counter = Counter(spec.limit, self)
        self._showing = False
        column(self, self.field, self._counter)
        self.field.textChanged.connect(self._typed)

    def value(self) -> str:
        """The text without space around it."""
        return self.field.toPlainText().strip()

    def show_value(self, value: Any) -> None:
        """Show a text."""
        self._showing = True
        self.field.setPlainText(str(value or ""))
        self._showing = False

    def draft(self) -> str:
        """The text as it stands."""
        return self.field.toPlainText()

    def first_field(self) -> QWidget:
        """The box."""
        return self.field

    def _typed(self) -> None:
        self._counter.count(self.field.toPlainText())
        if not self._showing:
            self.edited.emit()


class NumberEditor(Editor):
    """A whole number, typed as such."""

    wide = False

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self.field = QLineEdit(self)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.field.setFixedWidth(theme.scaled(92))
        column(self, self.field)
        self.field.textEdited.connect(self._typed)

    def value(self) -> int | None:
        """The number, None where there is none or it cannot be read."""
        text = self.field.text().strip().replace(" ", "")
        return int(text) if text.isdecimal() else None

    def show_value(self, value: Any) -> None:
        """Show a number, or what was typed for one."""
        self.field.setText("" if value is None else str(value))

    def not_understood(self) -> str:
        """Says what is not a number."""
        text = self.field.text().strip()
        if not text or self.value() is not None:
            return ""
        return _("“{text}” is not a whole number.").format(text=text)

    def draft(self) -> str:
        """The digits as they stand."""
        return self.field.text()

    def first_field(self) -> QWidget:
        """The field."""
        return self.field

    def _typed(self, text: str) -> None:
        self.edited.emit()


class GrowingText(QPlainTextEdit):
    """A text box that shows `lines` lines and grows with its text, up to a screenful."""

    def __init__(self, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = max(2, lines)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the form, as high as its lines."""
        return QSize(theme.scaled(320), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form, unless the text itself is longer than its box."""
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _fit(self) -> None:
        needed = int(self.document().size().height())  # in lines, as plain text documents count
        shown = min(max(self._lines, needed), max(self._lines, _MOST_LINES))
        room = 2 * (int(self.document().documentMargin()) + theme.space(1) + 2)
        height = shown * self.fontMetrics().lineSpacing() + room
        if self.minimumHeight() != height:
            self.setFixedHeight(height)
            self.updateGeometry()


class Counter(QLabel):
    """`3,912 of 4,000 characters`; says in words when there are too many.

    A short text is counted only when it comes near its limit.
    """

    def __init__(self, limit: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._limit = limit
        theme.mark(self, "hint")
        self.hide()
        self.count("")

    def count(self, text: str) -> None:
        """Show how long `text` is."""
        if not self._limit:
            return
        used = len(text.strip())
        self.setVisible(self._limit >= _ALWAYS_COUNTED or 2 * used >= self._limit)
        if used > self._limit:
            self.setText(too_long(text.strip(), self._limit))
            theme.mark(self, "error")
            return
        theme.mark(self, "hint")
        self.setText(
            _("{used} of {limit} characters").format(used=f"{used:,}", limit=f"{self._limit:,}")
        )
