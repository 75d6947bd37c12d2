"""Backups by themselves and on the settings page, and the targets beside them."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tac_desktop.casework.service import Service
from tac_desktop.casework.targets import target
from tac_desktop.casework.work import Task
from tac_desktop.errors import Cancelled
from tac_desktop.storage.backups import Backup, backups_in
from tac_desktop.ui import backup_keeper, work
from tac_desktop.ui.backup_keeper import (
    BackupState,
    BackupWords,
    age_in_words,
    state_in_words,
)
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings_page import SettingsPage
from tests.ui.conftest import PASSPHRASE, Answers

NOW = dt.datetime(2026, 11, 16, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def page(session: Session, qtbot, tmp_path: Path) -> SettingsPage:
    session.settings.backup_folder = str(tmp_path / "backups")
    made = SettingsPage(session, None)
    qtbot.addWidget(made)
    made.show()
    made.start()
    return made


def done(qtbot) -> None:
    qtbot.waitUntil(lambda: not work._running, timeout=10_000)


def test_a_backup_is_made_by_itself_once_something_was_saved(
    window: MainWindow, qtbot, tmp_path: Path
):
    session = window.session
    session.settings.backup_folder = str(tmp_path / "backups")
    session.vault.save(Task(title="Ring the school"))
    with qtbot.waitSignal(window.backups.changed, timeout=10_000):
        window.backups.look()
    assert len(backups_in(tmp_path / "backups", session.vault.vault_id)) == 1
    assert window._backup_age.text() == "Backup just now, on this computer only"
    with qtbot.waitSignal(window.backups.changed, timeout=10_000):
        window.backups.look()
    assert len(backups_in(tmp_path / "backups", session.vault.vault_id)) == 1


def test_a_place_that_cannot_be_written_is_said_and_stops_nothing(
    window: MainWindow, qtbot, tmp_path: Path
):
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    window.session.settings.backup_folder = str(blocked)
    with qtbot.waitSignal(window.backups.changed, timeout=10_000):
        window.backups.look()
    assert window._backup_age.text().startswith("A backup failed: ")
    assert window.session.is_unlocked


def test_a_backup_that_locking_broke_off_is_no_failure_after_the_next_unlocking(
    window: MainWindow, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    begun, go_on = threading.Event(), threading.Event()

    def broken_off(*_arguments: object) -> int:
        begun.set()
        assert go_on.wait(10)
        raise Cancelled

    monkeypatch.setattr(backup_keeper, "_make_all_due", broken_off)
    window.backups.look()
    assert begun.wait(10)
    window.session.lock()
    window.session.unlock(PASSPHRASE)
    go_on.set()
    qtbot.waitUntil(lambda: not work.is_running(), timeout=10_000)
    assert window.backups.trouble == ""


def test_where_one_place_fails_the_other_gets_its_backup_all_the_same(
    window: MainWindow, qtbot, tmp_path: Path
):
    blocked, stick = tmp_path / "a file", tmp_path / "stick"
    blocked.write_text("in the way")
    stick.mkdir()
    window.session.settings.backup_folder = str(blocked)
    window.session.settings.second_backup_folder = str(stick)
    with qtbot.waitSignal(window.backups.changed, timeout=10_000):
        window.backups.look()
    assert len(backups_in(stick, window.session.vault.vault_id)) == 1
    assert window._backup_age.text().startswith("A backup failed: ")


def test_the_second_place_is_used_while_it_is_there(window: MainWindow, qtbot, tmp_path: Path):
    stick = tmp_path / "stick"
    window.session.settings.backup_folder = str(tmp_path / "backups")
    window.session.settings.second_backup_folder = str(stick)
    with qtbot.waitSignal(window.backups.changed, timeout=10_000):
        window.backups.look()
    assert window.backups.state().second is None
    stick.mkdir()
    with qtbot.waitSignal(window.backups.changed, timeout=10_000):
        window.backups.look()
    assert window.backups.state().second is not None
    assert window._backup_age.text() == "Backup just now"


def test_nothing_is_said_of_backups_while_the_vault_is_locked(window: MainWindow, qtbot):
    with qtbot.waitSignal(window.backups.changed, timeout=10_000):
        window.backups.look()
    window.lock_now()
    assert window._backup_age.text() == ""
    window.backups.look()
    assert not work._running


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "just now"), (25, "25 minutes ago"), (180, "3 hours ago"), (3000, "2 days ago")],
)
def test_the_age_of_a_backup_is_in_words(minutes: int, words: str):
    assert age_in_words(dt.timedelta(minutes=minutes)) == words


def test_without_any_backup_and_after_trouble_the_words_say_so():
    assert state_in_words(BackupState(None, None), NOW) == BackupWords("No backup yet")
    said = state_in_words(BackupState(None, None, "The disk is full."), NOW)
    assert said.role == "error" and "The disk is full." in said.words


@pytest.mark.parametrize(
    ("here", "second", "role", "words"),
    [
        (0.1, None, "warning", "on this computer only"),
        (0.1, 8.0, "warning", "elsewhere 8 days ago"),
        (0.1, 1.0, "muted", "Backup 2 hours ago"),
        (3.0, None, "error", "3 days ago, on this computer only"),
    ],
)
def test_one_computer_is_warned_of_as_the_only_place(here, second, role, words):
    def made(days):
        moment = NOW - dt.timedelta(days=days or 0)
        return Backup(Path("b"), moment, "v", 1, "0", {}, 1, "0") if days else None

    said = state_in_words(BackupState(made(here), made(second)), NOW)
    assert (said.role, words in said.words) == (role, True)
    assert ("not a place to keep the only copy" in said.why) is (role != "muted")


def test_a_backup_is_made_and_proved_from_the_settings(
    page: SettingsPage, session: Session, qtbot, answers: Answers
):
    assert "One computer is not a place to keep the only copy" in page.backups.second.text()
    assert not page.backups.try_it.isEnabled()
    page.backups.make_now.click()
    done(qtbot)
    assert "Backup made, read back and opened" in answers.said[-1]
    assert "1 backup in" in page.backups.here.text()
    page.backups.try_it.click()
    page.backups.passphrase.edit.setText("not the passphrase at all")
    page.backups.begin_trial.click()
    done(qtbot)
    assert len(answers.said) == 1, "it is said at the field"
    page.backups.passphrase.edit.setText(PASSPHRASE)
    QTest.keyClick(page.backups.passphrase.edit, Qt.Key.Key_Return)
    done(qtbot)
    assert "comes back whole" in answers.said[-1]


def test_a_second_place_is_chosen_and_forgotten(
    page: SettingsPage, session: Session, answers: Answers, tmp_path: Path
):
    answers.paths = [tmp_path]
    page.backups.choose_second.click()
    assert session.settings.second_backup_folder == str(tmp_path)
    assert page.backups.forget_second.isVisible()
    page.backups.forget_second.click()
    assert session.settings.second_backup_folder == ""
    answers.paths = [session.vault.folder]
    page.backups.choose_second.click()
    assert "would be lost with it" in answers.said[-1]
    assert session.settings.second_backup_folder == ""


def test_the_usual_targets_are_shown_and_can_be_set_and_switched_off(
    page: SettingsPage, session: Session
):
    boxes = page.targets.body.boxes
    assert boxes["hearing_notice_days"].editor.value() == 14
    boxes["hearing_notice_days"].editor.show_value(21)
    boxes["survey_months"].editor.show_value(0)
    page.targets.save.click()
    (entry,) = session.vault.entries("service")
    service = entry.record
    assert isinstance(service, Service)
    assert (service.hearing_notice_days, service.survey_months) == (21, 0)
    assert target.__doc__ and "0" in target.__doc__


def test_how_a_mother_can_be_met_here_is_set_and_kept_beside_the_rest(
    page: SettingsPage, session: Session
):
    boxes = page.meeting_here.body.boxes
    boxes["video_platforms"].editor.show_value(["prison_video_link"])
    boxes["booking_days"].editor.show_value(5)
    boxes["booking"].editor.show_value("Ring the booking office.")
    page.meeting_here.save.click()
    (entry,) = session.vault.entries("service")
    service = entry.record
    assert isinstance(service, Service)
    assert service.video_platforms == ["prison_video_link"]
    assert (service.booking_days, service.booking) == (5, "Ring the booking office.")
    assert service.hearing_notice_days == 14
