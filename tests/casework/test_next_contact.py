"""When contact is due next, on the awkward days of the calendar and after missed sessions."""

import datetime as dt

import pytest

from tac_desktop.casework.children import ContactArrangement, ContactSession
from tac_desktop.casework.custody import Custody, Movement
from tac_desktop.casework.next_contact import all_open_contacts, next_due, open_contacts
from tac_desktop.casework.people import Person
from tests.casework.builders import file_of

DAY = dt.date


def promised(frequency, **answers):
    return ContactArrangement(
        id="arr", mother_id="ros", child_id="callum", type="phone", frequency=frequency, **answers
    )


def session(day, took_place, **answers):
    return ContactSession(
        id=f"s-{day}", mother_id="ros", arrangement_id="arr", planned=day, took_place=took_place,
        **answers,
    )  # fmt: skip


def due(arrangement, today, *sessions):
    return next_due(file_of(arrangement, *sessions, as_of=today), arrangement)


def waiting(arrangement, today, *records):
    found = open_contacts(file_of(arrangement, *records, as_of=today), arrangement)
    return [one.day for one in found]


@pytest.mark.parametrize(
    ("frequency", "last", "today", "expected"),
    [
        ("daily", DAY(2026, 11, 15), DAY(2026, 11, 16), DAY(2026, 11, 16)),
        ("weekly", DAY(2026, 11, 10), DAY(2026, 11, 16), DAY(2026, 11, 17)),
        ("fortnightly", DAY(2026, 11, 5), DAY(2026, 11, 16), DAY(2026, 11, 19)),
        ("every_6_weeks", DAY(2026, 10, 16), DAY(2026, 11, 16), DAY(2026, 11, 27)),
        ("monthly", DAY(2026, 11, 2), DAY(2026, 11, 16), DAY(2026, 12, 2)),
        ("quarterly", DAY(2026, 9, 1), DAY(2026, 11, 16), DAY(2026, 12, 1)),
        ("twice_yearly", DAY(2026, 8, 31), DAY(2026, 11, 16), DAY(2027, 2, 28)),
        ("yearly", DAY(2024, 2, 29), DAY(2026, 11, 16), DAY(2027, 2, 28)),
        ("yearly_april", DAY(2026, 3, 29), DAY(2026, 11, 16), DAY(2027, 4, 1)),
        ("yearly_october", DAY(2026, 11, 9), DAY(2026, 11, 16), DAY(2027, 10, 1)),
        ("as_agreed", DAY(2026, 11, 2), DAY(2026, 11, 16), None),
        ("continuous", DAY(2026, 11, 2), DAY(2026, 11, 16), None),
        ("", DAY(2026, 11, 2), DAY(2026, 11, 16), None),
    ],
)
def test_the_next_contact_follows_from_the_last_and_how_often(frequency, last, today, expected):
    assert due(promised(frequency), today, session(last, True)) == expected


def test_contact_that_began_on_the_31st_comes_back_to_the_31st_after_a_short_month():
    arrangement = promised("monthly", start=DAY(2027, 1, 31))
    today = DAY(2027, 2, 20)
    assert due(arrangement, today, session(DAY(2027, 1, 31), True)) == DAY(2027, 2, 28)
    assert due(arrangement, DAY(2027, 3, 1), session(DAY(2027, 2, 28), True)) == DAY(2027, 3, 31)


def test_yearly_contact_of_a_leap_day_comes_back_to_the_leap_day():
    arrangement = promised("yearly", start=DAY(2024, 2, 29))
    assert due(arrangement, DAY(2027, 3, 1), session(DAY(2027, 2, 28), True)) == DAY(2028, 2, 29)


def test_monthly_contact_on_a_weekday_keeps_its_place_in_the_month():
    arrangement = promised("monthly", day="sunday")
    first_sunday = session(DAY(2026, 11, 1), True)
    assert due(arrangement, DAY(2026, 11, 16), first_sunday) == DAY(2026, 12, 6)
    fifth_sunday = session(DAY(2026, 11, 29), True)
    assert due(arrangement, DAY(2026, 12, 1), fifth_sunday) == DAY(2026, 12, 27)


def test_contact_held_a_day_late_goes_back_to_its_weekday():
    arrangement = promised("fortnightly", day="thursday", start=DAY(2026, 8, 27))
    assert due(arrangement, DAY(2026, 11, 16), session(DAY(2026, 11, 6), True)) == DAY(2026, 11, 19)


@pytest.mark.parametrize("turn", [DAY(2026, 10, 25), DAY(2027, 3, 28)])
def test_the_clocks_going_back_or_forward_move_no_contact(turn):
    arrangement = promised("weekly", day="sunday", time=dt.time(1, 30))
    before = session(turn - dt.timedelta(days=7), True)
    assert due(arrangement, turn - dt.timedelta(days=1), before) == turn
    assert due(arrangement, turn, before, session(turn, True)) == turn + dt.timedelta(days=7)


def test_the_first_contact_falls_on_the_first_such_weekday_after_the_start():
    arrangement = promised("weekly", day="sunday", start=DAY(2026, 11, 18))
    assert due(arrangement, DAY(2026, 11, 16)) == DAY(2026, 11, 22)
    yearly = promised("yearly_april", start=DAY(2026, 6, 1))
    assert due(yearly, DAY(2026, 11, 16)) == DAY(2027, 4, 1)


