"""What one mother brings to the day: her dates, what is overdue, days to watch, who owes answers.

Today puts these together over all mothers. They are plain values that the vault keeps until her
file changes or the day does. On paper that is carried round the wings only `neutral` words are
used: nobody who reads it over a shoulder learns anything of a family.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_plans import FamilyDay, SeparationPlan
from tac_desktop.casework.court import Hearing
from tac_desktop.casework.date_kinds import APPOINTMENTS, DateAhead, DateKind
from tac_desktop.casework.dates_ahead import dates_ahead, still_to_be_done
from tac_desktop.casework.episode import Case
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.risk_dates import risk_dates
from tac_desktop.casework.waiting import waiting
from tac_desktop.casework.work import Task
from tac_desktop.words import _

DAYS = 31
"""How far the agenda of a mother reaches."""
RISK_DAYS = 7

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


def is_active(case_file: CaseFile) -> bool:
    """Whether there is work with her: her latest case is not closed, or there is none yet."""
    cases = case_file.of(Case)
    latest = max(cases, key=lambda one: (one.episode or 0, one.opened or dt.date.min), default=None)
    return latest is None or latest.status != "closed"


def mother_agenda(case_file: CaseFile) -> MotherAgenda:
    """The agenda of one mother on the file's day."""
    mother, custody = case_file.mother, case_file.custody
    acct = [one for one in case_file.of(AcctEpisode) if one.status == "open"]
    cases = case_file.of(Case)
    latest = max(cases, key=lambda one: (one.episode or 0, one.opened or dt.date.min), default=None)
    return MotherAgenda(
        mother_id=case_file.mother_id,
        name=f"{mother.last_name.upper()}, {mother.first_names}" if mother else "",
        known_as=mother.known_as if mother else "",
        prison_number=custody.prison_number if custody else "",
        location=custody.current_location if custody else "",
        case_status=latest.status if latest else "",
        acct_since=min((one.opened for one in acct if one.opened), default=None),
        acct_open=bool(acct),
        dates=tuple(_item(case_file, one) for one in dates_ahead(case_file, DAYS)),
        overdue=tuple(_item(case_file, one) for one in still_to_be_done(case_file)),
        risks=tuple(
            RiskItem(one.date, one.until, one.why, one.record_id)
            for one in risk_dates(case_file, RISK_DAYS)
        ),
        waiting=tuple(
            WaitingItem(
                one.key,
                one.what,
                case_file.name(one.party_id) if one.party_id else "",
                one.record_id,
                one.asked_on,
                one.due_on,
                one.sentence,
                one.task_id,
            )
            for one in waiting(case_file)
        ),
    )


def neutral_words(kind: DateKind) -> str:
    """What a date is on paper that others may see: never whose child, never what it is about."""
    return _(_NEUTRAL.get(kind, "See her"))


def _item(case_file: CaseFile, one: DateAhead) -> AgendaItem:
    task = case_file.get(Task, one.record_id)
    return AgendaItem(
        one.date,
        one.time,
        one.what,
        one.record_id,
        one.kind.value,
        _place(case_file, one.record_id),
        task.kind if task else "",
    )


def _place(case_file: CaseFile, record_id: str) -> str:
    entry = case_file.by_id.get(record_id)
    record = entry.record if entry else None
    if isinstance(record, (Meeting, FamilyDay, SeparationPlan)):
        return record.place
    if isinstance(record, Hearing) and record.attendance_mode:
        return code_list("hearing_attendance").label(record.attendance_mode)
    return ""


_NEUTRAL = {
    DateKind.HEARING: "Appointment",
    DateKind.ACCT_REVIEW: "Appointment",
    DateKind.MBU_BOARD: "Appointment",
    DateKind.MEETING: "Appointment",
    DateKind.GOODBYE: "Appointment",
    DateKind.CONTACT: "Visit or call",
    DateKind.FAMILY_DAY: "Visit or call",
}
