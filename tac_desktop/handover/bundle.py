"""The content of a handover: manifest, revisions, files, one a line of JSON, packed with zlib.

Reading accepts nothing but the whole: every revision fits its own digest, all of them fit the
digest and the counts of the manifest, every file its SHA-256, and the manifest the file that
carries it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.same_person import mothers_ever_linked
from tac_desktop.errors import NotUnderstood
from tac_desktop.handover.container import Derived, EncryptedReader, EncryptedWriter
from tac_desktop.handover.errors import HandoverDamaged, HandoverNewer, HandoverTooLarge
from tac_desktop.handover.files import FilesIn, FilesOut, is_part
from tac_desktop.handover.fingerprint import Fingerprint, HashingReader
from tac_desktop.handover.for_reader import Part
from tac_desktop.handover.header import FOR_ONE_READER_VERSION
from tac_desktop.handover.limits import Limits
from tac_desktop.handover.manifest import HandoverDetails, Manifest, counts_of
from tac_desktop.storage.attachments import titles_by_file
from tac_desktop.storage.canonical import canonical_json
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.revisions import REVISION_FORMAT, Revision
from tac_desktop.words import _

_LINES_BETWEEN_WORDS = 100
_UNPACKED_AT_A_TIME = 256 * 1024


@dataclass(frozen=True)
class Sender:
    """Who hands over, from where: what the manifest takes from the sending vault."""

    person: VaultPerson
    service: str
    prison: str
    vault_id: str
    training: bool
    journal_reference: str


@dataclass(frozen=True)
class Bundle:
    """Everything in a handover file, verified. `files` by their SHA-256, as far as wanted."""

    manifest: Manifest
    revisions: tuple[Revision, ...]
    fingerprint: Fingerprint
    size: int
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def write_bundle(
    out: EncryptedWriter,
    mother_id: str,
    revisions: Sequence[Revision],
    sender: Sender,
    details: HandoverDetails,
    progress: Progress = no_progress,
    files: FilesOut | None = None,
    part: Part | None = None,
) -> Manifest:
    """Write the whole content through `out`, and its end; returns the manifest that it carries.

    With a `part` it is what one reader may have; mother and revisions are then those of the part.
    """
    files = files or FilesOut()
    lines = [_line(revision.as_json()) for revision in revisions]
    manifest = Manifest(
        bundle_id=out.header.bundle_id,
        made_at=dt.datetime.now(dt.UTC),
        made_by=sender.person,
        service=sender.service,
        prison=sender.prison,
        details=details,
        mother_id=mother_id,
        vault_id=sender.vault_id,
        training=sender.training,
        journal_reference=sender.journal_reference,
        counts=counts_of(revisions),
        revisions_sha256=_digest(lines),
        files=tuple(files.facts),
        reader=part.reader if part else None,
        hidden_names=part.hidden_names if part else {},
    )
    packer = zlib.compressobj()
    for count, line in enumerate([_line(manifest.as_json()), *lines]):
        out.write(packer.compress(line))
        if count % _LINES_BETWEEN_WORDS == 0:
            progress(count, len(lines), _("Encrypting the file"))
    for piece in files.lines():
        out.write(packer.compress(_line(piece)))
        progress(len(lines), len(lines), _("Encrypting the files of documents"))
    out.write(packer.flush())
    out.finish()
    return manifest


def read_bundle(
    source: BinaryIO,
    size: int,
    passphrase: str,
    limits: Limits | None = None,
    progress: Progress = no_progress,
    *,
    keep_files: bool = True,
    derived: Derived | None = None,
) -> Bundle:
    """Open, unpack and verify everything in a stream of `size` bytes.

    Without `keep_files` the files of documents are verified as well, and their bytes let go of.
    `derived` are the keys of whoever has just written it.

    Raises:
        HandoverError: the class says which; see `handover.errors`.
    """
    limits = limits or Limits()
    if size > limits.file_bytes:
        raise HandoverTooLarge(_("It is larger than any handover."))
    reader = HashingReader(source)
    progress(0, size, _("Working out the key"))
    opened = EncryptedReader(reader, passphrase, derived)
    lines = _lines(_unpacked(opened.chunks(), limits), limits)
    manifest = Manifest.from_json(_parsed(next(lines, b"{}")))
    if manifest.bundle_id != opened.header.bundle_id:
        raise HandoverDamaged(_("Its contents belong to another handover."))
    if manifest.reader and opened.header.minimum_reader < FOR_ONE_READER_VERSION:
        raise HandoverDamaged(_("Its beginning says that it is a whole file."))
    revisions: list[Revision] = []
    files = FilesIn(manifest.files, keep=keep_files)
    digest = hashlib.sha256()
    for line in lines:
        raw = _read(line)
        if is_part(raw):
            files.take(raw)
            progress(reader.count, size, _("Reading and checking the files of documents"))
            continue
        if files.begun:
            raise HandoverDamaged(_("A revision stands behind the files of documents."))
        digest.update(line)
        revisions.append(_revision(raw))
        if len(revisions) > limits.revisions:
            raise HandoverTooLarge(_("It holds more revisions than any handover."))
        if len(revisions) % _LINES_BETWEEN_WORDS == 1:
            progress(reader.count, size, _("Reading and checking each revision"))
    _refuse_contradictions(manifest, revisions, digest.hexdigest())
    carried = files.finish(titles_by_file(revisions).keys())
    progress(size, size, _("Reading and checking each revision"))
    return Bundle(manifest, tuple(revisions), reader.fingerprint, reader.count, carried)


def _refuse_contradictions(
    manifest: Manifest, revisions: Sequence[Revision], revisions_sha256: str
) -> None:
    if manifest.revisions_sha256 != revisions_sha256:
        raise HandoverDamaged(_("Its revisions do not fit its list of contents."))
    if manifest.counts != counts_of(revisions):
        raise HandoverDamaged(_("It does not hold as many records as it says."))
    if len({revision.revision_id for revision in revisions}) < len(revisions):
        raise HandoverDamaged(_("A revision stands in it twice."))
    links = [one.content for one in revisions if one.record_type == SamePerson.type_name]
    hers = {"", *mothers_ever_linked(manifest.mother_id, links)}
    if any(revision.mother_id not in hers for revision in revisions):
        raise HandoverDamaged(_("It holds records of another mother's file."))
    if all(revision.mother_id != manifest.mother_id for revision in revisions):
        raise HandoverDamaged(_("It holds nothing of the mother that it names."))


def _revision(raw: dict[str, Any]) -> Revision:
    layout = raw.get("format")
    if isinstance(layout, int) and layout > REVISION_FORMAT:
        raise HandoverNewer
    try:
        revision = Revision.from_json(raw)
        whole = revision.digest == revision.computed_digest()
    except (NotUnderstood, ValueError, OverflowError, RecursionError):
        raise HandoverDamaged(_("A revision in it cannot be read.")) from None
    if not whole:
        raise HandoverDamaged(_("A revision in it does not fit its own digest."))
    return revision


def _unpacked(chunks: Iterator[bytes], limits: Limits) -> Iterator[bytes]:
    """Unpack portion by portion, so that a small file cannot fill the memory."""
    unpacker, total = zlib.decompressobj(), 0
    for chunk in chunks:
        for piece in _pieces(unpacker, chunk):
            total += len(piece)
            if total > limits.content_bytes:
                raise HandoverTooLarge(_("It unpacks to more than any handover."))
            yield piece
    if not unpacker.eof:
        raise HandoverDamaged(_("Its contents end too early."))


def _pieces(unpacker: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    """What one chunk unpacks to. zlib holds back the last of its input until all output is out."""
    waiting = chunk
    while waiting:
        if unpacker.eof:
            raise HandoverDamaged(_("Something was added after its contents."))
        try:
            piece = unpacker.decompress(waiting, _UNPACKED_AT_A_TIME)
        except zlib.error:
            raise HandoverDamaged(_("Its contents cannot be unpacked.")) from None
        waiting = unpacker.unconsumed_tail or unpacker.unused_data
        yield piece


def _lines(pieces: Iterable[bytes], limits: Limits) -> Iterator[bytes]:
    """Whole lines, each with its line feed."""
    begun = bytearray()
    for piece in pieces:
        first, *others = piece.split(b"\n")
        begun += first
        for begins_next in others:
            yield bytes(begun) + b"\n"
            begun = bytearray(begins_next)
        if len(begun) > limits.line_bytes:
            raise HandoverTooLarge(_("One of its lines is longer than any record."))
    if begun:
        raise HandoverDamaged(_("Its contents end too early."))


def _parsed(line: bytes) -> dict[str, Any]:
    """A line whose every answer can be written again; of a revision its digest proves that."""
    raw = _read(line)
    try:
        canonical_json(raw)
    except (ValueError, RecursionError):
        raise _unreadable() from None
    return raw


def _read(line: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(line, parse_constant=_no_such_number)
    except (ValueError, RecursionError):
        raise _unreadable() from None
    if not isinstance(raw, dict):
        raise _unreadable()
    return raw


def _unreadable() -> HandoverDamaged:
    return HandoverDamaged(_("A line in it cannot be read."))


def _no_such_number(text: str) -> float:
    raise ValueError(text)


def _line(value: dict[str, Any]) -> bytes:
    return canonical_json(value) + b"\n"


def _digest(lines: Sequence[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()
