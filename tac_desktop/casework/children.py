"""Where each child lives, in what legal position, and the contact promised and given."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import (
    AROUND_THE_CHILD,
    SAFETY,
    AudienceKind,
)
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import Section, SeenBy, question
from tac_desktop.casework.record import Names, Record
from tac_desktop.words import _


class Placement(Record):
    """A period in which a child lives in one place with one carer."""

    type_name: ClassVar[str] = "placement"
    source_title: ClassVar[str] = "Placement"
    source_plural: ClassVar[str] = "Placements"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Placement",
            (
                "child_id",
                "care_arrangement",
                "carer_id",
                "start",
                "end",
                "replaces_id",
                "with_siblings",
                "town",
                "town_shown_to_mother",
                "distance_note",
                "confidential",
                "dfe_code",
                "note",
            ),
        ),
    )

    child_id: str = question("Child", refers_to="person:child", default="", required=True)
    care_arrangement: str = question(
        "Where the child lives", codes="care_arrangement", default="", required=True
    )
    carer_id: str = question("Carer", refers_to="person", default="")
    start: dt.date | None = question("From")
    end: dt.date | None = question("Until")
    replaces_id: str = question(
        "It takes the place of",
        refers_to="placement",
        default="",
        hint="That one ends on the day on which this one begins.",
    )
    with_siblings: bool | None = question("Together with brothers or sisters?")
    town: str = question("Town", default="", seen_by=SeenBy.PROFESSIONALS)
    town_shown_to_mother: bool | None = question("May the mother know the town?")
    distance_note: str = question("Distance", default="", seen_by=SeenBy.PROFESSIONALS)
    confidential: bool = question(
        "Confidential placement",
        default=False,
        hint="Never shown to the mother, her family or the prison.",
    )
    dfe_code: str = question("Code used by the authority", default="", searched=False)
    note: str = question("Note", default="", lines=2, seen_by=SeenBy.PROFESSIONALS)

    def headline(self, names: Names) -> str:
        """The child and the arrangement."""
        kind = code_list("care_arrangement").label(self.care_arrangement).lower()
        return f"{names(self.child_id)}: {kind}"

    def happened_on(self) -> dt.date | None:
        """When it began."""
        return self.start


class LegalStatus(Record):
    """A period in which a child has one legal status."""

    type_name: ClassVar[str] = "legal_status"
    source_title: ClassVar[str] = "Legal status"
    source_plural: ClassVar[str] = "Legal statuses"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Legal status",
            (
                "child_id",
                "type",
                "category",
                "start",
                "end",
                "replaces_id",
                "order_id",
                "dfe_code",
                "note",
            ),
        ),
    )

    child_id: str = question("Child", refers_to="person:child", default="", required=True)
    type: str = question("Legal status", codes="legal_status", default="", required=True)
    category: str = question(
        "Category",
        codes="child_protection_category",
        default="",
        only_if=("type", ("child_protection_plan", "care_and_support_plan_wales")),
    )
    start: dt.date | None = question("From")
    end: dt.date | None = question("Until")
    replaces_id: str = question(
        "It takes the place of",
        refers_to="legal_status",
        default="",
        hint="That one ends on the day on which this one begins. Several can be in force at once.",
    )
    order_id: str = question("Order", refers_to="court_order", default="")
    dfe_code: str = question("Code used by the authority", default="", searched=False)
    note: str = question("Note", default="", lines=2)

    def headline(self, names: Names) -> str:
        """The child and the status."""
        return f"{names(self.child_id)}: {code_list('legal_status').label(self.type)}"

    def happened_on(self) -> dt.date | None:
        """When it began."""
        return self.start


class ContactArrangement(Record):
    """Contact that was promised between the mother and a child."""

    type_name: ClassVar[str] = "contact_arrangement"
    source_title: ClassVar[str] = "Contact arrangement"
    source_plural: ClassVar[str] = "Contact arrangements"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "What was promised",
            (
                "child_id",
                "type",
                "frequency",
                "day",
                "time",
                "minutes",
                "basis",
                "agreed_with_id",
                "supervisor_id",
                "start",
                "end",
            ),
        ),
        Section("How it stands", ("status", "not_happening_since", "next_due", "note")),
    )

    child_id: str = question("Child", refers_to="person:child", default="", required=True)
    type: str = question("Kind of contact", codes="contact_type", default="", required=True)
    frequency: str = question("How often", codes="frequency", default="")
    day: str = question("Day", codes="weekday", default="")
    time: dt.time | None = question("Time")
    minutes: int | None = question("Minutes")
    basis: str = question("Decided by", codes="contact_basis", default="")
    agreed_with_id: str = question("Agreed with", refers_to="party", default="")
    supervisor_id: str = question("Supervised by", refers_to="person", default="")
    start: dt.date | None = question("From")
    end: dt.date | None = question("Until")
    status: str = question("Is it happening?", codes="arrangement_status", default="happening")
    not_happening_since: dt.date | None = question(
        "Not since", only_if=("status", ("not_happening", "suspended"))
    )
    next_due: dt.date | None = question("Next due")
    note: str = question("Note", default="", lines=2)

    def headline(self, names: Names) -> str:
        """The child, the kind and how often."""
        kind = code_list("contact_type").label(self.type).lower()
        label = code_list("frequency").label(self.frequency)
        often = label[:1].lower() + label[1:]
        return f"{names(self.child_id)}: {kind}, {often}" if often else kind

    def happened_on(self) -> dt.date | None:
        """When it began."""
        return self.start


class ContactSession(Record):
    """One planned contact, and whether it took place."""

    type_name: ClassVar[str] = "contact_session"
    source_title: ClassVar[str] = "Contact session"
    source_plural: ClassVar[str] = "Contact sessions"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Session",
            (
                "arrangement_id",
                "planned",
                "took_place",
                "reason",
                "minutes",
                "quality",
                "child_said",
                "mother_said",
                "letter_way",
                "document_id",
                "note",
                "shared_with_mother_on",
            ),
        ),
    )

    arrangement_id: str = question(
        "Arrangement", refers_to="contact_arrangement", default="", required=True
    )
    planned: dt.date | None = question("Planned for", required=True)
    took_place: bool | None = question("Did it take place?")
    reason: str = question(
        "Why not", codes="no_contact_reason", default="", only_if=("took_place", False)
    )
    minutes: int | None = question("Minutes", only_if=("took_place", True))
    quality: int | None = question("How it went, 1 to 5", only_if=("took_place", True))
    child_said: str = question("What the child said", default="", lines=2)
    mother_said: str = question("What the mother said", default="", lines=2)
    letter_way: str = question(
        "For letters: sent or received",
        codes="letter_direction",
        default="",
        only_if=("took_place", True),
    )
    document_id: str = question(
        "Copy kept", refers_to="document", default="", only_if=("took_place", True)
    )
    note: str = question("Note", default="", lines=2, seen_by=SeenBy.PROFESSIONALS)
    shared_with_mother_on: dt.date | None = question(
        "Shared with the mother on",
        hint="What was seen at a supervised contact. An ombudsman found that three months is"
        " the longest it should take.",
    )

    def headline(self, names: Names) -> str:
        """Whether it took place."""
        if self.took_place is None:
            return _("Planned contact")
        return _("Contact took place") if self.took_place else _("Contact did not take place")

    def happened_on(self) -> dt.date | None:
        """The day it was planned for."""
        return self.planned


class ContactRestriction(Record):
    """Something that limits who may have contact with, or be told about, whom."""

    type_name: ClassVar[str] = "contact_restriction"
    source_title: ClassVar[str] = "Restriction"
    source_plural: ClassVar[str] = "Restrictions"
    shared_with: ClassVar[frozenset[AudienceKind]] = SAFETY
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Restriction",
            ("kind", "type", "person_ids", "child_ids", "not_to_be_told_to_ids", "summary"),
        ),
        Section("Since when, until when", ("decided_by", "start", "review_or_expiry", "order_id")),
    )

    kind: str = question("Where it comes from", codes="restriction_kind", default="", required=True)
    type: str = question("What it is", codes="restriction_type", default="")
    person_ids: list[str] = question("It applies to", refers_to="person", default_factory=list)
    child_ids: list[str] = question(
        "About these children", refers_to="person:child", default_factory=list
    )
    not_to_be_told_to_ids: list[str] = question(
        "Nothing may be told to", refers_to="person", default_factory=list
    )
    summary: str = question("In words", default="", lines=3, required=True)
    decided_by: str = question("Decided by", default="")
    start: dt.date | None = question("From")
    review_or_expiry: dt.date | None = question("Review or end")
    order_id: str = question("Order", refers_to="court_order", default="")

    def headline(self, names: Names) -> str:
        """What it is, and for whom."""
        what = code_list("restriction_type").label(self.type) if self.type else self.type_title()
        people = ", ".join(names(one) for one in self.person_ids or self.child_ids)
        return f"{what}: {people}" if people else what

    def happened_on(self) -> dt.date | None:
        """When it began."""
        return self.start

    def in_force(self, day: dt.date) -> bool:
        """Whether it counts on `day`. The last day itself counts; without an end it goes on.

        A review date is not an end: only a court order ends by itself.
        """
        if self.start and self.start > day:
            return False
        ends = self.kind == "court_order" and self.review_or_expiry is not None
        return not (ends and self.review_or_expiry and self.review_or_expiry < day)
