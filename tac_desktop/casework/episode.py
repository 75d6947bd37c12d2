"""An episode of work: referral, consent, the case itself, needs, outcomes and barriers."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import ALL, AROUND_THE_CHILD, OWN_TEAM, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import Section, SeenBy, question
from tac_desktop.casework.record import Names, Record
from tac_desktop.words import _


class Case(Record):
    """One period of work with a mother. The mother outlives it; a case can be reopened."""

    type_name: ClassVar[str] = "case"
    source_title: ClassVar[str] = "Case"
    source_plural: ClassVar[str] = "Cases"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Case",
            (
                "episode",
                "status",
                "opened",
                "worker_id",
                "priority",
                "priority_reason",
                "next_review",
                "case_summary",
            ),
        ),
        Section("If it was reopened", ("reopened_from", "reopen_reason")),
        Section(
            "Closing",
            ("closed", "closure_reason", "closing_words", "approved_by_id", "approved_on"),
        ),
    )

    episode: int | None = question("Which period of work is this?", default=1)
    status: str = question("Status", codes="case_status", default="open", required=True)
    opened: dt.date | None = question("Opened on", default_factory=dt.date.today)
    worker_id: str = question("Social worker", refers_to="worker", default="")
    priority: str = question("Priority", codes="priority", default="routine")
    priority_reason: str = question("Why", default="", only_if=("priority", ("high", "urgent")))
    next_review: dt.date | None = question("Review this case on")
    case_summary: str = question(
        "Summary",
        default="",
        lines=6,
        limit=1500,
        hint="At most about 150 words. Read first by whoever covers for you.",
    )
    reopened_from: str = question("Reopened from", refers_to="case", default="")
    reopen_reason: str = question("Why it was reopened", codes="reopen_reason", default="")
    closed: dt.date | None = question("Closed on", only_if=("status", "closed"))
    closure_reason: str = question(
        "Why it was closed", codes="closure_reason", default="", only_if=("status", "closed")
    )
    closing_words: str = question(
        "Her last word on the work", default="", lines=2, only_if=("status", "closed")
    )
    approved_by_id: str = question(
        "Closing approved by", refers_to="worker", default="", only_if=("status", "closed")
    )
    approved_on: dt.date | None = question("Approved on", only_if=("status", "closed"))

    def headline(self, names: Names) -> str:
        """`Case 2, open`."""
        status = code_list("case_status").label(self.status).lower()
        return _("Case {number}, {status}").format(number=self.episode or 1, status=status)

    def happened_on(self) -> dt.date | None:
        """When it was opened."""
        return self.opened


class Referral(Record):
    """How the mother came to the service."""

    type_name: ClassVar[str] = "referral"
    source_title: ClassVar[str] = "Referral"
    source_plural: ClassVar[str] = "Referrals"
    shared_with: ClassVar[frozenset[AudienceKind]] = frozenset(
        {AudienceKind.TAC, AudienceKind.PRISON, AudienceKind.MOTHER}
    )
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Referral", ("date", "source", "referrer_person_id", "reason", "case_id")),
        Section("What became of it", ("outcome", "first_seen", "referrer_updated_on")),
    )

    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    source: str = question("Who referred her", codes="referral_source", default="", required=True)
    referrer_person_id: str = question("Referrer", refers_to="person", default="")
    reason: str = question("Reason", default="", lines=3)
    case_id: str = question("Case", refers_to="case", default="")
    outcome: str = question("Outcome", codes="referral_outcome", default="")
    first_seen: dt.date | None = question("First seen on")
    referrer_updated_on: dt.date | None = question("Referrer told on")

    def headline(self, names: Names) -> str:
        """Where the referral came from."""
        source = code_list("referral_source").label(self.source)
        return _("Referral: {source}").format(source=source)

    def happened_on(self) -> dt.date | None:
        """The day of the referral."""
        return self.date


class Consent(Record):
    """What the mother agreed to share, with whom, for what, and until when."""

    type_name: ClassVar[str] = "consent"
    source_title: ClassVar[str] = "Consent"
    source_plural: ClassVar[str] = "Consents"
    shared_with: ClassVar[frozenset[AudienceKind]] = frozenset(
        {AudienceKind.TAC, AudienceKind.MOTHER}
    )
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Consent",
            (
                "purpose",
                "subject_person_id",
                "given",
                "limits",
                "method",
                "given_on",
                "easy_read_copy_given",
                "review_on",
                "withdrawn_on",
                "ended_on",
                "case_id",
            ),
        ),
    )

    purpose: str = question("What for", codes="consent_purpose", default="", required=True)
    subject_person_id: str = question(
        "About sharing with",
        refers_to="person",
        default="",
        only_if=("purpose", "share_with_family_member"),
    )
    given: bool | None = question("Did she agree?", required=True)
    limits: str = question("Limits, in her words where possible", default="", lines=2)
    method: str = question("How", codes="consent_method", default="")
    given_on: dt.date | None = question("Asked on", default_factory=dt.date.today)
    easy_read_copy_given: bool | None = question("Easy-read copy given?")
    review_on: dt.date | None = question("Ask again on")
    withdrawn_on: dt.date | None = question("Withdrawn on")
    ended_on: dt.date | None = question("Ended with the work on")
    case_id: str = question("Case", refers_to="case", default="")

    def headline(self, names: Names) -> str:
        """The purpose and the answer."""
        answer = _("agreed") if self.given else _("refused")
        if self.ended_on:
            answer = _("ended with the work")
        if self.withdrawn_on:
            answer = _("withdrawn")
        return f"{code_list('consent_purpose').label(self.purpose)}: {answer}"

    def happened_on(self) -> dt.date | None:
        """When she was asked."""
        return self.given_on


class Need(Record):
    """Something she or the worker wants to change, in the evaluation's categories (Table 5)."""

    type_name: ClassVar[str] = "need"
    source_title: ClassVar[str] = "Need"
    source_plural: ClassVar[str] = "Needs"
    shared_with: ClassVar[frozenset[AudienceKind]] = frozenset(
        ALL - {AudienceKind.SCHOOL, AudienceKind.FAMILY}
    )
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Need",
            (
                "category",
                "identified_by",
                "identified_on",
                "in_her_words",
                "goal",
                "status",
                "case_id",
            ),
        ),
    )

    category: str = question("Need", codes="need", default="", required=True)
    identified_by: str = question("Who said so", codes="identified_by", default="mother")
    identified_on: dt.date | None = question("When", default_factory=dt.date.today)
    in_her_words: str = question("In her words", default="", lines=2)
    goal: str = question("What would be better", default="", lines=2)
    status: str = question("Status", codes="need_status", default="not_started")
    case_id: str = question("Case", refers_to="case", default="")

    def headline(self, names: Names) -> str:
        """The category."""
        return code_list("need").label(self.category)

    def happened_on(self) -> dt.date | None:
        """When it was named."""
        return self.identified_on


