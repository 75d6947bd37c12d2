"""The pages of an encrypted database file, each opened by itself, so that one lost loses no other.

SQLCipher 4 with a raw key: each page of 4096 bytes ends with 16 bytes of initialisation vector and
64 of HMAC-SHA512 over what stands before and the page's number (little-endian). The HMAC's key is
PBKDF2-HMAC-SHA512 of the data key, 2 rounds, with the file's salt (its first 16 bytes) XOR 0x3A.
The write-ahead log and the rollback journal hold whole pages in the same form.

Nothing is written, no file is opened by the database engine, and nothing decrypted leaves memory.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Self

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
USABLE = PAGE - 80
"""Bytes of a page that SQLite itself uses."""

SALT_BYTES = 16
_IV_AT, _MAC_AT = PAGE - 80, PAGE - 64
_MASK = 0x3A
_HEADER = b"SQLite format 3\x00"
_SAMPLES = 64

_LOG_MAGIC = (0x377F0682, 0x377F0683)
_LOG_HEADER, _FRAME_HEADER = 32, 24
_JOURNAL_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"

PlacesOf = Callable[[BinaryIO], dict[int, list[int]]]


class PageCipher:
    """Opens pages with the data key; `salt` is needed to tell whether a page is as it was."""

    def __init__(self, data_key: bytes, salt: bytes | None) -> None:
        self._cipher = algorithms.AES(data_key)
        self._mac_key = b""
        if salt is not None:
            mask = bytes(one ^ _MASK for one in salt)
            self._mac_key = hashlib.pbkdf2_hmac("sha512", data_key, mask, 2, len(data_key))

    def is_whole(self, number: int, page: bytes) -> bool:
        """Whether a page is as it was written; False for all where the salt is not known."""
        if not self._mac_key or len(page) != PAGE:
            return False
        begins = SALT_BYTES if number == 1 else 0
        said = page[begins:_MAC_AT] + struct.pack("<I", number)
        return hmac.compare_digest(hmac.digest(self._mac_key, said, "sha512"), page[_MAC_AT:])

    def opened(self, number: int, page: bytes) -> bytes:
        """The page as SQLite knows it, whole or not."""
        begins = SALT_BYTES if number == 1 else 0
        decryptor = Cipher(self._cipher, modes.CBC(page[_IV_AT:_MAC_AT])).decryptor()
        content = decryptor.update(page[begins:_IV_AT]) + decryptor.finalize()
        return _HEADER + content if number == 1 else content


@dataclass(frozen=True)
class Page:
    """One version of a page. `whole` says that its HMAC fits."""

    number: int
    content: bytes
    whole: bool


@dataclass
class _Kept:
    """Where the versions of pages stand that are not in the database file: newest first."""

    file: BinaryIO
    places: dict[int, list[int]] = field(default_factory=dict)


class Pages:
    """Every version of every page of a database, and of the logs beside it."""

    def __init__(self, path: Path, data_key: bytes, salts: tuple[bytes, ...] = ()) -> None:
        """Open the files to read. `salts` are tried where the file's own fits no page.

        Raises:
            OSError: where the file itself cannot be opened.
        """
        self._file = path.open("rb")
        self._beside: list[_Kept] = []
        self.count = path.stat().st_size // PAGE
        self.cut_off = path.stat().st_size % PAGE
        for ending, places_of in (("-wal", _log_places), ("-journal", _journal_places)):
            self._open_beside(path.with_name(path.name + ending), places_of)
        beside = {number for kept in self._beside for number in kept.places}
        self.numbers = sorted(beside.union(range(1, self.count + 1)))
        self.salt = self._fitting_salt(data_key, salts)
        self._cipher = PageCipher(data_key, self.salt)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._file.close()
        for kept in self._beside:
            kept.file.close()

    def raw(self, number: int) -> bytes:
        """The bytes of a page in the database file; none where it ends before."""
        return _read(self._file, (number - 1) * PAGE) if 1 <= number <= self.count else b""

    def versions(self, number: int) -> Iterator[Page]:
        """Every version of a page, the newest first, those that are not whole after the others."""
        damaged: list[Page] = []
        for bytes_ in self._bytes_of(number):
            page = self._opened(number, bytes_)
            if page.whole:
                yield page
            else:
                damaged.append(page)
        yield from damaged

    def page(self, number: int) -> Page | None:
        """The newest version that is whole; the newest at all where none is."""
        return next(self.versions(number), None)

    def _bytes_of(self, number: int) -> Iterator[bytes]:
        for kept in self._beside:
            for place in kept.places.get(number, ()):
                content = _read(kept.file, place)
                if len(content) == PAGE:
                    yield content
        content = self.raw(number)
        if len(content) == PAGE:
            yield content

    def _opened(self, number: int, content: bytes) -> Page:
        whole = self._cipher.is_whole(number, content)
        return Page(number, self._cipher.opened(number, content), whole)

    def _open_beside(self, path: Path, places_of: PlacesOf) -> None:
        try:
            file = path.open("rb")
        except OSError:
            return
        try:
            self._beside.append(_Kept(file, places_of(file)))
        except OSError:
            file.close()

    def _fitting_salt(self, data_key: bytes, others: tuple[bytes, ...]) -> bytes | None:
        """The salt with which a page is whole: the file's own, or that of a copy of it."""
        step = max(1, self.count // _SAMPLES)
        numbers = [*range(2, self.count + 1, step), 1]
        for salt in (_read(self._file, 0)[:SALT_BYTES], *others):
            cipher = PageCipher(data_key, salt)
            if len(salt) == SALT_BYTES and any(
                cipher.is_whole(number, content)
                for number in numbers
                for content in self._bytes_of(number)
            ):
                return salt
        return None


def salt_of(path: Path) -> bytes:
    """The salt of a database file; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    except OSError:
        return b""


def _read(file: BinaryIO, place: int) -> bytes:
    """A page's bytes at a place; fewer or none where the disk does not give them."""
    try:
        file.seek(place)
        return file.read(PAGE)
    except OSError:
        return b""


def _log_places(file: BinaryIO) -> dict[int, list[int]]:
    """Where the pages of a write-ahead log stand, up to the last that was committed.

    Frames of an earlier round of the log carry other salts and do not count.
    """
    header = file.read(_LOG_HEADER)
    salts = header[16:24] if _is_log_header(header) else b""
    found: list[tuple[int, int]] = []
    committed = 0
    place = _LOG_HEADER
    while True:
        file.seek(place)
        frame = file.read(_FRAME_HEADER)
        if len(frame) < _FRAME_HEADER:
            break
        number, size, mine = struct.unpack(">II8s", frame[:16])
        salts = salts or mine
        if mine == salts and number:
            found.append((number, place + _FRAME_HEADER))
            committed = len(found) if size else committed
        place += _FRAME_HEADER + PAGE
    places: dict[int, list[int]] = {}
    for number, where in reversed(found[:committed]):
        places.setdefault(number, []).append(where)
    return places


def _is_log_header(header: bytes) -> bool:
    if len(header) < _LOG_HEADER:
        return False
    magic, _version, size = struct.unpack(">III", header[:12])
    return magic in _LOG_MAGIC and size == PAGE


def _journal_places(file: BinaryIO) -> dict[int, list[int]]:
    """Where the pages of a rollback journal stand: as they were before what was broken off."""
    header = file.read(28)
    if len(header) < 28 or header[:8] != _JOURNAL_MAGIC:
        return {}
    sector, size = struct.unpack(">II", header[20:28])
    if size != PAGE or not 512 <= sector <= 65536:
        return {}
    places: dict[int, list[int]] = {}
    place = sector
    while True:
        file.seek(place)
        beginning = file.read(4)
        if len(beginning) < 4:
            return places
        (number,) = struct.unpack(">I", beginning)
        if number:
            places.setdefault(number, []).append(place + 4)
        place += PAGE + 8
