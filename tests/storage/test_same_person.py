"""Linked entries in a vault: one file and one line while it lasts, the old ones back afterwards."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.case_format import case_bytes, case_from_bytes
from tac_desktop.casework.children import ContactRestriction
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.episode import Case
from tac_desktop.casework.flags import flags
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Involvement, Person
from tac_desktop.casework.record import content_of
from tac_desktop.casework.work import Task
from tac_desktop.storage.case_exchange import export_case, import_case
from tac_desktop.storage.vault import Vault
from tests.storage.people import a_custody, a_mother, an_entry

TODAY = dt.date(2026, 11, 2)


@pytest.fixture
def twice(vault: Vault) -> tuple[Vault, Person, Person]:
    """A woman who came back and was entered a second time, under another name."""
    first = a_mother("Rhosyn", "Averley", date_of_birth="1996-03-14")
    second = a_mother("Ros", "Pugh")
    child = Person(mother_id=first.id, kind="child", first_names="Megan")
    pugh = Person(kind="professional", first_names="Siân", last_name="Novak", phone="01632 960001")
    novak = Person(kind="professional", first_names="Sian", last_name="Novak", role="midwife")
    vault.save_all(
        [
            first, second, child, pugh, novak,
            a_custody(first, "A1234BC"), a_custody(second, "B5555CD"),
            an_entry(first, "At Eastwood Park", with_person_ids=[first.id]),
            an_entry(second, "Back again", with_person_ids=[second.id, novak.id]),
            Involvement(
                mother_id=first.id, person_id=pugh.id, role="midwife", child_ids=[child.id]
            ),
            Involvement(mother_id=second.id, person_id=novak.id, role="midwife"),
        ]
    )  # fmt: skip
    return vault, first, second


def link(vault: Vault, kept: str, other: str) -> SamePerson:
    made = SamePerson(kept_id=kept, other_id=other, linked_on=TODAY)
    vault.save(made)
    return made


def undo(vault: Vault, made: SamePerson) -> None:
    vault.save(made.changed(undone_on=TODAY))


def midwives(vault: Vault) -> tuple[Person, Person]:
    first, second = (
        one.record for one in vault.entries("person", "") if isinstance(one.record, Person)
    )
    return (first, second) if first.phone else (second, first)


def as_bytes(file: CaseFile) -> str:
    entries = [
        (one.record.type_name, one.record.id, one.record.mother_id, content_of(one.record))
        for one in file.entries
    ]
    return json.dumps([file.mother_id, entries, len(file.linked)], default=str)


def test_either_file_opens_the_joint_one_and_the_caseload_has_one_line(twice) -> None:
    vault, first, second = twice
    assert len(vault.caseload(TODAY)) == 2
    made = link(vault, first.id, second.id)
    for asked in (first.id, second.id):
        file = vault.case_file(asked, TODAY)
        assert file.mother_id == first.id and file.mother.last_name == "Averley"
        assert "Ros Pugh" in file.mother.aliases
        assert {one.text for one in file.of(ContactLogEntry)} == {"At Eastwood Park", "Back again"}
        assert all(first.id in one.with_person_ids for one in file.of(ContactLogEntry))
        assert len(file.of(Involvement)) == 2
        assert "Joint file, linked with the entry Ros Pugh" in [one.text for one in flags(file)]
    (line,) = vault.caseload(TODAY)
    assert line.mother_id == first.id
    for words in ("averley", "pugh", "a1234bc", "b5555cd"):
        assert [one.mother_id for one in vault.find_mothers(words)] == [first.id], words
    for asked in (first.id, second.id):
        assert [one.mother_id for one in vault.search("again", mother_id=asked)] == [second.id]
    vault.save(an_entry(second, "Later", date=TODAY, channel="face_to_face_wing",
                        with_person_ids=[second.id]))  # fmt: skip
    (line,) = vault.caseload(TODAY)
    assert line.last_seen == TODAY
    undo(vault, made)
    assert {one.mother_id for one in vault.caseload(TODAY)} == {first.id, second.id}
    assert vault.verify().ok


def test_undoing_brings_back_the_very_same_files(twice) -> None:
    vault, first, second = twice
    before = [as_bytes(vault.case_file(one.id, TODAY)) for one in (first, second)]
    history = {one.record.id: vault.history(one.record.id) for one in vault.entries()}
    known, unknown = midwives(vault)
    links = [link(vault, first.id, second.id), link(vault, unknown.id, known.id)]
    assert as_bytes(vault.case_file(first.id, TODAY)) not in before
    for made in links:
        undo(vault, made)
    assert [as_bytes(vault.case_file(one.id, TODAY)) for one in (first, second)] == before
    for record_id, revisions in history.items():
        assert vault.history(record_id) == revisions


def test_a_professional_stands_once_and_a_file_takes_in_the_entry_that_counts(twice) -> None:
    vault, first, second = twice
    known, unknown = midwives(vault)
    made = link(vault, known.id, unknown.id)
    file = vault.case_file(second.id, TODAY)
    (work,) = file.of(Involvement)
    assert work.person_id == known.id
    (shown,) = [one for one in file.of(Person) if one.kind == "professional"]
    assert (shown.id, shown.phone, shown.role) == (known.id, "01632 960001", "midwife")
    assert file.name(unknown.id) == "Siân Novak"
    assert [one.record.id for one in vault.book.parties()] == [known.id]
    assert {one.mother_id for one in vault.book.involvements(unknown.id)} == {first.id, second.id}
    assert vault.book.files_with(known.id) == sorted((first.id, second.id))
    undo(vault, made)
    assert len(vault.book.parties()) == 2


def test_saving_from_a_joint_file_moves_and_loses_nothing(twice) -> None:
    vault, first, second = twice
    known, unknown = midwives(vault)
    made = [link(vault, first.id, second.id), link(vault, known.id, unknown.id)]
    for entry in vault.case_file(first.id, TODAY).entries:
        vault.save(entry.record, note="Looked at.", reason="addition")
    for one in made:
        undo(vault, one)
    for entry in vault.entries():
        first_saved, *_later = vault.history(entry.record.id)
        if not isinstance(entry.record, SamePerson):
            assert content_of(entry.record) == first_saved.content
            assert entry.record.mother_id == first_saved.mother_id


def test_a_restriction_on_either_entry_counts_for_the_person(twice) -> None:
    vault, first, _second = twice
    aunt = Person(mother_id=first.id, kind="family", first_names="Gwen", last_name="Pugh")
    again = Person(
        mother_id=first.id, kind="family", first_names="Gwenllian", last_name="Hidden",
        confidential_fields=["last_name"],
    )  # fmt: skip
    vault.save_all(
        [
            aunt, again,
            ContactRestriction(
                mother_id=first.id, person_ids=[again.id], type="no_contact", kind="court_order",
                summary="No contact", start=dt.date(2026, 1, 1),
            ),
            an_entry(first, "Mrs Hidden rang.", with_person_ids=[aunt.id]),
        ]
    )  # fmt: skip
    link(vault, aunt.id, again.id)
    file = vault.case_file(first.id, TODAY)
    (restriction,) = file.of(ContactRestriction)
    assert restriction.person_ids == [aunt.id]
    assert file.get(Person, aunt.id).confidential_fields == ["last_name"]
    view = view_for(file, Audience(AudienceKind.SCHOOL))
    written = " ".join(str(content_of(one.record)) for one in view.case_file.entries)
    assert "Hidden" not in written and not view.case_file.linked
    assert view.case_file.name(again.id) == view.case_file.name(aunt.id) == "not shown"


def test_two_relatives_in_two_mothers_files_stay_apart(twice) -> None:
    vault, first, second = twice
    here = Person(mother_id=first.id, kind="carer", first_names="Gwen")
    there = Person(mother_id=second.id, kind="carer", first_names="Gwen", phone="01632 960009")
    vault.save_all([here, there])
    made = link(vault, there.id, here.id)
    file = vault.case_file(first.id, TODAY)
    assert file.get(Person, here.id) == here, "nothing out of the other file"
    assert {one.record_id for one in vault.revisions(first.id)}.isdisjoint({there.id, made.id})


def test_a_handover_carries_both_files_and_the_link(twice, make_vault) -> None:
    vault, first, second = twice
    made = link(vault, first.id, second.id)
    elsewhere = make_vault("elsewhere", "Somebody Else")
    elsewhere.merge(vault.revisions(second.id), source="handover")
    assert as_bytes(elsewhere.case_file(first.id, TODAY)) == as_bytes(
        vault.case_file(first.id, TODAY)
    )
    assert [one.mother_id for one in elsewhere.caseload(TODAY)] == [first.id]
    undo(vault, made)
    carried = vault.revisions(second.id)
    assert {one.mother_id for one in carried} == {"", second.id}
    elsewhere.merge(carried, source="handover")
    assert len(elsewhere.caseload(TODAY)) == 2, "the undoing travels as well"


def test_a_joint_case_can_be_written_out_and_read_in(twice, make_vault) -> None:
    vault, first, second = twice
    link(vault, first.id, second.id)
    document = case_from_bytes(case_bytes(export_case(vault, first.id)))
    elsewhere = make_vault("elsewhere", "Somebody Else")
    import_case(elsewhere, document, "case")
    assert elsewhere.case_file(second.id, TODAY).mother_id == first.id


def test_the_file_of_an_earlier_day_knows_no_later_link(twice) -> None:
    vault, first, second = twice
    link(vault, first.id, second.id)
    yesterday = dt.date.today() - dt.timedelta(days=1)
    assert not vault.case_file(first.id, TODAY, known_on=yesterday).entries
    assert vault.case_file(first.id, TODAY, known_on=dt.date.today()).kept_by_other


def test_what_is_saved_in_either_file_reaches_the_agenda_of_the_joint_one(twice) -> None:
    vault, first, second = twice
    vault.save_all([Case(mother_id=one.id, opened=TODAY) for one in (first, second)])
    assert {one.mother_id for one in vault.agenda(TODAY)} == {first.id, second.id}
    made = link(vault, first.id, second.id)
    assert [one.mother_id for one in vault.agenda(TODAY)] == [first.id]
    vault.save(Task(mother_id=second.id, title="Ring the school", due=TODAY))
    vault.caseload(TODAY)
    (agenda,) = vault.agenda(TODAY)
    assert "Ring the school" in str(agenda)
    undo(vault, made)
    vault.caseload(TODAY)
    assert {one.mother_id: "Ring the school" in str(one) for one in vault.agenda(TODAY)} == {
        first.id: False,
        second.id: True,
    }


def test_saving_and_printing_stop_for_a_restriction_on_the_other_entry(twice) -> None:
    vault, first, _second = twice
    aunt = Person(mother_id=first.id, kind="family", first_names="Gwen", last_name="Pugh")
    again = aunt.changed(id="again", first_names="Gwenllian")
    limit = ContactRestriction(
        mother_id=first.id, person_ids=[aunt.id], type="do_not_tell", kind="court_order",
        summary="Must not be told", start=dt.date(2026, 1, 1),
    )  # fmt: skip
    vault.save_all([aunt, again, limit])
    link(vault, again.id, aunt.id)
    file = vault.case_file(first.id, TODAY)
    for person_id in (aunt.id, again.id):
        view = view_for(file, Audience(AudienceKind.FAMILY, person_id=person_id))
        assert view.audience.person_id == again.id
        assert any("Must not be told" in one for one in view.stops)
