"""What is saved when somebody is chased, answers, or a letter goes out. Pure: records in, out.

A request that is no task yet becomes one when it is chased for the first time, so that each day
of chasing is kept.
"""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.asked_for import task_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import Hearing
from tac_desktop.casework.court_tasks import PRODUCTION
from tac_desktop.casework.court_tasks import task_id as court_task_id
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meeting_tasks import MINUTES
from tac_desktop.casework.meeting_tasks import task_id as meeting_task_id
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Record
from tac_desktop.casework.waiting import Waiting, key_of_report
from tac_desktop.casework.work import Disclosure, Task
from tac_desktop.words import _

_FORM_OF_WAY = {"post": "paper", "by_hand": "paper", "secure_email": "pdf_file"}


def chased(case_file: CaseFile, request: Waiting, day: dt.date) -> list[Record]:
    """The records that note that this request was chased on `day`."""
    line = day.isoformat()
    application = case_file.get(MbuApplication, request.record_id)
    if application is not None:
        reports = list(application.reports)
        for place, report in enumerate(reports):
            if key_of_report(application.id, report) == request.key and line not in report.chased:
                dated = {"chased": [*report.chased, line]}
                reports[place] = report.model_copy(update=dated)
        return [application.changed(reports=reports)]
    task = _as_task(case_file, request)
    if line in task.chased:
        return [task]
    return [task.changed(chased=[*task.chased, line])]


def tried(
    case_file: CaseFile, request: Waiting, day: dt.date, channel: str, reached: bool | None
) -> ContactLogEntry:
    """A short log entry for the attempt; `reached` None where nobody could answer at once."""
    person = case_file.get(Person, request.party_id)
    return ContactLogEntry(
        mother_id=case_file.mother_id,
        date=day,
        channel=channel,
        direction="outgoing",
        with_person_ids=[person.id] if person else [],
        with_others="" if person or not request.party_id else case_file.name(request.party_id),
        about_child_ids=list(request.child_ids),
        contact_made=reached is not False,
        text=_("Asked again: {what}").format(what=request.what),
    )


def answered(case_file: CaseFile, request: Waiting, day: dt.date) -> list[Record]:
    """The records that note that the answer came on `day`."""
    application = case_file.get(MbuApplication, request.record_id)
    if application is not None:
        reports = [
            one.model_copy(update={"received": day})
            if key_of_report(application.id, one) == request.key
            else one
            for one in application.reports
        ]
        return [application.changed(reports=reports)]
    letter = case_file.get(Letter, request.record_id)
    if letter is not None:
        return [letter.changed(answered_on=day)]
    known = case_file.get(Task, request.record_id)
    found: list[Record] = []
    if known is not None:
        found.append(known.changed(status="done", done_on=day, answered_on=day))
    meeting_id = known.meeting_id if known is not None else request.record_id
    meeting = case_file.get(Meeting, meeting_id)
    about_minutes = known is None or known.kind == "minutes"
    if meeting is not None and about_minutes and meeting.minutes_received is None:
        found.append(meeting.changed(minutes_received=day))
    hearing_id = known.hearing_id if known is not None else request.record_id
    hearing = case_file.get(Hearing, hearing_id)
    if hearing is not None and hearing.production_confirmed is None:
        about_her = known is None or known.id == court_task_id(hearing, PRODUCTION)
        found += [hearing.changed(production_confirmed=day)] if about_her else []
    asked = case_file.get(Letter, known.from_record_id) if known is not None else None
    if asked is not None and asked.answered_on is None:
        found.append(asked.changed(answered_on=day))
    return found


def letter_sent(
    case_file: CaseFile,
    letter: Letter,
    request: Waiting | None,
    day: dt.date,
    way: str,
    worker_id: str,
) -> list[Record]:
    """The letter as sent, the request chased, and the disclosure that it is."""
    sent = letter.changed(status="sent", sent_on=day, sent_how=way)
    found: list[Record] = [sent]
    if request is not None:
        found += chased(case_file, request, day)
    found.append(
        Disclosure(
            id=derived_id(letter.id, "sent"),
            mother_id=letter.mother_id,
            at=day,
            what=_("Letter: {subject}").format(subject=letter.subject),
            to=case_file.name(letter.to_id),
            form=_FORM_OF_WAY.get(way, "read_out"),
            copies=1,
            worker_id=worker_id,
        )
    )
    return found


def done(task: Task, day: dt.date) -> Task:
    """The task, done; what somebody was asked for counts as answered."""
    waited = bool(task.waiting_on_id) and task.answered_on is None
    return task.changed(status="done", done_on=day, answered_on=day if waited else task.answered_on)


def _as_task(case_file: CaseFile, request: Waiting) -> Task:
    """The task that stands for a request: its own, or a new one under a name that stays."""
    known = case_file.get(Task, request.record_id)
    if known is not None:
        return known
    meeting = case_file.get(Meeting, request.record_id)
    hearing = case_file.get(Hearing, request.record_id)
    task_id, kind = derived_id(request.record_id, "waiting"), "follow_up"
    if meeting is not None:
        task_id, kind = meeting_task_id(meeting, MINUTES), "minutes"
    elif hearing is not None:
        task_id, kind = court_task_id(hearing, PRODUCTION), "production"
    return task_for(
        case_file,
        task_id,
        title=request.what,
        kind=kind,
        status="waiting",
        waiting_on_id=request.party_id,
        asked_on=request.asked_on,
        child_ids=list(request.child_ids),
        meeting_id=meeting.id if meeting else "",
        hearing_id=hearing.id if hearing else "",
        from_record_id=request.record_id,
    )
