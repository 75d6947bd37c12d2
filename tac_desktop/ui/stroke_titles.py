"""The names of pages that save several records together, as their drafts are filed. No Qt here."""

from __future__ import annotations

from tac_desktop.words import _

CLOSING, REOPENING, DEPARTURE = "closing", "reopening", "departure_page"


def stroke_titles() -> dict[str, str]:
    """What such a draft is called."""
    return {
        CLOSING: _("Closing"),
        REOPENING: _("Working with her again"),
        DEPARTURE: _("She has gone"),
    }
