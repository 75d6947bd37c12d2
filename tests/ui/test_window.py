"""The window as a whole: places, menus, windows beside it, and how it goes."""

from __future__ import annotations

import datetime as dt
import gc
import weakref

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from tac_desktop.casework.meetings import Meeting
from tac_desktop.ui import work
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.place_names import side_places
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tests.ui.conftest import close, show
from tests.ui.screen import PASSPHRASE, add_mother, focus, press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_keys_lead_to_every_place(window):
    places = [name for name, _words in side_places()]
    assert len(places) <= 9
    for number, place in enumerate(places):
        press(Qt.Key(Qt.Key.Key_1 + number), CONTROL)
        assert window.workspace.shown == place
    press(Qt.Key.Key_1, CONTROL)
    press(Qt.Key.Key_F1)
    assert window.workspace.shown == "help"


def test_enter_presses_the_button_that_has_the_focus(window):
    window.workspace.show_page("caseload")
    assert focus() is window.workspace.page("caseload").empty.button
    press(Qt.Key.Key_Return)
    assert window.workspace.shown == "new_mother"


def test_the_keys_of_a_file_also_work_from_the_search_field(window):
    mother_id = add_mother(window.session.vault, "Rhosyn", "Averley", "Z4172XQ")
    window.workspace.open_mother(mother_id)
    file = window.workspace.page("mother")
    press(Qt.Key.Key_K, CONTROL)
    press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert file.tabs.currentIndex() == 2
    window.workspace.show_page("journal")
    press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert file.tabs.currentIndex() == 2, "only while the file is seen"


def test_the_title_and_the_status_line_hold_nothing_of_a_case(window):
    mother_id = add_mother(window.session.vault, "Rhosyn", "Averley", "Z4172XQ")
    window.workspace.open_mother(mother_id)
    assert window.windowTitle() == "TAC Desktop"
    assert "Averley" not in window._status.text()


def test_from_the_caseload_into_her_file_and_a_log_entry_by_keyboard(window):
    mother_id = add_mother(window.session.vault, "Rhosyn", "Averley", "Z4172XQ")
    window.workspace.show_page("caseload")
    type_text("rhos")
    press(Qt.Key.Key_Return)
    assert window.workspace.shown == "mother"
    assert window.workspace.mother_id == mother_id


def test_a_found_record_is_opened_where_it_stands(window):
    mother_id = add_mother(
        window.session.vault, "Rhosyn", "Averley", seen=dt.date(2026, 11, 2),
        said="She asked about the swimming certificate.",
    )  # fmt: skip
    press(Qt.Key.Key_K, CONTROL)
    type_text("swimming")
    press(Qt.Key.Key_Return)
    assert window.workspace.mother_id == mother_id
    file = window.workspace.page("mother")
    assert file.tabs.tabText(file.tabs.currentIndex()) == "Log"


def test_what_is_found_in_the_file_on_the_screen_comes_first(window):
    vault = window.session.vault
    for name in ("Nowak", "Averley", "Doyle"):
        mother_id = add_mother(vault, "Anna", name, seen=dt.date(2026, 11, 2), said="Swimming.")
    window.workspace.open_mother(mother_id)
    window.workspace.search.setFocus()
    type_text("swimming")
    window.workspace.search.look()
    shown = window.workspace.search.results
    texts = [shown.item(row).text() for row in range(shown.count())]
    assert texts[0] == "In the file on the screen"
    assert "DOYLE" in texts[1]
    assert texts[2] == "Words in what was written"
    assert len(texts) == 5


def test_what_needs_a_file_is_grey_where_there_is_none(window):
    actions = window.menus._mother_only
    assert actions
    assert not any(action.isEnabled() for action in actions)
    mother_id = add_mother(window.session.vault, "Rhosyn", "Averley")
    window.workspace.open_mother(mother_id)
    assert all(action.isEnabled() for action in actions)
    window.workspace.show_page("today")
    assert not any(action.isEnabled() for action in actions)


def test_checking_the_vault_says_that_all_is_well(window, answers, qtbot):
    window.commands.check_vault()
    qtbot.waitUntil(lambda: bool(answers.said), timeout=20_000)
    assert "All is well" in answers.said[0]


def test_a_vault_that_is_not_well_is_not_called_well(window, answers, qtbot, monkeypatch):
    from tac_desktop.storage.vault import Vault
    from tac_desktop.storage.verify import VerifyReport

    report = VerifyReport(False, ("Damaged page: 51.",))
    monkeypatch.setattr(Vault, "verify", lambda self, progress: report)
    window.commands.check_vault()
    qtbot.waitUntil(lambda: bool(answers.said))
    assert "Damaged page: 51." in answers.said[0]
    assert "not as it should be" in answers.said[0]
    assert "All is well" not in answers.said[0]


def test_windows_beside_close_themselves_or_come_back_after_a_lock(window, qtbot):
    vault = window.session.vault
    mother_id = add_mother(vault, "Rhosyn", "Averley")
    vault.save(Meeting(mother_id=mother_id, type="core_group", date=dt.date(2026, 11, 20)))
    window.workspace.open_mother(mother_id)
    window.commands.make_pack("meeting", mother_id, "")
    assert _beside(window)
    window.lock_now()
    assert not _beside(window)
    window.unlock_page.field.edit.setText(PASSPHRASE)
    window.unlock_page.unlock()
    qtbot.waitUntil(lambda: window.rooms.currentWidget() is window.workspace)
    assert not _beside(window)
    assert QApplication.focusWidget() is not None
    assert work.wait_for_all(20)


def test_reading_a_handover_is_offered_from_the_empty_caseload(window):
    page = window.workspace.page("caseload")
    page.handover_wanted.emit()
    (dialog,) = _beside(window)
    assert dialog.windowTitle() == "Read a handover"
    dialog.close()


def test_the_window_fits_a_small_screen_at_every_size_of_text(session, qtbot):
    from tac_desktop.ui import theme

    for percent in (100, 200):
        theme.apply("light", percent)
        window = MainWindow(session)
        window.resize(1366, 720)
        show(window)
        window.build_workspace()
        window.workspace.show_page("caseload")
        assert window.workspace.search.width() >= theme.scaled(300)
        assert window.width() == 1366
        assert window.height() == 720
        shiboken6.delete(window)


def test_the_size_of_the_window_comes_back(session):
    window = MainWindow(session)
    window.resize(1000, 640)
    close(window)
    kept = Settings.load()
    assert (kept.window_width, kept.window_height) == (1000, 640)


def test_a_closed_window_is_let_go_of(vault_folder):
    session = Session(Settings(vault_folder=str(vault_folder)))
    session.unlock(PASSPHRASE)
    window = MainWindow(session)
    show(window)
    window.build_workspace()
    for page in ("today", "caseload", "settings", "help", "new_mother"):
        window.workspace.show_page(page)
    gone = weakref.ref(window)
    close(window)
    del window
    gc.collect()
    assert gone() is None
    session.lock()


@pytest.mark.parametrize("times", [5])
def test_workspaces_that_were_replaced_leave_nothing_behind(window, times):
    def count() -> int:
        QApplication.sendPostedEvents(None, 52)
        return len(window.findChildren(QDialog)) + len(window.children())

    window.build_workspace()
    window.workspace.search.look()
    before = count()
    for _time in range(times):
        window.build_workspace()
    assert count() <= before


def _beside(window) -> list:
    return [
        one
        for one in QApplication.topLevelWidgets()
        if one is not window and one.isVisible() and isinstance(one, QDialog)
    ]
