"""The sheet for the round, slips, and sheets of what is coming: neutral, whole, one page."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.children import LegalStatus, Placement
from tac_desktop.casework.court import Hearing
from tac_desktop.casework.mother_agenda import mother_agenda
from tac_desktop.casework.rounds import Stop, neutral_place, slip_days, slips, stops_today
from tac_desktop.casework.work import Task
from tac_desktop.packs import catalogue
from tac_desktop.packs.today_sheet import today_sheet
from tests.casework.builders import TODAY
from tests.packs import cases
from tests.packs.reading import Paper

PRISON = Audience(AudienceKind.PRISON)
FAMILY_WORDS = ("Callum", "Megan", "Theo", "Oakhurst", "Saltmere", "Gethin", "ACCT", "MBU",
                "adoption", "contact", "court", "Hearing", "review")  # fmt: skip


def busy_day():
    return cases.file_with(
        cases.meeting(date=TODAY), cases.review(next_review=TODAY), cases.application(),
        Hearing(id="h", mother_id="ros", type="final", date=TODAY, time=dt.time(10, 0)),
        Task(id="care", mother_id="ros", title="See her after Theo's adoption hearing",
             kind="aftercare", due=TODAY),
    )  # fmt: skip


def test_the_sheet_says_where_when_and_who_and_nothing_of_a_family():
    agendas = [mother_agenda(busy_day())]
    built = catalogue.build("today_sheet", agendas=agendas, printed_on=TODAY)
    text = Paper(built.pdf).text
    for words in ("AVERLEY, Rhosyn", "Z4172XQ", "B-2-11", "11:00", "Appointment", "See her"):
        assert words in text, words
    assert [word for word in FAMILY_WORDS if word.casefold() in text.casefold()] == []


def test_the_sheet_is_one_page_and_counts_what_does_not_fit():
    many = [Stop(f"A-{n}", f"DOE, Jane {n}", "A1234BC", None, "See her") for n in range(90)]
    built = today_sheet(many, TODAY)
    text = Paper(built.pdf).text
    shown = sum(1 for one in many if f"Jane {one.location[2:]} " in text)
    assert built.pages == 1
    assert 20 <= shown < 90
    assert f"{90 - shown} more do not fit on this page" in text


def test_an_empty_day_says_so():
    text = Paper(catalogue.build("today_sheet", printed_on=TODAY).pdf).text
    assert "Nobody is down to be seen today." in text


def test_people_are_in_the_order_of_the_walk():
    def at(location, time=None):
        agenda = mother_agenda(busy_day())
        dates = tuple(one for one in agenda.dates if one.date == TODAY and one.is_appointment)[:1]
        one = dates[0]
        shown = type(one)(one.date, time, one.what, one.record_id, one.kind)
        return type(agenda)("m", location, "", "", location, "open", None, False, (shown,))

    walk = [at("B-2-11"), at(""), at("B-2-9", dt.time(15)), at("A-1-2"), at("B-2-9", dt.time(9))]
    found = [(one.location, one.time) for one in stops_today(walk, TODAY)]
    assert found == [
        ("A-1-2", None), ("B-2-9", dt.time(9)), ("B-2-9", dt.time(15)), ("B-2-11", None),
        ("", None),
    ]  # fmt: skip


def test_slips_are_made_for_the_next_working_day_over_a_weekend():
    friday = dt.date(2026, 11, 20)
    assert slip_days(friday) == (friday, dt.date(2026, 11, 23))
    assert slip_days(TODAY) == (TODAY, TODAY + dt.timedelta(days=1))
    assert slip_days(dt.date(2026, 11, 22)) == (dt.date(2026, 11, 22), dt.date(2026, 11, 23))


def test_slips_stand_two_to_a_page_with_a_reason_that_says_nothing():
    agendas = [mother_agenda(busy_day())]
    wanted = slips(agendas, TODAY, TODAY)
    built = catalogue.build("day_slips", agendas=agendas, printed_on=TODAY)
    text = Paper(built.pdf).text
    assert text.count("Official appointment") == len(wanted) == 3
    assert built.pages == 2
    assert [word for word in FAMILY_WORDS if word.casefold() in text.casefold()] == []


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        ("Family Court at Marlcester", ""),
        ("Children's visits, hall 2", "hall 2"),
        ("MBU conference room, video booking VB-LKX-2211", "video booking VB-LKX-2211"),
        ("Ystafell Plant – adain B", "adain B"),
        ("Visits hall", "Visits hall"),
        ("ACCT review room", ""),
    ],
)
def test_where_a_slip_sends_her_tells_nothing_of_courts_or_children(place, printed):
    assert neutral_place(place, "B-2-11") == printed
    agendas = [mother_agenda(cases.file_with(cases.meeting(date=TODAY, place=place)))]
    (slip,) = slips(agendas, TODAY, TODAY)
    assert slip.to_place == printed


def test_a_place_on_the_unit_she_lives_on_may_stand_on_her_slip():
    assert neutral_place("MBU quiet room", "MBU-1-07") == "MBU quiet room"


def test_one_mothers_slips_are_for_the_prison():
    text = Paper(catalogue.build("movement_slips", busy_day(), PRISON).pdf).text
    assert "Official appointment" in text
    assert "Callum" not in text


def test_the_week_ahead_for_the_co_ordinator_says_why_and_names_no_adoptive_family():
    case_file = cases.file_with(
        cases.review(),
        LegalStatus(id="ls", mother_id="ros", child_id="theo", type="adoption_order",
                    start=dt.date(2024, 11, 18), note="The Oakhurst-Lyles of Saltmere"),
        Placement(id="pl2", mother_id="ros", child_id="theo", care_arrangement="adopted",
                  carer_id="adopters", start=dt.date(2024, 11, 19)),
    )  # fmt: skip
    text = Paper(catalogue.build("acct_look_ahead", case_file, PRISON).pdf).text
    assert "The day of the adoption order, 2 years ago: Theo" in text
    assert "Oakhurst" not in text
    assert "Saltmere" not in text
    assert "went to live without her" not in text
    for level in ("low risk", "raised", "high risk"):
        assert level not in text.casefold()


def test_dates_ahead_are_on_paper_by_week():
    text = Paper(catalogue.build("dates_ahead", busy_day(), Audience(AudienceKind.TAC)).pdf).text
    assert "Week of 16 Nov 2026" in text
    assert "Hearing: final" in text
