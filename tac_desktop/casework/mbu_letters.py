"""Letters that ask for a report for the Board.

The first one asks, later ones remind, firmer each time, up the same ladder as any other request.
"""

from __future__ import annotations

from typing import Any

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.letter_texts import letter_about
from tac_desktop.casework.mbu import MbuApplication, MbuReport
from tac_desktop.casework.mbu_reports import report_task_id
from tac_desktop.casework.people import Involvement
from tac_desktop.casework.text import fold
from tac_desktop.casework.waiting import key_of_report, request_of
from tac_desktop.casework.waiting_ladder import next_rung


def letter_answers(
    case_file: CaseFile, application: MbuApplication, report: MbuReport, worker_id: str = ""
) -> dict[str, Any]:
    """What the letter's form begins with, for a report as it stands after it was asked for."""
    key = key_of_report(application.id, report)
    request = request_of(case_file, report_task_id(application, report), key)
    rung = next_rung(case_file, request) if request and report.chased else None
    if request is not None and rung is not None:
        return letter_about(case_file, request, rung, worker_id).answers()
    children = [application.child_id, *application.other_child_ids]
    return {
        "kind": "mbu_report_chase" if report.chased else "mbu_report",
        "to_id": report.person_id or _person_for(case_file, report),
        "child_ids": [one for one in children if one],
        "task_id": report_task_id(application, report),
    }


def _person_for(case_file: CaseFile, report: MbuReport) -> str:
    """Somebody on the file whose role is what the report is called after."""
    name = fold(report.from_whom)
    for one in case_file.of(Involvement):
        current = not one.end or one.end >= case_file.as_of
        if current and one.role and fold(code_list("role").label(one.role)) in name:
            return one.person_id
    return ""
