"""What a concern asks for: somebody was told, and on a day one asks what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.concern import Concern
from tac_desktop.casework.consequences import Exactly
from tac_desktop.casework.dates import written
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.record import Record
from tac_desktop.casework.warnings_before import Warning
from tac_desktop.casework.work import Task
from tac_desktop.words import _


def after_concern(record: Record, case_file: CaseFile) -> Iterator[Record | Exactly]:
    """The task to ask what became of it, until it is settled."""
    assert isinstance(record, Concern)
    task_id = derived_id(record.id, "follow up")
    known = case_file.get(Task, task_id)
    if record.closed_on or record.follow_up_on is None:
        if known is not None and known.is_open():
            done = {"status": "done", "done_on": record.closed_on}
            yield Exactly(known.changed(**done if record.closed_on else {"status": "cancelled"}))
        return
    words = _("Ask what became of the concern of {day}")
    task = Task(
        id=task_id,
        mother_id=record.mother_id,
        title=words.format(day=written(record.date)),
        kind="concern",
        due=record.follow_up_on,
        child_ids=record.child_ids,
        from_record_id=record.id,
    )
    before = case_file.get(Concern, record.id)
    asked_anew = before is not None and (before.closed_on or before.follow_up_on is None)
    if known is not None and not known.is_open() and asked_anew:
        yield Exactly(known.changed(status="open", done_on=None, due=task.due))
    else:
        yield task


def nobody_was_told(record: Record, case_file: CaseFile) -> Iterator[Warning]:
    """Passing a risk on comes before writing it down."""
    assert isinstance(record, Concern)
    if not any(one.who for one in record.told):
        yield Warning(
            _("Nobody is noted as told. Tell wing staff or the duty manager first, then write.")
        )
