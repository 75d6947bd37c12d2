"""Tasks that a record asks for, and what becomes of them when it does so no longer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import current_case
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.work import Task


def task_for(case_file: CaseFile, task_id: str, **answers: Any) -> Task:
    """A task of this file, its owner whoever works with her now."""
    case = current_case(case_file)
    known = {"case_id": case.id, "owner_id": case.worker_id} if case else {}
    return Task.model_validate(
        {"id": task_id, "mother_id": case_file.mother_id, "status": "open", **known, **answers}
    )


def settled(
    case_file: CaseFile, task_id: str, status: str = "done", on: dt.date | None = None
) -> Iterator[Exactly]:
    """The task closed, where there is one that is still open."""
    known = case_file.get(Task, task_id)
    if known is not None and known.is_open():
        done_on = (on or case_file.as_of) if status == "done" else None
        yield Exactly(known.changed(status=status, done_on=done_on))
