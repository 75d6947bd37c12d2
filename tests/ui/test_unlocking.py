"""Unlocking: each thing that can be wrong has its own sentence, and a button where one helps."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tac_desktop.storage import attempts, places
from tac_desktop.storage.keys import KeyCost, KeyFile, recovery_code
from tac_desktop.storage.migrations import FORMAT_VERSION
from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE
from tac_desktop.storage.upgrading import UNDER_WAY_FILE
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tac_desktop.ui.unlock_remedies import Remedy, remedies_for
from tests.ui.conftest import close, show
from tests.ui.screen import PASSPHRASE, WORKER, button, focus, press, type_text, visible

NEW = "puzzle harbour thimble meadow"


@pytest.fixture
def page(locked_window):
    return locked_window.unlock_page


def test_the_passphrase_and_enter_open_the_vault(locked_window, qtbot):
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: locked_window.workspace is not None)
    assert locked_window.session.is_unlocked
    assert locked_window.unlock_page.field.text == ""


def test_an_upgrade_that_was_broken_off_is_told_once_it_is_through(
    locked_window, vault_folder, answers, qtbot
):
    note = {"found": 1, "format": FORMAT_VERSION, "at": "2026-11-16T08:12:00.000000Z"}
    (vault_folder / UNDER_WAY_FILE).write_text(json.dumps(note), encoding="utf-8")
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(answers.said))
    assert "was interrupted; it was finished now, and nothing was lost" in answers.said[0]
    assert not (vault_folder / UNDER_WAY_FILE).exists()


def test_nothing_typed_is_asked_for(page):
    press(Qt.Key.Key_Return)
    assert page.field_row.error.text() == "Please type your passphrase."


def test_a_wrong_passphrase_is_told_and_can_be_typed_over(page, qtbot):
    _try(page, "wrong wrong wrong wrong", qtbot)
    assert page.problem.label.text() == "That passphrase does not open this vault."
    assert "nothing is damaged" in page.problem_rest.text()
    assert page.field.edit.selectedText()
    assert focus() is page.field.edit


def test_after_three_wrong_ones_the_button_waits_and_counts_down(page, qtbot, monkeypatch):
    for _time in range(3):
        _try(page, "wrong wrong wrong wrong", qtbot)
    assert not page.button.isEnabled()
    assert page.state.text().startswith("You can try again in ")
    press(Qt.Key.Key_Return)
    assert not page._busy
    monkeypatch.setattr(attempts.dt, "datetime", _Later)
    for folder in attempts._last_here:
        attempts._last_here[folder] -= 5
    qtbot.waitUntil(page.button.isEnabled)
    assert page.state.text() == "You can try again now."


def test_closing_the_program_does_not_shorten_the_wait(page, vault_folder, qtbot):
    for _time in range(3):
        _try(page, "wrong wrong wrong wrong", qtbot)
    session = Session(Settings(vault_folder=str(vault_folder)))
    again = MainWindow(session)
    again.start()
    assert not again.unlock_page.button.isEnabled()
    close(again)
    shiboken6.delete(session)


def test_the_passphrase_can_be_shown_and_is_hidden_again(page, qtbot):
    type_text("lantern")
    assert page.field.edit.displayText() != "lantern"
    page.field.show_button.click()
    assert page.field.edit.displayText() == "lantern"
    page.show_vault(page.folder)
    assert page.field.text == ""
    assert not page.field.show_button.isChecked()


def test_caps_lock_is_noticed_from_a_capital_without_shift(page):
    press(Qt.Key.Key_A)
    assert not page.field.caps.isVisible()
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    capital = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QApplication.sendEvent(page.field.edit, capital)
    assert page.field.caps.isVisible()


def test_several_people_choose_who_they_are(locked_window, vault_folder, qtbot):
    vault = Vault.open(vault_folder, PASSPHRASE)
    vault.add_person("Nia Prys", "cover_worker", NEW, cost=KeyCost.for_tests())
    vault.close()
    page = locked_window.unlock_page
    page.show_vault(vault_folder)
    assert page.who_row.isVisible()
    assert [page.who.itemText(place) for place in range(page.who.count())] == [WORKER, "Nia Prys"]
    page.who.setCurrentIndex(1)
    _try(page, PASSPHRASE, qtbot)
    assert "does not open" in page.problem.label.text()
    page.field.edit.setText(NEW)
    page.unlock()
    qtbot.waitUntil(lambda: locked_window.workspace is not None)
    assert locked_window.session.vault.person.name == "Nia Prys"


def test_a_folder_without_a_vault_offers_to_make_one_there(locked_window, tmp_path):
    page = locked_window.unlock_page
    empty = tmp_path / "empty"
    empty.mkdir()
    page.show_vault(empty)
    assert page.problem.label.text().startswith("There is no vault in")
    assert not page.field_row.isVisible()
    button(page, "Make a new vault here").click()
    assert locked_window.rooms.currentWidget() is locked_window.setup_page
    assert locked_window.setup_page.person.folder == empty


def test_a_folder_that_is_gone_is_told_apart(page, tmp_path):
    page.show_vault(tmp_path / "stick" / "Vault")
    assert "cannot be found" in page.problem.label.text()
    assert _buttons(page) == [
        "Try again",
        "Choose another vault ...",
        "Bring it back ...",
        "Make a new vault here",
    ]


def test_of_two_folders_tried_only_the_buttons_of_the_last_one_are_there(page, tmp_path):
    page.show_vault(tmp_path / "stick")
    (tmp_path / "empty").mkdir()
    page.show_vault(tmp_path / "empty")
    seen = [one.text() for one in visible(page.problem, QPushButton)]
    assert seen == ["Choose another vault ...", "Bring it back ...", "Make a new vault here"]


def test_the_stick_put_back_in_try_again_finds_the_vault(page, tmp_path, vault_folder):
    page.show_vault(tmp_path / "stick")
    shutil.copytree(vault_folder, tmp_path / "stick")
    button(page, "Try again").click()
    assert page.problem.isHidden()
    assert focus() is page.field.edit


def test_an_empty_file_is_told_and_not_opened_as_new(page, vault_folder):
    (vault_folder / "vault.db").write_bytes(b"")
    page.show_vault(vault_folder)
    assert "it is empty (no bytes at all)" in page.problem.label.text()
    assert "Make a new vault here" not in _buttons(page)
    assert (vault_folder / "vault.db").stat().st_size == 0


def test_a_damaged_database_is_told_apart_from_a_wrong_passphrase(page, vault_folder, qtbot):
    database = vault_folder / "vault.db"
    content = bytearray(database.read_bytes())
    content[0:4096] = bytes(4096)
    database.write_bytes(content)
    _try(page, PASSPHRASE, qtbot)
    assert "damaged" in page.problem.label.text()
    assert "This is not a wrong passphrase" in page.problem_rest.text()


def test_damaged_keys_lead_to_the_recovery_sheet(locked_window, vault_folder):
    (vault_folder / "keys.json").write_bytes(b"{}")
    page = locked_window.unlock_page
    page.show_vault(vault_folder)
    assert "keys.json is damaged" in page.problem.label.text()
    button(page, "Use the recovery sheet").click()
    assert locked_window.rooms.currentWidget() is locked_window.recovery_page


def test_missing_keys_lead_to_the_recovery_sheet(page, vault_folder):
    (vault_folder / "keys.json").unlink()
    page.show_vault(vault_folder)
    assert "keys.json is missing" in page.problem.label.text()
    assert _buttons(page)[0] == "Use the recovery sheet"


def test_a_missing_database_is_told(page, vault_folder):
    (vault_folder / "vault.db").unlink()
    page.show_vault(vault_folder)
    assert "vault.db is missing" in page.problem.label.text()


def test_a_newer_vault_is_told(page, vault_folder):
    from tac_desktop.storage.canonical import canonical_json, sha256_hex

    raw = json.loads((vault_folder / "keys.json").read_text())
    raw["version"] = 99
    del raw["checksum"]
    raw["checksum"] = sha256_hex(canonical_json(raw))
    (vault_folder / "keys.json").write_text(json.dumps(raw))
    page.show_vault(vault_folder)
    assert "newer version of TAC Desktop" in page.problem.label.text()
    assert _buttons(page) == ["Choose another vault ..."]


def test_a_vault_that_is_open_elsewhere_is_told_by_whom(page, vault_folder, qtbot):
    other = Vault.open(vault_folder, PASSPHRASE)
    _try(page, PASSPHRASE, qtbot)
    assert "already open" in page.problem.label.text()
    other.close()
    page.field.edit.setText(PASSPHRASE)
    button(page, "Try again").click()
    qtbot.waitUntil(lambda: page._session.is_unlocked)


def test_an_unfinished_making_is_made_again(locked_window, tmp_path):
    folder = tmp_path / "half"
    (folder / "unfinished").mkdir(parents=True)
    page = locked_window.unlock_page
    page.show_vault(folder)
    assert "broken off" in page.problem.label.text()
    assert _buttons(page)[0] == "Make a new vault here"


def test_a_network_drive_is_opened_only_when_she_says_so(page, qtbot, monkeypatch):
    monkeypatch.setattr(places, "is_network_drive", lambda folder: True)
    _try(page, PASSPHRASE, qtbot)
    assert "is on a network drive" in page.problem.label.text()
    assert not page._session.is_unlocked
    button(page, "Open it on the network drive").click()
    qtbot.waitUntil(lambda: page._session.is_unlocked)


def test_a_read_only_folder_is_told(page, qtbot, monkeypatch, vault_folder):
    from tac_desktop.storage.errors import ReadOnlyPlace

    def read_only(folder):
        raise ReadOnlyPlace(folder)

    monkeypatch.setattr("tac_desktop.storage.opening.VaultLock", read_only)
    _try(page, PASSPHRASE, qtbot)
    assert "may not write to" in page.problem.label.text()
    assert _buttons(page) == ["Try again", "Choose another vault ..."]


def test_every_error_of_the_storage_has_a_sentence_and_a_way_on():
    from tac_desktop.storage import errors

    kinds = [
        one
        for one in vars(errors).values()
        if isinstance(one, type) and issubclass(one, errors.StorageError)
    ]
    assert len(kinds) > 20
    for kind in kinds:
        remedies = remedies_for(kind.__new__(kind))
        assert all(isinstance(one, Remedy) for one in remedies)
        assert remedies or kind in (errors.WrongPassphrase, errors.TooManyAttempts)


def test_the_recovery_sheet_opens_the_vault_and_gives_a_new_passphrase(
    locked_window, vault_folder, cheap_keys, qtbot
):
    key, _slot = KeyFile.read(vault_folder).unlock(PASSPHRASE)
    code = recovery_code(key)
    locked_window.unlock_page.by_sheet.click()
    page = locked_window.recovery_page
    assert focus() is page.code
    assert page.name.text() == WORKER
    groups = code.split()
    type_text(" ".join([*groups[:2], "0000", *groups[3:]]))
    page.go_on()
    assert "checksum" in page.code_row.error.text() or "Group 3" in page.code_row.error.text()
    page.code.setPlainText(code.lower().replace(" ", ""))
    passphrase = page.chooser.offered.text()
    page.go_on()
    qtbot.waitUntil(lambda: locked_window.workspace is not None)
    assert page.code.toPlainText() == ""
    locked_window.session.lock()
    Vault.open(vault_folder, passphrase).close()


def test_with_the_sheet_too_a_network_drive_is_opened_only_when_she_says_so(
    locked_window, vault_folder, cheap_keys, qtbot, monkeypatch, answers
):
    key, _slot = KeyFile.read(vault_folder).unlock(PASSPHRASE)
    monkeypatch.setattr(places, "is_network_drive", lambda folder: True)
    locked_window._ask_for_sheet(vault_folder)
    page = locked_window.recovery_page
    page.code.setPlainText(recovery_code(key))
    page.go_on()
    qtbot.waitUntil(lambda: bool(answers.said))
    assert "is on a network drive" in answers.said[0]
    assert not locked_window.session.is_unlocked
    answers.choices = [0]
    page.go_on()
    qtbot.waitUntil(lambda: locked_window.session.is_unlocked)


def test_a_training_vault_says_so(tmp_path):
    folder = tmp_path / "Training"
    vault, _code = Vault.create(
        folder, WORKER, "tac_social_worker", PASSPHRASE, cost=KeyCost.for_tests(), training=True
    )
    vault.close()
    session = Session(Settings(vault_folder=str(folder)))
    window = MainWindow(session)
    show(window)
    window.start()
    assert window.unlock_page.training.isVisible()
    assert "invented" in window.unlock_page.training.label.text()
    assert TRAINING_PASSPHRASE in window.unlock_page.training.label.text()
    close(window)
    shiboken6.delete(session)


class _Later(dt.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + dt.timedelta(seconds=5)


def _try(page, passphrase, qtbot) -> None:
    page.field.edit.setText(passphrase)
    page.unlock()
    qtbot.waitUntil(lambda: not page._busy)


def _buttons(page) -> list[str]:
    return [one.text() for one in page.remedies]
