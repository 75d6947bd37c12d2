"""The current state of every record: a table that follows from the revisions and nothing else."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tac_desktop.casework.case_file import Amendment, Entry, Saved
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.record import (
    Names,
    Record,
    describe_changes,
    record_class,
    record_from_text,
)
from tac_desktop.casework.service import Service
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage import agenda, caseload, search
from tac_desktop.storage.canonical import moment_from, moment_text
from tac_desktop.storage.database import Database, Row
from tac_desktop.storage.errors import VaultDamaged
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.revisions import (
    Revision,
    batches,
    by_time,
    heads_of,
    histories_of,
    revisions_of,
    revisions_with_ids,
)
from tac_desktop.words import _

_COLUMNS = (
    "record_id, record_type, mother_id, shown, heads, sort_date, first_at, first_by, last_at,"
    " last_by, revisions"
)

_STRUCK = '"entered_in_error":'
"""Stands in every content in which that is answered: blank answers are not stored."""


@dataclass(frozen=True)
class Projected:
    """One row of the projection: what a record's history comes to."""

    record_id: str
    record_type: str
    mother_id: str
    shown: str
    heads: str
    sort_date: str
    first_at: str
    first_by: str
    last_at: str
    last_by: str
    revisions: int


def projected(history: Sequence[Revision], record: Record) -> Projected:
    """What a history comes to; `record` is the one that its last head holds.

    Where the history forked, the head saved last is shown (for the same moment, the greater
    identifier), so that every computer shows the same.
    """
    heads = heads_of(history)
    shown, first, last = heads[-1], history[0], max(history, key=by_time)
    first_at = moment_text(first.at)
    return Projected(
        record_id=shown.record_id,
        record_type=shown.record_type,
        mother_id=shown.mother_id,
        shown=shown.revision_id,
        heads=json.dumps(sorted(head.revision_id for head in heads)),
        sort_date=(record.happened_on() or first.at.astimezone().date()).isoformat(),
        first_at=first_at,
        first_by=first.by_name,
        last_at=first_at if last is first else moment_text(last.at),
        last_by=last.by_name,
        revisions=len(history),
    )


def project(
    database: Database, record_id: str, just_saved: tuple[Revision, Record] | None = None
) -> search.IndexEntry:
    """Bring the projection of one record up to date with its revisions.

    Returns what the search index has to be told at the end of the transaction. `just_saved` is
    the only revision of a new record, which then need not be read again.
    """
    if just_saved:
        history, record = [just_saved[0]], just_saved[1]
    else:
        history = revisions_of(database, record_id)
        record = heads_of(history)[-1].record()
    row = projected(history, record)
    before = None
    if not just_saved:
        before = database.row(
            "SELECT number, sort_date, mother_id FROM record WHERE record_id = ?", (record_id,)
        )
    names = [name.strip() for name in _COLUMNS.split(",")]
    values = [getattr(row, name) for name in names]
    if before:
        if not before[2]:
            caseload.mark_stale_where_named(database, NameFinder(database)(record_id))
        search.forget(database, before[0], before[1])
        changes = ", ".join(f"{name} = ?" for name in names)
        database.write(f"UPDATE record SET {changes} WHERE number = ?", (*values, before[0]))
        if before[2] != row.mother_id:
            caseload.mark_stale(database, before[2])
        number = before[0]
    else:
        marks = ", ".join("?" * len(names))
        number = database.insert(f"INSERT INTO record ({_COLUMNS}) VALUES ({marks})", values)
    if before or not row.mother_id:
        caseload.mark_stale(database, row.mother_id)
    else:
        caseload.follow_new(database, record)
    _follow_shared(database, record)
    return _index_entry(number, row, record, history)


def project_new(
    database: Database, histories: Iterable[tuple[Sequence[Revision], Record]]
) -> list[search.IndexEntry]:
    """The same for records that were not here: each history, and the record its last head holds.

    For all of them in a few statements; the caseload's lines of their mothers are made anew.
    """
    first = int(database.value("SELECT coalesce(max(number), 0) FROM record")) + 1
    found = [
        (number, projected(history, record), record, history)
        for number, (history, record) in enumerate(histories, start=first)
    ]
    database.write_many(
        f"INSERT INTO record ({_COLUMNS}, number) VALUES ({'?, ' * 11}?)",
        ((*vars(row).values(), number) for number, row, _record, _history in found),
    )
    for mother_id in dict.fromkeys(row.mother_id for _number, row, _record, _history in found):
        caseload.mark_stale(database, mother_id)
    for _number, _row, record, _history in found:
        _follow_shared(database, record)
    return [_index_entry(*one) for one in found]


