"""What waits for a manager: closings, what was put before her, reviews and supervision past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tac_desktop.casework.closing import closings_to_approve
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.episode import Case
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.oversight import ManagementOversight
from tac_desktop.casework.work import Supervision
from tac_desktop.words import _

ASKED = "sign_off_asked"
"""The kind of an oversight entry with which something is put before the manager."""


class Waits(StrEnum):
    """Why something waits for a manager."""

    ASKED = "asked"
    CLOSING = "closing"
    REVIEW = "review"
    SUPERVISION = "supervision"

    @property
    def words(self) -> str:
        """It in a few words."""
        return {
            Waits.ASKED: _("Sign-off asked for"),
            Waits.CLOSING: _("Closing to approve"),
            Waits.REVIEW: _("Case review is past"),
            Waits.SUPERVISION: _("Supervision is past"),
        }[self]

    @property
    def signed_as(self) -> str:
        """The kind of the oversight entry with which it is signed off."""
        return {Waits.CLOSING: "closing_approved", Waits.REVIEW: "case_read"}.get(self, "sign_off")


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: whose file, why, since when, and the record it is about."""

    why: Waits
    mother_id: str
    since: dt.date | None
    record_id: str
    case_id: str
    words: str = ""


def waiting_for_sign_off(
    cases: Sequence[Case],
    oversight: Sequence[ManagementOversight],
    supervision: Sequence[Supervision],
    today: dt.date,
) -> list[Waiting]:
    """All that waits for a manager, what waits longest first.

    A review that is past no longer waits once a manager wrote anything into that file since; what
    was put before her, once it was answered.
    """
    entries = [one for one in oversight if not one.entered_in_error]
    found = [
        *_asked(entries),
        *_closings(cases),
        *_reviews(cases, entries, today),
        *_talks(supervision, today),
    ]
    return sorted(found, key=lambda one: (one.since or dt.date.min, one.mother_id))


def answered(
    waiting: Waiting, *, by_id: str, today: dt.date, agreed: bool, text: str = "",
    to_do: str = "", by_when: dt.date | None = None,
) -> ManagementOversight:  # fmt: skip
    """The entry with which a manager signs something off, or hands it back with advice."""
    entry = ManagementOversight(
        mother_id=waiting.mother_id,
        date=today,
        kind=waiting.why.signed_as if agreed else "advice",
        by_id=by_id,
        text=text,
        to_do=to_do,
        by_when=by_when,
        case_id=waiting.case_id,
    )
    if waiting.why is Waits.ASKED:
        return entry.changed(id=answer_to(waiting.record_id))
    return entry


def answer_to(asked_id: str) -> str:
    """The identifier of the answer: two vaults that answer make one record, not two."""
    return derived_id(asked_id, "sign-off")


def _asked(entries: Sequence[ManagementOversight]) -> Iterator[Waiting]:
    known = {one.id for one in entries}
    for one in entries:
        if one.kind == ASKED and answer_to(one.id) not in known:
            yield Waiting(Waits.ASKED, one.mother_id, one.date, one.id, one.case_id, one.text)


def _closings(cases: Sequence[Case]) -> Iterator[Waiting]:
    for one in closings_to_approve(list(cases)):
        reason = code_list("closure_reason").label(one.closure_reason) if one.closure_reason else ""
        words = ": ".join(part for part in (reason, one.closing_words) if part)
        yield Waiting(Waits.CLOSING, one.mother_id, one.closed, one.id, one.id, words)


def _reviews(
    cases: Sequence[Case], entries: Sequence[ManagementOversight], today: dt.date
) -> Iterator[Waiting]:
    for one in cases:
        due = one.next_review
        if one.entered_in_error or one.status == "closed" or due is None or due >= today:
            continue
        read = [
            each
            for each in entries
            if each.mother_id == one.mother_id and each.kind != ASKED and (each.date or due) > due
        ]
        if not read:
            yield Waiting(Waits.REVIEW, one.mother_id, due, one.id, one.id)


def _talks(supervision: Sequence[Supervision], today: dt.date) -> Iterator[Waiting]:
    newest: dict[str, Supervision] = {}
    for one in supervision:
        before = newest.get(one.mother_id)
        if not one.entered_in_error and (
            before is None or (one.date or dt.date.min) > (before.date or dt.date.min)
        ):
            newest[one.mother_id] = one
    for one in newest.values():
        if one.next is not None and one.next < today:
            yield Waiting(Waits.SUPERVISION, one.mother_id, one.next, one.id, one.case_id)
