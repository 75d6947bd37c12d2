"""Backups: made while work goes on, proved, thinned, got back; damage and full disks told apart."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import threading
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tac_desktop.casework.people import Person
from tac_desktop.casework.work import Task
from tac_desktop.errors import Cancelled
from tac_desktop.storage import backups as module
from tac_desktop.storage.backup_folder import MANIFEST_FILE
from tac_desktop.storage.backup_thinning import DAILY, LATEST, MONTHLY, WEEKLY, to_drop
from tac_desktop.storage.backups import (
    Backup,
    BackupDamaged,
    NotABackup,
    backups_in,
    drill,
    restore,
)
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.errors import DiskFull, PlaceTaken, WrongPassphrase
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.print_queue import PrintOrder
from tac_desktop.storage.salvage.offers import Way, examine
from tac_desktop.storage.salvage.rescue import bring_back
from tac_desktop.storage.vault import Vault
from tests.storage.conftest import PASSPHRASE


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def test_a_backup_is_a_vault_that_opens_with_the_same_passphrase(
    vault: Vault, place: Path, tmp_path: Path
):
    vault.save(Task(id="one", title="Ring the school"))
    backup = vault.backups.make(place)
    vault.save(Task(id="two", title="Later"))
    restore(backup, tmp_path / "again")
    again = Vault.open(tmp_path / "again", PASSPHRASE)
    try:
        assert [one.record.id for one in again.entries("task")] == ["one"]
        assert again.verify().ok
        assert again.vault_id == vault.vault_id
    finally:
        again.close()


def test_making_a_backup_is_in_the_journal_and_leaves_nothing_else_beside_it(
    vault: Vault, place: Path
):
    backup = vault.backups.make(place)
    assert [path.name for path in place.iterdir()] == [backup.folder.name]
    assert {path.name for path in backup.folder.iterdir()} == {
        "vault.db", "keys.json", MANIFEST_FILE,
    }  # fmt: skip
    assert vault.journal(limit=1)[0].action is AuditAction.BACKED_UP


def test_what_is_saved_while_a_backup_is_made_is_whole_or_not_in_it(
    make_vault, place: Path, monkeypatch: pytest.MonkeyPatch
):
    vault = make_vault()
    for number in range(200):
        vault.save(Task(id=f"t{number}", title="x" * 400))
    stop, saved = threading.Event(), []

    def work() -> None:
        number = 200
        while not stop.is_set():
            vault.save(Task(id=f"t{number}", title="y" * 400))
            saved.append(number)
            number += 1

    busy = threading.Thread(target=work)
    busy.start()
    try:
        made = []
        for _count in range(3):
            monkeypatch.setattr(module, "_free_name", _named(len(made)))
            made.append(vault.backups.make(place))
    finally:
        stop.set()
        busy.join()
    assert len(saved) > 3
    for backup in made:
        assert drill(backup, PASSPHRASE).ok
    assert made[0].counts["records"] <= made[-1].counts["records"]


def _named(number: int):
    return lambda place, _moment: place / f"tac-backup-{number}"


def test_a_backup_is_due_only_when_something_was_saved_and_half_an_hour_went_by(
    vault: Vault, place: Path
):
    assert vault.backups.is_due(place)
    backup = vault.backups.make(place)
    later = backup.made_at + dt.timedelta(minutes=30)
    assert not vault.backups.is_due(place, later)
    vault.save(Task(title="Ring the school"))
    assert not vault.backups.is_due(place, later - dt.timedelta(minutes=1))
    assert vault.backups.is_due(place, later)


def test_what_was_only_typed_is_a_reason_for_a_backup_too(vault: Vault, place: Path):
    backup = vault.backups.make(place)
    draft = Draft(record_id="r", record_type="task", mother_id="", content={"answers": {"t": "x"}})
    vault.keep_draft(draft)
    later = backup.made_at + dt.timedelta(hours=1)
    assert vault.backups.is_due(place, later)


def test_a_print_that_waits_is_in_the_backup_and_a_reason_for_one(
    vault: Vault, place: Path, tmp_path: Path
):
    before = vault.backups.make(place)
    order = vault.prints.keep(PrintOrder("meeting", "m", "r", "Meeting pack", "The Board", {}))
    assert vault.backups.is_due(place, before.made_at + dt.timedelta(hours=1))
    backup = vault.backups.make(place)
    restore(backup, tmp_path / "again")
    again = Vault.open(tmp_path / "again", PASSPHRASE)
    assert again.prints.orders() == [order]
    again.close()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_changed_byte_is_found_before_anything_is_restored(
    vault: Vault, place: Path, tmp_path: Path, share: float
):
    backup = vault.backups.make(place)
    file = backup.folder / "vault.db"
    content = bytearray(file.read_bytes())
    content[int(share * len(content))] ^= 1
    file.write_bytes(content)
    with pytest.raises(BackupDamaged) as caught:
        restore(backup, tmp_path / "again")
    assert "untouched" in caught.value.what_is_safe
    assert not (tmp_path / "again").exists()


def test_a_cut_off_backup_is_told_apart_from_a_folder_that_is_none(
    vault: Vault, place: Path, tmp_path: Path
):
    backup = vault.backups.make(place)
    (backup.folder / "vault.db").write_bytes(b"")
    with pytest.raises(BackupDamaged):
        restore(backup, tmp_path / "again")
    (backup.folder / MANIFEST_FILE).unlink()
    with pytest.raises(NotABackup):
        Backup.read(backup.folder)
    assert backups_in(place) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "tac-desktop-backup"}', "nonsense", "[" * 100_000]
)
def test_a_manifest_of_another_shape_is_no_backup(tmp_path: Path, text: str):
    (tmp_path / MANIFEST_FILE).write_text(text)
    with pytest.raises(NotABackup):
        Backup.read(tmp_path)


def test_a_newer_backup_is_refused_in_words(vault: Vault, place: Path):
    backup = vault.backups.make(place)
    raw = json.loads((backup.folder / MANIFEST_FILE).read_text())
    (backup.folder / MANIFEST_FILE).write_text(json.dumps({**raw, "version": 2}))
    with pytest.raises(NotABackup):
        Backup.read(backup.folder)


def test_a_stopped_backup_leaves_nothing_that_looks_like_one(vault: Vault, place: Path):
    def stop(done: int, total: int, words: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        vault.backups.make(place, stop)
    assert list(place.iterdir()) == []


def test_what_a_power_cut_left_of_a_backup_goes_after_a_day(vault: Vault, place: Path):
    old, new = place / ".tac-backup-2026-11-01-080000.part", place / ".tac-backup-x.part"
    for left in (old, new):
        left.mkdir(parents=True)
        (left / "vault.db").write_bytes(b"cut off")
    os.utime(old, (0, 0))
    backup = vault.backups.make(place)
    assert {one.name for one in place.iterdir()} == {new.name, backup.folder.name}


def test_too_little_room_is_said_before_anything_is_written(
    vault: Vault, place: Path, monkeypatch: pytest.MonkeyPatch
):
    usage = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(DiskFull):
        vault.backups.make(place)
    assert list(place.iterdir()) == []


def test_a_backup_beside_the_vault_itself_is_refused(vault: Vault):
    with pytest.raises(PlaceTaken):
        vault.backups.make(vault.folder)


def test_nothing_is_restored_over_a_vault(vault: Vault, place: Path):
    backup = vault.backups.make(place)
    with pytest.raises(PlaceTaken):
        restore(backup, vault.folder)
    assert vault.verify().ok


def test_a_drill_says_what_it_counted_and_leaves_nothing(vault: Vault, place: Path, tmp_path: Path):
    vault.save(Person(kind="professional", first_names="Ann"))
    backup = vault.backups.make(place)
    beside = tmp_path / "drills"
    beside.mkdir()
    report = drill(backup, PASSPHRASE, beside=beside)
    assert report.ok
    assert report.counts["records"] == backup.counts["records"] == 2
    assert list(beside.iterdir()) == []


def test_a_backup_that_the_disk_keeps_otherwise_never_bears_its_name(
    vault: Vault, place: Path, monkeypatch: pytest.MonkeyPatch
):
    fsync = os.fsync

    def keep_otherwise(handle: int) -> None:
        fsync(handle)
        (copy,) = place.glob(".*/vault.db")
        if os.path.samestat(os.fstat(handle), copy.stat()):
            with copy.open("rb+") as file:
                file.seek(100)
                changed = file.read(1)[0] ^ 1
                file.seek(100)
                file.write(bytes([changed]))

    monkeypatch.setattr(os, "fsync", keep_otherwise)
    with pytest.raises(BackupDamaged):
        vault.backups.make(place)
    assert list(place.iterdir()) == []
    assert vault.journal(limit=1)[0].action is not AuditAction.BACKED_UP


def test_a_copy_that_does_not_open_with_the_key_is_no_backup(
    vault: Vault, place: Path, monkeypatch: pytest.MonkeyPatch
):
    vault.backups._key = bytearray(32)
    monkeypatch.setattr(vault.backups, "_frozen", partial(_frozen_with_the_key, vault))
    with pytest.raises(BackupDamaged):
        vault.backups.make(place)
    assert list(place.iterdir()) == []


@contextmanager
def _frozen_with_the_key(vault: Vault):
    with vault._turn() as database:
        yield database


def test_a_vault_brought_back_with_journal_entries_missing_passes_the_drill(
    vault: Vault, place: Path, tmp_path: Path
):
    for number in range(10):
        vault.save(Task(id=f"t{number}", title="Ring the school"))
    with vault._writing() as database:
        database.write("DELETE FROM journal WHERE seq = 5")
        database.write("DELETE FROM journal_payload WHERE seq = 5")
    vault.close()
    with examine(vault.folder, PASSPHRASE, []) as examined:
        brought = bring_back(examined, Way.READABLE, tmp_path / "new")
    again = Vault.open(brought.folder, PASSPHRASE)
    backup = again.backups.make(place)
    with again._turn() as database:
        since = 1
        there = database.value("SELECT count(*) FROM journal") - since
    again.close()
    assert backup.counts["entries"] == there + 1
    assert drill(backup, PASSPHRASE).ok
    raw = json.loads((backup.folder / MANIFEST_FILE).read_text())
    for entries, sound in ((there, True), (there - 1, False)):
        raw["counts"]["entries"] = entries
        (backup.folder / MANIFEST_FILE).write_text(json.dumps(raw))
        assert drill(Backup.read(backup.folder), PASSPHRASE).ok is sound


def test_a_drill_tells_a_wrong_passphrase_from_damage(vault: Vault, place: Path):
    backup = vault.backups.make(place)
    with pytest.raises(WrongPassphrase):
        drill(backup, "another passphrase altogether")


def test_a_backup_with_fewer_records_than_it_says_fails_the_drill(vault: Vault, place: Path):
    backup = vault.backups.make(place)
    raw = json.loads((backup.folder / MANIFEST_FILE).read_text())
    raw["counts"]["records"] += 1
    (backup.folder / MANIFEST_FILE).write_text(json.dumps(raw))
    report = drill(Backup.read(backup.folder), PASSPHRASE)
    assert not report.ok
    assert any("instead of" in sentence for sentence in report.sentences)


def test_thinning_takes_away_whole_backups_of_this_vault_only(
    make_vault, place: Path, monkeypatch: pytest.MonkeyPatch
):
    mine, other = make_vault("mine"), make_vault("other")
    monkeypatch.setattr(module, "_free_name", _named(0))
    first = mine.backups.make(place)
    monkeypatch.setattr(module, "_free_name", _named(1))
    other.backups.make(place)
    monkeypatch.setattr(module, "to_drop", lambda moments: list(moments))
    assert mine.backups.thin(place) == [first]
    assert [one.vault_id for one in backups_in(place)] == [other.vault_id]


@given(st.sets(st.integers(0, 60 * 24 * 800), max_size=300))
def test_the_newest_stays_and_days_weeks_and_months_can_be_gone_back_to(minutes):
    start = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    moments = [start + dt.timedelta(minutes=one) for one in minutes]
    kept = set(moments) - set(to_drop(moments))
    assert len(kept) <= LATEST + DAILY + WEEKLY + MONTHLY
    newest_first = sorted(moments, reverse=True)
    assert kept >= set(newest_first[:LATEST])
    days = sorted({one.date() for one in moments}, reverse=True)[:DAILY]
    assert {one.date() for one in kept} >= set(days)
    months = sorted({(one.year, one.month) for one in moments}, reverse=True)[:MONTHLY]
    assert {(one.year, one.month) for one in kept} >= set(months)
    assert to_drop(kept) == [], "thinning twice takes nothing more away"


def test_half_hourly_backups_for_two_years_come_down_to_a_handful():
    start = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    kept: list[dt.datetime] = []
    for number in range(48 * 30):
        kept.append(start + dt.timedelta(minutes=30 * number))
        gone = set(to_drop(kept))
        kept = [one for one in kept if one not in gone]
    assert len(kept) <= LATEST + DAILY + WEEKLY + MONTHLY
    assert len({one.date() for one in kept}) >= DAILY
