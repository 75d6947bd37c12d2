"""Days that come every year: birthdays and other anniversaries, Easter, Mothering Sunday.

Mother's Day in the United Kingdom is Mothering Sunday, the fourth Sunday of Lent: three weeks
before Easter. Easter is worked out as the Gregorian calendar has it (the algorithm that was
published anonymously in Nature, 20 April 1876), valid for every year from 1583.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century + 8) // 25
    moon = (19 * golden + century - leap_centuries - (century - correction + 1) // 3 + 15) % 30
    leap_years, year_rest = divmod(rest, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - moon - year_rest) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def mothering_sunday(year: int) -> dt.date:
    """Mother's Day in the United Kingdom."""
    return easter(year) - dt.timedelta(weeks=3)


def in_year(day: dt.date, year: int) -> dt.date:
    """The same day in another year; 1 March for 29 February where the year has none."""
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return dt.date(year, 3, 1)
    return day.replace(year=year)


def anniversaries(day: dt.date, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Every return of a day between two days, both included; never the day itself."""
    for year in range(first.year, last.year + 1):
        again = in_year(day, year)
        if year > day.year and first <= again <= last:
            yield again


def every_year(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str]]:
    """Mother's Day, Christmas and New Year between two days, with a code for each."""
    for year in range(first.year, last.year + 1):
        for day, code in (
            (dt.date(year, 1, 1), "new_year"),
            (mothering_sunday(year), "mothers_day"),
            (dt.date(year, 12, 25), "christmas"),
        ):
            if first <= day <= last:
                yield day, code
