"""Choosing what to print: everything is listed, found by typing, opened from the menu."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tac_desktop.packs import catalogue, groups
from tac_desktop.storage.print_queue import PrintOrder
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.pack_chooser import PackChooser
from tac_desktop.ui.pack_dialog import PackDialog
from tests.ui.example import MOTHER, open_example
from tests.ui.paper import wait_for_pages


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


@pytest.fixture
def chooser(session, qtbot):
    made = PackChooser(session, MOTHER, None)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def headings(chooser: PackChooser) -> list[str]:
    items = [chooser.list.topLevelItem(n) for n in range(chooser.list.topLevelItemCount())]
    return [item.text(0) for item in items if not item.isHidden()]


def test_everything_printable_is_offered_once_in_its_group(chooser):
    assert sorted(chooser.offered()) == sorted(one.name for one in groups.everything())
    assert [one.split(" (")[0] for one in headings(chooser)] == [
        "Packs",
        "Letters",
        "Slips",
        "For the mother",
        "For children",
        "Blank forms",
        "About the service",
    ]


def test_each_print_says_what_it_is_and_for_whom():
    lines = {one.name: groups.in_a_line(one) for one in groups.everything()}
    assert all(lines.values())
    assert "Board" in lines["mbu_report"]


def test_without_a_mother_only_what_needs_no_file_is_offered(session, qtbot):
    chooser = PackChooser(session, "", None)
    qtbot.addWidget(chooser)
    names = chooser.offered()
    assert "blank:contact_log" in names
    assert "today_sheet" in names
    assert "leaflet:poster" in names
    assert "meeting" not in names
    for name in ("diary:week", "blank:contact_log"):
        assert catalogue.build(name).pages


def test_the_recent_ones_stand_first_and_are_found_once_by_typing(session, qtbot):
    for name in ("chronology", "blank:contact_log", "meeting"):
        session.vault.prints.note_choice(name)
    chooser = PackChooser(session, MOTHER, None)
    qtbot.addWidget(chooser)
    assert headings(chooser)[0] == "Recent (3)"
    assert chooser.offered()[:3] == ["meeting", "blank:contact_log", "chronology"]
    chooser.words.setText("chronology")
    assert chooser.offered().count("chronology") == 1


def test_searching_needs_no_accents_and_finds_the_readers_too(chooser):
    chooser.words.setText("ACCT cö-ordinator page")
    assert chooser.offered() == ["acct_contribution"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("unlock", "movement_slips"), ("welsh", "easy:my_page"), ("welsh poster", "leaflet:poster")],
)
def test_what_a_person_calls_it_is_found(chooser, typed, found):
    chooser.words.setText(typed)
    assert found in chooser.offered()


def test_what_was_kept_to_print_stands_above_everything(session, qtbot):
    kept = session.vault.prints.keep(PrintOrder("meeting", MOTHER, "", "A pack", "The Board", {}))
    chooser = PackChooser(session, MOTHER, None)
    qtbot.addWidget(chooser)
    assert headings(chooser)[0].startswith("To print")
    taken = []
    chooser.chosen.connect(taken.append)
    chooser.choose_button.click()
    assert taken == ["kept:" + kept.order_id]


def test_a_group_is_no_print(chooser, qtbot):
    chooser.list.setCurrentItem(chooser.list.topLevelItem(0))
    assert not chooser.choose_button.isEnabled()
    qtbot.keyClick(chooser.words, Qt.Key.Key_Down)
    qtbot.keyClick(chooser.list, Qt.Key.Key_Down)
    assert chooser.choose_button.isEnabled()


def test_typing_finds_a_pack_and_enter_takes_it(chooser, qtbot):
    taken = []
    chooser.chosen.connect(taken.append)
    qtbot.keyClicks(chooser.words, "unit summ")
    assert chooser.offered() == ["mbu_summary"]
    qtbot.keyClick(chooser.words, Qt.Key.Key_Return)
    assert taken == ["mbu_summary"]
    assert not chooser.isVisible()


def test_what_is_not_there_cannot_be_taken(chooser, qtbot):
    taken = []
    chooser.chosen.connect(taken.append)
    qtbot.keyClicks(chooser.words, "zzz")
    assert not chooser.choose_button.isEnabled()
    qtbot.keyClick(chooser.words, Qt.Key.Key_Return)
    assert taken == []
    assert chooser.nothing.isVisible()
    chooser.nothing.button.click()
    assert chooser.offered()


def test_the_menu_leads_to_the_pack(session, qtbot):
    window = MainWindow(session)
    window.show()
    window.build_workspace()
    window.workspace.open_mother(MOTHER)
    window.menus._print()
    (chooser,) = window.findChildren(PackChooser)
    chooser.words.setText("chronology court")
    chooser.words.returnPressed.emit()
    (dialog,) = window.findChildren(PackDialog)
    wait_for_pages(qtbot, dialog)
    assert dialog.pages.preview.pages > 0
    dialog.close()
    window.close()
    shiboken6.delete(window)
    QApplication.sendPostedEvents()


def test_the_catalogue_opens_without_a_file_too(session, qtbot):
    window = MainWindow(session)
    window.show()
    window.build_workspace()
    window.menus.show_unlocked(True)
    window.menus._print()
    (chooser,) = window.findChildren(PackChooser)
    assert "diary:week" in chooser.offered()
    chooser.close()
    window.close()
    shiboken6.delete(window)
    QApplication.sendPostedEvents()
