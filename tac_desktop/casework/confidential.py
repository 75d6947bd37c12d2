"""What of a file is confidential for everybody outside the service, and what follows from it.

One tick is enough, because a tick is easily forgotten: a confidential placement keeps its carers,
their household and the child's school and address confidential as well, and the other way round.
Nothing here depends on the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactRestriction, Placement
from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.casework.protected_words import code_of

NAMES = frozenset({"first_names", "last_name"})
REACHING = frozenset({"phone", "email", "address", "postcode"})
HOME = frozenset({"address", "postcode"})
SCHOOL = frozenset({"school_id", "school_year", "school_note"})
_WHOLE_NAME = NAMES | {"known_as", "aliases"}
_IN_HIDING = REACHING | SCHOOL | {"current_name"}
_TICKS_ON_A_CHILD = {"carers": frozenset[str](), "school": SCHOOL, "address": HOME}
_ADOPTION = frozenset({"placed_for_adoption", "adopted", "foster_for_adoption"})
_ROLES_OF_CARERS = frozenset({"adoptive_carer", "foster_carer", "kinship_carer"})
_TIES_OF_CARERS = frozenset({"adoptive_parent", "foster_parent", "special_guardian"})


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
        return _Search(case_file).found()

    def hides(self, person: Person, field: str) -> bool:
        """Whether this answer about a person leaves the service never."""
        return field in self.answers.get(person.id, frozenset())


def protects_a_placement(restriction: ContactRestriction) -> bool:
    """Whether a restriction is there to keep a placement confidential, whatever its dates."""
    by_kind = restriction.kind == "confidential_placement"
    return by_kind or restriction.type == "adoptive_family_details"


class _Search:
    """One way through a file, from the ticks to what follows from them."""

    def __init__(self, case_file: CaseFile) -> None:
        self._file = case_file
        self._persons = {person.id: person for person in case_file.protected(Person)}
        self._ties = [
            (one.from_person_id, one.to_person_id) for one in case_file.ever(Relationship)
        ]
        self._relatives = {end for tie in self._ties if case_file.mother_id in tie for end in tie}
        self._named = {
            person.id
            for person in self._persons.values()
            if self._may_be_a_carer(person.id)
            and (NAMES & set(person.confidential_fields) or self._adopts(person))
        }
        self._protected = self._protected_children()
        self._placed = self._confidential_placements()
        self._children = frozenset(one.child_id for one in self._placed) | self._protected
        self._tied = self._tied_otherwise()

    def found(self) -> Confidential:
        """Everything that is confidential."""
        people = self._named | self._carers()
        people |= self._household(people)
        people |= self._staff_of_schools(self._answers(people))
        people |= {one for one in self._persons if self._kept(one) in people}
        answers = self._answers(people)
        for other in self._file.kept_by_other:  # what counts for her counts for both entries
            both = answers.get(other, frozenset()) | answers.get(self._kept(other), frozenset())
            answers |= {one: both for one in (other, self._kept(other)) if both}
        return Confidential(
            people=frozenset(people),
            answers=answers,
            placements=frozenset(one.id for one in self._placed),
            places=frozenset(self._places(answers)),
            children=self._children,
        )

    def _kept(self, person_id: str) -> str:
        return self._file.kept_by_other.get(person_id, person_id)

    def _protected_children(self) -> frozenset[str]:
        """Children of whom a tick, a restriction or an adoption says so, whatever is placed."""
        found = {one.id for one in self._persons.values() if "carers" in one.confidential_fields}
        for one in self._file.ever(ContactRestriction):
            if protects_a_placement(one):
                found |= {*one.child_ids, *one.person_ids}
        for tie in self._file.ever(Relationship):
            if tie.type == "adoptive_parent" and tie.from_person_id not in self._relatives:
                found.add(tie.to_person_id)
        for work in self._file.ever(Involvement):
            if work.role == "adoptive_carer" and work.person_id not in self._relatives:
                found |= set(work.child_ids)
        return frozenset(found & {child.id for child in self._file.children})

    def _confidential_placements(self) -> list[Placement]:
        """Placements that are ticked, or of which the carer, the child or an adoption says so."""
        found = []
        for one in self._file.ever(Placement):
            adoption = one.care_arrangement in _ADOPTION and one.carer_id not in self._relatives
            by_child = one.child_id in self._protected and self._is_now(one)
            follows = (adoption or by_child) and one.carer_id != self._file.mother_id
            if one.confidential or one.carer_id in self._named or follows:
                found.append(one)
        return found

    def _is_now(self, placement: Placement) -> bool:
        """Whether it has not ended; one that is still to begin counts."""
        return placement.end is None or placement.end > self._file.as_of

    def _tied_otherwise(self) -> set[str]:
        """Those whom the mother knows for another reason: family, or a child placed openly."""
        confidential = {one.id for one in self._placed}
        placements = self._file.ever(Placement)
        tied = {one.carer_id for one in placements if one.id not in confidential}
        known = {self._file.mother_id} | {one.id for one in self._file.children} - self._children
        for tie in self._ties:
            if known & set(tie):
                tied |= set(tie)
        return tied

    def _carers(self) -> set[str]:
        """Carers of confidential placements whose own tick was forgotten."""
        carers = {one.carer_id for one in self._placed}
        for tie in self._file.ever(Relationship):
            if tie.type in _TIES_OF_CARERS and tie.to_person_id in self._children:
                carers.add(tie.from_person_id)
        for work in self._file.ever(Involvement):
            if work.role in _ROLES_OF_CARERS and set(work.child_ids) & self._children:
                carers.add(work.person_id)
        return {one for one in carers - self._tied if self._may_be_a_carer(one)}

    def _may_be_a_carer(self, person_id: str) -> bool:
        person = self._persons.get(person_id)
        return person is not None and person.kind not in ("mother", "child")

    def _adopts(self, person: Person) -> bool:
        return person.role == "adoptive_carer" and person.id not in self._relatives

    def _household(self, people: set[str]) -> set[str]:
        """Who belongs to confidential carers by tie, surname or address, and to no one else."""
        marks = {mark for one in people for mark in _marks(self._persons[one])}
        marks |= self._new_surnames()
        hers = [
            one
            for one in self._persons.values()
            if one.kind == "mother" or (one.kind == "child" and one.id not in self._children)
        ]
        marks -= {("last_name", code_of(one.last_name)) for one in hers}
        whole_names = {_whole_name(self._persons[one]) for one in people} - {""}
        related = {end for tie in self._ties if set(tie) & people for end in tie}
        found = set()
        for one in self._persons.values():
            if one.id in self._tied or not self._may_be_a_carer(one.id):
                continue
            if one.kind == "professional":
                alike = _whole_name(one) in whole_names
            else:
                alike = one.id in related or bool(marks & set(_marks(one)))
            if alike:
                found.add(one.id)
        return found

    def _new_surnames(self) -> set[tuple[str, str]]:
        """What a child in a confidential placement is called there and was not called before."""
        found = set()
        for child in self._file.children:
            usual = {code_of(word) for word in f"{child.first_names} {child.last_name}".split()}
            for word in child.current_name.split() if child.id in self._children else ():
                if code_of(word) not in usual:
                    found.add(("last_name", code_of(word)))
        return found

    def _answers(self, people: set[str]) -> dict[str, frozenset[str]]:
        """For each person the fields that leave the service never."""
        found = {one.id: set(_ticked(one)) for one in self._persons.values()}
        for person_id in people:
            found[person_id] |= _WHOLE_NAME | REACHING
        for placement in self._placed:
            if placement.carer_id in found and placement.carer_id != self._file.mother_id:
                found[placement.carer_id] |= REACHING
            if placement.child_id in found and self._is_now(placement):
                found[placement.child_id] |= _IN_HIDING
        for child_id in self._protected:
            found[child_id] |= _IN_HIDING
        for placement in self._file.ever(Placement):
            home = [one for one in (placement.child_id, placement.carer_id) if one in found]
            if not self._is_now(placement) or self._file.mother_id in home:
                continue
            if any(HOME & found[one] for one in home):
                for one in home:
                    found[one] |= HOME
        return {one: frozenset(fields) for one, fields in found.items() if fields}

    def _staff_of_schools(self, answers: Mapping[str, frozenset[str]]) -> set[str]:
        """Who works at a school that must not be known: a teacher's name leads to it."""
        children = self._file.children
        hidden = {one.id for one in children if "school_id" in answers.get(one.id, frozenset())}
        secret = {one.school_id for one in children if one.id in hidden}
        secret -= {one.school_id for one in children if one.id not in hidden} | {""}
        persons = self._persons.values()
        return {one.id for one in persons if one.organisation_id in secret} - self._tied

    def _places(self, answers: Mapping[str, frozenset[str]]) -> list[str]:
        """Placements of which it may not be said where they are."""
        nothing = frozenset[str]()
        found = []
        for one in self._file.ever(Placement):
            of_the_carer = HOME & answers.get(one.carer_id, nothing)
            of_the_child = HOME & answers.get(one.child_id, nothing) and self._is_now(one)
            if (of_the_carer or of_the_child) and one.carer_id != self._file.mother_id:
                found.append(one.id)
        return found


def _marks(person: Person) -> list[tuple[str, str]]:
    texts = {name: getattr(person, name) for name in ("last_name", *sorted(REACHING))}
    return [(name, code_of(text)) for name, text in texts.items() if code_of(text)]


def _whole_name(person: Person) -> str:
    """First and last name where both are known: one of them alone says too little."""
    both = person.first_names and person.last_name
    return code_of(f"{person.first_names} {person.last_name}") if both else ""


def _ticked(person: Person) -> frozenset[str]:
    ticks = set(person.confidential_fields)
    if person.kind == "mother":
        ticks -= NAMES  # her file without her name would be nobody's
    if person.kind == "child":
        for tick in ticks & set(_TICKS_ON_A_CHILD):
            ticks |= _TICKS_ON_A_CHILD[tick]
    return frozenset(ticks)
