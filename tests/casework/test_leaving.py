"""Referral, waiting, closing, coming back, and `She has gone`."""

import datetime as dt
from dataclasses import replace

import pytest

from tac_desktop.casework.caseload import caseload_row
from tac_desktop.casework.closing import (
    Closing,
    closing_in_words,
    closing_problems,
    closing_records,
    closings_to_approve,
    open_again,
)
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody, Movement
from tac_desktop.casework.departure import follow_ups_for, gone, touched
from tac_desktop.casework.episode import Barrier, Case, Consent, Need, Outcome, Referral
from tac_desktop.casework.first_days import first_tasks, offered, why_now
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.oversight import ManagementOversight, PrisonDecision
from tac_desktop.casework.record import problems
from tac_desktop.casework.referral_tasks import text_for_case_notes
from tac_desktop.casework.release import Departure, ReleaseItem, ReleasePlan
from tac_desktop.casework.reopening import (
    Reopening,
    offered_tasks,
    reopening_problems,
    reopening_records,
)
from tac_desktop.casework.waiting_list import start_work, waiting_list
from tac_desktop.casework.work import Task
from tests.casework.builders import TODAY, file_of

OPEN = Case(id="case", mother_id="ros", episode=1, status="open", opened=dt.date(2026, 6, 25))


def only(records, cls):
    (found,) = [one for one in records if isinstance(one, cls)]
    return found


def all_of(records, cls):
    return [one for one in records if isinstance(one, cls)]


# The referral


def referral(**answers):
    known = {"date": dt.date(2026, 11, 2), "source": "wing_staff", "case_id": "case"}
    return Referral(id="ref", mother_id="ros", **{**known, **answers})


def test_whoever_referred_her_is_told_once_there_is_an_outcome():
    assert consequences(referral(), file_of(OPEN)) == []
    (task,) = consequences(referral(outcome="accepted"), file_of(OPEN))
    assert (task.kind, task.status, task.due) == ("tell_referrer", "open", TODAY)
    assert "Wing" in task.title


def test_telling_closes_the_task_and_doing_the_task_is_telling():
    told = referral(outcome="accepted", referrer_updated_on=dt.date(2026, 11, 9))
    (task,) = consequences(referral(outcome="accepted"), file_of(OPEN))
    (closed,) = consequences(told, file_of(OPEN, task))
    assert (closed.status, closed.done_on) == ("done", dt.date(2026, 11, 9))
    done = task.changed(status="done", done_on=TODAY)
    (noted,) = consequences(done, file_of(OPEN, referral(outcome="accepted"), task))
    assert noted.referrer_updated_on == TODAY


def test_a_mother_who_referred_herself_and_was_seen_knows():
    seen = referral(source="self", outcome="accepted", first_seen=TODAY)
    assert consequences(seen, file_of(OPEN)) == []
    assert consequences(referral(source="self", outcome="waiting"), file_of(OPEN))


def test_the_text_for_the_prison_tells_no_family_detail():
    words = text_for_case_notes(
        referral(outcome="accepted", reason="Callum is in care"), file_of(OPEN)
    )
    assert "Accepted" in words and "Z4172XQ" in words
    assert "Callum" not in words and "care" not in words.replace("case", "")


# Waiting


def waiting(mother_id, days, priority="routine", **answers):
    case = Case(id=f"case-{mother_id}", mother_id=mother_id, status="waiting", priority=priority,
                opened=TODAY, **answers)  # fmt: skip
    came = Referral(id=f"ref-{mother_id}", mother_id=mother_id, source="self", case_id=case.id,
                    date=TODAY - dt.timedelta(days=days), outcome="waiting")  # fmt: skip
    return case, came


def rows(*mother_ids):
    row = caseload_row(file_of(), TODAY)
    return [replace(row, mother_id=one, name=one.upper()) for one in mother_ids]


