"""Days that may be hard for her: birthdays, goodbyes, anniversaries, bad news, days of the year."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from tac_desktop.casework.acct import AcctEpisode, RiskDate
from tac_desktop.casework.children import LegalStatus, Placement
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.contact_plans import SeparationPlan
from tac_desktop.casework.court import Hearing
from tac_desktop.casework.custody import Custody, ReleaseDate
from tac_desktop.casework.days_of_year import anniversaries, easter, mothering_sunday
from tac_desktop.casework.people import Person
from tac_desktop.casework.risk_dates import risk_dates
from tac_desktop.casework.service import Service
from tests.casework.builders import TODAY, file_of

# Easter Sundays as the churches publish them.
EASTER = {
    2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1),
    2030: (4, 21), 2031: (4, 13), 2032: (3, 28), 2033: (4, 17), 2034: (4, 9), 2035: (3, 25),
    2036: (4, 13), 2037: (4, 5), 2038: (4, 25), 2039: (4, 10), 2040: (4, 1),
}  # fmt: skip
MOTHERS_DAY = {
    2024: (3, 10), 2025: (3, 30), 2026: (3, 15), 2027: (3, 7), 2028: (3, 26), 2029: (3, 11),
    2030: (3, 31), 2031: (3, 23), 2032: (3, 7), 2033: (3, 27), 2034: (3, 19), 2035: (3, 4),
    2036: (3, 23), 2037: (3, 15), 2038: (4, 4), 2039: (3, 20), 2040: (3, 11),
}  # fmt: skip


def day(month, number, year=2026):
    return dt.date(year, month, number)


def whys(case_file, days=7):
    return {one.why: one for one in risk_dates(case_file, days)}


@pytest.mark.parametrize("year", EASTER)
def test_easter_and_mothers_day_fall_where_the_calendar_has_them(year):
    assert easter(year) == dt.date(year, *EASTER[year])
    assert mothering_sunday(year) == dt.date(year, *MOTHERS_DAY[year])


def test_a_leap_day_returns_on_the_first_of_march_and_never_on_its_own_day():
    found = list(anniversaries(day(2, 29, 2024), day(1, 1, 2024), day(12, 31, 2028)))
    assert found == [day(3, 1, 2025), day(3, 1, 2026), day(3, 1, 2027), day(2, 29, 2028)]


def test_a_week_across_the_end_of_the_year_has_christmas_and_new_year():
    found = risk_dates(file_of(as_of=day(12, 24)), 8)
    assert [(one.date, one.why) for one in found] == [
        (day(12, 25), "Christmas Day"),
        (day(1, 1, 2027), "New Year's Day"),
    ]


def test_mothers_day_is_a_hard_day_where_there_are_children():
    assert "Mother's Day" in whys(file_of(as_of=day(3, 10)))


def test_the_birthday_of_an_adopted_child_counts_like_any_other():
    found = whys(file_of(as_of=day(2, 12)))
    assert found["Theo Averley's birthday, 4"].date == day(2, 17)


def test_a_child_who_died_is_remembered_on_both_days():
    child = Person(id="ivy", mother_id="ros", kind="child", first_names="Ivy",
                   date_of_birth="2020-11-18", deceased_on="2021-11-20")  # fmt: skip
    assert set(whys(file_of(child))) == {
        "Ivy would be 6 years old",
        "The day on which Ivy died, 5 years ago",
    }


def test_a_lost_pregnancy_has_its_due_date_and_the_day_it_ended():
    lost = Person(id="lost", mother_id="ros", kind="child", birth_outcome="stillbirth",
                  expected_date_of_delivery=day(11, 19),
                  became_born_on=day(11, 17, 2025))  # fmt: skip
    assert set(whys(file_of(lost))) == {
        "The day on which her baby was expected",
        "The day on which she lost her baby, 1 year ago",
    }


def test_separation_is_remembered_once_not_at_every_move():
    moves = [
        Placement(id="p1", mother_id="ros", child_id="megan", care_arrangement="kinship_private",
                  start=day(11, 18, 2024)),
        Placement(id="p2", mother_id="ros", child_id="megan",
                  care_arrangement="kinship_foster_care", start=day(11, 19, 2025)),
    ]  # fmt: skip
    assert list(whys(file_of(*moves))) == [
        "The day on which Megan Rhian Averley-Pugh went to live without her, 2 years ago"
    ]


def test_the_anniversary_of_an_adoption_order_says_so_and_names_no_family():
    status = LegalStatus(id="ls", mother_id="ros", child_id="theo", type="adoption_order",
                         start=day(11, 20, 2024))  # fmt: skip
    (found,) = risk_dates(file_of(status))
    assert found.why == "The day of the adoption order, 2 years ago: Theo Averley"
    assert found.about == ("theo",)


def test_a_final_contact_counts_on_its_day_and_after_it():
    plan = SeparationPlan(id="sp", mother_id="ros", kind="final_contact", child_id="theo",
                          date=day(11, 20))  # fmt: skip
    ahead = whys(file_of(plan))
    assert ahead["Final contact with Theo Averley"].until is None
    after = risk_dates(file_of(plan, as_of=day(11, 23)))
    assert after[0].why == "Final contact with Theo Averley was on 20 Nov 2026"
    assert after[0].until == day(11, 27)
    assert risk_dates(file_of(plan, as_of=day(11, 28))) == []


def test_difficult_news_counts_for_as_many_days_as_the_service_has_set():
    news = ContactLogEntry(id="n", mother_id="ros", channel="phone", date=day(11, 10),
                           difficult_news=True, text="Contact was stopped")  # fmt: skip
    (found,) = risk_dates(file_of(news))
    assert (found.date, found.until) == (day(11, 10), day(11, 17))
    assert "Contact was stopped" not in found.why
    assert risk_dates(file_of(news, Service(id="s", days_after_news=5))) == []
    assert risk_dates(file_of(news, Service(id="s", days_after_news=0))) == []


def test_a_release_date_that_was_moved_counts_on_the_old_day_and_when_she_was_told():
    custody = Custody(
        id="cus2", mother_id="ros", release_date=day(5, 23, 2027), release_type="CRD",
        release_date_told_on=day(11, 12), sentenced_on=day(1, 5),
        earlier_release_dates=[
            ReleaseDate(date=day(11, 21), type="CRD"),
            ReleaseDate(date=day(11, 19), type="HDCED"),
        ],
    )  # fmt: skip
    assert [(one.date, one.until) for one in risk_dates(file_of(custody))] == [
        (day(11, 12), day(11, 19)),
        (day(11, 21), None),
    ]


def test_a_moved_release_date_that_nobody_told_her_of_is_said_today():
    custody = Custody(id="cus2", mother_id="ros", release_date=day(5, 23, 2027),
                      sentenced_on=day(1, 5),
                      earlier_release_dates=[ReleaseDate(date=day(1, 2, 2027))])  # fmt: skip
    (found,) = risk_dates(file_of(custody))
    assert found.date == TODAY
    assert "that she was told is not noted" in found.why


def test_a_hearing_of_several_days_counts_on_each():
    hearing = Hearing(id="h", mother_id="ros", type="final", date=day(11, 14), days=4)
    (found,) = risk_dates(file_of(hearing))
    assert (found.date, found.last) == (day(11, 14), day(11, 17))


def test_what_was_noted_for_an_acct_counts_until_it_is_closed():
    def episode(status):
        rows = [RiskDate(date=day(11, 18), why="Her brother's funeral")]
        return AcctEpisode(id="a", mother_id="ros", status=status, known_dates_of_risk=rows)

    assert list(whys(file_of(episode("open")))) == ["Her brother's funeral"]
    assert risk_dates(file_of(episode("closed"))) == []


def test_no_day_is_given_a_level():
    named = {field for one in risk_dates(file_of(as_of=day(12, 24))) for field in vars(one)}
    assert named == {"date", "why", "record_id", "about", "until"}


def test_the_list_is_in_the_order_in_which_the_days_come():
    news = ContactLogEntry(id="n", mother_id="ros", channel="phone", date=day(12, 20),
                           difficult_news=True, text="x")  # fmt: skip
    found = risk_dates(file_of(news, as_of=day(12, 24)), 10)
    reached = [max(one.date, day(12, 24)) for one in found]
    assert all(before <= after for before, after in pairwise(reached))
