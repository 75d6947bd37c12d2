"""What IT has set, as the window shows and keeps it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tac_desktop import paths, policy
from tac_desktop.handover.outcome import Outcome
from tac_desktop.packs.page import Document
from tac_desktop.policy import NotOnRemovableMedia
from tac_desktop.storage import drives
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.backup_keeper import places_now
from tac_desktop.ui.pdf_file import SaveOutcome, save_pdf
from tac_desktop.ui.policy_card import PolicyCard, PolicyNote
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tac_desktop.ui.settings_page import SettingsPage

PASSPHRASE = "orbit lantern pebble chutney"
CHEAP = KeyCost.for_tests()
SetPolicy = Callable[..., policy.Policy]


@pytest.fixture
def set_policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SetPolicy:
    """Puts a policy in force, as IT would before the program starts."""

    def put(**settings: object) -> policy.Policy:
        file = tmp_path / "policy.json"
        file.write_text(json.dumps(settings), encoding="utf-8")
        rules = policy.read(file)
        monkeypatch.setattr(policy, "in_force", lambda: rules)
        return rules

    monkeypatch.setattr(paths, "settings_file", lambda: tmp_path / "settings.json")
    return put


@pytest.fixture
def session(qtbot, tmp_path: Path):
    vault, _code = Vault.create(tmp_path / "vault", "Dana", "social worker", PASSPHRASE, cost=CHEAP)
    one = Session(Settings.load())
    one.adopt(vault)
    yield one
    one.lock()


def test_what_it_has_set_counts_and_what_the_user_chose_is_kept_for_later(
    set_policy: SetPolicy, monkeypatch: pytest.MonkeyPatch
):
    own = Settings(idle_minutes=20, backup_folder="/mine")
    assert own.save()
    set_policy(idle_minutes=7)
    settings = Settings.load()
    assert (settings.idle_minutes, settings.backup_folder) == (7, "/mine")
    assert settings.is_managed("idle_minutes") and not settings.is_managed("backup_folder")
    assert settings.save()
    monkeypatch.setattr(policy, "in_force", policy.Policy)
    assert Settings.load().idle_minutes == 20


def test_the_settings_page_shows_what_is_set_and_lets_nobody_change_it(
    set_policy: SetPolicy, tmp_path: Path, qtbot
):
    set_policy(idle_minutes=7, backup_folder=str(tmp_path / "b"), ask="the desk")
    vault, _code = Vault.create(tmp_path / "vault", "Dana", "social worker", PASSPHRASE, cost=CHEAP)
    session = Session(Settings.load())
    session.adopt(vault)
    window = QWidget()
    qtbot.addWidget(window)
    page = SettingsPage(session, window)
    page.start()
    assert page.idle_choice.code == "7" and not page.idle_choice.isEnabled()
    assert "Set by your IT." in page.idle_choice.accessibleDescription()
    assert not page.backups.choose_first.isEnabled()
    assert page.backups.choose_second.isEnabled()
    assert "Set by your IT." in page.backups.here.text()
    assert page.policy.words[0].text().startswith("The vault locks after 7")
    assert not page.policy.isHidden()
    session.lock()


def test_without_a_policy_there_is_nothing_to_see(qtbot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(policy, "in_force", policy.Policy)
    window = QWidget()
    qtbot.addWidget(window)
    assert PolicyCard(window).isHidden()


def test_the_journal_says_what_was_set_once_and_when_it_changes(
    set_policy: SetPolicy, session: Session, monkeypatch: pytest.MonkeyPatch
):
    def noted() -> list[str]:
        journal = session.vault.journal()
        return [one.detail for one in journal if one.action is AuditAction.POLICY_CHANGED]

    said: list[str] = []
    session.said.connect(said.append)
    note = PolicyNote(session)
    assert noted() == []
    set_policy(removable_media="not allowed", idle_minutes="often")
    for _again in range(2):
        note._look()
    (first,) = noted()
    assert "Nothing is written to sticks" in first and "whole number" in first
    assert "whole number" in said[-1]
    monkeypatch.setattr(policy, "in_force", policy.Policy)
    note._look()
    assert noted()[0] == "Nothing is set by IT any more."


def test_nothing_is_written_to_a_stick_where_it_is_not_allowed(
    set_policy: SetPolicy, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stick, here = tmp_path / "stick", tmp_path / "here"
    stick.mkdir()
    here.mkdir()
    monkeypatch.setattr(drives, "is_removable", stick.__eq__)
    session.settings.second_backup_folder = str(stick)
    assert stick in places_now(session.settings)
    set_policy(removable_media="not allowed", ask="the desk")
    assert stick not in places_now(session.settings)
    refused = save_pdf(stick / "a.pdf", b"%PDF-", session.vault.folder)
    assert refused.outcome is SaveOutcome.NOT_ALLOWED and "does not allow" in refused.sentence
    with pytest.raises(NotOnRemovableMedia) as told:
        session.vault.backups.make(stick)
    assert "ask the desk" in told.value.what_to_do
    assert "ask the desk" in Outcome.NOT_ALLOWED.sentence
    assert list(stick.iterdir()) == []
    actions = [one.action for one in session.vault.journal()]
    assert AuditAction.REFUSED in actions
    assert save_pdf(here / "a.pdf", b"%PDF-", session.vault.folder).succeeded


def test_the_marking_that_is_set_stands_on_every_page(set_policy: SetPolicy):
    from tac_desktop.packs.page import marking_of

    assert marking_of(Document(title="A")) == "OFFICIAL-SENSITIVE"
    set_policy(marking="Official - Welsh")
    assert marking_of(Document(title="A", marking="OTHER")) == "OFFICIAL - WELSH"
    assert marking_of(Document(title="A", marking="")) == ""
