"""The rules for whole records and single answers, one function each, the first that speaks wins."""

from __future__ import annotations

from collections.abc import Callable

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.audience_scope import (
    FAR_FROM_THE_CASE,
    OWN_CHILDREN_ONLY,
    WITHOUT_PROFESSIONAL_NOTES,
    Scope,
    children_of,
    parents_of,
)
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactRestriction, Placement
from tac_desktop.casework.concern import Concern
from tac_desktop.casework.confidential import REACHING, protects_a_placement
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.mbu import MbuApplication, MbuTacReport
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Involvement, Person, Relationship
from tac_desktop.casework.questions import QuestionSpec, SeenBy
from tac_desktop.casework.record import Record
from tac_desktop.words import _

_WITHOUT_PARENTS = frozenset({"strategy", "professionals", "legal_planning", "public_protection"})
"""Kinds of meeting that are held without the mother and her family; a school may be invited."""

_PARENTS_AND_WHO_IS_WITH_THEM = WITHOUT_PROFESSIONAL_NOTES - {AudienceKind.SCHOOL}

_ABOUT_A_BABY = frozenset({"mbu_board", "mbu_review"})
_OF_A_PLACE = ("town", "distance_note", "note")
_BACKGROUND = frozenset(
    {
        "nationality",
        "religion",
        "marital_status",
        "care_experienced",
        "care_experience_note",
        "pregnancy_status",
        "voice",
        "time_of_birth",
        "gestation_at_birth",
        "birth_weight_g",
    }
)
"""Answers about a person that a school, a relative or a charity has no use for."""


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
        if scope.confidential.hides(record, spec.name):
            return _("Kept confidential.")
        if spec.name in ("current_name", "confidential_fields") and record.confidential_fields:
            return _("Kept confidential.")
        if scope.kind in FAR_FROM_THE_CASE and spec.name in _BACKGROUND:
            return _("Not for this reader.")
    if spec.name in _OF_A_PLACE and record.id in scope.confidential.places:
        return _("Kept confidential.")
    if spec.seen_by is SeenBy.PROFESSIONALS and scope.kind in WITHOUT_PROFESSIONAL_NOTES:
        return _for_professionals(record, spec, scope)
    return ""


def _for_professionals(record: Record, spec: QuestionSpec, scope: Scope) -> str:
    her_place = isinstance(record, Placement) and spec.name == "town"
    if her_place and scope.kind is AudienceKind.MOTHER and record.town_shown_to_mother:  # type: ignore[attr-defined]
        return ""
    at_work = isinstance(record, Person) and record.kind == "professional"
    if at_work and spec.name in REACHING:
        return ""
    if isinstance(record, Custody) and scope.kind is AudienceKind.MBU_BOARD:
        return ""
    return _("For professionals only.")


def _entered_in_error(record: Record, case_file: CaseFile, scope: Scope) -> str:
    return _("Entered in error.") if record.entered_in_error else ""


def _kind_of_record(record: Record, case_file: CaseFile, scope: Scope) -> str:
    if scope.kind not in type(record).shared_with:
        return _("Records of this kind are not for this reader.")
    return ""


def _share_level(record: Record, case_file: CaseFile, scope: Scope) -> str:
    share = getattr(record, "share", "open")
    if share == "tac_only":
        return _("Marked: this service only.")
    if share == "professionals_only" and scope.kind in WITHOUT_PROFESSIONAL_NOTES:
        return _("Marked: professionals only.")
    return ""


def _kind_of_meeting(record: Record, case_file: CaseFile, scope: Scope) -> str:
    """That she is on an ACCT is told only to those who read the ACCT itself."""
    if not isinstance(record, Meeting):
        return ""
    if record.type == "acct_case_review" and scope.kind not in AcctEpisode.shared_with:
        return _("Records of this kind are not for this reader.")
    if record.type in _WITHOUT_PARENTS and scope.kind in _PARENTS_AND_WHO_IS_WITH_THEM:
        return _("A meeting of professionals only.")
    return ""


def _kind_of_concern(record: Record, case_file: CaseFile, scope: Scope) -> str:
    """A risk to herself is told where an ACCT is; one about somebody's conduct in no prison."""
    if not isinstance(record, Concern) or scope.kind is AudienceKind.TAC:
        return ""
    about_herself = record.kind == "self_harm"
    if about_herself and scope.kind not in AcctEpisode.shared_with:
        return _("Records of this kind are not for this reader.")
    if record.kind == "staff_conduct" and scope.kind is AudienceKind.PRISON:
        return _("About somebody in a position of trust: not for paper in the prison.")
    return ""


