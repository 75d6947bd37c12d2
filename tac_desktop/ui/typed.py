"""What people type into date and time fields, and how it is read back to them. No Qt here.

Besides whole dates: `today`, `y` for yesterday, `mon` for a weekday, `+7` for a week from now,
`16/11` and `16 nov` without a year, which mean the nearest such day.
"""

from __future__ import annotations

import datetime as dt
import re

from tac_desktop.casework.dates import (
    add_months,
    days_in_words,
    read_date,
    read_time,
    written,
    written_partial,
    written_time,
)
from tac_desktop.words import _

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_HALF_A_YEAR = 183


def read_typed_date(text: str, today: dt.date, *, ahead: bool = False) -> dt.date | None:
    """The day that was typed; None where none can be read.

    `ahead` says that the question looks forward (a due date): a weekday then means the coming one
    rather than the last one.
    """
    cleaned = " ".join(text.strip().lower().replace(",", " ").split())
    if not cleaned:
        return None
    return (
        _relative(cleaned, today)
        or _weekday(cleaned, today, ahead)
        or read_date(re.sub(r"^[a-z]{2,9}\.? (?=\d)", "", cleaned))
        or _without_year(cleaned, today)
    )


def date_reading(day: dt.date, today: dt.date) -> str:
    """`Mon 16 Nov 2026, 6 days ago`: what was understood, shown beside the field."""
    words = with_weekday(day)
    if abs((day - today).days) <= 60:
        words += f", {days_in_words((day - today).days)}"
    return words


def with_weekday(day: dt.date) -> str:
    """`Mon 16 Nov 2026`."""
    weekday = _(_DAYS[day.weekday()].capitalize())[:3]
    return f"{weekday} {written(day)}"


def read_typed_partial(text: str, today: dt.date) -> str | None:
    """`2019`, `Apr 2019`, `4/2019` or a whole date as ISO text; None where none can be read."""
    cleaned = " ".join(text.strip().lower().replace(",", " ").split())
    if re.fullmatch(r"\d{4}", cleaned):
        return cleaned if 1900 <= int(cleaned) <= 2200 else None
    iso = re.fullmatch(r"(\d{4})-(\d{2})", cleaned)
    named = re.fullmatch(r"([a-z]{3,9})[ .]*(\d{4})", cleaned)
    numbered = re.fullmatch(r"(\d{1,2})[./ -](\d{4})", cleaned)
    month, year = 0, ""
    if iso:
        year, month = iso[1], int(iso[2])
    elif named and named[1][:3] in _MONTHS:
        year, month = named[2], _MONTHS.index(named[1][:3]) + 1
    elif numbered:
        year, month = numbered[2], int(numbered[1])
    if year:
        return f"{year}-{month:02d}" if 1 <= month <= 12 else None
    day = read_typed_date(cleaned, today)
    return day.isoformat() if day else None


def partial_reading(partial: str, today: dt.date) -> str:
    """What was understood of a perhaps partly known date."""
    if len(partial) == 10:
        return date_reading(dt.date.fromisoformat(partial), today)
    return written_partial(partial)


def read_typed_time(text: str) -> dt.time | None:
    """A time as people type it; `now` is this minute."""
    cleaned = text.strip().lower()
    if cleaned in ("now", "n"):
        return dt.datetime.now().time().replace(second=0, microsecond=0)
    if cleaned in ("noon", "midday"):
        return dt.time(12)
    return read_time(cleaned)


def time_reading(moment: dt.time) -> str:
    """What was understood of a time."""
    return written_time(moment)


def written_line(text: str) -> str:
    """A line of a list as people read it: an ISO date is written out, anything else stands."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return written(dt.date.fromisoformat(text))
        except ValueError:
            return text
    return text


def _relative(cleaned: str, today: dt.date) -> dt.date | None:
    named = {"today": 0, "t": 0, "now": 0, "yesterday": -1, "y": -1, "tomorrow": 1, "tom": 1}
    if cleaned in named:
        return today + dt.timedelta(days=named[cleaned])
    shifted = re.fullmatch(r"([+-])\s?(\d{1,3})\s?([dwm]?)(?:ays?|eeks?|onths?)?", cleaned)
    if not shifted:
        return None
    count = int(shifted[2]) if shifted[1] == "+" else -int(shifted[2])
    if shifted[3] == "m":
        return add_months(today, count)
    return today + dt.timedelta(days=count * (7 if shifted[3] == "w" else 1))


def _weekday(cleaned: str, today: dt.date, ahead: bool) -> dt.date | None:
    found = re.fullmatch(r"(last |next )?([a-z]{3,9})", cleaned)
    if not found:
        return None
    matches = [place for place, name in enumerate(_DAYS) if name.startswith(found[2])]
    if len(matches) != 1:
        return None
    forward = ahead if not found[1] else found[1] == "next "
    if forward:
        return today + dt.timedelta(days=(matches[0] - today.weekday() - 1) % 7 + 1)
    return today - dt.timedelta(days=(today.weekday() - matches[0] - 1) % 7 + 1)


def _without_year(cleaned: str, today: dt.date) -> dt.date | None:
    bare = re.sub(r"^[a-z]{2,9}\.? (?=\d)", "", cleaned)
    numbers = re.fullmatch(r"(\d{1,2})[\s./-](\d{1,2})", bare)
    named = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]*(?:of )?([a-z]{3,9})", bare)
    if numbers:
        return _nearest(int(numbers[1]), int(numbers[2]), today)
    if named and named[2][:3] in _MONTHS:
        return _nearest(int(named[1]), _MONTHS.index(named[2][:3]) + 1, today)
    alone = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", bare)
    return _nearest(int(alone[1]), today.month, today) if alone else None


def _nearest(day: int, month: int, today: dt.date) -> dt.date | None:
    found: list[dt.date] = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(dt.date(year, month, day))
        except ValueError:
            continue
    near = [one for one in found if abs((one - today).days) <= _HALF_A_YEAR]
    return min(near or found, key=lambda one: abs((one - today).days), default=None)
