"""Who owes an answer, since when, and how often it was asked for: the evidence of waiting.

Every unanswered request to an authority, a court or a solicitor: tasks that wait for someone,
reports for the Board, minutes, productions, and letters. Attempts are the days on which it was
asked or chased and what the contact log says was tried; a telephone call that was answered counts
as an attempt and as an answer, and a call or letter that came in answers the attempt before it.
A court is told no more than is sure: where several requests wait with the same people, what the
log says counts for the one that it names, and else only for the authority as a whole.
Source of the need: evaluation of the service (2023), Table 7 (reaching the child's social worker,
the first barrier).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import Hearing, Proceedings
from tac_desktop.casework.court_tasks import PRODUCTION
from tac_desktop.casework.court_tasks import task_id as court_task_id
from tac_desktop.casework.dates import read_date, written
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.mbu import MbuApplication, MbuReport
from tac_desktop.casework.mbu_reports import report_task_id
from tac_desktop.casework.meeting_tasks import MINUTES
from tac_desktop.casework.meeting_tasks import task_id as meeting_task_id
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.targets import target
from tac_desktop.casework.text import fold
from tac_desktop.casework.work import Task
from tac_desktop.words import _

EXPECT_AN_ANSWER = frozenset(
    {
        "request_update",
        "request_meeting",
        "request_minutes",
        "request_production",
        "legal_help",
        "school_news",
        "mbu_report",
        "mbu_report_chase",
        "withdraw_section_20",
    }
)
"""Kinds of letters that wait for an answer although no task says so."""

_TRIED = frozenset({"phone", "email_printed", "letter", "social_video_call", "other"})
_SPOKEN = frozenset({"phone", "social_video_call"})


@dataclass(frozen=True)
class Attempt:
    """One time that somebody asked; `source` tells two on one day apart.

    `came_in` is no attempt but what they sent or said of themselves.
    """

    day: dt.date
    answered: bool
    source: str = ""
    came_in: bool = False


@dataclass(frozen=True)
class Waiting:
    """One request without an answer.

    `key` names it for as long as it waits; `party_id` is who was asked, `organisation_id` whose
    people they are. `due_on` is when to ask again, None where the service has set no number.
    `task_id` is the task that waits, where there is or may be one. `others` are attempts with the
    same people that may have been about another request.
    """

    key: str
    what: str
    record_id: str
    party_id: str
    organisation_id: str
    child_ids: tuple[str, ...]
    asked_on: dt.date
    days: int
    attempts: tuple[Attempt, ...]
    due_on: dt.date | None
    task_id: str = ""
    others: tuple[Attempt, ...] = ()
    asked_days: tuple[dt.date, ...] = ()

    @property
    def answered(self) -> int:
        """How many attempts were answered, though not with what was asked for."""
        return sum(1 for one in self.attempts if one.answered)

    @property
    def last_asked(self) -> dt.date:
        """The day of the last attempt."""
        return max((one.day for one in self.attempts), default=self.asked_on)

    @property
    def sentence(self) -> str:
        """`9 attempts over 41 days, 2 answered.`, for a court or a manager."""
        return sentence_of(self.attempts, self.days)

    def is_due(self, today: dt.date) -> bool:
        """Whether it is time to ask again."""
        return self.due_on is not None and self.due_on <= today


def waiting(case_file: CaseFile) -> list[Waiting]:
    """Every request without an answer, the one that waits longest first."""
    found = [
        *_tasks(case_file),
        *_reports(case_file),
        *_minutes(case_file),
        *_productions(case_file),
        *_letters(case_file),
    ]
    told = _told_apart(case_file, found)
    return sorted(told, key=lambda one: (one.asked_on, one.what))


def request_of(case_file: CaseFile, task_id: str, request_key: str) -> Waiting | None:
    """The request that a letter is about; None where it is about none, or has been answered."""
    for one in waiting(case_file):
        if (request_key and one.key == request_key) or (task_id and one.task_id == task_id):
            return one
    return None


def by_organisation(case_file: CaseFile, every: Iterable[Waiting]) -> list[tuple[str, str, int]]:
    """For each authority, court or firm: its name, the sentence, and how many requests wait.

    A call about two requests is one attempt.
    """
    groups: dict[str, list[Waiting]] = {}
    for one in every:
        groups.setdefault(one.organisation_id or one.party_id, []).append(one)
    found = []
    for party, requests in groups.items():
        attempts = _each_once(requests)
        since = min(one.asked_on for one in requests)
        days = (case_file.as_of - since).days
        name = case_file.name(party) if party else _("Nobody is named")
        found.append((name, sentence_of(attempts, days), len(requests), since))
    found.sort(key=lambda one: (one[3], one[0]))
    return [(name, sentence, count) for name, sentence, count, _since in found]


def sentence_of(attempts: tuple[Attempt, ...], days: int) -> str:
    """Attempts, days and answers in one sentence; without days where the first is of today."""
    count = len(attempts)
    if not count:
        return _("No attempt is noted yet.")
    answered = min(count, sum(1 for one in attempts if one.answered))
    tried = _("1 attempt") if count == 1 else _("{count} attempts").format(count=count)
    over = _("1 day") if days == 1 else _("{count} days").format(count=days)
    came = _("none answered") if not answered else _("{count} answered").format(count=answered)
    if days < 1:
        return _("{attempts} so far, {answered}.").format(attempts=tried, answered=came)
    return _("{attempts} over {days}, {answered}.").format(attempts=tried, days=over, answered=came)


def organisation_of(case_file: CaseFile, party_id: str) -> str:
    """The organisation of a professional, or the organisation itself; empty where unknown."""
    if case_file.get(Organisation, party_id) is not None:
        return party_id
    person = case_file.get(Person, party_id)
    return person.organisation_id if person else ""


def chased_days(lines: Iterable[str]) -> list[dt.date]:
    """The days in a list of days on which something was chased; other words are passed over."""
    days = (read_date(line) or read_date(line[:10]) for line in lines)
    return [day for day in days if day is not None]


def key_of_report(application_id: str, report: MbuReport) -> str:
    """What names a report that the Board waits for."""
    return f"mbu:{application_id}:{report.from_whom}"


def _tasks(case_file: CaseFile) -> Iterator[Waiting]:
    told_by_report = {
        report_task_id(application, report)
        for application in case_file.of(MbuApplication)
        for report in application.reports
        if report.requested
    }
    for entry in case_file.entries_of(Task):
        task = entry.record
        waits = task.status == "waiting" or bool(task.waiting_on_id)
        if task.id in told_by_report:
            continue
        if not task.is_open() or not waits or task.answered_on is not None:
            continue
        asked = task.asked_on or entry.saved.first_at.astimezone().date()
        party = task.waiting_on_id or _court_of(case_file, task.hearing_id)
        about = tuple(task.child_ids)
        days = chased_days(task.chased)
        made = _made(case_file, f"task:{task.id}", task.title, task.id, party, about, asked, days)
        yield replace(made, task_id=task.id)


def _reports(case_file: CaseFile) -> Iterator[Waiting]:
    for application in case_file.of(MbuApplication):
        if application.ended or application.status == "withdrawn":
            continue
        for report in application.reports:
            if not report.requested or report.received:
                continue
            by_task = report_task_id(application, report)
            words = _("Report for the Mother and Baby Unit Board: {whom}")
            made = _made(
                case_file,
                key_of_report(application.id, report),
                words.format(whom=report.from_whom),
                application.id,
                report.person_id,
                (application.child_id,) if application.child_id else (),
                report.requested,
                [*chased_days(report.chased), *_by_letter(case_file, f"task:{by_task}")],
            )
            yield replace(made, task_id=by_task)


def _minutes(case_file: CaseFile) -> Iterator[Waiting]:
    told = {task.id for task in case_file.of(Task) if task.status != "cancelled"}
    for meeting in case_file.of(Meeting):
        by_task = meeting_task_id(meeting, MINUTES) in told
        if not meeting.minutes_asked_for or meeting.minutes_received or by_task:
            continue
        words = _("Minutes: {meeting}, {day}")
        what = words.format(meeting=meeting.headline(case_file.name), day=written(meeting.date))
        party = meeting.chair_id or meeting.host_org_id
        about = tuple(meeting.child_ids)
        asked, key = meeting.minutes_asked_for, f"minutes:{meeting.id}"
        yield _made(case_file, key, what, meeting.id, party, about, asked, [])


def _productions(case_file: CaseFile) -> Iterator[Waiting]:
    told = {task.id for task in case_file.of(Task) if task.status != "cancelled"}
    for hearing in case_file.of(Hearing):
        asked, by_task = hearing.production_requested, court_task_id(hearing, PRODUCTION) in told
        over = hearing.date is not None and hearing.date < case_file.as_of
        if not asked or hearing.production_confirmed or over or by_task:
            continue
        words = _("Bringing or linking her to the hearing of {day}")
        what = words.format(day=written(hearing.date))
        proceedings = case_file.get(Proceedings, hearing.proceedings_id)
        about = tuple(proceedings.child_ids) if proceedings else ()
        party, key = _court_of(case_file, hearing.id), f"production:{hearing.id}"
        yield _made(case_file, key, what, hearing.id, party, about, asked, [])


def _letters(case_file: CaseFile) -> Iterator[Waiting]:
    standing = (task for task in case_file.of(Task) if task.status != "cancelled")
    taken_over = {task.from_record_id for task in standing}
    for letter in case_file.of(Letter):
        if letter.id in taken_over:
            continue
        waits = letter.kind in EXPECT_AN_ANSWER and letter.status == "sent"
        if not waits or letter.answered_on or letter.task_id or letter.request_key:
            continue
        asked = letter.sent_on or letter.date
        if asked is None:
            continue
        key, about = f"letter:{letter.id}", tuple(letter.child_ids)
        yield _made(case_file, key, letter.subject, letter.id, letter.to_id, about, asked, [])


def _made(
    case_file: CaseFile,
    key: str,
    what: str,
    record_id: str,
    party_id: str,
    child_ids: tuple[str, ...],
    asked_on: dt.date,
    chased: list[dt.date],
) -> Waiting:
    organisation = organisation_of(case_file, party_id) or _authority(
        case_file, party_id, child_ids
    )
    chased = [*chased, *_by_letter(case_file, key)]
    logged = _logged(case_file, party_id, organisation, child_ids, asked_on)
    days = {day for day in (asked_on, *chased) if asked_on <= day <= case_file.as_of}
    return Waiting(
        key=key,
        what=what,
        record_id=record_id,
        party_id=party_id,
        organisation_id=organisation,
        child_ids=child_ids,
        asked_on=asked_on,
        days=max(0, (case_file.as_of - asked_on).days),
        attempts=logged,
        due_on=None,
        asked_days=tuple(sorted(days)),
    )


def _told_apart(case_file: CaseFile, found: list[Waiting]) -> list[Waiting]:
    """The same requests, each with the attempts that are surely its own."""
    again = target(case_file, "chase_after_days")
    claims: dict[str, list[Waiting]] = {}
    for one in found:
        for attempt in one.attempts:
            claims.setdefault(attempt.source, []).append(one)
    owners = {source: _owners(case_file, source, those) for source, those in claims.items()}
    made = []
    for one in found:
        own = [attempt for attempt in one.attempts if one.key in owners[attempt.source]]
        others = [attempt for attempt in one.attempts if attempt not in own]
        attempts = _with_answers(own, one.asked_days, one.key)
        last = max((attempt.day for attempt in attempts), default=one.asked_on)
        made.append(
            replace(
                one,
                attempts=attempts,
                others=tuple(others),
                due_on=last + dt.timedelta(days=again) if again else None,
            )
        )
    return made


def _owners(case_file: CaseFile, entry_id: str, claiming: list[Waiting]) -> set[str]:
    """The requests that a log entry was about: the only one that it can be, or those it names."""
    if len(claiming) == 1:
        return {claiming[0].key}
    entry = case_file.get(ContactLogEntry, entry_id)
    text = fold(f"{entry.text} {entry.chronology} {entry.follow_up}") if entry else ""
    return {one.key for one in claiming if one.what and fold(one.what) in text}


def _with_answers(
    own: list[Attempt], asked_days: tuple[dt.date, ...], key: str
) -> tuple[Attempt, ...]:
    """Attempts by day, those that the log does not know included; what came in answers the last."""
    tried = [one for one in own if not one.came_in]
    logged = {one.day for one in tried}
    tried += [Attempt(day, False, key) for day in asked_days if day not in logged]
    tried.sort(key=lambda one: (one.day, one.source))
    for came in (one for one in own if one.came_in):
        before = [n for n, one in enumerate(tried) if one.day <= came.day and not one.answered]
        if before:
            tried[before[-1]] = replace(tried[before[-1]], answered=True)
    return tuple(tried)


def _each_once(requests: list[Waiting]) -> tuple[Attempt, ...]:
    """All attempts with the same people: what the log says once, whatever it was about."""
    logged = {
        attempt.source: attempt
        for one in requests
        for attempt in (*one.others, *one.attempts)
        if attempt.source != one.key
    }
    days = {(one.key, day) for one in requests for day in one.asked_days}
    known = {attempt.day for attempt in logged.values() if not attempt.came_in}
    asked = [Attempt(day, False, key) for key, day in sorted(days) if day not in known]
    return _with_answers([*logged.values(), *asked], (), "")


def _authority(case_file: CaseFile, party_id: str, child_ids: tuple[str, ...]) -> str:
    """The authority of a children's social worker whose organisation nobody wrote down."""
    person = case_file.get(Person, party_id)
    if person is None or person.role not in ("child_social_worker", "team_manager"):
        return ""
    found = {one.local_authority_id for one in case_file.children if one.id in child_ids} - {""}
    return found.pop() if len(found) == 1 else ""


