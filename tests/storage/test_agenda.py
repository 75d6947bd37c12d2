"""The agenda that is kept for each mother: the same as from her file, and never an old one."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.episode import Case
from tac_desktop.casework.mother_agenda import mother_agenda
from tac_desktop.casework.people import Person
from tac_desktop.casework.service import Service
from tac_desktop.casework.work import Task
from tac_desktop.errors import Cancelled
from tac_desktop.storage import agenda
from tac_desktop.storage.training_vault import make_training_vault

TODAY = dt.date(2026, 11, 16)


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    made = make_training_vault(tmp_path_factory.mktemp("agenda") / "Vault", mothers=6, today=TODAY)
    yield made.vault
    made.vault.close()


def of(vault, mother_id, today=TODAY):
    return next((one for one in vault.agenda(today) if one.mother_id == mother_id), None)


def test_what_is_kept_is_what_the_files_say(vault):
    kept = vault.agenda(TODAY)
    assert kept
    assert kept == [mother_agenda(vault.case_file(one.mother_id, TODAY)) for one in kept]


def test_nothing_is_worked_out_twice_on_one_day_and_all_of_it_on_the_next(vault):
    many = len(vault.agenda(TODAY))
    assert vault.agendas_to_work_out(TODAY) == 0
    assert vault.agendas_to_work_out(TODAY + dt.timedelta(days=1)) == many


def test_a_new_task_is_there_at_once_and_only_her_file_is_read(vault):
    mother_id = vault.agenda(TODAY)[0].mother_id
    vault.save(Task(mother_id=mother_id, title="Ring about the slippers", due=TODAY))
    assert vault.agendas_to_work_out(TODAY) == 1
    assert "Ring about the slippers" in [one.what for one in of(vault, mother_id).dates]


def test_a_closed_case_leaves_the_agenda_and_stays_out_the_next_day(vault):
    mother_id = vault.agenda(TODAY)[-1].mother_id
    cases = [entry.record for entry in vault.entries(Case.type_name, mother_id)]
    last = max(cases, key=lambda one: one.episode or 0)
    vault.save(last.changed(status="closed", closed=TODAY))
    assert of(vault, mother_id) is None
    tomorrow = TODAY + dt.timedelta(days=1)
    assert of(vault, mother_id, tomorrow) is None
    vault.agenda(TODAY)
    vault.save(last.changed(status="open", closed=None))
    assert of(vault, mother_id) is not None


def test_a_professional_who_marries_has_her_new_name_in_every_agenda(vault):
    waits = [(one, item) for one in vault.agenda(TODAY) for item in one.waiting if item.whom]
    whose, item = waits[0]
    people = [entry.record for entry in vault.entries(Person.type_name, "")]
    person = next(one for one in people if one.display_name() == item.whom)
    vault.save(person.changed(last_name="Newly-Wed"))
    renamed = [one.whom for one in of(vault, whose.mother_id).waiting if one.key == item.key]
    assert renamed == [person.changed(last_name="Newly-Wed").display_name()]


def test_another_number_of_days_set_by_the_service_counts_at_once(vault):
    vault.agenda(TODAY)
    known = [entry.record for entry in vault.entries(Service.type_name)]
    service = known[0] if known else Service()
    vault.save(service.changed(chase_after_days=3))
    due = [item.due_on - item.asked_on for one in vault.agenda(TODAY) for item in one.waiting]
    assert min(due) == dt.timedelta(days=3)


def test_it_can_be_stopped_and_goes_on_where_it_was(vault, monkeypatch):
    def stop(done, total, words):
        if done:
            raise Cancelled

    monkeypatch.setattr(agenda, "AT_A_TIME", 2)
    tomorrow = TODAY + dt.timedelta(days=1)
    many = vault.agendas_to_work_out(tomorrow)
    with pytest.raises(Cancelled):
        vault.agenda(tomorrow, stop)
    assert vault.agendas_to_work_out(tomorrow) == many - 2
    vault.agenda(tomorrow)
    assert vault.agendas_to_work_out(tomorrow) == 0
