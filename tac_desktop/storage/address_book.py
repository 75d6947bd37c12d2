"""The address book of a vault: professionals, carers and organisations, and who works with whom.

Everything is asked for the one who is looked at: reading all files for all of them would take
seconds in a large vault.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager

from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Involvement, Organisation, Person
from tac_desktop.casework.record import Record
from tac_desktop.casework.same_person import Links
from tac_desktop.storage import caseload, links
from tac_desktop.storage.database import Database
from tac_desktop.storage.projection import entries, entries_with_ids

Turn = Callable[[], AbstractContextManager[Database]]
Party = Person | Organisation

_OF_A_FILE = ("carer",)
"""Kinds of people who belong to one mother's file and stand in the address book all the same."""

_NOT_A_PLACE_TO_STAND = (ContactLogEntry.type_name,)
"""Left out when files are looked for: too many to read, and who stands only there is no party."""


class AddressBook:
    """What can be asked of the address book of one open vault."""

    def __init__(self, turn: Turn) -> None:
        """For the vault: its turns to read."""
        self._turn = turn

    def mother_names(self, mother_ids: Iterable[str]) -> dict[str, str]:
        """The names of some mothers as the caseload has them."""
        with self._turn() as database:
            return caseload.names(database, mother_ids)

    def parties(self) -> list[Entry[Record]]:
        """Every professional, carer and organisation that counts; linked ones once."""
        with self._turn() as database:
            in_force = links.links_in_force(database)
            shared = entries(
                database, "mother_id = '' AND record_type IN ('person', 'organisation')", []
            )
            own = entries(
                database,
                "record_type = 'person' AND mother_id <> '' AND record_id <> mother_id"
                " AND EXISTS (SELECT 1 FROM revision WHERE revision_id = record.shown"
                f' AND instr(content, \'"kind":"{_OF_A_FILE[0]}"\'))',
                [],
            )
        found = [
            one
            for one in [*shared, *own]
            if not one.record.entered_in_error and in_force.kept(one.record.id) == one.record.id
        ]
        return [one for one in found if _is_listed(one.record)]

    def same(self, record_id: str) -> tuple[str, ...]:
        """All entries of the same person, the one that counts first."""
        with self._turn() as database:
            return links.links_in_force(database).group(record_id)

    def all_links(self) -> list[Entry[Record]]:
        """Every link that was ever made, those undone too."""
        with self._turn() as database:
            return links.link_entries(database)

    def in_force(self) -> Links:
        """Which entries are one person now."""
        with self._turn() as database:
            return links.links_in_force(database)

    def as_stored(self, records: Sequence[Record]) -> list[Record]:
        """Records as saving them will store them: without what links had put into them."""
        with self._turn() as database:
            return links.without_links(database, records)

    def involvements(self, person_id: str) -> list[Involvement]:
        """The work of one person in all files, under whichever entry it was written down."""
        with self._turn() as database:
            group = links.links_in_force(database).group(person_id)
            found = _mentioning(database, group, "record_type = ?", [Involvement.type_name])
        return [
            one.record
            for one in found
            if isinstance(one.record, Involvement)
            and one.record.person_id in group
            and not one.record.entered_in_error
        ]

    def members(self, organisation_id: str) -> list[Person]:
        """Who works in an organisation."""
        with self._turn() as database:
            group = links.links_in_force(database).group(organisation_id)
            found = _mentioning(database, group, "record_type = ?", [Person.type_name])
        people = [one.record for one in found if isinstance(one.record, Person)]
        return [one for one in people if one.organisation_id in group and not one.entered_in_error]

    def files_with(self, record_id: str) -> list[str]:
        """The mothers in whose files somebody or something stands, in no order."""
        with self._turn() as database:
            in_force = links.links_in_force(database)
            group = in_force.group(record_id)
            marks = ", ".join("?" * len(_NOT_A_PLACE_TO_STAND))
            found = set()
            for one in group:
                rows = database.rows(
                    "SELECT DISTINCT record.mother_id FROM record"
                    " JOIN revision ON revision.revision_id = record.shown"
                    f" WHERE record.record_type NOT IN ({marks}) AND record.mother_id <> ''"
                    " AND (record.record_id = ? OR instr(revision.content, ?))",
                    (*_NOT_A_PLACE_TO_STAND, one, one),
                )
                found |= {in_force.kept(mother_id) for (mother_id,) in rows}
        return sorted(found)

    def last_spoken(self, person_id: str, mother_ids: Iterable[str]) -> dt.date | None:
        """The last day on which the log of one of these files says that she was spoken to."""
        with self._turn() as database:
            in_force = links.links_in_force(database)
            group = in_force.group(person_id)
            days = [
                day
                for mother_id in in_force.with_partners(mother_ids)
                for day in _spoken(database, mother_id, group)
            ]
        return max(days, default=None)

    def mothers_known_by(self) -> dict[str, str]:
        """For each line of the caseload the folded words by which she is found."""
        with self._turn() as database:
            rows = database.rows("SELECT mother_id, found_by FROM caseload WHERE found_by <> ''")
        return dict(rows)

    def comparable(self) -> tuple[list[Party], list[SamePerson], dict[str, set[str]]]:
        """Who may be the same as somebody else: shared entries, mothers, and people of files that
        belong to a woman who was entered twice; with the links made and the mothers' numbers.
        """
        with self._turn() as database:
            made = [one.record for one in links.link_entries(database)]
            known = [one for one in made if isinstance(one, SamePerson)]
            twice = [one for group in Links.of(known).groups for one in group]
            marks = ", ".join("?" * len(twice)) or "''"
            found = entries(
                database,
                "record_type IN ('person', 'organisation')"
                f" AND (mother_id = '' OR record_id = mother_id OR mother_id IN ({marks}))",
                twice,
            )
            numbers: dict[str, set[str]] = {}
            for one in entries(database, "record_type = ?", [Custody.type_name]):
                if isinstance(one.record, Custody):
                    given = {one.record.prison_number, *one.record.previous_numbers} - {""}
                    numbers.setdefault(one.record.mother_id, set()).update(given)
        parties = [
            one.record
            for one in found
            if isinstance(one.record, (Person, Organisation)) and not one.record.entered_in_error
        ]
        return parties, known, numbers


