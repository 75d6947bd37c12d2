"""The session: the vault while it is open, locking, the clipboard, the settings."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QApplication

from tac_desktop import paths
from tac_desktop.storage.errors import VaultLocked
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tests.ui.screen import PASSPHRASE, WORKER


def test_a_locked_session_has_no_vault(vault_folder):
    session = Session(Settings(vault_folder=str(vault_folder)))
    assert not session.is_unlocked
    with pytest.raises(VaultLocked):
        _ = session.vault


def test_unlocking_gives_the_vault_and_remembers_where_it_is(session, vault_folder):
    assert session.vault.person.name == WORKER
    assert json.loads(paths.settings_file().read_text())["vault_folder"] == str(vault_folder)


def test_a_training_vault_is_not_what_the_next_start_opens(session, tmp_path, vault_folder):
    from tac_desktop.storage.keys import KeyCost
    from tac_desktop.storage.vault import Vault

    training, _code = Vault.create(
        tmp_path / "Training", WORKER, "tac_social_worker", PASSPHRASE,
        cost=KeyCost.for_tests(), training=True,
    )  # fmt: skip
    session.lock()
    session.adopt(training)
    assert session.settings.vault_folder == str(vault_folder)


def test_locking_tells_forms_while_the_vault_is_still_open_and_then_closes_it(session):
    seen = []

    def about_to_lock():
        seen.append(session.vault.is_open)

    vault = session.vault
    session.about_to_lock.connect(about_to_lock)
    session.lock()
    assert seen == [True]
    assert not vault.is_open
    assert not session.is_unlocked


def test_the_vault_is_closed_even_when_keeping_a_draft_fails(session, qtbot):
    def cannot():
        raise RuntimeError("no room for the draft")

    session.about_to_lock.connect(cannot)
    vault = session.vault
    with qtbot.captureExceptions() as exceptions:
        session.lock()
    assert len(exceptions) == 1
    assert not vault.is_open


def test_the_same_person_goes_on_and_another_one_does_not(session, vault_folder):
    from tac_desktop.storage.keys import KeyCost
    from tac_desktop.storage.vault import Vault

    other = "puzzle harbour thimble meadow"
    session.vault.add_person("Nia Prys", "cover_worker", other, cost=KeyCost.for_tests())
    session.lock()
    assert session.adopt(Vault.open(vault_folder, PASSPHRASE)) is True
    session.lock()
    assert session.adopt(Vault.open(vault_folder, other)) is False


def test_copied_text_goes_from_the_clipboard_when_the_vault_is_locked(session):
    session.clipboard.copy("Seen at 09:30, calm.")
    assert QApplication.clipboard().text() == "Seen at 09:30, calm."
    session.lock()
    assert QApplication.clipboard().text() == ""


def test_what_another_program_copied_meanwhile_stays(session):
    session.clipboard.copy("Seen at 09:30, calm.")
    QApplication.clipboard().setText("a shopping list")
    session.lock()
    assert QApplication.clipboard().text() == "a shopping list"


def test_copied_text_goes_by_itself_after_its_time(session, qtbot):
    session.clipboard.copy("line one\nline two", seconds=0)
    with qtbot.waitSignal(session.clipboard.cleared):
        pass
    assert QApplication.clipboard().text() == ""


def test_settings_come_back_as_they_were_kept():
    kept = Settings(theme="dark", text_percent=150, idle_minutes=10, window_maximised=True)
    assert kept.save()
    assert Settings.load() == kept


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"theme": 3, "text_percent": "big", "idle_minutes": true}', b"\xff\xfe"],
)
def test_a_damaged_settings_file_gives_the_usual_settings(content):
    paths.settings_file().parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_bytes(content)
    assert Settings.load() == Settings()


def test_settings_out_of_range_are_brought_back():
    paths.settings_file().parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_text(
        json.dumps({"theme": "pink", "text_percent": 900, "idle_minutes": 0})
    )
    read = Settings.load()
    assert (read.theme, read.text_percent, read.idle_minutes) == ("system", 200, 1)
