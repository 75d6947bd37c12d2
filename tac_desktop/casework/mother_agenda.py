"""Works out the agenda of one mother from her case file."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.acct import AcctEpisode
from tac_desktop.casework.agenda import AgendaItem, MotherAgenda, RiskItem, WaitingItem
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_plans import FamilyDay, SeparationPlan
from tac_desktop.casework.court import Hearing
from tac_desktop.casework.date_kinds import DateAhead
from tac_desktop.casework.dates_ahead import dates_ahead, still_to_be_done
from tac_desktop.casework.episode import Case
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.risk_dates import risk_dates
from tac_desktop.casework.waiting import waiting
from tac_desktop.casework.work import Task

DAYS = 31
"""How far the agenda of a mother reaches."""
RISK_DAYS = 7


def is_active(case_file: CaseFile) -> bool:
    """Whether there is work with her: her latest case is not closed, or there is none yet."""
    cases = case_file.of(Case)
    latest = max(cases, key=lambda one: (one.episode or 0, one.opened or dt.date.min), default=None)
    return latest is None or latest.status != "closed"


def mother_agenda(case_file: CaseFile) -> MotherAgenda:
    """The agenda of one mother on the file's day."""
    mother, custody = case_file.mother, case_file.custody
    acct = [one for one in case_file.of(AcctEpisode) if one.status == "open"]
    cases = case_file.of(Case)
    latest = max(cases, key=lambda one: (one.episode or 0, one.opened or dt.date.min), default=None)
    return MotherAgenda(
        mother_id=case_file.mother_id,
        name=f"{mother.last_name.upper()}, {mother.first_names}" if mother else "",
        known_as=mother.known_as if mother else "",
        prison_number=custody.prison_number if custody else "",
        location=custody.current_location if custody else "",
        case_status=latest.status if latest else "",
        acct_since=min((one.opened for one in acct if one.opened), default=None),
        acct_open=bool(acct),
        dates=tuple(_item(case_file, one) for one in dates_ahead(case_file, DAYS)),
        overdue=tuple(_item(case_file, one) for one in still_to_be_done(case_file)),
        risks=tuple(
            RiskItem(one.date, one.until, one.why, one.record_id)
            for one in risk_dates(case_file, RISK_DAYS)
        ),
        waiting=tuple(
            WaitingItem(
                one.key,
                one.what,
                case_file.name(one.party_id) if one.party_id else "",
                one.record_id,
                one.asked_on,
                one.due_on,
                one.sentence,
                one.task_id,
            )
            for one in waiting(case_file)
        ),
    )


def _item(case_file: CaseFile, one: DateAhead) -> AgendaItem:
    task = case_file.get(Task, one.record_id)
    return AgendaItem(
        one.date,
        one.time,
        one.what,
        one.record_id,
        one.kind.value,
        _place(case_file, one.record_id),
        task.kind if task else "",
    )


def _place(case_file: CaseFile, record_id: str) -> str:
    entry = case_file.by_id.get(record_id)
    record = entry.record if entry else None
    if isinstance(record, (Meeting, FamilyDay, SeparationPlan)):
        return record.place
    if isinstance(record, Hearing) and record.attendance_mode:
        return code_list("hearing_attendance").label(record.attendance_mode)
    return ""
