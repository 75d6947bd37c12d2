"""Closing a case: one page, one stroke.

The outcomes are Table 6 of the evaluation and the barriers Table 7, so that closing a case is also
counting it; nothing already recorded is asked twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import latest_case
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consents import is_from_before
from tac_desktop.casework.dates import written
from tac_desktop.casework.episode import Barrier, Case, Consent, Need, Outcome
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import Task
from tac_desktop.words import _

C = TypeVar("C", Outcome, Barrier)

DONE, CANCELLED, KEPT = "done", "cancelled", ""
"""What becomes of an open task when its case is closed."""


@dataclass(frozen=True)
class Closing:
    """The answers on the closing page. Outcomes and barriers: code and note of each new tick."""

    day: dt.date | None
    reason: str = ""
    closing_words: str = ""
    outcomes: Mapping[str, str] = field(default_factory=dict)
    barriers: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    tasks: Mapping[str, str] = field(default_factory=dict)
    ended_consents: frozenset[str] = frozenset()
    approved_by_id: str = ""
    approved_on: dt.date | None = None


def closing_problems(closing: Closing, case: Case, today: dt.date) -> dict[str, str]:
    """Why the page cannot be saved, by question."""
    found: dict[str, str] = {}
    if closing.day is None:
        found["day"] = _("Please say when the work ended.")
    elif closing.day > today:
        found["day"] = _("This day is still to come.")
    elif case.opened and closing.day < case.opened:
        words = _("The case was opened on {day}; it cannot end before that.")
        found["day"] = words.format(day=written(case.opened))
    if not closing.reason:
        found["reason"] = _("Please choose why the work ends.")
    if closing.approved_by_id and closing.approved_on is None:
        found["approved_on"] = _("Please say when it was approved.")
    if closing.approved_on is not None and closing.approved_on > today:
        found["approved_on"] = _("This day is still to come.")
    return found


def closing_records(closing: Closing, case: Case, case_file: CaseFile) -> list[Record]:
    """Everything that is saved with the closing, the case first."""
    assert closing.day is not None
    found: list[Record] = [
        case.changed(
            status="closed",
            closed=closing.day,
            closure_reason=closing.reason,
            closing_words=closing.closing_words,
            approved_by_id=closing.approved_by_id,
            approved_on=closing.approved_on,
        )
    ]
    found += _ticked(Outcome, closing.outcomes, closing, case)
    found += _ticked(Barrier, closing.barriers, closing, case)
    found += _changed_needs(closing, case_file)
    found += _settled_tasks(closing, case_file)
    for consent in consents_to_end(case_file, case):
        if consent.id in closing.ended_consents:
            found.append(consent.changed(ended_on=closing.day))
    return found


def closing_in_words(closing: Closing, case: Case, case_file: CaseFile) -> list[str]:
    """What saving the page does, in sentences, for the question before it is done."""
    records = closing_records(closing, case, case_file)
    tasks = [one for one in records if isinstance(one, Task)]
    counts = (
        (_("Outcomes added: {count}."), sum(isinstance(one, Outcome) for one in records)),
        (_("Barriers added: {count}."), sum(isinstance(one, Barrier) for one in records)),
        (_("Needs brought up to date: {count}."), sum(isinstance(one, Need) for one in records)),
        (_("Tasks marked as done: {count}."), sum(one.status == DONE for one in tasks)),
        (_("Tasks cancelled: {count}."), sum(one.status == CANCELLED for one in tasks)),
        (_("Consents ended: {count}."), sum(isinstance(one, Consent) for one in records)),
    )
    words = _("Case {number} is closed with the day {day}: {reason}.")
    reason = code_list("closure_reason").label(closing.reason)
    said = [words.format(number=case.episode or 1, day=written(closing.day), reason=reason)]
    said += [text.format(count=count) for text, count in counts if count]
    left = len(open_tasks(case_file)) - len(tasks)
    if left > 0:
        said.append(_("Tasks that stay open: {count}.").format(count=left))
    if not closing.approved_by_id:
        said.append(_("It stands on the manager's list until it is approved."))
    said.append(_("Everything stays in her file, and it can be undone."))
    return said


def recorded(case_file: CaseFile, case: Case, cls: type[C]) -> dict[str, list[C]]:
    """Outcomes or barriers of this period of work that are on the file, by their code."""
    found: dict[str, list[C]] = {}
    for one in case_file.of(cls):
        if _belongs(one.case_id, case, case_file):
            found.setdefault(one.category, []).append(one)
    return found


def needs_of(case_file: CaseFile, case: Case) -> list[Need]:
    """The needs of this period of work."""
    return [one for one in case_file.of(Need) if _belongs(one.case_id, case, case_file)]


def open_tasks(case_file: CaseFile) -> list[Task]:
    """What is to be done or waited for, the most urgent first."""
    found = [one for one in case_file.of(Task) if one.is_open()]
    return sorted(found, key=lambda one: (one.due or dt.date.max, one.title))


def consents_to_end(case_file: CaseFile, case: Case) -> list[Consent]:
    """Consents that count until now and belong to this period of work."""
    return [
        one
        for one in case_file.of(Consent)
        if one.given
        and one.withdrawn_on is None
        and one.ended_on is None
        and not is_from_before(one, case_file)
        and _belongs(one.case_id, case, case_file)
    ]


def case_to_close(case_file: CaseFile) -> Case | None:
    """The case that the closing page is about: the last one, open, waiting or closed in haste."""
    return latest_case(case_file.of(Case))


def open_again(case: Case, case_file: CaseFile) -> list[Record]:
    """The same period of work goes on: it was closed by mistake or too early.

    Consents that ended with it count again; outcomes, barriers and tasks stay as they are.
    """
    found: list[Record] = [
        case.changed(
            status="open",
            closed=None,
            closure_reason="",
            closing_words="",
            approved_by_id="",
            approved_on=None,
        )
    ]
    found += [
        one.changed(ended_on=None)
        for one in case_file.of(Consent)
        if one.ended_on is not None and one.ended_on == case.closed
    ]
    return found


def closings_to_approve(cases: list[Case]) -> list[Case]:
    """Closed cases that no manager has approved yet, the oldest first."""
    waiting = [
        one
        for one in cases
        if one.status == "closed" and not one.approved_on and not one.entered_in_error
    ]
    return sorted(waiting, key=lambda one: one.closed or dt.date.min)


def _ticked(
    cls: type[Outcome] | type[Barrier], ticks: Mapping[str, str], closing: Closing, case: Case
) -> list[Record]:
    """A record for each tick; always the same one, so that nothing is counted twice."""
    return [
        cls(
            id=derived_id(case.id, "closing", cls.type_name, code),
            mother_id=case.mother_id,
            category=code,
            date=closing.day,
            note=note,
            case_id=case.id,
        )
        for code, note in ticks.items()
    ]


def _belongs(case_id: str, case: Case, case_file: CaseFile) -> bool:
    if case_id:
        return case_id == case.id
    return latest_case(case_file.of(Case)) == case


def _changed_needs(closing: Closing, case_file: CaseFile) -> list[Record]:
    found: list[Record] = []
    for need_id, status in closing.needs.items():
        need = case_file.get(Need, need_id)
        if need is not None and status and need.status != status:
            found.append(need.changed(status=status))
    return found


def _settled_tasks(closing: Closing, case_file: CaseFile) -> list[Record]:
    found: list[Record] = []
    for task_id, what in closing.tasks.items():
        task = case_file.get(Task, task_id)
        if task is None or not task.is_open() or what == KEPT:
            continue
        done_on = closing.day if what == DONE else None
        found.append(task.changed(status=what, done_on=done_on))
    return found
