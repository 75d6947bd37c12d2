"""The register of everything that was given out, on paper: for audits and for the manager."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tac_desktop.casework.dates import written
from tac_desktop.casework.given_out import GivenOut
from tac_desktop.packs import blocks as b
from tac_desktop.packs.outcome import MARKING, Built
from tac_desktop.words import _


def given_out_register(
    lines: Sequence[GivenOut],
    chosen: str,
    today: dt.date,
    journal_reference: str = "",
    *,
    marking: str = MARKING,
    repeatable: bool = False,
) -> Built:
    """A table of disclosures; `chosen` says in words what the list was kept to."""
    from tac_desktop.packs.page import Document

    title = _("What was given out")
    document = Document(
        title=title,
        marking=marking,
        reference=journal_reference,
        printed_on=today,
        landscape=True,
    )
    made: list[b.Block] = [b.Title(title, chosen)]
    if lines:
        head = [_("Date"), _("Of"), _("What"), _("To whom"), _("Form"), _("Basis"), _("Back?")]
        rows = [
            [written(one.day), one.whose, one.what, one.to, one.form_in_words, one.basis,
             one.came_back]
            for one in lines
        ]  # fmt: skip
        made.append(b.Table(head, rows, shares=(1.1, 1.6, 2.2, 2.2, 1.1, 2.0, 1.4)))
    else:
        made.append(b.nothing(_("Nothing was given out.")))
    printed = document.render(made, repeatable=repeatable)
    return Built.of_nobodys_file(printed, title)
