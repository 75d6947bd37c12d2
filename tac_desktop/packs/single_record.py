"""Prints of what is already written: one filled record, and the whole chronology."""

from __future__ import annotations

from tac_desktop.casework.chronology import ages_at, chronology
from tac_desktop.casework.dates import written_partial
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.forms import filled_form
from tac_desktop.packs.outcome import Built
from tac_desktop.words import _


def record_print(request: Request) -> Built:
    """The record `request.record_id` with the numbers of its form and its amendments under it.

    Raises KeyError where this audience's file does not hold the record.
    """
    entry = request.file.by_id[request.record_id]
    title = entry.record.type_title()
    printed = document_for(request, title).render(
        filled_form(entry, request.file),
        progress=request.progress,
        repeatable=request.repeatable,
    )
    return built(printed, title, request)


def chronology_print(request: Request) -> Built:
    """The chosen chronology, oldest first."""
    title = _("What has happened") if request.plain_words else _("Chronology")
    lines = list(reversed(chronology(request.file)))
    made: list[b.Block] = [b.Title(title)]
    if not lines:
        made.append(b.nothing(_("Nothing is in the chronology yet.")))
    elif request.plain_words:
        made.append(b.Rows([(written_partial(one.date), one.text) for one in lines], 0.27))
    else:
        words = _("Chosen events only; the full log is in the file.")
        made.append(b.Text(words, b.TextKind.SMALL))
        rows = [
            [
                written_partial(one.date),
                one.text,
                ages_at(request.file, one),
                one.source,
                one.impact,
            ]
            for one in lines
        ]
        head = [_("Date"), _("Event"), _("Ages"), _("Source"), _("What it meant")]
        with_impact = any(one.impact for one in lines)
        columns = 5 if with_impact else 4
        shares = (1.4, 3.4, 1.6, 1.7, 2.2)[:columns]
        made.append(b.Table(head[:columns], [row[:columns] for row in rows], shares=shares))
    printed = document_for(request, title).render(
        made, progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)
