"""What a meeting still lacks, before it and after it, and how meetings have gone so far."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.work import Task
from tac_desktop.words import _

NOT_REACHABLE_HERE = frozenset({"microsoft_teams", "zoom", "unknown", ""})
"""Platforms that most prisons cannot reach (evaluation, barriers to virtual meetings)."""

_NO_WAY_YET = frozenset({"not_arranged", "not_held", ""})


class Step(StrEnum):
    """What there is to see to; what a button may do about it stands in the window."""

    INVITED = "invited"
    WAY = "way"
    UNLOCK = "unlock"
    INVITEES = "invitees"
    VIEWS = "views"
    BRIEF = "brief"
    HELD = "held"
    DECISIONS = "decisions"
    DEBRIEF = "debrief"
    MINUTES = "minutes"
    NEXT = "next"


@dataclass(frozen=True)
class Check:
    """One line of the checklist; `words` say how it stands."""

    step: Step
    done: bool
    words: str


def can_join(meeting: Meeting) -> bool:
    """Whether a way to join is planned: one that works from here, or one that was arranged."""
    if meeting.mode_planned not in _NO_WAY_YET:
        return True
    return not meeting.mode_planned and meeting.platform_offered not in NOT_REACHABLE_HERE


def before_the_meeting(meeting: Meeting, case_file: CaseFile) -> list[Check]:
    """What a planned meeting lacks so that she can take part, in the order of doing."""
    return [
        _invited(meeting),
        _way(meeting),
        _unlocked(meeting, case_file),
        *_invitees(meeting),
        Check(
            Step.VIEWS,
            bool(meeting.mother_views),
            _("What she wants to say is written down.")
            if meeting.mother_views
            else _("What she wants to say is not written down yet."),
        ),
        Check(
            Step.BRIEF,
            meeting.brief_on is not None,
            _("Prepared with her on {day}.").format(day=written(meeting.brief_on))
            if meeting.brief_on
            else _("She has not been prepared for it yet."),
        ),
    ]


def after_the_meeting(meeting: Meeting, today: dt.date) -> list[Check]:
    """What a meeting lacks once its day has come, while something is missing."""
    if meeting.date is None or meeting.date > today or meeting.status in ("cancelled", "postponed"):
        return []
    if meeting.status != "held":
        if meeting.date == today:
            return []
        return [Check(Step.HELD, False, _("Its day is over. Was it held?"))]
    found = []
    if not meeting.decisions and not meeting.actions:
        found.append(Check(Step.DECISIONS, False, _("Decisions and actions are not typed in.")))
    if meeting.debrief_on is None:
        found.append(Check(Step.DEBRIEF, False, _("Not talked about with her afterwards yet.")))
    if meeting.minutes_received is None:
        words = _("The minutes have not come.")
        if meeting.minutes_asked_for:
            words = _("The minutes have not come; asked for on {day}.").format(
                day=written(meeting.minutes_asked_for)
            )
        found.append(Check(Step.MINUTES, False, words))
    return found


def next_meeting(case_file: CaseFile) -> Meeting | None:
    """The next meeting that is planned, today's included."""
    coming = [
        one
        for one in case_file.of(Meeting)
        if one.status == "planned" and one.date and one.date >= case_file.as_of
    ]
    return min(coming, key=lambda one: one.moment() or dt.datetime.max, default=None)


@dataclass(frozen=True)
class MeetingCounts:
    """Meetings that were held, as counted for reports (Table 7, barriers to virtual meetings)."""

    held: int
    hindered: int
    late: int
    minutes_missed: int
    absent: int
    barriers: tuple[tuple[str, int], ...]
    sentence: str


def meeting_counts(case_file: CaseFile) -> MeetingCounts:
    """`6 meetings held; something got in the way at 3: poor sound (2), ...`"""
    held = [one for one in case_file.of(Meeting) if one.status == "held"]
    hindered = [one for one in held if one.barriers]
    late = [one for one in held if one.minutes_late or one.mother_attended == "joined_late"]
    minutes = sum(one.minutes_late or 0 for one in held)
    absent = [one for one in held if one.mother_attended.startswith("no_")]
    counted = Counter(code for one in hindered for code in one.barriers)
    barriers = tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
    counts = MeetingCounts(len(held), len(hindered), len(late), minutes, len(absent), barriers, "")
    return MeetingCounts(
        len(held), len(hindered), len(late), minutes, len(absent), barriers, _in_words(counts)
    )


def _in_words(counts: MeetingCounts) -> str:
    if not counts.held:
        return ""
    one_or_many = _("1 meeting held") if counts.held == 1 else _("{count} meetings held")
    parts = [one_or_many.format(count=counts.held)]
    if counts.hindered:
        label = code_list("barrier").label
        listed = ", ".join(f"{label(code).lower()} ({count})" for code, count in counts.barriers)
        words = _("something got in the way at {count}: {listed}")
        parts.append(words.format(count=counts.hindered, listed=listed))
    if counts.late:
        words = _("joined late at {count}, {minutes} minutes missed in all")
        parts.append(words.format(count=counts.late, minutes=counts.minutes_missed))
    if counts.absent:
        parts.append(_("not there at {count}").format(count=counts.absent))
    return "; ".join(parts) + "."


def _invited(meeting: Meeting) -> Check:
    if meeting.invited_on:
        words = _("Invitation came on {day}").format(day=written(meeting.invited_on))
        if meeting.invite_channel:
            words = f"{words}, {meeting.invite_channel}"
        return Check(Step.INVITED, True, f"{words}.")
    if meeting.invite_channel:
        return Check(Step.INVITED, True, _("Invitation: {how}.").format(how=meeting.invite_channel))
    return Check(Step.INVITED, False, _("When the invitation came is not noted."))


def _way(meeting: Meeting) -> Check:
    offered = code_list("platform").label(meeting.platform_offered) or _("nothing")
    if can_join(meeting):
        mode = meeting.mode_planned
        way = code_list("meeting_mode").label(mode) if mode else offered
        words = _("She joins: {way}").format(way=way.lower())
        if meeting.video_booking_ref:
            words = _("{words}, booking {number}").format(
                words=words, number=meeting.video_booking_ref
            )
        return Check(Step.WAY, True, f"{words}.")
    words = _("Offered: {offered}. No way to join that works here is arranged.")
    if meeting.platform_alternative_requested:
        words = _("Offered: {offered}. Another way was asked for on {day}; no answer yet.")
    day = written(meeting.platform_alternative_requested)
    return Check(Step.WAY, False, words.format(offered=offered, day=day))


def _unlocked(meeting: Meeting, case_file: CaseFile) -> Check:
    tasks = [
        one
        for one in case_file.of(Task)
        if one.meeting_id == meeting.id and one.kind == "unlock_request"
    ]
    done = any(one.status == "done" for one in tasks)
    if done:
        return Check(Step.UNLOCK, True, _("The wing has been asked to unlock her."))
    return Check(Step.UNLOCK, False, _("The wing has not been asked to unlock her yet."))


def _invitees(meeting: Meeting) -> list[Check]:
    if not meeting.invitees:
        return []
    confirmed = sum(1 for one in meeting.invitees if one.confirmed)
    words = _("{confirmed} of {all} people have confirmed.")
    return [
        Check(
            Step.INVITEES,
            confirmed == len(meeting.invitees),
            words.format(confirmed=confirmed, all=len(meeting.invitees)),
        )
    ]
