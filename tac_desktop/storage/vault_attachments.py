"""What the vault does with the files of documents: keep, read, count; each narrow and durable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from tac_desktop.casework.document_files import LIMITS, FileRefused, recognise
from tac_desktop.casework.record import content_of
from tac_desktop.casework.work import Document
from tac_desktop.storage import attachments, projection
from tac_desktop.storage.attachments import AttachmentFact
from tac_desktop.storage.canonical import sha256_hex
from tac_desktop.storage.database import Database
from tac_desktop.storage.errors import AttachmentNotKept, StorageError
from tac_desktop.storage.journal import AuditAction, Journal
from tac_desktop.storage.revisions import Revision
from tac_desktop.storage.roles import Right
from tac_desktop.storage.saving import save_records
from tac_desktop.words import _

Turn = Callable[[], AbstractContextManager[Database]]


class Attachments:
    """The files of documents in one open vault."""

    def __init__(
        self, turn: Turn, writing: Turn, journal: Journal, demand: Callable[[Right], None]
    ) -> None:
        """For the vault: its turns to read, its transactions to write, how it asks for a right."""
        self._turn, self._writing, self._journal = turn, writing, journal
        self._demand = demand

    def attach(
        self, document: Document, content: bytes, *, reason: str = "", note: str = ""
    ) -> Revision:
        """Keep a file and save its document in one durable transaction, then read both back.

        A file that is here already is not kept twice. An earlier file of the document stays with
        its earlier revision.

        Raises:
            FileRefused: for a kind or size that is not kept; nothing was saved then.
            AttachmentNotKept: where reading back shows something else than was meant.
        """
        self._demand(Right.WRITE)
        found = recognise(content)
        record = document.changed(
            content_sha256=sha256_hex(content),
            content_type=found.content_type,
            content_bytes=len(content),
        )
        with self._writing() as database:
            attachments.keep(database, content)
            (revision,) = save_records(database, self._journal, [record], reason=reason, note=note)
            if attachments.bytes_of_mother(database, record.mother_id) > LIMITS.file_in_all_bytes:
                raise _file_is_full()
        self._prove(record)
        return revision

    def content(self, sha256: str) -> bytes:
        """A file, its hash verified.

        Raises:
            AttachmentMissing, AttachmentDamaged: where it is not here, or not as it was kept.
        """
        with self._turn() as database:
            return attachments.read(database, sha256)

    def open(self, document: Document) -> bytes:
        """A document's file for a person to look at, noted in the journal first.

        Raises:
            AttachmentMissing, AttachmentDamaged: as `content`.
        """
        self._demand(Right.READ)
        with self._writing():
            self._journal.event(
                AuditAction.LOOKED_AT,
                record_id=document.id,
                mother_id=document.mother_id,
                detail=_("The file of the document “{title}”").format(title=document.title),
            )
        return self.content(document.content_sha256)

    def is_here(self, sha256: str) -> bool:
        """Whether a file is in this vault."""
        with self._turn() as database:
            return attachments.is_kept(database, sha256)

    def parts(self, sha256: str) -> Iterator[bytes]:
        """The parts of a file, one turn for each, for handing it over."""
        number = 0
        while True:
            with self._turn() as database:
                part = attachments.part(database, sha256, number)
            if part is None:
                return
            yield part
            number += 1

    def carried_by(self, revisions: Iterable[Revision]) -> list[AttachmentFact]:
        """The files that some revisions name and that are here and whole."""
        named = attachments.titles_by_file(revisions)
        with self._turn() as database:
            found = attachments.facts(database, named)
            return [one for one in found if attachments.is_whole(database, one.sha256)]

    def _prove(self, record: Document) -> None:
        """A document counts as kept when it and its file were read back."""
        try:
            content = self.content(record.content_sha256)
            with self._turn() as database:
                entry = next(iter(projection.entries(database, "record_id = ?", [record.id])), None)
        except StorageError as error:
            raise AttachmentNotKept from error
        if len(content) != record.content_bytes or entry is None:
            raise AttachmentNotKept
        if content_of(entry.record) != content_of(record):
            raise AttachmentNotKept


def _file_is_full() -> FileRefused:
    return FileRefused(
        _("With this file her documents would have more than {limit} MB in all.").format(
            limit=LIMITS.file_in_all_bytes // (1024 * 1024)
        ),
        _("Scan long papers again in grey at 150 dots an inch."),
    )
