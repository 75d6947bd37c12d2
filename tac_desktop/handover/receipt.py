"""The receipt of a handover: proof, made by its receiver, that the file was opened and was whole.

Only who opened the file knows the fingerprint of what is inside, and the sending vault kept it.
Both ways a receipt goes back rest on it: a small text file that names nobody of the case, and four
words for the telephone. Laid out as `docs/handover-format.md` says.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from tac_desktop.handover.errors import HandoverUnreadable, NotAReceipt, ReceiptDoesNotFit
from tac_desktop.handover.fingerprint import Fingerprint, words_of
from tac_desktop.handover.manifest import Manifest
from tac_desktop.storage import drives
from tac_desktop.storage.canonical import canonical_json
from tac_desktop.words import _

RECEIPT_ENDING = ".txt"
WORDS = 4
"""About 52 bits; they are heard or typed, never tried by a machine."""

_TITLE = "TAC Desktop: receipt for a handover, version 1"
_TITLE_OF_ANY = "TAC Desktop: receipt for a handover, version "
_FILE, _SPOKEN = b"TAC Desktop receipt 1: file\n", b"TAC Desktop receipt 1: words\n"
_MOST_BYTES = 16 * 1024
_LONGEST_NAME = 200
_KEYS = ("File", "SHA-256", "Records", "Revisions", "Files of documents", "Received on", "By")
_PROOF = "Proof"


@dataclass(frozen=True)
class Contents:
    """What a receipt is about, as the sender's vault kept it and the receiver found it.

    `contents_sha256` is the manifest's `revisions_sha256`, the secret that both have in common.
    """

    file_name: str
    file_sha256: str
    contents_sha256: str
    records: int
    revisions: int
    files: int

    @classmethod
    def of(cls, file_name: str, fingerprint: Fingerprint, manifest: Manifest) -> Self:
        """Of a handover that was written, or opened and verified."""
        return cls(
            file_name=file_name,
            file_sha256=fingerprint.hex,
            contents_sha256=manifest.revisions_sha256,
            records=manifest.records,
            revisions=manifest.revisions,
            files=len(manifest.files),
        )

    @property
    def fingerprint(self) -> Fingerprint:
        """Of the whole file."""
        return Fingerprint(self.file_sha256)

    def words_on(self, day: dt.date) -> tuple[str, ...]:
        """The four words that say: opened on that day, with these counts."""
        said = [self.file_sha256, self.records, self.revisions, self.files, day.isoformat()]
        return words_of(self.keyed(_SPOKEN, canonical_json(said)), WORDS)

    def keyed(self, what_for: bytes, said: bytes) -> str:
        """A keyed hash that only sender and receiver can make, in hex."""
        key = bytes.fromhex(self.contents_sha256)
        return hmac.new(key, what_for + said, hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Receipt:
    """Who received which file when, and how much was in it."""

    file_name: str
    file_sha256: str
    records: int
    revisions: int
    files: int
    received_on: dt.date
    received_by: str
    proof: str

    def refuse_unless_of(self, contents: Contents) -> None:
        """Raise ReceiptDoesNotFit, with what differs, unless it is a receipt for `contents`."""
        compared = (
            (self.file_sha256, contents.file_sha256, _("Its check words differ.")),
            (self.records, contents.records, _("It counts other records.")),
            (self.revisions, contents.revisions, _("It counts other revisions.")),
            (self.files, contents.files, _("It counts other files of documents.")),
        )
        for said, known, sentence in compared:
            if said != known:
                raise ReceiptDoesNotFit(sentence)
        if not hmac.compare_digest(self.proof, contents.keyed(_FILE, self.said())):
            raise ReceiptDoesNotFit(_("It was changed, or not made from the opened file."))

    def as_text(self) -> str:
        """The file: one line for each answer. It names nobody of the case."""
        lines = [_TITLE, *(f"{key}: {answer}" for key, answer in self._answers())]
        return "\n".join([*lines, f"{_PROOF}: {self.proof}", ""])

    def said(self) -> bytes:
        """What its proof binds."""
        return canonical_json(dict(self._answers()))

    def _answers(self) -> Iterator[tuple[str, str]]:
        answers = (
            self.file_name,
            self.file_sha256,
            str(self.records),
            str(self.revisions),
            str(self.files),
            self.received_on.isoformat(),
            self.received_by,
        )
        return zip(_KEYS, answers, strict=True)


def make_receipt(contents: Contents, received_by: str, received_on: dt.date) -> Receipt:
    """The receipt of whoever opened and verified a handover with these contents."""
    unproved = Receipt(
        file_name=_one_line(contents.file_name),
        file_sha256=contents.file_sha256,
        records=contents.records,
        revisions=contents.revisions,
        files=contents.files,
        received_on=received_on,
        received_by=_one_line(received_by),
        proof="",
    )
    return replace(unproved, proof=contents.keyed(_FILE, unproved.said()))


def receipt_name(file_name: str) -> str:
    """`receipt-2026-11-22-KQ7M.txt` for `handover-2026-11-22-KQ7M.tac`."""
    return f"receipt-{Path(file_name).stem.removeprefix('handover-')}{RECEIPT_ENDING}"


def open_receipt(path: Path) -> Receipt:
    """Read a receipt's file; whether it fits a handover is for `refuse_unless_of` to say.

    Raises:
        NotAReceipt, HandoverUnreadable, NotFromRemovableMedia.
    """
    drives.refuse_reading(path)
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise HandoverUnreadable(error.strerror or "") from error
    return read_receipt(content)


def read_receipt(content: bytes) -> Receipt:
    """The receipt that `as_text` wrote, whatever became of its line ends on the way.

    Raises:
        NotAReceipt: for anything else.
    """
    if len(content) > _MOST_BYTES:
        raise NotAReceipt
    try:
        lines = content.decode("utf-8-sig").strip().splitlines()
        if lines and lines[0] != _TITLE and lines[0].startswith(_TITLE_OF_ANY):
            raise NotAReceipt(_("It was made by a newer version of TAC Desktop."))
        if not lines or lines[0] != _TITLE:
            raise NotAReceipt
        answers = dict(line.split(": ", 1) for line in lines[1:])
        if tuple(answers) != (*_KEYS, _PROOF) or len(lines) != len(answers) + 1:
            raise NotAReceipt(_("Lines of it are missing or were added."))
        name, sha256, records, revisions, files, day, by = (answers[key] for key in _KEYS)
        if not all(_HEX.fullmatch(one) for one in (sha256, answers[_PROOF])):
            raise NotAReceipt(_("A line of it was changed."))
        return Receipt(
            file_name=name,
            file_sha256=sha256,
            records=_count(records),
            revisions=_count(revisions),
            files=_count(files),
            received_on=dt.date.fromisoformat(day),
            received_by=by,
            proof=answers[_PROOF],
        )
    except ValueError:
        raise NotAReceipt from None


_HEX = re.compile(r"[0-9a-f]{64}")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_NAME].strip()


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise ValueError
    return int(text)
