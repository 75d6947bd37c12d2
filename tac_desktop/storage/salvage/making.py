"""Making the new vault of what was chosen: the rows as they were, then one entry that says so."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tac_desktop.storage import attachments
from tac_desktop.storage.canonical import now_text
from tac_desktop.storage.database import Database
from tac_desktop.storage.journal import AuditAction, EntryKind, Journal
from tac_desktop.storage.key_slots import KeyFile, VaultPerson
from tac_desktop.storage.migrations import bring_up_to_date
from tac_desktop.storage.progress import Progress
from tac_desktop.storage.projection import rebuild_projections, type_in_words
from tac_desktop.storage.revisions import from_row, journal_payload
from tac_desktop.storage.roles import access_of_role
from tac_desktop.storage.salvage.cells import Value
from tac_desktop.storage.salvage.choose import Chosen
from tac_desktop.storage.salvage.gather import (
    REVISION_COLUMNS,
    Gathered,
    Sources,
    Whole,
    file_of,
    meaning,
    part_at,
    revision_at,
)
from tac_desktop.storage.salvage.losses import Losses, Part
from tac_desktop.words import _

_FACTS_MADE_ANEW = frozenset({"vault_id", "journal_head", "index"})


@dataclass(frozen=True)
class Wanted:
    """The new vault's file, key and people, and in words where its content comes from."""

    path: Path
    data_key: bytes
    keys: KeyFile
    person: VaultPerson
    origin: str


@dataclass
class New:
    """The new database while it is filled, and where its content comes from."""

    database: Database
    journal: Journal
    sources: Sources
    found: Gathered
    chosen: Chosen
    lost: Losses
    progress: Progress


def fill_new_vault(wanted: Wanted, sources: Sources, part: Part, progress: Progress) -> None:
    """Make the database; nothing that cannot prove itself goes in unsaid.

    Raises:
        DiskFull, ReadOnlyPlace, DiskTrouble: as the disk has it.
    """
    database = Database(wanted.path, wanted.data_key, new=True, wal=False)
    try:
        bring_up_to_date(database)
        journal = Journal(database, wanted.keys.vault_id, wanted.person)
        new = New(database, journal, sources, part.found, part.chosen, part.lost, progress)
        with database.transaction():
            _write_facts(new, wanted.keys)
            _write_chain(new)
            _write_revisions(new)
            _write_files(new)
            _write_plain(new)
            _write_holders(new, wanted.keys)
            _enter_anew(new)
            journal.append(EntryKind.SALVAGE, _declaration(new, wanted.origin))
        rebuild_projections(database, progress)
        with database.transaction():
            database.write("DELETE FROM fact WHERE name = 'index'")
    finally:
        database.close()
    with wanted.path.open("r+b") as file:
        os.fsync(file.fileno())


def _write_facts(new: New, keys: KeyFile) -> None:
    facts: dict[str, Value] = {
        "made_at": keys.made_at,
        "training": "yes" if keys.training else "no",
    }
    for row in new.found.plain.get("fact", ()):
        facts[str(row["name"])] = row["value"]
    facts = {name: value for name, value in facts.items() if name not in _FACTS_MADE_ANEW}
    facts["vault_id"] = keys.vault_id
    seq, hash_ = new.chosen.head
    if seq:
        facts["journal_head"] = f"{seq} {hash_}"
    new.database.write_many(
        "INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)", list(facts.items())
    )


def _write_chain(new: New) -> None:
    new.database.write_many(
        "INSERT INTO journal (seq, kind, at, by_id, digest, previous, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (one.seq, one.kind, one.at, one.by_id, one.digest, one.previous, one.hash)
            for one in new.chosen.entries
        ),
    )
    new.database.write_many(
        "INSERT INTO journal_payload (seq, salt, mother_id, payload) VALUES (?, ?, ?, ?)",
        (
            (seq, said.salt, str(meaning(said).get("mother_id") or ""), said.payload)
            for seq, said in new.chosen.said.items()
        ),
    )


def _write_revisions(new: New) -> None:
    total = len(new.chosen.bound)
    for done, (seq, whole) in enumerate(new.chosen.bound.items()):
        if done % 200 == 0:
            new.progress(done, total, _("Writing the records"))
        _insert_revision(new, whole, seq)


