"""A concern: what was seen or heard, who was told at what time, and what they answered."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import Section, question
from tac_desktop.casework.record import Names, Record, Row


class ToldRow(Row):
    """Someone who was told of the concern."""

    who: str = question("Who", default="", required=True, hint="For example: Oscar 1.")
    on: dt.date | None = question("Date")
    at: dt.time | None = question("Time")
    how: str = question("How", default="")
    answer: str = question("What they answered", default="")


class Concern(Record):
    """Something that someone has to act on.

    It does not replace the prison's own concern form: whoever saw the risk opens that at once.
    """

    type_name: ClassVar[str] = "concern"
    source_title: ClassVar[str] = "Concern"
    source_plural: ClassVar[str] = "Concerns"
    shared_with: ClassVar[frozenset[AudienceKind]] = frozenset(
        {
            AudienceKind.TAC,
            AudienceKind.PRISON,
            AudienceKind.LOCAL_AUTHORITY,
            AudienceKind.COURT,
            AudienceKind.HEALTH,
        }
    )
    layout: ClassVar[tuple[Section, ...]] = (
        Section("What it is", ("kind", "date", "time", "child_ids", "seen_or_heard", "her_words")),
        Section(
            "Who was told",
            ("told", "prison_form_opened", "slip_text", "share"),
            "Tell wing staff or the duty manager first, then write.",
        ),
        Section("What came of it", ("follow_up_on", "outcome", "closed_on")),
    )

    kind: str = question("What about", codes="concern_kind", default="", required=True)
    date: dt.date | None = question("Date", default_factory=dt.date.today, required=True)
    time: dt.time | None = question(
        "Time", default_factory=lambda: dt.datetime.now().time().replace(second=0, microsecond=0)
    )
    child_ids: list[str] = question(
        "About which children", refers_to="person:child", default_factory=list
    )
    seen_or_heard: str = question(
        "What was seen or heard, and from whom", default="", lines=5, required=True
    )
    her_words: str = question("In her own words", default="", lines=2)
    told: list[ToldRow] = question("Told to", default_factory=list)
    prison_form_opened: bool | None = question("Prison's own form opened?")
    slip_text: str = question(
        "For the slip to prison staff",
        default="",
        lines=2,
        limit=400,
        hint="What they need to know to keep her safe: no names, nothing of the family.",
    )
    share: str = question("Who may read this", codes="share", default="professionals_only")
    follow_up_on: dt.date | None = question("Ask what became of it on")
    outcome: str = question("What came of it", default="", lines=3)
    closed_on: dt.date | None = question("Settled on")

    def headline(self, names: Names) -> str:
        """What it is about."""
        kind = code_list("concern_kind").label(self.kind)
        children = ", ".join(names(one) for one in self.child_ids)
        return f"{kind}: {children}" if children else kind

    def happened_on(self) -> dt.date | None:
        """The day."""
        return self.date