def test_the_waiting_list_goes_by_priority_then_by_days():
    pairs = [waiting("a", 3), waiting("b", 30), waiting("c", 1, "urgent"), waiting("d", 9, "high")]
    cases = [case for case, _came in pairs]
    came = [one for _case, one in pairs]
    found = waiting_list(rows("a", "b", "c", "d"), cases, came, TODAY)
    assert [one.mother_id for one in found] == ["c", "d", "b", "a"]
    assert [one.days for one in found] == [1, 9, 30, 3]


def test_who_has_a_later_case_that_is_open_waits_no_more():
    case, came = waiting("a", 3)
    later = Case(id="later", mother_id="a", episode=2, status="open")
    assert waiting_list(rows("a"), [case, later], [came], TODAY) == []
    assert waiting_list(rows("a"), [case.changed(entered_in_error="twice")], [came], TODAY) == []


def test_starting_work_opens_the_case_and_accepts_the_referral():
    case, came = waiting("ros", 12)
    records = start_work(case, file_of(case, came))
    assert only(records, Case).status == "open" and only(records, Case).opened == TODAY
    assert only(records, Referral).outcome == "accepted"


# The first days


def arrived(day):
    moves = [Movement(date=day, type="reception", status="remand")]
    return Custody(id="new", mother_id="ros", custody_status="remand", movements=moves)


@pytest.mark.parametrize(
    "days, words", [(0, "first 72 hours"), (3, "first 72 hours"), (4, "court")]
)
def test_the_first_72_hours_are_three_days_then_remand_is_reason_enough(days, words):
    assert words in why_now(file_of(arrived(TODAY - dt.timedelta(days=days))))


def test_steps_that_were_ticked_become_tasks_once():
    file = file_of(OPEN, arrived(TODAY))
    tasks = first_tasks(file, ["consent", "first_contact"])
    assert [one.due for one in tasks] == [TODAY + dt.timedelta(1), TODAY + dt.timedelta(3)]
    again = file_of(OPEN, arrived(TODAY), *tasks)
    assert first_tasks(again, ["consent", "first_contact"]) == []
    assert [one.code for one in offered(again) if one.has_task] == ["consent", "first_contact"]


def test_a_date_that_is_long_past_is_due_today():
    file = file_of(OPEN, arrived(TODAY - dt.timedelta(days=40)))
    assert first_tasks(file, ["consent"])[0].due == TODAY


# Closing

NEED = Need(id="need", mother_id="ros", category="mbu_place", status="in_progress", case_id="case")
TASKS = [
    Task(id=f"t{n}", mother_id="ros", title=f"Task {n}", status="open", case_id="case")
    for n in (1, 2, 3)
]
CONSENT = Consent(id="k", mother_id="ros", purpose="share_with_health", given=True, case_id="case",
                  given_on=dt.date(2026, 11, 1))  # fmt: skip


def closing(**answers):
    known = {
        "day": TODAY,
        "reason": "work_completed",
        "closing_words": "You listened.",
        "outcomes": {"improved_contact_with_children": "Weekly calls"},
        "barriers": {"access_la_sw": ""},
        "needs": {"need": "met"},
        "tasks": {"t1": "done", "t2": "cancelled", "t3": ""},
        "ended_consents": frozenset({"k"}),
    }
    return Closing(**{**known, **answers})


def test_one_stroke_closes_everything_that_was_said():
    file = file_of(OPEN, NEED, *TASKS, CONSENT)
    records = closing_records(closing(), OPEN, file)
    case = records[0]
    assert (case.status, case.closed, case.closing_words) == ("closed", TODAY, "You listened.")
    assert only(records, Outcome).note == "Weekly calls"
    assert only(records, Barrier).category == "access_la_sw"
    assert only(records, Need).status == "met"
    assert [(one.id, one.status) for one in all_of(records, Task)] == [
        ("t1", "done"),
        ("t2", "cancelled"),
    ]
    assert only(records, Consent).ended_on == TODAY
    assert not any(problems(one) for one in records)
    said = " ".join(closing_in_words(closing(), OPEN, file))
    assert "Tasks that stay open: 1." in said and "manager's list" in said


