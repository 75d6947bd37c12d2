"""What ReportLab does not bring: tick boxes, ruled lines, entry boxes, and headings that stay put.

Each flowable knows its height and, where it can be longer than a page, how to be split.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    Flowable,
    FrameBreak,
    Paragraph,
)

from tac_desktop.packs import fonts
from tac_desktop.packs.blocks import Entry
from tac_desktop.packs.pictures import PictureFlowable
from tac_desktop.packs.row_table import RowTable
from tac_desktop.packs.styles import HAIRLINE, INK, RULE, RULE_INK, TEXT_HEIGHT, Styles
from tac_desktop.packs.tagged import TaggedParagraph, stretches
from tac_desktop.packs.tags import tags_of
from tac_desktop.words import _

_FEW_LINES = 6
_NEVER_FITS = 0xFFFFFF  # points: what is so tall is split before it is set


class Bookmarked(TaggedParagraph):
    """A heading that also stands in the PDF's outline; `level` 0 is the outermost."""

    def __init__(self, text: str, style: Any, level: int, heading: int) -> None:
        super().__init__(None, style, frags=stretches(text, style))
        self._plain = text
        self._level = level
        self.heading = heading

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """A heading is never divided."""
        return []

    def draw(self) -> None:
        """Draw the heading and leave a bookmark at its top."""
        canvas = self.canv
        last: int = getattr(canvas, "tac_outline_level", -1)
        count: int = getattr(canvas, "tac_outline_count", 0)
        level = min(self._level, last + 1)
        key = f"heading-{count}"
        canvas.bookmarkHorizontal(key, 0, self.height)
        canvas.addOutlineEntry(self._plain, key, level)
        canvas.tac_outline_level = level
        canvas.tac_outline_count = count + 1
        super().draw()


class HeadingWith(Flowable):  # type: ignore[misc]
    """Headings and the start of what follows them: moved to the next page rather than parted.

    ReportLab's own way moves the whole of a long table; this asks only for its first row. It also
    copies the page's frame, with all that it holds, for every heading.
    """

    def __init__(self, contents: Sequence[Any]) -> None:
        super().__init__()
        self._contents = list(contents)

    def getSpaceBefore(self) -> float:
        """The space above the first heading, in points."""
        return float(self._contents[0].getSpaceBefore())

    def getSpaceAfter(self) -> float:
        """The space below what follows, in points."""
        return float(self._contents[-1].getSpaceAfter())

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """It is always split: nothing of it is drawn as a whole."""
        return available_width, _NEVER_FITS

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """The same flowables, after a page break where heading and beginning do not both fit."""
        contents = self._contents
        needed = 0.0
        for place, flowable in enumerate(contents):
            _width, height = flowable.wrap(available_width, TEXT_HEIGHT)
            if place:
                needed += flowable.getSpaceBefore()
            if place == len(contents) - 1:
                height = beginning_height(flowable, height)
            needed += height + flowable.getSpaceAfter() * (place < len(contents) - 1)
        frame = getattr(self, "_frame", None)
        at_top = bool(getattr(frame, "_atTop", False))
        if needed > available_height and not at_top:
            return [FrameBreak(), *contents]
        return contents


def beginning_height(flowable: Any, height: float) -> float:
    """How much of a flowable must stand under its heading, in points."""
    if isinstance(flowable, RowTable):
        return flowable.beginning_height()
    if isinstance(flowable, Paragraph):
        return min(height, float(flowable.style.leading) * 3)
    if isinstance(flowable, PictureFlowable):
        return height
    if isinstance(flowable, RuledLines):
        return height if flowable.stays_whole else flowable.line_height * 2
    return min(height, TEXT_HEIGHT / 2)


class RuledLines(Flowable):  # type: ignore[misc]
    """Lines to write on, `line_height` points apart."""

    def __init__(self, count: int, line_height: float) -> None:
        super().__init__()
        self.count = count
        self.line_height = line_height

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width = available_width
        return available_width, self.count * self.line_height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Whole lines on each page, at least two; a few lines are not parted."""
        fitting = int(available_height / self.line_height)
        if self.stays_whole or fitting < 2 or self.count - fitting < 1:
            return []
        return [
            RuledLines(fitting, self.line_height),
            RuledLines(self.count - fitting, self.line_height),
        ]

    @property
    def stays_whole(self) -> bool:
        """Whether all of its lines stand on one page."""
        return self.count <= _FEW_LINES

    def draw(self) -> None:
        """One line under the other."""
        with tags_of(self.canv).artifact(self.canv):
            self.canv.setStrokeColor(RULE_INK)
            self.canv.setLineWidth(RULE)
            for line in range(self.count):
                height = line * self.line_height + RULE
                self.canv.line(0, height, self.width, height)


class TickBox(Flowable):  # type: ignore[misc]
    """An empty square to tick."""

    def __init__(self, size: float) -> None:
        super().__init__()
        self.size = size

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """A square with the line's own height."""
        return self.size, self.size

    def draw(self) -> None:
        """The outline only."""
        with tags_of(self.canv).artifact(self.canv):
            self.canv.setStrokeColor(INK)
            self.canv.setLineWidth(0.8)
            self.canv.rect(0, 0, self.size, self.size)


class EntryBoxes(Flowable):  # type: ignore[misc]
    """Boxes for one value: day, month and year; hour and minute; a number with its unit."""

    def __init__(self, kind: Entry, styles: Styles, unit: str = "") -> None:
        super().__init__()
        self._groups = _groups(kind)
        self._unit = fonts.printable(unit)
        self._usual_box = self._box = max(6.5 * mm, styles.size * 1.5)
        self._label_size = styles.size * 0.75
        self._below = self._label_size * 1.4 * any(label for _count, label in self._groups)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """One row of boxes and the words under it; boxes shrink where there is little room."""
        boxes = sum(count for count, _label in self._groups) + _GAP * (len(self._groups) - 1)
        unit = fonts.width(self._unit, fonts.REGULAR, self._label_size * 1.3)
        self._box = min(self._usual_box, (available_width - unit) / boxes)
        return available_width, self._box + self._below

    def draw(self) -> None:
        """Each group of boxes with its word under it."""
        with tags_of(self.canv).artifact(self.canv):
            self._draw()

    def _draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(HAIRLINE)
        bottom = self._below
        left = 0.0
        for count, label in self._groups:
            for _place in range(count):
                canvas.rect(left, bottom, self._box, self._box)
                left += self._box
            start = left - count * self._box
            canvas.setFont(fonts.REGULAR, min(self._label_size, self._box * 0.6))
            canvas.drawString(start, 0.2 * self._label_size, label)
            left += self._box * _GAP
        if self._unit:
            canvas.setFont(fonts.REGULAR, self._label_size * 1.3)
            canvas.drawString(left, bottom + self._box * 0.3, self._unit)


_GAP = 0.6  # between two groups of boxes, as a part of a box


def _groups(kind: Entry) -> Sequence[tuple[int, str]]:
    date = ((2, _("day")), (2, _("month")), (4, _("year")))
    time = ((2, _("hour")), (2, _("minute")))
    match kind:
        case Entry.DATE:
            return date
        case Entry.TIME:
            return time
        case Entry.DATE_AND_TIME:
            return date + time
        case Entry.NUMBER:
            return ((4, ""),)
