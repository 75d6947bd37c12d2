"""Reads a PDF the way a person does: its words page by page, and where there is ink."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

PAGE_MM = (210.0, 297.0)
_DOTS_PER_MM = 3


class Paper:
    """An opened PDF."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self._bytes = QByteArray(pdf)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(None)
        self._document.load(self._buffer)
        assert self._document.status() == QPdfDocument.Status.Ready, self._document.error()

    @property
    def document(self) -> QPdfDocument:
        """The document as Qt reads it."""
        return self._document

    @property
    def pages(self) -> list[str]:
        """The text of each page."""
        count = self._document.pageCount()
        return [self._document.getAllText(page).text() for page in range(count)]

    @property
    def text(self) -> str:
        """All text with every run of white space as one blank."""
        return re.sub(r"\s+", " ", " ".join(self.pages))

    def lines(self, page: int) -> list[str]:
        """The lines of one page."""
        return [line.strip() for line in self.pages[page].splitlines() if line.strip()]

    def left_edge(self, page: int) -> float:
        """Where the first text of the body of a page begins, in points from the left."""
        selection = self._document.getAllText(page)
        return min(polygon.boundingRect().left() for polygon in selection.bounds()[2:-2])

    def ink_outside(self, left: float, right: float, top: float, bottom: float) -> int:
        """Dark dots on any page outside a frame whose margins are given in millimetres."""
        width, height = (round(side * _DOTS_PER_MM) for side in PAGE_MM)
        first_x, last_x = int(left * _DOTS_PER_MM) - 1, width - int(right * _DOTS_PER_MM) + 1
        first_y, last_y = int(top * _DOTS_PER_MM), height - int(bottom * _DOTS_PER_MM)
        dark = 0
        for page in range(self._document.pageCount()):
            for y, row in enumerate(self._rows(page, width, height)):
                inside = first_y <= y < last_y
                edges = row[:first_x] + row[last_x:] if inside else row
                dark += sum(shade < 160 for shade in edges)
        return dark

    def _rows(self, page: int, width: int, height: int) -> Iterator[bytes]:
        """The rows of a page drawn on white, one byte a dot."""
        white = QImage(width, height, QImage.Format.Format_RGB32)
        white.fill(Qt.GlobalColor.white)
        painter = QPainter(white)
        painter.drawImage(0, 0, self._document.render(page, QSize(width, height)))
        painter.end()
        grey = white.convertToFormat(QImage.Format.Format_Grayscale8)
        for y in range(height):
            yield bytes(grey.constScanLine(y))[:width]

    def fonts(self) -> dict[str, bool]:
        """The name of every font on any page, and whether it is embedded."""
        found = {}
        with pikepdf.open(io.BytesIO(self.pdf)) as document:
            for page in document.pages:
                for font in page.resources.get("/Font", {}).values():
                    descriptor = font.get("/FontDescriptor")
                    found[str(font.BaseFont)] = descriptor is not None and (
                        "/FontFile2" in descriptor
                    )
        return found

    def sizes(self) -> set[float]:
        """Every size in which text is set."""
        found = set()
        with pikepdf.open(io.BytesIO(self.pdf)) as document:
            for page in document.pages:
                for operands, operator in pikepdf.parse_content_stream(page):
                    if str(operator) == "Tf":
                        found.add(round(float(operands[1]), 2))
        return found
