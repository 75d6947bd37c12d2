"""One line of the caseload for each mother, computed from her case file.

Lines are kept by the vault and read at every start. What computing one takes is loaded only then.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tac_desktop.casework.dates import age_in_words

if TYPE_CHECKING:
    from tac_desktop.casework.case_file import CaseFile


@dataclass(frozen=True)
class CaseloadRow:
    """What the caseload shows of one mother. Status fields hold codes."""

    mother_id: str
    name: str
    known_as: str
    prison_number: str
    location: str
    custody_status: str
    case_status: str
    children: int
    youngest_age: str
    acct_open: bool
    last_seen: dt.date | None
    next_date: dt.date | None
    next_what: str

    def days_since_seen(self, today: dt.date) -> int | None:
        """Whole days since she was last met face to face; None where she never was."""
        return (today - self.last_seen).days if self.last_seen else None


def caseload_row(case_file: CaseFile, today: dt.date) -> CaseloadRow:
    """The caseload line of one mother on the day `today`."""
    from tac_desktop.casework.acct import AcctEpisode
    from tac_desktop.casework.children_now import last_seen
    from tac_desktop.casework.dates_ahead import next_date
    from tac_desktop.casework.episode import Case

    mother = case_file.mother
    custody = case_file.custody
    children = case_file.living_children
    cases = case_file.of(Case)
    latest = max(cases, key=lambda one: (one.episode or 0, one.opened or dt.date.min), default=None)
    coming = next_date(case_file)
    born = [child.date_of_birth for child in children if child.date_of_birth]
    youngest = age_in_words(max(born), today) if born else ""
    return CaseloadRow(
        mother_id=case_file.mother_id,
        name=f"{mother.last_name.upper()}, {mother.first_names}" if mother else "",
        known_as=mother.known_as if mother else "",
        prison_number=custody.prison_number if custody else "",
        location=custody.current_location if custody else "",
        custody_status=custody.custody_status if custody else "",
        case_status=latest.status if latest else "",
        children=len(children),
        youngest_age=youngest,
        acct_open=any(one.status == "open" for one in case_file.of(AcctEpisode)),
        last_seen=last_seen(case_file),
        next_date=coming.date if coming else None,
        next_what=coming.what if coming else "",
    )
