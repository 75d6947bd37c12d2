"""One mother's whole file, out of the vault: to work with, or as revisions to hand over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.record import Record, record_types
from tac_desktop.casework.same_person import Links, joined
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import RecordUnknown
from tac_desktop.storage.links import link_entries, links_among, links_in_force
from tac_desktop.storage.projection import NameFinder, entries_with_content, entry_of
from tac_desktop.storage.revisions import Revision, batches, by_time, revisions_of

_LONGEST_IDENTIFIER = 64

Found = tuple[Entry[Record], Mapping[str, Any]]


class SharedRecords:
    """The records that belong to no single file, each read once, however many files need it."""

    def __init__(self, database: Database, links: Links | None = None) -> None:
        self._database = database
        self.links = links_in_force(database) if links is None else links
        rows = database.rows("SELECT record_id, record_type FROM record WHERE mother_id = ''")
        always = {cls.type_name for cls in record_types() if cls.in_every_file}
        self._in_every_file = {record_id for record_id, kind in rows if kind in always}
        self._ids = {record_id for record_id, _kind in rows}
        self._read: dict[str, Found] = {}

    def needed_by(self, contents: Sequence[Any], others: Iterable[str] = ()) -> list[Found]:
        """What every file has and what some contents refer to, however many steps away."""
        needed: dict[str, Found] = {}
        named = self.links.with_partners([*_identifiers(contents), *others])
        asked = self._in_every_file | (self._ids & named)
        while asked:
            self._fetch(asked - self._read.keys())
            news = [self._read[record_id] for record_id in sorted(asked)]
            needed.update((entry.record.id, (entry, content)) for entry, content in news)
            said = _identifiers([content for _entry, content in news])
            mentioned = self.links.with_partners([*said, *asked])
            asked = (self._ids & mentioned) - needed.keys()
        return list(needed.values())

    def _fetch(self, wanted: set[str]) -> None:
        for batch in batches(sorted(wanted)):
            marks = ", ".join("?" * len(batch))
            where = f"record_id IN ({marks})"
            for entry, content in entries_with_content(self._database, where, batch):
                self._read[entry.record.id] = (entry, content)


def case_file(
    database: Database,
    mother_id: str,
    as_of: dt.date,
    journal_reference: str,
    known_on: dt.date | None = None,
) -> CaseFile:
    """Everything currently known about one mother, and what is shared that it refers to.

    `as_of` is the day that ages and dates ahead are counted from. `known_on` leaves out what was
    saved after the end of that day on this computer's clock.

    Raises:
        RecordUnknown: where the vault holds no record of hers.
    """
    known_links = link_entries(database)
    if known_on is not None:
        known_links = _as_known_on(database, known_links, known_on)
    links = links_among(known_links)
    hers = _hers(database, links.group(mother_id))
    if not hers:
        raise RecordUnknown
    authors = _authors(database, [entry.record.id for entry, _content in hers])
    shared = SharedRecords(database, links).needed_by(*_asked_by(hers, authors))
    known = [entry for entry, _content in hers + shared]
    if known_on is not None:
        known = _as_known_on(database, known, known_on)
    return file_of(mother_id, as_of, known, links, journal_reference)


def each_for_agenda(database: Database) -> Callable[[str, dt.date], CaseFile]:
    """What reads the file of one mother after the other; what they share is read once."""
    return partial(case_file_for_agenda, database, shared=SharedRecords(database))


def each_for_line(database: Database) -> Callable[[str, dt.date], CaseFile]:
    """The same without the logs."""
    return partial(case_file_for_line, database, shared=SharedRecords(database))


def case_file_for_agenda(
    database: Database, mother_id: str, as_of: dt.date, shared: SharedRecords
) -> CaseFile:
    """The same without its authors: enough for an agenda, and quicker for many."""
    return _without_authors(
        mother_id, as_of, shared, _hers(database, shared.links.group(mother_id))
    )


def case_file_for_line(
    database: Database, mother_id: str, as_of: dt.date, shared: SharedRecords
) -> CaseFile:
    """The same without the log as well, which is most of a file: for a line of the caseload."""
    mother_ids = shared.links.group(mother_id)
    marks = ", ".join("?" * len(mother_ids))
    where = f"mother_id IN ({marks}) AND record_type <> ?"
    values = (*mother_ids, ContactLogEntry.type_name)
    return _without_authors(mother_id, as_of, shared, entries_with_content(database, where, values))


def _without_authors(
    mother_id: str, as_of: dt.date, shared: SharedRecords, hers: Sequence[Found]
) -> CaseFile:
    found = [*hers, *shared.needed_by(*_asked_by(hers, ()))]
    return file_of(mother_id, as_of, [entry for entry, _content in found], shared.links)


def _hers(database: Database, mother_ids: Sequence[str]) -> list[Found]:
    marks = ", ".join("?" * len(mother_ids))
    return entries_with_content(database, f"mother_id IN ({marks})", mother_ids)


def _asked_by(hers: Sequence[Found], others: Iterable[str]) -> tuple[list[Any], list[str]]:
    """What her records hold, and who else may stand in the file: those linked with her people."""
    return [content for _entry, content in hers], [
        *others,
        *(entry.record.id for entry, _content in hers),
    ]


def file_of(
    mother_id: str,
    as_of: dt.date,
    known: Sequence[Entry[Record]],
    links: Links,
    journal_reference: str = "",
) -> CaseFile:
    """A file in which each person stands once, whichever entry of hers it was asked for by."""
    shown = joined(known, links)
    return CaseFile(
        shown.kept_by_other.get(mother_id, mother_id),
        as_of,
        shown.entries,
        journal_reference,
        linked=shown.linked,
        kept_by_other=shown.kept_by_other,
    )


def revisions_to_hand_over(database: Database, mother_id: str) -> list[Revision]:
    """Every revision of her records and of the shared ones that any of them refers to.

    What describes this vault's own service stays here.
    """
    known = [one.record for one in link_entries(database) if isinstance(one.record, SamePerson)]
    mothers = Links.of(known).group(mother_id)
    marks = ", ".join("?" * len(mothers))
    rows = database.rows(f"SELECT record_id FROM record WHERE mother_id IN ({marks})", mothers)
    hers = [one for (record_id,) in rows for one in revisions_of(database, record_id)]
    stays = {cls.type_name for cls in record_types() if cls.in_every_file}
    shared: dict[str, list[Revision]] = {}
    news = hers
    while news:
        asked = set(_identifiers([one.content for one in news]))
        asked.update(one.by_id for one in news)
        asked |= _links_to_carry(database, known, {one.record_id for one in news})
        wanted = _shared_among(database, asked - shared.keys())
        found = {record_id: revisions_of(database, record_id) for record_id in wanted}
        shared.update(found)
        news = [one for history in found.values() for one in history]
    carried = [one for history in shared.values() for one in history]
    return sorted((one for one in hers + carried if one.record_type not in stays), key=by_time)


def _links_to_carry(
    database: Database, known: Sequence[SamePerson], carried: Collection[str]
) -> set[str]:
    """Links of those who are carried, undone ones too, so that every vault shows the same.

    One that leads into another mother's file stays here, unless it is about the mothers
    themselves: why they are one may say something of hers.
    """
    found = set()
    for one in known:
        ends = {one.kept_id, one.other_id}
        if ends.isdisjoint(carried):
            continue
        files = {
            end: database.value("SELECT mother_id FROM record WHERE record_id = ?", (end,))
            for end in ends - set(carried)
        }
        if all(not file or file == end for end, file in files.items()):
            found.add(one.id)
    return found


def _authors(database: Database, record_ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(record_ids):
        marks = ", ".join("?" * len(batch))
        rows = database.rows(
            f"SELECT DISTINCT by_id FROM revision WHERE record_id IN ({marks})", batch
        )
        found.update(row[0] for row in rows)
    return found


def _shared_among(database: Database, asked: Iterable[str]) -> list[str]:
    """Those of some identifiers that are records which all files share."""
    found: list[str] = []
    for batch in batches(sorted(asked)):
        marks = ", ".join("?" * len(batch))
        rows = database.rows(
            f"SELECT record_id FROM record WHERE mother_id = '' AND record_id IN ({marks})", batch
        )
        found += [row[0] for row in rows]
    return found


def _identifiers(value: Any) -> set[str]:
    """Every text in a content that could be an identifier, wherever it stands."""
    found: set[str] = set()
    left = [value]
    while left:
        one = left.pop()
        if type(one) is str:
            if one and len(one) <= _LONGEST_IDENTIFIER and " " not in one:
                found.add(one)
        elif isinstance(one, dict):
            left.extend(one.values())
        elif isinstance(one, (list, tuple)):
            left.extend(one)
    return found


def _as_known_on(
    database: Database, known: Sequence[Entry[Record]], day: dt.date
) -> list[Entry[Record]]:
    end = dt.datetime.combine(day, dt.time.max).astimezone()
    names = NameFinder(database, {entry.record.id: entry.record for entry in known})
    then: list[Entry[Record]] = []
    for entry in known:
        if entry.saved.last_at <= end:
            then.append(entry)
            continue
        history = [one for one in revisions_of(database, entry.record.id) if one.at <= end]
        if history:
            then.append(entry_of(history, names))
    return then
