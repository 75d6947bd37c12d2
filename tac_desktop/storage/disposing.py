"""Disposing of one mother's file for good: what goes, what stays, and how it is really gone.

Revisions, files, drafts, prints that wait and what the journal says of them are erased; the rows of
the journal stay, so the chain stays whole. The database is written anew afterwards, so that no page
of it holds what was erased.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tac_desktop.casework.custody import Custody
from tac_desktop.casework.disposal import Disposal
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.record import Record
from tac_desktop.storage import attachments, caseload, search
from tac_desktop.storage.database import Database
from tac_desktop.storage.journal import EntryKind, Journal
from tac_desktop.storage.links import link_entries, mothers_of_file
from tac_desktop.storage.projection import entries, entries_with_ids
from tac_desktop.storage.revisions import batches

_ABOUT_REQUESTS = ("subject_access", "disclosure_item")


@dataclass(frozen=True)
class Extent:
    """What belongs to a file. `people` are those of the address book whom no other file names."""

    mother_ids: tuple[str, ...]
    record_ids: frozenset[str]
    revisions: int
    files: frozenset[str]
    drafts: int
    prints: int
    people: tuple[Person, ...] = ()

    def with_people(self, people_ids: Collection[str]) -> Extent:
        """The same with some of these people, who go as well."""
        chosen = tuple(one for one in self.people if one.id in people_ids)
        ids = self.record_ids | {one.id for one in chosen}
        return replace(self, record_ids=ids, people=chosen)


@dataclass(frozen=True)
class Erased:
    """What was erased. `entries` are the numbers of the journal entries that say nothing more."""

    records: int
    revisions: int
    files: int
    drafts: int
    prints: int
    entries: int


def extent_of(database: Database, mother_id: str) -> Extent:
    """What would go with a file; changes nothing."""
    mothers = mothers_of_file(database, mother_id)
    hers = {one for (one,) in _in(database, "SELECT record_id FROM record", "mother_id", mothers)}
    hers |= set(mothers)
    ids = hers | _requests_about(database, hers) | _links_of(database, hers)
    drafts = _count_in(database, "draft", "mother_id", mothers)
    prints = _count_in(database, "print_order", "mother_id", mothers)
    return Extent(
        mothers,
        frozenset(ids),
        _count_in(database, "revision", "record_id", sorted(ids)),
        frozenset(_files_of(database, ids)),
        drafts,
        prints,
        tuple(_people_of_this_file_alone(database, ids)),
    )


def erase(database: Database, journal: Journal, extent: Extent, detail: str) -> Erased:
    """Erase all of it inside a transaction, with the journal entry that says so."""
    ids = sorted(extent.record_ids)
    numbers = _journal_numbers(database, extent)
    texts = _texts_that_tell(database, extent)
    numbers |= _entries_that_name(database, texts, numbers)
    files = _files_of(database, extent.record_ids) - _files_of(
        database, extent.record_ids, others=True
    )
    revisions = _count_in(database, "revision", "record_id", ids)
    rows = _in(database, "SELECT number, sort_date FROM record", "record_id", ids)
    for number, sort_date in rows:
        search.forget(database, number, sort_date)
    drafts = _drop_drafts(database, extent)
    prints = _delete_in(database, "print_order", "mother_id", extent.mother_ids)
    prints += _delete_in(database, "print_order", "record_id", ids)
    for table in ("revision", "record"):
        _delete_in(database, table, "record_id", ids)
    for table in ("caseload", "agenda"):
        _delete_in(database, table, "mother_id", extent.mother_ids)
    for sha256 in files:
        attachments.remove(database, sha256)
    _remember_names_anew(database)
    # Deleted rows leave their words in the index until its parts are put together.
    database.write("INSERT INTO search (search) VALUES ('optimize')")
    for person in extent.people:
        caseload.mark_stale_where_named(database, person.display_name())
    journal.remove_payloads(sorted(numbers), detail)
    return Erased(len(rows), revisions, len(files), drafts, prints, len(numbers))


def left_over(database: Database, extent: Extent) -> dict[str, int]:
    """What is still there of a file that was erased, table by table; empty when nothing is."""
    ids = sorted(extent.record_ids)
    found = {
        "revision": _count_in(database, "revision", "record_id", ids),
        "record": _count_in(database, "record", "record_id", ids),
        "draft": _count_in(database, "draft", "record_id", ids),
        "print_order": _count_in(database, "print_order", "mother_id", extent.mother_ids),
        "caseload": _count_in(database, "caseload", "mother_id", extent.mother_ids),
        "agenda": _count_in(database, "agenda", "mother_id", extent.mother_ids),
        "journal_payload": _count_in(database, "journal_payload", "mother_id", extent.mother_ids),
    }
    return {name: count for name, count in found.items() if count}


def disposals(database: Database) -> list[Disposal]:
    """The certificates of all files that were disposed of here, the newest last."""
    found = entries(database, "record_type = ?", [Disposal.type_name])
    return [one.record for one in found if isinstance(one.record, Disposal)]


def disposed_before(database: Database, mother_ids: Iterable[str]) -> list[Disposal]:
    """The disposals of files that something would bring back and that are not back already."""
    asked = sorted(mother_ids)
    here = {one for (one,) in _in(database, "SELECT mother_id FROM record", "mother_id", asked)}
    wanted = set(asked) - here
    return [one for one in disposals(database) if wanted & set(one.file_ids)]


def _people_of_this_file_alone(database: Database, ids: Collection[str]) -> list[Person]:
    """People of the address book whom only erased records name, by name."""
    everyone = entries(database, "mother_id = '' AND record_type = ?", [Person.type_name])
    candidates = {one.record.id: one.record for one in everyone if isinstance(one.record, Person)}
    hers: set[str] = set()
    others: set[str] = set()
    for record_id, content in database.each("SELECT record_id, content FROM revision"):
        if record_id in candidates:
            continue
        named = {one for one in candidates if f'"{one}"' in content}
        (hers if record_id in ids else others).update(named)
    authors = {one for (one,) in database.rows("SELECT DISTINCT by_id FROM revision")}
    alone = [candidates[one] for one in hers - others - authors]
    return sorted(alone, key=Person.display_name)


def _requests_about(database: Database, hers: Collection[str]) -> set[str]:
    """Requests for what is held about somebody of the file, and decisions on its records."""
    marks = ", ".join("?" * len(_ABOUT_REQUESTS))
    known = {
        record_id: json.loads(content)
        for record_id, content in database.rows(
            f"SELECT record_id, content FROM revision WHERE record_type IN ({marks})",
            _ABOUT_REQUESTS,
        )
    }
    found = {one for one, content in known.items() if content.get("subject_id") in hers}
    for record_id, content in known.items():
        if content.get("request_id") in found or content.get("about_id") in hers:
            found.add(record_id)
    return found


def _links_of(database: Database, hers: Collection[str]) -> set[str]:
    found = set()
    for entry in link_entries(database):
        ends = {getattr(entry.record, "kept_id", ""), getattr(entry.record, "other_id", "")}
        if ends & set(hers):
            found.add(entry.record.id)
    return found


def _files_of(database: Database, ids: Collection[str], *, others: bool = False) -> set[str]:
    """The files that the documents among some records name; with `others`, all other documents."""
    found = set()
    for record_id, content in database.rows(
        "SELECT record_id, content FROM revision WHERE record_type = 'document'"
    ):
        if (record_id in ids) != others:
            found.add(str(json.loads(content).get("content_sha256") or ""))
    return found - {""}


def _journal_numbers(database: Database, extent: Extent) -> set[int]:
    """Entries about a file or one of its records."""
    found = _in(database, "SELECT seq FROM journal_payload", "mother_id", extent.mother_ids)
    numbers = {int(seq) for (seq,) in found}
    for seq, record_id in database.each(
        "SELECT seq, json_extract(payload, '$.record_id') FROM journal_payload"
    ):
        if record_id in extent.record_ids:
            numbers.add(int(seq))
    return numbers


def _texts_that_tell(database: Database, extent: Extent) -> list[str]:
    """Whole names and prison numbers of the file: what the journal may say elsewhere."""
    told: set[str] = set()
    for entry in entries_with_ids(database, sorted(extent.record_ids)):
        told.update(_telling(entry.record))
    told.update(extent.mother_ids)
    return sorted(one for one in told if len(one) > 5)


def _telling(record: Record) -> list[str]:
    match record:
        case Person():
            return [record.display_name(), record.current_name, *record.aliases]
        case Custody():
            return [record.prison_number, *record.previous_numbers]
        case _:
            return []


def _entries_that_name(database: Database, texts: Sequence[str], known: set[int]) -> set[int]:
    """Further events whose words name the mother, her family or her number: searches, backups."""
    found = set()
    small = [one.casefold() for one in texts]
    for seq, kind, payload in database.each(
        "SELECT j.seq, j.kind, p.payload FROM journal j JOIN journal_payload p ON p.seq = j.seq"
    ):
        if kind == EntryKind.EVENT and seq not in known:
            said = payload.casefold()
            if any(one in said for one in small):
                found.add(int(seq))
    return found


def _drop_drafts(database: Database, extent: Extent) -> int:
    dropped = _delete_in(database, "draft", "mother_id", extent.mother_ids)
    dropped += _delete_in(database, "draft", "record_id", sorted(extent.record_ids))
    # Forms of no file, such as a request about her that was begun.
    naming = [
        draft_id
        for draft_id, content in database.rows("SELECT draft_id, content FROM draft")
        if any(f'"{one}"' in content for one in extent.record_ids)
    ]
    return dropped + _delete_in(database, "draft", "draft_id", naming)


def _remember_names_anew(database: Database) -> None:
    """The words of names, of those who are left."""
    database.write("DELETE FROM name_word")
    kinds = (Person.type_name, Organisation.type_name, Worker.type_name)
    for kind in kinds:
        for entry in entries(database, "record_type = ?", [kind]):
            for word in search.names_of(entry.record):
                database.write("INSERT OR IGNORE INTO name_word (word) VALUES (?)", (word,))


def _in(
    database: Database, select: str, column: str, wanted: Sequence[str]
) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for batch in batches(wanted):
        marks = ", ".join("?" * len(batch))
        found += database.rows(f"{select} WHERE {column} IN ({marks})", batch)
    return found


def _count_in(database: Database, table: str, column: str, wanted: Sequence[str]) -> int:
    return sum(
        int(one[0]) for one in _in(database, f"SELECT count(*) FROM {table}", column, wanted)
    )


def _delete_in(database: Database, table: str, column: str, wanted: Sequence[str]) -> int:
    count = _count_in(database, table, column, wanted)
    for batch in batches(wanted):
        marks = ", ".join("?" * len(batch))
        database.write(f"DELETE FROM {table} WHERE {column} IN ({marks})", batch)
    return count
