"""Dates ahead: everything with a day on it that is still to come, in one list.

The rules stand by subject: `dates_of_court`, `dates_of_children`, `dates_of_work`. All of them are
functions of the case file; nothing is stored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.date_kinds import APPOINTMENTS, DateAhead, DateKind, Urgency
from tac_desktop.casework.dates_of_children import dates_of_children
from tac_desktop.casework.dates_of_court import dates_of_court
from tac_desktop.casework.dates_of_work import dates_of_work
from tac_desktop.casework.work import Task

__all__ = [
    "DateAhead",
    "DateKind",
    "Urgency",
    "dates_ahead",
    "dates_between",
    "next_date",
    "still_to_be_done",
]

_TWO_YEARS = 730


def dates_ahead(case_file: CaseFile, days: int = 56) -> list[DateAhead]:
    """What falls on the file's day or in the `days` after it, in order."""
    return dates_between(case_file, case_file.as_of, case_file.as_of + dt.timedelta(days=days))


def dates_between(case_file: CaseFile, first: dt.date, last: dt.date) -> list[DateAhead]:
    """What falls between two days, both included, in order."""
    return _in_order(one for one in _everything(case_file, last) if first <= one.date <= last)


def still_to_be_done(case_file: CaseFile) -> list[DateAhead]:
    """What should have been done before the file's day and was not, the oldest first."""
    passed = (one for one in _everything(case_file, case_file.as_of) if one.stays)
    return _in_order(one for one in passed if one.date < case_file.as_of)


def next_date(case_file: CaseFile) -> DateAhead | None:
    """The next meeting, hearing, review, Board or contact; tasks do not count as dates."""
    coming = dates_ahead(case_file, days=_TWO_YEARS)
    return next((one for one in coming if one.kind in APPOINTMENTS), None)


def _everything(case_file: CaseFile, last: dt.date) -> Iterator[DateAhead]:
    """Every date once: what a task was opened for is told by the task."""
    by_tasks = {(task.from_record_id, task.due) for task in case_file.of(Task) if task.is_open()}
    for one in (
        *dates_of_court(case_file),
        *dates_of_children(case_file, last),
        *dates_of_work(case_file),
    ):
        own = one.kind in APPOINTMENTS or one.kind is DateKind.WATCH
        if own or (one.record_id, one.date) not in by_tasks:
            yield one


def _in_order(dates: Iterable[DateAhead]) -> list[DateAhead]:
    found = {(one.date, one.what): one for one in dates}
    return sorted(found.values(), key=lambda one: (one.date, one.time or dt.time(), one.what))
