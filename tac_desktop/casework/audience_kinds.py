"""Who a print or an export can be for. What each may see is decided in `audience.py` alone."""

from __future__ import annotations

from enum import StrEnum

from tac_desktop.words import _


class AudienceKind(StrEnum):
    """The readers that a pack, letter or export can be made for."""

    TAC = "tac"
    MOTHER = "mother"
    PRISON = "prison"
    MBU_BOARD = "mbu_board"
    LOCAL_AUTHORITY = "local_authority"
    COURT = "court"
    HEALTH = "health"
    SCHOOL = "school"
    FAMILY = "family"
    COMMUNITY = "community"

    @property
    def label(self) -> str:
        """The reader in words."""
        return _(_LABELS[self])


_LABELS = {
    AudienceKind.TAC: "Another social worker of this service",
    AudienceKind.MOTHER: "The mother",
    AudienceKind.PRISON: "Prison staff",
    AudienceKind.MBU_BOARD: "Mother and Baby Unit Board",
    AudienceKind.LOCAL_AUTHORITY: "A local authority's children's services",
    AudienceKind.COURT: "Court and solicitors",
    AudienceKind.HEALTH: "Health staff",
    AudienceKind.SCHOOL: "A school",
    AudienceKind.FAMILY: "A family member or carer",
    AudienceKind.COMMUNITY: "A community organisation",
}

ALL = frozenset(AudienceKind)
OWN_TEAM = frozenset({AudienceKind.TAC})
MOTHER_AND_PRISON = frozenset(
    {AudienceKind.TAC, AudienceKind.MOTHER, AudienceKind.PRISON, AudienceKind.HEALTH}
)
AROUND_THE_CHILD = frozenset(
    {
        AudienceKind.TAC,
        AudienceKind.MOTHER,
        AudienceKind.PRISON,
        AudienceKind.MBU_BOARD,
        AudienceKind.LOCAL_AUTHORITY,
        AudienceKind.COURT,
    }
)
SAFETY = frozenset(
    {
        AudienceKind.TAC,
        AudienceKind.MOTHER,
        AudienceKind.PRISON,
        AudienceKind.MBU_BOARD,
        AudienceKind.LOCAL_AUTHORITY,
        AudienceKind.COURT,
    }
)
