"""The caseload: sorted, filtered and opened by keyboard."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tac_desktop.casework.caseload import CaseloadRow
from tac_desktop.storage.drafts import Draft
from tac_desktop.ui.caseload_model import CaseloadModel, Column, Filter, cell
from tests.ui.screen import add_mother, button, focus, press, type_text

TODAY = dt.date(2026, 11, 16)


def line(name="AVERLEY, Rhosyn", **facts):
    usual = {
        "mother_id": name,
        "name": name,
        "known_as": "",
        "prison_number": "",
        "location": "",
        "custody_status": "",
        "case_status": "open",
        "children": 0,
        "youngest_age": "",
        "acct_open": False,
        "last_seen": None,
        "next_date": None,
        "next_what": "",
    }
    return CaseloadRow(**{**usual, **facts})


ROWS = [
    line("NOWAK, Łucja", prison_number="A1037BB", location="B-2-04", children=1,
         last_seen=dt.date(2026, 11, 15), next_date=dt.date(2026, 12, 1)),
    line("AVERLEY, Rhosyn", known_as="Ros", prison_number="Z4172XQ", location="MBU-1-07",
         children=3, acct_open=True, last_seen=dt.date(2026, 11, 2), custody_status="sentenced"),
    line("ŴYN-JONES, Bethan", prison_number="", location="A-1-01", case_status="waiting",
         next_date=dt.date(2026, 11, 18), custody_status="remand"),
    line("DOYLE, Keira", prison_number="C9999DD", case_status="closed"),
]  # fmt: skip


@pytest.fixture
def model():
    made = CaseloadModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.show_rows(ROWS, TODAY)
    made.set_filter(Filter(status=""))
    return made


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [
        (Column.NAME, "up", ["AVERLEY", "DOYLE", "NOWAK", "ŴYN-JONES"]),
        (Column.NAME, "down", ["ŴYN-JONES", "NOWAK", "DOYLE", "AVERLEY"]),
        (Column.PRISON_NUMBER, "up", ["NOWAK", "DOYLE", "AVERLEY", "ŴYN-JONES"]),
        (Column.LOCATION, "up", ["ŴYN-JONES", "NOWAK", "AVERLEY", "DOYLE"]),
        (Column.STATUS, "up", ["DOYLE", "ŴYN-JONES", "AVERLEY", "NOWAK"]),
        (Column.CHILDREN, "down", ["AVERLEY", "NOWAK", "DOYLE", "ŴYN-JONES"]),
        (Column.ACCT, "up", ["AVERLEY", "DOYLE", "NOWAK", "ŴYN-JONES"]),
        (Column.LAST_SEEN, "up", ["NOWAK", "AVERLEY", "DOYLE", "ŴYN-JONES"]),
        (Column.LAST_SEEN, "down", ["DOYLE", "ŴYN-JONES", "AVERLEY", "NOWAK"]),
        (Column.NEXT_DATE, "up", ["ŴYN-JONES", "NOWAK", "AVERLEY", "DOYLE"]),
        (Column.NEXT_DATE, "down", ["NOWAK", "ŴYN-JONES", "AVERLEY", "DOYLE"]),
    ],
)
def test_every_column_sorts_and_what_has_no_value_comes_last(model, column, order, expected):
    orders = {"up": Qt.SortOrder.AscendingOrder, "down": Qt.SortOrder.DescendingOrder}
    model.sort(column, orders[order])
    assert names(model) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Filter(), ["AVERLEY", "NOWAK", "ŴYN-JONES"]),
        (Filter(status=""), ["AVERLEY", "DOYLE", "NOWAK", "ŴYN-JONES"]),
        (Filter(status="closed"), ["DOYLE"]),
        (Filter(status="waiting"), ["ŴYN-JONES"]),
        (Filter(acct_open=True), ["AVERLEY"]),
        (Filter("lucja"), ["NOWAK"]),
        (Filter("ros"), ["AVERLEY"]),
        (Filter("wyn beth"), ["ŴYN-JONES"]),
        (Filter("4172"), ["AVERLEY"]),
        (Filter("b-2"), ["NOWAK"]),
        (Filter("nobody"), []),
    ],
)
def test_the_filter_shows_what_was_asked_for(model, wanted, expected):
    model.set_filter(wanted)
    assert names(model) == expected


def test_a_chosen_row_stays_chosen_when_the_table_is_sorted_anew(model):
    from PySide6.QtCore import QPersistentModelIndex

    row = model.row_of("NOWAK, Łucja")
    kept = QPersistentModelIndex(model.index(row, 0))
    model.sort(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert model.mother_at(kept.row()) == "NOWAK, Łucja"


def test_cells_say_it_in_words():
    assert cell(ROWS[1], Column.NAME, TODAY) == "AVERLEY, Rhosyn (Ros)"
    assert cell(ROWS[1], Column.ACCT, TODAY) == "ACCT open"
    assert cell(ROWS[1], Column.LAST_SEEN, TODAY) == "14 days ago"
    assert cell(ROWS[3], Column.LAST_SEEN, TODAY) == "never"
    assert cell(ROWS[2], Column.STATUS, TODAY) == "On remand, waiting list"
    assert cell(ROWS[0], Column.NEXT_DATE, TODAY) == "1 Dec 2026"


def test_two_thousand_mothers_are_sorted_and_filtered_in_a_moment():
    import time

    rows = [
        line(f"NAME{number * 7919 % 2000:04}, A", location=f"B-{number}") for number in range(2000)
    ]
    made = CaseloadModel()
    made.show_rows(rows, TODAY)
    began = time.perf_counter()
    made.sort(Column.LOCATION, Qt.SortOrder.DescendingOrder)
    made.set_filter(Filter("name1"))
    assert time.perf_counter() - began < 0.5
    assert made.rowCount() == 1000


def test_the_empty_caseload_says_what_to_do_first_and_offers_it(window):
    page = window.workspace.stack.currentWidget()
    assert "Nobody is on the caseload yet" in page.empty.label.text()
    assert focus() is page.empty.button
    press(Qt.Key.Key_Space)
    assert window.workspace.shown == "new_mother"


def test_a_letter_typed_on_the_table_filters_and_enter_opens(window):
    vault = window.session.vault
    add_mother(vault, "Rhosyn", "Averley", "Z4172XQ", acct=True)
    other = add_mother(vault, "Łucja", "Nowak", "A1037BB")
    window.workspace.show_page("caseload")
    page = window.workspace.page("caseload")
    assert focus() is page.table
    opened = []
    page.mother_wanted.disconnect()
    page.mother_wanted.connect(opened.append)
    type_text("l")
    assert focus() is page.words
    type_text("ucj")
    assert page.counts.text() == "1 of 2 mothers"
    press(Qt.Key.Key_Return)
    assert opened == [other]


def test_down_goes_from_the_filter_to_the_table_and_enter_opens_the_row(window):
    vault = window.session.vault
    first = add_mother(vault, "Rhosyn", "Averley")
    second = add_mother(vault, "Łucja", "Nowak")
    window.workspace.show_page("caseload")
    page = window.workspace.page("caseload")
    opened = []
    page.mother_wanted.disconnect()
    page.mother_wanted.connect(opened.append)
    page.words.setFocus()
    press(Qt.Key.Key_Down)
    assert focus() is page.table
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert opened == [first, second]


def test_when_no_mother_fits_it_says_so_and_shows_everyone(window):
    add_mother(window.session.vault, "Rhosyn", "Averley")
    window.workspace.show_page("caseload")
    page = window.workspace.page("caseload")
    type_text("xyz")
    assert "No mother fits" in page.nothing.label.text()
    button(page, "Show everyone").click()
    assert page.model.counts == (1, 1)
    assert page.words.text() == ""


def test_what_is_saved_elsewhere_shows_at_once(window):
    window.workspace.show_page("caseload")
    mother_id = add_mother(window.session.vault, "Rhosyn", "Averley")
    window.session.changed.emit(mother_id)
    page = window.workspace.page("caseload")
    assert page.model.counts == (1, 1)
    assert page.lists.currentWidget() is page.table


def test_a_draft_is_listed_and_discarded_only_after_asking(window, answers):
    vault = window.session.vault
    mother_id = add_mother(vault, "Rhosyn", "Averley")
    vault.keep_draft(Draft("r1", "contact_log", mother_id, {"text": "She rang about"}))
    window.workspace.show_page("caseload")
    tray = window.workspace.page("caseload").tray
    assert tray.isVisible()
    go_on, discard = tray.buttons
    assert "Rhosyn Averley" in go_on.accessibleName()
    discard.click()
    assert len(vault.drafts()) == 1
    answers.choices = [0]
    tray.buttons[1].click()
    assert vault.drafts() == []
    assert not tray.isVisible()


def names(model) -> list[str]:
    return [model.data(model.index(row, 0)).split(",")[0] for row in range(model.rowCount())]
