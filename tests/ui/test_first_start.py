"""The first start, by keyboard: from nothing to an empty caseload that says what to do first."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt

from tac_desktop import paths
from tac_desktop.casework.service import Service
from tac_desktop.storage.keys import group_of
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import printers
from tac_desktop.ui.caseload_page import CaseloadPage
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tac_desktop.ui.setup_page import setup_marks
from tests.ui.conftest import close, show
from tests.ui.paper import PrinterInAFolder
from tests.ui.screen import PASSPHRASE, button, focus, press, type_text

OWN = "three blind mice ran up"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "place" / "Vault"


@pytest.fixture
def first_start(folder, cheap_keys, monkeypatch):
    """The window as it comes up on a computer where the program was never used."""
    monkeypatch.setattr(paths, "default_vault_folder", lambda: folder)
    session = Session(Settings(theme="light"))
    made = MainWindow(session)
    show(made)
    made.start()
    yield made
    close(made)
    session.lock()
    shiboken6.delete(session)


@pytest.fixture
def at_the_sheet(first_start, qtbot):
    """A vault was just made; the recovery sheet is on the screen."""
    type_text("Mari Lloyd")
    press(Qt.Key.Key_Return)
    first_start.setup_page.passphrase.go_on()
    _wait_for_sheet(first_start, qtbot)
    return first_start


def test_by_keyboard_alone_to_an_empty_caseload(first_start, folder, qtbot, monkeypatch):
    setup = first_start.setup_page
    type_text("Mari Lloyd")
    press(Qt.Key.Key_Return)
    assert setup.stack.currentWidget() is setup.passphrase
    offered = setup.passphrase.chooser.offered.text()
    assert len(offered.split()) == 4
    for _step in range(2):
        press(Qt.Key.Key_Tab)
    _tab_to(button(first_start, "Make the vault"))
    press(Qt.Key.Key_Space)
    _wait_for_sheet(first_start, qtbot)
    code = " ".join(label.text() for label in setup.sheet.groups)
    _tab_to(setup.sheet.on_paper)
    press(Qt.Key.Key_Space)
    _tab_to(button(first_start, "Continue"))
    press(Qt.Key.Key_Space)
    assert setup.stack.currentWidget() is setup.type_back
    for number in setup.type_back.asked:
        type_text(group_of(code, number).lower())
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert setup.stack.currentWidget() is setup.service
    type_text("HMP Eastmoor")
    _tab_to(button(first_start, "Save and begin"))
    press(Qt.Key.Key_Space)

    page = first_start.workspace.stack.currentWidget()
    assert isinstance(page, CaseloadPage)
    assert "Nobody is on the caseload yet" in page.empty.label.text()
    assert focus() is page.empty.button
    vault = first_start.session.vault
    assert [entry.record.prison for entry in vault.entries(Service.type_name)] == ["HMP Eastmoor"]
    assert not setup_marks(vault)
    assert folder / "vault.db" == vault.folder / "vault.db"
    vault.close()
    Vault.open(folder, offered).close()


def test_without_a_name_it_does_not_go_on(first_start):
    press(Qt.Key.Key_Return)
    step = first_start.setup_page.person
    assert step.name_row.error.text() == "Please give your name."
    assert focus() is step.name


def test_other_words_are_offered(first_start):
    type_text("Mari Lloyd")
    press(Qt.Key.Key_Return)
    chooser = first_start.setup_page.passphrase.chooser
    before = chooser.offered.text()
    _tab_to(chooser.offer_others)
    press(Qt.Key.Key_Space)
    assert chooser.offered.text() != before


def test_her_own_passphrase_is_judged_while_she_types_and_asked_for_twice(first_start, qtbot):
    type_text("Mari Lloyd")
    press(Qt.Key.Key_Return)
    step = first_start.setup_page.passphrase
    press(Qt.Key.Key_Down)
    _tab_to(step.chooser.first.edit)
    type_text("mari lloyd 123")
    assert step.chooser.strength.text().startswith("Too short")
    press(Qt.Key.Key_Return)
    assert step.chooser.error.text().startswith("Too short")
    step.chooser.first.edit.setText(OWN)
    assert step.chooser.strength.text().startswith(("Good", "Enough", "Strong"))
    step.chooser.second.edit.setText(OWN + "x")
    step.go_on()
    assert step.chooser.error.text().startswith("The two are not the same")
    step.chooser.second.edit.setText(OWN)
    step.go_on()
    _wait_for_sheet(first_start, qtbot)
    assert step.chooser.first.text == "" and step.chosen == ""


def test_a_wrong_group_is_told_and_the_sheet_can_be_seen_again(at_the_sheet):
    setup = at_the_sheet.setup_page
    setup.sheet.on_paper.setChecked(True)
    setup.sheet.go_on()
    type_text("0000")
    press(Qt.Key.Key_Return)
    assert setup.stack.currentWidget() is setup.type_back
    errors = [line.error.text() for line in setup.type_back._rows]
    assert errors[0] == "That is not what the sheet says. Compare each letter."
    assert errors[1] == "Please type this group."
    setup.type_back.back.click()
    assert setup.stack.currentWidget() is setup.sheet


def test_the_groups_asked_for_are_spread_over_the_code_and_differ_from_time_to_time(at_the_sheet):
    step, seen = at_the_sheet.setup_page.type_back, set()
    for _time in range(30):
        step.ask_about(at_the_sheet.setup_page._code)
        assert len(set(step.asked)) == 3
        assert list(step.asked) == sorted(step.asked)
        seen.add(step.asked)
    assert len(seen) > 5


def test_ended_before_the_sheet_was_typed_back_the_next_unlocking_shows_the_sheet(
    at_the_sheet, qtbot
):
    code = at_the_sheet.setup_page._code
    passphrase = "walnut ferry marble socket"
    at_the_sheet.session.vault.add_person("Nia Prys", "tac_social_worker", passphrase)
    at_the_sheet.lock_now()
    page = at_the_sheet.unlock_page
    page.who.setCurrentIndex(1)
    page.field.edit.setText(passphrase)
    page.unlock()
    qtbot.waitUntil(lambda: at_the_sheet.rooms.currentWidget() is at_the_sheet.setup_page)
    setup = at_the_sheet.setup_page
    assert setup.stack.currentWidget() is setup.sheet
    assert " ".join(label.text() for label in setup.sheet.groups) == code


def test_the_sheet_is_printed_from_memory(at_the_sheet, qtbot, monkeypatch, tmp_path):
    printer = PrinterInAFolder(tmp_path, "Office printer")
    monkeypatch.setattr(printers, "this_computer", printer)
    sheet = at_the_sheet.setup_page.sheet
    sheet.start()
    assert sheet.printer.code == "Office printer"
    button(at_the_sheet, "Print the sheet").click()
    qtbot.waitUntil(lambda: not sheet.outcome.isHidden(), timeout=15_000)
    assert "handed to the printer" in sheet.outcome.label.text()
    assert printer.jobs[0].read_bytes().startswith(b"%PDF")


def test_without_a_printer_it_says_what_to_do(at_the_sheet, monkeypatch, tmp_path):
    monkeypatch.setattr(printers, "this_computer", PrinterInAFolder(tmp_path))
    sheet = at_the_sheet.setup_page.sheet
    sheet.start()
    assert sheet.no_printer.isVisible()
    assert not sheet.print_button.isVisible()
    assert focus() is sheet.save_button


def test_saving_the_sheet_as_pdf_warns_first_and_is_left_out_when_refused(
    at_the_sheet, answers, tmp_path, qtbot
):
    sheet = at_the_sheet.setup_page.sheet
    path = tmp_path / "sheet.pdf"
    answers.paths = [path]
    sheet.save_button.click()
    assert "Whoever gets this PDF" in answers.said[-1]
    assert not path.exists()

    answers.choices = [0]
    sheet.save_button.click()
    qtbot.waitUntil(path.exists, timeout=15_000)
    qtbot.waitUntil(lambda: not sheet.outcome.isHidden())
    assert path.read_bytes().startswith(b"%PDF")
    assert str(path) in sheet.outcome.label.text()


def test_a_folder_with_other_files_gets_a_new_folder_inside_it(first_start, tmp_path, answers):
    (tmp_path / "holiday.txt").write_text("photos")
    answers.paths = [tmp_path]
    step = first_start.setup_page.person
    step.change.click()
    assert step.folder.parent == tmp_path
    assert step.verdict.text() == "This folder does not exist yet. It will be made."


def test_a_folder_that_holds_a_vault_is_refused_in_words(first_start, vault_folder, answers):
    step = first_start.setup_page.person
    answers.paths = [vault_folder]
    step.change.click()
    step.name.setText("Mari Lloyd")
    step.go_on()
    assert "There is a vault in this folder already" in step.verdict.text()
    assert first_start.setup_page.stack.currentWidget() is step


def test_a_network_drive_is_taken_only_when_she_says_so(first_start, tmp_path, monkeypatch):
    from tac_desktop.storage import places

    monkeypatch.setattr(places, "is_network_drive", lambda folder: True)
    step = first_start.setup_page.person
    step.name.setText("Mari Lloyd")
    step.set_folder(tmp_path / "H")
    step.go_on()
    assert first_start.setup_page.stack.currentWidget() is step
    assert "network drive" in step.verdict.text()
    step.network.setChecked(True)
    step.go_on()
    assert first_start.setup_page.stack.currentWidget() is first_start.setup_page.passphrase


def test_what_keeps_the_vault_from_being_made_is_told_and_nothing_is_lost(
    first_start, answers, qtbot, monkeypatch
):
    from tac_desktop.storage.errors import DiskFull

    def full(*arguments, **keywords):
        raise DiskFull

    monkeypatch.setattr(Vault, "create", full)
    type_text("Mari Lloyd")
    press(Qt.Key.Key_Return)
    first_start.setup_page.passphrase.go_on()
    qtbot.waitUntil(lambda: bool(answers.said))
    assert "The disk is full" in answers.said[0]
    assert first_start.setup_page.person.name.text() == "Mari Lloyd"
    assert first_start.setup_page.isEnabled()


def test_who_has_a_vault_already_is_led_to_it(first_start, vault_folder, answers, qtbot):
    first_start.setup_page.person.open_other.click()
    page = first_start.unlock_page
    assert first_start.rooms.currentWidget() is page
    answers.paths = [vault_folder]
    page.other.click()
    type_text(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first_start.workspace is not None)
    assert first_start.session.vault.folder == vault_folder


def test_passing_over_the_service_is_allowed(at_the_sheet):
    setup = at_the_sheet.setup_page
    setup._show(setup.service)
    setup.service.skip.click()
    assert at_the_sheet.workspace is not None
    assert at_the_sheet.session.vault.entries(Service.type_name) == []


def _tab_to(widget) -> None:
    for _step in range(40):
        if focus() is widget:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {widget!r}")


def _wait_for_sheet(window, qtbot) -> None:
    setup = window.setup_page
    qtbot.waitUntil(lambda: setup.stack.currentWidget() is setup.sheet, timeout=15_000)
