"""Invented work of the service itself, without a mother: enquiries of staff, groups, training."""

from __future__ import annotations

import datetime as dt
import random

from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.oversight import ServiceActivity, StaffEnquiry
from tac_desktop.casework.record import Record
from tac_desktop.casework.training_builder import working_day

_DAYS = 170
_ENQUIRIES = 36
_WORDS = (
    "How a mother is referred, and what happens then.",
    "Which form a children's social worker needs for an official visit.",
    "What may be said to a carer on the telephone.",
    "Whom to ask about a hearing by video link.",
    "What a section 20 agreement means, in two sentences.",
    "Whether a letter through letterbox contact may be opened.",
)
_ACTIVITIES = (
    ("parenting_group", "Letters home", "Mothers on two wings", 8, 90, "preparation_for_release"),
    ("staff_training", "Unlocking for family court", "Wing staff", 14, 60, "respect"),
    ("authority_training", "Working with a mother in prison", "Social workers", 22, 90, "respect"),
    ("family_day", "Autumn family day", "Mothers and children", 31, 240, "purposeful_activity"),
    ("publicity", "Posters with who we are", "All wings", None, 45, "safety"),
    ("team_meeting", "Meeting of the service", "The service", 4, 60, "safety"),
)


def service_work(seed: int, today: dt.date) -> list[Record]:
    """Half a year of it; the same number and day make the same."""
    rng = random.Random(f"tac service work {seed}")
    departments = ("omu", "residential", "safer_custody", "healthcare", "mbu", "chaplaincy")
    purposes = ("referrals", "general_advice", "one_off_discussion", "updates", "co_work")
    tags = ("safety", "respect", "purposeful_activity", "preparation_for_release")
    found: list[Record] = []
    for number in range(_ENQUIRIES):
        day = _day(rng, today)
        found.append(
            StaffEnquiry(
                id=_id(seed, today, "enquiry", number),
                date=day,
                department=rng.choice(departments),
                purposes=rng.sample(purposes, rng.randint(1, 2)),
                minutes=rng.choice((5, 10, 10, 15, 20, 30)),
                text=rng.choice(_WORDS),
                healthy_prison=[rng.choice(tags)] if rng.random() < 0.6 else [],
            )
        )
    for number, (kind, title, audience, count, minutes, tag) in enumerate(_ACTIVITIES):
        found.append(
            ServiceActivity(
                id=_id(seed, today, "activity", number),
                date=_day(rng, today),
                kind=kind,
                title=title,
                audience=audience,
                number=count,
                minutes=minutes,
                healthy_prison=[tag],
            )
        )
    return found


def _day(rng: random.Random, today: dt.date) -> dt.date:
    day = working_day(today - dt.timedelta(days=rng.randint(1, _DAYS)))
    return min(day, today)


def _id(seed: int, today: dt.date, kind: str, number: int) -> str:
    return derived_id("training", str(seed), today.isoformat(), kind, str(number))
