"""Everything that the pages of a damaged vault, and of a backup beside it, still say.

What counts is what proves itself: a journal entry by its hash, what it says by its digest, a
revision by its digest, a file by its SHA-256. That holds for rows on damaged pages too. What has no
proof of its own (drafts, prints that wait) is taken from whole pages of the vault itself only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tac_desktop.storage.attachments import named_by, title_in
from tac_desktop.storage.canonical import sha256_hex
from tac_desktop.storage.journal import entry_hash
from tac_desktop.storage.progress import Progress
from tac_desktop.storage.revisions import from_row
from tac_desktop.storage.salvage.cells import Value, cells_of
from tac_desktop.storage.salvage.pages import PAGE, Page, Pages
from tac_desktop.storage.salvage.tables import Row, Shape, Tables
from tac_desktop.words import _

DERIVED = frozenset({"record", "caseload", "agenda", "name_word"})
"""Tables that follow from the revisions and are made anew."""

_PROVED = frozenset({"journal", "journal_payload", "revision", "attachment", "attachment_part"})
_NOT_COPIED = frozenset({"migration", *DERIVED, *_PROVED})
_LAZY = frozenset({"attachment_part"})
_LOCKING_PAGE = 0x40000000 // PAGE + 1
"""SQLite never writes the page at one gibibyte."""

REVISION_COLUMNS = (
    "revision_id", "record_id", "record_type", "mother_id", "at", "by_id", "by_name", "reason",
    "note", "parents", "content", "digest",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where a row lies, to be read again: which file, page, version of it, and row on it."""

    source: int
    page: int
    version: int
    row: int


@dataclass(frozen=True)
class Linked:
    """A journal entry whose own hash fits."""

    seq: int
    kind: str
    at: str
    by_id: str
    digest: str
    previous: str
    hash: str


@dataclass(frozen=True)
class Said:
    """What an entry says, with its salt; it counts where the digest of the entry fits."""

    salt: bytes
    payload: str


@dataclass(frozen=True)
class Whole:
    """A revision whose digest fits, without its content. `file` is the one that it names."""

    revision_id: str
    record_id: str
    record_type: str
    mother_id: str
    at: str
    digest: str
    parents: tuple[str, ...]
    seq: int
    file: str
    title: str
    place: Place


@dataclass(frozen=True)
class Counted:
    """What the list of records says of one: how many revisions it had."""

    record_type: str
    mother_id: str
    revisions: int


@dataclass
class Gathered:
    """All of it, from the vault first and then from a backup."""

    entries: dict[int, list[Linked]] = field(default_factory=dict)
    said: dict[int, list[Said]] = field(default_factory=dict)
    revisions: dict[str, Whole] = field(default_factory=dict)
    counted: dict[str, Counted] = field(default_factory=dict)
    files: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    parts: dict[tuple[str, int], list[Place]] = field(default_factory=dict)
    plain: dict[str, list[dict[str, Value]]] = field(default_factory=dict)
    heads: list[tuple[int, str]] = field(default_factory=list)
    pages: int = 0
    damaged_pages: list[int] = field(default_factory=list)
    from_vault: set[str] = field(default_factory=set)


class Sources:
    """The open files: the damaged vault first, a backup of it after."""

    def __init__(self, shapes: dict[str, Shape]) -> None:
        self._shapes = shapes
        self._opened: list[tuple[Pages, Tables]] = []

    def open(self, path: Path, data_key: bytes, salts: tuple[bytes, ...] = ()) -> None:
        """Add a file. Raises OSError where it cannot be opened."""
        pages = Pages(path, data_key, salts)
        self._opened.append((pages, Tables(pages, self._shapes)))

    def close(self) -> None:
        """Close all files."""
        for pages, _tables in self._opened:
            pages.__exit__(None, None, None)

    def add_to(self, found: Gathered, source: int, progress: Progress) -> None:
        """Read every page of a file, counted from 0. `progress` may stop it."""
        numbers = self._opened[source][0].numbers
        for done, number in enumerate(numbers):
            if done % 200 == 0:
                progress(done, len(numbers), _("Reading page after page"))
            if number != _LOCKING_PAGE and not (source and self._same(source, number)):
                self._read(source, number, found)

    def row(self, place: Place, table: str) -> Row | None:
        """A row again, all of it; None where it is not there any more."""
        for again, row in self._rows(place.source, place.page, frozenset()):
            if again == place and row.table == table:
                return row
        return None

    def _same(self, source: int, number: int) -> bool:
        """Whether a page of a backup is, byte for byte, one that was read whole in the vault.

        Rows that go on elsewhere are read again: where they go on may be damaged in the vault.
        """
        pages, first = self._opened[source][0], self._opened[0][0]
        page = first.page(number) if pages.raw(number) == first.raw(number) else None
        if page is None or not page.whole:
            return False
        return not any(cell.overflow for cell in cells_of(page))

    def _rows(self, source: int, number: int, lazy: frozenset[str]) -> Iterator[tuple[Place, Row]]:
        pages, tables = self._opened[source]
        for version, page in enumerate(pages.versions(number)):
            rows = tables.rows_of(page, newest=version == 0, lazy=lazy)
            for ordinal, row in enumerate(rows):
                yield Place(source, number, version, ordinal), row

    def _read(self, source: int, number: int, found: Gathered) -> None:
        page: Page | None = self._opened[source][0].page(number)
        if source == 0:
            found.pages += 1
            if page is None or not page.whole:
                found.damaged_pages.append(number)
        for place, row in self._rows(source, number, _LAZY):
            _take(found, place, row)


