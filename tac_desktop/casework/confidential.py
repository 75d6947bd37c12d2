"""What of a file is confidential for everybody outside the service, and what follows from it.

One tick is enough, because a tick is easily forgotten: a confidential placement keeps its carers,
their household and the child's school and address confidential as well, and the other way round.
Nothing here depends on the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactRestriction, Placement
from tac_desktop.casework.people import Person, Relationship
from tac_desktop.casework.protected_words import code_of

NAMES = frozenset({"first_names", "last_name"})
REACHING = frozenset({"phone", "email", "address", "postcode"})
HOME = frozenset({"address", "postcode"})
SCHOOL = frozenset({"school_id", "school_year", "school_note"})
_WHOLE_NAME = NAMES | {"known_as", "aliases"}
_IN_HIDING = REACHING | SCHOOL | {"current_name"}
_TICKS_ON_A_CHILD = {"carers": frozenset[str](), "school": SCHOOL, "address": HOME}
_MAY_BE_A_CARER = ("carer", "family", "other")


@dataclass(frozen=True)
class Confidential:
    """Identifiers of what is confidential.

    `people` have a name that leaves the service never; `answers` are the fields of a person that
    do not; `placements` are left out whole, of `places` only where they are. `children` have such
    a placement, now or at any time, or are protected by a restriction.
    """

    people: frozenset[str]
    answers: Mapping[str, frozenset[str]]
    placements: frozenset[str]
    places: frozenset[str]
    children: frozenset[str]

    @staticmethod
    def of(case_file: CaseFile) -> Confidential:
        """Everything that is confidential in a file."""
        persons = {person.id: person for person in case_file.of(Person)}
        named = {
            person.id
            for person in persons.values()
            if person.kind not in ("mother", "child") and NAMES & set(person.confidential_fields)
        }
        placed = _placements(case_file, persons, named)
        children = frozenset(one.child_id for one in placed) | _protected_children(case_file)
        tied = _tied_otherwise(case_file, placed, children)
        people = named | _unnamed_carers(persons, placed, tied)
        people |= _household(case_file, persons, people, tied, children)
        answers = _answers(case_file, persons, people, placed)
        return Confidential(
            people=frozenset(people),
            answers=answers,
            placements=frozenset(one.id for one in placed),
            places=frozenset(_places(case_file, persons, answers)),
            children=children,
        )

    def hides(self, person: Person, field: str) -> bool:
        """Whether this answer about a person leaves the service never."""
        return field in self.answers.get(person.id, frozenset())


def protects_a_placement(restriction: ContactRestriction) -> bool:
    """Whether a restriction is there to keep a placement confidential, whatever its dates."""
    by_kind = restriction.kind == "confidential_placement"
    return by_kind or restriction.type == "adoptive_family_details"


def _protected_children(case_file: CaseFile) -> frozenset[str]:
    children = {child.id for child in case_file.children}
    found: set[str] = set()
    for one in case_file.of(ContactRestriction):
        if protects_a_placement(one):
            found |= {*one.child_ids, *one.person_ids} & children
    return frozenset(found)


def _placements(
    case_file: CaseFile, persons: Mapping[str, Person], named: set[str]
) -> list[Placement]:
    """Placements that are ticked, or whose carer or child says so."""
    protected = _protected_children(case_file)
    protected |= {one.id for one in persons.values() if "carers" in one.confidential_fields}
    found = []
    for one in case_file.of(Placement):
        with_her = one.carer_id == case_file.mother_id
        by_child = one.child_id in protected and _is_now(one, case_file) and not with_her
        if one.confidential or one.carer_id in named or by_child:
            found.append(one)
    return found


def _is_now(placement: Placement, case_file: CaseFile) -> bool:
    """Whether it has not ended; one that is still to begin counts."""
    return placement.end is None or placement.end > case_file.as_of


def _tied_otherwise(
    case_file: CaseFile, placed: Iterable[Placement], children: frozenset[str]
) -> set[str]:
    """Those whom the mother knows for another reason: family ties, or a child placed openly."""
    confidential = {one.id for one in placed}
    tied = {one.carer_id for one in case_file.of(Placement) if one.id not in confidential}
    known = {case_file.mother_id} | {child.id for child in case_file.children} - children
    for one in case_file.of(Relationship):
        ends = {one.from_person_id, one.to_person_id}
        if ends & known:
            tied |= ends
    return tied


def _unnamed_carers(
    persons: Mapping[str, Person], placed: Iterable[Placement], tied: set[str]
) -> set[str]:
    """Carers of confidential placements whose own tick was forgotten."""
    carers = {one.carer_id for one in placed} - tied
    return {one for one in carers if one in persons and persons[one].kind in ("carer", "other")}


def _household(
    case_file: CaseFile,
    persons: Mapping[str, Person],
    people: set[str],
    tied: set[str],
    children: frozenset[str],
) -> set[str]:
    """Who belongs to confidential carers by tie, surname or address, and to no one else."""
    marks = {mark for one in people for mark in _marks(persons[one])}
    hers = [
        one
        for one in persons.values()
        if one.kind == "mother" or (one.kind == "child" and one.id not in children)
    ]
    marks -= {("last_name", code_of(one.last_name)) for one in hers}
    related = {
        end
        for one in case_file.of(Relationship)
        if {one.from_person_id, one.to_person_id} & people
        for end in (one.from_person_id, one.to_person_id)
    }
    return {
        one.id
        for one in persons.values()
        if one.kind in _MAY_BE_A_CARER
        and one.id not in tied
        and (one.id in related or marks & set(_marks(one)))
    }


def _marks(person: Person) -> list[tuple[str, str]]:
    texts = {name: getattr(person, name) for name in ("last_name", *sorted(REACHING))}
    return [(name, code_of(text)) for name, text in texts.items() if code_of(text)]


def _answers(
    case_file: CaseFile,
    persons: Mapping[str, Person],
    people: set[str],
    placed: Iterable[Placement],
) -> dict[str, frozenset[str]]:
    """For each person the fields that leave the service never."""
    found = {one.id: set(_ticked(one)) for one in persons.values()}
    for one in people:
        found[one] |= _WHOLE_NAME | REACHING
    for placement in placed:
        if placement.carer_id in found and placement.carer_id != case_file.mother_id:
            found[placement.carer_id] |= REACHING
        if placement.child_id in found and _is_now(placement, case_file):
            found[placement.child_id] |= _IN_HIDING
    for child_id in _protected_children(case_file):
        found[child_id] |= _IN_HIDING
    for placement in case_file.of(Placement):
        home = [one for one in (placement.child_id, placement.carer_id) if one]
        if not _is_now(placement, case_file) or case_file.mother_id in home:
            continue
        if any(HOME & found.get(one, set()) for one in home):
            for one in home:
                found.setdefault(one, set()).update(HOME)
    return {one: frozenset(fields) for one, fields in found.items() if fields}


def _ticked(person: Person) -> frozenset[str]:
    ticks = set(person.confidential_fields)
    if person.kind == "mother":
        ticks -= NAMES  # her file without her name would be nobody's
    if person.kind == "child":
        for tick in ticks & set(_TICKS_ON_A_CHILD):
            ticks |= _TICKS_ON_A_CHILD[tick]
    return frozenset(ticks)


def _places(
    case_file: CaseFile, persons: Mapping[str, Person], answers: Mapping[str, frozenset[str]]
) -> list[str]:
    """Placements of which it may not be said where they are."""
    found = []
    for one in case_file.of(Placement):
        carer = HOME & answers.get(one.carer_id, frozenset()) and one.carer_id in persons
        child = HOME & answers.get(one.child_id, frozenset()) and _is_now(one, case_file)
        if (carer or child) and one.carer_id != case_file.mother_id:
            found.append(one.id)
    return found
