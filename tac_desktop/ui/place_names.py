"""The names of the places of the unlocked window, for whoever leads there."""

from __future__ import annotations

from tac_desktop.words import _

TODAY, CASELOAD, JOURNAL, SETTINGS, HELP = "today", "caseload", "journal", "settings", "help"
MOTHER, NEW, PEOPLE = "mother", "new_mother", "people"
ADDRESS_BOOK, SEARCH, OUR_WORK = "address_book", "search", "our_work"
DATA_PROTECTION = "data_protection"
SHOWN_UNDER = {MOTHER: CASELOAD, NEW: CASELOAD, PEOPLE: SETTINGS}
"""The place that is marked on the left for a page that has none of its own."""

OF_CASE_FILES = frozenset(
    {TODAY, CASELOAD, ADDRESS_BOOK, OUR_WORK, DATA_PROTECTION, SEARCH, MOTHER, NEW}
)
"""Places that show case files: who may not read these does not get there."""


def side_places() -> list[tuple[str, str]]:
    """The places on the left, from the top, with their words."""
    return [
        (TODAY, _("Today")),
        (CASELOAD, _("Caseload")),
        (ADDRESS_BOOK, _("Address book")),
        (OUR_WORK, _("Our work")),
        (DATA_PROTECTION, _("Data protection")),
        (JOURNAL, _("Journal")),
        (SETTINGS, _("Settings")),
        (HELP, _("Help  F1")),
    ]
