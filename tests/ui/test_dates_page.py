"""The Dates tab: dates by week, tasks, the waiting-for ladder, letters."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import Hearing
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.waiting import waiting
from tac_desktop.casework.work import Disclosure, Task
from tac_desktop.ui.letter_check import LetterCheck
from tac_desktop.ui.pages import dates_page
from tac_desktop.ui.pages.places import DATES
from tests.ui.screen import add_mother

MARLCESTER = Organisation(name="Marlcester City Council", type="local_authority_children")
NAOMI = Person(kind="professional", first_names="Naomi", last_name="Featherstone",
               role="child_social_worker", organisation_id=MARLCESTER.id)  # fmt: skip


@pytest.fixture
def mother_id(window):
    return add_mother(window.session.vault, "Rhosyn", "Averley")


@pytest.fixture
def file(window, mother_id):
    vault, today = window.session.vault, window.session.today()
    child = Person(id="callum", mother_id=mother_id, kind="child", first_names="Callum",
                   local_authority_id=MARLCESTER.id)  # fmt: skip
    other = Person(id="megan", mother_id=mother_id, kind="child", first_names="Megan",
                   local_authority_id="elsewhere")  # fmt: skip
    vault.save_all([
        MARLCESTER, NAOMI, child, other,
        Task(id="news", mother_id=mother_id, title="News of Callum", status="waiting",
             waiting_on_id=NAOMI.id, asked_on=today - dt.timedelta(days=41),
             child_ids=["callum"]),
        Task(id="ring", mother_id=mother_id, title="Ring the school", due=today),
        Hearing(id="hearing", mother_id=mother_id, type="final",
                date=today + dt.timedelta(days=10)),
    ])  # fmt: skip
    window.workspace.open_mother(mother_id)
    file = window.workspace.page("mother")
    file.show_page(DATES)
    return file


@pytest.fixture
def page(file):
    return file.page


def record(window, record_id):
    return window.session.vault.entry(record_id).record


def of_type(window, cls):
    return [one.record for one in window.session.vault.entries(cls.type_name)]


def test_dates_stand_by_week_and_lead_to_their_record(window, file, page):
    words = [page.dates.model.data(page.dates.model.index(row, 4))
             for row in range(page.dates.model.rowCount())]  # fmt: skip
    assert "Ring the school (today)" in words
    assert "Hearing: final (in 10 days)" in words
    row = words.index("Hearing: final (in 10 days)")
    page.dates.table.selectRow(row)
    QTest.keyClick(page.dates.table, Qt.Key.Key_Return)
    assert file.tabs.tabText(file.tabs.currentIndex()) == "Court"


def test_dates_are_narrowed_by_kind_and_an_empty_list_says_what_to_do(page):
    page.dates.kind.choose("hearing")
    assert page.dates.count == 1
    page.dates.child.choose("megan")
    assert page.dates.count == 0
    assert "Choose all kinds" in page.dates.nothing.text()


def test_a_task_is_done_from_the_dates_and_open_again_from_its_list(window, page):
    page.task_done("ring")
    assert record(window, "ring").status == "done"
    page.said.undo_button.click()
    assert record(window, "ring").status == "open"
    page.show_view(dates_page.TASKS)
    page.tasks.go_to("ring")
    page.tasks.done_button.click()
    page.tasks.go_to("ring")
    assert page.tasks.done_button.text() == "Open again"
    page.tasks.done_button.click()
    assert record(window, "ring").status == "open"


def test_who_owes_an_answer_stands_with_the_sentence_and_the_next_step(page):
    page.go_to("news")
    assert page.stack.currentWidget() is page.waiting
    assert page.waiting.sentence.text() == "1 attempt over 41 days, none answered."
    assert page.waiting.next.text().startswith("Next letter: Reminder to the social worker")
    assert page.views.tabText(dates_page.WAITING) == "Waiting for (1)"


def test_asked_again_today_is_one_click_with_undo_and_stands_in_the_log(window, page):
    page.go_to("news")
    page.waiting.chased.emit(page.waiting.chosen, "phone", False)
    today = window.session.today()
    assert record(window, "news").chased == [today.isoformat()]
    (entry,) = of_type(window, ContactLogEntry)
    assert (entry.contact_made, entry.channel) == (False, "phone")
    assert page.waiting.chosen.sentence == "2 attempts over 41 days, none answered."
    page.said.undo_button.click()
    assert record(window, "news").chased == []
    assert page.waiting.chosen.sentence == "1 attempt over 41 days, none answered."


def test_answered_takes_it_off_the_list_and_undo_brings_it_back(page):
    page.go_to("news")
    page.waiting.answered_button.click()
    assert page.waiting.requests == []
    assert page.waiting.empty.isVisible()
    page.said.undo_button.click()
    assert [one.key for one in page.waiting.requests] == ["task:news"]


def write_letter(window, file, page, text=""):
    page.go_to("news")
    page.waiting.letter_button.click()
    form = file.form
    if text:
        form.body.boxes["text"].editor.show_value(text)
    assert form.save()
    (letter,) = of_type(window, Letter)
    return letter


def test_the_next_letter_is_prefilled_and_sending_it_chases_and_discloses(window, file, page,
                                                                          answers):  # fmt: skip
    letter = write_letter(window, file, page)
    assert (letter.kind, letter.to_id, letter.task_id) == ("chase_1", NAOMI.id, "news")
    assert "- News of Callum" in letter.text
    page = file.page
    assert page.stack.currentWidget() is page.letters
    answers.choices.append(0)
    page.letters.sent.emit(letter.id, "post")
    assert "brackets are not filled in" in answers.said[-1]
    assert record(window, letter.id).status == "sent"
    assert record(window, "news").chased == [window.session.today().isoformat()]
    assert [one.to for one in of_type(window, Disclosure)] == ["Naomi Featherstone"]
    (request,) = waiting(file.case_file)
    assert len(request.attempts) == 2
    assert page.waiting.next.text().startswith("Next letter: Second reminder")
    page.said.undo_button.click()
    assert record(window, letter.id).status == "draft"
    assert record(window, "news").chased == []
    assert all(one.entered_in_error for one in of_type(window, Disclosure))


def test_what_a_letter_would_give_away_is_said_while_it_is_typed_and_stops_it(
    window, file, page, answers, qtbot
):
    page.go_to("news")
    page.waiting.letter_button.click()
    form = file.form
    form.body.boxes["text"].editor.show_value("How are Callum and Megan?")
    form.body.edited.emit("text")
    qtbot.waitUntil(lambda: any(
        "Megan" in one.accessibleName() for one in form.body.boxes["text"].findChildren(QWidget)
    ))  # fmt: skip
    assert not form.save()
    assert of_type(window, Letter) == []


def test_the_prints_of_this_page_are_asked_for(page):
    wanted = []
    page.pack_wanted.connect(lambda name, record_id: wanted.append(name))
    for button in page.dates.prints:
        button.click()
    assert wanted == ["dates_ahead", "movement_slips", "acct_look_ahead"]


def test_the_sentence_is_copied_and_noted(window, page):
    page.go_to("news")
    page.waiting.copy_button.click()
    from PySide6.QtWidgets import QApplication

    assert "1 attempt over 41 days" in QApplication.clipboard().text()


def test_a_letter_of_any_kind_begins_with_its_text_and_asks_before_it_replaces_one(
    window, file, page, answers
):
    page.letters.new_record(Letter)
    form = file.form
    check = form.findChild(LetterCheck)
    check.fill_button.click()
    assert form.body.answers()["text"] == ""
    form.body.boxes["kind"].editor.show_value("request_update")
    form.body.boxes["to_id"].editor.show_value(NAOMI.id)
    form.body.boxes["child_ids"].editor.show_value(["callum", "megan"])
    check.fill_button.click()
    text = form.body.answers()["text"]
    assert "asks for news of Callum" in text
    assert "Megan" not in text
    form.body.boxes["text"].editor.show_value("My own words")
    check.fill_button.click()
    assert form.body.answers()["text"] == "My own words"
    answers.choices.append(0)
    check.fill_button.click()
    assert form.body.answers()["text"] == text


def chosen(menu, *words):
    """Choose an action by its words, through submenus."""
    for one in words:
        (action,) = [action for action in menu.actions() if action.text() == one]
        menu = action.menu() or menu
    action.trigger()


def test_a_new_letter_is_chosen_by_whom_it_is_for_and_begins_with_its_text(file, page):
    menu = page.letters.letter_button.menu()
    groups = [action.text() for action in menu.actions()]
    assert groups[0] == "To an authority"
    assert "To the mother" in groups
    chosen(menu, "To the mother", "Letterbox reminder")
    answers = file.form.body.answers()
    assert answers["to_id"] == page.file.mother_id
    assert answers["text"].startswith("Dear Rhosyn")
    check = file.form.findChild(LetterCheck)
    check.look()
    assert "in person first" in check.for_her.label.text()
    assert not check.for_her.isHidden()


def test_the_text_comes_when_it_is_known_who_reads_it_and_never_over_typed_words(file, page):
    chosen(page.letters.letter_button.menu(), "To the prison", "Asking for a room for contact")
    form = file.form
    body = form.body
    assert body.answers()["text"] == ""
    body.boxes["to_id"].editor.show_value(NAOMI.id)
    body.edited.emit("to_id")
    assert body.answers()["text"].startswith("Dear Naomi Featherstone")
    body.boxes["kind"].editor.show_value("request_minutes")
    body.edited.emit("kind")
    assert "minutes" in body.answers()["text"]
    body.boxes["text"].editor.show_value("My own words")
    body.edited.emit("text")
    body.boxes["kind"].editor.show_value("request_update")
    body.edited.emit("kind")
    assert body.answers()["text"] == "My own words"
