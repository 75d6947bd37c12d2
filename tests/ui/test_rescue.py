"""A damaged vault in the window: what can be read and the newest backup are offered, never less."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tac_desktop.storage.errors import VaultDamaged
from tac_desktop.storage.salvage.offers import Way
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages
from tac_desktop.ui.unlock_remedies import Remedy, remedies_for
from tests.ui.screen import PASSPHRASE, add_mother, button, focus, press, type_text, visible
from tests.ui.test_accessibility import nameless

PAGE = 4096


@pytest.fixture
def rescued(locked_window, vault_folder, tmp_path, qtbot):
    """The page that offers ways to bring a damaged vault back, reached as she reaches it."""
    settings = locked_window.session.settings
    settings.backup_folder = str(tmp_path / "backups")
    vault = Vault.open(vault_folder, PASSPHRASE)
    add_mother(vault, "Rhosyn", "Averley", "A1234BC", said="Before the backup.")
    vault.backups.make(tmp_path / "backups")
    add_mother(vault, "Seren", "Brindle", "A2345BC", said="After the backup.")
    vault.close()
    wipe(vault_folder / "vault.db", [0])
    page = locked_window.unlock_page
    page.show_vault(vault_folder)
    page.field.edit.setText(PASSPHRASE)
    page.unlock()
    qtbot.waitUntil(lambda: not page._busy)
    assert "damaged" in page.problem.label.text()
    button(page, "Bring it back ...").click()
    assert locked_window.rooms.currentWidget() is locked_window.rescue_page
    return locked_window.rescue_page


def test_damage_that_is_met_only_when_the_pages_are_read_is_offered_to_be_brought_back(
    locked_window, monkeypatch, qtbot
):
    def damaged(self, today):
        raise VaultDamaged

    monkeypatch.setattr(Vault, "caseload", damaged)
    page = locked_window.unlock_page
    page.field.edit.setText(PASSPHRASE)
    page.unlock()
    qtbot.waitUntil(lambda: page.problem.isVisible())
    assert not locked_window.session.is_unlocked
    assert "damaged" in page.problem.label.text()
    assert page.remedies[0].text() == "Bring it back ..."


def test_wherever_damage_is_told_it_can_be_brought_back(window, answers, qtbot):
    messages.tell(window, VaultDamaged())
    assert window.session.is_unlocked, "only when she says so"
    answers.choices.append(0)
    messages.tell(window, VaultDamaged())
    assert answers.buttons == ["Lock it and bring it back ..."]
    qtbot.waitUntil(lambda: window.rooms.currentWidget() is window.rescue_page)
    assert not window.session.is_unlocked
    messages.tell(window, VaultDamaged())
    assert answers.said[-1].startswith("The vault's file is damaged")


def test_the_newest_backup_and_what_would_be_missing_are_told(rescued, qtbot):
    assert "The newest backup (of 1) was made just now" in rescued.backups.text()
    assert "Nothing is deleted." in rescued.safe.label.text()
    assert focus() is rescued.field.edit
    look(rescued, qtbot)
    assert list(rescued.ways) == [Way.TOGETHER, Way.BACKUP, Way.READABLE]
    assert rescued.ways[Way.TOGETHER].isChecked()
    said = rescued.ways[Way.BACKUP].accessibleDescription()
    assert "4 saved states of records from after it would be missing" in said
    assert "Seren Brindle: 1 × Log entry" in said
    assert "Averley" not in said
    words = [one.text().casefold() for one in visible(rescued, QPushButton)]
    assert not any("delete" in one for one in words)


def test_both_together_bring_everything_back_and_keep_the_damaged_folder(
    rescued, vault_folder, qtbot
):
    damaged = {path.name: path.read_bytes() for path in vault_folder.glob("vault.db*")}
    look(rescued, qtbot)
    rescued.next_button.click()
    qtbot.waitUntil(lambda: rescued._result is not None)
    assert "The vault is back" in rescued.result.label.text()
    (aside,) = vault_folder.parent.glob("Vault-damaged-*")
    assert {path.name: path.read_bytes() for path in aside.glob("vault.db*")} == damaged
    rescued.next_button.click()
    window = rescued.window()
    assert window.rooms.currentWidget() is window.unlock_page
    window.unlock_page.field.edit.setText(PASSPHRASE)
    window.unlock_page.unlock()
    qtbot.waitUntil(lambda: window.session.is_unlocked)
    vault = window.session.vault
    assert vault.folder == vault_folder
    assert len(vault.search("backup")) == 2
    report = vault.verify()
    assert report.ok
    assert "brought back from a damaged file" in " ".join(report.sentences)


def test_everything_has_a_name_and_the_keyboard_is_enough(rescued, qtbot):
    assert nameless(rescued) == []
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(rescued.ways))
    assert nameless(rescued) == []
    back_in_front(rescued, qtbot)
    assert focus() is rescued.ways[Way.TOGETHER]
    press(Qt.Key.Key_Down)
    assert rescued.ways[Way.BACKUP].isChecked()
    press(Qt.Key.Key_Tab)
    assert focus() is rescued.next_button
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rescued._result is not None)
    back_in_front(rescued, qtbot)
    assert focus() is rescued.next_button
    assert "4 saved states of records from after it would be missing" in rescued.missing.text()
    assert nameless(rescued) == []


def test_a_wrong_passphrase_is_told_and_going_back_leaves_all_as_it_is(
    rescued, vault_folder, qtbot
):
    before = (vault_folder / "vault.db").read_bytes()
    rescued.field.edit.setText("wrong wrong wrong wrong")
    rescued.go_on()
    qtbot.waitUntil(rescued.isEnabled)
    assert "does not open this vault" in rescued.field_row.error.text()
    rescued.back.click()
    window = rescued.window()
    assert window.rooms.currentWidget() is window.unlock_page
    assert (vault_folder / "vault.db").read_bytes() == before
    assert len(list(vault_folder.parent.glob("Vault*"))) == 1


def test_without_a_backup_another_folder_can_be_looked_in(rescued, tmp_path, answers, qtbot):
    settings = rescued._session.settings
    (tmp_path / "backups").rename(tmp_path / "stick")
    settings.backup_folder = str(tmp_path / "backups")
    rescued.show_vault(rescued._folder)
    assert rescued.backups.text().startswith("No backup of this vault was found.")
    answers.paths = [tmp_path / "stick"]
    rescued.look_elsewhere.click()
    assert rescued.backups.text().startswith("The newest backup (of 1)")
    look(rescued, qtbot)
    assert Way.BACKUP in rescued.ways


@pytest.fixture
def backed_up(locked_window, vault_folder, tmp_path):
    """A vault with one mother and a backup of it; the locked window knows where."""
    locked_window.session.settings.backup_folder = str(tmp_path / "backups")
    locked_window.session.settings.vault_folder = str(vault_folder)
    vault = Vault.open(vault_folder, PASSPHRASE)
    add_mother(vault, "Rhosyn", "Averley", "A1234BC", said="Before the backup.")
    backup = vault.backups.make(tmp_path / "backups")
    vault.close()
    return backup


def bring_back_from(window, chosen, qtbot):
    """Choose a folder on the locked page, follow the button, and bring back what is offered."""
    window.unlock_page.show_vault(chosen)
    button(window.unlock_page, "Bring it back ...").click()
    page = window.rescue_page
    look(page, qtbot)
    assert list(page.ways) == [Way.BACKUP]
    page.next_button.click()
    qtbot.waitUntil(lambda: page.result.isVisible(), timeout=20_000)
    page.next_button.click()
    return page


def test_a_vault_whose_folder_is_gone_comes_back_from_its_backup(
    locked_window, backed_up, vault_folder, qtbot
):
    shutil.rmtree(vault_folder)
    page = bring_back_from(locked_window, vault_folder, qtbot)
    assert "is kept as it was" not in page.result.accessibleName(), "there was nothing to keep"
    assert [one.name for one in vault_folder.parent.glob("Vault*")] == ["Vault"]
    vault = Vault.open(vault_folder, PASSPHRASE)
    assert [row.name for row in vault.caseload(dt.date.today())] == ["AVERLEY, Rhosyn"]
    vault.close()


def test_nobody_works_in_a_backup_it_becomes_a_vault_of_its_own(
    locked_window, backed_up, vault_folder, qtbot
):
    before = {one.name: one.read_bytes() for one in backed_up.folder.iterdir()}
    locked_window.unlock_page.show_vault(backed_up.folder)
    assert "is a backup" in locked_window.unlock_page.problem.label.text()
    assert not locked_window.unlock_page.field.isVisible()
    bring_back_from(locked_window, backed_up.folder, qtbot)
    assert locked_window.unlock_page.folder == vault_folder.with_name("Vault-2")
    assert {one.name: one.read_bytes() for one in backed_up.folder.iterdir()} == before
    Vault.open(vault_folder, PASSPHRASE).close()
    Vault.open(locked_window.unlock_page.folder, PASSPHRASE).close()


def test_a_failed_check_leads_here_from_the_open_window(window, vault_folder, answers, qtbot):
    vault = window.session.vault
    add_mother(vault, "Rhosyn", "Averley", "A1234BC", said="Something.")
    with vault._writing() as database:
        database.write("UPDATE journal SET by_id = 'somebody else' WHERE seq = 3")
    answers.choices = [0]
    window.commands.check_vault()
    qtbot.waitUntil(lambda: bool(answers.said))
    assert "Journal entry 3" in answers.said[0]
    assert answers.buttons == ["Lock it and bring it back ..."]
    qtbot.waitUntil(lambda: window.rescue_page is not None)
    assert not window.session.is_unlocked
    assert window.rooms.currentWidget() is window.rescue_page


def test_deleting_is_the_remedy_for_nothing():
    from tac_desktop.storage import errors

    for error in (errors.VaultDamaged(), errors.EmptyFile(), errors.DatabaseMissing()):
        assert remedies_for(error)[0] is Remedy.BRING_BACK
    assert not any("elete" in one.words or "rase" in one.words for one in Remedy)


def back_in_front(page, qtbot) -> None:
    """Offscreen nobody gives the window back the focus when the progress window above it closes."""

    def has_focus() -> bool:
        page.window().activateWindow()
        return focus() is not None

    qtbot.waitUntil(has_focus)


def look(page, qtbot) -> None:
    """Type the passphrase and wait for what is offered."""
    page.field.edit.setText(PASSPHRASE)
    page.go_on()
    qtbot.waitUntil(lambda: bool(page.ways))


def wipe(path, pages) -> None:
    """Overwrite some pages with zeros."""
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(bytes(content))
