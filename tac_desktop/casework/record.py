"""Records: what every record type has in common, and what follows from its questions.

A record is a value. Changing one means making a copy and saving it, which appends a revision.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import SchemaValidator

from tac_desktop.casework.audience_kinds import ALL, AudienceKind
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written, written_partial, written_time
from tac_desktop.casework.identifiers import new_id
from tac_desktop.casework.questions import Kind, QuestionSpec, Section, questions_of
from tac_desktop.casework.stored_content import filled, reader_of
from tac_desktop.errors import NotUnderstood
from tac_desktop.words import _

Names = Callable[[str], str]
"""Turns an identifier of a person, organisation, worker or record into words."""

_types: dict[str, type[Record]] = {}
_A_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class Row(BaseModel):
    """One line of a table inside a record (a report asked for, a support action)."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, defer_build=True)


class Record(BaseModel):
    """The common part of every record. Subclasses register themselves under `type_name`.

    `mother_id` says whose file it belongs to; empty for what all files share (address book).
    `unmapped` keeps what an import brought and no question asks for, so that nothing is dropped.
    `entered_in_error` says why the record does not count; it stays readable, struck through.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, defer_build=True)

    type_name: ClassVar[str] = ""
    source_title: ClassVar[str] = ""
    source_plural: ClassVar[str] = ""
    layout: ClassVar[tuple[Section, ...]] = ()
    shared_with: ClassVar[frozenset[AudienceKind]] = ALL
    in_every_file: ClassVar[bool] = False
    read_when_asked: ClassVar[bool] = False
    """Whether a file has so many of them that each is read only when something asks for it."""

    id: str = Field(default_factory=new_id)
    mother_id: str = ""
    unmapped: dict[str, Any] = Field(default_factory=dict)
    entered_in_error: str = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.type_name:
            _types[cls.type_name] = cls

    @classmethod
    def type_title(cls) -> str:
        """The record type in words, as a form's heading."""
        return _(cls.source_title)

    @classmethod
    def type_plural(cls) -> str:
        """The record type in words, as a list's heading."""
        return _(cls.source_plural or cls.source_title)

    def headline(self, names: Names) -> str:
        """One line that tells this record from its neighbours in a list."""
        return self.type_title()

    def happened_on(self) -> dt.date | None:
        """The day the record is about, for sorting; None where it has none."""
        return None

    def checks(self) -> Iterator[Problem]:
        """Problems beyond what single questions can say; subclasses add theirs."""
        yield from ()

    def changed(self, **answers: Any) -> Self:
        """A validated copy with other answers."""
        return type(self).model_validate({**self.model_dump(), **answers})


@dataclass(frozen=True)
class Problem:
    """Why an answer cannot be kept as it is, in words for the person who typed it."""

    field: str
    sentence: str


def record_class(type_name: str) -> type[Record]:
    """The class of a record type.

    Raises:
        NotUnderstood: where this version of the program knows no such type.
    """
    known = _types.get(type_name)
    if known is not None:
        return known
    load_all_types()
    try:
        return _types[type_name]
    except KeyError:
        raise NotUnderstood(
            _("This version of the program does not know the record type “{name}”.").format(
                name=type_name
            )
        ) from None


def record_types() -> tuple[type[Record], ...]:
    """All record types, in the order in which they are declared, whatever was imported first."""
    load_all_types()
    from tac_desktop.casework import types

    place = {module.__name__: number for number, module in enumerate(types.LOADED)}
    return tuple(sorted(_types.values(), key=lambda cls: place.get(cls.__module__, len(place))))


def content_of(record: Record) -> dict[str, Any]:
    """A record as plain JSON without its identifiers and unanswered questions."""
    dumped = record.model_dump(mode="json", exclude={"id", "mother_id"})
    return {name: value for name, value in dumped.items() if not is_blank(value)}


