"""All results with their filters, by keyboard; people and sound-alikes among what is found."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt

from tac_desktop.casework.letters import Letter
from tac_desktop.casework.people import Person
from tac_desktop.casework.work import Document
from tests.ui.screen import add_mother, focus, press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


def _two_mothers(window) -> tuple[str, str]:
    vault = window.session.vault
    first = add_mother(vault, "Anna", "Marsh", seen=dt.date(2026, 11, 2), said="The ŵyl at school.")
    second = add_mother(vault, "Beth", "Nowak", seen=dt.date(2026, 9, 1), said="School again.")
    vault.save_all(
        [
            Document(mother_id=first, title="School report of Wyl", date=dt.date(2026, 10, 1)),
            Letter(mother_id=second, subject="Place at school", date=dt.date(2026, 8, 1)),
        ]
    )
    return first, second


def _page(window, words):
    window.workspace.show_all_found(words)
    return window.workspace.page("search")


def _lines(page) -> list[str]:
    return [page.results.item(row).text() for row in range(page.results.count())]


def test_control_enter_shows_everything_and_enter_opens_it(window):
    first, _second = _two_mothers(window)
    press(Qt.Key.Key_K, CONTROL)
    type_text("wyl")
    press(Qt.Key.Key_Return, CONTROL)
    page = window.workspace.page("search")
    assert window.workspace.shown == "search" and focus() is page.words
    kinds = " ".join(_lines(page))
    assert "Document" in kinds and "Log entry" in kinds and "MARSH, Anna" in kinds
    opened = []
    page.chosen.disconnect()
    page.chosen.connect(lambda *found: opened.append(found))
    press(Qt.Key.Key_Down)
    assert focus() is page.results
    press(Qt.Key.Key_Return)
    assert opened and opened[0][0] == first
    press(Qt.Key.Key_Escape)
    assert focus() is page.words


def test_filters_by_mother_kind_and_day_narrow_what_is_found(window):
    _first, second = _two_mothers(window)
    page = _page(window, "school")
    assert len(_lines(page)) == 4
    page._choose_mother(second)
    page.look()
    assert len(_lines(page)) == 2 and all("NOWAK" in line for line in _lines(page))
    page.kind.choose("letter")
    page.look()
    (line,) = _lines(page)
    assert "Letter" in line and "1 Aug 2026" in line
    page.clear.click()
    assert len(_lines(page)) == 4 and not page.clear.isVisible()
    page.first.editor.setText("1 Sep 2026")
    page.last.editor.setText("1 Oct 2026")
    page.look()
    assert len(_lines(page)) == 2, "both days count"
    page.first.editor.setText("never")
    page.look()
    assert page.first.error.isVisible()


def test_a_mother_is_chosen_by_typing_part_of_her_name(window):
    _first, second = _two_mothers(window)
    page = _page(window, "school")
    page.mother.line.setFocus()
    type_text("now")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert page.narrowed().mother_id == second
    assert len(_lines(page)) == 2


def test_nothing_found_and_nothing_typed_say_what_to_do(window):
    _two_mothers(window)
    page = _page(window, "")
    assert "Type a name" in page.nothing.label.text()
    page = _page(window, "xyzzy")
    assert "try one of them" in page.nothing.label.text()
    assert not page.nothing.button.isVisible()
    page.kind.choose("letter")
    page.look()
    assert "with these filters" in page.nothing.label.text()
    page.nothing.button.click()
    assert page.kind.code == ""


def test_names_that_sound_like_it_are_found_and_say_so(window):
    add_mother(window.session.vault, "Catherine", "Averley")
    window.session.vault.save(Person(kind="professional", first_names="Siân", last_name="Quorn"))
    page = _page(window, "Avelrey")
    assert _lines(page) == [
        "Names that sound like it",
        "Catherine Averley · Mother · sounds like it",
    ]
    page = _page(window, "Kathryn")
    assert "Catherine Averley" in _lines(page)[1]
    window.workspace.search.setFocus()
    type_text("shan quorne")
    window.workspace.search.look()
    shown = window.workspace.search.results
    assert shown.item(1).text() == "Siân Quorn · Person · sounds like it"
    press(Qt.Key.Key_Return)
    assert window.workspace.shown == "address_book"
    assert window.workspace.page("address_book").panel.party.last_name == "Quorn"


def test_locking_forgets_what_was_looked_for(window):
    _two_mothers(window)
    page = _page(window, "school")
    window.lock_now()
    assert page.words.text() == "" and page.results.count() == 0
