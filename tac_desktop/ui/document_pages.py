"""The pages of a document's file as pictures, from memory: nothing in the file is ever run.

QtPdf draws what is on the page and knows no scripts; attachments, links and forms are not touched.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF
from PySide6.QtGui import QImage, QImageReader, QPainter

from tac_desktop.casework.document_files import JPEG, LIMITS, PDF, FileRefused, recognise
from tac_desktop.words import _

_FORMATS = {JPEG: b"jpeg"}
_MOST_MEGABYTES = 300
_LONGEST_DRAWN = 8000


class Pages(Protocol):
    """Pages to be shown; sizes in points or dots, whatever 100 % means for them."""

    @property
    def count(self) -> int:
        """How many there are."""

    def size(self, page: int) -> QSizeF:
        """The size of a page, from 0, at 100 %."""

    def draw(self, page: int, width: int) -> QImage:
        """A page, so many dots wide, on white; a null image where it cannot be drawn."""

    def text(self, page: int) -> str:
        """The words on a page, as far as the file has them."""


def open_pages(content: bytes) -> Pages:
    """The pages of a file.

    Raises:
        FileRefused: where it cannot be opened, or asks for more than is allowed.
    """
    found = recognise(content)
    if found.content_type == PDF:
        return _PdfPages(content)
    return _Picture(content, _FORMATS.get(found.content_type, b"png"))


class _PdfPages:
    def __init__(self, content: bytes) -> None:
        from PySide6.QtPdf import QPdfDocument

        # Not the widget's own dots per inch: 100 % is the size of the paper on a usual screen.
        self._scale = 96 / 72
        self._buffer = QBuffer()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument()
        self._document.load(self._buffer)
        if self._document.error() == QPdfDocument.Error.IncorrectPassword:
            raise needs_a_password()
        if self._document.status() != QPdfDocument.Status.Ready or self.count < 1:
            raise cannot_be_opened()
        if self.count > LIMITS.pages:
            raise too_many_pages(self.count, LIMITS.pages)

    @property
    def count(self) -> int:
        return self._document.pageCount()

    def size(self, page: int) -> QSizeF:
        return self._document.pagePointSize(page) * self._scale

    def draw(self, page: int, width: int) -> QImage:
        points = self._document.pagePointSize(page)
        if points.isEmpty():
            return QImage()
        dots = self._document.render(page, _drawn_size(points, width))
        return _on_white(dots)

    def text(self, page: int) -> str:
        return self._document.getAllText(page).text()


class _Picture:
    count = 1

    def __init__(self, content: bytes, kind: bytes) -> None:
        QImageReader.setAllocationLimit(_MOST_MEGABYTES)
        buffer = QBuffer()
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        # The kind is told: no other reader is tried on a file that only pretends.
        reader = QImageReader(buffer, QByteArray(kind))
        reader.setAutoDetectImageFormat(False)
        reader.setAutoTransform(True)
        self._image = reader.read()
        if self._image.isNull():
            raise cannot_be_opened()

    def size(self, page: int) -> QSizeF:
        return QSizeF(self._image.size())

    def draw(self, page: int, width: int) -> QImage:
        from PySide6.QtCore import Qt

        drawn = self._image.scaled(
            _drawn_size(self.size(page), width),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        return _on_white(drawn)

    def text(self, page: int) -> str:
        return ""


def _on_white(drawn: QImage) -> QImage:
    """On paper: QtPdf leaves it transparent, and pictures may be."""
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper


def _drawn_size(size: QSizeF, width: int) -> QSize:
    """So many dots wide, and never longer than can be held in memory."""
    wide = max(1, min(width, _LONGEST_DRAWN))
    high = round(wide * size.height() / size.width())
    if high > _LONGEST_DRAWN:
        wide, high = max(1, round(wide * _LONGEST_DRAWN / high)), _LONGEST_DRAWN
    return QSize(wide, max(1, high))


def needs_a_password() -> FileRefused:
    """For a PDF that is encrypted."""
    return FileRefused(
        _("This PDF is encrypted: it opens only with a password."),
        _("Ask for it without a password, or print it where it opens and scan the paper."),
    )


def cannot_be_opened() -> FileRefused:
    """For a file that looks right from outside and cannot be drawn."""
    return FileRefused(
        _("This file cannot be opened: it is damaged, or not what it says it is."),
        _("Copy it again from where it came, or scan it again."),
    )


def too_many_pages(count: int, limit: int) -> FileRefused:
    """For a PDF longer than is kept."""
    return FileRefused(
        _("This PDF has {count} pages; at most {limit} can be kept in one document.").format(
            count=count, limit=limit
        ),
        _("Split it into parts."),
    )
