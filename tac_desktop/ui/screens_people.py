"""People and keys, sign-off, and the window as a manager and an auditor see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE
from tac_desktop.ui import place_names as places
from tac_desktop.ui.screens_stage import Stage

if TYPE_CHECKING:
    from tac_desktop.ui.main_window import MainWindow
    from tac_desktop.ui.people_page import PeoplePage
    from tac_desktop.ui.service_work_page import ServiceWorkPage


def take_people(stage: Stage) -> None:
    """Every page and dialog of it."""
    window = stage.window(stage.session())
    page = _people(window)
    stage.take(window, "13-people")
    page.let_someone_in()
    stage.take(_dialog(window, "PersonDialog"), "13-people-let-in")
    page.give_new_key()
    stage.take(_dialog(window, "KeyDialog"), "13-people-new-key")
    page.show_sheet()
    stage.take(_dialog(window, "SheetAgainDialog"), "13-people-sheet")
    for role in ("service_manager", "auditor"):
        seen_by = _window_of(stage, role)
        stage.take(seen_by, f"13-{role}-begins")
        if role == "service_manager":
            _as_manager(stage, seen_by)


def _as_manager(stage: Stage, window: MainWindow) -> None:
    from tac_desktop.ui.service_work_page import ServiceWorkPage

    assert window.workspace is not None
    work = window.workspace.page(places.OUR_WORK)
    assert isinstance(work, ServiceWorkPage)
    _first_that_can_be_signed(work)
    work.manager.sign_off()
    stage.take(_dialog(window, "SignOffDialog"), "13-manager-signs-off")
    window.workspace.open_mother(stage.mother_id)
    stage.take(window, "13-manager-file")
    window.workspace.show_who_looked(stage.mother_id)
    stage.take(window, "13-who-looked")


def _first_that_can_be_signed(work: ServiceWorkPage) -> None:
    part = work.manager
    for row in range(part.table.lines.rowCount()):
        part.table.selectRow(row)
        if part.sign.isEnabled():
            return


def _people(window: MainWindow) -> PeoplePage:
    from tac_desktop.ui.people_page import PeoplePage

    assert window.workspace is not None
    window.workspace.show_people()
    page = window.workspace.page(places.PEOPLE)
    assert isinstance(page, PeoplePage)
    return page


def _window_of(stage: Stage, role: str) -> MainWindow:
    """The window after somebody with this role has unlocked the vault."""
    from tac_desktop.storage.key_slots import KeyFile
    from tac_desktop.storage.vault import Vault

    slots = KeyFile.read(stage.vault_folder).slots
    slot_id = next(one.slot_id for one in slots if one.person.role == role)
    stage.clear()
    session = stage.locked_session()
    session.adopt(Vault.open(stage.vault_folder, TRAINING_PASSPHRASE, slot_id=slot_id))
    window = stage.window(session)
    window.build_workspace()
    return window


def _dialog(window: MainWindow, kind: str) -> QWidget:
    """The newest open dialog of a kind."""
    found = [one for one in window.findChildren(QWidget) if type(one).__name__ == kind]
    return found[-1]
