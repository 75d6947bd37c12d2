"""What a genogram says of each person: under the symbol, in it, and to a screen reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children_now import current_placement, current_statuses
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import age_in_words, age_in_years, first_day, written
from tac_desktop.casework.dates import written_partial as partial
from tac_desktop.casework.family_graph import Couple, FamilyGraph
from tac_desktop.casework.family_ties import Bond, Tie
from tac_desktop.casework.people import Person
from tac_desktop.words import _

LOSSES = ("miscarriage", "stillbirth", "termination")


@dataclass(frozen=True)
class Said:
    """The words of one person: the name, further lines, and what stands in the symbol."""

    name: str
    lines: tuple[str, ...]
    inside: str


def said_of(person: Person, graph: FamilyGraph, case_file: CaseFile) -> Said:
    """Name, dates, care status and, for those beside, the words of the relationship."""
    lines = [*_dates(person), *_care(person, case_file)]
    if graph.beside.get(person.id):
        lines.append(graph.beside[person.id])
    return Said(name_of(person), tuple(lines), _inside(person, case_file.as_of))


def name_of(person: Person) -> str:
    """`Rhosyn “Ros” Averley`; an unborn child and a loss may have no name."""
    first = person.first_names
    called = person.known_as
    if called and called not in first.split(" "):
        first = f"{first} “{called}”" if first else called
    elif called and first and called != first:
        first = called
    name = " ".join(part for part in (first, person.last_name) if part)
    if name:
        return name
    if person.birth_outcome in LOSSES:
        return code_list("birth_outcome").label(person.birth_outcome)
    return _("Unborn child") if is_unborn(person) else _("No name yet")


def is_unborn(person: Person) -> bool:
    """Whether the child is expected and neither born nor lost."""
    expected = person.expected_date_of_delivery is not None
    return expected and not person.date_of_birth and person.birth_outcome not in LOSSES


def is_dead(person: Person) -> bool:
    """Whether somebody who was born has died."""
    return bool(person.deceased_on) and person.birth_outcome not in LOSSES


def spoken_of(person: Person, graph: FamilyGraph, case_file: CaseFile) -> str:
    """One person in sentences, for those who hear the drawing or read it as text."""
    age = age_in_words(person.date_of_birth, case_file.as_of)
    gender = code_list("gender").label(graph.genders.get(person.id, ""))
    head = [name_of(person)]
    if person.id == graph.index:
        head.append(_("the mother of this file"))
    if is_dead(person):
        died = first_day(person.deceased_on)
        head.append(_("died {day}").format(day=partial(person.deceased_on)))
        if person.date_of_birth:
            head.append(_("aged {age}").format(age=age_in_words(person.date_of_birth, died)))
    elif age and person.birth_outcome not in LOSSES:
        head.append(age)
    if gender:
        head.append(gender.lower())
    sentences = [", ".join(head)]
    sentences += [*_origin(person, graph), *_partnerships(person, graph)]
    lost = person.birth_outcome in LOSSES
    if not is_dead(person) and not lost and person.date_of_birth:
        sentences.append(_("Born {day}").format(day=partial(person.date_of_birth)))
    elif lost or not person.date_of_birth:
        sentences += _dates(person)
    sentences += _care(person, case_file)
    sentences += [_sentence_of(one.letter) for one in graph.households if person.id in one.people]
    if graph.beside.get(person.id):
        sentences.append(graph.beside[person.id])
    return ". ".join(one.rstrip(".") for one in sentences if one) + "."


def household_sentences(graph: FamilyGraph, case_file: CaseFile) -> list[str]:
    """What each letter of a household means."""
    made = []
    for home in graph.households:
        parts = []
        for one in home.placements:
            kind = code_list("care_arrangement").label(one.care_arrangement)
            since = _(" since {day}").format(day=written(one.start)) if one.start else ""
            parts.append(f"{case_file.name(one.child_id)}: {kind[:1].lower()}{kind[1:]}{since}")
        carer = home.placements[0].carer_id
        known = carer and carer in case_file.by_id
        whose = _("with {carer}").format(carer=case_file.name(carer)) if known else ""
        words = "; ".join(parts)
        lead = f"{home.letter}  {whose}. " if whose else f"{home.letter}  "
        made.append(lead + words + ".")
    return made


def listed(names: Sequence[str]) -> str:
    """`Ann, Ben and Cat`."""
    if len(names) < 2:
        return "".join(names)
    return _("{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])


def tie_in_words(couple: Couple) -> str:
    """How two partners stand to each other, with the years and the quality where recorded."""
    words = {
        Tie.MARRIED: _("married"),
        Tie.DIVORCED: _("divorced, or the marriage has ended"),
        Tie.SEPARATED: _("separated"),
        Tie.TOGETHER: _("partners"),
        Tie.PARTED: _("former partners"),
        Tie.PARENTS: _("parents of a child; nothing else is recorded"),
        None: "",
    }[couple.tie]
    quality = code_list("relationship_quality").label(couple.quality).lower()
    return ", ".join(part for part in (words, couple.years, quality) if part)


def _sentence_of(letter: str) -> str:
    return _("Household {letter}").format(letter=letter)


def _dates(person: Person) -> list[str]:
    lines = []
    if person.birth_outcome in LOSSES:
        when = partial(person.deceased_on or person.date_of_birth)
        kind = code_list("birth_outcome").label(person.birth_outcome)
        return [f"{kind} {when}".strip()]
    if person.date_of_birth:
        lines.append(_("b. {day}").format(day=partial(person.date_of_birth)))
    elif person.expected_date_of_delivery:
        day = written(person.expected_date_of_delivery)
        lines.append(_("expected {day}").format(day=day))
    if person.deceased_on:
        lines.append(_("d. {day}").format(day=partial(person.deceased_on)))
    return lines


def _care(person: Person, case_file: CaseFile) -> list[str]:
    if person.kind != "child":
        return []
    lines = []
    placement = current_placement(case_file, person.id)
    if placement:
        lines.append(code_list("care_arrangement").label(placement.care_arrangement))
    lines += [
        code_list("legal_status").label(one.type)
        for one in current_statuses(case_file, person.id)
        if one.type != "none"
    ]
    return lines


def _inside(person: Person, today: dt.date) -> str:
    """The age: in years, or in days, weeks or months with a letter; `?` where nothing is known."""
    if person.birth_outcome in LOSSES or is_unborn(person):
        return ""
    if not person.date_of_birth:
        return "†" if person.deceased_on else ""
    born = first_day(person.date_of_birth)
    on = first_day(person.deceased_on) if person.deceased_on else today
    if born > on:
        return ""
    words = age_in_words(person.date_of_birth, on)
    number, _space, unit = words.partition(" ")
    if number.isdigit() and unit:
        return f"{number}{unit[:1]}"
    if len(person.date_of_birth) < 10:
        return f"~{age_in_years(born, on)}"
    return number


def _origin(person: Person, graph: FamilyGraph) -> Iterator[str]:
    words = {
        Bond.BIRTH: _("Child of {parents}"),
        Bond.UNCERTAIN: _("Child of {parents} (the father is named, not established)"),
        Bond.ADOPTED: _("Adopted by, or placed for adoption with, {parents}"),
        Bond.FOSTERED: _("Cared for by {parents}"),
    }
    for couple in graph.parents_of(person.id):
        if couple.partners:
            yield words[couple.bond].format(parents=_names(couple.partners, graph))
    for couple in graph.couples:
        if not couple.partners and person.id in couple.children:
            others = [one for one in couple.children if one != person.id]
            yield _("Brother or sister of {names}").format(names=_names(others, graph))


def _partnerships(person: Person, graph: FamilyGraph) -> Iterator[str]:
    for couple in graph.couples_of(person.id):
        others = [one for one in couple.partners if one != person.id]
        if others:
            yield _("With {name}: {how}").format(
                name=_names(others, graph), how=tie_in_words(couple)
            )


def _names(people: Sequence[str], graph: FamilyGraph) -> str:
    return listed([name_of(graph.people[one]) for one in people])
