"""All notes in full on paper, newest first, each with what was added to it under it."""

from __future__ import annotations

from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.dates import written
from tac_desktop.casework.notes import Attempts, notes
from tac_desktop.casework.questions import Kind
from tac_desktop.casework.record import Record, in_words, questions_asked
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.forms import amendments_under
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined
from tac_desktop.words import _

_Answer = tuple[str, str]
_SMALL = b.TextKind.SMALL
_IN_THE_HEADING = frozenset({"date", "planned"})
_TEXTS = (Kind.LONG_TEXT, Kind.LINES, Kind.ROWS)
_ONE_LINE = 70


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
    about = kind if headline == kind else f"{kind}: {headline}"
    short, long = _answers(record, request.file)
    made: list[b.Block] = [b.Heading(joined((day, about), "  "))]
    if short:
        made.append(b.Text("; ".join(f"{label}: {said}" for label, said in short) + ".", _SMALL))
    for label, said in long:
        made += [b.Text(label, b.TextKind.STRONG), b.Note(said)]
    return [*made, *amendments_under(entry)]


def _answers(record: Record, case_file: CaseFile) -> tuple[list[_Answer], list[_Answer]]:
    """Label and answer: what fits on a line with others, and what is a text of its own."""
    answers = {name: getattr(record, name) for name in type(record).model_fields}
    short: list[_Answer] = []
    long: list[_Answer] = []
    for spec in questions_asked(answers, type(record)):
        said = in_words(spec, answers[spec.name], case_file.name)
        if not said or spec.name in _IN_THE_HEADING or answers[spec.name] is False:
            continue
        own_text = spec.kind in _TEXTS or len(said) > _ONE_LINE
        (long if own_text else short).append((spec.label.rstrip("?"), said))
    return short, long
