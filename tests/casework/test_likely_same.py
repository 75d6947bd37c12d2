"""Pairs that are probably one person are suggested; those decided on are left in peace."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.likely_same import likely_pairs
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Organisation, Person


def professional(record_id: str, first: str, last: str, **answers: str) -> Person:
    return Person(id=record_id, kind="professional", first_names=first, last_name=last, **answers)


def mother(record_id: str, first: str, last: str, **answers: str) -> Person:
    return Person(
        id=record_id, mother_id=record_id, kind="mother", first_names=first, last_name=last,
        **answers,
    )  # fmt: skip


def pairs(*parties, links=(), numbers=None):
    return [(one.one_id, one.other_id, one.why) for one in likely_pairs(parties, links, numbers)]


def test_a_professional_typed_in_twice() -> None:
    first = professional("a", "Siân", "Pugh", role="child_social_worker")
    second = professional("b", "Sian", "Pugh", role="child_social_worker")
    assert pairs(first, second) == [("a", "b", "the same name and role")]
    elsewhere = second.changed(organisation_id="swansea", role="midwife")
    assert pairs(first.changed(organisation_id="cardiff"), elsewhere) == []


def test_the_same_number_or_address_with_a_name_misheard() -> None:
    first = professional("a", "Catherine", "Novak", email="c.novak@example.test")
    second = professional("b", "Kathryn", "Nowak", email="C.Novak@example.test")
    assert pairs(first, second) == [("a", "b", "the same name and telephone or e-mail")]
    assert pairs(first, second.changed(first_names="Owen", last_name="Rees")) == []


def test_a_mother_who_came_back_under_another_name() -> None:
    first = mother("a", "Rhosyn", "Averley", date_of_birth="1996-03-14")
    second = mother("b", "Rosin", "Averly", date_of_birth="1996-03-14")
    assert pairs(first, second) == [("a", "b", "a similar name and the same date of birth")]
    third = mother("c", "Ros", "Pugh")
    numbers = {"a": ["A1234BC"], "c": ["Z9876YX", "A1234BC"]}
    assert pairs(first, third, numbers=numbers) == [("a", "c", "the same prison number")]


def test_the_year_alone_is_no_date_of_birth() -> None:
    first = mother("a", "Anna", "Marsh", date_of_birth="1996")
    assert pairs(first, mother("b", "Hannah", "Marsh", date_of_birth="1996")) == []


def test_people_of_two_mothers_files_are_never_suggested() -> None:
    first = Person(id="a", mother_id="m", kind="family", first_names="Gwen", last_name="Pugh")
    second = first.changed(id="b", mother_id="n")
    assert pairs(first, second) == []
    assert pairs(first, second.changed(mother_id="m"))
    joined = SamePerson(kept_id="m", other_id="n", linked_on=dt.date(2026, 11, 1))
    assert pairs(first, second, links=[joined]), "the mothers are one: the file is one"


def test_what_was_decided_is_not_asked_again() -> None:
    first, second = (
        Organisation(id="a", name="Civic Court"),
        Organisation(id="b", name="Civic court"),
    )
    assert pairs(first, second)
    linked = SamePerson(kept_id="a", other_id="b")
    assert pairs(first, second, links=[linked]) == []
    undone = linked.changed(undone_on=dt.date(2026, 11, 2))
    assert pairs(first, second, links=[undone]) == []


def test_a_mother_is_no_professional_and_a_child_no_grown_up() -> None:
    child = Person(id="a", mother_id="m", kind="child", first_names="Owen", last_name="Rees")
    assert pairs(child, professional("b", "Owen", "Rees"), mother("c", "Owen", "Rees")) == []
