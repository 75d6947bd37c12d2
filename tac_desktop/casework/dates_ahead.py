"""Dates ahead: everything with a day on it that is still to come, in one list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from tac_desktop.casework.acct import AcctEpisode, AcctReview
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactRestriction
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.court import CourtOrder, Hearing
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.work import Task
from tac_desktop.words import _


@dataclass(frozen=True)
class DateAhead:
    """One thing to come. `about` holds the children concerned, where there are any."""

    date: dt.date
    time: dt.time | None
    what: str
    record_id: str
    about: tuple[str, ...] = ()


def dates_ahead(case_file: CaseFile, days: int = 56) -> list[DateAhead]:
    """What falls on the file's day or in the `days` after it, in order."""
    last = case_file.as_of + dt.timedelta(days=days)
    found = {
        (one.date, one.what): one
        for one in _everything(case_file)
        if case_file.as_of <= one.date <= last
    }
    return sorted(found.values(), key=lambda one: (one.date, one.time or dt.time(), one.what))


def next_date(case_file: CaseFile) -> DateAhead | None:
    """The next meeting, hearing, review, Board or contact; tasks do not count as dates."""
    coming = dates_ahead(case_file, days=730)
    return next((one for one in coming if case_file.get(Task, one.record_id) is None), None)


def _everything(case_file: CaseFile) -> Iterator[DateAhead]:
    yield from _meetings_and_court(case_file)
    yield from _reviews_and_boards(case_file)
    for arrangement in case_file.of(ContactArrangement):
        if arrangement.next_due and arrangement.status == "happening":
            yield DateAhead(
                arrangement.next_due,
                arrangement.time,
                arrangement.headline(case_file.name),
                arrangement.id,
                (arrangement.child_id,),
            )
    for task in case_file.of(Task):
        if task.is_open() and task.due:
            yield DateAhead(task.due, None, task.title, task.id, tuple(task.child_ids))
    for restriction in case_file.of(ContactRestriction):
        if restriction.review_or_expiry:
            words = _("Review or end of restriction: {what}")
            yield DateAhead(
                restriction.review_or_expiry,
                None,
                words.format(what=restriction.headline(case_file.name)),
                restriction.id,
            )
    for child in case_file.children:
        yield from _birthday(case_file, child.id, child.date_of_birth, child.short_name())


def _meetings_and_court(case_file: CaseFile) -> Iterator[DateAhead]:
    for meeting in case_file.of(Meeting):
        if meeting.date and meeting.status == "planned":
            yield DateAhead(
                meeting.date,
                meeting.time,
                meeting.headline(case_file.name),
                meeting.id,
                tuple(meeting.child_ids),
            )
    for hearing in case_file.of(Hearing):
        if hearing.date:
            words = hearing.headline(case_file.name)
            yield DateAhead(hearing.date, hearing.time, words, hearing.id)
    for order in case_file.of(CourtOrder):
        if order.expires:
            ends = _("{order} ends").format(order=code_list("court_order_type").label(order.type))
            yield DateAhead(order.expires, None, ends, order.id, tuple(order.child_ids))
        for direction in order.directions:
            if direction.due and direction.status == "open":
                words = _("Due to the court: {text}").format(text=direction.text)
                yield DateAhead(direction.due, None, words, order.id, tuple(order.child_ids))


def _reviews_and_boards(case_file: CaseFile) -> Iterator[DateAhead]:
    planned = {(one.type, one.date) for one in case_file.of(Meeting) if one.status == "planned"}
    open_episodes = {one.id for one in case_file.of(AcctEpisode) if one.status != "closed"}
    for review in case_file.of(AcctReview):
        day = review.next_review
        if day and review.acct_id in open_episodes and ("acct_case_review", day) not in planned:
            yield DateAhead(day, review.next_review_time, _("ACCT review"), review.id)
    for application in case_file.of(MbuApplication):
        day = application.board_date
        if day and ("mbu_board", day) not in planned:
            yield DateAhead(
                day,
                application.board_time,
                _("Mother and Baby Unit Board"),
                application.id,
                (application.child_id,) if application.child_id else (),
            )


def _birthday(case_file: CaseFile, child_id: str, born: str, name: str) -> Iterator[DateAhead]:
    if len(born) < 10:
        return
    day = dt.date.fromisoformat(born)
    for year in range(case_file.as_of.year, case_file.as_of.year + 3):
        leap_day_elsewhere = (day.month, day.day) == (2, 29) and not _is_leap(year)
        birthday = dt.date(year, 3, 1) if leap_day_elsewhere else day.replace(year=year)
        if birthday >= case_file.as_of and year > day.year:
            words = _("{name}'s birthday, {age}").format(name=name, age=year - day.year)
            yield DateAhead(birthday, None, words, child_id, (child_id,))
            return


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
