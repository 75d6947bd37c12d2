"""A case file out of the vault: whole, with whom it names, and never quietly without something."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.work import Task
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage.errors import VaultDamaged
from tac_desktop.storage.vault import Vault

TODAY = dt.date(2026, 11, 16)


@pytest.fixture
def mother(vault: Vault) -> Person:
    made = Person(id="ros", mother_id="ros", kind="mother", first_names="Ros", last_name="Averley")
    vault.save(made)
    return made


def test_a_file_holds_whom_its_records_name_however_many_steps_away(
    vault: Vault, mother: Person
) -> None:
    quoted = 'Team "North", or \\ "South"\nsecond line'
    vault.save(Organisation(id="council", name=quoted))
    vault.save(Person(id="w1", kind="professional", last_name="Finch", organisation_id="council"))
    vault.save(Person(id="w2", kind="professional", last_name="Nobody asks for her"))
    text = 'She said "ring \\ him" and:\n"w1"'
    vault.save(
        ContactLogEntry(mother_id="ros", date=TODAY, text=text, with_person_ids=["ros", "w1"])
    )
    found = vault.case_file("ros", TODAY)
    assert {one.record.id for one in found.entries} >= {"ros", "w1", "council"}
    assert "w2" not in found.by_id
    (entry,) = found.of(ContactLogEntry)
    assert entry.text == text
    assert found.name("council") == quoted


def test_a_file_holds_everybody_who_wrote_in_it(vault: Vault, mother: Person) -> None:
    task = Task(mother_id="ros", title="Ring Naomi")
    vault.save(task)
    vault.save(task.changed(status="done"), reason="updated")
    found = vault.case_file("ros", TODAY)
    assert [one.id for one in found.of(Worker)] == [vault.person.worker_id]
    (entry,) = found.entries_of(Task)
    assert entry.saved.revisions == 2
    assert entry.saved.last_at > entry.saved.first_at
    assert [one.reason for one in entry.amendments] == ["updated"]
    (alone,) = (one for one in found.entries if one.record.id == "ros")
    assert alone.saved.first_at == alone.saved.last_at
    assert alone.amendments == ()


def test_a_record_this_version_cannot_read_is_said_not_left_out(
    vault: Vault, mother: Person
) -> None:
    database = vault._database
    assert database is not None
    with database.transaction():
        database.write('UPDATE revision SET content = \'{"colour":"red"}\'')
    with pytest.raises(NotUnderstood, match="colour"):
        vault.case_file("ros", TODAY)


def test_a_record_whose_revision_is_gone_is_said_not_left_out(vault: Vault, mother: Person) -> None:
    database = vault._database
    assert database is not None
    with database.transaction():
        database.write("DELETE FROM revision WHERE record_id = 'ros'")
    with pytest.raises(VaultDamaged):
        vault.case_file("ros", TODAY)