def test_saving_the_page_twice_counts_an_outcome_once():
    file = file_of(OPEN)
    first, second = (all_of(closing_records(closing(), OPEN, file), Outcome) for _ in range(2))
    assert [one.id for one in first] == [one.id for one in second]


@pytest.mark.parametrize(
    "answers, question",
    [
        ({"day": None}, "day"),
        ({"day": TODAY + dt.timedelta(1)}, "day"),
        ({"day": dt.date(2026, 6, 24)}, "day"),
        ({"reason": ""}, "reason"),
        ({"approved_by_id": "x"}, "approved_on"),
    ],
)
def test_what_cannot_be_closed_so_says_why(answers, question):
    assert list(closing_problems(closing(**answers), OPEN, TODAY)) == [question]


def test_the_same_period_can_go_on_and_what_ended_with_it_counts_again():
    file = file_of(OPEN, NEED, *TASKS, CONSENT)
    closed = {one.id: one for one in closing_records(closing(), OPEN, file)}
    after = file_of(*closed.values())
    back = open_again(closed["case"], after)
    assert back[0].status == "open" and back[0].closed is None and back[0].episode == 1
    assert only(back, Consent).ended_on is None


def test_an_approval_by_the_manager_takes_the_closing_off_the_list():
    closed = OPEN.changed(status="closed", closed=TODAY)
    assert closings_to_approve([closed]) == [closed]
    entry = ManagementOversight(id="m", mother_id="ros", kind="closing_approved", by_id="boss",
                                date=TODAY, case_id="case")  # fmt: skip
    (approved,) = consequences(entry, file_of(closed))
    assert (approved.approved_by_id, approved.approved_on) == ("boss", TODAY)
    assert closings_to_approve([approved]) == []


def test_a_decision_to_be_looked_at_again_is_a_task_until_something_came_of_it():
    decision = PrisonDecision(id="d", mother_id="ros", what="No family day", review_on=TODAY)
    (task,) = consequences(decision, file_of(OPEN))
    assert "No family day" in task.title and task.due == TODAY
    (closed,) = consequences(decision.changed(outcome="Allowed"), file_of(OPEN, task))
    assert closed.status == "done"


# Coming back

CLOSED = OPEN.changed(status="closed", closed=dt.date(2026, 9, 1), closure_reason="released")


def answers(**changed):
    known = {"day": TODAY, "reason": "recall_breach_of_licence", "prison_number": "Z4172XQ",
             "custody_status": "", "location": "NAU-1", "worker_id": "w"}  # fmt: skip
    return Reopening(**{**known, **changed})


def test_a_recall_is_a_new_period_with_the_old_one_kept():
    file = file_of(CLOSED)
    records = reopening_records(answers(), file)
    case, custody = only(records, Case), only(records, Custody)
    assert (case.episode, case.status, case.reopened_from) == (2, "open", "case")
    assert case.id != CLOSED.id
    assert custody.id != "cus" and custody.custody_status == "recalled"
    assert [(one.date, one.type) for one in custody.movements] == [(TODAY, "recall")]


def test_a_new_number_keeps_the_old_one():
    custody = only(reopening_records(answers(prison_number="a1111bb"), file_of(CLOSED)), Custody)
    assert custody.prison_number == "A1111BB" and custody.previous_numbers == ["Z4172XQ"]


