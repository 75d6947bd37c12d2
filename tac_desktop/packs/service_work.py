"""The service's own work on paper: enquiries, groups, training and the healthy prison tests.

For outside the service small numbers are not told, since a few women could be recognised.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tac_desktop.casework.dates import written
from tac_desktop.casework.service_work import SMALL_NUMBER, Counts, Period, rows_shown, shown
from tac_desktop.packs import blocks as b
from tac_desktop.packs.outcome import Built
from tac_desktop.words import _


def service_work_print(
    counts: Sequence[Counts],
    facts: Sequence[tuple[str, int]],
    period: Period,
    today: dt.date,
    *,
    outside: bool,
    repeatable: bool = False,
) -> Built:
    """One page or two: what was done from the first day to the last, as counts."""
    from tac_desktop.packs.page import Document

    title = _("The service’s own work")
    words = _("From {first} to {last}")
    under = words.format(first=written(period.first), last=written(period.last))
    made: list[b.Block] = [b.Title(title, under)]
    if outside:
        told = _("Numbers under {limit} are not told, so that nobody can be recognised.")
        made.append(b.Text(told.format(limit=SMALL_NUMBER), b.TextKind.SMALL))
    if facts:
        rows = [(label, shown(number, outside)) for label, number in facts]
        made.append(b.Rows(rows, label_share=0.5))
    for one in counts:
        made.append(b.Heading(one.title))
        if one.is_empty:
            made.append(b.nothing(_("Nothing was noted in this time.")))
            continue
        shares = (3.2, *(1.0 for _column in one.columns))
        made.append(b.Table(["", *one.columns], rows_shown(one, outside), shares=shares))
    document = Document(title=title, printed_on=today)
    printed = document.render(made, repeatable=repeatable)
    return Built(printed.pdf, printed.pages, title, unprintable=printed.unprintable)
