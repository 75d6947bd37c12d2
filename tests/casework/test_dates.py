"""Dates: as people type them, as they are written, and ages at awkward edges."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tac_desktop.casework import dates


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("16 Nov 2026", dt.date(2026, 11, 16)),
        ("16 november 2026", dt.date(2026, 11, 16)),
        ("16/11/2026", dt.date(2026, 11, 16)),
        ("16.11.26", dt.date(2026, 11, 16)),
        ("2026-11-16", dt.date(2026, 11, 16)),
        ("3/4/2026", dt.date(2026, 4, 3)),
    ],
)
def test_a_date_is_read_as_people_type_it_with_the_day_first(typed, day):
    assert dates.read_date(typed) == day


@pytest.mark.parametrize("typed", ["", "31/02/2026", "2026", "tomorrowish", "13/13/2026"])
def test_what_is_no_date_is_not_read_as_one(typed):
    assert dates.read_date(typed) is None


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_a_written_date_is_read_back_as_the_same_day(day):
    assert dates.read_date(dates.written(day)) == day


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("14:05", dt.time(14, 5)),
        ("1405", dt.time(14, 5)),
        ("9", dt.time(9)),
        ("2pm", dt.time(14)),
        ("12am", dt.time(0)),
    ],
)
def test_a_time_is_read_as_people_type_it(typed, time):
    assert dates.read_time(typed) == time


@pytest.mark.parametrize("typed", ["25:00", "14:75", "noonish", "13pm"])
def test_what_is_no_time_is_not_read_as_one(typed):
    assert dates.read_time(typed) is None


def test_eighteen_months_after_the_end_of_august_is_the_end_of_february():
    assert dates.add_months(dt.date(2026, 8, 31), 18) == dt.date(2028, 2, 29)


def test_a_child_born_on_a_leap_day_is_a_year_older_from_the_first_of_march():
    born = dt.date(2024, 2, 29)
    assert dates.age_in_years(born, dt.date(2025, 2, 28)) == 0
    assert dates.age_in_years(born, dt.date(2025, 3, 1)) == 1


@pytest.mark.parametrize(
    ("born", "on", "words"),
    [
        ("2026-11-12", dt.date(2026, 11, 16), "4 days"),
        ("2026-11-15", dt.date(2026, 11, 16), "1 day"),
        ("2026-10-01", dt.date(2026, 11, 16), "6 weeks"),
        ("2025-11-12", dt.date(2026, 11, 16), "12 months"),
        ("2014-05-09", dt.date(2026, 11, 16), "12"),
        ("1990", dt.date(2026, 11, 16), "about 36"),
        ("2026-12-09", dt.date(2026, 11, 16), "not yet born"),
    ],
)
def test_an_age_is_given_in_the_words_that_fit_it(born, on, words):
    assert dates.age_in_words(born, on) == words


@pytest.mark.parametrize("text", ["2019", "2019-04", "2019-04-03", ""])
def test_a_partly_known_date_is_kept_as_it_is(text):
    assert dates.check_partial(text) == text


@pytest.mark.parametrize("text", ["2019-13", "2019-02-30", "April", "19"])
def test_an_impossible_partial_date_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        dates.check_partial(text)


def test_partial_dates_are_written_as_far_as_they_are_known():
    assert dates.written_partial("2019") == "2019"
    assert dates.written_partial("2019-04") == "Apr 2019"
    assert dates.written_partial("2019-04-03") == "3 Apr 2019"


def test_one_day_is_not_called_days():
    said = [dates.count_of_days(days) for days in (-6, 0, 1, 2)]
    assert said == ["less than a day", "less than a day", "1 day", "2 days"]
