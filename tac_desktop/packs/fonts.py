"""Noto Sans on paper: the four bundled faces, registered once, embedded in every PDF.

The standard PDF fonts are never used: they are not embedded, and they have no ŵ, ş, ł or Cyrillic.
"""

from __future__ import annotations

import re
import unicodedata
from threading import Lock

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

from tac_desktop import paths
from tac_desktop.errors import TacError
from tac_desktop.words import _

REGULAR = "TacSans"
BOLD = "TacSans-Bold"
ITALIC = "TacSans-Italic"
BOLD_ITALIC = "TacSans-BoldItalic"

_FILES = {
    REGULAR: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    ITALIC: "NotoSans-Italic.ttf",
    BOLD_ITALIC: "NotoSans-BoldItalic.ttf",
}
_SPACES = {"\t": "    ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": "", "\ufeff": ""}
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
"""What may stand in plain English text and not on paper: control characters but for line ends."""

_lock = Lock()
_known_characters: frozenset[int] = frozenset()


def register() -> None:
    """Make the four faces known to ReportLab. Cheap after the first time.

    Raises `TacError` when the font files that belong to the program are missing.
    """
    global _known_characters
    with _lock:
        if _known_characters:
            return
        folder = paths.resource("fonts")
        for name, file_name in _FILES.items():
            path = folder / file_name
            if not path.is_file():
                raise TacError(
                    _("The font {file} is missing, so nothing can be printed.").format(
                        file=file_name
                    ),
                    _("Your records are not affected."),
                    _("Install the program again, or ask whoever installed it."),
                )
            pdfmetrics.registerFont(TTFont(name, str(path)))
        pdfmetrics.registerFontFamily(
            REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC
        )
        _known_characters = frozenset(pdfmetrics.getFont(REGULAR).face.charToGlyph)


def printable(text: str) -> str:
    """`text` as it can be printed: accents composed, odd spaces made plain, no control characters.

    Characters the font does not have stay as they are (they print as an empty frame), so that
    nobody reads a shortened name as a whole one; `unprintable` finds them.
    """
    if text.isascii() and not _CONTROL.search(text):
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    for space, plain in _SPACES.items():
        composed = composed.replace(space, plain)
    return "".join(
        character
        for character in composed
        if character == "\n" or not unicodedata.category(character).startswith("C")
    )


def unprintable(text: str) -> set[str]:
    """The characters of `text` that the font does not have."""
    register()
    return {
        character
        for character in set(printable(text))
        if character != "\n" and ord(character) not in _known_characters
    }


def width(text: str, font: str, size: float) -> float:
    """The width of one line of `text`, in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def shortened(text: str, font: str, size: float, room: float) -> str:
    """`text`, ended with an ellipsis where it is wider than `room` points."""
    if width(text, font, size) <= room:
        return text
    kept = text
    while kept and width(kept + "…", font, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"
