"""Mother and Baby Unit applications.

Sources: Policy Framework "Pregnancy, MBUs and Maternal Separation from Children up to the Age of
Two in Women's Prisons" (2021), Buckinghamshire multi-agency protocol "Supporting children in
MBUs" (undated) for the four headings. No day limits are stated there: targets stay empty.
The criteria list is general knowledge and unconfirmed.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import AROUND_THE_CHILD, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import Section, question
from tac_desktop.casework.record import Names, Record, Row
from tac_desktop.words import _


class MbuReport(Row):
    """A report that the Board needs."""

    from_whom: str = question("From", default="", required=True)
    person_id: str = question("Person", refers_to="party", default="")
    requested: dt.date | None = question("Asked on")
    due: dt.date | None = question("Due")
    chased: list[str] = question("Chased on", default_factory=list, searched=False)
    received: dt.date | None = question("Received")
    view: str = question("View", codes="mbu_report_view", default="")
    summary: str = question("Main points", default="", lines=2)


class MbuEvidence(Row):
    """Something that speaks for or against one of the criteria."""

    criterion: str = question("Criterion", codes="mbu_criterion", default="", required=True)
    direction: str = question("For or against", codes="for_or_against", default="")
    evidence: str = question("Evidence", default="", lines=2, required=True)
    source: str = question("Source", default="")


class MbuExtension(Row):
    """Time on the unit beyond the usual age limit."""

    asked_on: dt.date | None = question("Asked on")
    until: dt.date | None = question("Until")
    decision: str = question("Decision", codes="mbu_outcome", default="")
    decided_on: dt.date | None = question("Decided on")
    note: str = question("Note", default="")


class MbuApplication(Record):
    """An application for a place on a Mother and Baby Unit, from the first talk to the end."""

    type_name: ClassVar[str] = "mbu_application"
    source_title: ClassVar[str] = "MBU application"
    source_plural: ClassVar[str] = "MBU applications"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Application",
            (
                "kind",
                "unit",
                "child_id",
                "other_child_ids",
                "edd_at_application",
                "mother_told_of_right",
                "applied",
                "status",
                "easy_read_given",
            ),
        ),
        Section("Reports for the Board", ("reports", "tac_report_due", "tac_report_sent")),
        Section(
            "The local authority's assessment",
            ("la_safeguards", "la_development", "la_family_contact", "la_if_refused"),
        ),
        Section("Evidence for and against each criterion", ("evidence",)),
        Section("Her view", ("mother_views",)),
        Section(
            "Board",
            (
                "board_date",
                "board_time",
                "board_mode",
                "chair_id",
                "board_first_planned",
                "board_moved_because",
            ),
        ),
        Section("Recommendation", ("recommendation", "recommended_on", "recommendation_reasons")),
        Section(
            "Decision",
            ("decision", "decided_on", "decided_by", "decision_reasons", "mother_told_on"),
        ),
        Section(
            "Appeal",
            (
                "appeal_explained",
                "appeal_deadline",
                "appeal_lodged",
                "appeal_grounds",
                "appeal_outcome",
                "appeal_decided_on",
            ),
        ),
        Section(
            "Time on the unit",
            (
                "temporary_admission",
                "admitted",
                "age_limit_months",
                "extension_note",
                "extensions",
                "care_plan_on",
                "next_review",
                "separation_planning_from",
                "ended",
                "end_reason",
            ),
        ),
        Section(
            "Whichever way it goes",
            ("aftercare", "aftercare_if_approved", "aftercare_if_refused"),
            "One thing a line: each becomes a task. The decision closes those of the other one.",
        ),
        Section("If it is refused", ("baby_care_if_refused", "separation_plan")),
    )

    kind: str = question("Kind of application", codes="mbu_kind", default="")
    unit: str = question("Unit", default="")
    child_id: str = question("Child", refers_to="person:child", default="")
    other_child_ids: list[str] = question(
        "Her or his twins, for whom it counts as well",
        refers_to="person:child",
        default_factory=list,
    )
    edd_at_application: dt.date | None = question("Expected date of delivery")
    mother_told_of_right: dt.date | None = question("Mother told of her right on")
    applied: dt.date | None = question("Applied on")
    status: str = question("Stage", codes="mbu_status", default="considering", required=True)
    easy_read_given: bool | None = question("Easy-read explanation given?")
    reports: list[MbuReport] = question("Reports", default_factory=list)
    tac_report_due: dt.date | None = question("Your own report: due")
    tac_report_sent: dt.date | None = question("Your own report: sent")
    la_safeguards: str = question(
        "Does the unit safeguard the child: needs and risks", default="", lines=3
    )
    la_development: str = question(
        "Effect on development, health and wellbeing", default="", lines=3
    )
    la_family_contact: str = question("Contact with family and network", default="", lines=3)
    la_if_refused: str = question(
        "What happens if it is refused, kinship care included", default="", lines=3
    )
    evidence: list[MbuEvidence] = question("Evidence", default_factory=list)
    mother_views: str = question("In her own words", default="", lines=4)
    board_date: dt.date | None = question("Board on")
    board_time: dt.time | None = question("Board at")
    board_mode: str = question("How it is held", codes="meeting_mode", default="")
    chair_id: str = question("Chair", refers_to="person", default="")
    board_first_planned: dt.date | None = question("First planned for")
    board_moved_because: str = question("Why it was moved", default="")
    recommendation: str = question("The Board recommends", codes="mbu_outcome", default="")
    recommended_on: dt.date | None = question("Recommended on")
    recommendation_reasons: str = question("The Board's reasons", default="", lines=3)
    decision: str = question(
        "Decision",
        codes="mbu_outcome",
        default="",
        hint="Kept apart from the recommendation: they can differ.",
    )
    decided_on: dt.date | None = question("Decided on")
    decided_by: str = question("Decided by", default="")
    decision_reasons: str = question("Reasons for the decision", default="", lines=3)
    mother_told_on: dt.date | None = question("Mother told on")
    appeal_explained: dt.date | None = question("Appeal explained on")
    appeal_deadline: dt.date | None = question("Last day for an appeal")
    appeal_lodged: dt.date | None = question("Appeal made on")
    appeal_grounds: str = question("Why she appeals, in her words", default="", lines=3)
    appeal_outcome: str = question("Outcome of the appeal", codes="appeal_outcome", default="")
    appeal_decided_on: dt.date | None = question("Appeal decided on")
    temporary_admission: dt.date | None = question("Admitted before the Board on")
    admitted: dt.date | None = question("Admitted on")
    age_limit_months: int | None = question(
        "Age limit in months",
        default=18,
        hint="Usually 18; longer where release is near, exceptionally 24. Check current policy.",
    )
    extension_note: str = question("Extension", default="")
    extensions: list[MbuExtension] = question("Extensions", default_factory=list)
    care_plan_on: dt.date | None = question("Care plan made on")
    next_review: dt.date | None = question("Next review on the unit")
    separation_planning_from: dt.date | None = question("Plan a separation from")
    ended: dt.date | None = question("Left the unit on")
    end_reason: str = question("Why", codes="mbu_end_reason", default="")
    baby_care_if_refused: str = question("Who cares for the baby then", default="", lines=2)
    separation_plan: str = question("Plan for the separation", default="", lines=3)
    aftercare_if_approved: str = question("What she needs if it is granted", default="", lines=2)
    aftercare_if_refused: str = question("What she needs if it is refused", default="", lines=2)
    aftercare: str = question("Care for her afterwards, whichever way it goes", default="", lines=2)
    case_id: str = ""

    def headline(self, names: Names) -> str:
        """The child or due date, and the stage."""
        status = code_list("mbu_status").label(self.status).lower()
        who = names(self.child_id) if self.child_id else _("unborn child")
        return _("MBU application for {child}: {status}").format(child=who, status=status)

    def happened_on(self) -> dt.date | None:
        """When she applied, or was told of her right."""
        return self.applied or self.mother_told_of_right


class MbuTacReport(Record):
    """The social worker's own report to the Board, put together from the file and signed."""

    type_name: ClassVar[str] = "mbu_tac_report"
    source_title: ClassVar[str] = "Report to the Board"
    source_plural: ClassVar[str] = "Reports to the Board"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Report", ("application_id", "date", "facts", "siblings", "contact")),
        Section("Working with her", ("engagement", "support", "seen")),
        Section("Opinion", ("opinion", "mother_read_it", "signed_on")),
    )

    application_id: str = question("Application", refers_to="mbu_application", default="")
    date: dt.date | None = question("Date", default_factory=dt.date.today)
    facts: str = question("The facts", default="", lines=5)
    siblings: str = question("The child and her or his brothers and sisters", default="", lines=4)
    contact: str = question("Contact so far", default="", lines=4)
    engagement: str = question("How to work well with her", default="", lines=4)
    support: str = question("Support that she has and needs", default="", lines=4)
    seen: str = question("What was seen of her with a child", default="", lines=4)
    opinion: str = question("Professional opinion", default="", lines=5)
    mother_read_it: dt.date | None = question("Read with the mother on")
    signed_on: dt.date | None = question("Signed on")

    def happened_on(self) -> dt.date | None:
        """The date of the report."""
        return self.signed_on or self.date
