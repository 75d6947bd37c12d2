"""Which backups stay: the latest ones, then one for each day, week and month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

LATEST, DAILY, WEEKLY, MONTHLY = 8, 14, 12, 12
"""How many of each are kept. More than 12 days, 10 weeks and 9 months can be gone back to."""


def to_drop(moments: Iterable[dt.datetime]) -> list[dt.datetime]:
    """The moments whose backups may go, oldest first; the newest never does.

    Of a day, week or month the last backup stays. A week begins on Monday.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = set(newest_first[:LATEST])
    for how_many, period in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        kept.update(_last_of_each(newest_first, period, how_many))
    return sorted(set(newest_first) - kept)


def _last_of_each(
    newest_first: list[dt.datetime], period: Callable[[dt.datetime], object], how_many: int
) -> list[dt.datetime]:
    last: dict[object, dt.datetime] = {}
    for moment in newest_first:
        last.setdefault(period(moment), moment)
    return list(last.values())[:how_many]


def _day(moment: dt.datetime) -> object:
    return moment.date()


def _week(moment: dt.datetime) -> object:
    return moment.isocalendar()[:2]


def _month(moment: dt.datetime) -> object:
    return moment.year, moment.month
