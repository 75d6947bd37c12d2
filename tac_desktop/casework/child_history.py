"""Where a child has lived and in what legal position, one line for each period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import LegalStatus, Placement
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.words import _

P = TypeVar("P", Placement, LegalStatus)


@dataclass(frozen=True)
class Period:
    """One placement or status; `now` where it counts on the file's day."""

    words: str
    record_id: str
    now: bool


def placements_so_far(case_file: CaseFile, child_id: str) -> list[Period]:
    """Every placement of a child, the newest first."""
    there = [one for one in case_file.of(Placement) if one.child_id == child_id]
    return [_period(case_file, one, _where(case_file, one)) for one in _newest_first(there)]


def statuses_so_far(case_file: CaseFile, child_id: str) -> list[Period]:
    """Every legal status of a child, the newest first."""
    there = [one for one in case_file.of(LegalStatus) if one.child_id == child_id]
    labels = code_list("legal_status")
    return [_period(case_file, one, labels.label(one.type)) for one in _newest_first(there)]


def _period(case_file: CaseFile, one: Placement | LegalStatus, what: str) -> Period:
    today = case_file.as_of
    begun = one.start is None or one.start <= today
    now = begun and (one.end is None or one.end > today)
    return Period(
        _("{period}: {what}").format(period=_from_until(one.start, one.end), what=what), one.id, now
    )


def _from_until(start: dt.date | None, end: dt.date | None) -> str:
    if start and end:
        return _("{start} to {end}").format(start=written(start), end=written(end))
    if start:
        return _("since {day}").format(day=written(start))
    return _("until {day}").format(day=written(end)) if end else _("no dates")


def _where(case_file: CaseFile, one: Placement) -> str:
    words = code_list("care_arrangement").label(one.care_arrangement)
    if one.carer_id:
        words = f"{words}, {case_file.name(one.carer_id)}"
    if one.confidential:
        words = _("{words} (CONFIDENTIAL)").format(words=words)
    return words


def _newest_first(there: Sequence[P]) -> list[P]:
    return sorted(there, key=lambda one: one.start or dt.date.min, reverse=True)
