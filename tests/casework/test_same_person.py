"""One person under several entries: chains, circles, contradictions; nothing is ever merged."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tac_desktop.casework.case_file import Entry, Saved
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.meetings import Invitee, Meeting
from tac_desktop.casework.people import Involvement, Organisation, Person
from tac_desktop.casework.record import Record
from tac_desktop.casework.same_person import Links, as_stored, combined, joined

NOW = Saved(dt.datetime(2026, 11, 2, tzinfo=dt.UTC), "Ffion", dt.datetime.now(dt.UTC), "Ffion")


def link(kept: str, other: str, day: int = 1, **answers: Any) -> SamePerson:
    return SamePerson(kept_id=kept, other_id=other, linked_on=dt.date(2026, 11, day), **answers)


def person(record_id: str, **answers: Any) -> Person:
    return Person(id=record_id, **{"kind": "professional", "last_name": record_id, **answers})


def entries(*records: Record) -> list[Entry[Record]]:
    return [Entry(one, NOW) for one in records]


def test_a_chain_leads_to_the_entry_that_nobody_replaced() -> None:
    links = Links.of([link("b", "a"), link("c", "b")])
    assert links.group("a") == links.group("b") == links.group("c") == ("c", "a", "b")
    assert links.kept("somebody") == "somebody"


def test_in_a_circle_and_where_links_contradict_the_last_one_decides() -> None:
    assert Links.of([link("a", "b", 1), link("b", "a", 2)]).kept("a") == "b"
    assert Links.of([link("b", "a", 2), link("a", "b", 1)]).kept("b") == "b"
    two = [link("a", "c", 1), link("b", "c", 2)]
    assert Links.of(two).kept("c") == Links.of(reversed(two)).kept("a") == "b"
    circle = [link("a", "b", 3), link("b", "c", 1), link("c", "a", 2)]
    assert {Links.of(circle).kept(one) for one in "abc"} == {"a"}


def test_what_was_undone_or_entered_in_error_links_nothing() -> None:
    undone = link("a", "b", undone_on=dt.date(2026, 11, 3))
    error = link("a", "c", entered_in_error="wrong woman")
    assert not Links.of([undone, error, link("d", "d")])
    assert Links.of([undone, link("b", "c")]).group("a") == ("a",)


def test_each_person_stands_once_and_references_lead_there() -> None:
    work = Involvement(person_id="b", role="child_social_worker")
    both = Meeting(invitees=[Invitee(person_id="a"), Invitee(person_id="b")], chair_id="b")
    found = joined(entries(person("a"), person("b"), work, both), Links.of([link("a", "b")]))
    shown = [entry.record for entry in found.entries]
    assert [type(one) for one in shown] == [Person, Involvement, Meeting]
    assert shown[1].person_id == "a" and shown[2].chair_id == "a"
    assert [one.person_id for one in shown[2].invitees] == ["a", "a"]
    assert [entry.record.id for entry in found.linked] == ["b"]
    assert work.person_id == "b", "what is stored stays"


def test_an_entry_of_another_file_is_never_shown() -> None:
    work = Involvement(person_id="b", role="child_social_worker")
    found = joined(entries(person("b"), work), Links.of([link("a", "b")]))
    assert found.kept_by_other == {}
    assert [entry.record for entry in found.entries] == [person("b"), work]


def test_a_person_and_an_organisation_are_never_one() -> None:
    listed = entries(person("a"), Organisation(id="b", name="Court"))
    assert joined(listed, Links.of([link("a", "b")])).kept_by_other == {}


def test_blanks_are_filled_and_what_limits_either_limits_both() -> None:
    kept = person("a", phone="1", safe_to_contact="yes", confidential_fields=["phone"], note="Calm")
    other = person(
        "b", phone="2", email="b@example.test", safe_to_contact="no", note="Rings back",
        confidential_fields=["address"], first_names="Siân", role="midwife",
    )  # fmt: skip
    one = combined(kept, [other])
    assert isinstance(one, Person)
    assert (one.id, one.phone, one.email, one.role) == ("a", "1", "b@example.test", "midwife")
    assert one.confidential_fields == ["phone", "address"]
    assert one.safe_to_contact == "no"
    assert one.note == "Calm\nRings back"
    assert one.aliases == ["Siân b"]
    assert combined(other, [kept]).safe_to_contact == "no"


def test_saving_from_a_linked_file_keeps_what_was_stored() -> None:
    links = Links.of([link("a", "b")])
    stored = Meeting(
        invitees=[Invitee(person_id="b"), Invitee(person_id="c")], chair_id="b", child_ids=["k"]
    )
    (entry,) = joined(entries(stored, person("a"), person("b")), links).entries[:1]
    changed = entry.record.changed(place="Room 2")
    assert as_stored(changed, stored, [], links) == stored.changed(place="Room 2")
    more = changed.changed(invitees=[*changed.invitees, Invitee(person_id="d")])
    kept = as_stored(more, stored, [], links)
    assert [one.person_id for one in kept.invitees] == ["b", "c", "d"]


def test_answers_of_the_other_entry_are_not_written_into_the_one_that_counts() -> None:
    links = Links.of([link("a", "b")])
    a, b = person("a"), person("b", phone="2", email="b@example.test")
    shown = combined(a, [b])
    assert as_stored(shown.changed(role="midwife"), a, [b], links) == a.changed(role="midwife")
    typed = a.changed(phone="2")
    assert as_stored(typed, a, [b], links) == typed, "a form shows what is stored"


def test_a_list_of_people_that_both_stood_in_comes_back_whole() -> None:
    links = Links.of([link("a", "b")])
    stored = Involvement(person_id="p", role="midwife", child_ids=["a", "b", "c"])
    shown = joined(entries(stored, person("a"), person("b")), links).entries[0].record
    assert shown.child_ids == ["a", "c"]
    assert as_stored(shown.changed(is_main=True), stored, [], links).child_ids == ["a", "b", "c"]
