"""Reads every text that is left for names and places that a reader must not learn.

A record can be harmless by its kind and still say, in somebody's words, where an adoptive family
lives. So the protected words of this file are collected (names of hidden people, answers kept
confidential, names of other authorities' children), and a text that holds one is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from tac_desktop.casework.audience_rules import Scope
from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.children import Placement
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import Record, is_blank
from tac_desktop.casework.text import fold
from tac_desktop.words import _

_SHORTEST = 3
_NOT_NAMES = frozenset({"and", "the", "van", "von", "mrs", "miss", "née", "nee"})
_READ = (Kind.TEXT, Kind.LONG_TEXT, Kind.LINES, Kind.ROWS)

NotePart = Callable[[str, str], None]


@dataclass(frozen=True)
class NameGuard:
    """The protected words for one reader of one file."""

    pattern: re.Pattern[str] | None

    @staticmethod
    def of(case_file: CaseFile, scope: Scope) -> NameGuard:
        """Collect the protected words."""
        words = {fold(word).strip() for word in _protected(case_file, scope)}
        allowed = {
            fold(part)
            for person in case_file.of(Person)
            if person.id not in scope.hidden_names
            for part in _name_parts(person)
        }
        words = {word for word in words if len(word) >= _SHORTEST and word not in allowed}
        if not words:
            return NameGuard(None)
        longest_first = sorted(words, key=len, reverse=True)
        alternatives = "|".join(re.escape(word) for word in longest_first)
        return NameGuard(re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"))

    def finds(self, text: str) -> bool:
        """Whether a text holds a protected word."""
        return self.pattern is not None and self.pattern.search(fold(text)) is not None

    def cleaned(self, entry: Entry[Record], note_part: NotePart) -> tuple[Entry[Record], str]:
        """The entry without the answers that hold a protected word.

        Returns the entry and, where the record says nothing without them, the reason to leave
        the whole record out.
        """
        reason = _("Its words name someone or somewhere this reader must not learn of.")
        record = entry.record
        if isinstance(record, Organisation):
            return entry, ""
        changes: dict[str, Any] = {}
        for spec in questions_of(type(record)).values():
            value = getattr(record, spec.name)
            if spec.kind not in _READ or is_blank(value) or not self._in_value(value):
                continue
            if spec.required or spec.name in ("text", "chronology"):
                return entry, reason
            changes[spec.name] = self._without(value)
            note_part(spec.label, reason)
        amendments = tuple(one for one in entry.amendments if not self.finds(one.note))
        if len(amendments) < len(entry.amendments):
            note_part(_("amendment"), reason)
        if not changes and len(amendments) == len(entry.amendments):
            return entry, ""
        shown = record.model_copy(update=changes)
        return replace(entry, record=shown, amendments=amendments), ""

    def _in_value(self, value: Any) -> bool:
        if isinstance(value, BaseModel):
            return any(self._in_value(one) for one in value.__dict__.values())
        if isinstance(value, list):
            return any(self._in_value(one) for one in value)
        return isinstance(value, str) and self.finds(value)

    def _without(self, value: Any) -> Any:
        if isinstance(value, list):
            return [one for one in value if not self._in_value(one)]
        return ""


def _protected(case_file: CaseFile, scope: Scope) -> Iterator[str]:
    for person in case_file.of(Person):
        if person.id in scope.hidden_names:
            yield from _name_parts(person)
            if person.kind != "child":
                yield from (person.phone, person.email, person.postcode)
                yield from _pieces(person.address)
        if person.confidential_fields:
            yield from _confidential_answers(person)
    for placement in case_file.of(Placement):
        if placement.confidential:
            yield from (placement.town, placement.distance_note)
    yield from _confidential_schools(case_file)


def _confidential_answers(person: Person) -> Iterator[str]:
    hidden = set(person.confidential_fields)
    if "current_name" in hidden:
        usual = {fold(part) for part in (person.first_names, person.last_name)}
        yield from (part for part in person.current_name.split() if fold(part) not in usual)
    for name in ("address", "school_note"):
        if name.removesuffix("_note") in hidden:
            yield from _pieces(getattr(person, name))
    for name in ("phone", "email", "postcode"):
        if name in hidden:
            yield getattr(person, name)


def _confidential_schools(case_file: CaseFile) -> Iterator[str]:
    shown = {
        child.school_id for child in case_file.children if "school" not in child.confidential_fields
    }
    for child in case_file.children:
        secret = "school" in child.confidential_fields
        if secret and child.school_id and child.school_id not in shown:
            yield case_file.name(child.school_id)


def _name_parts(person: Person) -> Iterable[str]:
    if person.kind == "child":
        first = person.first_names.split()[:1]
        texts = [*first, person.known_as, *person.aliases]
        last_names = [person.last_name] if person.last_name else []
        return [one for one in [*texts, *last_names] if one]
    words = f"{person.first_names} {person.last_name} {person.known_as}".split()
    return [one for one in [*words, *person.aliases] if fold(one) not in _NOT_NAMES]


def _pieces(text: str) -> list[str]:
    """Names and numbers in a text, without the plain words between them."""
    pieces = (piece.strip() for piece in re.split(r"[,\n;()]", text))
    return [piece for piece in pieces if piece and (piece[0].isupper() or piece[0].isdigit())]
