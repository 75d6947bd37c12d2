"""Working with her again: a new period of work, a time in custody, and consents asked anew.

Five of the evaluation's mothers came back (12.5 %). The person is permanent, a case is an episode:
its number goes up, what was recorded stays, and nothing is taken over silently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import latest_case
from tac_desktop.casework.consents import ConsentState, consent_table
from tac_desktop.casework.custody import PRISON_NUMBER, Custody, Movement, ReleaseDate
from tac_desktop.casework.dates import written
from tac_desktop.casework.episode import Case, Referral
from tac_desktop.casework.identifiers import derived_id, new_id
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import Task
from tac_desktop.words import _

_CAME_BY = {
    "recall_breach_of_licence": ("recall", "recalled"),
    "sentenced_after_bail": ("reception", "sentenced"),
    "re_arrest_after_remand_and_bail": ("reception", "remand"),
    "new_offence": ("reception", "remand"),
    "other": ("reception", ""),
}
_SAME_TIME = frozenset({"sentenced_after_bail", "re_arrest_after_remand_and_bail"})
_DAYS_TO_DO_IT = 3
"""Days after reopening by which its tasks are due: our proposal."""


@dataclass(frozen=True)
class Reopening:
    """The answers on the page. `new_custody` begins a new time in custody; `tasks` holds code and
    words of each task that was ticked."""

    day: dt.date | None
    reason: str = ""
    worker_id: str = ""
    waiting: bool = False
    priority: str = "routine"
    source: str = ""
    referral_reason: str = ""
    new_custody: bool = True
    prison_number: str = ""
    custody_status: str = ""
    location: str = ""
    tasks: Mapping[str, str] = field(default_factory=dict)


def reopening_problems(answers: Reopening, case_file: CaseFile) -> dict[str, str]:
    """Why the page cannot be saved, by question."""
    found: dict[str, str] = {}
    before = latest_case(case_file.of(Case))
    if answers.day is None:
        found["day"] = _("Please say when the work begins again.")
    elif answers.day > case_file.as_of:
        found["day"] = _("This day is still to come.")
    elif before is not None and before.closed and answers.day < before.closed:
        words = _("The last case was closed on {day}.")
        found["day"] = words.format(day=written(before.closed))
    if not answers.reason:
        found["reason"] = _("Please choose why the work begins again.")
    number = _number(answers)
    if number and not PRISON_NUMBER.match(number):
        found["prison_number"] = _(
            "A prison number is one letter, four digits and two letters, like A1234BC."
        )
    if answers.referral_reason and not answers.source:
        found["source"] = _("Please choose who referred her.")
    return found


def reopening_records(answers: Reopening, case_file: CaseFile, case_id: str = "") -> list[Record]:
    """The new case first, then her time in custody, the referral and the tasks."""
    assert answers.day is not None
    before = latest_case(case_file.of(Case))
    number = max((one.episode or 1 for one in case_file.of(Case)), default=0) + 1
    case = Case(
        id=case_id or new_id(),
        mother_id=case_file.mother_id,
        episode=number,
        status="waiting" if answers.waiting else "open",
        opened=answers.day,
        worker_id=answers.worker_id,
        priority=answers.priority,
        reopened_from=before.id if before else "",
        reopen_reason=answers.reason,
    )
    found: list[Record] = [case, _custody(answers, case_file)]
    if answers.source:
        found.append(
            Referral(
                mother_id=case_file.mother_id,
                date=answers.day,
                source=answers.source,
                reason=answers.referral_reason,
                case_id=case.id,
                outcome="waiting" if answers.waiting else "accepted",
            )
        )
    found += _tasks(answers, case)
    return found


def custody_before(case_file: CaseFile, reason: str) -> tuple[bool, str, str]:
    """What the page begins with: whether a new time in custody begins, the number, the status."""
    custody = case_file.custody
    status = _CAME_BY.get(reason, ("", ""))[1]
    return reason not in _SAME_TIME, custody.prison_number if custody else "", status


def consents_to_ask(case_file: CaseFile) -> list[str]:
    """What she agreed to in an earlier period of work and is to be asked about anew, in words."""
    asked = (ConsentState.NEVER_ASKED, ConsentState.REFUSED, ConsentState.WITHDRAWN)
    return [one.about(case_file) for one in consent_table(case_file) if one.state not in asked]


def offered_tasks(case_file: CaseFile) -> list[tuple[str, str]]:
    """Code and words of each task that reopening offers."""
    found = []
    again = consents_to_ask(case_file)
    if again:
        words = _("Ask for her consent again: {what}")
        found.append(("consents", words.format(what="; ".join(again))))
    found.append(("changed", _("Go through the file with her: what has changed since she left?")))
    if case_file.children:
        found.append(("children", _("Ask where each child is now, and who is responsible")))
        found.append(("workers", _("Tell the children's social workers that she is back")))
    found.append(("limits", _("Ask again for restrictions and contact levels")))
    return found


def ask_again_task(case_id: str) -> str:
    """The identifier of the task to ask for consents anew; it is closed when all are answered."""
    return derived_id(case_id, "reopening", "consents")


def _custody(answers: Reopening, case_file: CaseFile) -> Custody:
    old = case_file.custody
    kind, usual = _CAME_BY.get(answers.reason, ("reception", ""))
    status = answers.custody_status or usual
    move = Movement(date=answers.day, type=kind, status=status, to_place=answers.location)
    number = _number(answers)
    if old is None or answers.new_custody:
        earlier = [*old.previous_numbers, old.prison_number] if old else []
        return Custody(
            mother_id=case_file.mother_id,
            prison_number=number,
            previous_numbers=_others(earlier, number),
            current_location=answers.location,
            custody_status=status,
            movements=[move],
        )
    changed: dict[str, object] = {
        "movements": [*old.movements, move],
        "current_location": answers.location,
        "custody_status": status or old.custody_status,
    }
    if number and number != old.prison_number:
        changed["prison_number"] = number
        changed["previous_numbers"] = _others([*old.previous_numbers, old.prison_number], number)
    if old.release_date and answers.day and old.release_date < answers.day:
        changed |= _release_date_is_over(old)
    return old.changed(**changed)


def _release_date_is_over(custody: Custody) -> dict[str, object]:
    """The date that she was released on becomes an earlier one; the new one is asked for."""
    assert custody.release_date is not None
    earlier = ReleaseDate(
        date=custody.release_date,
        type=custody.release_type,
        source=custody.release_date_source,
        told_on=custody.release_date_told_on,
    )
    return {
        "earlier_release_dates": [*custody.earlier_release_dates, earlier],
        "release_date": None,
        "release_type": "",
        "release_date_source": "",
        "release_date_told_on": None,
    }


def _tasks(answers: Reopening, case: Case) -> list[Record]:
    assert answers.day is not None
    return [
        Task(
            id=derived_id(case.id, "reopening", code),
            mother_id=case.mother_id,
            title=title,
            kind="consent_review" if code == "consents" else "first_days",
            due=answers.day + dt.timedelta(days=_DAYS_TO_DO_IT),
            status="open",
            owner_id=case.worker_id,
            case_id=case.id,
        )
        for code, title in answers.tasks.items()
    ]


def _number(answers: Reopening) -> str:
    return answers.prison_number.replace(" ", "").upper()


def _others(numbers: Iterable[str], current: str) -> list[str]:
    return [one for one in dict.fromkeys(numbers) if one and one != current]
