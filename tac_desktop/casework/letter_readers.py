"""Who reads a letter, what of the file that reader may see, and what its text would give away.

Letters belong to the service's own team: every other print leaves them out. A letter itself is
shown to the one reader whom it is addressed to, and only where its text, typed by a person, holds
no word that this reader must not learn.
"""

from __future__ import annotations

from dataclasses import replace

from tac_desktop.casework.audience import Audience, AudienceKind, AudienceView, view_for
from tac_desktop.casework.audience_scope import Scope
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.guarded_words import GuardedWords
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.people import Involvement, Organisation, Person, Worker
from tac_desktop.words import _

_BY_ORGANISATION = {
    "local_authority_children": AudienceKind.LOCAL_AUTHORITY,
    "prison": AudienceKind.PRISON,
    "court": AudienceKind.COURT,
    "solicitor": AudienceKind.COURT,
    "guardian_service": AudienceKind.COURT,
    "health": AudienceKind.HEALTH,
    "school": AudienceKind.SCHOOL,
}
_BY_ROLE = {
    "mothers_solicitor": AudienceKind.COURT,
    "childrens_guardian": AudienceKind.COURT,
    "prison_offender_manager": AudienceKind.PRISON,
    "key_worker": AudienceKind.PRISON,
    "acct_case_coordinator": AudienceKind.PRISON,
    "pmblo": AudienceKind.PRISON,
    "mbu_manager": AudienceKind.PRISON,
    "mbu_nursery_manager": AudienceKind.PRISON,
    "family_engagement_worker": AudienceKind.PRISON,
    "mbu_board_chair": AudienceKind.MBU_BOARD,
    "midwife": AudienceKind.HEALTH,
    "health_visitor": AudienceKind.HEALTH,
    "perinatal_worker": AudienceKind.HEALTH,
    "mental_health": AudienceKind.HEALTH,
    "substance_misuse": AudienceKind.HEALTH,
}
_OF_AN_AUTHORITY = frozenset(
    {
        "child_social_worker",
        "team_manager",
        "service_manager",
        "director_of_childrens_services",
        "independent_reviewing_officer",
        "child_protection_chair",
        "la_solicitor",
    }
)
_MOST_WORDS = 4


def reader_of(case_file: CaseFile, to_id: str) -> Audience:
    """The reader that a letter to somebody is for; the narrowest one where nothing else fits."""
    if to_id == case_file.mother_id:
        return Audience(AudienceKind.MOTHER)
    if case_file.get(Worker, to_id) is not None:
        return Audience(AudienceKind.TAC)
    if case_file.get(Organisation, to_id) is not None:
        return _of_organisation(case_file, to_id)
    person = case_file.get(Person, to_id)
    if person is None:
        return Audience(AudienceKind.COMMUNITY)
    if person.kind in ("family", "carer", "child"):
        return Audience(AudienceKind.FAMILY, person_id=to_id)
    return _of_professional(case_file, person)


def letter_view(case_file: CaseFile, letter: Letter, audience: Audience) -> AudienceView:
    """What the reader of a letter may see, with the letter itself where the reader may have it.

    It stays left out, with the reason, for any other reader and where its words give away what
    this one must not learn.
    """
    view = view_for(case_file, audience)
    if audience.kind is AudienceKind.TAC:
        return view
    others = tuple(one for one in view.left_out if one.record_id != letter.id)
    entry = case_file.by_id[letter.id]
    reason = _("The letter is to somebody else.")
    if audience == reader_of(case_file, letter.to_id):
        told = gives_away(case_file, audience, f"{letter.subject}\n{letter.text}")
        words = _("These words would tell the reader what she or he must not learn: {words}.")
        reason = words.format(words=", ".join(told)) if told else ""
    if reason:
        mine = [one for one in view.left_out if one.record_id == letter.id]
        return replace(view, left_out=(*others, *(replace(one, reason=reason) for one in mine)))
    shown = replace(entry, record=letter, amendments=())
    filtered = view.case_file.with_entries((*view.case_file.entries, shown))
    return replace(view, case_file=filtered, left_out=others)


def gives_away(case_file: CaseFile, audience: Audience, text: str) -> list[str]:
    """The words of a text that this reader must not learn, each once, as they were typed.

    Names of children of other authorities, confidential carers and places, numbers of papers
    that the reader does not get.
    """
    if audience.kind is AudienceKind.TAC or not text.strip():
        return []
    scope = Scope.of(case_file, audience.kind, audience.organisation_id, audience.person_id)
    words = GuardedWords.of(case_file, scope)
    if not words.found_in(text):
        return []
    found = [told for line in text.splitlines() for told in _told_in(line, words)]
    return list(dict.fromkeys(found)) or [_("something that spans two lines")]


def _told_in(line: str, words: GuardedWords) -> list[str]:
    """The shortest runs of words of one line that are found out."""
    if not words.found_in(line):
        return []
    typed = line.split()
    taken: set[int] = set()
    found = []
    for count in range(1, _MOST_WORDS + 1):
        for start in range(len(typed) - count + 1):
            places = set(range(start, start + count))
            run = " ".join(typed[start : start + count])
            if not places & taken and words.found_in(run):
                taken |= places
                found.append((start, run.strip(".,;:!?()“”\"'")))
    return [run for _start, run in sorted(found)] or [line.strip()]


def _of_organisation(case_file: CaseFile, organisation_id: str) -> Audience:
    organisation = case_file.get(Organisation, organisation_id)
    looks_after = {
        one
        for child in case_file.children
        for one in (child.local_authority_id, child.prison_authority_id)
    }
    kind = _BY_ORGANISATION.get(organisation.type if organisation else "", AudienceKind.COMMUNITY)
    if organisation_id in looks_after:
        kind = AudienceKind.LOCAL_AUTHORITY
    if kind in (AudienceKind.LOCAL_AUTHORITY, AudienceKind.SCHOOL):
        return Audience(kind, organisation_id=organisation_id)
    return Audience(kind)


def _of_professional(case_file: CaseFile, person: Person) -> Audience:
    roles = [one.role for one in case_file.of(Involvement) if one.person_id == person.id]
    for role in (person.role, *roles):
        if role in _OF_AN_AUTHORITY:
            authority = person.organisation_id or _authority_of(case_file, person.id)
            return Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id=authority)
        if role in _BY_ROLE:
            return Audience(_BY_ROLE[role])
    return _of_organisation(case_file, person.organisation_id)


def _authority_of(case_file: CaseFile, person_id: str) -> str:
    """The authority of the one child whom somebody works for; empty where there are several."""
    children = {
        child_id
        for one in case_file.of(Involvement)
        if one.person_id == person_id
        for child_id in one.child_ids
    }
    found = {one.local_authority_id for one in case_file.children if one.id in children} - {""}
    return found.pop() if len(found) == 1 else ""
