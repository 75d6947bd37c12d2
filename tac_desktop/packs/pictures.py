"""Drawings on paper: lines and letters, never a bitmap, so that a photocopy of them can be read.

A drawing is set upright where its smallest words stay legible; else on its side on a page of its
own; else in parts from left to right (and from top to bottom), in one of which everybody is whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.lib.colors import Color, white  # type: ignore[import-untyped]
from reportlab.platypus import Flowable  # type: ignore[import-untyped]

from tac_desktop.casework.drawn import Anchor, Box, Drawing, Ink, Item, Line, Oval, Shape, Words
from tac_desktop.packs import fonts
from tac_desktop.packs.styles import INK, Styles
from tac_desktop.packs.tags import tags_of
from tac_desktop.words import _

_LEAST, _LARGEST = 0.78, 1.2
_LEAST_LARGE_PRINT, _LARGEST_LARGE_PRINT = 0.95, 1.7
_SMALLER = 0.85
_PART_HEADING = 14.0
_MARGIN_OF_A_PART = 6.0
_QUIET = Color(0.25, 0.25, 0.25)


def measure(text: str, size: float, bold: bool) -> float:
    """How wide a text is on paper, in points: what a layout for paper is measured with."""
    fonts.register()
    return fonts.width(fonts.printable(text), fonts.BOLD if bold else fonts.REGULAR, size)


def picture_parts(drawing: Drawing, width: float, height: float, styles: Styles) -> list[Any]:
    """The flowables of a drawing on pages with so much room, in points."""
    large = styles.size > 12
    least = _LEAST_LARGE_PRINT if large else _LEAST
    largest = _LARGEST_LARGE_PRINT if large else _LARGEST
    whole = Box(0.0, 0.0, drawing.wide, drawing.high)
    upright = min(width / drawing.wide, height / drawing.high, largest)
    if upright >= least:
        return [PictureFlowable(drawing, whole, upright)]
    turned = min(height / drawing.wide, width / drawing.high, largest)
    if turned >= least:
        return [PictureFlowable(drawing, whole, turned, turned=True)]
    if max(upright, turned) >= _LEAST * _SMALLER:
        # Smaller is better than in parts; in large print the same stands below it in words.
        on_its_side = turned > upright
        return [PictureFlowable(drawing, whole, max(upright, turned), turned=on_its_side)]
    windows = _windows(drawing, width / least, (height - _PART_HEADING) / least)
    count = len(windows)
    parts = []
    for number, window in enumerate(windows, start=1):
        heading = _("{title}, part {number} of {count}").format(
            title=drawing.title, number=number, count=count
        )
        parts.append(PictureFlowable(drawing, window, least, heading=heading))
    return parts


def wants_landscape(drawing: Drawing, width: float, *, large_print: bool) -> bool:
    """Whether a document of this drawing alone is better laid on its side."""
    least = _LEAST_LARGE_PRINT if large_print else _LEAST
    return drawing.wide * least * 1.1 > width and drawing.wide > drawing.high


class PictureFlowable(Flowable):  # type: ignore[misc]
    """A part of a drawing (`window`, in the drawing's points) at a scale."""

    def __init__(
        self,
        drawing: Drawing,
        window: Box,
        scale: float,
        *,
        turned: bool = False,
        heading: str = "",
    ) -> None:
        super().__init__()
        self.drawing = drawing
        self.window = window
        self.scale = scale
        self.turned = turned
        self.heading = heading

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Its size at the scale; a turned one is as wide as it would be high."""
        self._room = available_width
        wide, high = self.window.wide * self.scale, self.window.high * self.scale
        if self.turned:
            wide, high = high, wide
        self._size = (max(wide, available_width), high + (_PART_HEADING if self.heading else 0.0))
        return wide, self._size[1]

    def draw(self) -> None:
        """Draw the window, and nothing that lies outside it."""
        canvas, tags = self.canv, tags_of(self.canv)
        left, bottom = canvas.absolutePosition(0, 0)
        box = (left, bottom, left + self._size[0], bottom + self._size[1])
        words = self.drawing.words if not self.heading else f"{self.heading}. {self.drawing.words}"
        with tags.element("Figure", object(), alt=words, box=box), tags.content(canvas):
            self._draw()

    def _draw(self) -> None:
        canvas = self.canv
        wide, high = self.window.wide * self.scale, self.window.high * self.scale
        canvas.saveState()
        if self.heading:
            canvas.setFont(fonts.BOLD, 9)
            canvas.setFillColor(INK)
            canvas.drawString(0, high + 4, fonts.printable(self.heading))
        if self.turned:
            canvas.translate(max(0.0, (self._room - high) / 2) + high, 0)
            canvas.rotate(90)
        else:
            canvas.translate(max(0.0, (self._room - wide) / 2), 0)
        clip = canvas.beginPath()
        clip.rect(-1, -1, wide + 2, high + 2)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.translate(0, high)
        canvas.scale(self.scale, self.scale)
        _draw_items(canvas, _inside(self.drawing.items, self.window), self.window)
        canvas.restoreState()


class SignFlowable(Flowable):  # type: ignore[misc]
    """One sign of a legend."""

    def __init__(self, sign: Sequence[Item], scale: float) -> None:
        super().__init__()
        self._sign, self._scale = sign, scale

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """30 by 16 points, scaled."""
        return 30 * self._scale, 16 * self._scale

    def draw(self) -> None:
        """The sign; what it means stands beside it."""
        with tags_of(self.canv).artifact(self.canv):
            self.canv.saveState()
            self.canv.translate(0, 16 * self._scale)
            self.canv.scale(self._scale, self._scale)
            _draw_items(self.canv, self._sign, Box(0, 0, 30, 16))
            self.canv.restoreState()


def _windows(drawing: Drawing, wide: float, high: float) -> list[Box]:
    """The parts of a drawing, each at most so wide and high, row by row from the left."""
    across = [(one.box.left, one.box.right) for one in drawing.nodes]
    down = [(one.box.top, one.box.bottom) for one in drawing.nodes]
    columns = _pieces(across, wide, drawing.wide)
    rows = _pieces(down, high, drawing.high)
    parts = [
        Box(left, top, right - left, foot - top) for top, foot in rows for left, right in columns
    ]
    return [part for part in parts if any(one.box.overlaps(part) for one in drawing.nodes)]


def _pieces(
    spans: Sequence[tuple[float, float]], room: float, end: float
) -> list[tuple[float, float]]:
    """From where to where each part goes. Whoever is cut by an end is whole in the next part."""
    pieces = []
    start = 0.0
    while True:
        stop = end if end <= start + room else _last_gap(spans, start + room * 0.6, start + room)
        pieces.append((start, stop))
        if stop >= end - 0.5:
            return pieces
        cut = [left for left, right in spans if left < stop < right]
        start = max(min([stop, *(left - _MARGIN_OF_A_PART for left in cut)]), start + 1.0)


def _last_gap(spans: Sequence[tuple[float, float]], first: float, limit: float) -> float:
    """The last place up to `limit` where nobody stands; `limit` where there is none."""
    for edge in sorted({right for _left, right in spans if first < right < limit}, reverse=True):
        if not any(left < edge + 0.01 < right for left, right in spans):
            return edge + 0.01
    return limit


def _inside(items: Iterable[Item], window: Box) -> list[Item]:
    """Items that reach into a window: names of one part are not hidden text in another."""
    return [one for one in items if _extent(one).overlaps(window)]


def _extent(item: Item) -> Box:
    if isinstance(item, Words):
        wide = measure(item.text, item.size, item.bold)
        left = item.x - {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[item.anchor]
        return Box(left, item.y - item.size, max(wide, 0.1), item.size * 1.3)
    if isinstance(item, Oval):
        return Box(item.left, item.top, item.wide, item.high)
    xs, ys = [x for x, _y in item.points], [y for _x, y in item.points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(0.5)


def _draw_items(canvas: Any, items: Iterable[Item], window: Box) -> None:
    """Draw with the window's top left corner at the origin; y grows downwards in the items."""
    canvas.setStrokeColor(INK)
    canvas.setLineJoin(1)
    for one in items:
        if isinstance(one, Words):
            _draw_words(canvas, one, window)
        elif isinstance(one, Oval):
            _pen(canvas, one.width, (), one.fill)
            left, top = one.left - window.left, window.top - one.top
            fill = int(one.fill is not None)
            canvas.ellipse(left, top, left + one.wide, top - one.high, stroke=1, fill=fill)
        else:
            _draw_points(canvas, one, window)


def _draw_points(canvas: Any, one: Line | Shape, window: Box) -> None:
    fill = one.fill if isinstance(one, Shape) else None
    _pen(canvas, one.width, one.dashes, fill)
    path = canvas.beginPath()
    for place, (x, y) in enumerate(one.points):
        draw = path.lineTo if place else path.moveTo
        draw(x - window.left, window.top - y)
    if isinstance(one, Shape):
        path.close()
    canvas.drawPath(path, stroke=int(one.width > 0), fill=int(fill is not None))


def _pen(canvas: Any, width: float, dashes: Sequence[float], fill: Ink | None) -> None:
    canvas.setLineWidth(width)
    canvas.setDash(list(dashes))
    canvas.setFillColor(white if fill is Ink.SURFACE else INK)


def _draw_words(canvas: Any, one: Words, window: Box) -> None:
    canvas.setFillColor(_QUIET if one.ink is Ink.QUIET else INK)
    canvas.setFont(fonts.BOLD if one.bold else fonts.REGULAR, one.size)
    draw = {
        Anchor.START: canvas.drawString,
        Anchor.MIDDLE: canvas.drawCentredString,
        Anchor.END: canvas.drawRightString,
    }[one.anchor]
    draw(one.x - window.left, window.top - one.y, fonts.printable(one.text))
