"""What limits a contact: restrictions on people, and the level recorded for each child.

Sources: restriction codes of hmpps-personal-relationships-api and child contact levels of
hmpps-alerts-api (Ministry of Justice, 2024); that letters, calls, video, visits and messages
through others all count as contact: Public Protection Manual chapter 5 as local procedures quote
it (Lincolnshire, undated). The program reads what was recorded. It never works a level out, and
never turns what counts for one child into something that counts for another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactRestriction
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_plans import ContactLevel
from tac_desktop.casework.court import CourtOrder
from tac_desktop.casework.dates import written
from tac_desktop.words import _

VISIT = frozenset(
    {
        "visit",
        "visit_supervised",
        "family_day",
        "mbu_all_day_visit",
        "rotl_contact",
        "final_contact",
        "lives_with_mother",
        "supervised_visit",
        "meeting_in_person",
        "face_to_face_wing",
        "face_to_face_office",
        "face_to_face_mbu",
        "face_to_face_hospital",
        "court_in_person",
        "group",
    }
)
WRITTEN = frozenset({"letter", "letterbox", "photographs_or_updates", "e_message", "email_printed"})
SEEN_ON_SCREEN = frozenset(
    {"prison_video_call", "social_video_call", "meeting_video", "court_video_link"}
)
NO_CONTACT = frozenset({"", "none", "work_on_file", "prison_system_note"})
"""Choices of the list of contact types and of the list of channels, by how people meet."""

_UNASSESSED = ("pprc_pending", "pprc_confirmed")
_ON_VISITS = frozenset({"BAN", "CLOSED", "NONCON", "CHILD", "RESTRICTED"})
_WITHOUT_LIMIT = frozenset({"C4", "CCTV", "PREINF", "adoptive_family_details"})
_BETWEEN = frozenset({"refuse_contact_s34", "prohibited_steps"})
_LEVELS = {"C1": "level_1", "C2": "level_2", "C3": "level_3"}


@dataclass(frozen=True)
class Limit:
    """Why a contact may not be allowed, in one sentence, and the record that says so."""

    sentence: str
    record_id: str


def limits_broken(
    case_file: CaseFile,
    child_ids: Collection[str],
    person_ids: Collection[str],
    how: str,
    day: dt.date | None = None,
) -> list[Limit]:
    """What in force on `day` (the file's day if None) stands against a contact.

    `how` is a contact type or a channel. The first and the last day of a limit count. The contact
    is between the mother and these children, with these other people taking part.
    """
    if how in NO_CONTACT:
        return []
    day = day or case_file.as_of
    found: list[Limit] = []
    for child_id in child_ids:
        found += _by_level(case_file, child_id, how, day)
    for one in case_file.of(ContactRestriction):
        if one.in_force(day):
            found += _by_restriction(case_file, one, child_ids, person_ids, how)
    found += _by_order(case_file, child_ids, person_ids, day)
    return list(dict.fromkeys(found))


def current_level(
    case_file: CaseFile, child_id: str, day: dt.date | None = None
) -> ContactLevel | None:
    """The level in force for this child: the one that was decided last."""
    day = day or case_file.as_of
    there = [
        one for one in case_file.of(ContactLevel) if one.child_id == child_id and one.in_force(day)
    ]
    return max(there, key=lambda one: (one.decided_on or dt.date.min, one.id), default=None)


def plans_beyond_limits(case_file: CaseFile) -> list[Limit]:
    """Contact that goes on or is proposed although something recorded stands against it."""
    found = []
    for one in case_file.of(ContactArrangement):
        ended = one.end is not None and one.end < case_file.as_of
        if one.status in ("", "happening", "proposed") and not ended:
            day = max(one.start or case_file.as_of, case_file.as_of)
            for limit in limits_broken(case_file, [one.child_id], [], one.type, day):
                words = _("{limit} The plan says: {what}.").format(
                    limit=limit.sentence, what=_promised(one)
                )
                found.append(Limit(words, limit.record_id))
    return found


def _promised(arrangement: ContactArrangement) -> str:
    parts = (
        code_list("contact_type").label(arrangement.type),
        code_list("frequency").label(arrangement.frequency) if arrangement.frequency else "",
    )
    return ", ".join(part[:1].lower() + part[1:] for part in parts if part)


def _by_level(case_file: CaseFile, child_id: str, how: str, day: dt.date) -> Iterator[Limit]:
    level = current_level(case_file, child_id, day)
    if level is None or not _level_breaks(level.level, how):
        return
    label = code_list("child_contact_level").label(level.level)
    words = _("{child}: {level}.")
    if level.decided_on:
        words = _("{child}: {level}, decided on {day}.")
    if level.level in _UNASSESSED:
        words = _("{child}: {level}. Ask public protection first whether this contact is allowed.")
    sentence = words.format(
        child=case_file.name(child_id), level=label, day=written(level.decided_on)
    )
    yield Limit(sentence, level.id)


def _level_breaks(level: str, how: str) -> bool:
    """Whether a contact goes beyond what the words of a level say."""
    if level in _UNASSESSED or level.startswith("level_1"):
        return True
    if level.startswith("level_2"):
        return how not in WRITTEN
    if level.startswith("level_3"):
        return how in VISIT or how in SEEN_ON_SCREEN
    return False


def _by_restriction(
    case_file: CaseFile,
    one: ContactRestriction,
    child_ids: Collection[str],
    person_ids: Collection[str],
    how: str,
) -> Iterator[Limit]:
    name = case_file.name
    for person_id in one.not_to_be_told_to_ids:
        if person_id in person_ids and person_id != case_file.mother_id:
            words = _("{name} must not be told anything: {summary}")
            yield Limit(words.format(name=name(person_id), summary=one.summary), one.id)
    concerned = _concerned(case_file, one, child_ids, person_ids, how)
    if concerned:
        who = ", ".join(name(person_id) for person_id in concerned)
        if one.type:
            kind = code_list("restriction_type").label(one.type)
            words = _("{who}: {kind}. {summary}")
        else:
            kind, words = "", _("There is a restriction on {who}: {summary}")
        yield Limit(words.format(who=who, kind=kind, summary=one.summary), one.id)


def _by_order(
    case_file: CaseFile, child_ids: Collection[str], person_ids: Collection[str], day: dt.date
) -> Iterator[Limit]:
    """Orders that nobody has written down as a restriction as well."""
    known = {one.order_id for one in case_file.of(ContactRestriction)}
    for order in case_file.of(CourtOrder):
        over = order.expires is not None and order.expires < day
        if order.id in known or over or (order.made and order.made > day):
            continue
        who: list[str] = []
        if order.type == "refuse_contact":
            who = [one for one in child_ids if one in order.child_ids]
        if order.type == "non_molestation_order":
            ends = {order.against_person_id, order.protects_person_id} - {case_file.mother_id}
            who = [one for one in person_ids if one in ends]
        if who:
            words = _("{who}: {order}, made on {day}.") if order.made else _("{who}: {order}.")
            sentence = words.format(
                who=", ".join(case_file.name(one) for one in who),
                order=code_list("court_order_type").label(order.type),
                day=written(order.made),
            )
            yield Limit(sentence, order.id)


def _concerned(
    case_file: CaseFile,
    one: ContactRestriction,
    child_ids: Collection[str],
    person_ids: Collection[str],
    how: str,
) -> list[str]:
    """Those who take part and whom a restriction keeps from this contact."""
    taking_part = [*child_ids, *(each for each in person_ids if each not in child_ids)]
    if one.type in _WITHOUT_LIMIT or (one.type == "do_not_tell" and one.not_to_be_told_to_ids):
        return []
    if one.type in _LEVELS:
        named = [
            child_id for child_id in child_ids if not one.child_ids or child_id in one.child_ids
        ]
        return named if _level_breaks(_LEVELS[one.type], how) else []
    if one.type in _ON_VISITS:
        if how not in VISIT:
            return []
        named_people = {*one.person_ids, *one.child_ids}
        if one.type == "CHILD" and not one.child_ids:
            named_people |= set(child_ids)
        return [each for each in taking_part if each in named_people]
    if one.type in _BETWEEN:
        others = set(one.person_ids) - {case_file.mother_id}
        bound = not others or case_file.mother_id in one.person_ids or others & set(person_ids)
        return [child_id for child_id in child_ids if bound and child_id in one.child_ids]
    return [each for each in person_ids if each in one.person_ids and each != case_file.mother_id]
