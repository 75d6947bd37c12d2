"""The report to the Board, begun from the file: facts only, each from a record, none judged.

It is drawn from what the Board may read, so that nothing kept from the Board stands in a text
that nobody filters afterwards. The opinion is left to the social worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tac_desktop.casework.audience import Audience, view_for
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactSession
from tac_desktop.casework.children_now import current_placement, current_statuses
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_given import contact_given
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.dates import age_in_words, written
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.mbu_clock import mbu_clock
from tac_desktop.casework.people import Involvement, Person
from tac_desktop.casework.phrases import within
from tac_desktop.words import _

_SEEN_TOGETHER = ("supervised_visit", "social_video_call")
_USUAL_LANGUAGE = "en"
_ON_THE_UNIT = ("mbu_manager", "mbu_nursery_manager")
_ROLES_NOT_HERS = frozenset({"childrens_guardian", "la_solicitor", "mbu_board_chair"})


def report_answers(case_file: CaseFile, application: MbuApplication) -> dict[str, Any]:
    """What the headings of a new report begin with."""
    board = view_for(case_file, Audience(AudienceKind.MBU_BOARD)).case_file
    return {
        "application_id": application.id,
        "facts": "\n".join(_facts(board, application)),
        "siblings": "\n".join(_siblings(board, application)),
        "contact": "\n".join(_contact(board, application)),
        "engagement": "\n".join(_engagement(board)),
        "support": "\n".join(_support(board, application)),
        "seen": "\n".join(_seen(board, application)),
    }


def _facts(file: CaseFile, application: MbuApplication) -> Iterator[str]:
    kind = code_list("mbu_kind").label(application.kind) if application.kind else ""
    words = _("{kind}; {unit}; applied on {day}.")
    yield words.format(
        kind=kind or _("Application"),
        unit=application.unit or _("no unit named"),
        day=written(application.applied) or _("a day not noted"),
    )
    yield from mbu_clock(file, application).sentences
    for child_id in _children(application):
        yield from _legal(file, child_id)
    custody = file.custody
    if custody and custody.custody_status:
        status = code_list("custody_status").label(custody.custody_status)
        since = _(", in custody since {day}").format(day=written(custody.began()))
        yield _("Her position: {status}{since}.").format(
            status=within(status), since=since if custody.began() else ""
        )


def _legal(file: CaseFile, child_id: str) -> Iterator[str]:
    name = file.name(child_id)
    placement = current_placement(file, child_id)
    if placement:
        where = within(code_list("care_arrangement").label(placement.care_arrangement))
        words = _("{name}: {where} since {day}.")
        yield words.format(name=name, where=where, day=written(placement.start) or "?")
    for one in current_statuses(file, child_id):
        status = within(code_list("legal_status").label(one.type))
        yield _("{name}: {status}, since {day}.").format(
            name=name, status=status, day=written(one.start) or _("a day not noted")
        )


def _siblings(file: CaseFile, application: MbuApplication) -> Iterator[str]:
    own = set(_children(application))
    for child in file.living_children:
        if child.id in own or child.id in file.hidden_names:
            continue
        placement = current_placement(file, child.id)
        age = age_in_words(child.date_of_birth, file.as_of) or _("age not noted")
        who = f"{child.short_name()} ({age})"
        if placement:
            where = within(code_list("care_arrangement").label(placement.care_arrangement))
            yield f"{who}: {where}."
        else:  # not noted, or not for the Board: nothing is said of which
            yield f"{who}."
        for count in contact_given(file, child.id):
            if count.arrangement.status == "happening":
                kind = code_list("contact_type").label(count.arrangement.type)
                yield f"- {kind}: {count.sentence}"


def _contact(file: CaseFile, application: MbuApplication) -> Iterator[str]:
    for child_id in _children(application):
        for count in contact_given(file, child_id):
            kind = code_list("contact_type").label(count.arrangement.type)
            told = count.arrangement.type in ("lives_with_mother", "none")
            yield f"{kind}." if told else f"{kind}: {count.sentence}"
    entries = [one for one in file.of(ContactLogEntry) if "mbu_application" in one.purposes]
    days = sorted(one.date for one in entries if one.date)
    if days:
        words = _("Spoken of with her and others {count} times between {first} and {last}.")
        yield words.format(count=len(days), first=written(days[0]), last=written(days[-1]))


def _engagement(file: CaseFile) -> Iterator[str]:
    mother = file.mother
    if mother is None:
        return
    if mother.preferred_language not in ("", _USUAL_LANGUAGE):
        language = code_list("language").label(mother.preferred_language)
        yield _("Language: {language}.").format(language=language)
    if mother.interpreter_needed:
        yield _("An interpreter is needed.")
    if mother.reading_support:
        yield _("Help with reading: read papers out and leave them with her in large print.")
    if mother.communication_needs:
        yield mother.communication_needs


def _support(file: CaseFile, application: MbuApplication) -> Iterator[str]:
    """Who works with her or with this child now."""
    own = set(_children(application))
    for one in file.of(Involvement):
        ended = one.end is not None and one.end < file.as_of
        for_them = not one.child_ids or own & set(one.child_ids)
        person = file.get(Person, one.person_id)
        if for_them and not ended and person is not None and one.role not in _ROLES_NOT_HERS:
            role = code_list("role").label(one.role)
            yield f"{role}: {person.display_name()}."


def _seen(file: CaseFile, application: MbuApplication) -> Iterator[str]:
    """Visits and calls with any of her children that the Board may read of, the newest first."""
    arrangements = {one.id: one for one in file.of(ContactArrangement)}
    lines: list[tuple[str, str]] = []
    for session in file.of(ContactSession):
        arrangement = arrangements.get(session.arrangement_id)
        if not session.took_place or not session.planned or not session.note or not arrangement:
            continue
        words = f"{written(session.planned)}, {file.name(arrangement.child_id)}: {session.note}"
        lines.append((session.planned.isoformat(), words))
    for entry in file.of(ContactLogEntry):
        if entry.channel in _SEEN_TOGETHER and entry.date and entry.about_child_ids:
            names = ", ".join(file.name(one) for one in entry.about_child_ids)
            said = entry.headline(file.name)
            lines.append((entry.date.isoformat(), f"{written(entry.date)}, {names}: {said}"))
    for _day, words in sorted(lines, reverse=True):
        yield words
    on_the_unit = {one.person_id for one in file.of(Involvement) if one.role in _ON_THE_UNIT}
    for report in application.reports:
        if report.summary and report.received and report.person_id in on_the_unit:
            words = _("{from_whom}, {day}: {summary}")
            yield words.format(
                from_whom=report.from_whom, day=written(report.received), summary=report.summary
            )


def _children(application: MbuApplication) -> list[str]:
    return [one for one in (application.child_id, *application.other_child_ids) if one]
