"""What a court's calendar says of a case: the 26 weeks, and how much notice she had.

Facts to be told, never verdicts: whether a court kept to the law is not for this program to say.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.court import Hearing, Proceedings
from tac_desktop.casework.dates import written
from tac_desktop.casework.targets import target
from tac_desktop.words import _

WEEKS = 26
_EXTENSION = dt.timedelta(weeks=8)
WITH_26_WEEKS = frozenset({"public_law_care", "public_law_care_and_placement", "supervision"})
"""Applications for an order under section 31; section 32 is about no others."""


@dataclass(frozen=True)
class CourtClock:
    """How far proceedings have come in their time.

    `week` counts from 1, on the day of issue; `ends` is the end of the 26 weeks as typed, else as
    worked out; `current_end` is that of the last extension, if there is one. None where unknown.
    """

    week: int | None
    computed: dt.date | None
    ends: dt.date | None
    current_end: dt.date | None
    concluded: bool
    sentences: tuple[str, ...]

    @property
    def extended(self) -> bool:
        """Whether the court gave more time."""
        return self.current_end != self.ends


def end_of_26_weeks(issued: dt.date) -> dt.date:
    """The day on which 26 weeks have run: Children Act 1989, section 32(1)(a)(ii).

    The courts' own system adds 26 weeks to the day of issue (hmcts/fpl-ccd-configuration). The
    weeks begin with the day of issue itself, so the day before is the last one within them. They
    run through Christmas and bank holidays.
    """
    return issued + dt.timedelta(weeks=WEEKS)


def court_clock(proceedings: Proceedings, today: dt.date) -> CourtClock:
    """The clock of one set of proceedings on a day."""
    counted = proceedings.type in WITH_26_WEEKS
    issued = proceedings.issued
    computed = end_of_26_weeks(issued) if issued and counted else None
    ends = proceedings.week_26 or computed
    untils = [one.until for one in proceedings.extensions if one.until]
    current = max([*untils, ends] if ends else untils, default=None)
    concluded = proceedings.status in ("concluded", "withdrawn") or bool(proceedings.concluded)
    # Without the day on which it ended, a finished case has no week.
    day = (proceedings.concluded if concluded else today) or None
    week = (day - issued).days // 7 + 1 if day and issued and day >= issued else None
    clock = CourtClock(week, computed, ends, current, concluded, ())
    return CourtClock(
        week, computed, ends, current, concluded, tuple(_sentences(proceedings, clock, today))
    )


def _sentences(proceedings: Proceedings, clock: CourtClock, today: dt.date) -> list[str]:
    found = [_week_in_words(clock)] if clock.week else []
    if clock.ends and clock.concluded:
        found.append(_("26 weeks ended on {day}.").format(day=written(clock.ends)))
    elif clock.ends:
        words = _("26 weeks ended on {day}.") if clock.ends < today else _("26 weeks end on {day}.")
        found.append(words.format(day=written(clock.ends)))
    if clock.extended and clock.current_end:
        words = _("Extended until {day}.").format(day=written(clock.current_end))
        if clock.current_end < today and not clock.concluded:
            words = _("The extension ended on {day}.").format(day=written(clock.current_end))
        found.append(words)
    end = clock.current_end
    if end and not clock.concluded and end >= today and _court_is_closed(end):
        words = _("{day} is {kind_of_day}, on which courts do not usually sit.")
        found.append(words.format(day=written(end), kind_of_day=_court_is_closed(end)))
    return found + _to_look_at(proceedings, clock)


def _to_look_at(proceedings: Proceedings, clock: CourtClock) -> list[str]:
    """Dates that do not fit each other: one of them may have been mistyped."""
    found = []
    typed, computed = proceedings.week_26, clock.computed
    if typed and computed and typed not in (computed, computed - dt.timedelta(days=1)):
        words = _("Counted from the day of issue it would be {day}; {typed} was typed.")
        found.append(words.format(day=written(computed), typed=written(typed)))
    before = clock.ends
    for one in proceedings.extensions:
        if not one.until:
            continue
        start = max([day for day in (before, one.granted_on) if day], default=None)
        if before and one.until <= before:
            words = _("The extension to {day} ends before the time that it extends.")
            found.append(words.format(day=written(one.until)))
        elif start and one.until > start + _EXTENSION:
            words = _("The extension to {day} is longer than eight weeks (section 32(8)).")
            found.append(words.format(day=written(one.until)))
        before = max([day for day in (before, one.until) if day])
    return found


def _week_in_words(clock: CourtClock) -> str:
    if clock.ends is None:
        words = _("Ended in week {week}.") if clock.concluded else _("Week {week} since issue.")
    elif clock.concluded:
        words = _("Ended in week {week}; 26 are foreseen.")
    elif clock.week is not None and clock.week > WEEKS:
        words = _("Week {week}; 26 are foreseen.")
    else:
        words = _("Week {week} of 26.")
    return words.format(week=clock.week)


def _court_is_closed(day: dt.date) -> str:
    """The kind of day in words, where courts do not sit on it: not every bank holiday is known."""
    if (day.month, day.day) in ((12, 25), (12, 26), (1, 1)):
        return {25: _("Christmas Day"), 26: _("Boxing Day"), 1: _("New Year's Day")}[day.day]
    return {5: _("a Saturday"), 6: _("a Sunday")}.get(day.weekday(), "")


@dataclass(frozen=True)
class Notice:
    """How long before a hearing she, or the service, was told of it. Whole days, by the calendar:
    changing clocks make no day shorter. `days` is below nought where it came afterwards."""

    days: int | None
    short: bool
    words: str


def notice_of(hearing: Hearing, case_file: CaseFile) -> Notice:
    """The notice of a hearing, `short` where it is below the service's own number of days."""
    if not hearing.notice_received or not hearing.date:
        return Notice(None, False, _("not recorded"))
    days = (hearing.date - hearing.notice_received).days
    least = target(case_file, "hearing_notice_days")
    short = least is not None and days < least
    if days < 0:
        words = _("told afterwards")
    elif days == 0:
        words = _("the same day")
    else:
        words = _("1 day") if days == 1 else _("{count} days").format(count=days)
    return Notice(days, short, words)


