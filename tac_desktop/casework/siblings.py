"""Brothers and sisters: together or apart, since when, and what joins them. Derived, never typed.

Two children are together on a day when both lived with the same carer, or both with the mother.
A placement without a named carer says nothing of who else lives there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import Placement
from tac_desktop.casework.contact_plans import FamilyDay
from tac_desktop.casework.dates import written
from tac_desktop.casework.family_ties import (
    Bond,
    Ties,
    born_first,
    born_together,
    gender_of,
    ties_of,
)
from tac_desktop.casework.genogram_words import is_unborn, listed
from tac_desktop.casework.people import Person, Relationship
from tac_desktop.words import _

_SIBLING_TIES = ("sister", "brother", "half_sister", "half_brother")


class Living(StrEnum):
    """Whether two children live together."""

    TOGETHER = "together"
    APART = "apart"
    NOT_KNOWN = "not_known"

    @property
    def words(self) -> str:
        """The state in words."""
        return {
            Living.TOGETHER: _("Together"),
            Living.APART: _("Apart"),
            Living.NOT_KNOWN: _("Not known"),
        }[self]


@dataclass(frozen=True)
class SiblingPair:
    """Two children of the mother. `since` is None where no day is known."""

    elder_id: str
    younger_id: str
    kind: str
    living: Living
    since: dt.date | None
    contact: str
    together_before: str = ""

    @property
    def living_in_words(self) -> str:
        """`Apart since 18 Feb 2026`."""
        if self.since is None:
            return self.living.words
        return _("{state} since {day}").format(state=self.living.words, day=written(self.since))


def sibling_pairs(case_file: CaseFile) -> list[SiblingPair]:
    """Every two children of the file who are born and alive, the eldest first."""
    ties, _wrong = ties_of(case_file)
    children = [
        one for one in sorted(case_file.living_children, key=born_first) if not is_unborn(one)
    ]
    stays = {one.id: _stays(case_file, one.id) for one in children}
    made = []
    for elder, younger in combinations(children, 2):
        living, since, before = _living(case_file, stays[elder.id], stays[younger.id])
        made.append(
            SiblingPair(
                elder.id,
                younger.id,
                _kind(ties, elder, younger),
                living,
                since,
                _contact(case_file, elder.id, younger.id),
                before,
            )
        )
    return made


def groups_together(case_file: CaseFile) -> list[list[str]]:
    """The children by where they live now: those who live together in one list."""
    groups: list[list[str]] = []
    pairs = sibling_pairs(case_file)
    for child in dict.fromkeys(x for one in pairs for x in (one.elder_id, one.younger_id)):
        with_whom = {
            other
            for one in pairs
            if one.living is Living.TOGETHER and child in (one.elder_id, one.younger_id)
            for other in (one.elder_id, one.younger_id)
        }
        found = next((group for group in groups if with_whom & set(group)), None)
        if found is None:
            groups.append([child])
        else:
            found.append(child)
    return groups


def siblings_sentence(case_file: CaseFile) -> str:
    """All of them in one sentence: `4 children live in 4 places; none lives with another.`"""
    pairs = sibling_pairs(case_file)
    if not pairs:
        return _("There are no two children of whom it could be said.")
    unknown = [one for one in pairs if one.living is Living.NOT_KNOWN]
    groups = groups_together(case_file)
    together = [group for group in groups if len(group) > 1]
    names = [_("{names} live together").format(names=_listed(case_file, one)) for one in together]
    alone = [one[0] for one in groups if len(one) == 1]
    if alone and together:
        names.append(_("apart from them: {names}").format(names=_listed(case_file, alone)))
    elif alone:
        names.append(_("nobody is known to live with a brother or sister"))
    sentence = "; ".join(names)
    sentence = sentence[:1].upper() + sentence[1:] + "."
    if unknown:
        words = _(" Of {count} pairs it is not known, because a placement or carer is missing.")
        sentence += words.format(count=len(unknown))
    return sentence


@dataclass(frozen=True)
class _Stay:
    start: dt.date
    end: dt.date | None
    where: str
    """The carer; empty where none is named."""


def _stays(case_file: CaseFile, child_id: str) -> list[_Stay]:
    found = []
    for one in case_file.of(Placement):
        if one.child_id != child_id:
            continue
        where = one.carer_id
        if one.care_arrangement in ("with_mother_community", "with_mother_mbu"):
            where = where or case_file.mother_id
        found.append(_Stay(one.start or dt.date.min, one.end, where))
    return sorted(found, key=lambda one: one.start)


def _on(stays: list[_Stay], day: dt.date) -> str | None:
    """Where a child lived on a day; None where nothing or no carer is recorded.

    Where two placements overlap the later one counts.
    """
    there = [one for one in stays if one.start <= day and (one.end is None or one.end > day)]
    return (there[-1].where or f"alone {there[-1].start}") if there else None


def _state_on(first: list[_Stay], second: list[_Stay], day: dt.date) -> Living:
    here, there = _on(first, day), _on(second, day)
    if here is None or there is None:
        return Living.NOT_KNOWN
    unnamed = here.startswith("alone ") and there.startswith("alone ")
    if unnamed:
        return Living.NOT_KNOWN
    return Living.TOGETHER if here == there else Living.APART


def _living(
    case_file: CaseFile, first: list[_Stay], second: list[_Stay]
) -> tuple[Living, dt.date | None, str]:
    """Together or apart today, since when, and when they were last together before."""
    today = case_file.as_of
    now = _state_on(first, second, today)
    days = {one.start for one in (*first, *second)}
    days |= {one.end for one in (*first, *second) if one.end}
    changes = sorted((day for day in days if dt.date.min < day <= today), reverse=True)
    since: dt.date | None = None
    before = ""
    for day in changes:
        if _state_on(first, second, day) is not now:
            break
        since = day
    if now is Living.NOT_KNOWN:
        since = None
    if now is Living.APART:
        ends = [day for day in changes if _state_on(first, second, day - dt.timedelta(days=1))
                is Living.TOGETHER]  # fmt: skip
        if ends:
            before = _("together until {day}").format(day=written(ends[0]))
    return now, since, before


def _kind(ties: Ties, elder: Person, younger: Person) -> str:
    """Full, half, or not known where the father of one is not recorded."""
    named = (Bond.BIRTH, Bond.UNCERTAIN)
    parents = [set(ties.parents_with(one.id, *named)) for one in (elder, younger)]
    if len(parents[0] & parents[1]) >= 2:
        twins = born_together(elder, younger)
        identical = twins and elder.identical_twin and younger.identical_twin
        if identical:
            return _("identical twins")
        return _("twins") if twins else _("full")
    fathers = [{x for x in one if gender_of(ties, x) == "male"} for one in parents]
    if all(fathers) and not fathers[0] & fathers[1]:
        return _("half") if parents[0] & parents[1] else _("by household only")
    if all(len(one) >= 2 for one in parents) and parents[0] & parents[1]:
        return _("half")
    return _("not known whether full or half")


def _contact(case_file: CaseFile, one: str, other: str) -> str:
    """What is recorded of contact between the two."""
    said = list(_recorded(case_file, one, other))
    days = [
        day.date
        for day in case_file.of(FamilyDay)
        if day.date and {one, other} <= {row.child_id for row in day.children if row.came}
    ]
    if days:
        said.append(_("both came to the family day on {day}").format(day=written(max(days))))
    return "; ".join(said)


def _recorded(case_file: CaseFile, one: str, other: str) -> Iterator[str]:
    for tie in case_file.of(Relationship):
        ends = {tie.from_person_id, tie.to_person_id}
        if ends == {one, other} and tie.type in _SIBLING_TIES and tie.sibling_contact:
            yield tie.sibling_contact


def _listed(case_file: CaseFile, people: list[str]) -> str:
    names = [
        person.short_name() if (person := case_file.get(Person, one)) else case_file.name(one)
        for one in people
    ]
    return listed(names)
