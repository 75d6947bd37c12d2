"""What stands against a contact: per child, per person, per kind of contact, on the day itself."""

import datetime as dt

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.audience_stops import stops_for_record
from tac_desktop.casework.children import ContactArrangement, ContactRestriction, ContactSession
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_limits import (
    NO_CONTACT,
    current_level,
    limits_broken,
    plans_beyond_limits,
)
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.contact_plans import (
    ContactLevel,
    FamilyDay,
    FamilyDayChild,
    SeparationPlan,
)
from tac_desktop.casework.court import CourtOrder
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.meetings import Invitee, Meeting
from tac_desktop.casework.people import Person
from tac_desktop.casework.warnings_before import warnings_before
from tests.casework.builders import TODAY, file_of

DAY = dt.date
LEVEL_2 = "level_2_written_contact_only"
LEVEL_3 = "level_3_monitored_written_or_phone"


def level(code, child="callum", **answers):
    return ContactLevel(
        id=answers.pop("id", "level"), mother_id="ros", child_id=child, level=code, **answers
    )


def restriction(type, **answers):
    answers = {"kind": "prison_visits", "summary": "As recorded.", **answers}
    return ContactRestriction(id="limit", mother_id="ros", type=type, **answers)


def said(*records, children=(), people=(), how="phone", day=None):
    found = limits_broken(file_of(*records), children, people, how, day)
    return [one.sentence for one in found]


CONTACTS = ["visit", "prison_video_call", "phone", "letter", "letterbox"]


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        ("not_assessed", []),
        ("pprc_pending", CONTACTS),
        ("pprc_confirmed", CONTACTS),
        ("level_1_no_contact", CONTACTS),
        (LEVEL_2, ["visit", "prison_video_call", "phone"]),
        (LEVEL_3, ["visit", "prison_video_call"]),
        ("level_4_no_restriction_named_children_only", []),
    ],
)
def test_a_level_stops_what_its_words_do_not_allow(code, broken):
    recorded = level(code)
    stopped = [how for how in CONTACTS if said(recorded, children=["callum"], how=how)]
    assert stopped == broken


def test_every_level_of_the_list_is_understood():
    known = {"not_assessed", "pprc_pending", "pprc_confirmed", "level_1_no_contact", LEVEL_2,
             LEVEL_3, "level_4_no_restriction_named_children_only"}  # fmt: skip
    assert {one.code for one in code_list("child_contact_level").codes} == known


def test_a_level_counts_for_the_named_child_only_and_is_said_in_its_own_words():
    recorded = level(LEVEL_2, decided_on=DAY(2026, 10, 1))
    assert said(recorded, children=["callum", "megan"]) == [
        "Callum Joe Averley: Level 2: written contact only, decided on 1 Oct 2026."
    ]
    assert said(recorded, children=["megan"]) == []


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (DAY(2026, 9, 30), False),
        (DAY(2026, 10, 1), True),
        (DAY(2026, 10, 31), True),
        (DAY(2026, 11, 1), False),
    ],
)
def test_the_first_and_the_last_day_of_a_level_count(day, counts):
    recorded = level(LEVEL_2, decided_on=DAY(2026, 10, 1), ended_on=DAY(2026, 10, 31))
    assert bool(said(recorded, children=["callum"], day=day)) is counts


def test_a_level_goes_on_past_its_review_and_gives_way_to_a_newer_one():
    old = level(LEVEL_2, decided_on=DAY(2026, 1, 5), review_on=DAY(2026, 7, 5))
    assert said(old, children=["callum"])
    newer = level(
        "level_4_no_restriction_named_children_only", id="new", decided_on=DAY(2026, 8, 1)
    )
    case_file = file_of(old, newer)
    assert current_level(case_file, "callum").id == "new"
    assert limits_broken(case_file, ["callum"], [], "phone") == []


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (DAY(2025, 11, 30), False),
        (DAY(2025, 12, 1), True),
        (DAY(2026, 11, 30), True),
        (DAY(2026, 12, 1), False),
    ],
)
def test_an_order_counts_from_its_first_to_its_last_day(day, counts):
    assert bool(said(people=["gethin"], day=day)) is counts


