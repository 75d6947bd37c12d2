"""Fields of pages that are no form of a record: their answers as texts that a draft can keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from tac_desktop.casework.dates import written
from tac_desktop.ui import theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.typed import read_typed_date

_TICKED = "yes"


class DateLine(QLineEdit):
    """A day as people type it, written out when the field is left."""

    def __init__(self, today: dt.date, parent: QWidget, day: dt.date | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setMaxLength(40)
        self.setFixedWidth(theme.scaled(150))
        self.setText(written(day))
        self.editingFinished.connect(self._write_out)

    def day(self) -> dt.date | None:
        """The day; None where there is none or it cannot be read."""
        return read_typed_date(self.text(), self._today)

    def is_unreadable(self) -> bool:
        """Whether something stands there that is no day."""
        return bool(self.text().strip()) and self.day() is None

    def _write_out(self) -> None:
        day = self.day()
        if day is not None:
            self.setText(written(day))


def text_box(parent: QWidget, lines: int) -> QPlainTextEdit:
    """A box for some lines of text; Tab leaves it."""
    box = QPlainTextEdit(parent)
    box.setTabChangesFocus(True)
    box.setFixedHeight(theme.scaled(20 * lines + 22))
    return box


def typed(editor: QWidget) -> str:
    """What stands in a field, as text."""
    if isinstance(editor, ChoiceBox):
        return editor.code
    if isinstance(editor, QCheckBox):
        return _TICKED if editor.isChecked() else ""
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    assert isinstance(editor, QLineEdit)
    return editor.text().strip()


def put(editor: QWidget, text: str) -> None:
    """Show a text that `typed` gave."""
    if isinstance(editor, ChoiceBox):
        editor.choose(text)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(text == _TICKED)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)


def all_typed(fields: Mapping[str, QWidget]) -> dict[str, str]:
    """Every field's text by its name."""
    return {name: typed(editor) for name, editor in fields.items()}


def watch(editor: QWidget, changed: Callable[..., None]) -> None:
    """Call a method whenever the person changes what stands in a field."""
    if isinstance(editor, ChoiceBox):
        editor.currentIndexChanged.connect(changed)
    elif isinstance(editor, QCheckBox):
        editor.toggled.connect(changed)
    elif isinstance(editor, QPlainTextEdit):
        editor.textChanged.connect(changed)
    elif isinstance(editor, QLineEdit):
        editor.textEdited.connect(changed)
