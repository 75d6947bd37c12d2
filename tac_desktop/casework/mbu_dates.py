"""The dates of one application in short, for lists and prints; `mbu_clock` has them in full."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.mbu import MbuApplication, MbuReport
from tac_desktop.casework.mbu_clock import mbu_clock


@dataclass(frozen=True)
class MbuDates:
    """Dates of the elder child, or of the only one; `expected` where they rest on a due date."""

    born: dt.date | None
    expected: bool
    months_18: dt.date | None
    months_24: dt.date | None
    age_limit_on: dt.date | None
    release: dt.date | None
    release_before_limit: bool | None
    sentences: tuple[str, ...]


def mbu_dates(case_file: CaseFile, application: MbuApplication) -> MbuDates:
    """The dates of an application, from the child's birth or due date and the release date."""
    clock = mbu_clock(case_file, application)
    first = min(clock.children, key=lambda one: one.born or dt.date.max)
    return MbuDates(
        born=first.born,
        expected=first.expected,
        months_18=first.months_18,
        months_24=first.months_24,
        age_limit_on=clock.limit_on,
        release=clock.release,
        release_before_limit=clock.release_before_limit,
        sentences=clock.sentences,
    )


def days_late(report: MbuReport, today: dt.date) -> int:
    """How many days after its due date a report came, or is missing by now; 0 if not late."""
    if not report.due:
        return 0
    return max(0, ((report.received or today) - report.due).days)
