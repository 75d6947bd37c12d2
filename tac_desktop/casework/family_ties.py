"""Who is whose parent, partner, brother or sister: read from the relationships of a file.

`from is the type of to`. What was entered from one side, from the other or twice is one tie. What
follows from the words themselves is added: a full sister has the same parents, the maternal
grandmother is the mother's mother, a stepfather is the mother's partner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import first_day
from tac_desktop.casework.people import Person, Relationship


class Bond(StrEnum):
    """How a child belongs to a parent or carer."""

    BIRTH = "birth"
    UNCERTAIN = "uncertain"
    ADOPTED = "adopted_line"
    FOSTERED = "fostered"


class Tie(StrEnum):
    """How two partners stand to each other; PARENTS says that only a child joins them."""

    MARRIED = "married"
    DIVORCED = "divorced"
    SEPARATED = "separated"
    TOGETHER = "together"
    PARTED = "parted"
    PARENTS = "parents"


@dataclass(frozen=True)
class Partnership:
    """Two people who are or were a couple."""

    tie: Tie
    years: str = ""
    quality: str = ""
    began: str = ""


GENERATIONS = {
    "grandmother": 2, "grandfather": 2, "maternal_grandmother": 2, "paternal_grandmother": 2,
    "maternal_grandfather": 2, "paternal_grandfather": 2, "aunt": 1, "uncle": 1, "stepmother": 1,
    "stepfather": 1, "cousin": 0, "half_sister": 0, "half_brother": 0, "niece": -1, "nephew": -1,
    "friend": 0, "other_family": 0, "other": 0, "foster_parent": 1, "special_guardian": 1,
}  # fmt: skip
"""Ties that say no more than how many generations the one stands above the other."""

_PARENT = {
    "mother": Bond.BIRTH,
    "father": Bond.BIRTH,
    "putative_father": Bond.UNCERTAIN,
    "adoptive_parent": Bond.ADOPTED,
    "foster_parent": Bond.FOSTERED,
    "special_guardian": Bond.FOSTERED,
}
_PARTNERS = ("spouse", "partner", "former_partner")
_GRANDPARENTS = {
    "maternal_grandmother": ("female", "female"),
    "maternal_grandfather": ("female", "male"),
    "paternal_grandmother": ("male", "female"),
    "paternal_grandfather": ("male", "male"),
}
_OF_A_SEX = {
    "female": {
        "mother", "stepmother", "daughter", "sister", "half_sister", "grandmother", "aunt",
        "maternal_grandmother", "paternal_grandmother", "niece",
    },
    "male": {
        "father", "putative_father", "stepfather", "son", "brother", "half_brother",
        "grandfather", "uncle", "maternal_grandfather", "paternal_grandfather", "nephew",
    },
}  # fmt: skip


@dataclass
class Ties:
    """The ties of one family. Every list keeps the order of the file."""

    people: dict[str, Person] = field(default_factory=dict)
    parents: dict[str, dict[str, Bond]] = field(default_factory=dict)
    partners: dict[tuple[str, str], Partnership] = field(default_factory=dict)
    siblings: list[tuple[str, str]] = field(default_factory=list)
    vague: list[Relationship] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)

    def parents_with(self, child_id: str, *bonds: Bond) -> list[str]:
        """The parents to whom the child belongs in one of these ways."""
        return [one for one, bond in self.parents.get(child_id, {}).items() if bond in bonds]

    def are_partners(self, one: str, other: str) -> bool:
        """Whether the two are or were a couple."""
        return pair(one, other) in self.partners

    def ancestor_of(self, one: str, other: str) -> bool:
        """Whether `one` is a parent, grandparent ... of `other`."""
        waiting, seen = [other], set[str]()
        while waiting:
            now = waiting.pop()
            for parent in self.parents.get(now, {}):
                if parent == one:
                    return True
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        return False

    def add_parent(self, parent: str, child: str, bond: Bond) -> bool:
        """Note a parent; False where that would make someone her or his own ancestor."""
        if parent == child or self.ancestor_of(child, parent):
            return False
        known = self.parents.setdefault(child, {})
        if known.get(parent, Bond.FOSTERED) is Bond.FOSTERED or bond is Bond.BIRTH:
            known[parent] = bond
        return True


def pair(one: str, other: str) -> tuple[str, str]:
    """Two identifiers in one order, however they were entered."""
    return (one, other) if one <= other else (other, one)


def ties_of(case_file: CaseFile) -> tuple[Ties, list[Relationship]]:
    """All ties of the file, and the relationships that contradict others."""
    ties = Ties({one.id: one for one in case_file.of(Person)})
    wrong: list[Relationship] = []
    relations = [one for one in case_file.of(Relationship) if _is_whole(one, ties)]
    for one in relations:
        _note_sex(ties, one)
    for one in relations:
        if not _add(ties, one):
            wrong.append(one)
    _children_of_the_mother(ties, case_file, relations)
    _grandparents(ties)
    _step_parents(ties)
    _full_siblings(ties)
    return ties, wrong


def _is_whole(one: Relationship, ties: Ties) -> bool:
    ends = {one.from_person_id, one.to_person_id}
    return len(ends) == 2 and ends <= ties.people.keys()


def _note_sex(ties: Ties, one: Relationship) -> None:
    for gender, words in _OF_A_SEX.items():
        if one.type in words:
            ties.genders.setdefault(one.from_person_id, gender)


def gender_of(ties: Ties, person_id: str) -> str:
    """What is recorded, else what the ties say: a sister is a woman."""
    person = ties.people[person_id]
    if person.gender and person.gender != "unknown":
        return person.gender
    return "female" if person.kind == "mother" else ties.genders.get(person_id, "")


def _add(ties: Ties, one: Relationship) -> bool:
    here, there = one.from_person_id, one.to_person_id
    care_is_over = bool(one.end) and _PARENT.get(one.type) is Bond.FOSTERED
    if one.type in _PARENT and not care_is_over:
        return ties.add_parent(here, there, _PARENT[one.type])
    if one.type in ("daughter", "son"):
        return ties.add_parent(there, here, Bond.BIRTH)
    if one.type in _PARTNERS:
        _add_partners(ties, one)
    elif one.type in ("sister", "brother"):
        ties.siblings.append(pair(here, there))
    elif one.type in GENERATIONS:
        ties.vague.append(one)
    return True


def _add_partners(ties: Ties, one: Relationship) -> None:
    key = pair(one.from_person_id, one.to_person_id)
    known = ties.partners.get(key)
    married = one.type == "spouse" or (known is not None and known.tie in _WEDDED)
    over = one.type == "former_partner" or bool(one.end)
    over = over or (known is not None and known.tie in _OVER)
    if married:
        tie = (Tie.SEPARATED if _separated(ties, key) else Tie.DIVORCED) if over else Tie.MARRIED
    else:
        tie = Tie.PARTED if over else Tie.TOGETHER
    begin, end = one.start[:4], one.end[:4]
    years = f"{begin}–{end}" if begin or end else known.years if known else ""
    began = one.start or (known.began if known else "")
    quality = one.quality or (known.quality if known else "")
    ties.partners[key] = Partnership(tie, years, quality, began)


_WEDDED = frozenset({Tie.MARRIED, Tie.DIVORCED, Tie.SEPARATED})
_OVER = frozenset({Tie.DIVORCED, Tie.SEPARATED, Tie.PARTED})


def _separated(ties: Ties, key: tuple[str, str]) -> bool:
    """A marriage that ended without a divorce, as the mother's own file says."""
    return any(ties.people[one].marital_status == "separated" for one in key)


