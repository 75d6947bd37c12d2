"""From PDF bytes in memory to a printer: every outcome is named, and each has its sentence.

All pages of a copy are drawn before the printer hears of it. So a page that cannot be drawn is
found while nothing has been printed yet, stopping takes effect between copies, and a copy is handed
over whole. What comes out of the printer's tray no program can see: the sentence says what was
handed over and asks for the sheets to be counted.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING

from tac_desktop.errors import Cancelled, NotUnderstood, TacError
from tac_desktop.ui import printers
from tac_desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

Progress = Callable[[int, int, str], None]

DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72
_MOST_COPIES = 99


class PrintOutcome(StrEnum):
    """Everything that can come of an attempt to print."""

    PRINTED = "printed"
    NO_PRINTER = "no printer"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    STOPPED_HALF_WAY = "stopped half-way"
    UNREADABLE = "unreadable"
    NOT_NOTED = "not noted"


_SENTENCES = {
    PrintOutcome.PRINTED: (
        "{copies} ({sheets}) handed to the printer “{printer}”. "
        "Fetch them now and count the pages before you leave the printer."
    ),
    PrintOutcome.NO_PRINTER: (
        "No printer was found on this computer, so nothing was printed. "
        "Your records are not affected. Ask the prison’s IT to connect a printer, then try again."
    ),
    PrintOutcome.CANCELLED: (
        "Printing was stopped before anything went to the printer. Nothing was printed."
    ),
    PrintOutcome.REFUSED: (
        "The printer “{printer}” did not take the job. Nothing was printed, and your records are "
        "not affected. See whether it is switched on, connected and has paper, or choose another."
    ),
    PrintOutcome.STOPPED_HALF_WAY: (
        "Printing stopped half-way: {done} of {copies} went to the printer “{printer}” complete. "
        "Fetch what came out, count its pages, destroy what is incomplete, and print the rest."
    ),
    PrintOutcome.UNREADABLE: (
        "The pages could not be drawn, so nothing was printed. Your records are not affected. "
        "Close this window and make the print again."
    ),
    PrintOutcome.NOT_NOTED: (
        "Each copy is noted in the journal before it is printed, and that could not be done: "
        "{reason} {done} of {copies} went to the printer “{printer}”."
    ),
}


@dataclass(frozen=True)
class PrintChoice:
    """How to print. `pages` is what a person types: `1-3, 5`; empty means all."""

    printer: str
    pages: str = ""
    greyscale: bool = True
    both_sides: bool = False


@dataclass(frozen=True)
class PrintResult:
    """What came of it: `done` copies of `copies` were handed over whole, of `pages` pages each.

    `afterwards` is what went wrong once the paper was out, such as noting who got it.
    """

    outcome: PrintOutcome
    printer: str = ""
    copies: int = 0
    done: int = 0
    pages: int = 0
    reason: str = ""
    afterwards: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether every copy was handed over. Nothing else may be called printed."""
        return self.outcome is PrintOutcome.PRINTED

    @property
    def something_was_printed(self) -> bool:
        """Whether paper may lie in the printer's tray."""
        return self.done > 0 or self.outcome is PrintOutcome.STOPPED_HALF_WAY

    @property
    def sentence(self) -> str:
        """What the person reads."""
        words = _(_SENTENCES[self.outcome]).format(
            printer=self.printer,
            copies=counted(self.copies, _("1 copy"), _("{count} copies")),
            sheets=counted(self.copies * self.pages, _("1 page"), _("{count} pages")),
            done=self.done,
            reason=self.reason,
        )
        if not self.afterwards:
            return words
        later = _("It could not be noted in the file afterwards: {reason}")
        return f"{words} {later.format(reason=self.afterwards)}"


def counted(count: int, one: str, many: str) -> str:
    """`1 copy` or `3 copies`."""
    return one if count == 1 else many.format(count=count)


def pages_meant(typed: str, pages: int) -> list[int]:
    """Page numbers meant by `1-3, 5`, in order and once each; all `pages` where it is empty.

    Raises `NotUnderstood` for what is not a page of the document.
    """
    if not typed.strip():
        return list(range(1, pages + 1))
    wanted: set[int] = set()
    for part in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", typed.strip()))):
        found = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", part)
        first = int(found[1]) if found else 0
        last = int(found[2] or found[1]) if found else 0
        if not 1 <= first <= last <= pages:
            raise NotUnderstood(
                _("“{part}” is not a page of this print.").format(part=part),
                (
                    _("It has pages 1 to {pages}. Write them like this: 1-3, 5.").format(
                        pages=pages
                    ),
                ),
            )
        wanted.update(range(first, last + 1))
    return sorted(wanted)


