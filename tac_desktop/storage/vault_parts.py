"""The parts of an open vault that go by a name of their own, each made when it is first asked for.

Unlocking needs none of them; what they know of records is loaded with them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tac_desktop.storage.journal import Journal
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.storage.print_queue import PrintQueue
from tac_desktop.storage.roles import Access, Right

if TYPE_CHECKING:
    from tac_desktop.storage.address_book import AddressBook
    from tac_desktop.storage.backups import Backups
    from tac_desktop.storage.database import Database
    from tac_desktop.storage.held_about import HeldAbout
    from tac_desktop.storage.retention import Retentions
    from tac_desktop.storage.team import Team
    from tac_desktop.storage.vault_attachments import Attachments


class VaultParts:
    """What every part stands on, and the parts."""

    folder: Path
    vault_id: str
    slot_id: str
    person: VaultPerson
    access: Access
    _database: Database | None
    _journal: Journal
    _data_key: bytearray

    @cached_property
    def team(self) -> Team:
        """Who can open the vault, and what each of them may do."""
        from tac_desktop.storage.team import Team

        return Team(
            self.folder,
            self.slot_id,
            self._turn,
            self._writing,
            self._journal,
            self._data_key,
            self.demand,
        )

    @cached_property
    def attachments(self) -> Attachments:
        """The files of documents."""
        from tac_desktop.storage.vault_attachments import Attachments

        return Attachments(self._reading, self._writing, self._journal, self.demand)

    @cached_property
    def book(self) -> AddressBook:
        """The people and organisations that all files share."""
        from tac_desktop.storage.address_book import AddressBook

        return AddressBook(self._reading)

    @cached_property
    def retention(self) -> Retentions:
        """How long files are kept, and what happens then."""
        from tac_desktop.storage.retention import Retentions

        return Retentions(self._turn, self._writing, self._journal, self.demand)

    @cached_property
    def held(self) -> HeldAbout:
        """What is held about a person, wherever it stands."""
        from tac_desktop.storage.held_about import HeldAbout

        return HeldAbout(self._reading)

    @cached_property
    def backups(self) -> Backups:
        """Copies of the whole vault."""
        from tac_desktop.storage.backups import Backups

        return Backups(self.folder, self.vault_id, self._turn, self._journal, self._data_key)

    @cached_property
    def prints(self) -> PrintQueue:
        """What is kept until there is a printer."""
        return PrintQueue(self._reading, self._writing, self._journal, self.person)

    def demand(self, right: Right) -> None:
        """Raise where the person who unlocked the vault has not this right."""
        raise NotImplementedError

    def _turn(self) -> AbstractContextManager[Database]:
        raise NotImplementedError

    def _reading(self, record_type: str = "") -> AbstractContextManager[Database]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Database]:
        raise NotImplementedError
