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
        case _:
            return None
