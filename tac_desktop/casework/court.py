"""Court: proceedings, hearings, orders and what they direct."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import AROUND_THE_CHILD, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import Section, SeenBy, question
from tac_desktop.casework.record import Names, Record, Row
from tac_desktop.words import _


class Extension(Row):
    """A longer time than 26 weeks, as the court allowed it."""

    granted_on: dt.date | None = question("Decided on")
    until: dt.date | None = question("New end", required=True)
    reason: str = question("Reason", default="")


class Proceedings(Record):
    """A set of court proceedings about some of the children."""

    type_name: ClassVar[str] = "proceedings"
    source_title: ClassVar[str] = "Proceedings"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Proceedings",
            (
                "type",
                "case_number",
                "court_id",
                "applicant_id",
                "child_ids",
                "issued",
                "status",
                "stage",
                "week_26",
                "extensions",
            ),
        ),
        Section(
            "Who speaks for whom",
            (
                "mother_represented_by_id",
                "solicitor_since",
                "legal_aid",
                "legal_aid_note",
                "guardian_id",
            ),
        ),
        Section("Positions", ("la_plan", "mother_position")),
        Section("End", ("concluded", "outcome", "note")),
    )

    type: str = question("Kind", codes="proceedings_type", default="", required=True)
    case_number: str = question("Case number", default="")
    court_id: str = question("Court", refers_to="organisation", default="")
    applicant_id: str = question("Applicant", refers_to="party", default="")
    child_ids: list[str] = question("Children", refers_to="person:child", default_factory=list)
    issued: dt.date | None = question("Issued on")
    status: str = question("Status", codes="proceedings_status", default="open")
    stage: str = question("Stage", codes="proceedings_stage", default="")
    week_26: dt.date | None = question(
        "26 weeks end on",
        hint="Children Act 1989, section 32. Worked out from the day of issue where it is empty.",
    )
    extensions: list[Extension] = question("Extended until", default_factory=list)
    mother_represented_by_id: str = question("Mother's solicitor", refers_to="person", default="")
    solicitor_since: dt.date | None = question("Since")
    legal_aid: str = question("Legal aid", codes="legal_aid", default="")
    legal_aid_note: str = question("Note on legal aid", default="")
    guardian_id: str = question("Children's guardian", refers_to="person", default="")
    la_plan: str = question("The authority's plan", default="", lines=3)
    mother_position: str = question("What the mother wants", default="", lines=3)
    concluded: dt.date | None = question("Concluded on")
    outcome: str = question("Outcome", default="", lines=2)
    note: str = question("Note", default="", lines=2)

    def headline(self, names: Names) -> str:
        """The kind of proceedings and the children."""
        kind = code_list("proceedings_type").label(self.type)
        children = ", ".join(names(one) for one in self.child_ids)
        return f"{kind}: {children}" if children else kind

    def happened_on(self) -> dt.date | None:
        """When they were issued."""
        return self.issued


class Hearing(Record):
    """One hearing, and whether she could attend it."""

    type_name: ClassVar[str] = "hearing"
    source_title: ClassVar[str] = "Hearing"
    source_plural: ClassVar[str] = "Hearings"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Hearing", ("proceedings_id", "type", "date", "time", "days", "attendance_mode")),
        Section(
            "Getting her there",
            (
                "notice_received",
                "production_requested",
                "production_confirmed",
                "video_booking_ref",
                "needs_booked",
            ),
        ),
        Section(
            "What happened", ("mother_attended", "non_attendance_reason", "tac_attended", "outcome")
        ),
    )

    proceedings_id: str = question("Proceedings", refers_to="proceedings", default="")
    type: str = question("Kind of hearing", codes="hearing_type", default="", required=True)
    date: dt.date | None = question("Date", required=True)
    time: dt.time | None = question("Time")
    days: int | None = question("Number of days")
    attendance_mode: str = question("How she attends", codes="hearing_attendance", default="")
    notice_received: dt.date | None = question("Notice received on")
    production_requested: dt.date | None = question("Production or link asked for on")
    production_confirmed: dt.date | None = question("Confirmed on")
    video_booking_ref: str = question("Booking reference", default="")
    needs_booked: list[str] = question("Needs", codes="hearing_needs", default_factory=list)
    mother_attended: bool | None = question("Did she attend?")
    non_attendance_reason: str = question(
        "Why not", codes="non_attendance_reason", default="", only_if=("mother_attended", False)
    )
    tac_attended: bool | None = question("Did you attend?")
    outcome: str = question("Outcome", default="", lines=3)

    def headline(self, names: Names) -> str:
        """The kind of hearing."""
        kind = code_list("hearing_type").label(self.type)
        return _("Hearing: {kind}").format(kind=kind.lower())

    def happened_on(self) -> dt.date | None:
        """The day of the hearing."""
        return self.date


class Direction(Row):
    """Something that the court told someone to do."""

    text: str = question("Direction", default="", required=True)
    by_id: str = question("Who", refers_to="party", default="")
    due: dt.date | None = question("By")
    status: str = question("Status", codes="direction_status", default="open")
    met_on: dt.date | None = question("Met on")


class CourtOrder(Record):
    """An order and its directions."""

    type_name: ClassVar[str] = "court_order"
    source_title: ClassVar[str] = "Court order"
    source_plural: ClassVar[str] = "Court orders"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Order",
            (
                "type",
                "proceedings_id",
                "made",
                "expires",
                "child_ids",
                "against_person_id",
                "protects_person_id",
            ),
        ),
        Section("Directions", ("directions", "note")),
    )

    type: str = question("Order", codes="court_order_type", default="", required=True)
    proceedings_id: str = question("Proceedings", refers_to="proceedings", default="")
    made: dt.date | None = question("Made on")
    expires: dt.date | None = question("Ends on")
    child_ids: list[str] = question("Children", refers_to="person:child", default_factory=list)
    against_person_id: str = question("Against", refers_to="person", default="")
    protects_person_id: str = question("Protects", refers_to="person", default="")
    directions: list[Direction] = question("Directions", default_factory=list)
    note: str = question("Note", default="", lines=2)

    def headline(self, names: Names) -> str:
        """The order's name and the children."""
        kind = code_list("court_order_type").label(self.type)
        children = ", ".join(names(one) for one in self.child_ids)
        return f"{kind}: {children}" if children else kind

    def happened_on(self) -> dt.date | None:
        """When it was made."""
        return self.made


