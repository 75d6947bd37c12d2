"""The service's own work: enquiries of staff, groups and training; counts by month and purpose.

Table 10 of the evaluation counts why staff turn to the service. Nothing here names a mother.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written_partial
from tac_desktop.casework.episode import Outcome
from tac_desktop.casework.oversight import PrisonDecision, ServiceActivity, StaffEnquiry
from tac_desktop.words import _

SMALL_NUMBER = 5
"""Counts below this are not shown outside the service: a few women could be recognised."""

Work = StaffEnquiry | ServiceActivity
Tagged = Outcome | StaffEnquiry | ServiceActivity | PrisonDecision


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both counted."""

    first: dt.date
    last: dt.date

    def holds(self, day: dt.date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True)
class Counts:
    """A table of counts: a row for each choice, a column for each month, and the sum."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted."""
        return not self.rows


def months_of(period: Period) -> list[tuple[int, int]]:
    """Year and month of each month that the period touches."""
    first = period.first.year * 12 + period.first.month - 1
    last = period.last.year * 12 + period.last.month - 1
    return [(month // 12, month % 12 + 1) for month in range(first, last + 1)]


def month_before(day: dt.date, months: int) -> dt.date:
    """The first day of the month so many months before."""
    index = day.year * 12 + day.month - 1 - months
    return dt.date(index // 12, index % 12 + 1, 1)


def enquiries_by_department(enquiries: Iterable[StaffEnquiry], period: Period) -> Counts:
    """How many enquiries of each department in each month."""
    return _counted(
        _("Enquiries by department"), enquiries, period, "staff_department", _department
    )


def enquiries_by_purpose(enquiries: Iterable[StaffEnquiry], period: Period) -> Counts:
    """How many enquiries of each purpose in each month; one enquiry can have several."""
    return _counted(_("Enquiries by purpose"), enquiries, period, "enquiry_purpose", _purposes)


def activities_by_kind(activities: Iterable[ServiceActivity], period: Period) -> Counts:
    """How many groups, trainings and other pieces of work in each month."""
    return _counted(
        _("Groups, training and other work"), activities, period, "service_activity_kind", _kind
    )


def minutes_in(work: Iterable[Work], period: Period) -> int:
    """Minutes that were noted in the period."""
    return sum(one.minutes or 0 for one in work if period.holds(one.date))


def taking_part(activities: Iterable[ServiceActivity], period: Period) -> int:
    """How many people took part in the period, each time counted."""
    return sum(one.number or 0 for one in activities if period.holds(one.date))


def healthy_prison(tagged: Iterable[Tagged], period: Period) -> Counts:
    """How much of the work served each healthy prison test, by where it was noted."""
    kinds: tuple[type[Tagged], ...] = (Outcome, StaffEnquiry, ServiceActivity, PrisonDecision)
    counted: dict[str, Counter[type[Tagged]]] = {}
    for one in tagged:
        if not period.holds(one.date):
            continue
        for tag in one.healthy_prison:
            counted.setdefault(tag, Counter())[type(one)] += 1
    columns = (*(cls.type_plural() for cls in kinds), _("Together"))
    rows = []
    for code in code_list("healthy_prison").codes:
        numbers = [counted.get(code.code, Counter())[cls] for cls in kinds]
        rows.append((code.label, (*numbers, sum(numbers))))
    return Counts(_("Healthy prison tests"), columns, tuple(rows) if counted else ())


def shown(number: int, outside: bool) -> str:
    """A count in words; outside the service a small one is not told, and nought is nought."""
    if outside and 0 < number < SMALL_NUMBER:
        return _("under {limit}").format(limit=SMALL_NUMBER)
    return str(number)


def rows_shown(counts: Counts, outside: bool) -> list[list[str]]:
    """The rows in words.

    Outside the service, a sum that would give a small number away is not told either.
    """
    found = []
    for label, numbers in counts.rows:
        *parts, total = numbers
        small = sum(1 for one in parts if 0 < one < SMALL_NUMBER)
        cells = [shown(one, outside) for one in parts]
        hidden = outside and small > 0
        words = _("not told") if hidden and total >= SMALL_NUMBER and small == 1 else ""
        found.append([label, *cells, words or shown(total, outside)])
    return found


def _counted(
    title: str,
    work: Iterable[Work],
    period: Period,
    codes: str,
    of: Callable[[Work], Sequence[str]],
) -> Counts:
    months = months_of(period)
    counted: dict[str, Counter[tuple[int, int]]] = {}
    for one in work:
        if one.entered_in_error or not period.holds(one.date):
            continue
        assert one.date is not None
        for code in of(one):
            counted.setdefault(code, Counter())[(one.date.year, one.date.month)] += 1
    labels = code_list(codes)
    order = [one.code for one in labels.codes]
    rows = []
    for code in sorted(counted, key=lambda one: order.index(one) if one in order else len(order)):
        numbers = [counted[code][month] for month in months]
        rows.append((labels.label(code), (*numbers, sum(numbers))))
    columns = (*(_month(year, month) for year, month in months), _("Together"))
    return Counts(title, columns, tuple(rows))


def _month(year: int, month: int) -> str:
    return written_partial(f"{year:04}-{month:02}")


def _department(one: Work) -> Sequence[str]:
    return [one.department] if isinstance(one, StaffEnquiry) else []


def _purposes(one: Work) -> Sequence[str]:
    return (one.purposes or ["other"]) if isinstance(one, StaffEnquiry) else []


def _kind(one: Work) -> Sequence[str]:
    return [one.kind] if isinstance(one, ServiceActivity) else []