def _insert_revision(new: New, whole: Whole, seq: int) -> None:
    row = revision_at(new.sources, whole.place)
    names = ", ".join(REVISION_COLUMNS)
    marks = ", ".join("?" for _name in REVISION_COLUMNS)
    values = [row[name] for name in REVISION_COLUMNS]
    new.database.write(f"INSERT INTO revision ({names}, seq) VALUES ({marks}, ?)", (*values, seq))


def _write_files(new: New) -> None:
    missing = {one.sha256 for one in new.lost.files}
    named = dict.fromkeys(one.file for one in new.chosen.revisions() if one.file)
    for done, sha256 in enumerate(named):
        new.progress(done, len(named), _("Writing the files of documents"))
        places = None if sha256 in missing else file_of(new.sources, new.found, sha256)
        if places is None:
            continue
        kept_at = new.found.files.get(sha256, (0, 0, now_text()))[2]
        parts = [part_at(new.sources, place) for place in places]
        new.database.write(
            "INSERT INTO attachment (sha256, bytes, parts, kept_at) VALUES (?, ?, ?, ?)",
            (sha256, sum(len(part) for part in parts), len(parts), kept_at),
        )
        new.database.write_many(
            "INSERT INTO attachment_part (sha256, number, content) VALUES (?, ?, ?)",
            [(sha256, number, part) for number, part in enumerate(parts)],
        )
        if not attachments.is_whole(new.database, sha256):
            attachments.remove(new.database, sha256)


def _write_plain(new: New) -> None:
    """Tables whose rows stand for themselves, as far as the new format still has their columns."""
    for table, rows in new.found.plain.items():
        if table == "fact":
            continue
        for row in rows:
            names = ", ".join(row)
            marks = ", ".join("?" for _name in row)
            new.database.write(
                f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", list(row.values())
            )


def _write_holders(new: New, keys: KeyFile) -> None:
    """Who can open it and was not among what could be read: with the access of her role."""
    for slot in keys.slots:
        person = slot.person
        new.database.write(
            "INSERT OR IGNORE INTO holder (worker_id, name, role, since, access)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                person.worker_id, person.name, person.role, slot.made_at,
                access_of_role(person.role).value,
            ),
        )  # fmt: skip


def _enter_anew(new: New) -> None:
    """Whole revisions whose journal entry is lost get one that says where they come from."""
    for whole in new.chosen.unbound:
        row = revision_at(new.sources, whole.place)
        revision = from_row(tuple(row[name] for name in REVISION_COLUMNS))
        seq = new.journal.append(
            EntryKind.MERGED_REVISION, journal_payload(revision), revision.mother_id
        )
        _insert_revision(new, whole, seq)


def _declaration(new: New, origin: str) -> dict[str, object]:
    """What the journal says of it: numbers and identifiers only, no name of anybody."""
    chosen, lost = new.chosen, new.lost
    return {
        "action": AuditAction.SALVAGED.value,
        "record_id": "",
        "mother_id": "",
        "detail": f"{origin}. {_missing_in_words(lost)}",
        "entries": [list(gap) for gap in chosen.lost_entries],
        "said": _ranges(chosen.lost_said),
        "revisions": _ranges(one.seq for one in chosen.lost_revisions),
        "files": [one.sha256 for one in lost.files],
        "entered_anew": len(chosen.unbound),
        "pages": lost.pages,
        "damaged_pages": lost.damaged_pages,
        "newest_is_known": lost.newest_is_known,
        "lost_kinds": [[one.mother_id, one.record_type, one.count] for one in lost.kinds],
    }


def _missing_in_words(lost: Losses) -> str:
    """What is missing by kind, without anybody's name: this line outlives every file."""
    if lost.nothing:
        return _("Nothing is missing.")
    kinds: Counter[str] = Counter()
    for one in lost.kinds:
        kinds[one.record_type] += one.count
    said = [f"{count} × {type_in_words(kind)}" for kind, count in sorted(kinds.items())]
    for count, words in (
        (len(lost.files), _("{count} × files of documents")),
        (lost.entries, _("{count} × journal entries")),
        (lost.said, _("{count} × what an entry said")),
    ):
        if count:
            said.append(words.format(count=count))
    if not lost.newest_is_known:
        said.append(_("perhaps something newer"))
    return _("Missing: {what}.").format(what=", ".join(said))


def _ranges(numbers: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found
