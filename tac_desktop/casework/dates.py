"""Dates as casework needs them: partly known dates, ages, and how a date is written.

All of it is pure; "today" is always an argument.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

from tac_desktop.words import _

_PARTIAL = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def check_partial(text: str) -> str:
    """Accept `2019`, `2019-04` or `2019-04-03`, or nothing.

    Raises:
        ValueError: for anything else, or a date that does not exist.
    """
    if text == "":
        return text
    if not _PARTIAL.match(text):
        raise ValueError(_("Write the year, the year and month, or the whole date."))
    first_day(text)
    return text


class PartialDate:
    """Marks a text field that holds a date of which perhaps only the year is known."""

    @staticmethod
    def is_in(annotation: Any, metadata: list[Any]) -> bool:
        """Whether a field's annotation or metadata carries this mark."""
        marks = [*metadata, *getattr(annotation, "__metadata__", ())]
        return any(mark is PartialDate for mark in marks)


def first_day(partial: str) -> dt.date:
    """The earliest day a partial date can mean; raises ValueError when there is no such day."""
    parts = [int(part) for part in partial.split("-")]
    return dt.date(*[*parts, 1, 1][:3])


def written(day: dt.date | None) -> str:
    """`16 Nov 2026`; an empty string where there is no date."""
    return f"{day.day} {_(MONTHS[day.month - 1])} {day.year}" if day else ""


def written_partial(partial: str) -> str:
    """`2019`, `Apr 2019` or `3 Apr 2019`."""
    if not partial:
        return ""
    parts = partial.split("-")
    day = first_day(partial)
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return f"{_(MONTHS[day.month - 1])} {day.year}"
    return written(day)


def written_time(moment: dt.time | None) -> str:
    """`14:05`; an empty string where there is no time."""
    return moment.strftime("%H:%M") if moment else ""


def written_moment(moment: dt.datetime) -> str:
    """`16 Nov 2026 14:05` in this computer's own time zone."""
    local = moment.astimezone() if moment.tzinfo else moment
    return f"{written(local.date())} {written_time(local.time())}"


def read_date(text: str) -> dt.date | None:
    """A date as people type it: `16 Nov 2026`, `16/11/2026`, `16.11.26`, `2026-11-16`.

    Returns None where no day can be read. Day always stands before month, as in Britain.
    """
    cleaned = text.strip().lower().replace(",", " ")
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", cleaned)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    numbers = re.fullmatch(r"(\d{1,2})[\s./-](\d{1,2})[\s./-](\d{2}|\d{4})", cleaned)
    if numbers:
        return _day(_year(numbers[3]), int(numbers[2]), int(numbers[1]))
    named = re.fullmatch(r"(\d{1,2})[\s./-]*([a-z]{3,9})[\s./-]*(\d{2}|\d{4})", cleaned)
    if named:
        short = [month.lower() for month in MONTHS]
        if named[2][:3] in short:
            return _day(_year(named[3]), short.index(named[2][:3]) + 1, int(named[1]))
    return None


def read_time(text: str) -> dt.time | None:
    """A time as people type it: `14:05`, `14.05`, `1405`, `9`, `2pm`; None where unreadable."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", text.strip().lower())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day `months` later; the last day of that month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def age_in_years(born: dt.date, on: dt.date) -> int:
    """Completed years; someone born on 29 February has her birthday on 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_in_words(partial: str, on: dt.date) -> str:
    """`10 days`, `7 weeks`, `14 months`, `3`, or `about 3` where only a year is known."""
    if not partial:
        return ""
    born = first_day(partial)
    if born > on:
        return _("not yet born")
    if len(partial) < 10:
        return _("about {years}").format(years=age_in_years(born, on))
    days = (on - born).days
    if days < 28:
        return _("{count} days").format(count=days) if days != 1 else _("1 day")
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months < 3:
        return _("{count} weeks").format(count=days // 7)
    if months < 24:
        return _("{count} months").format(count=months)
    return str(age_in_years(born, on))


def days_in_words(days: int) -> str:
    """`today`, `yesterday`, `9 days ago`, `tomorrow`, `in 9 days`."""
    if days == 0:
        return _("today")
    if days == -1:
        return _("yesterday")
    if days == 1:
        return _("tomorrow")
    if days < 0:
        return _("{count} days ago").format(count=-days)
    return _("in {count} days").format(count=days)


def count_of_days(days: int) -> str:
    """`1 day`, `9 days`; `less than a day` for none, and for a day that is still to come."""
    if days < 1:
        return _("less than a day")
    return _("1 day") if days == 1 else _("{days} days").format(days=days)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
