"""What is coming, and who owes an answer."""

from __future__ import annotations

from tac_desktop.casework.letters import Letter
from tac_desktop.casework.work import Task
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.words import _


class DatesPage(ListPage):
    """What is coming, and who owes an answer."""

    types = (
        Task,
        Letter,
    )

    def empty_words(self) -> str:
        """What belongs here."""
        return _("Tasks, and whoever still owes an answer.")
