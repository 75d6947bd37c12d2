"""Searching is how one creates: who is known already is offered before a new entry."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tac_desktop.casework.authorities import authorities
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.ui.new_party import NewPartyDialog
from tac_desktop.ui.record_form import RecordForm
from tests.ui.example import MOTHER, open_example
from tests.ui.screen import press, type_text

SWANSEA = next(one for one in authorities() if one.name == "Swansea")


@pytest.fixture
def session(tmp_path_factory, tmp_path, qapp):
    yield from open_example(tmp_path_factory, tmp_path)


@pytest.fixture
def child_form(session, qtbot):
    child = session.vault.case_file(MOTHER, session.today()).children[0]
    form = RecordForm(session, session.vault.entry(child.id), MOTHER, None)
    qtbot.addWidget(form)
    form.resize(1200, 620)
    form.show()
    assert QTest.qWaitForWindowActive(form)
    return form


def _field(form, name):
    return form.body.boxes[name].editor.field


def _offered(form, name, words):
    field = _field(form, name)
    field.line.setFocus()
    field.line.selectAll()
    type_text(words)
    return field._type_ahead.rows()


def test_an_authority_is_chosen_by_any_name_and_becomes_a_record_when_saved(session, child_form):
    offered = _offered(child_form, "local_authority_id", "Abertawe")
    assert offered[0].startswith("Swansea") and "Abertawe" in offered[0]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert child_form.body.answers()["local_authority_id"] == SWANSEA.record_id
    assert session.vault.entry(SWANSEA.record_id) is None, "not before it is saved"
    assert child_form.save()
    assert session.vault.entry(SWANSEA.record_id).record == SWANSEA.organisation()


def test_a_former_name_finds_the_authorities_of_today(child_form):
    rows = _offered(child_form, "local_authority_id", "Cumbria")
    assert [row.split("  –  ")[0] for row in rows[:2]] == ["Cumberland", "Westmorland and Furness"]
    assert "Cumbria until 2023" in rows[0]


def test_authorities_do_not_fill_a_list_in_which_nothing_was_typed(child_form):
    field = _field(child_form, "local_authority_id")
    field._open()
    assert len(field._type_ahead.rows()) < 40


def test_a_name_that_sounds_alike_stands_before_add_new(session, child_form):
    session.vault.save(Organisation(name="Kittywake House"))
    child_form._candidates.look_again()
    rows = _offered(child_form, "school_id", "Kitiwake Hous")
    assert "Kittywake House" in rows[0] and "sounds like" in rows[0]
    assert rows[-1].startswith("Add “Kitiwake Hous”")


def test_of_linked_people_the_pickers_offer_one(session, child_form):
    vault = session.vault
    one = Person(kind="professional", first_names="Siân", last_name="Quorn", aliases=["Quimby"])
    two = Person(kind="professional", first_names="Sian", last_name="Quorn")
    vault.save_all([one, two])
    link = SamePerson(kept_id=one.id, other_id=two.id, linked_on=dt.date(2026, 11, 1))
    vault.save(link)
    child_form._candidates.look_again()
    people = child_form._candidates.listed("person")
    assert [each.id for each in people if "Quorn" in each.name] == [one.id]
    assert "Quimby" in next(each for each in people if each.id == one.id).names
    vault.save(link.changed(undone_on=dt.date(2026, 11, 2)))
    child_form._candidates.look_again()
    people = child_form._candidates.listed("person")
    assert len([each for each in people if "Quorn" in each.name]) == 2


def test_the_window_for_someone_new_offers_who_is_there_already(session, child_form, qtbot):
    session.vault.save(Person(kind="professional", first_names="Siân", last_name="Quorn"))
    child_form._candidates.look_again()
    dialog = NewPartyDialog(
        session, child_form._candidates, "person", "Shan Quorne", MOTHER, child_form
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.similar.isVisible()
    (link,) = dialog._links
    assert link.text().startswith("Siân Quorn")
    before = len(session.vault.entries("person"))
    link.click()
    assert dialog.made.name == "Siân Quorn"
    assert len(session.vault.entries("person")) == before
