"""How long a file is kept: legal holds, decisions on it, and the day on which it is due.

No number here is law for this service: years after closing are a setting of the service (charities
commonly keep casework for 6 to 7 years; unconfirmed). What an authority must keep of a child it
keeps itself. Nothing is ever disposed of by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from tac_desktop.casework.audience_kinds import OWN_TEAM, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import add_months, written
from tac_desktop.casework.episode import Case
from tac_desktop.casework.questions import Section, question
from tac_desktop.casework.record import Names, Problem, Record
from tac_desktop.words import _

EVERY_FILE = ""
"""The mother of a hold that is on every file, as an inquiry may ask for."""


class LegalHold(Record):
    """Nothing of a file may be disposed of: an inquiry, a claim, a complaint, a police request.

    One that belongs to no mother is on every file.
    """

    type_name: ClassVar[str] = "legal_hold"
    source_title: ClassVar[str] = "Legal hold"
    source_plural: ClassVar[str] = "Legal holds"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Hold", ("since", "reason", "asked_by", "reference", "placed_by_id", "review_on")),
        Section("Lifted", ("lifted_on", "lifted_why")),
    )

    since: dt.date | None = question("Since", default_factory=dt.date.today, required=True)
    reason: str = question(
        "Why nothing may be disposed of",
        default="",
        lines=2,
        required=True,
        hint="An inquiry, a claim, a complaint, a request of the police.",
    )
    asked_by: str = question("Who asked for it", default="")
    reference: str = question("Their reference", default="")
    placed_by_id: str = question("Placed by", refers_to="worker", default="")
    review_on: dt.date | None = question("Look at it again on")
    lifted_on: dt.date | None = question("Lifted on")
    lifted_why: str = question("Why it was lifted", default="", lines=2)

    def headline(self, names: Names) -> str:
        """Why, and whether it still counts."""
        if self.in_force():
            return self.reason
        return _("{reason} (lifted {day})").format(reason=self.reason, day=written(self.lifted_on))

    def happened_on(self) -> dt.date | None:
        """Since when."""
        return self.since

    def checks(self) -> Iterator[Problem]:
        """Lifting needs a reason."""
        if self.lifted_on and not self.lifted_why:
            yield Problem("lifted_why", _("Please say why it was lifted."))

    def in_force(self) -> bool:
        """Whether it counts."""
        return self.lifted_on is None and not self.entered_in_error


class RetentionReview(Record):
    """What was decided about keeping a closed file: longer, or no longer."""

    type_name: ClassVar[str] = "retention_review"
    source_title: ClassVar[str] = "Decision on keeping the file"
    source_plural: ClassVar[str] = "Decisions on keeping the file"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Decision", ("date", "decision", "until", "why", "by_id", "approved_by_id")),
    )

    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    decision: str = question(
        "What was decided", codes="retention_decision", default="keep_longer", required=True
    )
    until: dt.date | None = question(
        "Keep until", only_if=("decision", "keep_longer"), required=True
    )
    why: str = question("Why", default="", lines=2, required=True)
    by_id: str = question("Decided by", refers_to="worker", default="")
    approved_by_id: str = question(
        "Approved by a manager", refers_to="worker", default="", only_if=("decision", "dispose")
    )

    def headline(self, names: Names) -> str:
        """`Keep longer until 1 Mar 2031`."""
        what = code_list("retention_decision").label(self.decision)
        if self.decision != "keep_longer":
            return what
        return _("{what} until {day}").format(what=what, day=written(self.until))

    def happened_on(self) -> dt.date | None:
        """The day."""
        return self.date


class RetentionState(StrEnum):
    """How a file stands, the most urgent first."""

    HELD = "held"
    DUE = "due"
    KEPT = "kept"
    NO_DATE = "no_date"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The state in words."""
        return {
            RetentionState.HELD: _("Legal hold"),
            RetentionState.DUE: _("Due for review or disposal"),
            RetentionState.KEPT: _("Closed, kept until its date"),
            RetentionState.NO_DATE: _("Closed, no date"),
            RetentionState.OPEN: _("Open"),
        }[self]


@dataclass(frozen=True)
class Retention:
    """How long one file is kept. `due_on` is None while its case is open or no years are set."""

    mother_id: str
    closed_on: dt.date | None
    due_on: dt.date | None
    state: RetentionState
    sentence: str
    holds: tuple[LegalHold, ...] = ()
    decision: RetentionReview | None = None


def retention(
    mother_id: str,
    cases: Sequence[Case],
    holds: Sequence[LegalHold],
    reviews: Sequence[RetentionReview],
    years: int | None,
    today: dt.date,
) -> Retention:
    """How long a file is kept, from what stands in it.

    `years` are those after closing, from the service's settings; None where they are switched off.
    `holds` are those of the file and those on every file.
    """
    in_force = tuple(one for one in holds if one.in_force())
    counting = [one for one in cases if not one.entered_in_error]
    closed = _closed_on(counting)
    decision = _latest([one for one in reviews if not one.entered_in_error])
    due, why = _due(closed, decision, years)
    if in_force:
        state = RetentionState.HELD
        said = _("Nothing may be disposed of: {reason}").format(reason=in_force[0].reason)
    elif closed is None:
        state = RetentionState.OPEN
        said = _("Work with her is open, so nothing is due.")
    elif due is None:
        state, said = RetentionState.NO_DATE, why
    else:
        state = RetentionState.DUE if due <= today else RetentionState.KEPT
        said = why
    return Retention(mother_id, closed, due, state, said, in_force, decision)


def _closed_on(cases: Sequence[Case]) -> dt.date | None:
    """The day on which the last case was closed; None while one is open or waits, or without."""
    if not cases or any(one.status != "closed" for one in cases):
        return None
    days = [one.closed for one in cases if one.closed]
    return max(days) if days else None


def _latest(reviews: Sequence[RetentionReview]) -> RetentionReview | None:
    return max(reviews, key=lambda one: (one.date or dt.date.min, one.id), default=None)


def _due(
    closed: dt.date | None, decision: RetentionReview | None, years: int | None
) -> tuple[dt.date | None, str]:
    if closed is None:
        return None, ""
    counts = decision is not None and (decision.date or dt.date.min) >= closed
    if decision is not None and counts and decision.decision == "keep_longer" and decision.until:
        words = _("To be kept until {day}: {why}")
        return decision.until, words.format(day=written(decision.until), why=decision.why)
    if decision is not None and counts and decision.decision == "dispose":
        words = _("To be disposed of, decided on {day}: {why}")
        return decision.date, words.format(day=written(decision.date), why=decision.why)
    if not years:
        return None, _("The service has set no number of years; a person decides.")
    due = add_months(closed, 12 * years)
    words = _("Closed on {closed}; {years} years after that is {due}.")
    return due, words.format(closed=written(closed), years=years, due=written(due))
