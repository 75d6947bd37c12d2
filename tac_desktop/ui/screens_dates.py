"""Scenes of Today, the page Dates and the ladder of letters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea

from tac_desktop.ui import place_names
from tac_desktop.ui.pages.dates_page import AHEAD, LETTERS, TASKS, WAITING, DatesPage
from tac_desktop.ui.pages.places import DATES

if TYPE_CHECKING:
    from tac_desktop.ui.screens_stage import Stage


def take_dates(stage: Stage) -> None:
    """All of them."""
    for name, play in (
        ("04-today-further-down", _today),
        ("20-dates", _dates),
        ("20-letter", _letter),
        ("20-round", _round),
    ):
        stage.scene(name, partial(play, stage))


def _today(stage: Stage) -> None:
    window = stage.window(stage.session())
    assert window.workspace is not None
    window.workspace.show_page(place_names.TODAY)
    stage.settle()
    page = window.workspace.page(place_names.TODAY)
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    for place, part in enumerate((3, 2, 1), start=1):
        bar.setValue(bar.maximum() // part)
        stage.take(window, f"04-today-further-down-{place}")


def _page(stage: Stage) -> DatesPage:
    from tac_desktop.ui.mother_file import MotherFile

    window = stage.window(stage.session())
    assert window.workspace is not None
    window.workspace.open_mother(stage.mother_id)
    file = window.workspace.page(place_names.MOTHER)
    assert isinstance(file, MotherFile)
    file.show_page(DATES)
    assert isinstance(file.page, DatesPage)
    return file.page


def _dates(stage: Stage) -> None:
    page = _page(stage)
    for view, name in (
        (AHEAD, "ahead"),
        (TASKS, "tasks"),
        (WAITING, "waiting"),
        (LETTERS, "letters"),
    ):
        page.show_view(view)
        stage.take(page.window(), f"20-dates-{name}")


def _letter(stage: Stage) -> None:
    page = _page(stage)
    window = page.window()
    page.show_view(WAITING)
    page.waiting.letter_button.click()
    stage.take(window, "20-letter-form")


def _round(stage: Stage) -> None:
    from tac_desktop.ui.pack_dialog import PackDialog

    session = stage.session()
    for name in ("today_sheet", "day_slips"):
        dialog = PackDialog(session, name, "", "", None)
        stage.keep(dialog)
        dialog.show()
        stage.settle(partial(_is_made, dialog))
        stage.take(dialog, f"20-round-{name}")


def _is_made(dialog: object) -> bool:
    return bool(getattr(dialog, "is_at_rest", False))
