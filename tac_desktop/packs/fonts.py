"""Noto Sans on paper: the four bundled faces, registered once, embedded in every PDF.

The standard PDF fonts are never used: they are not embedded, and they have no ŵ, ş, ł or Cyrillic.
"""

from __future__ import annotations

import re
import unicodedata
from threading import Lock
from typing import Any

from reportlab import rl_config  # type: ignore[import-untyped]
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
_AS_IT_IS = re.compile(
    "[\n -~\u00a1-\u00ac\u00ae-\u02af\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e€]*"
)
"""Text of which nothing need be changed: Latin with its accents, Cyrillic, dashes and quotes."""

_lock = Lock()
_known_characters: frozenset[str] = frozenset()


class Face(TTFont):  # type: ignore[misc]
    """As ReportLab's own, but words are measured and encoded whole and not letter by letter."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._widths = _Widths(self.face.charWidths, self.face.defaultWidth)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        """The width of one line, in points."""
        return float(0.001 * size * sum(map(self._widths.__getitem__, text)))

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """The text in the codes of the parts of the face that are embedded in `doc`."""
        state = self.state.get(doc)
        if state is not None and text:
            try:
                return [(0, bytes(map(state.assignments.__getitem__, map(ord, text))))]
            except (KeyError, ValueError):
                pass  # a character that comes for the first time, or is not in the first part
        split: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
        return split


class _Widths(dict[str, float]):
    """The width of each character, in thousandths of the size; of unknown ones the usual width."""

    def __init__(self, known: dict[int, float], usual: float) -> None:
        super().__init__((chr(code), width) for code, width in known.items())
        self._usual = usual

    def __missing__(self, character: str) -> float:
        return self._usual


def register() -> None:
    """Make the four faces known to ReportLab, and let it write bytes as they are: as letters
    they take a quarter more room, and longer than to compress them. Cheap after the first time.

    Raises `TacError` when the font files that belong to the program are missing.
    """
    global _known_characters
    with _lock:
        if _known_characters:
            return
        rl_config.useA85 = 0
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
            pdfmetrics.registerFont(Face(name, str(path)))
        pdfmetrics.registerFontFamily(
            REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC
        )
        _known_characters = frozenset(map(chr, pdfmetrics.getFont(REGULAR).face.charToGlyph))


def printable(text: str) -> str:
    """`text` as it can be printed: accents composed, odd spaces made plain, no control characters.

    Characters the font does not have stay as they are (they print as an empty frame), so that
    nobody reads a shortened name as a whole one; `unprintable` finds them.
    """
    if _AS_IT_IS.fullmatch(text):
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
    return without_a_sign(printable(text))


def without_a_sign(said: str) -> set[str]:
    """The same of text that `printable` gave, once the faces are registered."""
    return set(said) - _known_characters - {"\n"}


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
