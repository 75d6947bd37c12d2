"""Paper over all mothers: one A4 sheet for the walk round the wings, and slips two to a page.

For the service's own use. The words are neutral: nobody who reads the sheet over a shoulder or
finds it learns anything of a family. What does not fit on the one page is counted, never cut
without a word.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tac_desktop.casework.dates import written_time
from tac_desktop.casework.mother_agenda import mother_agenda
from tac_desktop.casework.rounds import Slip, Stop, slips
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import MARKING, Built, Copy
from tac_desktop.packs.page import Document
from tac_desktop.packs.texts import day_in_words, joined
from tac_desktop.words import _

_SIZES = ((1.0, 8.5), (0.93, 8.0), (0.86, 7.0), (0.8, 6.2))
"""Sizes of print, each with the height of a line in millimetres."""
_SLIP_DAYS = 7
_BOX = "[   ]"


def today_sheet(
    stops: Sequence[Stop], today: dt.date, *, copy: Copy | None = None, repeatable: bool = False
) -> Built:
    """The sheet for the walk: always one page."""
    title = _("Round of {day}").format(day=day_in_words(today))
    document, blocks = _on_one_page(title, stops, today, copy)
    printed = document.render(blocks, repeatable=repeatable)
    return Built.of_nobodys_file(printed, title)


def day_slips(
    wanted: Sequence[Slip], today: dt.date, *, copy: Copy | None = None, repeatable: bool = False
) -> Built:
    """Movement slips over all mothers, two to a page."""
    title = _("Movement slips")
    document = Document(title=title, printed_on=today, copy=copy)
    printed = document.render(slip_blocks(wanted), repeatable=repeatable)
    return Built.of_nobodys_file(printed, title)


def movement_slips(request: Request) -> Built:
    """Slips for one mother's appointments of the coming week, from what the reader may see."""
    title = _("Movement slips")
    file = request.file
    last = file.as_of + dt.timedelta(days=_SLIP_DAYS)
    made = slip_blocks(slips([mother_agenda(file)], file.as_of, last))
    printed = document_for(request, title, may_be_large=False).render(
        made, progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)


def slip_blocks(wanted: Sequence[Slip]) -> list[b.Block]:
    """Two slips to a page, each in a box of its own, to be cut between them."""
    if not wanted:
        return [
            b.Title(_("Movement slips")),
            b.nothing(_("No appointment is written down for these days.")),
        ]
    made: list[b.Block] = []
    for place, slip in enumerate(wanted):
        if place and place % 2 == 0:
            made.append(b.PageBreak())
        made.append(_slip(slip))
    return made


def _slip(slip: Slip) -> b.Block:
    rows = [
        (_("Name"), slip.name),
        (_("Number"), slip.prison_number or _("not known")),
        (_("Cell or unit"), slip.location or _("not known")),
        (_("Date"), day_in_words(slip.date)),
        (_("Time"), written_time(slip.time) or "…………"),
        (_("Moving to"), slip.to_place or "………………………………"),
        (_("Reason"), slip.reason),
    ]
    inside: list[b.Block] = [
        b.Rows(rows, label_share=0.3, row_height=8.5),
        b.Signatures([_("Unlocked at, by"), _("Back at, by")]),
    ]
    return b.Callout(_("Please unlock and let her go to this appointment"), inside)


def _on_one_page(
    title: str, stops: Sequence[Stop], today: dt.date, copy: Copy | None
) -> tuple[Document, list[b.Block]]:
    for size, height in _SIZES:
        document = _document(title, today, copy, size)
        blocks = _blocks(title, stops, 0, height)
        if document.fits_one_page(blocks):
            return document, blocks
    low, high = 1, len(stops)
    while high - low > 1:
        middle = (low + high) // 2
        if document.fits_one_page(_blocks(title, stops[:middle], len(stops) - middle, height)):
            low = middle
        else:
            high = middle
    return document, _blocks(title, stops[:low], len(stops) - low, height)


def _document(title: str, today: dt.date, copy: Copy | None, size: float) -> Document:
    return Document(title=title, marking=MARKING, printed_on=today, copy=copy, size=size)


def _blocks(title: str, stops: Sequence[Stop], left_over: int, height: float) -> list[b.Block]:
    made: list[b.Block] = [b.Title(title, _("Own use. Take it back with you and shred it."))]
    if not stops and not left_over:
        made.append(b.nothing(_("Nobody is down to be seen today.")))
        made.append(b.Lines(8))
        return made
    head = ["", _("Where"), _("Time"), _("Who"), _("What"), _("Note")]
    rows = [
        [
            _BOX,
            stop.location or "?",
            written_time(stop.time),
            joined([stop.name, stop.prison_number], "  "),
            stop.what,
            "",
        ]
        for stop in stops
    ]
    made.append(b.Table(head, rows, shares=(0.7, 1.5, 1.0, 4.2, 1.9, 2.4), row_height=height))
    if left_over:
        words = _("{count} more do not fit on this page: look at Today on the screen.")
        made.append(b.Text(words.format(count=left_over), b.TextKind.STRONG))
    return made
