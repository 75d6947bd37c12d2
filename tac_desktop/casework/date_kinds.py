"""Kinds of dates to come: their words, how pressing they are, and the value that carries one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tac_desktop.words import _


class Urgency(StrEnum):
    """How much hangs on a day: for sorting and for marking, never a measure of risk."""

    HIGH = "high"
    ORDINARY = "ordinary"
    LOW = "low"


class DateKind(StrEnum):
    """What a date is."""

    HEARING = "hearing"
    ACCT_REVIEW = "acct_review"
    MBU_BOARD = "mbu_board"
    MBU_STEP = "mbu_step"
    MEETING = "meeting"
    CONTACT = "contact"
    FAMILY_DAY = "family_day"
    GOODBYE = "goodbye"
    LETTERBOX = "letterbox"
    REPORT_DUE = "report_due"
    DIRECTION = "direction"
    COURT_TIME = "court_time"
    ORDER_ENDS = "order_ends"
    RESTRICTION = "restriction"
    CONTACT_LEVEL = "contact_level"
    CONSENT = "consent"
    SURVEY = "survey"
    RELEASE = "release"
    EXPLANATION = "explanation"
    CONCERN = "concern"
    CASE_REVIEW = "case_review"
    SUPERVISION = "supervision"
    DECISION = "decision"
    NEWS = "news"
    WATCH = "watch"
    TASK = "task"
    BIRTHDAY = "birthday"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _(_LABELS[self])

    @property
    def urgency(self) -> Urgency:
        """How pressing a date of this kind is."""
        if self in _HIGH:
            return Urgency.HIGH
        return Urgency.LOW if self in _LOW else Urgency.ORDINARY


_LABELS = {
    DateKind.HEARING: "Hearing",
    DateKind.ACCT_REVIEW: "ACCT review",
    DateKind.MBU_BOARD: "Mother and Baby Unit Board",
    DateKind.MBU_STEP: "Mother and Baby Unit",
    DateKind.MEETING: "Meeting",
    DateKind.CONTACT: "Contact with a child",
    DateKind.FAMILY_DAY: "Family day",
    DateKind.GOODBYE: "Goodbye or separation",
    DateKind.LETTERBOX: "Letterbox",
    DateKind.REPORT_DUE: "Report due",
    DateKind.DIRECTION: "Due to the court",
    DateKind.COURT_TIME: "Time limit of proceedings",
    DateKind.ORDER_ENDS: "Order ends",
    DateKind.RESTRICTION: "Restriction",
    DateKind.CONTACT_LEVEL: "Contact level",
    DateKind.CONSENT: "Consent",
    DateKind.SURVEY: "Questionnaire",
    DateKind.RELEASE: "Release",
    DateKind.EXPLANATION: "Explain again",
    DateKind.CONCERN: "Concern",
    DateKind.CASE_REVIEW: "Review of the case",
    DateKind.SUPERVISION: "Supervision",
    DateKind.DECISION: "Decision of the prison",
    DateKind.NEWS: "News of a child",
    DateKind.WATCH: "Date to watch",
    DateKind.TASK: "Task",
    DateKind.BIRTHDAY: "Birthday",
}
_HIGH = frozenset(
    {
        DateKind.HEARING,
        DateKind.ACCT_REVIEW,
        DateKind.MBU_BOARD,
        DateKind.GOODBYE,
        DateKind.DIRECTION,
        DateKind.CONCERN,
        DateKind.WATCH,
    }
)
_LOW = frozenset({DateKind.BIRTHDAY, DateKind.SUPERVISION, DateKind.NEWS, DateKind.SURVEY})
APPOINTMENTS = frozenset(
    {
        DateKind.HEARING,
        DateKind.ACCT_REVIEW,
        DateKind.MBU_BOARD,
        DateKind.MEETING,
        DateKind.CONTACT,
        DateKind.FAMILY_DAY,
        DateKind.GOODBYE,
    }
)
"""Where somebody meets somebody: what the caseload shows as the next date."""


@dataclass(frozen=True)
class DateAhead:
    """One thing to come. `about` holds the children concerned, where there are any.

    `computed` dates follow from others (a birthday, a letterbox reminder); the rest were typed.
    One that `stays` is still to be done when its day has passed.
    """

    date: dt.date
    time: dt.time | None
    what: str
    record_id: str
    about: tuple[str, ...] = ()
    kind: DateKind = DateKind.TASK
    computed: bool = False
    stays: bool = False

    @property
    def urgency(self) -> Urgency:
        """How pressing it is."""
        return self.kind.urgency


def urgency_of(urgency: Urgency) -> int:
    """For sorting: the most pressing first."""
    return list(Urgency).index(urgency)
