"""What court records ask for: getting her there, directions, orders that end, outcomes.

A direction and its task are one thing in two places: when one is settled, so is the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tac_desktop.casework.asked_for import settled, task_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.court import CourtOrder, Direction, Hearing, Proceedings
from tac_desktop.casework.court_clock import awaits_outcome
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.people import Worker
from tac_desktop.casework.record import Record
from tac_desktop.casework.targets import target
from tac_desktop.casework.work import Task
from tac_desktop.words import _

PRODUCTION, WAY_THERE, OUTCOME, ENDS = "production", "transport", "outcome", "ends"
_STATUS_OF_TASK = {"met": "done", "varied": "cancelled"}
_BEFORE = dt.timedelta(days=14)
"""How long before an order ends one begins to think of what follows."""


def tasks_of_hearing(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """Ask for her to be brought or linked, for the way there, and afterwards for the outcome."""
    assert isinstance(record, Hearing)
    if record.date is None or record.entered_in_error:
        for what in (PRODUCTION, WAY_THERE, OUTCOME):
            yield from settled(case_file, task_id(record, what), "cancelled")
        return
    over = record.date < case_file.as_of
    yield from _production(record, case_file, over)
    yield from _way_there(record, case_file, over)
    if awaits_outcome(record, case_file.as_of):
        yield task_for(
            case_file,
            task_id(record, OUTCOME),
            title=_("Ask what came of the hearing of {day}").format(day=written(record.date)),
            kind="legal",
            due=record.date + dt.timedelta(days=1),
            hearing_id=record.id,
            from_record_id=record.id,
            child_ids=_children(record, case_file),
        )
    else:
        yield from settled(case_file, task_id(record, OUTCOME))


def tasks_of_order(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """A task for each direction that has a day, and one before the order ends."""
    assert isinstance(record, CourtOrder)
    for place, direction in enumerate(record.directions):
        yield from _of_direction(record, place, direction, case_file)
    place = len(record.directions)
    while case_file.get(Task, direction_task_id(record, place)) is not None:
        yield from settled(case_file, direction_task_id(record, place), "cancelled")
        place += 1
    ends = record.expires
    if ends and ends >= case_file.as_of and not record.entered_in_error:
        kind = code_list("court_order_type").label(record.type)
        words = _("{order} ends on {day}: what follows?")
        yield task_for(
            case_file,
            task_id(record, ENDS),
            title=words.format(order=kind, day=written(ends)),
            kind="legal",
            due=max(case_file.as_of, ends - _BEFORE),
            from_record_id=record.id,
            child_ids=record.child_ids,
        )
    elif ends is None or record.entered_in_error:
        yield from settled(case_file, task_id(record, ENDS), "cancelled")


def direction_of_task(record: Record, case_file: CaseFile) -> Iterator[Record]:
    """The order whose direction was met, or is open again, because its task says so."""
    assert isinstance(record, Task)
    if record.kind != "court_direction":
        return
    for order in case_file.of(CourtOrder):
        for place, direction in enumerate(order.directions):
            if direction_task_id(order, place) != record.id:
                continue
            if record.status == "done" and direction.status != "met":
                yield with_direction(order, place, "met", record.done_on or case_file.as_of)
            elif record.is_open() and direction.status == "met":
                yield with_direction(order, place, "open", None)


def with_direction(
    order: CourtOrder, place: int, status: str, met_on: dt.date | None
) -> CourtOrder:
    """The order with one direction met, or not."""
    directions = list(order.directions)
    directions[place] = directions[place].model_copy(update={"status": status, "met_on": met_on})
    return order.changed(directions=directions)


def task_id(record: Record, what: str) -> str:
    """The identifier of a task that a court record asks for."""
    return derived_id(record.id, "court", what)


def direction_task_id(order: CourtOrder, place: int) -> str:
    """The identifier of the task for the direction at this place, counted from nought."""
    return derived_id(order.id, "direction", str(place))


def _production(hearing: Hearing, case_file: CaseFile, over: bool) -> Iterator[Record | Exactly]:
    """Until it is confirmed that she is brought or linked, somebody has to ask."""
    here = task_id(hearing, PRODUCTION)
    if hearing.production_confirmed or hearing.mother_attended:
        yield from settled(case_file, here, on=hearing.production_confirmed or hearing.date)
        return
    if over or hearing.mother_attended is False:
        yield from settled(case_file, here, "cancelled")
        return
    assert hearing.date is not None
    words = {
        "video": _("Book the video link to the court for {when}"),
        "phone": _("Arrange the telephone for the hearing on {when}"),
    }.get(hearing.attendance_mode, _("Ask for her to be brought to court on {when}"))
    asked = hearing.production_requested
    notice = dt.timedelta(days=target(case_file, "hearing_notice_days") or 0)
    known = case_file.get(Task, here)
    task = task_for(
        case_file,
        here,
        title=words.format(when=_moment(hearing)),
        kind="production",
        due=max(case_file.as_of, hearing.date - notice),
        status="waiting" if asked else "open",
        asked_on=asked,
        hearing_id=hearing.id,
        from_record_id=hearing.id,
        child_ids=_children(hearing, case_file),
    )
    if known is not None and known.status == "open" and asked:
        task = known.changed(status="waiting", asked_on=asked, title=task.title, due=task.due)
        yield Exactly(task)
        return
    yield task


def _way_there(hearing: Hearing, case_file: CaseFile, over: bool) -> Iterator[Record | Exactly]:
    """The escort, or the unlock: the last step that goes wrong on the day."""
    here = task_id(hearing, WAY_THERE)
    if over or hearing.mother_attended is not None:
        yield from settled(case_file, here, "done" if hearing.mother_attended else "cancelled")
        return
    assert hearing.date is not None
    if hearing.attendance_mode in ("video", "phone"):
        words, kind = _("Ask the wing to unlock her for the hearing on {when}"), "unlock_request"
    else:
        words, kind = _("Check that transport to court is booked for {when}"), "production"
    yield task_for(
        case_file,
        here,
        title=words.format(when=_moment(hearing)),
        kind=kind,
        due=max(case_file.as_of, hearing.date - dt.timedelta(days=1)),
        hearing_id=hearing.id,
        from_record_id=hearing.id,
        child_ids=_children(hearing, case_file),
    )


def _of_direction(
    order: CourtOrder, place: int, direction: Direction, case_file: CaseFile
) -> Iterator[Record | Exactly]:
    here = direction_task_id(order, place)
    known = case_file.get(Task, here)
    status = _STATUS_OF_TASK.get(direction.status, "open")
    if order.entered_in_error:
        status = "cancelled"
    if known is None and (status != "open" or direction.due is None):
        return
    ours = direction.by_id in ("", *_workers(case_file))
    task = task_for(
        case_file,
        here,
        title=_("Court direction: {text}").format(text=direction.text),
        kind="court_direction",
        due=direction.due,
        status="open" if ours else "waiting",
        waiting_on_id="" if ours else direction.by_id,
        asked_on=None if ours else order.made,
        from_record_id=order.id,
        child_ids=order.child_ids,
    )
    if known is None:
        yield task
    elif status != "open" and known.is_open():
        done_on = (direction.met_on or case_file.as_of) if status == "done" else None
        yield Exactly(known.changed(status=status, done_on=done_on, title=task.title))
    elif status == "open" and not known.is_open():
        yield Exactly(
            known.changed(status=task.status, done_on=None, title=task.title, due=task.due)
        )
    else:
        yield task


def _workers(case_file: CaseFile) -> set[str]:
    return {one.id for one in case_file.of(Worker)}


def _children(hearing: Hearing, case_file: CaseFile) -> list[str]:
    proceedings = case_file.get(Proceedings, hearing.proceedings_id)
    return list(proceedings.child_ids) if proceedings else []


def _moment(hearing: Hearing) -> str:
    return " ".join(part for part in (written(hearing.date), written_time(hearing.time)) if part)
