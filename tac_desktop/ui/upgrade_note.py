"""After the window was painted: a new version says that it works, the old one why it is here."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from tac_desktop import __version__
from tac_desktop.ui import messages
from tac_desktop.words import _

_AFTER_MS = 1500


class UpgradeNote(QObject):
    """Looks once; a program that runs from its source is never upgraded."""

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        if getattr(sys, "frozen", False):
            self._timer.start(_AFTER_MS)

    def look(self) -> None:
        """Say what there is to be said."""
        from tac_desktop.upgrades import install, pointer

        install.say_that_it_works()
        found = install.waiting()
        if found is not None and found.state is pointer.State.TRIED:
            messages.tell(
                self._window,
                _(
                    "Version {theirs} was put in place and did not come up the last time, so this "
                    "is version {ours}. Your records are as they were. Tell the prison's IT. "
                    "“Upgrade from a file” in the Help menu goes back for good, or tries again."
                ).format(theirs=found.version, ours=__version__),
            )
