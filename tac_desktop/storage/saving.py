"""Appending a revision: the log, the journal entry that binds it, and what is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tac_desktop.casework.record import Record
from tac_desktop.storage import links, projection, search
from tac_desktop.storage.database import Database
from tac_desktop.storage.journal import EntryKind, Journal
from tac_desktop.storage.revisions import (
    RESOLVED,
    Revision,
    insert_revision,
    journal_payload,
    revisions_with_ids,
)


def save_records(
    database: Database,
    journal: Journal,
    records: Sequence[Record],
    *,
    reason: str = "",
    note: str = "",
    follows: Sequence[str] | None = None,
) -> list[Revision]:
    """Append a revision of each record inside a transaction, and make them findable."""
    saved = [
        append_revision(database, journal, record, reason=reason, note=note, follows=follows)
        for record in links.without_links(database, records)
    ]
    search.remember(database, [words for _revision, words in saved if words])
    return [revision for revision, _words in saved]


def append_revision(
    database: Database,
    journal: Journal,
    record: Record,
    *,
    reason: str = "",
    note: str = "",
    follows: Sequence[str] | None = None,
) -> tuple[Revision, search.IndexEntry | None]:
    """Append a revision inside a transaction; where nothing changed, it is the current one.

    `follows` names the revisions it follows. Without it, it is the one that is shown; only what
    settles a fork (`RESOLVED`) follows all heads, so that no other save hides one of the versions.
    What comes with the revision has to be told to the search index before the transaction ends.
    """
    shown, heads = projection.shown_and_heads(database, record.id)
    if follows is None:
        follows = heads if reason == RESOLVED or not shown else (shown,)
    person = journal.person
    revision = Revision.of(
        record,
        by_id=person.worker_id,
        by_name=person.name,
        reason=reason,
        note=note,
        parents=follows,
        after=_shown_at(database, shown) if len(heads) > 1 else None,
    )
    here = revisions_with_ids(database, revision.parents)
    if any(parent.record_id != record.id for parent in here.values()) or len(here) != len(
        revision.parents
    ):
        raise ValueError("a revision to follow is none of this record's")
    if revision.parents == (shown,) and not note:
        current = here[shown]
        if current.content == revision.content and current.mother_id == revision.mother_id:
            return current, None
    seq = journal.append(EntryKind.REVISION, journal_payload(revision), record.mother_id)
    insert_revision(database, revision, seq)
    is_new = not heads and not revision.parents
    words = projection.project(database, record.id, (revision, record) if is_new else None)
    return revision, words


def _shown_at(database: Database, shown: str) -> dt.datetime:
    """What is saved on one version of a fork has to be what is shown, whatever the clocks say."""
    return revisions_with_ids(database, [shown])[shown].at
