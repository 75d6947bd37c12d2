"""What is shown when the program itself made a mistake: a sentence, and where, without any text
of a case. Nothing is written to disk."""

from __future__ import annotations

import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from tac_desktop import __version__
from tac_desktop.errors import TacError
from tac_desktop.ui import messages
from tac_desktop.words import _


class CrashWatch(QObject):
    """Catches what no one caught, in any thread, and shows it in the window's thread.

    A TacError that reaches this far is an ordinary refusal and is shown as such.
    """

    _happened = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._showing = False
        # Later, not now: whatever was under way (such as locking) goes on to its end first.
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread

    def caught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """An exception that nobody handled."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        said: messages.Said = error if isinstance(error, TacError) else report(error, trace)
        self._happened.emit(said)

    def _caught_in_thread(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            self.caught(type(hook.exc_value), hook.exc_value, hook.exc_traceback)

    def _show(self, said: messages.Said) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            messages.tell(QApplication.activeWindow(), said)
        finally:
            self._showing = False


def report(error: BaseException, trace: TracebackType | None) -> str:
    """What happened, what is safe, what to do, and where in the program: no values, no texts."""
    steps = traceback.extract_tb(trace)[-4:]
    where = ", ".join(f"{Path(step.filename).name}:{step.lineno}" for step in steps)
    return "\n".join(
        [
            _("The program made a mistake of its own and could not do this."),
            _("What was saved is safe, and what you are writing is kept as a draft."),
            _(
                "You can go on. If it happens again, lock the vault, start the program anew, and "
                "give support the line below. It holds nothing from any file."
            ),
            f"TAC Desktop {__version__}, {type(error).__name__}, {where}",
        ]
    )
