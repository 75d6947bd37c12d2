"""Her own voice: what she said, what she disagrees with, what was explained to her."""

from __future__ import annotations

from tac_desktop.casework.voice import Explanation
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.words import _


class VoicePage(ListPage):
    """Her own voice: what she said, what she disagrees with, what was explained to her."""

    types = (Explanation,)

    def empty_words(self) -> str:
        """What belongs here."""
        return _("What was explained to her, when, and how she put it herself.")
