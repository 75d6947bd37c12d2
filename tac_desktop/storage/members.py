"""What the database says of the people of a vault: who, what they may do, when they were here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.storage.canonical import moment_from, now_text
from tac_desktop.storage.database import Database
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.storage.roles import Access, AccessEnded

_COLUMNS = "worker_id, name, role, since, access, until, left_at, last_opened"


@dataclass(frozen=True)
class TeamMember:
    """Someone who can open the vault, or could. `until` is her last day, where there is one.

    `slot_id` is empty where she has no passphrase here: she left, or the key was replaced.
    """

    person: VaultPerson
    access: Access
    since: dt.datetime
    until: dt.date | None = None
    left_at: dt.datetime | None = None
    last_opened: dt.datetime | None = None
    slot_id: str = ""

    @property
    def can_open(self) -> bool:
        """Whether she has a passphrase and was not sent away; her last day may be over."""
        return bool(self.slot_id) and self.left_at is None


def members(database: Database, slots: dict[str, str]) -> list[TeamMember]:
    """Everyone whom the vault knows; `slots` names the slot of each who has one."""
    rows = database.rows(f"SELECT {_COLUMNS} FROM holder ORDER BY since, worker_id")
    return [
        TeamMember(
            person=VaultPerson(worker_id, name, role),
            access=Access(access),
            since=moment_from(since),
            until=dt.date.fromisoformat(until) if until else None,
            left_at=moment_from(left_at) if left_at else None,
            last_opened=moment_from(last_opened) if last_opened else None,
            slot_id=slots.get(worker_id, ""),
        )
        for worker_id, name, role, since, access, until, left_at, last_opened in rows
    ]


def write_member(
    database: Database, person: VaultPerson, access: Access, until: dt.date | None = None
) -> None:
    """Note in the database, inside a transaction, who may do what: keys.json may be lost."""
    database.write(
        "INSERT INTO holder (worker_id, name, role, since, access, until)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (worker_id) DO UPDATE SET name = excluded.name,"
        " role = excluded.role, access = excluded.access, until = excluded.until, left_at = ''",
        (
            person.worker_id,
            person.name,
            person.role,
            now_text(),
            access.value,
            until.isoformat() if until else "",
        ),
    )


def note_opened(database: Database, person: VaultPerson) -> None:
    """Note inside a transaction that a person opened the vault now."""
    database.write(
        "UPDATE holder SET last_opened = ? WHERE worker_id = ?", (now_text(), person.worker_id)
    )


def why_ended(database: Database, worker_id: str, today: dt.date) -> AccessEnded | None:
    """Why a person whose passphrase is right is not let in, where she is not.

    A clock that was put back does not help her: the newest journal entry's day counts then.
    """
    found = next((one for one in members(database, {}) if one.person.worker_id == worker_id), None)
    if found is None:
        return None
    if found.left_at is not None:
        return AccessEnded(left_on=found.left_at.date())
    newest = database.value("SELECT at FROM journal ORDER BY seq DESC LIMIT 1")
    day = max(today, moment_from(newest).date()) if newest else today
    if found.until is not None and found.until < day:
        return AccessEnded(until=found.until)
    return None