class Outcome(Record):
    """What the work achieved, in the evaluation's categories (Table 6)."""

    type_name: ClassVar[str] = "outcome"
    source_title: ClassVar[str] = "Outcome"
    source_plural: ClassVar[str] = "Outcomes"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Outcome", ("category", "date", "note", "healthy_prison", "case_id")),
    )

    category: str = question("Outcome", codes="outcome", default="", required=True)
    date: dt.date | None = question("Date")
    note: str = question("Note", default="", lines=2)
    healthy_prison: list[str] = question(
        "Healthy prison tests that it serves", codes="healthy_prison", default_factory=list
    )
    case_id: str = question("Case", refers_to="case", default="")

    def headline(self, names: Names) -> str:
        """The category."""
        return code_list("outcome").label(self.category)

    def happened_on(self) -> dt.date | None:
        """When it was reached."""
        return self.date


class Barrier(Record):
    """What got in the way, in the evaluation's categories (Table 7 and its text)."""

    type_name: ClassVar[str] = "barrier"
    source_title: ClassVar[str] = "Barrier"
    source_plural: ClassVar[str] = "Barriers"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Barrier", ("category", "date", "note", "case_id")),
    )

    category: str = question("Barrier", codes="barrier", default="", required=True)
    date: dt.date | None = question("Date", default_factory=dt.date.today)
    note: str = question("Note", default="", lines=2)
    case_id: str = question("Case", refers_to="case", default="")

    def headline(self, names: Names) -> str:
        """The category."""
        return code_list("barrier").label(self.category)

    def happened_on(self) -> dt.date | None:
        """When it was met."""
        return self.date


class SurveyResponse(Record):
    """Answers to a questionnaire, typed in from paper."""

    type_name: ClassVar[str] = "survey_response"
    source_title: ClassVar[str] = "Questionnaire"
    source_plural: ClassVar[str] = "Questionnaires"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Questionnaire", ("instrument", "wave", "date", "completed_how", "case_id")),
    )

    instrument: str = question("Questionnaire", codes="instrument", default="", required=True)
    wave: str = question("Wave", codes="wave", default="")
    date: dt.date | None = question("Date", default_factory=dt.date.today)
    completed_how: str = question("Filled in", codes="completed_how", default="")
    case_id: str = question("Case", refers_to="case", default="")
    answers: dict[str, str | int | bool | None] = question(
        "Answers", default_factory=dict, seen_by=SeenBy.OWN_TEAM
    )

    def headline(self, names: Names) -> str:
        """The questionnaire and its wave."""
        return f"{code_list('instrument').label(self.instrument)} {self.wave}".strip()

    def happened_on(self) -> dt.date | None:
        """When it was filled in."""
        return self.date