def record_from(
    type_name: str, record_id: str, mother_id: str, content: Mapping[str, Any]
) -> Record:
    """A record from its stored content. What the content does not hold is unanswered.

    Defaults are for new forms only: a question that was left open must not come back answered.

    Raises:
        NotUnderstood: where the content does not fit the record type.
    """
    cls = record_class(type_name)
    try:
        found = _reader(cls).validate_python({**content, "id": record_id, "mother_id": mother_id})
    except ValidationError as error:
        raise _not_read(cls, error) from None
    return filled(cls, found)


def record_from_text(type_name: str, record_id: str, mother_id: str, content: str) -> Record:
    """The same from the JSON text in which the content is stored.

    Raises:
        NotUnderstood: where the text is no JSON, or the content does not fit the record type.
    """
    cls = record_class(type_name)
    try:
        found = _reader(cls).validate_json(content)
    except ValidationError as error:
        raise _not_read(cls, error) from None
    return filled(cls, found, id=record_id, mother_id=mother_id)


def is_blank(value: Any) -> bool:
    """Whether a question is unanswered. `False` and `0` are answers."""
    return value is None or value == "" or value == [] or value == {}


def questions_asked(answers: Mapping[str, Any], cls: type[BaseModel]) -> list[QuestionSpec]:
    """The questions that stand on the form, given the answers so far."""
    specs = questions_of(cls)
    shown: dict[str, bool] = {}

    def asked(spec: QuestionSpec) -> bool:
        if spec.name not in shown:
            condition = spec.only_if
            shown[spec.name] = condition is None or (
                condition.applies(answers) and asked(specs[condition.field])
            )
        return shown[spec.name]

    return [spec for spec in specs.values() if spec.number and asked(spec)]


def problems(record: Record) -> list[Problem]:
    """Everything that keeps the record from being saved, in the order of the form."""
    found: list[Problem] = []
    answers = {name: getattr(record, name) for name in type(record).model_fields}
    for spec in questions_asked(answers, type(record)):
        value = answers[spec.name]
        if spec.required and is_blank(value):
            found.append(Problem(spec.name, _("Please answer this.")))
        if spec.limit and isinstance(value, str) and len(value) > spec.limit:
            found.append(Problem(spec.name, too_long(value, spec.limit)))
        if spec.row is not None:
            found.extend(_row_problems(spec, value))
    found.extend(record.checks())
    return found


def too_long(text: str, limit: int) -> str:
    """The sentence for a text over its limit."""
    return _("Too long by {over} characters; at most {limit} are allowed.").format(
        over=len(text) - limit, limit=limit
    )


def in_words(spec: QuestionSpec, value: Any, names: Names) -> str:
    """An answer as people read it; an empty string where the question is unanswered."""
    if is_blank(value):
        return ""
    match spec.kind:
        case Kind.YES_NO | Kind.TICK:
            return _("yes") if value else _("no")
        case Kind.DATE:
            return written(value if isinstance(value, dt.date) else dt.date.fromisoformat(value))
        case Kind.PARTIAL_DATE:
            return written_partial(str(value))
        case Kind.TIME:
            return written_time(
                value if isinstance(value, dt.time) else dt.time.fromisoformat(value)
            )
        case Kind.CHOICE:
            return code_list(spec.codes).label(str(value))
        case Kind.CHOICES:
            return ", ".join(code_list(spec.codes).label(str(one)) for one in value)
        case Kind.REFERENCE:
            return names(str(value))
        case Kind.REFERENCES:
            return ", ".join(names(str(one)) for one in value)
        case Kind.LINES:
            return "\n".join(_line_in_words(str(one)) for one in value)
        case Kind.ROWS:
            return "\n".join(row_in_words(spec, row, names) for row in value)
        case Kind.DATA:
            return "; ".join(f"{key}: {one}" for key, one in value.items())
        case _:
            return str(value)


