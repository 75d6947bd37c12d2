"""Cards of lines that stay: filled again, measured and placed in one go, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.fact_card import FactCard, Item
from tac_desktop.ui.fact_columns import Columns
from tac_desktop.ui.fact_lines import FactLink, FactWords
from tac_desktop.ui.reading_order import stops
from tac_desktop.ui.widgets import ScrolledPage, lay_out_now, scrolled

LONG = "Ask the wing to unlock her for the Mother and Baby Unit Board, " * 4


@pytest.fixture
def columns(qtbot) -> Iterator[Columns]:
    theme.apply("light", 100)
    window = QWidget()
    qtbot.addWidget(window)
    made = Columns(window, wide=860)
    area = scrolled(made, window)
    window.resize(900, 500)
    area.resize(900, 500)
    window.show()
    yield made
    theme.apply("light", 100)


def card(columns: Columns, side: int = 0, act: str = "") -> FactCard:
    made = FactCard("To do", columns.sides[side], act)
    columns.sides[side].add(made)
    made.show()
    return made


def lines(made: FactCard) -> list[FactLink | FactWords]:
    found = [one for one in made.findChildren(QWidget) if isinstance(one, FactLink | FactWords)]
    return sorted((one for one in found if one.isVisible()), key=lambda one: one.y())


def items(*words: str) -> list[Item]:
    return [Item(f"r{place}", "due in 7 days", one) for place, one in enumerate(words)]


def test_a_card_is_filled_again_with_the_lines_it_has(columns):
    made = card(columns)
    assert made.show_items(items("one", "two", "three"))
    lay_out_now()
    first = lines(made)
    assert [one.line.words for one in first] == ["one", "two", "three"]
    assert made.show_items(items("four", "five")) is False
    lay_out_now()
    assert lines(made) == first[:2]
    assert [one.accessibleName() for one in lines(made)] == [
        "due in 7 days: four",
        "due in 7 days: five",
    ]
    assert list(made.links()) == ["r0", "r1"]


def test_a_line_leads_where_it_says_after_it_was_filled_again(columns, qtbot):
    made = card(columns, act="Done")
    wanted: list[str] = []
    acted: list[str] = []
    made.record_wanted.connect(wanted.append)
    made.act_wanted.connect(acted.append)
    made.show_items(items("one"))
    made.show_items([Item("other", "", "another")])
    lay_out_now()
    (link,) = made.links().values()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    (button,) = [one for one in made.findChildren(QPushButton) if one.text() == "Done"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (wanted, acted) == (["other"], ["other"])
    assert button.accessibleName() == "Done: another"


def test_a_key_that_is_held_acts_on_one_line_only(columns, qtbot):
    made = card(columns, act="Done")
    left = ["one", "two", "three"]
    acted: list[str] = []

    def done(record_id: str) -> None:
        acted.append(record_id)
        left.pop(0)
        made.show_items([Item(one, "", one) for one in left])

    made.act_wanted.connect(done)
    made.show_items([Item(one, "", one) for one in left])
    lay_out_now()
    button = next(one for one in made.findChildren(QPushButton) if one.text() == "Done")
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    for _press in range(3):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert acted == ["one"]
    assert made.links()["two"].hasFocus()


def test_a_line_can_lead_nowhere_and_somewhere_in_turn(columns):
    made = card(columns)
    made.show_items([Item("", "Called", "Ros")])
    lay_out_now()
    assert isinstance(lines(made)[0], FactWords)
    made.show_items([Item("r", "Called", "Ros")])
    lay_out_now()
    (line,) = lines(made)
    assert isinstance(line, FactLink)
    made.show_items([], "Nothing is open.")
    lay_out_now()
    assert lines(made) == []
    assert made.links() == {}


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("act", ["", "Done"])
def test_no_line_is_cut_and_none_lies_over_another(columns, percent, act):
    theme.apply("light", percent)
    made = card(columns, act=act)
    made.show_items([*items(LONG, "short", "Unbreakable" * 20, "two\nlines"), Item("", "", LONG)])
    made.add_button("New task", made.hide)
    lay_out_now()
    QApplication.processEvents()
    shown = [one for one in made.in_order() if one.isVisible()]
    for one in shown:
        assert one.width() <= made.width()
        if one.hasHeightForWidth() or isinstance(one, FactLink | FactWords):
            assert one.height() >= one.heightForWidth(one.width())
        assert one.height() >= one.minimumSizeHint().height()
    for above, below in pairwise(shown):
        assert above.geometry().bottom() < below.geometry().top()
    assert shown[-1].geometry().bottom() < made.height()
    assert made.geometry().bottom() < columns.sides[0].height()
    assert columns.sides[0].geometry().bottom() < columns.height()


def test_a_larger_type_makes_higher_lines(columns):
    made = card(columns)
    made.show_items(items(LONG))
    lay_out_now()
    before = lines(made)[0].height()
    theme.apply("light", 200)
    lay_out_now()
    QApplication.processEvents()
    assert lines(made)[0].height() > 1.5 * before


def test_columns_stand_below_each_other_where_room_is_short(columns):
    left, right = card(columns, 0), card(columns, 1)
    for one in (left, right):
        one.show_items(items("one", "two"))
    lay_out_now()
    assert columns.sides[0].x() < columns.sides[1].x()
    assert columns.sides[0].y() == columns.sides[1].y()
    columns.parentWidget().parentWidget().resize(500, 500)
    lay_out_now()
    assert columns.sides[0].x() == columns.sides[1].x()
    assert columns.sides[0].geometry().bottom() < columns.sides[1].y()
    assert columns.height() > columns.sides[1].geometry().bottom()


def test_what_was_filled_while_it_was_hidden_is_in_place_when_it_is_shown(columns):
    made = card(columns)
    made.show_items(items("one"))
    lay_out_now()
    area = columns.parentWidget().parentWidget()
    assert isinstance(area, ScrolledPage)
    area.hide()
    made.show_items(items(*[LONG] * 9))
    area.show()
    lay_out_now()
    for one in lines(made):
        assert one.height() == one.heightForWidth(one.width())
    assert columns.height() > 500
    assert area.verticalScrollBar().maximum() > 0


def test_tab_goes_through_the_lines_as_they_stand(columns):
    made = card(columns, act="Done")
    made.add_button("New task", made.hide)
    made.show_items(items("one", "two"))
    lay_out_now()
    said = [one.accessibleName() or one.text() for one in stops(columns)]
    assert said == [
        "due in 7 days: one",
        "Done: one",
        "due in 7 days: two",
        "Done: two",
        "New task",
    ]
