"""Checking a whole vault: pages, structure, chain, revisions, files, projections, search, drafts.

It reads on a connection of its own: a damaged page stays with the connection that met it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from tac_desktop.casework.dates import written_moment
from tac_desktop.casework.work import Document
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage import attachments, drafts, print_queue, projection, search
from tac_desktop.storage.chain import Declared, declared_in_words, first_broken_entry
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import VaultDamaged
from tac_desktop.storage.journal import EntryKind
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.revisions import (
    Revision,
    each_record_history,
    heads_of,
    revisions_with_ids,
)
from tac_desktop.words import _

_FINDINGS_SHOWN = 5
_ROWS_BETWEEN_TICKS = 500


@dataclass(frozen=True)
class VerifyReport:
    """Whether all is well, what was found in sentences, and how much was looked at."""

    ok: bool
    sentences: tuple[str, ...]
    counts: dict[str, int] = field(default_factory=dict)


@dataclass
class Look:
    """One look through a vault: what is looked at, what was counted, and who wants to know."""

    database: Database
    vault_id: str
    counts: dict[str, int]
    progress: Progress
    declared: Declared
    notices: list[str]
    done: int = 0
    words: str = ""

    def count(self, what: str) -> None:
        """Count one more, and now and then let the watcher stop the work."""
        self.counts[what] = self.counts.get(what, 0) + 1
        if self.counts[what] % _ROWS_BETWEEN_TICKS == 0:
            self.progress(self.done, len(_CHECKS) + 1, self.words)


Check = Callable[[Look], Iterator[str]]


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
    declared, notices = Declared(), list[str]()
    total = len(_CHECKS) + 1
    progress(0, total, _("Checking every page of the file"))
    with alone():
        found = _page_findings(path, data_key, wal=wal)
    if found:
        return VerifyReport(False, tuple(found[:_FINDINGS_SHOWN]), counts)
    with nullcontext() if wal else alone():
        found = _other_findings(path, data_key, vault_id, wal, counts, progress, declared, notices)
    progress(total, total, _("Checked"))
    if found:
        return VerifyReport(False, tuple(found), counts)
    words = _("All is well: {records} records in {revisions} revisions, {entries} journal entries.")
    said = [words.format(**counts)]
    if counts.get("files"):
        files = _("{files} files of documents are there and as they were kept.")
        if counts["files"] == 1:
            files = _("1 file of a document is there and as it was kept.")
        said.append(files.format(**counts))
    said += declared_in_words(declared, [written_moment(at) for _seq, at in declared.by])
    return VerifyReport(True, (*said, *notices), counts)


def check_in_words(check: Check) -> str:
    """What a check is doing, for whoever watches."""
    if check is _structure:
        return _("Checking the tables")
    if check is _chain:
        return _("Checking the journal")
    if check is _records:
        return _("Checking every revision and what is shown of it")
    if check is _bound_revisions:
        return _("Comparing the revisions with the journal")
    if check is _search_index:
        return _("Checking the search index")
    if check is _files:
        return _("Checking the files of documents")
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
    declared: Declared,
    notices: list[str],
) -> list[str]:
    found: list[str] = []
    try:
        database = Database(path, data_key, wal=wal)
    except VaultDamaged as error:
        return [error.what_happened]
    look = Look(database, vault_id, counts, progress, declared, notices)
    try:
        with database.snapshot():
            for look.done, check in enumerate(_CHECKS, start=1):
                look.words = check_in_words(check)
                progress(look.done, len(_CHECKS) + 1, look.words)
                found.extend(_found_by(check, look))
    finally:
        database.close()
    return found


def _found_by(check: Check, look: Look) -> list[str]:
    found: list[str] = []
    try:
        for finding in check(look):
            found.append(finding)
            if len(found) == _FINDINGS_SHOWN:
                break
    except VaultDamaged as error:
        found.append(error.what_happened)
    except (ValueError, KeyError, TypeError, NotUnderstood):
        found.append(_("{what}: something there cannot be read.").format(what=look.words))
    return found


def _structure(look: Look) -> Iterator[str]:
    for finding in look.database.broken_structures():
        yield _("The tables do not fit together: {finding}.").format(finding=finding)


def _chain(look: Look) -> Iterator[str]:
    look.counts["entries"] = 0
    for result in first_broken_entry(look.database, look.vault_id, look.declared):
        if isinstance(result, str):
            yield result
        else:
            look.count("entries")


def _records(look: Look) -> Iterator[str]:
    """Every revision is as it was saved, and what is shown is what the revisions come to."""
    look.counts["records"] = look.counts["revisions"] = wrong = 0
    rows = projection.each_projected(look.database)
    row = next(rows, None)
    for history in each_record_history(look.database):
        look.count("records")
        for revision in history:
            look.count("revisions")
            if revision.computed_digest() != revision.digest:
                words = _("A revision is not as it was saved: {where}.")
                yield words.format(where=_where(revision))
        expected = projection.projected(history, heads_of(history)[-1].record())
        while row is not None and row.record_id < expected.record_id:
            wrong, row = wrong + 1, next(rows, None)
        if row is not None and row.record_id == expected.record_id:
            wrong, row = wrong + (row != expected), next(rows, None)
        else:
            wrong += 1
    wrong += (row is not None) + sum(1 for _row in rows)
    if wrong:
        yield _("{count} records are shown otherwise than they were saved.").format(count=wrong)


def _bound_revisions(look: Look) -> Iterator[str]:
    """Each revision is the one that its journal entry binds, and none of those is missing."""
    for revision_id, digest, payload in look.database.each(
        "SELECT r.revision_id, r.digest, p.payload FROM revision r"
        " LEFT JOIN journal_payload p ON p.seq = r.seq"
    ):
        said = json.loads(payload) if payload else {}
        if (said.get("revision_id"), said.get("digest")) != (revision_id, digest):
            revision = revisions_with_ids(look.database, [revision_id])[revision_id]
            words = _("A revision is not the one in the journal: {where}.")
            yield words.format(where=_where(revision))
    missing = look.database.rows(
        "SELECT j.seq FROM journal j JOIN journal_payload p ON p.seq = j.seq"
        " WHERE j.kind IN (?, ?) AND NOT EXISTS (SELECT 1 FROM revision r WHERE r.seq = j.seq)",
        (EntryKind.REVISION.value, EntryKind.MERGED_REVISION.value),
    )
    undeclared = {seq for (seq,) in missing} - look.declared.revisions
    if undeclared:
        words = _("{count} revisions that stand in the journal are missing.")
        yield words.format(count=len(undeclared))


def _files(look: Look) -> Iterator[str]:
    """Every file is what its SHA-256 says, and each that a document names is there."""
    look.counts["files"] = 0
    documents = _documents_by_file(look.database)
    came_without = _from_elsewhere(look.database)
    kept = {sha256 for (sha256,) in look.database.each("SELECT sha256 FROM attachment")}
    for sha256, revision in documents.items():
        title, where = attachments.title_in(revision.content), _where(revision)
        if sha256 not in kept and sha256 in look.declared.files:
            continue
        if sha256 not in kept:
            words = _("The file of the document “{title}” is missing ({where}).")
            told = words.format(title=title, where=where)
            if revision.revision_id in came_without:
                look.notices.append(told)
            else:
                yield told
        elif not attachments.is_whole(look.database, sha256):
            words = _("The file of the document “{title}” is damaged ({where}).")
            yield words.format(title=title, where=where)
        else:
            look.counts["files"] += 1
        look.progress(look.done, len(_CHECKS) + 1, look.words)
    stray = len(kept - documents.keys())
    if stray:
        yield _("{count} files belong to no document.").format(count=stray)


def _from_elsewhere(database: Database) -> set[str]:
    """Documents that were read in: their file may never have come along, which was said then."""
    rows = database.rows(
        "SELECT r.revision_id FROM revision r JOIN journal j ON j.seq = r.seq"
        " WHERE r.record_type = ? AND j.kind = ?",
        (Document.type_name, EntryKind.MERGED_REVISION.value),
    )
    return {revision_id for (revision_id,) in rows}


def _documents_by_file(database: Database) -> dict[str, Revision]:
    """Every file that a document names, with the first revision that names it."""
    found: dict[str, Revision] = {}
    for (revision_id,) in database.rows(
        "SELECT revision_id FROM revision WHERE record_type = ? ORDER BY seq",
        (Document.type_name,),
    ):
        revision = revisions_with_ids(database, [revision_id])[revision_id]
        sha256 = attachments.named_by(revision)
        if sha256:
            found.setdefault(sha256, revision)
    return found


def _where(revision: Revision) -> str:
    return _("{type} saved by {name}, {moment}").format(
        type=projection.type_in_words(revision.record_type),
        name=revision.by_name,
        moment=written_moment(revision.at),
    )


def _search_index(look: Look) -> Iterator[str]:
    missing, left_over = search.differences(look.database)
    if missing:
        yield _("{count} records cannot be found by searching.").format(count=missing)
    if left_over:
        yield _("The search index holds {count} entries too many.").format(count=left_over)


def _drafts(look: Look) -> Iterator[str]:
    look.counts["drafts"] = len(drafts.every_draft(look.database))
    print_queue.every_order(look.database)
    yield from ()


_CHECKS: tuple[Check, ...] = (
    _structure,
    _chain,
    _records,
    _bound_revisions,
    _files,
    _search_index,
    _drafts,
)
