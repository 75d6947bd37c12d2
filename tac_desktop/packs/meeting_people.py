"""The people of a meeting pack: who is invited and how they join, and each child's position."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import LegalStatus
from tac_desktop.casework.children_now import current_placement, current_statuses
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import age_in_words, written
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person, Worker
from tac_desktop.casework.phrases import within
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request
from tac_desktop.packs.texts import joined
from tac_desktop.words import _


def who_is_who(request: Request, meeting: Meeting) -> list[b.Block]:
    """Everyone invited: role, how they join, and a telephone number where it may be seen."""
    people = _invited(request.file, meeting)
    if not people:
        return [b.nothing(_("Nobody is written down as invited yet."))]
    if request.plain_words:
        rows = [(name, joined([role, within(how)])) for name, role, how, _number in people]
        return [b.Rows(rows, label_share=0.42)]
    head = [_("Name"), _("Role"), _("Joins"), _("Telephone")]
    if not any(phone for *_others, phone in people):
        return [b.Table(head[:3], [row[:3] for row in people], shares=(3.2, 3.4, 2))]
    return [b.Table(head, people, shares=(3, 3, 1.7, 1.9))]


def invited_names(file: CaseFile, meeting: Meeting) -> list[tuple[str, str]]:
    """Name and role of everyone invited, for the attendance sheet."""
    return [(name, role) for name, role, _how, _number in _invited(file, meeting)]


def children(request: Request, meeting: Meeting) -> list[b.Block]:
    """Each child this audience may read about; those the meeting is about come first."""
    return child_cards(request, meeting.child_ids, meeting.date or request.file.as_of)


def child_cards(
    request: Request, first: Sequence[str], day: dt.date, *, only: bool = False
) -> list[b.Block]:
    """A card for each child, those in `first` before the others or alone, with ages on a day."""
    shown = sorted(request.file.living_children, key=lambda child: child.id not in first)
    if only and first:
        shown = [child for child in shown if child.id in first]
    if not shown:
        return [b.nothing(_("No children are recorded here."))]
    made: list[b.Block] = []
    for child in shown:
        share = 0.36 if request.plain_words else 0.27
        card = b.Rows(_card(request, child, day), label_share=share)
        made.append(b.Together([b.Heading(request.file.name(child.id), 2), card]))
    return made


def _invited(file: CaseFile, meeting: Meeting) -> list[tuple[str, str, str, str]]:
    people: list[tuple[str, str, str, str]] = []
    for one in meeting.invitees:
        how = code_list("invitee_mode").label(one.expected_mode) if one.expected_mode else ""
        if one.confirmed is False:
            how = joined([how, _("not confirmed")])
        name = file.name(one.person_id) if one.person_id else _("to be named")
        people.append((name, one.role, how, _phone(file, one.person_id)))
    invited = {one.person_id for one in meeting.invitees}
    if meeting.chair_id and meeting.chair_id not in invited:
        chair = file.name(meeting.chair_id)
        people.insert(0, (chair, _("Chair"), "", _phone(file, meeting.chair_id)))
    return people


def _phone(file: CaseFile, party_id: str) -> str:
    if party_id == file.mother_id:
        return ""
    party = file.get(Person, party_id) or file.get(Worker, party_id)
    return party.phone if party else ""


def _card(request: Request, child: Person, day: dt.date) -> list[tuple[str, str]]:
    file = request.file
    unknown = _("not stated")
    workers = file.professionals_for(child.id, "child_social_worker")
    authority = file.name(child.local_authority_id) if child.local_authority_id else unknown
    rows = [
        (_("How old") if request.plain_words else _("Age on the day"), _age(child, day)),
        (_("Council") if request.plain_words else _("Authority"), authority),
        (_("Social worker"), joined(_with_phone(request, one) for one in workers) or unknown),
        (_("Lives"), _placement(file, child) or unknown),
        (_("Legal status"), _statuses(file, child) or unknown),
    ]
    if child.mother_responsibility:
        held = code_list("parental_responsibility").label(child.mother_responsibility)
        note = child.mother_responsibility_note
        label = (
            _("You have parental responsibility")
            if request.plain_words
            else _("Mother's parental responsibility")
        )
        rows.append((label, joined([held, note], ". ")))
    if child.voice:
        rows.append((_("What the child says"), child.voice))
    return rows


def _age(child: Person, day: dt.date) -> str:
    if child.date_of_birth:
        age = age_in_words(child.date_of_birth, day)
        return age if not age.isdigit() else _("{years} years").format(years=age)
    if child.expected_date_of_delivery:
        return _("not yet born; expected {day}").format(
            day=written(child.expected_date_of_delivery)
        )
    return _("not known")


def _with_phone(request: Request, person: Person) -> str:
    name = request.file.name(person.id)
    return f"{name} ({person.phone})" if person.phone and not request.plain_words else name


def _placement(file: CaseFile, child: Person) -> str:
    placement = current_placement(file, child.id)
    if placement is None:
        return ""
    where = code_list("care_arrangement").label(placement.care_arrangement)
    if placement.confidential:
        # Even the service's own copy lies about on a desk in a prison.
        return joined([where, _("details are confidential and not on paper")])
    carer = ""
    if placement.carer_id and placement.carer_id != file.mother_id:
        carer = _("with {name}").format(name=file.name(placement.carer_id))
    since = _("since {day}").format(day=written(placement.start)) if placement.start else ""
    return joined([where, carer, placement.town, since])


def _statuses(file: CaseFile, child: Person) -> str:
    return "\n".join(_status(one) for one in current_statuses(file, child.id))


def _status(status: LegalStatus) -> str:
    label = code_list("legal_status").label(status.type)
    category = ""
    if status.category:
        category = code_list("child_protection_category").label(status.category)
        category = within(category)
    since = _("since {day}").format(day=written(status.start)) if status.start else ""
    return joined([label, category, since])
