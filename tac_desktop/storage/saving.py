"""Appending a revision: the log, the journal entry that binds it, and what is shown."""

from __future__ import annotations

from collections.abc import Sequence

from tac_desktop.casework.record import Record
from tac_desktop.storage import links, projection, search
from tac_desktop.storage.database import Database
from tac_desktop.storage.journal import EntryKind, Journal
from tac_desktop.storage.revisions import (
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

    `follows` names the revisions it follows; without it, the record's current heads. What comes
    with the revision has to be told to the search index before the transaction ends.
    """
    heads = projection.heads_now(database, record.id)
    person = journal.person
    revision = Revision.of(
        record,
        by_id=person.worker_id,
        by_name=person.name,
        reason=reason,
        note=note,
        parents=heads if follows is None else follows,
    )
    here = revisions_with_ids(database, revision.parents)
    if any(parent.record_id != record.id for parent in here.values()) or len(here) != len(
        revision.parents
    ):
        raise ValueError("a revision to follow is none of this record's")
    if len(heads) == 1 and revision.parents == heads and not note:
        current = here[heads[0]]
        if current.content == revision.content and current.mother_id == revision.mother_id:
            return current, None
    seq = journal.append(EntryKind.REVISION, journal_payload(revision), record.mother_id)
    insert_revision(database, revision, seq)
    is_new = not heads and not revision.parents
    words = projection.project(database, record.id, (revision, record) if is_new else None)
    return revision, words
