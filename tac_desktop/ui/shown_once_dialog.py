"""A window that shows a passphrase once: it does not close before that is written down."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QDialog


class ShownOnceDialog(QDialog):
    """Such windows say whether they may close, and whether they did what they are for."""

    def may_close(self) -> bool:
        """Whether nothing is shown that is not written down yet."""
        return True

    def is_done(self) -> bool:
        """Whether what the window is for was done."""
        return False

    def close_when_allowed(self) -> None:
        """Close, unless a passphrase is shown that nobody has written down."""
        if self.may_close():
            self.done(
                QDialog.DialogCode.Accepted if self.is_done() else QDialog.DialogCode.Rejected
            )

    def reject(self) -> None:
        """Escape closes as the button does."""
        if self.may_close():
            super().reject()

    def close_as_locked(self) -> None:
        """The vault was locked: nothing stays on the screen, written down or not."""
        if shiboken6.isValid(self):
            super().reject()
