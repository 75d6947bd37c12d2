"""When contact is due next, and which contacts still wait for an answer: computed, never typed.

All days are days on the wall calendar and all times are what the clock on the wall says, so the
clocks going forward or back move nothing.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactSession
from tac_desktop.casework.dates import add_months
from tac_desktop.casework.people import Person

ASK_BACK_DAYS = 92
"""Contacts longer ago than this are not asked for: nobody can answer for them any more."""

NOT_HAPPENING = frozenset({"not_happening", "suspended", "proposed", "ended"})
WITHOUT_SESSIONS = frozenset({"lives_with_mother", "none"})
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_DAYS = {"daily": 1, "weekly": 7, "fortnightly": 14, "every_6_weeks": 42}
_IN_MONTHS = {"monthly": 1, "quarterly": 3, "twice_yearly": 6, "yearly": 12}
_YEARLY_IN = "yearly_"
_AT_MOST = 800


@dataclass(frozen=True)
class OpenContact:
    """A contact that was due and of which nobody has said whether it took place."""

    arrangement: ContactArrangement
    day: dt.date
    session: ContactSession | None = None


def next_due(case_file: CaseFile, arrangement: ContactArrangement) -> dt.date | None:
    """The day on which this contact is due next, on the file's day or after it.

    What somebody wrote down (`next_due`, else a session planned ahead) counts while it lies ahead
    and is not answered; else it follows from how often, the weekday and the last session. None
    where contact is not happening, has ended, or is “as agreed”.
    """
    if not _goes_on(case_file, arrangement):
        return None
    today = case_file.as_of
    sessions = sessions_of(case_file, arrangement.id)
    answered = _answered(sessions)
    stored = arrangement.next_due
    if stored and stored >= today and stored not in answered:
        return _before_the_end(arrangement, stored)
    planned = [one.planned for one in sessions if one.planned and one.took_place is None]
    ahead = [day for day in planned if day >= today]
    if ahead:
        return min(ahead)
    coming = (day for day in _slots(arrangement, answered, today) if day not in answered)
    return _before_the_end(arrangement, next(coming, None))


def open_contacts(case_file: CaseFile, arrangement: ContactArrangement) -> list[OpenContact]:
    """The contacts of an arrangement, up to the file's day, that wait for an answer; oldest first.

    Sessions that were written down count for as long as they are unanswered; days that follow from
    how often contact is to be count for `ASK_BACK_DAYS`, and only from the start of this time in
    custody on.
    """
    today = case_file.as_of
    sessions = sessions_of(case_file, arrangement.id)
    found = {
        one.planned: OpenContact(arrangement, one.planned, one)
        for one in sessions
        if one.planned and one.planned <= today and one.took_place is None
    }
    answered = _answered(sessions)
    if _goes_on(case_file, arrangement):
        first = _asked_from(case_file, arrangement)
        for day in _passed_over(arrangement, sorted(answered), first):
            found.setdefault(day, OpenContact(arrangement, day))
        for day in _slots(arrangement, answered, first):
            if day > today or _before_the_end(arrangement, day) is None:
                break
            if day not in answered:
                found.setdefault(day, OpenContact(arrangement, day))
    return [found[day] for day in sorted(found)]


def all_open_contacts(case_file: CaseFile) -> list[OpenContact]:
    """What waits for an answer in the whole file, the oldest first."""
    found = [
        one
        for arrangement in case_file.of(ContactArrangement)
        for one in open_contacts(case_file, arrangement)
    ]
    return sorted(found, key=lambda one: (one.day, one.arrangement.time or dt.time.min))


def sessions_of(case_file: CaseFile, arrangement_id: str) -> list[ContactSession]:
    """The sessions of one arrangement, by their day."""
    found = [
        one
        for one in case_file.of(ContactSession)
        if one.arrangement_id == arrangement_id and one.planned
    ]
    return sorted(found, key=lambda one: one.planned or dt.date.min)


def _goes_on(case_file: CaseFile, arrangement: ContactArrangement) -> bool:
    child = case_file.get(Person, arrangement.child_id)
    return (
        arrangement.status not in NOT_HAPPENING
        and arrangement.type not in WITHOUT_SESSIONS
        and not (child and child.deceased_on)
    )


def _answered(sessions: list[ContactSession]) -> set[dt.date]:
    """The days of which somebody said yes or no; a letter that came in answers nothing."""
    return {
        one.planned
        for one in sessions
        if one.planned and one.took_place is not None and one.letter_way != "received"
    }


def _before_the_end(arrangement: ContactArrangement, day: dt.date | None) -> dt.date | None:
    """The day, unless the arrangement has ended by then; its last day still counts."""
    late = day is not None and arrangement.end is not None and day > arrangement.end
    return None if late else day


def _asked_from(case_file: CaseFile, arrangement: ContactArrangement) -> dt.date:
    earliest = [case_file.as_of - dt.timedelta(days=ASK_BACK_DAYS)]
    custody = case_file.custody
    for day in (arrangement.start, custody.began() if custody else None):
        if day:
            earliest.append(day)
    return max(earliest)


def _slots(
    arrangement: ContactArrangement, answered: set[dt.date], first: dt.date
) -> Iterator[dt.date]:
    """The days on which contact falls, from `first` on, reckoned from the last that is known.

    That is a day that somebody wrote down as next, where nothing was answered since; else the
    last session, else the start.
    """
    last = max(answered, default=None)
    stored = arrangement.next_due
    if stored and (last is None or stored > last):
        if stored >= first:
            yield stored
        series, anchor = _after(arrangement, stored, first), stored
    elif last:
        series, anchor = _after(arrangement, last, first), last
    elif arrangement.start:
        series, anchor = _from_the_start(arrangement, first), dt.date.min
    else:
        return
    yield from (day for day in series if day >= first and day > anchor)


def _passed_over(
    arrangement: ContactArrangement, answered: list[dt.date], first: dt.date
) -> Iterator[dt.date]:
    """Days between two answered ones on which contact was due too: answering a later one does not
    answer them. A day nearer to the later answer than to the one before belongs to that answer."""
    for earlier, later in pairwise(answered):
        if later <= first:
            continue
        before = earlier
        for day in _after(arrangement, earlier, min(earlier, first)):
            if day <= earlier:
                continue
            period, before = day - before, day
            if day >= later or later - day <= period / 2:
                break
            if day >= first:
                yield day


def _from_the_start(arrangement: ContactArrangement, first: dt.date) -> Iterator[dt.date]:
    start = arrangement.start
    assert start is not None
    month = _named_month(arrangement.frequency)
    if month:
        begins = _in_year(arrangement, month, start.year)
        if begins < start:
            begins = _in_year(arrangement, month, start.year + 1)
    else:
        weekday = _weekday(arrangement)
        begins = start if weekday is None else _on_or_after(start, weekday)
    if _repeats(arrangement.frequency) or month:
        yield begins
    yield from _after(arrangement, begins, first)


def _after(arrangement: ContactArrangement, anchor: dt.date, first: dt.date) -> Iterator[dt.date]:
    """The days after the one that `anchor` stands for; those long before `first` are left out."""
    often, weekday = arrangement.frequency, _weekday(arrangement)
    month = _named_month(often)
    if month:
        years = range(anchor.year - 1, anchor.year + 2)
        days = [_in_year(arrangement, month, year) for year in years]
        meant = min(days, key=lambda day: abs(day - anchor))
        for year in range(meant.year + 1, meant.year + _AT_MOST):
            yield _in_year(arrangement, month, year)
        return
    meant = anchor if weekday is None or often == "daily" else _nearest(anchor, weekday)
    if often in _DAYS:
        step = _DAYS[often]
        skipped = max(0, (first - meant).days // step - 1)
        for number in count(skipped + 1):
            yield meant + dt.timedelta(days=step * number)
    if often in _IN_MONTHS:
        for number in range(1, _AT_MOST):
            yield _months_later(arrangement, meant, _IN_MONTHS[often] * number, weekday)


def _months_later(
    arrangement: ContactArrangement, day: dt.date, months: int, weekday: int | None
) -> dt.date:
    """So many months later: on the same weekday of the month, or on the same day of the month.

    Contact that began on the 31st comes back to the 31st after a shorter month, and contact on
    29 February to 29 February in leap years.
    """
    if weekday is not None:
        return _same_weekday_of_month(day, add_months(day.replace(day=1), months))
    later = add_months(day, months)
    began = arrangement.start.day if arrangement.start else 0
    if began > day.day and day.day == _last_of(day):
        later = later.replace(day=min(began, _last_of(later)))
    return later


def _same_weekday_of_month(day: dt.date, first_of_month: dt.date) -> dt.date:
    """The second Tuesday after a second Tuesday; the last one where a month has no fifth."""
    found = _on_or_after(first_of_month, day.weekday()) + dt.timedelta(days=(day.day - 1) // 7 * 7)
    return found if found.month == first_of_month.month else found - dt.timedelta(days=7)


def _in_year(arrangement: ContactArrangement, month: int, year: int) -> dt.date:
    """The day of yearly contact: the one on which it began, else the first of its month."""
    start = arrangement.start
    wanted = start.day if start and start.month == month else 1
    return dt.date(year, month, min(wanted, calendar.monthrange(year, month)[1]))


def _repeats(often: str) -> bool:
    return often in _DAYS or often in _IN_MONTHS


def _named_month(often: str) -> int:
    """The month in `yearly_april` as a number; 0 where the frequency names none."""
    name = often.removeprefix(_YEARLY_IN)
    return _MONTHS.index(name) + 1 if often != name and name in _MONTHS else 0


def _weekday(arrangement: ContactArrangement) -> int | None:
    return WEEKDAYS.index(arrangement.day) if arrangement.day in WEEKDAYS else None


def _on_or_after(day: dt.date, weekday: int) -> dt.date:
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)


def _nearest(day: dt.date, weekday: int) -> dt.date:
    """Contact that was held on the Friday for once belongs to its usual Thursday."""
    later = _on_or_after(day, weekday)
    return later if (later - day).days <= 3 else later - dt.timedelta(days=7)


def _last_of(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
