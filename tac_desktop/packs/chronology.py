"""The chosen chronology on paper: merged or of some children, a period, with what came before it
in one sentence."""

from __future__ import annotations

from tac_desktop.casework.chronology import chronology, folded
from tac_desktop.casework.chronology_table import headings, rows
from tac_desktop.casework.dates import written_partial
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built
from tac_desktop.words import _

_SHARES = {"date": 1.4, "ages": 1.6, "event": 3.4, "source": 1.7, "impact": 2.2}


def chronology_print(request: Request) -> Built:
    """The lines of the selection, oldest first."""
    title = _("What has happened") if request.plain_words else _("Chronology")
    wanted = request.selection
    lines = list(reversed(chronology(request.file, wanted)))
    lines, before = folded(lines, wanted.fold_before)
    made: list[b.Block] = [b.Title(title, wanted.in_words(request.file))]
    if not lines and not before:
        made.append(b.nothing(_("Nothing is in the chronology yet.")))
    if before:
        made.append(b.Text(before))
    if lines and request.plain_words:
        made.append(b.Rows([(written_partial(one.date), one.text) for one in lines], 0.27))
    elif lines:
        words = _("Chosen events only; the full log is in the file.")
        made.append(b.Text(words, b.TextKind.SMALL))
        columns = [
            one
            for one in _SHARES
            if one in wanted.columns and (one != "impact" or any(line.impact for line in lines))
        ]
        made.append(
            b.Table(
                headings(columns),
                rows(request.file, lines, columns),
                shares=[_SHARES[one] for one in columns],
            )
        )
    printed = document_for(request, title).render(
        made, progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)
