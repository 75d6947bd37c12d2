"""What a meeting asks for: a way for her to join, what was agreed, and the minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tac_desktop.casework.asked_for import settled, task_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.meeting_ready import can_join
from tac_desktop.casework.meetings import Meeting, MeetingAction
from tac_desktop.casework.record import Record
from tac_desktop.casework.targets import target
from tac_desktop.casework.work import Task
from tac_desktop.words import _

UNLOCK, PLATFORM, MINUTES = "unlock", "platform", "minutes"
_WITHOUT_MINUTES = frozenset({"acct_case_review", "parenting_assessment_session"})
_JOINED_OUTSIDE = frozenset({"paper_only", "not_held"})


def tasks_of_meeting(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """Tasks before it, the actions agreed at it, and the minutes after it."""
    assert isinstance(record, Meeting)
    counts = not record.entered_in_error and record.date is not None
    coming = counts and record.status == "planned" and _day(record) >= case_file.as_of
    yield from _unlock(record, case_file, coming)
    yield from _platform(record, case_file, coming)
    for place, action in enumerate(record.actions):
        yield from _action(record, place, action, case_file)
    place = len(record.actions)
    while case_file.get(Task, action_task_id(record, place)) is not None:
        yield from settled(case_file, action_task_id(record, place), "cancelled")
        place += 1
    yield from _minutes(record, case_file, counts and record.status == "held")


def task_id(meeting: Meeting, what: str) -> str:
    """The identifier of a task that a meeting asks for."""
    return derived_id(meeting.id, "meeting", what)


def action_task_id(meeting: Meeting, place: int) -> str:
    """The identifier of the task for the action at this place, counted from nought."""
    return derived_id(meeting.id, "action", str(place))


def minutes_due(meeting: Meeting, case_file: CaseFile) -> dt.date | None:
    """The day on which to ask for minutes that have not come; None where nobody asks."""
    days = target(case_file, "chase_after_days")
    since = meeting.minutes_asked_for or meeting.date
    if days is None or since is None or meeting.type in _WITHOUT_MINUTES:
        return None
    return since + dt.timedelta(days=days)


def next_meeting_to_plan(meeting: Meeting, case_file: CaseFile) -> dt.date | None:
    """The day that was fixed for the next meeting, while no meeting stands on it yet."""
    day = meeting.next_meeting
    if day is None or meeting.entered_in_error:
        return None
    planned = any(one.date == day and one.type == meeting.type for one in case_file.of(Meeting))
    return None if planned else day


def answers_for_next(meeting: Meeting) -> dict[str, object]:
    """What the next meeting of a series starts with: the same people and place, another day."""
    return {
        "type": meeting.type,
        "date": meeting.next_meeting,
        "time": meeting.time,
        "place": meeting.place,
        "child_ids": list(meeting.child_ids),
        "chair_id": meeting.chair_id,
        "host_org_id": meeting.host_org_id,
        "platform_offered": meeting.platform_offered,
        "invitees": [
            {"person_id": one.person_id, "role": one.role, "expected_mode": one.expected_mode}
            for one in meeting.invitees
        ],
    }


def _unlock(meeting: Meeting, case_file: CaseFile, coming: bool) -> Iterator[Record | Exactly]:
    here = task_id(meeting, UNLOCK)
    if not coming or meeting.mode_planned in _JOINED_OUTSIDE:
        done = meeting.status == "held" and not meeting.entered_in_error
        yield from settled(case_file, here, "done" if done else "cancelled")
        return
    words = _("Ask the wing to unlock her on {when}: {meeting}")
    yield task_for(
        case_file,
        here,
        title=words.format(when=_moment(meeting), meeting=meeting.headline(case_file.name)),
        kind="unlock_request",
        due=max(case_file.as_of, _day(meeting) - dt.timedelta(days=1)),
        meeting_id=meeting.id,
        from_record_id=meeting.id,
        child_ids=meeting.child_ids,
    )


def _platform(meeting: Meeting, case_file: CaseFile, coming: bool) -> Iterator[Record | Exactly]:
    """As long as nothing is planned that works here, another way has to be asked for."""
    here = task_id(meeting, PLATFORM)
    if not coming or can_join(meeting):
        yield from settled(case_file, here, "done" if can_join(meeting) else "cancelled")
        return
    asked = meeting.platform_alternative_requested
    words = _("Ask for a meeting that she can join: {meeting}, {when}")
    task = task_for(
        case_file,
        here,
        title=words.format(when=_moment(meeting), meeting=meeting.headline(case_file.name)),
        kind="platform",
        due=_platform_due(meeting, case_file),
        status="waiting" if asked else "open",
        asked_on=asked,
        waiting_on_id=meeting.host_org_id if asked else "",
        meeting_id=meeting.id,
        from_record_id=meeting.id,
        child_ids=meeting.child_ids,
    )
    known = case_file.get(Task, here)
    if known is not None and known.status == "open" and asked:
        yield Exactly(known.changed(status="waiting", asked_on=asked, due=task.due))
        return
    yield task


def _platform_due(meeting: Meeting, case_file: CaseFile) -> dt.date:
    asked, days = meeting.platform_alternative_requested, target(case_file, "chase_after_days")
    again = asked + dt.timedelta(days=days) if asked and days is not None else case_file.as_of
    return max(case_file.as_of, min(again, _day(meeting)))


def _action(
    meeting: Meeting, place: int, action: MeetingAction, case_file: CaseFile
) -> Iterator[Record | Exactly]:
    here = action_task_id(meeting, place)
    wanted = (action.mine or action.awaited) and not meeting.entered_in_error
    if not wanted:
        yield from settled(case_file, here, "cancelled")
        return
    who = "" if action.mine else action.who
    title = f"{who}: {action.action}" if who else action.action
    yield task_for(
        case_file,
        here,
        title=title,
        kind="meeting_action",
        due=action.due,
        status="open" if action.mine else "waiting",
        waiting_on_id="" if action.mine else _who(meeting, action, case_file),
        asked_on=None if action.mine else meeting.date,
        meeting_id=meeting.id,
        from_record_id=meeting.id,
        child_ids=meeting.child_ids,
    )


def _who(meeting: Meeting, action: MeetingAction, case_file: CaseFile) -> str:
    """The invited person who is meant, by name or role; else nobody in particular."""
    typed = action.who.strip().casefold()
    for one in meeting.invitees:
        names = (case_file.name(one.person_id).casefold(), one.role.casefold())
        if typed and one.person_id in case_file.by_id and typed in names:
            return one.person_id
    return ""


def _minutes(meeting: Meeting, case_file: CaseFile, held: bool) -> Iterator[Record | Exactly]:
    here = task_id(meeting, MINUTES)
    due = minutes_due(meeting, case_file)
    if meeting.minutes_received or not held or due is None:
        came = bool(meeting.minutes_received)
        yield from settled(
            case_file, here, "done" if came else "cancelled", meeting.minutes_received
        )
        return
    asked = meeting.minutes_asked_for
    words = _("Minutes: {meeting}, {day}")
    task = task_for(
        case_file,
        here,
        title=words.format(meeting=meeting.headline(case_file.name), day=written(meeting.date)),
        kind="minutes",
        due=due,
        status="waiting" if asked else "open",
        asked_on=asked,
        waiting_on_id=meeting.chair_id or meeting.host_org_id,
        meeting_id=meeting.id,
        from_record_id=meeting.id,
        child_ids=meeting.child_ids,
    )
    known = case_file.get(Task, here)
    if known is not None and known.status == "open" and asked:
        yield Exactly(known.changed(status="waiting", asked_on=asked, due=due))
        return
    yield task


def _day(meeting: Meeting) -> dt.date:
    return meeting.date or dt.date.min


def _moment(meeting: Meeting) -> str:
    return " ".join(part for part in (written(meeting.date), written_time(meeting.time)) if part)
