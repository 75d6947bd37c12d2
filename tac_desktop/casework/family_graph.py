"""The family of a file as couples and the children that hang from them, in generations.

Nobody who is family is lost: whoever hangs from nobody stands beside the others with the words of
the relationship, and whoever has none at all is named in `notes`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import Placement
from tac_desktop.casework.children_now import current_placement, current_statuses
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.family_ties import (
    GENERATIONS,
    Bond,
    Partnership,
    Tie,
    Ties,
    born_first,
    gender_of,
    orphaned_siblings,
    pair,
    ties_of,
)
from tac_desktop.casework.people import Person, Relationship
from tac_desktop.words import _

_ADOPTIONS = ("placed_for_adoption", "adopted")
_WITH_A_FAMILY = (
    "kinship_private", "kinship_foster_care", "special_guardianship", "with_father",
    "with_step_parent", "local_authority_foster_care", "foster_for_adoption", *_ADOPTIONS,
)  # fmt: skip


@dataclass(frozen=True)
class Couple:
    """Two partners, one parent alone, or (without partners) brothers and sisters only."""

    partners: tuple[str, ...]
    tie: Tie | None = None
    years: str = ""
    quality: str = ""
    began: str = ""
    children: tuple[str, ...] = ()
    bond: Bond = Bond.BIRTH


@dataclass(frozen=True)
class Household:
    """Who lives in one place because a child was placed there."""

    letter: str
    people: tuple[str, ...]
    placements: tuple[Placement, ...]


@dataclass(frozen=True)
class FamilyGraph:
    """The family: people in generations (0 is the eldest), couples, households.

    `beside` are those who hang from nobody, with the words that say who they are.
    """

    index: str
    people: dict[str, Person]
    genders: dict[str, str]
    generations: dict[str, int]
    couples: tuple[Couple, ...]
    households: tuple[Household, ...]
    beside: dict[str, str]
    notes: tuple[str, ...]
    adoptions: frozenset[str] = frozenset()

    def parents_of(self, person_id: str) -> list[Couple]:
        """The couples from whom a person hangs."""
        return [one for one in self.couples if person_id in one.children]

    def couples_of(self, person_id: str) -> list[Couple]:
        """The couples that a person is part of."""
        return [one for one in self.couples if person_id in one.partners]

    def adopted(self, person_id: str) -> bool:
        """Whether someone was adopted or placed for adoption, by whomever."""
        return person_id in self.adoptions or any(
            one.bond is Bond.ADOPTED for one in self.parents_of(person_id)
        )


def family_graph(case_file: CaseFile) -> FamilyGraph:
    """The family of a file, with the carers of children who live elsewhere."""
    ties, wrong = ties_of(case_file)
    _add_carers(ties, case_file)
    couples = _couples(ties)
    placed = _connected(couples, case_file.mother_id)
    shown = _shown(ties, couples, case_file)
    beside = _beside(ties, placed, shown, case_file)
    generations = _generations(ties, couples, shown, case_file.mother_id)
    households = _households(case_file, shown)
    people = {one: ties.people[one] for one in shown}
    return FamilyGraph(
        index=case_file.mother_id,
        people=people,
        genders={one: gender_of(ties, one) for one in shown},
        generations=generations,
        couples=tuple(couples),
        households=households,
        beside=beside,
        notes=tuple(_notes(case_file, ties, wrong, shown)),
        adoptions=frozenset(
            child.id
            for child in case_file.children
            if any(one.type == "adoption_order" for one in current_statuses(case_file, child.id))
        ),
    )


def _add_carers(ties: Ties, case_file: CaseFile) -> None:
    """Carers who are not of the family: a dotted line, or the dashed one of an adoption.

    A relative who cares is drawn where she or he belongs; the household says the rest.
    """
    for child in case_file.children:
        placement = current_placement(case_file, child.id)
        carer = placement.carer_id if placement else ""
        if placement and carer in ties.people and placement.care_arrangement == "with_father":
            fathers = ties.parents_with(child.id, Bond.BIRTH, Bond.UNCERTAIN)
            if not any(gender_of(ties, one) == "male" for one in fathers):
                ties.add_parent(carer, child.id, Bond.BIRTH)
    related = _family_without_care(ties, case_file.mother_id)
    for child_id, parents in ties.parents.items():
        kept = {
            one: bond
            for one, bond in parents.items()
            if bond is not Bond.FOSTERED or one not in related or child_id not in related
        }
        ties.parents[child_id] = kept
    for child in case_file.children:
        placement = current_placement(case_file, child.id)
        carer = placement.carer_id if placement else ""
        if placement is None or carer not in ties.people or carer in ties.parents.get(child.id, {}):
            continue
        if carer in related or placement.care_arrangement not in _WITH_A_FAMILY:
            continue
        adoption = placement.care_arrangement in _ADOPTIONS
        ties.add_parent(carer, child.id, Bond.ADOPTED if adoption else Bond.FOSTERED)


def _family_without_care(ties: Ties, mother_id: str) -> set[str]:
    """Everybody who belongs to the mother's family by more than caring for a child."""
    of_the_family = [one for one in _couples(ties) if one.bond is not Bond.FOSTERED]
    return _connected(of_the_family, mother_id)


