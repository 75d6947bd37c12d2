"""Goodbyes, family days, and placements that follow one another."""

import datetime as dt

import pytest

from tac_desktop.casework.children import ContactArrangement, LegalStatus, Placement
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.contact_plans import FamilyDay, FamilyDayChild, SeparationPlan
from tac_desktop.casework.family_days import answered, open_children
from tac_desktop.casework.goodbye import aftercare_days, steps_to_prepare
from tac_desktop.casework.service import Service
from tests.casework.builders import TODAY, file_of

DAY = dt.date
GOODBYE = SeparationPlan(
    id="bye", mother_id="ros", kind="final_contact", child_id="theo", date=DAY(2026, 12, 14)
)


def test_every_step_of_the_list_is_there_to_be_ticked_and_milk_only_after_a_birth():
    codes = [one.code for one in code_list("separation_step").codes]
    assert [one.step for one in steps_to_prepare("separation_after_birth")] == codes
    final = [one.step for one in steps_to_prepare("final_contact")]
    assert "milk" in codes and "milk" not in final and len(final) == len(codes) - 1


def test_a_goodbye_asks_for_care_on_the_days_that_the_service_set():
    tasks = consequences(GOODBYE, file_of())
    assert [(one.due, one.kind) for one in tasks] == [
        (DAY(2026, 12, 15), "aftercare"),
        (DAY(2026, 12, 21), "aftercare"),
        (DAY(2027, 1, 11), "aftercare"),
    ]
    assert tasks[0].title == ("See her after: Final contact before adoption, Theo (the day after)")
    other = Service(id="service", goodbye_aftercare_days="2 and 14")
    assert [one.due.day for one in consequences(GOODBYE, file_of(other))] == [16, 28]


@pytest.mark.parametrize(("text", "days"), [("", [1, 7, 28]), ("2, 9", [2, 9]), ("0", [])])
def test_the_days_are_read_from_the_service(text, days):
    assert aftercare_days(file_of(Service(id="service", goodbye_aftercare_days=text))) == days


def test_care_moves_with_the_day_and_goes_when_the_goodbye_is_called_off():
    tasks = consequences(GOODBYE, file_of())
    held = file_of(GOODBYE, *tasks)
    assert consequences(GOODBYE, held) == []
    moved = consequences(GOODBYE.changed(date=DAY(2026, 12, 16)), held)
    assert [one.id for one in moved] == [one.id for one in tasks]
    assert moved[0].due == DAY(2026, 12, 17)
    off = consequences(GOODBYE.changed(status="cancelled"), held)
    assert {one.status for one in off} == {"cancelled"}


# Family days

PROMISED = ContactArrangement(id="days", mother_id="ros", child_id="callum", type="family_day")
PARTY = FamilyDay(
    id="party", mother_id="ros", date=DAY(2026, 11, 14),
    children=[FamilyDayChild(child_id="callum", brought_by_id="sheila", agreed=True),
              FamilyDayChild(child_id="megan")],
)  # fmt: skip


def test_a_family_day_that_is_over_waits_for_who_came():
    later = PARTY.changed(id="later", date=DAY(2026, 12, 5))
    called_off = PARTY.changed(id="off", cancelled=True)
    found = open_children(file_of(PARTY, later, called_off))
    assert [(one.family_day.id, one.child_id) for one in found] == [
        ("party", "callum"), ("party", "megan"),
    ]  # fmt: skip
    came = answered(PARTY, "callum", True)
    assert [one.child_id for one in open_children(file_of(came))] == ["megan"]
    assert came.children[0].brought_by_id == "sheila"


@pytest.mark.parametrize("came", [True, False])
def test_who_came_is_an_answer_to_the_contact_that_was_promised(came):
    day = answered(answered(PARTY, "callum", came), "megan", True)
    (session,) = consequences(day, file_of(PROMISED))
    assert (session.arrangement_id, session.planned) == ("days", DAY(2026, 11, 14))
    assert session.took_place is came and session.reason == ("" if came else "other")
    assert consequences(day, file_of(PROMISED, session)) == []
    assert consequences(day.changed(cancelled=True), file_of(PROMISED)) == []


# One after another

FOSTER = Placement(id="foster", mother_id="ros", child_id="callum", start=DAY(2026, 2, 18),
                   care_arrangement="local_authority_foster_care")  # fmt: skip


def test_a_placement_that_takes_the_place_of_another_ends_it():
    home = Placement(id="home", mother_id="ros", child_id="callum", start=TODAY,
                     care_arrangement="kinship_private", replaces_id="foster")  # fmt: skip
    (ended,) = consequences(home, file_of(FOSTER))
    assert (ended.id, ended.end) == ("foster", TODAY)
    assert consequences(home, file_of(ended)) == []
    moved = home.changed(start=DAY(2026, 11, 20))
    assert consequences(moved, file_of(ended))[0].end == DAY(2026, 11, 20)


def test_nothing_ends_before_it_began_for_another_child_or_without_a_day():
    home = Placement(id="home", mother_id="ros", child_id="callum", start=DAY(2026, 1, 1),
                     care_arrangement="kinship_private", replaces_id="foster")  # fmt: skip
    for other in (home, home.changed(start=None), home.changed(child_id="megan", start=TODAY)):
        assert consequences(other, file_of(FOSTER)) == []


def test_statuses_stand_beside_one_another_unless_one_takes_the_place_of_another():
    agreed = LegalStatus(id="s20", mother_id="ros", child_id="callum", type="section_20",
                         start=DAY(2026, 2, 18))  # fmt: skip
    order = LegalStatus(id="ico", mother_id="ros", child_id="callum", type="interim_care_order",
                        start=DAY(2026, 8, 20))  # fmt: skip
    assert consequences(order, file_of(agreed)) == []
    (ended,) = consequences(order.changed(replaces_id="s20"), file_of(agreed))
    assert (ended.id, ended.end) == ("s20", DAY(2026, 8, 20))
