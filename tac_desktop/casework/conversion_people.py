"""People of the input, and which professional works with which of the children."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tac_desktop.casework.conversion_answers import Plain, convert
from tac_desktop.casework.conversion_rules import CHILD, PERSON, as_list, responsibility
from tac_desktop.casework.conversion_source import Source, name_of
from tac_desktop.casework.people import Involvement, Person
from tac_desktop.casework.record import Record
from tac_desktop.words import _

_CHAIRS = ("independent_reviewing_officer", "child_protection_chair")
_OF_INVOLVEMENT = ("child_ids", "start", "end", "is_main")


def people(source: Source, mother_id: str) -> Iterator[tuple[Record, Plain]]:
    """Everyone. Professionals belong to the address book, all others to the mother's file."""
    workers = [one.get("id") for one in source.objects("people") if _is_involved(one)]
    summaries = _summaries(source)
    for raw in source.objects("people"):
        shaped = {PERSON.get(name, name): value for name, value in raw.items()}
        for name, value in summaries.pop(name_of(raw.get("id")), {}).items():
            involved = name == "social_worker_id" and value in workers
            if name != "child_id" and not involved:
                target = CHILD.get(name, name)
                shaped[f"children_summary {name}" if shaped.get(target) else target] = value
        shaped["mother_responsibility"] = responsibility(
            shaped.get("mother_responsibility"), shaped.get("mother_responsibility_note")
        )
        if _is_involved(raw):
            for name in _OF_INVOLVEMENT:
                shaped.pop(name, None)
        person = convert(Person, shaped, source)
        assert isinstance(person, Person)
        person.mother_id = "" if person.kind == "professional" else mother_id
        yield person, raw
    for child_id, rest in summaries.items():
        words = _("“{name}” is about nobody in the input; it is kept with the mother.")
        source.keep(f"children_summary {child_id}", rest, words)


def _summaries(source: Source) -> dict[str, Plain]:
    """What is known of each child; a second summary of the same child is kept with the mother."""
    found: dict[str, Plain] = {}
    for place, one in enumerate(source.objects("children_summary")):
        name = name_of(one.get("child_id"))
        if name in found:
            words = _("“{name}” is about a child of whom there was one already; it is kept.")
            source.keep(f"children_summary {place + 1}", one, words)
        else:
            found[name] = one
    return found


def involvements(source: Source, mother_id: str) -> Iterator[Record]:
    """One for each professional with a role, and for which children, as far as the input says."""
    for raw in source.objects("people"):
        if not _is_involved(raw):
            continue
        shaped: Plain = {name: raw[name] for name in _OF_INVOLVEMENT if name in raw}
        shaped |= {"person_id": raw.get("id"), "role": raw["role"]}
        if not shaped.get("child_ids"):
            shaped["child_ids"] = _children_of(raw, source)
        shaped.setdefault("is_main", _is_childs_worker(raw, source))
        record = convert(Involvement, shaped, source)
        record.mother_id = mother_id
        yield record


def _is_involved(person: Plain) -> bool:
    return person.get("kind") == "professional" and bool(person.get("role"))


def _children_of(person: Plain, source: Source) -> list[str]:
    """The children that other lists name together with this professional, in their order."""
    found: list[Any] = []
    for one in source.objects("children_summary"):
        if one.get("social_worker_id") == person.get("id"):
            found += as_list(one.get("child_id"))
    for one in source.objects("proceedings"):
        if one.get("guardian_id") == person.get("id"):
            found += as_list(one.get("child_ids"))
    if person.get("role") in _CHAIRS:
        for one in source.objects("meetings"):
            if one.get("chair_id") == person.get("id"):
                found += as_list(one.get("child_ids"))
    organisation = person.get("organisation_id")
    for one in source.objects("people"):
        if organisation and one.get("school_org_id") == organisation:
            found += as_list(one.get("id"))
    if person.get("role") == "letterbox_coordinator":
        for one in source.objects("contact_arrangements"):
            if one.get("agreed_with") == organisation and one.get("type") == "letterbox":
                found += as_list(one.get("child_id"))
    return [name for name in dict.fromkeys(map(name_of, found)) if name]


def _is_childs_worker(person: Plain, source: Source) -> bool:
    summaries = source.objects("children_summary")
    return any(one.get("social_worker_id") == person.get("id") for one in summaries)
