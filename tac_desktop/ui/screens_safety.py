"""Scenes of ACCT, unit and concerns, and what the example needs for them to show something."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from tac_desktop.casework.acct import AcctReview
from tac_desktop.casework.concern import Concern, ToldRow
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.mbu import MbuApplication, MbuTacReport
from tac_desktop.casework.mbu_report_draft import report_answers
from tac_desktop.casework.record import Record
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.pages.acct_page import AcctPage
from tac_desktop.ui.pages.mbu_page import MbuPage
from tac_desktop.ui.pages.places import ACCT, MBU

if TYPE_CHECKING:
    from tac_desktop.ui.mother_file import MotherFile
    from tac_desktop.ui.screens_stage import Stage


def take_safety(stage: Stage) -> None:
    """All of them."""
    for name, play in (
        ("15-concern-form", _concern_form),
        ("15-concerns", _concerns),
        ("15-next-review", _next_review),
        ("16-unit", _unit),
        ("16-unit-report", _unit_report),
    ):
        stage.scene(name, partial(play, stage, name))


def add_what_happened(vault: Vault, mother_id: str, today: dt.date) -> None:
    """A concern, difficult news, both plans, a report begun, and the tasks that they ask for."""
    case_file = vault.case_file(mother_id, today)
    application = case_file.of(MbuApplication)[0]
    planned = application.changed(
        aftercare_if_approved="Tell her mother the same day\nShow her the room",
        aftercare_if_refused="Stay with her until the evening\nTell the wing and night staff",
    )
    told = [ToldRow(who="Oscar 1", on=today, at=dt.time(15, 50), how="Radio")]
    for record in (
        planned,
        Concern(
            mother_id=mother_id,
            kind="self_harm",
            date=today,
            time=dt.time(15, 45),
            seen_or_heard="After the call she said that she sees no way on.",
            told=told,
            slip_text="Please look in on her every half hour tonight.",
            follow_up_on=today,
        ),
        ContactLogEntry(
            mother_id=mother_id,
            date=today,
            time=dt.time(15, 0),
            channel="phone",
            text="Told her that the visit of 27 November will not take place.",
            difficult_news=True,
            prison_staff_told="Oscar 1, 15:50",
        ),
        MbuTacReport(mother_id=mother_id, **report_answers(case_file, planned)),
    ):
        asked_for: list[Record] = consequences(record, vault.case_file(mother_id, today))
        vault.save_all([record, *asked_for], reason="created")


def _concern_form(stage: Stage, name: str) -> None:
    file = _file(stage)
    file.new_concern()
    stage.take(file.window(), name)


def _concerns(stage: Stage, name: str) -> None:
    file = _file(stage)
    file.show_page(ACCT)
    stage.take(file.window(), name)


def _next_review(stage: Stage, name: str) -> None:
    file = _file(stage)
    file.show_page(ACCT)
    assert isinstance(file.page, AcctPage)
    file.page.summary.note_news.click()
    assert file.form is not None and file.form.record_class is AcctReview
    file.form.body.go_to("bad_news")
    stage.take(file.window(), name)


def _unit(stage: Stage, name: str) -> None:
    file = _file(stage)
    file.show_page(MBU)
    page = file.page
    assert isinstance(page, MbuPage)
    stage.take(file.window(), name)
    bar = page._scroll.verticalScrollBar()
    for place in range(1, 4):
        bar.setValue(bar.maximum() * place // 4)
        stage.take(file.window(), f"{name}-{place}")


def _unit_report(stage: Stage, name: str) -> None:
    file = _file(stage)
    file.show_page(MBU)
    assert isinstance(file.page, MbuPage)
    file.page.start_report()
    stage.take(file.window(), name)


def _file(stage: Stage) -> MotherFile:
    from tac_desktop.ui.screens_windows import open_file

    return open_file(stage, stage.window(stage.session()))