def _follow_shared(database: Database, record: Record) -> None:
    """What is about more than one file makes more than one line and agenda out of date."""
    if isinstance(record, (Service, SamePerson)):
        agenda.forget_all(database)
    if isinstance(record, SamePerson):
        name_of = NameFinder(database)
        for one in (record.kept_id, record.other_id):
            caseload.mark_stale_if_listed(database, one)
            caseload.mark_stale_where_named(database, name_of(one))


def _index_entry(
    number: int, row: Projected, record: Record, history: Sequence[Revision]
) -> search.IndexEntry:
    text = search.everything_written(record, [one.note for one in history])
    whose, kind = row.mother_id, row.record_type
    return search.IndexEntry(number, row.sort_date, whose, kind, text, search.names_of(record))


def rebuild_projections(database: Database, progress: Progress = no_progress) -> None:
    """Make projection, search index and caseload anew from the revisions, in one transaction."""
    ids = [row[0] for row in database.rows("SELECT DISTINCT record_id FROM revision")]
    with database.transaction():
        for table in ("record", "caseload", "agenda"):
            database.write(f"DELETE FROM {table}")
        search.forget_all(database)
        words = []
        for done, record_id in enumerate(ids):
            progress(done, len(ids), _("Putting the records in order"))
            words.append(project(database, record_id))
        search.remember(database, words)


def counts(database: Database) -> dict[str, int]:
    """How many records stand in the vault, by kind."""
    rows = database.rows(
        "SELECT record_type, count(*) FROM record GROUP BY record_type ORDER BY record_type"
    )
    return {str(kind): int(count) for kind, count in rows}


def records_among(database: Database, record_ids: Sequence[str]) -> set[str]:
    """Those of some records that anything is saved of here, shown or not."""
    found: set[str] = set()
    for batch in batches(record_ids):
        marks = ", ".join("?" * len(batch))
        rows = database.rows(
            f"SELECT DISTINCT record_id FROM revision WHERE record_id IN ({marks})", batch
        )
        found.update(row[0] for row in rows)
    return found


def shown_and_heads(database: Database, record_id: str) -> tuple[str, tuple[str, ...]]:
    """The revision that is shown of a record (empty where there is none), and all its heads."""
    row = database.row("SELECT shown, heads FROM record WHERE record_id = ?", (record_id,))
    return (str(row[0]), tuple(json.loads(row[1]))) if row else ("", ())


def entries(database: Database, where: str, values: Sequence[str]) -> list[Entry[Record]]:
    """The entries whose projection rows `where` chooses, oldest day first."""
    return [one.entry for one in entries_read(database, where, values)]


def entries_with_ids(database: Database, record_ids: Sequence[str]) -> list[Entry[Record]]:
    """The entries of these records, as far as they are here; as many as may be."""
    found: list[Entry[Record]] = []
    for batch in batches(record_ids):
        marks = ", ".join("?" * len(batch))
        found += entries(database, f"record_id IN ({marks})", batch)
    return found


class Read(NamedTuple):
    """An entry, the JSON text of its content, and who saved it."""

    entry: Entry[Record]
    content: str
    by_ids: Collection[str]


def entries_read(database: Database, where: str, values: Sequence[str]) -> list[Read]:
    """The same entries with what they were read from.

    Log entries are read when somebody asks for them, and what this version cannot read of them is
    said then.

    Raises:
        NotUnderstood: for any other record that this version of the program cannot read.
        VaultDamaged: where a revision that is to be shown is not there.
    """
    rows = database.rows(
        f"SELECT {_COLUMNS}, number, content, by_id"
        f" FROM (SELECT {_COLUMNS}, number FROM record WHERE {where}) LEFT JOIN"
        " (SELECT revision_id, content, by_id FROM revision) ON revision_id = shown",
        values,
    )
    if any(row[-2] is None for row in rows):
        raise VaultDamaged(_("A revision is missing."))
    rows.sort(key=_day_and_number)
    histories = histories_of(database, [row[0] for row in rows if row[10] > 1])
    every: dict[str, Entry[Record]] = {row[0]: _entry(row) for row in rows}
    names = NameFinder(database, every)
    found = []
    for row in rows:
        entry, by_ids = every[row[0]], [row[-1]]
        if row[0] in histories:
            history = histories[row[0]]
            entry, by_ids = _entry(row, amendments(history, names)), [one.by_id for one in history]
        if not entry.record_type.read_when_asked:
            entry.read()
        found.append(Read(entry, row[-2], by_ids))
    return found


