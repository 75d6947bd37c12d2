"""Today: what to print, whom to see and ring, what is due, who owes answers, and drafts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tac_desktop.casework.agenda import AgendaItem, MotherAgenda, RiskItem, WaitingItem
from tac_desktop.casework.children import ContactArrangement, ContactSession
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person
from tac_desktop.casework.work import Task
from tac_desktop.storage.drafts import Draft
from tac_desktop.ui import today_page
from tac_desktop.ui.today_lines import Action, groups
from tac_desktop.ui.work import wait_for_all
from tests.ui.screen import add_mother, focus

TODAY = dt.date(2026, 11, 16)
NAOMI = WaitingItem("task:t", "News", "Naomi", "t", dt.date(2026, 10, 6), dt.date(2026, 11, 9),
                    "3 attempts over 41 days, none answered.")  # fmt: skip


def day(number, month=11):
    return dt.date(2026, month, number)


def item(when, what, kind="task", record_id="r", **more):
    return AgendaItem(when, more.pop("time", None), what, record_id, kind, **more)


def ros(**more):
    known = {"mother_id": "ros", "name": "AVERLEY, Rhosyn", "known_as": "Ros",
             "prison_number": "Z4172XQ", "location": "MBU-1-07", "case_status": "open",
             "acct_since": None, "acct_open": False}  # fmt: skip
    return MotherAgenda(**{**known, **more})


def nowak(**more):
    return ros(mother_id="nowak", name="NOWAK, Łucja", known_as="", location="A-1-2", **more)


def shown(*agendas):
    return {one.key: [line.what for line in one.lines] for one in groups(agendas, TODAY)}


def test_a_day_with_nothing_has_no_groups():
    assert groups([ros(), nowak()], TODAY) == []


def test_open_accts_are_listed_with_where_she_is():
    (group,) = groups([ros(acct_open=True, acct_since=day(9, 10)), nowak()], TODAY)
    (line,) = group.lines
    assert (line.who, line.what, line.urgent) == (
        "AVERLEY, Rhosyn (Ros)", "MBU-1-07, since 9 Oct 2026", True,
    )  # fmt: skip


def test_each_thing_stands_where_it_is_looked_for_and_once():
    one = ros(
        dates=(
            item(TODAY, "Ring the school", task_kind="other"),
            item(TODAY, "Ask Naomi", task_kind="chase_social_worker"),
            item(TODAY, "Looked-after review", "meeting", "m", time=dt.time(11)),
            item(day(18), "Hearing: final", "hearing", "h"),
            item(day(19), "ACCT review", "acct_review", "a"),
            item(day(28), "Order ends", "order_ends", "o"),
            item(day(8, 12), "Far away", "order_ends", "o2"),
        ),
        overdue=(
            item(day(9), "Old task", record_id="old", task_kind="other"),
            item(day(14), "Callum: telephone call", "contact", "c"),
        ),
        waiting=(NAOMI,),
    )
    assert shown(one) == {
        "slips": ["MBU-1-07"],
        "acct_reviews": ["ACCT review"],
        "hearings": ["Hearing: final"],
        "meetings": ["Looked-after review"],
        "contact": ["Callum: telephone call"],
        "calls": ["Naomi: News", "Ask Naomi"],
        "due": ["Ring the school"],
        "overdue": ["Old task"],
        "waiting": ["Naomi: News. 3 attempts over 41 days, none answered."],
        "coming": ["Order ends"],
    }


def test_slips_reach_over_the_weekend():
    monday = item(dt.date(2026, 11, 23), "Core group", "meeting")
    friday = dt.date(2026, 11, 20)
    keys = {one.key: one.lines for one in groups([ros(dates=(monday,))], friday)}
    assert len(keys["slips"]) == 1


def test_a_task_that_waits_is_asked_for_among_the_calls_and_not_overdue_as_well():
    late = item(day(9), "News", record_id="t", task_kind="other")
    assert "overdue" not in shown(ros(overdue=(late,), waiting=(NAOMI,)))


def test_a_report_that_is_late_stands_once_whether_its_task_or_its_request_is_due():
    task = item(day(9), "Report for the Board: Security", record_id="t", task_kind="mbu_report")
    asked = WaitingItem(
        "report:m", "Report: Security", "", "m", day(1), day(12), "1 attempt.", task_id="t"
    )
    both = shown(ros(overdue=(task,), waiting=(asked,)))
    assert both["calls"] == ["nobody is named: Report: Security"]
    assert "overdue" not in both
    not_yet = replace(asked, due_on=day(28))
    assert shown(ros(overdue=(task,), waiting=(not_yet,)))["calls"] == [task.what]


def test_the_longest_wait_comes_first():
    other = WaitingItem("task:u", "Minutes", "", "u", day(1), None, "1 attempt over 15 days.")
    found = shown(nowak(waiting=(other,)), ros(waiting=(NAOMI,)))
    assert [words.split(".")[0] for words in found["waiting"]] == [
        "Naomi: News",
        "nobody is named: Minutes",
    ]


def test_days_to_watch_name_common_days_once_and_those_on_an_acct_first():
    christmas = RiskItem(day(20), None, "Christmas Day", "")
    birthday = RiskItem(day(18), None, "Callum's birthday, 12", "cal")
    news = RiskItem(day(12), day(19), "Difficult news was given on 12 Nov 2026", "n")
    (group,) = groups(
        [nowak(risks=(christmas, news)), ros(acct_open=False, risks=(christmas, birthday))], TODAY
    )
    assert [(line.who, line.when, line.what) for line in group.lines] == [
        ("NOWAK, Łucja", "until 19 Nov 2026", "Difficult news was given on 12 Nov 2026"),
        ("AVERLEY, Rhosyn (Ros)", "18 Nov 2026, in 2 days", "Callum's birthday, 12"),
        ("2 mothers", "20 Nov 2026, in 4 days", "Christmas Day"),
    ]


def test_only_tasks_and_contacts_are_answered_on_the_spot():
    found = groups(
        [ros(dates=(item(TODAY, "Ring", task_kind="other"), item(TODAY, "Ask again", "consent")),
             overdue=(item(day(14), "Call", "contact"),))],
        TODAY,
    )  # fmt: skip
    actions = {line.what: line.action for one in found for line in one.lines}
    assert actions == {"Ring": Action.DONE, "Ask again": Action.NOTHING, "Call": Action.CONTACT}


@pytest.fixture
def page(window):
    return window.workspace.page("today")


@pytest.fixture
def mother_id(window):
    return add_mother(window.session.vault, "Rhosyn", "Averley")


def show_today(window):
    window.workspace.show_page("today")


def test_an_open_acct_leads_to_her_file(window, page):
    mother_id = add_mother(window.session.vault, "Rhosyn", "Averley", acct=True)
    wanted = []
    page.record_wanted.disconnect()
    page.record_wanted.connect(lambda mother, record: wanted.append((mother, record)))
    show_today(window)
    assert focus().text() == "AVERLEY, Rhosyn"
    focus().click()
    assert wanted == [(mother_id, "")]


def test_a_quiet_day_is_said(window, page, mother_id):
    show_today(window)
    assert page.quiet.isVisible()
    assert focus() is page.quiet.button


def test_a_draft_is_gone_on_with_from_today(window, page, mother_id):
    window.session.vault.keep_draft(
        Draft("r1", "contact_log", mother_id, {"text": "She rang about"})
    )
    show_today(window)
    assert focus() is page.tray.buttons[0]
    focus().click()
    assert window.workspace.shown == "mother"
    assert window.workspace.mother_id == mother_id
    assert window.workspace.page("mother").form is not None


def buttons_of(page, key, words):
    from PySide6.QtWidgets import QPushButton

    group = page.group(key)
    return [one for one in group.findChildren(QPushButton)
            if one.text() == words and not one.isHidden()]  # fmt: skip


def test_a_task_is_done_in_one_click_and_undone_in_another(window, page, mother_id):
    vault = window.session.vault
    task = Task(mother_id=mother_id, title="Ring the school", due=window.session.today())
    vault.save(task)
    show_today(window)
    (done,) = buttons_of(page, "due", "Done")
    done.click()
    assert vault.entry(task.id).record.status == "done"
    assert vault.entry(task.id).record.done_on == window.session.today()
    assert focus() is page.said.undo_button
    assert "due" not in [one.key for one in page._groups.values() if not one.isHidden()]
    focus().click()
    assert vault.entry(task.id).record.status == "open"
    assert buttons_of(page, "due", "Done")


def test_a_contact_is_answered_in_one_click(window, page, mother_id):
    vault, today = window.session.vault, window.session.today()
    child = Person(mother_id=mother_id, kind="child", first_names="Callum")
    weekly = ContactArrangement(
        mother_id=mother_id, child_id=child.id, type="phone", frequency="weekly", next_due=today
    )
    vault.save_all([child, weekly])
    show_today(window)
    (happened,) = buttons_of(page, "contact", "Happened")
    happened.click()
    (session,) = [one.record for one in vault.entries(ContactSession.type_name, mother_id)]
    assert (session.planned, session.took_place) == (today, True)


def test_a_group_closes_and_stays_closed_when_the_page_is_shown_again(window, page, mother_id):
    window.session.vault.save(Task(mother_id=mother_id, title="Ring", due=window.session.today()))
    show_today(window)
    group = page.group("due")
    assert group.heading.text() == "▾  Due today (1)"
    group.heading.click()
    assert not group.links[0].isVisible()
    assert group.heading.accessibleName() == "Due today: 1, closed"
    window.workspace.show_page("caseload")
    show_today(window)
    assert not page.group("due").is_open


def test_the_sheet_and_the_slips_are_printed_from_here(window, page, mother_id):
    meeting = Meeting(mother_id=mother_id, type="core_group", date=window.session.today())
    window.session.vault.save(meeting)
    wanted = []
    page.pack_wanted.disconnect()
    page.pack_wanted.connect(lambda *what: wanted.append(what))
    show_today(window)
    page.sheet_button.click()
    page.slips_button.click()
    assert wanted == [("today_sheet", "", ""), ("day_slips", "", "")]


def test_many_files_are_read_in_the_background_while_the_page_stands(
    window, page, mother_id, qtbot, monkeypatch
):
    monkeypatch.setattr(today_page, "_AT_ONCE", 0)
    window.session.vault.save(Task(mother_id=mother_id, title="Ring", due=window.session.today()))
    show_today(window)
    assert page.busy.isVisible()
    assert wait_for_all(10)
    qtbot.waitUntil(lambda: not page.busy.isVisible())
    assert page.group("due").links


def test_locking_while_files_are_read_leaves_nothing_behind(
    window, page, mother_id, qtbot, monkeypatch
):
    monkeypatch.setattr(today_page, "_AT_ONCE", 0)
    window.session.vault.save(Task(mother_id=mother_id, title="Ring", due=window.session.today()))
    show_today(window)
    window.lock_now()
    assert wait_for_all(10)
    qtbot.waitUntil(lambda: page._work is None)
    assert not window.session.is_unlocked
