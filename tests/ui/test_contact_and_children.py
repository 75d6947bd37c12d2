"""Contact answered in one click, limits that stop it, and baby is born: on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tac_desktop.casework.children import (
    ContactArrangement,
    ContactSession,
    LegalStatus,
    Placement,
)
from tac_desktop.casework.contact_plans import (
    ContactLevel,
    FamilyDay,
    FamilyDayChild,
    SeparationPlan,
)
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.goodbye import steps_to_prepare
from tac_desktop.casework.people import Person
from tac_desktop.casework.work import Task
from tac_desktop.ui.birth_dialog import BirthDialog
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.pages import places
from tac_desktop.ui.pages.children_page import ChildrenPage
from tac_desktop.ui.pages.contact_page import ContactPage
from tac_desktop.ui.pages.overview_page import OverviewPage
from tac_desktop.ui.session import Session
from tests.ui.example import MOTHER, open_example
from tests.ui.screen import add_mother, focus, press

TODAY = dt.date(2026, 11, 22)
BABY = Person(
    id="baby", mother_id=MOTHER, kind="child", first_names="Baby", last_name="Averley",
    expected_date_of_delivery=dt.date(2026, 12, 20),
)  # fmt: skip


@pytest.fixture
def example(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    monkeypatch.setattr(Session, "today", _today)
    yield from open_example(tmp_path_factory, tmp_path)


def _today(_session: Session) -> dt.date:
    return TODAY


def child(file: MotherFile, name: str) -> Person:
    return next(one for one in file.case_file.children if one.short_name() == name)


def save(file: MotherFile, session: Session, *records) -> None:
    session.vault.save_all(records, reason="created")
    session.changed.emit(MOTHER)


def contact(file: MotherFile) -> ContactPage:
    file.show_page(places.CONTACT)
    assert isinstance(file.page, ContactPage)
    return file.page


def named(page, words: str) -> QAbstractButton:
    found = [one for one in page.findChildren(QAbstractButton) if one.accessibleName() == words]
    assert len(found) == 1, [one.accessibleName() for one in page.findChildren(QAbstractButton)]
    return found[0]


def sessions(file: MotherFile) -> dict[str, ContactSession]:
    return {one.id: one for one in file.case_file.of(ContactSession)}


CALL = "Thu 19 Nov 2026, 16:30: Prison video call, Cal"


def test_a_contact_is_answered_in_one_click_and_taken_back_in_one(file):
    page = contact(file)
    before = sessions(file)
    QTest.mouseClick(named(page, f"Happened: {CALL}"), Qt.MouseButton.LeftButton)
    (new,) = [one for key, one in sessions(file).items() if key not in before]
    assert (new.planned, new.took_place) == (dt.date(2026, 11, 19), True)
    assert not page.rows.rows
    assert page.rows.done.label.text() == "Prison video call, Cal, 19 Nov 2026: took place"
    assert QApplication.focusWidget() is page.rows.done.undo_button
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert sessions(file) == before
    assert [row.accessibleName() for row in page.rows.rows] == [CALL]


def test_why_not_is_chosen_from_the_list_and_a_note_can_follow(file):
    page = contact(file)
    (row,) = page.rows.rows
    menu = row.no.menu()
    words = [action.text() for action in menu.actions()]
    assert len(words) == len(set(words))
    next(one for one in menu.actions() if one.text() == "No slot").trigger()
    (lost,) = [one for one in sessions(file).values() if one.planned == dt.date(2026, 11, 19)]
    assert (lost.took_place, lost.reason) == (False, "no_slot")
    assert "2 of 5 took place" in " ".join(page.given.sentences())
    page.rows.note_button.click()
    assert file.form is not None and file.form.record_id == lost.id


def test_several_are_answered_at_once(file, example):
    cal, megan = child(file, "Cal"), child(file, "Megan")
    party = FamilyDay(
        id="party", mother_id=MOTHER, date=dt.date(2026, 11, 21),
        children=[FamilyDayChild(child_id=cal.id), FamilyDayChild(child_id=megan.id)],
    )  # fmt: skip
    save(file, example, party)
    page = contact(file)
    assert len(page.rows.rows) == 3 and not page.rows.all_yes.isEnabled()
    for row in page.rows.rows:
        row.tick.click()
    assert page.rows.all_yes.text() == "The 3 ticked took place"
    page.rows.all_yes.click()
    assert not page.rows.rows
    assert [one.came for one in file.case_file.get(FamilyDay, "party").children] == [True, True]
    page.rows.done.undo()
    assert len(page.rows.rows) == 3


def test_recording_a_contact_beyond_a_level_stops_and_keeps_the_reason(file, example, answers):
    cal = child(file, "Cal")
    level = ContactLevel(
        id="level", mother_id=MOTHER, child_id=cal.id, level="level_2_written_contact_only"
    )
    save(file, example, level)
    page = contact(file)
    before = sessions(file)
    named(page, f"Happened: {CALL}").click()
    assert sessions(file) == before
    assert any("Level 2: written contact only" in one for one in answers.said)
    answers.reasons = ["Agreed with public protection on 18 Nov"]
    named(page, f"Happened: {CALL}").click()
    (new,) = [one for key, one in sessions(file).items() if key not in before]
    note = example.vault.history(new.id)[-1].note
    assert "Level 2" in note and "Agreed with public protection on 18 Nov" in note


def test_counts_can_be_asked_for_a_child_and_a_period(file):
    given = contact(file).given
    assert any(one.startswith("Cal: 3 of 5 took place") for one in given.sentences())
    given.child.choose("together")
    assert given.sentences()[0].startswith("All children: 4 of 7 took place")
    given.period.choose("day")
    given.day.setText("1 Nov 2026")
    given.day.textEdited.emit("1 Nov 2026")
    assert given.sentences()[0].startswith("All children: 2 of 2 took place")


def test_what_was_seen_is_shared_in_one_click(file):
    page = contact(file)
    share = page.panels[3]
    button = next(
        one for one in share.findChildren(QAbstractButton) if one.text() == "Shared today"
    )
    button.click()
    shared = [one for one in sessions(file).values() if one.shared_with_mother_on == TODAY]
    assert len(shared) == 1
    assert share.done.label.text().startswith("Shared with her today: ")


def test_a_goodbye_shows_her_wishes_first_and_steps_to_tick(file, example):
    plan = SeparationPlan(
        id="bye", mother_id=MOTHER, kind="final_contact", child_id=child(file, "Theo").id,
        date=dt.date(2026, 12, 14), steps=steps_to_prepare("final_contact"),
    )  # fmt: skip
    save(file, example, plan)
    page = contact(file)
    goodbye = page.panels[0]
    assert goodbye.isVisible()
    goodbye.ticks["bye", 2].click()
    assert file.case_file.get(SeparationPlan, "bye").steps[2].done_on == TODAY
    goodbye.ticks["bye", 2].click()
    assert file.case_file.get(SeparationPlan, "bye").steps[2].done_on is None
    page.new_record(SeparationPlan)
    assert len(file.form.body.answers()["steps"]) == len(steps_to_prepare())


def test_a_family_day_to_come_says_who_agreed_and_takes_it_in_one_click(file, example):
    cal = child(file, "Cal")
    party = FamilyDay(
        id="party", mother_id=MOTHER, date=dt.date(2026, 12, 5), place="Gym",
        children=[FamilyDayChild(child_id=cal.id)],
    )  # fmt: skip
    save(file, example, party)
    page = contact(file)
    assert not any("Family day" in row.accessibleName() for row in page.rows.rows)
    named(page, "Agreed: Cal: nobody agreed yet; nobody brings yet").click()
    assert file.case_file.get(FamilyDay, "party").children[0].agreed is True


def test_work_begins_with_the_contact_that_waits_for_an_answer(file):
    page = contact(file)
    page.take_focus()
    assert QApplication.focusWidget() is page.rows.rows[0].yes


def test_the_letter_that_was_sent_is_a_session_of_its_arrangement(file):
    page = contact(file)
    named(page, "Letter sent: Theo").click()
    assert file.form.record_class is ContactSession
    answers = file.form.body.answers()
    assert (answers["took_place"], answers["letter_way"]) == (True, "sent")
    letterbox = next(
        one for one in file.case_file.of(ContactArrangement) if one.type == "letterbox"
    )
    assert answers["arrangement_id"] == letterbox.id


# Children


def children(file: MotherFile) -> ChildrenPage:
    file.show_page(places.CHILDREN)
    assert isinstance(file.page, ChildrenPage)
    return file.page


def answer_birth(**answers) -> None:
    """Fill the dialog that comes up next, and save it."""

    def fill() -> None:
        (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, BirthDialog)]
        for name, value in answers.items():
            dialog.body.boxes[name].editor.show_value(value)
        dialog.save()
        if dialog.birth is None:
            raise AssertionError([box.error.text() for box in dialog.body.boxes.values()])

    QTimer.singleShot(0, fill)


def test_the_first_child_is_added_by_its_key(window):
    mother_id = add_mother(window.session.vault, "Delyth", "Quillfeather")
    window.workspace.open_mother(mother_id)
    shown = window.workspace.page("mother")
    shown.show_page(places.CHILDREN)
    shown.page.take_focus()
    assert focus() is shown.page.empty.button
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert shown.form is not None and shown.form.body.answers()["kind"] == "child"


def test_baby_is_born_in_one_step_and_it_can_be_taken_back(file, example):
    save(file, example, BABY)
    page = children(file)
    answer_birth(
        day=dt.date(2026, 11, 21), time=dt.time(23, 50), first_names="Nia", where="hospital"
    )
    named(page, "Baby is born: Baby Averley").click()
    born = file.case_file.get(Person, "baby")
    assert (born.first_names, born.date_of_birth) == ("Nia", "2026-11-21")
    assert born.gestation_at_birth == "35+6"
    assert born.expected_date_of_delivery == dt.date(2026, 12, 20)
    titles = [one.title for one in file.case_file.of(Task)]
    assert "Register the birth of Nia" in titles
    placed = [one for one in file.case_file.of(Placement) if one.child_id == "baby"]
    assert [one.care_arrangement for one in placed] == ["hospital"]
    assert "Nia Averley, 1 day" in page.cards["baby"].heading.text()
    page.birth.undo_button.click()
    assert file.case_file.get(Person, "baby") == BABY
    assert not [one for one in file.case_file.of(Placement) if one.child_id == "baby"]


def test_a_second_baby_is_asked_about_straight_after_the_first(file, example):
    save(file, example, BABY)
    page = children(file)
    asked = []

    def second() -> None:
        answer_birth(day=dt.date(2026, 11, 22), first_names="Mali")
        asked.append(True)

    answer_birth(day=dt.date(2026, 11, 21), first_names="Nia", another=True)
    QTimer.singleShot(0, second)
    page.record_birth("baby", loss=False)
    names = {one.first_names: one.date_of_birth for one in file.case_file.children}
    assert (names["Nia"], names["Mali"]) == ("2026-11-21", "2026-11-22")


def test_a_loss_is_recorded_with_two_answers_and_is_not_called_a_birthday(file, example):
    save(file, example, BABY)
    page = children(file)
    answer_birth(outcome="miscarriage", day=dt.date(2026, 11, 20))
    named(page, "Record a loss: Baby Averley").click()
    lost = file.case_file.get(Person, "baby")
    assert (lost.birth_outcome, lost.deceased_on, lost.date_of_birth) == (
        "miscarriage", "2026-11-20", "",
    )  # fmt: skip
    words = [one.text() for one in page.cards["baby"].findChildren(QAbstractButton)]
    assert words == ["Update details"]
    assert "Miscarriage" in page.cards["baby"].heading.text()


def test_going_back_from_the_birth_asks_before_it_drops_what_was_typed(file, example, answers):
    save(file, example, BABY)
    dialog = BirthDialog(example, file.case_file, BABY, file)
    dialog.body.boxes["first_names"].editor.show_value("Nia")
    dialog.reject()
    assert answers.said and dialog.birth is None
    dialog.deleteLater()


def test_what_was_before_unfolds_on_the_card_and_stays_unfolded(file, example):
    page = children(file)
    cal = child(file, "Cal")
    card = page.cards[cal.id]
    card.toggles["statuses"].click()
    links = [
        one.accessibleName() for one in card.histories["statuses"].findChildren(QAbstractButton)
    ]
    assert any("18 Feb 2026 to 20 Aug 2026: Accommodated by agreement" in one for one in links)
    example.changed.emit(MOTHER)
    assert not page.cards[cal.id].histories["statuses"].isHidden()
    old = next(one for one in file.case_file.of(LegalStatus) if one.type == "section_20")
    file.open_record(old.id)
    assert file.tabs.currentIndex() == places.CHILDREN


def test_the_next_placement_ends_the_one_before_in_the_same_step(file, example):
    page = children(file)
    cal = child(file, "Cal")
    (before,) = [one for one in file.case_file.of(Placement) if one.child_id == cal.id]
    named(page, f"Moved: next placement: {cal.display_name()}").click()
    form = file.form
    form.body.boxes["care_arrangement"].editor.show_value("kinship_private")
    form.body.boxes["start"].editor.show_value(dt.date(2026, 11, 20))
    assert form.save()
    assert file.case_file.get(Placement, before.id).end == dt.date(2026, 11, 20)
    file.show_page(places.CHILDREN)
    words = [one.text() for one in page.cards[cal.id].findChildren(QLabel)]
    assert "With family, private arrangement, since 20 Nov 2026" in words


def test_a_release_date_that_moved_keeps_the_old_one(file):
    file.show_page(places.OVERVIEW)
    assert isinstance(file.page, OverviewPage)
    file.page.release_date_moved()
    form = file.form
    form.body.boxes["release_date"].editor.show_value(dt.date(2027, 4, 1))
    assert form.save()
    custody = file.case_file.of(Custody)[0]
    assert custody.release_date == dt.date(2027, 4, 1)
    assert custody.earlier_release_dates[-1].date == dt.date(2027, 5, 23)
