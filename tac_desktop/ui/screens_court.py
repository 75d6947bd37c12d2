"""Scenes of court, meetings, the chronology and the notes read through."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.court import SignedPaper
from tac_desktop.casework.meetings import Meeting
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.pack_dialog import PackDialog
from tac_desktop.ui.pages.chronology_page import ChronologyPage
from tac_desktop.ui.pages.log_page import LogPage
from tac_desktop.ui.pages.meetings_page import MeetingsPage
from tac_desktop.ui.pages.places import CHRONOLOGY, COURT, LOG, MEETINGS

if TYPE_CHECKING:
    from tac_desktop.ui.main_window import MainWindow
    from tac_desktop.ui.mother_file import MotherFile
    from tac_desktop.ui.screens_stage import Stage
    from tac_desktop.ui.session import Session


def take_court(stage: Stage) -> None:
    """All of them."""
    for name, play in (
        ("18-court", _court),
        ("18-meeting-grid", _grid),
        ("18-chronology-full-log", _full_log),
        ("18-chronology-table", _table),
        ("18-notes-in-full", _notes),
    ):
        stage.scene(name, partial(play, stage, name))


def _court(stage: Stage, name: str) -> None:
    session = stage.session()
    _add_paper(session.vault, stage.mother_id)
    window, file = _open(stage, session, COURT)
    stage.take(window, f"{name}-1")
    area = file.page.findChild(QScrollArea) if file.page else None
    assert area is not None
    for place, share in ((2, 0.5), (3, 1.0)):
        area.verticalScrollBar().setValue(round(area.verticalScrollBar().maximum() * share))
        stage.take(window, f"{name}-{place}")


def _grid(stage: Stage, name: str) -> None:
    window, file = _open(stage, stage.session(), MEETINGS)
    assert isinstance(file.page, MeetingsPage) and file.case_file is not None
    board = next(one for one in file.case_file.of(Meeting) if one.type == "mbu_board")
    file.page.want_grid(board.id)
    stage.take(window, name)


def _full_log(stage: Stage, name: str) -> None:
    window, file = _open(stage, stage.session(), CHRONOLOGY)
    assert isinstance(file.page, ChronologyPage)
    file.page.everything.click()
    stage.take(window, f"{name}-1")
    file.page.tick(file.page.model.record_id(4), True)
    stage.take(window, f"{name}-2-ticked")


def _table(stage: Stage, name: str) -> None:
    dialog = PackDialog(stage.session(), "chronology", stage.mother_id, "", None)
    stage.keep(dialog)
    dialog.show()
    dialog.choose_reader(AudienceKind.TAC)
    stage.settle(dialog.may_give_out)
    stage.take(dialog, f"{name}-1")
    dialog.save_as_table()
    if dialog.saving is not None:
        stage.take(dialog.saving, f"{name}-2-warned")


def _notes(stage: Stage, name: str) -> None:
    window, file = _open(stage, stage.session(), LOG)
    assert isinstance(file.page, LogPage)
    file.page.read_all_button.click()
    stage.take(window, name)


def _open(stage: Stage, session: Session, place: int) -> tuple[MainWindow, MotherFile]:
    from tac_desktop.ui.screens_windows import open_file

    window = stage.window(session)
    file = open_file(stage, window)
    file.show_page(place)
    return window, file


def _add_paper(vault: Vault, mother_id: str) -> None:
    """A paper that nobody explained, once."""
    file = vault.case_file(mother_id)
    if file.of(SignedPaper) or not file.children:
        return
    child = file.children[0]
    vault.save(
        SignedPaper(
            mother_id=mother_id,
            kind="section_20",
            child_ids=[child.id],
            asked_by_id=child.local_authority_id,
            signed_on=dt.date(2026, 2, 18),
            explained=False,
            understood="no",
        )
    )
