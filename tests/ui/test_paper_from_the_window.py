"""Paper as a person at the keyboard asks for it: lines to write on, letters in Welsh, packs from
the page on which they are looked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tac_desktop.casework.court import Hearing
from tac_desktop.casework.letters import Letter
from tac_desktop.packs import catalogue
from tac_desktop.packs.groups import everything
from tac_desktop.ui.letter_check import LetterCheck
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.pack_dialog import PackDialog
from tac_desktop.ui.pages.mbu_page import MbuPage
from tac_desktop.ui.pages.meetings_page import MeetingsPage
from tac_desktop.ui.reading_view import ReadingView
from tests.ui.example import MOTHER
from tests.ui.paper import wait_for_pages


def test_lines_to_write_on_are_a_tick_away_and_kept_with_an_order(example, qtbot):
    hearing = example.vault.case_file(MOTHER).of(Hearing)[0]
    dialog = PackDialog(example, "record", MOTHER, hearing.id, None)
    qtbot.addWidget(dialog)
    wait_for_pages(qtbot, dialog)
    pages = dialog._built.pages
    box = dialog.paper.answer_lines
    assert not box.isHidden()
    dialog.show()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    wait_for_pages(qtbot, dialog)
    assert dialog._built.pages > pages
    dialog.keep_for_later()
    (kept,) = example.vault.prints.orders()
    again = PackDialog(example, "record", MOTHER, hearing.id, None, kept=kept)
    qtbot.addWidget(again)
    assert again.paper.answer_lines.isChecked()
    wait_for_pages(qtbot, again)


@pytest.mark.parametrize("name", ["cover_all", "supervision_all", "how_to_meet"])
def test_a_print_over_all_or_of_nobody_opens_without_a_file(example, qtbot, name):
    dialog = PackDialog(example, name, "", "", None)
    qtbot.addWidget(dialog)
    wait_for_pages(qtbot, dialog)
    assert dialog._built is not None
    assert dialog._built.pages >= 1
    assert dialog.reader_row.isHidden()


def test_the_catalogue_has_each_print_once_with_words_of_its_own():
    names = [one.name for one in everything()]
    assert len(names) == len(set(names))
    titles = [one.title for one in everything()]
    assert len(titles) == len(set(titles))
    assert "leaflet:meeting_her" not in names
    assert catalogue.OVER_ALL == ("today_sheet", "day_slips", "cover_all", "supervision_all")


def test_letters_are_begun_from_the_meetings_and_the_unit(file):
    found = {}
    for number in range(file.tabs.count()):
        file.show_page(number)
        if isinstance(file.page, MeetingsPage | MbuPage):
            menu = file.page.letter_button.menu()
            found[type(file.page)] = [one.text() for one in menu.actions() if one.text()]
    assert len(found) == 2
    assert all(len(one) >= 4 for one in found.values())


def test_a_hearing_that_is_read_has_its_pack_beside_it(example, qtbot):
    view = ReadingView(example, None)
    qtbot.addWidget(view)
    case_file = example.vault.case_file(MOTHER)
    hearing = case_file.of(Hearing)[0]
    view.show_entry(case_file.by_id[hearing.id], case_file)
    asked = []
    view.print_wanted.connect(lambda *what: asked.append(what))
    (button,) = (one for one in view.findChildren(QPushButton) if one.text() == "Prepare pack")
    button.click()
    assert asked == [("hearing", hearing.id)]


def test_what_is_said_about_a_letter_to_her_can_be_read_whole(file, qtbot):
    check = letter_to_her(file)
    label = check.for_her.label
    qtbot.waitUntil(lambda: label.isVisible() and label.width() > 0)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))


def test_a_letter_to_her_can_be_begun_in_welsh_by_a_button(file, qtbot, answers):
    check = letter_to_her(file)
    form = file.form
    assert str(form.body.answers()["text"]).startswith("Dear")
    assert not check.other_button.isHidden()
    assert "Welsh" in check.other_button.text()
    answers.choices.append(0)
    check.other_button.click()
    assert str(form.body.answers()["text"]).startswith("Annwyl")


def letter_to_her(file: MotherFile) -> LetterCheck:
    file.new_record(Letter)
    form = file.form
    form.body.boxes["kind"].editor.show_value("mother_consent")
    form.body.boxes["to_id"].editor.show_value(MOTHER)
    form.body.edited.emit("to_id")
    check = form.findChild(LetterCheck)
    check.look()
    return check
