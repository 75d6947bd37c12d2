"""Scenes of contact and children, and what the example needs for them to show something."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea

from tac_desktop.casework.birth import is_expected
from tac_desktop.casework.contact_plans import (
    ContactLevel,
    FamilyDay,
    FamilyDayChild,
    SeparationPlan,
)
from tac_desktop.casework.goodbye import steps_to_prepare
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Record
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.birth_dialog import BirthDialog
from tac_desktop.ui.pages.children_page import ChildrenPage
from tac_desktop.ui.pages.places import CHILDREN, CONTACT, OVERVIEW

if TYPE_CHECKING:
    from tac_desktop.ui.mother_file import MotherFile
    from tac_desktop.ui.screens_stage import Stage


def take_contact(stage: Stage) -> None:
    """All of them."""
    for name, play in (
        ("17-contact", partial(_scrolled, place=CONTACT)),
        ("17-children", _children),
        ("17-custody", partial(_scrolled, place=OVERVIEW)),
        ("17-birth", partial(_birth, loss=False)),
        ("17-loss", partial(_birth, loss=True)),
    ):
        stage.scene(name, partial(play, stage, name))


def add_contact(vault: Vault, mother_id: str, today: dt.date) -> None:
    """Levels, a family day that waits for an answer, a goodbye ahead, and a child expected."""
    children = vault.case_file(mother_id, today).children
    first, second, third = (child.id for child in children[:3])
    records: list[Record] = [
        ContactLevel(
            mother_id=mother_id,
            child_id=first,
            level="level_3_monitored_written_or_phone",
            source="public_protection",
            decided_on=today - dt.timedelta(days=120),
            review_on=today - dt.timedelta(days=10),
        ),
        ContactLevel(
            mother_id=mother_id,
            child_id=second,
            level="level_4_no_restriction_named_children_only",
            source="offender_management",
            decided_on=today - dt.timedelta(days=120),
            review_on=today + dt.timedelta(days=60),
        ),
        FamilyDay(
            mother_id=mother_id,
            date=today - dt.timedelta(days=1),
            time=dt.time(13, 0),
            place="Gym",
            children=[FamilyDayChild(child_id=first), FamilyDayChild(child_id=second)],
        ),
        SeparationPlan(
            mother_id=mother_id,
            kind="final_contact",
            child_id=third,
            date=today + dt.timedelta(days=22),
            time=dt.time(10, 30),
            place="Family room",
            her_wishes="I want to give him the blue rabbit and hold his hand.",
            steps=steps_to_prepare("final_contact"),
            aftercare="The perinatal worker that evening; the wing told before and after.",
        ),
        Person(
            mother_id=mother_id,
            kind="child",
            last_name="Averley",
            expected_date_of_delivery=today + dt.timedelta(days=40),
        ),
    ]
    vault.save_all(records, reason="created")


def _scrolled(stage: Stage, name: str, place: int) -> None:
    """The page from top to bottom, a screen at a time."""
    file = _file(stage)
    file.show_page(place)
    assert file.page is not None
    area = file.page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    stage.take(file.window(), name)
    for part in range(1, 3):
        bar.setValue(bar.maximum() * part // 2)
        stage.take(file.window(), f"{name}-{part}")


def _children(stage: Stage, name: str) -> None:
    file = _file(stage)
    file.show_page(CHILDREN)
    page = file.page
    assert isinstance(page, ChildrenPage)
    first = next(iter(page.cards.values()))
    for toggle in first.toggles.values():
        toggle.click()
    stage.take(file.window(), name)
    page.go_to(list(page.cards)[-1])
    stage.take(file.window(), f"{name}-expected")


def _birth(stage: Stage, name: str, loss: bool) -> None:
    session = stage.session()
    case_file = session.vault.case_file(stage.mother_id, session.today())
    child = next(one for one in case_file.children if is_expected(one))
    window = stage.window(session)
    dialog = BirthDialog(session, case_file, child, window, loss=loss)
    dialog.show()
    stage.take(dialog, name)
    dialog.done(0)


def _file(stage: Stage) -> MotherFile:
    from tac_desktop.ui.screens_windows import open_file

    file = open_file(stage, stage.window(stage.session()))
    stage.settle()  # the page on which the file opens takes the focus first
    return file
