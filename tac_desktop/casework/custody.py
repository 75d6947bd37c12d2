"""The mother's time in custody: number, place, sentence, release and movements."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import ClassVar

from tac_desktop.casework.audience_kinds import ALL, AudienceKind
from tac_desktop.casework.questions import Section, SeenBy, question
from tac_desktop.casework.record import Names, Problem, Record, Row
from tac_desktop.words import _

PRISON_NUMBER = re.compile(r"^[A-Z][0-9]{4}[A-Z]{2}$")
"""One letter, four digits, two letters; public code of prison-api (Ministry of Justice)."""


class Movement(Row):
    """A move into, out of or between places of custody."""

    date: dt.date | None = question("Date", required=True)
    type: str = question("What", codes="movement_type", default="")
    status: str = question("Status", codes="custody_status", default="")
    to_place: str = question("Where to", default="")
    note: str = question("Note", default="")


class ReleaseDate(Row):
    """A release date as it was once given: dates move, and she was told the old one."""

    date: dt.date | None = question("Date", required=True)
    type: str = question("Which", codes="release_type", default="")
    source: str = question("Who gave it, and when", default="")
    told_on: dt.date | None = question("Mother told on")


class Custody(Record):
    """One period in custody."""

    type_name: ClassVar[str] = "custody"
    source_title: ClassVar[str] = "Time in custody"
    source_plural: ClassVar[str] = "Times in custody"
    shared_with: ClassVar[frozenset[AudienceKind]] = frozenset(
        ALL - {AudienceKind.SCHOOL, AudienceKind.FAMILY}
    )
    layout: ClassVar[tuple[Section, ...]] = (
        Section(
            "Number and place",
            ("prison_number", "previous_numbers", "current_location", "custody_status"),
        ),
        Section(
            "Offence and sentence",
            (
                "offence_category",
                "offence_summary",
                "child_related_offence",
                "sentenced_on",
                "sentence_length_months",
            ),
        ),
        Section(
            "Release",
            (
                "release_date",
                "release_type",
                "release_date_source",
                "release_date_told_on",
                "earlier_release_dates",
            ),
        ),
        Section("Public protection", ("mappa", "public_protection_child_contact")),
        Section("Movements", ("movements",)),
    )

    prison_number: str = question(
        "Prison number",
        default="",
        hint="One letter, four digits, two letters: A1234BC.",
        searched=True,
    )
    previous_numbers: list[str] = question("Earlier prison numbers", default_factory=list)
    current_location: str = question("Cell or unit", default="")
    custody_status: str = question("Status", codes="custody_status", default="")
    offence_category: str = question(
        "Offence", codes="offence_category", default="", seen_by=SeenBy.PROFESSIONALS
    )
    offence_summary: str = question("Offence in words", default="", seen_by=SeenBy.PROFESSIONALS)
    child_related_offence: str = question(
        "Is the offence about a child?",
        codes="child_related_offence",
        default="",
        seen_by=SeenBy.PROFESSIONALS,
    )
    sentenced_on: dt.date | None = question("Sentenced on")
    sentence_length_months: int | None = question("Sentence in months")
    release_date: dt.date | None = question("Release date")
    release_type: str = question("Which release date is it?", codes="release_type", default="")
    release_date_source: str = question("Who gave the release date, and when", default="")
    release_date_told_on: dt.date | None = question("Mother told of the release date on")
    earlier_release_dates: list[ReleaseDate] = question(
        "Earlier and other release dates", default_factory=list
    )
    mappa: str = question("MAPPA", default="", seen_by=SeenBy.PROFESSIONALS)
    public_protection_child_contact: str = question(
        "Contact with children allowed by public protection",
        codes="child_contact_level",
        default="",
        seen_by=SeenBy.PROFESSIONALS,
        hint="As the prison recorded it. A level counts for each named child.",
    )
    movements: list[Movement] = question("Movements", default_factory=list)

    def headline(self, names: Names) -> str:
        """The prison number."""
        return self.prison_number or self.type_title()

    def began(self) -> dt.date | None:
        """The first day of the period: its earliest movement."""
        days = [one.date for one in self.movements if one.date]
        return min(days, default=self.sentenced_on)

    def happened_on(self) -> dt.date | None:
        """When the period began."""
        return self.began()

    def checks(self) -> Iterator[Problem]:
        """The prison number's pattern, as the prison's own systems check it."""
        number = self.prison_number
        if number and not PRISON_NUMBER.match(number):
            yield Problem(
                "prison_number",
                _("A prison number is one letter, four digits and two letters, like A1234BC."),
            )
