"""The packs about a mother's case: court, the unit's Board, cover, transfer, contact, supervision.

They are listed and found here for the catalogue; what draws them is imported when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable

from tac_desktop.casework.audience_kinds import OWN_TEAM, AudienceKind
from tac_desktop.packs.common import Request
from tac_desktop.packs.outcome import Built
from tac_desktop.words import _

_TEAM, _HER = AudienceKind.TAC, AudienceKind.MOTHER


def case_packs() -> list[tuple[str, str, frozenset[AudienceKind], str]]:
    """Name, title, readers and the record type that is needed, of each of these packs."""
    return [
        (
            "hearing",
            _("Hearing pack"),
            frozenset({_TEAM, _HER, AudienceKind.COURT}),
            "hearing",
        ),
        (
            "mbu_dossier",
            _("Dossier for the Mother and Baby Unit Board"),
            frozenset({_TEAM, _HER, AudienceKind.MBU_BOARD}),
            "mbu_application",
        ),
        ("cover", _("The first ten minutes, for whoever covers (one page)"), OWN_TEAM, ""),
        (
            "transfer",
            _("Handing over: transfer or release"),
            frozenset({_TEAM, AudienceKind.COMMUNITY, AudienceKind.PRISON}),
            "",
        ),
        (
            "contact_review",
            _("Contact review"),
            frozenset({_TEAM, _HER, AudienceKind.LOCAL_AUTHORITY, AudienceKind.COURT}),
            "",
        ),
        ("supervision", _("Sheet for supervision"), OWN_TEAM, ""),
        (
            "pre_release",
            _("Getting ready for release"),
            frozenset({_TEAM, _HER, AudienceKind.PRISON, AudienceKind.COMMUNITY}),
            "",
        ),
    ]


def case_pack_builder(name: str) -> Callable[[Request], Built] | None:
    """The function that draws one of these packs; None for any other name."""
    match name:
        case "hearing":
            from tac_desktop.packs.hearing import hearing_pack

            return hearing_pack
        case "mbu_dossier":
            from tac_desktop.packs.mbu_dossier import mbu_dossier

            return mbu_dossier
        case "cover":
            from tac_desktop.packs.cover import cover_sheet

            return cover_sheet
        case "transfer":
            from tac_desktop.packs.transfer import transfer_paper

            return transfer_paper
        case "contact_review":
            from tac_desktop.packs.contact_review import contact_review

            return contact_review
        case "supervision":
            from tac_desktop.packs.supervision import supervision_sheet

            return supervision_sheet
        case "pre_release":
            from tac_desktop.packs.pre_release import pre_release_paper

            return pre_release_paper
        case _:
            return None
