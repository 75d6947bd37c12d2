"""Dates of the children: contact, letterbox, family days, goodbyes, levels, birthdays.

`next_due` of an arrangement comes from what was promised and what took place; a letterbox has its
reminder so many weeks before, as this service has set it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactRestriction
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_plans import ContactLevel, FamilyDay, SeparationPlan
from tac_desktop.casework.date_kinds import DateAhead, DateKind
from tac_desktop.casework.days_of_year import anniversaries
from tac_desktop.casework.next_contact import next_due, open_contacts, sessions_of
from tac_desktop.casework.people import Person
from tac_desktop.casework.targets import target
from tac_desktop.words import _

_NOT_BORN_ALIVE = frozenset({"miscarriage", "stillbirth", "termination"})


def dates_of_children(case_file: CaseFile, last: dt.date) -> Iterator[DateAhead]:
    """Everything about the children; what returns every year up to the day `last`."""
    yield from _contact(case_file)
    yield from _restrictions(case_file)
    for day in case_file.of(FamilyDay):
        if day.date and not day.cancelled:
            about = tuple(one.child_id for one in day.children)
            words = day.headline(case_file.name)
            kind = DateKind.FAMILY_DAY
            yield DateAhead(day.date, day.time, words, day.id, about, kind)
    for plan in case_file.of(SeparationPlan):
        yield from _goodbye(case_file, plan)
    for child in case_file.children:
        yield from _birth(case_file, child, last)


def was_lost(child: Person) -> bool:
    """Whether the pregnancy ended without a living child."""
    return child.birth_outcome in _NOT_BORN_ALIVE


def _contact(case_file: CaseFile) -> Iterator[DateAhead]:
    today = case_file.as_of
    for arrangement in case_file.of(ContactArrangement):
        days: dict[dt.date, str] = {}
        for one in open_contacts(case_file, arrangement):
            days[one.day] = one.session.id if one.session else arrangement.id
        for session in sessions_of(case_file, arrangement.id):
            if session.planned and session.planned > today and session.took_place is None:
                days[session.planned] = session.id
        due = next_due(case_file, arrangement)
        if due:
            days.setdefault(due, arrangement.id)
        for day, record_id in days.items():
            typed = record_id != arrangement.id or day == arrangement.next_due
            yield _of(case_file, arrangement, day, record_id, computed=not typed)
        if due and arrangement.type == "letterbox":
            yield from _reminder(case_file, arrangement, due)


def _of(
    case_file: CaseFile,
    arrangement: ContactArrangement,
    day: dt.date,
    record_id: str,
    *,
    computed: bool,
) -> DateAhead:
    kind = DateKind.LETTERBOX if arrangement.type == "letterbox" else DateKind.CONTACT
    if arrangement.type == "final_contact":
        kind = DateKind.GOODBYE
    return DateAhead(
        day,
        arrangement.time,
        arrangement.headline(case_file.name),
        record_id,
        (arrangement.child_id,),
        kind,
        computed,
        stays=True,
    )


def _reminder(
    case_file: CaseFile, arrangement: ContactArrangement, due: dt.date
) -> Iterator[DateAhead]:
    weeks = target(case_file, "letterbox_reminder_weeks")
    if not weeks:
        return
    words = _("Begin the letterbox letter to {child}, due {weeks} weeks later")
    yield DateAhead(
        due - dt.timedelta(weeks=weeks),
        None,
        words.format(child=case_file.name(arrangement.child_id), weeks=weeks),
        arrangement.id,
        (arrangement.child_id,),
        DateKind.LETTERBOX,
        computed=True,
    )


def _restrictions(case_file: CaseFile) -> Iterator[DateAhead]:
    for one in case_file.of(ContactRestriction):
        if not one.review_or_expiry:
            continue
        ends = one.kind == "court_order"
        words = _("Review or end of restriction: {what}")
        yield DateAhead(
            one.review_or_expiry,
            None,
            words.format(what=one.headline(case_file.name)),
            one.id,
            tuple(one.child_ids),
            DateKind.RESTRICTION,
            stays=not ends,
        )
    for level in case_file.of(ContactLevel):
        if level.review_on and level.ended_on is None:
            words = _("Review of the contact level: {what}")
            yield DateAhead(
                level.review_on,
                None,
                words.format(what=level.headline(case_file.name)),
                level.id,
                (level.child_id,),
                DateKind.CONTACT_LEVEL,
                stays=True,
            )


def _goodbye(case_file: CaseFile, plan: SeparationPlan) -> Iterator[DateAhead]:
    about = (plan.child_id,)
    if plan.date and plan.status == "planned":
        kind = code_list("separation_kind").label(plan.kind)
        words = f"{kind}: {case_file.name(plan.child_id)}"
        yield DateAhead(plan.date, plan.time, words, plan.id, about, DateKind.GOODBYE, stays=True)
    if plan.next_news_on:
        words = _("Next news of {child}").format(child=case_file.name(plan.child_id))
        yield DateAhead(plan.next_news_on, None, words, plan.id, about, DateKind.NEWS)


def _birth(case_file: CaseFile, child: Person, last: dt.date) -> Iterator[DateAhead]:
    unborn = not child.date_of_birth and not child.became_born_on
    if child.expected_date_of_delivery and unborn and not was_lost(child):
        words = _("Expected date of delivery")
        yield DateAhead(
            child.expected_date_of_delivery, None, words, child.id, (child.id,), DateKind.BIRTHDAY
        )
    if len(child.date_of_birth) < 10 or child.deceased_on or was_lost(child):
        return
    born = dt.date.fromisoformat(child.date_of_birth)
    for day in anniversaries(born, case_file.as_of, last):
        words = _("{name}'s birthday, {age}")
        said = words.format(name=child.short_name(), age=day.year - born.year)
        kind = DateKind.BIRTHDAY
        yield DateAhead(day, None, said, child.id, (child.id,), kind, computed=True)
