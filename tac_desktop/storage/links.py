"""Which entries of a vault are one person, and keeping what is read through links out of it."""

from __future__ import annotations

from collections.abc import Sequence

from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.record import Record
from tac_desktop.casework.same_person import Links, as_stored, is_linkable
from tac_desktop.storage.database import Database
from tac_desktop.storage.projection import entries, records_among


def link_entries(database: Database) -> list[Entry[Record]]:
    """Every link that was ever made."""
    return entries(database, "record_type = ?", [SamePerson.type_name])


def links_among(found: Sequence[Entry[Record]]) -> Links:
    """The links in force among some entries."""
    return Links.of(one.record for one in found if isinstance(one.record, SamePerson))


def links_in_force(database: Database) -> Links:
    """The links that count now."""
    return links_among(link_entries(database))


def mothers_of_file(database: Database, mother_id: str) -> tuple[str, ...]:
    """The mother and the others who are the same woman, the one who counts first."""
    return links_in_force(database).group(mother_id)


def without_links(database: Database, records: Sequence[Record]) -> list[Record]:
    """Records as they are to be stored, where reading them through links had changed them."""
    if not records_among(database, [record.id for record in records]):
        return list(records)  # what is new was not read through links
    links = links_in_force(database)
    if not links:
        return list(records)
    tidy = []
    for record in records:
        stored = _stored(database, [record.id])
        if not stored or isinstance(record, SamePerson):
            tidy.append(record)
            continue
        partners = [one for one in links.group(record.id) if one != record.id]
        others = _stored(database, partners) if is_linkable(record) and partners else []
        same_kind = [one for one in others if type(one) is type(record)]
        tidy.append(as_stored(record, stored[0], same_kind, links))
    return tidy


def _stored(database: Database, record_ids: Sequence[str]) -> list[Record]:
    marks = ", ".join("?" * len(record_ids))
    return [one.record for one in entries(database, f"record_id IN ({marks})", record_ids)]