def _couples(ties: Ties) -> list[Couple]:
    """Couples with their children, in the order of the people of the file."""
    found: dict[tuple[tuple[str, ...], Bond], list[str]] = {}
    for child in sorted(ties.people, key=lambda one: born_first(ties.people[one])):
        for partners, bond in _hangs_from(ties, child):
            found.setdefault((partners, bond), []).append(child)
    for key in ties.partners:
        if not any(set(partners) == set(key) for partners, _bond in found):
            found[(key, Bond.BIRTH)] = []
    for group in orphaned_siblings(ties):
        group.sort(key=lambda one: born_first(ties.people[one]))
        found[(("", group[0]), Bond.BIRTH)] = group
    made = []
    for (partners, bond), children in found.items():
        if partners and partners[0] == "":
            made.append(Couple((), children=tuple(children)))
            continue
        known = ties.partners.get(partners) if len(partners) == 2 else None
        stands = known or Partnership(Tie.PARENTS)
        alone = len(partners) == 1
        made.append(
            Couple(
                partners,
                None if alone else stands.tie,
                "" if alone else stands.years,
                "" if alone else stands.quality,
                "" if alone else stands.began,
                tuple(children),
                bond,
            )
        )
    return made


def _hangs_from(ties: Ties, child: str) -> list[tuple[tuple[str, ...], Bond]]:
    """The couples a child hangs from, the parents by birth first."""
    birth = ties.parents_with(child, Bond.BIRTH)
    birth.sort(key=lambda one: gender_of(ties, one) != "female")
    named = ties.parents_with(child, Bond.UNCERTAIN)
    found: list[tuple[tuple[str, ...], Bond]] = []
    first = birth[:2] if len(birth) < 3 else _one_of_each(ties, birth)
    further = [one for one in birth if one not in first] + named
    if len(first) == 2:
        found.append((pair(*first), Bond.BIRTH))
    elif len(first) == 1 and not further:
        found.append(((first[0],), Bond.BIRTH))
    for one in further:
        found.append(((pair(first[0], one) if first else (one,)), Bond.UNCERTAIN))
    for bond in (Bond.ADOPTED, Bond.FOSTERED):
        those = ties.parents_with(child, bond)
        if len(those) == 1:
            with_her = [one for one in first if ties.are_partners(one, those[0])]
            together = pair(those[0], with_her[0]) if with_her else (those[0],)
            found.append((together, bond))
        elif those:
            found.append((pair(those[0], those[1]), bond))
            found += [((one,), bond) for one in those[2:]]
    return found


def _one_of_each(ties: Ties, birth: list[str]) -> list[str]:
    """Of three or more parents entered, one mother and one father where there are both."""
    fathers = [one for one in birth if gender_of(ties, one) == "male"]
    return [birth[0], fathers[0]] if fathers and fathers[0] != birth[0] else birth[:2]


def _connected(couples: Iterable[Couple], start: str) -> set[str]:
    """Everybody who is tied to `start` by couples and children."""
    groups = [set(one.partners) | set(one.children) for one in couples]
    found = {start}
    growing = True
    while growing:
        growing = False
        for group in groups:
            if group & found and not group <= found:
                found |= group
                growing = True
    return found


def _shown(ties: Ties, couples: list[Couple], case_file: CaseFile) -> list[str]:
    """Those who stand in the drawing, in the order of the file."""
    wanted = {case_file.mother_id} | {child.id for child in case_file.children}
    for one in couples:
        wanted |= set(one.partners) | set(one.children)
    for tie in ties.vague:
        wanted |= {tie.from_person_id, tie.to_person_id}
    return [one for one in ties.people if one in wanted]


