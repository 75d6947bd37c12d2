"""Contact promised against contact given, per arrangement, as counts and as a sentence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactSession
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.words import _


@dataclass(frozen=True)
class ContactCount:
    """One arrangement: how many sessions were planned up to the file's day, how many happened."""

    arrangement: ContactArrangement
    planned: int
    took_place: int
    reasons: tuple[tuple[str, int], ...]
    since: dt.date | None
    sentence: str


def contact_given(case_file: CaseFile, child_id: str = "") -> list[ContactCount]:
    """A count for each arrangement, of one child or of all."""
    return [
        _count(case_file, one)
        for one in case_file.of(ContactArrangement)
        if not child_id or one.child_id == child_id
    ]


def _count(case_file: CaseFile, arrangement: ContactArrangement) -> ContactCount:
    sessions = [
        one
        for one in case_file.of(ContactSession)
        if one.arrangement_id == arrangement.id
        and one.planned
        and one.planned <= case_file.as_of
        and one.took_place is not None
    ]
    given = sum(1 for one in sessions if one.took_place)
    lost = Counter(one.reason or "other" for one in sessions if not one.took_place)
    since = min((one.planned for one in sessions if one.planned), default=None)
    return ContactCount(
        arrangement=arrangement,
        planned=len(sessions),
        took_place=given,
        reasons=tuple(lost.most_common()),
        since=since,
        sentence=_sentence(arrangement, len(sessions), given, lost, since),
    )


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
    if lost:
        reasons = code_list("no_contact_reason")
        because = ", ".join(
            f"{reasons.label(reason).lower()} ({count})" for reason, count in lost.most_common()
        )
        words += "; " + _("not: {reasons}").format(reasons=because)
    if arrangement.not_happening_since:
        words += ". " + _("Not happening since {day}").format(
            day=written(arrangement.not_happening_since)
        )
    return words + "."