def revision_at(sources: Sources, place: Place) -> dict[str, Value]:
    """The row of a revision again, as it was."""
    row = sources.row(place, "revision")
    return row.values if row is not None else {}


def file_of(sources: Sources, found: Gathered, sha256: str) -> list[Place] | None:
    """Where the parts of a file lie, if they come to its SHA-256; None otherwise."""
    digest, places = hashlib.sha256(), []
    for number in range(_parts_of(found, sha256)):
        part = _best_part(sources, found.parts.get((sha256, number), []))
        if part is None:
            return None
        digest.update(part[1])
        places.append(part[0])
    return places if digest.hexdigest() == sha256 else None


def part_at(sources: Sources, place: Place) -> bytes:
    """A part of a file again."""
    row = sources.row(place, "attachment_part")
    content = row.values["content"] if row is not None else b""
    return content if isinstance(content, bytes) else b""


def _best_part(sources: Sources, places: list[Place]) -> tuple[Place, bytes] | None:
    """A part from whole pages, else one that can be read at all."""
    doubtful: tuple[Place, bytes] | None = None
    for place in places:
        row = sources.row(place, "attachment_part")
        content = row.values["content"] if row is not None else None
        if row is not None and isinstance(content, bytes):
            if row.whole:
                return place, content
            doubtful = doubtful or (place, content)
    return doubtful


def _parts_of(found: Gathered, sha256: str) -> int:
    if sha256 in found.files:
        return found.files[sha256][1]
    count = 0
    while (sha256, count) in found.parts:
        count += 1
    return count


def _take(found: Gathered, place: Place, row: Row) -> None:
    """Keep what a row says, if it proves itself or cannot be doubted."""
    try:
        _TAKERS.get(row.table, _take_plain)(found, place, row)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return


def _take_entry(found: Gathered, _place: Place, row: Row) -> None:
    entry = Linked(**row.values)  # type: ignore[arg-type]
    said = (entry.seq, entry.kind, entry.at, entry.by_id, entry.digest, entry.previous)
    known = found.entries.setdefault(entry.seq, [])
    if entry.hash == entry_hash(*said) and entry not in known:
        known.append(entry)


def _take_said(found: Gathered, _place: Place, row: Row) -> None:
    salt, payload, seq = row.values["salt"], row.values["payload"], row.values["seq"]
    if isinstance(salt, bytes) and isinstance(payload, str) and isinstance(seq, int):
        said = Said(salt, payload)
        if said not in found.said.setdefault(seq, []):
            found.said[seq].append(said)


def _take_revision(found: Gathered, place: Place, row: Row) -> None:
    values = row.values
    revision = from_row(tuple(values[name] for name in REVISION_COLUMNS))
    seq = values["seq"]
    if revision.computed_digest() != revision.digest or not isinstance(seq, int):
        return
    whole = Whole(
        revision.revision_id, revision.record_id, revision.record_type, revision.mother_id,
        str(values["at"]), revision.digest, revision.parents, seq, named_by(revision),
        title_in(revision.content) if named_by(revision) else "", place,
    )  # fmt: skip
    if place.source == 0:
        found.from_vault.add(whole.revision_id)
    found.revisions.setdefault(whole.revision_id, whole)


def _take_file(found: Gathered, _place: Place, row: Row) -> None:
    size, parts = row.values["bytes"], row.values["parts"]
    if isinstance(size, int) and isinstance(parts, int) and 0 <= parts < 1_000:
        kept = (size, parts, str(row.values["kept_at"]))
        found.files.setdefault(str(row.values["sha256"]), kept)


def _take_part(found: Gathered, place: Place, row: Row) -> None:
    number = row.values["number"]
    if isinstance(number, int):
        found.parts.setdefault((str(row.values["sha256"]), number), []).append(place)


def _take_counted(found: Gathered, _place: Place, row: Row) -> None:
    values = row.values
    count = values["revisions"]
    if row.sure and isinstance(count, int):
        one = Counted(str(values["record_type"]), str(values["mother_id"]), count)
        record_id = str(values["record_id"])
        before = found.counted.get(record_id)
        if before is None or before.revisions < count:
            found.counted[record_id] = one


def _take_plain(found: Gathered, place: Place, row: Row) -> None:
    if not row.sure or place.source:
        return
    if row.table == "fact" and row.values["name"] == "journal_head":
        seq, hash_ = str(row.values["value"]).split(" ")
        found.heads.append((int(seq), hash_))
    elif row.table not in _NOT_COPIED:
        found.plain.setdefault(row.table, []).append(row.values)


_TAKERS = {
    "journal": _take_entry,
    "journal_payload": _take_said,
    "revision": _take_revision,
    "attachment": _take_file,
    "attachment_part": _take_part,
    "record": _take_counted,
}


def proved(entry: Linked, candidates: list[Said]) -> Said | None:
    """What an entry says, among what was found for its number; None where nothing fits."""
    for said in candidates:
        if sha256_hex(said.salt, said.payload.encode("utf-8")) == entry.digest:
            return said
    return None


def meaning(said: Said) -> dict[str, object]:
    """What an entry says, as it was put together."""
    found: dict[str, object] = json.loads(said.payload)
    return found
