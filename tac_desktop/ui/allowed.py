"""Buttons for what not everybody may do: greyed, with the reason, for who may not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tac_desktop.storage.roles import NotAllowed, Right
from tac_desktop.ui.session import Session


def allow(session: Session, right: Right, *widgets: QWidget, ready: bool = True) -> None:
    """Enable widgets where she has the right and all else is ready; else say why not."""
    allowed = session.may(right)
    refused = "" if allowed else NotAllowed(right, session.vault.access).what_happened
    for widget in widgets:
        widget.setEnabled(allowed and ready)
        if refused:
            widget.setToolTip(refused)
            widget.setAccessibleDescription(refused)
