"""Dates of court and meetings: hearings, directions, limits, reviews, Boards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tac_desktop.casework.acct import AcctEpisode, AcctReview
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.court import CourtOrder, Hearing, Proceedings
from tac_desktop.casework.court_clock import court_clock
from tac_desktop.casework.court_tasks import direction_task_id
from tac_desktop.casework.date_kinds import DateAhead, DateKind
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.mbu_clock import extended_until
from tac_desktop.casework.mbu_dates import mbu_dates
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.work import Task
from tac_desktop.words import _

_KIND_OF_MEETING = {"mbu_board": DateKind.MBU_BOARD, "acct_case_review": DateKind.ACCT_REVIEW}
_OVER = frozenset({"approved", "refused", "withdrawn", "not_needed_released", "ended"})


def dates_of_court(case_file: CaseFile) -> Iterator[DateAhead]:
    """Everything of courts, meetings, ACCT reviews and Boards."""
    yield from _meetings(case_file)
    yield from _hearings(case_file)
    for order in case_file.of(CourtOrder):
        yield from _order(case_file, order)
    for proceedings in case_file.of(Proceedings):
        yield from _limit(case_file, proceedings)
    yield from _acct(case_file)
    for application in case_file.of(MbuApplication):
        yield from _mbu(case_file, application)


def _meetings(case_file: CaseFile) -> Iterator[DateAhead]:
    planned = {(one.type, one.date) for one in case_file.of(Meeting) if one.status == "planned"}
    for meeting in case_file.of(Meeting):
        children = tuple(meeting.child_ids)
        headline = meeting.headline(case_file.name)
        if meeting.date and meeting.status == "planned":
            kind = _KIND_OF_MEETING.get(meeting.type, DateKind.MEETING)
            yield DateAhead(
                meeting.date, meeting.time, headline, meeting.id, children, kind, stays=True
            )
            if meeting.papers_due:
                words = _("Papers due for: {what}").format(what=headline)
                kind = DateKind.REPORT_DUE
                yield DateAhead(meeting.papers_due, None, words, meeting.id, children, kind)
        elif meeting.date and meeting.status == "held" and meeting.date < case_file.as_of:
            kind = _KIND_OF_MEETING.get(meeting.type, DateKind.MEETING)
            yield DateAhead(meeting.date, meeting.time, headline, meeting.id, children, kind)
        again = meeting.next_meeting
        if again and meeting.status != "planned" and (meeting.type, again) not in planned:
            words = _("{what} (as said at the last one)").format(what=headline)
            kind = _KIND_OF_MEETING.get(meeting.type, DateKind.MEETING)
            yield DateAhead(again, None, words, meeting.id, children, kind)


def _hearings(case_file: CaseFile) -> Iterator[DateAhead]:
    for hearing in case_file.of(Hearing):
        if not hearing.date:
            continue
        proceedings = case_file.get(Proceedings, hearing.proceedings_id)
        yield DateAhead(
            hearing.date,
            hearing.time,
            hearing.headline(case_file.name),
            hearing.id,
            tuple(proceedings.child_ids) if proceedings else (),
            DateKind.HEARING,
            stays=hearing.mother_attended is None and not hearing.outcome,
        )


def _order(case_file: CaseFile, order: CourtOrder) -> Iterator[DateAhead]:
    about = tuple(order.child_ids)
    if order.expires:
        ends = _("{order} ends").format(order=code_list("court_order_type").label(order.type))
        yield DateAhead(order.expires, None, ends, order.id, about, DateKind.ORDER_ENDS)
    for place, direction in enumerate(order.directions):
        task = case_file.get(Task, direction_task_id(order, place))
        told_by_task = task is not None and task.is_open() and task.due == direction.due
        if direction.due and direction.status == "open" and not told_by_task:
            words = _("Due to the court: {text}").format(text=direction.text)
            kind = DateKind.DIRECTION
            yield DateAhead(direction.due, None, words, order.id, about, kind, stays=True)


def _limit(case_file: CaseFile, proceedings: Proceedings) -> Iterator[DateAhead]:
    clock = court_clock(proceedings, case_file.as_of)
    if clock.concluded or clock.current_end is None:
        return
    words = _("26 weeks of proceedings end")
    if clock.extended:
        words = _("Extended time of proceedings ends")
    about = tuple(proceedings.child_ids)
    computed = not clock.extended and proceedings.week_26 is None
    kind = DateKind.COURT_TIME
    yield DateAhead(clock.current_end, None, words, proceedings.id, about, kind, computed)


def _acct(case_file: CaseFile) -> Iterator[DateAhead]:
    planned = {(one.type, one.date) for one in case_file.of(Meeting) if one.status == "planned"}
    episodes = {one.id: one for one in case_file.of(AcctEpisode)}
    held = {(one.acct_id, one.date) for one in case_file.of(AcctReview)}
    for review in case_file.of(AcctReview):
        day, episode = review.next_review, episodes.get(review.acct_id)
        if not day or episode is None or episode.status == "closed":
            continue
        if ("acct_case_review", day) in planned or _was_held(held, review, day):
            continue
        yield DateAhead(
            day,
            review.next_review_time,
            _("ACCT review"),
            review.id,
            kind=DateKind.ACCT_REVIEW,
            stays=True,
        )
    for episode in episodes.values():
        day = episode.post_closure_review
        done = any(
            one.type == "post_closure_review" and one.acct_id == episode.id
            for one in case_file.of(AcctReview)
        )
        if day and not done and episode.status != "open":
            words = _("ACCT post-closure review")
            kind = DateKind.ACCT_REVIEW
            yield DateAhead(day, None, words, episode.id, kind=kind, stays=True)


def _was_held(held: set[tuple[str, dt.date | None]], review: AcctReview, day: dt.date) -> bool:
    """Whether a review of the same ACCT was noted on that day or after it."""
    return any(acct == review.acct_id and on is not None and on >= day for acct, on in held)


def _mbu(case_file: CaseFile, application: MbuApplication) -> Iterator[DateAhead]:
    about = (application.child_id,) if application.child_id else ()
    planned = {(one.type, one.date) for one in case_file.of(Meeting) if one.status == "planned"}
    day = application.board_date
    if day and ("mbu_board", day) not in planned:
        words, time = _("Mother and Baby Unit Board"), application.board_time
        yield DateAhead(
            day,
            time,
            words,
            application.id,
            about,
            DateKind.MBU_BOARD,
            stays=not application.recommendation and not application.decision,
        )
    for report in application.reports:
        if report.due and report.requested and not report.received:
            words = _("Report for the Board: {whom}").format(whom=report.from_whom)
            yield DateAhead(
                report.due, None, words, application.id, about, DateKind.REPORT_DUE, stays=True
            )
    if application.tac_report_due and not application.tac_report_sent:
        words = _("Your own report for the Board")
        kind = DateKind.REPORT_DUE
        yield DateAhead(
            application.tac_report_due, None, words, application.id, about, kind, stays=True
        )
    for when, what in _steps(case_file, application):
        yield DateAhead(
            when[0], None, what, application.id, about, DateKind.MBU_STEP, computed=when[1]
        )


def _steps(
    case_file: CaseFile, application: MbuApplication
) -> Iterator[tuple[tuple[dt.date, bool], str]]:
    """Further days of an application; the flag says which of them are worked out."""
    if application.appeal_deadline and not application.appeal_lodged:
        yield (application.appeal_deadline, False), _("Last day for an appeal about the unit")
    if application.ended or application.status in _OVER - {"approved"}:
        return
    if application.next_review:
        yield (application.next_review, False), _("Review on the Mother and Baby Unit")
    if application.separation_planning_from:
        words = _("Begin to plan the separation from the unit")
        yield (application.separation_planning_from, False), words
    longer = extended_until(application)
    limit = mbu_dates(case_file, application).age_limit_on
    if longer:
        yield (longer, False), _("Extended time on the unit ends")
    elif limit and (application.admitted or application.temporary_admission):
        yield (limit, True), _("Age limit of the unit is reached")
