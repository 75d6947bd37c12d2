"""ACCT involvement: the social worker's own notes. The ACCT document is the prison's record.

A risk level is only ever written down as it was recorded at the review; nothing computes one.
Sources: PSI 64/2011 with its ACCT v6 annex (2021), whose text is partly unconfirmed; so every
time limit is a setting and every list can be changed.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import MOTHER_AND_PRISON, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.for_prison_staff import asked_of_staff, prison_case_note
from tac_desktop.casework.questions import Section, SeenBy, question
from tac_desktop.casework.record import Names, Record, Row
from tac_desktop.words import _


class RiskDate(Row):
    """A day on which the risk may rise."""

    date: dt.date | None = question("Date", required=True)
    why: str = question("Why", default="")


class Reopening(Row):
    """Opened again while it was in its post-closure phase."""

    on: dt.date | None = question("Opened again on", required=True)
    at: dt.time | None = question("At")
    why: str = question("Why", default="")


class FamilyTakingPart(Row):
    """A relative or friend who may take part in reviews, with her consent."""

    person_id: str = question("Person", refers_to="person", default="")
    name: str = question("Or name", default="")
    how: str = question("How", codes="attendance", default="")
    agreed_on: dt.date | None = question("She agreed on")
    withdrawn_on: dt.date | None = question("Withdrawn on")


class AcctEpisode(Record):
    """An ACCT that was opened for the mother, as far as the social worker knows it."""

    type_name: ClassVar[str] = "acct_episode"
    source_title: ClassVar[str] = "ACCT episode"
    source_plural: ClassVar[str] = "ACCT episodes"
    shared_with: ClassVar[frozenset[AudienceKind]] = MOTHER_AND_PRISON
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Episode",
            (
                "log_number",
                "opened",
                "opened_time",
                "status",
                "closed",
                "post_closure_review",
                "reopenings",
                "coordinator_id",
                "tac_is_invited",
            ),
        ),
        Section(
            "First steps",
            ("plan_on", "plan_at", "assessed_on", "assessed_at"),
            "As the prison's record says. A late step is a target passed, nothing more.",
        ),
        Section(
            "What the social worker knows",
            (
                "trigger_summary",
                "child_related_triggers",
                "protective_factors",
                "known_dates_of_risk",
                "family_involved_consent",
                "family_taking_part",
            ),
        ),
    )

    log_number: str = question("Log number", default="", searched=True)
    opened: dt.date | None = question("Opened on", default_factory=dt.date.today, required=True)
    opened_time: dt.time | None = question("Opened at")
    status: str = question("Status", codes="acct_status", default="open", required=True)
    closed: dt.date | None = question("Closed on", only_if=("status", ("closed", "post_closure")))
    post_closure_review: dt.date | None = question(
        "Post-closure review on", only_if=("status", ("closed", "post_closure"))
    )
    reopenings: list[Reopening] = question("Opened again", default_factory=list)
    coordinator_id: str = question("Case co-ordinator", refers_to="person", default="")
    tac_is_invited: bool | None = question("Is the social worker invited to reviews?")
    plan_on: dt.date | None = question("Immediate action plan made on")
    plan_at: dt.time | None = question("Immediate action plan made at")
    assessed_on: dt.date | None = question("Assessment interview on")
    assessed_at: dt.time | None = question("Assessment interview at")
    trigger_summary: str = question("What led to it", default="", lines=3)
    child_related_triggers: list[str] = question(
        "Triggers to do with the children", codes="acct_trigger", default_factory=list
    )
    protective_factors: list[str] = question("What protects her", default_factory=list)
    known_dates_of_risk: list[RiskDate] = question("Dates to watch", default_factory=list)
    family_involved_consent: str = question(
        "Family who may take part, with her consent",
        default="",
        hint="Either side may withdraw at any time.",
    )
    family_taking_part: list[FamilyTakingPart] = question(
        "Who of her family may take part", default_factory=list
    )

    def headline(self, names: Names) -> str:
        """The log number and the status."""
        status = code_list("acct_status").label(self.status).lower()
        return _("ACCT {number}, {status}").format(number=self.log_number, status=status)

    def happened_on(self) -> dt.date | None:
        """When it was opened."""
        return self.opened


class Attendee(Row):
    """Someone who was, or should have been, at a review."""

    person_id: str = question("Person", refers_to="person", default="")
    name: str = question("Or name", default="")
    role: str = question("Role", default="")
    how: str = question("How", codes="attendance", default="")


class SupportAction(Row):
    """Something that was agreed at a review to support her."""

    action: str = question("Action", default="", required=True)
    owner: str = question("Who", default="")
    due: dt.date | None = question("By")
    mine: bool = question("Mine", default=False, hint="Becomes a task of yours.")
    status: str = question("Status", codes="support_action_status", default="open")


class AcctReview(Record):
    """The social worker's note for one ACCT review; it is a contribution, not the ACCT itself."""

    type_name: ClassVar[str] = "acct_review"
    source_title: ClassVar[str] = "ACCT review note"
    source_plural: ClassVar[str] = "ACCT review notes"
    shared_with: ClassVar[frozenset[AudienceKind]] = MOTHER_AND_PRISON
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Review", ("acct_id", "type", "date", "time", "place")),
        Section("Who was there", ("tac_attended", "attendees")),
        Section(
            "Contribution",
            ("tac_contribution", "children_news_shared", "children_news", "her_words"),
        ),
        Section(
            "Risk and protection",
            (
                "triggers",
                "risks",
                "protective_factors",
                "risk_as_recorded",
                "risk_as_recorded_note",
            ),
        ),
        Section(
            "What was agreed",
            (
                "support_actions",
                "actions_for_tac",
                "observations",
                "conversations",
                "review_outcome",
                "review_outcome_why",
                "next_review",
                "next_review_time",
            ),
        ),
        Section(
            "Difficult news", ("bad_news_given", "bad_news", "bad_news_told_to", "bad_news_told_at")
        ),
        Section("Where this note went", ("copy_in_acct", "copy_in_acct_on", "note")),
        Section("For prison staff", ("dps_text", "staff_asked")),
    )

    acct_id: str = question("ACCT episode", refers_to="acct_episode", default="", required=True)
    type: str = question("Kind of review", codes="acct_review_type", default="case_review")
    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    time: dt.time | None = question("Time")
    place: str = question("Place", default="")
    tac_attended: str = question(
        "Were you invited, and did you take part?", codes="tac_attended", default=""
    )
    attendees: list[Attendee] = question("Others", default_factory=list)
    tac_contribution: str = question("What you contributed", default="", lines=6)
    children_news_shared: bool | None = question("Was news about the children shared?")
    children_news: str = question(
        "Which news", default="", lines=3, only_if=("children_news_shared", True)
    )
    her_words: str = question("In her own words", default="", lines=2)
    triggers: str = question("Triggers", default="", lines=2)
    risks: str = question("Risks", default="", lines=2)
    protective_factors: str = question("What protects her", default="", lines=2)
    risk_as_recorded: str = question(
        "Risk level as recorded at the review",
        codes="acct_risk",
        default="",
        hint="Copy what the review recorded. The program never works one out.",
    )
    risk_as_recorded_note: str = question("In the review's words", default="")
    support_actions: list[SupportAction] = question("Support actions", default_factory=list)
    actions_for_tac: list[str] = question("Actions for you", default_factory=list)
    observations: str = question("Observations, as set at the review", default="")
    conversations: str = question("Conversations, as set at the review", default="")
    review_outcome: str = question(
        "What the review decided about the ACCT",
        codes="acct_review_outcome",
        default="",
        hint="The status of the episode follows.",
    )
    review_outcome_why: str = question("Why", default="")
    next_review: dt.date | None = question("Next review on")
    next_review_time: dt.time | None = question("Next review at")
    bad_news_given: bool = question("Difficult news was given", default=False)
    bad_news: str = question("What news", default="", lines=2, only_if=("bad_news_given", True))
    bad_news_told_to: str = question(
        "Which staff were told",
        default="",
        only_if=("bad_news_given", True),
        hint="Whoever saw the risk opens a concern form at once.",
    )
    bad_news_told_at: str = question("When", default="", only_if=("bad_news_given", True))
    copy_in_acct: bool | None = question("Copy put in the ACCT ongoing record?")
    copy_in_acct_on: dt.date | None = question("On", only_if=("copy_in_acct", True))
    note: str = question("Own note", default="", lines=2, seen_by=SeenBy.OWN_TEAM)
    dps_text: str = prison_case_note()
    staff_asked: list[str] = asked_of_staff()
    dps_copied_at: dt.datetime | None = None

    def headline(self, names: Names) -> str:
        """The kind of review and whether the worker took part."""
        kind = code_list("acct_review_type").label(self.type)
        attended = code_list("tac_attended").label(self.tac_attended) if self.tac_attended else ""
        return f"{kind}: {attended}" if attended else kind

    def happened_on(self) -> dt.date | None:
        """The day of the review."""
        return self.date
