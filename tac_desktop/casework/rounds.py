"""The walk round the wings: whom to see today, in the order of the wings, in neutral words.

The sheet is carried through the prison. It has name, number and place, a time and one of a few
words that say nothing of a family; what it is about stands on the screen. Slips are made the day
before, on a Friday for the days up to Monday.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from tac_desktop.casework.agenda import AgendaItem, MotherAgenda
from tac_desktop.casework.date_kinds import DateKind
from tac_desktop.casework.text import fold
from tac_desktop.words import _

_PARTS = re.compile(r"\d+|\D+")
NEUTRAL_REASON = "Official appointment"
_TELLING = """
acct adopt adopted adopter adopters adoption adoptive antenatal babies baby birth board cafcass
child children contact court creche families family father foster goodbye guardian hearing judge
lac maternity mbu midwife mother mothers mum mums nursery parent parents pregnancy review scan
separation social solicitor tribunal
babi cyswllt llys mabwysiadu mam plant plentyn teulu
"""
_TELLS = frozenset(_TELLING.split())
"""Words in the name of a place that tell what it is about, in English and Welsh."""
_PIECES = re.compile(r"[,;:()/]|\s[-–]\s")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Stop:
    """One line of the walk: where, who, when, and a word for what."""

    location: str
    name: str
    prison_number: str
    time: dt.time | None
    what: str
    mother_id: str = ""


@dataclass(frozen=True)
class Slip:
    """A request to unlock somebody and let her go somewhere. The reason says nothing."""

    date: dt.date
    time: dt.time | None
    name: str
    prison_number: str
    location: str
    to_place: str
    mother_id: str = ""
    record_id: str = ""

    @property
    def reason(self) -> str:
        """The same for every slip."""
        return _(NEUTRAL_REASON)


def stops_today(agendas: Iterable[MotherAgenda], today: dt.date) -> list[Stop]:
    """Everyone to be seen today, by wing and time: appointments, and one line for all the rest."""
    found: list[Stop] = []
    for one in agendas:
        here = one.between(today, today)
        appointments = [item for item in here if item.is_appointment]
        found += [_stop(one, item.time, item.neutral) for item in appointments]
        others = [item for item in here if not item.is_appointment and _is_hers(item)]
        others += [item for item in one.overdue if _is_hers(item)]
        watch = [risk for risk in one.risks if risk.date <= today <= (risk.until or risk.date)]
        if others or watch:
            found.append(_stop(one, None, _see_her(len(others) + len(watch))))
    return sorted(
        found, key=lambda stop: (in_walking_order(stop.location), _clock(stop.time), stop.name)
    )


def slip_days(today: dt.date) -> tuple[dt.date, dt.date]:
    """Today, and the next working day up to which slips are wanted."""
    ahead = 7 - today.weekday() if today.weekday() >= 4 else 1
    return today, today + dt.timedelta(days=ahead)


def slips(agendas: Iterable[MotherAgenda], first: dt.date, last: dt.date) -> list[Slip]:
    """A slip for each appointment between two days, in the order of days, wings and times."""
    found = [
        Slip(
            date=item.date,
            time=item.time,
            name=one.name,
            prison_number=one.prison_number,
            location=one.location,
            to_place=neutral_place(item.place, one.location),
            mother_id=one.mother_id,
            record_id=item.record_id,
        )
        for one in agendas
        for item in one.between(first, last)
        if needs_a_slip(item)
    ]
    return sorted(
        found, key=lambda slip: (slip.date, in_walking_order(slip.location), _clock(slip.time))
    )


def neutral_place(place: str, location: str = "") -> str:
    """The part of a place's name that tells nothing of courts, children or reviews.

    Empty where all of it would: the line is then filled in by hand, by who knows the way. What
    stands in her own `location` on the slip anyway may stand here too.
    """
    known = _words_of(location)
    pieces = [one.strip() for one in _PIECES.split(place)]
    return ", ".join(one for one in pieces if one and not (_words_of(one) - known) & _TELLS)


def needs_a_slip(item: AgendaItem) -> bool:
    """Whether she has to be unlocked for it."""
    return item.is_appointment


def _stop(one: MotherAgenda, time: dt.time | None, what: str) -> Stop:
    return Stop(one.location, one.name, one.prison_number, time, what, one.mother_id)


def _is_hers(item: AgendaItem) -> bool:
    """Whether she has to be seen or asked for it, so that it belongs on the walk."""
    kinds = (DateKind.CONSENT, DateKind.SURVEY, DateKind.EXPLANATION, DateKind.CONTACT)
    return item.date_kind in kinds or item.task_kind in _WITH_HER


_WITH_HER = frozenset(
    {"aftercare", "acct_action", "consent_review", "survey", "follow_up", "first_days"}
)


def _see_her(count: int) -> str:
    return _("See her") if count == 1 else _("See her ({count})").format(count=count)


def _words_of(text: str) -> set[str]:
    return set(_WORDS.findall(fold(text)))


def in_walking_order(location: str) -> tuple[tuple[int, int, str], ...]:
    """For sorting as people walk: B-2-9 before B-2-11, those without a place last."""
    if not location:
        return ((2, 0, ""),)
    parts = _PARTS.findall(location.casefold())
    return tuple((0, int(one), "") if one.isdigit() else (1, 0, one) for one in parts)


def _clock(time: dt.time | None) -> tuple[bool, dt.time]:
    return time is None, time or dt.time()
