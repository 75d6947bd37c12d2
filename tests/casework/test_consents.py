"""Consent is a table: every purpose with its own answer, day and end; and prints read it."""

import datetime as dt

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.consents import (
    ConsentState,
    consent_line,
    consent_table,
    review_day,
    to_ask_again,
)
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.episode import Case, Consent
from tac_desktop.casework.service import Service
from tac_desktop.casework.work import Task
from tests.casework.builders import TODAY, file_of

HEALTH = "share_with_health"


def consent(record_id="c", **answers):
    known = {"purpose": HEALTH, "given": True, "given_on": TODAY - dt.timedelta(days=10)}
    return Consent(id=record_id, mother_id="ros", **{**known, **answers})


def state(*records, purpose=HEALTH, person=""):
    return consent_line(file_of(*records), purpose, person).state


@pytest.mark.parametrize(
    "answers, expected",
    [
        ({}, ConsentState.IN_FORCE),
        ({"given": False}, ConsentState.REFUSED),
        ({"withdrawn_on": TODAY}, ConsentState.WITHDRAWN),
        ({"ended_on": TODAY}, ConsentState.ENDED),
        ({"review_on": TODAY}, ConsentState.IN_FORCE),
        ({"review_on": TODAY - dt.timedelta(days=1)}, ConsentState.REVIEW_OVERDUE),
        ({"given_on": dt.date(2026, 5, 15)}, ConsentState.REVIEW_OVERDUE),
        ({"given_on": dt.date(2026, 5, 16)}, ConsentState.IN_FORCE),
    ],
)
def test_an_answer_is_worth_what_its_day_says(answers, expected):
    assert state(consent(**answers)) is expected


def test_what_was_never_asked_says_so():
    assert state() is ConsentState.NEVER_ASKED


def test_the_last_answer_counts_and_of_two_on_one_day_the_one_that_forbids():
    first = consent("a", given=False, given_on=TODAY - dt.timedelta(days=3))
    later = consent("b", given_on=TODAY - dt.timedelta(days=1))
    assert state(first, later) is ConsentState.IN_FORCE
    same_day = consent("b", given_on=first.given_on)
    assert state(first, same_day) is ConsentState.REFUSED


def test_months_are_the_services_to_set_and_to_switch_off():
    old = consent(given_on=dt.date(2026, 1, 31))
    assert review_day(old, file_of(old)) == dt.date(2026, 7, 31)
    quarterly = Service(id="s", name="TaC", consent_review_months=3)
    assert review_day(old, file_of(old, quarterly)) == dt.date(2026, 4, 30)  # no 31 April
    never = Service(id="s", name="TaC", consent_review_months=0)
    assert consent_line(file_of(old, never), HEALTH).state is ConsentState.IN_FORCE


def reopened():
    return (
        Case(id="one", mother_id="ros", episode=1, status="closed", opened=dt.date(2026, 2, 1),
             closed=dt.date(2026, 4, 1)),
        Case(id="two", mother_id="ros", episode=2, status="open", opened=dt.date(2026, 11, 1),
             reopened_from="one"),
    )  # fmt: skip


def test_a_reopened_case_asks_again_and_says_so():
    old = consent(given_on=dt.date(2026, 10, 1), case_id="one")
    file = file_of(*reopened(), old)
    assert consent_line(file, HEALTH).state is ConsentState.ASK_AGAIN
    assert HEALTH in [one.purpose for one in to_ask_again(file)]
    stops = view_for(file, Audience(AudienceKind.HEALTH)).stops
    assert any("from before the case was reopened" in one for one in stops)


def test_an_answer_given_in_the_new_period_counts_whatever_day_it_bears():
    new = consent(given_on=dt.date(2026, 10, 31), case_id="two")
    assert state(*reopened(), new) is ConsentState.IN_FORCE


def test_without_a_case_the_day_decides():
    assert state(*reopened(), consent(given_on=dt.date(2026, 10, 31))) is ConsentState.ASK_AGAIN
    assert state(*reopened(), consent(given_on=dt.date(2026, 11, 1))) is ConsentState.IN_FORCE


def test_family_is_asked_about_person_by_person():
    lines = [one for one in consent_table(file_of()) if one.purpose == "share_with_family_member"]
    assert [(one.person_id, one.state) for one in lines] == [("sheila", ConsentState.IN_FORCE)]
    none = consent_line(file_of(), "share_with_family_member", "gethin")
    assert none.state is ConsentState.NEVER_ASKED


def test_every_purpose_stands_in_the_table():
    purposes = [one.purpose for one in consent_table(file_of())]
    assert "evaluation" in purposes and len(purposes) == len(set(purposes)) == 10


@pytest.mark.parametrize(
    "answers, words",
    [
        (
            {"withdrawn_on": dt.date(2026, 11, 3)},
            "withdrew her consent for Health staff on 3 Nov 2026",
        ),
        ({"ended_on": dt.date(2026, 11, 3)}, "ended with the work on 3 Nov 2026"),
        ({"given": False}, "did not agree"),
        ({"review_on": dt.date(2026, 11, 3)}, "was to be asked again on 3 Nov 2026"),
    ],
)
def test_a_print_stops_for_what_does_not_count_any_more(answers, words):
    view = view_for(file_of(consent(**answers)), Audience(AudienceKind.HEALTH))
    assert any(words in one for one in view.stops), view.stops


def test_her_limits_are_shown_in_words_to_whoever_prints():
    view = view_for(file_of(consent(limits="Not the scan")), Audience(AudienceKind.HEALTH))
    assert view.stops == ()
    assert any("Not the scan" in one for one in view.notices)


def test_asking_again_becomes_a_task_and_a_withdrawal_closes_it():
    given = consent(review_on=dt.date(2027, 1, 5))
    (task,) = consequences(given, file_of())
    assert isinstance(task, Task)
    assert (task.kind, task.due, task.status) == ("consent_review", dt.date(2027, 1, 5), "open")
    withdrawn = given.changed(withdrawn_on=TODAY)
    (closed,) = consequences(withdrawn, file_of(given, task))
    assert (closed.id, closed.status) == (task.id, "done")
    assert consequences(withdrawn, file_of(withdrawn, closed)) == []


def test_a_new_answer_closes_the_task_of_the_old_one():
    old = consent("old")
    (task,) = consequences(old, file_of())
    made = {one.id: one for one in consequences(consent("new"), file_of(old, task))}
    assert made[task.id].status == "done"
    assert sum(one.status == "open" for one in made.values()) == 1
