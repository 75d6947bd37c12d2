"""One object of the input, already in a record's shape, as that record.

What no question asks for, and what its question cannot hold, stands in the record's `unmapped`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.conversion_source import Source, british_moment, name_of
from tac_desktop.casework.questions import Kind, QuestionSpec, questions_of
from tac_desktop.casework.record import Record, is_blank, questions_asked
from tac_desktop.words import _

Plain = dict[str, Any]

_KEPT_WHEN_UNANSWERED = frozenset(
    {"status", "share", "age_limit_months", "marking", "episode", "kind"}
)
"""Answers a new record begins with that hold for an old one too. Others stay open: an import does
not say that something was today, or that contact was made, when nobody said so."""

_BESIDE_THE_FORM = {"case_id": "case", "follow_up_task_id": "task", "worker_id": "worker"}
_CATEGORIES = {"party": ("person", "organisation", "worker"), "person:child": ("person",)}


def convert(cls: type[Record], shaped: Plain, source: Source) -> Record:
    """The record that an object of the input becomes; its mother is set by the caller."""
    one = _One(cls, shaped, source)
    return one.record()


class _One:
    """One object on its way into a record."""

    def __init__(self, cls: type[Record], shaped: Plain, source: Source) -> None:
        self.cls = cls
        self.source = source
        original = shaped.get("id")
        self.title = f"{cls.source_title} {original}" if original else cls.source_title
        self.shaped = {name: one for name, one in shaped.items() if not self._is_own(name, one)}
        whole = json.dumps(self.shaped, sort_keys=True, ensure_ascii=False, default=str)
        self.id = source.id_for(cls.type_name, original, cls.type_name, whole)
        self.unmapped: Plain = {}

    def record(self) -> Record:
        answers = self._answers(self.cls, self.shaped, "")
        for name, value in list(answers.items()):
            if value is None:
                del answers[name]
        answers = {**self._unanswered(answers), **answers}
        while True:
            try:
                record = self.cls.model_validate(
                    {**answers, "id": self.id, "unmapped": self.unmapped}
                )
            except ValidationError as error:
                for name in {str(one["loc"][0]) for one in error.errors()}:
                    label = _label(self.cls, name)
                    words = _("“{label}” cannot hold what stands there.").format(label=label)
                    self._keep(name, self.shaped.get(name), words)
                    answers[name] = self._blank(name)
                continue
            self._check_answered(record)
            return record

    def _is_own(self, name: str, value: Any) -> bool:
        """Whether this stands with the record or its revision, and so in no answer."""
        match name:
            case "id":
                return bool(name_of(value))
            case "mother_id":
                return name_of(value) == self.source.mother()
            case "recorded_at":
                return british_moment(value) is not None
            case "worker_id" if name not in self.cls.model_fields:
                return self.source.find(("worker",), value) is not None
        return False

    def _answers(self, cls: type[BaseModel], raw: Mapping[str, Any], path: str) -> Plain:
        specs = questions_of(cls)
        answers: Plain = {}
        for name, value in raw.items():
            if value is None:
                continue
            if name in specs:
                answers[name] = self._answer(specs[name], value, path + name)
            elif not path and name in _BESIDE_THE_FORM and name in cls.model_fields:
                answers[name] = self._reference(value, _BESIDE_THE_FORM[name], name)
            elif not is_blank(value):
                self._keep(path + name, value, _("No question asks for it."))
        return answers

    def _answer(self, spec: QuestionSpec, value: Any, path: str) -> Any:
        match spec.kind:
            case Kind.REFERENCE:
                return self._reference(value, spec.refers_to, path)
            case Kind.REFERENCES if isinstance(value, list):
                found = [self._reference(one, spec.refers_to, path) for one in value]
                return [one for one in found if one]
            case Kind.CHOICE:
                self._check_code(spec, value)
            case Kind.CHOICES if isinstance(value, list):
                for one in value:
                    self._check_code(spec, one)
            case Kind.ROWS if isinstance(value, list) and spec.row:
                rows = []
                for place, row in enumerate(value):
                    if isinstance(row, dict):
                        rows.append(self._row(spec, row, f"{path}[{place}]"))
                    elif row is not None:
                        self._keep(f"{path}[{place}]", row, _("It is not a line of a table."))
                return rows
        return value

    def _row(self, spec: QuestionSpec, raw: Plain, path: str) -> Plain:
        """A line of a table; what a cell cannot hold is kept beside it, the line stays."""
        assert spec.row is not None
        answers = self._answers(spec.row, raw, f"{path}.")
        try:
            spec.row.model_validate(answers)
        except ValidationError as error:
            for name in {str(one["loc"][0]) for one in error.errors()}:
                label = _label(spec.row, name)
                words = _("“{label}” cannot hold what stands there.").format(label=label)
                self._keep(f"{path}.{name}", raw.get(name), words)
                answers.pop(name, None)
        return answers

    def _reference(self, value: Any, refers_to: str, path: str) -> str:
        categories = _CATEGORIES.get(refers_to, (refers_to,))
        found = self.source.find(categories, value)
        if found is None and not is_blank(value):
            words = _("It points at {value}, which is not in the input.").format(value=value)
            self._keep(path, value, words)
        return found or ""

    def _check_code(self, spec: QuestionSpec, code: Any) -> None:
        if isinstance(code, str) and code and code_list(spec.codes).find(code) is None:
            words = _("{record}: “{label}” is “{code}”, which is not among its choices; kept.")
            self.source.notices.append(words.format(record=self.title, label=spec.label, code=code))

    def _check_answered(self, record: Record) -> None:
        answers = {name: getattr(record, name) for name in type(record).model_fields}
        for spec in questions_asked(answers, type(record)):
            value = answers[spec.name]
            if spec.required and is_blank(value):
                words = _("{record}: “{label}” is not answered.")
                self.source.notices.append(words.format(record=self.title, label=spec.label))
            if spec.limit and isinstance(value, str) and len(value) > spec.limit:
                words = _("{record}: “{label}” is longer than {limit} characters.")
                self.source.notices.append(
                    words.format(record=self.title, label=spec.label, limit=spec.limit)
                )

    def _keep(self, path: str, value: Any, words: str) -> None:
        if path in self.unmapped and self.unmapped[path] != value:
            held = self.unmapped[path]
            value = [*held, value] if isinstance(held, list) else [held, value]
        self.unmapped[path] = value
        notice = _("{record}: “{name}” is kept unmapped. {why}")
        self.source.notices.append(notice.format(record=self.title, name=path, why=words))

    def _unanswered(self, answers: Plain) -> Plain:
        """Blanks for questions that would otherwise answer themselves (with today's date)."""
        return {
            name: self._blank(name)
            for name in questions_of(self.cls)
            if name not in answers and name not in _KEPT_WHEN_UNANSWERED
        }

    def _blank(self, name: str) -> Any:
        info = self.cls.model_fields[name]
        default = info.get_default(call_default_factory=True, validated_data={})
        if isinstance(default, str):
            return ""
        if is_blank(default) or info.annotation is bool:
            return default
        return None


def _label(cls: type[BaseModel], name: str) -> str:
    spec = questions_of(cls).get(name)
    return spec.label if spec else name
