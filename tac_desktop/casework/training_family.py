"""An invented mother, her time in custody and the people around her."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tac_desktop.casework.children import ContactRestriction
from tac_desktop.casework.custody import Custody, Movement, ReleaseDate
from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_children import Child, Home, make_baby, make_child
from tac_desktop.casework.training_names import FamilyNames, names_for
from tac_desktop.casework.training_places import AddressBook
from tac_desktop.casework.training_stories import Story

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_UNITS = ("A", "B", "C", "D")
_OFFENCES = (
    ("theft", "Shop theft, several offences"),
    ("drug", "Possession with intent to supply class B"),
    ("violence", "Wounding"),
    ("fraud", "Fraud by false representation"),
    ("breach", "Breach of a suspended sentence"),
    ("public_order", "Affray"),
)
_NEEDS = (
    "",
    "Dyslexia: reads short plain text; prefers things read aloud.",
    "Hard of hearing in the left ear: sit on her right.",
    "Gets anxious in groups; likes to know the questions beforehand.",
)
_LITTLE_ENGLISH = "Reads well in her own language, little English. Book an interpreter early."


@dataclass
class Family:
    """Everyone of one case."""

    mother: Person
    custody: Custody
    story: Story
    names: FamilyNames
    came_in: dt.date
    children: list[Child] = field(default_factory=list)
    unborn: Child | None = None
    supporter: Person | None = None
    father: Person | None = None
    solicitor: Person | None = None
    acct_opened: dt.date | None = None

    @property
    def every_child(self) -> list[Child]:
        """All children, the unborn or newborn one last."""
        return [*self.children, *([self.unborn] if self.unborn else [])]


def make_family(builder: Builder, book: AddressBook, story: Story, *, expecting: bool) -> Family:
    """The mother and everyone around her."""
    names = names_for(builder.number, builder.seed, builder.rng)
    mother = _mother(builder, names, story)
    came_in = builder.day_in(*_days_inside(story))
    custody = _custody(builder, book, story, came_in)
    family = Family(mother, custody, story, names, came_in)
    family.supporter = _supporter(builder, family)
    family.father = _father(builder, family)
    authorities = builder.some(book.authorities, 2)
    over_on = custody.release_date if story.status == "closed" else None
    home = Home(mother, names, came_in, over_on, family.supporter, family.father)
    for place, plan in enumerate(story.children):
        authority = authorities[place % 2]
        family.children.append(make_child(builder, book, home, plan, authority))
    if story.mbu:
        of = "pre_proceedings_plo" if "pre-proceedings" in story.name else "child_protection_plan"
        family.unborn = make_baby(builder, home, of, authorities[0], expecting=expecting)
    if story.secret_from and family.father:
        _keep_secret(builder, family, family.father)
    _prison_staff(builder, book, family)
    return family


def _days_inside(story: Story) -> tuple[int, int]:
    """How long ago she came in, at least and at most. Nobody is pregnant for a year."""
    if story.custody == "remand":
        return 30, 60
    return (60, 170) if story.mbu == "unborn" else (120, 420)


def _mother(builder: Builder, names: FamilyNames, story: Story) -> Person:
    rng, heritage = builder.rng, names.heritage
    builder.mother_id = builder.new_id()
    first = names.woman()
    born = builder.today - dt.timedelta(days=rng.randint(19 * 365, 42 * 365))
    called = first.split(" ")[0][:4] if builder.chance(25) and first.isascii() else ""
    in_care = "in_care" if "care herself" in story.name or builder.chance(25) else "no"
    mother = Person(
        id=builder.mother_id,
        mother_id=builder.mother_id,
        kind="mother",
        first_names=first,
        last_name=names.family,
        known_as=called,
        date_of_birth=born.isoformat(),
        gender="female",
        preferred_language=heritage.language,
        interpreter_needed=heritage.interpreter,
        reading_support=builder.chance(40),
        communication_needs=_LITTLE_ENGLISH if heritage.interpreter else rng.choice(_NEEDS),
        ethnicity=heritage.ethnicity,
        nationality=heritage.nationality,
        religion=rng.choice(("", "none", "Christian", "Muslim", "Buddhist")),
        marital_status=rng.choice(("single", "separated", "cohabiting", "divorced")),
        care_experienced=in_care,
        care_experience_note="In foster care as a teenager." if in_care == "in_care" else "",
        pregnancy_status={"unborn": "pregnant", "baby": "postnatal"}.get(story.mbu, ""),
    )
    builder.keep(mother, builder.day_in(20, 60))
    return mother


def _custody(builder: Builder, book: AddressBook, story: Story, came_in: dt.date) -> Custody:
    rng = builder.rng
    category, words = rng.choice(_OFFENCES)
    remand = story.custody == "remand"
    months = 0 if remand else rng.randint(10, 54)
    released = story.status == "closed"
    sentenced = None if remand else builder.between(came_in, came_in + dt.timedelta(days=40))
    release = builder.day_in(10, 40) if released else builder.ahead(60, 700)
    movements = [Movement(date=came_in, type="reception", status="remand")]
    if sentenced:
        movements.append(Movement(date=sentenced, type="sentenced", status="sentenced"))
    if released:
        movements.append(Movement(date=release, type="release", status="released"))
    status = "released" if released else story.custody
    return builder.add(
        Custody,
        builder.day_in(5, 25),
        prison_number=prison_number(builder.number),
        current_location="" if released else _location(builder, story),
        custody_status=status,
        offence_category=category,
        offence_summary=words,
        child_related_offence="no",
        sentenced_on=sentenced,
        sentence_length_months=months or None,
        release_date=None if remand else release,
        release_type="" if remand else "CRD",
        release_date_source="" if remand else "Offender management unit",
        release_date_told_on=None if remand or builder.number % 3 else came_in,
        earlier_release_dates=_earlier_dates(builder, release) if not remand else [],
        mappa="none",
        public_protection_child_contact=rng.choice(
            (
                "level_4_no_restriction_named_children_only",
                "level_4_no_restriction_named_children_only",
                "not_assessed",
                "level_3_monitored_written_or_phone",
            )
        ),
        movements=movements,
    )


def _earlier_dates(builder: Builder, release: dt.date) -> list[ReleaseDate]:
    """A date that moved, as she was told it, in every second case; a curfew date in every third."""
    found = []
    if builder.number % 2 == 0:
        found.append(
            ReleaseDate(
                date=release - dt.timedelta(days=28),
                type="CRD",
                source="Offender management unit",
                told_on=builder.today - dt.timedelta(days=55),
            )
        )
    if builder.number % 3 == 0:
        found.append(ReleaseDate(date=release - dt.timedelta(days=90), type="HDCED"))
    return found


def prison_number(number: int) -> str:
    """A number of the right pattern from a range that is not in use: Z5001TA, Z5002TA ..."""
    thousands, rest = divmod(number, 10_000)
    first, second = divmod(thousands, len(_LETTERS))
    return f"Z{(5000 + rest) % 10_000:04d}{_LETTERS[(first + 17) % 23]}{_LETTERS[second]}"


def _location(builder: Builder, story: Story) -> str:
    unit = "MBU" if story.mbu == "baby" else builder.rng.choice(_UNITS)
    return f"{unit}-{builder.rng.randint(1, 3)}-{builder.rng.randint(1, 24):02d}"


def _supporter(builder: Builder, family: Family) -> Person:
    rng, mother, names = builder.rng, family.mother, family.names
    kind = rng.choice(("mother", "sister", "aunt", "brother"))
    person = builder.add(
        Person,
        builder.day_in(20, 60),
        kind="family",
        first_names=names.man() if kind == "brother" else names.woman(),
        last_name=mother.last_name,
        phone=builder.phone(),
        preferred_language=names.heritage.language,
        note="Visits and rings. Says yes when asked to help.",
    )
    builder.add(
        Relationship,
        builder.day_in(20, 60),
        from_person_id=person.id,
        type=kind,
        to_person_id=mother.id,
        quality=rng.choice(("close", "supportive", "uncertain")),
    )
    return person


def _father(builder: Builder, family: Family) -> Person:
    secret = family.story.secret_from
    risk = "Domestic abuse while they lived together. Must not learn where she is."
    return builder.add(
        Person,
        builder.day_in(20, 60),
        kind="family",
        first_names=family.names.man(),
        last_name=family.names.other_family(),
        gender="male",
        phone="" if secret else builder.phone(),
        risk_note=risk if secret else "",
    )


def _keep_secret(builder: Builder, family: Family, father: Person) -> None:
    builder.add(
        ContactRestriction,
        builder.day_in(20, 60),
        kind="safety_request",
        type="do_not_tell",
        person_ids=[father.id],
        not_to_be_told_to_ids=[father.id],
        summary=f"Do not tell {father.display_name()} where {family.mother.short_name()} is, "
        "when she moves or when meetings are held.",
        decided_by="Social worker, at her request",
        start=family.came_in,
    )


def _prison_staff(builder: Builder, book: AddressBook, family: Family) -> None:
    roles = ["prison_offender_manager"]
    roles += ["pmblo", "midwife"] if family.story.mbu else []
    roles += ["mbu_nursery_manager"] if family.story.mbu == "baby" else []
    roles += ["acct_case_coordinator"] if family.story.acct else []
    for role in roles:
        builder.add(
            Involvement,
            builder.day_in(5, 40),
            person_id=book.staff[role].id,
            role=role,
            is_main=True,
        )
