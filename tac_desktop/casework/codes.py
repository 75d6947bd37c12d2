"""Code lists: every choice is stored as a code and shown as a label with a definition.

The lists are data (`resources/code_lists.json`), so that a list can be replaced without a new
program. A code that a list no longer holds is shown as it stands: nothing is dropped.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from tac_desktop import paths
from tac_desktop.words import _


@dataclass(frozen=True)
class Code:
    """One choice. `closed` ones are understood in old records but not offered any more."""

    code: str
    source_label: str
    source_definition: str = ""
    label_cy: str = ""
    closed: bool = False
    source_group: str = ""

    @property
    def label(self) -> str:
        """The choice in the language in use."""
        return _(self.source_label)

    @property
    def group(self) -> str:
        """Under which words a long list shows this choice, in the language in use; often empty."""
        return _(self.source_group)

    @property
    def definition(self) -> str:
        """What the choice means, where that needs saying, in the language in use."""
        return _(self.source_definition)


@dataclass(frozen=True)
class CodeList:
    """A named list of choices in the order in which they are offered."""

    name: str
    codes: tuple[Code, ...]
    source: str = ""

    def label(self, code: str) -> str:
        """The label of a code; an unknown code in plain words rather than nothing."""
        found = self.find(code)
        return found.label if found else code.replace("_", " ")

    def find(self, code: str) -> Code | None:
        """The choice with this code, if the list holds it."""
        return next((one for one in self.codes if one.code == code), None)

    @property
    def offered(self) -> tuple[Code, ...]:
        """The choices that can still be picked."""
        return tuple(one for one in self.codes if not one.closed)


@cache
def code_list(name: str) -> CodeList:
    """The list called `name`; raises KeyError where there is none."""
    return _list(name, _raw()[name])


def code_list_names() -> tuple[str, ...]:
    """All lists that are shipped."""
    return tuple(_raw())


@cache
def _raw() -> dict[str, dict[str, Any]]:
    raw = json.loads(paths.resource("code_lists.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, Any]] = raw["lists"]
    return found


def _list(name: str, entry: dict[str, Any]) -> CodeList:
    codes = tuple(
        Code(
            code=one["code"],
            source_label=one["label"],
            source_definition=one.get("definition", ""),
            label_cy=one.get("label_cy", ""),
            closed=one.get("closed", False),
            source_group=one.get("group", ""),
        )
        for one in entry["codes"]
    )
    return CodeList(name=name, codes=codes, source=entry.get("source", ""))
