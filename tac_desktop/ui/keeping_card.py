"""The card of a file that says how long it is kept, what holds it, and what can be asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import written
from tac_desktop.casework.episode import Case
from tac_desktop.casework.oversight import DISPOSAL_APPROVED, ManagementOversight
from tac_desktop.casework.retention import LegalHold, Retention, RetentionReview, retention
from tac_desktop.casework.targets import target
from tac_desktop.words import _


def keeping(case_file: CaseFile, holds: Sequence[LegalHold], today: dt.date) -> Retention:
    """How long this file is kept; `holds` are those in force in the whole vault."""
    general = [one for one in holds if not one.mother_id]
    return retention(
        case_file.mother_id,
        case_file.of(Case),
        [*general, *case_file.of(LegalHold)],
        case_file.of(RetentionReview),
        target(case_file, "retention_years"),
        today,
    )


def keeping_in_words(kept: Retention) -> list[str]:
    """What the card says."""
    said = [f"{kept.state.label}. {kept.sentence}"]
    for one in kept.holds:
        words = _("Legal hold since {day}: {reason}")
        said.append(words.format(day=written(one.since), reason=one.reason))
    return said


def answers_to_begin_with(type_name: str, worker_id: str) -> dict[str, str]:
    """What the forms of keeping and disposal begin with."""
    return {
        LegalHold.type_name: {"placed_by_id": worker_id},
        RetentionReview.type_name: {"by_id": worker_id},
        ManagementOversight.type_name: {"kind": DISPOSAL_APPROVED, "by_id": worker_id},
    }.get(type_name, {})
