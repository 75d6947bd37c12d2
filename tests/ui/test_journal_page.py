"""The journal on the screen: newest first, filtered, checked, and proof of a print."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tac_desktop.storage.journal import AuditAction, EntryKind
from tac_desktop.ui.journal_model import Column, Group
from tac_desktop.ui.journal_page import JournalPage
from tests.ui.example import MOTHER, open_example


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


@pytest.fixture
def page(session, qtbot):
    session.vault.audit(AuditAction.PRINTED, mother_id=MOTHER, detail="Meeting pack for the chair")
    session.vault.audit(AuditAction.SEARCHED, detail="one search")
    made = JournalPage(session, None)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.start()
    return made


def cells(page, column: Column) -> list[str]:
    model = page.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules(page):
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page
    )
    page.words.setText("pack")
    page.words.clear()
    assert tester.model() is page.model


def test_the_newest_entry_comes_first_with_who_what_and_whose(page, session):
    assert cells(page, Column.WHAT)[:2] == ["Searched", "Printed"]
    assert cells(page, Column.WHOSE)[1] == session.vault.name(MOTHER)
    assert set(cells(page, Column.WHO)[:2]) == {session.vault.person.name}
    assert session.vault.journal_reference() in page.reference.text()


def test_words_and_sorts_filter_the_list(page, qtbot):
    qtbot.keyClicks(page.words, "averley PACK")
    assert cells(page, Column.WHAT) == ["Printed"]
    page.words.clear()
    page.group.setCurrentIndex(page.group.findData(Group.GIVEN_OUT))
    assert cells(page, Column.WHAT) == ["Printed"]
    page.words.setText("nobody at all")
    assert cells(page, Column.WHAT) == []
    assert "No entry fits" in page.whole.text()


def test_what_was_brought_in_says_what_it_is(page):
    page.group.setCurrentIndex(page.group.findData(Group.BROUGHT_IN))
    said = set(cells(page, Column.WHAT))
    assert any(one.startswith("Brought in: ") for one in said)


def test_every_action_is_in_some_group():
    class Entry:
        kind = EntryKind.EVENT

    for action in AuditAction:
        entry = Entry()
        entry.action = action
        assert any(group.holds(entry) for group in Group if group is not Group.ALL), action


def test_a_reference_from_a_print_is_found(page, session):
    reference = session.vault.journal_reference()
    session.vault.audit(AuditAction.SEARCHED, detail="later")
    page.words.setText(f" {reference.lower()} ")
    assert "is that of entry" in page.notice.label.text()
    assert cells(page, Column.DETAIL) == ["one search"]
    page.words.clear()
    assert page.model.rowCount() > 1


def test_a_reference_of_another_vault_is_told_apart(page, session):
    number = session.vault.journal_reference().partition("-")[0]
    page.words.setText(f"{number}-000000")
    assert "not the one on the print" in page.notice.label.text()
    assert page.notice.property("role") == "notice_danger"
    page.words.setText("J999999-ABCDEF")
    assert "no entry with that number" in page.notice.label.text()


def test_the_chain_is_checked_in_the_background(page, session, qtbot):
    page.check_button.click()
    qtbot.waitUntil(lambda: bool(page.notice.label.text()), timeout=20_000)
    assert "All is well" in page.notice.label.text()
    assert page.notice.property("role") == "notice_done"
    assert cells(page, Column.WHAT)[0] == "Vault checked"


def test_a_forged_entry_is_found(page, session, qtbot):
    with session.vault._writing() as database:
        database.write("UPDATE journal_payload SET payload = ? WHERE seq = 3", ('{"forged": 1}',))
    page.check_button.click()
    qtbot.waitUntil(lambda: bool(page.notice.label.text()), timeout=20_000)
    assert "entry 3" in page.notice.label.text()
    assert page.notice.property("role") == "notice_danger"


def test_enter_opens_the_file_of_the_line(page, qtbot):
    wanted = []
    page.mother_wanted.connect(wanted.append)
    page.table.selectRow(1)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted == [MOTHER]


def test_the_whole_line_can_be_read_below(page):
    page.table.selectRow(1)
    assert "Meeting pack for the chair" in page.whole.text()


def test_locking_empties_the_list(page, session):
    session.lock()
    assert page.model.rowCount() == 0
    assert page.whole.text() == ""


def pick(box, code) -> None:
    place = box.findData(code)
    assert place >= 0
    box.setCurrentIndex(place)


def test_the_vault_is_asked_by_person_file_sort_and_day(page, session):
    session.vault.audit(AuditAction.LOOKED_AT, mother_id=MOTHER)
    page.refresh()
    pick(page.filters.file, MOTHER)
    pick(page.group, Group.LOOKED_AT)
    assert cells(page, Column.WHAT) == ["Looked at"]
    pick(page.filters.person, session.vault.person.worker_id)
    assert cells(page, Column.WHAT) == ["Looked at"]
    page.filters.last.setText("1 Jan 2026")
    page.filters.last.editingFinished.emit()
    assert cells(page, Column.WHAT) == []
    page.all_button.click()
    assert len(cells(page, Column.WHAT)) > 10


def test_old_entries_of_a_rare_sort_are_found_without_paging(page, session):
    for _number in range(600):
        session.vault.audit(AuditAction.LOOKED_AT, mother_id=MOTHER)
    page.refresh()
    assert "Printed" not in cells(page, Column.WHAT)
    pick(page.group, Group.GIVEN_OUT)
    assert cells(page, Column.WHAT) == ["Printed"]


def test_who_looked_at_one_file(page, session):
    session.vault.audit(AuditAction.LOOKED_AT, mother_id="someone-else")
    session.vault.audit(AuditAction.LOOKED_AT, mother_id=MOTHER)
    page.refresh()
    page.table.selectRow(0)
    page.looked_button.click()
    assert set(cells(page, Column.WHOSE)) == {session.vault.name(MOTHER)}
    assert cells(page, Column.WHAT) == ["Looked at"]


def test_the_list_is_printed_and_saved_and_both_are_noted(page, session, answers, qtbot, tmp_path):
    pick(page.group, Group.GIVEN_OUT)
    page.print_list()
    page._note_print(1)
    path = tmp_path / "out" / "table.csv"
    path.parent.mkdir()
    answers.choices.append(0)
    answers.paths.append(path)
    page.save_list()
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(page.notice.isVisible)
    assert "Meeting pack for the chair" in path.read_text(encoding="utf-8-sig")
    noted = [one.detail for one in session.vault.journal() if one.action == "journal_given"]
    assert len(noted) == 2 and "unprotected table table.csv" in noted[0]


def test_not_confirmed_nothing_is_saved_or_noted(page, session, answers):
    page.save_list()
    assert "journal_given" not in [one.action for one in session.vault.journal()]


def test_a_search_is_noted_once_and_not_for_each_letter(session):
    for words in ("a", "av", "aver", "averley"):
        session.searches.shown(words)
    session.searches.shown("other")
    session.searches.note_now()
    session.searches.shown("other")
    session.searches.note_now()
    noted = [one.detail for one in session.vault.journal() if one.action == "searched"]
    assert noted == ["other", "averley"]


def test_locking_notes_a_search_that_was_just_made(session, tmp_path):
    folder = session.vault.folder
    session.searches.shown("macsen")
    session.lock()
    from tac_desktop.storage.vault import Vault
    from tests.ui.screen import PASSPHRASE

    vault = Vault.open(folder, PASSPHRASE)
    assert "macsen" in [one.detail for one in vault.journal(limit=5)]
    vault.close()


def test_who_stays_on_the_screen_of_the_address_book_is_noted_once(session):
    for record_id, name in (("a", "Gwen"), ("b", "Iwan"), ("b", "Iwan")):
        session.looks.at(record_id, name)
    session.looks.note_now()
    session.looks.at("b", "Iwan")
    session.looks.note_now()
    noted = [one.detail for one in session.vault.journal() if one.action == "looked_at"]
    assert noted == ["Address book: Iwan"]
