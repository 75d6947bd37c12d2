"""Upgrading and checking the PC, as the window shows them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tac_desktop import __version__, paths
from tac_desktop.commands.check_lines import Verdict
from tac_desktop.storage.backups import backups_in
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import work
from tac_desktop.ui.check_dialog import CheckDialog
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tac_desktop.ui.upgrade_dialog import UpgradeDialog
from tac_desktop.ui.upgrade_note import UpgradeNote
from tac_desktop.upgrades import install, package, pointer
from tests.test_upgrades import Built, built, home
from tests.ui.conftest import Answers

__all__ = ["built", "home"]
KEY = Ed25519PrivateKey.generate()


@pytest.fixture
def dialog(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The window for upgrades, with a vault open and the makers' key built in."""
    keys = tmp_path / "keys.txt"
    keys.write_text(KEY.public_key().public_bytes_raw().hex())
    real = paths.resource
    monkeypatch.setattr(
        paths, "resource", lambda name: keys if name == package.KEYS_FILE else real(name)
    )
    monkeypatch.setattr(paths, "settings_file", lambda: tmp_path / "settings.json")
    monkeypatch.setattr(install, "this_system", lambda: "linux-x86_64")
    words, cost = "orbit lantern pebble chutney", KeyCost.for_tests()
    vault, _code = Vault.create(tmp_path / "vault", "Dana", "social worker", words, cost=cost)
    session = Session(Settings(backup_folder=str(tmp_path / "backups")))
    session.adopt(vault)
    window = QWidget()
    qtbot.addWidget(window)
    yield UpgradeDialog(session, window)
    session.lock()


def settled(qtbot, seconds: float = 20) -> None:
    qtbot.waitUntil(lambda: not work.is_running(), timeout=int(seconds * 1000))


def test_version_and_notes_are_shown_the_vault_is_backed_up_and_the_version_put_in_place(
    qtbot, dialog: UpgradeDialog, home: Path, built: Built, tmp_path: Path
):
    dialog.show_file(built(key=KEY))
    assert not dialog.go.isHidden() and dialog.save.isHidden()
    assert dialog.notes.text() == "What is new."
    dialog.put_in_place()
    settled(qtbot)
    assert "9.1.0 is in place" in dialog.outcome.label.text()
    (backup,) = backups_in(tmp_path / "backups", dialog._session.vault.vault_id)
    found = install.waiting()
    assert found is not None and found.backup == str(backup.folder)
    dialog.show_file(tmp_path / "nothing")
    assert dialog.back.text() == f"Go back to version {__version__}"
    dialog.go_back()
    assert str(backup.folder) in dialog.outcome.label.text()
    assert install.waiting() is None


def test_a_forged_file_offers_nothing_but_another_choice(
    dialog: UpgradeDialog, home: Path, built: Built
):
    dialog.show_file(built(key=Ed25519PrivateKey.generate()))
    assert "not made by whoever makes this program" in dialog.outcome.label.text()
    assert dialog.go.isHidden() and dialog.save.isHidden() and dialog.facts.isHidden()


def test_without_the_right_to_change_the_program_the_checked_package_is_saved_for_it(
    qtbot,
    dialog: UpgradeDialog,
    home: Path,
    built: Built,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: Answers,
):
    monkeypatch.setattr(install, "_can_write", lambda _folder: False)
    file = built(key=KEY)
    dialog.show_file(file)
    assert "only IT can change it" in dialog.outcome.label.text()
    assert dialog.go.isHidden() and not dialog.save.isHidden()
    answers.paths.append(tmp_path)
    dialog.save_package()
    settled(qtbot)
    name = "tac-desktop-9.1.0-linux-x86_64.tar.gz"
    assert "Checked and saved" in dialog.outcome.label.text(), dialog.outcome.label.text()
    assert file.read_bytes().endswith((tmp_path / name).read_bytes())


def test_the_window_says_why_the_old_version_is_here_again(
    qtbot, home: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
):
    window = QWidget()
    qtbot.addWidget(window)
    note = UpgradeNote(window)
    note.look()
    assert answers.said == []
    pointer.Pointer("x", "9.1.0", pointer.State.TRIED, home.name, __version__).write(home)
    note.look()
    assert "9.1.0 was put in place and did not come up" in answers.said[-1]


def test_the_check_of_the_pc_is_shown_and_can_be_copied_for_it(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = CheckDialog(window)
    settled(qtbot, 60)
    whats = {line.what for line in dialog.lines}
    assert {"Fonts and lists", "Set by IT", "Sticks and cards", "Clock", "Printers"} <= whats
    assert {"Start of program files", "Vault"} <= whats
    assert not [line for line in dialog.lines if line.verdict is Verdict.PROBLEM]
    assert "Nothing that the program needs" in dialog.outcome.label.text()
    dialog.copy_words()
    copied = QGuiApplication.clipboard().text()
    assert f"TAC Desktop {__version__}" in copied and "Clock" in copied
    assert sys.platform in ("linux", "win32", "darwin")
