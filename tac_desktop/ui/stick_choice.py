"""Choosing where a file goes: the sticks that are plugged in, each by its name, or a folder.

What is chosen is looked at before anything is written. Nobody chooses for her between two sticks.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from tac_desktop.storage.drives import is_forbidden
from tac_desktop.storage.preflight import Before, Preflight, preflight, size_in_words
from tac_desktop.storage.stick import Drive
from tac_desktop.storage.sticks import sticks
from tac_desktop.ui import messages, theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.widgets import Notice, hint, name_for_accessibility, row, secondary_button
from tac_desktop.words import _

_LOOK_MS = 2500
_SETTLED_MS = 400


class StickChoice(QWidget):
    """`folder` is what is written; `needs` says how many bytes have to fit, where that is known."""

    def __init__(self, question: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._question = question
        self._sticks: list[Drive] = []
        self.needs = 0
        self.buttons: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addWidget(self._make_line())
        self._row = QWidget(self)
        self._flow = FlowLayout(self._row, across=theme.space(2), down=theme.space(2))
        layout.addWidget(self._row)
        self.several = hint("", self)
        layout.addWidget(self.several)
        self.state = Notice("info", "", self)
        layout.addWidget(self.state)
        self.setFocusProxy(self.folder)
        self._look_again = QTimer(self)
        self._look_again.setInterval(_LOOK_MS)
        self._look_again.timeout.connect(self.look)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self.judge)
        self.look()

    @property
    def path(self) -> Path | None:
        """The folder that is chosen, whether or not it is there."""
        text = self.folder.text().strip()
        return Path(text) if text else None

    def choose(self) -> None:
        """Let her pick a folder in the system's own window."""
        chosen = messages.choose_folder(self, self._question, self.path)
        if chosen is not None:
            self.take(chosen)

    def take(self, folder: Path) -> None:
        """Write this folder into the field, and look at it."""
        self.folder.setText(str(folder))
        self.judge()

    def look(self) -> None:
        """See which sticks are plugged in now; those that IT forbids are not offered."""
        found = [one for one in sticks() if not is_forbidden(one.root)]
        if found == self._sticks:
            return
        self._sticks = found
        self._show_sticks()
        self.judge()

    def judge(self) -> Preflight | None:
        """Look at the chosen folder and say what was found; None where none is chosen."""
        self._settled.stop()
        path = self.path
        if path is None:
            self.state.show_words("info", "")
            return None
        found = preflight(path, self.needs)
        kind = "info" if found.found is Before.STICK else "warning"
        self.state.show_words(kind if found.found.can_be_written else "danger", found.sentence)
        return found

    def showEvent(self, event: QShowEvent) -> None:
        """On the screen, sticks that come and go are noticed."""
        super().showEvent(event)
        self._look_again.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._look_again.stop()

    def _make_line(self) -> QWidget:
        line, across = row(self)
        self.folder = QLineEdit(line)
        self.folder.textEdited.connect(self._typed)
        self.choose_button = secondary_button(_("Choose ..."), line)
        self.choose_button.setAccessibleName(_("Choose the folder or stick"))
        self.choose_button.clicked.connect(self.choose)
        across.addWidget(self.folder, 1)
        across.addWidget(self.choose_button)
        return line

    def _typed(self) -> None:
        self._settled.start()

    def _show_sticks(self) -> None:
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for one in self._sticks:
            free = size_in_words(one.free or 0)
            words = _("Stick {name}, {free} free").format(name=one.name, free=free)
            button = secondary_button(words, self._row)
            name_for_accessibility(button, _("Write to the stick {name}").format(name=one.name))
            button.clicked.connect(partial(self.take, one.root))
            self._flow.addWidget(button)
            button.show()
            self.buttons.append(button)
        self._row.setVisible(bool(self.buttons))
        self._row.updateGeometry()
        several = _("{count} sticks are connected. Choose the one that is meant for this.")
        self.several.setText(several.format(count=len(self.buttons)))
        self.several.setVisible(len(self.buttons) > 1)