def _by_letter(case_file: CaseFile, key: str) -> list[dt.date]:
    """Days on which a letter about this request went out."""
    return [
        letter.sent_on
        for letter in case_file.of(Letter)
        if letter.sent_on and letter.status == "sent" and is_about(letter, key)
    ]


def is_about(letter: Letter, key: str) -> bool:
    """Whether a letter chases the request that `key` names."""
    return letter.request_key == key or (bool(letter.task_id) and key == f"task:{letter.task_id}")


def _logged(
    case_file: CaseFile,
    party_id: str,
    organisation_id: str,
    child_ids: tuple[str, ...],
    asked_on: dt.date,
) -> tuple[Attempt, ...]:
    """What the log says was tried with those who were asked, and what came from them."""
    return tuple(
        Attempt(entry.date, _was_answered(entry), entry.id, entry.direction == "incoming")
        for entry in case_file.of(ContactLogEntry)
        if entry.date is not None
        and asked_on <= entry.date <= case_file.as_of
        and entry.channel in _TRIED
        and entry.direction != "work_on_file"
        and _is_with(case_file, entry, party_id, organisation_id, child_ids)
    )


def _was_answered(entry: ContactLogEntry) -> bool:
    """Somebody spoke to us; a letter or an e-mail that we sent is no answer."""
    if entry.contact_made is False:
        return False
    return entry.direction == "incoming" or entry.channel in _SPOKEN


def _is_with(
    case_file: CaseFile,
    entry: ContactLogEntry,
    party_id: str,
    organisation_id: str,
    child_ids: tuple[str, ...],
) -> bool:
    """With whom was asked, or with a colleague of theirs about the same children."""
    if party_id and party_id in entry.with_person_ids:
        return True
    about, named = set(entry.about_child_ids), set(child_ids)
    if not organisation_id or (about and named and not about & named):
        return False
    people = (case_file.get(Person, one) for one in entry.with_person_ids)
    return any(one is not None and one.organisation_id == organisation_id for one in people)


def _court_of(case_file: CaseFile, hearing_id: str) -> str:
    hearing = case_file.get(Hearing, hearing_id)
    proceedings = case_file.get(Proceedings, hearing.proceedings_id) if hearing else None
    return proceedings.court_id if proceedings else ""
