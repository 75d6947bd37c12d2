"""Baby is born: the same person goes on; over midnight, when clocks change, twins, and losses."""

import datetime as dt

import pytest

from tac_desktop.casework.birth import (
    Birth,
    after_birth,
    another_baby,
    birth_problems,
    file_with,
    is_expected,
    notices,
    weeks_at,
)
from tac_desktop.casework.caseload import caseload_row
from tac_desktop.casework.children import ContactArrangement, Placement
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.casework.record import content_of
from tac_desktop.casework.service import Service
from tac_desktop.casework.work import Task
from tests.casework.builders import TODAY, file_of

DAY = dt.date


def birth_of(**answers):
    return Birth(**{"outcome": "born", **answers})


NOW = dt.datetime(2026, 11, 16, 9, 0)
BABY = Person(
    id="baby", mother_id="ros", kind="child", first_names="Baby", last_name="Averley",
    expected_date_of_delivery=DAY(2026, 12, 9), local_authority_id="marlcester",
    mother_responsibility="yes",
)  # fmt: skip
NAOMI = Person(id="naomi", kind="professional", first_names="Naomi", last_name="Trellick")
HERS = Involvement(
    id="inv", mother_id="ros", person_id="naomi", role="child_social_worker", child_ids=["baby"]
)
UNIT = MbuApplication(id="mbu", mother_id="ros", status="board_arranged")
SEREN = birth_of(
    day=DAY(2026, 11, 12), time=dt.time(0, 10), first_names="Seren", gender="female",
    weight_g=2410, weeks="36+1", where="hospital",
)  # fmt: skip


def saved(birth, *records, child=BABY):
    found = after_birth(file_of(child, NAOMI, HERS, *records), child, birth)
    return {(one.type_name, one.id): one for one in found}, found


def titles(found):
    return [one.title for one in found if isinstance(one, Task)]


def test_the_unborn_child_becomes_the_born_one_and_keeps_what_was_known():
    _by_id, found = saved(SEREN)
    child = found[0]
    assert (child.id, child.display_name()) == ("baby", "Seren Averley")
    assert child.date_of_birth == "2026-11-12" and child.became_born_on == DAY(2026, 11, 12)
    assert (child.time_of_birth, child.birth_weight_g) == (dt.time(0, 10), 2410)
    assert child.expected_date_of_delivery == DAY(2026, 12, 9)
    assert child.local_authority_id == "marlcester"
    assert is_expected(BABY) and not is_expected(child)


def test_a_place_to_live_is_opened_on_the_day_of_birth():
    _by_id, found = saved(SEREN)
    (placement,) = [one for one in found if isinstance(one, Placement)]
    assert (placement.care_arrangement, placement.start) == ("hospital", DAY(2026, 11, 12))
    assert placement.carer_id == ""
    _by_id, found = saved(birth_of(day=TODAY, where="with_mother_mbu"))
    (placement,) = [one for one in found if isinstance(one, Placement)]
    assert placement.carer_id == "ros"
    _by_id, found = saved(birth_of(day=TODAY))
    assert not [one for one in found if isinstance(one, Placement)]


def test_doing_it_twice_makes_nothing_twice():
    _by_id, first = saved(SEREN)
    _by_id, second = saved(SEREN)
    assert [(one.id, content_of(one)) for one in first] == [
        (one.id, content_of(one)) for one in second
    ]


def test_the_application_that_was_made_before_the_birth_is_for_this_child():
    by_id, _found = saved(SEREN, UNIT)
    application = by_id["mbu_application", "mbu"]
    assert application.child_id == "baby"
    assert application.edd_at_application == DAY(2026, 12, 9)
    assert application.status == "board_arranged"
    by_id, found = saved(SEREN, UNIT.changed(child_id="megan"))
    assert ("mbu_application", "mbu") not in by_id
    assert not [one for one in titles(found) if "Unit" in one]


