"""Finding from anywhere: Ctrl+K, arrow keys, Enter."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt

from tests.ui.screen import add_mother, focus, press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_part_of_a_name_finds_her_and_enter_opens_her_file(window, qtbot):
    vault = window.session.vault
    ros = add_mother(vault, "Rhosyn", "Averley", "Z4172XQ")
    add_mother(vault, "Łucja", "Nowak", "A1037BB")
    chosen = _chosen(window)
    press(Qt.Key.Key_K, CONTROL)
    assert focus() is window.workspace.search
    type_text("aver")
    qtbot.waitUntil(lambda: window.workspace.search.results is not None)
    assert _lines(window)[:2] == ["Mothers", "AVERLEY, Rhosyn"]
    press(Qt.Key.Key_Return)
    assert chosen == [(ros, "")]
    assert not window.workspace.search.results.isVisible()
    assert window.workspace.search.text() == ""


def test_part_of_a_number_finds_her(window):
    add_mother(window.session.vault, "Rhosyn", "Averley", "Z4172XQ")
    _find(window, "4172")
    assert "AVERLEY, Rhosyn" in _lines(window)


def test_words_in_what_was_written_are_found_with_the_words_shown(window):
    mother_id = add_mother(
        window.session.vault,
        "Rhosyn",
        "Averley",
        seen=dt.date(2026, 11, 2),
        said="She asked about the swimming certificate of her eldest.",
    )
    chosen = _chosen(window)
    _find(window, "swimming certif")
    (heading, found) = _lines(window)
    assert heading == "Words in what was written"
    assert "2 Nov 2026" in found and "AVERLEY, Rhosyn" in found
    item = window.workspace.search.results.item(1)
    from tac_desktop.ui.search_rows import MARKS, SECOND_LINE

    shown = item.data(SECOND_LINE)
    assert [shown[start:end] for start, end in item.data(MARKS)] == ["swimming", "certificate"]
    press(Qt.Key.Key_Return)
    ((mother, record),) = chosen
    assert mother == mother_id
    assert window.session.vault.entry(record).record.type_name == "contact_log"


def test_arrow_keys_pass_over_the_headings(window):
    vault = window.session.vault
    first = add_mother(vault, "Anna", "Marsh")
    second = add_mother(vault, "Beth", "Marsh")
    chosen = _chosen(window)
    _find(window, "marsh")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    _find(window, "marsh")
    press(Qt.Key.Key_Return)
    assert chosen == [(second, ""), (first, "")]


def test_escape_gives_up(window):
    add_mother(window.session.vault, "Anna", "Marsh")
    _find(window, "marsh")
    press(Qt.Key.Key_Escape)
    assert not window.workspace.search.results.isVisible()
    assert window.workspace.search.text() == ""


def test_escape_gives_the_keys_back_to_where_they_were(window):
    add_mother(window.session.vault, "Anna", "Marsh")
    window.workspace.show_page("caseload")
    before = focus()
    press(Qt.Key.Key_K, CONTROL)
    type_text("marsh")
    press(Qt.Key.Key_Escape)
    assert before is not None and focus() is before


def test_nothing_found_is_said(window):
    _find(window, "xyzzy")
    assert _lines(window) == ["Nothing found. Part of a word at its beginning is enough."]
    press(Qt.Key.Key_Return)


def test_text_of_a_case_is_never_read_as_markup(window):
    add_mother(
        window.session.vault, "Anna", "Marsh", seen=dt.date(2026, 11, 2),
        said="The <b>letter</b> & the form",
    )  # fmt: skip
    _find(window, "letter")
    from tac_desktop.ui.search_rows import MARKS, SECOND_LINE, _marked

    item = window.workspace.search.results.item(1)
    words = _marked(item.data(SECOND_LINE), item.data(MARKS))
    assert "&lt;b&gt;" in words and "&amp;" in words


def test_the_list_stays_inside_the_window(window):
    for number in range(30):
        add_mother(window.session.vault, f"Anna {number}", "Marsh")
    _find(window, "marsh")
    results = window.workspace.search.results
    assert window.rect().contains(results.geometry())
    assert results.item(0).text() == "Mothers"


def test_locking_forgets_what_was_looked_for(window):
    add_mother(window.session.vault, "Anna", "Marsh")
    _find(window, "marsh")
    window.lock_now()
    assert window.workspace.search.text() == ""
    assert window.workspace.search.results.count() == 0


def _find(window, words) -> None:
    window.workspace.search.setFocus()
    type_text(words)
    window.workspace.search.look()


def _lines(window) -> list[str]:
    shown = window.workspace.search.results
    return [shown.item(row).text() for row in range(shown.count())]


def _chosen(window) -> list[tuple[str, str]]:
    found = []
    window.workspace.search.chosen.disconnect()

    def take(mother_id, record_id):
        found.append((mother_id, record_id))

    window.workspace.search.chosen.connect(take)
    return found