def test_after_bail_the_same_time_goes_on_and_an_old_release_date_is_kept_as_one():
    old = Custody(id="cus2", mother_id="ros", prison_number="Z4172XQ", custody_status="bail",
                  release_date=dt.date(2026, 10, 1), release_type="CRD",
                  movements=[Movement(date=dt.date(2026, 8, 1), type="reception")])  # fmt: skip
    file = file_of(CLOSED, old)
    records = reopening_records(answers(reason="sentenced_after_bail", new_custody=False), file)
    custody = only(records, Custody)
    assert custody.id == "cus2" and custody.custody_status == "sentenced"
    assert custody.release_date is None
    assert [one.date for one in custody.earlier_release_dates] == [dt.date(2026, 10, 1)]


def test_reopening_offers_to_ask_for_consents_anew_and_makes_only_what_was_ticked():
    file = file_of(CLOSED)
    tasks = dict(offered_tasks(file))
    assert "Sheila Averley" in tasks["consents"]
    ticked = {"consents": tasks["consents"]}
    made = all_of(reopening_records(answers(tasks=ticked), file), Task)
    assert [one.kind for one in made] == ["consent_review"]


@pytest.mark.parametrize(
    "changed, question",
    [
        ({"day": None}, "day"),
        ({"day": dt.date(2026, 8, 31)}, "day"),
        ({"reason": ""}, "reason"),
        ({"prison_number": "123"}, "prison_number"),
        ({"referral_reason": "asked"}, "source"),
    ],
)
def test_what_cannot_be_reopened_so_says_why(changed, question):
    assert list(reopening_problems(answers(**changed), file_of(CLOSED))) == [question]


# She has gone


def departure(**changed):
    known = {"date": TODAY, "kind": "transferred_unexpectedly", "to_place": "HMP Elsewhere",
             "follow_ups": ["tell_social_workers", "hand_over"]}  # fmt: skip
    return Departure(id="gone", mother_id="ros", **{**known, **changed})


def test_a_move_without_notice_is_a_movement_and_a_task_for_each_thing_to_do():
    made = consequences(departure(), file_of(OPEN))
    custody = only(made, Custody)
    assert [(one.type, one.to_place) for one in custody.movements] == [
        ("transfer_out", "HMP Elsewhere")
    ]
    assert custody.current_location == "HMP Elsewhere"
    tasks = all_of(made, Task)
    assert {one.kind for one in tasks} == {"departure"} and len(tasks) == 2
    assert all(one.due == TODAY + dt.timedelta(days=1) for one in tasks)
    assert not all_of(made, Case)


def test_correcting_the_day_moves_the_movement_and_unticking_cancels_the_task():
    first = consequences(departure(), file_of(OPEN))
    after = file_of(OPEN, departure(), *first)
    yesterday = TODAY - dt.timedelta(days=1)
    again = consequences(departure(date=yesterday, follow_ups=["hand_over"]), after)
    custody = only(again, Custody)
    assert [one.date for one in custody.movements] == [yesterday]
    statuses = {one.title: one.status for one in all_of(again, Task)}
    assert "cancelled" in statuses.values()


def test_saving_it_again_asks_for_nothing_more():
    made = consequences(departure(close_case=True), file_of(OPEN))
    by_id = {one.id: one for one in [OPEN, *made]}
    assert consequences(departure(close_case=True), file_of(departure(), *by_id.values())) == []


def test_closing_with_her_going_says_why_and_when():
    made = consequences(departure(kind="released_unexpectedly", close_case=True), file_of(OPEN))
    case = only(made, Case)
    assert (case.status, case.closed, case.closure_reason) == (
        "closed",
        TODAY,
        "released_unexpectedly",
    )
    assert only(made, Custody).custody_status == "released"


def test_what_was_planned_with_her_is_listed():
    coming = Meeting(id="m", mother_id="ros", type="core_group", status="planned",
                     date=TODAY + dt.timedelta(days=2))  # fmt: skip
    past = coming.changed(id="p", date=TODAY - dt.timedelta(days=2))
    found = touched(file_of(OPEN, coming, past), TODAY)
    assert [one.record_id for one in found] == ["m"]
    assert "meetings" in follow_ups_for(file_of(OPEN, coming), "released", TODAY)
    made = consequences(departure(follow_ups=["meetings"]), file_of(OPEN, coming))
    assert "Core group" in only(made, Task).note