def test_the_birth_asks_for_what_has_to_be_done():
    _by_id, found = saved(SEREN, UNIT)
    assert titles(found) == [
        "Register the birth of Seren",
        "Tell Naomi Trellick: Seren was born",
        "Ask about the father's parental responsibility for Seren",
        "Tell the Mother and Baby Unit that Seren was born",
    ]
    register = next(one for one in found if isinstance(one, Task))
    assert register.due == DAY(2026, 12, 24)
    assert register.child_ids == ["baby"]
    father = Relationship(id="f", mother_id="ros", from_person_id="gethin", type="father",
                          to_person_id="baby", parental_responsibility="no")  # fmt: skip
    _by_id, found = saved(SEREN, father)
    assert not [one for one in titles(found) if "father" in one]


def test_she_is_not_pregnant_any_more():
    ros = Person(id="ros", mother_id="ros", kind="mother", first_names="Rhosyn",
                 pregnancy_status="pregnant")  # fmt: skip
    by_id, _found = saved(SEREN, ros)
    assert by_id["person", "ros"].pregnancy_status == "postnatal"
    by_id, _found = saved(birth_of(outcome="miscarriage", day=TODAY), ros)
    assert by_id["person", "ros"].pregnancy_status == "not_pregnant"


def test_twins_on_both_sides_of_midnight_have_their_own_birthdays():
    case_file = file_of(BABY, NAOMI, HERS, UNIT.changed(child_id="baby"))
    twin, *others = another_baby(case_file, BABY)
    assert is_expected(twin) and twin.expected_date_of_delivery == DAY(2026, 12, 9)
    later = {one.id: one for one in others}
    assert later["inv"].child_ids == ["baby", twin.id]
    assert later["mbu"].other_child_ids == [twin.id]
    first = after_birth(case_file, BABY, birth_of(day=DAY(2026, 11, 11), time=dt.time(23, 50)))[0]
    second = after_birth(case_file, twin, birth_of(day=DAY(2026, 11, 12), time=dt.time(0, 10)))[0]
    assert (first.date_of_birth, second.date_of_birth) == ("2026-11-11", "2026-11-12")
    together = file_with(case_file, [twin, *others])
    told = after_birth(together, twin, birth_of(day=DAY(2026, 11, 12)))
    assert "Tell Naomi Trellick: Averley was born" in titles(told)
    third = another_baby(file_of(BABY, twin), BABY)[0]
    assert third.id not in (BABY.id, twin.id)


def test_a_twin_has_the_same_family():
    father = Relationship(id="f", mother_id="ros", from_person_id="gethin", type="father",
                          to_person_id="baby")  # fmt: skip
    twin, tie = another_baby(file_of(BABY, father), BABY)
    assert (tie.from_person_id, tie.type, tie.to_person_id) == ("gethin", "father", twin.id)
    assert tie.id != "f"


@pytest.mark.parametrize(
    ("birth", "field"),
    [
        (birth_of(day=DAY(2026, 11, 17)), "day"),
        (birth_of(day=TODAY, time=dt.time(9, 1)), "day"),
        (birth_of(day=DAY(2026, 3, 29), time=dt.time(1, 30)), "time"),
        (birth_of(day=TODAY, weight_g=3), "weight_g"),
        (birth_of(day=TODAY, weeks="early"), "weeks"),
        (birth_of(day=TODAY, died_on=DAY(2026, 11, 15)), "died_on"),
        (birth_of(day=TODAY, died_on=DAY(2026, 11, 17)), "died_on"),
    ],
)
def test_what_cannot_be_is_asked_again(birth, field):
    assert [one.field for one in birth_problems(birth, NOW)] == [field]


@pytest.mark.parametrize("time", [dt.time(0, 59), dt.time(2, 0), dt.time(23, 59)])
def test_a_birth_in_the_night_of_the_clocks_can_be_saved(time):
    assert birth_problems(birth_of(day=DAY(2026, 3, 29), time=time), NOW) == []
    assert notices(birth_of(day=DAY(2026, 3, 29), time=time), Person(kind="child")) == []


