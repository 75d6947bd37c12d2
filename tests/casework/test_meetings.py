"""Meetings: what they ask for, what they lack, and how they went."""

import datetime as dt

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.meeting_ready import (
    Step,
    after_the_meeting,
    before_the_meeting,
    can_join,
    meeting_counts,
    next_meeting,
)
from tac_desktop.casework.meeting_tasks import (
    answers_for_next,
    minutes_due,
    next_meeting_to_plan,
)
from tac_desktop.casework.meetings import Invitee, Meeting, MeetingAction
from tac_desktop.casework.people import Person
from tac_desktop.casework.service import Service
from tac_desktop.casework.work import Task
from tests.casework.builders import TODAY, entry, file_of

SOON = dt.date(2026, 12, 10)


def meeting(**more: object) -> Meeting:
    answers = {"id": "meet", "mother_id": "ros", "type": "child_looked_after_review",
               "date": SOON, "time": dt.time(15, 30), "child_ids": ["callum"],
               "platform_offered": "microsoft_teams", "host_org_id": "marlcester",
               **more}  # fmt: skip
    return Meeting.model_validate(answers)


def saved(case_file: CaseFile, record: object) -> CaseFile:
    new = [record, *consequences(record, case_file)]
    kept = [one for one in case_file.entries if one.record.id not in {made.id for made in new}]
    return case_file.with_entries([*kept, *(entry(one) for one in new)])


def task(case_file: CaseFile, kind: str) -> Task:
    return next(one for one in case_file.of(Task) if one.kind == kind)


def test_a_platform_that_does_not_work_here_is_asked_about_until_another_is_found():
    one = meeting()
    planned = saved(file_of(), one)
    assert not can_join(one) and task(planned, "platform").status == "open"
    asked = saved(planned, one.changed(platform_alternative_requested=TODAY))
    platform = task(asked, "platform")
    assert (platform.status, platform.asked_on) == ("waiting", TODAY)
    assert platform.due == TODAY + dt.timedelta(days=7)
    found = saved(asked, one.changed(mode_planned="prison_video_link"))
    assert task(found, "platform").status == "done"
    assert not [one for one in saved(file_of(), meeting(platform_offered="in_person")).of(Task)
                if one.kind == "platform"]  # fmt: skip


def test_the_wing_is_asked_to_unlock_her_the_day_before():
    planned = saved(file_of(), meeting())
    unlock = task(planned, "unlock_request")
    assert unlock.due == SOON - dt.timedelta(days=1)
    assert "10 Dec 2026 15:30" in unlock.title and "Looked-after review" in unlock.title
    called_off = saved(planned, meeting(status="cancelled"))
    assert {one.status for one in called_off.of(Task)} == {"cancelled"}


def test_actions_that_are_mine_or_awaited_become_tasks_and_the_others_do_not():
    naomi = Person(id="naomi", kind="professional", first_names="Naomi", last_name="Price")
    held = meeting(
        date=TODAY - dt.timedelta(days=1),
        status="held",
        invitees=[Invitee(person_id="naomi", role="Social worker")],
        actions=[
            MeetingAction(action="Book a call", mine=True, due=SOON),
            MeetingAction(action="Send the plan", who="social worker", awaited=True),
            MeetingAction(action="Something else", who="IRO"),
        ],
    )
    after = saved(file_of(naomi), held)
    mine, awaited = (one for one in after.of(Task) if one.kind == "meeting_action")
    assert (mine.title, mine.due, mine.status) == ("Book a call", SOON, "open")
    assert (awaited.title, awaited.status) == ("social worker: Send the plan", "waiting")
    assert awaited.waiting_on_id == "naomi" and awaited.meeting_id == "meet"
    fewer = saved(after, held.changed(actions=held.actions[:1]))
    assert {one.title: one.status for one in fewer.of(Task) if one.kind == "meeting_action"} == {
        "Book a call": "open",
        "social worker: Send the plan": "cancelled",
    }


