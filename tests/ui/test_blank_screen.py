"""F12 takes everything off the screen, and the last opening of the vault is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tac_desktop.storage.errors import WrongPassphrase
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.unlock_words import last_unlock_in_words
from tests.ui.conftest import PASSPHRASE


def test_f12_hides_everything_and_brings_it_back(window: MainWindow):
    dialog = QDialog(window)
    dialog.show()
    shown = window.rooms.currentWidget()
    window.blank()
    assert window.rooms.currentWidget() is window._blank
    assert not dialog.isVisible() and window.menuBar().isHidden()
    assert window.session.is_unlocked
    QTest.keyClick(window._blank, Qt.Key.Key_F12)
    assert window.rooms.currentWidget() is shown
    assert dialog.isVisible() and not window.menuBar().isHidden()


def test_a_blank_screen_can_be_locked_and_does_not_stay_blank(window: MainWindow):
    window.blank()
    window.lock_now()
    assert window.rooms.currentWidget() is window.unlock_page
    assert not window.menuBar().isHidden()
    window.blank()
    assert window.rooms.currentWidget() is window.unlock_page


def test_the_last_opening_and_wrong_passphrases_since_are_told(vault_folder):
    vault = Vault.open(vault_folder, PASSPHRASE)
    assert "Last opened" in last_unlock_in_words(vault)
    vault.close()
    with pytest.raises(WrongPassphrase):
        Vault.open(vault_folder, "quite another passphrase")
    vault = Vault.open(vault_folder, PASSPHRASE)
    assert last_unlock_in_words(vault).endswith("Wrong passphrases since: 1.")
    vault.close()
