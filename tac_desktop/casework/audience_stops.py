"""Reasons to stop before giving this reader anything, and what to bear in mind if one goes on.

Core records do not rest on consent (they rest on the service's own lawful basis); what the mother
chooses to share does. So a missing consent stops and asks for a reason, such as safety or an
order of the court; it does not forbid.
"""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactRestriction
from tac_desktop.casework.confidential import protects_a_placement
from tac_desktop.casework.consents import (
    ConsentLine,
    ConsentState,
    consent_line,
    latest_consent,
)
from tac_desktop.casework.contact_limits import limits_broken, plans_beyond_limits
from tac_desktop.casework.contact_plans import FamilyDay, SeparationPlan
from tac_desktop.casework.court import CourtOrder
from tac_desktop.casework.dates import written
from tac_desktop.casework.episode import Consent
from tac_desktop.casework.flags import people_not_to_tell
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person, Relationship
from tac_desktop.casework.record import Record
from tac_desktop.casework.warnings_before import warnings_before
from tac_desktop.words import _

PURPOSES = {
    AudienceKind.LOCAL_AUTHORITY: "share_with_local_authorities",
    AudienceKind.PRISON: "share_with_prison_staff",
    AudienceKind.MBU_BOARD: "share_with_prison_staff",
    AudienceKind.COURT: "share_with_court_and_solicitor",
    AudienceKind.HEALTH: "share_with_health",
    AudienceKind.SCHOOL: "share_with_school",
    AudienceKind.FAMILY: "share_with_family_member",
    AudienceKind.COMMUNITY: "share_with_community_support",
}


def stops_for(
    case_file: CaseFile, kind: AudienceKind, organisation_id: str, person_id: str
) -> tuple[str, ...]:
    """Sentences that must each be answered with a reason before anything is printed."""
    reader = case_file.mother_id if kind is AudienceKind.MOTHER else person_id
    found = [*_restricted(case_file, reader), *_consent(case_file, kind, person_id)]
    if kind in ContactArrangement.shared_with - {AudienceKind.TAC}:
        found += [one.sentence for one in plans_beyond_limits(case_file)]
    return tuple(dict.fromkeys(found))


def stops_for_meeting(case_file: CaseFile, meeting: Meeting) -> tuple[str, ...]:
    """Who comes to a meeting and must not be told anything: its papers lie on the table."""
    not_to_tell = people_not_to_tell(case_file)
    coming = dict.fromkeys([meeting.chair_id, *(one.person_id for one in meeting.invitees)])
    words = _("{name} is invited to this meeting and must not be told anything: {summary}")
    return tuple(
        words.format(name=case_file.name(one), summary=not_to_tell[one].summary)
        for one in coming
        if one in not_to_tell and one != case_file.mother_id
    )


def stops_for_record(case_file: CaseFile, record: Record, kind: AudienceKind) -> tuple[str, ...]:
    """What speaks against giving out this one record: contact beyond a limit, planned or promised.

    A letter to somebody who is restricted stops whoever reads the print.
    """
    planned = isinstance(record, (ContactArrangement, FamilyDay, SeparationPlan))
    if isinstance(record, Letter) or (planned and kind is not AudienceKind.TAC):
        return tuple(one.sentence for one in warnings_before(record, case_file))
    return ()


def notices_for(case_file: CaseFile, kind: AudienceKind, person_id: str) -> tuple[str, ...]:
    """The limits that the mother put on a consent that counts, and who must not be told."""
    found = []
    consent = current_consent(case_file, kind, person_id)
    if consent and consent.given and consent.limits:
        found.append(_("She agreed with this limit: {limits}").format(limits=consent.limits))
    for other, restriction in people_not_to_tell(case_file).items():
        words = _("This must not reach {name}: {summary}")
        found.append(words.format(name=case_file.name(other), summary=restriction.summary))
    return tuple(found)


def current_consent(case_file: CaseFile, kind: AudienceKind, person_id: str) -> Consent | None:
    """The consent that was asked for last for this reader's purpose."""
    if kind not in PURPOSES:
        return None
    return latest_consent(case_file, PURPOSES[kind], person_id)


def _restricted(case_file: CaseFile, person_id: str) -> list[str]:
    if not person_id:
        return []
    not_to_tell = people_not_to_tell(case_file)
    name = case_file.name(person_id)
    is_mother = person_id == case_file.mother_id
    if is_mother and person_id in not_to_tell and protects_a_placement(not_to_tell[person_id]):
        return []  # what she must not learn is left out of every print for her
    if person_id in not_to_tell:
        words = _("{name} must not be told anything: {summary}")
        return [words.format(name=name, summary=not_to_tell[person_id].summary)]
    if is_mother:
        return []
    limits = _("There is a restriction on {name}: {summary}")
    near = _("{name} is close to {other}, who must not be told anything: {summary}")
    found = [
        limits.format(name=name, summary=one.summary)
        for one in case_file.of(ContactRestriction)
        if person_id in one.person_ids and one.in_force(case_file.as_of)
    ]
    found += [
        one.sentence
        for one in limits_broken(case_file, [], [person_id], "letter")
        if case_file.get(CourtOrder, one.record_id)
    ]
    found += [
        near.format(name=name, other=case_file.name(other), summary=not_to_tell[other].summary)
        for other in sorted(_close_to(case_file, person_id) & not_to_tell.keys())
    ]
    return found


def _close_to(case_file: CaseFile, person_id: str) -> set[str]:
    """Those with whom somebody has a relationship of any kind."""
    ends = [(one.from_person_id, one.to_person_id) for one in case_file.of(Relationship)]
    return {other for pair in ends if person_id in pair for other in pair} - {person_id}


def _consent(case_file: CaseFile, kind: AudienceKind, person_id: str) -> list[str]:
    if kind not in PURPOSES:
        return []
    line = consent_line(case_file, PURPOSES[kind], person_id)
    who = case_file.name(person_id) if person_id else kind.label
    mother = case_file.mother
    her = mother.short_name() if isinstance(mother, Person) else _("The mother")
    words, day = _consent_words(line)
    return [words.format(her=her, who=who, day=written(day))] if words else []


def _consent_words(line: ConsentLine) -> tuple[str, dt.date | None]:
    """The sentence for a consent that does not count, and its day."""
    consent = line.consent
    match line.state:
        case ConsentState.IN_FORCE:
            return "", None
        case ConsentState.REFUSED:
            return _("{her} did not agree that this goes to: {who}."), None
        case ConsentState.NEVER_ASKED:
            return _("{her} has not been asked whether this may go to: {who}."), None
        case ConsentState.WITHDRAWN:
            day = consent.withdrawn_on if consent else None
            return _("{her} withdrew her consent for {who} on {day}."), day
        case ConsentState.ENDED:
            day = consent.ended_on if consent else None
            return _("{her}'s consent for {who} ended with the work on {day}."), day
        case ConsentState.REVIEW_OVERDUE:
            return _("{her}'s consent for {who} was to be asked again on {day}."), line.review_on
        case ConsentState.ASK_AGAIN:
            if consent is None or consent.given_on is None:
                words = _("{her}'s consent for {who} is from before the case was reopened.")
                return words, None
            words = _("{her}'s consent for {who} of {day} is from before the case was reopened.")
            return words, consent.given_on
