"""What follows from a case file: dates, counts, flags and the caseload line, at their edges."""

import datetime as dt

import pytest

from tac_desktop.casework.acct import AcctEpisode, AcctReview
from tac_desktop.casework.caseload import caseload_row
from tac_desktop.casework.children import ContactArrangement, ContactSession, LegalStatus, Placement
from tac_desktop.casework.children_now import current_placement, current_statuses, last_seen
from tac_desktop.casework.chronology import ages_at, chronology
from tac_desktop.casework.contact_given import contact_given
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import CourtOrder, Direction, Hearing
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.dates_ahead import dates_ahead, next_date
from tac_desktop.casework.episode import Case
from tac_desktop.casework.flags import flags
from tac_desktop.casework.mbu import MbuApplication, MbuReport
from tac_desktop.casework.mbu_dates import days_late, mbu_dates
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person
from tac_desktop.casework.work import ChronologyEvent, Task
from tests.casework.builders import TODAY, file_of


def seren(**answers):
    return Person(
        id="seren", mother_id="ros", kind="child", first_names="Seren", last_name="Averley",
        **answers,
    )  # fmt: skip


def test_the_clock_of_the_unit_runs_from_the_birth():
    application = MbuApplication(id="mbu", mother_id="ros", child_id="seren")
    dates = mbu_dates(file_of(seren(date_of_birth="2026-11-12"), application), application)
    assert dates.months_18 == dt.date(2028, 5, 12)
    assert dates.months_24 == dt.date(2028, 11, 12)
    assert dates.release_before_limit is True
    assert not dates.expected


def test_before_the_birth_the_clock_runs_from_the_due_date_and_says_so():
    application = MbuApplication(
        id="mbu", mother_id="ros", edd_at_application=dt.date(2026, 12, 9), child_id=""
    )
    dates = mbu_dates(file_of(application), application)
    assert dates.expected
    assert dates.sentences[0] == "Expected on 9 Dec 2026."
    assert dates.months_18 == dt.date(2028, 6, 9)


@pytest.mark.parametrize(
    ("release", "words"),
    [
        (dt.date(2028, 5, 12), "comes before 18 months"),
        (dt.date(2028, 5, 13), "ask about an extension"),
        (dt.date(2028, 11, 13), "plan the separation from the start"),
        (None, "No release date is recorded"),
    ],
)
def test_release_is_set_against_the_age_limits_in_words(release, words):
    application = MbuApplication(id="mbu", mother_id="ros", child_id="seren")
    later = Custody(id="c2", mother_id="ros", sentenced_on=dt.date(2026, 7, 10),
                    release_date=release)  # fmt: skip
    case_file = file_of(seren(date_of_birth="2026-11-12"), application, later)
    assert words in mbu_dates(case_file, application).sentences[3]


def test_without_birth_and_due_date_the_clock_asks_for_one():
    application = MbuApplication(id="mbu", mother_id="ros")
    dates = mbu_dates(file_of(application), application)
    assert dates.months_18 is None
    assert "expected date of delivery" in dates.sentences[0]


def test_a_report_is_late_by_the_days_until_it_came_or_until_today():
    due = dt.date(2026, 10, 9)
    assert days_late(MbuReport(due=due, received=dt.date(2026, 11, 10)), TODAY) == 32
    assert days_late(MbuReport(due=due), TODAY) == 38
    assert days_late(MbuReport(due=due, received=dt.date(2026, 10, 9)), TODAY) == 0
    assert days_late(MbuReport(), TODAY) == 0


def calls(**answers):
    return ContactArrangement(
        id="arr", mother_id="ros", child_id="callum", type="prison_video_call",
        frequency="fortnightly", **answers,
    )  # fmt: skip


def session(day, took_place, reason=""):
    return ContactSession(
        mother_id="ros", arrangement_id="arr", planned=day, took_place=took_place, reason=reason
    )


