"""Packs that are printed from the page on which somebody would look for them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from tac_desktop.casework.court import Hearing
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.pre_release import new_plan
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.session import Session
from tests.ui.example import DAY, MOTHER, show_file


@pytest.fixture
def file(example: Session, qtbot) -> MotherFile:
    example.vault.save(new_plan(example.vault.case_file(MOTHER, DAY)))
    return show_file(example, qtbot)


def test_every_pack_is_asked_for_by_a_button_of_its_page(file, qtbot):
    asked: list[tuple[str, str, str]] = []
    file.pack_wanted.connect(lambda *what: asked.append(what))
    case_file = file.case_file
    assert case_file is not None
    coming = min(
        (one for one in case_file.of(Hearing) if one.date and one.date >= DAY),
        key=lambda one: str(one.date),
    )
    application = case_file.of(MbuApplication)[0]
    wanted = {
        "Print hearing pack": ("hearing", coming.id),
        "Print Board dossier": ("mbu_dossier", application.id),
        "Print contact review": ("contact_review", ""),
        "Print a page for cover": ("cover", ""),
        "Print for handing over": ("transfer", ""),
        "Print a sheet for supervision": ("supervision", ""),
        "Print the plan": ("pre_release", ""),
    }
    found = {}
    for number in range(file.tabs.count()):
        file.show_page(number)
        for words, _pack in wanted.items():
            button = button_called(file.page, words)
            if button is not None and words not in found:
                asked.clear()
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                found[words] = asked[0][0], asked[0][2]
                assert asked[0][1] == MOTHER
    assert found == wanted


def button_called(page: QWidget, words: str) -> QPushButton | None:
    return next((one for one in page.findChildren(QPushButton) if one.text() == words), None)
