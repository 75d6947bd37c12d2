"""What stands on Today, group by group, from every mother's agenda. Plain values, no Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tac_desktop.casework.agenda import CALLS, AgendaItem, MotherAgenda, RiskItem, WaitingItem
from tac_desktop.casework.date_kinds import DateKind
from tac_desktop.casework.dates import days_in_words, written, written_time
from tac_desktop.casework.rounds import slip_days, slips
from tac_desktop.words import _

NEAR = 7
DAYS_AHEAD = 14
_CONTACT = (DateKind.CONTACT, DateKind.LETTERBOX, DateKind.GOODBYE)
_MEETINGS = (DateKind.MEETING, DateKind.MBU_BOARD, DateKind.FAMILY_DAY, DateKind.GOODBYE)


class Action(StrEnum):
    """What can be done with a line at once."""

    NOTHING = ""
    DONE = "done"
    CONTACT = "contact"


@dataclass(frozen=True)
class Line:
    """One thing on the page, which opens a record in a mother's file."""

    mother_id: str
    record_id: str
    when: str
    what: str
    who: str
    urgent: bool = False
    action: Action = Action.NOTHING
    day: dt.date | None = None


@dataclass(frozen=True)
class Lines:
    """A group of lines under a heading; `folded` ones are closed to begin with."""

    key: str
    title: str
    lines: tuple[Line, ...]
    folded: bool = False


def groups(agendas: Sequence[MotherAgenda], today: dt.date) -> list[Lines]:
    """Every group that has something in it, in the order of the page."""
    near, far = today + dt.timedelta(days=NEAR), today + dt.timedelta(days=DAYS_AHEAD)
    made = [
        Lines("acct", _("ACCT open"), tuple(acct_lines(agendas))),
        Lines("slips", _("Slips to print"), tuple(slip_lines(agendas, today))),
        Lines(
            "acct_reviews",
            _("ACCT reviews"),
            tuple(_of_kinds(agendas, (DateKind.ACCT_REVIEW,), today, near)),
        ),
        Lines(
            "hearings", _("Hearings"), tuple(_of_kinds(agendas, (DateKind.HEARING,), today, far))
        ),
        Lines("meetings", _("Meetings"), tuple(_of_kinds(agendas, _MEETINGS, today, near))),
        Lines("contact", _("Contact: did it take place?"), tuple(contact_lines(agendas, today))),
        Lines("watch", _("Days to watch in the next 7 days"), tuple(risk_lines(agendas, today))),
        Lines("calls", _("Calls to make"), tuple(call_lines(agendas, today))),
        Lines("due", _("Due today"), tuple(due_lines(agendas, today))),
        Lines("overdue", _("Overdue"), tuple(overdue_lines(agendas, today))),
        Lines("waiting", _("Waiting for an answer"), tuple(waiting_lines(agendas, today))),
        Lines(
            "coming",
            _("In the next 14 days"),
            tuple(coming_lines(agendas, today)),
            folded=True,
        ),
    ]
    return [one for one in made if one.lines]


def acct_lines(agendas: Iterable[MotherAgenda]) -> list[Line]:
    """Every mother with an open ACCT, and where she is."""
    found = []
    for one in agendas:
        if one.acct_open:
            since = _("since {day}").format(day=written(one.acct_since)) if one.acct_since else ""
            when = _("ACCT open")
            where = ", ".join(part for part in (one.location, since) if part)
            found.append(Line(one.mother_id, "", when, where, one.called, urgent=True))
    return found


def slip_lines(agendas: Sequence[MotherAgenda], today: dt.date) -> list[Line]:
    """Who has to be unlocked, today or on the next working day."""
    called = {one.mother_id: one.called for one in agendas}
    return [
        Line(
            one.mother_id,
            one.record_id,
            when(one.date, one.time, today),
            ", ".join(part for part in (one.location, one.to_place) if part) or _("no place yet"),
            called[one.mother_id],
        )
        for one in slips(agendas, *slip_days(today))
    ]


def contact_lines(agendas: Iterable[MotherAgenda], today: dt.date) -> list[Line]:
    """Contacts up to today that nobody has answered, the oldest first.

    In this order: a later answer closes what lies before it.
    """
    found = [
        (item.date, _line(one, item, today, Action.CONTACT))
        for one in agendas
        for item in (*one.overdue, *one.between(today, today))
        if item.date_kind in _CONTACT and not _is_a_plan(item)
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].who))
    return [line for _day, line in found]


def risk_lines(agendas: Sequence[MotherAgenda], today: dt.date) -> list[Line]:
    """Days to watch; those of mothers on an ACCT first on each day, common days once for all."""
    found: list[tuple[dt.date, bool, Line]] = []
    common: dict[tuple[dt.date, str], int] = {}
    for one in agendas:
        for risk in one.risks:
            if not risk.record_id:
                common[(risk.date, risk.why)] = common.get((risk.date, risk.why), 0) + 1
                continue
            line = Line(
                one.mother_id,
                risk.record_id,
                _until(risk, today),
                risk.why,
                one.called,
                urgent=one.acct_open,
            )
            found.append((max(risk.date, today), not one.acct_open, line))
    for (day, why), count in common.items():
        who = _("{count} mothers").format(count=count) if count > 1 else _("1 mother")
        found.append((day, True, Line("", "", when(day, None, today), why, who)))
    found.sort(key=lambda three: (three[0], three[1], three[2].who))
    return [line for _day, _order, line in found]


