"""What people type into date and time fields is understood, and read back in words."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.ui.typed import (
    date_reading,
    read_typed_date,
    read_typed_partial,
    read_typed_time,
    written_line,
)

MONDAY = dt.date(2026, 11, 16)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("16 Nov 2026", dt.date(2026, 11, 16)),
        ("16/11", dt.date(2026, 11, 16)),
        ("16 nov", dt.date(2026, 11, 16)),
        ("1st dec", dt.date(2026, 12, 1)),
        ("3rd", dt.date(2026, 11, 3)),
        ("Mon 16 Nov 2026", dt.date(2026, 11, 16)),
        ("today", MONDAY),
        ("T", MONDAY),
        ("y", dt.date(2026, 11, 15)),
        ("tomorrow", dt.date(2026, 11, 17)),
        ("+7", dt.date(2026, 11, 23)),
        ("-2w", dt.date(2026, 11, 2)),
        ("+1m", dt.date(2026, 12, 16)),
        ("fri", dt.date(2026, 11, 13)),
        ("next fri", dt.date(2026, 11, 20)),
        ("mon", dt.date(2026, 11, 9)),
        ("", None),
        ("31/2", None),
        ("s", None),
        ("soon", None),
    ],
)
def test_a_date_is_understood_as_people_type_it(typed, meant):
    assert read_typed_date(typed, MONDAY) == meant


def test_a_weekday_looks_forward_where_the_question_does():
    assert read_typed_date("fri", MONDAY, ahead=True) == dt.date(2026, 11, 20)
    assert read_typed_date("mon", MONDAY, ahead=True) == dt.date(2026, 11, 23)


def test_a_date_without_a_year_means_the_nearest_such_day():
    new_year = dt.date(2027, 1, 4)
    assert read_typed_date("28/12", new_year) == dt.date(2026, 12, 28)
    assert read_typed_date("2 feb", dt.date(2026, 12, 20)) == dt.date(2027, 2, 2)


def test_the_29th_of_february_is_found_in_a_year_that_has_one():
    assert read_typed_date("29/2", dt.date(2028, 1, 10)) == dt.date(2028, 2, 29)


def test_the_reading_names_the_weekday_and_how_far_away_the_day_is():
    assert date_reading(MONDAY, dt.date(2026, 11, 22)) == "Mon 16 Nov 2026, 6 days ago"
    assert date_reading(dt.date(2019, 4, 3), MONDAY) == "Wed 3 Apr 2019"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2019", "2019"),
        ("Apr 2019", "2019-04"),
        ("4/2019", "2019-04"),
        ("2019-04", "2019-04"),
        ("3 Apr 2019", "2019-04-03"),
        ("13/2019", None),
        ("about 2019", None),
    ],
)
def test_a_partly_known_date_is_kept_as_far_as_it_is_known(typed, kept):
    assert read_typed_partial(typed, MONDAY) == kept


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1405", dt.time(14, 5)), ("2pm", dt.time(14)), ("noon", dt.time(12)), ("25:00", None)],
)
def test_a_time_is_understood_as_people_type_it(typed, meant):
    assert read_typed_time(typed) == meant


def test_now_is_this_minute():
    before = dt.datetime.now().time().replace(second=0, microsecond=0)
    assert read_typed_time("now") in (
        before,
        dt.datetime.now().time().replace(second=0, microsecond=0),
    )


def test_a_line_that_is_a_date_is_written_out():
    assert written_line("2026-11-16") == "16 Nov 2026"
    assert written_line("2026-13-16") == "2026-13-16"
    assert written_line("rang twice") == "rang twice"