def test_a_time_that_came_twice_and_a_date_far_from_the_expected_one_are_pointed_out():
    twice = birth_of(day=DAY(2026, 10, 25), time=dt.time(1, 30))
    assert birth_problems(twice, NOW) == []
    assert "came twice" in notices(twice, BABY)[0]
    assert "expected on 9 Dec 2026" in notices(birth_of(day=DAY(2025, 11, 12)), BABY)[0]
    assert notices(SEREN, BABY) == []


def test_weeks_at_birth_are_counted_back_from_the_expected_date():
    assert weeks_at(DAY(2026, 12, 9), DAY(2026, 11, 12)) == "36+1"
    assert weeks_at(DAY(2026, 12, 9), DAY(2026, 12, 9)) == "40+0"
    assert weeks_at(DAY(2028, 2, 29), DAY(2028, 2, 28)) == "39+6"
    assert weeks_at(None, TODAY) == weeks_at(DAY(2026, 12, 9), DAY(2020, 1, 1)) == ""


# Loss


@pytest.mark.parametrize("outcome", ["miscarriage", "stillbirth", "termination"])
def test_a_loss_is_no_birthday_and_opens_no_placement(outcome):
    _by_id, found = saved(birth_of(outcome=outcome, day=TODAY, where="hospital"))
    child = found[0]
    assert (child.date_of_birth, child.became_born_on) == ("", None)
    assert (child.birth_outcome, child.deceased_on) == (outcome, "2026-11-16")
    assert not is_expected(child)
    assert not [one for one in found if isinstance(one, Placement)]
    assert not [one for one in titles(found) if "Register" in one or "was born" in one]


def test_after_a_loss_she_is_seen_again_and_asked_what_she_wishes():
    _by_id, found = saved(birth_of(outcome="stillbirth", day=TODAY))
    assert titles(found) == [
        "Ask Ros what she wishes: a name, seeing and holding, photographs, a farewell",
        "Tell Naomi Trellick: Ros has lost her baby",
        "Help Ros with the registration",
        "See Ros after her loss (the day after)",
        "See Ros after her loss (7 days)",
        "See Ros after her loss (28 days)",
    ]
    off = Service(id="service", goodbye_aftercare_days="0")
    _by_id, found = saved(birth_of(outcome="miscarriage", day=TODAY), off)
    assert len(titles(found)) == 2


def test_a_baby_who_lived_and_died_was_born_and_all_contact_ends():
    promised = ContactArrangement(id="arr", mother_id="ros", child_id="baby", type="visit",
                                  next_due=DAY(2026, 11, 20))  # fmt: skip
    birth = birth_of(day=DAY(2026, 11, 12), where="hospital", died_on=DAY(2026, 11, 14))
    by_id, found = saved(birth, promised)
    child = found[0]
    assert (child.date_of_birth, child.deceased_on) == ("2026-11-12", "2026-11-14")
    (placement,) = [one for one in found if isinstance(one, Placement)]
    assert placement.end == DAY(2026, 11, 14)
    ended = by_id["contact_arrangement", "arr"]
    assert (ended.status, ended.end, ended.next_due) == ("ended", DAY(2026, 11, 14), None)
    assert "Register the birth of Baby" not in titles(found)


def test_who_was_lost_is_neither_counted_nor_given_an_age():
    lost = BABY.changed(id="lost", birth_outcome="stillbirth", deceased_on="2024-05-01")
    died = BABY.changed(id="died", date_of_birth="2026-11-12", deceased_on="2026-11-14")
    case_file = file_of(lost, died, BABY)
    assert [one.id for one in case_file.living_children] == ["callum", "megan", "theo", "baby"]
    row = caseload_row(case_file, TODAY)
    assert (row.children, row.youngest_age) == (4, "4")
