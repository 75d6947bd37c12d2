"""Reads every text that is left for names and places that a reader must not learn.

A record can be harmless by its kind and still say, in somebody's words, where an adoptive family
lives. So the protected words of this file are collected (`guarded_words.py`), and a text that
holds one is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from tac_desktop.casework.audience_scope import Scope
from tac_desktop.casework.case_file import Amendment, CaseFile, Entry
from tac_desktop.casework.guarded_words import GuardedWords
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.questions import Kind, QuestionSpec, questions_of
from tac_desktop.casework.record import Record, is_blank
from tac_desktop.words import _

# An answer to a choice can be any text: an import keeps what fits no code, and it is printed.
_READ = frozenset(
    {Kind.TEXT, Kind.LONG_TEXT, Kind.LINES, Kind.ROWS, Kind.CHOICE, Kind.CHOICES, Kind.DATA}
)

NotePart = Callable[[str, str], None]


@dataclass(frozen=True)
class NameGuard:
    """Takes texts with protected words out of records, for one reader of one file."""

    words: GuardedWords

    @staticmethod
    def of(case_file: CaseFile, scope: Scope) -> NameGuard:
        """The guard for one reader."""
        return NameGuard(GuardedWords.of(case_file, scope))

    def finds(self, text: str) -> bool:
        """Whether a text holds a protected word."""
        return self.words.found_in(text)

    def cleaned(self, entry: Entry[Record], note_part: NotePart) -> tuple[Entry[Record], str]:
        """The entry without the answers that hold a protected word.

        Returns the entry and, where the record says nothing without them, the reason to leave
        the whole record out.
        """
        reason = _("Its words name someone or somewhere this reader must not learn of.")
        record = entry.record
        changes: dict[str, Any] = {}
        for spec in questions_of(type(record)).values():
            value = getattr(record, spec.name)
            if is_blank(value) or not self._in_answer(record, spec, value):
                continue
            if spec.required or spec.name in ("text", "chronology"):
                return entry, reason
            changes[spec.name] = self._without(spec, value)
            note_part(spec.label, reason)
        amendments = tuple(one for one in entry.amendments if not self._in_amendment(one))
        if len(amendments) < len(entry.amendments):
            note_part(_("amendment"), reason)
        if not changes and len(amendments) == len(entry.amendments):
            return entry, ""
        shown = record.model_copy(update=changes)
        return replace(entry, record=shown, amendments=amendments), ""

    def _in_answer(self, record: Record, spec: QuestionSpec, value: Any) -> bool:
        if isinstance(record, Organisation) and spec.name in ("name", "name_cy"):
            return self.words.found_in_organisation(record, value)
        if isinstance(record, Person) and self.words.is_own_name(record, spec.name):
            return False
        return self._in_value(spec, value)

    def _in_value(self, spec: QuestionSpec, value: Any) -> bool:
        if spec.kind not in _READ:
            return False
        if isinstance(value, list):
            return any(self._in_value(spec, one) for one in value)
        if isinstance(value, dict):
            return self.finds(str(value))
        if isinstance(value, BaseModel):
            return any(
                self._in_value(one, getattr(value, one.name))
                for one in questions_of(type(value)).values()
            )
        return isinstance(value, str) and self.finds(value)

    def _without(self, spec: QuestionSpec, value: Any) -> Any:
        if isinstance(value, list):
            return [one for one in value if not self._in_value(spec, one)]
        return {} if isinstance(value, dict) else ""

    def _in_amendment(self, amendment: Amendment) -> bool:
        return any(self.finds(text) for text in (amendment.note, amendment.reason, amendment.by))