def test_who_must_not_be_told_and_who_is_under_an_order_are_both_said():
    assert said(people=["gethin"]) == [
        "Gethin Pugh must not be told anything: Do not tell Gethin Pugh where she is.",
        "Gethin Pugh: Non-molestation order. Do not tell Gethin Pugh where she is.",
    ]
    assert said(people=["sheila"]) == []


@pytest.mark.parametrize("type", ["BAN", "CLOSED", "NONCON", "RESTRICTED"])
def test_limits_on_visits_stop_visits_and_no_calls(type):
    recorded = restriction(type, person_ids=["sheila"])
    assert said(recorded, people=["sheila"], how="visit")
    assert not said(recorded, people=["sheila"], how="phone")
    assert not said(recorded, people=["eirlys"], how="visit")


def test_child_visitors_to_be_vetted_stops_a_visit_of_any_child_where_none_is_named():
    assert said(restriction("CHILD"), children=["megan"], how="visit")
    named = restriction("CHILD", child_ids=["callum"])
    assert not said(named, children=["megan"], how="visit")


@pytest.mark.parametrize("type", ["CCTV", "PREINF", "C4", "adoptive_family_details"])
def test_what_only_informs_stops_nothing(type):
    recorded = restriction(type, person_ids=["sheila"], child_ids=["callum"])
    assert not said(recorded, children=["callum"], people=["sheila"], how="visit")


@pytest.mark.parametrize(("type", "how"), [("C1", "letter"), ("C2", "phone"), ("C3", "visit")])
def test_a_level_that_was_recorded_as_a_restriction_counts_for_its_children(type, how):
    recorded = restriction(type, kind="public_protection", child_ids=["callum"])
    assert said(recorded, children=["callum"], how=how)
    assert not said(recorded, children=["megan"], how=how)


@pytest.mark.parametrize("type", ["refuse_contact_s34", "prohibited_steps"])
def test_an_order_between_a_child_and_somebody_stops_them_together(type):
    hers = restriction(type, kind="court_order", child_ids=["callum"])
    assert said(hers, children=["callum"], how="letter")
    his = restriction(type, kind="court_order", child_ids=["callum"], person_ids=["sheila"])
    assert said(his, children=["callum"], people=["sheila"])
    assert not said(his, children=["callum"])


def test_an_order_without_a_restriction_of_its_own_counts_until_it_ends():
    order = CourtOrder(id="o", mother_id="ros", type="refuse_contact", child_ids=["megan"],
                       made=DAY(2026, 10, 1), expires=DAY(2026, 11, 20))  # fmt: skip
    assert said(order, children=["megan"], how="letter") == [
        "Megan Rhian Averley-Pugh: Refusal of contact, made on 1 Oct 2026."
    ]
    assert not said(order, children=["megan"], day=DAY(2026, 11, 21))
    written_down = restriction(
        "refuse_contact_s34", kind="court_order", child_ids=["megan"], order_id="o"
    )
    assert len(said(order, written_down, children=["megan"])) == 1


def test_work_on_the_file_is_no_contact():
    recorded = level("level_1_no_contact")
    for how in NO_CONTACT:
        assert not said(recorded, children=["callum"], people=["gethin"], how=how)


def test_a_plan_that_goes_beyond_a_level_is_found_until_it_stops():
    plan = ContactArrangement(
        id="arr", mother_id="ros", child_id="callum", type="phone", frequency="weekly"
    )
    found = plans_beyond_limits(file_of(level(LEVEL_2), plan))
    assert [one.record_id for one in found] == ["level"]
    assert "telephone call, weekly" in found[0].sentence
    assert plans_beyond_limits(file_of(level(LEVEL_2), plan.changed(status="suspended"))) == []


# What stops before it is saved

PLAN = ContactArrangement(id="arr", mother_id="ros", child_id="callum", type="phone")


def stops(record, *known, before=None):
    return [one.sentence for one in warnings_before(record, file_of(*known), before)]


def log(**answers):
    return ContactLogEntry(id="log", mother_id="ros", date=TODAY, text="Rang.", **answers)


def test_logging_contact_with_somebody_restricted_stops():
    assert len(stops(log(channel="phone", with_person_ids=["gethin"]))) == 2
    assert not stops(log(channel="phone", with_person_ids=["ros", "sheila"]))


