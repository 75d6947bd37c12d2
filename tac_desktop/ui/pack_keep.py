"""Keeping a print for later, and choosing again in the pack window what was chosen then."""

from __future__ import annotations

from dataclasses import dataclass

from tac_desktop.casework.audience import Audience
from tac_desktop.casework.dates import written_moment
from tac_desktop.packs.giving import Order
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.print_later import Wanted, to_be_kept
from tac_desktop.storage.print_queue import PrintOrder
from tac_desktop.ui.copies_box import CopiesBox
from tac_desktop.ui.paper_options import PaperOptions
from tac_desktop.ui.printer_choice import PrinterChoice
from tac_desktop.ui.printing import PrintResult
from tac_desktop.ui.selection_box import SelectionBox
from tac_desktop.words import _


@dataclass(frozen=True)
class PaperChoices:
    """The parts of the window in which the paper is chosen."""

    copies: CopiesBox
    paper: PaperOptions
    printer: PrinterChoice
    selection: SelectionBox

    def choose_again(self, wanted: Wanted) -> None:
        """What was chosen when the order was kept, apart from its reader."""
        self.paper.choose(
            large_print=wanted.large_print,
            note_page=wanted.note_page,
            answer_lines=wanted.answer_lines,
            two_sided=wanted.two_sided,
            language=wanted.language,
        )
        self.selection.choose(wanted.selection)
        self.copies.set_names(wanted.copies)
        self.printer.pages.setText(wanted.pages)
        self.printer.greyscale.setChecked(wanted.greyscale)
        self.printer.both_sides.setChecked(wanted.both_sides)

    def to_be_kept(self, order: Order, built: Built, instead_of: PrintOrder | None) -> PrintOrder:
        """The order with what is chosen now."""
        return to_be_kept(
            order,
            built,
            [copy.whom for copy in self.copies.copies()],
            pages=self.printer.pages.text(),
            greyscale=self.printer.greyscale.isChecked(),
            both_sides=self.printer.both_sides.isChecked(),
            instead_of=instead_of,
        )

    def all_was_printed(self, wanted: Wanted, audience: Audience, result: PrintResult) -> bool:
        """Whether what was wanted, for whom it was wanted, is on paper now."""
        pages = self.printer.pages.text().strip()
        every_page = not pages or pages == wanted.pages.strip()
        every_copy = result.succeeded and result.done >= len(wanted.copies)
        return every_copy and every_page and audience == wanted.audience


def kept_in_words(kept: PrintOrder | None) -> str:
    """What the window says about an order that waited; nothing where none did."""
    if kept is None:
        return ""
    words = _(
        "Kept on {day} by {name}. These pages were made anew now: they say what is true today, "
        "and leave out what this reader may not see today."
    )
    return words.format(day=written_moment(kept.kept_at), name=kept.by_name)


def reader_is_gone(kept: PrintOrder) -> str:
    """The reader of an order cannot be chosen any more."""
    words = _("It was kept for “{reader}”, who is not offered any more: choose the reader.")
    return words.format(reader=kept.reader)


def was_kept() -> str:
    """What is said once an order stands in the vault."""
    return _(
        "Kept to print later: it stands on Today and in the catalogue (Ctrl+P) until it is "
        "printed. The pages are made anew then, from what is true on that day."
    )