def _is_listed(record: Record) -> bool:
    return isinstance(record, Organisation) or (
        isinstance(record, Person) and (not record.mother_id or record.kind in _OF_A_FILE)
    )


def _mentioning(
    database: Database, ids: Sequence[str], where: str, values: Sequence[str]
) -> list[Entry[Record]]:
    """The entries of some kind that hold one of these identifiers."""
    found: set[str] = set()
    for one in ids:
        rows = database.rows(
            "SELECT record.record_id FROM record"
            " JOIN revision ON revision.revision_id = record.shown"
            f" WHERE record.{where} AND instr(revision.content, ?)",
            (*values, one),
        )
        found |= {record_id for (record_id,) in rows}
    return entries_with_ids(database, sorted(found))


def _spoken(database: Database, mother_id: str, ids: Sequence[str]) -> list[dt.date]:
    found = []
    for one in ids:
        rows = database.rows(
            "SELECT record.record_id FROM record"
            " JOIN revision ON revision.revision_id = record.shown"
            " WHERE record.mother_id = ? AND record.record_type = ?"
            " AND instr(revision.content, ?) ORDER BY record.sort_date DESC LIMIT 20",
            (mother_id, ContactLogEntry.type_name, one),
        )
        for (record_id,) in rows:
            (entry,) = entries(database, "record_id = ?", [record_id])
            record = entry.record
            if (
                isinstance(record, ContactLogEntry)
                and one in record.with_person_ids
                and record.contact_made is not False
                and not record.entered_in_error
                and record.date
            ):
                found.append(record.date)
                break
    return found
