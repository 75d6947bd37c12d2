"""From blocks to something with a size: the one place where text is made fit for ReportLab."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.platypus import PageBreak as NewPage  # type: ignore[import-untyped]

from tac_desktop.packs import blocks as b
from tac_desktop.packs import fonts
from tac_desktop.packs.flowables import (
    Bookmarked,
    EntryBoxes,
    HeadingWith,
    RuledLines,
    TickBox,
)
from tac_desktop.packs.ideas import idea_flowables
from tac_desktop.packs.pictures import SignFlowable, picture_parts
from tac_desktop.packs.row_table import Cell, Kind, Look, RowTable
from tac_desktop.packs.scans import ScanFlowable
from tac_desktop.packs.styles import TEXT_HEIGHT, TEXT_WIDTH, Styles
from tac_desktop.packs.tagged import TaggedParagraph

_NUMBER_COLUMN = 11 * mm
_CALLOUT_GUTTER = 4 * mm
_LINES_ABOVE_A_PICTURE = 5
_LONGEST_LABEL = 120  # characters
_SIGN_COLUMN = 150  # points at ordinary print
_INDENT = re.compile("^ +", re.MULTILINE)


class Drawer:
    """Makes flowables of blocks in one set of styles, and remembers what it could not print."""

    def __init__(
        self, styles: Styles, width: float = TEXT_WIDTH, height: float = TEXT_HEIGHT
    ) -> None:
        self.styles = styles
        self._width, self._height = width, height
        self.unprintable: set[str] = set()
        self._in_callout = False
        self._makers: dict[type[Any], Callable[[Any, float], list[Any]]] = {
            b.Title: self._title,
            b.Heading: self._heading,
            b.Text: self._text,
            b.Bullets: self._bullets,
            b.Columns: self._columns,
            b.Rows: self._rows,
            b.Table: self._table,
            b.Note: self._note,
            b.Ticks: self._ticks,
            b.Lines: self._lines,
            b.EntryBox: self._entry_box,
            b.Question: self._question,
            b.Callout: self._callout,
            b.Groups: self._groups,
            b.Signatures: self._signatures,
            b.Together: self._together,
            b.PageBreak: self._page_break,
            b.Picture: self._picture,
            b.Signs: self._signs,
            b.Idea: self._idea,
            b.Scan: self._scan,
        }

    def story(self, blocks: Sequence[b.Block]) -> list[Any]:
        """All flowables of a document, each heading tied to what follows it."""
        return _with_headings(blocks, self.flowables)

    def flowables(self, block: b.Block, width: float = 0.0) -> list[Any]:
        """The flowables of one block that has `width` points to itself, 0 for the whole page."""
        return self._makers[type(block)](block, width or self._width)

    def paragraph(self, text: str, style: Any) -> Any:
        """Plain text as one paragraph; line breaks are kept, markup is not read."""
        return TaggedParagraph.of(_with_indents(self._said(text)), style)

    def _said(self, text: str) -> str:
        """`text` as it can be printed; what of it cannot be is remembered."""
        said = fonts.printable(text)
        self.unprintable |= fonts.without_a_sign(said)
        return said

    def _paragraphs(self, text: str, style: Any) -> list[Any]:
        """One paragraph for each stretch of text between empty lines, so that pages can break."""
        lines = self._said(text).strip("\n").split("\n")
        kept = [line for line in lines if line.strip()] or [""]
        return [TaggedParagraph.of(_with_indents(line), style) for line in kept]

    def _title(self, block: b.Title, width: float) -> list[Any]:
        made = [Bookmarked(self._said(block.text), self.styles.title, 0, 1)]
        if block.under:
            made.append(self.paragraph(block.under, self.styles.under_title))
        return made

    def _heading(self, block: b.Heading, width: float) -> list[Any]:
        style = self.styles.headings[block.level - 1]
        if block.level > 2:
            deep = self.paragraph(block.text, style)
            deep.heading = block.level + 1
            return [deep]
        return [Bookmarked(self._said(block.text), style, block.level - 1, block.level + 1)]

    def _text(self, block: b.Text, width: float) -> list[Any]:
        return self._paragraphs(block.text, getattr(self.styles, block.kind.value))

    def _bullets(self, block: b.Bullets, width: float) -> list[Any]:
        made = []
        whole = object()
        for place, item in enumerate(block.items, start=1):
            mark = f"{place}." if block.numbered else "–"
            said = _with_indents(self._said(item))
            one = TaggedParagraph.of(said, self.styles.bullet, mark)
            one.path = (("L", whole), ("LI", place), ("LBody", place))
            made.append(one)
        if made:
            made[-1].spaceAfter = self.styles.gap
        return made

    def _columns(self, block: b.Columns, width: float) -> list[Any]:
        cells = [self._paragraphs(text, self.styles.body) for text in block.texts]
        widths = [width / len(cells)] * len(cells)
        return [RowTable([cells], widths, self._look(lines=False, padding=0.0))]

    def _rows(self, block: b.Rows, width: float) -> list[Any]:
        if not block.rows:
            return []
        columns = 2 if block.pairs else 1
        first = width / columns * block.label_share
        cells: list[list[Cell]] = []
        for start in range(0, len(block.rows), columns):
            row: list[Cell] = []
            for label, value in block.rows[start : start + columns]:
                row.append([self.paragraph(label, self.styles.cell_head)])
                row.append(self._paragraphs(value, self.styles.cell))
            row += [[]] * (2 * columns - len(row))
            cells.append(row)
        look = self._look(row_height=block.row_height * mm, column_lines=block.pairs)
        widths = [first, width / columns - first] * columns
        return [RowTable(cells, widths, look, kind=Kind.PAIRS)]

    def _table(self, block: b.Table, width: float) -> list[Any]:
        if not block.rows and not block.head:
            return []
        head = [[self.paragraph(text, self.styles.cell_head)] for text in block.head]
        cells: list[list[Cell]] = []
        for row in block.rows:
            # Each row has all of the columns, for those too who hear the table read.
            missing: list[Cell] = [[] for _column in range(len(block.head) - len(row))]
            cells.append([*(self._paragraphs(t, self.styles.cell) for t in row), *missing])
        look = self._look(row_height=block.row_height * mm, column_lines=bool(block.row_height))
        return [RowTable(cells, self._widths(block, width, look.gutter), look, head, Kind.TABLE)]

    def _widths(self, block: b.Table, width: float, gutter: float) -> list[float]:
        columns = len(block.head) or len(block.rows[0])
        shares = list(block.shares or [1.0] * columns)
        if not block.numbered:
            return [width * share / sum(shares) for share in shares]
        style = self.styles.cell_head
        numbers = [*block.head[:1], *(row[0] for row in block.rows)]
        first = gutter + max(fonts.width(n, style.fontName, style.fontSize) for n in numbers) + 1
        rest = shares[-(columns - 1) :]
        return [first, *((width - first) * share / sum(rest) for share in rest)]

    def _note(self, block: b.Note, width: float) -> list[Any]:
        made = self._paragraphs(block.text, self.styles.body) if block.text else []
        for amendment in block.amendments:
            inside = [
                self.paragraph(amendment.heading, self.styles.cell_head),
                *self._paragraphs(amendment.text, self.styles.cell),
            ]
            look = self._look(lines=False, padding=2.0)
            indent = 5 * mm
            made.append(RowTable([[[], inside]], (indent, width - indent), look))
        return made

    def _ticks(self, block: b.Ticks, width: float) -> list[Any]:
        columns = max(1, min(block.columns, len(block.choices)))
        box = self.styles.size * 1.05
        box_column = box + 2.2 * mm
        text_column = width / columns - box_column
        cells: list[list[Cell]] = []
        for start in range(0, len(block.choices), columns):
            row: list[Cell] = []
            for choice in block.choices[start : start + columns]:
                row += [[TickBox(box)], [self.paragraph(choice, self.styles.cell)]]
            row += [[]] * (2 * columns - len(row))
            cells.append(row)
        look = Look(padding=2.0, gutter=2.0, lines=False, space_after=self.styles.gap * 0.5)
        return [RowTable(cells, [box_column, text_column] * columns, look, kind=Kind.LIST)]

    def _lines(self, block: b.Lines, width: float) -> list[Any]:
        return [RuledLines(block.count, self.styles.line_height)]

    def _entry_box(self, block: b.EntryBox, width: float) -> list[Any]:
        return [EntryBoxes(block.kind, self.styles, block.unit)]

    def _question(self, block: b.Question, width: float) -> list[Any]:
        column = _NUMBER_COLUMN * (self.styles.size / 10.5)
        inner = width - column
        head = [self.paragraph(block.label, self.styles.label)] if block.label else []
        if block.condition:
            head.append(self.paragraph(block.condition, self.styles.condition))
        if block.hint:
            head.append(self.paragraph(block.hint, self.styles.small))
        number = [self.paragraph(block.number, self.styles.label)]
        look = self._look(lines=False, gutter=2.0, space_after=self.styles.gap * 0.6)
        if block.beside:
            left = inner * 0.48
            answer = [made for one in block.answer for made in self.flowables(one, inner - left)]
            written = any(isinstance(one, b.Text) for one in block.answer)
            after = self.styles.gap * (0.1 if written else 0.6)
            look = replace(look, gutter=3 * mm, space_after=after)
            return [RowTable([[number, head, answer]], (column, left, inner - left), look)]
        answer = [made for one in block.answer for made in self.flowables(one, inner)]
        return [RowTable([[number, [*head, *answer]]], (column, inner), look)]

    def _callout(self, block: b.Callout, width: float) -> list[Any]:
        inner = width - 2 * _CALLOUT_GUTTER
        inside: list[Any] = []
        if block.title:
            inside.append(self.paragraph(block.title, self.styles.label))
        self._in_callout = True
        for one in block.blocks:
            inside += self.flowables(one, inner)
        self._in_callout = False
        look = self._look(
            framed=True,
            lines=False,
            gutter=_CALLOUT_GUTTER,
            padding=2.5 * mm,
            whole_up_to=0.95,
            space_before=self.styles.gap,
        )
        return [RowTable([[inside]], (width,), look)]

    def _groups(self, block: b.Groups, width: float) -> list[Any]:
        number = 9 * mm
        column = width / block.columns
        cells: list[list[Cell]] = []
        for start in range(0, len(block.groups), block.columns):
            row: list[Cell] = []
            for place, group in enumerate(block.groups[start : start + block.columns], start=start):
                row.append([self.paragraph(f"{place + 1}", self.styles.small)])
                row.append([self.paragraph(group, self.styles.code)])
            row += [[]] * (2 * block.columns - len(row))
            cells.append(row)
        look = self._look(gutter=2.0, padding=2 * mm)
        return [RowTable(cells, [number, column - number] * block.columns, look)]

    def _signatures(self, block: b.Signatures, width: float) -> list[Any]:
        gap = 6 * mm
        count = len(block.labels)
        widths = [width / count] * count
        cells = [
            [RuledLines(1, self.styles.line_height), self.paragraph(text, self.styles.small)]
            for text in block.labels
        ]
        return [RowTable([cells], widths, self._look(lines=False, gutter=gap, padding=1.0))]

    def _together(self, block: b.Together, width: float) -> list[Any]:
        inside = [made for one in block.blocks for made in self.flowables(one, width)]
        look = Look(padding=0, gutter=0, lines=False, whole_up_to=0.95, space_after=self.styles.gap)
        return [RowTable([[inside]], (width,), look)]

    def _page_break(self, block: b.PageBreak, width: float) -> list[Any]:
        return [NewPage()]

    def _picture(self, block: b.Picture, width: float) -> list[Any]:
        self._said(block.drawing.words)
        heading = self.styles.leading * _LINES_ABOVE_A_PICTURE
        return picture_parts(block.drawing, width, self._height - heading, self.styles)

    def _signs(self, block: b.Signs, width: float) -> list[Any]:
        scale = self.styles.size / 10.5
        columns = max(1, min(int(width / (_SIGN_COLUMN * scale)), len(block.lines)))
        sign_column = 34.0 * scale
        text_column = width / columns - sign_column
        cells: list[list[Cell]] = []
        for start in range(0, len(block.lines), columns):
            row: list[Cell] = []
            for one in block.lines[start : start + columns]:
                row += [
                    [SignFlowable(one.sign, scale)],
                    [self.paragraph(one.words, self.styles.small)],
                ]
            row += [[]] * (2 * columns - len(row))
            cells.append(row)
        look = Look(padding=1.5, gutter=3.0, lines=False, space_after=self.styles.gap)
        return [RowTable(cells, [sign_column, text_column] * columns, look)]

    def _scan(self, block: b.Scan, width: float) -> list[Any]:
        return [ScanFlowable(block.image, block.alt, width, self._height)]

    def _idea(self, block: b.Idea, width: float) -> list[Any]:
        return idea_flowables(self, block, width)

    def _look(self, **changes: Any) -> Look:
        padding = 2.2 * self.styles.leading / 14
        usual = {
            "padding": padding,
            "gutter": 3 * mm,
            "space_after": self.styles.gap,
            "closing_line": not self._in_callout,
        }
        return Look(**{**usual, **changes})


def _with_headings(
    blocks: Sequence[b.Block], flowables: Callable[[b.Block], list[Any]]
) -> list[Any]:
    story: list[Any] = []
    waiting: list[Any] = []
    for block in blocks:
        made = flowables(block)
        if isinstance(block, b.Heading) or _is_label(block):
            waiting += made
        elif waiting and made:
            story += [HeadingWith([*waiting, made[0]]), *made[1:]]
            waiting = []
        else:
            story += made
    return story + waiting


def _is_label(block: b.Block) -> bool:
    """A line in bold over what it names stays with it, as a heading does."""
    if not isinstance(block, b.Text) or block.kind is not b.TextKind.STRONG:
        return False
    return "\n" not in block.text and len(block.text) <= _LONGEST_LABEL


def _with_indents(text: str) -> str:
    """The spaces before each line as they were typed; ReportLab would drop them."""
    return _INDENT.sub(_without_a_break, text) if " " in text[:1] or "\n " in text else text


def _without_a_break(indent: re.Match[str]) -> str:
    return "\u00a0" * len(indent[0])
