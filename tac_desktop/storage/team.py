"""Who can open a vault, what each of them may do, until when, and when each was last here.

The database says what a person may do; keys.json holds her slot. The database is written first:
a slot without a right would open, a right without a slot opens nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from tac_desktop.casework.dates import written
from tac_desktop.casework.identifiers import new_id
from tac_desktop.casework.people import Worker
from tac_desktop.storage import attempts, opening, projection
from tac_desktop.storage.canonical import now_text
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import RecordUnknown
from tac_desktop.storage.journal import AuditAction, Journal
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.key_slots import KeyFile, KeySlot, VaultPerson
from tac_desktop.storage.members import TeamMember, members, write_member
from tac_desktop.storage.passphrases import refuse_weak
from tac_desktop.storage.recovery import recovery_code
from tac_desktop.storage.roles import Access, LastWithFullAccess, Right, access_of_role
from tac_desktop.storage.saving import save_records
from tac_desktop.words import _

Turn = Callable[[], AbstractContextManager[Database]]
Demand = Callable[[Right], None]


class Team:
    """The people of one open vault. Every change needs full access and stands in the journal."""

    def __init__(
        self,
        folder: Path,
        slot_id: str,
        turn: Turn,
        writing: Turn,
        journal: Journal,
        data_key: bytearray,
        demand: Demand,
    ) -> None:
        """For the vault: its turns, its journal, its key, and how it asks for a right."""
        self._folder, self._slot_id = folder, slot_id
        self._turn, self._writing = turn, writing
        self._journal, self._key, self._demand = journal, data_key, demand

    def everyone(self) -> list[TeamMember]:
        """Everyone who can open the vault or could, those who joined first on top."""
        slots = {one.person.worker_id: one.slot_id for one in KeyFile.read(self._folder).slots}
        with self._turn() as database:
            return members(database, slots)

    def add(
        self,
        name: str,
        role: str,
        passphrase: str,
        *,
        access: Access | None = None,
        until: dt.date | None = None,
        cost: KeyCost | None = None,
        worker_id: str = "",
    ) -> KeySlot:
        """Let someone open this vault under her own name and passphrase.

        `access` is what comes with the role where it is not given. `worker_id` lets in again
        someone who was here before; what she wrote is hers as it was.

        Raises:
            NotAllowed, PassphraseTooWeak.
        """
        self._demand(Right.PEOPLE)
        refuse_weak(passphrase, name)
        person = VaultPerson(worker_id or new_id(), name.strip(), role)
        given = access or access_of_role(role)
        with self._turn():
            keys, key = KeyFile.read(self._folder), bytes(self._key)
            used = cost or KeyCost.measured()
            slot = KeySlot.wrapping(key, keys.vault_id, person, passphrase, used)
            with self._writing() as database:
                write_member(database, person, given, until)
                words = _("{name}: {access}").format(
                    name=person.name, access=_in_words(given, until)
                )
                self._journal.event(AuditAction.PERSON_ADDED, detail=words)
                self._save_worker(database, person)
            opening.write_and_try(
                self._folder, opening.with_slot_for(keys, slot), slot, passphrase, key
            )
        return slot

    def change(
        self, worker_id: str, role: str, access: Access, until: dt.date | None = None
    ) -> None:
        """Give a person another role or access, or another last day; her passphrase stays.

        Raises:
            NotAllowed, LastWithFullAccess.
        """
        self._demand(Right.PEOPLE)
        with self._turn():
            before = self._member(worker_id)
            if access is not Access.ALL or until is not None:
                self._refuse_last(before)
            person = VaultPerson(worker_id, before.person.name, role)
            with self._writing() as database:
                write_member(database, person, access, until)
                words = _("{name}: {before}, now {after}").format(
                    name=person.name,
                    before=_in_words(before.access, before.until),
                    after=_in_words(access, until),
                )
                self._journal.event(AuditAction.ACCESS_CHANGED, detail=words)
                self._save_worker(database, person)

    def remove(self, worker_id: str) -> None:
        """Take someone's slot away, and note that she left. Nobody locks herself out.

        Raises:
            NotAllowed, LastWithFullAccess.
        """
        self._demand(Right.PEOPLE)
        with self._turn():
            member = self._member(worker_id)
            if member.slot_id == self._slot_id:
                raise ValueError("no slot of another person")
            self._refuse_last(member)
            with self._writing() as database:
                database.write(
                    "UPDATE holder SET left_at = ? WHERE worker_id = ?", (now_text(), worker_id)
                )
                self._journal.event(AuditAction.PERSON_REMOVED, detail=member.person.name)
            keys = KeyFile.read(self._folder)
            keys.without_slot(member.slot_id).write(self._folder)

    def change_passphrase(self, old: str, new: str, *, cost: KeyCost | None = None) -> None:
        """Give the person who unlocked the vault another passphrase; the database stays as it is.

        Raises:
            WrongPassphrase, TooManyAttempts, PassphraseTooWeak.
        """
        person = self._journal.person
        refuse_weak(new, person.name)
        with self._turn():
            key, slot = self.prove(old)
            keys = KeyFile.read(self._folder)
            changed = KeySlot.wrapping(
                key, keys.vault_id, slot.person, new, cost or slot.cost, slot.slot_id
            )
            opening.write_and_try(self._folder, keys.with_slot(changed), changed, new, key)
            with self._writing():
                self._journal.event(AuditAction.PASSPHRASE_CHANGED)

    def recovery_code(self, passphrase: str) -> str:
        """The code of the recovery sheet once more, for a person who proves who she is.

        Raises:
            NotAllowed, WrongPassphrase, TooManyAttempts.
        """
        self._demand(Right.PEOPLE)
        with self._turn():
            key, _slot = self.prove(passphrase)
            with self._writing():
                self._journal.event(AuditAction.SHEET_SHOWN)
        return recovery_code(key)

    def prove(self, passphrase: str) -> tuple[bytes, KeySlot]:
        """The data key, for whoever types the passphrase of her who unlocked the vault.

        Raises:
            WrongPassphrase, TooManyAttempts.
        """
        attempts.refuse_too_soon(self._folder)
        keys = KeyFile.read(self._folder)
        proved = opening.unlocked_or_counted(self._folder, keys, passphrase, self._slot_id)
        attempts.forget_attempts(self._folder)
        return proved

    def _member(self, worker_id: str) -> TeamMember:
        for one in self.everyone():
            if one.person.worker_id == worker_id:
                return one
        raise RecordUnknown

    def _refuse_last(self, member: TeamMember) -> None:
        """Raise where nobody else would be left with full access that does not end."""
        full = [
            one.person.worker_id
            for one in self.everyone()
            if one.can_open and one.access is Access.ALL and one.until is None
        ]
        if full == [member.person.worker_id]:
            raise LastWithFullAccess

    def _save_worker(self, database: Database, person: VaultPerson) -> None:
        entry = next(iter(projection.entries(database, "record_id = ?", [person.worker_id])), None)
        known = entry.record if entry is not None else Worker(id=person.worker_id)
        worker = known.changed(name=person.name, role=person.role)
        save_records(database, self._journal, [worker], reason="updated" if entry else "")


def _in_words(access: Access, until: dt.date | None) -> str:
    if until is None:
        return access.words
    return _("{access}, until {day}").format(access=access.words, day=written(until))
