"""Adding a mother: only the name is needed, doubles are found, everything is saved at once."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tac_desktop.casework.custody import Custody
from tac_desktop.casework.episode import Case, Referral
from tac_desktop.casework.people import Person
from tac_desktop.ui.new_mother import Answers, problems_of, records_of
from tac_desktop.ui.similar_mothers import same_number, similar_mothers
from tests.ui.screen import add_mother, button, focus, press, type_text
from tests.ui.test_caseload import line

TODAY = dt.date(2026, 11, 16)


def test_by_keyboard_alone_she_her_custody_her_case_and_her_referral_are_saved(window):
    opened = []
    window.workspace.add_mother()
    page = window.workspace.page("new_mother")
    page.added.disconnect()
    page.added.connect(opened.append)
    for text in ("Rhosyn Mai", "Averley", "Ros", "z4172xq", "B-2-11", "Sentenced", "Healthcare"):
        type_text(text)
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("9 Nov 2026")
    press(Qt.Key.Key_Tab)
    type_text("Wants contact with her children.")
    press(Qt.Key.Key_Tab)
    assert focus() is page.next_button
    press(Qt.Key.Key_Space)

    vault = window.session.vault
    (mother_id,) = opened
    mother = vault.entry(mother_id).record
    assert isinstance(mother, Person)
    assert (mother.kind, mother.mother_id) == ("mother", mother.id)
    assert mother.formal_name() == "Rhosyn Mai “Ros” AVERLEY"
    found = {entry.record.type_name: entry.record for entry in vault.entries(mother_id=mother_id)}
    custody, case, referral = found["custody"], found["case"], found["referral"]
    assert isinstance(custody, Custody) and isinstance(case, Case)
    assert isinstance(referral, Referral)
    assert (custody.prison_number, custody.custody_status) == ("Z4172XQ", "sentenced")
    assert (case.status, case.opened) == ("open", dt.date(2026, 11, 9))
    assert (referral.source, referral.case_id) == ("healthcare", case.id)
    assert referral.reason == "Wants contact with her children."
    assert vault.drafts() == []


def test_typing_in_a_choice_finds_a_word_inside_it(window):
    window.workspace.add_mother()
    status = window.workspace.page("new_mother")._rows["custody_status"].editor
    status.setFocus()
    type_text("remand")
    assert (status.currentText(), status.code) == ("On remand", "remand")
    QTest.qWait(1100)
    type_text("zz")
    assert status.code == "remand", "letters that mean nothing change nothing"


def test_a_name_is_enough(window):
    window.workspace.add_mother()
    page = window.workspace.page("new_mother")
    page.added.disconnect()
    type_text("Ros")
    press(Qt.Key.Key_Return)
    (row,) = window.session.vault.caseload(TODAY)
    assert row.name == ", Ros" or "Ros" in row.name


def test_what_cannot_be_kept_is_told_under_its_field(window):
    window.workspace.add_mother()
    page = window.workspace.page("new_mother")
    page._rows["prison_number"].editor.setText("12345")
    page._rows["date"].editor.setText("someday")
    page.go_on()
    errors = {name: line.error.text() for name, line in page._rows.items() if line.error.text()}
    assert set(errors) == {"first_names", "date"}
    assert focus() is page._rows["first_names"].editor
    type_text("Ros")
    page._rows["date"].editor.setText("16/11/2025")
    page.go_on()
    assert page._rows["prison_number"].error.text().startswith("A prison number is one letter")
    assert window.session.vault.caseload(TODAY) == []


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        (Answers(), {"first_names"}),
        (Answers("Ros", date="17 Nov 2026"), {"date"}),
        (Answers("Ros", reason="Contact"), {"source"}),
        (Answers("Ros", prison_number="a 1234 bc"), set()),
        (Answers(known_as="Ros"), set()),
        (Answers("R" * 130), {"first_names"}),
    ],
)
def test_problems_stand_at_their_fields(answers, fields):
    assert set(problems_of(answers, TODAY)) == fields


def test_without_anything_about_a_referral_none_is_made():
    types = [one.type_name for one in records_of(Answers("Ros"), TODAY, "w1")]
    assert types == ["person", "custody", "case"]


def test_a_woman_who_may_be_there_already_is_shown_and_opened_instead(window):
    mother_id = add_mother(window.session.vault, "Rhosyn Mai", "Averley", "Z4172XQ")
    opened = []
    window.workspace.add_mother()
    page = window.workspace.page("new_mother")
    page.mother_wanted.disconnect()
    page.mother_wanted.connect(opened.append)
    type_text("Rhosin")
    press(Qt.Key.Key_Tab)
    assert not page.similar.isVisible()
    type_text("Averly")
    assert page.similar.isVisible()
    (link,) = page._links
    assert "AVERLEY, Rhosyn Mai, Z4172XQ" in link.text()
    link.click()
    assert opened == [mother_id]


def test_the_same_prison_number_is_asked_about_before_she_is_added(window, answers):
    add_mother(window.session.vault, "Rhosyn", "Averley", "Z4172XQ")
    window.workspace.add_mother()
    page = window.workspace.page("new_mother")
    page.added.disconnect()
    type_text("Gwen")
    page._rows["prison_number"].editor.setText("Z4172XQ")
    page.go_on()
    assert "has the prison number Z4172XQ already" in answers.said[0]
    assert len(window.session.vault.caseload(TODAY)) == 1
    answers.choices = [1]
    page.go_on()
    assert len(window.session.vault.caseload(TODAY)) == 2


def test_what_is_typed_is_a_draft_within_two_seconds_and_can_be_gone_on_with(window, qtbot):
    window.workspace.add_mother()
    type_text("Rhosyn Mai")
    vault = window.session.vault
    qtbot.waitUntil(lambda: len(vault.drafts()) == 1, timeout=2000)
    button(window, "Finish later").click()
    assert window.workspace.shown == "caseload"
    tray = window.workspace.page("caseload").tray
    assert "New mother, Rhosyn Mai" in tray.buttons[0].accessibleName()
    tray.buttons[0].click()
    page = window.workspace.page("new_mother")
    assert window.workspace.shown == "new_mother"
    assert page.answers().first_names == "Rhosyn Mai"


def test_a_second_new_form_keeps_the_first_as_a_draft(window):
    window.workspace.add_mother()
    type_text("Rhosyn")
    window.workspace.show_page("caseload")
    window.workspace.add_mother()
    page = window.workspace.page("new_mother")
    assert page.answers().first_names == ""
    assert [one.content["first_names"] for one in window.session.vault.drafts()] == ["Rhosyn"]


def test_discarding_asks_first(window, answers, qtbot):
    window.workspace.add_mother()
    page = window.workspace.page("new_mother")
    type_text("Rhosyn")
    page.keep_draft()
    page.drop.click()
    assert window.workspace.shown == "new_mother"
    answers.choices = [0]
    page.drop.click()
    assert window.workspace.shown == "caseload"
    assert window.session.vault.drafts() == []


def test_similar_names_are_found_without_accents_and_by_what_she_is_called():
    rows = [line("ŴYN-JONES, Bethan"), line("AVERLEY, Rhosyn Mai", known_as="Ros")]
    assert _similar(rows, "bethan", "wyn jones") == [("ŴYN-JONES, Bethan", "the same name")]
    assert _similar(rows, "Ros", "Averley") == [("AVERLEY, Rhosyn Mai", "the same name")]
    assert _similar(rows, "Ros", "Petrova") == []


def test_sound_alikes_earlier_surnames_and_earlier_numbers_are_found():
    rows = [line("AVERLEY, Rhosyn", mother_id="a"), line("NOWAK, Anna", mother_id="n")]
    known_by = {"a": "rhosyn averley pugh z4172xq", "n": "anna nowak"}
    assert _similar(rows, "Rosin", "Averly") == [("AVERLEY, Rhosyn", "sounds like it")]
    assert _similar(rows, "Hannah", "Novak") == [("NOWAK, Anna", "sounds like it")]
    assert _similar(rows, "Rhosyn", "Pugh", known_by=known_by) == [
        ("AVERLEY, Rhosyn", "under another name")
    ]
    assert _similar(rows, "", "Pugh", known_by=known_by)[0][1] == "the same last name"
    assert _similar(rows, "", "", "z4172 XQ", known_by=known_by) == [
        ("AVERLEY, Rhosyn", "an earlier prison number of hers")
    ]
    assert same_number(rows, "Z4172XQ", known_by) is rows[0]


def _similar(rows, first, last, number="", known_by=None):
    found = similar_mothers(rows, first, last, number, known_by)
    return [(one.row.name, one.why) for one in found]


def test_the_same_number_is_found_however_it_was_typed():
    rows = [line("AVERLEY, Rhosyn", prison_number="Z4172XQ"), line("NOWAK, Anna")]
    assert same_number(rows, " z4172xq ") is rows[0]
    assert same_number(rows, "") is None
