"""A question: the one definition of a field that screen, paper, search and messages all use.

A record class declares its fields with `question(...)`. From that one line come the form row on
screen, the numbered line on the blank form, the filled print, the validation message, the text
that search reads and the words in which a change is described.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field

from tac_desktop.casework.dates import PartialDate, check_partial
from tac_desktop.words import _

PartialDateText = Annotated[str, AfterValidator(check_partial), PartialDate]
"""A field for a date of which only the year or the month may be known."""

_KEY = "tac"


class Kind(StrEnum):
    """How a question is asked and answered."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    LINES = "lines"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    TIME = "time"
    NUMBER = "number"
    YES_NO = "yes_no"
    TICK = "tick"
    CHOICE = "choice"
    CHOICES = "choices"
    REFERENCE = "reference"
    REFERENCES = "references"
    ROWS = "rows"
    DATA = "data"


class SeenBy(StrEnum):
    """The widest audience that may see an answer, whatever its record allows."""

    EVERYONE = "everyone"
    PROFESSIONALS = "professionals"
    OWN_TEAM = "own_team"


@dataclass(frozen=True)
class OnlyIf:
    """The question appears only after one of these answers to another question."""

    field: str
    answers: tuple[Any, ...]

    def applies(self, answers: typing.Mapping[str, Any]) -> bool:
        """Whether the question is asked, given the answers so far."""
        answer = answers.get(self.field)
        if isinstance(answer, (list, tuple)):
            return any(one in self.answers for one in answer)
        return answer in self.answers


@dataclass(frozen=True)
class QuestionSpec:
    """Everything known about one question.

    `number` is its place on the form, the same on screen and on paper; 0 where it stands on none.
    `refers_to` names what a reference may point at: "person", "person:child", "organisation",
    "worker", "party" (person, organisation or worker) or a record type.
    """

    name: str
    source_label: str
    source_hint: str
    kind: Kind
    codes: str = ""
    refers_to: str = ""
    required: bool = False
    limit: int = 0
    searched: bool = False
    seen_by: SeenBy = SeenBy.EVERYONE
    only_if: OnlyIf | None = None
    lines: int = 1
    row: type[BaseModel] | None = None
    number: int = 0
    words_for_paper: str = field(default="")

    @property
    def label(self) -> str:
        """The question in the language in use."""
        return _(self.source_label)

    @property
    def hint(self) -> str:
        """Help under the question in the language in use."""
        return _(self.source_hint)


def question(
    label: str,
    *,
    hint: str = "",
    default: Any = None,
    default_factory: Any = None,
    codes: str = "",
    refers_to: str = "",
    required: bool = False,
    limit: int = 0,
    lines: int = 1,
    searched: bool | None = None,
    seen_by: SeenBy = SeenBy.EVERYONE,
    only_if: tuple[str, Any] | None = None,
) -> Any:
    """Declare a field of a record: label first, then what is different from a plain text line.

    `limit` is a number of characters; `lines` is how many lines the box shows (more than one
    makes it a long text). `only_if` is the other field's name and its answer, or a tuple of them.
    """
    facts = {
        "codes": codes,
        "refers_to": refers_to,
        "required": required,
        "limit": limit,
        "lines": lines,
        "searched": searched,
        "seen_by": seen_by.value,
        "only_if": _only_if(only_if),
    }
    extra: dict[str, Any] = {_KEY: facts}
    if default_factory is not None:
        return Field(
            default_factory=default_factory, title=label, description=hint, json_schema_extra=extra
        )
    return Field(default=default, title=label, description=hint, json_schema_extra=extra)


@dataclass(frozen=True)
class Section:
    """A headed part of a form and the questions in it, in order."""

    source_title: str
    fields: tuple[str, ...]
    source_hint: str = ""

    @property
    def title(self) -> str:
        """The heading in the language in use."""
        return _(self.source_title)

    @property
    def hint(self) -> str:
        """A sentence under the heading in the language in use."""
        return _(self.source_hint)


@cache
def questions_of(cls: type[BaseModel]) -> dict[str, QuestionSpec]:
    """The questions of a record or row class by field name, numbered in the order of its form."""
    layout: tuple[Section, ...] = getattr(cls, "layout", ())
    placed = [name for section in layout for name in section.fields]
    if not layout:
        placed = list(cls.model_fields)
    numbers = {name: place for place, name in enumerate(placed, start=1)}
    found: dict[str, QuestionSpec] = {}
    for name in cls.model_fields:
        spec = _spec(cls, name, numbers.get(name, 0))
        if spec is not None:
            found[name] = spec
    ordered = sorted(found.values(), key=lambda spec: (spec.number == 0, spec.number))
    return {spec.name: spec for spec in ordered}


def _spec(cls: type[BaseModel], name: str, number: int) -> QuestionSpec | None:
    info = cls.model_fields[name]
    extra = info.json_schema_extra
    if not isinstance(extra, dict) or _KEY not in extra:
        return None
    facts = typing.cast(dict[str, Any], extra[_KEY])
    kind, row = _kind(info.annotation, facts, list(info.metadata))
    searched = facts["searched"]
    if searched is None:
        searched = kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.LINES, Kind.ROWS)
    condition = facts["only_if"]
    return QuestionSpec(
        name=name,
        source_label=info.title or name,
        source_hint=info.description or "",
        kind=kind,
        codes=facts["codes"],
        refers_to=facts["refers_to"],
        required=facts["required"],
        limit=facts["limit"],
        searched=searched,
        seen_by=SeenBy(facts["seen_by"]),
        only_if=OnlyIf(condition[0], tuple(condition[1])) if condition else None,
        lines=facts["lines"],
        row=row,
        number=number,
    )


def _only_if(condition: tuple[str, Any] | None) -> list[Any] | None:
    if condition is None:
        return None
    name, answers = condition
    return [name, list(answers) if isinstance(answers, (tuple, list)) else [answers]]


def _kind(
    annotation: Any, facts: dict[str, Any], metadata: list[Any]
) -> tuple[Kind, type[BaseModel] | None]:
    inner = _without_none(annotation)
    if typing.get_origin(inner) is list:
        (member,) = typing.get_args(inner)
        if isinstance(member, type) and issubclass(member, BaseModel):
            return Kind.ROWS, member
        if facts["codes"]:
            return Kind.CHOICES, None
        return (Kind.REFERENCES if facts["refers_to"] else Kind.LINES), None
    if typing.get_origin(inner) is dict:
        return Kind.DATA, None
    if PartialDate.is_in(inner, metadata):
        return Kind.PARTIAL_DATE, None
    simple: dict[Any, Kind] = {
        dt.date: Kind.DATE,
        dt.time: Kind.TIME,
        int: Kind.NUMBER,
        bool: Kind.TICK if inner is annotation else Kind.YES_NO,
    }
    if inner in simple:
        return simple[inner], None
    if facts["codes"]:
        return Kind.CHOICE, None
    if facts["refers_to"]:
        return Kind.REFERENCE, None
    return (Kind.LONG_TEXT if facts["lines"] > 1 else Kind.TEXT), None


def _without_none(annotation: Any) -> Any:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        members = [one for one in typing.get_args(annotation) if one is not type(None)]
        if len(members) == 1:
            return members[0]
    return annotation
