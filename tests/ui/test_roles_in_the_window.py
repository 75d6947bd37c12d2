"""Each role at the window: what it begins with, what is greyed and why, what it can do."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tac_desktop.casework.audience import Audience
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.episode import Case
from tac_desktop.casework.oversight import ManagementOversight
from tac_desktop.casework.sign_off import ASKED
from tac_desktop.casework.work import Task
from tac_desktop.packs.giving import Order
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.roles import NotAllowed
from tac_desktop.ui import place_names as places
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.record_form import RecordForm
from tac_desktop.ui.sign_off_dialog import SignOffDialog
from tests.ui.conftest import close, show
from tests.ui.example import MOTHER, open_example
from tests.ui.screen import button, visible

OTHER = "walnut ribbon castle fiddle"


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


@pytest.fixture
def as_role(session):
    """A window of someone with this role, on the example case."""
    made = []

    def opened(role: str) -> MainWindow:
        folder = session.vault.folder
        session.vault.add_person("Nia Prys", role, OTHER, cost=KeyCost.for_tests())
        session.lock()
        session.unlock(OTHER, folder)
        window = MainWindow(session)
        show(window)
        window.build_workspace()
        made.append(window)
        return window

    yield opened
    for window in made:
        close(window)


def action(window, words: str):
    for menu in window.menuBar().actions():
        for one in menu.menu().actions():
            if one.text().replace("&", "") == words:
                return one
    raise AssertionError(words)


def file_of(window) -> MotherFile:
    window.workspace.open_mother(MOTHER)
    found = window.workspace.page(places.MOTHER)
    assert isinstance(found, MotherFile)
    return found


def test_an_auditor_begins_with_the_journal_and_gets_to_no_file(as_role, session, answers):
    window = as_role("auditor")
    assert window.workspace.shown == places.JOURNAL
    for name in (places.TODAY, places.CASELOAD, places.ADDRESS_BOOK, places.OUR_WORK):
        side = window.workspace._side[name]
        assert not side.isEnabled() and "does not let you read case files" in side.toolTip()
        window.workspace.show_page(name)
        assert window.workspace.shown == places.JOURNAL
    assert not window.workspace.search.isEnabled()
    for words in ("Find", "Print or save ...", "Add a mother", "Handovers written ..."):
        assert not action(window, words).isEnabled()
    journal = window.workspace.page(places.JOURNAL)
    assert journal.save_button.isEnabled()
    shown = [journal.model.line_at(row).cells[3] for row in range(journal.model.rowCount())]
    assert any(one.startswith("File ") for one in shown)
    assert not any("Averley" in one for one in shown)
    for name in (places.SETTINGS, places.HELP):
        window.workspace.show_page(name)
        assert window.workspace.shown == name
    settings = window.workspace.page(places.SETTINGS)
    settings.start()
    for one in (settings.save_service, settings.targets.save, settings.meeting_here.save):
        assert not one.isEnabled() and "does not let you write" in one.toolTip()
    action(window, "Counts of the vault").trigger()
    assert "Contact log entry:" in answers.said[-1] or "log" in answers.said[-1].lower()


def test_cover_writes_and_cannot_hand_over(as_role, answers):
    window = as_role("cover_worker")
    assert window.workspace.shown == places.TODAY
    file = file_of(window)
    file.new_log_entry()
    assert isinstance(file.form, RecordForm)
    assert not file.read_only.isVisible()
    assert not file.side.hand_over_button.isEnabled()
    assert not action(window, "Write a handover ...").isEnabled()
    window.commands.write_handover(MOTHER)
    assert "does not let you hand a file over" in answers.said[-1]
    window.workspace.show_page(places.JOURNAL)
    journal = window.workspace.page(places.JOURNAL)
    assert not journal.save_button.isEnabled()
    assert "save the journal outside" in journal.save_button.toolTip()
    assert journal.print_button.isEnabled()


def test_a_manager_reads_the_file_and_finds_what_writes_greyed(as_role, answers, qtbot):
    window = as_role("service_manager")
    assert window.workspace.shown == places.OUR_WORK
    file = file_of(window)
    assert file.read_only.isVisible() or file.banner.do_here.isVisible()
    assert not file.banner.concern.isEnabled()
    qtbot.waitUntil(file.page.isVisible)
    QApplication.processEvents()
    greyed = [one for one in visible(file.page, QPushButton) if not one.isEnabled()]
    assert any("write into case files" in one.toolTip() for one in greyed)
    hers = {"New supervision", "Manager's entry", "Legal hold ..."}
    hers_in_list = {"New management oversight", "New supervision", "New legal hold"}
    found = set()
    for place in range(file.tabs.count()):
        file.show_page(place)
        QApplication.processEvents()
        writing = [
            one.text()
            for one in visible(file.page, QPushButton)
            if one.isEnabled() and one.text().startswith(("New", "Update", "Add", "Done", "+"))
        ]
        assert set(writing) <= hers_in_list
        found |= {one.text() for one in visible(file.page, QPushButton) if one.isEnabled()}
    assert hers <= found
    file.new_log_entry()
    assert file.form is None
    assert "does not let you write into case files" in answers.said[-1]
    file.she_has_gone()
    assert file.form is None
    looked = [one for one in window.session.vault.journal(limit=9) if one.action == "looked_at"]
    assert looked and looked[0].by_name == "Nia Prys"


def test_a_manager_writes_oversight_in_a_file(as_role):
    window = as_role("service_manager")
    file = file_of(window)
    file.read_only.oversight.click()
    form = file.form
    assert form is not None
    assert all(
        one.isEnabled() for one in visible(form, QPushButton) if one.text().startswith("Save")
    )
    form.body.show_drafts({"text": "Read; the plan fits."})
    assert form.save()
    vault = window.session.vault
    saved = [one.record for one in vault.entries("management_oversight", MOTHER)]
    assert "Read; the plan fits." in [one.text for one in saved]


@pytest.fixture
def waiting(session):
    """A closing and a report that wait for the manager."""
    cases = [one.record for one in session.vault.entries("case", MOTHER)]
    closed = next(one for one in cases if isinstance(one, Case) and one.status == "closed")
    closed = closed.changed(approved_by_id="", approved_on=None)
    asked = ManagementOversight(mother_id=MOTHER, kind=ASKED, text="The report for the Board")
    session.vault.save_all([closed, asked])
    return closed, asked


def choose(part, words: str) -> None:
    for row in range(part.table.model().rowCount()):
        if part.table.model().index(row, 2).data() == words:
            part.table.selectRow(row)
            return
    raise AssertionError(words)


def dialog_of(window) -> SignOffDialog:
    (found,) = list(visible(window, SignOffDialog))
    return found


def test_a_manager_approves_a_closing_with_a_note(waiting, as_role, answers):
    closed, _asked = waiting
    window = as_role("service_manager")
    part = window.workspace.page(places.OUR_WORK).manager
    choose(part, "Closing to approve")
    part.sign.click()
    dialog = dialog_of(window)
    assert not dialog.by_row.isVisible(), "she decides herself"
    dialog.text.setPlainText("Agreed in supervision.")
    dialog.to_do.setPlainText("Send the last letter")
    button(dialog, "Approved").click()
    assert answers.said == []
    vault = window.session.vault
    case = vault.entry(closed.id).record
    assert case.approved_by_id == vault.person.worker_id and case.approved_on is not None
    tasks = [one.record for one in vault.entries("task", MOTHER)]
    assert any(isinstance(one, Task) and one.title == "Send the last letter" for one in tasks)
    kinds = {
        part.table.model().index(row, 2).data() for row in range(part.table.model().rowCount())
    }
    assert "Closing to approve" not in kinds
    assert part.done.model().index(0, 4).data() == "Agreed in supervision."


def test_what_was_asked_for_is_handed_back_only_with_words(waiting, as_role):
    window = as_role("service_manager")
    part = window.workspace.page(places.OUR_WORK).manager
    choose(part, "Sign-off asked for")
    part.sign_off()
    dialog = dialog_of(window)
    dialog.hand_back.setChecked(True)
    dialog.go.click()
    assert dialog.text_row.error.text()
    dialog.text.setPlainText("The dates are missing.")
    dialog.go.click()
    assert part.done.model().index(0, 2).data() == "Advice"
    assert all(one.record_id != waiting[1].id for one in part._waiting.values())


def test_supervision_is_not_signed_off_but_written_down(waiting, as_role):
    window = as_role("service_manager")
    part = window.workspace.page(places.OUR_WORK).manager
    kinds = [one.why for one in part._waiting.values()]
    if "supervision" in kinds:
        choose(part, "Supervision is past")
        assert not part.sign.isEnabled() and part.how.isVisible()


def test_a_social_worker_notes_what_her_manager_decided(waiting, session, qtbot):
    window = MainWindow(session)
    show(window)
    window.build_workspace(places.OUR_WORK)
    page = window.workspace.page(places.OUR_WORK)
    page.tabs.setCurrentIndex(2)
    choose(page.manager, "Closing to approve")
    page.manager.sign_off()
    dialog = dialog_of(window)
    assert dialog.by.currentText() == "Colm Pettigrove"
    dialog.go.click()
    case = session.vault.entry(waiting[0].id).record
    assert session.vault.name(case.approved_by_id) == "Colm Pettigrove"
    close(window)


def test_a_file_on_the_screen_is_looked_at_again_after_unlocking(session, qtbot):
    from tests.ui.screen import PASSPHRASE

    window = MainWindow(session)
    show(window)
    window.build_workspace()
    file_of(window)
    window.lock_now()
    window.unlock_page.field.edit.setText(PASSPHRASE)
    window.unlock_page.unlock()
    qtbot.waitUntil(lambda: session.is_unlocked)
    looked = [one for one in session.vault.journal(limit=20) if one.action == "looked_at"]
    assert len(looked) == 2
    close(window)


def order_for(session, kind: AudienceKind) -> Order:
    case_file = session.vault.case_file(MOTHER)
    return Order(session.vault, "chronology", case_file, Audience(kind))


def test_a_manager_prints_for_the_own_team_only_and_saves_nothing_outside(as_role, session):
    as_role("service_manager")
    built = Built(b"", 1, "Chronology")
    own, other = order_for(session, AudienceKind.TAC), order_for(session, AudienceKind.MBU_BOARD)
    copy = Copy(1, 1, "")
    own.note_printing(built, copy, "Office")
    with pytest.raises(NotAllowed):
        other.note_printing(built, copy, "Office")
    with pytest.raises(NotAllowed):
        own.note_saved(built, "x.pdf", encrypted=True)
    with pytest.raises(NotAllowed):
        own.note_table(built, "x.csv")
    own.disclose(built, "paper", 1, ["Nia Prys"])
    noted = [one.action for one in session.vault.journal(limit=8)]
    assert noted.count("refused") == 3 and noted.count("printed") == 1


def test_who_may_not_write_adds_no_mother_and_nobody_to_the_address_book(as_role, answers):
    window = as_role("service_manager")
    window.workspace.add_mother()
    assert window.workspace.shown == places.OUR_WORK
    assert "does not let you write" in answers.said[-1]
    window.workspace.show_page(places.ADDRESS_BOOK)
    assert not window.workspace.page(places.ADDRESS_BOOK).add_person.isEnabled()
