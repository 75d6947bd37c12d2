"""Disposing of a file while copies of the vault exist, are being made, or are brought back."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tac_desktop.storage.backup_folder import backups_in
from tac_desktop.storage.database import Database
from tac_desktop.storage.disposal_run import dispose_of
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.retention import NotWrittenAnew
from tac_desktop.storage.salvage.offers import Way, examine
from tac_desktop.storage.salvage.pages import PAGE
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import PASSPHRASE
from tests.storage.pages import decrypted_pages
from tests.storage.test_disposal import MARK, ORDER, TODAY, fill


def test_a_backup_that_is_being_made_is_waited_for_and_removed(
    vault: Vault, tmp_path: Path
) -> None:
    mother, place = fill(vault), tmp_path / "backups"
    order = replace(ORDER, people_ids=people_of(vault, mother.id))
    copying, asked = threading.Event(), threading.Event()

    def wait_in_the_middle(_done: int, _total: int, _words: str) -> None:
        copying.set()
        assert asked.wait(20)

    other = threading.Thread(target=vault.backups.make, args=(place, wait_in_the_middle))
    other.start()
    assert copying.wait(20)

    def note(_done: int, _total: int, words: str) -> None:
        if "Waiting" in words:
            asked.set()

    made = dispose_of(vault, mother.id, order, TODAY, [place], purge=True, progress=note)
    other.join()
    assert asked.is_set()
    assert made.troubles == ()
    (said,) = made.disposal.backups
    assert "removed" in said
    (left,) = backups_in(place, vault.vault_id)
    key = bytes(vault._data_key)
    for folder in (vault.folder, left.folder):
        assert MARK.lower().encode() not in decrypted_pages(folder / "vault.db", key).lower()


def test_while_somebody_reads_the_old_pages_the_file_does_not_count_as_written_anew(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother = fill(vault)
    monkeypatch.setattr("tac_desktop.storage.database._BUSY_SECONDS", 0.1)
    reader = Database(vault.folder / "vault.db", bytes(vault._data_key))
    with vault._turn() as database:
        database.rows("PRAGMA busy_timeout = 100")
    with reader.snapshot():
        reader.value("SELECT count(*) FROM revision")
        vault.retention.dispose(mother.id, ORDER, TODAY)
        with pytest.raises(NotWrittenAnew):
            vault.retention.finish()
    assert vault.retention.has_to_finish
    reader.close()
    assert "anew" in vault.retention.finish()
    assert not vault.retention.has_to_finish


def test_copies_of_the_whole_vault_that_are_no_backups_stand_on_the_certificate(
    vault: Vault, tmp_path: Path
) -> None:
    mother = fill(vault)
    for copy in (vault.folder / "before-upgrade", tmp_path / "vault-damaged-2033-01-01"):
        copy.mkdir()
        (copy / "vault.db").write_bytes(b"another copy")
    (tmp_path / "vault-damaged-nothing").mkdir()
    made = dispose_of(vault, mother.id, ORDER, TODAY, [], purge=False)
    assert [words.split(" still holds")[0] for words in made.disposal.backups] == [
        "The copy from before the last upgrade",
        "The damaged vault kept in “vault-damaged-2033-01-01”",
    ]


def test_what_was_disposed_of_is_not_told_as_lost_and_a_backup_that_has_it_says_so(
    vault: Vault, tmp_path: Path
) -> None:
    mother = fill(vault)
    vault.backups.make(tmp_path / "backups")
    vault.retention.dispose(mother.id, ORDER, TODAY)
    vault.retention.finish()
    vault.replace_key({vault.slot_id: PASSPHRASE}, cost=KeyCost.for_tests())
    vault.close()
    path = vault.folder / "vault.db"
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])
    with examine(vault.folder, PASSPHRASE, [tmp_path / "backups"]) as examined:
        offers = {one.way: " ".join(one.sentences) for one in examined.offers}
    assert "Nothing is missing" in offers[Way.TOGETHER]
    assert "disposed of after it would be there again" in offers[Way.BACKUP]
    assert "before the key was replaced" in offers[Way.BACKUP]


def people_of(vault: Vault, mother_id: str) -> frozenset[str]:
    return frozenset(one.id for one in vault.retention.extent(mother_id).people)
