"""What is prepared before the Board meets, for both outcomes, and what the decision leaves of it.

Source: the risk of self-harm after a Board's decision; aftercare exists beforehand, both ways.
"""

from __future__ import annotations

from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.mbu_clock import GRANTED
from tac_desktop.casework.questions import questions_of

IF_GRANTED, IF_REFUSED, EITHER_WAY = "granted", "refused", "either way"
PLANS = {
    IF_GRANTED: "aftercare_if_approved",
    IF_REFUSED: "aftercare_if_refused",
    EITHER_WAY: "aftercare",
}
"""The answers that become tasks, one line each."""
_NEEDED = ("aftercare_if_approved", "aftercare_if_refused", "baby_care_if_refused")
OVER = ("withdrawn", "not_needed_released", "ended")
FOUR_HEADINGS = ("la_safeguards", "la_development", "la_family_contact", "la_if_refused")


def is_granted(application: MbuApplication) -> bool | None:
    """Whether she has a place, an appeal counted; None as long as that is open."""
    if application.appeal_outcome == "upheld":
        return True
    if application.decision in GRANTED:
        return True
    return False if application.decision == "refuse" else None


def missing_plans(application: MbuApplication) -> list[str]:
    """The questions that have to be answered before the Board, in words."""
    specs = questions_of(MbuApplication)
    return [specs[name].label for name in _NEEDED if not getattr(application, name)]


def missing_headings(application: MbuApplication) -> list[str]:
    """Which of the four headings the local authority's assessment has not covered yet."""
    specs = questions_of(MbuApplication)
    return [specs[name].label for name in FOUR_HEADINGS if not getattr(application, name)]


def is_over(application: MbuApplication) -> bool:
    """Whether nothing more is to be done for it."""
    return bool(application.status in OVER or application.ended)


def lines_of(text: str) -> list[str]:
    """The things in an answer, one a line, without the marks of a list."""
    lines = (line.strip().lstrip("-•*").strip() for line in text.splitlines())
    return [line for line in lines if line]
