"""One-page papers for people who are not of the service: a slip for staff, how to meet a mother.

They are listed and found here for the catalogue; what draws them is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable

from tac_desktop.casework.audience_kinds import ALL, AudienceKind
from tac_desktop.packs.common import Request
from tac_desktop.packs.outcome import Built
from tac_desktop.words import _

OUTCOME_SLIP = "outcome_slip"
HOW_TO_MEET = "how_to_meet"
CASE_NOTE = "case_note_slip"
ABOUT = ("meeting", "acct_review", "contact_log")
"""The record types of which a slip for staff can be made."""


def staff_packs() -> list[tuple[str, str, frozenset[AudienceKind], str]]:
    """Name, title, readers and the record types, one of which is needed, of each of them."""
    prison = frozenset({AudienceKind.PRISON})
    return [
        (OUTCOME_SLIP, _("Slip for staff: what was decided, what to do"), prison, " ".join(ABOUT)),
        (CASE_NOTE, _("Text for the prison’s case notes"), prison, " ".join(ABOUT)),
        (HOW_TO_MEET, _("How to meet a mother in this prison (one page)"), ALL, ""),
    ]


def staff_pack_builder(name: str) -> Callable[[Request], Built] | None:
    """The function that draws one of these papers; None for any other name."""
    match name:
        case "outcome_slip":
            from tac_desktop.packs.outcome_slip import outcome_slip

            return outcome_slip
        case "case_note_slip":
            from tac_desktop.packs.case_note import case_note_slip

            return case_note_slip
        case _:
            return None