def _children_of_the_mother(ties: Ties, case_file: CaseFile, relations: list[Relationship]) -> None:
    """A child of the file is hers unless something else is recorded between the two."""
    mother = case_file.mother_id
    related = {
        pair(one.from_person_id, one.to_person_id)
        for one in relations
        if one.type not in ("other", "other_family")
    }
    for child in case_file.children:
        mothers = [
            one
            for one in ties.parents_with(child.id, Bond.BIRTH)
            if gender_of(ties, one) == "female"
        ]
        if mother in ties.people and not mothers and pair(mother, child.id) not in related:
            ties.add_parent(mother, child.id, Bond.BIRTH)


def _grandparents(ties: Ties) -> None:
    """The maternal grandmother is the mother's mother, where the mother has no other."""
    left: list[Relationship] = []
    for one in ties.vague:
        sides = _GRANDPARENTS.get(one.type)
        if not _already_grandparent(ties, one) and not (sides and _resolved(ties, one, sides)):
            left.append(one)
    ties.vague = left


def _already_grandparent(ties: Ties, one: Relationship) -> bool:
    if GENERATIONS[one.type] != 2:
        return False
    parents = ties.parents.get(one.to_person_id, {})
    return any(one.from_person_id in ties.parents.get(parent, {}) for parent in parents)


