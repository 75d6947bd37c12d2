"""What the pack window does in the background: making the first copy, and printing all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tac_desktop.casework.audience import Audience
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.errors import Cancelled, TacError
from tac_desktop.packs import catalogue
from tac_desktop.packs.giving import Order
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.ui import work
from tac_desktop.ui.print_pages import pages_meant
from tac_desktop.ui.printing import PrintChoice, PrintOutcome, PrintResult, print_copies
from tac_desktop.words import _

Report = Callable[[int, int, str], None]
_FINAL = (catalogue.NotForThisReader, catalogue.NothingOfItsKind)


@dataclass(frozen=True)
class Made:
    """The first copy, and the names that the copies are probably for."""

    built: Built
    names: list[str]


def made(
    order: Order,
    first_for: str,
    copies: int,
    report: Report,
    first_pages: Callable[[bytes], None],
    progress: work.Progress,
) -> Made:
    """The first of so many copies, and the names that the copies are probably for.

    `first_pages` gets the beginning of a long print before the rest is made.
    """

    def both(done: int, total: int, words: str) -> None:
        progress(done, total, words)
        report(done, total, words)

    return Made(*order.make_first(copies, first_for, both, first_pages))


def print_all(
    order: Order,
    built: Built,
    copies: list[Copy],
    choice: PrintChoice,
    progress: work.Progress,
) -> PrintResult:
    """Make, note and print each copy; then note in the mother's file what left it."""
    chosen = replace(built, pages=len(pages_meant(choice.pages, built.pages)))

    def note(number: int) -> None:
        order.note_printing(chosen, copies[number - 1], choice.printer)

    try:
        pdfs = order.make_for_paper(copies, progress)
    except Cancelled:
        return PrintResult(PrintOutcome.CANCELLED, choice.printer, len(copies))
    result = print_copies(pdfs, choice, progress, note)
    try:
        if not result.succeeded:
            order.note_not_printed(built, result.sentence)
        if result.something_was_printed:
            whom = [copy.whom for copy in copies[: max(1, result.done)]]
            order.disclose(chosen, "paper", max(1, result.done), whom)
    except TacError as error:
        return replace(result, afterwards=error.what_happened)
    return result


def or_keep_it() -> str:
    """What can be done while there is no printer."""
    return _("Or keep it to print later: the button stands under the printer.")


def refusal_of(error: TacError) -> tuple[str, bool]:
    """Why there are no pages, and whether trying again could help."""
    if isinstance(error, Cancelled):
        return _("Making the pages was stopped."), True
    return error.sentence, not isinstance(error, _FINAL)


def reader_in_words(audience: Audience, case_file: CaseFile) -> str:
    """`Marlcester (A local authority's children's services)`."""
    words = audience.words(case_file)
    kind = audience.kind.label
    return words if words == kind else _("{who} ({kind})").format(who=words, kind=kind)
