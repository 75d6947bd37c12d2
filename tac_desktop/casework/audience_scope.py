"""What one reader may know of: whose children, and who is only `another child` or `not shown`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, Placement
from tac_desktop.casework.confidential import Confidential
from tac_desktop.casework.court import Hearing, Proceedings
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import Record
from tac_desktop.words import _

WITHOUT_PROFESSIONAL_NOTES = frozenset(
    {
        AudienceKind.MOTHER,
        AudienceKind.FAMILY,
        AudienceKind.SCHOOL,
        AudienceKind.COMMUNITY,
        # The mother and her supporters sit at the Board and read its papers.
        AudienceKind.MBU_BOARD,
    }
)
OWN_CHILDREN_ONLY = frozenset(
    {AudienceKind.LOCAL_AUTHORITY, AudienceKind.SCHOOL, AudienceKind.FAMILY}
)
FAR_FROM_THE_CASE = frozenset({AudienceKind.SCHOOL, AudienceKind.FAMILY, AudienceKind.COMMUNITY})
"""They get people and their own meetings, not the case itself; of the family only themselves."""

_FAMILY_OF_ALL = ("mother", "father", "sister", "brother", "daughter", "aunt", "uncle")


@dataclass(frozen=True)
class Scope:
    """What a reader may know of: which children, and which people only as `another child`."""

    kind: AudienceKind
    own_children: frozenset[str]
    confidential: Confidential
    organisation_id: str = ""
    person_id: str = ""
    hidden_names: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(case_file: CaseFile, kind: AudienceKind, organisation_id: str, person_id: str) -> Scope:
        """The scope of one reader of this file."""
        confidential = Confidential.of(case_file)
        own = _own_children(case_file, confidential, kind, organisation_id, person_id)
        first = Scope(kind, own, confidential, organisation_id, person_id)
        about = _children_of_people(case_file)
        hidden: dict[str, str] = {}
        for person in case_file.protected(Person):
            known_as_other = case_file.kept_by_other.get(person.id, person.id)
            if person.kind == "child" and known_as_other not in own:
                hidden[person.id] = _("another child")
            elif _person_is_hidden(person, about, first):
                hidden[person.id] = _("not shown")
        for other, kept in case_file.kept_by_other.items():
            if kept in hidden:
                hidden[other] = hidden[kept]
        return Scope(kind, own, confidential, organisation_id, person_id, hidden)


def children_of(record: Record, case_file: CaseFile) -> frozenset[str]:
    """The children that a record is about: its own answers, else those of what it belongs to."""
    if isinstance(record, Person):
        return frozenset({record.id}) if record.kind == "child" else frozenset()
    children = {child.id for child in case_file.children}
    if isinstance(record, Relationship):
        return frozenset({record.from_person_id, record.to_person_id} & children)
    found = _children_named_in(record, children)
    if found:
        return frozenset(found)
    belongs = (children_of(one, case_file) for one in parents_of(record, case_file))
    return frozenset().union(*belongs)


def _children_named_in(answers: BaseModel, children: set[str]) -> set[str]:
    """The children that answers refer to, those in the lines of a table too."""
    found: set[str] = set()
    for spec in questions_of(type(answers)).values():
        value = getattr(answers, spec.name)
        if spec.kind is Kind.ROWS:
            for row in value:
                found |= _children_named_in(row, children)
        to_children = spec.refers_to == "person:child"
        if to_children or spec.refers_to == "person":
            named = set(value if isinstance(value, list) else [value])
            found |= named if to_children else named & children
    found.discard("")
    return found


def parents_of(record: Record, case_file: CaseFile) -> list[Record]:
    """What a record is a part of: the proceedings of a hearing, the meeting of a task."""
    found: list[Record] = []
    for cls, name in _PARTS:
        if name not in type(record).model_fields:
            continue
        parent = case_file.get(cls, getattr(record, name))
        if parent is not None and parent.id != record.id:
            found.append(parent)
    return found


def _own_children(
    case_file: CaseFile,
    confidential: Confidential,
    kind: AudienceKind,
    organisation_id: str,
    person_id: str,
) -> frozenset[str]:
    children = case_file.children
    if kind not in OWN_CHILDREN_ONLY:
        return frozenset(child.id for child in children)
    if kind is AudienceKind.FAMILY:
        return _children_of_relative(case_file, confidential, person_id)
    if not organisation_id:
        return frozenset()
    if kind is AudienceKind.LOCAL_AUTHORITY:
        return frozenset(
            child.id
            for child in children
            if organisation_id in (child.local_authority_id, child.prison_authority_id)
        )
    return frozenset(child.id for child in children if child.school_id == organisation_id)


def _children_of_relative(
    case_file: CaseFile, confidential: Confidential, person_id: str
) -> frozenset[str]:
    """A relative's children: those she or he is related to or cares for; never a hidden placement.

    The mother's own parents, brothers and sisters are related to all of them.
    """
    if not person_id:
        return frozenset()
    children = {child.id for child in case_file.children}
    related: set[str] = set()
    for one in case_file.ever(Relationship):
        ends = {one.from_person_id, one.to_person_id}
        if person_id not in ends:
            continue
        related |= ends & children
        if case_file.mother_id in ends and one.type in _FAMILY_OF_ALL:
            related |= children
    for placement in case_file.ever(Placement):
        if placement.carer_id == person_id and not placement.end:
            related.add(placement.child_id)
    return frozenset(related - confidential.children)


def _children_of_people(case_file: CaseFile) -> dict[str, tuple[set[str], bool]]:
    """For each person the children it is about, and whether the mother herself as well."""
    found: dict[str, tuple[set[str], bool]] = {}

    def add(person_id: str, children: set[str], of_the_mother: bool = False) -> None:
        known, before = found.get(person_id, (set[str](), False))
        found[person_id] = (known | children, before or of_the_mother)

    for placement in case_file.ever(Placement):
        add(placement.carer_id, {placement.child_id})
    for one in case_file.ever(Involvement):
        add(one.person_id, set(one.child_ids), not one.child_ids)
    for tie in case_file.ever(Relationship):
        about = set(children_of(tie, case_file))
        for person_id in (tie.from_person_id, tie.to_person_id):
            add(person_id, about)
    return found


def _person_is_hidden(
    person: Person, about: Mapping[str, tuple[set[str], bool]], scope: Scope
) -> bool:
    if person.kind == "mother":
        return False
    if person.id in scope.confidential.people:
        return True
    if scope.kind is AudienceKind.FAMILY and person.id == scope.person_id:
        return False
    if scope.kind in FAR_FROM_THE_CASE and person.kind not in ("child", "professional"):
        return True
    if scope.kind not in OWN_CHILDREN_ONLY or person.kind == "child":
        return False
    children, of_the_mother = about.get(person.id, (set[str](), False))
    if scope.kind is AudienceKind.LOCAL_AUTHORITY and (of_the_mother or not children):
        return False
    return not children & scope.own_children


_PARTS: tuple[tuple[type[Record], str], ...] = (
    (ContactArrangement, "arrangement_id"),
    (Proceedings, "proceedings_id"),
    (Meeting, "meeting_id"),
    (Hearing, "hearing_id"),
    (MbuApplication, "application_id"),
)
