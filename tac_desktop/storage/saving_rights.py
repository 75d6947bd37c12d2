"""Which records take more than the right to write, and which a person who signs off may save."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tac_desktop.casework.disposal import Disposal
from tac_desktop.casework.episode import Case
from tac_desktop.casework.oversight import DISPOSAL_APPROVED, ManagementOversight
from tac_desktop.casework.record import Record
from tac_desktop.casework.retention import LegalHold
from tac_desktop.casework.work import Disclosure, Supervision, Task
from tac_desktop.storage import projection
from tac_desktop.storage.database import Database
from tac_desktop.storage.revisions import revisions_of
from tac_desktop.storage.roles import Right

_SIGNING = (ManagementOversight, Task, Disclosure)
"""What a person who signs off writes anew, and changes where it is her own."""

_APPROVAL = ("approved_by_id", "approved_on")


def beyond_writing(records: Sequence[Record]) -> Iterator[Right]:
    """The rights that these records take besides that of writing or signing off."""
    if any(isinstance(one, Disposal) for one in records):
        yield Right.DISPOSE
    if any(_approves_disposal(one) for one in records):
        yield Right.APPROVE_DISPOSAL


def signs_off(database: Database, record: Record, worker_id: str) -> bool:
    """Whether a record is one that this person may save, where she only signs off."""
    entry = next(iter(projection.entries(database, "record_id = ?", [record.id])), None)
    if isinstance(record, Case) and entry is not None:
        approved = {name: getattr(record, name) for name in _APPROVAL}
        return entry.record.changed(**approved) == record
    if isinstance(record, _SIGNING):
        first = next(iter(revisions_of(database, record.id)), None)
        return first is None or first.by_id == worker_id
    return isinstance(record, Supervision | LegalHold)


def _approves_disposal(record: Record) -> bool:
    return isinstance(record, ManagementOversight) and record.kind == DISPOSAL_APPROVED
