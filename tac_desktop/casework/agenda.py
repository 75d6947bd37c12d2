"""What one mother brings to the day: her dates, what is overdue, days to watch, who owes answers.

Today puts these together over all mothers. They are plain values that the vault keeps until her
file changes or the day does; `mother_agenda` works them out. On paper that is carried round the
wings only `neutral` words are used: nobody who reads it over a shoulder learns anything of a
family.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.date_kinds import APPOINTMENTS, DateKind
from tac_desktop.words import _

CALLS = frozenset({"chase_social_worker", "mbu_report", "minutes", "production"})
"""Kinds of tasks that begin with a telephone call."""


@dataclass(frozen=True)
class AgendaItem:
    """One date. `place` is where she goes; `task_kind` is set where it is a task."""

    date: dt.date
    time: dt.time | None
    what: str
    record_id: str
    kind: str
    place: str = ""
    task_kind: str = ""

    @property
    def date_kind(self) -> DateKind:
        """The kind of date."""
        return DateKind(self.kind)

    @property
    def is_appointment(self) -> bool:
        """Whether she has to be somewhere."""
        return self.date_kind in APPOINTMENTS and self.date_kind is not DateKind.LETTERBOX

    @property
    def neutral(self) -> str:
        """The kind of thing in words that tell nothing."""
        return neutral_words(self.date_kind)


@dataclass(frozen=True)
class RiskItem:
    """A day to watch, or the days up to `until`."""

    date: dt.date
    until: dt.date | None
    why: str
    record_id: str


@dataclass(frozen=True)
class WaitingItem:
    """A request without an answer; `task_id` is the task that stands for it, where there is one."""

    key: str
    what: str
    whom: str
    record_id: str
    asked_on: dt.date
    due_on: dt.date | None
    sentence: str
    task_id: str = ""


@dataclass(frozen=True)
class MotherAgenda:
    """Everything of one mother that Today may show. Status and kinds are codes."""

    mother_id: str
    name: str
    known_as: str
    prison_number: str
    location: str
    case_status: str
    acct_since: dt.date | None
    acct_open: bool
    dates: tuple[AgendaItem, ...] = ()
    overdue: tuple[AgendaItem, ...] = ()
    risks: tuple[RiskItem, ...] = ()
    waiting: tuple[WaitingItem, ...] = ()

    @property
    def called(self) -> str:
        """Her name as lists have it."""
        return f"{self.name} ({self.known_as})" if self.known_as else self.name

    def between(self, first: dt.date, last: dt.date) -> list[AgendaItem]:
        """Her dates between two days, both included."""
        return [one for one in self.dates if first <= one.date <= last]


def neutral_words(kind: DateKind) -> str:
    """What a date is on paper that others may see: never whose child, never what it is about."""
    return _(_NEUTRAL.get(kind, "See her"))


_NEUTRAL = {
    DateKind.HEARING: "Appointment",
    DateKind.ACCT_REVIEW: "Appointment",
    DateKind.MBU_BOARD: "Appointment",
    DateKind.MEETING: "Appointment",
    DateKind.GOODBYE: "Appointment",
    DateKind.CONTACT: "Visit or call",
    DateKind.FAMILY_DAY: "Visit or call",
}
