"""A file's SHA-256, also as six words that can be compared over the telephone."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tac_desktop.handover.errors import HandoverEmpty, HandoverUnreadable, NotAHandover
from tac_desktop.handover.header import MAGIC, ByteSource
from tac_desktop.storage import drives
from tac_desktop.storage.passphrases import word_list
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.words import _

WORDS = 6
_AT_A_TIME = 1024 * 1024


@dataclass(frozen=True)
class Fingerprint:
    """SHA-256 of a whole file, as 64 hexadecimal digits."""

    hex: str

    @property
    def words(self) -> tuple[str, ...]:
        """Six words for the digest: about 77 of its 256 bits, far too many to forge."""
        return words_of(self.hex, WORDS)

    @property
    def in_words(self) -> str:
        """`CABLE · OTTER · …`: in capitals, so that nobody takes it for the passphrase."""
        return spoken(self.words)


class HashingReader:
    """Reads from a stream and keeps the SHA-256 and the number of bytes that passed."""

    def __init__(self, source: ByteSource) -> None:
        self._source = source
        self._digest = hashlib.sha256()
        self.count = 0

    def read(self, size: int) -> bytes:
        """The next bytes, at most `size`."""
        content = self._source.read(size)
        self._digest.update(content)
        self.count += len(content)
        return content

    @property
    def fingerprint(self) -> Fingerprint:
        """Of what was read so far."""
        return Fingerprint(self._digest.hexdigest())


def words_of(digest: str, count: int) -> tuple[str, ...]:
    """The first words for a digest in hex; each is worth almost 13 bits."""
    listed, number, words = word_list(), int(digest, 16), []
    for _place in range(count):
        number, remainder = divmod(number, len(listed))
        words.append(listed[remainder])
    return tuple(words)


def spoken(words: Iterable[str]) -> str:
    """Words to be read out: in capitals, with dots between."""
    return " · ".join(word.upper() for word in words)


def typed_words(text: str) -> tuple[str, ...]:
    """Words as a person types what she hears: any case, with spaces, commas or dots between."""
    return tuple(re.sub(r"[·,.;/]", " ", text).casefold().split())


def fingerprint_of_file(path: Path, progress: Progress | None = None) -> Fingerprint:
    """The fingerprint of a file that was not opened yet; needs no passphrase.

    Raises:
        HandoverEmpty, NotAHandover, HandoverUnreadable, NotFromRemovableMedia.
    """
    drives.refuse_reading(path)
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if not size:
                raise HandoverEmpty
            begins = file.read(len(MAGIC))
            if begins != MAGIC:
                raise NotAHandover
            file.seek(0)
            return fingerprint_of(file, size, progress)
    except OSError as error:
        raise HandoverUnreadable(error.strerror or "") from error


def fingerprint_of(
    source: ByteSource, size: int = 0, progress: Progress | None = None
) -> Fingerprint:
    """The fingerprint of everything that is left in a stream."""
    reader, progress = HashingReader(source), progress or no_progress
    while reader.read(_AT_A_TIME):
        progress(reader.count, size, _("Working out the check words"))
    return reader.fingerprint