def row_in_words(spec: QuestionSpec, row: Any, names: Names) -> str:
    """One row of a table inside a record, as `Label: answer` parts."""
    assert spec.row is not None
    answers = row if isinstance(row, Mapping) else row.__dict__
    parts = []
    for one in questions_of(spec.row).values():
        words = in_words(one, answers.get(one.name), names)
        if words:
            parts.append(f"{one.label}: {words}")
    return "; ".join(parts)


def describe_changes(before: Record, after: Record, names: Names) -> list[str]:
    """What changed between two revisions, as `Outcome: no answer → reached`."""
    changes = []
    for spec in questions_of(type(after)).values():
        old = in_words(spec, getattr(before, spec.name), names)
        new = in_words(spec, getattr(after, spec.name), names)
        if old != new:
            nothing = _("nothing")
            changes.append(f"{spec.label}: {old or nothing} → {new or nothing}")
    return changes


def search_text(record: Record) -> str:
    """The words that search reads."""
    parts: list[str] = []
    _collect(record, parts)
    return "\n".join(parts)


def json_schema() -> dict[str, Any]:
    """The published JSON Schema of every record type, from the same definitions as the forms."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "TAC Desktop record types",
        "$defs": {cls.type_name: cls.model_json_schema() for cls in record_types()},
    }


def load_all_types() -> None:
    """Import every module that declares record types."""
    from tac_desktop.casework import types

    assert types.LOADED


def _not_read(cls: type[Record], error: ValidationError) -> NotUnderstood:
    reasons = tuple(
        f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()
    )
    words = _("A record of the type “{title}” could not be read.")
    return NotUnderstood(words.format(title=cls.type_title()), reasons)


@cache
def _reader(cls: type[Record]) -> SchemaValidator:
    by_kind: dict[Kind, Any] = {
        Kind.LINES: [],
        Kind.CHOICES: [],
        Kind.REFERENCES: [],
        Kind.ROWS: [],
        Kind.DATA: {},
        Kind.TICK: False,
        Kind.TEXT: "",
        Kind.LONG_TEXT: "",
        Kind.PARTIAL_DATE: "",
        Kind.CHOICE: "",
        Kind.REFERENCE: "",
    }
    blanks = {spec.name: by_kind.get(spec.kind) for spec in questions_of(cls).values()}
    return reader_of(cls, {**blanks, "id": ""})


def _line_in_words(line: str) -> str:
    """A line as it stands; a day alone on it (chased on 2026-10-12) as days are written."""
    if not _A_DAY.fullmatch(line):
        return line
    try:
        return written(dt.date.fromisoformat(line))
    except ValueError:
        return line


def _row_problems(spec: QuestionSpec, rows: Any) -> Iterator[Problem]:
    assert spec.row is not None
    for place, row in enumerate(rows, start=1):
        for one in questions_of(spec.row).values():
            value = getattr(row, one.name)
            if one.required and is_blank(value):
                words = _("Line {place}: please answer “{label}”.")
                yield Problem(spec.name, words.format(place=place, label=one.label))
            if one.limit and isinstance(value, str) and len(value) > one.limit:
                words = _("Line {place}, “{label}”: {reason}")
                yield Problem(
                    spec.name,
                    words.format(place=place, label=one.label, reason=too_long(value, one.limit)),
                )


def _collect(model: BaseModel, parts: list[str]) -> None:
    answers = model.__dict__
    for spec in _searched(type(model)):
        value = answers[spec.name]
        if is_blank(value):
            continue
        if spec.kind is Kind.ROWS:
            for row in value:
                _collect(row, parts)
        elif spec.kind in (Kind.CHOICE, Kind.CHOICES):
            codes = value if isinstance(value, list) else [value]
            parts.extend(code_list(spec.codes).label(code) for code in codes)
        elif isinstance(value, list):
            parts.extend(str(one) for one in value)
        else:
            parts.append(str(value))


@cache
def _searched(cls: type[BaseModel]) -> tuple[QuestionSpec, ...]:
    return tuple(spec for spec in questions_of(cls).values() if spec.searched)
