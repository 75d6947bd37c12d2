"""Making a vault: aside first, checked, and only then put in place.

Everything is made in a sub-folder, keys are moved out first and the database last, so that an
interrupted making is told apart from a vault and can be done again without touching records.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tac_desktop.casework.identifiers import new_id
from tac_desktop.storage.canonical import now_text
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import DiskTrouble
from tac_desktop.storage.files import os_errors_as_sentences, sync_folder
from tac_desktop.storage.journal import AuditAction, Journal
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.key_slots import KEYS_FILE, KeyFile, KeySlot, VaultPerson
from tac_desktop.storage.migrations import bring_up_to_date
from tac_desktop.storage.places import DATABASE_FILE, UNFINISHED_FOLDER


def make_vault(
    folder: Path, person: VaultPerson, passphrase: str, cost: KeyCost, *, training: bool
) -> tuple[KeyFile, KeySlot, bytes]:
    """Make keys and database in a folder that this program has locked; returns the data key.

    Raises:
        DiskFull, ReadOnlyPlace, DiskTrouble: nothing usable is left behind then.
    """
    data_key, vault_id = os.urandom(32), new_id()
    slot = KeySlot.wrapping(data_key, vault_id, person, passphrase, cost)
    keys = KeyFile.new(vault_id, data_key, training=training).with_slot(slot)
    aside = folder / UNFINISHED_FOLDER
    with os_errors_as_sentences(folder):
        if aside.exists():
            shutil.rmtree(aside)
        aside.mkdir(mode=0o700)
        _make_database(aside / DATABASE_FILE, data_key, keys, person)
        keys.write(aside)
        if KeyFile.read(aside).unlock(passphrase, slot.slot_id)[0] != data_key:
            raise DiskTrouble(KEYS_FILE)
        for name in (KEYS_FILE, DATABASE_FILE):
            (aside / name).replace(folder / name)
            sync_folder(folder)
        aside.rmdir()
    return keys, slot, data_key


def _make_database(path: Path, data_key: bytes, keys: KeyFile, person: VaultPerson) -> None:
    database = Database(path, data_key, new=True, wal=False)
    try:
        bring_up_to_date(database)
        with database.transaction():
            database.write_many(
                "INSERT INTO fact (name, value) VALUES (?, ?)",
                [
                    ("vault_id", keys.vault_id),
                    ("made_at", keys.made_at),
                    ("training", "yes" if keys.training else "no"),
                ],
            )
            # Full access, as the table has it: somebody has to let the others in.
            database.write(
                "INSERT INTO holder (worker_id, name, role, since) VALUES (?, ?, ?, ?)",
                (person.worker_id, person.name, person.role, now_text()),
            )
            Journal(database, keys.vault_id, person).event(AuditAction.CREATED)
    finally:
        database.close()
