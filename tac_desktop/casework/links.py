"""`Same person?`: two entries that turned out to be one person, linked and never merged."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from tac_desktop.casework.audience_kinds import OWN_TEAM, AudienceKind
from tac_desktop.casework.questions import Section, question
from tac_desktop.casework.record import Names, Record
from tac_desktop.words import _


class SamePerson(Record):
    """Two people, or two organisations, that are one. Undoing it leaves both as they were.

    It belongs to no file: both may stand in many.
    """

    type_name: ClassVar[str] = "same_person"
    source_title: ClassVar[str] = "Same person"
    source_plural: ClassVar[str] = "Same people"
    shared_with: ClassVar[frozenset[AudienceKind]] = OWN_TEAM
    layout: ClassVar[tuple[Section, ...]] = (
        Section("Same person", ("kept_id", "other_id", "why", "linked_on", "undone_on")),
    )

    kept_id: str = question("This entry counts", refers_to="party", default="", required=True)
    other_id: str = question("and this is the same", refers_to="party", default="", required=True)
    why: str = question("How you know", default="", lines=2)
    linked_on: dt.date | None = question("Linked on", default_factory=dt.date.today)
    undone_on: dt.date | None = question("Link undone on")

    def headline(self, names: Names) -> str:
        """The two names."""
        return _("{one} is also {other}").format(
            one=names(self.kept_id), other=names(self.other_id)
        )

    def happened_on(self) -> dt.date | None:
        """When they were linked."""
        return self.linked_on

    def in_force(self) -> bool:
        """Whether the link counts."""
        return self.undone_on is None and self.kept_id != self.other_id
