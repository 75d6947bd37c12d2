"""Oversight and the service's own work: managers' entries, decisions of the prison, enquiries."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import OWN_TEAM, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import Section, SeenBy, question
from tac_desktop.casework.record import Names, Record

DISPOSAL_APPROVED = "disposal_approved"
"""The kind of a manager's entry that approves the disposal of a file."""


class ManagementOversight(Record):
    """A manager read the file, advised, decided or signed something off."""

    type_name: ClassVar[str] = "management_oversight"
    source_title: ClassVar[str] = "Management oversight"
    source_plural: ClassVar[str] = "Management oversight"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Entry", ("date", "kind", "by_id", "text", "to_do", "by_when", "case_id")),
    )

    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    kind: str = question("What", codes="oversight_kind", default="case_read", required=True)
    by_id: str = question("By", refers_to="worker", default="")
    text: str = question("In words", default="", lines=4)
    to_do: str = question("What is to be done", default="", lines=2)
    by_when: dt.date | None = question("By")
    case_id: str = question("Case", refers_to="case", default="")

    def headline(self, names: Names) -> str:
        """What it was and by whom."""
        kind = code_list("oversight_kind").label(self.kind)
        return f"{kind}: {names(self.by_id)}" if self.by_id else kind

    def happened_on(self) -> dt.date | None:
        """The day."""
        return self.date


class PrisonDecision(Record):
    """A decision of the prison about her and her children, and what was done where views differ."""

    type_name: ClassVar[str] = "prison_decision"
    source_title: ClassVar[str] = "Decision of the prison"
    source_plural: ClassVar[str] = "Decisions of the prison"
    shared_with: ClassVar[frozenset[AudienceKind]] = frozenset(
        {AudienceKind.TAC, AudienceKind.MOTHER, AudienceKind.PRISON}
    )
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Decision", ("date", "what", "decided_by", "reason_given", "child_ids")),
        Section(
            "If views differ",
            ("our_view", "her_words", "route", "asked_on", "review_on", "outcome"),
        ),
        Section("Healthy prison", ("healthy_prison",)),
    )

    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    what: str = question("What was decided", default="", lines=2, required=True)
    decided_by: str = question("By whom", default="")
    reason_given: str = question("Reason given", default="", lines=2)
    child_ids: list[str] = question(
        "About which children", refers_to="person:child", default_factory=list
    )
    our_view: str = question("The social worker's view", default="", lines=2)
    her_words: str = question("In her own words", default="", lines=2)
    route: str = question("What was done", codes="prison_decision_route", default="")
    asked_on: dt.date | None = question("Asked on")
    review_on: dt.date | None = question("Look at it again on")
    outcome: str = question("What came of it", default="", lines=2)
    healthy_prison: list[str] = question(
        "Healthy prison tests that it touches", codes="healthy_prison", default_factory=list
    )

    def headline(self, names: Names) -> str:
        """What was decided."""
        return self.what

    def happened_on(self) -> dt.date | None:
        """The day."""
        return self.date


class StaffEnquiry(Record):
    """A question from prison staff. It belongs to no file: no mother needs to be named."""

    type_name: ClassVar[str] = "staff_enquiry"
    source_title: ClassVar[str] = "Staff enquiry"
    source_plural: ClassVar[str] = "Staff enquiries"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Enquiry", ("date", "department", "purposes", "minutes", "text", "healthy_prison")),
    )

    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    department: str = question("Department", codes="staff_department", default="", required=True)
    purposes: list[str] = question("What for", codes="enquiry_purpose", default_factory=list)
    minutes: int | None = question("Minutes")
    text: str = question(
        "In words",
        default="",
        lines=3,
        hint="Without names: an enquiry about one mother belongs in her contact log.",
    )
    healthy_prison: list[str] = question(
        "Healthy prison tests that it serves", codes="healthy_prison", default_factory=list
    )

    def headline(self, names: Names) -> str:
        """The department and the purposes."""
        purposes = ", ".join(code_list("enquiry_purpose").label(one) for one in self.purposes)
        department = code_list("staff_department").label(self.department)
        return f"{department}: {purposes}" if purposes else department

    def happened_on(self) -> dt.date | None:
        """The day."""
        return self.date


class ServiceActivity(Record):
    """Work for many: groups, training for staff, posters, meetings of the service."""

    type_name: ClassVar[str] = "service_activity"
    source_title: ClassVar[str] = "Group, training or other work"
    source_plural: ClassVar[str] = "Groups, training and other work"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "What was done",
            ("date", "kind", "title", "audience", "number", "minutes", "text", "healthy_prison"),
        ),
    )

    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    kind: str = question("What", codes="service_activity_kind", default="", required=True)
    title: str = question("Title", default="")
    audience: str = question("For whom", default="")
    number: int | None = question("How many took part")
    minutes: int | None = question("Minutes")
    text: str = question("In words", default="", lines=3, seen_by=SeenBy.OWN_TEAM)
    healthy_prison: list[str] = question(
        "Healthy prison tests that it serves", codes="healthy_prison", default_factory=list
    )

    def headline(self, names: Names) -> str:
        """The title, or the kind."""
        kind = code_list("service_activity_kind").label(self.kind)
        return f"{kind}: {self.title}" if self.title else kind

    def happened_on(self) -> dt.date | None:
        """The day."""
        return self.date