@dataclass(frozen=True)
class CourtCounts:
    """Hearings of a file as they are counted for reports (Table 7, family court timescales)."""

    hearings: int
    notice_known: int
    short: int
    missed: int
    reasons: tuple[str, ...]
    sentence: str


def court_counts(case_file: CaseFile) -> CourtCounts:
    """`2 of 3 hearings with less than 14 days' notice; 1 missed: late notice.`"""
    hearings = [one for one in case_file.of(Hearing) if one.date]
    known = [notice_of(one, case_file) for one in hearings]
    known = [one for one in known if one.days is not None]
    short = sum(1 for one in known if one.short)
    missed = [one for one in hearings if one.mother_attended is False]
    reasons = tuple(
        code_list("non_attendance_reason").label(one.non_attendance_reason)
        for one in missed
        if one.non_attendance_reason
    )
    sentence = _counts_in_words(case_file, len(known), short, len(missed), reasons)
    return CourtCounts(len(hearings), len(known), short, len(missed), reasons, sentence)


def _counts_in_words(
    case_file: CaseFile, known: int, short: int, missed: int, reasons: tuple[str, ...]
) -> str:
    least = target(case_file, "hearing_notice_days")
    parts = []
    if known and least is not None:
        words = _("{short} of {known} hearings with less than {days} days' notice")
        parts.append(words.format(short=short, known=known, days=least))
    if missed:
        words = _("{missed} missed").format(missed=missed)
        why = ", ".join(dict.fromkeys(reason.lower() for reason in reasons))
        parts.append(f"{words}: {why}" if why else words)
    return "; ".join(parts) + "." if parts else ""


def awaits_outcome(hearing: Hearing, today: dt.date) -> bool:
    """Whether its day is over and nobody has noted what came of it."""
    return hearing.date is not None and hearing.date < today and not hearing.outcome
