"""Revisions: every save of every record, as it was saved. Nothing is ever overwritten."""

from __future__ import annotations

import datetime as dt
import heapq
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

from tac_desktop.casework.identifiers import new_id
from tac_desktop.casework.record import Record, content_of, record_from
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage.canonical import canonical_json, moment_from, moment_text, sha256_hex
from tac_desktop.storage.database import Database, Row
from tac_desktop.words import _

REVISION_FORMAT = 1
"""The layout of a revision outside the database; a newer one is refused."""

RESOLVED = "resolved"
"""The reason of a revision in which a person chose between versions."""

_COLUMNS = (
    "revision_id, record_id, record_type, mother_id, at, by_id, by_name, reason, note, parents,"
    " content, digest"
)
_AT_A_TIME = 500


@dataclass(frozen=True)
class Revision:
    """One save of one record: who, when, why, the whole content, and what it follows."""

    revision_id: str
    record_id: str
    record_type: str
    mother_id: str
    at: dt.datetime
    by_id: str
    by_name: str
    reason: str
    note: str
    parents: tuple[str, ...]
    content: Mapping[str, Any]
    digest: str = ""

    @classmethod
    def of(
        cls, record: Record, *, by_id: str, by_name: str, reason: str, note: str,
        parents: Iterable[str], after: dt.datetime | None = None,
    ) -> Self:  # fmt: skip
        """A new revision of a record, made now, or just `after` where this clock is behind."""
        now = dt.datetime.now(dt.UTC)
        unsealed = cls(
            revision_id=new_id(),
            record_id=record.id,
            record_type=record.type_name,
            mother_id=record.mother_id,
            at=now if after is None else max(now, after + dt.timedelta(microseconds=1)),
            by_id=by_id,
            by_name=by_name,
            reason=reason,
            note=note,
            parents=tuple(sorted(parents)),
            content=content_of(record),
        )
        if unsealed.record() != record:
            raise ValueError(f"a {record.type_name} would not be read back as it is saved")
        return replace(unsealed, digest=unsealed.computed_digest())

    @classmethod
    def sealed(cls, **answers: Any) -> Self:
        """A revision with these answers and the digest that fits them."""
        unsealed = cls(**answers)
        return replace(unsealed, digest=unsealed.computed_digest())

    def record(self) -> Record:
        """The record as it was saved here; raises NotUnderstood for what this version cannot."""
        return record_from(self.record_type, self.record_id, self.mother_id, self.content)

    def computed_digest(self) -> str:
        """SHA-256 over the canonical JSON of everything but the digest itself."""
        return sha256_hex(canonical_json(self._body()))

    def as_json(self) -> dict[str, Any]:
        """The revision as it is handed over."""
        return {"format": REVISION_FORMAT, **self._body(), "digest": self.digest}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        """The revision that `as_json` wrote.

        Raises:
            NotUnderstood: for anything else, or a newer layout.
        """
        try:
            layout = int(raw["format"])
            if layout > REVISION_FORMAT:
                raise NotUnderstood(_("This was written by a newer version of TAC Desktop."))
            content, parents = raw["content"], raw["parents"]
            if not isinstance(content, dict) or not isinstance(parents, list):
                raise TypeError
            texts = {name: str(raw[name]) for name in _TEXTS}
            return cls(
                **texts,
                at=moment_from(raw["at"]),
                parents=tuple(str(one) for one in parents),
                content=content,
            )
        except (KeyError, ValueError, TypeError):
            raise NotUnderstood(_("A revision could not be read: it is not whole.")) from None

    def _body(self) -> dict[str, Any]:
        return {
            "revision_id": self.revision_id,
            "record_id": self.record_id,
            "record_type": self.record_type,
            "mother_id": self.mother_id,
            "at": moment_text(self.at),
            "by_id": self.by_id,
            "by_name": self.by_name,
            "reason": self.reason,
            "note": self.note,
            "parents": list(self.parents),
            "content": self.content,
        }


_TEXTS = (
    "revision_id", "record_id", "record_type", "mother_id", "by_id", "by_name", "reason", "note",
    "digest",
)  # fmt: skip


def insert_revision(database: Database, revision: Revision, seq: int) -> None:
    """Append a revision that journal entry `seq` binds."""
    insert_revisions(database, [(revision, seq)])


def insert_revisions(database: Database, bound: Iterable[tuple[Revision, int]]) -> None:
    """Append revisions, each with the number of the journal entry that binds it."""
    database.write_many(
        f"INSERT INTO revision ({_COLUMNS}, seq) VALUES ({'?, ' * 12}?)",
        (
            (
                one.revision_id, one.record_id, one.record_type, one.mother_id,
                moment_text(one.at), one.by_id, one.by_name, one.reason, one.note,
                json.dumps(one.parents) if one.parents else "[]",
                canonical_json(one.content).decode("utf-8"),
                one.digest, seq,
            )
            for one, seq in bound
        ),
    )  # fmt: skip


def journal_payload(revision: Revision) -> dict[str, Any]:
    """What the journal says of a revision; its digest binds the content."""
    return {
        "revision_id": revision.revision_id,
        "digest": revision.digest,
        "record_id": revision.record_id,
        "record_type": revision.record_type,
        "mother_id": revision.mother_id,
        "detail": revision.reason,
    }


def revisions_of(database: Database, record_id: str) -> list[Revision]:
    """All revisions of one record, parents before children."""
    rows = database.rows(f"SELECT {_COLUMNS} FROM revision WHERE record_id = ?", (record_id,))
    return in_order([from_row(row) for row in rows])


