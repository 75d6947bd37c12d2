"""Numbered copies on paper: who got which, and which of them are back or destroyed.

A disclosure on paper holds a line for each copy. One that was noted by hand may say only how many
there were: then they are followed together.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.work import CopyGiven, Disclosure

CAME_BACK, DESTROYED = "came_back", "destroyed"
_PAPER = "paper"


@dataclass(frozen=True)
class CopyOut:
    """One copy, or all copies of a disclosure that does not tell them apart (`number` is None)."""

    disclosure: Disclosure
    number: int | None
    whom: str
    fate: str = ""
    on: dt.date | None = None

    @property
    def is_out(self) -> bool:
        """Whether it has neither come back nor been destroyed, as far as is known."""
        return self.on is None and not self.fate


def copies_out(case_file: CaseFile) -> list[CopyOut]:
    """Every copy that was given out on paper: those not back yet first, the newest first."""
    found = [
        copy
        for disclosure in case_file.of(Disclosure)
        if disclosure.form == _PAPER
        for copy in _copies_of(disclosure)
    ]
    found.sort(key=_newest_first)
    found.sort(key=_is_back)
    return found


def marked(copy: CopyOut, fate: str, day: dt.date) -> Disclosure:
    """The disclosure with what became of a copy; once all are back it says so as a whole."""
    disclosure = copy.disclosure
    if copy.number is None:
        all_of_them = CopyGiven(whom=copy.whom, fate=fate, on=day)
        return disclosure.changed(copies_given=[all_of_them], returned_on=day)
    lines = [
        one.model_copy(update={"fate": fate, "on": day}) if one.number == copy.number else one
        for one in disclosure.copies_given
    ]
    days = [one.on for one in lines if one.on]
    all_back = len(days) == len(lines)
    return disclosure.changed(
        copies_given=lines, returned_on=max(days) if all_back else disclosure.returned_on
    )


def _copies_of(disclosure: Disclosure) -> list[CopyOut]:
    if not disclosure.copies_given:
        return [CopyOut(disclosure, None, disclosure.to, on=disclosure.returned_on)]
    return [_one(disclosure, line) for line in disclosure.copies_given]


def _one(disclosure: Disclosure, line: CopyGiven) -> CopyOut:
    # A day noted for the whole disclosure holds for every copy that has none of its own.
    on = line.on or disclosure.returned_on
    return CopyOut(disclosure, line.number, line.whom or disclosure.to, line.fate, on)


def _is_back(copy: CopyOut) -> bool:
    return not copy.is_out


def _newest_first(copy: CopyOut) -> tuple[int, float, int]:
    given = copy.disclosure
    time = given.time.hour * 60 + given.time.minute if given.time else 0
    return (-given.at.toordinal() if given.at else 0, -time, copy.number or 0)