def test_contact_given_is_counted_against_contact_promised():
    case_file = file_of(
        calls(),
        session(dt.date(2026, 9, 24), True),
        session(dt.date(2026, 10, 8), False, "court_same_day"),
        session(dt.date(2026, 10, 22), False, "video_equipment_failed"),
        session(dt.date(2026, 12, 3), None),
    )
    (count,) = contact_given(case_file, "callum")
    assert (count.planned, count.took_place) == (3, 1)
    assert count.sentence.startswith("1 of 3 took place since 24 Sep 2026; not: ")
    assert "court on the same day (1)" in count.sentence


def test_an_arrangement_without_sessions_claims_nothing():
    (count,) = contact_given(file_of(calls()), "callum")
    assert count.sentence == "No sessions recorded."


def test_a_session_still_to_come_is_neither_given_nor_lost():
    (count,) = contact_given(file_of(calls(), session(TODAY + dt.timedelta(1), True)), "callum")
    assert count.planned == 0


def test_the_placement_that_ended_today_does_not_count_any_more():
    old = Placement(mother_id="ros", id="old", child_id="callum", care_arrangement="with_father",
                    start=dt.date(2020, 1, 1), end=TODAY)  # fmt: skip
    new = Placement(mother_id="ros", id="new", child_id="callum", start=TODAY,
                    care_arrangement="local_authority_foster_care")  # fmt: skip
    placement = current_placement(file_of(old, new), "callum")
    assert placement and placement.id == "new"


def test_a_child_can_have_several_legal_statuses_at_once():
    one = LegalStatus(mother_id="ros", child_id="megan", type="care_and_support_plan_wales",
                      start=dt.date(2026, 3, 30))  # fmt: skip
    other = LegalStatus(mother_id="ros", child_id="megan", start=dt.date(2024, 11, 8),
                        type="child_arrangements_order_lives_with")  # fmt: skip
    over = LegalStatus(mother_id="ros", child_id="megan", type="section_20",
                       end=dt.date(2026, 8, 20))  # fmt: skip
    assert current_statuses(file_of(one, other, over), "megan") == [one, other]


def met(day, **answers):
    return ContactLogEntry(mother_id="ros", channel="face_to_face_wing", date=day,
                           with_person_ids=["ros"], text="Met.", **answers)  # fmt: skip


def test_she_was_last_seen_when_she_was_met_not_when_somebody_was_telephoned():
    call = ContactLogEntry(mother_id="ros", channel="phone", direction="outgoing", text="Rang.",
                           date=dt.date(2026, 11, 15), with_person_ids=["sheila"])  # fmt: skip
    tried = met(dt.date(2026, 11, 14), contact_made=False)
    assert last_seen(file_of(call, tried, met(dt.date(2026, 11, 10)))) == dt.date(2026, 11, 10)
    assert last_seen(file_of()) is None


def test_the_chronology_takes_what_was_ticked_and_what_was_entered_newest_first():
    case_file = file_of(
        met(dt.date(2026, 10, 9), significant=True, chronology="Contact reduced"),
        met(dt.date(2026, 10, 10)),
        ChronologyEvent(mother_id="ros", date="2004-09", text="Came into care"),
        ChronologyEvent(mother_id="ros", date="2018-11-02", text="Megan born",
                        child_ids=["megan", "callum"]),
    )  # fmt: skip
    lines = chronology(case_file)
    assert [line.text for line in lines] == ["Contact reduced", "Megan born", "Came into care"]
    assert ages_at(case_file, lines[1]) == "Cal 4, Megan 0 days"


