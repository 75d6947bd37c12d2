"""What the vault lets each person do, and the people and keys of an open vault."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from tac_desktop.later import later
from tac_desktop.storage import opening
from tac_desktop.storage.errors import StorageError
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.key_change import KeyChange
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.key_slots import KeyFile, KeySlot
from tac_desktop.storage.members import members, why_ended
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.recovery import recovery_code
from tac_desktop.storage.roles import Access, NotAllowed, Right
from tac_desktop.storage.vault_parts import VaultParts

if TYPE_CHECKING:
    from tac_desktop.casework.record import Record
    from tac_desktop.storage import saving_rights
    from tac_desktop.storage.database import Database
else:
    saving_rights = later("tac_desktop.storage.saving_rights")

_NEEDED = {
    AuditAction.EXPORTED_PDF: Right.EXPORT,
    AuditAction.EXPORTED_TABLE: Right.EXPORT,
    AuditAction.EXPORTED_DOCUMENT: Right.EXPORT,
    AuditAction.EXPORTED_CASE: Right.EXPORT,
    AuditAction.HANDOVER_WRITTEN: Right.HAND_OVER,
    AuditAction.IMPORTED_CASE: Right.WRITE,
    AuditAction.HANDOVER_READ: Right.WRITE,
}
"""What leaves the vault is noted before it is written: without the right, it goes no further."""

_OF_NO_FILE = ("service", "worker")


class VaultPeople(VaultParts):
    """The part of a vault that knows who unlocked it and what she may do."""

    # What she may do

    def may(self, right: Right) -> bool:
        """Whether the person who unlocked the vault has this right."""
        return right in self.access.rights

    def demand(self, right: Right) -> None:
        """Raise NotAllowed, and note that it was tried, where she has not this right."""
        if self.may(right):
            return
        refused = NotAllowed(right, self.access)
        with suppress(StorageError), self._writing():
            self._journal.event(AuditAction.REFUSED, detail=refused.what_happened)
        raise refused

    def demand_to_read(self, record_type: str) -> None:
        """Raise NotAllowed where she may not read case files, unless this kind stands in none."""
        if record_type not in _OF_NO_FILE:
            self.demand(Right.READ)

    def demand_for(self, action: AuditAction) -> None:
        """Raise NotAllowed where what is about to be noted takes a right that she has not."""
        if action in _NEEDED:
            self.demand(_NEEDED[action])

    def demand_to_save(self, records: Sequence[Record]) -> None:
        """Raise NotAllowed where she may not save one of these records.

        Who only signs off writes oversight and supervision, legal holds, the tasks that she sets,
        and the approval of a closing. Not everybody who writes approves a disposal; a certificate
        of one is nobody's to write who may not dispose.
        """
        for right in saving_rights.beyond_writing(records):
            self.demand(right)
        if self.may(Right.WRITE):
            return
        if self.may(Right.SIGN_OFF):
            mine = self._journal.person.worker_id
            with self._turn() as database:
                if all(saving_rights.signs_off(database, one, mine) for one in records):
                    return
        self.demand(Right.WRITE)

    # Who can open it

    def people(self) -> list[KeySlot]:
        """The slots of everyone who can open this vault."""
        return list(KeyFile.read(self.folder).slots)

    def change_passphrase(self, old: str, new: str, *, cost: KeyCost | None = None) -> None:
        """As `Team.change_passphrase`."""
        self.team.change_passphrase(old, new, cost=cost)

    def add_person(
        self, name: str, role: str, passphrase: str, *, cost: KeyCost | None = None
    ) -> KeySlot:
        """As `Team.add`, with the access that comes with the role."""
        return self.team.add(name, role, passphrase, cost=cost)

    def remove_person(self, slot_id: str) -> None:
        """As `Team.remove`, by slot."""
        slot = KeyFile.read(self.folder).slot(slot_id)
        if slot is None:
            raise ValueError("no slot of another person")
        self.team.remove(slot.person.worker_id)

    def replace_key(
        self,
        passphrases: Mapping[str, str],
        *,
        cost: KeyCost | None = None,
        progress: Progress = no_progress,
    ) -> str:
        """Give the vault a new data key; returns the code for the new recovery sheet.

        `passphrases`, by slot, of everyone who is to go on opening it, the caller's own among
        them. Old slots and the old sheet open only copies made before. Stopped at any moment, the
        vault opens with the passphrases it opened with before.

        Raises:
            NotAllowed, WrongPassphrase, TooManyAttempts, VaultInUse, DiskFull, DiskTrouble:
                nothing was changed then.
        """
        self.demand(Right.PEOPLE)
        old_key, _slot = self.team.prove(passphrases.get(self.slot_id, ""))
        with self._turn() as database:
            change = KeyChange.begun(
                self.folder, old_key, self._journal.person, passphrases, cost or KeyCost.measured()
            )
            try:
                change.copy(database, progress)
                database.close()
                change.switch()
            finally:
                database.close()
                self._data_key[:] = change.finish()
                self._database, _none = opening.open_database(self.folder, bytes(self._data_key))
                self._journal.use(self._database)
        return recovery_code(bytes(self._data_key))

    # Within

    def _let_in(self) -> None:
        """Find out what she may do here.

        Raises:
            AccessEnded: where she has left or her last day is over; it is noted.
        """
        person = self._journal.person
        with self._turn() as database:
            ended = why_ended(database, person.worker_id, dt.date.today())
        if ended is not None:
            with suppress(StorageError), self._writing():
                self._journal.event(AuditAction.REFUSED, detail=ended.what_happened)
            raise ended

    def _take_access(self, database: Database) -> None:
        """What the database says that she may do; nothing where it does not know her."""
        mine = [
            one
            for one in members(database, {})
            if one.person.worker_id == self._journal.person.worker_id
        ]
        self.access = mine[0].access if mine else Access.AUDIT
        self.person = mine[0].person if mine else self.person
