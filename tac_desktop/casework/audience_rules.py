"""The rules for whole records and single answers, one function each, the first that speaks wins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import (
    ContactArrangement,
    ContactRestriction,
    ContactSession,
    Placement,
)
from tac_desktop.casework.court import Hearing, Proceedings
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.people import Involvement, Organisation, Person, Relationship, Worker
from tac_desktop.casework.questions import QuestionSpec, SeenBy, questions_of
from tac_desktop.casework.record import Record
from tac_desktop.words import _

_WITHOUT_PROFESSIONAL_NOTES = frozenset(
    {
        AudienceKind.MOTHER,
        AudienceKind.FAMILY,
        AudienceKind.SCHOOL,
        AudienceKind.COMMUNITY,
        # The mother and her supporters sit at the Board and read its papers.
        AudienceKind.MBU_BOARD,
    }
)
_OWN_CHILDREN_ONLY = frozenset(
    {AudienceKind.LOCAL_AUTHORITY, AudienceKind.SCHOOL, AudienceKind.FAMILY}
)
_CONFIDENTIAL_ON_A_CHILD = {
    "carers": (),
    "school": ("school_id", "school_year", "school_note"),
    "address": ("address", "postcode"),
}


@dataclass(frozen=True)
class Scope:
    """What a reader may know of: which children, and which people only as `another child`."""

    kind: AudienceKind
    own_children: frozenset[str]
    hidden_names: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(case_file: CaseFile, kind: AudienceKind, organisation_id: str, person_id: str) -> Scope:
        """The scope of one reader of this file."""
        own = _own_children(case_file, kind, organisation_id, person_id)
        first = Scope(kind, own)
        hidden: dict[str, str] = {}
        for person in case_file.of(Person):
            if person.kind == "child" and person.id not in own:
                hidden[person.id] = _("another child")
            elif _person_is_hidden(person, case_file, first):
                hidden[person.id] = _("not shown")
        return Scope(kind, own, hidden)


def reason_to_leave_out(record: Record, case_file: CaseFile, scope: Scope) -> str:
    """Why this reader does not get this record; empty where she or he does."""
    for rule in _RULES:
        reason = rule(record, case_file, scope)
        if reason:
            return reason
    return ""


def field_is_hidden(record: Record, spec: QuestionSpec, scope: Scope) -> str:
    """Why this reader does not get this one answer; empty where she or he does."""
    if spec.seen_by is SeenBy.OWN_TEAM:
        return _("Only this service reads this.")
    if isinstance(record, Person):
        hidden = set(record.confidential_fields)
        for name, fields in _CONFIDENTIAL_ON_A_CHILD.items():
            hidden |= set(fields) if name in hidden else set()
        if spec.name in hidden:
            return _("Kept confidential.")
        if spec.name in ("current_name", "confidential_fields") and record.confidential_fields:
            return _("Kept confidential.")
    if spec.seen_by is SeenBy.PROFESSIONALS and scope.kind in _WITHOUT_PROFESSIONAL_NOTES:
        her_place = isinstance(record, Placement) and spec.name == "town"
        if her_place and scope.kind is AudienceKind.MOTHER and record.town_shown_to_mother:  # type: ignore[attr-defined]
            return ""
        if isinstance(record, Person) and record.kind == "professional":
            return ""
        if isinstance(record, Custody) and scope.kind is AudienceKind.MBU_BOARD:
            return ""
        return _("For professionals only.")
    return ""


def children_of(record: Record, case_file: CaseFile) -> frozenset[str]:
    """The children that a record is about, directly or through what it belongs to."""
    if isinstance(record, Person):
        return frozenset({record.id}) if record.kind == "child" else frozenset()
    if isinstance(record, ContactSession):
        arrangement = case_file.get(ContactArrangement, record.arrangement_id)
        return children_of(arrangement, case_file) if arrangement else frozenset()
    if isinstance(record, Hearing):
        proceedings = case_file.get(Proceedings, record.proceedings_id)
        return children_of(proceedings, case_file) if proceedings else frozenset()
    if isinstance(record, Relationship):
        ends = {record.from_person_id, record.to_person_id}
        return frozenset(ends & {child.id for child in case_file.children})
    children = {child.id for child in case_file.children}
    found: set[str] = set()
    for spec in questions_of(type(record)).values():
        if spec.refers_to == "person:child":
            value = getattr(record, spec.name)
            found |= set(value if isinstance(value, list) else [value])
        elif spec.refers_to == "person" and isinstance(record, ContactRestriction):
            found |= set(getattr(record, spec.name)) & children
    return frozenset(one for one in found if one)


def confidential_children(case_file: CaseFile) -> frozenset[str]:
    """Children with a confidential placement or a restriction that protects their carers."""
    placed = {one.child_id for one in case_file.of(Placement) if one.confidential}
    for one in case_file.of(ContactRestriction):
        if one.kind == "confidential_placement":
            placed |= children_of(one, case_file)
    return frozenset(placed)


def _own_children(
    case_file: CaseFile, kind: AudienceKind, organisation_id: str, person_id: str
) -> frozenset[str]:
    children = case_file.children
    if kind not in _OWN_CHILDREN_ONLY:
        return frozenset(child.id for child in children)
    if kind is AudienceKind.LOCAL_AUTHORITY:
        return frozenset(
            child.id
            for child in children
            if organisation_id in (child.local_authority_id, child.prison_authority_id)
        )
    if kind is AudienceKind.SCHOOL:
        return frozenset(child.id for child in children if child.school_id == organisation_id)
    return _children_of_relative(case_file, person_id)


def _children_of_relative(case_file: CaseFile, person_id: str) -> frozenset[str]:
    """A relative's children: those she or he is related to or cares for; never a hidden placement.

    The mother's own parents, brothers and sisters are related to all of them.
    """
    children = {child.id for child in case_file.children}
    related: set[str] = set()
    for one in case_file.of(Relationship):
        ends = {one.from_person_id, one.to_person_id}
        if person_id not in ends:
            continue
        related |= ends & children
        blood = ("mother", "father", "sister", "brother", "daughter", "aunt", "uncle")
        if case_file.mother_id in ends and one.type in blood:
            related |= children
    for placement in case_file.of(Placement):
        if placement.carer_id == person_id and not placement.end:
            related.add(placement.child_id)
    return frozenset(related - confidential_children(case_file))


def _person_is_hidden(person: Person, case_file: CaseFile, scope: Scope) -> bool:
    confidential = {"first_names", "last_name"} & set(person.confidential_fields)
    cares_for = {one.child_id for one in case_file.of(Placement) if one.carer_id == person.id}
    if confidential and person.kind != "child":
        return True
    if scope.kind not in _OWN_CHILDREN_ONLY or person.kind == "mother":
        return False
    if person.kind == "child":
        return person.id not in scope.own_children
    about = set(cares_for)
    mother_level = False
    for one in case_file.of(Involvement):
        if one.person_id == person.id:
            about |= set(one.child_ids)
            mother_level = mother_level or not one.child_ids
    for tie in case_file.of(Relationship):
        if person.id in (tie.from_person_id, tie.to_person_id):
            about |= children_of(tie, case_file)
    if scope.kind is AudienceKind.LOCAL_AUTHORITY and (mother_level or not about):
        return False
    return not about & scope.own_children


def _kind_of_record(record: Record, case_file: CaseFile, scope: Scope) -> str:
    if scope.kind not in type(record).shared_with:
        return _("Records of this kind are not for this reader.")
    return ""


def _share_level(record: Record, case_file: CaseFile, scope: Scope) -> str:
    share = getattr(record, "share", "open")
    if share == "tac_only":
        return _("Marked: this service only.")
    if share == "professionals_only" and scope.kind in _WITHOUT_PROFESSIONAL_NOTES:
        return _("Marked: professionals only.")
    return ""


def _confidential(record: Record, case_file: CaseFile, scope: Scope) -> str:
    """Nobody outside the service gets these, not even the authority, which knows them already.

    A paper with an adoptive family's name on it must not lie about in a prison.
    """
    if getattr(record, "confidential", False):
        return _("Confidential placement or paper: printed for nobody outside this service.")
    if isinstance(record, ContactRestriction) and record.kind == "confidential_placement":
        return _("Protects a confidential placement.")
    return ""


def _hidden_person(record: Record, case_file: CaseFile, scope: Scope) -> str:
    if isinstance(record, Person) and record.id in scope.hidden_names:
        if record.kind == "child":
            return _not_their_child(scope)
        if {"first_names", "last_name"} & set(record.confidential_fields):
            return _("Kept confidential.")
        return _("Has to do only with another child.")
    if isinstance(record, (Relationship, Involvement)):
        people = (
            (record.from_person_id, record.to_person_id)
            if isinstance(record, Relationship)
            else (record.person_id,)
        )
        if any(one in scope.hidden_names for one in people):
            return _("Names someone whom this reader may not know of.")
    return ""


def _another_child(record: Record, case_file: CaseFile, scope: Scope) -> str:
    if scope.kind not in _OWN_CHILDREN_ONLY or isinstance(record, Person):
        return ""
    about = children_of(record, case_file)
    if about and not about <= scope.own_children:
        return _not_their_child(scope)
    return ""


def _far_from_this_reader(record: Record, case_file: CaseFile, scope: Scope) -> str:
    """Schools, family and community get people and their own meetings, not the case itself."""
    if scope.kind not in (AudienceKind.SCHOOL, AudienceKind.FAMILY, AudienceKind.COMMUNITY):
        return ""
    if isinstance(record, (Organisation, Worker)) or not record.mother_id:
        return ""
    if isinstance(record, Person) and record.kind in ("family", "carer"):
        return _("Family and carers are not named to this reader.")
    return ""


def _not_their_child(scope: Scope) -> str:
    if scope.kind is AudienceKind.LOCAL_AUTHORITY:
        return _("Is about a child of another authority.")
    return _("Is about a child who has nothing to do with this reader.")


_RULES: tuple[Callable[[Record, CaseFile, Scope], str], ...] = (
    _kind_of_record,
    _share_level,
    _confidential,
    _hidden_person,
    _another_child,
    _far_from_this_reader,
)
