"""Who belongs to whom: relationships and parental responsibility."""

from __future__ import annotations

from tac_desktop.casework.people import Relationship
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.words import _


class FamilyPage(ListPage):
    """Who belongs to whom: relationships and parental responsibility."""

    types = (Relationship,)

    def empty_words(self) -> str:
        """What belongs here."""
        return _("How the people of this file are related.")
