"""Rows out of single pages of a table, without the engine: SQLite's file format, sections 1.6, 2.1.

Whatever does not fit the format is passed over, never believed: what a row says has to prove
itself elsewhere.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tac_desktop.storage.salvage.pages import USABLE, Page

Value = int | float | str | bytes | None

LEAF, INTERIOR = 0x0D, 0x05
_LONGEST_ROW = 64 * 1024 * 1024
_MOST_COLUMNS = 200
_WHOLE_LOCAL = USABLE - 35
_LEAST_LOCAL = (USABLE - 12) * 32 // 255 - 23
_OVERFLOW = USABLE - 4

PageAt = Callable[[int], Page | None]


class Unreadable(Exception):
    """A cell or a page that is not as SQLite writes it."""


@dataclass(frozen=True)
class Cell:
    """One row of a table as it lies on its leaf page. `size` is that of its whole content."""

    rowid: int
    size: int
    local: bytes
    overflow: int
    whole: bool

    def values(self, page_at: PageAt, most: int = _MOST_COLUMNS) -> list[Value]:
        """The first columns of the row, `most` of them.

        Raises:
            Unreadable: where it does not fit the format or continues on a page that is lost.
        """
        kinds, begins = self.kinds(page_at)
        sizes = [_size_of(kind) for kind in kinds]
        wanted = begins + sum(sizes[:most])
        content = self.local if wanted <= len(self.local) else self._content(page_at)
        found: list[Value] = []
        for kind, size in zip(kinds[:most], sizes, strict=False):
            if begins + size > len(content):
                raise Unreadable
            found.append(_value(kind, content[begins : begins + size]))
            begins += size
        return found

    def kinds(self, page_at: PageAt) -> tuple[list[int], int]:
        """The serial type of each column, and where the first one's value begins."""
        begins, place = _varint(self.local, 0)
        if not place <= begins <= self.size:
            raise Unreadable
        header = self.local if begins <= len(self.local) else self._content(page_at)
        kinds = []
        while place < begins:
            kind, place = _varint(header, place)
            kinds.append(kind)
        if place != begins or len(kinds) > _MOST_COLUMNS:
            raise Unreadable
        if begins + sum(_size_of(kind) for kind in kinds) != self.size:
            raise Unreadable
        return kinds, begins

    def _content(self, page_at: PageAt) -> bytes:
        content, following = [self.local], self.overflow
        left = self.size - len(self.local)
        while left > 0:
            page = page_at(following) if following else None
            if page is None:
                raise Unreadable
            (following,) = struct.unpack(">I", page.content[:4])
            content.append(page.content[4 : 4 + min(left, _OVERFLOW)])
            left -= _OVERFLOW
        return b"".join(content)


def cells_of(page: Page) -> Iterator[Cell]:
    """The rows on a leaf page of a table; nothing where it is another page."""
    content, begins = page.content, _beginning(page)
    if content[begins] != LEAF:
        return
    (count,) = struct.unpack(">H", content[begins + 3 : begins + 5])
    pointers = content[begins + 8 : begins + 8 + 2 * count]
    for (place,) in struct.iter_unpack(">H", pointers[: len(pointers) // 2 * 2]):
        try:
            yield _cell(content, place, page.whole)
        except (Unreadable, IndexError, struct.error):
            continue


def children_of(page: Page) -> list[int]:
    """The pages below an interior page of a table; none where it is another page."""
    content, begins = page.content, _beginning(page)
    if content[begins] != INTERIOR:
        return []
    (count,) = struct.unpack(">H", content[begins + 3 : begins + 5])
    (last,) = struct.unpack(">I", content[begins + 8 : begins + 12])
    pointers = content[begins + 12 : begins + 12 + 2 * count]
    found = [last]
    for (place,) in struct.iter_unpack(">H", pointers[: len(pointers) // 2 * 2]):
        if place + 4 <= USABLE:
            found.append(struct.unpack(">I", content[place : place + 4])[0])
    return found


def _beginning(page: Page) -> int:
    return 100 if page.number == 1 else 0


def _cell(content: bytes, place: int, whole: bool) -> Cell:
    size, place = _varint(content, place)
    rowid, place = _varint(content, place)
    if size > _LONGEST_ROW:
        raise Unreadable
    if rowid >= 1 << 63:
        rowid -= 1 << 64
    if size <= _WHOLE_LOCAL:
        here, overflow = size, 0
    else:
        here = _LEAST_LOCAL + (size - _LEAST_LOCAL) % _OVERFLOW
        here = here if here <= _WHOLE_LOCAL else _LEAST_LOCAL
        (overflow,) = struct.unpack(">I", content[place + here : place + here + 4])
    if place + here > USABLE:
        raise Unreadable
    return Cell(rowid, size, content[place : place + here], overflow, whole)


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """A number of up to nine bytes, the high bits first, and where it ends."""
    number = 0
    for length in range(9):
        if place + length >= len(content):
            raise Unreadable
        one = content[place + length]
        if length == 8:
            return number << 8 | one, place + 9
        number = number << 7 | one & 0x7F
        if not one & 0x80:
            return number, place + length + 1
    raise Unreadable


_FIXED = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


def _size_of(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    if kind not in _FIXED:
        raise Unreadable
    return _FIXED[kind]


def _value(kind: int, content: bytes) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind == 7:
        number: float = struct.unpack(">d", content)[0]
        return number
    if kind < 7:
        return int.from_bytes(content, "big", signed=True)
    if kind % 2 == 0:
        return content
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable from None
