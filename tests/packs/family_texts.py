"""Where texts stand in records: every answer, line and row that a person can type words into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import Kind, QuestionSpec, questions_of
from tac_desktop.casework.record import Record, record_types

_WORDS = (Kind.TEXT, Kind.LONG_TEXT, Kind.LINES, Kind.ROWS)
_SOME_DAY = {Kind.DATE: dt.date(2026, 10, 1), Kind.PARTIAL_DATE: "2026-10-01"}
_LEFT_ALONE = {
    "person": {"first_names", "last_name", "known_as", "current_name", "phone", "postcode"},
    "worker": {"name"},
    "service": {"name", "provider", "prison", "marking", "prison_code"},
    "custody": {"prison_number"},
    "acct_episode": {"log_number"},
}
"""Answers that say who or what a record is: nobody writes a story there."""

TEXTS = {
    cls.type_name: [spec.name for spec in questions_of(cls).values() if spec.kind in _WORDS]
    for cls in record_types()
}


@dataclass(frozen=True)
class Spot:
    """An answer of one record into which more can be written."""

    record_id: str
    name: str
    kind: Kind

    def with_more(self, record: Record, words: str) -> Record:
        """The record with words added to this answer."""
        value = getattr(record, self.name)
        if self.kind is Kind.LINES:
            return record.model_copy(update={self.name: [*value, words]})
        if self.kind is Kind.ROWS:
            spec = questions_of(type(record))[self.name]
            return record.model_copy(update={self.name: [*value, _row(spec, words)]})
        return record.model_copy(update={self.name: f"{value} {words}"})


def spots_of(record: Record) -> list[Spot]:
    """Every answer of a record that is made of words."""
    alone = _LEFT_ALONE.get(record.type_name, set())
    if record.type_name == "organisation" and not record.id.startswith("host"):
        alone = {"name", "name_cy"}
    specs = questions_of(type(record)).values()
    return [
        Spot(record.id, spec.name, spec.kind)
        for spec in specs
        if spec.kind in _WORDS and spec.name not in alone
    ]


def filled(cls: type[Record], content: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Answers for a record: each text with its word, and something for what must be answered."""
    answers: dict[str, Any] = {}
    specs = questions_of(cls)
    for spec in specs.values():
        if spec.required and spec.kind is Kind.CHOICE:
            answers[spec.name] = code_list(spec.codes).codes[0].code
        elif spec.kind in _SOME_DAY:
            answers[spec.name] = _SOME_DAY[spec.kind]
        elif spec.only_if and spec.kind is Kind.TICK:
            answers[spec.name] = True
    for name, word in content:
        spec = specs[name]
        text = f"About {word} here."
        if spec.kind is Kind.ROWS:
            answers[name] = [_row(spec, text)]
        else:
            answers[name] = [text] if spec.kind is Kind.LINES else text
    return answers


def _row(spec: QuestionSpec, text: str) -> dict[str, Any] | Any:
    assert spec.row is not None
    answers: dict[str, Any] = {}
    for one in questions_of(spec.row).values():
        if one.kind in (Kind.TEXT, Kind.LONG_TEXT):
            answers[one.name] = text
        elif one.kind is Kind.CHOICE and one.required:
            answers[one.name] = code_list(one.codes).codes[0].code
        elif one.kind is Kind.DATE:
            answers[one.name] = dt.date(2026, 12, 1)
    return spec.row.model_validate(answers)
