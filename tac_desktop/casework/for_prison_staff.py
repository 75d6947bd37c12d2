"""What a record tells prison staff: the same two questions in each form that has them."""

from __future__ import annotations

from typing import Any

from tac_desktop.casework.questions import SeenBy, question

PRISON_CASE_NOTE_LIMIT = 4000
"""Characters in one case note of the prison's own system (offender-case-notes, 2026)."""


def prison_case_note(
    hint: str = "What staff may know of it, without family detail. Also on the slip for staff.",
) -> Any:
    """The short text for the prison's own case notes."""
    return question(
        "Text for the prison's own case notes",
        default="",
        lines=4,
        limit=PRISON_CASE_NOTE_LIMIT,
        seen_by=SeenBy.PROFESSIONALS,
        hint=hint,
    )


def asked_of_staff() -> Any:
    """What staff are asked to do, a line for each thing."""
    return question(
        "What staff are asked to do",
        default_factory=list,
        seen_by=SeenBy.PROFESSIONALS,
        hint="One a line, on the slip for staff.",
    )
