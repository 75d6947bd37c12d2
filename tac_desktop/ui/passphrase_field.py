"""A field for a passphrase: hidden unless she shows it, with a word about Caps Lock."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.widgets import plain, row, secondary_button
from tac_desktop.words import _

_CAPS_LOCK = 0x14


class PassphraseField(QWidget):
    """`text` is what was typed; `submitted` comes with Enter."""

    submitted = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.space(1))
        line, beside = row(self)
        self.edit = _HiddenLine(line)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.textChanged.connect(self._changed)
        self.edit.caps_lock.connect(self._show_caps_lock)
        self.show_button: QPushButton = secondary_button(_("Show"), line)
        self.show_button.setAccessibleName(_("Show what I typed"))
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._show_text)
        beside.addWidget(self.edit, 1)
        beside.addWidget(self.show_button)
        self.caps = plain(_("Caps Lock is on."), self, "warning")
        self.caps.hide()
        rows.addWidget(line)
        rows.addWidget(self.caps)
        self.setFocusProxy(self.edit)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed, and hide again."""
        self.edit.clear()
        self.show_button.setChecked(False)
        self.caps.hide()

    def _changed(self, _text: str) -> None:
        self.edited.emit()

    def _show_text(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.edit.setEchoMode(mode.Normal if shown else mode.Password)
        self.show_button.setText(_("Hide") if shown else _("Show"))

    def _show_caps_lock(self, on: bool) -> None:
        self.caps.setVisible(on)


class _HiddenLine(QLineEdit):
    """Notices Caps Lock: on Windows by asking, elsewhere from a capital typed without Shift."""

    caps_lock = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Watch for capitals."""
        letter = event.text()
        if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so before the first letter, where the system tells."""
        super().focusInEvent(event)
        if sys.platform == "win32":
            import ctypes

            self.caps_lock.emit(bool(ctypes.windll.user32.GetKeyState(_CAPS_LOCK) & 1))
