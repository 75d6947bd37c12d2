"""What the windows that save a file outside the vault have in common: a reason, an end, a place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.widgets import Notice, button_row, scrolled

_WIDTH = 600


def reason_field(parent: QWidget, changed: Callable[[], None]) -> QPlainTextEdit:
    """Where she writes why a file has to leave the vault."""
    field = QPlainTextEdit(parent)
    field.setTabChangesFocus(True)
    field.setFixedHeight(theme.scaled(72))
    field.textChanged.connect(changed)
    return field


def frame(
    dialog: QDialog, questions: QWidget, outcome: Notice, *buttons: QPushButton, height: int
) -> None:
    """Questions that scroll, what came of it, and the buttons, in a window of this height."""
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(*[theme.space(5)] * 4)
    layout.setSpacing(theme.space(3))
    layout.addWidget(scrolled(questions, dialog), 1)
    layout.addWidget(outcome)
    layout.addWidget(button_row(dialog, *buttons))
    fit_to_screen(dialog, _WIDTH, height)
