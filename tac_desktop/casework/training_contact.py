"""What surrounds contact in invented cases: levels, letterbox, family days, goodbyes, losses."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.children import ContactRestriction, ContactSession
from tac_desktop.casework.contact_plans import (
    ContactLevel,
    FamilyDay,
    FamilyDayChild,
    SeparationPlan,
)
from tac_desktop.casework.goodbye import steps_to_prepare
from tac_desktop.casework.people import Person, Relationship
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_children import Child
from tac_desktop.casework.training_family import Family
from tac_desktop.casework.training_work import Episode

_LEVELS = {
    "phone": "level_3_monitored_written_or_phone",
    "letter": "level_2_written_contact_only",
    "e_message": "level_2_written_contact_only",
    "letterbox": "level_2_written_contact_only",
}
_NAMED_ONLY = "level_4_no_restriction_named_children_only"
_FIRST_DECIDED = ("not_assessed", "pprc_pending", "pprc_confirmed", "level_1_no_contact")
_SOURCES = ("public_protection", "offender_management", "local_authority", "police")
_LIMITS = ("BAN", "CLOSED", "NONCON", "CHILD")
_LOST = {4: "miscarriage", 12: "stillbirth"}
_STEPS_DONE = ("who_takes", "photographs", "staff_told")


def make_contact(builder: Builder, family: Family, episode: Episode) -> None:
    """Levels, letterbox, family days, goodbyes and limits on visits, as far as they fit a story."""
    going_on = family.story.status == "open"
    for place, child in enumerate(family.children):
        _levels(builder, child, episode, place, going_on=going_on)
        if child.plan.contact == "letterbox":
            _letterbox(builder, child, family.came_in)
        if child.plan.contact == "visit_supervised":
            _observed(builder, child, episode)
        if child.plan.confidential and going_on:
            _goodbye(builder, child)
    if going_on and family.children:
        _family_days(builder, family)
    if going_on and family.supporter and builder.number % 4 == 0:
        _limit_on_visits(builder, family.supporter)
    outcome = _LOST.get((builder.number - 1) % 14 + 1)
    if outcome:
        _loss(builder, family, outcome)


def _levels(
    builder: Builder, child: Child, episode: Episode, place: int, *, going_on: bool
) -> None:
    number = builder.number + place
    decided = builder.between(episode.opened, episode.opened + dt.timedelta(days=25))
    level = _LEVELS.get(child.plan.contact, _NAMED_ONLY) if number % 3 else _NAMED_ONLY
    if not going_on or number % 5 == 0:
        return  # nobody has recorded one yet
    if number % 2:
        builder.add(
            ContactLevel,
            episode.opened,
            child_id=child.person.id,
            level=_FIRST_DECIDED[number // 2 % len(_FIRST_DECIDED)],
            source="offender_management",
            decided_on=episode.opened,
            ended_on=decided,
        )
    builder.add(
        ContactLevel,
        decided,
        child_id=child.person.id,
        level=level,
        source=_SOURCES[number % len(_SOURCES)],
        decided_on=decided,
        review_on=builder.today + dt.timedelta(days=(number % 7 - 2) * 20),
        mother_told_on=decided + dt.timedelta(days=1) if number % 4 else None,
    )


def _letterbox(builder: Builder, child: Child, came_in: dt.date) -> None:
    if child.arrangement is None:
        return
    year = builder.today.year - (builder.today.month < 5)
    sent = dt.date(year, 4, 1)
    for day, way, note in (
        (sent, "sent", "One page and a drawing, through the letterbox service."),
        (sent + dt.timedelta(days=29), "received", "Two pages and no photograph this time."),
    ):
        if day < builder.today:
            builder.add(
                ContactSession,
                day,
                arrangement_id=child.arrangement.id,
                planned=day,
                took_place=True,
                letter_way=way,
                note=note,
                shared_with_mother_on=day if way == "received" else None,
            )


def _observed(builder: Builder, child: Child, episode: Episode) -> None:
    """A supervised visit with notes, shared with her in some cases, and the next one planned."""
    if child.arrangement is None:
        return
    day = episode.last_day - dt.timedelta(days=70)
    builder.add(
        ContactSession,
        day,
        arrangement_id=child.arrangement.id,
        planned=day,
        took_place=True,
        minutes=60,
        quality=4,
        child_said="Asked when the next visit is.",
        note="Played a board game; a hard goodbye, then settled in the car.",
        shared_with_mother_on=day + dt.timedelta(days=30) if builder.number % 2 else None,
    )
    if child.arrangement.status == "happening":
        builder.add(
            ContactSession,
            builder.day_in(2, 9),
            arrangement_id=child.arrangement.id,
            planned=builder.ahead(3, 20),
        )


def _family_days(builder: Builder, family: Family) -> None:
    bringer = family.supporter.id if family.supporter else ""
    for day, answered in ((builder.day_in(3, 60), True), (builder.ahead(10, 50), False)):
        waiting = answered and builder.number % 3 == 0
        builder.add(
            FamilyDay,
            min(day, builder.day_in(1, 5)),
            date=day,
            time=dt.time(13, 30),
            place="Visits hall",
            places_asked_on=day - dt.timedelta(days=30),
            confirmed_on=day - dt.timedelta(days=12) if answered else None,
            cancelled=builder.number % 7 == 0 and not answered,
            children=[
                FamilyDayChild(
                    child_id=child.person.id,
                    brought_by_id="" if child.plan.confidential else bringer,
                    agreed=place == 0 or None,
                    came=None if not answered or waiting else place == 0,
                )
                for place, child in enumerate(family.children)
                if not child.plan.confidential
            ],
            how_it_went="Two hours of painting; one quiet quarter of an hour." if answered else "",
        )


def _goodbye(builder: Builder, child: Child) -> None:
    steps = [
        one.model_copy(update={"done_on": builder.day_in(1, 6)}) if one.step in _STEPS_DONE else one
        for one in steps_to_prepare("final_contact")
    ]
    builder.add(
        SeparationPlan,
        builder.day_in(4, 12),
        kind="final_contact",
        child_id=child.person.id,
        date=builder.ahead(12, 40),
        time=dt.time(10, 30),
        place="Family room, visits hall",
        status="planned",
        her_wishes="To give the blue rabbit, and to have one photograph to keep.",
        with_her="The perinatal worker",
        steps=steps,
        aftercare="The perinatal worker that evening; the wing told before and after.",
        acct_considered=True,
    )


def _limit_on_visits(builder: Builder, person: Person) -> None:
    kind = _LIMITS[builder.number // 4 % len(_LIMITS)]
    builder.add(
        ContactRestriction,
        builder.day_in(20, 50),
        kind="prison_visits",
        type=kind,
        person_ids=[person.id],
        summary="Decided by security after a visit; to be looked at again.",
        decided_by="Security",
        start=builder.day_in(20, 50),
        review_or_expiry=builder.ahead(20, 90),
    )


def _loss(builder: Builder, family: Family, outcome: str) -> None:
    """A pregnancy before this time in prison that ended without a living child."""
    day = family.came_in - dt.timedelta(days=500)
    lost = builder.add(
        Person,
        builder.day_in(10, 30),
        kind="child",
        expected_date_of_delivery=day + dt.timedelta(days=120),
        birth_outcome=outcome,
        deceased_on=day.isoformat(),
    )
    builder.add(
        Relationship,
        builder.day_in(10, 30),
        from_person_id=family.mother.id,
        type="mother",
        to_person_id=lost.id,
    )
