"""Hours that pass on a British clock, over midnight and over the two nights when it is changed.

Rule: Summer Time Act 1972 as amended: summer time lasts from the last Sunday of March to the last
Sunday of October, changing at 01:00 Greenwich time. Written down here because a computer in an
office may have no table of time zones.
"""

from __future__ import annotations

import datetime as dt

_HOUR = dt.timedelta(hours=1)


def after_hours(day: dt.date, time: dt.time, hours: int) -> dt.datetime:
    """What a wall clock shows when so many hours have passed."""
    return _to_wall(_to_greenwich(dt.datetime.combine(day, time)) + dt.timedelta(hours=hours))


def hours_between(first: dt.datetime, last: dt.datetime) -> float:
    """How many hours pass between two readings of a wall clock."""
    return (_to_greenwich(last) - _to_greenwich(first)) / _HOUR


def gap_or_repeat(day: dt.date, time: dt.time) -> str:
    """`gap` for a time that no wall clock showed that night, `repeat` for one shown twice."""
    wall = dt.datetime.combine(day, time)
    begins, ends = _summer(day.year)
    if begins <= wall < begins + _HOUR:
        return "gap"
    return "repeat" if ends <= wall < ends + _HOUR else ""


def _to_greenwich(wall: dt.datetime) -> dt.datetime:
    """A reading that comes twice in October is taken as the first one, in summer time."""
    begins, ends = _summer(wall.year)
    in_summer = begins + _HOUR <= wall < ends + _HOUR
    return wall - _HOUR if in_summer else wall


def _to_wall(greenwich: dt.datetime) -> dt.datetime:
    begins, ends = _summer(greenwich.year)
    return greenwich + _HOUR if begins <= greenwich < ends else greenwich


def _summer(year: int) -> tuple[dt.datetime, dt.datetime]:
    at = dt.time(1)
    return (
        dt.datetime.combine(_last_sunday(year, 3), at),
        dt.datetime.combine(_last_sunday(year, 10), at),
    )


def _last_sunday(year: int, month: int) -> dt.date:
    last = dt.date(year, month, 31)
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)
