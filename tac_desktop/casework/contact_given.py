"""Contact promised against contact given: counts, reasons, days since, and a sentence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactSession
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import add_months, written
from tac_desktop.casework.people import Person
from tac_desktop.casework.targets import target
from tac_desktop.words import _

RECENT_MONTHS = 3
"""The shorter of the two periods that are offered: what a review usually asks about."""

WATCHED = frozenset({"visit_supervised", "final_contact"})
"""Kinds of contact at which somebody else writes down what she or he sees."""


@dataclass(frozen=True)
class ContactCount:
    """One arrangement: how many sessions were planned up to the file's day, how many happened.

    `since` is the first day that was counted; `last_on` the last day on which contact took place,
    whatever the period.
    """

    arrangement: ContactArrangement
    planned: int
    took_place: int
    reasons: tuple[tuple[str, int], ...]
    since: dt.date | None
    sentence: str
    last_on: dt.date | None = None


@dataclass(frozen=True)
class ContactTotal:
    """All arrangements of one child, or of all children, taken together."""

    child_id: str
    planned: int
    took_place: int
    reasons: tuple[tuple[str, int], ...]
    last_on: dt.date | None
    sentence: str


@dataclass(frozen=True)
class ToShare:
    """Notes of a supervised contact that the mother has not been shown, and by when she should."""

    session: ContactSession
    by: dt.date
    overdue: bool


def contact_given(
    case_file: CaseFile, child_id: str = "", since: dt.date | None = None
) -> list[ContactCount]:
    """A count for each arrangement, of one child or of all; of all time or from a day on."""
    return [
        _count(case_file, one, since)
        for one in case_file.of(ContactArrangement)
        if not child_id or one.child_id == child_id
    ]


def contact_total(
    case_file: CaseFile, child_id: str = "", since: dt.date | None = None
) -> ContactTotal:
    """One count over all arrangements of a child, or of all children where none is named."""
    arrangements = {
        one.id
        for one in case_file.of(ContactArrangement)
        if not child_id or one.child_id == child_id
    }
    sessions = _answered(case_file, arrangements, since)
    lost = _lost(sessions)
    given = sum(1 for one in sessions if one.took_place)
    last = _last_given(case_file, arrangements)
    child = case_file.get(Person, child_id) if child_id else None
    who = child.short_name() if child else _("All children")
    words = _("{who}: nothing recorded")
    if sessions:
        words = _("{who}: {given} of {planned} took place")
    sentence = words.format(who=who, given=given, planned=len(sessions))
    return ContactTotal(
        child_id,
        len(sessions),
        given,
        tuple(lost.most_common()),
        last,
        sentence + _because(lost) + "." + _last_in_words(case_file, last),
    )


def recently(case_file: CaseFile) -> dt.date:
    """The first day of the last three months."""
    return add_months(case_file.as_of, -RECENT_MONTHS)


def to_share(case_file: CaseFile) -> list[ToShare]:
    """Supervised contacts of which somebody wrote down what was seen and she has not been told.

    Source: finding of the ombudsman that such notes must be recorded and shared within three
    months; unconfirmed, so the months are the service's own target. Empty where it is switched off.
    """
    months = target(case_file, "share_contact_months")
    if months is None:
        return []
    found = []
    for session in case_file.of(ContactSession):
        arrangement = case_file.get(ContactArrangement, session.arrangement_id)
        if arrangement is None or session.planned is None or session.shared_with_mother_on:
            continue
        watched = arrangement.type in WATCHED or bool(arrangement.supervisor_id)
        if session.took_place and watched and (session.note or session.child_said):
            by = add_months(session.planned, months)
            found.append(ToShare(session, by, by < case_file.as_of))
    return sorted(found, key=lambda one: one.by)


def _count(
    case_file: CaseFile, arrangement: ContactArrangement, since: dt.date | None
) -> ContactCount:
    sessions = _answered(case_file, {arrangement.id}, since)
    given = sum(1 for one in sessions if one.took_place)
    lost = _lost(sessions)
    first = min((one.planned for one in sessions if one.planned), default=None)
    return ContactCount(
        arrangement=arrangement,
        planned=len(sessions),
        took_place=given,
        reasons=tuple(lost.most_common()),
        since=first,
        sentence=_sentence(arrangement, len(sessions), given, lost, first),
        last_on=_last_given(case_file, {arrangement.id}),
    )


def _answered(
    case_file: CaseFile, arrangements: set[str], since: dt.date | None
) -> list[ContactSession]:
    return [
        one
        for one in case_file.of(ContactSession)
        if one.arrangement_id in arrangements
        and one.planned
        and one.planned <= case_file.as_of
        and (since is None or one.planned >= since)
        and one.took_place is not None
    ]


def _last_given(case_file: CaseFile, arrangements: set[str]) -> dt.date | None:
    sessions = _answered(case_file, arrangements, None)
    return max((one.planned for one in sessions if one.planned and one.took_place), default=None)


def _lost(sessions: Iterable[ContactSession]) -> Counter[str]:
    return Counter(one.reason or "other" for one in sessions if not one.took_place)


def _sentence(
    arrangement: ContactArrangement,
    planned: int,
    given: int,
    lost: Counter[str],
    since: dt.date | None,
) -> str:
    if arrangement.type in ("lives_with_mother", "none"):
        return code_list("contact_type").label(arrangement.type)
    if planned == 0:
        words = _("No sessions recorded")
    else:
        words = _("{given} of {planned} took place since {since}").format(
            given=given, planned=planned, since=written(since)
        )
    words += _because(lost)
    if arrangement.not_happening_since:
        words += ". " + _("Not happening since {day}").format(
            day=written(arrangement.not_happening_since)
        )
    return words + "."


def _because(lost: Counter[str]) -> str:
    if not lost:
        return ""
    reasons = code_list("no_contact_reason")
    because = ", ".join(
        f"{reasons.label(reason).lower()} ({count})" for reason, count in lost.most_common()
    )
    return "; " + _("not: {reasons}").format(reasons=because)


def _last_in_words(case_file: CaseFile, last: dt.date | None) -> str:
    if last is None:
        return ""
    days = (case_file.as_of - last).days
    words = _("Last contact today.") if days == 0 else _("Last contact {days} days ago, {day}.")
    if days == 1:
        words = _("Last contact yesterday, {day}.")
    return " " + words.format(days=days, day=written(last))
