"""The pages of a document's file as pictures, for black boxes and for the answer."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from tac_desktop.casework.document_files import PDF, recognise
from tac_desktop.ui.document_pages import cannot_be_opened, open_pages

WIDTH = 1650
"""Dots across a page: about 200 an inch on A4."""


def page_images(content: bytes) -> list[QImage]:
    """Every page, drawn on white.

    Raises:
        FileRefused: where it cannot be opened or drawn.
    """
    pages = open_pages(content)
    drawn = [pages.draw(number, WIDTH) for number in range(pages.count)]
    if any(one.isNull() for one in drawn):
        raise cannot_be_opened()
    return drawn


def pages_as_pictures(content: bytes) -> list[bytes]:
    """The same as PNG; a picture stays what it is.

    Raises:
        FileRefused: as `page_images`.
    """
    if recognise(content).content_type != PDF:
        return [content]
    return [_png(one) for one in page_images(content)]


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
