"""The Mother and Baby Unit clock: each child's age limits against the mother's release.

Source: gov.uk, "Pregnancy and childcare in prison", and a summary of the 2021 policy framework:
up to 18 months, longer where release is near, exceptionally to 24 months; where a child turns 18
months before release, the separation is planned from the start. Check current policy: the limit
is a field of the application, and these are dates to talk about, never verdicts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.dates import add_months, written
from tac_desktop.casework.mbu import MbuApplication, MbuExtension
from tac_desktop.casework.people import Person
from tac_desktop.words import _

GRANTED = ("approve", "approve_conditional", "approve_other_unit")
"""Outcomes that mean a place."""
_USUAL_LIMIT, _OUTER_LIMIT = 18, 24


@dataclass(frozen=True)
class ChildClock:
    """One child's dates; `expected` where they rest on a due date, not on a birth."""

    child_id: str
    name: str
    born: dt.date | None
    expected: bool
    due: dt.date | None
    months_18: dt.date | None
    months_24: dt.date | None
    limit_on: dt.date | None

    @property
    def days_early(self) -> int:
        """How many days before the due date the birth was; negative after it, 0 where unknown."""
        if self.expected or self.born is None or self.due is None:
            return 0
        return (self.due - self.born).days


@dataclass(frozen=True)
class MbuClock:
    """All dates of one application. `limit_on` is the first limit that is reached."""

    children: tuple[ChildClock, ...]
    release: dt.date | None
    limit_on: dt.date | None
    extended_until: dt.date | None
    separation_from: dt.date | None
    sentences: tuple[str, ...]

    @property
    def release_before_limit(self) -> bool | None:
        """Whether she is released by then; None where a date is missing."""
        if self.release is None or self.limit_on is None:
            return None
        return self.release <= self.limit_on


def mbu_clock(case_file: CaseFile, application: MbuApplication) -> MbuClock:
    """The clock of one application, from births or due dates, release and extensions."""
    wanted = [application.child_id, *application.other_child_ids]
    named = list(dict.fromkeys(one for one in wanted if one)) or [""]
    children = tuple(_child_clock(case_file, application, one) for one in named)
    custody = case_file.custody
    release = custody.release_date if custody else None
    extended = extended_until(application)
    limits = [one.limit_on for one in children if one.limit_on]
    limit = max(min(limits), extended or dt.date.min) if limits else extended
    separation = _separation_from(application, release, limit)
    return MbuClock(
        children=children,
        release=release,
        limit_on=limit,
        extended_until=extended,
        separation_from=separation,
        sentences=(
            *_of_children(children, release),
            *_of_release(custody, release),
            *_of_extensions(application, children),
            *_of_separation(application, separation),
        ),
    )


def extended_until(application: MbuApplication) -> dt.date | None:
    """The last day of the extensions that were granted."""
    days = [one.until for one in application.extensions if one.decision in GRANTED and one.until]
    return max(days, default=None)


def _child_clock(case_file: CaseFile, application: MbuApplication, child_id: str) -> ChildClock:
    child = case_file.get(Person, child_id) if child_id else None
    known = child is not None and len(child.date_of_birth) == 10
    due = application.edd_at_application or (child.expected_date_of_delivery if child else None)
    start = child.born() if child and known else due
    months = application.age_limit_months or _USUAL_LIMIT
    return ChildClock(
        child_id=child_id,
        name=child.short_name() if child else "",
        born=start,
        expected=not known,
        due=due,
        months_18=add_months(start, _USUAL_LIMIT) if start else None,
        months_24=add_months(start, _OUTER_LIMIT) if start else None,
        limit_on=add_months(start, months) if start else None,
    )


def _separation_from(
    application: MbuApplication, release: dt.date | None, limit: dt.date | None
) -> dt.date | None:
    """As it was set; else from the start, where the limit comes before release."""
    if application.separation_planning_from:
        return application.separation_planning_from
    if release is None or limit is None or release <= limit:
        return None
    return application.applied or application.mother_told_of_right


