"""What a new record starts with, so that nobody types what the program knows. No Qt here."""

from __future__ import annotations

from typing import Any

from tac_desktop.casework.acct_news import running_episode
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import current_case
from tac_desktop.casework.letter_texts import fields_of, letter_start
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.record import Record
from tac_desktop.casework.supervision import agenda_for
from tac_desktop.casework.waiting import request_of
from tac_desktop.casework.work import Supervision


def new_record(
    cls: type[Record], case_file: CaseFile, worker_id: str, answers: dict[str, Any] | None = None
) -> Record:
    """A record of this file to begin with: its worker, its case, and what `answers` say."""
    known: dict[str, Any] = {"mother_id": case_file.mother_id}
    fields = cls.model_fields
    if "worker_id" in fields:
        known["worker_id"] = worker_id
    if "case_id" in fields:
        case = current_case(case_file)
        known["case_id"] = case.id if case else ""
    if "acct_id" in fields:
        episode = running_episode(case_file)
        known["acct_id"] = episode.id if episode else ""
    if issubclass(cls, Supervision):
        known["agenda"] = agenda_for(case_file)
    if issubclass(cls, Letter):
        known |= _letter(case_file, worker_id, answers or {})
    return cls.model_validate({**known, **(answers or {})})


def _letter(case_file: CaseFile, worker_id: str, answers: dict[str, Any]) -> dict[str, Any]:
    """The text of a letter whose kind and recipient are known, as far as its reader may see it."""
    kind, to_id = str(answers.get("kind", "")), str(answers.get("to_id", ""))
    if not kind or answers.get("text"):
        return {}
    if "to_id" in answers and not (to_id or answers.get("task_id")):
        return {}  # the text waits until it is known who reads it
    children = tuple(answers.get("child_ids", ()))
    request = request_of(
        case_file, str(answers.get("task_id", "")), str(answers.get("request_key", ""))
    )
    fields = fields_of(case_file, request) if request else {}
    start = letter_start(case_file, kind, to_id, children, worker_id, fields)
    return {"subject": start.subject, "text": start.text}