def test_talking_about_a_child_is_no_contact_with_the_child():
    recorded = level("level_1_no_contact")
    about = {"about_child_ids": ["callum"], "with_person_ids": ["sheila"]}
    assert not stops(log(channel="phone", **about), recorded)
    assert stops(log(channel="social_video_call", **about), recorded)
    assert stops(log(channel="phone", with_person_ids=["callum"]), recorded)


def test_planning_and_recording_contact_beyond_a_level_stops():
    recorded = level(LEVEL_2)
    assert stops(PLAN, recorded)
    assert not stops(PLAN.changed(type="letter"), recorded)
    assert not stops(PLAN.changed(status="suspended"), recorded)
    session = ContactSession(id="s", mother_id="ros", arrangement_id="arr", planned=TODAY)
    assert stops(session.changed(took_place=True), recorded, PLAN)
    assert not stops(session.changed(took_place=False), recorded, PLAN)
    assert not stops(session.changed(took_place=True), recorded, PLAN, before=session)


def test_a_family_day_stops_for_its_children_and_for_whoever_brings_them():
    banned = restriction("BAN", person_ids=["sheila"])
    day = FamilyDay(
        id="day", mother_id="ros", date=DAY(2026, 12, 5),
        children=[FamilyDayChild(child_id="callum", brought_by_id="sheila")],
    )  # fmt: skip
    assert stops(day, banned) == ["Sheila Averley: Banned. As recorded."]
    assert stops(day, level(LEVEL_3)) and not stops(day.changed(cancelled=True), banned)


def test_a_goodbye_a_meeting_and_a_letter_stop_for_the_people_in_them():
    goodbye = SeparationPlan(
        id="bye", mother_id="ros", kind="final_contact", child_id="theo", takes_child_id="gethin"
    )
    meeting = Meeting(
        id="m", mother_id="ros", date=TODAY, status="planned",
        invitees=[Invitee(person_id="gethin")],
    )  # fmt: skip
    letter = Letter(id="l", mother_id="ros", date=TODAY, to_id="gethin", subject="A", text="B")
    for record in (goodbye, meeting, letter):
        assert stops(record), record.type_name
    assert not stops(meeting.changed(status="cancelled"))
    assert not stops(letter.changed(to_id="marlcester"))


def test_a_letter_to_a_child_is_contact_with_the_child():
    letter = Letter(id="l", mother_id="ros", date=TODAY, to_id="callum", subject="A", text="B")
    assert stops(letter, level("level_1_no_contact"))
    assert not stops(letter, level(LEVEL_2))
    assert not stops(letter, Person(id="other", kind="child", first_names="Io"))


# What stops before it is printed


def test_a_contact_plan_beyond_a_level_stops_before_it_is_given_to_anybody():
    case_file = file_of(level(LEVEL_2), PLAN)
    authority = view_for(case_file, Audience(AudienceKind.LOCAL_AUTHORITY, "marlcester"))
    assert any("Level 2: written contact only" in one for one in authority.stops)
    assert not any("Level" in one for one in view_for(case_file, Audience(AudienceKind.TAC)).stops)


def test_papers_for_somebody_under_an_order_stop_although_no_restriction_was_written_down():
    order = CourtOrder(id="o", mother_id="ros", type="non_molestation_order",
                       against_person_id="sheila", protects_person_id="ros")  # fmt: skip
    hers = view_for(file_of(order), Audience(AudienceKind.FAMILY, person_id="sheila"))
    assert any("Non-molestation order" in one for one in hers.stops)


def test_a_letter_to_somebody_restricted_stops_before_it_is_printed_for_anybody():
    letter = Letter(id="l", mother_id="ros", date=TODAY, to_id="gethin", subject="A", text="B")
    case_file = file_of(letter, PLAN)
    for kind in (AudienceKind.TAC, AudienceKind.FAMILY):
        assert len(stops_for_record(case_file, letter, kind)) == 2
    assert stops_for_record(case_file, letter.changed(to_id="sheila"), AudienceKind.FAMILY) == ()


def test_a_plan_beyond_a_level_stops_when_it_is_printed_by_itself():
    case_file = file_of(level(LEVEL_2), PLAN)
    assert stops_for_record(case_file, PLAN, AudienceKind.FAMILY)
    assert stops_for_record(case_file, PLAN, AudienceKind.TAC) == ()
    assert stops_for_record(case_file, level(LEVEL_2), AudienceKind.PRISON) == ()
