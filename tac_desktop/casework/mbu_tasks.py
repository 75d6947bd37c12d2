"""What an application asks for: reports waited for, steps of decision and appeal, care both ways.

Tasks for the other outcome are cancelled by the decision and come back when it is changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.contact_plans import SeparationPlan
from tac_desktop.casework.dates import written
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.mbu import MbuApplication, MbuReport
from tac_desktop.casework.mbu_clock import mbu_clock
from tac_desktop.casework.mbu_plans import (
    EITHER_WAY,
    IF_GRANTED,
    IF_REFUSED,
    PLANS,
    is_granted,
    is_over,
    lines_of,
    missing_plans,
)
from tac_desktop.casework.mbu_reports import report_task_id
from tac_desktop.casework.record import Record
from tac_desktop.casework.targets import target
from tac_desktop.casework.text import fold
from tac_desktop.casework.work import Task
from tac_desktop.words import _


def after_application(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """Everything that has to be done or waited for, and what has become needless."""
    assert isinstance(record, MbuApplication)
    before = case_file.get(MbuApplication, record.id)
    wanted: dict[str, Record | Exactly] = {}
    for task, wants in (*_reports(record), *_steps(record, case_file), *_plans(record)):
        told = _told(task, wants, case_file, before)
        if told is not None:
            wanted[task.id] = told
    yield from wanted.values()
    yield from _no_longer_asked(record, before, case_file)


def after_separation_plan(record: Record, case_file: CaseFile) -> Iterator[Exactly]:
    """The plan that was to be begun exists."""
    assert isinstance(record, SeparationPlan)
    for application in case_file.of(MbuApplication):
        if record.child_id in (application.child_id, *application.other_child_ids):
            task = case_file.get(Task, derived_id(application.id, "separation"))
            if task is not None and task.is_open():
                yield Exactly(task.changed(status="done", done_on=case_file.as_of))


def after_task(record: Record, case_file: CaseFile) -> Iterator[Record]:
    """A report that was chased or came, noted on its task, is so on the application as well."""
    assert isinstance(record, Task)
    application = case_file.get(MbuApplication, record.from_record_id)
    if application is None or record.kind != "mbu_report":
        return
    reports = [
        _as_the_task_says(one, record) if report_task_id(application, one) == record.id else one
        for one in application.reports
    ]
    if reports != application.reports:
        yield application.changed(reports=reports)


def outcome_tasks(application: MbuApplication, case_file: CaseFile, outcome: str) -> list[Task]:
    """The tasks for one outcome that exist, whatever became of them."""
    found = (
        case_file.get(Task, _plan_id(application, outcome, line))
        for line in lines_of(getattr(application, PLANS[outcome]))
    )
    return [one for one in found if one is not None]


_WAIT, _DONE, _NEEDLESS = "wait", "done", "needless"


def _told(
    task: Task, wants: str, case_file: CaseFile, before: MbuApplication | None
) -> Record | Exactly | None:
    """What to save for a task that is wanted, done, or needless as things stand."""
    known = case_file.get(Task, task.id)
    if known is None:
        return task if wants == _WAIT and not _waits_already(task, case_file) else None
    if wants == _WAIT:
        follows: dict[str, Any] = {
            name: getattr(task, name)
            for name in ("title", "due", "child_ids", "waiting_on_id", "asked_on")
        }
        follows["chased"] = sorted({*known.chased, *task.chased})
        again = (
            not known.is_open() and before is not None and not _wanted(task.id, before, case_file)
        )
        if again:
            follows |= {"status": task.status, "done_on": None, "answered_on": None}
        return Exactly(known.changed(**follows))
    if not known.is_open():
        return None
    if wants == _NEEDLESS:
        brought_back = before is not None and not _wanted(task.id, before, case_file)
        return None if brought_back else Exactly(known.changed(status="cancelled"))
    done = {"status": "done", "done_on": task.done_on, "answered_on": task.answered_on}
    return Exactly(known.changed(**done))


def _waits_already(task: Task, case_file: CaseFile) -> bool:
    """Whether she wrote down herself that she waits for this report."""
    return task.kind == "mbu_report" and any(
        one.kind == "mbu_report"
        and one.is_open()
        and one.waiting_on_id == task.waiting_on_id != ""
        and not one.from_record_id
        for one in case_file.of(Task)
    )


def _wanted(task_id: str, application: MbuApplication, case_file: CaseFile) -> bool:
    """Whether an application as it was before asked for this task."""
    pairs = (*_reports(application), *_steps(application, case_file), *_plans(application))
    return any(task.id == task_id and wants == _WAIT for task, wants in pairs)


def _no_longer_asked(
    application: MbuApplication, before: MbuApplication | None, case_file: CaseFile
) -> Iterator[Exactly]:
    if before is None:
        return
    now = {task.id for task, _wants in (*_reports(application), *_plans(application))}
    for task, _wants in (*_reports(before), *_plans(before)):
        known = case_file.get(Task, task.id)
        if task.id not in now and known is not None and known.is_open():
            yield Exactly(known.changed(status="cancelled"))


def _task(application: MbuApplication, key: str, title: str, **answers: Any) -> Task:
    children = [application.child_id, *application.other_child_ids]
    return Task(
        id=derived_id(application.id, key),
        mother_id=application.mother_id,
        title=title,
        child_ids=[one for one in children if one],
        case_id=application.case_id,
        from_record_id=application.id,
        **{"kind": "mbu_step", **answers},
    )


def _reports(application: MbuApplication) -> Iterator[tuple[Task, str]]:
    for report in application.reports:
        if not (report.requested or report.due or report.received):
            continue
        yield _report_task(application, report), _state_of_report(application, report)


def _report_task(application: MbuApplication, report: MbuReport) -> Task:
    words = _("Report for the Board: {from_whom}").format(from_whom=report.from_whom)
    task = _task(
        application,
        "",
        words,
        kind="mbu_report",
        due=report.due,
        status="waiting",
        waiting_on_id=report.person_id,
        asked_on=report.requested,
        chased=report.chased,
        done_on=report.received,
        answered_on=report.received,
    )
    return task.changed(id=report_task_id(application, report))


def _as_the_task_says(report: MbuReport, task: Task) -> MbuReport:
    update: dict[str, Any] = {"chased": sorted({*report.chased, *task.chased})}
    if task.status == "done" and report.received is None:
        update["received"] = task.answered_on or task.done_on
    return report.model_copy(update=update)


def _state_of_report(application: MbuApplication, report: MbuReport) -> str:
    if report.received:
        return _DONE
    return _NEEDLESS if is_over(application) or is_granted(application) is not None else _WAIT


def _steps(application: MbuApplication, case_file: CaseFile) -> Iterator[tuple[Task, str]]:
    one, over = application, is_over(application)
    refused = is_granted(one) is False and not over

    def step(
        key: str, title: str, wants: bool, done_on: dt.date | None = None, **answers: Any
    ) -> tuple[Task, str]:
        task = _task(one, key, title, done_on=done_on, **answers)
        return task, _DONE if done_on else _WAIT if wants else _NEEDLESS

    yield step(
        "own report",
        _("My report to the Board"),
        bool(one.tac_report_due) and not over and is_granted(one) is None,
        one.tac_report_sent,
        due=one.tac_report_due,
    )
    yield step(
        "both plans",
        _("Before the Board: what she needs if it is granted, and if it is refused"),
        bool(one.board_date and missing_plans(one)) and not one.decision and not over,
        case_file.as_of if one.board_date and not missing_plans(one) else None,
        kind="aftercare",
        due=one.board_date,
    )
    yield step(
        "told",
        _("Tell her the decision about the unit, and be with her afterwards"),
        bool(one.decision) and not over,
        one.mother_told_on,
        due=one.decided_on,
    )
    yield step(
        "appeal explained",
        _("Explain to her how to appeal"),
        refused and not one.appeal_lodged,
        one.appeal_explained or one.appeal_lodged,
        due=one.decided_on,
    )
    yield step(
        "appeal deadline",
        _("Last day for an appeal: what does she want?"),
        refused and bool(one.appeal_deadline) and not one.appeal_outcome,
        one.appeal_lodged,
        due=one.appeal_deadline,
    )
    pending = one.appeal_outcome in ("", "pending")
    yield step(
        "appeal outcome",
        _("Ask what became of the appeal"),
        bool(one.appeal_lodged) and pending and not over,
        (one.appeal_decided_on or case_file.as_of) if not pending else None,
        due=_after_asking(case_file, one.appeal_lodged),
        asked_on=one.appeal_lodged,
        status="waiting",
    )
    yield from _steps_on_the_unit(one, case_file, over)


def _steps_on_the_unit(
    one: MbuApplication, case_file: CaseFile, over: bool
) -> Iterator[tuple[Task, str]]:
    care_plan = _task(one, "care plan", _("Care plan on the unit: ask for it"),
                      done_on=one.care_plan_on)  # fmt: skip
    there = bool(one.admitted) and not over
    yield care_plan, _DONE if one.care_plan_on else _WAIT if there else _NEEDLESS
    for place, row in enumerate(one.extensions, start=1):
        words = _("Ask for the decision on the extension to {day}")
        task = _task(
            one,
            f"extension {row.until or place}",
            words.format(day=written(row.until)),
            due=_after_asking(case_file, row.asked_on),
            asked_on=row.asked_on,
            status="waiting",
            done_on=row.decided_on or case_file.as_of if row.decision else None,
        )
        yield task, _DONE if row.decision else _WAIT if row.asked_on and not over else _NEEDLESS
    begin = mbu_clock(case_file, one).separation_from
    children = {one.child_id, *one.other_child_ids} - {""}
    planned = [plan for plan in case_file.of(SeparationPlan) if plan.child_id in children]
    if begin is not None:
        begin = max(begin, one.admitted or one.temporary_admission or begin)
    task = _task(one, "separation", _("Begin the plan for the separation"), due=begin,
                 done_on=case_file.as_of if planned else None)  # fmt: skip
    wants = begin is not None and not over and is_granted(one) is not False
    yield task, _DONE if planned else _WAIT if wants else _NEEDLESS


def _plans(application: MbuApplication) -> Iterator[tuple[Task, str]]:
    granted = is_granted(application)
    needless = {IF_GRANTED: granted is False, IF_REFUSED: granted is True, EITHER_WAY: False}
    words = {
        IF_GRANTED: _("If the place is granted: {what}"),
        IF_REFUSED: _("If the place is refused: {what}"),
        EITHER_WAY: _("After the decision: {what}"),
    }
    withdrawn = application.status in ("withdrawn", "not_needed_released")
    for outcome, field in PLANS.items():
        for line in lines_of(getattr(application, field)):
            task = _task(
                application,
                "",
                words[outcome].format(what=line),
                kind="aftercare",
                due=application.decided_on or application.board_date,
            ).changed(id=_plan_id(application, outcome, line))
            yield task, _NEEDLESS if needless[outcome] or withdrawn else _WAIT


def _plan_id(application: MbuApplication, outcome: str, line: str) -> str:
    return derived_id(application.id, outcome, " ".join(fold(line).split()))


def _after_asking(case_file: CaseFile, asked: dt.date | None) -> dt.date | None:
    """When to ask again: so many days after asking as the service has set."""
    days = target(case_file, "chase_after_days")
    return asked + dt.timedelta(days=days) if asked and days is not None else None
