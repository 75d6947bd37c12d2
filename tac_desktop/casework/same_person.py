"""Two entries that are one person: read as one while the link is in force, stored apart for ever.

Nothing is ever merged. References are answered with the entry that counts when a file is read, in
memory only; every record keeps what was saved, so that undoing a link brings back the very same
file. `as_stored` sees to it that saving from a linked file writes no answer of the other entry.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import Record, is_blank

M = TypeVar("M", bound=BaseModel)
_STRICTEST_FIRST = ("no", "ask", "yes")
_NOT_FILLED_IN = frozenset({"id", "mother_id", "entered_in_error", "unmapped"})


@dataclass(frozen=True)
class Links:
    """Which entries are one person, and which of them counts.

    Each group begins with the entry that counts. Chains are followed (A is B, B is C); where links
    contradict each other, or go round in a circle, the one that was made last decides.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    _of: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @staticmethod
    def of(records: Iterable[SamePerson]) -> Links:
        """The groups that the links in force come to."""
        in_force = [one for one in records if one.in_force() and not one.entered_in_error]
        in_force.sort(key=_when)
        found: dict[str, set[str]] = {}
        for one in in_force:
            joined = found.get(one.kept_id, {one.kept_id}) | found.get(one.other_id, {one.other_id})
            for member in joined:
                found[member] = joined
        groups = []
        for members in {id(group): group for group in found.values()}.values():
            kept = _kept(members, [one for one in in_force if one.kept_id in members])
            groups.append((kept, *sorted(members - {kept})))
        groups.sort()
        return Links(tuple(groups), {one: group for group in groups for one in group})

    def __bool__(self) -> bool:
        return bool(self.groups)

    def group(self, record_id: str) -> tuple[str, ...]:
        """Every entry of the same person, the one that counts first; it alone where none is."""
        return self._of.get(record_id, (record_id,))

    def kept(self, record_id: str) -> str:
        """The entry that counts."""
        return self.group(record_id)[0]

    def with_partners(self, record_ids: Iterable[str]) -> set[str]:
        """These entries and all that are the same."""
        found = set(record_ids)
        for one in found & self._of.keys():
            found.update(self._of[one])
        return found


@dataclass(frozen=True)
class Joined:
    """Entries with each person once. `linked` are those that stand behind another one."""

    entries: tuple[Entry[Record], ...]
    linked: tuple[Entry[Record], ...]
    kept_by_other: Mapping[str, str]


def joined(entries: Sequence[Entry[Record]], links: Links) -> Joined:
    """Each person of some entries once, every reference pointing at the entry that counts.

    Only entries that are there take part: a file never shows an answer out of another file.
    """
    if not links:
        return Joined(tuple(entries), (), {})
    by_id = {entry.record_id: entry for entry in entries}
    kept_by_other: dict[str, str] = {}
    behind: dict[str, list[Entry[Record]]] = {}
    for group in links.groups:
        first, *others = [one for one in group if one in by_id] or [""]
        for one in others:
            if type(by_id[one].record) is type(by_id[first].record):
                kept_by_other[one] = first
                behind.setdefault(first, []).append(by_id[one])
    if not kept_by_other:
        return Joined(tuple(entries), (), {})
    shown = []
    linked = []
    for entry in entries:
        known = replace(entry, record=pointing_at_kept(entry.record, kept_by_other))
        if entry.record.id in kept_by_other:
            linked.append(known)
            continue
        same = [
            replace(one, record=pointing_at_kept(one.record, kept_by_other))
            for one in behind.get(entry.record.id, ())
        ]
        shown.append(_as_one(known, same) if same else known)
    return Joined(tuple(shown), tuple(linked), kept_by_other)


def pointing_at_kept(answers: M, kept_by_other: Mapping[str, str]) -> M:
    """The same answers with each reference to a linked entry as one to the entry that counts."""
    changed: dict[str, Any] = {}
    for spec in questions_of(type(answers)).values():
        value = getattr(answers, spec.name)
        if spec.kind is Kind.REFERENCE and value in kept_by_other:
            changed[spec.name] = kept_by_other[value]
        elif spec.kind is Kind.REFERENCES and any(one in kept_by_other for one in value):
            changed[spec.name] = list(dict.fromkeys(kept_by_other.get(one, one) for one in value))
        elif spec.kind is Kind.ROWS:
            rows = [pointing_at_kept(row, kept_by_other) for row in value]
            if any(new is not old for new, old in zip(rows, value, strict=True)):
                changed[spec.name] = rows
    return answers.model_copy(update=changed) if changed else answers


