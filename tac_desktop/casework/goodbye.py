"""Hard goodbyes: what is prepared, and who looks after her in the days that follow.

Source: the service presses for a final contact before adoption together with the perinatal
worker, with a plan for her distress (evaluation, 2023). On which days she is seen again is the
service's own setting.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.contact_plans import GoodbyeStep, SeparationPlan
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Record
from tac_desktop.casework.service import Service
from tac_desktop.casework.work import Task
from tac_desktop.words import _

NEAR_DAYS = 28
"""So long after a goodbye its plan stays on top of the page."""


def steps_to_prepare(kind: str = "") -> list[GoodbyeStep]:
    """Every step of the list, none of them done; what belongs to a birth only where it fits."""
    birth = kind in ("", "separation_after_birth", "separation_from_unit")
    return [
        GoodbyeStep(step=one.code)
        for one in code_list("separation_step").offered
        if birth or one.code != "milk"
    ]


def aftercare_days(case_file: CaseFile) -> list[int]:
    """So many days after a goodbye or a loss she is seen again; none where 0 switched it off."""
    service = case_file.service
    answered = service.goodbye_aftercare_days if service else ""
    text = answered or Service.model_fields["goodbye_aftercare_days"].default
    return sorted({int(one) for one in re.findall(r"\d{1,3}", text)} - {0})


def is_near(plan: SeparationPlan, today: dt.date) -> bool:
    """Whether a goodbye is still to come or so lately over that she needs looking after."""
    if plan.status in ("cancelled", "postponed"):
        return False
    return plan.date is None or plan.date + dt.timedelta(days=NEAR_DAYS) >= today


def after_goodbye(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """Tasks to see her afterwards; they go when the goodbye is called off and move with its day."""
    assert isinstance(record, SeparationPlan)
    goes_ahead = record.status in ("", "planned", "held") and record.date is not None
    kind = code_list("separation_kind").label(record.kind)
    for days in aftercare_days(case_file):
        task_id = derived_id(record.id, "aftercare", str(days))
        if goes_ahead and record.date:
            title = _("See her after: {what}").format(
                what=f"{kind}, {_child(case_file, record.child_id)}"
            )
            yield aftercare_task(record, task_id, title, record.date, days, record.child_id)
        else:
            known = case_file.get(Task, task_id)
            if known is not None and known.is_open():
                yield Exactly(known.changed(status="cancelled"))


def aftercare_task(
    source: Record, task_id: str, title: str, day: dt.date, days: int, child_id: str
) -> Task:
    """A task to see her so many days after something hard that `source` tells of."""
    words = _("{what} ({days} days)") if days != 1 else _("{what} (the day after)")
    return Task(
        id=task_id,
        mother_id=source.mother_id,
        title=words.format(what=title, days=days),
        kind="aftercare",
        due=day + dt.timedelta(days=days),
        status="open",
        child_ids=[child_id] if child_id else [],
        from_record_id=source.id,
    )


def _child(case_file: CaseFile, child_id: str) -> str:
    child = case_file.get(Person, child_id)
    return child.short_name() if child else case_file.name(child_id)
