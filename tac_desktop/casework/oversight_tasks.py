"""What follows from a manager's entry, a supervision and a decision of the prison."""

from __future__ import annotations

from collections.abc import Iterator

from tac_desktop.casework.asked_for import settled, task_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.contact_log import shortened
from tac_desktop.casework.episode import Case
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.oversight import ManagementOversight, PrisonDecision
from tac_desktop.casework.record import Record
from tac_desktop.words import _


def oversight_effects(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """A task for what is to be done; a closing that was approved is marked on its case."""
    if not isinstance(record, ManagementOversight):
        return
    task_id = derived_id(record.id, "oversight")
    if record.to_do:
        yield task_for(case_file, task_id, title=record.to_do, kind="follow_up", due=record.by_when)
    else:
        yield from settled(case_file, task_id, "cancelled")
    case = case_file.get(Case, record.case_id)
    if record.kind == "closing_approved" and case is not None and case.status == "closed":
        yield case.changed(approved_by_id=record.by_id, approved_on=record.date)


def decision_tasks(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """The task to look at a decision of the prison again; closed when something came of it."""
    if not isinstance(record, PrisonDecision):
        return
    task_id = derived_id(record.id, "decision-review")
    if record.review_on is None or record.outcome:
        yield from settled(case_file, task_id)
        return
    words = _("Look again at the prison's decision: {what}")
    yield task_for(
        case_file,
        task_id,
        title=words.format(what=shortened(record.what, 60)),
        kind="follow_up",
        due=record.review_on,
        child_ids=record.child_ids,
    )