def print_copies(
    copies: Sequence[bytes],
    choice: PrintChoice,
    progress: Progress | None = None,
    before_each: Callable[[int], None] | None = None,
) -> PrintResult:
    """Print each PDF of `copies` as a job of its own, so that each begins on a new sheet.

    May run in any thread. Never raises for what the printer or the person does: see the outcome.
    `before_each` is called with a copy's number just before it goes to the printer; where it
    raises a `TacError`, that copy and the later ones are not printed.
    Raises `NotUnderstood` where `choice.pages` names no page.
    """
    if not 1 <= len(copies) <= _MOST_COPIES:
        raise ValueError("between 1 and 99 copies")
    known = {one.name for one in printers.this_computer.found()}
    if choice.printer not in known:
        outcome = PrintOutcome.REFUSED if known and choice.printer else PrintOutcome.NO_PRINTER
        return PrintResult(outcome, choice.printer, len(copies))
    result = PrintResult(PrintOutcome.PRINTED, choice.printer, len(copies))
    for number, pdf in enumerate(copies, 1):
        words = _("Drawing copy {number} of {count}").format(number=number, count=len(copies))
        try:
            drawn = _draw(pdf, choice, progress, words)
        except Cancelled:
            return _ended(result, PrintOutcome.CANCELLED)
        if not drawn:
            return _ended(result, PrintOutcome.UNREADABLE)
        result = replace(result, pages=len(drawn))
        try:
            if before_each:
                before_each(number)
        except TacError as error:
            return replace(result, outcome=PrintOutcome.NOT_NOTED, reason=error.what_happened)
        taken = _hand_over(drawn, choice)
        if taken is _Taken.PART:
            return replace(result, outcome=PrintOutcome.STOPPED_HALF_WAY)
        if taken is _Taken.NOTHING:
            return _ended(result, PrintOutcome.REFUSED)
        result = replace(result, done=number)
    return result


def _ended(result: PrintResult, why: PrintOutcome) -> PrintResult:
    """`why` is the outcome where no copy was printed before; else it stopped half-way."""
    return replace(result, outcome=PrintOutcome.STOPPED_HALF_WAY if result.done else why)


@dataclass(frozen=True)
class _DrawnPage:
    """A page as dots, compressed: ten pages at 300 dots an inch would fill 90 MB otherwise."""

    width: int
    height: int
    bytes_per_line: int
    greyscale: bool
    dots: bytes

    def image(self) -> QImage:
        from PySide6.QtGui import QImage

        kind = QImage.Format.Format_Grayscale8 if self.greyscale else QImage.Format.Format_RGB32
        dots = zlib.decompress(self.dots)
        # Copied, because an image over Python's bytes does not keep them alive.
        return QImage(dots, self.width, self.height, self.bytes_per_line, kind).copy()


def _draw(
    pdf: bytes, choice: PrintChoice, progress: Progress | None, words: str
) -> list[_DrawnPage]:
    """Every wanted page as dots; empty where the PDF or one of its pages cannot be drawn."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready or not document.pageCount():
        return []
    wanted = pages_meant(choice.pages, document.pageCount())
    drawn: list[_DrawnPage] = []
    for number in wanted:
        if progress:
            progress(len(drawn), len(wanted), words)
        page = _draw_page(document, number - 1, choice.greyscale)
        if page is None:
            return []
        drawn.append(page)
    if progress:
        progress(len(drawn), len(wanted), words)
    document.close()
    return drawn


def _draw_page(document: QPdfDocument, index: int, greyscale: bool) -> _DrawnPage | None:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage, QPainter

    points = document.pagePointSize(index)
    scale = DOTS_PER_INCH / _POINTS_PER_INCH
    size = QSize(round(points.width() * scale), round(points.height() * scale))
    dots = document.render(index, size)
    if dots.isNull():
        return None
    # QtPdf leaves the paper transparent, which a printer would take for black.
    kind = QImage.Format.Format_Grayscale8 if greyscale else QImage.Format.Format_RGB32
    paper = QImage(size, kind)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, dots)
    painter.end()
    squeezed = zlib.compress(bytes(paper.constBits()), level=1)
    return _DrawnPage(size.width(), size.height(), paper.bytesPerLine(), greyscale, squeezed)


class _Taken(Enum):
    """How much of one copy the printer's system took."""

    NOTHING = auto()
    PART = auto()
    WHOLE = auto()


def _hand_over(pages: Sequence[_DrawnPage], choice: PrintChoice) -> _Taken:
    """Give one copy to the printer."""
    from PySide6.QtGui import QPainter

    printer = printers.this_computer.open(choice.printer)
    _set_up(printer, choice)
    painter = QPainter()
    if not printer.isValid() or not painter.begin(printer):
        return _Taken.NOTHING
    all_taken = _paint_pages(printer, painter, pages)
    if not all_taken:
        printer.abort()
    # The system may take every page and give the job up at its end, or its queue refuse it.
    ended = painter.end()
    whole = all_taken and ended and not _failed(printer)
    if whole and not printers.took_it():
        return _Taken.NOTHING
    return _Taken.WHOLE if whole else _Taken.PART


def _set_up(printer: QPrinter, choice: PrintChoice) -> None:
    from PySide6.QtGui import QPageLayout, QPageSize
    from PySide6.QtPrintSupport import QPrinter

    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setResolution(DOTS_PER_INCH)
    # The queue shows this name to everyone who shares the printer.
    printer.setDocName(_("Document"))
    printer.setCopyCount(1)
    grey, colour = QPrinter.ColorMode.GrayScale, QPrinter.ColorMode.Color
    printer.setColorMode(grey if choice.greyscale else colour)
    both, single = QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone
    printer.setDuplex(both if choice.both_sides else single)


def _paint_pages(printer: QPrinter, painter: QPainter, pages: Sequence[_DrawnPage]) -> bool:
    """Whether the printer took all `pages`."""
    from PySide6.QtGui import QPainter
    from PySide6.QtPrintSupport import QPrinter

    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for index, page in enumerate(pages):
        if index and not printer.newPage():
            return False
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        painter.drawImage(paper, page.image())
        if _failed(printer):
            return False
    return True


def _failed(printer: QPrinter) -> bool:
    from PySide6.QtPrintSupport import QPrinter

    states = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)
    return printer.printerState() in states
