"""Who a print is probably for: the reader that a record suggests, and the names for its copies."""

from __future__ import annotations

from tac_desktop.casework.acct import AcctReview
from tac_desktop.casework.audience import Audience, audiences_for
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.concern import Concern
from tac_desktop.casework.letter_readers import reader_of
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.mbu import MbuApplication, MbuTacReport
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person, Worker
from tac_desktop.casework.record import Record
from tac_desktop.packs.catalogue import LETTER, Pack
from tac_desktop.words import _

_MBU = frozenset({"mbu_board", "mbu_review"})
_PRISON = frozenset({"acct_case_review", "public_protection"})
_AUTHORITY = frozenset(
    {
        "child_looked_after_review",
        "care_and_support_review_wales",
        "initial_child_protection_conference",
        "review_child_protection_conference",
        "core_group",
        "child_in_need",
        "strategy",
        "team_around_child",
        "plo_meeting",
        "legal_planning",
        "parenting_assessment_session",
        "adoption_review",
    }
)


def readers_for(pack: Pack, case_file: CaseFile, record_id: str = "") -> list[Audience]:
    """Every reader that a pack can be made for, the one that its record suggests first."""
    letter = case_file.get(Letter, record_id) if pack.name == LETTER else None
    if letter is not None:
        own = Audience(AudienceKind.TAC)
        return list(dict.fromkeys([reader_of(case_file, letter.to_id), own]))
    possible = [one for one in audiences_for(case_file) if one.kind in pack.audiences]
    entry = case_file.by_id.get(record_id)
    first = suggested_reader(case_file, entry.record, possible) if entry else None
    return [first, *(one for one in possible if one != first)] if first else possible


def suggested_reader(
    case_file: CaseFile, record: Record, possible: list[Audience]
) -> Audience | None:
    """The reader among `possible` whom a record is most likely printed for; None if nobody is."""
    if isinstance(record, (MbuApplication, MbuTacReport)):
        return _of_kind(AudienceKind.MBU_BOARD, possible)
    if isinstance(record, (AcctReview, Concern)):
        return _of_kind(AudienceKind.PRISON, possible)
    if not isinstance(record, Meeting):
        return None
    holder = _holder_of(record)
    if holder is AudienceKind.TAC:
        return None
    if holder is AudienceKind.LOCAL_AUTHORITY:
        return _authority(case_file, record, possible)
    return _of_kind(holder, possible)


def names_for_copies(case_file: CaseFile, record_id: str, audience: Audience) -> list[str]:
    """Names that copies may be for: the reader, the chair, then everyone who is invited.

    `case_file` is the part that the reader may see: a name goes onto every page of a copy. A pack
    for professionals is offered to none of the family, even where they are invited to the meeting.
    Who takes part is offered only to the kind of reader that holds such meetings: a copy for anyone
    else must not bear the chair's name.
    """
    names = []
    if audience.kind is AudienceKind.MOTHER or audience.organisation_id or audience.person_id:
        names.append(audience.words(case_file))
    meeting = case_file.get(Meeting, record_id)
    if meeting is not None and audience.kind in (AudienceKind.TAC, _holder_of(meeting)):
        if meeting.chair_id in case_file.by_id:
            names.insert(0, _("{name} (chair)").format(name=case_file.name(meeting.chair_id)))
        invited = [one.person_id for one in meeting.invitees if one.person_id != meeting.chair_id]
        names += [case_file.name(one) for one in invited if _works_here(case_file, one)]
    return list(dict.fromkeys(name for name in names if name))


def _holder_of(meeting: Meeting) -> AudienceKind:
    """The kind of reader whose meeting it is; of a kind that nobody is known to hold, ours."""
    if meeting.type in _MBU:
        return AudienceKind.MBU_BOARD
    if meeting.type in _PRISON:
        return AudienceKind.PRISON
    return AudienceKind.LOCAL_AUTHORITY if meeting.type in _AUTHORITY else AudienceKind.TAC


def _works_here(case_file: CaseFile, person_id: str) -> bool:
    """Whether it is someone who takes part because of their work."""
    person = case_file.get(Person, person_id)
    return person.kind == "professional" if person else case_file.get(Worker, person_id) is not None


def _authority(case_file: CaseFile, meeting: Meeting, possible: list[Audience]) -> Audience | None:
    """The authority that holds the meeting, else the one that looks after its first child."""
    children = [child for child in case_file.children if child.id in meeting.child_ids]
    wanted = [meeting.host_org_id, *(child.local_authority_id for child in children)]
    for organisation_id in filter(None, wanted):
        for one in possible:
            if one.organisation_id == organisation_id:
                return one
    return _of_kind(AudienceKind.LOCAL_AUTHORITY, possible)


def _of_kind(kind: AudienceKind, possible: list[Audience]) -> Audience | None:
    return next((one for one in possible if one.kind is kind), None)
