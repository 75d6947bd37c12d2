"""The pages of a mother's file: their order, their names, their keys, and what is found where."""

from __future__ import annotations

from tac_desktop.casework.record import Record
from tac_desktop.ui.pages.acct_page import AcctPage
from tac_desktop.ui.pages.base import Page
from tac_desktop.ui.pages.case_page import CasePage
from tac_desktop.ui.pages.children_page import ChildrenPage
from tac_desktop.ui.pages.chronology_page import ChronologyPage
from tac_desktop.ui.pages.contact_page import ContactPage
from tac_desktop.ui.pages.court_page import CourtPage
from tac_desktop.ui.pages.dates_page import DatesPage
from tac_desktop.ui.pages.family_page import FamilyPage
from tac_desktop.ui.pages.log_page import LogPage
from tac_desktop.ui.pages.mbu_page import MbuPage
from tac_desktop.ui.pages.meetings_page import MeetingsPage
from tac_desktop.ui.pages.overview_page import OverviewPage
from tac_desktop.ui.pages.papers_page import PapersPage
from tac_desktop.ui.pages.voice_page import VoicePage
from tac_desktop.words import _

OVERVIEW, LOG, CHILDREN, CONTACT, ACCT, MBU, COURT, MEETINGS, CHRONOLOGY, PAPERS = range(10)
FAMILY, DATES, CASE, VOICE = range(10, 14)
PAGES: tuple[type[Page], ...] = (
    OverviewPage,
    LogPage,
    ChildrenPage,
    ContactPage,
    AcctPage,
    MbuPage,
    CourtPage,
    MeetingsPage,
    ChronologyPage,
    PapersPage,
    FamilyPage,
    DatesPage,
    CasePage,
    VoicePage,
)


def page_of(record: Record) -> int:
    """The page where a record is found."""
    if getattr(record, "kind", "") == "child" and record.type_name == "person":
        return CHILDREN
    return page_of_type(type(record))


def page_of_type(cls: type[Record]) -> int:
    """The page where records of a type are listed; Papers lists all of them."""
    return next((place for place, page in enumerate(PAGES) if cls in page.types), PAPERS)


def key_of(place: int) -> str:
    """The key that goes to a page: Alt with a digit, and with Shift from the eleventh on."""
    return f"Alt+{(place + 1) % 10}" if place < 10 else f"Alt+Shift+{place - 9}"


def tab_words() -> list[str]:
    """The names of the pages, in their order."""
    return [
        _("Overview"),
        _("Log"),
        _("Children"),
        _("Contact"),
        _("ACCT"),
        _("MBU"),
        _("Court"),
        _("Meetings"),
        _("Chronology"),
        _("Papers"),
        _("Family"),
        _("Dates"),
        _("Case"),
        _("Voice"),
    ]
