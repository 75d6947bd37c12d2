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
from tac_desktop.policy import NotOnRemovableMedia, VaultOnRemovableMedia
from tac_desktop.storage import drives
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.preflight import preflight
from tac_desktop.storage.progress import no_progress
from tac_desktop.storage.recovery import GROUPS
from tac_desktop.storage.stick import Drive, DriveKind
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, stick_choice
from tac_desktop.ui.backup_keeper import places_now
from tac_desktop.ui.document_files import read_files
from tac_desktop.ui.pdf_file import SaveOutcome, save_pdf
from tac_desktop.ui.policy_card import PolicyCard, PolicyNote
from tac_desktop.ui.recovery_steps import SheetStep
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tac_desktop.ui.settings_page import SettingsPage
from tac_desktop.ui.setup_page import SetupPage
from tac_desktop.ui.stick_choice import StickChoice
from tac_desktop.ui.unlock_page import UnlockPage
from tac_desktop.ui.upgrade_dialog import UpgradeDialog

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
    set_policy(removable_media="read only", ask="the desk")
    assert stick not in places_now(session.settings)
    refused = save_pdf(stick / "a.pdf", b"%PDF-", session.vault.folder)
    assert refused.outcome is SaveOutcome.NOT_ALLOWED and "does not allow" in refused.sentence
    assert "ask the desk" in refused.sentence
    assert "ask the desk" in preflight(stick).sentence
    with pytest.raises(NotOnRemovableMedia) as told:
        session.vault.backups.make(stick)
    assert "ask the desk" in told.value.what_to_do
    assert "ask the desk" in Outcome.NOT_ALLOWED.sentence
    assert list(stick.iterdir()) == []
    actions = [one.action for one in session.vault.journal()]
    assert AuditAction.REFUSED in actions
    assert save_pdf(here / "a.pdf", b"%PDF-", session.vault.folder).succeeded


def test_no_vault_is_made_on_a_stick_where_it_is_not_allowed(
    set_policy: SetPolicy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
):
    stick, here = tmp_path / "stick", tmp_path / "here"
    stick.mkdir()
    here.mkdir()
    monkeypatch.setattr(drives, "is_removable", lambda folder: folder.is_relative_to(stick))
    set_policy(removable_media="not allowed", ask="the desk")
    monkeypatch.setattr(paths, "default_vault_folder", lambda: here / "vault")
    window = QWidget()
    qtbot.addWidget(window)
    page = SetupPage(Session(Settings.load()), window)
    page.start()
    page.person.name.setText("Dana Sample")
    page.person.role.choose("tac_social_worker")
    page.person.set_folder(stick / "vault")
    assert "does not allow" in page.person.verdict.text()
    assert "ask the desk" in page.person.verdict.text()
    page.person.go_on()
    assert page.stack.currentWidget() is page.person
    with pytest.raises(NotOnRemovableMedia):
        Vault.create(stick / "vault", "Dana", "social worker", PASSPHRASE, cost=CHEAP)
    assert list(stick.iterdir()) == []
    page.person.set_folder(here / "vault")
    page.person.go_on()
    assert page.stack.currentWidget() is page.passphrase


def test_a_vault_on_a_stick_is_not_opened_and_the_window_says_what_to_do(
    set_policy: SetPolicy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
):
    folder = tmp_path / "stick" / "vault"
    vault, _code = Vault.create(folder, "Dana", "social worker", PASSPHRASE, cost=CHEAP)
    vault.close()
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    monkeypatch.setattr(drives, "is_removable", lambda path: path.is_relative_to(folder.parent))
    set_policy(removable_media="read only", ask="the desk")
    window = QWidget()
    qtbot.addWidget(window)
    page = UnlockPage(Session(Settings.load()), window)
    page.show_vault(folder)
    assert page.button.isHidden()
    assert "does not allow" in page.problem.label.text()
    assert "Copy its whole folder to this computer" in page.problem_rest.text()
    with pytest.raises(VaultOnRemovableMedia):
        Vault.open(folder, PASSPHRASE)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_the_recovery_sheet_is_not_saved_on_a_stick_where_it_is_not_allowed(
    set_policy: SetPolicy, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
):
    stick, here = tmp_path / "stick", tmp_path / "here"
    stick.mkdir()
    here.mkdir()
    monkeypatch.setattr(drives, "is_removable", stick.__eq__)
    set_policy(removable_media="not allowed")
    window = QWidget()
    qtbot.addWidget(window)
    step = SheetStep(session, window)
    step.show_code(" ".join(["ABCD"] * GROUPS))
    asked: list[str] = []
    monkeypatch.setattr(
        messages, "confirm", lambda _parent, words, *_more, **_k: asked.append(words) or True
    )
    monkeypatch.setattr(messages, "choose_new_file", lambda *_words: stick / "sheet.pdf")
    step._save()
    qtbot.waitUntil(lambda: not step.outcome.isHidden(), timeout=20_000)
    assert "does not allow" in step.outcome.label.text()
    assert "allows no sticks" in asked[0] and "onto a stick" not in asked[0]
    assert list(stick.iterdir()) == []
    monkeypatch.setattr(messages, "choose_new_file", lambda *_words: here / "sheet.pdf")
    step.outcome.hide()
    step._save()
    qtbot.waitUntil(lambda: not step.outcome.isHidden(), timeout=20_000)
    assert (here / "sheet.pdf").read_bytes().startswith(b"%PDF")
    inside = session.vault.folder / "sheet.pdf"
    monkeypatch.setattr(messages, "choose_new_file", lambda *_words: inside)
    step.outcome.hide()
    step._save()
    qtbot.waitUntil(lambda: not step.outcome.isHidden(), timeout=20_000)
    assert not inside.exists(), "a file in the vault's own folder would look protected"


def test_documents_and_upgrades_on_a_stick_are_not_read_where_it_is_not_allowed(
    set_policy: SetPolicy, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4")
    monkeypatch.setattr(drives, "is_removable", scan.__eq__)
    set_policy(removable_media="not allowed", ask="the desk")
    read, (refused,) = read_files([scan], no_progress)
    assert read == [] and "does not allow this program to read" in refused.sentence
    window = QWidget()
    qtbot.addWidget(window)
    dialog = UpgradeDialog(session, window)
    dialog.show_file(scan)
    assert "does not allow this program to read" in dialog.outcome.label.text()
    assert "Ask the desk" in dialog.outcome.label.text()


def test_a_stick_that_is_forbidden_is_not_offered(
    set_policy: SetPolicy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
):
    monkeypatch.setattr(stick_choice, "sticks", lambda: [Drive(tmp_path, DriveKind.STICK)])
    monkeypatch.setattr(drives, "is_removable", tmp_path.__eq__)
    window = QWidget()
    qtbot.addWidget(window)
    for allowed, buttons in (("allowed", 1), ("read only", 0), ("not allowed", 0)):
        set_policy(removable_media=allowed)
        assert len(StickChoice("Where to?", window).buttons) == buttons


def test_the_marking_that_is_set_stands_on_every_page(set_policy: SetPolicy):
    from tac_desktop.packs.page import marking_of

    assert marking_of(Document(title="A")) == "OFFICIAL-SENSITIVE"
    set_policy(marking="Official - Welsh")
    assert marking_of(Document(title="A", marking="OTHER")) == "OFFICIAL - WELSH"
    assert marking_of(Document(title="A", marking="")) == ""
