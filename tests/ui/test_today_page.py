"""Today: open ACCTs, what is due, what is coming, and drafts."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.work import Task
from tac_desktop.storage.drafts import Draft
from tac_desktop.ui.today_page import acct_lines, coming_lines, due_lines
from tests.ui.screen import add_mother, focus
from tests.ui.test_caseload import TODAY, line

ROS = line("AVERLEY, Rhosyn", known_as="Ros", acct_open=True, location="MBU-1-07",
           next_date=dt.date(2026, 11, 18), next_what="MBU Board")  # fmt: skip
NOWAK = line("NOWAK, Łucja", next_date=dt.date(2026, 12, 1), next_what="Hearing")


def test_open_accts_are_listed_with_where_she_is():
    (found,) = acct_lines([ROS, NOWAK])
    assert (found.who, found.what, found.urgent) == ("AVERLEY, Rhosyn (Ros)", "MBU-1-07", True)


def test_what_is_coming_is_the_next_fortnight_the_nearest_first():
    far = line("DOYLE, Keira", next_date=dt.date(2026, 12, 1), next_what="Review")
    last = line("REES, Sian", next_date=dt.date(2026, 11, 30), next_what="Review")
    found = coming_lines([last, far, ROS], TODAY)
    assert [one.what for one in found] == ["MBU Board", "Review"]
    assert found[0].when == "18 Nov 2026, in 2 days"


def test_what_is_due_is_open_and_not_later_than_today_the_oldest_first():
    tasks = [
        Task(title="Ring", due=TODAY, mother_id="AVERLEY, Rhosyn"),
        Task(title="Chase", due=dt.date(2026, 11, 9), mother_id="NOWAK, Łucja", status="waiting"),
        Task(title="Done", due=dt.date(2026, 11, 9), status="done"),
        Task(title="Later", due=dt.date(2026, 11, 17)),
        Task(title="Some time"),
    ]
    found = due_lines(tasks, [ROS, NOWAK], TODAY)
    assert [(one.what, one.who, one.urgent) for one in found] == [
        ("Chase", "NOWAK, Łucja", True),
        ("Ring", "AVERLEY, Rhosyn (Ros)", False),
    ]


@pytest.fixture
def page(window):
    return window.workspace.page("today")


def test_an_open_acct_leads_to_her_file(window, page):
    mother_id = add_mother(window.session.vault, "Rhosyn", "Averley", acct=True)
    wanted = []
    page.record_wanted.disconnect()

    def take(mother, record):
        wanted.append((mother, record))

    page.record_wanted.connect(take)
    window.workspace.show_page("today")
    assert focus().text() == "AVERLEY, Rhosyn"
    focus().click()
    assert wanted == [(mother_id, "")]


def test_a_quiet_day_is_said(window, page):
    add_mother(window.session.vault, "Rhosyn", "Averley")
    window.workspace.show_page("today")
    assert page.quiet.isVisible()
    assert focus() is page.quiet.button


def test_a_draft_is_gone_on_with_from_today(window, page):
    vault = window.session.vault
    mother_id = add_mother(vault, "Rhosyn", "Averley")
    vault.keep_draft(Draft("r1", "contact_log", mother_id, {"text": "She rang about"}))
    window.workspace.show_page("today")
    assert focus() is page.tray.buttons[0]
    focus().click()
    assert window.workspace.shown == "mother"
    assert window.workspace.mother_id == mother_id
    assert window.workspace.page("mother").form is not None
