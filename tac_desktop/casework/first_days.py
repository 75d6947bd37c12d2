"""What matters in the first 72 hours, above all where the stay may be short.

Table 7 of the evaluation counts short stays and unexpected transfers among the barriers. Which
steps come first, and by when, is this program's own proposal; each is offered, none is required.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tac_desktop.casework.asked_for import task_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import current_case
from tac_desktop.casework.children import ContactArrangement, Placement
from tac_desktop.casework.children_now import last_seen
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consents import ConsentState, consent_line
from tac_desktop.casework.court import Hearing, Proceedings
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.dates import add_months, written
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.people import Involvement
from tac_desktop.casework.work import Task
from tac_desktop.words import _

FIRST_HOURS = 72
SHORT_STAY_DAYS = 28
"""A release nearer than this counts as a short stay: our proposal, shown and never enforced."""

_ARRIVALS = frozenset({"reception", "transfer_in", "recall", "return"})


@dataclass(frozen=True)
class FirstStep:
    """One step: its code, within how many hours, and whether the file shows it as done."""

    code: str
    words: str
    hours: int
    done: Callable[[CaseFile], bool]
    applies: Callable[[CaseFile], bool] | None = None


@dataclass(frozen=True)
class Offered:
    """A step as it is offered for one mother."""

    code: str
    words: str
    due: dt.date
    done: bool = False
    has_task: bool = False


def first_steps() -> tuple[FirstStep, ...]:
    """The steps in the order in which they are offered. Words in the language in use."""
    return (
        FirstStep("safety", _("Ask how she is; read the prison's record; is there an ACCT?"), 24,
                  _was_seen),
        FirstStep("consent", _("Explain the service and ask for her consents"), 24, _asked),
        FirstStep("children", _("Write down each child: where, with whom, since when"), 24,
                  _every_child_placed, _has_children),
        FirstStep("care_today", _("Is every child safe and cared for tonight?"), 24,
                  _every_child_placed, _has_children),
        FirstStep("social_workers",
                  _("Find each child's social worker and tell them where she is"), 48,
                  _every_child_has_worker, _has_children),
        FirstStep("hearings", _("Ask about hearings and her solicitor; production or video link"),
                  48, _court_known),
        FirstStep("numbers",
                  _("Get the carers' telephone numbers to the prison for approval"), 48,
                  _contact_known, _has_children),
        FirstStep("mbu", _("Tell her of her right to apply for a mother and baby unit"), 24,
                  _mbu_told, _pregnant_or_baby),
        FirstStep("restrictions",
                  _("Ask for restrictions: orders of a court, public protection, whom not to tell"),
                  48, _level_known),
        FirstStep("first_contact", _("Arrange the first call or letter to her children"), 72,
                  _contact_known, _has_children),
        FirstStep("if_she_goes",
                  _("Ask where to reach her if she leaves without notice"), 72,
                  _never),
    )  # fmt: skip


def offered(case_file: CaseFile) -> list[Offered]:
    """The steps that apply to this mother, with the day each should be done by."""
    start = arrived_on(case_file) or case_file.as_of
    case = current_case(case_file)
    found = []
    for step in first_steps():
        if step.applies is not None and not step.applies(case_file):
            continue
        task = case_file.get(Task, _task_id(case_file, step.code))
        found.append(
            Offered(
                step.code,
                step.words,
                start + dt.timedelta(days=max(1, step.hours // 24)),
                step.done(case_file),
                task is not None and case is not None,
            )
        )
    return found


def first_tasks(case_file: CaseFile, codes: Iterable[str]) -> list[Task]:
    """Tasks for the steps that were ticked; a step that has its task keeps it."""
    wanted = set(codes)
    return [
        task_for(
            case_file,
            _task_id(case_file, one.code),
            title=one.words,
            kind="first_days",
            due=max(one.due, case_file.as_of),
        )
        for one in offered(case_file)
        if one.code in wanted and not one.has_task
    ]


def why_now(case_file: CaseFile) -> str:
    """The sentence that offers the list: just arrived, or leaving soon; else nothing."""
    custody = case_file.custody
    came = arrived_on(case_file)
    if came is not None and 0 <= (case_file.as_of - came).days * 24 <= FIRST_HOURS:
        return _("She came on {day}: these are her first 72 hours.").format(day=written(came))
    release = custody.release_date if custody else None
    if release is not None and 0 <= (release - case_file.as_of).days <= SHORT_STAY_DAYS:
        words = _("A short stay: her release is due on {day}.")
        return words.format(day=written(release))
    if custody is not None and custody.custody_status in ("remand", "convicted_unsentenced"):
        status = code_list("custody_status").label(custody.custody_status).lower()
        words = _("Her status is “{status}”: she may leave from court without notice.")
        return words.format(status=status)
    return ""


def arrived_on(case_file: CaseFile) -> dt.date | None:
    """The day she last came into this prison, as far as it is recorded."""
    days = [
        move.date
        for custody in case_file.of(Custody)
        for move in custody.movements
        if move.date and move.date <= case_file.as_of and move.type in _ARRIVALS
    ]
    return max(days, default=None)


def _task_id(case_file: CaseFile, code: str) -> str:
    case = current_case(case_file)
    return derived_id(case.id if case else case_file.mother_id, "first-days", code)


def _was_seen(case_file: CaseFile) -> bool:
    seen, came = last_seen(case_file), arrived_on(case_file)
    return seen is not None and (came is None or seen >= came)


def _never(case_file: CaseFile) -> bool:
    return False


def _asked(case_file: CaseFile) -> bool:
    states = (ConsentState.NEVER_ASKED, ConsentState.ASK_AGAIN)
    return consent_line(case_file, "work_with_service").state not in states


def _has_children(case_file: CaseFile) -> bool:
    return bool(case_file.living_children)


def _every_child_placed(case_file: CaseFile) -> bool:
    placed = {one.child_id for one in case_file.of(Placement) if not one.end}
    born = [child for child in case_file.living_children if child.date_of_birth]
    return bool(born) and all(child.id in placed for child in born)


def _every_child_has_worker(case_file: CaseFile) -> bool:
    cared = {
        child_id
        for one in case_file.of(Involvement)
        if "social_worker" in one.role and not one.end
        for child_id in one.child_ids
    }
    children = case_file.living_children
    return bool(children) and all(child.id in cared for child in children)


def _court_known(case_file: CaseFile) -> bool:
    return bool(case_file.of(Proceedings) or case_file.of(Hearing))


def _contact_known(case_file: CaseFile) -> bool:
    return bool(case_file.of(ContactArrangement))


def _pregnant_or_baby(case_file: CaseFile) -> bool:
    for child in case_file.living_children:
        if not child.date_of_birth:
            return True
        born = child.born()
        limit = MbuApplication.model_fields["age_limit_months"].default
        if born is not None and case_file.as_of < add_months(born, limit):
            return True
    return False


def _mbu_told(case_file: CaseFile) -> bool:
    return any(one.mother_told_of_right for one in case_file.of(MbuApplication))


def _level_known(case_file: CaseFile) -> bool:
    custody = case_file.custody
    level = custody.public_protection_child_contact if custody else ""
    return level not in ("", "not_assessed")