def _beside(ties: Ties, placed: set[str], shown: list[str], case_file: CaseFile) -> dict[str, str]:
    """What is said of those whom only a word such as `aunt` ties to the others."""
    said: dict[str, list[str]] = {}
    for tie in ties.vague:
        here, there = tie.from_person_id, tie.to_person_id
        label = code_list("relationship_type").label(tie.type)
        if here in placed and there in placed:
            continue
        if here in placed:
            words = _("Related to {person}").format(person=case_file.name(here))
            said.setdefault(there, []).append(f"{words} ({label.lower()})")
        else:
            words = _("{relation} of {person}").format(
                relation=label, person=ties.people[there].short_name()
            )
            said.setdefault(here, []).append(words)
    return {one: "; ".join(dict.fromkeys(said.get(one, []))) for one in shown if one not in placed}


def _generations(ties: Ties, couples: list[Couple], shown: list[str], index: str) -> dict[str, int]:
    """How many generations below the eldest everybody stands; children always below parents."""
    levels = _Levels(shown)
    for bonds in ((Bond.BIRTH,), (Bond.UNCERTAIN,)):
        for couple in couples:
            if couple.bond in bonds:
                for child in couple.children:
                    for partner in couple.partners:
                        levels.tie(partner, child, 1)
    for one, other in [*ties.partners, *ties.siblings]:
        levels.tie(one, other, 0)
    for couple in couples:
        for child in couple.children:
            levels.tie(couple.children[0], child, 0)
        for child in couple.children:
            for partner in couple.partners:
                levels.tie(partner, child, 1)
    for tie in ties.vague:
        levels.tie(tie.from_person_id, tie.to_person_id, GENERATIONS[tie.type])
    for one in shown:
        levels.tie(index, one, 0)
    found = {one: levels.of(one) for one in shown}
    _push_down(found, couples)
    used = {level: row for row, level in enumerate(sorted(set(found.values())))}
    return {one: used[level] for one, level in found.items()}


def _push_down(levels: dict[str, int], couples: list[Couple]) -> None:
    """Where ties contradict each other, a child is moved below its parents all the same."""
    for _round in range(len(levels) + 1):
        changed = False
        for couple in couples:
            lowest = max((levels[one] for one in couple.partners), default=None)
            for child in couple.children if lowest is not None else ():
                if lowest is not None and levels[child] <= lowest:
                    levels[child] = lowest + 1
                    changed = True
        if not changed:
            return


class _Levels:
    """Differences of generations between people; what comes first wins."""

    def __init__(self, people: Iterable[str]) -> None:
        self._group = {one: one for one in people}
        self._level = dict.fromkeys(self._group, 0)
        self._members = {one: [one] for one in self._group}

    def of(self, one: str) -> int:
        """The level within the group."""
        return self._level[one]

    def tie(self, above: str, below: str, difference: int) -> None:
        """Put `below` so many levels below `above`, unless they are tied already."""
        here, there = self._group[above], self._group[below]
        if here == there:
            return
        shift = self._level[above] + difference - self._level[below]
        for one in self._members.pop(there):
            self._level[one] += shift
            self._group[one] = here
            self._members[here].append(one)


def _households(case_file: CaseFile, shown: list[str]) -> tuple[Household, ...]:
    """Where the children live now, each place with a letter, in the order of the children."""
    by_place: dict[str, list[Placement]] = {}
    for child in case_file.living_children:
        placement = current_placement(case_file, child.id)
        if placement is None or child.id not in shown:
            continue
        by_place.setdefault(placement.carer_id or placement.id, []).append(placement)
    made = []
    for number, (place, placements) in enumerate(by_place.items()):
        people = [one.child_id for one in placements]
        people += [place] if place in shown else []
        made.append(Household(_letters(number), tuple(people), tuple(placements)))
    return tuple(made)


def _letters(number: int) -> str:
    first, last = divmod(number, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)


def _notes(
    case_file: CaseFile, ties: Ties, wrong: list[Relationship], shown: list[str]
) -> list[str]:
    """What could not be drawn, in sentences."""
    notes = []
    left = [
        one.display_name()
        for one in ties.people.values()
        if one.kind in ("family", "carer", "child", "mother") and one.id not in shown
    ]
    if left:
        words = _("Not drawn, because no relationship is recorded: {names}.")
        notes.append(words.format(names=", ".join(left)))
    for one in wrong:
        words = _("Not drawn, because it contradicts other relationships: {what}.")
        notes.append(words.format(what=one.headline(case_file.name)))
    return notes
