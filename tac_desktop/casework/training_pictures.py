"""Drawn papers and pictures for invented cases: small PDFs and PNGs, made from numbers alone."""

from __future__ import annotations

import random
import struct
import unicodedata
import zlib
from collections.abc import Sequence
from functools import cache

_COLOURS = (
    (255, 255, 255), (66, 133, 200), (96, 160, 72), (240, 196, 48), (200, 72, 64), (120, 84, 60),
    (40, 40, 48), (232, 160, 176),
)  # fmt: skip
_PAPER, _SKY, _GRASS, _SUN, _ROOF, _WOOD, _INK, _ROSE = range(8)
_WIDE, _HIGH = 320, 240
_LINES_A_PAGE = 46


@cache
def drawing_png(number: int) -> bytes:
    """A child's drawing of a house and people under the sun; the same number, the same drawing."""
    rng = random.Random(f"tac drawing {number}")
    dots = [bytearray(_WIDE) for _row in range(_HIGH)]
    _box(dots, 0, 0, _WIDE, 26, _SKY)
    _box(dots, 0, 205, _WIDE, _HIGH, _GRASS)
    _disc(dots, rng.choice((44, 270)), 52, 24, _SUN)
    left = rng.randint(80, 130)
    _box(dots, left, 120, left + 96, 205, rng.choice((_ROSE, _SUN, _SKY)))
    for row in range(44):
        _box(dots, left + 48 - row - 6, 76 + row, left + 48 + row + 6, 77 + row, _ROOF)
    _box(dots, left + 38, 160, left + 60, 205, _WOOD)
    for window in (10, 68):
        _box(dots, left + window, 134, left + window + 18, 152, _PAPER)
    for place in range(rng.randint(2, 4)):
        _person(dots, left - 62 + place * 24 + (110 if place > 1 else 0), rng)
    rows = b"".join(b"\0" + bytes(row) for row in dots)
    palette = b"".join(bytes(colour) for colour in _COLOURS)
    return _png(rows, palette)


@cache
def _paper(title: str, lines: tuple[str, ...]) -> bytes:
    pages = [lines[at : at + _LINES_A_PAGE] for at in range(0, len(lines), _LINES_A_PAGE)] or [()]
    objects = ["", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        text = _page_text(title, page)
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
        stream = len(objects)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents"
            f" {stream} 0 R /Resources << /Font << /F 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _pdf(objects)


def paper_pdf(title: str, lines: Sequence[str]) -> bytes:
    """A typed paper as a PDF of as many pages as its lines need."""
    return _paper(title, tuple(lines))


def _person(dots: list[bytearray], across: int, rng: random.Random) -> None:
    tall = rng.choice((30, 44, 52))
    top = 210 - tall
    _disc(dots, across, top, 9, _ROSE)
    _box(dots, across - 2, top + 8, across + 2, top + tall - 12, _INK)
    _box(dots, across - 12, top + 14, across + 12, top + 17, _INK)
    for side in (-1, 1):
        for step in range(14):
            foot = across + side * step // 2
            _box(dots, foot, top + tall - 12 + step, foot + 2, top + tall - 11 + step, _INK)


def _box(dots: list[bytearray], left: int, top: int, right: int, bottom: int, colour: int) -> None:
    left, right = max(0, left), min(_WIDE, right)
    for row in dots[max(0, top) : min(_HIGH, bottom)]:
        row[left:right] = bytes([colour]) * max(0, right - left)


def _disc(dots: list[bytearray], across: int, down: int, radius: int, colour: int) -> None:
    for row in range(-radius, radius + 1):
        half = int((radius * radius - row * row) ** 0.5)
        _box(dots, across - half, down + row, across + half + 1, down + row + 1, colour)


def _png(rows: bytes, palette: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", _WIDE, _HIGH, 8, 3, 0, 0, 0)
    pieces = (
        (b"IHDR", header),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    made = b"\x89PNG\r\n\x1a\n"
    for kind, content in pieces:
        made += struct.pack(">I", len(content)) + kind + content
        made += struct.pack(">I", zlib.crc32(kind + content))
    return made


def _page_text(title: str, lines: Sequence[str]) -> str:
    shown = [f"BT /F 17 Tf 72 770 Td ({_safe(title)}) Tj ET", "0.6 w 72 758 m 523 758 l S"]
    for place, words in enumerate(lines):
        shown.append(f"BT /F 11 Tf 72 {734 - 15 * place} Td ({_safe(words)}) Tj ET")
    return "\n".join(shown)


def _safe(words: str) -> str:
    """Text for a PDF string in the font's own signs.

    The font has no ŵ and ŷ: such letters lose their accent; anything else is a question mark.
    """
    drawn = "".join(
        one if ord(one) < 256 else unicodedata.normalize("NFD", one)[0] for one in words
    )
    plain = drawn.encode("latin-1", "replace").decode("latin-1")
    return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf(objects: Sequence[str]) -> bytes:
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        made += f"{place:010d} 00000 n \n".encode()
    made += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n".encode()
    return bytes(made + b"%%EOF\n")
