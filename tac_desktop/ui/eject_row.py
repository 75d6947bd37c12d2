"""The button that lets a stick go once a file is on it, and what came of that."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.storage.stick import Drive, DriveKind, Ejected
from tac_desktop.storage.sticks import drive_of, eject
from tac_desktop.ui import theme
from tac_desktop.ui.widgets import Notice, button_row, secondary_button
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _


class EjectRow(QWidget):
    """Hidden until `offer` names a file that is on a stick."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._drive: Drive | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        self.button = secondary_button(_("Eject the stick"), self)
        self.button.clicked.connect(self.eject_now)
        layout.addWidget(button_row(self, self.button))
        self.state = Notice("info", "", self)
        layout.addWidget(self.state)
        self.hide()

    def offer(self, path: Path) -> None:
        """Show the button where the file lies on a stick."""
        drive = drive_of(path.parent)
        self._drive = drive if drive.kind is DriveKind.STICK else None
        self.button.setText(_("Eject the stick {name}").format(name=drive.name))
        self.button.setEnabled(True)
        self.state.show_words("info", "")
        self.setVisible(self._drive is not None)

    def eject_now(self) -> None:
        """Let it go in the background: a slow stick takes its time."""
        if self._drive is None:
            return
        self.button.setEnabled(False)
        work = partial(_ejected, self._drive)
        run_in_background(self, _("Ejecting the stick"), work, self._say, can_stop=False)

    def _say(self, ejected: Ejected) -> None:
        done = ejected is Ejected.DONE
        self.state.show_words("done" if done else "warning", ejected.sentence)
        self.button.setEnabled(ejected is Ejected.IN_USE)


def _ejected(drive: Drive, _progress: Progress) -> Ejected:
    return eject(drive)
