"""From the answers on a form to a saved record, proved by reading it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.contact_log import ContactLogEntry, follow_up_task
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.questions import questions_of
from tac_desktop.casework.reasons import WENT_ON
from tac_desktop.casework.record import (
    Problem,
    Record,
    content_of,
    problems,
    questions_asked,
)
from tac_desktop.casework.service import Service
from tac_desktop.casework.subject_access import SubjectAccess
from tac_desktop.casework.warnings_before import Warning
from tac_desktop.casework.work import Task
from tac_desktop.errors import TacError
from tac_desktop.storage.authorities import keep_chosen_authorities
from tac_desktop.ui import messages
from tac_desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tac_desktop.storage.vault import Vault


SHARED_KINDS = ("professional", "other")
"""People of the address book, which all files share."""


class NotSaved(TacError):
    """The vault does not hold what was typed, although it reported no fault."""

    def __init__(self) -> None:
        super().__init__(
            _("Reading the record back showed something else than what was typed."),
            _("Your text is still on the screen and is kept as a draft."),
            _("Save again. If it happens again, check the vault before you go on."),
        )


def record_with(start: Record, answers: Mapping[str, Any]) -> tuple[Record | None, list[Problem]]:
    """The record that the answers make, and everything that keeps it from being saved.

    An answer whose question was asked when the form was opened and is not asked any more is taken
    back; what an import brought for a question that was never asked stays.
    """
    cls = type(start)
    before = {name: getattr(start, name) for name in cls.model_fields}
    asked_before = {spec.name for spec in questions_asked(before, cls)}
    asked_now = {spec.name for spec in questions_asked({**before, **answers}, cls)}
    new: dict[str, Any] = {}
    for name, answer in answers.items():
        if name in asked_now:
            new[name] = answer
        elif name in asked_before:
            new[name] = _blank(cls, name)
    try:
        record = start.changed(**new)
    except ValidationError as error:
        return None, _as_problems(cls, error)
    return record, problems(record)


def in_its_file(record: Record) -> Record:
    """A new record in the file it was made in, or in none where all files share its kind."""
    shared = isinstance(record, (Organisation, Worker, Service, SubjectAccess))
    if isinstance(record, Person):
        shared = record.kind in SHARED_KINDS
    return record.changed(mother_id="") if shared else record


def changes(before: Record, after: Record) -> dict[str, Any]:
    """The answers that differ."""
    return {
        name: getattr(after, name)
        for name in type(after).model_fields
        if getattr(after, name) != getattr(before, name)
    }


def put_on_top(current: Record, opened: Record, mine: Record) -> tuple[Record, list[str]]:
    """My changes on top of what the record has become since I opened it.

    Returns the record and the labels of the questions that both of us answered differently; for
    those my answer is taken.
    """
    my_changes, their_changes = changes(opened, mine), changes(opened, current)
    specs = questions_of(type(current))
    both = [
        specs[name].label
        for name, value in my_changes.items()
        if name in their_changes and their_changes[name] != value and name in specs
    ]
    return current.changed(**my_changes), both


def with_follow_up(vault: Vault, record: Record) -> list[Record]:
    """The record, and the task that it asks for: a new one, or the old one with the new words.

    A task that was begun keeps its status: only its words and its day follow the entry.
    """
    if not isinstance(record, ContactLogEntry):
        return [record]
    task = follow_up_task(record)
    if task is None:
        return [record]
    record = record.changed(follow_up_task_id=task.id)
    before = vault.entry(task.id)
    if before is not None and isinstance(before.record, Task):
        known = before.record
        if (known.title, known.due) == (task.title, task.due):
            return [record]
        task = known.changed(title=task.title, due=task.due)
    return [record, task]


def with_consequences(vault: Vault, record: Record, case_file: CaseFile) -> list[Record]:
    """The record and all that saving it asks for: its follow-up task, and what the rules say."""
    records = with_follow_up(vault, record)
    known = {one.id for one in records}
    return records + [one for one in consequences(records[0], case_file) if one.id not in known]


def warned_reason(parent: QWidget, warnings: Sequence[Warning], what: str) -> str | None:
    """Her reason to save in spite of the warnings, empty without any; None where she goes back."""
    if not warnings:
        return ""
    reason = messages.ask_reason(
        parent,
        _("Stop and look before you save this {what}.").format(what=what),
        [one.sentence for one in warnings],
        _("Save all the same"),
    )
    if not reason:
        return None
    words = _("Saved although: {sentences} Reason: {reason}")
    return words.format(sentences=" ".join(one.sentence for one in warnings), reason=reason)


def save_and_prove(
    vault: Vault,
    records: Sequence[Record],
    *,
    reason: str,
    note: str = "",
    draft_id: str = "",
    went_on: str = "",
) -> Entry[Record]:
    """Save all of the records or none, the draft dropped with the same stroke, and read them back.

    `went_on` says in spite of which warnings, and why; it stands under the first record.
    Returns the first one as it now stands. Raises NotSaved where it is not what was to be saved;
    whoever typed it keeps the draft anew then.
    """
    records = vault.book.as_stored(records)
    keep_chosen_authorities(vault, records)
    vault.save_all(records, reason=reason, note=note, draft_id=draft_id)
    entries = [vault.entry(record.id) for record in records]
    for record, entry in zip(records, entries, strict=True):
        if entry is None or content_of(entry.record) != content_of(record):
            raise NotSaved
    saved = entries[0]
    if went_on:
        vault.save(records[0], reason=WENT_ON, note=went_on)
        saved = vault.entry(records[0].id)
    assert saved is not None
    return saved


def _blank(cls: type[Record], name: str) -> Any:
    default = cls.model_fields[name].get_default(call_default_factory=True, validated_data={})
    if isinstance(default, bool) or default is None:
        return default
    return type(default)()


def _as_problems(cls: type[Record], error: ValidationError) -> list[Problem]:
    found: list[Problem] = []
    for one in error.errors():
        name = str(one["loc"][0]) if one["loc"] else next(iter(cls.model_fields))
        words = _("This answer cannot be kept as it is: {reason}").format(reason=one["msg"])
        if len(one["loc"]) > 1 and isinstance(one["loc"][1], int):
            place = _("Line {place}: {words}")
            words = place.format(place=one["loc"][1] + 1, words=words)
        found.append(Problem(name, words))
    return found
