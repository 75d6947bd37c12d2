"""The work itself: referral, consent, needs, outcomes, closing and leaving."""

from __future__ import annotations

from tac_desktop.casework.episode import Barrier, Case, Consent, Need, Outcome, Referral
from tac_desktop.casework.release import Departure, ReleasePlan
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.words import _


class CasePage(ListPage):
    """The work itself: referral, consent, needs, outcomes, closing and leaving."""

    types = (
        Case,
        Referral,
        Consent,
        Need,
        Outcome,
        Barrier,
        ReleasePlan,
        Departure,
    )

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "How she came to the service, what she agreed to, what is to change, and how it ended."
        )