def combined(kept: Record, others: Iterable[Record]) -> Record:
    """What is known of one person: blanks filled from the other entries, names and limits added.

    A restriction on either counts: confidential answers add up, and of two answers on whether
    contact is safe the stricter one stands.
    """
    answers = {name: getattr(kept, name) for name in type(kept).model_fields}
    specs = questions_of(type(kept))
    for other in others:
        for name, spec in specs.items():
            if name in _NOT_FILLED_IN:
                continue
            mine, theirs = answers[name], getattr(other, name)
            if name == "safe_to_contact" and mine and theirs:
                answers[name] = next(one for one in _STRICTEST_FIRST if one in (mine, theirs))
            elif is_blank(mine):
                answers[name] = theirs
            elif isinstance(mine, list) and isinstance(theirs, list):
                answers[name] = mine + [one for one in theirs if one not in mine]
            elif spec.kind is Kind.LONG_TEXT and theirs and theirs not in mine:
                answers[name] = f"{mine}\n{theirs}"
    if isinstance(kept, Person):
        names = [one.display_name() for one in others if isinstance(one, Person)]
        also = [one for one in names if one not in (kept.display_name(), *answers["aliases"])]
        answers["aliases"] = [*answers["aliases"], *dict.fromkeys(also)]
    return kept.model_copy(update=answers)


def as_stored(record: Record, stored: Record, others: Sequence[Record], links: Links) -> Record:
    """A record to be saved, without what only reading it through links had put into it.

    `stored` is the record as the vault has it, `others` the stored entries of the same person.
    """
    kept = {one: links.kept(one) for group in links.groups for one in group}
    changed: dict[str, Any] = {}
    for name in type(record).model_fields:
        new, old = getattr(record, name), getattr(stored, name)
        if new != old and isinstance(new, list) and isinstance(old, list):
            back = [_row_as_stored(one, place, old, kept) for place, one in enumerate(new)]
            same = _seen(new, kept) == _seen(old, kept)
            changed[name] = old if same else back
        elif new != old and isinstance(new, str) and kept.get(new, new) == kept.get(old, old):
            changed[name] = old
    tidy = record.model_copy(update=changed) if changed else record
    return _without_filled_in(tidy, stored, others, kept) if others else tidy


def _without_filled_in(
    record: Record, stored: Record, others: Sequence[Record], kept: Mapping[str, str]
) -> Record:
    shown = pointing_at_kept(combined(stored, others), kept)
    before = pointing_at_kept(stored, kept)
    now = pointing_at_kept(record, kept)
    filled = [
        name for name in type(record).model_fields if getattr(shown, name) != getattr(before, name)
    ]
    from_a_form = any(getattr(now, name) == getattr(before, name) for name in filled)
    if from_a_form:  # a form shows what is stored: what it brings was typed
        return record
    back = {
        name: getattr(stored, name) for name in filled if getattr(now, name) == getattr(shown, name)
    }
    return record.model_copy(update=back) if back else record


def _row_as_stored(row: Any, place: int, old: Sequence[Any], kept: Mapping[str, str]) -> Any:
    before = old[place] if place < len(old) else None
    if isinstance(row, BaseModel) and isinstance(before, BaseModel):
        same = pointing_at_kept(row, kept) == pointing_at_kept(before, kept)
        return before if same else row
    return row


def _seen(values: Sequence[Any], kept: Mapping[str, str]) -> list[Any]:
    """A list as a linked file shows it."""
    seen: list[Any] = []
    for one in values:
        shown = pointing_at_kept(one, kept) if isinstance(one, BaseModel) else kept.get(one, one)
        if isinstance(one, BaseModel) or shown not in seen:
            seen.append(shown)
    return seen


def _as_one(kept: Entry[Record], others: Sequence[Entry[Record]]) -> Entry[Record]:
    record = combined(kept.record, [one.record for one in others])
    amendments = sorted(
        (one for entry in (kept, *others) for one in entry.amendments), key=lambda one: one.at
    )
    return replace(kept, record=record, amendments=tuple(amendments))


def _kept(members: Collection[str], links: Sequence[SamePerson]) -> str:
    """Who is no other's other; where there is no one such, the entry that the last link keeps."""
    replaced = {one.other_id for one in links}
    left = [one for one in members if one not in replaced]
    if len(left) == 1:
        return left[0]
    choice = [one.kept_id for one in links if not left or one.kept_id in left]
    return choice[-1]


def _when(link: SamePerson) -> tuple[dt.date, str]:
    return link.linked_on or dt.date.min, link.id


def mothers_ever_linked(mother_id: str, contents: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Whose records may travel with a mother's: hers, and those she was ever linked with.

    `contents` are those of the links as they were saved, at any time.
    """
    every = [
        SamePerson(
            id=str(place),
            kept_id=str(one.get("kept_id", "")),
            other_id=str(one.get("other_id", "")),
        )
        for place, one in enumerate(contents)
    ]
    return Links.of(every).group(mother_id)


def is_linkable(record: Record) -> bool:
    """Whether a record is of a kind that can be linked."""
    return isinstance(record, (Person, Organisation))
