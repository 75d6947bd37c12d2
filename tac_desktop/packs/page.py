"""A document on A4 pages: margins, marking top and bottom, running header, footer, bookmarks.

The text is set once; "Page 3 of 9" is filled in after the last page. Of a long document the first
pages can be had before the others are made. Nothing is written to a disk.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate  # type: ignore[import-untyped]

from tac_desktop import policy
from tac_desktop.casework.dates import written
from tac_desktop.packs import fonts, styles
from tac_desktop.packs.beginning import beginning
from tac_desktop.packs.blocks import Block, Heading, Lines, PageBreak
from tac_desktop.packs.counted_pages import CountedCanvas
from tac_desktop.packs.drawing import Drawer
from tac_desktop.packs.outcome import MARKING, Copy, Printed, Structure
from tac_desktop.packs.room_to_write import with_room_to_write
from tac_desktop.packs.tags import Tags
from tac_desktop.words import _

Progress = Callable[[int, int, str], None]
FirstPages = Callable[[bytes], None]
_FIRST_PAGES = 3
_MM = 72 / 25.4
_NOTE_LINES, _NOTE_LINES_LARGE = 26, 22
_NUMBER_BELOW = 6.2 * _MM


@dataclass(frozen=True)
class Document:
    """What stands round the text of every page.

    `title` becomes the PDF's title, `subject_line` what the audience may see of the mother (name,
    number), `reference` the journal's short head, `copy` whose copy this is. An empty `marking`
    leaves the page unmarked. `size` below 1 makes ordinary print smaller. With `note_page` a page
    of ruled lines stands at the end, and with `answer_lines` lines under whatever is empty;
    `landscape` lays the pages on their side; `two_sided` puts the filing edge on the right of
    every second page, where the holes are when the sheet is turned.
    `first_pages` is called with a PDF of the first pages of a long document while the others are
    still to be made; these pages do not say how many there will be.
    """

    title: str
    marking: str = MARKING
    subject_line: str = ""
    reference: str = ""
    copy: Copy | None = None
    large_print: bool = False
    language: str = "en-GB"
    printed_on: dt.date | None = None
    size: float = 1.0
    note_page: bool = False
    answer_lines: bool = False
    landscape: bool = False
    two_sided: bool = False
    first_pages: FirstPages | None = None

    def left_margin(self, page: int) -> float:
        """The space left of the text on a page (from 1), in points."""
        back = self.two_sided and page % 2 == 0
        return styles.MARGIN if back else styles.FILING_EDGE

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of a page in points."""
        upright = (styles.PAGE_WIDTH, styles.PAGE_HEIGHT)
        return upright[::-1] if self.landscape else upright

    @property
    def text_size(self) -> tuple[float, float]:
        """Width and height of the place for the text of a page in points."""
        width, height = self.page_size
        return (
            width - styles.FILING_EDGE - styles.MARGIN,
            height - styles.MARGIN - styles.BOTTOM_MARGIN,
        )

    def on_its_side(self) -> Document:
        """The same document on landscape pages."""
        return replace(self, landscape=True)

    def render(
        self,
        blocks: Sequence[Block],
        *,
        progress: Progress | None = None,
        repeatable: bool = False,
    ) -> Printed:
        """The PDF in memory. `repeatable` leaves time and random marks out, for comparison.

        Raises `errors.Cancelled` where `progress` raises it between two pages.
        """
        if self.first_pages is not None:
            self._show_beginning(blocks, self.first_pages, progress)
        making = self._make(blocks, progress, repeatable)
        structure = Structure(making.furniture.tags, self.title, self.language)
        unprintable = "".join(sorted(making.unprintable))
        return Printed(making.pdf, making.furniture.pages, unprintable, structure)

    def fits_one_page(self, blocks: Sequence[Block]) -> bool:
        """Whether the blocks fill no more than one page."""
        return not self._make(blocks, None, True, up_to=1, is_trial=True).furniture.is_cut_off

    def on_one_page(self, blocks: Sequence[Block], sizes: Sequence[float]) -> Document:
        """The same in the first of these sizes in which the blocks fit one page; else the last."""
        for size in sizes:
            tried = replace(self, size=size)
            if tried.fits_one_page(blocks):
                break
        return tried

    def _show_beginning(
        self, blocks: Sequence[Block], show: FirstPages, progress: Progress | None
    ) -> None:
        """Make and show the first pages, where there are enough others to wait for."""
        first = beginning(blocks)
        if first is None:
            return
        making = self._make(first, progress, False, up_to=_FIRST_PAGES)
        if making.furniture.is_cut_off:
            show(making.pdf)

    def _sides(self, furniture: _Furniture) -> list[Any]:
        """The front of a sheet and its back, one following the other."""
        front, back = (_frame(self.left_margin(page), *self.text_size) for page in (1, 2))
        return [
            PageTemplate("front", [front], onPage=furniture.draw),
            PageTemplate("back", [back], onPage=furniture.draw),
        ]

    def _styles(self) -> styles.Styles:
        if self.large_print:
            return styles.large_print()
        return styles.ordinary() if self.size == 1.0 else styles.scaled(self.size)

    def _make(
        self,
        blocks: Sequence[Block],
        progress: Progress | None,
        repeatable: bool,
        *,
        up_to: int = 0,
        is_trial: bool = False,
    ) -> _Making:
        """All pages, or only so many; a trial sees how many they are and writes no PDF."""
        drawer = Drawer(self._styles(), *self.text_size)
        if self.answer_lines:
            blocks = with_room_to_write(blocks)
        notes = _note_page(self.large_print) if self.note_page else []
        story = drawer.story([*blocks, *notes])
        furniture = _Furniture(self, drawer, progress, story, up_to)
        buffer = io.BytesIO()
        template = _BothSides(
            buffer,
            pagesize=self.page_size,
            title=self.title,
            author="",
            subject="",
            keywords="",
            creator="TAC Desktop",
            lang=self.language,
            displayDocTitle=1,
            invariant=int(repeatable),
            pageCompression=1,
            initialFontName=fonts.REGULAR,
        )
        template.addPageTemplates(self._sides(furniture))
        try:
            template.build(story, canvasmaker=partial(furniture.canvas, is_trial))
        except _Stopped:
            if furniture.stopped_by is not None:
                raise furniture.stopped_by from None
            template.canv.forget_this_page()
            template.canv.save()
        unprintable = drawer.unprintable | fonts.unprintable(self.subject_line)
        return _Making(buffer.getvalue(), furniture, unprintable)


