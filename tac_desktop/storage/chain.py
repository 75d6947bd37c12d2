"""The journal's chain, checked in one pass: every field of every entry, and what each of them says.

A vault that was brought back from a damaged file has gaps. They count as declared where a whole
entry of the chain lists them; what is declared is reported each time, never passed over.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tac_desktop.storage.canonical import moment_from, sha256_hex
from tac_desktop.storage.database import Database, Row
from tac_desktop.storage.journal import EntryKind, beginning, entry_hash
from tac_desktop.words import _


@dataclass
class Declared:
    """What entries of the chain say is missing, and since which of them (number and moment)."""

    entries: set[int] = field(default_factory=set)
    said: set[int] = field(default_factory=set)
    revisions: set[int] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    by: list[tuple[int, dt.datetime]] = field(default_factory=list)
    end_unknown: bool = False

    def add(self, seq: int, at: str, says: dict[str, Any]) -> None:
        """Take what an entry of the kind SALVAGE says."""
        self.by.append((seq, moment_from(at)))
        for mine, name in (
            (self.entries, "entries"), (self.said, "said"), (self.revisions, "revisions")
        ):  # fmt: skip
            for first, last in says[name]:
                mine.update(range(first, min(last, seq) + 1))
        self.files.update(says["files"])
        self.end_unknown = self.end_unknown or not says["newest_is_known"]


@dataclass
class _Pass:
    """What one pass has met so far."""

    previous: str
    expected: int = 1
    missing: set[int] = field(default_factory=set)
    unsaid: set[int] = field(default_factory=set)
    disposed: set[int] = field(default_factory=set)


def first_broken_entry(
    database: Database, vault_id: str, declared: Declared
) -> Iterator[int | str]:
    """Check the chain in one pass.

    Yields the number of each good entry, and then a sentence that names the first one that fails,
    if one does. `declared` is filled on the way.
    """
    met = _Pass(beginning(vault_id))
    rows = database.each(
        "SELECT j.seq, j.kind, j.at, j.by_id, j.digest, j.previous, j.hash,"
        " p.salt, p.payload, p.mother_id"
        " FROM journal j LEFT JOIN journal_payload p ON p.seq = j.seq ORDER BY j.seq"
    )
    for row in rows:
        wrong = _wrong_with(row, met, declared)
        if wrong:
            # A gap that nobody declared comes first, wherever it shows.
            first = min(met.missing - declared.entries, default=row[0])
            yield wrong if first >= row[0] else _is_missing(first)
            return
        yield row[0]
    yield from _wrong_at_the_end(database, met, declared)


def _wrong_with(row: Row, met: _Pass, declared: Declared) -> str:
    """What is wrong with an entry, in a sentence; empty where it is as it was written."""
    seq, kind, at, by_id, digest, bound_to, hash_, salt, payload, mother_id = row
    follows = bound_to == met.previous
    if seq != met.expected:
        met.missing.update(range(met.expected, seq))
        follows = seq > met.expected
    if not follows or hash_ != entry_hash(seq, kind, at, by_id, digest, bound_to):
        words = _("Journal entry {number} does not follow from the one before it.")
        return words.format(number=seq)
    met.previous, met.expected = hash_, seq + 1
    if payload is None:
        met.unsaid.add(seq)
        return ""
    if sha256_hex(salt, payload.encode("utf-8")) != digest:
        words = _("Journal entry {number} says something else than was written.")
        return words.format(number=seq)
    usual = kind not in (EntryKind.DISPOSAL, EntryKind.SALVAGE)
    if usual and mother_id and f'"mother_id":"{mother_id}"' in payload:
        return ""  # quotation marks within a text are escaped: it can stand there only as the name
    says = json.loads(payload)
    if mother_id != (says.get("mother_id") or ""):
        words = _("Journal entry {number} is listed under another file than it was written for.")
        return words.format(number=seq)
    if kind == EntryKind.DISPOSAL:
        met.disposed.update(says["entries"])
    elif kind == EntryKind.SALVAGE:
        declared.add(seq, at, says)
    return ""


def _wrong_at_the_end(database: Database, met: _Pass, declared: Declared) -> Iterator[str]:
    """What shows only when all entries were seen; the first entry that fails is named."""
    missing = met.missing - declared.entries
    unsaid = met.unsaid - met.disposed - declared.said
    if missing and min(missing) < min(unsaid, default=met.expected):
        yield _is_missing(min(missing))
        return
    if unsaid:
        yield _("What journal entry {number} says is missing.").format(number=min(unsaid))
        return
    noted = database.value("SELECT value FROM fact WHERE name = 'journal_head'")
    head = f"{met.expected - 1} {met.previous}" if met.expected > 1 else None
    if noted != head:
        yield _("The journal ends before its newest entry: entry {number} is missing.").format(
            number=met.expected
        )
        return
    stray = database.value(
        "SELECT min(p.seq) FROM journal_payload p"
        " WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq = p.seq)"
    )
    if stray is not None:
        yield _("Something is written under the number {number}, which no entry has.").format(
            number=stray
        )


def declared_in_words(declared: Declared, dates: Iterable[str]) -> list[str]:
    """What is missing although all is well with the rest; `dates` are the moments in words."""
    if not declared.by:
        return []
    when = ", ".join(dates)
    missing = (declared.entries, declared.said, declared.revisions, declared.files)
    unknown = _("Where its journal had ended could not be read: more may be missing.")
    rest = [unknown] if declared.end_unknown else []
    if not any(missing) and rest:
        words = _("This vault was brought back from a damaged file ({when}).")
        return [words.format(when=when), *rest]
    if not any(missing):
        words = _("This vault was brought back from a damaged file ({when}). Nothing was lost.")
        return [words.format(when=when)]
    words = _(
        "This vault was brought back from a damaged file ({when}). Not in it, as its journal says:"
        " {entries} journal entries, what {said} others said, {revisions} saved states of records,"
        " {files} files of documents."
    )
    entries, said, revisions, files = (len(one) for one in missing)
    told = words.format(when=when, entries=entries, said=said, revisions=revisions, files=files)
    return [told, *rest]


def _is_missing(number: int) -> str:
    return _("Journal entry {number} is missing.").format(number=number)
