"""A part of the journal on paper, and as a table."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

from tac_desktop.casework.chronology_table import safe_cell
from tac_desktop.packs import blocks as b
from tac_desktop.packs.outcome import Built
from tac_desktop.words import _

Line = tuple[str, ...]
"""Number, when, who, what, whose file, what was noted."""


def headings() -> Line:
    """The columns of a line."""
    return (_("No."), _("When"), _("Who"), _("What"), _("Whose file"), _("Noted"))


def journal_list(
    lines: Sequence[Line],
    narrowed: str,
    reference: str,
    printed_by: str,
    today: dt.date,
    *,
    repeatable: bool = False,
) -> Built:
    """The lines as they stood on the screen; the head of the chain stands under the title."""
    from tac_desktop.packs.page import Document

    title = _("Journal")
    under = _("Newest entry when it was printed: {reference}. Printed by {name}.")
    made: list[b.Block] = [
        b.Title(title, under.format(reference=reference, name=printed_by)),
        b.Text(_("Shown: {what}").format(what=narrowed), b.TextKind.SMALL),
    ]
    if lines:
        shares = (0.55, 1.25, 1.75, 1.5, 1.6, 2.0)
        made.append(b.Table(list(headings()), [list(one) for one in lines], shares=shares))
    else:
        made.append(b.nothing(_("No entry fits.")))
    document = Document(title=title, printed_on=today, reference=reference)
    printed = document.render(made, repeatable=repeatable)
    return Built(printed.pdf, printed.pages, title, unprintable=printed.unprintable)


def journal_table(lines: Sequence[Line]) -> bytes:
    """The lines as a CSV file that spreadsheets read with every letter."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings())
    writer.writerows([[safe_cell(cell) for cell in line] for line in lines])
    return out.getvalue().encode("utf-8-sig")
