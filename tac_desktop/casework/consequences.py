"""What saving one record asks for: tasks, and changes to the records it touches.

A rule is a pure function of the record and its file. It returns the records that should be saved
with it in the same stroke; identifiers are derived from the record, so saving twice asks for the
same ones. Rules for a record type stand in the module of its subject and are listed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.record import Record, content_of
from tac_desktop.casework.work import Task


@dataclass(frozen=True)
class Exactly:
    """A record to be saved as it is, whatever became of it: a task closed or opened again."""

    record: Record


Rule = Callable[[Record, CaseFile], Iterable[Record | Exactly]]


def consequences(record: Record, case_file: CaseFile) -> list[Record]:
    """Everything that goes with saving `record`, without what the file holds already.

    A record that was entered in error asks for nothing, and what it asked for is not to be done.
    """
    if record.entered_in_error:
        return [
            task.changed(status="cancelled")
            for task in case_file.of(Task)
            if task.is_open() and task.from_record_id == record.id
        ]
    found: dict[str, Record] = {}
    for rule in _rules().get(record.type_name, ()):
        for wanted in rule(record, case_file):
            made = _as_it_stands(wanted, case_file)
            if made is not None and made.id != record.id:
                found[made.id] = made
    return list(found.values())


def _as_it_stands(wanted: Record | Exactly, case_file: CaseFile) -> Record | None:
    """The record to save: a task that was begun keeps its status and notes.

    None where nothing would change.
    """
    exactly = isinstance(wanted, Exactly)
    if isinstance(wanted, Exactly):
        wanted = wanted.record
    entry = case_file.by_id.get(wanted.id)
    if entry is None:
        return wanted
    known = entry.record
    if not exactly and isinstance(known, Task) and isinstance(wanted, Task):
        wanted = known.changed(title=wanted.title, due=wanted.due)
    return None if content_of(known) == content_of(wanted) else wanted


def _rules() -> dict[str, tuple[Rule, ...]]:
    """Rules by record type, imported when first asked for."""
    from tac_desktop.casework import (
        acct_news,
        acct_tasks,
        concern_tasks,
        consents,
        court_tasks,
        departure,
        explained,
        family_days,
        goodbye,
        mbu_tasks,
        meeting_tasks,
        one_after_another,
        oversight_tasks,
        pre_release,
        referral_tasks,
    )

    return {
        "hearing": (court_tasks.tasks_of_hearing,),
        "court_order": (court_tasks.tasks_of_order,),
        "task": (
            court_tasks.direction_of_task,
            acct_tasks.after_task,
            mbu_tasks.after_task,
            referral_tasks.referrer_was_told,
            pre_release.task_was_done,
        ),
        "acct_episode": (acct_tasks.after_episode,),
        "acct_review": (acct_tasks.after_review,),
        "contact_log": (acct_news.after_entry,),
        "mbu_application": (mbu_tasks.after_application,),
        "separation_plan": (mbu_tasks.after_separation_plan, goodbye.after_goodbye),
        "placement": (one_after_another.former_ends,),
        "legal_status": (one_after_another.former_ends,),
        "family_day": (family_days.sessions_of_family_day,),
        "concern": (concern_tasks.after_concern,),
        "meeting": (meeting_tasks.tasks_of_meeting,),
        "referral": (referral_tasks.referral_tasks,),
        "letter": (referral_tasks.letter_was_sent,),
        "consent": (consents.consent_tasks,),
        "departure": (departure.departure_effects,),
        "release_plan": (pre_release.release_tasks,),
        "custody": (pre_release.release_date_moved,),
        "explanation": (explained.explanation_tasks,),
        "management_oversight": (oversight_tasks.oversight_effects,),
        "prison_decision": (oversight_tasks.decision_tasks,),
    }
