"""The ladder: to whom the next, firmer letter goes when an answer does not come.

In an authority: the social worker, the same with a copy to the team manager, the team manager, the
independent reviewing officer or service manager, the director, and last, through her solicitor,
the court. A court or a firm has fewer rungs. Who these people are is looked up in the file; where
somebody is not known, the rung says whom to find. Nothing here threatens anyone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.court import Proceedings
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.people import Involvement, Organisation, Person
from tac_desktop.casework.waiting import Waiting, is_about
from tac_desktop.words import _

AUTHORITY, COURT, OTHER = "authority", "court", "other"
_ROLES = {
    "chase_1": (),
    "chase_2": (),
    "chase_3": ("team_manager",),
    "chase_4": ("independent_reviewing_officer", "child_protection_chair", "service_manager"),
    "chase_director": ("director_of_childrens_services",),
    "chase_5": ("mothers_solicitor",),
}
_LADDERS = {
    AUTHORITY: ("chase_1", "chase_2", "chase_3", "chase_4", "chase_director", "chase_5"),
    COURT: ("chase_1", "chase_2", "chase_5"),
    OTHER: ("chase_1", "chase_2"),
}
_ROLES_OF_AN_AUTHORITY = frozenset(
    {
        "child_social_worker",
        "team_manager",
        "service_manager",
        "independent_reviewing_officer",
        "child_protection_chair",
        "director_of_childrens_services",
        "la_solicitor",
    }
)
_CHASES_FOR_ONE_RUNG = 2
_WITHOUT_LETTERS_UP_TO = 2


@dataclass(frozen=True)
class Rung:
    """One step: which letter, to whom (a person, else the organisation), with a copy to whom.

    `find` says whom to look for where the file does not know; `holder` names the post.
    """

    letter_kind: str
    to_id: str
    holder: str
    copy_to_id: str = ""
    find: str = ""

    @property
    def title(self) -> str:
        """The step in words."""
        return code_list("letter_kind").label(self.letter_kind)


def ladder(case_file: CaseFile, request: Waiting) -> list[Rung]:
    """All rungs for a request, the lowest first; none where it does not wait for a professional."""
    party = case_file.get(Person, request.party_id)
    nobody = not request.party_id and not request.organisation_id
    if nobody or (party is not None and party.kind not in ("professional", "other")):
        return []
    kinds = _LADDERS[kind_of_party(case_file, request)]
    if not _has_proceedings(case_file, request):
        kinds = tuple(one for one in kinds if one != "chase_5")
    return [_rung(case_file, request, kind) for kind in kinds]


def next_rung(case_file: CaseFile, request: Waiting) -> Rung | None:
    """The letter to offer next: one firmer than the last that went out; None without a ladder.

    Without a letter, every second time that it was asked for makes the next one firmer, up to the
    team manager.
    """
    rungs = ladder(case_file, request)
    if not rungs:
        return None
    kinds = [one.letter_kind for one in rungs]
    sent = [
        kinds.index(letter.kind)
        for letter in case_file.of(Letter)
        if letter.status == "sent" and letter.kind in kinds and is_about(letter, request.key)
    ]
    reminders = sum(
        1
        for letter in case_file.of(Letter)
        if letter.status == "sent"
        and letter.kind == "mbu_report_chase"
        and letter.to_id == request.party_id
    )
    if request.key.startswith("mbu:") and reminders:
        sent.append(min(reminders, 2) - 1)
    asked_again = max(0, len(request.attempts) - 1)
    place = min(asked_again // _CHASES_FOR_ONE_RUNG, _WITHOUT_LETTERS_UP_TO)
    if sent:
        place = max(sent) + 1
    return rungs[min(place, len(rungs) - 1)]


def kind_of_party(case_file: CaseFile, request: Waiting) -> str:
    """Whether an authority, a court or somebody else was asked."""
    organisation = case_file.get(Organisation, request.organisation_id)
    authorities = {child.local_authority_id for child in case_file.children}
    if organisation is not None:
        if organisation.type == "local_authority_children" or organisation.id in authorities:
            return AUTHORITY
        if organisation.type in ("court", "guardian_service"):
            return COURT
        return OTHER
    person = case_file.get(Person, request.party_id)
    role = person.role if person else ""
    return AUTHORITY if role in _ROLES_OF_AN_AUTHORITY else OTHER


def _rung(case_file: CaseFile, request: Waiting, kind: str) -> Rung:
    roles = _ROLES[kind]
    if not roles:
        return _to_whom_it_was_asked(case_file, request, kind)
    holder = _or(code_list("role").label(role) for role in roles)
    person = next((one for role in roles for one in _people(case_file, request, role)), None)
    if person is not None:
        role = next(role for role in roles if person in _people(case_file, request, role))
        return Rung(kind, person.id, code_list("role").label(role))
    where = case_file.name(request.organisation_id) if request.organisation_id else ""
    if kind == "chase_5":
        words = _("Nobody is noted as her solicitor. Help her to find one first.")
        return Rung(kind, "", holder, find=words)
    words = _("Find out who this is and add them: {who}, {where}.")
    if not where:
        words = _("Find out who this is and add them: {who}.")
    find = words.format(who=holder.lower(), where=where)
    return Rung(kind, request.organisation_id, holder, find=find)


def _to_whom_it_was_asked(case_file: CaseFile, request: Waiting, kind: str) -> Rung:
    to_id = request.party_id or request.organisation_id
    person = case_file.get(Person, to_id)
    role = person.role if person else ""
    holder = code_list("role").label(role) if role else ""
    if kind == "chase_1" or kind_of_party(case_file, request) != AUTHORITY:
        return Rung(kind, to_id, holder)
    manager = next(iter(_people(case_file, request, "team_manager")), None)
    if manager is None or manager.id == to_id:
        return Rung(kind, to_id, holder, find=_("Find out who the team manager is for the copy."))
    return Rung(kind, to_id, holder, copy_to_id=manager.id)


def _people(case_file: CaseFile, request: Waiting, role: str) -> list[Person]:
    """Who has this post for the children concerned today, else in the same organisation."""
    found: list[Person] = []
    if role == "mothers_solicitor":
        found += _solicitors(case_file, request)
    for child_id in request.child_ids:
        found += case_file.professionals_for(child_id, role)
    found += _involved(case_file, role, set(request.child_ids))
    if request.organisation_id:
        found += [
            one
            for one in case_file.of(Person)
            if one.role == role and one.organisation_id == request.organisation_id
        ]
    # A reviewing officer may work elsewhere; managers of another authority have no say here.
    managers = role not in ("independent_reviewing_officer", "mothers_solicitor")
    people = list({one.id: one for one in found}.values())
    if managers and request.organisation_id:
        people = [one for one in people if one.organisation_id in ("", request.organisation_id)]
    return [one for one in people if one.id != request.party_id]


def _involved(case_file: CaseFile, role: str, children: set[str]) -> Iterator[Person]:
    """Those with a post for the mother herself, or where the request names no child."""
    for work in case_file.of(Involvement):
        current = work.end is None or work.end >= case_file.as_of
        fits = not work.child_ids or not children or children & set(work.child_ids)
        person = case_file.get(Person, work.person_id)
        if work.role == role and current and fits and person is not None:
            yield person


def _solicitors(case_file: CaseFile, request: Waiting) -> list[Person]:
    found = []
    for one in case_file.of(Proceedings):
        concerned = not request.child_ids or set(one.child_ids) & set(request.child_ids)
        person = case_file.get(Person, one.mother_represented_by_id)
        if person is not None and one.status == "open" and concerned:
            found.append(person)
    return found


def _has_proceedings(case_file: CaseFile, request: Waiting) -> bool:
    """Whether a court is concerned with any of these children now."""
    named = set(request.child_ids)
    return any(
        one.status == "open" and (not named or named & set(one.child_ids))
        for one in case_file.of(Proceedings)
    )


def _or(words: Iterator[str]) -> str:
    found = list(words)
    if len(found) == 1:
        return found[0]
    return _("{first} or {last}").format(first=", ".join(found[:-1]), last=found[-1])