def _confidential(record: Record, case_file: CaseFile, scope: Scope) -> str:
    """Nobody outside the service gets these, not even the authority, which knows them already.

    A paper with an adoptive family's name on it must not lie about in a prison.
    """
    ticked = getattr(record, "confidential", False)
    if ticked or record.id in scope.confidential.placements:
        return _("Confidential placement or paper: printed for nobody outside this service.")
    if isinstance(record, ContactRestriction):
        named = {*record.person_ids, *record.not_to_be_told_to_ids}
        if protects_a_placement(record) or named & scope.confidential.people:
            return _("Protects a confidential placement.")
    return ""


def _hidden_person(record: Record, case_file: CaseFile, scope: Scope) -> str:
    if isinstance(record, Person) and record.id in scope.hidden_names:
        if record.kind == "child":
            return _not_their_child(scope)
        if record.id in scope.confidential.people:
            return _("Kept confidential.")
        if scope.kind in FAR_FROM_THE_CASE and record.kind != "professional":
            return _("Family and carers are not named to this reader.")
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


def _talk_with_someone_hidden(record: Record, case_file: CaseFile, scope: Scope) -> str:
    """What somebody said whom this reader may not know of tells who it was, names or no names."""
    if not isinstance(record, ContactLogEntry):
        return ""
    hidden = set(record.with_person_ids) & scope.hidden_names.keys()
    about_their_own_child = bool(set(record.about_child_ids) & scope.own_children)
    if hidden & scope.confidential.people or (hidden and not about_their_own_child):
        return _("Names someone whom this reader may not know of.")
    return ""


def _another_child(record: Record, case_file: CaseFile, scope: Scope) -> str:
    if scope.kind not in OWN_CHILDREN_ONLY or isinstance(record, Person):
        return ""
    about = children_of(record, case_file)
    if about and not about <= scope.own_children:
        return _not_their_child(scope)
    if not about and _may_be_about_another_child(record, case_file, scope):
        return _("Does not say about which child it is, so it may be another authority's.")
    return ""


def _may_be_about_another_child(record: Record, case_file: CaseFile, scope: Scope) -> bool:
    """Whether a record that names no child belongs to one of some other authority."""
    if isinstance(record, Meeting):
        children = case_file.children
        own = {one.local_authority_id for one in children if one.id in scope.own_children}
        others = {one.local_authority_id for one in children} - own - {scope.organisation_id}
        host = record.host_org_id
        return record.type in _ABOUT_A_BABY or (bool(host) and host in others)
    return isinstance(record, (MbuApplication, MbuTacReport))


def _part_of_something_left_out(record: Record, case_file: CaseFile, scope: Scope) -> str:
    """A task for a meeting that this reader must not know of tells of the meeting."""
    for parent in parents_of(record, case_file):
        for rule in _OF_WHAT_IT_BELONGS_TO:
            if rule(parent, case_file, scope):
                return _("Belongs to something that this reader does not get.")
    return ""


def _came_from_something_left_out(record: Record, case_file: CaseFile, scope: Scope) -> str:
    """A task or an event that was made from a record tells of that record."""
    source = case_file.by_id.get(getattr(record, "from_record_id", ""))
    if source is None or source.record.id == record.id:
        return ""
    if source.record.entered_in_error or not reason_to_leave_out(source.record, case_file, scope):
        return ""
    return _("Belongs to something that this reader does not get.")


def _not_their_child(scope: Scope) -> str:
    if scope.kind is AudienceKind.LOCAL_AUTHORITY:
        return _("Is about a child of another authority.")
    return _("Is about a child who has nothing to do with this reader.")


_Rule = Callable[[Record, CaseFile, Scope], str]

_OF_WHAT_IT_BELONGS_TO: tuple[_Rule, ...] = (_share_level, _kind_of_meeting, _confidential)
_RULES: tuple[_Rule, ...] = (
    _entered_in_error,
    _kind_of_record,
    _share_level,
    _kind_of_meeting,
    _kind_of_concern,
    _confidential,
    _hidden_person,
    _another_child,
    _talk_with_someone_hidden,
    _part_of_something_left_out,
    _came_from_something_left_out,
)
