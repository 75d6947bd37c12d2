"""The readable beginning of a handover file: how to work out the key, and nothing about the case.

Laid out as `docs/handover-format.md` says. Its checksum tells a damaged header from a wrong
passphrase; it protects against accidents, the encryption that binds the header against intent.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import struct
from dataclasses import dataclass
from typing import Any, Protocol, Self

from tac_desktop import __version__
from tac_desktop.handover.errors import (
    HandoverCutOff,
    HandoverDamaged,
    HandoverEmpty,
    HandoverNewer,
    HandoverTooLarge,
    NotAHandover,
)
from tac_desktop.storage.canonical import canonical_json, from_base64, to_base64
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.words import _

MAGIC = b"\x89TAC\r\n\x1a\n"
"""Like PNG's: a copy that changed line ends or dropped the eighth bit is noticed at once."""

FORMAT_VERSION = 3
"""The newest that this program reads. A whole file is still written as version 2."""

WHOLE_FILE_VERSION = 2
FOR_ONE_READER_VERSION = 3
HANDOVER_COST = KeyCost(memory_kib=128 * 1024, iterations=4, lanes=4)
"""About a second on an office PC; the receiver's may be slower, so it is not measured here."""

CHUNK_BYTES = 64 * 1024
SALT_BYTES = 16
PREFIX_BYTES = 7
CHECKSUM_BYTES = 32
MOST_HEADER_BYTES = 16 * 1024

_FORMAT = "tac-desktop-handover"
_CIPHER = "AES-256-GCM-STREAM"
_FIXED = struct.Struct(">8sHI")
_CHUNK_LIMITS = (1024, 4 * 1024 * 1024)
_MOST_MEMORY_KIB = 1024 * 1024
_MOST_ITERATIONS = 64
_MOST_LANES = 16
_MOST_WORK_KIB = 8 * 1024 * 1024


class ByteSource(Protocol):
    """All that is needed of a stream to read from; it gives fewer bytes only at its end."""

    def read(self, size: int, /) -> bytes:
        """The next bytes."""


@dataclass(frozen=True)
class Header:
    """What stands readable in a handover file."""

    bundle_id: str
    cost: KeyCost
    salt: bytes
    nonce_prefix: bytes
    key_check: bytes
    chunk_bytes: int = CHUNK_BYTES
    made_with: str = f"TAC Desktop {__version__}"
    minimum_reader: int = WHOLE_FILE_VERSION

    @classmethod
    def new(
        cls,
        cost: KeyCost,
        chunk_bytes: int = CHUNK_BYTES,
        version: int = WHOLE_FILE_VERSION,
    ) -> Self:
        """A header with fresh random numbers, its key check still to be filled in."""
        return cls(
            bundle_id=secrets.token_hex(16),
            cost=cost,
            salt=secrets.token_bytes(SALT_BYTES),
            nonce_prefix=secrets.token_bytes(PREFIX_BYTES),
            key_check=b"",
            chunk_bytes=chunk_bytes,
            minimum_reader=version,
        )

    def as_bytes(self) -> bytes:
        """Everything before the first chunk, as it stands in the file."""
        content = canonical_json(self._as_json())
        start = _FIXED.pack(MAGIC, self.minimum_reader, len(content)) + content
        return start + hashlib.sha256(start).digest()

    def _as_json(self) -> dict[str, Any]:
        return {
            "format": _FORMAT,
            "bundle_id": self.bundle_id,
            "made_with": self.made_with,
            "minimum_reader": self.minimum_reader,
            "cipher": _CIPHER,
            "chunk_bytes": self.chunk_bytes,
            "nonce_prefix": to_base64(self.nonce_prefix),
            "key_check": to_base64(self.key_check),
            "kdf": {
                "name": "argon2id",
                "memory_kib": self.cost.memory_kib,
                "iterations": self.cost.iterations,
                "lanes": self.cost.lanes,
                "salt": to_base64(self.salt),
            },
        }


def read_header(source: ByteSource) -> tuple[Header, bytes]:
    """The header of a file and its bytes as they stand there, which every chunk is bound to.

    Raises:
        HandoverEmpty, NotAHandover, HandoverCutOff, HandoverDamaged, HandoverNewer,
        HandoverTooLarge: each for what it says.
    """
    fixed = source.read(_FIXED.size)
    _refuse_other_files(fixed)
    _magic, _version, length = _FIXED.unpack(fixed)
    if length > MOST_HEADER_BYTES:
        raise HandoverDamaged(_("Its beginning is longer than any that this program writes."))
    content, checksum = source.read(length), source.read(CHECKSUM_BYTES)
    if len(content) < length or len(checksum) < CHECKSUM_BYTES:
        raise HandoverCutOff
    if hashlib.sha256(fixed + content).digest() != checksum:
        raise HandoverDamaged(_("Its beginning does not fit its own checksum."))
    return _header(content), fixed + content + checksum


def _refuse_other_files(fixed: bytes) -> None:
    if not fixed:
        raise HandoverEmpty
    if fixed[: len(MAGIC)] != MAGIC[: len(fixed)]:
        raise NotAHandover
    if len(fixed) < _FIXED.size:
        raise HandoverCutOff


def _header(content: bytes) -> Header:
    try:
        raw = json.loads(content.decode("utf-8"))
        if raw["format"] != _FORMAT:
            raise NotAHandover
        if _whole(raw["minimum_reader"]) > FORMAT_VERSION:
            raise HandoverNewer(str(raw["made_with"])[:80])
        header = _from_json(raw)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise HandoverDamaged(_("Its beginning cannot be read.")) from None
    _refuse_excess(header)
    return header


def _from_json(raw: dict[str, Any]) -> Header:
    kdf = raw["kdf"]
    header = Header(
        bundle_id=str(raw["bundle_id"]),
        cost=KeyCost(_whole(kdf["memory_kib"]), _whole(kdf["iterations"]), _whole(kdf["lanes"])),
        salt=from_base64(kdf["salt"]),
        nonce_prefix=from_base64(raw["nonce_prefix"]),
        key_check=from_base64(raw["key_check"]),
        chunk_bytes=_whole(raw["chunk_bytes"]),
        made_with=str(raw["made_with"])[:80],
        minimum_reader=_whole(raw["minimum_reader"]),
    )
    sizes = (len(header.salt), len(header.nonce_prefix), len(header.key_check))
    known = kdf["name"] == "argon2id" and raw["cipher"] == _CIPHER
    if not known or sizes != (SALT_BYTES, PREFIX_BYTES, CHECKSUM_BYTES):
        raise ValueError
    return header


def _refuse_excess(header: Header) -> None:
    """A hostile file must not be able to ask for a hundred gigabytes, or for a day."""
    cost = header.cost
    least, most = _CHUNK_LIMITS
    if (
        cost.memory_kib > _MOST_MEMORY_KIB
        or cost.iterations > _MOST_ITERATIONS
        or cost.lanes > _MOST_LANES
        or cost.memory_kib * cost.iterations > _MOST_WORK_KIB
        or header.chunk_bytes > most
    ):
        raise HandoverTooLarge(_("Working out its key would take too much memory or time."))
    if not cost.believable or header.chunk_bytes < least:
        raise HandoverDamaged(_("Its beginning cannot be read."))


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value