def test_she_is_gone_until_she_comes_back():
    assert gone(file_of(OPEN, departure())) == departure()
    back = arrived(TODAY)
    assert gone(file_of(OPEN, departure(date=TODAY - dt.timedelta(days=1)), back)) is None
    tomorrow = departure(date=TODAY + dt.timedelta(days=1))
    assert gone(file_of(OPEN, tomorrow)) is None


def test_leaving_on_a_leap_day_counts_days_from_it():
    leap = dt.date(2028, 2, 29)
    made = consequences(departure(date=leap, follow_ups=["hand_over"]), file_of(OPEN, as_of=leap))
    assert only(made, Task).due == dt.date(2028, 3, 1)


def test_a_file_without_a_time_in_custody_still_gets_its_tasks():
    file = file_of(OPEN)
    without = file.with_entries(one for one in file.entries if one.record.id != "cus")
    assert {type(one) for one in consequences(departure(), without)} == {Task}


# The plan for release


def plan(**changed):
    known = {"planned_for": dt.date(2027, 5, 23), "items": [
        ReleaseItem(item="accommodation", due=dt.date(2027, 1, 31)),
        ReleaseItem(item="travel", due=dt.date(2027, 5, 1)),
        ReleaseItem(item="health", done_on=TODAY, due=dt.date(2027, 4, 25)),
    ]}  # fmt: skip
    return ReleasePlan(id="plan", mother_id="ros", **{**known, **changed})


def test_things_to_settle_become_tasks_and_settling_closes_them():
    made = consequences(plan(), file_of(OPEN))
    assert [(one.kind, one.due) for one in made] == [
        ("release_item", dt.date(2027, 1, 31)),
        ("release_item", dt.date(2027, 5, 1)),
    ]
    settled_one = plan(items=[plan().items[0].model_copy(update={"done_on": TODAY}),
                              *plan().items[1:]])  # fmt: skip
    (closed,) = consequences(settled_one, file_of(OPEN, plan(), *made))
    assert closed.status == "done" and closed.done_on == TODAY
    done = made[1].changed(status="done", done_on=TODAY)
    (noted,) = consequences(done, file_of(OPEN, plan(), *made))
    assert noted.items[1].done_on == TODAY


def test_taking_something_off_the_list_cancels_its_task():
    made = consequences(plan(), file_of(OPEN))
    shorter = plan(items=plan().items[1:])
    (gone_task,) = consequences(shorter, file_of(OPEN, plan(), *made))
    assert (gone_task.id, gone_task.status) == (made[0].id, "cancelled")


def test_a_release_date_that_moves_takes_along_what_was_counted_back_from_it():
    file = file_of(OPEN, plan())
    custody = file.custody.changed(release_date=dt.date(2027, 4, 25))
    made = consequences(custody, file)
    new = only(made, ReleasePlan)
    assert new.planned_for == dt.date(2027, 4, 25)
    assert new.items[0].due == dt.date(2027, 1, 3)  # sixteen weeks before
    assert new.items[1].due == dt.date(2027, 5, 1)  # set by hand
    assert new.items[2].due == dt.date(2027, 4, 25)  # done
    assert any("Release moved from 23 May 2027 to 25 Apr 2027" in one.title
               for one in all_of(made, Task))  # fmt: skip


def test_a_first_release_date_is_no_move():
    file = file_of(OPEN, plan())
    without = file.custody.changed(release_date=None)
    file = file_of(OPEN, plan(), without)
    assert consequences(without.changed(release_date=TODAY), file) == []


def test_a_log_entry_asks_for_none_of_this():
    assert consequences(ContactLogEntry(mother_id="ros", text="x"), file_of(OPEN)) == []
