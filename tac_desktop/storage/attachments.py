"""The files of documents inside the encrypted database, each once, under its SHA-256.

A file is cut into parts, so that checking one or handing it over never holds more than a part.
Whose it is follows from the documents whose revisions name it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tac_desktop.casework.work import Document
from tac_desktop.storage.canonical import now_text, sha256_hex
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import AttachmentDamaged, AttachmentMissing
from tac_desktop.storage.revisions import Revision

PART_BYTES = 1024 * 1024
_NAMED = "content_sha256"


@dataclass(frozen=True)
class AttachmentFact:
    """One file: its SHA-256 in hexadecimal digits, and how many bytes it has."""

    sha256: str
    bytes: int


def keep(database: Database, content: bytes) -> str:
    """Keep a file inside a transaction; returns its SHA-256. One that is here stays as it is.

    Where what is here is damaged, the whole one takes its place.
    """
    sha256 = sha256_hex(content)
    if is_kept(database, sha256):
        if is_whole(database, sha256):
            return sha256
        remove(database, sha256)
    starts = range(0, len(content), PART_BYTES)
    database.write(
        "INSERT INTO attachment (sha256, bytes, parts, kept_at) VALUES (?, ?, ?, ?)",
        (sha256, len(content), len(starts), now_text()),
    )
    database.write_many(
        "INSERT INTO attachment_part (sha256, number, content) VALUES (?, ?, ?)",
        (
            (sha256, number, content[start : start + PART_BYTES])
            for number, start in enumerate(starts)
        ),
    )
    return sha256


def remove(database: Database, sha256: str) -> None:
    """Remove a file inside a transaction."""
    database.write("DELETE FROM attachment_part WHERE sha256 = ?", (sha256,))
    database.write("DELETE FROM attachment WHERE sha256 = ?", (sha256,))


def is_kept(database: Database, sha256: str) -> bool:
    """Whether a file of this SHA-256 is here, whole or not."""
    return database.value("SELECT 1 FROM attachment WHERE sha256 = ?", (sha256,)) is not None


def is_whole(database: Database, sha256: str) -> bool:
    """Whether a file is here and is what its SHA-256 says."""
    digest, count = hashlib.sha256(), 0
    for one in parts(database, sha256):
        digest.update(one)
        count += len(one)
    meant = database.value("SELECT bytes FROM attachment WHERE sha256 = ?", (sha256,))
    return digest.hexdigest() == sha256 and count == meant


def parts(database: Database, sha256: str) -> Iterator[bytes]:
    """The parts of a file in order, each read when it is asked for; unverified."""
    number = 0
    while (found := part(database, sha256, number)) is not None:
        yield found
        number += 1


def part(database: Database, sha256: str, number: int) -> bytes | None:
    """One part of a file, from 0; None after the last."""
    found = database.value(
        "SELECT content FROM attachment_part WHERE sha256 = ? AND number = ?", (sha256, number)
    )
    return None if found is None else bytes(found)


def read(database: Database, sha256: str) -> bytes:
    """A file, verified.

    Raises:
        AttachmentMissing, AttachmentDamaged: where it is not here, or not as it was kept.
    """
    if not is_kept(database, sha256):
        raise AttachmentMissing
    content = b"".join(parts(database, sha256))
    if sha256_hex(content) != sha256:
        raise AttachmentDamaged
    return content


def facts(database: Database, wanted: Iterable[str]) -> list[AttachmentFact]:
    """Those of some files that are here, in the order of their SHA-256."""
    found = []
    for sha256 in sorted(set(wanted)):
        size = database.value("SELECT bytes FROM attachment WHERE sha256 = ?", (sha256,))
        if size is not None:
            found.append(AttachmentFact(sha256, int(size)))
    return found


def bytes_of_mother(database: Database, mother_id: str) -> int:
    """How many bytes the files of one mother's documents have, those replaced since included."""
    rows = database.rows(
        "SELECT content FROM revision WHERE record_type = ? AND mother_id = ?",
        (Document.type_name, mother_id),
    )
    named = {json.loads(content).get(_NAMED, "") for (content,) in rows}
    return sum(one.bytes for one in facts(database, named))


def named_by(revision: Revision) -> str:
    """The SHA-256 of the file that a revision names; empty where it names none."""
    if revision.record_type != Document.type_name:
        return ""
    return str(revision.content.get(_NAMED) or "")


def titles_by_file(revisions: Iterable[Revision]) -> dict[str, str]:
    """Every file that some revisions name, with the title of its document as it was then."""
    found: dict[str, str] = {}
    for one in revisions:
        sha256 = named_by(one)
        if sha256:
            found[sha256] = title_in(one.content)
    return found


def title_in(content: Mapping[str, object]) -> str:
    """The title of a document, from its content."""
    return str(content.get("title") or content.get("file_name") or "")
