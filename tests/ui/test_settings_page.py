"""Settings: each takes effect at once and is there at the next start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tac_desktop.casework.service import Service
from tac_desktop.storage.errors import WrongPassphrase
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import theme
from tac_desktop.ui.colours import DARK
from tac_desktop.ui.settings import Settings
from tests.ui.screen import PASSPHRASE, button, focus, press, type_text


@pytest.fixture
def page(window):
    window.workspace.show_page("settings")
    return window.workspace.page("settings")


def test_by_keyboard_the_colours_change_at_once_and_stay(page):
    assert focus() is page.theme_choice
    press(Qt.Key.Key_D)
    page.theme_choice.activated.emit(page.theme_choice.currentIndex())
    assert theme.colours() == DARK
    assert Settings.load().theme == "dark"


def test_the_idle_time_is_taken_over(page):
    page.idle_choice.choose("15")
    page.idle_choice.activated.emit(0)
    assert page._session.settings.idle_minutes == 15
    assert Settings.load().idle_minutes == 15


def test_a_larger_text_builds_the_pages_anew_and_comes_back_to_settings(window, page):
    page.text_size.choose("200")
    page.text_size.activated.emit(0)
    assert theme.scaled(100) == 200
    again = window.workspace.page("settings")
    assert again is not page
    assert window.workspace.shown == "settings"
    assert again.text_size.code == "200"


def test_what_was_being_typed_survives_a_change_of_size(window, page):
    window.workspace.add_mother()
    type_text("Rhosyn")
    window.workspace.show_page("settings")
    page.text_size.choose("150")
    page.text_size.activated.emit(0)
    assert [one.content["first_names"] for one in window.session.vault.drafts()] == ["Rhosyn"]


def test_the_services_details_are_saved_and_shown_again(window, page):
    page.service.prison.setText("HMP Eastmoor")
    page.service.fallback.setPlainText("Ring the unit.")
    button(page, "Save the service's details").click()
    vault = window.session.vault
    (entry,) = vault.entries(Service.type_name)
    assert (entry.record.prison, entry.record.link_fallback) == ("HMP Eastmoor", "Ring the unit.")
    page.service.phone.setText("01632 960 001")
    page.save_service.click()
    (entry,) = vault.entries(Service.type_name)
    assert entry.record.prison == "HMP Eastmoor"
    assert entry.record.phone == "01632 960 001"
    assert entry.saved.revisions == 2


def test_saving_unchanged_details_adds_nothing(window, page):
    page.save_service.click()
    assert window.session.vault.entries(Service.type_name) == []


def test_the_passphrase_is_changed_after_the_old_one_was_typed(
    window, page, vault_folder, qtbot, answers
):
    page.change.click()
    page.old.edit.setText("wrong wrong wrong wrong")
    page.apply_change.click()
    qtbot.waitUntil(lambda: bool(page.old_row.error.text()))
    assert "does not open" in page.old_row.error.text()
    page.old.edit.setText(PASSPHRASE)
    new = page.new.offered.text()
    page.apply_change.click()
    qtbot.waitUntil(lambda: bool(answers.said))
    assert answers.said[0].startswith("Your passphrase is changed.")
    assert not page.passphrase_box.isVisible()
    assert page.old.text == ""
    window.session.lock()
    with pytest.raises(WrongPassphrase):
        Vault.open(vault_folder, PASSPHRASE)
    Vault.open(vault_folder, new).close()


def test_locking_forgets_half_typed_passphrases(window, page):
    page.change.click()
    page.old.edit.setText(PASSPHRASE)
    window.lock_now()
    assert page.old.text == ""
    assert page.new.offered.text() == ""


def test_where_settings_cannot_be_kept_it_is_said(window, page, monkeypatch):
    monkeypatch.setattr(Settings, "save", lambda self: False)
    page.idle_choice.activated.emit(0)
    assert "does not let settings be kept" in window._status.text()
