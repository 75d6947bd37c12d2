"""The pages of a PDF as dots on white paper, ready for a printer."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tac_desktop.errors import NotUnderstood
from tac_desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtPdf import QPdfDocument

Progress = Callable[[int, int, str], None]

DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72


def pages_meant(typed: str, pages: int) -> list[int]:
    """Page numbers meant by `1-3, 5`, in order and once each; all `pages` where it is empty.

    Raises `NotUnderstood` for what is not a page of the document.
    """
    if not typed.strip():
        return list(range(1, pages + 1))
    wanted: set[int] = set()
    for part in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", typed.strip()))):
        found = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", part)
        first = int(found[1]) if found else 0
        last = int(found[2] or found[1]) if found else 0
        if not 1 <= first <= last <= pages:
            raise NotUnderstood(
                _("“{part}” is not a page of this print.").format(part=part),
                (
                    _("It has pages 1 to {pages}. Write them like this: 1-3, 5.").format(
                        pages=pages
                    ),
                ),
            )
        wanted.update(range(first, last + 1))
    return sorted(wanted)


@dataclass(frozen=True)
class DrawnPage:
    """A page as dots, compressed: ten pages at 300 dots an inch would fill 90 MB otherwise."""

    width: int
    height: int
    bytes_per_line: int
    greyscale: bool
    dots: bytes

    def image(self) -> QImage:
        """The page, to be painted."""
        from PySide6.QtGui import QImage

        kind = QImage.Format.Format_Grayscale8 if self.greyscale else QImage.Format.Format_RGB32
        dots = zlib.decompress(self.dots)
        # Copied, because an image over Python's bytes does not keep them alive.
        return QImage(dots, self.width, self.height, self.bytes_per_line, kind).copy()


def draw_pages(
    pdf: bytes, pages: str, greyscale: bool, progress: Progress | None, words: str
) -> list[DrawnPage]:
    """Every wanted page as dots; empty where the PDF or one of its pages cannot be drawn.

    Raises `NotUnderstood` where `pages` names no page, and what `progress` raises to stop it.
    """
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready or not document.pageCount():
        return []
    wanted = pages_meant(pages, document.pageCount())
    drawn: list[DrawnPage] = []
    for number in wanted:
        if progress:
            progress(len(drawn), len(wanted), words)
        page = _draw_page(document, number - 1, greyscale)
        if page is None:
            return []
        drawn.append(page)
    if progress:
        progress(len(drawn), len(wanted), words)
    document.close()
    return drawn


def _draw_page(document: QPdfDocument, index: int, greyscale: bool) -> DrawnPage | None:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage, QPainter

    points = document.pagePointSize(index)
    scale = DOTS_PER_INCH / _POINTS_PER_INCH
    size = QSize(round(points.width() * scale), round(points.height() * scale))
    dots = document.render(index, size)
    if dots.isNull():
        return None
    # QtPdf leaves the paper transparent, which a printer would take for black.
    kind = QImage.Format.Format_Grayscale8 if greyscale else QImage.Format.Format_RGB32
    paper = QImage(size, kind)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, dots)
    painter.end()
    squeezed = zlib.compress(bytes(paper.constBits()), level=1)
    return DrawnPage(size.width(), size.height(), paper.bytesPerLine(), greyscale, squeezed)