def test_minutes_are_asked_for_after_some_days_and_no_more_once_they_are_there():
    held = meeting(date=TODAY, status="held")
    after = saved(file_of(), held)
    minutes = task(after, "minutes")
    assert (minutes.due, minutes.waiting_on_id) == (TODAY + dt.timedelta(days=7), "marlcester")
    asked = saved(after, held.changed(minutes_asked_for=TODAY + dt.timedelta(days=8)))
    assert task(asked, "minutes").status == "waiting"
    assert task(asked, "minutes").due == TODAY + dt.timedelta(days=15)
    there = saved(asked, held.changed(minutes_received=TODAY))
    assert task(there, "minutes").status == "done"
    assert minutes_due(held, file_of(Service(chase_after_days=0))) is None


def test_the_next_meeting_is_planned_once_with_the_same_people():
    one = meeting(next_meeting=dt.date(2027, 3, 4), invitees=[
        Invitee(person_id="sheila", role="Grandmother", attended=True)])  # fmt: skip
    assert next_meeting_to_plan(one, file_of(one)) == dt.date(2027, 3, 4)
    answers = answers_for_next(one)
    planned = Meeting.model_validate({"id": "next", "mother_id": "ros", **answers})
    assert planned.invitees == [Invitee(person_id="sheila", role="Grandmother")]
    assert (planned.date, planned.time) == (dt.date(2027, 3, 4), dt.time(15, 30))
    assert next_meeting_to_plan(one, file_of(one, planned)) is None


def test_the_checklist_says_what_is_missing():
    one = meeting(mother_views="I want Callum home.", invitees=[Invitee(role="IRO")])
    steps = {check.step: check.done for check in before_the_meeting(one, file_of(one))}
    assert steps == {Step.INVITED: False, Step.WAY: False, Step.UNLOCK: False,
                     Step.INVITEES: False, Step.VIEWS: True, Step.BRIEF: False}  # fmt: skip
    asked = Task(id="u", mother_id="ros", title="Unlock", kind="unlock_request", status="done",
                 meeting_id="meet")  # fmt: skip
    ready = one.changed(invited_on=TODAY, mode_planned="prison_video_link", brief_on=TODAY,
                        invitees=[Invitee(role="IRO", confirmed=True)])  # fmt: skip
    assert all(check.done for check in before_the_meeting(ready, file_of(ready, asked)))


def test_what_is_missing_afterwards_is_asked_for_only_once_its_day_is_over():
    assert after_the_meeting(meeting(), TODAY) == []
    assert after_the_meeting(meeting(date=TODAY), TODAY) == []
    yesterday = TODAY - dt.timedelta(days=1)
    assert [one.step for one in after_the_meeting(meeting(date=yesterday), TODAY)] == [Step.HELD]
    held = meeting(date=yesterday, status="held")
    assert [one.step for one in after_the_meeting(held, TODAY)] == [
        Step.DECISIONS,
        Step.DEBRIEF,
        Step.MINUTES,
    ]
    assert after_the_meeting(meeting(date=yesterday, status="cancelled"), TODAY) == []


def test_meetings_are_counted_with_what_got_in_the_way():
    late = meeting(id="a", status="held", barriers=["poor_sound", "wing_not_told"],
                   mother_attended="joined_late", minutes_late=18)  # fmt: skip
    absent = meeting(id="b", status="held", barriers=["poor_sound"], mother_attended="no_platform")
    fine = meeting(id="c", status="held", mother_attended="yes_by_video")
    counts = meeting_counts(file_of(late, absent, fine, meeting(id="d")))
    assert counts.sentence == (
        "3 meetings held; something got in the way at 2: poor sound (2), wing had not been told"
        " (1); joined late at 1, 18 minutes missed in all; not there at 1."
    )
    assert meeting_counts(file_of()).sentence == ""


def test_the_next_meeting_is_the_nearest_that_is_planned():
    today = meeting(id="a", date=TODAY, time=None)
    file = file_of(meeting(), today, meeting(id="b", date=TODAY, status="cancelled", time=None))
    found = next_meeting(file)
    assert found and found.id == "a"
    assert next_meeting(file_of()) is None
