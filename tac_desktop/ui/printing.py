"""From PDF bytes in memory to a printer: every outcome is named, and each has its sentence.

All pages of a copy are drawn before the printer hears of it. So a page that cannot be drawn is
found while nothing has been printed yet, stopping takes effect between copies, and a copy is handed
over whole. What comes out of the printer's tray no program can see: the sentence says what was
handed over and asks for the sheets to be counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING

from tac_desktop.errors import Cancelled, TacError
from tac_desktop.ui import printers
from tac_desktop.ui.print_pages import DOTS_PER_INCH, DrawnPage, Progress, draw_pages
from tac_desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtPrintSupport import QPrinter

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
        words = _sentences()[self.outcome].format(
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
            drawn = draw_pages(pdf, choice.pages, choice.greyscale, progress, words)
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


class _Taken(Enum):
    """How much of one copy the printer's system took."""

    NOTHING = auto()
    PART = auto()
    WHOLE = auto()


def _hand_over(pages: Sequence[DrawnPage], choice: PrintChoice) -> _Taken:
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


def _paint_pages(printer: QPrinter, painter: QPainter, pages: Sequence[DrawnPage]) -> bool:
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


def _sentences() -> dict[PrintOutcome, str]:
    return {
        PrintOutcome.PRINTED: _(
            "{copies} ({sheets}) handed to the printer “{printer}”. "
            "Fetch them now and count the pages before you leave the printer."
        ),
        PrintOutcome.NO_PRINTER: _(
            "No printer was found on this computer, so nothing was printed. Your records are not "
            "affected. Ask the prison’s IT to connect a printer, then try again."
        ),
        PrintOutcome.CANCELLED: _(
            "Printing was stopped before anything went to the printer. Nothing was printed."
        ),
        PrintOutcome.REFUSED: _(
            "The printer “{printer}” did not take the job. Nothing was printed, and your records "
            "are not affected. See whether it is switched on, connected and has paper, or choose "
            "another."
        ),
        PrintOutcome.STOPPED_HALF_WAY: _(
            "Printing stopped half-way: {done} of {copies} went to the printer “{printer}” "
            "complete. Fetch what came out, count its pages, destroy what is incomplete, and "
            "print the rest."
        ),
        PrintOutcome.UNREADABLE: _(
            "The pages could not be drawn, so nothing was printed. Your records are not affected. "
            "Close this window and make the print again."
        ),
        PrintOutcome.NOT_NOTED: _(
            "Each copy is noted in the journal before it is printed, and that could not be done: "
            "{reason} {done} of {copies} went to the printer “{printer}”."
        ),
    }