def marking_of(document: Document) -> str:
    """What stands at the top and the bottom of every page; what IT has set comes first."""
    return document.marking and (policy.in_force().marking or document.marking).upper()


@dataclass(frozen=True)
class _Making:
    """What one pass over the blocks made."""

    pdf: bytes
    furniture: _Furniture
    unprintable: set[str]


class _BothSides(BaseDocTemplate):  # type: ignore[misc]
    """Fronts and backs by the number of the page: ReportLab's own way of taking turns loses count
    where a heading is moved to the next page."""

    def handle_pageBegin(self) -> None:
        """The template of the page that begins."""
        self.pageTemplate = self.pageTemplates[self.page % 2]
        super().handle_pageBegin()


def _frame(left: float, width: float, height: float) -> Any:
    no_padding = {f"{side}Padding": 0 for side in ("left", "right", "top", "bottom")}
    return Frame(left, styles.BOTTOM_MARGIN, width, height, **no_padding)


def _note_page(large_print: bool) -> list[Block]:
    """Lines to write on, as many as one page takes."""
    count = _NOTE_LINES_LARGE if large_print else _NOTE_LINES
    return [PageBreak(), Heading(_("Notes")), Lines(count)]


class _Stopped(Exception):
    """Carries a stop through ReportLab, which would make a new exception of any other."""