def histories_of(database: Database, record_ids: Sequence[str]) -> dict[str, list[Revision]]:
    """All revisions of each of some records, parents before children."""
    found: dict[str, list[Revision]] = {}
    for batch in batches(record_ids):
        marks = ", ".join("?" * len(batch))
        for row in database.rows(
            f"SELECT {_COLUMNS} FROM revision WHERE record_id IN ({marks})", batch
        ):
            found.setdefault(row[1], []).append(from_row(row))
    return {record_id: in_order(history) for record_id, history in found.items()}


def revisions_with_ids(database: Database, wanted: Sequence[str]) -> dict[str, Revision]:
    """The revisions with these identifiers, as far as they are here."""
    found: dict[str, Revision] = {}
    for batch in batches(wanted):
        marks = ", ".join("?" * len(batch))
        rows = database.rows(
            f"SELECT {_COLUMNS} FROM revision WHERE revision_id IN ({marks})", batch
        )
        found.update((row[0], from_row(row)) for row in rows)
    return found


class Known(NamedTuple):
    """What is enough to know a revision again: of which record it is, and its digest."""

    record_id: str
    digest: str


def known_with_ids(database: Database, wanted: Sequence[str]) -> dict[str, Known]:
    """Those of some revisions that are here, without what stands in them."""
    found: dict[str, Known] = {}
    for batch in batches(wanted):
        marks = ", ".join("?" * len(batch))
        rows = database.rows(
            f"SELECT revision_id, record_id, digest FROM revision WHERE revision_id IN ({marks})",
            batch,
        )
        found.update((row[0], Known(row[1], row[2])) for row in rows)
    return found


def each_record_history(database: Database) -> Iterator[list[Revision]]:
    """The history of every record, one record at a time."""
    history: list[Revision] = []
    for row in database.each(f"SELECT {_COLUMNS} FROM revision ORDER BY record_id, seq"):
        revision = from_row(row)
        if history and history[0].record_id != revision.record_id:
            yield in_order(history)
            history = []
        history.append(revision)
    if history:
        yield in_order(history)


def in_order(revisions: Sequence[Revision]) -> list[Revision]:
    """Oldest first, never a revision before one that it follows, whatever the clocks said.

    Revisions that follow each other in a circle come last.
    """
    if len(revisions) == 1:
        return list(revisions)
    by_id = {revision.revision_id: revision for revision in revisions}
    followers: dict[str, list[Revision]] = {}
    waits_for: dict[str, int] = {}
    for revision in by_id.values():
        parents = [parent for parent in set(revision.parents) if parent in by_id]
        waits_for[revision.revision_id] = len(parents)
        for parent in parents:
            followers.setdefault(parent, []).append(revision)
    ready = [by_time(one) for one in by_id.values() if not waits_for[one.revision_id]]
    heapq.heapify(ready)
    ordered: list[Revision] = []
    while ready:
        revision = by_id.pop(heapq.heappop(ready)[1])
        ordered.append(revision)
        for follower in followers.get(revision.revision_id, ()):
            waits_for[follower.revision_id] -= 1
            if not waits_for[follower.revision_id]:
                heapq.heappush(ready, by_time(follower))
    return ordered + sorted(by_id.values(), key=by_time)


def heads_of(revisions: Iterable[Revision]) -> list[Revision]:
    """The revisions that no other one follows; the one to show comes last."""
    every = list(revisions)
    if len(every) == 1:
        return every
    followed = {parent for revision in every for parent in revision.parents}
    return sorted((one for one in every if one.revision_id not in followed), key=by_time)


def begun_from(history: Iterable[Revision], heads: Sequence[Revision]) -> Revision | None:
    """The latest revision that all of these heads follow; None where they have none in common."""
    by_id = {one.revision_id: one for one in history}
    common: set[str] | None = None
    for head in heads:
        found, waiting = set[str](), [head.revision_id]
        while waiting:
            one = waiting.pop()
            if one in by_id and one not in found:
                found.add(one)
                waiting += by_id[one].parents
        common = found if common is None else common & found
    shared = [by_id[one] for one in common or ()]
    return next(reversed(heads_of(shared)), None)


def versions_chosen_between(history: Sequence[Revision]) -> list[Revision]:
    """The versions that the choice which stands now was made between, the one shown then last.

    None where the record was never forked, or was worked on since.
    """
    by_id = {one.revision_id: one for one in history}
    heads = heads_of(history)
    now = heads[0] if len(heads) == 1 else None
    while now is not None and now.reason == RESOLVED:
        followed = [by_id[one] for one in now.parents if one in by_id]
        if len(followed) > 1:
            return sorted(followed, key=by_time)
        now = next(iter(followed), None)
    return []


def by_time(revision: Revision) -> tuple[dt.datetime, str]:
    """When, and for the same moment the identifier: the same order on every computer."""
    return revision.at, revision.revision_id


def batches(wanted: Sequence[str]) -> Iterator[Sequence[str]]:
    """Identifiers in portions that one statement can hold."""
    for start in range(0, len(wanted), _AT_A_TIME):
        yield wanted[start : start + _AT_A_TIME]


def from_row(row: Row) -> Revision:
    """A revision from its row in the database."""
    return Revision(
        revision_id=row[0],
        record_id=row[1],
        record_type=row[2],
        mother_id=row[3],
        at=moment_from(row[4]),
        by_id=row[5],
        by_name=row[6],
        reason=row[7],
        note=row[8],
        parents=tuple(json.loads(row[9])) if row[9] != "[]" else (),
        content=json.loads(row[10]),
        digest=row[11],
    )
