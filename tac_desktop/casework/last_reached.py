"""When somebody was last reached, and how often it was tried since: read from the contact log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.dates import days_in_words, written
from tac_desktop.words import _


@dataclass(frozen=True)
class Reached:
    """What the log says of one person. `attempts` are those since the last contact made."""

    last: dt.date | None
    attempts: int
    first_attempt: dt.date | None
    days: int | None

    @property
    def in_words(self) -> str:
        """`Last reached 12 Nov 2026, 4 days ago; tried 2 times since`."""
        if self.last is None and not self.attempts:
            return _("Nothing in the log")
        if self.last is None:
            if self.attempts == 1:
                day = written(self.first_attempt)
                return _("Never reached; tried once, on {day}").format(day=day)
            return _("Never reached; tried {count} times since {day}").format(
                count=self.attempts, day=written(self.first_attempt)
            )
        words = _("Last reached {day}, {ago}").format(
            day=written(self.last), ago=days_in_words(-(self.days or 0))
        )
        if self.attempts == 1:
            return _("{words}; tried once since").format(words=words)
        if self.attempts:
            return _("{words}; tried {count} times since").format(words=words, count=self.attempts)
        return words


def reached(case_file: CaseFile, person_id: str) -> Reached:
    """What the log of this file says of one person up to the file's day."""
    talks = sorted(
        (one.date, one.contact_made is not False)
        for one in case_file.of(ContactLogEntry)
        if one.date and one.date <= case_file.as_of and person_id in one.with_person_ids
    )
    last = max((day for day, made in talks if made), default=None)
    tried = [day for day, made in talks if not made and (last is None or day >= last)]
    days = (case_file.as_of - last).days if last else None
    return Reached(last, len(tried), min(tried, default=None), days)