class SignedPaper(Record):
    """A paper that she was asked to sign, and whether anyone had explained it to her."""

    type_name: ClassVar[str] = "signed_paper"
    source_title: ClassVar[str] = "Paper that she signed"
    source_plural: ClassVar[str] = "Papers that she signed"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section("What it is", ("kind", "child_ids", "asked_by_id", "asked_on", "signed_on")),
        Section(
            "Was it explained",
            (
                "explained",
                "explained_by",
                "how_explained",
                "understood",
                "solicitor_asked",
                "copy_kept",
                "her_words",
            ),
        ),
        Section("If she changed her mind", ("withdrawn_on", "withdrawn_how", "answer", "note")),
    )

    kind: str = question("Paper", codes="signed_paper_kind", default="", required=True)
    child_ids: list[str] = question(
        "About which children", refers_to="person:child", default_factory=list
    )
    asked_by_id: str = question("Who asked her to sign", refers_to="party", default="")
    asked_on: dt.date | None = question("Asked on")
    signed_on: dt.date | None = question("Signed on", hint="Empty where she did not sign.")
    explained: bool | None = question("Was it explained before she signed?")
    explained_by: str = question("Who explained it", default="", only_if=("explained", True))
    how_explained: list[str] = question("How", codes="how_explained", default_factory=list)
    understood: str = question("Did she understand it?", codes="understood", default="")
    solicitor_asked: bool | None = question("Had she advice from a solicitor?")
    copy_kept: bool | None = question("Has she a copy?")
    her_words: str = question("In her own words", default="", lines=2)
    withdrawn_on: dt.date | None = question("Agreement withdrawn on")
    withdrawn_how: str = question("How it was withdrawn", default="")
    answer: str = question("What the other side answered", default="", lines=2)
    note: str = question("Note", default="", lines=2, seen_by=SeenBy.PROFESSIONALS)

    def headline(self, names: Names) -> str:
        """The paper and the children."""
        kind = code_list("signed_paper_kind").label(self.kind)
        children = ", ".join(names(one) for one in self.child_ids)
        return f"{kind}: {children}" if children else kind

    def happened_on(self) -> dt.date | None:
        """When she signed, or was asked to."""
        return self.signed_on or self.asked_on
