"""A page that scrolls ends where its contents end: no empty screen below the last line."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollArea, QTabBar, QWidget

from tac_desktop.ui import place_names as names
from tac_desktop.ui import theme, work
from tac_desktop.ui.main_window import MainWindow
from tests.ui.conftest import close, show
from tests.ui.example import open_example

SCROLLED = (names.TODAY, names.OUR_WORK, names.SETTINGS, names.HELP)
MOST_EMPTY = 80
"""Points of empty space that may stand below the last line."""


@pytest.fixture
def window(tmp_path_factory, tmp_path, qtbot):
    for session in open_example(tmp_path_factory, tmp_path):
        made = MainWindow(session)
        made.resize(1366, 768)
        show(made)
        made.build_workspace()
        yield made
        close(made)


@pytest.mark.parametrize("place", SCROLLED)
def test_below_the_last_line_of_a_page_the_page_ends(window, qtbot, place):
    window.workspace.show_page(place)
    qtbot.waitUntil(lambda: not work.is_running(), timeout=20_000)
    qtbot.wait(50)
    page = window.workspace.page(place)
    for tab in range(parts_of(page)):
        if parts_of(page) > 1:
            page.findChild(QTabBar).setCurrentIndex(tab)
            qtbot.wait(50)
        area = page.findChild(QScrollArea)
        contents = area.widget()
        if contents.height() <= area.viewport().height():
            continue
        assert contents.height() - last_line(contents) < MOST_EMPTY, (place, tab)


def parts_of(page: QWidget) -> int:
    tabs = page.findChild(QTabBar)
    return tabs.count() if tabs is not None else 1


def last_line(contents: QWidget) -> int:
    """Where the lowest thing that can be read ends."""
    lowest = 0
    for one in contents.findChildren(QWidget):
        if one.isVisible() and not one.findChildren(QWidget):
            lowest = max(lowest, one.mapTo(contents, one.rect().bottomLeft()).y())
    return lowest


def test_no_page_has_to_be_moved_sideways_in_large_text(window, qtbot):
    theme.apply("light", 200)
    window.build_workspace()
    too_wide = []
    for place in SCROLLED:
        window.workspace.show_page(place)
        qtbot.waitUntil(lambda: not work.is_running(), timeout=20_000)
        qtbot.wait(50)
        for area in window.workspace.page(place).findChildren(QScrollArea):
            if area.isVisible() and area.horizontalScrollBar().maximum() > 0:
                too_wide.append((place, area.widget().minimumSizeHint().width()))
    assert not too_wide
