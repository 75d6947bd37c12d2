"""A table of flowables that splits the way a reader wants.

Rows move to the next page whole; only a row taller than about a third of a page is divided, and
then inside its text. The head is repeated. Lines but no box; a frame only where one is asked for.
(ReportLab's own tables divide any row, or none, and repeat the head in the middle of a page.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reportlab.platypus import Flowable  # type: ignore[import-untyped]

from tac_desktop.packs.styles import FRAME, HAIRLINE, INK, TEXT_HEIGHT
from tac_desktop.packs.tags import Tags, tags_of

Cell = Sequence[Any]
"""The flowables of one cell, one under the other."""


@dataclass(frozen=True)
class Look:
    """How a table is drawn; lengths in points.

    A row taller than `whole_up_to` of a page's height may be divided.
    """

    padding: float = 3.0
    gutter: float = 6.0
    row_height: float = 0.0
    lines: bool = True
    closing_line: bool = True
    column_lines: bool = False
    framed: bool = False
    whole_up_to: float = 0.3
    space_before: float = 0.0
    space_after: float = 0.0


class Kind(StrEnum):
    """What a table is to someone who hears it read."""

    LAYOUT = "layout"
    TABLE = "table"
    PAIRS = "pairs"
    LIST = "list"


class _Row:
    """One row; its height is measured once, however many pages its table is split over.

    The parts of a divided row have one key: they are one row to whoever hears it read.
    """

    def __init__(
        self, cells: Sequence[Cell], *, divided: bool = False, key: object | None = None
    ) -> None:
        self.cells = tuple(cells)
        self.divided = divided
        self.key = key or object()
        self.height: float | None = None


class RowTable(Flowable):  # type: ignore[misc]
    """Rows of cells under an optional head."""

    def __init__(
        self,
        rows: Sequence[Sequence[Cell]],
        widths: Sequence[float],
        look: Look,
        head: Sequence[Cell] | None = None,
        kind: Kind = Kind.LAYOUT,
    ) -> None:
        """`widths` are points; they should add up to the width of the text."""
        super().__init__()
        self._kind = kind
        self._key: object = object()
        self._continued = False
        self._rows = tuple(_Row(row) for row in rows)
        self._widths = tuple(widths)
        self._look = look
        self._head = tuple(head) if head else None
        self._head_height = 0.0
        self._heights: list[float] = []

    def getSpaceBefore(self) -> float:
        """Space above, in points."""
        return self._look.space_before

    def getSpaceAfter(self) -> float:
        """Space below, in points."""
        return self._look.space_after

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Measure every row."""
        self._head_height = self._height_of(self._head) if self._head else 0.0
        self._heights = [self._row_height(row) for row in self._rows]
        return sum(self._widths), self._head_height + sum(self._heights) + self._edge

    def beginning_height(self) -> float:
        """The head and the first row, or the first lines of a row that may be divided."""
        if not self._heights:
            return self._head_height
        first = self._heights[0]
        if self._may_divide(0):
            first = min(first, self._least_part)
        return self._head_height + first + self._edge

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """As many whole rows as fit; a very tall row is divided; nothing when neither works."""
        self.wrap(available_width, available_height)
        room = available_height - self._head_height - self._edge
        fitting = 0
        while fitting < len(self._rows) and self._heights[fitting] <= room:
            room -= self._heights[fitting]
            fitting += 1
        if fitting == len(self._rows):
            return [self]
        if (self._may_divide(fitting) or self._at_top()) and room >= self._least_part:
            parts = self._divided(self._rows[fitting], room)
            if parts:
                upper, lower = parts
                before = self._rows[:fitting]
                return [
                    self._part((*before, upper)),
                    self._part((lower, *self._rows[fitting + 1 :])),
                ]
        if fitting:
            return [self._part(self._rows[:fitting]), self._part(self._rows[fitting:])]
        return []

    def draw(self) -> None:
        """The head, the rows, a hairline under each."""
        canvas, tags = self.canv, tags_of(self.canv)
        total = self._head_height + sum(self._heights) + self._edge
        top = total - self._edge / 2
        canvas.setStrokeColor(INK)
        with self._element(tags):
            if self._head:
                self._draw_head(tags, self._head, top)
                top -= self._head_height
                self._line(top, 0.9)
            last = len(self._rows) - 1
            for place, (row, height) in enumerate(zip(self._rows, self._heights, strict=True)):
                with self._row_element(tags, row.key):
                    self._draw_row(row.cells, top, height)
                top -= height
                if self._look.lines and (place < last or self._look.closing_line):
                    self._line(top, HAIRLINE)
        if self._look.framed:
            with tags.artifact(canvas):
                canvas.setLineWidth(FRAME)
                canvas.rect(0, 0, sum(self._widths), total)

    @property
    def _edge(self) -> float:
        return FRAME if self._look.framed else 0.0

    @property
    def _least_part(self) -> float:
        return 48 + 2 * self._look.padding

    def _may_divide(self, place: int) -> bool:
        return self._heights[place] > TEXT_HEIGHT * self._look.whole_up_to

    def _at_top(self) -> bool:
        return bool(getattr(getattr(self, "_frame", None), "_atTop", False))

    def _part(self, rows: tuple[_Row, ...]) -> RowTable:
        part = RowTable((), self._widths, self._look, self._head, self._kind)
        part._rows = rows
        part._key = self._key
        part._continued = self._continued or rows[0].key != self._rows[0].key
        return part

    def _inner(self, column: int) -> float:
        if self._look.framed:
            return self._widths[column] - 2 * self._look.gutter
        last = column == len(self._widths) - 1
        return self._widths[column] - (0 if last else self._look.gutter)

    def _row_height(self, row: _Row) -> float:
        if row.height is None:
            least = 0.0 if row.divided else self._look.row_height
            row.height = max(least, self._height_of(row.cells))
        return row.height

    def _height_of(self, cells: Sequence[Cell] | None) -> float:
        tallest = max(
            (_stack_height(cell, self._inner(column)) for column, cell in enumerate(cells or ())),
            default=0.0,
        )
        return tallest + 2 * self._look.padding

    def _divided(self, row: _Row, room: float) -> tuple[_Row, _Row] | None:
        inside = room - 2 * self._look.padding
        uppers: list[Cell] = []
        lowers: list[Cell] = []
        for column, cell in enumerate(row.cells):
            upper, lower = _split_stack(cell, self._inner(column), inside)
            uppers.append(upper)
            lowers.append(lower)
        if not any(uppers) or not any(lowers):
            return None
        if any(cell and not upper for cell, upper in zip(row.cells, uppers, strict=True)):
            return None
        first = _Row(uppers, divided=True, key=row.key)
        return first, _Row(lowers, divided=True, key=row.key)

    def _draw_head(self, tags: Tags, head: Sequence[Cell], top: float) -> None:
        """Once it is content; repeated on a further page, it is a help for the eye only."""
        if self._continued:
            with tags.artifact(self.canv, "Pagination"):
                self._draw_row(head, top, self._head_height)
            return
        with self._row_element(tags, "head"):
            self._draw_row(head, top, self._head_height, head=True)

    def _draw_row(
        self, cells: Sequence[Cell], top: float, height: float, *, head: bool = False
    ) -> None:
        left = self._look.gutter if self._look.framed else 0.0
        edge = 0.0
        for column, cell in enumerate(cells):
            with self._cell_element(tags_of(self.canv), column, cell, head=head):
                self._draw_stack(cell, edge + left, top - self._look.padding, self._inner(column))
            edge += self._widths[column]
            if self._look.column_lines and column < len(cells) - 1:
                with tags_of(self.canv).artifact(self.canv):
                    self.canv.setLineWidth(HAIRLINE)
                    middle = edge - self._look.gutter / 2
                    self.canv.line(middle, top, middle, top - height)

    def _element(self, tags: Tags) -> AbstractContextManager[None]:
        if self._kind is Kind.LAYOUT:
            return nullcontext()
        return tags.element("L" if self._kind is Kind.LIST else "Table", self._key)

    def _row_element(self, tags: Tags, key: object) -> AbstractContextManager[None]:
        in_rows = self._kind in (Kind.TABLE, Kind.PAIRS)
        return tags.element("TR", key) if in_rows else nullcontext()

    @contextmanager
    def _cell_element(self, tags: Tags, column: int, cell: Cell, *, head: bool) -> Iterator[None]:
        """A heading cell, a cell of data, or an item of a list; the mark before an item is none."""
        labels = self._kind is Kind.PAIRS and column % 2 == 0
        if self._kind is Kind.LIST and cell and column % 2:
            with tags.element("LI", object()), tags.element("LBody", "body"):
                yield
        elif self._kind is Kind.TABLE or self._kind is Kind.PAIRS:
            scope = "Column" if head else "Row" if labels else ""
            role = "TH" if scope else "TD"
            with tags.element(role, column, scope=scope):
                yield
        else:
            yield

    def _draw_stack(self, cell: Cell, left: float, top: float, width: float) -> None:
        height_used = 0.0
        after = 0.0
        for place, flowable in enumerate(cell):
            _width, height = flowable.wrapOn(self.canv, width, TEXT_HEIGHT * 10)
            if place:
                height_used += max(after, flowable.getSpaceBefore())
            flowable.drawOn(self.canv, left, top - height_used - height)
            height_used += height
            after = flowable.getSpaceAfter()

    def _line(self, height: float, thickness: float) -> None:
        with tags_of(self.canv).artifact(self.canv):
            self.canv.setLineWidth(thickness)
            self.canv.line(0, height, sum(self._widths), height)


def _stack_height(cell: Cell, width: float) -> float:
    used = after = 0.0
    for place, flowable in enumerate(cell):
        _width, height = flowable.wrap(width, TEXT_HEIGHT * 10)
        used += height + (max(after, flowable.getSpaceBefore()) if place else 0.0)
        after = flowable.getSpaceAfter()
    return used


def _split_stack(cell: Cell, width: float, room: float) -> tuple[Cell, Cell]:
    """What of a cell fits into `room` points, and the rest."""
    used = after = 0.0
    for place, flowable in enumerate(cell):
        _width, height = flowable.wrap(width, TEXT_HEIGHT * 10)
        space = max(after, flowable.getSpaceBefore()) if place else 0.0
        if used + space + height > room + 0.01:
            parts = flowable.split(width, room - used - space)
            if len(parts) > 1:
                return [*cell[:place], parts[0]], [*parts[1:], *cell[place + 1 :]]
            return list(cell[:place]), list(cell[place:])
        used += space + height
        after = flowable.getSpaceAfter()
    return list(cell), []