def call_lines(agendas: Iterable[MotherAgenda], today: dt.date) -> list[Line]:
    """Tasks that begin with a call and are due, and requests that are due to be asked again."""
    found: list[tuple[dt.date, Line]] = []
    for one in agendas:
        waits = {item.record_id for item in one.waiting}
        waits |= {item.task_id for item in one.waiting if _is_due(item, today)}
        for item in (*one.overdue, *one.between(today, today)):
            if _is_call(item) and item.record_id not in waits:
                found.append((item.date, _line(one, item, today, Action.DONE)))
        for request in one.waiting:
            if request.due_on is not None and request.due_on <= today:
                whom = request.whom or _("nobody is named")
                what = _("{whom}: {what}").format(whom=whom, what=request.what)
                late = when(request.due_on, None, today)
                urgent = request.due_on < today
                line = Line(one.mother_id, request.record_id, late, what, one.called, urgent)
                found.append((request.due_on, line))
    found.sort(key=lambda pair: (pair[0], pair[1].who))
    return [line for _day, line in found]


def due_lines(agendas: Iterable[MotherAgenda], today: dt.date) -> list[Line]:
    """What is due today and stands in no group above."""
    return [
        _line(one, item, today, _action(item))
        for one in agendas
        for item in one.between(today, today)
        if not _has_its_own_group(item, one)
    ]


def overdue_lines(agendas: Iterable[MotherAgenda], today: dt.date) -> list[Line]:
    """What should have been done and was not, the oldest first."""
    found = []
    for one in agendas:
        late = [
            item
            for item in one.overdue
            if not _is_in_calls(item, one) and (item.date_kind not in _CONTACT or _is_a_plan(item))
        ]
        consents = [item for item in late if item.date_kind is DateKind.CONSENT]
        for item in late:
            if item in consents[1:]:
                continue
            line = _line(one, item, today, _action(item))
            if item in consents and len(consents) > 1:
                words = _("{what} (and {count} more)")
                line = replace(line, what=words.format(what=line.what, count=len(consents) - 1))
            found.append((item.date, line))
    found.sort(key=lambda pair: (pair[0], pair[1].who))
    return [line for _day, line in found]


def waiting_lines(agendas: Iterable[MotherAgenda], today: dt.date) -> list[Line]:
    """Who owes an answer, the longest wait first."""
    found = []
    for one in agendas:
        for request in one.waiting:
            days = (today - request.asked_on).days
            whom = request.whom or _("nobody is named")
            what = _("{whom}: {what}. {sentence}").format(
                whom=whom, what=request.what, sentence=request.sentence
            )
            waits = _("1 day") if days == 1 else _("{days} days").format(days=days)
            late = request.due_on is not None and request.due_on < today
            found.append(
                (-days, Line(one.mother_id, request.record_id, waits, what, one.called, late))
            )
    found.sort(key=lambda pair: (pair[0], pair[1].who))
    return [line for _days, line in found]


def coming_lines(agendas: Iterable[MotherAgenda], today: dt.date) -> list[Line]:
    """Everything else of the fortnight from tomorrow on, the nearest first."""
    tomorrow, last = today + dt.timedelta(days=1), today + dt.timedelta(days=DAYS_AHEAD)
    near = today + dt.timedelta(days=NEAR)
    found = []
    for one in agendas:
        for item in one.between(tomorrow, last):
            above = item.date_kind is DateKind.HEARING or (
                item.date <= near and item.date_kind in (DateKind.ACCT_REVIEW, *_MEETINGS)
            )
            if not above:
                found.append((item.date, _line(one, item, today)))
    found.sort(key=lambda pair: (pair[0], pair[1].who))
    return [line for _day, line in found]


def when(day: dt.date, time: dt.time | None, today: dt.date) -> str:
    """`18 Nov 2026 11:00, in 2 days`."""
    moment = " ".join(part for part in (written(day), written_time(time)) if part)
    return f"{moment}, {days_in_words((day - today).days)}"


def _of_kinds(
    agendas: Iterable[MotherAgenda], kinds: Sequence[DateKind], first: dt.date, last: dt.date
) -> list[Line]:
    found = [
        (item.date, item.time or dt.time(), _line(one, item, first))
        for one in agendas
        for item in one.between(first, last)
        if item.date_kind in kinds
    ]
    found.sort(key=lambda three: (three[0], three[1], three[2].who))
    return [line for _day, _time, line in found]


def _line(
    one: MotherAgenda, item: AgendaItem, today: dt.date, action: Action = Action.NOTHING
) -> Line:
    return Line(
        one.mother_id,
        item.record_id,
        when(item.date, item.time, today),
        item.what,
        one.called,
        urgent=item.date < today,
        action=action,
        day=item.date,
    )


def _until(risk: RiskItem, today: dt.date) -> str:
    if risk.until and risk.date < today:
        return _("until {day}").format(day=written(risk.until))
    return when(risk.date, None, today)


def _action(item: AgendaItem) -> Action:
    return Action.DONE if item.task_kind else Action.NOTHING


def _is_call(item: AgendaItem) -> bool:
    return item.task_kind in CALLS


def _is_due(request: WaitingItem, today: dt.date) -> bool:
    return request.due_on is not None and request.due_on <= today


def _is_in_calls(item: AgendaItem, one: MotherAgenda) -> bool:
    waits = {request.record_id for request in one.waiting}
    return bool(item.task_kind) and (_is_call(item) or item.record_id in waits)


def _has_its_own_group(item: AgendaItem, one: MotherAgenda) -> bool:
    kinds = (DateKind.HEARING, DateKind.ACCT_REVIEW, *_MEETINGS, *_CONTACT)
    return item.date_kind in kinds or _is_in_calls(item, one)


def _is_a_plan(item: AgendaItem) -> bool:
    """A goodbye that is planned as such is no session that somebody answers for in one click."""
    return item.date_kind is DateKind.GOODBYE