class _Furniture:
    """The lines above and below the text of each page."""

    def __init__(
        self,
        document: Document,
        drawer: Drawer,
        progress: Progress | None,
        story: list[Any],
        up_to: int,
    ) -> None:
        """`story` is what is still to be set, for it gets shorter; `up_to` is the last page."""
        self._document = document
        self._size = drawer.styles.furniture_size
        self._width, self._height = document.page_size
        self._text_width = document.text_size[0]
        self._progress = progress
        self._to_be_set, self._all = story, len(story)
        self._up_to = up_to
        self.tags = Tags()
        self.pages = 0
        self.is_cut_off = False
        self.stopped_by: Exception | None = None

    def canvas(self, is_trial: bool, *arguments: Any, **named: Any) -> CountedCanvas:
        """What ReportLab draws the pages on."""
        made = CountedCanvas(*arguments, **named)
        made.is_trial = is_trial
        made.draw_number = self._draw_number
        return made

    def draw(self, canvas: CountedCanvas, template: Any) -> None:
        """Called by ReportLab as each page begins."""
        if self._up_to and self.pages == self._up_to:
            self.is_cut_off = True
            raise _Stopped
        self.pages += 1
        canvas.tac_tags = self.tags
        if self._progress:
            words = _("Page {page}").format(page=self.pages)
            done = max(0, self._all - len(self._to_be_set))
            try:
                self._progress(done, self._all, words)
            except Exception as stop:
                self.stopped_by = stop
                raise _Stopped from stop
        canvas.saveState()
        with self.tags.artifact(canvas, "Pagination"):
            canvas.draw_as_before(f"margin {self._left}", partial(self._same_lines, canvas))
            canvas.leave_room_for_number(self.pages)
        canvas.restoreState()

    def _same_lines(self, canvas: Any) -> None:
        """What stands on every page whose text begins at the same margin."""
        canvas.setFillColor(styles.INK)
        canvas.setStrokeColor(styles.INK)
        canvas.setLineWidth(styles.HAIRLINE)
        self._marking(canvas)
        self._header(canvas)
        self._footer(canvas)

    def _marking(self, canvas: Any) -> None:
        marking = marking_of(self._document)
        if marking:
            canvas.setFont(fonts.BOLD, 10)
            for height in (self._height - 11.5 * _MM, 8.5 * _MM):
                canvas.drawCentredString(self._width / 2, height, marking)

    def _header(self, canvas: Any) -> None:
        top = self._height - styles.MARGIN
        self._line_of_text(canvas, top + 3.6 * _MM, self._document.subject_line, self._title())
        self._rule(canvas, top + 2.2 * _MM)

    def _footer(self, canvas: Any) -> None:
        document = self._document
        bottom = styles.BOTTOM_MARGIN
        self._rule(canvas, bottom - 2.5 * _MM)
        copy = document.copy.words if document.copy else ""
        room = fonts.width(_number(9999, 9999), fonts.REGULAR, self._size)
        self._line_of_text(canvas, bottom - _NUMBER_BELOW, copy, "", kept=room)
        reference = (
            _("Journal reference {reference}").format(reference=document.reference)
            if document.reference
            else ""
        )
        printed = (
            _("Printed {date}").format(date=written(document.printed_on))
            if document.printed_on
            else ""
        )
        self._line_of_text(canvas, bottom - 9.8 * _MM, reference, printed)

    def _draw_number(self, canvas: Any, page: int, pages: int) -> None:
        """Draw "Page 3 of 9" in the room that was left for it."""
        canvas.setFillColor(styles.INK)
        canvas.setFont(fonts.REGULAR, self._size)
        right = self._document.left_margin(page) + self._text_width
        words = _number(page, "–" if self.is_cut_off else pages)
        canvas.drawRightString(right, styles.BOTTOM_MARGIN - _NUMBER_BELOW, words)

    def _title(self) -> str:
        return self._document.title

    @property
    def _left(self) -> float:
        return self._document.left_margin(self.pages)

    def _rule(self, canvas: Any, height: float) -> None:
        canvas.line(self._left, height, self._left + self._text_width, height)

    def _line_of_text(
        self, canvas: Any, height: float, left: str, right: str, *, kept: float = 0.0
    ) -> None:
        """Left and right on one line; the left one, which names people, is given way to.

        `kept` points at the right are kept free.
        """
        canvas.setFont(fonts.REGULAR, self._size)
        left, right = fonts.printable(left), fonts.printable(right)
        half = self._text_width * 0.5 if left else self._text_width
        right = fonts.shortened(right, fonts.REGULAR, self._size, half)
        room = self._text_width - max(kept, fonts.width(right, fonts.REGULAR, self._size)) - 8
        left = fonts.shortened(left, fonts.REGULAR, self._size, room)
        canvas.drawString(self._left, height, left)
        canvas.drawRightString(self._left + self._text_width, height, right)


def _number(page: int, pages: int | str) -> str:
    return _("Page {page} of {pages}").format(page=page, pages=pages)