def _of_children(children: tuple[ChildClock, ...], release: dt.date | None) -> list[str]:
    several = len(children) > 1
    alike = len({(one.born, one.expected) for one in children}) == 1
    found: list[str] = []
    for one in children[:1] if alike else children:
        sentences = _of_child(one, release)
        if several and not alike:
            sentences[0] = f"{one.name}: {sentences[0]}"
        found += sentences
    if several and alike:
        found.append(_("These dates are the same for all {count}.").format(count=len(children)))
    elif several:
        found.append(_("The unit's limit is reached first by the elder."))
    return found


def _of_child(one: ChildClock, release: dt.date | None) -> list[str]:
    if not one.born or not one.months_18 or not one.months_24:
        return [_("Enter the child's birth or the expected date of delivery to see the dates.")]
    found = [
        _birth(one),
        _("18 months old on {day}.").format(day=written(one.months_18)),
        _("24 months old on {day}.").format(day=written(one.months_24)),
    ]
    if release is None:
        found.append(_("No release date is recorded, so nothing can be set against these dates."))
        return found
    if release <= one.months_18:
        words = _("Release on {day} comes before 18 months.")
    elif release <= one.months_24:
        words = _("Release on {day} comes after 18 and before 24 months: ask about an extension.")
    else:
        words = _("Release on {day} comes after 24 months: plan the separation from the start.")
    found.append(words.format(day=written(release)))
    return found


def _birth(one: ChildClock) -> str:
    day = written(one.born)
    if one.expected:
        return _("Expected on {day}.").format(day=day)
    if one.days_early == 0:
        return _("Born on {day}.").format(day=day)
    if one.days_early > 0:
        words = _("Born on {day}, {count} days before the expected date, {due}.")
    else:
        words = _("Born on {day}, {count} days after the expected date, {due}.")
    return words.format(day=day, count=abs(one.days_early), due=written(one.due))


def _of_release(custody: Custody | None, release: dt.date | None) -> list[str]:
    """That a release date has moved, and whether she knows."""
    if custody is None or release is None:
        return []
    earlier = [
        one
        for one in custody.earlier_release_dates
        if one.date and one.date != release and one.type in ("", custody.release_type)
    ]
    if not earlier:
        return []
    before = earlier[-1]
    assert before.date is not None
    days = (release - before.date).days
    words = (
        _("The release date has moved from {old} to {new}, {count} days later.")
        if days > 0
        else _("The release date has moved from {old} to {new}, {count} days earlier.")
    )
    found = [words.format(old=written(before.date), new=written(release), count=abs(days))]
    if before.told_on and not custody.release_date_told_on:
        found.append(_("It is not noted that she was told of the new date."))
    return found


def _of_extensions(application: MbuApplication, children: tuple[ChildClock, ...]) -> list[str]:
    found = [_of_extension(one) for one in application.extensions if one.until]
    outer = min((one.months_24 for one in children if one.months_24), default=None)
    until = extended_until(application)
    if until and outer and until > outer:
        found.append(_("This goes past 24 months: check the current policy."))
    return found


def _of_extension(one: MbuExtension) -> str:
    until = written(one.until)
    if one.decision in GRANTED:
        return _("Extended to {day}.").format(day=until)
    if one.decision == "refuse":
        return _("An extension to {day} was refused.").format(day=until)
    return _("An extension to {day} was asked for; no decision is noted.").format(day=until)


def _of_separation(application: MbuApplication, separation: dt.date | None) -> list[str]:
    """Where the limit comes before release, the separation is planned from the start."""
    if application.separation_planning_from:
        words = _("The separation is to be planned from {day}.")
        return [words.format(day=written(application.separation_planning_from))]
    if separation is None:
        return []
    words = _("As long as no extension is granted, plan the separation from the start, {day}.")
    return [words.format(day=written(separation))]
