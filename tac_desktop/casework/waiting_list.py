"""Who waits to be seen: by priority, then by how long.

One worker cannot see everyone at once (the evaluation's first report foresaw a waiting list); the
order is shown with its reasons and is the social worker's to change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.caseload import CaseloadRow
from tac_desktop.casework.cases import latest_case
from tac_desktop.casework.episode import Case, Referral
from tac_desktop.casework.record import Record
from tac_desktop.words import _

PRIORITIES = ("urgent", "high", "routine")


@dataclass(frozen=True)
class Waiting:
    """One mother on the waiting list. Status fields hold codes."""

    mother_id: str
    case_id: str
    name: str
    prison_number: str
    location: str
    priority: str
    reason: str
    source: str
    since: dt.date | None
    days: int
    children: int
    acct_open: bool

    def days_in_words(self) -> str:
        """`12 days`, `since today`."""
        if self.since is None:
            return _("not known")
        if self.days == 0:
            return _("since today")
        return _("1 day") if self.days == 1 else _("{days} days").format(days=self.days)


def waiting_list(
    rows: Sequence[CaseloadRow],
    cases: Iterable[Case],
    referrals: Iterable[Referral],
    today: dt.date,
) -> list[Waiting]:
    """Everyone whose last case is waiting: urgent before high before routine, longest first."""
    case_of: dict[str, list[Case]] = {}
    for case in cases:
        if not case.entered_in_error:
            case_of.setdefault(case.mother_id, []).append(case)
    referral_of: dict[str, list[Referral]] = {}
    for referral in referrals:
        if not referral.entered_in_error:
            referral_of.setdefault(referral.mother_id, []).append(referral)
    found = []
    for row in rows:
        last = latest_case(case_of.get(row.mother_id, ()))
        if last is not None and last.status == "waiting":
            found.append(_waiting(row, last, referral_of.get(row.mother_id, ()), today))
    return sorted(found, key=_order)


def start_work(case: Case, case_file: CaseFile) -> list[Record]:
    """The case opened today, and the referral that waited for it accepted."""
    records: list[Record] = [case.changed(status="open", opened=case_file.as_of)]
    for referral in case_file.of(Referral):
        mine = referral.case_id in ("", case.id)
        if mine and referral.outcome in ("", "waiting"):
            records.append(referral.changed(outcome="accepted", case_id=case.id))
    return records


def _waiting(
    row: CaseloadRow, case: Case, referrals: Iterable[Referral], today: dt.date
) -> Waiting:
    mine = [one for one in referrals if one.case_id in ("", case.id) and one.date]
    last = max(mine, key=lambda one: one.date or dt.date.min, default=None)
    since = (last.date if last else None) or case.opened
    reason = case.priority_reason or (last.reason if last else "")
    return Waiting(
        mother_id=row.mother_id,
        case_id=case.id,
        name=f"{row.name} ({row.known_as})" if row.known_as else row.name,
        prison_number=row.prison_number,
        location=row.location,
        priority=case.priority or "routine",
        reason=reason,
        source=last.source if last else "",
        since=since,
        days=max((today - since).days, 0) if since else 0,
        children=row.children,
        acct_open=row.acct_open,
    )


def _order(one: Waiting) -> tuple[int, int, str]:
    known = one.priority in PRIORITIES
    rank = PRIORITIES.index(one.priority) if known else len(PRIORITIES)
    return rank, -one.days, one.name.casefold()
