"""A case file out of the vault: whole, with whom it names, and never quietly without something."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest

from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.children_now import last_seen
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


def test_a_log_entry_is_read_when_asked_for_and_what_cannot_be_read_is_said_then(
    vault: Vault, mother: Person
) -> None:
    for day in (14, 15, 16):
        vault.save(_met(dt.date(2026, 11, day), id=f"on-{day}"))
    database = vault._database
    assert database is not None
    with database.transaction():
        database.write("UPDATE revision SET content = '{\"colour\":1}' WHERE record_id = 'on-14'")
    found = vault.case_file("ros", TODAY)
    assert "on-14" in found.by_id
    assert [one.id for one in islice(found.newest(ContactLogEntry), 2)] == ["on-16", "on-15"]
    assert last_seen(found) == TODAY
    for _time in range(2):
        with pytest.raises(NotUnderstood, match="colour"):
            found.of(ContactLogEntry)


def test_a_log_that_is_read_late_is_the_log_that_was_saved(vault: Vault, mother: Person) -> None:
    saved = [_met(TODAY - dt.timedelta(days=days)) for days in (1, 3, 2)]
    struck = _met(TODAY, entered_in_error="another woman")
    quoting = _met(TODAY, text='it said "entered_in_error":"x", no more')
    dateless = _met(None)
    for one in (*saved, struck, quoting, dateless):
        vault.save(one)
    found = vault.case_file("ros", TODAY)
    counting = found.entries_of(ContactLogEntry)
    assert {one.record_id for one in counting} == {one.id for one in (*saved, quoting, dateless)}
    assert {one.id for one in found.ever(ContactLogEntry)} >= {struck.id, quoting.id}
    for entry in counting:
        again = Entry(entry.record, entry.saved, entry.amendments)
        assert again == entry
        assert (again.record_id, again.record_type, again.struck, again.forked) == (
            entry.record_id, entry.record_type, entry.struck, entry.forked,
        )  # fmt: skip
        assert again.day == (entry.day if entry.record.date else "")
        assert replace(entry, amendments=()).record is entry.record
    newest = list(found.newest(ContactLogEntry))
    assert [one.date for one in newest if one.date] == sorted(
        (one.date for one in (*saved, quoting) if one.date), reverse=True
    )
    assert struck not in newest


def test_the_rules_see_the_same_in_a_file_that_is_read_late(vault: Vault, mother: Person) -> None:
    vault.save(_met(TODAY - dt.timedelta(days=2)))
    vault.save(_met(TODAY - dt.timedelta(days=1), with_person_ids=[], channel="phone_out"))
    vault.save(_met(TODAY, entered_in_error="another woman"))
    vault.save(_met(TODAY + dt.timedelta(days=3)))
    late = vault.case_file("ros", TODAY)
    read = late.with_entries(Entry(one.record, one.saved) for one in reversed(late.entries))
    assert last_seen(late) == last_seen(read) == TODAY - dt.timedelta(days=2)


def _met(day: dt.date | None, **answers: Any) -> ContactLogEntry:
    known = {"with_person_ids": ["ros"], "channel": "face_to_face_wing", "text": "We talked."}
    return ContactLogEntry(**{"mother_id": "ros", "date": day, **known, **answers})
