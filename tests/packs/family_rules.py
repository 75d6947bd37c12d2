"""Who may read what, written down once more from the documents and not from the program.

Sources: `docs/decisions/0002` and `0003`, `docs/architecture.md`, and the hints of the forms
("Never shown to the mother, her family or the prison").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from tac_desktop.casework.audience import Audience
from tac_desktop.casework.audience import AudienceKind as Kind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactRestriction
from tac_desktop.casework.episode import Consent
from tac_desktop.casework.people import Person

TODAY = dt.date(2026, 11, 16)
EVERYBODY = frozenset(Kind)
SERVICE = frozenset({Kind.TAC})
AROUND_THE_CHILD = frozenset(
    {Kind.TAC, Kind.MOTHER, Kind.PRISON, Kind.MBU_BOARD, Kind.LOCAL_AUTHORITY, Kind.COURT}
)
ON_THE_WING = frozenset({Kind.TAC, Kind.MOTHER, Kind.PRISON, Kind.HEALTH})
FAR = frozenset({Kind.SCHOOL, Kind.FAMILY, Kind.COMMUNITY})
NOT_FOR_NOTES = FAR | {Kind.MOTHER, Kind.MBU_BOARD}
ONE_FAMILYS_CHILDREN = frozenset({Kind.LOCAL_AUTHORITY, Kind.SCHOOL, Kind.FAMILY})

READERS_OF_A_TYPE = {
    "person": EVERYBODY, "organisation": EVERYBODY, "worker": EVERYBODY, "service": EVERYBODY,
    "involvement": EVERYBODY, "relationship": AROUND_THE_CHILD,
    "custody": EVERYBODY - {Kind.SCHOOL, Kind.FAMILY}, "case": AROUND_THE_CHILD,
    "referral": frozenset({Kind.TAC, Kind.MOTHER, Kind.PRISON}),
    "consent": frozenset({Kind.TAC, Kind.MOTHER}),
    "need": EVERYBODY - {Kind.SCHOOL, Kind.FAMILY}, "outcome": SERVICE, "barrier": SERVICE,
    "survey_response": SERVICE, "placement": AROUND_THE_CHILD, "legal_status": AROUND_THE_CHILD,
    "contact_arrangement": AROUND_THE_CHILD, "contact_session": AROUND_THE_CHILD,
    "contact_restriction": AROUND_THE_CHILD, "contact_log": AROUND_THE_CHILD | {Kind.HEALTH},
    "acct_episode": ON_THE_WING, "acct_review": ON_THE_WING, "mbu_application": AROUND_THE_CHILD,
    "proceedings": AROUND_THE_CHILD, "hearing": AROUND_THE_CHILD, "court_order": AROUND_THE_CHILD,
    "meeting": EVERYBODY - {Kind.FAMILY}, "task": AROUND_THE_CHILD | {Kind.HEALTH},
    "document": AROUND_THE_CHILD, "chronology_event": AROUND_THE_CHILD | {Kind.HEALTH},
    "disclosure": SERVICE, "supervision": SERVICE,
    "same_person": SERVICE, "departure": SERVICE, "letter": SERVICE,
    "management_oversight": SERVICE, "staff_enquiry": SERVICE, "service_activity": SERVICE,
    "contact_level": AROUND_THE_CHILD, "family_day": AROUND_THE_CHILD,
    "separation_plan": AROUND_THE_CHILD | {Kind.HEALTH}, "signed_paper": AROUND_THE_CHILD,
    "explanation": AROUND_THE_CHILD, "mbu_tac_report": AROUND_THE_CHILD,
    "concern": AROUND_THE_CHILD - {Kind.MOTHER, Kind.MBU_BOARD} | {Kind.HEALTH},
    "release_plan": AROUND_THE_CHILD - {Kind.MBU_BOARD} | {Kind.COMMUNITY},
    "prison_decision": frozenset({Kind.TAC, Kind.MOTHER, Kind.PRISON}),
    "legal_hold": SERVICE, "retention_review": SERVICE, "subject_access": SERVICE,
    "disclosure_item": SERVICE, "disposal": SERVICE,
}  # fmt: skip

FOR_THE_SERVICE = {("task", "note"), ("acct_review", "note"), ("organisation", "note")}
FOR_PROFESSIONALS = {
    ("placement", "town"), ("placement", "distance_note"), ("placement", "note"),
    ("contact_session", "note"), ("relationship", "note"), ("contact_log", "dps_text"),
    ("meeting", "joining_note"), ("meeting", "debrief"), ("custody", "offence_summary"),
    ("custody", "mappa"), ("person", "phone"), ("person", "email"), ("person", "address"),
    ("person", "postcode"), ("person", "nhs_number"), ("person", "needs"),
    ("person", "risk_note"), ("person", "note"), ("person", "ethnicity"),
    ("contact_level", "note"), ("family_day", "note"), ("separation_plan", "note"),
    ("signed_paper", "note"), ("release_plan", "address"), ("meeting", "brief"),
    ("meeting", "dps_text"), ("meeting", "staff_asked"), ("acct_review", "dps_text"),
    ("acct_review", "staff_asked"), ("contact_log", "staff_asked"),
}  # fmt: skip
PURPOSES = {
    Kind.LOCAL_AUTHORITY: "share_with_local_authorities", Kind.PRISON: "share_with_prison_staff",
    Kind.MBU_BOARD: "share_with_prison_staff", Kind.COURT: "share_with_court_and_solicitor",
    Kind.HEALTH: "share_with_health", Kind.SCHOOL: "share_with_school",
    Kind.FAMILY: "share_with_family_member", Kind.COMMUNITY: "share_with_community_support",
}  # fmt: skip
WITHOUT_PARENTS = {"strategy", "professionals", "legal_planning", "public_protection"}


@dataclass(frozen=True)
class ChildFacts:
    """What the oracle knows of one child."""

    id: str
    authorities: frozenset[str]
    school_id: str
    confidential: bool
    family_ids: frozenset[str]


@dataclass(frozen=True)
class Secret:
    """Something that must not be found: for whom is decided by `who_may` alone."""

    marker: str
    why: str
    readers: frozenset[Kind] = EVERYBODY
    children: frozenset[str] = frozenset()
    any_child: bool = False
    person_id: str = ""

    def is_kept_from(self, reader: Audience, children: dict[str, ChildFacts]) -> bool:
        """Whether this reader must not find it anywhere."""
        if reader.kind is Kind.TAC:
            return False
        if reader.kind not in self.readers:
            return not (reader.kind is Kind.FAMILY and self.person_id == reader.person_id != "")
        if reader.kind not in ONE_FAMILYS_CHILDREN or not self.children:
            return False
        own = {one for one in self.children if belongs_to(children[one], reader)}
        return not own if self.any_child else own != self.children


def belongs_to(child: ChildFacts, reader: Audience) -> bool:
    """Whether a child is this authority's, school's or relative's."""
    if reader.kind is Kind.LOCAL_AUTHORITY:
        return reader.organisation_id in child.authorities
    if reader.kind is Kind.SCHOOL:
        return bool(reader.organisation_id) and reader.organisation_id == child.school_id
    return reader.person_id in child.family_ids and not child.confidential


