"""Locking: at once, with nothing lost, and back to where she was."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from tac_desktop.casework.subject_access import SubjectAccess
from tac_desktop.storage.keys import KeyCost
from tac_desktop.ui import messages
from tac_desktop.ui import place_names as places
from tac_desktop.ui.lock_watch import LockWatch
from tests.ui.screen import PASSPHRASE, add_mother, focus, press, type_text


def test_the_key_locks_at_once_and_after_unlocking_she_is_where_she_was(window, qtbot):
    window.workspace.add_mother()
    type_text("Rhosyn Mai")
    field = focus()
    field.setCursorPosition(3)
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not window.session.is_unlocked
    assert window.rooms.currentWidget() is window.unlock_page
    assert not field.isVisible()
    assert focus() is window.unlock_page.field.edit

    _unlock(window, qtbot)
    assert focus() is field
    assert (field.text(), field.cursorPosition()) == ("Rhosyn Mai", 3)
    assert window.workspace.shown == "new_mother"


def test_after_unlocking_no_page_stands_there_empty(window, qtbot):
    window.session.vault.save(SubjectAccess(subject_id="", received_on=dt.date(2026, 11, 2)))
    workspace = window.workspace
    workspace.show_page(places.JOURNAL)
    assert workspace.page(places.JOURNAL).model.rowCount()
    window.lock_now()
    _unlock(window, qtbot)
    assert workspace.page(places.JOURNAL).model.rowCount(), "the journal is not empty"
    workspace.show_page(places.DATA_PROTECTION)
    requests = workspace.page(places.DATA_PROTECTION).requests
    assert requests.table.lines.rowCount() == 1
    window.lock_now()
    _unlock(window, qtbot)
    assert requests.table.lines.rowCount() == 1


def test_what_was_being_typed_is_a_draft_in_the_vault_when_it_is_locked(window, vault_folder):
    from tac_desktop.storage.vault import Vault

    window.workspace.add_mother()
    type_text("Rhosyn Mai")
    window.lock_now()
    vault = Vault.open(vault_folder, PASSPHRASE)
    assert [draft.content["first_names"] for draft in vault.drafts()] == ["Rhosyn Mai"]
    vault.close()


def test_half_a_log_entry_is_there_with_its_cursor_after_a_lock(window, qtbot):
    mother_id = add_mother(window.session.vault, "Rhosyn", "Averley")
    window.workspace.open_mother(mother_id)
    file = window.workspace.page("mother")
    file.new_log_entry()
    text = next(one for one in file.form.findChildren(QPlainTextEdit) if one.isVisible())
    text.setFocus()
    type_text("She asked about the")
    for _step in range(4):
        press(Qt.Key.Key_Left)
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not window.session.is_unlocked

    _unlock(window, qtbot)
    assert focus() is text
    assert (text.toPlainText(), text.textCursor().position()) == ("She asked about the", 15)
    (draft,) = window.session.vault.drafts()
    assert draft.content["answers"]["text"] == "She asked about the"
    type_text("X")
    assert text.toPlainText() == "She asked aboutX the"


def test_the_lock_button_locks(window):
    window.workspace.lock_button.click()
    assert not window.session.is_unlocked


def test_no_word_of_a_case_is_left_on_the_locked_window(window, qtbot):
    add_mother(window.session.vault, "Rhosyn", "Averley", "Z4172XQ")
    window.workspace.show_page("caseload")
    window.lock_now()
    from PySide6.QtWidgets import QLabel

    seen = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    seen += [one.text() for one in window.findChildren(QLineEdit) if one.isVisible()]
    assert not any("Averley".casefold() in text.casefold() for text in seen)
    assert "Averley" not in window.windowTitle()


def test_commands_that_need_the_vault_are_grey_while_it_is_locked(window, qtbot):
    actions = window.menus._unlocked_only
    assert all(action.isEnabled() for action in actions)
    window.lock_now()
    assert not any(action.isEnabled() for action in actions)
    _unlock(window, qtbot)
    assert all(action.isEnabled() for action in actions)


def test_windows_beside_are_hidden_and_come_back(window, qtbot):
    dialog = QDialog(window)
    edit = QLineEdit(dialog)
    edit.setText("half a sentence")
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    window.lock_now()
    assert not dialog.isVisible()
    _unlock(window, qtbot)
    assert dialog.isVisible()
    assert edit.text() == "half a sentence"
    dialog.close()


def test_a_question_on_the_screen_is_taken_off_as_unanswered(window, qtbot):
    messages.use_answerer(None)
    from PySide6.QtCore import QTimer

    QTimer.singleShot(50, window.lock_now)
    assert not messages.confirm(window, "Three copies of Ros's pack.", "Print")
    assert not window.session.is_unlocked


def test_somebody_else_does_not_get_the_screen_of_the_one_before(window, qtbot):
    other = "puzzle harbour thimble meadow"
    window.session.vault.add_person("Nia Prys", "cover_worker", other, cost=KeyCost.for_tests())
    window.workspace.add_mother()
    type_text("Rhosyn Mai")
    before = window.workspace
    window.lock_now()
    window.unlock_page.who.setCurrentIndex(1)
    _unlock(window, qtbot, other)
    assert window.workspace is not before
    assert window.workspace.shown == "caseload"
    # The text is not lost: it waits as a draft, under the name of who typed it.
    assert [draft.by_name for draft in window.session.vault.drafts()] == ["Mari Lloyd"]


def test_nobody_there_for_the_idle_time_locks(window, monkeypatch):
    watch = window.findChild(LockWatch)
    watch.check()
    assert window.session.is_unlocked
    later = time.monotonic() + window.session.settings.idle_minutes * 60
    monkeypatch.setattr("tac_desktop.ui.session.time.monotonic", lambda: later)
    watch.check()
    assert not window.session.is_unlocked
    assert window.unlock_page.because.text().startswith("Locked because nobody was there")


def test_the_idle_time_is_what_she_chose(window, monkeypatch):
    window.session.settings.idle_minutes = 30
    later = time.monotonic() + 29 * 60
    monkeypatch.setattr("tac_desktop.ui.session.time.monotonic", lambda: later)
    window.findChild(LockWatch).check()
    assert window.session.is_unlocked


@pytest.mark.parametrize("sign", ["key", "mouse"])
def test_a_sign_of_life_starts_the_idle_time_again(window, qtbot, monkeypatch, sign):
    with qtbot.waitExposed(window):
        window.show()
    handle = window.windowHandle()
    window.findChild(LockWatch)._watch(handle)
    later = time.monotonic() + 1000
    monkeypatch.setattr("tac_desktop.ui.session.time.monotonic", lambda: later)
    if sign == "key":
        QTest.keyClick(handle, Qt.Key.Key_Shift)
    else:
        QTest.mouseMove(handle, QPoint(30, 40))
        QTest.mouseMove(handle, QPoint(60, 80))
    assert window.session.idle_seconds() == 0


def test_a_computer_that_slept_is_locked_when_it_wakes(window, monkeypatch):
    watch = window.findChild(LockWatch)
    later = time.time() + 3600
    monkeypatch.setattr("tac_desktop.ui.lock_watch.time.time", lambda: later)
    watch.check()
    assert not window.session.is_unlocked


def test_closing_the_window_keeps_the_draft_and_closes_the_vault(window, vault_folder):
    from tac_desktop.storage.vault import Vault

    window.workspace.add_mother()
    type_text("Rhosyn Mai")
    window.close()
    assert not window.session.is_unlocked
    vault = Vault.open(vault_folder, PASSPHRASE)
    assert [draft.content["first_names"] for draft in vault.drafts()] == ["Rhosyn Mai"]
    vault.close()


def test_locking_stops_long_work(window, qtbot, answers):
    from tac_desktop.errors import Cancelled
    from tac_desktop.ui.work import run_in_background

    ended = []

    def function(progress):
        while True:
            progress(0, 0, "on and on")
            time.sleep(0.01)

    run_in_background(window, "On and on", function, lambda _result: None, ended.append)
    window.lock_now()
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], Cancelled)


def _unlock(window, qtbot, passphrase=PASSPHRASE) -> None:
    window.unlock_page.field.edit.setText(passphrase)
    window.unlock_page.unlock()
    qtbot.waitUntil(lambda: window.rooms.currentWidget() is window.workspace)
