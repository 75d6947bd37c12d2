"""Which files may be kept with a document: told by their content, never by their name.

All limits on documents stand here. What is looked at is only the outside of a file: its kind, that
its end is there, how large its pictures would be. Drawing it is for whoever shows it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.errors import TacError
from tac_desktop.words import _

MIB = 1024 * 1024


@dataclass(frozen=True)
class FileLimits:
    """How much a document may ask for.

    A page of A4 scanned at 600 dots an inch has 35 million dots. `file_in_all_bytes` keeps one
    mother's documents small enough for a handover; `seconds` is how long opening one may take.
    """

    bytes: int = 20 * MIB
    file_in_all_bytes: int = 400 * MIB
    pages: int = 500
    pixels: int = 60_000_000
    longest_side: int = 20_000
    at_once: int = 50
    at_once_bytes: int = 200 * MIB
    seconds: float = 20.0


LIMITS = FileLimits()

PNG, JPEG, PDF = "image/png", "image/jpeg", "application/pdf"
ENDINGS = {PNG: ".png", JPEG: ".jpg", PDF: ".pdf"}


class FileRefused(TacError):
    """A file that is not kept, with the sentence that says why; the file itself is untouched."""

    def __init__(self, what_happened: str, what_to_do: str = "") -> None:
        safe = _("The file was not kept. It is where it was, and nothing was changed.")
        super().__init__(what_happened, safe, what_to_do)


@dataclass(frozen=True)
class Recognised:
    """What a file is. Pictures have a size in dots; a PDF's pages are counted on opening."""

    content_type: str
    width: int = 0
    height: int = 0

    @property
    def in_words(self) -> str:
        """`PDF` or `Picture (PNG)`."""
        return kind_in_words(self.content_type)


def kind_in_words(content_type: str) -> str:
    """A content type as people say it, at the beginning of a line."""
    words = {
        PDF: _("PDF"),
        PNG: _("Picture (PNG)"),
        JPEG: _("Picture (JPEG)"),
    }
    return words.get(content_type, _("File of an unknown kind"))


def limits_in_words(limits: FileLimits = LIMITS) -> str:
    """What may be kept, in one sentence for the screen."""
    return _("PDF, JPEG or PNG, up to {size} MB each, PDFs up to {pages} pages.").format(
        size=limits.bytes // MIB, pages=limits.pages
    )