def amendments(history: Sequence[Revision], names: Names) -> tuple[Amendment, ...]:
    """What every revision after the first changed, compared with the one that it follows."""
    by_id = {revision.revision_id: revision for revision in history}
    found = []
    for revision in history:
        parents = [by_id[parent] for parent in revision.parents if parent in by_id]
        if not parents:
            continue
        before, after = max(parents, key=by_time).record(), revision.record()
        found.append(
            Amendment(
                at=revision.at,
                by=revision.by_name,
                reason=revision.reason,
                note=revision.note,
                changes=tuple(describe_changes(before, after, names)),
            )
        )
    return tuple(found)


def entry_of(history: Sequence[Revision], names: Names) -> Entry[Record]:
    """The entry that a history comes to."""
    record = heads_of(history)[-1].record()
    row = projected(history, record)
    saved = _saved(
        row.shown, row.heads, row.first_at, row.first_by, row.last_at, row.last_by, row.revisions
    )
    return Entry(record, saved, amendments(history, names))


def each_projected(database: Database) -> Iterator[Projected]:
    """Every row of the projection, in the order of the records' identifiers."""
    for row in database.each(f"SELECT {_COLUMNS} FROM record ORDER BY record_id"):
        yield Projected(*row)


class NameFinder:
    """Turns identifiers into words, from records at hand or else from the database."""

    def __init__(
        self, database: Database, at_hand: Mapping[str, Entry[Record] | Record] | None = None
    ) -> None:
        self._database = database
        self._at_hand = at_hand or {}
        self._records: dict[str, Record | None] = {}

    def __call__(self, record_id: str) -> str:
        """The name or headline of a record; words that say so where there is none."""
        record = self._find(record_id)
        if record is None:
            return _("not in this vault")
        if isinstance(record, (Person, Organisation, Worker)):
            return record.display_name()
        return record.headline(self)

    def _find(self, record_id: str) -> Record | None:
        known = self._at_hand.get(record_id)
        if known is not None:
            return known.record if isinstance(known, Entry) else known
        if record_id not in self._records:
            self._records[record_id] = None
            shown = self._database.value(
                "SELECT shown FROM record WHERE record_id = ?", (record_id,)
            )
            if shown:
                (revision,) = revisions_with_ids(self._database, [shown]).values()
                self._records[record_id] = revision.record()
        return self._records[record_id]


def type_in_words(type_name: str, *, plural: bool = False) -> str:
    """A record type as people call it; its name where this version does not know it."""
    try:
        cls = record_class(type_name)
    except NotUnderstood:
        return type_name
    return cls.type_plural() if plural else cls.type_title()


def _day_and_number(row: Row) -> tuple[str, int]:
    return row[5], row[11]


class _Unread:
    """An entry's row, until somebody asks for what it holds."""

    __slots__ = ("_row",)

    def __init__(self, row: Row) -> None:
        self._row = row

    def record(self) -> Record:
        row = self._row
        return record_from_text(row[1], row[0], row[2], row[-2])

    def saved(self) -> Saved:
        return _saved(self._row[3], self._row[4], *self._row[6:11])


def _entry(row: Row, amended: tuple[Amendment, ...] = ()) -> Entry[Record]:
    known = {
        "record_id": row[0],
        "record_type": record_class(row[1]),
        "day": row[5],
        "forked": row[4] != f'["{row[3]}"]',
    }
    if _STRUCK not in row[-2]:
        known["struck"] = False
    return Entry.unread(_Unread(row), known, amended)


def _saved(
    shown: str, heads: str, first_at: str, first_by: str, last_at: str, last_by: str, count: int
) -> Saved:
    every = (shown,) if f'["{shown}"]' == heads else tuple(json.loads(heads))
    first = moment_from(first_at)
    last = first if last_at == first_at else moment_from(last_at)
    return Saved(first, first_by, last, last_by, count, len(every) > 1, every)