def test_a_day_that_was_written_down_counts_while_it_lies_ahead_and_then_the_rest_follows():
    arrangement = promised("fortnightly", next_due=DAY(2026, 11, 26))
    last = session(DAY(2026, 11, 5), True)
    assert due(arrangement, DAY(2026, 11, 16), last) == DAY(2026, 11, 26)
    assert due(arrangement, DAY(2026, 11, 26), last) == DAY(2026, 11, 26)
    assert due(arrangement, DAY(2026, 11, 30), last) == DAY(2026, 12, 10)
    called_off = session(DAY(2026, 11, 26), False)
    assert due(arrangement, DAY(2026, 11, 16), last, called_off) == DAY(2026, 12, 10)
    assert due(promised("as_agreed", next_due=DAY(2026, 12, 1)), DAY(2026, 11, 16)) == DAY(
        2026, 12, 1
    )


def test_a_session_that_is_planned_ahead_is_the_next_contact():
    arrangement = promised("fortnightly")
    planned = session(DAY(2026, 11, 21), None)
    last = session(DAY(2026, 11, 5), True)
    assert due(arrangement, DAY(2026, 11, 16), last, planned) == DAY(2026, 11, 21)


@pytest.mark.parametrize("status", ["not_happening", "suspended", "proposed", "ended"])
def test_contact_that_is_not_happening_is_not_due(status):
    arrangement = promised("weekly", status=status, next_due=DAY(2026, 11, 20))
    assert due(arrangement, DAY(2026, 11, 16)) is None
    assert waiting(arrangement, DAY(2026, 11, 30)) == []


def test_contact_is_due_on_its_last_day_and_not_after_it():
    arrangement = promised("weekly", end=DAY(2026, 11, 17))
    assert due(arrangement, DAY(2026, 11, 16), session(DAY(2026, 11, 10), True)) == DAY(
        2026, 11, 17
    )
    assert due(arrangement, DAY(2026, 11, 18), session(DAY(2026, 11, 10), True)) is None


def test_no_contact_is_due_with_a_child_who_died():
    lost = Person(id="callum", kind="child", first_names="Callum", deceased_on="2026-11-01")
    arrangement = promised("weekly", next_due=DAY(2026, 11, 20))
    assert next_due(file_of(arrangement), arrangement) == DAY(2026, 11, 20)
    assert next_due(file_of(lost, arrangement), arrangement) is None


def test_missed_sessions_wait_for_an_answer_and_do_not_move_the_next_one():
    arrangement = promised("weekly", day="tuesday", start=DAY(2026, 9, 1))
    last = session(DAY(2026, 10, 27), True)
    today = DAY(2026, 11, 16)
    assert waiting(arrangement, today, last) == [DAY(2026, 11, 3), DAY(2026, 11, 10)]
    assert due(arrangement, today, last) == DAY(2026, 11, 17)
    assert waiting(arrangement, DAY(2026, 11, 17), last)[-1] == DAY(2026, 11, 17)


def test_a_planned_session_without_an_answer_waits_however_old_it_is():
    arrangement = promised("as_agreed", status="not_happening")
    old = session(DAY(2025, 1, 7), None)
    assert waiting(arrangement, DAY(2026, 11, 16), old) == [DAY(2025, 1, 7)]


def test_nobody_is_asked_about_the_time_before_she_came_or_about_last_year():
    arrangement = promised("weekly", start=DAY(2024, 1, 2))
    came = Custody(id="new", mother_id="ros", movements=[Movement(date=DAY(2026, 11, 5))])
    assert waiting(arrangement, DAY(2026, 11, 16), came) == [DAY(2026, 11, 10)]
    assert len(waiting(arrangement, DAY(2026, 11, 16))) == 13


def test_nothing_waits_before_the_day_that_was_written_down_as_next():
    arrangement = promised("weekly", next_due=DAY(2026, 11, 24))
    last = session(DAY(2026, 10, 27), True)
    assert waiting(arrangement, DAY(2026, 11, 16), last) == []
    assert waiting(arrangement, DAY(2026, 11, 24), last) == [DAY(2026, 11, 24)]


def test_contact_that_is_life_together_has_no_sessions():
    arrangement = ContactArrangement(
        id="arr", mother_id="ros", child_id="callum", type="lives_with_mother",
        frequency="daily", start=DAY(2026, 11, 1),
    )  # fmt: skip
    case_file = file_of(arrangement)
    assert next_due(case_file, arrangement) is None
    assert all_open_contacts(case_file) == []


def test_answering_a_later_contact_leaves_the_ones_before_it_waiting():
    arrangement = promised("weekly", day="tuesday", start=DAY(2026, 9, 1))
    first, later = session(DAY(2026, 10, 13), True), session(DAY(2026, 11, 10), False)
    between = [DAY(2026, 10, 20), DAY(2026, 10, 27), DAY(2026, 11, 3)]
    assert waiting(arrangement, DAY(2026, 11, 16), first, later) == between
    moved = session(DAY(2026, 11, 8), True)
    assert waiting(arrangement, DAY(2026, 11, 9), first, moved) == between, "it was held early"
    assert waiting(arrangement, DAY(2026, 11, 16), later) == []
