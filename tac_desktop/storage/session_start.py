"""What is seen to and noted in the vault each time somebody opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tac_desktop.casework.dates import written_moment
from tac_desktop.later import later
from tac_desktop.storage.attempts import WrongAttempts
from tac_desktop.storage.database import Database
from tac_desktop.storage.journal import AuditAction, Journal
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.storage.members import members, note_opened, write_member
from tac_desktop.storage.roles import Access, access_of_role
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.storage import projection
else:
    projection = later("tac_desktop.storage.projection")


def rebuild_if_outdated(database: Database) -> None:
    """Make the search index anew where a newer program keeps more findable than made it."""
    if database.value("SELECT value FROM fact WHERE name = 'index'") == "outdated":
        projection.rebuild_projections(database)
        with database.transaction():
            database.write("DELETE FROM fact WHERE name = 'index'")


def note_session(
    database: Database, journal: Journal, before: WrongAttempts, action: AuditAction
) -> None:
    """Note inside a transaction what was tried before, who opened it and how; she is a worker."""
    person = journal.person
    if before.count and before.last_at:
        words = _("{count} wrong passphrases, the last {moment}")
        detail = words.format(count=before.count, moment=written_moment(before.last_at))
        journal.event(AuditAction.REFUSED_UNLOCK, detail=detail)
    journal.event(action)
    known = {one.person.worker_id for one in members(database, {})}
    if action is AuditAction.RECOVERY_USED:
        # The sheet is the key: whoever holds it decides about everything.
        write_member(database, person, Access.ALL)
    elif person.worker_id not in known:
        write_member(database, person, access_of_role(person.role))
    note_opened(database, person)
    if not _is_recorded(database, person):
        _record(database, journal, person)


def _is_recorded(database: Database, person: VaultPerson) -> bool:
    found = database.value("SELECT 1 FROM record WHERE record_id = ?", (person.worker_id,))
    return found is not None


def _record(database: Database, journal: Journal, person: VaultPerson) -> None:
    from tac_desktop.casework.people import Worker
    from tac_desktop.storage.saving import save_records

    save_records(
        database, journal, [Worker(id=person.worker_id, name=person.name, role=person.role)]
    )