def readers_of(
    type_name: str, field: str, *, share: str = "open", confidential: bool = False, kind: str = ""
) -> frozenset[Kind]:
    """The kinds of reader that may have one answer of a record, whatever child it is about."""
    found = READERS_OF_A_TYPE[type_name]
    if confidential or share == "tac_only" or (type_name, field) in FOR_THE_SERVICE:
        return SERVICE
    if share == "professionals_only" or (type_name, field) in FOR_PROFESSIONALS:
        her_offence = type_name == "custody"
        found -= NOT_FOR_NOTES - {Kind.MBU_BOARD} if her_offence else NOT_FOR_NOTES
    if type_name == "meeting" and kind == "acct_case_review":
        found &= ON_THE_WING
    if type_name == "meeting" and kind in WITHOUT_PARENTS:
        found -= NOT_FOR_NOTES - {Kind.SCHOOL}
    return found


@dataclass
class Family:
    """A case file, its secrets, and words that are secret to nobody in particular."""

    case_file: CaseFile
    secrets: list[Secret]
    children: dict[str, ChildFacts]
    spoilt: set[str] = field(default_factory=set)
    readers: list[Audience] = field(default_factory=list)
    content: list[tuple[str, Secret]] = field(default_factory=list)
    called: str = ""

    def plain_words(self) -> list[Secret]:
        """Words of records of which no answer holds anybody else's secret."""
        names = {one.id for one in self.case_file.of(Person)}
        return [
            secret
            for record_id, secret in self.content
            if record_id not in self.spoilt and record_id not in names
        ]

    def must_stop(self, reader: Audience) -> bool:
        """Whether a reader must not be told anything, or her consent for them does not count."""
        for one in self.case_file.of(ContactRestriction):
            begun = one.start is None or one.start <= TODAY
            ended = one.kind == "court_order" and (one.review_or_expiry or TODAY) < TODAY
            named = reader.person_id in [*one.not_to_be_told_to_ids, *one.person_ids]
            if reader.person_id and named and begun and not ended:
                return True
        purpose = PURPOSES.get(reader.kind, "")
        asked = [one for one in self.case_file.of(Consent) if one.purpose == purpose]
        if reader.kind is Kind.FAMILY:
            asked = [one for one in asked if one.subject_person_id == reader.person_id]
        last = max((one.given_on for one in asked if one.given_on), default=None)
        counts = [one for one in asked if one.given_on == last]
        return bool(purpose) and not (counts and all(map(_holds, counts)))

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        printer.text(self.called)

    def kept_from(self, reader: Audience) -> list[Secret]:
        """What this reader must not find."""
        return [one for one in self.secrets if one.is_kept_from(reader, self.children)]


def _holds(consent: Consent) -> bool:
    late = consent.review_on is not None and consent.review_on < TODAY
    return bool(consent.given) and consent.withdrawn_on is None and not late
