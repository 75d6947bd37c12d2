"""What surrounds contact: the level allowed for each child, family days, and hard goodbyes."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import AROUND_THE_CHILD, SAFETY, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.questions import Section, SeenBy, question
from tac_desktop.casework.record import Names, Record, Row
from tac_desktop.words import _


class ContactLevel(Record):
    """The contact with one child that public protection allows, as the prison recorded it.

    Source: alert codes of the prison's own systems (hmpps-alerts-api, 2024). A level counts for
    the named child, never for all; the program never works one out.
    """

    type_name: ClassVar[str] = "contact_level"
    source_title: ClassVar[str] = "Contact level of a child"
    source_plural: ClassVar[str] = "Contact levels of the children"
    shared_with: ClassVar[frozenset[AudienceKind]] = SAFETY
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Level", ("child_id", "level", "source", "decided_on", "review_on", "ended_on")),
        Section("About it", ("mother_told_on", "note")),
    )

    child_id: str = question("Child", refers_to="person:child", default="", required=True)
    level: str = question("Level", codes="child_contact_level", default="", required=True)
    source: str = question("Who decided it", codes="contact_level_source", default="")
    decided_on: dt.date | None = question("Decided on")
    review_on: dt.date | None = question("Review on")
    ended_on: dt.date | None = question("Ended on")
    mother_told_on: dt.date | None = question("Mother told on")
    note: str = question("Note", default="", lines=2, seen_by=SeenBy.PROFESSIONALS)

    def headline(self, names: Names) -> str:
        """The child and the level."""
        level = code_list("child_contact_level").label(self.level)
        return f"{names(self.child_id)}: {level}"

    def happened_on(self) -> dt.date | None:
        """When it was decided."""
        return self.decided_on

    def in_force(self, day: dt.date) -> bool:
        """Whether it counts on `day`. It goes on past its review until someone ends it.

        The day on which it ends still counts.
        """
        begun = self.decided_on is None or self.decided_on <= day
        return begun and (self.ended_on is None or self.ended_on >= day)


class FamilyDayChild(Row):
    """One child on a family day."""

    child_id: str = question("Child", refers_to="person:child", default="", required=True)
    brought_by_id: str = question("Brought by", refers_to="person", default="")
    agreed: bool | None = question("Agreed by who decides?")
    came: bool | None = question("Came?")
    note: str = question("Note", default="")


class FamilyDay(Record):
    """A family day or an all-day visit: which children, who agrees, who brings them."""

    type_name: ClassVar[str] = "family_day"
    source_title: ClassVar[str] = "Family day"
    source_plural: ClassVar[str] = "Family days"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Day", ("date", "time", "place", "places_asked_on", "confirmed_on", "cancelled")),
        Section("Children", ("children",)),
        Section("Afterwards", ("how_it_went", "her_words", "child_said", "note")),
    )

    date: dt.date | None = question("Date", required=True)
    time: dt.time | None = question("Time")
    place: str = question("Place", default="")
    places_asked_on: dt.date | None = question("Place asked for on")
    confirmed_on: dt.date | None = question("Confirmed on")
    cancelled: bool = question("Cancelled", default=False)
    children: list[FamilyDayChild] = question("Which children", default_factory=list)
    how_it_went: str = question("How it went", default="", lines=2)
    her_words: str = question("In her own words", default="", lines=2)
    child_said: str = question("What the children said", default="", lines=2)
    note: str = question("Note", default="", lines=2, seen_by=SeenBy.PROFESSIONALS)

    def headline(self, names: Names) -> str:
        """The children who are to come."""
        children = ", ".join(names(one.child_id) for one in self.children)
        what = _("Family day: {children}").format(children=children) if children else ""
        return what or self.type_title()

    def happened_on(self) -> dt.date | None:
        """The day."""
        return self.date


class GoodbyeStep(Row):
    """Something that is prepared for a goodbye."""

    step: str = question("What", codes="separation_step", default="", required=True)
    who: str = question("Who", default="")
    done_on: dt.date | None = question("Done on")
    note: str = question("Note", default="")


class SeparationPlan(Record):
    """A plan for a final contact or a separation, led by what the mother wants."""

    type_name: ClassVar[str] = "separation_plan"
    source_title: ClassVar[str] = "Plan for a goodbye"
    source_plural: ClassVar[str] = "Plans for a goodbye"
    shared_with: ClassVar[frozenset[AudienceKind]] = AROUND_THE_CHILD | {AudienceKind.HEALTH}
    layout: ClassVar[tuple[Section, ...]] = (
        Section("What for", ("kind", "child_id", "date", "time", "place", "status")),
        Section("What she wants", ("her_wishes", "with_her", "takes_child_id")),
        Section("Prepared", ("steps",)),
        Section(
            "Afterwards",
            ("aftercare", "acct_considered", "staff_told", "how_it_went", "next_news_on", "note"),
        ),
    )

    kind: str = question("What kind", codes="separation_kind", default="", required=True)
    child_id: str = question("Child", refers_to="person:child", default="", required=True)
    date: dt.date | None = question("Date")
    time: dt.time | None = question("Time")
    place: str = question("Place", default="")
    status: str = question("Status", codes="meeting_status", default="planned")
    her_wishes: str = question("What she wishes for, in her words", default="", lines=4)
    with_her: str = question("Who is with her", default="")
    takes_child_id: str = question("Who takes the child", refers_to="person", default="")
    steps: list[GoodbyeStep] = question("What is prepared", default_factory=list)
    aftercare: str = question("Who looks after her that night and week", default="", lines=3)
    acct_considered: bool | None = question("Was an ACCT considered?")
    staff_told: str = question("Which staff were told, and when", default="")
    how_it_went: str = question("How it went", default="", lines=3)
    next_news_on: dt.date | None = question("Next news of the child on")
    note: str = question("Note", default="", lines=2, seen_by=SeenBy.PROFESSIONALS)

    def headline(self, names: Names) -> str:
        """The kind, the child and the day."""
        kind = code_list("separation_kind").label(self.kind)
        words = f"{kind}: {names(self.child_id)}"
        return f"{words}, {written(self.date)}" if self.date else words

    def happened_on(self) -> dt.date | None:
        """The day of the goodbye."""
        return self.date
