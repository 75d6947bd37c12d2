"""Invented families full of secrets, and for each secret who must not find it.

Every answer that is a text holds a word of its own. Names, numbers and places that somebody must
not learn are then written into other answers, in the ways in which people write them.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.audience import Audience
from tac_desktop.casework.audience import AudienceKind as Kind
from tac_desktop.casework.case_file import Amendment, CaseFile, Entry, Saved
from tac_desktop.casework.children import ContactArrangement, ContactRestriction, Placement
from tac_desktop.casework.court import Proceedings
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.episode import Consent
from tac_desktop.casework.people import Involvement, Organisation, Person, Relationship, Worker
from tac_desktop.casework.record import Record, record_types
from tac_desktop.casework.service import Service
from tests.packs.family_rules import (
    EVERYBODY,
    FAR,
    NOT_FOR_NOTES,
    ON_THE_WING,
    SERVICE,
    TODAY,
    ChildFacts,
    Family,
    Secret,
    readers_of,
)
from tests.packs.family_texts import TEXTS, Spot, filled, spots_of
from tests.packs.marker_words import Words, squeezed, written

HOMES = (
    "open", "open", "secret address", "placement ticked", "names ticked", "carers ticked",
    "restriction", "adopted", "adoptive parent", "adoptive carer", "with her", "none",
)  # fmt: skip
CONFIDENTIAL_HOMES = HOMES[3:10]
_SAVED = Saved(dt.datetime(2026, 11, 1, tzinfo=dt.UTC), "Dana", dt.datetime(2026, 11, 1), "Dana")
_OF_PEOPLE = ("person", "organisation", "worker", "service", "relationship", "involvement")
_MADE_APART = (*_OF_PEOPLE, "placement", "custody", "consent", "acct_episode",
               "contact_arrangement", "proceedings")  # fmt: skip
FREE_TYPES = [cls for cls in record_types() if cls.type_name not in _MADE_APART]


@st.composite
def families(draw: st.DrawFn, records: int = 14, planted: int = 14) -> Family:
    """One to five children under one to three authorities, and everything written about them."""
    homes = draw(st.lists(st.sampled_from(HOMES), min_size=1, max_size=5))
    seed = draw(st.integers(0, 2**32))
    return made_of(seed, homes, records, planted)


def made_of(seed: int, homes: list[str], records: int = 14, planted: int = 14) -> Family:
    """The family of a seed: the same one each time."""
    family = _Maker(random.Random(seed), homes).family(records, planted)
    family.called = f"made_of({seed}, {homes})"
    return family


class _Maker:
    """Puts one family together; `chance` decides what the strategy did not."""

    def __init__(self, chance: random.Random, homes: list[str]) -> None:
        self._chance = chance
        self._words = Words()
        self._homes = homes
        self._records: list[Record] = []
        self._secrets: list[Secret] = []
        self._to_plant: list[tuple[str, Secret]] = []
        self._plain: list[tuple[str, Secret]] = []
        self._confidential_people: list[str] = []
        self._facts: dict[str, ChildFacts] = {}
        self._free: list[tuple[str, frozenset[Kind], frozenset[str]]] = []
        self._authorities = [f"la{number}" for number in range(chance.randint(1, 3))]

    def family(self, records: int, planted: int) -> Family:
        """Everything."""
        self._add_mother()
        for authority in self._authorities:
            name = f"{self._words.word()} County Council"
            self._add(Organisation(id=authority, name=name, type="local_authority_children"))
        for number, home in enumerate(self._homes):
            self._add_child(f"child{number}", home)
        self._add_relatives()
        for number in range(records):
            self._add_free_record(f"free{number}")
        readers = self._readers()
        amendments, spoilt = self._plant(planted)
        entries = tuple(
            Entry(record, _SAVED, tuple(amendments.get(record.id, ()))) for record in self._records
        )
        case_file = CaseFile("ros", TODAY, entries, "J1-000000")
        return Family(case_file, self._secrets, self._facts, spoilt, readers, self._plain)

    def _add(self, record: Record) -> Record:
        self._records.append(record)
        return record

    def _often(self) -> bool:
        return self._chance.random() < 0.5

    def _secret(self, text: str, why: str, *, plant: bool = False, **facts: Any) -> str:
        """Note a secret; with `plant` it is also written elsewhere. Returns it as it is typed."""
        for part in text.split("|"):
            digits = "".join(one for one in part if one.isdigit())
            marker = digits[-6:] if part.startswith("01632") else squeezed(part)
            secret = Secret(marker, why, **facts)
            self._secrets.append(secret)
            if plant:
                self._to_plant.append((text, secret))
        return text.replace("|", "-")

    def _add_mother(self) -> None:
        self._add(Person(id="ros", mother_id="ros", kind="mother", first_names="Rhosyn",
                         last_name="Averley", known_as="Ros"))  # fmt: skip
        self._add(Worker(id="dana", name="Dana Whitlock-Reyes", phone="01632 960101"))
        self._add(Service(id="service", prison="HMP Larkmoor", phone="01632 960100"))
        number = self._secret("Z4172XQ", "prison number", plant=True,
                              readers=EVERYBODY - {Kind.SCHOOL, Kind.FAMILY})  # fmt: skip
        offence = self._secret(self._words.word(), "offence",
                               readers=readers_of("custody", "offence_summary"))  # fmt: skip
        self._add(Custody(id="custody", mother_id="ros", prison_number=number,
                          current_location="B-2-11", offence_summary=offence))  # fmt: skip
        log = self._secret(self._words.number(), "ACCT log", plant=True, readers=ON_THE_WING)
        texts = self._content("acct_episode", frozenset(), without="log_number")
        self._add(AcctEpisode(**{**filled(AcctEpisode, texts), "id": "acct",
                                 "mother_id": "ros", "log_number": log,
                                 "opened": TODAY, "status": "open"}))  # fmt: skip
        for number in range(2):
            self._add(Organisation(id=f"host{number}", name="Family Centre", name_cy="Canolfan"))
        self._add(Organisation(id="lonely", type="adoption_agency",
                               name=self._secret(self._words.word(), "referred to by nobody",
                                                 readers=SERVICE)))  # fmt: skip

    def _add_child(self, child_id: str, home: str) -> None:
        words, chance = self._words, self._chance
        confidential = home in CONFIDENTIAL_HOMES
        about: dict[str, Any] = {"children": frozenset({child_id}), "any_child": True}
        authorities = {chance.choice(self._authorities)}
        prison = chance.choice([*self._authorities, "", ""])
        last = "Averley"
        if self._often():
            last = self._secret(words.word(), "a child's last name", plant=True, **about)
        known: dict[str, Any] = {
            "id": child_id, "mother_id": "ros", "kind": "child",
            "first_names": self._secret(words.word(), "a child's name", plant=True, **about),
            "last_name": last,
            "known_as": self._secret(words.word(), "a child's name", plant=True, **about),
            "date_of_birth": f"{chance.randint(2012, 2025)}-05-09",
            "local_authority_id": next(iter(authorities)), "prison_authority_id": prison,
        }  # fmt: skip
        if self._often():
            alias = self._secret(words.word(), "a child's other name", plant=True, **about)
            known["aliases"] = [alias]
        self._add_school(child_id, known, confidential)
        carer_id = self._add_home(child_id, home, known)
        family = {carer_id} if home in ("open", "secret address") else set()
        self._facts[child_id] = ChildFacts(
            child_id, frozenset(authorities | {prison} - {""}), known["school_id"], confidential,
            frozenset(family),
        )  # fmt: skip
        self._add(Person(**known))
        self._add_those_who_work_with(child_id)
        content = self._content("contact_arrangement", frozenset({child_id}))
        filled_in = filled(ContactArrangement, content)
        self._add(ContactArrangement(**{**filled_in, "id": f"arranged-{child_id}",
                                        "mother_id": "ros", "child_id": child_id,
                                        "type": "prison_video_call"}))  # fmt: skip
        content = self._content("proceedings", frozenset({child_id}))
        self._add(Proceedings(**{**filled(Proceedings, content), "id": f"court-{child_id}",
                                 "mother_id": "ros", "type": "care",
                                 "child_ids": [child_id]}))  # fmt: skip

    def _add_school(self, child_id: str, known: dict[str, Any], confidential: bool) -> None:
        facts: dict[str, Any] = {"children": frozenset({child_id}), "any_child": True}
        if confidential:
            facts = {"readers": SERVICE}
        name = self._secret(self._words.word(), "a child's school", plant=True, **facts)
        known["school_id"] = f"school-{child_id}"
        self._add(Organisation(id=known["school_id"], name=f"{name} Primary School", type="school"))
        note = self._secret(self._words.word(), "note on school", plant=confidential, **facts)
        known["school_note"] = f"{note} Nursery, from May"

    def _add_home(self, child_id: str, home: str, known: dict[str, Any]) -> str:
        if home in ("with her", "none"):
            return ""
        carer_id = f"carer-{child_id}"
        hidden = home in CONFIDENTIAL_HOMES
        place = {"readers": SERVICE} if hidden or home == "secret address" else None
        town = self._place(child_id, "town", place)
        carer = self._carer(child_id, carer_id, hidden, place, town)
        if home == "names ticked":
            carer["confidential_fields"] = ["first_names", "last_name"]
        if home == "secret address":
            carer["confidential_fields"] = ["address", "postcode", "phone"]
        if home == "carers ticked":
            known["confidential_fields"] = ["carers"]
        if home == "adoptive carer":
            carer["role"] = "adoptive_carer"
        if home == "adoptive parent":
            self._add(Relationship(id=f"adopts-{child_id}", mother_id="ros", to_person_id=child_id,
                                   type="adoptive_parent", from_person_id=carer_id))  # fmt: skip
        if home == "restriction":
            self._add(ContactRestriction(
                id=f"protects-{child_id}", mother_id="ros", child_ids=[child_id],
                kind="confidential_placement", summary="Nothing about them.",
            ))  # fmt: skip
        if hidden:
            new_name = carer["last_name"]
            field_name = self._chance.choice(("current_name", "last_name", "current_name"))
            full = f"{known['first_names']} {new_name}"
            if field_name == "last_name":
                known["aliases"] = [*known.get("aliases", []), known["last_name"]]
            known[field_name] = full if field_name == "current_name" else new_name
            self._confidential_people.append(carer_id)
            self._add_household(child_id, new_name)
        self._add(Person(**carer))
        self._add(Placement(
            id=f"placed-{child_id}", mother_id="ros", child_id=child_id, carer_id=carer_id,
            care_arrangement="adopted" if home == "adopted" else "local_authority_foster_care",
            confidential=home == "placement ticked", start=dt.date(2026, 1, 1), town=town,
            distance_note=self._place(child_id, "distance_note", place),
            note=self._one_word("placement", "note", frozenset({child_id}), confidential=hidden),
        ))  # fmt: skip
        return carer_id

    def _place(self, child_id: str, name: str, place: dict[str, Any] | None) -> str:
        if place is not None:
            return self._secret(self._words.word(), f"confidential {name}", plant=True, **place)
        return self._one_word("placement", name, frozenset({child_id}))

    def _carer(
        self, child_id: str, carer_id: str, hidden: bool, place: dict[str, Any] | None, town: str
    ) -> dict[str, Any]:
        words = self._words
        about: dict[str, Any] = {"children": frozenset({child_id}), "any_child": True}
        names = {**about, "readers": EVERYBODY - FAR, "person_id": carer_id}
        private = {**about, "readers": EVERYBODY - NOT_FOR_NOTES}
        if hidden:
            names = private = {"readers": SERVICE}
        numbers = private if place is None else place
        first = self._secret(words.word(), "a carer's name", plant=True, **names)
        last = self._secret(f"{words.word()}|{words.word()}", "a carer's name", plant=True, **names)
        street = self._secret(words.word(), "a carer's street", plant=place is not None, **numbers)
        return {
            "id": carer_id, "mother_id": "ros", "first_names": first, "last_name": last,
            "kind": self._chance.choice(("carer", "other", "family", "professional"))
            if hidden
            else "carer",
            "phone": self._secret(words.phone(), "a carer's number", plant=True, **numbers),
            "email": f"{self._secret(words.word(), 'an address', **private)}@carers.example",
            "postcode": self._secret(words.postcode(), "a postcode", plant=True, **numbers),
            "address": f"12 {street} Rise" + (f", {town}" if place else ""),
            "note": self._secret(words.word(), "a note on a carer", **private),
        }  # fmt: skip

    def _add_household(self, child_id: str, last_name: str) -> None:
        """Somebody who lives there too, and for whom nobody ticked anything."""
        if self._often():
            name = self._secret(self._words.word(), "household", plant=True, readers=SERVICE)
            self._add(Person(id=f"household-{child_id}", mother_id="ros", kind="other",
                             first_names=name, last_name=last_name))  # fmt: skip

    def _add_those_who_work_with(self, child_id: str) -> None:
        about: dict[str, Any] = {"children": frozenset({child_id}), "any_child": True}
        name = self._secret(self._words.word(), "a social worker", plant=True, **about)
        worker_id = f"csw-{child_id}"
        note = self._secret(self._words.word(), "a note on a social worker", **about,
                            readers=EVERYBODY - NOT_FOR_NOTES)  # fmt: skip
        self._add(Person(id=worker_id, mother_id="ros", kind="professional", first_names="Naomi",
                         last_name=name, role="child_social_worker", risk_note=note))  # fmt: skip
        self._add(Involvement(id=f"works-{child_id}", mother_id="ros", person_id=worker_id,
                              role="child_social_worker", child_ids=[child_id]))  # fmt: skip

    def _add_relatives(self) -> None:
        for child_id in list(self._facts):
            if self._often():
                self._add_relative(f"father-{child_id}", "father", child_id)
        self._add_relative("grandmother", "mother", "ros")
        for purpose in ("share_with_court_and_solicitor", "share_with_health",
                        "share_with_prison_staff", "share_with_family_member"):  # fmt: skip
            for number in range(self._chance.randint(0, 2)):
                self._add_consent(f"{purpose}{number}", purpose)

    def _add_relative(self, person_id: str, tie: str, to: str) -> None:
        words, chance = self._words, self._chance
        about: dict[str, Any] = {"person_id": person_id}
        if to != "ros":
            about |= {"children": frozenset({to}), "any_child": True}
        for child_id, facts in self._facts.items():
            if to in ("ros", child_id):
                family = facts.family_ids | {person_id}
                self._facts[child_id] = ChildFacts(
                    facts.id, facts.authorities, facts.school_id, facts.confidential, family
                )
        private = {**about, "readers": EVERYBODY - NOT_FOR_NOTES}
        names = {**about, "readers": EVERYBODY - FAR}
        self._add(Person(
            id=person_id, mother_id="ros", kind="family",
            first_names=self._secret(words.word(), "a relative", plant=True, **names),
            last_name=self._secret(words.word(), "a relative", plant=True, **names),
            phone=self._secret(words.phone(), "a relative's number", plant=True, **private),
            risk_note=self._secret(words.word(), "a relative's risk", **private),
        ))  # fmt: skip
        self._add(Relationship(id=f"tie-{person_id}", mother_id="ros", type=tie,
                               from_person_id=person_id, to_person_id=to))  # fmt: skip
        if self._often():
            ends = chance.choice((None, *(TODAY + dt.timedelta(days) for days in (-1, 0, 1))))
            self._add(ContactRestriction(
                id=f"limits-{person_id}", mother_id="ros", person_ids=[person_id],
                kind=chance.choice(("court_order", "safety_request", "prison_visits")),
                not_to_be_told_to_ids=[person_id] if self._often() else [],
                start=chance.choice((None, dt.date(2026, 1, 1), dt.date(2027, 1, 1))),
                review_or_expiry=ends,
                summary=self._one_word("contact_restriction", "summary", frozenset()),
            ))  # fmt: skip

    def _add_consent(self, consent_id: str, purpose: str) -> None:
        chance = self._chance
        withdrawn = chance.choice((None, None, dt.date(2026, 9, 1)))
        self._add(Consent(
            id=consent_id, mother_id="ros", purpose=purpose, given=chance.choice((True, False)),
            given_on=chance.choice((dt.date(2026, 7, 1), dt.date(2026, 8, 1))),
            subject_person_id="grandmother" if purpose.endswith("member") else "",
            withdrawn_on=withdrawn, review_on=chance.choice((None, TODAY, dt.date(2026, 11, 1))),
            limits=self._one_word("consent", "limits", frozenset()),
        ))  # fmt: skip

    def _content(
        self, type_name: str, children: frozenset[str], without: str = "", **facts: Any
    ) -> Iterator[tuple[str, str]]:
        """A word for each answer of a record that is a text: the field and the word."""
        for name in TEXTS[type_name]:
            if name != without:
                yield name, self._one_word(type_name, name, children, **facts)

    def _one_word(self, type_name: str, name: str, children: frozenset[str], **facts: Any) -> str:
        word = self._words.word()
        readers = readers_of(type_name, name, **facts)
        if type_name in ("mbu_application", "mbu_tac_report") and not children:
            readers -= {Kind.LOCAL_AUTHORITY}
        why = f"{type_name}.{name} of {sorted(children)} {facts}"
        return self._secret(word, why, readers=readers, children=children)

    def _add_free_record(self, record_id: str) -> None:
        """A record of any type about any of the children, each of its texts with a word."""
        chance = self._chance
        cls = chance.choice(FREE_TYPES)
        names = cls.model_fields
        picked = [one for one in self._facts if chance.random() < 0.4]
        answers: dict[str, Any] = {"id": record_id, "mother_id": "ros"}
        facts: dict[str, Any] = {}
        if "share" in names:
            facts["share"] = answers["share"] = chance.choice(
                ("open", "open", "professionals_only", "tac_only")
            )
        if "confidential" in names:
            facts["confidential"] = answers["confidential"] = chance.random() < 0.2
        if cls.type_name == "meeting":
            answers["host_org_id"] = chance.choice(("host0", "host1", *self._authorities))
            facts["kind"] = answers["type"] = chance.choice(
                ("child_looked_after_review", "core_group", "acct_case_review", "strategy")
            )
        children = self._children_for(cls, picked, answers)
        hidden = self._someone_hidden(cls, answers)
        if hidden:
            facts["share"] = "tac_only"
        before = len(self._secrets)
        content = list(self._content(cls.type_name, children, **facts))
        if "from_record_id" in names and self._free and self._often():
            answers["from_record_id"] = self._comes_from_another(before)
        elif not hidden:
            readers = readers_of(cls.type_name, "", **facts)
            if cls.type_name in ("mbu_application", "mbu_tac_report") and not children:
                readers -= {Kind.LOCAL_AUTHORITY}
            self._free.append((record_id, readers, children))
        self._plain += [(record_id, one) for one in self._secrets[before:]]
        given = {**filled(cls, content), **answers}
        if "invitees" in given and "chair_id" in answers:
            given["invitees"].append({"person_id": answers["chair_id"], "role": "Guest"})
        if cls.type_name == "family_day":
            given["children"] += [{"child_id": one} for one in sorted(children)]
        if self._often():
            word = self._secret(self._words.word(), "unmapped", readers=SERVICE)
            given["unmapped"] = {"old": word}
        self._add(cls.model_validate(given))

    def _comes_from_another(self, before: int) -> str:
        """Let the record come from an earlier one: who may not read that one reads neither."""
        source_id, readers, children = self._chance.choice(self._free)
        self._secrets[before:] = [
            replace(one, readers=one.readers & readers, children=one.children | children)
            for one in self._secrets[before:]
        ]
        return source_id

    def _children_for(
        self, cls: type[Record], picked: list[str], answers: dict[str, Any]
    ) -> frozenset[str]:
        """Say in a record's own way which children it is about."""
        one = self._chance.choice(list(self._facts))
        match cls.type_name:
            case "legal_status" | "contact_level" | "separation_plan":
                answers["child_id"] = one
            case "family_day":
                return frozenset(picked)
            case "contact_session":
                answers["arrangement_id"] = f"arranged-{one}"
            case "hearing":
                answers["proceedings_id"] = f"court-{one}"
            case "court_order" if not picked:
                answers["proceedings_id"] = f"court-{one}"
            case "mbu_application":
                answers["child_id"] = one if picked else ""
                return frozenset({one} if picked else set())
            case "contact_log":
                answers["about_child_ids"] = picked
                return frozenset(picked)
            case "acct_review":
                answers["acct_id"] = "acct"
                return frozenset()
            case _ if "child_ids" in cls.model_fields:
                answers["child_ids"] = picked
                return frozenset(picked)
            case _:
                return frozenset()
        return frozenset({one})

    def _someone_hidden(self, cls: type[Record], answers: dict[str, Any]) -> bool:
        """Sometimes somebody whose name is confidential takes part; a talk with them is theirs."""
        if not self._confidential_people or self._chance.random() < 0.6:
            return False
        person_id = self._chance.choice(self._confidential_people)
        if cls.type_name == "contact_log":
            answers["with_person_ids"] = [person_id]
            return True
        if cls.type_name == "meeting":
            answers["chair_id"] = person_id
        if cls.type_name == "document":
            answers["from_id"] = person_id
        return False

    def _readers(self) -> list[Audience]:
        found = [Audience(kind) for kind in Kind if kind is not Kind.TAC]
        found += [Audience(Kind.LOCAL_AUTHORITY, organisation_id=one) for one in self._authorities]
        for facts in self._facts.values():
            if not facts.confidential:
                found.append(Audience(Kind.SCHOOL, organisation_id=facts.school_id))
            found += [Audience(Kind.FAMILY, person_id=one) for one in sorted(facts.family_ids)]
        return list(dict.fromkeys(found))

    def _plant(self, how_many: int) -> tuple[dict[str, list[Amendment]], set[str]]:
        """Write secrets where they do not belong: into other answers, notes and amendments."""
        chance = self._chance
        amendments: dict[str, list[Amendment]] = {}
        spoilt: set[str] = set()
        by_id = {record.id: place for place, record in enumerate(self._records)}
        spots = [spot for record in self._records for spot in spots_of(record)]
        for text, secret in chance.sample(self._to_plant, min(how_many, len(self._to_plant))):
            words = f"They say {written(text, chance)} and more."
            spot: Spot = chance.choice(spots)
            spoilt.add(spot.record_id)
            if chance.random() < 0.2:
                change = self._secret(self._words.word(), "words of a change", readers=SERVICE)
                amended = Amendment(dt.datetime(2026, 11, 2), "Dana", "correction", words,
                                    (f"Note: {change} → {secret.marker}",))  # fmt: skip
                amendments.setdefault(spot.record_id, []).append(amended)
                continue
            place = by_id[spot.record_id]
            self._records[place] = spot.with_more(self._records[place], words)
        return amendments, spoilt
