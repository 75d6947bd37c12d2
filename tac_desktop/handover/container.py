"""The encrypted part of a handover file: chunks under AES-256-GCM that know their place.

The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, 2015): each nonce is a random
prefix, the chunk's number and a flag on the last one, so that chunks that were cut off, swapped,
repeated or appended do not decrypt. Layout: docs/handover-format.md.
"""

from __future__ import annotations

import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from tac_desktop.handover.errors import (
    HandoverCutOff,
    HandoverDamaged,
    NotEnoughMemory,
    WrongHandoverPassphrase,
)
from tac_desktop.handover.header import (
    CHUNK_BYTES,
    HANDOVER_COST,
    WHOLE_FILE_VERSION,
    ByteSource,
    Header,
    read_header,
)
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.passphrases import passphrase_bytes
from tac_desktop.words import _

_KEY_BYTES = 32
_TAG_BYTES = 16
_FRAME = struct.Struct(">I")
_NONCE_END = struct.Struct(">IB")
_LAST = 0x80000000
_MOST_CHUNKS = 0xFFFFFFFF
_CHUNKS_LABEL = b"TAC Desktop handover 1: chunks"
_CHECK_LABEL = b"TAC Desktop handover 1: key check"


class ByteTarget(Protocol):
    """All that is needed of a stream to write to."""

    def write(self, content: bytes, /) -> object:
        """Take all of `content`."""


@dataclass(frozen=True)
class Keys:
    """What a passphrase gives for one file: the key of its chunks, and a value to check it by."""

    chunks: bytes
    check: bytes

    @classmethod
    def derive(cls, passphrase: str, header: Header) -> Self:
        """Argon2id, then one key for each purpose; raises NotEnoughMemory."""
        try:
            key = header.cost.derive(passphrase_bytes(passphrase), header.salt)
        except MemoryError:
            raise NotEnoughMemory from None
        return cls(_expanded(key, _CHUNKS_LABEL), _expanded(key, _CHECK_LABEL))


@dataclass(frozen=True)
class Derived:
    """The keys that were worked out for a header, which stands in the file as these bytes.

    A header that is the same byte for byte has the same salt and cost, so the same words give the
    same keys: whoever wrote a file need not work them out again to read it back.
    """

    header: bytes
    keys: Keys = field(repr=False)


class EncryptedWriter:
    """Writes the header at once, then whatever is passed to `write`, and the end in `finish`."""

    def __init__(
        self,
        out: ByteTarget,
        passphrase: str,
        cost: KeyCost = HANDOVER_COST,
        chunk_bytes: int = CHUNK_BYTES,
        version: int = WHOLE_FILE_VERSION,
    ) -> None:
        unchecked = Header.new(cost, chunk_bytes, version)
        keys = Keys.derive(passphrase, unchecked)
        self.header = replace(unchecked, key_check=keys.check)
        self.derived = Derived(self.header.as_bytes(), keys)
        self._out = out
        self._cipher = AESGCM(keys.chunks)
        self._bound_to = self.derived.header
        self._waiting = bytearray()
        self._count = 0
        out.write(self._bound_to)

    def write(self, content: bytes) -> None:
        """Add to the content; full chunks go out, the rest waits."""
        self._waiting += content
        size = self.header.chunk_bytes
        # A full chunk stays until more comes: only then is it known not to be the last one.
        while len(self._waiting) > size:
            self._put(bytes(self._waiting[:size]), last=False)
            del self._waiting[:size]

    def finish(self) -> None:
        """Write the last chunk. Without it the file counts as cut off."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, content: bytes, *, last: bool) -> None:
        if self._count > _MOST_CHUNKS:
            raise OverflowError("more chunks than can be numbered")
        nonce = _nonce(self.header, self._count, last=last)
        sealed = self._cipher.encrypt(nonce, content, self._bound_to)
        self._out.write(_FRAME.pack(len(sealed) | (_LAST if last else 0)) + sealed)
        self._count += 1


class EncryptedReader:
    """Opens a file with its passphrase; `chunks` then gives the content, each part verified."""

    def __init__(self, source: ByteSource, passphrase: str, derived: Derived | None = None) -> None:
        """Read the header and work out the key, unless it was `derived` for the very same header.

        Raises:
            WrongHandoverPassphrase: where the header is whole and the passphrase is another one.
            HandoverError: whatever `read_header` says, or NotEnoughMemory.
        """
        self._source = source
        self.header, self._bound_to = read_header(source)
        if derived is not None and derived.header == self._bound_to:
            keys = derived.keys
        else:
            keys = _fitting(passphrase, self.header)
        self._cipher = AESGCM(keys.chunks)

    def chunks(self) -> Iterator[bytes]:
        """The content in order.

        Nothing after the last chunk is accepted. Use what came before only when all of it came.

        Raises:
            HandoverCutOff, HandoverDamaged: as the file has it.
        """
        count, last = 0, False
        while not last:
            if count > _MOST_CHUNKS:
                raise HandoverDamaged
            sealed, last = self._frame()
            try:
                yield self._cipher.decrypt(
                    _nonce(self.header, count, last=last), sealed, self._bound_to
                )
            except InvalidTag:
                raise HandoverDamaged from None
            count += 1
        if self._source.read(1):
            raise HandoverDamaged(_("Something was added after its end."))

    def _frame(self) -> tuple[bytes, bool]:
        prefix = self._source.read(_FRAME.size)
        if len(prefix) < _FRAME.size:
            raise HandoverCutOff
        (word,) = _FRAME.unpack(prefix)
        last, length = bool(word & _LAST), word & ~_LAST
        full = self.header.chunk_bytes + _TAG_BYTES
        if length > full or length < _TAG_BYTES or (not last and length != full):
            raise HandoverDamaged
        sealed = self._source.read(length)
        if len(sealed) < length:
            raise HandoverCutOff
        return sealed, last


def _fitting(passphrase: str, header: Header) -> Keys:
    """The keys of the passphrase as typed, or in small letters, as words told by telephone are."""
    for typed in dict.fromkeys((passphrase, passphrase.casefold())):
        keys = Keys.derive(typed, header)
        if hmac.compare_digest(keys.check, header.key_check):
            return keys
    raise WrongHandoverPassphrase


def _expanded(key: bytes, label: bytes) -> bytes:
    return HKDFExpand(SHA256(), _KEY_BYTES, label).derive(key)


def _nonce(header: Header, count: int, *, last: bool) -> bytes:
    return header.nonce_prefix + _NONCE_END.pack(count, int(last))
