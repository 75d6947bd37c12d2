"""A page of a file as a picture: its dots and nothing else, no text and no data behind them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.platypus import Flowable  # type: ignore[import-untyped]

from tac_desktop.casework.document_files import FileRefused
from tac_desktop.casework.subject_access import Box
from tac_desktop.packs.tags import tags_of
from tac_desktop.words import _

_MOST_DOTS = (1700, 2400)
_WHOLE = 1000
_HIGHEST = 0.93
"""Of the height of the text, so that a line above it stays on its page."""


class ScanFlowable(Flowable):  # type: ignore[misc]
    """The picture, scaled to the room there is; to whoever hears the paper read a figure."""

    def __init__(self, image: bytes, alt: str, width: float, height: float) -> None:
        super().__init__()
        self._reader = ImageReader(io.BytesIO(image))
        dots_wide, dots_high = self._reader.getSize()
        scale = min(width / dots_wide, height * _HIGHEST / dots_high)
        self._size = dots_wide * scale, dots_high * scale
        self._alt = alt

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As large as it will be drawn."""
        return self._size

    def draw(self) -> None:
        """The picture as one figure."""
        canvas: Any = self.canv
        tags = tags_of(canvas)
        wide, high = self._size
        left, foot = canvas.absolutePosition(0, 0)
        box = (left, foot, left + wide, foot + high)
        with tags.element("Figure", id(self), alt=self._alt, box=box), tags.content(canvas):
            canvas.drawImage(self._reader, 0, 0, wide, high)


def burnt(picture: bytes, boxes: Sequence[Box]) -> bytes:
    """A page as a new JPEG of its dots alone, black where the boxes are; nothing is under them.

    What a camera or a program noted in the file (place, time, thumbnail) does not come along.

    Raises:
        FileRefused: where the picture cannot be read.
    """
    from PIL import Image, ImageDraw, ImageOps

    try:
        with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG")) as opened:
            opened.draft("RGB", _MOST_DOTS)
            turned = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise FileRefused(
            _("A page of a file cannot be drawn."),
            _("Hold its file back, or make the page ready on paper."),
        ) from error
    turned.thumbnail(_MOST_DOTS)
    paper = Image.new("RGB", turned.size, "white")
    paper.paste(turned)
    draw = ImageDraw.Draw(paper)
    wide, high = paper.size
    for box in boxes:
        left, top = box.left * wide // _WHOLE, box.top * high // _WHOLE
        right = -(-(box.left + box.width) * wide // _WHOLE)
        foot = -(-(box.top + box.height) * high // _WHOLE)
        draw.rectangle((left, top, right, foot), fill="black")
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=85)
    return out.getvalue()
