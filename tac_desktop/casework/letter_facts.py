"""What letters of one kind say beyond names and addresses: days, the Board, evidence, a level.

Everything is read from the file as the letter's reader may see it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_plans import ContactLevel
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.letterbox import letterboxes
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.release import ReleasePlan
from tac_desktop.words import _


def facts_for(kind: str, seen: CaseFile, about: Sequence[str]) -> dict[str, str]:
    """Fields of the text of this kind, from `seen`; `about` are children, none meaning all."""
    match kind:
        case "mother_meeting":
            return _of_meeting(seen)
        case "mother_letterbox":
            return {"letter_due": _letter_due(seen)}
        case "mother_board" | "mother_appeal":
            return _of_board(seen)
        case "mother_release":
            return {"release_day": _release_day(seen)}
        case "rotl_support":
            return {"evidence": _evidence(seen)}
        case "contact_level":
            return {"level": _level(seen, about)}
    return {}


def _of_meeting(seen: CaseFile) -> dict[str, str]:
    """The last one that took place: its day and the next day, not what kind of meeting it was."""
    held = [one for one in seen.of(Meeting) if one.date and one.date <= seen.as_of]
    if not held:
        return {}
    last = max(held, key=lambda one: one.date or seen.as_of)
    return {"meeting_day": written(last.date), "next_meeting_day": written(last.next_meeting)}


def _letter_due(seen: CaseFile) -> str:
    days = [one.due for one in letterboxes(seen) if one.due]
    return written(min(days)) if days else ""


def _of_board(seen: CaseFile) -> dict[str, str]:
    applications = seen.of(MbuApplication)
    if not applications:
        return {}
    last = max(applications, key=lambda one: (str(one.applied or ""), one.id))
    mode = code_list("meeting_mode").label(last.board_mode) if last.board_mode else ""
    return {
        "board_day": written(last.board_date),
        "board_time": written_time(last.board_time),
        "board_mode": mode,
        "appeal_deadline": written(last.appeal_deadline),
    }


def _release_day(seen: CaseFile) -> str:
    planned = [one.planned_for for one in seen.of(ReleasePlan) if one.planned_for]
    custody = seen.custody
    return written(max(planned) if planned else custody.release_date if custody else None)


def _evidence(seen: CaseFile) -> str:
    """One line for each thing that was noted, with its day and source."""
    lines = []
    for plan in seen.of(ReleasePlan):
        for one in plan.evidence:
            beside = ", ".join(part for part in (written(one.date), one.source) if part)
            words = " ".join(one.evidence.split())
            lines.append(f"- {words} ({beside})" if beside else f"- {words}")
    return "\n".join(lines)


def _level(seen: CaseFile, about: Sequence[str]) -> str:
    found = []
    for one in seen.of(ContactLevel):
        if one.in_force(seen.as_of) and (not about or one.child_id in about):
            review = _("review on {day}").format(day=written(one.review_on))
            words = one.headline(seen.name)
            found.append(f"{words} ({review})" if one.review_on else words)
    return "; ".join(found)
