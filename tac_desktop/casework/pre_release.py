"""Preparing for release: what has to be settled, each by a day counted back from the date.

The list is the code list `release_item`; how many weeks before release each should be settled is
this program's own proposal (no policy fixes it), kept here as data. Dates move: then every day
that was counted back moves with them, and what was set by hand stays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.casework.asked_for import settled, task_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.dates import written
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.record import Record
from tac_desktop.casework.release import ReleaseItem, ReleasePlan
from tac_desktop.casework.work import Task
from tac_desktop.words import _

WEEKS_BEFORE = {
    "childcare_rotl": 26,
    "accommodation": 16,
    "family_accommodation": 16,
    "approved_premises": 16,
    "womens_centre": 12,
    "mentor": 12,
    "substance_use": 12,
    "probation": 10,
    "licence": 8,
    "bank_and_papers": 8,
    "contact_plan": 6,
    "money": 6,
    "tell_authority": 4,
    "health": 4,
    "handover": 2,
    "travel": 2,
    "belongings": 1,
}
"""Weeks before release by which each should be settled: our proposal, to be changed by hand."""

_USUAL = tuple(code for code in WEEKS_BEFORE if code != "approved_premises")


@dataclass(frozen=True)
class ItemNow:
    """One thing to settle, as it stands on the file's day."""

    place: int
    item: ReleaseItem
    words: str
    done: bool
    late_days: int


def new_plan(case_file: CaseFile) -> ReleasePlan:
    """A plan for the release date on file, with every usual thing to settle."""
    custody = case_file.custody
    planned = custody.release_date if custody else None
    return ReleasePlan(
        mother_id=case_file.mother_id, planned_for=planned, items=usual_items(planned)
    )


def usual_items(planned_for: dt.date | None) -> list[ReleaseItem]:
    """Every usual thing to settle, the earliest first."""
    return [ReleaseItem(item=code, due=due_day(code, planned_for)) for code in _USUAL]


def due_day(item: str, planned_for: dt.date | None) -> dt.date | None:
    """The day counted back from the release; None where either is not known."""
    weeks = WEEKS_BEFORE.get(item)
    if weeks is None or planned_for is None:
        return None
    return planned_for - dt.timedelta(weeks=weeks)


def moved(plan: ReleasePlan, to: dt.date | None, before: dt.date | None) -> ReleasePlan:
    """The plan for another day: what was counted back from `before` is counted back anew.

    A day that was set by hand stays, and so does what is done.
    """
    items = [
        one
        if one.done_on or (one.due is not None and one.due != due_day(one.item, before))
        else one.model_copy(update={"due": due_day(one.item, to)})
        for one in plan.items
    ]
    return plan.changed(planned_for=to, items=items)


def current_plan(case_file: CaseFile) -> ReleasePlan | None:
    """The plan that counts: the one for the latest day."""
    plans = case_file.of(ReleasePlan)
    return max(plans, key=lambda one: one.planned_for or dt.date.min, default=None)


def items_now(plan: ReleasePlan, today: dt.date) -> list[ItemNow]:
    """What is to be settled, open ones first and by their day."""
    found = []
    for place, one in enumerate(plan.items):
        late = (today - one.due).days if one.due and not one.done_on else 0
        found.append(ItemNow(place, one, item_in_words(one), bool(one.done_on), max(late, 0)))
    return sorted(found, key=lambda one: (one.done, one.item.due or dt.date.max, one.place))


def item_in_words(item: ReleaseItem) -> str:
    """`Somewhere to live: Thistle Row asked`."""
    label = code_list("release_item").label(item.item)
    return f"{label}: {item.note}" if item.note else label


def settle(plan: ReleasePlan, place: int, day: dt.date | None) -> ReleasePlan:
    """The plan with one item done on a day, or open again."""
    items = list(plan.items)
    items[place] = items[place].model_copy(update={"done_on": day})
    return plan.changed(items=items)


def release_tasks(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """A task for each thing to settle that has a day; closed when it is settled."""
    if not isinstance(record, ReleasePlan):
        return
    held = set()
    for item_id, item in _with_ids(record):
        held.add(item_id)
        if item.done_on or item.due is None:
            yield from settled(case_file, item_id, on=item.done_on)
        else:
            yield task_for(
                case_file,
                item_id,
                title=_("Before release: {what}").format(what=item_in_words(item)),
                kind="release_item",
                due=item.due,
            )
    before = case_file.get(ReleasePlan, record.id)
    for item_id, _item in _with_ids(before) if before else ():
        if item_id not in held:
            yield from settled(case_file, item_id, "cancelled")


def task_was_done(record: Record, case_file: CaseFile) -> Iterator[Record]:
    """A task of the plan that was done settles its item."""
    if not isinstance(record, Task) or record.status != "done" or record.kind != "release_item":
        return
    for plan in case_file.of(ReleasePlan):
        for place, (item_id, item) in enumerate(_with_ids(plan)):
            if item_id == record.id and not item.done_on:
                yield settle(plan, place, record.done_on or case_file.as_of)


def release_date_moved(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """A release date that moved moves the plan and its tasks, and she has to be told."""
    if not isinstance(record, Custody):
        return
    before = case_file.get(Custody, record.id)
    if before is None or before.release_date == record.release_date or not before.release_date:
        return
    plan = current_plan(case_file)
    if plan is not None and plan.planned_for in (None, before.release_date):
        new = moved(plan, record.release_date, before.release_date)
        yield new
        yield from release_tasks(new, case_file)
    if record.release_date is None or record.release_date_told_on:
        return
    words = _("Release moved from {old} to {new}: tell her and the children's social workers")
    yield task_for(
        case_file,
        derived_id(record.id, "release-moved", record.release_date.isoformat()),
        title=words.format(old=written(before.release_date), new=written(record.release_date)),
        kind="pre_release",
        due=case_file.as_of,
    )


def weeks_left(plan: ReleasePlan, today: dt.date) -> int | None:
    """Whole weeks until the day it is for."""
    return (plan.planned_for - today).days // 7 if plan.planned_for else None


def _with_ids(plan: ReleasePlan) -> list[tuple[str, ReleaseItem]]:
    """Each item with its task's identifier: by kind, and by its place among those of one kind."""
    found: list[tuple[str, ReleaseItem]] = []
    seen: dict[str, int] = {}
    for one in plan.items:
        count = seen.get(one.item, 0)
        seen[one.item] = count + 1
        found.append((derived_id(plan.id, "release-item", one.item, str(count)), one))
    return found
