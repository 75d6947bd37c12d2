"""Reading stored content into a record: one pass in the library's own code, no detour.

A form begins with a class's defaults; a stored record does not: a question that was left open must
not come back answered. So each class has a second validator of its fields, which differs in that
alone. It checks content as strictly as the first one, and reads it straight from its text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic_core import SchemaValidator

M = TypeVar("M", bound=BaseModel)

_put = object.__setattr__


def reader_of(cls: type[BaseModel], unanswered: Mapping[str, Any]) -> SchemaValidator:
    """What checks content that holds some of the fields of a class, and answers with all of them.

    `unanswered` says what the others are; an empty list or mapping is made anew each time.
    """
    cls.model_rebuild()
    schema: Any = cls.__pydantic_core_schema__
    # A validator of the whole model would be left out here without a word.
    assert schema["type"] == "model" and schema["schema"]["type"] == "model-fields", cls
    fields = {
        name: {**field, "schema": _optional(field["schema"], unanswered[name])}
        if name in unanswered
        else field
        for name, field in schema["schema"]["fields"].items()
    }
    return SchemaValidator({**schema["schema"], "fields": fields}, schema["config"])


def filled(cls: type[M], found: tuple[dict[str, Any], Any, set[str]], **ours: str) -> M:
    """An instance with the answers that such a validator found; `ours` go before them."""
    answers, extra, given = found
    answers.update(ours)
    made = cls.__new__(cls)
    _put(made, "__dict__", answers)
    _put(made, "__pydantic_extra__", extra)
    _put(made, "__pydantic_fields_set__", given)
    _put(made, "__pydantic_private__", None)
    return made


def _optional(schema: Any, blank: Any) -> dict[str, Any]:
    known = ("default", "default_factory", "default_factory_takes_data", "validate_default")
    field = {key: value for key, value in schema.items() if key not in known}
    if isinstance(blank, (list, dict)):
        return {**field, "default_factory": type(blank)}
    return {**field, "default": blank}
