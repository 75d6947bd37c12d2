"""On Today: a request for own information waits, and when its answer is due."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.dates import written
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import Notice, secondary_button
from tac_desktop.words import _

SOON_DAYS = 10
"""So many days before its day an answer is a warning."""


class RequestsTray(Notice):
    """Hidden while nothing waits."""

    wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("info", "", parent)
        self._session = session
        self.button = secondary_button(_("Open the requests"), self)
        self.button.clicked.connect(self.wanted)
        self.add(self.button)
        session.locked.connect(self._forget)

    def refresh(self) -> None:
        """Count the open requests."""
        vault = self._session.vault
        if not vault.holds("subject_access"):
            self._forget()
            return
        from tac_desktop.casework.subject_access import SubjectAccess, due_on

        found = [
            entry.record
            for entry in vault.entries(SubjectAccess.type_name, "")
            if isinstance(entry.record, SubjectAccess) and entry.record.is_open()
        ]
        days = [due for one in found if (due := due_on(one)) is not None]
        self.show_words(_kind(days, self._session.today()), requests_in_words(len(found), days))

    def _forget(self) -> None:
        self.show_words("info", "")


def requests_in_words(count: int, days: list[dt.date]) -> str:
    """How many wait, and until when the first; empty where none does."""
    if not count:
        return ""
    words = _("Requests for own information that wait: {count}.").format(count=count)
    if not days:
        return words
    return f"{words} " + _("The first answer is due {day}.").format(day=written(min(days)))


def _kind(days: list[dt.date], today: dt.date) -> str:
    return "warning" if days and (min(days) - today).days <= SOON_DAYS else "info"