def test_dates_ahead_hold_what_is_to_come_and_nothing_that_is_over():
    case_file = file_of(
        Meeting(mother_id="ros", type="mbu_board", date=dt.date(2026, 11, 18)),
        Meeting(mother_id="ros", type="core_group", date=dt.date(2026, 11, 9), status="planned"),
        Meeting(mother_id="ros", type="core_group", date=dt.date(2026, 11, 20), status="cancelled"),
        Hearing(mother_id="ros", type="final", date=dt.date(2026, 12, 3)),
        CourtOrder(mother_id="ros", type="interim_care_order",
                   directions=[Direction(text="Statement", due=dt.date(2026, 11, 20)),
                               Direction(text="Met", due=dt.date(2026, 11, 21), status="met")]),
        Task(mother_id="ros", title="Ring Naomi", due=TODAY),
        Task(mother_id="ros", title="Done", due=TODAY, status="done"),
    )  # fmt: skip
    words = [one.what for one in dates_ahead(case_file)]
    assert words == [
        "Ring Naomi",
        "Mother and Baby Unit Board",
        "Due to the court: Statement",
        "Review or end of restriction: Non-molestation order: Gethin Pugh",
        "Hearing: final",
        "Ask again for her consent: Share with a family member: Sheila Averley",
        "Ask again for her consent: Share with local authorities",
    ]
    coming = next_date(case_file)
    assert coming and coming.what == "Mother and Baby Unit Board"


def test_a_board_and_its_meeting_are_one_date_and_so_are_a_review_and_its_meeting():
    case_file = file_of(
        Meeting(mother_id="ros", type="mbu_board", date=dt.date(2026, 11, 18)),
        MbuApplication(mother_id="ros", board_date=dt.date(2026, 11, 18)),
        Meeting(mother_id="ros", type="acct_case_review", date=dt.date(2026, 11, 17)),
        AcctEpisode(id="act", mother_id="ros", log_number="X"),
        AcctReview(mother_id="ros", acct_id="act", next_review=dt.date(2026, 11, 17)),
    )
    days = [one.date for one in dates_ahead(case_file, days=7)]
    assert days == [dt.date(2026, 11, 17), dt.date(2026, 11, 18)]


def test_a_review_of_a_closed_acct_is_no_date_any_more():
    case_file = file_of(
        AcctEpisode(id="act", mother_id="ros", log_number="X", status="closed"),
        AcctReview(mother_id="ros", acct_id="act", next_review=dt.date(2026, 11, 17)),
    )
    assert dates_ahead(case_file, days=7) == []


def test_a_birthday_is_a_date_and_a_leap_day_child_has_hers_on_the_first_of_march():
    child = seren(date_of_birth="2024-02-29")
    words = {one.what: one.date for one in dates_ahead(file_of(child), days=200)}
    assert words["Seren's birthday, 3"] == dt.date(2027, 3, 1)


def test_the_flags_name_the_open_acct_who_must_not_be_told_and_the_hidden_placement():
    case_file = file_of(AcctEpisode(mother_id="ros", log_number="X", opened=dt.date(2026, 10, 9)))
    assert [(one.kind, one.text) for one in flags(case_file)] == [
        ("danger", "ACCT open since 9 Oct 2026"),
        ("danger", "Do not tell: Gethin Pugh"),
        ("warning", "Confidential placement: Theo"),
    ]


def test_a_flag_goes_when_its_reason_has_gone():
    case_file = file_of(
        AcctEpisode(mother_id="ros", log_number="X", status="closed"),
        as_of=dt.date(2026, 12, 1),
    )
    assert [one.text for one in flags(case_file)] == ["Confidential placement: Theo"]


def test_the_caseload_line_says_what_a_caseload_shows():
    case_file = file_of(
        Case(mother_id="ros", episode=1, status="closed"),
        Case(mother_id="ros", episode=2, status="open"),
        AcctEpisode(mother_id="ros", log_number="X"),
        met(dt.date(2026, 11, 10)),
        Hearing(mother_id="ros", type="final", date=dt.date(2026, 12, 3)),
    )
    row = caseload_row(case_file, TODAY)
    assert (row.name, row.prison_number, row.location) == ("AVERLEY, Rhosyn", "Z4172XQ", "B-2-11")
    assert (row.case_status, row.children, row.acct_open) == ("open", 3, True)
    assert row.days_since_seen(TODAY) == 6
    assert row.next_date == dt.date(2026, 12, 3)
