"""Leaving: the plan for release, counted back from the date, and `She has gone`."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import OWN_TEAM, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.questions import Section, SeenBy, question
from tac_desktop.casework.record import Names, Record, Row
from tac_desktop.words import _


class ReleaseItem(Row):
    """One thing that has to be settled before she goes."""

    item: str = question("What", codes="release_item", default="", required=True)
    who: str = question("Who", default="")
    due: dt.date | None = question("By")
    done_on: dt.date | None = question("Done on")
    note: str = question("Note", default="")


class ResettlementEvidence(Row):
    """Something that supports a temporary licence to look after her children."""

    date: dt.date | None = question("Date")
    evidence: str = question("Evidence", default="", lines=2, required=True)
    source: str = question("Source", default="")


class ReleasePlan(Record):
    """What has to be ready when she is released."""

    type_name: ClassVar[str] = "release_plan"
    source_title: ClassVar[str] = "Release plan"
    source_plural: ClassVar[str] = "Release plans"
    shared_with: ClassVar[frozenset[AudienceKind]] = frozenset(
        {
            AudienceKind.TAC,
            AudienceKind.MOTHER,
            AudienceKind.PRISON,
            AudienceKind.LOCAL_AUTHORITY,
            AudienceKind.COURT,
            AudienceKind.COMMUNITY,
        }
    )
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Release", ("planned_for", "going_to", "address", "children_may_stay")),
        Section("To be settled", ("items",)),
        Section("Evidence for a childcare resettlement licence", ("evidence",)),
        Section("What she wants", ("her_words", "worries", "after_release")),
    )

    planned_for: dt.date | None = question("Planned for", hint="Counted back from this day.")
    going_to: str = question("Where she is going", default="")
    address: str = question("Address", default="", lines=2, seen_by=SeenBy.PROFESSIONALS)
    children_may_stay: bool | None = question("May the children stay there?")
    items: list[ReleaseItem] = question("To be settled", default_factory=list)
    evidence: list[ResettlementEvidence] = question("Evidence", default_factory=list)
    her_words: str = question("What she wants, in her words", default="", lines=3)
    worries: str = question("What worries her", default="", lines=2)
    after_release: str = question("Who keeps in touch, and until when", default="", lines=2)

    def headline(self, names: Names) -> str:
        """The day it is for."""
        if not self.planned_for:
            return self.type_title()
        return _("Release plan for {day}").format(day=written(self.planned_for))

    def happened_on(self) -> dt.date | None:
        """The day it is for."""
        return self.planned_for


class Departure(Record):
    """She has gone: when, where to, who said so, and what still has to be done for her."""

    type_name: ClassVar[str] = "departure"
    source_title: ClassVar[str] = "She has gone"
    source_plural: ClassVar[str] = "Departures"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section("What happened", ("date", "kind", "to_place", "told_by", "how_to_reach_her")),
        Section("What follows", ("follow_ups", "close_case", "note")),
    )

    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    kind: str = question("How", codes="departure_kind", default="", required=True)
    to_place: str = question("Where to", default="", hint="Prison, town or address, if known.")
    told_by: str = question("Who said so", default="")
    how_to_reach_her: str = question("How to reach her", default="", lines=2)
    follow_ups: list[str] = question(
        "Open a task for each of these",
        codes="departure_follow_up",
        default_factory=lambda: ["tell_social_workers", "tell_solicitor", "hand_over"],
    )
    close_case: bool = question(
        "Close the case now", default=False, hint="It can stay open for a short time after release."
    )
    note: str = question("Note", default="", lines=2)

    def headline(self, names: Names) -> str:
        """How, and where to."""
        kind = code_list("departure_kind").label(self.kind)
        return f"{kind}: {self.to_place}" if self.to_place else kind

    def happened_on(self) -> dt.date | None:
        """The day."""
        return self.date
