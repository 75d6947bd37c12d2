"""The invented address book: authorities, courts, firms, schools and the people who work there.

The prison, the hospital and two authorities are those of the example case.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tac_desktop.casework.case_format import CaseDocument, DocumentRecord
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.record import record_from
from tac_desktop.casework.training_builder import Builder
from tac_desktop.casework.training_names import STAFF_FAMILIES, STAFF_FIRST, ascii_letters

_AUTHORITIES = (
    ("Brockenshire County Council, Children's Services", "england", "020 7946 021", ""),
    ("Thornhythe Borough Council, Children's Services", "england", "020 7946 022", ""),
    ("Aldermoss City Council, Children's Services", "england", "020 7946 023", ""),
    (
        "Cyngor Bro Elwern / Bro Elwern Council, Children's Services",
        "wales",
        "029 2018 024",
        "Welsh and English",
    ),
    ("Westerhaugh Council, Children's Services", "england", "020 7946 025", ""),
)
_SCHOOLS = (
    ("Millrace Primary School", "england"),
    ("Ysgol Gynradd Nant Elwern", "wales"),
    ("Saint Osyrith's Church of England School", "england"),
    ("Copperbridge Academy", "england"),
    ("Ysgol Uwchradd Bro Tŷ-Draw", "wales"),
)
_FIRMS = ("Marrowby and Finch Solicitors", "Tallis Wharf Family Law")


@dataclass
class Authority:
    """A local authority's children's services and who works there."""

    id: str
    name: str
    nation: str
    social_workers: list[Person] = field(default_factory=list)
    reviewing_officer: Person | None = None
    conference_chair: Person | None = None

    @property
    def short_name(self) -> str:
        """`Marlcester`: as people say it."""
        english = self.name.split(" / ")[-1]
        return re.split(r" (?:City |County |Borough )?Council", english)[0]


@dataclass
class AddressBook:
    """Everyone and everything that several cases share."""

    records: dict[str, DocumentRecord]
    authorities: list[Authority]
    schools: dict[str, list[Organisation]]
    school_leads: dict[str, Person]
    courts: list[Organisation]
    solicitors: list[Person]
    guardians: list[Person]
    prison: Organisation
    hospital: Organisation
    staff: dict[str, Person]

    def used_by(self, records: Iterable[DocumentRecord]) -> list[DocumentRecord]:
        """What some records refer to, however many steps away."""
        found: dict[str, DocumentRecord] = {}
        waiting = list(records)
        while waiting:
            names = _texts([one.content for record in waiting for one in record.revisions])
            waiting = [self.records[one] for one in names & self.records.keys() - found.keys()]
            found.update((one.id, one) for one in waiting)
        return sorted(found.values(), key=lambda one: (one.type, one.id))


def address_book(example: CaseDocument, seed: int, today: dt.date) -> AddressBook:
    """The address book that the invented cases of one vault share."""
    worker = next(one for one in example.records if one.type == "worker")
    builder = Builder(seed, 0, today, worker.id, str(worker.revisions[-1].content["name"]))
    shared = [one for one in example.records if not one.mother_id]
    organisations = [_read(one, Organisation) for one in shared if one.type == "organisation"]
    people = [_read(one, Person) for one in shared if one.type == "person"]
    by_type = {one.type: one for one in reversed(organisations)}
    authorities = [
        Authority(one.id, one.name, one.nation)
        for one in organisations
        if one.type == "local_authority_children"
    ]
    authorities += [_authority(builder, *each) for each in _AUTHORITIES]
    for place, authority in enumerate(authorities):
        _staff_of(builder, authority, place)
    schools: dict[str, list[Organisation]] = {"england": [], "wales": []}
    leads: dict[str, Person] = {}
    for name, nation in _SCHOOLS:
        school = _organisation(builder, name, "school", "029 2018 026", nation)
        schools[nation].append(school)
        leads[school.id] = _person(
            builder, "designated_safeguarding_lead", school.id, "029 2018 027"
        )
    court = _organisation(builder, "Family Court at Aldermoss", "court", "020 7946 028", "england")
    firms = [_organisation(builder, name, "solicitor", "020 7946 029", "") for name in _FIRMS]
    solicitors = [_person(builder, "mothers_solicitor", one.id, "020 7946 030") for one in firms]
    guardians = [
        _person(builder, "childrens_guardian", by_type["guardian_service"].id, "020 7946 031")
        for _place in range(2)
    ]
    records = {one.id: one for one in (*shared, *builder.records)}
    return AddressBook(
        records=records,
        authorities=authorities,
        schools=schools,
        school_leads=leads,
        courts=[by_type["court"], court],
        solicitors=solicitors,
        guardians=guardians,
        prison=by_type["prison"],
        hospital=by_type["health"],
        staff={one.role: one for one in people},
    )


def _authority(builder: Builder, name: str, nation: str, phone: str, language: str) -> Authority:
    made = _organisation(
        builder, name, "local_authority_children", phone, nation, language_offer=language
    )
    return Authority(made.id, made.name, nation)


def _staff_of(builder: Builder, authority: Authority, place: int) -> None:
    phone = f"020 7946 04{place}"
    authority.social_workers = [
        _person(builder, "child_social_worker", authority.id, phone) for _one in range(3)
    ]
    authority.reviewing_officer = _person(
        builder, "independent_reviewing_officer", authority.id, phone
    )
    authority.conference_chair = _person(builder, "child_protection_chair", authority.id, phone)


def _organisation(
    builder: Builder, name: str, kind: str, phone: str, nation: str, **more: Any
) -> Organisation:
    digits = builder.rng.randint(0, 9)
    return builder.add(
        Organisation,
        builder.day_in(300, 700),
        name=name,
        type=kind,
        nation=nation,
        phone=f"{phone}{digits}",
        secure_email=f"duty@{ascii_letters(name)[:24]}.example",
        postcode=builder.postcode(),
        video_platform="microsoft_teams" if kind != "court" else "court_video_platform",
        **more,
    )


def _person(builder: Builder, role: str, organisation_id: str, phone: str) -> Person:
    place = sum(one.type == Person.type_name for one in builder.records)
    first = builder.rng.choice(STAFF_FIRST)
    last = STAFF_FAMILIES[(place + builder.seed) % len(STAFF_FAMILIES)]
    return builder.add(
        Person,
        builder.day_in(300, 700),
        kind="professional",
        first_names=first,
        last_name=last,
        role=role,
        organisation_id=organisation_id,
        phone=f"{phone}{builder.rng.randint(0, 9)}",
        email=f"{ascii_letters(first)[:1]}.{ascii_letters(last)}@work.example",
    )


def _read(record: DocumentRecord, cls: type[Any]) -> Any:
    found = record_from(record.type, record.id, record.mother_id, record.revisions[-1].content)
    assert isinstance(found, cls)
    return found


def _texts(value: Any) -> set[str]:
    if isinstance(value, str):
        return {value}
    if isinstance(value, Mapping):
        return set().union(*(_texts(one) for one in value.values()), set())
    if isinstance(value, (list, tuple)):
        return set().union(*(_texts(one) for one in value), set())
    return set()
