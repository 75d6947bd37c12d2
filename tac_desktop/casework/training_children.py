"""Invented children: where they live, in what legal position, who works with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.children import (
    ContactArrangement,
    ContactRestriction,
    LegalStatus,
    Placement,
)
from tac_desktop.casework.dates import add_months
from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_names import FamilyNames
from tac_desktop.casework.training_places import AddressBook, Authority
from tac_desktop.casework.training_stories import ChildPlan

_TOWNS = ("Thornhythe", "Aldermoss", "Brocken Magna", "Nant Elwern", "Westerhaugh", "Marlcester")
_NOT_LOOKED_AFTER = (
    "with_father",
    "kinship_private",
    "special_guardianship",
    "with_mother_mbu",
)
_OFTEN = {"letterbox": "yearly_april", "visit_supervised": "monthly", "letter": "monthly"}


@dataclass
class Child:
    """A child with her or his plan and the professionals for it."""

    person: Person
    plan: ChildPlan
    authority: Authority
    social_worker: Person
    carer: Person | None = None
    arrangement: ContactArrangement | None = None

    @property
    def is_born(self) -> bool:
        """Whether there is a child to speak of by name."""
        return bool(self.person.date_of_birth)

    @property
    def name(self) -> str:
        """What the child is called."""
        return self.person.short_name() if self.is_born else "the baby"


@dataclass(frozen=True)
class Home:
    """The grown-ups round the children."""

    mother: Person
    names: FamilyNames
    came_in: dt.date
    over_on: dt.date | None
    supporter: Person | None
    father: Person | None


def make_child(
    builder: Builder, book: AddressBook, home: Home, plan: ChildPlan, authority: Authority
) -> Child:
    """A child with everything that her or his plan says."""
    rng, names = builder.rng, home.names
    months = rng.randint(plan.youngest, plan.eldest)
    born = add_months(builder.today, -months) - dt.timedelta(days=rng.randint(0, 27))
    is_girl = builder.chance(50)
    if "wales" in plan.legal:
        authority = rng.choice([one for one in book.authorities if one.nation == "wales"])
    school = rng.choice(book.schools[authority.nation]) if months > 54 else None
    hidden = plan.confidential
    person = builder.add(
        Person,
        builder.day_in(15, 60),
        kind="child",
        first_names=names.woman() if is_girl else names.man(),
        last_name=home.mother.last_name,
        date_of_birth=born.isoformat() if builder.chance(92) else str(born.year),
        gender="female" if is_girl else "male",
        local_authority_id=authority.id,
        mother_responsibility="limited" if plan.legal == "placement_order" else "yes",
        school_id=school.id if school and not hidden else "",
        school_year=f"Year {max(1, months // 12 - 4)}" if school and not hidden else "",
        preferred_language=names.heritage.language,
        confidential_fields=["address", "carers", "school", "current_name"] if hidden else [],
    )
    child = Child(person, plan, authority, rng.choice(authority.social_workers))
    child.carer = _carer(builder, home, plan)
    _relations(builder, home, child)
    since = max(born, home.came_in - dt.timedelta(days=rng.randint(0, 300)))
    _where_and_how(builder, child, since)
    _professionals(builder, child, book.school_leads.get(person.school_id))
    child.arrangement = _contact(builder, child, home)
    return child


def _carer(builder: Builder, home: Home, plan: ChildPlan) -> Person | None:
    if plan.care == "with_father":
        return home.father
    if plan.care in ("kinship_private", "kinship_foster_care", "special_guardianship"):
        return home.supporter
    if plan.care == "residential":
        return None
    hidden = ["first_names", "last_name", "phone", "address", "postcode"]
    return builder.add(
        Person,
        builder.day_in(15, 60),
        kind="carer",
        first_names=builder.rng.choice(("Moyra", "Derwent", "Philippa", "Wendell and Joy")),
        last_name=builder.rng.choice(
            ("Castlebury-Orme", "Tillingshaw", "Underhaven", "Quarmby-Lee")
        ),
        role="adoptive_carer" if plan.confidential else "foster_carer",
        phone=builder.phone(),
        postcode=builder.postcode() if plan.confidential else "",
        address=f"{builder.rng.randint(2, 60)} Ternfield Row" if plan.confidential else "",
        confidential_fields=hidden if plan.confidential else [],
    )


def _relations(builder: Builder, home: Home, child: Child) -> None:
    builder.add(
        Relationship,
        builder.day_in(15, 60),
        from_person_id=home.mother.id,
        type="mother",
        to_person_id=child.person.id,
    )
    if home.father and builder.chance(70):
        builder.add(
            Relationship,
            builder.day_in(15, 60),
            from_person_id=home.father.id,
            type="father",
            to_person_id=child.person.id,
            parental_responsibility=builder.rng.choice(("yes", "no", "not_known")),
        )


def _where_and_how(builder: Builder, child: Child, since: dt.date) -> None:
    plan, rng = child.plan, builder.rng
    town = rng.choice(_TOWNS)
    before = _before(builder, child, since)
    builder.add(
        Placement,
        since,
        replaces_id=before.id if before else "",
        child_id=child.person.id,
        care_arrangement=plan.care,
        carer_id=child.carer.id if child.carer else "",
        start=since,
        with_siblings=builder.chance(30),
        town="Saltwick Sands" if plan.confidential else town,
        town_shown_to_mother=not plan.confidential,
        confidential=plan.confidential,
    )
    if plan.confidential:
        builder.add(
            ContactRestriction,
            since,
            kind="confidential_placement",
            type="adoptive_family_details",
            child_ids=[child.person.id],
            summary=f"Nothing that could identify {child.name}'s adoptive family may be told to, "
            "or printed for, the mother, her family or the prison.",
            start=since,
        )
    if plan.legal != "none":
        category = rng.choice(("neglect", "emotional"))
        builder.add(
            LegalStatus,
            since,
            child_id=child.person.id,
            type=plan.legal,
            category=category if plan.legal == "child_protection_plan" else "",
            start=since,
        )


def _before(builder: Builder, child: Child, since: dt.date) -> Placement | None:
    """Where a child who is looked after lived before: with the mother, then with carers."""
    if child.plan.care in _NOT_LOOKED_AFTER or len(child.person.date_of_birth) < 10:
        return None
    born = dt.date.fromisoformat(child.person.date_of_birth)
    first = max(born, since - dt.timedelta(days=400))
    if (since - first).days < 60:
        return None
    return builder.add(
        Placement,
        first,
        child_id=child.person.id,
        care_arrangement="with_mother_community",
        start=first,
        end=since,
    )


def _professionals(builder: Builder, child: Child, school_lead: Person | None) -> None:
    people = [(child.social_worker, True)]
    looked_after = child.plan.care not in _NOT_LOOKED_AFTER
    if looked_after and child.authority.reviewing_officer:
        people.append((child.authority.reviewing_officer, False))
    if "plan" in child.plan.legal and child.authority.conference_chair:
        people.append((child.authority.conference_chair, False))
    if school_lead:
        people.append((school_lead, False))
    for person, is_main in people:
        builder.add(
            Involvement,
            builder.day_in(15, 60),
            person_id=person.id,
            role=person.role,
            child_ids=[child.person.id],
            is_main=is_main,
        )


def _contact(builder: Builder, child: Child, home: Home) -> ContactArrangement:
    start = max(home.came_in, builder.today - dt.timedelta(days=200))
    written = child.plan.contact in ("letterbox", "letter", "e_message")
    yearly = child.plan.contact == "letterbox"
    stopped = builder.chance(20) and not yearly and home.over_on is None
    april = dt.date(builder.today.year + (builder.today.month >= 4), 4, 1)
    return builder.add(
        ContactArrangement,
        builder.day_in(5, 40),
        child_id=child.person.id,
        type=child.plan.contact,
        frequency=_OFTEN.get(child.plan.contact, builder.rng.choice(("weekly", "fortnightly"))),
        day="" if written else builder.rng.choice(("tuesday", "thursday", "saturday", "sunday")),
        time=dt.time(16, 30) if child.plan.contact in ("phone", "prison_video_call") else None,
        basis=_basis(child.plan),
        agreed_with_id=child.authority.id,
        start=start,
        end=home.over_on,
        status="ended" if home.over_on else "not_happening" if stopped else "happening",
        not_happening_since=builder.day_in(15, 50) if stopped else None,
        next_due=_next_due(builder, home, april if yearly else None, stopped=stopped),
    )


def _next_due(
    builder: Builder, home: Home, fixed: dt.date | None, *, stopped: bool
) -> dt.date | None:
    if stopped or home.over_on:
        return None
    return fixed or builder.ahead(2, 25)


def _basis(plan: ChildPlan) -> str:
    if plan.contact == "letterbox":
        return "letterbox_agreement"
    return "court_order" if plan.legal.endswith("order") else "agreement"


def make_baby(
    builder: Builder, home: Home, legal: str, authority: Authority, *, expecting: bool
) -> Child:
    """The child she expects, or has with her on the unit."""
    rng, names = builder.rng, home.names
    plan = ChildPlan("with_mother_mbu", legal, contact="lives_with_mother")
    if expecting:
        person = builder.add(
            Person,
            builder.day_in(10, 30),
            kind="child",
            first_names="Baby",
            last_name=home.mother.last_name,
            expected_date_of_delivery=builder.ahead(14, 150),
            local_authority_id=authority.id,
            mother_responsibility="yes",
        )
    else:
        born = builder.day_in(60, 480)
        person = builder.add(
            Person,
            builder.day_in(5, 30),
            kind="child",
            first_names=names.woman() if builder.chance(50) else names.man(),
            last_name=home.mother.last_name,
            date_of_birth=born.isoformat(),
            became_born_on=born,
            expected_date_of_delivery=born + dt.timedelta(days=rng.randint(-6, 20)),
            gestation_at_birth=f"{rng.randint(36, 41)}+{rng.randint(0, 6)}",
            birth_weight_g=rng.randrange(2300, 4200, 10),
            local_authority_id=authority.id,
            mother_responsibility="yes",
        )
    child = Child(person, plan, authority, rng.choice(authority.social_workers))
    builder.add(
        LegalStatus,
        builder.day_in(5, 40),
        child_id=person.id,
        type=legal,
        category="neglect" if legal == "child_protection_plan" else "",
        start=builder.day_in(20, 50),
    )
    _relations(builder, home, child)
    _professionals(builder, child, None)
    return child
