"""What is damaged: one small vault closed and one as a crash leaves it, a backup, a handover."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from hardship.crash_steps import BUNDLE_WORDS, CHEAP, DETAILS, NAME, ROLE
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.people import Person
from tac_desktop.casework.work import Document
from tac_desktop.handover.write import write_handover
from tac_desktop.storage.database import Database
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.key_slots import KeyFile
from tac_desktop.storage.vault import Vault

PASSPHRASE = "lantern orchard velvet cricket"
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
KEPT = ("vault.db", "vault.db-wal", "keys.json", "backup.json")

Files = dict[str, bytes]
View = dict[str, str]
"""The digest of each table: what a vault says."""


@dataclass(frozen=True)
class Stage:
    """The whole files, by name, and what the vaults made of them say."""

    folder: Path
    data_key: bytes
    vault_id: str
    closed: Files
    older: Files
    crashed: Files
    backup: Files
    bundle: Path
    says: View
    crashed_says: View
    receiver: Path


def made(folder: Path) -> Stage:
    """Make everything in a folder, at no cost of key derivation."""
    vault, _code = Vault.create(folder / "vault", NAME, ROLE, PASSPHRASE, cost=CHEAP)
    mother_id = _fill(vault, "Rhosyn", 12)
    with vault._turn() as database:
        database.move_log_into_file()
    older = _files(vault.folder)
    _fill(vault, "Seren", 12)
    vault.keep_draft(Draft("", ContactLogEntry.type_name, mother_id, {"text": "half a line"}))
    vault.backups.make(folder / "backups")
    _fill(vault, "Later", 3)
    (folder / "stick").mkdir()
    written = write_handover(vault, mother_id, folder / "stick", DETAILS, BUNDLE_WORDS, cost=CHEAP)
    shutil.copytree(vault.folder, folder / "crashed")
    key, _slot = KeyFile.read(vault.folder).unlock(PASSPHRASE)
    vault_id = vault.vault_id
    vault.close()
    receiver, _code = Vault.create(folder / "receiver", NAME, ROLE, PASSPHRASE, cost=CHEAP)
    receiver.close()
    (backup,) = (folder / "backups").iterdir()
    crashed = _files(folder / "crashed")
    return Stage(
        folder,
        key,
        vault_id,
        _files(folder / "vault"),
        older,
        crashed,
        _files(backup),
        written.path,
        said_by(folder / "vault" / "vault.db", key),
        said_by_log(folder / "crashed" / "vault.db", key),
        folder / "receiver",
    )


def put(files: Files, folder: Path) -> None:
    """These files, and no others, in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def said_by(path: Path, key: bytes) -> View:
    """What a vault's file says, table by table; nothing is changed by looking."""
    database = Database.untouched(path, key)
    try:
        return _view(database)
    finally:
        database.close()


def said_by_log(path: Path, key: bytes) -> View:
    """The same with what stands in the log; for a copy that may be changed."""
    database = Database(path, key)
    try:
        return _view(database)
    finally:
        database.close()


def differing(one: View, other: View) -> set[str]:
    """The tables that say something else."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


_IN_ORDER = {
    "journal": "seq", "journal_payload": "seq", "revision": "revision_id", "record": "record_id",
    "attachment": "sha256", "attachment_part": "sha256, number", "draft": "draft_id",
    "holder": "worker_id", "fact": "name", "print_order": "order_id", "caseload": "mother_id",
    "agenda": "mother_id", "name_word": "word", "print_choice": "by_id, pack",
}  # fmt: skip


def _view(database: Database) -> View:
    found = {}
    for table, order in _IN_ORDER.items():
        rows = database.rows(f"SELECT * FROM {table} ORDER BY {order}")
        found[table] = hashlib.sha256(repr(rows).encode()).hexdigest()
    return found


def _fill(vault: Vault, first_names: str, entries: int) -> str:
    mother = Person(kind="mother", first_names=first_names, last_name="Averley")
    mother = mother.changed(mother_id=mother.id)
    records = [mother, Custody(mother_id=mother.id, prison_number="A1234BC")]
    vault.save_all(
        records
        + [
            ContactLogEntry.model_validate(
                {
                    "mother_id": mother.id,
                    "date": "2026-11-16",
                    "channel": "in_person",
                    "text": f"{first_names} spoke of her children, {number}. " * 8,
                }
            )
            for number in range(entries)
        ]
    )
    document = Document(mother_id=mother.id, title="A letter", file_name="letter.png")
    vault.attachments.attach(document, PICTURE)
    return mother.id


def _files(folder: Path) -> Files:
    return {name: (folder / name).read_bytes() for name in KEPT if (folder / name).is_file()}
