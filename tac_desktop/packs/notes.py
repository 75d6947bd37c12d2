"""All notes in full on paper, newest first, each with what was added to it under it."""

from __future__ import annotations

from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.dates import written
from tac_desktop.casework.notes import Attempts, notes
from tac_desktop.casework.record import Record
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.forms import amendments_under, answered_sections
from tac_desktop.packs.outcome import Built
from tac_desktop.words import _


def notes_print(request: Request) -> Built:
    """The notes of the selection. Attempts in a row that reached nobody stand in one line."""
    title = _("Notes in full")
    read = notes(request.file, request.selection)
    made: list[b.Block] = [b.Title(title, request.selection.in_words(request.file))]
    if not read.parts:
        made.append(b.nothing(_("There are no notes for this choice.")))
    else:
        words = _("Notes: {notes}. Attempts that reached nobody: {attempts}. Newest first.")
        counts = words.format(notes=read.notes, attempts=read.attempts)
        made.append(b.Text(counts, b.TextKind.SMALL))
    for part in read.parts:
        if isinstance(part, Attempts):
            made.append(b.Text(part.words))
        else:
            made += _note(part, request)
    printed = document_for(request, title).render(
        made, progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)


def _note(entry: Entry[Record], request: Request) -> list[b.Block]:
    record = entry.record
    day = written(record.happened_on())
    kind = record.type_title()
    headline = record.headline(request.file.name)
    words = f"{day}  {kind}" if headline == kind else f"{day}  {kind}: {headline}"
    inside = [one for one in answered_sections(record, request.file) if not _is_of_the_form(one)]
    return [b.Heading(words, 2), *inside, *amendments_under(entry)]


def _is_of_the_form(block: b.Block) -> bool:
    """Section headings and lists of unanswered questions are no help in reading."""
    small = isinstance(block, b.Text) and block.kind is b.TextKind.SMALL
    return small or isinstance(block, b.Heading)
