"""What is noted in the vault each time somebody opens it."""

from __future__ import annotations

from tac_desktop.casework.dates import written_moment
from tac_desktop.casework.people import Worker
from tac_desktop.storage import projection
from tac_desktop.storage.attempts import WrongAttempts
from tac_desktop.storage.database import Database
from tac_desktop.storage.journal import AuditAction, Journal
from tac_desktop.storage.members import members, note_opened, write_member
from tac_desktop.storage.roles import Access, access_of_role
from tac_desktop.storage.saving import save_records
from tac_desktop.words import _


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
    if not projection.heads_now(database, person.worker_id):
        worker = Worker(id=person.worker_id, name=person.name, role=person.role)
        save_records(database, journal, [worker])
