"""Vaults of every earlier format open with all that is in them, also after a kill on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardship.old_vaults import take_back
from tac_desktop.storage import migrations
from tac_desktop.storage.backups import Backup, backups_in
from tac_desktop.storage.database import Database
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.keys import KeyCost, key_from_code
from tac_desktop.storage.migrations import FORMAT_VERSION, Migration
from tac_desktop.storage.upgrading import COPY_FOLDER, UNDER_WAY_FILE
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.unlock_words import last_unlock_in_words
from tests.storage.conftest import NAME, PASSPHRASE, ROLE
from tests.storage.people import a_mother, an_entry


@pytest.fixture
def old(folder: Path, request: pytest.FixtureRequest) -> Path:
    """A closed vault with a mother's file, in the format that the test asks for."""
    version: int = getattr(request, "param", FORMAT_VERSION - 1)
    vault, code = Vault.create(folder, NAME, ROLE, PASSPHRASE, cost=KeyCost.for_tests())
    mother = a_mother()
    vault.save_all([mother, an_entry(mother, "We talked about the garden.")])
    vault.close()
    take_back(folder, key_from_code(code), version)
    return folder


def killed_in_the_middle(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """The program dies while the step after this one runs."""
    run = vars(migrations)["_run"]

    def die(database: Database, migration: Migration) -> None:
        if migration.version > after:
            raise KeyboardInterrupt
        run(database, migration)

    monkeypatch.setattr(migrations, "_run", die)


@pytest.mark.parametrize("old", range(1, FORMAT_VERSION), indirect=True)
def test_a_vault_of_every_earlier_format_is_brought_up_to_date(old: Path) -> None:
    vault = Vault.open(old, PASSPHRASE)
    assert vault.verify().ok
    assert len(vault.entries("contact_log")) == len(vault.search("garden")) == 1
    assert vault.upgrade is not None and vault.upgrade.interrupted_at is None
    assert "was brought up to date" in last_unlock_in_words(vault)
    assert AuditAction.UPGRADED in [one.action for one in vault.journal()]
    vault.close()
    assert not (old / UNDER_WAY_FILE).exists()
    again = Vault.open(old, PASSPHRASE)
    assert again.upgrade is None
    again.close()


@pytest.mark.parametrize("old", [1], indirect=True)
@pytest.mark.parametrize("after", range(1, FORMAT_VERSION))
def test_an_upgrade_that_was_broken_off_is_noticed_and_resumed(
    old: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        killed_in_the_middle(patch, after)
        Vault.open(old, PASSPHRASE)
    assert (old / UNDER_WAY_FILE).is_file()
    vault = Vault.open(old, PASSPHRASE)
    assert vault.upgrade is not None and vault.upgrade.found == 1
    assert "was interrupted; it was finished now" in last_unlock_in_words(vault)
    assert vault.verify().ok
    assert len(vault.entries("contact_log")) == 1
    vault.close()


def test_before_an_upgrade_the_vault_as_it_was_is_kept_until_there_is_a_backup(
    old: Path, tmp_path: Path
) -> None:
    before = (old / "vault.db").read_bytes()
    vault = Vault.open(old, PASSPHRASE)
    copy = old / COPY_FOLDER
    assert (copy / "vault.db").read_bytes() == before
    former = Vault.open(copy, PASSPHRASE)
    assert len(former.entries("contact_log")) == 1
    former.close()
    vault.backups.make(tmp_path / "backups")
    assert not copy.exists()
    assert isinstance(backups_in(tmp_path / "backups")[0], Backup)
    vault.close()


def test_an_upgrade_without_room_for_a_copy_goes_on_and_says_so(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tac_desktop.storage.upgrading._ROOM_TO_SPARE", 10**18)
    vault = Vault.open(old, PASSPHRASE)
    assert vault.upgrade is not None and not vault.upgrade.has_copy
    assert "no room for a copy" in vault.upgrade.sentence
    assert vault.verify().ok
    vault.close()


def test_a_note_that_nobody_can_read_keeps_nobody_out(old: Path) -> None:
    (old / UNDER_WAY_FILE).write_text("[")
    vault = Vault.open(old, PASSPHRASE)
    assert vault.verify().ok
    vault.close()
