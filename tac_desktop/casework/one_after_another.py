"""A placement or a legal status that takes the place of another one ends it, in the same stroke."""

from __future__ import annotations

from collections.abc import Iterator

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import LegalStatus, Placement
from tac_desktop.casework.record import Record


def former_ends(record: Record, case_file: CaseFile) -> Iterator[Record]:
    """The one that is replaced, ended on the day on which this one begins."""
    assert isinstance(record, (Placement, LegalStatus))
    former = case_file.get(type(record), record.replaces_id) if record.replaces_id else None
    if former is None or record.start is None or former.id == record.id:
        return
    backwards = former.start is not None and former.start > record.start
    if former.child_id == record.child_id and former.end != record.start and not backwards:
        yield former.changed(end=record.start)
