"""The address book: who they are, with whom they work, leaving, and two entries for one person."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Involvement, Organisation, Person
from tac_desktop.ui.has_left_dialog import HasLeftDialog
from tac_desktop.ui.shared_form import SharedFormDialog
from tests.ui.screen import add_mother, button, focus, press, visible

COUNCIL = Organisation(
    name="Marlcester Council", type="local_authority_children", duty_phone="01632 960010",
    out_of_hours_phone="01632 960011", secure_email="duty@example.test",
)  # fmt: skip
NAOMI = Person(
    kind="professional", first_names="Naomi", last_name="Rees", role="child_social_worker",
    organisation_id=COUNCIL.id, phone="01632 960001", video_platform="microsoft_teams",
)  # fmt: skip
NEXT = Person(
    kind="professional", first_names="Idris", last_name="Vaughan", role="child_social_worker"
)


@pytest.fixture
def page(window):
    vault = window.session.vault
    mothers = [add_mother(vault, "Anna", "Marsh"), add_mother(vault, "Beth", "Nowak")]
    child = Person(mother_id=mothers[0], kind="child", first_names="Megan", last_name="Marsh")
    carer = Person(mother_id=mothers[1], kind="carer", first_names="Gwen", last_name="Nowak")
    vault.save_all(
        [
            COUNCIL, NAOMI, NEXT, child, carer,
            Involvement(
                mother_id=mothers[0], person_id=NAOMI.id, role="child_social_worker",
                child_ids=[child.id], start=dt.date(2026, 1, 5), is_main=True,
            ),
            Involvement(
                mother_id=mothers[1], person_id=NAOMI.id, role="child_social_worker",
                start=dt.date(2025, 1, 5), end=dt.date(2025, 6, 1),
            ),
        ]
    )  # fmt: skip
    window.workspace.show_page("address_book")
    return window.workspace.page("address_book")


def _names(page) -> list[str]:
    return [page.lines.index(row, 0).data() for row in range(page.lines.rowCount())]


def _said(page) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in visible(page.panel, QLabel))


def test_everyone_is_listed_and_found_by_kind_by_words_and_by_ear(page):
    assert _names(page) == ["Marlcester Council", "Gwen Nowak", "Naomi Rees", "Idris Vaughan"]
    page.kind.choose("carer")
    assert _names(page) == ["Gwen Nowak"]
    page.kind.choose("")
    page.words.setText("marlcester")
    assert _names(page) == ["Marlcester Council", "Naomi Rees"]
    page.words.setText("Noemi Reece")
    assert _names(page) == ["Naomi Rees"] and page.heard.isVisible()
    page.words.setText("xyzzy")
    assert page.nothing.isVisible()
    page.nothing.button.click()
    assert len(_names(page)) == 4


def test_an_entry_says_how_to_reach_her_and_with_whom_she_works_now_and_before(page):
    page.open_party(NAOMI.id)
    said = _said(page)
    for words in ("01632 960001", "Microsoft Teams", "01632 960010", "01632 960011"):
        assert words in said
    assert [work.now for work in page.panel.works] == [True, False]
    assert "Megan Marsh" in page.panel.works[0].words and "5 Jan 2026" in page.panel.works[0].words
    assert "Anna Marsh" in said and "Beth Nowak" in said
    opened = []
    page.file_wanted.disconnect()
    page.file_wanted.connect(lambda *found: opened.append(found))
    page.panel.cards["Works with now"].buttons[0].click()
    work = page.panel.works[0].involvement
    assert opened == [(work.mother_id, work.id)]


def test_her_number_is_changed_once_for_every_file(page, window):
    vault = window.session.vault
    page.open_party(NAOMI.id)
    page.table.setFocus()
    press(Qt.Key.Key_Return)
    assert focus() is button(page.panel, "Change")
    press(Qt.Key.Key_Return)
    dialog = window.findChild(SharedFormDialog)
    dialog.form.body.boxes["phone"].editor.show_value("01632 960099")
    assert dialog.form.save()
    assert "01632 960099" in _said(page)
    for row in vault.caseload(window.session.today()):
        people = {one.id: one for one in vault.case_file(row.mother_id).of(Person)}
        assert people[NAOMI.id].phone == "01632 960099"


def test_who_is_not_there_is_added_with_the_words_that_were_typed(page, window):
    page.words.setText("Owen Llwyd")
    page.add_person.click()
    dialog = window.findChild(SharedFormDialog)
    answers = dialog.form.body.answers()
    assert (answers["first_names"], answers["last_name"]) == ("Owen", "Llwyd")
    assert dialog.form.save()
    assert page.panel.party.display_name() == "Owen Llwyd"


def test_leaving_ends_all_work_on_a_day_with_a_successor_and_can_be_undone(page, window):
    vault = window.session.vault
    page.open_party(NAOMI.id)
    before = vault.book.involvements(NAOMI.id)
    button(page.panel, "Has left …").click()
    dialog = window.findChild(HasLeftDialog)
    assert "This ends one involvement" in dialog.what.text()
    dialog.day.setText("2 Nov 2026")
    dialog.successor.line.setFocus()
    QTest.keyClicks(dialog.successor.line, "idr")
    QTest.keyClick(dialog.successor.line, Qt.Key.Key_Return)
    assert "Idris Vaughan works with the same children" in dialog.what.text()
    dialog.go.click()
    assert {one.end for one in vault.book.involvements(NAOMI.id)} == {
        dt.date(2025, 6, 1),
        dt.date(2026, 11, 2),
    }
    (taken,) = vault.book.involvements(NEXT.id)
    assert taken.child_ids == before[-1].child_ids or taken.child_ids == before[0].child_ids
    assert taken.start == dt.date(2026, 11, 2)
    assert "Naomi Rees left on 2 Nov 2026, Idris Vaughan took over" in page.undo.label.text()
    page.undo.button.click()
    assert sorted(one.id for one in vault.book.involvements(NAOMI.id)) == sorted(
        one.id for one in before
    )
    assert {one.end for one in vault.book.involvements(NAOMI.id)} == {None, dt.date(2025, 6, 1)}
    assert vault.book.involvements(NEXT.id) == []


def test_two_entries_are_compared_linked_and_taken_apart_again(page, window, answers):
    vault = window.session.vault
    again = NAOMI.changed(id="again", first_names="Noemi", email="n@example.test")
    vault.save(again)
    page.refresh()
    assert len(_names(page)) == 5
    page.open_party("again")
    button(page.panel, "Same person? …").click()
    assert page.same.isVisible() and focus() is page.same.link_button
    assert page.same.why.text() == "the same name and telephone or e-mail"
    page.same.link()
    (link,) = [one.record for one in vault.entries("same_person")]
    assert isinstance(link, SamePerson) and link.in_force()
    page.same.back.click()
    assert len(_names(page)) == 4
    page.same_button.click()
    answers.choices = [0]
    button(page.same, "Undo link").click()
    assert "two entries again" in answers.said[-1]
    page.same.back.click()
    assert len(_names(page)) == 5
    assert vault.entry("again").record == again


def test_a_mother_entered_twice_has_one_file_on_the_screen_while_linked(page, window, answers):
    vault = window.session.vault
    first, second = (row.mother_id for row in vault.caseload(window.session.today()))
    page._compare()
    page.same.chosen = [first, second]
    page.same._show()
    page.same.first_counts.setChecked(True)
    page.same.link()
    window.workspace.open_mother(second)
    file = window.workspace.page("mother")
    assert file.mother_id == first == file.case_file.mother_id
    window.workspace.show_page("caseload")
    assert window.workspace.page("caseload").model.rowCount() == 1
    page.same.refresh()
    answers.choices = [0]
    page.same.undo(page.same._links[0])
    window.workspace.show_page("caseload")
    assert window.workspace.page("caseload").model.rowCount() == 2


def test_what_cannot_be_one_cannot_be_linked(page, window):
    mother = window.session.vault.caseload(window.session.today())[0].mother_id
    wrong = ((COUNCIL.id, "organisation"), (NAOMI.id, "another mother"), (mother, "twice"))
    page._compare()
    for other, words in wrong:
        page.same.chosen = [mother, other]
        page.same._show()
        said = page.same._why_not(*(page.same._parties[one] for one in page.same.chosen))
        assert words in said
