"""Whether a write-ahead log that was left behind is whole, looked at before SQLite reads it.

SQLite takes a log up to the first frame that does not fit and silently leaves the rest away. After
a power cut that is right for the last transaction, which nobody was told of. Where a frame is bad
and a later transaction follows it, the bad one had reached the disk: that is damage, and what was
saved would vanish without a word.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tac_desktop.storage.errors import VaultDamaged
from tac_desktop.storage.salvage.pages import PAGE, PageCipher, salt_of
from tac_desktop.words import _

_HEADER, _FRAME = 32, 24
_LITTLE, _BIG = 0x377F0682, 0x377F0683
_WORDS_MASK = 0xFFFFFFFF
_MOST_SUMMED = 12 * 1024 * 1024
"""Bytes of a log whose checksums are added up here, a megabyte in some 60 ms. Of a longer one, as a
broken-off import leaves it behind, each page's HMAC has to do."""

_MOST_LOOKED_AT = 512 * 1024 * 1024

Sums = tuple[int, int]


@dataclass(frozen=True)
class _Found:
    """One frame: does it fit the chain of checksums, and does it end a transaction."""

    number: int
    ends: bool
    fits: bool
    page: bytes


def refuse_damaged_log(database: Path, data_key: bytes) -> None:
    """Raise VaultDamaged where the log holds something that SQLite would leave away unsaid."""
    try:
        with database.with_name(database.name + "-wal").open("rb") as file:
            header = file.read(_HEADER)
            content = file.read(_MOST_LOOKED_AT)
    except OSError:
        return
    if len(header) < _HEADER or len(content) < _FRAME + PAGE:
        return
    cipher = PageCipher(data_key, salt_of(database))
    broken, broken_ends = False, False
    for frame in _frames(header, content, cipher):
        if broken_ends and cipher.is_whole(frame.number, frame.page):
            raise VaultDamaged(
                _("Its log of what was saved last is damaged; what follows in it would be lost.")
            )
        broken = broken or not frame.fits
        broken_ends = broken_ends or (broken and frame.ends)


def _frames(header: bytes, content: bytes, cipher: PageCipher) -> Iterator[_Found]:
    """The frames of this round of the log; those of an earlier round carry another mark.

    Behind the first that does not fit they are looked for at any place.
    """
    magic, _version, size = struct.unpack(">III", header[:12])
    order = "<" if magic == _LITTLE else ">"
    sums = _added((0, 0), header[:24], order)
    whole = magic in (_LITTLE, _BIG) and size == PAGE
    fits = whole and sums == struct.unpack(">II", header[24:])
    mark = header[16:24] if fits else content[8:16]
    place = 0
    while fits and place + _FRAME + PAGE <= len(content):
        about, page = content[place : place + _FRAME], _page_at(content, place)
        if len(content) > _MOST_SUMMED:
            fits = about[8:16] == mark and cipher.is_whole(struct.unpack(">I", about[:4])[0], page)
        else:
            sums = _added(_added(sums, about[:8], order), page, order)
            fits = about[8:16] == mark and sums == struct.unpack(">II", about[16:])
        if fits:
            yield _found(content, place, fits=True)
            place += _FRAME + PAGE
    at = content.find(mark, place)
    while at >= 0:
        if at >= 8 and at - 8 + _FRAME + PAGE <= len(content):
            yield _found(content, at - 8, fits=False)
        at = content.find(mark, at + 1)


def _found(content: bytes, place: int, *, fits: bool) -> _Found:
    number, length = struct.unpack(">II", content[place : place + 8])
    return _Found(number, length > 0, fits, _page_at(content, place))


def _page_at(content: bytes, place: int) -> bytes:
    return content[place + _FRAME : place + _FRAME + PAGE]


def _added(sums: Sums, content: bytes, order: str) -> Sums:
    """SQLite's checksum of a log, gone on with."""
    first, second = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for place in range(0, len(words), 2):
        first = (first + words[place] + second) & _WORDS_MASK
        second = (second + words[place + 1] + first) & _WORDS_MASK
    return first, second
