"""A file's SHA-256, also as six words that can be compared over the telephone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from tac_desktop.handover.header import ByteSource
from tac_desktop.storage.passphrases import word_list

WORDS = 6
_AT_A_TIME = 1024 * 1024


@dataclass(frozen=True)
class Fingerprint:
    """SHA-256 of a whole file, as 64 hexadecimal digits."""

    hex: str

    @property
    def words(self) -> tuple[str, ...]:
        """Six words for the digest: about 77 of its 256 bits, far too many to forge."""
        listed = word_list()
        number, words = int(self.hex, 16), []
        for _place in range(WORDS):
            number, remainder = divmod(number, len(listed))
            words.append(listed[remainder])
        return tuple(words)

    @property
    def in_words(self) -> str:
        """`CABLE · OTTER · …`: in capitals, so that nobody takes it for the passphrase."""
        return " · ".join(word.upper() for word in self.words)


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


def fingerprint_of(source: ByteSource) -> Fingerprint:
    """The fingerprint of everything that is left in a stream."""
    reader = HashingReader(source)
    while reader.read(_AT_A_TIME):
        pass
    return reader.fingerprint
