"""Easy-read sheets, and the papers of the service itself: listed and found here for the catalogue.

Sheets about a mother are for her alone and made from the file as she may see it. Sheets for
children, posters, leaflets, questionnaires and the diary need no file and hold nothing of any.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement
from tac_desktop.casework.court import SignedPaper
from tac_desktop.casework.easy_read import helped_by_easy_read, language_of
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.record import Record
from tac_desktop.casework.service import Service
from tac_desktop.packs.common import Request
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.packs.staff_packs import HOW_TO_MEET
from tac_desktop.words import _

EASY = "easy:"
_HER = frozenset({AudienceKind.MOTHER})
_OURS = frozenset({AudienceKind.TAC})
_CHILD_SHEETS = ("easy:prison", "easy:mums_day")
_SERVICE_PAPERS = {
    "leaflet:poster": "poster",
    "leaflet:staff": "staff_leaflet",
    "questionnaire:mother_t1": "questionnaire_mother_t1",
    "questionnaire:mother_t2": "questionnaire_mother_t2",
    "questionnaire:prison_staff": "questionnaire_prison_staff",
    "questionnaire:community": "questionnaire_community",
    "diary:week": "diary",
}
WITHOUT_A_FILE = frozenset({*_CHILD_SHEETS, *_SERVICE_PAPERS, HOW_TO_MEET})
"""Prints that hold nothing of any file: made with or without one."""
OF_ONE_SIZE = frozenset({*_CHILD_SHEETS, "leaflet:poster"})
"""Prints that are large as they are."""
_TWO_LANGUAGES = frozenset(
    {"leaflet:poster", "questionnaire:mother_t1", "questionnaire:mother_t2", "diary:week"}
)


def has_two_languages(name: str) -> bool:
    """Whether a print is there in English and in Welsh."""
    return name.startswith(EASY) or name in _TWO_LANGUAGES


def mothers_packs() -> list[tuple[str, str, frozenset[AudienceKind], str]]:
    """Name, title, readers and the record type that is needed, of each of these prints."""
    return [
        ("easy:meeting_before", _("Easy read: what will happen at the meeting"), _HER, "meeting"),
        ("easy:meeting_after", _("Easy read: what happened at the meeting"), _HER, "meeting"),
        ("easy:signed", _("Easy read: what did I sign?"), _HER, "signed_paper"),
        ("easy:board", _("Easy read: the Board"), _HER, "mbu_application"),
        ("easy:appeal", _("Easy read: the appeal"), _HER, "mbu_application"),
        ("easy:letterbox", _("Easy read: letterbox"), _HER, "contact_arrangement"),
        ("easy:my_page", _("My page: who is who, my dates, my rights (easy read)"), _HER, ""),
        ("easy:prison", _("For children: what is prison like?"), _OURS, ""),
        ("easy:mums_day", _("For children: my mum’s day"), _OURS, ""),
        ("leaflet:poster", _("Poster: mothers can ask for us themselves"), _OURS, ""),
        ("leaflet:staff", _("Leaflet for staff: what we do, how to refer"), _OURS, ""),
        ("questionnaire:mother_t1", _("Questionnaire for mothers, first time (T1)"), _OURS, ""),
        ("questionnaire:mother_t2", _("Questionnaire for mothers, second time (T2)"), _OURS, ""),
        ("questionnaire:prison_staff", _("Questionnaire for prison staff"), _OURS, ""),
        ("questionnaire:community", _("Questionnaire for community practitioners"), _OURS, ""),
        ("diary:week", _("Diary of one week’s work, to write in"), _OURS, ""),
    ]


def mothers_pack_builder(name: str) -> Callable[[Request], Built] | None:
    """The function that draws a sheet about a mother; None for any other name."""
    if not name.startswith(EASY) or name in WITHOUT_A_FILE:
        return None
    from tac_desktop.packs.easy_read import easy_read_print

    return partial(easy_read_print, name=name.removeprefix(EASY))


def paper_without_a_file(
    name: str,
    case_file: CaseFile | None,
    *,
    service: Service | None = None,
    language: str = "",
    large_print: bool = False,
    copy: Copy | None = None,
    printed_on: dt.date | None = None,
    two_sided: bool = False,
    repeatable: bool = False,
) -> Built:
    """One of the prints in `WITHOUT_A_FILE`, for nobody's file or with a filtered one.

    Of a file, only its language and its service are read; `service` counts where there is none.
    """
    from tac_desktop.packs.how_to_meet import how_to_meet
    from tac_desktop.packs.service_papers import child_sheet, service_paper

    ours = case_file.service if case_file else service
    common: dict[str, Any] = {
        "copy": copy, "printed_on": printed_on, "repeatable": repeatable, "two_sided": two_sided,
    }  # fmt: skip
    if name == HOW_TO_MEET:
        return how_to_meet(ours, large_print=large_print, **common)
    chosen = language or language_of(case_file.mother if case_file else None)
    if name in _CHILD_SHEETS:
        sheet = name.removeprefix(EASY)
        return child_sheet(sheet, chosen, **common)
    return service_paper(_SERVICE_PAPERS[name], ours, chosen, large_print=large_print, **common)


def may_be_about(name: str, record: Record) -> bool:
    """Whether a sheet makes sense for a record of its type: letterbox for letterbox alone."""
    if name == "easy:letterbox":
        return isinstance(record, ContactArrangement) and record.type == "letterbox"
    return True


def easy_sheet_about(record: Record, today: dt.date) -> str:
    """The easy-read sheet that goes with a record on a day, "" where there is none."""
    match record:
        case Meeting():
            over = record.date is not None and record.date < today
            return "easy:meeting_after" if over else "easy:meeting_before"
        case SignedPaper():
            return "easy:signed"
        case MbuApplication():
            told = record.decision and record.mother_told_on and record.mother_told_on <= today
            return "easy:appeal" if told else "easy:board"
        case ContactArrangement():
            return "easy:letterbox" if may_be_about("easy:letterbox", record) else ""
        case _:
            return ""


def easy_read_notices(name: str, case_file: CaseFile) -> tuple[str, ...]:
    """What the screen says where she would be helped by a sheet in easy words instead."""
    if name not in ("meeting", "mbu_summary", "mbu_dossier", "dates_ahead"):
        return ()
    if not helped_by_easy_read(case_file):
        return ()
    return (
        _(
            "Her file says that she has support with reading or reads another language. There are"
            " easy-read sheets as well: look for “Easy read” and “My page” among the prints."
        ),
    )
