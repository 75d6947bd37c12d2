"""Replacing the data key of a vault, so that it opens or does not open, whenever it is stopped.

1. `keys.json` is written with both keys: the one in force and the one that follows.
2. The database is copied beside itself and the copy given the new key, checked page by page.
3. The copy takes the database's name in one step of the file system.
4. `keys.json` is written with the new key alone.

Stopped before 3, the old key opens the database, and after it the new one. Whoever opens the vault
next finds out which by trying, and what was left behind is put in order (`settled`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tac_desktop.storage import places
from tac_desktop.storage.backup_folder import copied
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import (
    DiskFull,
    DiskTrouble,
    StorageError,
    VaultDamaged,
    WrongPassphrase,
)
from tac_desktop.storage.files import os_errors_as_sentences, sync_folder
from tac_desktop.storage.journal import AuditAction, Journal
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.key_slots import KEYS_FILE, KeyFile, KeySlot, VaultPerson
from tac_desktop.storage.places import DATABASE_FILE
from tac_desktop.storage.progress import Progress
from tac_desktop.words import _

NEW_DATABASE_FILE = "vault.db.new"
SHEET_MARK = "set_up"
"""The record type of the draft that says that a recovery sheet is still to be printed."""

_BESIDE = ("-wal", "-shm", "-journal")
_ROOM_TO_SPARE = 16 * 1024 * 1024
_COUNTED = ("record", "revision", "journal", "attachment_part", "draft", "holder")


class VaultInUse(StorageError):
    """A backup or a check reads the vault at this moment."""

    def __init__(self) -> None:
        super().__init__(
            _("The vault is being copied or checked at this moment, so its key stays as it is."),
            _("Nothing was changed."),
            _("Wait until that is done, and try again."),
        )


class LeftBehind(StorageError):
    """The passphrase fits the old key of a vault whose key was replaced without this person."""

    def __init__(self) -> None:
        super().__init__(
            _("The key of this vault was replaced, and your passphrase was not taken along."),
            _("Nothing was changed and nothing is damaged."),
            _("Ask somebody with full access to let you in again."),
        )


@dataclass
class KeyChange:
    """One replacement under way: the keys in force with those that follow, and both data keys."""

    folder: Path
    keys: KeyFile
    old_key: bytes
    new_key: bytes
    person: VaultPerson

    @classmethod
    def begun(
        cls,
        folder: Path,
        old_key: bytes,
        person: VaultPerson,
        passphrases: Mapping[str, str],
        cost: KeyCost,
    ) -> KeyChange:
        """Make the new key and wrap it for everyone whose passphrase (by slot) was typed.

        Raises:
            WrongPassphrase: where one of them does not open its slot; nothing was written then.
            DiskFull: where the disk has no room for a second copy of the database.
        """
        _refuse_without_room(folder)
        now = replace(KeyFile.read(folder), following=None)
        new_key = os.urandom(32)
        new = KeyFile.new(now.vault_id, new_key, training=now.training)
        new = replace(new, made_at=now.made_at)
        for slot_id, passphrase in passphrases.items():
            old_slot = now.slot(slot_id)
            if old_slot is None or old_slot.unwrapped(now.vault_id, passphrase) != old_key:
                raise WrongPassphrase
            slot = KeySlot.wrapping(
                new_key, now.vault_id, old_slot.person, passphrase, cost, slot_id
            )
            if slot.unwrapped(now.vault_id, passphrase) != new_key:
                raise DiskTrouble(KEYS_FILE)
            new = new.with_slot(slot)
        return cls(folder, replace(now, following=new), old_key, new_key, person)

    @property
    def left_behind(self) -> list[KeySlot]:
        """Who cannot open the vault any more once it is done."""
        assert self.keys.following is not None
        return [one for one in self.keys.slots if self.keys.following.slot(one.slot_id) is None]

    def copy(self, database: Database, progress: Progress) -> None:
        """Steps 1 and 2; the database stays as it is. `progress` may stop it.

        Raises:
            VaultInUse: where another connection reads the vault.
        """
        with os_errors_as_sentences(self.folder):
            if not database.leave_log():
                raise VaultInUse
            discard_copy(self.folder)
            self.keys.write(self.folder)
            target = self.folder / NEW_DATABASE_FILE
            copied(self.folder / DATABASE_FILE, target, progress, _("Copying the vault"))
            progress(0, 0, _("Encrypting the copy with the new key"))
            self._turn_copy(target)
            progress(0, 0, _("Checking every page of the copy"))
            self._prove_copy(target, database)

    def switch(self) -> None:
        """Step 3. Nobody may have the database open."""
        old = self.folder / DATABASE_FILE
        with os_errors_as_sentences(self.folder):
            # A log of the old file beside the new one would be read as its own.
            for ending in _BESIDE:
                if old.with_name(old.name + ending).exists():
                    raise VaultInUse
            (self.folder / NEW_DATABASE_FILE).replace(old)
            sync_folder(self.folder)

    def finish(self) -> bytes:
        """Step 4, or back to before step 1, whichever the database is in; returns its key.

        Where the disk refuses, both keys stay in `keys.json`, and the next unlocking finishes it.
        """
        generation, key = _generation_that_opens(
            self.folder, [(self.keys, self.old_key), (self.keys, self.new_key)]
        )
        with suppress(StorageError):
            # In this order: taking the copy away makes the room that writing may need.
            discard_copy(self.folder)
            generation.write(self.folder)
        return key

    def _turn_copy(self, target: Path) -> None:
        """Give the copy its new key, and note in it, and only in it, what was done."""
        copy = Database(target, self.old_key, wal=False)
        try:
            copy.change_key(self.new_key)
        finally:
            copy.close()
        copy = Database(target, self.new_key, wal=False)
        try:
            with copy.transaction():
                self._note_in(copy)
        finally:
            copy.close()
        with target.open("r+b") as file:
            os.fsync(file.fileno())

    def _note_in(self, copy: Database) -> None:
        journal = Journal(copy, self.keys.vault_id, self.person)
        gone = [one.person.name for one in self.left_behind]
        detail = _("Passphrases not taken along: {names}").format(names=", ".join(gone) or "–")
        journal.event(AuditAction.KEY_REPLACED, detail=detail)
        from tac_desktop.storage import drafts  # which loads the record types

        mark = drafts.Draft("", SHEET_MARK, "", {"step": "new_key"})
        drafts.keep(copy, mark, self.person)

    def _prove_copy(self, target: Path, database: Database) -> None:
        copy = Database.untouched(target, self.new_key)
        try:
            whole = not copy.damaged_pages() and not copy.broken_structures()
            added = {"journal": 1, "draft": 1}
            for table in _COUNTED:
                count = f"SELECT count(*) FROM {table}"
                wanted = int(database.value(count)) + added.get(table, 0)
                whole = whole and int(copy.value(count)) == wanted
        finally:
            copy.close()
        if not whole:
            raise DiskTrouble(NEW_DATABASE_FILE)


def settled(folder: Path, keys: KeyFile, passphrase: str, slot_id: str | None) -> KeyFile:
    """The key file as it is to be read, after a replacement of the key that was broken off.

    Where the passphrase fits neither key, that of the one in force: it is for the caller to refuse.

    Raises:
        LeftBehind: where it fits the old key and the database has the new one.
        VaultDamaged: where no key opens the database.
    """
    if keys.following is None:
        return keys
    candidates = []
    for generation in keys.generations():
        with suppress(WrongPassphrase):
            candidates.append((keys, generation.unlock(passphrase, slot_id)[0]))
    if not candidates:
        return keys.generations()[0]
    try:
        generation, _key = _generation_that_opens(folder, candidates)
    except VaultDamaged:
        if len(candidates) == 1:
            raise LeftBehind from None
        raise
    generation.write(folder)
    discard_copy(folder)
    return generation


def discard_copy(folder: Path) -> None:
    """Take away what a replacement that was broken off left beside the database."""
    for ending in ("", *_BESIDE):
        with os_errors_as_sentences(folder):
            (folder / f"{NEW_DATABASE_FILE}{ending}").unlink(missing_ok=True)


def _generation_that_opens(
    folder: Path, candidates: list[tuple[KeyFile, bytes]]
) -> tuple[KeyFile, bytes]:
    wal = not places.is_network_drive(folder)
    for keys, data_key in candidates:
        try:
            Database(folder / DATABASE_FILE, data_key, wal=wal).close()
        except VaultDamaged:
            continue
        return keys.of_key(data_key), data_key
    raise VaultDamaged


def _refuse_without_room(folder: Path) -> None:
    with os_errors_as_sentences(folder):
        size = (folder / DATABASE_FILE).stat().st_size
        if shutil.disk_usage(folder).free < 2 * size + _ROOM_TO_SPARE:
            raise DiskFull
