"""Who works with whom, and what is saved when a professional has left."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tac_desktop.casework.address_book import is_now, leaving, reaching, what_they_are, work_of
from tac_desktop.casework.people import Involvement, Organisation, Person

DAY = dt.date(2028, 2, 29)
NAMES = {"m": "Rhosyn Averley", "k": "Megan", "p": "Siân Pugh"}


def work(**answers: Any) -> Involvement:
    return Involvement(
        **{"mother_id": "m", "person_id": "p", "role": "midwife", "child_ids": ["k"], **answers}
    )


def test_the_first_and_the_last_day_count() -> None:
    assert is_now(work(start=DAY, end=DAY), DAY)
    assert is_now(work(), DAY)
    assert not is_now(work(start=DAY + dt.timedelta(days=1)), DAY)
    assert not is_now(work(end=DAY - dt.timedelta(days=1)), DAY)


def test_what_goes_on_stands_before_what_ended_and_says_for_whom() -> None:
    before = work(start=dt.date(2026, 1, 5), end=dt.date(2026, 11, 2))
    now = work(start=DAY, child_ids=[])
    found = work_of([before, now], NAMES.__getitem__, DAY)
    assert [(one.now, one.words) for one in found] == [
        (True, "Rhosyn Averley, Midwife, since 29 Feb 2028"),
        (False, "Rhosyn Averley: Megan, Midwife, 5 Jan 2026 to 2 Nov 2026"),
    ]


def test_leaving_ends_everything_that_goes_on_and_hands_the_same_children_on() -> None:
    first = work(start=dt.date(2027, 1, 1), is_main=True)
    over, later = work(end=dt.date(2027, 5, 5)), work(start=DAY + dt.timedelta(days=9))
    ended, begun = leaving([first, over, later], DAY, "n")
    assert ended == first.changed(end=DAY)
    assert isinstance(begun, Involvement)
    assert (begun.person_id, begun.role, begun.child_ids) == ("n", "midwife", ["k"])
    assert (begun.start, begun.end, begun.is_main, begun.mother_id) == (DAY, None, True, "m")
    assert leaving([first], DAY) == [ended]


def test_leaving_twice_changes_nothing_more() -> None:
    (ended,) = leaving([work()], DAY)
    assert isinstance(ended, Involvement)
    assert leaving([ended], DAY, "n") == []
    assert leaving([ended], DAY + dt.timedelta(days=1), "n") == []


def test_every_way_to_reach_somebody_is_named() -> None:
    council = Organisation(
        name="Swansea", type="local_authority_children", duty_phone="01632 960001",
        out_of_hours_phone="01632 960002", secure_email="duty@example.test",
        video_platform="microsoft_teams", address=["1 The Street"], postcode="ZZ99 1AA",
    )  # fmt: skip
    assert [label for label, _words in reaching(council)] == [
        "Duty telephone", "Out of hours", "Secure e-mail", "By video", "Address",
    ]  # fmt: skip
    assert what_they_are(council) == "Local authority children's services"
    assert reaching(Person(kind="professional", last_name="Pugh")) == []
    assert what_they_are(Person(kind="carer", last_name="Pugh")) == "Carer"