def refuse_too_large(size: int, limits: FileLimits = LIMITS) -> None:
    """Raise FileRefused for a file that has no bytes or too many, before it is read."""
    if size == 0:
        raise FileRefused(
            _("This file is empty (no bytes at all)."),
            _("A copy that was broken off does this: copy or scan it again."),
        )
    if size > limits.bytes:
        raise FileRefused(
            _("This file has {size} MB; at most {limit} MB can be kept.").format(
                size=-(-size // MIB), limit=limits.bytes // MIB
            ),
            _("Scan it again in grey at 200 dots an inch, or split it into parts."),
        )


def recognise(content: bytes, limits: FileLimits = LIMITS) -> Recognised:
    """The kind of a file, by its content.

    Raises:
        FileRefused: for other kinds, for what was cut off, and for what asks for too much.
    """
    refuse_too_large(len(content), limits)
    if content.startswith(_PNG_MAGIC):
        return _of_size(Recognised(PNG, *_png_size(content)), limits)
    if content.startswith(b"\xff\xd8\xff"):
        return _of_size(Recognised(JPEG, *_jpeg_size(content)), limits)
    something_else = any(content.startswith(magic) for magic, _words in _others())
    if b"%PDF-" in content[:1024] and not something_else:
        if b"%%EOF" not in content[-4096:]:
            raise _cut_off()
        return Recognised(PDF)
    raise FileRefused(
        _("This is {kind}, which cannot be kept with a document.").format(kind=_kind_of(content)),
        _("Save, scan or print it as a PDF, or keep a picture as JPEG or PNG."),
    )


def _of_size(found: Recognised, limits: FileLimits) -> Recognised:
    if not found.width or not found.height:
        raise _damaged()
    too_many = found.width * found.height > limits.pixels
    if too_many or max(found.width, found.height) > limits.longest_side:
        raise FileRefused(
            _("This picture has {width} by {height} dots, more than can be shown here.").format(
                width=found.width, height=found.height
            ),
            _("Scan it again at 300 dots an inch or less."),
        )
    return found


_PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_MOST_PIECES = 100_000


def _png_size(content: bytes) -> tuple[int, int]:
    """Width and height; every piece is there and fits its check sum (PNG specification, 5)."""
    place, size = len(_PNG_MAGIC), (0, 0)
    for _piece in range(_MOST_PIECES):
        if place + 12 > len(content):
            raise _cut_off()
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        end = place + 12 + length
        if end > len(content):
            raise _cut_off()
        (check,) = struct.unpack(">I", content[end - 4 : end])
        if zlib.crc32(content[place + 4 : end - 4]) != check:
            raise _damaged()
        if place == len(_PNG_MAGIC):
            if kind != b"IHDR" or length != 13:
                raise _damaged()
            size = struct.unpack(">II", content[place + 8 : place + 16])
        if kind == b"IEND":
            return size
        place = end
    raise _damaged()


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height; the end of the picture is there (ITU T.81, annex B)."""
    size = (0, 0)
    for marker, begins, ends in _jpeg_segments(content):
        if marker in _FRAMES:
            if ends - begins < 6:
                raise _damaged()
            height, width = struct.unpack(">HH", content[begins + 1 : begins + 5])
            size = (width, height)
        if marker == _END:
            return size
    raise _cut_off()


_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset({0x01, _START, _END, *range(0xD0, 0xD8)})


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Each segment's marker, and from where to where what it says goes."""
    place = 0
    while place < len(content):
        if content[place] != 0xFF:
            raise _damaged()
        while place < len(content) and content[place] == 0xFF:
            place += 1
        if place >= len(content):
            return
        marker = content[place]
        place += 1
        if marker in _WITHOUT_LENGTH:
            yield marker, place, place
            continue
        if place + 2 > len(content):
            return
        (length,) = struct.unpack(">H", content[place : place + 2])
        if length < 2 or marker == 0:
            raise _damaged()
        if place + length > len(content):
            return
        yield marker, place + 2, place + length
        place += length
        if marker == _SCAN:
            place = _after_scan(content, place)


def _after_scan(content: bytes, place: int) -> int:
    """Where the next marker after the dots of a scan stands."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            return len(content)
        following = content[place + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            place += 2
        elif following == 0xFF:
            place += 1
        else:
            return place


def _kind_of(content: bytes) -> str:
    for magic, words in _others():
        if content.startswith(magic):
            return words
    if content[4:8] == b"ftyp":
        heic = content[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")
        return _("a HEIC photo, as telephones take them") if heic else _("a film or sound")
    if content.startswith(b"RIFF"):
        return _("a WebP picture") if content[8:12] == b"WEBP" else _("a film or sound")
    beginning = content[:1024].lstrip().lower()
    if beginning.startswith((b"<!doctype html", b"<html")):
        return _("a web page")
    if beginning.startswith((b"<svg", b"<?xml")):
        return _("a drawing or data in XML")
    if b"\0" not in content[:4096]:
        return _("plain text or something like it")
    return _("a file of another kind")


def _others() -> tuple[tuple[bytes, str], ...]:
    """Kinds that people try, by how they begin."""
    program = _("a program")
    tiff, office = _("a TIFF picture"), _("an Office document or an archive of files")
    return (
        (b"MZ", program),
        (b"\x7fELF", program),
        (b"#!", program),
        (b"\xca\xfe\xba\xbe", program),
        (b"II*\0", tiff),
        (b"MM\0*", tiff),
        (b"GIF8", _("a GIF picture")),
        (b"BM", _("a bitmap picture (BMP)")),
        (b"PK\x03\x04", office),
        (b"\xd0\xcf\x11\xe0", _("an Office document or message in an old format")),
        (b"{\\rtf", _("a text in RTF")),
        (b"%!PS", _("a PostScript file")),
        (b"7z\xbc\xaf", _("an archive of files")),
        (b"Rar!", _("an archive of files")),
        (b"\x89TAC", _("a handover")),
        (b"SQLite format 3", _("a database")),
    )


def _cut_off() -> FileRefused:
    return FileRefused(
        _("The end of this file is missing: copying or scanning it was probably broken off."),
        _("Copy it again from where it came, or scan it again."),
    )


def _damaged() -> FileRefused:
    return FileRefused(
        _("This file is damaged: part of it is not as it should be."),
        _("Copy it again from where it came, or scan it again."),
    )
