"""People and keys on the screen: letting in, changing, taking away, the sheet, a new key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tac_desktop.casework.service import Service
from tac_desktop.storage.errors import RecoveryCodeOfAnotherVault, WrongPassphrase
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.roles import Access, AccessEnded
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import place_names as places
from tac_desktop.ui.key_dialog import KeyDialog, SheetAgainDialog
from tac_desktop.ui.people_page import PeoplePage
from tac_desktop.ui.person_dialog import PersonDialog
from tests.ui.screen import PASSPHRASE, visible

OTHER = "walnut ribbon castle fiddle"


@pytest.fixture
def page(window) -> PeoplePage:
    window.workspace.show_page(places.SETTINGS)
    window.workspace.page(places.SETTINGS).people.click()
    found = window.workspace.page(places.PEOPLE)
    assert isinstance(found, PeoplePage)
    assert window.workspace.shown == places.PEOPLE
    return found


def dialog_of(window, kind):
    (found,) = list(visible(window, kind))
    return found


def cells(page: PeoplePage) -> list[tuple[str, ...]]:
    model = page.table.model()
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def choose(page: PeoplePage, name: str) -> None:
    page.table.selectRow([one[0] for one in cells(page)].index(name))


def let_in(window, page, qtbot, name: str, role: str, until: str = "") -> str:
    page.let_in.click()
    dialog = dialog_of(window, PersonDialog)
    dialog.name.setText(name)
    dialog.role.choose(role)
    dialog.until.setText(until)
    passphrase = dialog.chooser.offered.text()
    with qtbot.waitSignal(dialog.accepted, timeout=10000):
        dialog.go.click()
    return passphrase


@pytest.mark.usefixtures("cheap_keys")
def test_a_colleague_is_let_in_with_a_passphrase_of_her_own(window, page, qtbot, vault_folder):
    assert [one[0] for one in cells(page)] == ["Mari Lloyd"]
    passphrase = let_in(window, page, qtbot, "Nia Prys", "cover_worker", "30 Nov 2031")
    assert cells(page)[1][:3] == ("Nia Prys", "Cover worker", "Reads and writes")
    assert cells(page)[1][5] == "Until 30 Nov 2031"
    window.session.lock()
    nia = Vault.open(vault_folder, passphrase)
    assert nia.access is Access.COVER
    nia.close()


@pytest.mark.usefixtures("cheap_keys")
def test_the_form_says_what_a_role_may_do_and_what_is_missing(window, page):
    page.let_in.click()
    dialog = dialog_of(window, PersonDialog)
    dialog.role.choose("auditor")
    assert "Opens no case file" in dialog.explained.text()
    dialog.until.setText("31 Feb 2031")
    dialog.go.click()
    assert dialog.name_row.error.text() and dialog.until_row.error.text()
    dialog.until.setText("1 Jan 2020")
    dialog.go.click()
    assert dialog.until_row.error.text() == "This day is over."
    dialog.back.click()
    assert len(cells(page)) == 1


@pytest.mark.usefixtures("cheap_keys")
def test_a_role_is_changed_and_access_taken_away_and_given_again(
    window, page, qtbot, answers, vault_folder
):
    passphrase = let_in(window, page, qtbot, "Nia Prys", "cover_worker")
    choose(page, "Nia Prys")
    page.change.click()
    dialog = dialog_of(window, PersonDialog)
    dialog.role.choose("service_manager")
    with qtbot.waitSignal(dialog.accepted):
        dialog.go.click()
    assert cells(page)[1][2] == "Reads and signs off"
    choose(page, "Nia Prys")
    page.remove.click()
    assert page._members[page.table.chosen].can_open, "not before she said so"
    answers.choices.append(0)
    page.remove.click()
    assert "old copy of the folder" in answers.said[-1]
    assert cells(page)[1][5].startswith("Left on")
    window.session.vault.close()
    with pytest.raises((WrongPassphrase, AccessEnded)):
        Vault.open(vault_folder, passphrase)


def test_nobody_takes_away_her_own_access_and_the_last_stays(window, page, qtbot, answers):
    choose(page, "Mari Lloyd")
    assert not page.remove.isEnabled()
    page.change.click()
    dialog = dialog_of(window, PersonDialog)
    dialog.role.choose("cover_worker")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(answers.said))
    assert "last person with full access" in answers.said[0]


@pytest.mark.usefixtures("cheap_keys")
def test_the_sheet_is_shown_again_only_for_her_passphrase(window, page, qtbot, vault_folder):
    window.session.vault.save(Service(prison="HMP Eastmoor"))
    page.sheet_again.click()
    dialog = dialog_of(window, SheetAgainDialog)
    dialog.field.edit.setText("not the right one")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(dialog.line.error.text()))
    dialog.field.edit.setText(PASSPHRASE)
    dialog.go.click()
    qtbot.waitUntil(lambda: window.setup_page is not None)
    sheet = window.setup_page.sheet
    assert not sheet.new_key.isVisible(), "it is the sheet that there was"
    shown = " ".join(label.text() for label in sheet.groups)
    assert window.session.vault.team.recovery_code(PASSPHRASE) == shown
    sheet.back.click()
    assert window.workspace is not None and window.setup_page is None
    details = [one.action for one in window.session.vault.journal()]
    assert "sheet_shown" in details


@pytest.mark.usefixtures("cheap_keys")
def test_the_vault_can_be_locked_while_the_sheet_is_on_the_screen(window, page, qtbot):
    window.session.vault.save(Service(prison="HMP Eastmoor"))
    page.sheet_again.click()
    dialog = dialog_of(window, SheetAgainDialog)
    dialog.field.edit.setText(PASSPHRASE)
    dialog.go.click()
    qtbot.waitUntil(lambda: window.setup_page is not None)
    assert window.setup_page.sheet.groups[0].text()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not window.session.is_unlocked
    assert window.rooms.currentWidget() is window.unlock_page
    assert not window.setup_page.sheet.groups[0].text(), "the code is on no screen behind it"


@pytest.mark.usefixtures("cheap_keys")
def test_a_new_key_leads_to_its_sheet_and_takes_along_who_is_there(
    window, page, qtbot, vault_folder
):
    window.session.vault.save(Service(prison="HMP Eastmoor"))
    team = window.session.vault.team
    old_code = team.recovery_code(PASSPHRASE)
    team.add("Nia Prys", "cover_worker", OTHER, cost=KeyCost.for_tests())
    team.add("Ann Gray", "auditor", "seven purple kettles ringing", cost=KeyCost.for_tests())
    page.refresh()
    page.replace_key.click()
    dialog = dialog_of(window, KeyDialog)
    (nia, _ann) = dialog.others.values()
    dialog.own.edit.setText(PASSPHRASE)
    nia[0].edit.setText("wrong")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(nia[1].error.text()))
    assert "not her passphrase" in nia[1].error.text(), "said where the wrong one was typed"
    assert not dialog.own_line.error.text()
    nia[0].edit.setText(OTHER)
    dialog.go.click()
    qtbot.waitUntil(lambda: window.setup_page is not None, timeout=20000)
    setup = window.setup_page
    code = " ".join(label.text() for label in setup.sheet.groups)
    assert code and code != old_code
    assert not setup.sheet.back.isVisible(), "a sheet that nobody has yet has to be printed"
    assert "no longer opens this vault" in setup.sheet.new_key.accessibleName()
    setup.sheet.on_paper.setChecked(True)
    setup.sheet.go_on()
    for edit, number in zip(setup.type_back.edits, setup.type_back.asked, strict=True):
        edit.setText(code.split()[number - 1])
    setup.type_back.go_on()
    assert window.workspace is not None
    window.workspace.show_people()
    page = window.workspace.page(places.PEOPLE)
    assert [one[5] for one in cells(page)] == ["You, here now", "Can open it", "No passphrase here"]
    window.session.lock()
    Vault.open(vault_folder, OTHER).close()
    with pytest.raises(RecoveryCodeOfAnotherVault):
        Vault.open_with_recovery_code(
            vault_folder, old_code, "x", "auditor", OTHER, cost=KeyCost.for_tests()
        )


@pytest.mark.usefixtures("cheap_keys")
def test_a_new_key_whose_sheet_was_not_printed_asks_for_it_at_the_next_unlocking(
    window, qtbot, vault_folder
):
    vault = window.session.vault
    vault.save(Service(prison="HMP Eastmoor"))
    code = vault.replace_key({vault.slot_id: PASSPHRASE}, cost=KeyCost.for_tests())
    window.lock_now()
    window.unlock_page.field.edit.setText(PASSPHRASE)
    window.unlock_page.unlock()
    qtbot.waitUntil(lambda: window.setup_page is not None)
    assert " ".join(label.text() for label in window.setup_page.sheet.groups) == code


def test_locking_leaves_no_code_on_the_screen(window, page, qtbot):
    page.sheet_again.click()
    dialog = dialog_of(window, SheetAgainDialog)
    dialog.field.edit.setText(PASSPHRASE)
    dialog.go.click()
    qtbot.waitUntil(lambda: window.setup_page is not None)
    setup = window.setup_page
    window.lock_now()
    assert not any(label.text() for label in setup.sheet.groups)


@pytest.mark.usefixtures("cheap_keys")
@pytest.mark.parametrize("role", ["cover_worker", "service_manager", "auditor"])
def test_without_full_access_the_page_says_why_nothing_can_be_done(window, qtbot, role):
    window.session.vault.add_person("Nia Prys", role, OTHER)
    window.lock_now()
    window.unlock_page.who.setCurrentIndex(1)
    window.unlock_page.field.edit.setText(OTHER)
    window.unlock_page.unlock()
    qtbot.waitUntil(lambda: window.session.is_unlocked)
    window.workspace.show_people()
    page = window.workspace.page(places.PEOPLE)
    assert "does not let you manage people and keys" in page.why_not.label.text()
    buttons = (page.let_in, page.change, page.again, page.remove, page.replace_key)
    assert not any(button.isEnabled() for button in (*buttons, page.sheet_again))
    assert page.own.isEnabled()


@pytest.mark.usefixtures("cheap_keys")
def test_who_has_left_is_told_so_at_the_locked_window(window, qtbot):
    vault = window.session.vault
    slot = vault.team.add("Nia Prys", "cover_worker", OTHER)
    old_keys = (vault.folder / "keys.json").read_bytes()
    vault.team.remove(slot.person.worker_id)
    (vault.folder / "keys.json").write_bytes(old_keys)
    window.lock_now()
    window.unlock_page.who.setCurrentIndex(1)
    window.unlock_page.field.edit.setText(OTHER)
    window.unlock_page.unlock()
    qtbot.waitUntil(window.unlock_page.problem.isVisible)
    assert "was taken away on" in window.unlock_page.problem.label.text()
    assert not window.session.is_unlocked


@pytest.mark.usefixtures("cheap_keys")
def test_the_window_says_who_is_here_and_what_she_may_do(window, qtbot):
    assert window.workspace.who.text() == "Mari Lloyd"
    window.session.vault.team.add("Nia Prys", "service_manager", OTHER)
    window.lock_now()
    window.unlock_page.who.setCurrentIndex(1)
    window.unlock_page.field.edit.setText(OTHER)
    window.unlock_page.unlock()
    qtbot.waitUntil(lambda: window.session.is_unlocked)
    assert window.workspace.who.text() == "Nia Prys: Reads and signs off"
