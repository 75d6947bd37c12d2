"""A passphrase for something that leaves the building: shown once, and written down by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.widgets import card, plain, wrapped
from tac_desktop.words import _


class PassphraseOnce(QWidget):
    """Numbered words in large type, and a tick that they are on paper (`written_down`)."""

    written_down = Signal(bool)

    def __init__(self, what_for: str, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        layout.addWidget(wrapped(what_for, self))
        self._card, inside = card(self)
        self._words = QWidget(self._card)
        self._line = FlowLayout(self._words, theme.space(6), theme.space(2))
        inside.addWidget(self._words)
        layout.addWidget(self._card)
        self.tick = QCheckBox(_("I have written it down"), self)
        self.tick.toggled.connect(self.written_down)
        layout.addWidget(self.tick)

    def show_passphrase(self, passphrase: str) -> None:
        """Show the words; the screen reader gets them in one piece."""
        for place, word in enumerate(passphrase.split()):
            label = plain(
                _("{number}  {word}").format(number=place + 1, word=word), self._words, "section"
            )
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            self._line.addWidget(label)
        self._card.setAccessibleName(_("Passphrase"))
        self._card.setAccessibleDescription(passphrase)

    def forget(self) -> None:
        """Take the words off the screen."""
        while item := self._line.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._card.setAccessibleDescription("")
