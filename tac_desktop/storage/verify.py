"""Checking a whole vault: pages, structure, chain, revisions, projections, search, drafts.

It reads on a connection of its own: a damaged page stays with the connection that met it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from tac_desktop.casework.dates import written_moment
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage import drafts, projection, search
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import VaultDamaged
from tac_desktop.storage.journal import EntryKind, first_broken_entry
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.revisions import Revision, each_record_history, revisions_with_ids
from tac_desktop.words import _

_FINDINGS_SHOWN = 5


@dataclass(frozen=True)
class VerifyReport:
    """Whether all is well, what was found in sentences, and how much was looked at."""

    ok: bool
    sentences: tuple[str, ...]
    counts: dict[str, int] = field(default_factory=dict)


Check = Callable[[Database, str, dict[str, int]], Iterator[str]]


def verify(
    path: Path,
    data_key: bytes,
    vault_id: str,
    *,
    wal: bool,
    alone: Callable[[], AbstractContextManager[object]] = nullcontext,
    progress: Progress = no_progress,
) -> VerifyReport:
    """Check the database file; raises only what `progress` raises to stop it.

    `alone` keeps everyone else from writing: while the pages are read, which goes past the
    write-ahead log, and for the whole check where there is no such log.
    """
    counts: dict[str, int] = {}
    total = len(_CHECKS) + 1
    progress(0, total, _("Checking every page of the file"))
    with alone():
        found = _page_findings(path, data_key, wal=wal)
    if found:
        return VerifyReport(False, tuple(found[:_FINDINGS_SHOWN]), counts)
    with nullcontext() if wal else alone():
        found = _other_findings(path, data_key, vault_id, wal, counts, progress)
    progress(total, total, _("Checked"))
    if found:
        return VerifyReport(False, tuple(found), counts)
    words = _("All is well: {records} records in {revisions} revisions, {entries} journal entries.")
    return VerifyReport(True, (words.format(**counts),), counts)


def check_in_words(check: Check) -> str:
    """What a check is doing, for whoever watches."""
    if check is _structure:
        return _("Checking the tables")
    if check is _chain:
        return _("Checking the journal")
    if check is _revisions:
        return _("Checking every revision")
    if check is _projections:
        return _("Comparing what is shown with what was saved")
    if check is _search_index:
        return _("Checking the search index")
    return _("Checking the drafts")


def _page_findings(path: Path, data_key: bytes, *, wal: bool) -> list[str]:
    try:
        database = Database(path, data_key, wal=wal)
        try:
            return [
                _("Damaged page: {page}.").format(page=finding)
                for finding in database.damaged_pages()
            ]
        finally:
            database.close()
    except VaultDamaged as error:
        return [error.what_happened]


def _other_findings(
    path: Path,
    data_key: bytes,
    vault_id: str,
    wal: bool,
    counts: dict[str, int],
    progress: Progress,
) -> list[str]:
    found: list[str] = []
    try:
        database = Database(path, data_key, wal=wal)
    except VaultDamaged as error:
        return [error.what_happened]
    try:
        with database.snapshot():
            for done, check in enumerate(_CHECKS, start=1):
                progress(done, len(_CHECKS) + 1, check_in_words(check))
                found.extend(_found_by(check, database, vault_id, counts))
    finally:
        database.close()
    return found


def _found_by(check: Check, database: Database, vault_id: str, counts: dict[str, int]) -> list[str]:
    found: list[str] = []
    try:
        for finding in check(database, vault_id, counts):
            found.append(finding)
            if len(found) == _FINDINGS_SHOWN:
                break
    except VaultDamaged as error:
        found.append(error.what_happened)
    except (ValueError, KeyError, TypeError, NotUnderstood):
        found.append(
            _("{what}: something there cannot be read.").format(what=check_in_words(check))
        )
    return found


def _structure(database: Database, vault_id: str, counts: dict[str, int]) -> Iterator[str]:
    for finding in database.broken_structures():
        yield _("The tables do not fit together: {finding}.").format(finding=finding)


def _chain(database: Database, vault_id: str, counts: dict[str, int]) -> Iterator[str]:
    counts["entries"] = 0
    for result in first_broken_entry(database, vault_id):
        if isinstance(result, str):
            yield result
        else:
            counts["entries"] += 1


def _revisions(database: Database, vault_id: str, counts: dict[str, int]) -> Iterator[str]:
    """Every revision is as it was saved, and bound by its journal entry; none is missing."""
    counts["records"] = counts["revisions"] = 0
    for history in each_record_history(database):
        counts["records"] += 1
        for revision in history:
            counts["revisions"] += 1
            if revision.computed_digest() != revision.digest:
                words = _("A revision is not as it was saved: {where}.")
                yield words.format(where=_where(revision))
    for revision_id, digest, payload in database.each(
        "SELECT r.revision_id, r.digest, p.payload FROM revision r"
        " LEFT JOIN journal_payload p ON p.seq = r.seq"
    ):
        said = json.loads(payload) if payload else {}
        if (said.get("revision_id"), said.get("digest")) != (revision_id, digest):
            revision = revisions_with_ids(database, [revision_id])[revision_id]
            words = _("A revision is not the one in the journal: {where}.")
            yield words.format(where=_where(revision))
    missing = database.value(
        "SELECT count(*) FROM journal j JOIN journal_payload p ON p.seq = j.seq"
        " WHERE j.kind IN (?, ?) AND NOT EXISTS (SELECT 1 FROM revision r WHERE r.seq = j.seq)",
        (EntryKind.REVISION.value, EntryKind.MERGED_REVISION.value),
    )
    if missing:
        yield _("{count} revisions that stand in the journal are missing.").format(count=missing)


def _where(revision: Revision) -> str:
    return _("{type} saved by {name}, {moment}").format(
        type=projection.type_in_words(revision.record_type),
        name=revision.by_name,
        moment=written_moment(revision.at),
    )


def _projections(database: Database, vault_id: str, counts: dict[str, int]) -> Iterator[str]:
    wrong = projection.wrong_projections(database)
    if wrong:
        words = _("{count} records are shown otherwise than they were saved.")
        yield words.format(count=wrong)


def _search_index(database: Database, vault_id: str, counts: dict[str, int]) -> Iterator[str]:
    missing, left_over = search.differences(database)
    if missing:
        yield _("{count} records cannot be found by searching.").format(count=missing)
    if left_over:
        yield _("The search index holds {count} entries too many.").format(count=left_over)


def _drafts(database: Database, vault_id: str, counts: dict[str, int]) -> Iterator[str]:
    counts["drafts"] = len(drafts.every_draft(database))
    yield from ()


_CHECKS: tuple[Check, ...] = (
    _structure,
    _chain,
    _revisions,
    _projections,
    _search_index,
    _drafts,
)
