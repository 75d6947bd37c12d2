"""Reasons to stop before giving this reader anything, and what to bear in mind if one goes on.

Core records do not rest on consent (they rest on the service's own lawful basis); what the mother
chooses to share does. So a missing consent stops and asks for a reason, such as safety or an
order of the court; it does not forbid.
"""

from __future__ import annotations

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import written
from tac_desktop.casework.episode import Consent
from tac_desktop.casework.flags import people_not_to_tell
from tac_desktop.casework.people import Person, Relationship
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
    found = [*_restricted(case_file, person_id), *_consent(case_file, kind, person_id)]
    return tuple(found)


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
    purpose = PURPOSES.get(kind, "")
    asked = [
        one
        for one in case_file.of(Consent)
        if one.purpose == purpose
        and (kind is not AudienceKind.FAMILY or one.subject_person_id == person_id)
    ]
    return max(asked, key=lambda one: str(one.given_on or ""), default=None)


def _restricted(case_file: CaseFile, person_id: str) -> list[str]:
    if not person_id:
        return []
    not_to_tell = people_not_to_tell(case_file)
    name = case_file.name(person_id)
    if person_id in not_to_tell:
        words = _("{name} must not be told anything: {summary}")
        return [words.format(name=name, summary=not_to_tell[person_id].summary)]
    near = {
        other
        for one in case_file.of(Relationship)
        if person_id in (one.from_person_id, one.to_person_id)
        for other in (one.from_person_id, one.to_person_id)
        if other in not_to_tell and other != person_id
    }
    words = _("{name} is close to {other}, who must not be told anything: {summary}")
    return [
        words.format(name=name, other=case_file.name(other), summary=not_to_tell[other].summary)
        for other in sorted(near)
    ]


def _consent(case_file: CaseFile, kind: AudienceKind, person_id: str) -> list[str]:
    if kind not in PURPOSES:
        return []
    consent = current_consent(case_file, kind, person_id)
    who = case_file.name(person_id) if person_id else kind.label
    mother = case_file.mother
    her = mother.short_name() if isinstance(mother, Person) else _("The mother")
    if consent is None:
        return [
            _("{her} has not been asked whether this may go to: {who}.").format(her=her, who=who)
        ]
    if consent.withdrawn_on:
        words = _("{her} withdrew her consent for {who} on {day}.")
        return [words.format(her=her, who=who, day=written(consent.withdrawn_on))]
    if not consent.given:
        return [_("{her} did not agree that this goes to: {who}.").format(her=her, who=who)]
    if consent.review_on and consent.review_on < case_file.as_of:
        words = _("{her}'s consent for {who} was to be asked again on {day}.")
        return [words.format(her=her, who=who, day=written(consent.review_on))]
    return []
