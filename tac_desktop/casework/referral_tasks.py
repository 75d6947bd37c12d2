"""Whoever referred a mother is told what became of it.

Evaluation (second interim report, 2023): staff who referred a mother "did not always get updated".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tac_desktop.casework.asked_for import settled, task_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.dates import written
from tac_desktop.casework.episode import Referral
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.letter_texts import letter_start
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import Task
from tac_desktop.words import _


def referral_tasks(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """The task to tell the referrer, once there is an outcome; closed when she or he was told."""
    if not isinstance(record, Referral):
        return
    task_id = task_of(record)
    if not needs_telling(record):
        yield from settled(case_file, task_id, on=record.referrer_updated_on)
        return
    words = _("Tell the referrer what became of the referral: {who}")
    yield task_for(
        case_file,
        task_id,
        title=words.format(who=referrer_in_words(record, case_file)),
        kind="tell_referrer",
        due=max(case_file.as_of, record.date or case_file.as_of),
        waiting_on_id="",
    )


def referrer_was_told(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """Doing the task is telling the referrer: the referral says so too."""
    if not isinstance(record, Task) or record.status != "done" or record.kind != "tell_referrer":
        return
    for referral in case_file.of(Referral):
        if task_of(referral) == record.id and not referral.referrer_updated_on:
            yield referral.changed(referrer_updated_on=record.done_on or case_file.as_of)


def letter_was_sent(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """A letter to the referrer that was sent is telling her or him."""
    if not isinstance(record, Letter) or record.kind != "to_referrer" or record.status != "sent":
        return
    for referral in case_file.of(Referral):
        if task_of(referral) == record.task_id and not referral.referrer_updated_on:
            day = record.sent_on or case_file.as_of
            yield referral.changed(referrer_updated_on=day)
            yield from settled(case_file, record.task_id, on=day)


def needs_telling(referral: Referral) -> bool:
    """Whether the referrer has to be told something still.

    A mother who referred herself and was seen knows.
    """
    if not referral.outcome or referral.referrer_updated_on is not None:
        return False
    return not (referral.source == "self" and referral.first_seen is not None)


def task_of(referral: Referral) -> str:
    """The identifier of the task to tell this referral's referrer."""
    return derived_id(referral.id, "tell-referrer")


def referrer_in_words(referral: Referral, case_file: CaseFile) -> str:
    """The referrer by name, or by where the referral came from."""
    if referral.referrer_person_id:
        return case_file.name(referral.referrer_person_id)
    return code_list("referral_source").label(referral.source)


def text_for_case_notes(referral: Referral, case_file: CaseFile) -> str:
    """What may stand in the prison's own case notes: that she was referred, and the outcome.

    No child, no reason, no family detail: whoever reads case notes may read it.
    """
    mother, custody = case_file.mother, case_file.custody
    name = mother.formal_name() if mother else ""
    number = custody.prison_number if custody else ""
    who = " ".join(part for part in (name, f"({number})" if number else "") if part)
    words = [
        _("{who}: referral to the social worker of {day}.").format(
            who=who, day=written(referral.date)
        )
    ]
    if referral.outcome:
        outcome = code_list("referral_outcome").label(referral.outcome)
        words.append(_("Outcome: {outcome}.").format(outcome=outcome))
    if referral.first_seen:
        words.append(_("First seen on {day}.").format(day=written(referral.first_seen)))
    words.append(_("Please ask the social worker rather than her about what was said."))
    return " ".join(words)


def letter_to_referrer(
    referral: Referral, case_file: CaseFile, worker_id: str
) -> dict[str, object]:
    """Answers to begin a letter to the referrer with; the text is the service's to edit."""
    outcome = code_list("referral_outcome").label(referral.outcome).lower()
    fields = {"referred_on": written(referral.date), "outcome": outcome}
    to_id = referral.referrer_person_id
    start = letter_start(case_file, "to_referrer", to_id, (), worker_id, fields)
    return {
        "kind": "to_referrer",
        "date": case_file.as_of,
        "to_id": to_id,
        "subject": start.subject,
        "text": start.text,
        "task_id": task_of(referral),
    }


def latest_referral(case_file: CaseFile, case_id: str = "") -> Referral | None:
    """The referral that came last, of one period of work where one is named."""
    found = [one for one in case_file.of(Referral) if not case_id or one.case_id == case_id]
    return max(found, key=lambda one: one.date or dt.date.min, default=None)
