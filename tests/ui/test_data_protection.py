"""Data protection at the screen: a request worked through, a file disposed of, the register."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget

from tac_desktop.casework.retention import LegalHold
from tac_desktop.casework.subject_access import GIVE, Box, DisclosureItem, SubjectAccess
from tac_desktop.casework.work import CopyGiven, Disclosure, Document
from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.handover.write import write_handover
from tac_desktop.packs.answering import ItemState
from tac_desktop.storage.backup_folder import backups_in
from tac_desktop.storage.disposal_run import dispose_of
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.retention import DisposalOrder
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import place_names
from tac_desktop.ui.access_answer import AccessAnswerDialog
from tac_desktop.ui.access_pages import AccessPagesDialog
from tac_desktop.ui.data_protection_page import GIVEN_OUT, KEEPING, DataProtectionPage
from tac_desktop.ui.disposal_dialog import DisposalDialog
from tac_desktop.ui.handover_read import HandoverReadDialog
from tac_desktop.ui.pages import places
from tac_desktop.ui.print_dialog import PrintDialog
from tac_desktop.ui.screens_data_protection import DUE, MOTHER, fill
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tac_desktop.ui.shared_form import SharedFormDialog
from tests.ui.conftest import PASSPHRASE, WORKER


@pytest.fixture
def session(tmp_path):
    folder = tmp_path / "Vault"
    vault, _code = Vault.create(
        folder, WORKER, "tac_social_worker", PASSPHRASE, cost=KeyCost.for_tests()
    )
    fill(vault, dt.date.today())
    settings = Settings(theme="light", vault_folder=str(folder))
    settings.backup_folder = str(tmp_path / "backups")
    made = Session(settings)
    made.adopt(vault)
    yield made
    made.lock()


@pytest.fixture
def page(session, qtbot):
    made = DataProtectionPage(session, None)
    made.resize(1200, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.start()
    yield made
    session.lock()
    made.close()
    shiboken6.delete(made)


@pytest.fixture
def desk(page, qtbot):
    page.requests.work_on()
    desk = page.requests.desk
    qtbot.waitUntil(lambda: desk.work is not None)
    return desk


def choose(desk, record_id: str) -> None:
    desk.table.selectRow(desk.model.row_of(record_id))


def press(desk, key: Qt.Key, *, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(desk.names.table, key, held)


def test_the_list_says_when_an_answer_is_due(page):
    (row,) = [page.requests.table.lines.record_id(0)]
    assert row == "asked"
    index = page.requests.table.lines.index(0, 3)
    assert str(index.data()).startswith("Due ")


def test_a_request_can_be_noted_about_a_mother_and_about_others_of_her_file(page, session, qtbot):
    QTest.mouseClick(page.requests.new_button, Qt.MouseButton.LeftButton)
    (dialog,) = page.window().findChildren(SharedFormDialog)
    assert QTest.qWaitForWindowActive(dialog)
    field = dialog.focusWidget()
    assert field is not None and "About whom" in field.accessibleName()
    QTest.keyClicks(field, "sheila")
    (offered,) = [one for one in dialog.findChildren(QListWidget) if one.isVisible()]
    assert "Tamsin" in offered.item(0).text(), "in whose file she is stands there"
    field.selectAll()
    QTest.keyClicks(field, "gwen")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "Gwen Ashe"
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    noted = [entry.record for entry in session.vault.entries(SubjectAccess.type_name)]
    assert DUE in {one.subject_id for one in noted}


def test_names_are_decided_one_by_one_and_everywhere_by_keys(desk):
    choose(desk, "note")
    rows = desk.names.model.rowCount()
    assert rows == 5
    assert desk.text.textCursor().selectedText() == "Naomi Featherstone"
    press(desk, Qt.Key.Key_R)
    assert desk.text.textCursor().selectedText() == "Sheila"
    press(desk, Qt.Key.Key_A, shift=True)
    assert desk.text.textCursor().selectedText() == "Naomi"
    item = desk.work.item(desk.work.found("note"))
    assert [one.verdict for one in item.spans].count("accepted") == 2
    sheila = desk.work.item(desk.work.found("sheila"))
    assert sheila.spans and not sheila.decision, "a name everywhere decides the name, not the item"
    assert desk.work.state(desk.work.found("note")) is ItemState.LOOKING
    press(desk, Qt.Key.Key_A)
    press(desk, Qt.Key.Key_R)
    assert desk.work.state(desk.work.found("note")) is ItemState.REDACTED
    desk.names.table.selectRow(0)
    press(desk, Qt.Key.Key_U)
    assert desk.work.state(desk.work.found("note")) is ItemState.LOOKING


def test_what_is_selected_by_keyboard_is_taken_out(desk):
    choose(desk, "well")
    text = desk.text.toPlainText()
    at = text.index("the visit")
    cursor = desk.text.textCursor()
    cursor.setPosition(at)
    desk.text.setTextCursor(cursor)
    desk.text.setFocus()
    for _letter in "the visit":
        QTest.keyClick(desk.text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert desk.text.textCursor().selectedText() == "the visit"
    QTest.keyClick(desk, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    item = desk.work.item(desk.work.found("well"))
    (span,) = [one for one in item.spans if one.verdict == "added"]
    found = desk.work.found("well")
    (part,) = [one for one in found.parts if one.part == span.part]
    assert part.text[span.start : span.end] == "the visit"


def test_holding_back_needs_a_reason(desk, answers):
    choose(desk, "well")
    desk.withhold()
    assert "reason" in answers.said[-1]
    assert not desk.work.item(desk.work.found("well")).decision
    desk.reason.choose("serious_harm")
    assert "Unconfirmed" in desk.law.text()
    desk.withhold()
    assert desk.work.state(desk.work.found("well")) is ItemState.WITHHELD


def test_boxes_are_made_and_moved_by_keyboard_and_drawn_with_the_mouse(desk, qtbot):
    choose(desk, "paper")
    desk.black_out()
    dialog = desk.window().findChild(AccessPagesDialog)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_N)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Right)
    QTest.keyClick(dialog.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    (box,) = dialog.canvas.boxes
    assert box == Box(page=0, left=110, top=100, width=300, height=70)
    area = QRect(50, 400, 100, 40)
    QTest.mousePress(dialog.canvas, Qt.MouseButton.LeftButton, pos=area.topLeft())
    QTest.mouseMove(dialog.canvas, area.center())
    QTest.mouseRelease(dialog.canvas, Qt.MouseButton.LeftButton, pos=area.bottomRight())
    assert len(dialog.canvas.boxes) == 2
    dialog.keep()
    item = desk.work.item(desk.work.found("paper"))
    assert (len(item.boxes), item.file_decision) == (2, GIVE)


def decide_everything(desk, session) -> None:
    for index in range(desk.model.rowCount()):
        desk.table.selectRow(index)
        while desk.names.model.rowCount() and any(
            desk.names.model.index(row, 0).data() == "Open"
            for row in range(desk.names.model.rowCount())
        ):
            press(desk, Qt.Key.Key_A)
        if desk.found.file:
            desk.give_file()
        desk.table.selectRow(index)
        desk.give_redacted()


def test_a_request_is_answered_and_what_was_given_is_kept(desk, session, answers, qtbot):
    desk.make_answer()
    assert "not decided yet" in answers.said[-1]
    decide_everything(desk, session)
    assert desk.work.open_items() == []
    desk.make_answer()
    dialog = desk.window().findChild(AccessAnswerDialog)
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=20_000)
    words = " ".join(dialog.preview.text_of_page(one) for one in range(1, dialog.preview.pages + 1))
    assert "Featherstone" not in words
    assert "Sheila" not in words
    assert "slept better" in words
    answers.choices.append(0)
    dialog.note_given()
    vault = session.vault
    asked = vault.entry("asked").record
    assert isinstance(asked, SubjectAccess)
    assert asked.status == "given"
    kinds = [one.record for one in vault.entries(mother_id=MOTHER)]
    assert [one.form for one in kinds if isinstance(one, Disclosure)] == ["paper"]
    copies = [one for one in kinds if isinstance(one, Document) and one.title.startswith("Copy")]
    assert vault.attachments.content(copies[0].content_sha256).startswith(b"%PDF")
    assert not dialog.given_button.isEnabled()
    dialog.close_as_locked()


def test_decisions_outlive_the_lock(desk, session, page, qtbot):
    choose(desk, "note")
    press(desk, Qt.Key.Key_R)
    session.lock()
    assert desk.work is None
    assert "Sheila" not in desk.text.toPlainText()
    session.unlock(PASSPHRASE)
    page.start()
    page.requests.work_on()
    qtbot.waitUntil(lambda: desk.work is not None)
    assert len(desk.work.item(desk.work.found("note")).spans) == 1
    saved = [one.record for one in session.vault.entries(DisclosureItem.type_name)]
    assert len(saved) == 1


def disposal(page) -> DisposalDialog:
    page.show_part(KEEPING)
    part = page.retention
    part.table.selectRow(part.model.row_of(DUE))
    part.dispose()
    dialog = page.window().findChild(DisposalDialog)
    assert isinstance(dialog, DisposalDialog)
    return dialog


def test_a_file_is_disposed_of_only_after_the_second_look(page, session, qtbot, tmp_path):
    vault = session.vault
    vault.backups.make(tmp_path / "backups")
    dialog = disposal(page)
    assert not dialog.go_button.isEnabled()
    dialog.authority.setText("Schedule 2025")
    dialog.why.setPlainText("Its time is over.")
    dialog.typed.setText(dialog.reference.lower())
    assert not dialog.go_button.isEnabled()
    assert "Somebody else" in dialog.outcome.label.text()
    dialog.approved.setText("Ann Example")
    assert dialog.go_button.isEnabled()
    dialog.typed.setText("something else")
    assert not dialog.go_button.isEnabled()
    dialog.typed.setText(dialog.reference)
    (before,) = backups_in(tmp_path / "backups")
    dialog.go()
    qtbot.waitUntil(lambda: page.window().findChild(PrintDialog) is not None, timeout=20_000)
    assert dialog.outcome_of_it.troubles == ()
    (after,) = backups_in(tmp_path / "backups")
    assert after.folder != before.folder
    assert vault.entry(DUE) is None
    assert vault.verify().ok
    (made,) = vault.retention.disposals()
    assert made.backups == [one for one in made.backups if one.endswith("removed")]
    certificate = page.window().findChild(PrintDialog)
    assert made.reference in certificate.preview.text_of_page(1)
    assert "Ashe" not in certificate.preview.text_of_page(1)
    certificate.close_as_locked()
    assert page.retention.model.row_of(DUE) == -1


def test_a_held_file_cannot_be_disposed_of_at_the_screen(page, session):
    session.vault.save(LegalHold(reason="Inquiry into everything"))
    page.show_part(KEEPING)
    page.refresh()
    assert "Inquiry into everything" in page.retention.everywhere.label.text()
    dialog = disposal(page)
    for line in (dialog.authority, dialog.approved):
        line.setText("x y z")
    dialog.why.setPlainText("Its time is over.")
    dialog.typed.setText(dialog.reference)
    assert not dialog.go_button.isEnabled()
    assert "Inquiry into everything" in dialog.outcome.label.text()
    dialog.close_as_locked()


def test_forms_about_keeping_are_asked_for_in_her_file(page):
    wanted = []
    page.form_wanted.connect(lambda *what: wanted.append(what))
    page.show_part(KEEPING)
    page.retention.table.selectRow(page.retention.model.row_of(DUE))
    page.retention.hold()
    page.retention.decide()
    page.retention.approve()
    assert wanted == [
        (DUE, "legal_hold"),
        (DUE, "retention_review"),
        (DUE, "management_oversight"),
    ]


def test_the_register_is_narrowed_and_printed(page, session, qtbot):
    vault = session.vault
    vault.save_all([
        Disclosure(mother_id=MOTHER, what="Meeting pack", to="Prison staff", form="paper",
                   copies_given=[CopyGiven(number=1)]),
        Disclosure(mother_id=DUE, what="Old letter", to="Solicitor", form="pdf_file",
                   at=dt.date(2016, 1, 1)),
    ])  # fmt: skip
    page.show_part(GIVEN_OUT)
    part = page.given_out
    assert part.model.rowCount() == 2
    part.out.setChecked(True)
    assert part.model.rowCount() == 1
    part.out.setChecked(False)
    part.whose.choose(DUE)
    assert part.model.rowCount() == 1
    part.whose.choose("")
    part.since.choose("12")
    assert part.model.rowCount() == 1
    part.print_list()
    dialog = page.window().findChild(PrintDialog)
    assert "Meeting pack" in dialog.preview.text_of_page(1)
    dialog._before_each(1)
    assert vault.journal(limit=1)[0].action is AuditAction.PRINTED
    dialog.close_as_locked()


def test_an_empty_vault_says_what_to_do(tmp_path: Path, qtbot):
    vault, _code = Vault.create(
        tmp_path / "Empty", WORKER, "tac_social_worker", PASSPHRASE, cost=KeyCost.for_tests()
    )
    session = Session(Settings(theme="light", vault_folder=str(tmp_path / "Empty")))
    session.adopt(vault)
    page = DataProtectionPage(session, None)
    qtbot.addWidget(page)
    page.show()
    page.start()
    assert page.requests.empty.isVisible()
    for place in (KEEPING, GIVEN_OUT):
        page.show_part(place)
        QApplication.processEvents()
    assert page.given_out.nothing.isVisible()
    session.lock()


def test_a_handover_brings_a_disposed_file_back_only_when_asked(session, answers, qtbot, tmp_path):
    vault, words = session.vault, "copper walnut drizzle saddle umbrella fifteen"
    (tmp_path / "stick").mkdir()
    details = HandoverDetails("Bethan Rees", "Moved to another prison", "DMF 2026/118")
    cost = KeyCost.for_tests()
    written = write_handover(vault, DUE, tmp_path / "stick", details, words, cost=cost)
    order = DisposalOrder("Its time is over.", "Schedule", "Ann Example")
    dispose_of(vault, DUE, order, dt.date.today(), [], purge=False)
    dialog = HandoverReadDialog(session, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.path.setText(str(written.path))
    dialog.path.editingFinished.emit()
    qtbot.waitUntil(dialog.check_words.notice.isVisible)
    dialog.passphrase.edit.setText(words)
    dialog.open_now()
    qtbot.waitUntil(dialog.add_button.isVisible, timeout=20_000)
    dialog.add_now()
    assert "disposed of here" in answers.said[-1]
    assert vault.entry(DUE) is None
    answers.choices.append(0)
    dialog.add_now()
    qtbot.waitUntil(dialog.show_button.isVisible, timeout=20_000)
    assert vault.entry(DUE) is not None
    dialog.close_as_locked()


def test_today_says_that_a_request_waits_and_leads_there(window, session):
    workspace = window.workspace
    workspace.show_page(place_names.TODAY)
    tray = workspace.page(place_names.TODAY).requests
    assert tray.isVisible()
    assert "that wait: 1" in tray.label.text()
    tray.button.click()
    assert workspace.shown == place_names.DATA_PROTECTION
    asked = session.vault.entry("asked").record
    session.vault.save(asked.changed(status="withdrawn", ended_on=dt.date.today(), ended_why="x"))
    workspace.show_page(place_names.TODAY)
    assert not tray.isVisible()
    workspace.open_form(DUE, "legal_hold")
    form = workspace.page(place_names.MOTHER).form
    assert form.body.boxes["placed_by_id"].editor.value() == session.vault.person.worker_id


def test_her_case_page_says_how_long_the_file_is_kept(window):
    workspace = window.workspace
    workspace.open_mother(MOTHER)
    file = workspace.page(place_names.MOTHER)
    file.show_page(places.CASE)
    words = " ".join(one.text() for one in file.page.findChildren(QLabel))
    assert "Legal hold since" in words
    assert "Inquiry into mother and baby units" in words


def test_a_broken_off_disposal_is_finished_and_certified_from_the_page(
    page, session, answers, qtbot, tmp_path
):
    vault = session.vault
    vault.backups.make(tmp_path / "backups")
    order = DisposalOrder("Its time is over.", "Schedule 2025", "Ann Example")
    vault.retention.dispose(DUE, order, dt.date.today())
    page.show_part(KEEPING)
    page.refresh()
    part = page.retention
    assert part.unfinished.isVisible() and part.finish_button.isEnabled()
    part.finish()
    qtbot.waitUntil(lambda: not part.unfinished.isVisible(), timeout=20_000)
    (made,) = vault.retention.disposals()
    assert "broken off" in made.proof[0]
    assert len(made.backups) == 1


def test_a_manager_holds_and_approves_and_finds_the_rest_greyed(page, session):
    vault, folder = session.vault, session.vault.folder
    words = "walnut ribbon castle fiddle"
    vault.add_person("Nia Prys", "service_manager", words, cost=KeyCost.for_tests())
    session.lock()
    session.unlock(words, folder)
    page.start()
    assert not page.requests.work_button.isEnabled()
    assert "write into case files" in page.requests.new_button.toolTip()
    page.show_part(KEEPING)
    part = page.retention
    may = (part.hold_button, part.approve_button, part.lift_button, part.everywhere_button)
    for button in may:
        assert button.isEnabled()
    assert "write into case files" in part.decide_button.toolTip()
    assert not part.dispose_button.isEnabled()
    assert "dispose of records" in part.dispose_button.toolTip()
    part.open_hold()
    dialog = page.window().findChild(SharedFormDialog)
    boxes = dialog.form.body.boxes
    QTest.keyClicks(boxes["lifted_on"].editor.first_field(), "today")
    boxes["lifted_why"].editor.first_field().setPlainText("It ended.")
    assert dialog.form.save()
    assert session.vault.retention.holds() == []
