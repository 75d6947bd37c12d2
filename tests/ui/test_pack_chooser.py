"""Choosing what to print: everything is listed, found by typing, opened from the menu."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tac_desktop.packs import catalogue
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.pack_chooser import PackChooser
from tac_desktop.ui.pack_dialog import PackDialog
from tests.ui.example import MOTHER, open_example


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


def shown(chooser: PackChooser) -> list[str]:
    items = [chooser.list.item(place) for place in range(chooser.list.count())]
    return [item.text() for item in items if not item.isHidden()]


@pytest.fixture
def chooser(session, qtbot):
    made = PackChooser(session, MOTHER, None)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_everything_printable_is_offered(chooser):
    assert len(shown(chooser)) == len(catalogue.packs())


def test_without_a_mother_only_blank_forms_are_offered(session, qtbot):
    chooser = PackChooser(session, "", None)
    qtbot.addWidget(chooser)
    assert shown(chooser)
    assert all(text.startswith("Blank form") for text in shown(chooser))


def test_typing_finds_a_pack_and_enter_takes_it(chooser, qtbot):
    taken = []
    chooser.chosen.connect(taken.append)
    qtbot.keyClicks(chooser.words, "unit summ")
    assert len(shown(chooser)) == 1
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


def test_the_menu_leads_to_the_pack(session, qtbot):
    window = MainWindow(session)
    window.show()
    window.build_workspace()
    window.workspace.open_mother(MOTHER)
    window.menus._print()
    (chooser,) = window.findChildren(PackChooser)
    chooser.words.setText("chronology")
    chooser.words.returnPressed.emit()
    (dialog,) = window.findChildren(PackDialog)
    qtbot.waitUntil(lambda: dialog.is_at_rest, timeout=20_000)
    assert dialog.pages.preview.pages > 0
    dialog.close()
    window.close()
    shiboken6.delete(window)
    QApplication.sendPostedEvents()
