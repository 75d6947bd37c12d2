"""One mother's whole file, out of the vault: to work with, or as revisions to hand over."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Collection, Iterable, Sequence
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
from tac_desktop.storage.projection import NameFinder, Read, entries_read, entry_of
from tac_desktop.storage.revisions import (
    Revision,
    batches,
    by_time,
    histories_of,
    revisions_of,
)

_LONGEST_IDENTIFIER = 64

_LIKE_AN_IDENTIFIER = re.compile(
    rf"(?![0-9:-]{{5,10}}\Z)[^ ,:\[\]{{}}][^ ]{{0,{_LONGEST_IDENTIFIER - 1}}}"
)
"""No punctuation of JSON, no day and no time, and no sentence."""


class SharedRecords:
    """The records that belong to no single file, for one file or many.

    Each is read once. `for_many` learns the identifiers of all of them at the beginning; else the
    database is asked which of those that a file names there are, so that it does not matter for
    one file how many others have.
    """

    def __init__(
        self, database: Database, links: Links | None = None, *, for_many: bool = True
    ) -> None:
        self._database = database
        self.links = links_in_force(database) if links is None else links
        always = [cls.type_name for cls in record_types() if cls.in_every_file]
        self._in_every_file = _shared_of_types(database, always)
        self._every: set[str] | None = None
        if for_many:
            rows = database.rows("SELECT record_id FROM record WHERE mother_id = ''")
            self._every = {record_id for (record_id,) in rows}
        self._read: dict[str, Read] = {}

    def needed_by(self, found: Sequence[Read], others: Iterable[str] = ()) -> list[Read]:
        """What every file has and what some entries refer to, however many steps away.

        `others` may stand in the file too.
        """
        needed: dict[str, Read] = {}
        seen = {one.entry.record_id for one in found}
        named = self.links.with_partners({*_named_in(found), *others, *seen}) - seen
        asked = self._in_every_file | self._among(named)
        seen |= named
        while asked:
            self._fetch(asked - self._read.keys())
            news = {record_id: self._read[record_id] for record_id in sorted(asked)}
            needed.update(news)
            named = self.links.with_partners({*_named_in(list(news.values())), *asked})
            asked = self._among(named - seen) - needed.keys()
            seen |= named
        return list(needed.values())

    def _among(self, named: set[str]) -> set[str]:
        if self._every is not None:
            return self._every & named
        return set(_shared_among(self._database, named))

    def _fetch(self, wanted: set[str]) -> None:
        for batch in batches(sorted(wanted)):
            marks = ", ".join("?" * len(batch))
            for one in entries_read(self._database, f"record_id IN ({marks})", batch):
                self._read[one.entry.record_id] = one


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
    authors = {by_id for one in hers for by_id in one.by_ids}
    shared = SharedRecords(database, links, for_many=False).needed_by(hers, authors)
    known = [one.entry for one in hers + shared]
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
    return _without_authors(mother_id, as_of, shared, entries_read(database, where, values))


def _without_authors(
    mother_id: str, as_of: dt.date, shared: SharedRecords, hers: Sequence[Read]
) -> CaseFile:
    found = [*hers, *shared.needed_by(hers)]
    return file_of(mother_id, as_of, [one.entry for one in found], shared.links)


def _hers(database: Database, mother_ids: Sequence[str]) -> list[Read]:
    marks = ", ".join("?" * len(mother_ids))
    return entries_read(database, f"mother_id IN ({marks})", mother_ids)


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
    histories = histories_of(database, [record_id for (record_id,) in rows])
    hers = [one for history in histories.values() for one in history]
    stays = {cls.type_name for cls in record_types() if cls.in_every_file}
    shared: dict[str, list[Revision]] = {}
    news = hers
    while news:
        asked = set(_identifiers([one.content for one in news]))
        asked.update(one.by_id for one in news)
        asked |= _links_to_carry(database, known, {one.record_id for one in news})
        wanted = _shared_among(database, asked - shared.keys())
        found = histories_of(database, wanted)
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


def _named_in(found: Sequence[Read]) -> set[str]:
    """Every text in some contents that could be an identifier, wherever it stands.

    In JSON such a text stands between two quotation marks as it is, so nothing need be read: what
    else stands between two is no identifier of anything.
    """
    pieces = set(",".join([one.content for one in found]).split('"'))
    return set(filter(_LIKE_AN_IDENTIFIER.fullmatch, pieces))


def _shared_of_types(database: Database, kinds: Sequence[str]) -> set[str]:
    marks = ", ".join("?" * len(kinds))
    where = f"mother_id = '' AND record_type IN ({marks})"
    return {row[0] for row in database.rows(f"SELECT record_id FROM record WHERE {where}", kinds)}


def _shared_among(database: Database, asked: Iterable[str]) -> list[str]:
    """Those of some identifiers that are records which all files share."""
    rows = database.rows(
        "SELECT record_id FROM record"
        " WHERE record_id IN (SELECT value FROM json_each(?)) AND mother_id = ''",
        (json.dumps(sorted(asked)),),
    )
    return [row[0] for row in rows]


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