def _resolved(ties: Ties, one: Relationship, sides: tuple[str, str]) -> bool:
    side, gender = sides
    between = [
        parent
        for parent in ties.parents_with(one.to_person_id, Bond.BIRTH, Bond.UNCERTAIN)
        if gender_of(ties, parent) == side
    ]
    if len(between) != 1:
        return False
    rivals = [
        known
        for known in ties.parents_with(between[0], Bond.BIRTH)
        if gender_of(ties, known) == gender and known != one.from_person_id
    ]
    return not rivals and ties.add_parent(one.from_person_id, between[0], Bond.BIRTH)


def _step_parents(ties: Ties) -> None:
    """A stepfather is the partner of the mother; a stepmother that of the father."""
    left = []
    for one in ties.vague:
        if one.type not in ("stepmother", "stepfather"):
            left.append(one)
            continue
        parents = ties.parents_with(one.to_person_id, Bond.BIRTH, Bond.ADOPTED)
        if any(ties.are_partners(one.from_person_id, parent) for parent in parents):
            continue
        wanted = "female" if one.type == "stepfather" else "male"
        fitting = [parent for parent in parents if gender_of(ties, parent) == wanted]
        if len(fitting) == 1 and fitting[0] != one.from_person_id:
            ties.partners[pair(fitting[0], one.from_person_id)] = Partnership(Tie.TOGETHER)
        else:
            left.append(one)
    ties.vague = left


def _full_siblings(ties: Ties) -> None:
    """A full brother or sister has the same parents, where none of her or his own are known."""
    for _round in range(len(ties.siblings)):
        changed = False
        for one, other in ties.siblings:
            for known, unknown in ((one, other), (other, one)):
                parents = ties.parents_with(known, Bond.BIRTH)
                if parents and not ties.parents_with(unknown, Bond.BIRTH, Bond.UNCERTAIN):
                    added = [ties.add_parent(one, unknown, Bond.BIRTH) for one in parents]
                    changed = changed or any(added)
        if not changed:
            return


def orphaned_siblings(ties: Ties) -> Iterator[list[str]]:
    """Brothers and sisters of whom no parent is known, group by group."""
    left = [
        both for both in ties.siblings if not any(ties.parents_with(x, Bond.BIRTH) for x in both)
    ]
    groups: list[list[str]] = []
    for one, other in left:
        found = [group for group in groups if one in group or other in group]
        joined = list(dict.fromkeys([*(x for group in found for x in group), one, other]))
        groups = [group for group in groups if group not in found] + [joined]
    yield from groups


def born_first(person: Person) -> tuple[int, int, int, str]:
    """The order of brothers and sisters: by birth, then the expected, then those without a date."""
    if person.date_of_birth:
        minute = (
            person.time_of_birth.hour * 60 + person.time_of_birth.minute + 1
            if (person.time_of_birth)
            else 0
        )
        return 0, first_day(person.date_of_birth).toordinal(), minute, person.id
    if person.expected_date_of_delivery:
        return 0, person.expected_date_of_delivery.toordinal(), 0, person.id
    if person.deceased_on:
        return 0, first_day(person.deceased_on).toordinal(), 0, person.id
    return 1, 0, 0, person.id


def born_together(one: Person, other: Person) -> bool:
    """Whether two children of the same parents are twins: full dates, at most a day apart.

    A birth can go on past midnight.
    """
    days = (one.date_of_birth, other.date_of_birth)
    if any(len(day) < 10 for day in days):
        return False
    return abs((first_day(days[0]) - first_day(days[1])).days) <= 1
