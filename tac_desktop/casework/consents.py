"""What the mother agreed to, purpose by purpose and person by person, and whether it still counts.

Consent is a table, not a tick: each purpose has its own answer, limit and day to ask again, and a
case that was reopened asks anew. After how many months it is asked again is a setting of the
service (`consent_review_months`), since no policy fixes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tac_desktop.casework.asked_for import settled, task_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import current_case
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.dates import add_months, written
from tac_desktop.casework.episode import Case, Consent
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.record import Record
from tac_desktop.casework.targets import target
from tac_desktop.words import _

FAMILY_PURPOSE = "share_with_family_member"


class ConsentState(StrEnum):
    """How things stand with one purpose and person."""

    IN_FORCE = "in_force"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    REVIEW_OVERDUE = "review_overdue"
    ASK_AGAIN = "ask_again"
    NEVER_ASKED = "never_asked"

    @property
    def label(self) -> str:
        """The state in words."""
        words = {
            "in_force": _("in force"),
            "refused": _("refused"),
            "withdrawn": _("withdrawn"),
            "ended": _("ended with the work"),
            "review_overdue": _("to be asked again: review overdue"),
            "ask_again": _("to be asked again: the case was reopened"),
            "never_asked": _("never asked"),
        }
        return words[self.value]

    @property
    def allows(self) -> bool:
        """Whether something may be shared on the strength of it without a further reason."""
        return self is ConsentState.IN_FORCE


@dataclass(frozen=True)
class ConsentLine:
    """One purpose, for one person where it is about a person, and the answer that counts."""

    purpose: str
    person_id: str
    state: ConsentState
    consent: Consent | None = None
    review_on: dt.date | None = None

    def about(self, case_file: CaseFile) -> str:
        """`Sharing with a family member: Sheila Averley`."""
        purpose = code_list("consent_purpose").label(self.purpose)
        return f"{purpose}: {case_file.name(self.person_id)}" if self.person_id else purpose

    def since(self) -> str:
        """The state with its day: `withdrawn on 3 Nov 2026`."""
        one = self.consent
        if one is None:
            return self.state.label
        days = {
            ConsentState.WITHDRAWN: one.withdrawn_on,
            ConsentState.ENDED: one.ended_on,
            ConsentState.REVIEW_OVERDUE: self.review_on,
        }
        day = days.get(self.state, one.given_on)
        if day is None:
            return self.state.label
        return _("{state} ({day})").format(state=self.state.label, day=written(day))


def consent_table(case_file: CaseFile) -> list[ConsentLine]:
    """Every purpose in the order of the list; sharing with family once for each person asked."""
    found: list[ConsentLine] = []
    for code in code_list("consent_purpose").offered:
        people = [""]
        if code.code == FAMILY_PURPOSE:
            asked = [one for one in case_file.of(Consent) if one.purpose == FAMILY_PURPOSE]
            people = list(dict.fromkeys(one.subject_person_id for one in asked)) or [""]
        found += [consent_line(case_file, code.code, person) for person in people]
    return found


def consent_line(case_file: CaseFile, purpose: str, person_id: str = "") -> ConsentLine:
    """How things stand with one purpose (and person) on the file's day."""
    consent = latest_consent(case_file, purpose, person_id)
    if consent is None:
        return ConsentLine(purpose, person_id, ConsentState.NEVER_ASKED)
    return ConsentLine(
        purpose, person_id, state_of(consent, case_file), consent, review_day(consent, case_file)
    )


def latest_consent(case_file: CaseFile, purpose: str, person_id: str = "") -> Consent | None:
    """The answer that was asked for last.

    Of two on one day, and of one without a date, the answer that does not allow it counts.
    """
    asked = [
        one
        for one in case_file.of(Consent)
        if one.purpose == purpose
        and (purpose != FAMILY_PURPOSE or one.subject_person_id == person_id)
    ]

    def weight(consent: Consent) -> tuple[dt.date, bool]:
        forbids = not consent.given or consent.withdrawn_on is not None
        undated = dt.date.max if forbids else dt.date.min
        overdue = state_of(consent, case_file) is not ConsentState.IN_FORCE
        return consent.given_on or undated, forbids or overdue

    return max(asked, key=weight, default=None)


def state_of(consent: Consent, case_file: CaseFile) -> ConsentState:
    """What one answer is worth on the file's day."""
    today = case_file.as_of
    if consent.withdrawn_on is not None:
        return ConsentState.WITHDRAWN
    if not consent.given:
        return ConsentState.REFUSED
    if consent.ended_on is not None and consent.ended_on <= today:
        return ConsentState.ENDED
    if is_from_before(consent, case_file):
        return ConsentState.ASK_AGAIN
    review = review_day(consent, case_file)
    if review is not None and review < today:
        return ConsentState.REVIEW_OVERDUE
    return ConsentState.IN_FORCE


def review_day(consent: Consent, case_file: CaseFile) -> dt.date | None:
    """The day to ask again: the one that was agreed, else so many months after it was asked."""
    if consent.review_on is not None:
        return consent.review_on
    if consent.given_on is None or not consent.given:
        return None
    months = target(case_file, "consent_review_months")
    return add_months(consent.given_on, months) if months else None


def is_from_before(consent: Consent, case_file: CaseFile) -> bool:
    """Whether she gave it in an earlier period of work than the one that goes on now."""
    current = current_case(case_file)
    if current is None or not (current.reopened_from or (current.episode or 1) > 1):
        return False
    if consent.case_id == current.id:
        return False
    if consent.case_id and case_file.get(Case, consent.case_id) is not None:
        return True
    if consent.given_on is None or current.opened is None:
        return False
    return consent.given_on < current.opened


def to_ask_again(case_file: CaseFile) -> list[ConsentLine]:
    """What she agreed to once and has to be asked about anew."""
    again = (ConsentState.ASK_AGAIN, ConsentState.REVIEW_OVERDUE, ConsentState.ENDED)
    return [one for one in consent_table(case_file) if one.state in again]


def consent_tasks(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """The task to ask again on the day agreed; closed where it has become needless.

    A later answer about the same purpose closes the tasks of the earlier ones.
    """
    if not isinstance(record, Consent):
        return
    yield from _review_task(record, case_file)
    for earlier in case_file.of(Consent):
        same = (earlier.purpose, earlier.subject_person_id)
        if earlier.id != record.id and same == (record.purpose, record.subject_person_id):
            yield from _review_task(earlier, case_file, over=True)


def _review_task(
    consent: Consent, case_file: CaseFile, over: bool = False
) -> Iterator[Record | Exactly]:
    task_id = derived_id(consent.id, "consent-review")
    due = review_day(consent, case_file)
    counts = consent.given and not consent.withdrawn_on and not consent.ended_on
    if not counts or due is None or over:
        yield from settled(case_file, task_id)
        return
    line = ConsentLine(consent.purpose, consent.subject_person_id, ConsentState.IN_FORCE)
    yield task_for(
        case_file,
        task_id,
        title=_("Ask again for consent: {about}").format(about=line.about(case_file)),
        kind="consent_review",
        due=due,
    )
