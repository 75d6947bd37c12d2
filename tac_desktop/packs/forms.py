"""Forms on paper, from the same definition as on screen: blank ones to write on, filled ones.

Numbers, order, hints and conditions are those of `questions_of(cls)` and `cls.layout`, so that a
form filled in on the wing is typed back in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import read_date, written, written_moment
from tac_desktop.casework.questions import (
    Kind,
    OnlyIf,
    QuestionSpec,
    Section,
    SeenBy,
    questions_of,
)
from tac_desktop.casework.reasons import reason_in_words
from tac_desktop.casework.record import Record, in_words, is_blank, questions_asked
from tac_desktop.packs import blocks as b
from tac_desktop.words import _

_LONG = 90  # characters from which an answer gets the full width of the page
_MANY_COLUMNS = 5
_MANY_CHOICES = 40
_ONE_LINE = 80  # characters that one ruled line takes in handwriting, at most
_EMPTY_ROWS = 6
_EMPTY_CARDS = 3


@dataclass(frozen=True)
class MotherDetails:
    """What is printed on a blank form so that nobody has to write it: as the reader may see it."""

    name: str
    prison_number: str = ""
    location: str = ""
    children: Sequence[str] = ()


def mother_details(case_file: CaseFile) -> MotherDetails:
    """The details of the mother of a (filtered) case file."""
    mother, custody = case_file.mother, case_file.custody
    return MotherDetails(
        name=mother.formal_name() if mother else "",
        prison_number=custody.prison_number if custody else "",
        location=custody.current_location if custody else "",
        children=[case_file.name(child.id) for child in case_file.children],
    )


def blank_questions(cls: type[Record], fields: Sequence[str]) -> list[b.Block]:
    """Some questions of a form, with their own numbers, to be answered by hand."""
    specs = questions_of(cls)
    return [_blank_question(specs[name], specs, None) for name in fields]


def row_number(spec: QuestionSpec, place: int) -> str:
    """The number of a line inside a question, as `21.3`; the same on screen and on paper."""
    return f"{spec.number}.{place}"


def blank_form(cls: type[Record], details: MotherDetails | None = None) -> list[b.Block]:
    """An empty form of a record type, with lines and boxes for every question."""
    specs = questions_of(cls)
    made: list[b.Block] = [
        b.Title(
            cls.type_title(),
            _("To fill in by hand. The numbers are those on the screen; type it in that order."),
        ),
        _head(details),
    ]
    for section in cls.layout:
        made.append(b.Heading(section.title))
        if section.hint:
            made.append(b.Text(section.hint, b.TextKind.SMALL))
        made += [
            _blank_question(spec, specs, details)
            for spec in _specs_in(section, specs)
            if spec.kind is not Kind.DATA
        ]
    return made


def filled_form(
    entry: Entry[Any], case_file: CaseFile, *, room_to_write: bool = False, whole: bool = True
) -> list[b.Block]:
    """A record as it stands, with its numbers, and what was added later under it.

    With `room_to_write`, what is not answered stands as on the blank form, to be answered by hand;
    not `whole`, without the questions that are for professionals.
    """
    record: Record = entry.record
    return [
        b.Title(record.type_title(), record.headline(case_file.name)),
        *_whose_record(record),
        *_struck(record),
        *(
            sections_to_complete(record, case_file, whole=whole)
            if room_to_write
            else answered_sections(record, case_file)
        ),
        *amendments_under(entry),
    ]


def _whose_record(record: Record) -> list[b.Block]:
    """Notes about an ACCT must never be taken for it."""
    if not record.type_name.startswith("acct_"):
        return []
    words = _("The social worker's own notes. This is not the ACCT document.")
    return [b.Callout(words, [])]


def _struck(record: Record) -> list[b.Block]:
    if not record.entered_in_error:
        return []
    words = _("ENTERED IN ERROR, does not count: {why}")
    return [b.Text(words.format(why=record.entered_in_error))]


def answered_sections(record: Record, case_file: CaseFile) -> list[b.Block]:
    """The answered questions of a record, section by section."""
    answers = {name: getattr(record, name) for name in type(record).model_fields}
    asked = {spec.name: spec for spec in questions_asked(answers, type(record))}
    made: list[b.Block] = []
    for section in record.layout:
        specs = _specs_in(section, asked)
        given = [spec for spec in specs if not is_blank(answers[spec.name])]
        empty = [spec for spec in specs if is_blank(answers[spec.name])]
        if given:
            made.append(b.Heading(section.title))
            made += _answers(given, answers, case_file)
            if empty:
                made.append(b.Text(_not_answered(empty), b.TextKind.SMALL))
    if not made:
        made.append(b.nothing(_("Nothing is recorded on this form yet.")))
    return made


def sections_to_complete(
    record: Record, case_file: CaseFile, *, whole: bool = True
) -> list[b.Block]:
    """All questions of a record: with their answers, or as on the blank form where empty."""
    answers = {name: getattr(record, name) for name in type(record).model_fields}
    specs = questions_of(type(record))
    asked = {spec.name for spec in questions_asked(answers, type(record))}
    details = mother_details(case_file)
    made: list[b.Block] = []
    for section in record.layout:
        found: list[b.Block] = []
        for spec in _specs_in(section, specs):
            if spec.name in asked and not is_blank(answers[spec.name]):
                found += _answers([spec], answers, case_file)
            elif spec.kind is not Kind.DATA and (whole or spec.seen_by is SeenBy.EVERYONE):
                found.append(_blank_question(spec, specs, details))
        if found:
            made += [b.Heading(section.title), *found]
    return made


def amendments_under(entry: Entry[Any]) -> list[b.Block]:
    """When a record was saved and what was added to it later, oldest first."""
    saved = entry.saved
    made: list[b.Block] = []
    if entry.amendments:
        made.append(b.Heading(_("Added or put right later")))
    for amendment in entry.amendments:
        heading = _("{when}, {who}: {reason}").format(
            when=written_moment(amendment.at),
            who=amendment.by,
            reason=reason_in_words(amendment.reason),
        )
        text = "\n".join(part for part in (amendment.note, *amendment.changes) if part)
        made.append(b.Note("", [b.AmendmentText(heading, text)]))
    words = _("First saved {when} by {who}.").format(
        when=written_moment(saved.first_at), who=saved.first_by
    )
    made.append(b.Text(words, b.TextKind.SMALL))
    if saved.forked:
        made.append(
            b.Text(
                _("This record was changed in two places and the two have not been joined yet."),
                b.TextKind.STRONG,
            )
        )
    return made


def row_table(
    spec: QuestionSpec,
    rows: Sequence[Sequence[str]],
    empty: int = 0,
    row_height: float = 0.0,
) -> b.Table:
    """The rows of a question as a numbered table; `empty` lines to write on follow the rows."""
    columns = _columns(spec)
    width = len(columns)
    numbered = [[row_number(spec, place), *row] for place, row in enumerate(rows, start=1)]
    first_empty = len(numbered) + 1
    numbered += [
        [row_number(spec, place), *[""] * width]
        for place in range(first_empty, first_empty + empty)
    ]
    return b.Table(
        head=[_("No."), *(label for label, _share in columns)] if spec.row else [],
        rows=numbered,
        shares=[share for _label, share in columns],
        row_height=row_height,
        numbered=True,
    )


def _columns(spec: QuestionSpec) -> list[tuple[str, float]]:
    """Labels and relative widths: what is written at length gets the most room."""
    if spec.row is None:
        return [(spec.label, 8.0)]
    widths = {
        Kind.DATE: 1.4,
        Kind.TIME: 1.0,
        Kind.NUMBER: 1.0,
        Kind.YES_NO: 1.4,
        Kind.CHOICE: 1.7,
        Kind.TICK: 1.0,
    }
    columns = []
    for place, one in enumerate(questions_of(spec.row).values()):
        share = widths.get(one.kind, 2.0)
        if one.kind is Kind.LONG_TEXT or (place == 0 and one.kind is Kind.TEXT):
            share = 3.6
        columns.append((one.label, share))
    return columns


def _head(details: MotherDetails | None) -> b.Block:
    known = details or MotherDetails(name="")
    rows = [
        (_("Mother"), known.name),
        (_("Prison number"), known.prison_number),
        (_("Filled in by"), ""),
        (_("Cell or unit"), known.location),
        (_("Date and time"), ""),
        (_("Typed in on"), ""),
    ]
    return b.Rows(rows, label_share=0.36, row_height=9.0, pairs=True)


def _specs_in(section: Section, specs: dict[str, QuestionSpec]) -> list[QuestionSpec]:
    return [specs[name] for name in section.fields if name in specs]


def _blank_question(
    spec: QuestionSpec, specs: dict[str, QuestionSpec], details: MotherDetails | None
) -> b.Question:
    hints = [spec.hint]
    if spec.limit:
        hints.append(_("At most {limit} characters.").format(limit=spec.limit))
    answer = _place_to_answer(spec, details)
    return b.Question(
        number=str(spec.number),
        label=spec.label,
        answer=answer,
        hint=" ".join(hint for hint in hints if hint),
        condition=condition_in_words(spec.only_if, specs) if spec.only_if else "",
        beside=_is_short(answer),
    )


def _is_short(answer: Sequence[b.Block]) -> bool:
    """Whether the place for an answer fits beside its question."""
    match answer:
        case [b.EntryBox()]:
            return True
        case [b.Ticks(choices=choices)]:
            return len(choices) <= 2 and all(len(choice) < 8 for choice in choices)
        case [b.Lines(count=count)]:
            return count == 1
        case _:
            return False


def condition_in_words(condition: OnlyIf, specs: dict[str, QuestionSpec]) -> str:
    """`Answer only if 14 is yes.`"""
    other = specs[condition.field]
    answers = _(" or ").join(_answer_label(other, one) for one in condition.answers)
    return _("Answer only if {number} is {answers}.").format(number=other.number, answers=answers)


def _answer_label(spec: QuestionSpec, answer: Any) -> str:
    if isinstance(answer, bool):
        return _("yes") if answer else _("no")
    if spec.codes:
        return f"“{code_list(spec.codes).label(str(answer))}”"
    return str(answer)


def _place_to_answer(spec: QuestionSpec, details: MotherDetails | None) -> list[b.Block]:
    match spec.kind:
        case Kind.DATE | Kind.PARTIAL_DATE:
            return [b.EntryBox(b.Entry.DATE)]
        case Kind.TIME:
            return [b.EntryBox(b.Entry.TIME)]
        case Kind.NUMBER:
            return [b.EntryBox(b.Entry.NUMBER)]
        case Kind.YES_NO:
            return [b.Ticks([_("Yes"), _("No")], columns=4)]
        case Kind.TICK:
            return [b.Ticks([_("Yes")], columns=4)]
        case Kind.CHOICE | Kind.CHOICES:
            return _choices(spec)
        case Kind.REFERENCE | Kind.REFERENCES:
            return _references(spec, details)
        case Kind.LONG_TEXT:
            return [b.Lines(spec.lines + 2)]
        case Kind.TEXT if spec.limit > _ONE_LINE:
            return [b.Lines(1 + spec.limit // _ONE_LINE)]
        case Kind.LINES:
            return [row_table(spec, [], empty=_EMPTY_ROWS, row_height=9.0)]
        case Kind.ROWS:
            return _empty_rows(spec)
        case _:
            return [b.Lines(1)]


def _choices(spec: QuestionSpec) -> list[b.Block]:
    labels = []
    for code in code_list(spec.codes).offered:
        dots = " ………………………" if code.code == "other" else ""
        labels.append(code.label + dots)
    if len(labels) > _MANY_CHOICES:
        return [b.Lines(1)]
    longest = max((len(label) for label in labels), default=0)
    columns = 4 if longest < 14 else 3 if longest < 23 else 2 if longest < 42 else 1
    several = spec.kind is Kind.CHOICES
    hint = _("Tick all that apply.") if several else _("Tick one.")
    return [b.Text(hint, b.TextKind.SMALL), b.Ticks(labels, columns)]


def _references(spec: QuestionSpec, details: MotherDetails | None) -> list[b.Block]:
    if spec.refers_to == "person:child" and details and details.children:
        return [b.Ticks(list(details.children), columns=2)]
    return [b.Lines(2 if spec.kind is Kind.REFERENCES else 1)]


def _empty_rows(spec: QuestionSpec) -> list[b.Block]:
    columns = _columns(spec)
    if len(columns) <= _MANY_COLUMNS:
        return [row_table(spec, [], empty=_EMPTY_ROWS, row_height=11.0)]
    made: list[b.Block] = []
    for place in range(1, _EMPTY_CARDS + 1):
        rows = [(label, "") for label, _share in columns]
        card = b.Rows(rows, label_share=0.36, row_height=9.0, pairs=True)
        heading = b.Text(row_number(spec, place), b.TextKind.STRONG)
        made.append(b.Together([heading, card]))
    return made


def _answers(
    given: Sequence[QuestionSpec], answers: dict[str, Any], case_file: CaseFile
) -> list[b.Block]:
    made: list[b.Block] = []
    for spec in given:
        number, value = str(spec.number), answers[spec.name]
        words = _words(spec, value, case_file)
        if spec.kind is Kind.ROWS:
            made += _filled_rows(spec, value, case_file)
        elif spec.kind is Kind.LINES:
            table = row_table(spec, [[line] for line in words.split("\n")])
            made.append(b.Question(number, spec.label, [table]))
        elif spec.kind is Kind.LONG_TEXT or len(words) > _LONG or "\n" in words:
            made.append(b.Question(number, spec.label, [b.Note(words)]))
        else:
            made.append(b.Question(number, spec.label, [b.Text(words)], beside=True))
    return made


def _words(spec: QuestionSpec, value: Any, case_file: CaseFile) -> str:
    """An answer in words; dates that stand as lines of text are written like all others."""
    if spec.kind is Kind.LINES:
        return "\n".join(written(read_date(line)) or line for line in value)
    return in_words(spec, value, case_file.name)


def _filled_rows(
    spec: QuestionSpec, rows: Sequence[BaseModel], case_file: CaseFile
) -> list[b.Block]:
    assert spec.row is not None
    specs = list(questions_of(spec.row).values())
    words = [[_words(one, getattr(row, one.name), case_file) for one in specs] for row in rows]
    if len(specs) <= _MANY_COLUMNS:
        table = row_table(spec, words)
        return [b.Question(str(spec.number), spec.label, [table])]
    cards: list[b.Block] = []
    for place, row in enumerate(words, start=1):
        given = [(one.label, text) for one, text in zip(specs, row, strict=True) if text]
        heading = b.Text(row_number(spec, place), b.TextKind.STRONG)
        cards.append(b.Together([heading, b.Rows(given, label_share=0.28)]))
    return [b.Question(str(spec.number), spec.label, cards)]


def _not_answered(empty: Sequence[QuestionSpec]) -> str:
    numbers = ", ".join(str(spec.number) for spec in empty)
    return _("Not answered: {numbers}.").format(numbers=numbers)
