"""A drawing as plain data: lines, shapes and words in points, and places that can be chosen.

The screen and the paper draw the same thing from it. The origin is at the top left, y grows
downwards; one point is 1/72 inch on paper and one pixel at 100 % on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

Point = tuple[float, float]
Measure = Callable[[str, float, bool], float]
"""How wide a text is in points: the text, its size in points, and whether it is bold."""

DASHED = (5.0, 3.0)
DOTTED = (1.2, 2.6)
LONG_DASHED = (8.0, 3.0)


class Ink(StrEnum):
    """What something is drawn for; the screen and the paper choose the colour."""

    TEXT = "text"
    QUIET = "quiet"
    SURFACE = "surface"
    INSIDE = "inside"


class Anchor(StrEnum):
    """Which part of a text stands at its point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Line:
    """Straight pieces from point to point; no dashes means an unbroken line."""

    points: tuple[Point, ...]
    width: float = 1.1
    dashes: tuple[float, ...] = ()
    ink: Ink = Ink.TEXT


@dataclass(frozen=True)
class Shape:
    """A closed outline; `fill` is what its inside is filled with, None leaves it open."""

    points: tuple[Point, ...]
    width: float = 1.3
    dashes: tuple[float, ...] = ()
    fill: Ink | None = None
    ink: Ink = Ink.TEXT


@dataclass(frozen=True)
class Oval:
    """A circle or an oval by its box."""

    left: float
    top: float
    wide: float
    high: float
    width: float = 1.3
    fill: Ink | None = None
    ink: Ink = Ink.TEXT


@dataclass(frozen=True)
class Words:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float = 9.0
    bold: bool = False
    anchor: Anchor = Anchor.START
    ink: Ink = Ink.TEXT


Item = Line | Shape | Oval | Words


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    wide: float
    high: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.wide

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.high

    @property
    def centre(self) -> Point:
        """Its middle."""
        return self.left + self.wide / 2, self.top + self.high / 2

    def grown(self, by: float) -> Box:
        """The same box with a margin round it."""
        return Box(self.left - by, self.top - by, self.wide + 2 * by, self.high + 2 * by)

    def overlaps(self, other: Box) -> bool:
        """Whether two boxes share more than an edge."""
        across = self.left < other.right - 0.01 and other.left < self.right - 0.01
        return across and self.top < other.bottom - 0.01 and other.top < self.bottom - 0.01


@dataclass(frozen=True)
class Node:
    """Something in a drawing that can be chosen: a person, with what is said of her or him.

    `above`, `below`, `before` and `after` are where the arrow keys lead; empty leads nowhere.
    """

    id: str
    box: Box
    symbol: Box
    spoken: str
    above: str = ""
    below: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class LegendLine:
    """One sign of a drawing, drawn small in a box of 30 by 16 points, and what it means."""

    sign: tuple[Item, ...]
    words: str


@dataclass(frozen=True)
class Drawing:
    """A whole drawing. `notes` are sentences that belong under it; `words` says it all in words.

    `start` is the node that is chosen first.
    """

    title: str
    wide: float
    high: float
    items: tuple[Item, ...]
    nodes: tuple[Node, ...] = ()
    legend: tuple[LegendLine, ...] = ()
    notes: tuple[str, ...] = ()
    words: str = ""
    start: str = ""

    def node(self, node_id: str) -> Node | None:
        """The node with this identifier."""
        return next((one for one in self.nodes if one.id == node_id), None)


def rectangle(box: Box, *, width: float = 1.3, dashes: tuple[float, ...] = ()) -> Shape:
    """A box as an open outline."""
    corners = (
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
    )
    return Shape(corners, width=width, dashes=dashes)


def wrapped_text(
    text: str, size: float, room: float, measure: Measure, *, bold: bool = False
) -> list[str]:
    """A text in lines of at most `room` points; a word that is longer is cut with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(_cut(word, size, room, measure, bold))
    return lines


def moved(items: Iterable[Item], by_x: float, by_y: float) -> tuple[Item, ...]:
    """The same items elsewhere."""
    return tuple(_moved(one, by_x, by_y) for one in items)


def _moved(item: Item, by_x: float, by_y: float) -> Item:
    if isinstance(item, Line | Shape):
        return replace(item, points=tuple((x + by_x, y + by_y) for x, y in item.points))
    if isinstance(item, Oval):
        return replace(item, left=item.left + by_x, top=item.top + by_y)
    return replace(item, x=item.x + by_x, y=item.y + by_y)


def _cut(word: str, size: float, room: float, measure: Measure, bold: bool) -> str:
    if measure(word, size, bold) <= room:
        return word
    kept = word
    while len(kept) > 1 and measure(kept + "…", size, bold) > room:
        kept = kept[:-1]
    return kept + "…"
