"""Taking back one stroke of saving: what was new is struck out, what was changed goes back.

Nothing is deleted: the revisions stay in the history of each record.
"""

from __future__ import annotations

from collections.abc import Sequence

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.record import Record


def undone(before: CaseFile, saved: Sequence[Record], reason: str) -> list[Record]:
    """The records that take `saved` back to what the file `before` held.

    `reason` stands on what is struck out because the file did not hold it.
    """
    found = []
    for record in saved:
        entry = before.by_id.get(record.id)
        found.append(entry.record if entry else record.changed(entered_in_error=reason))
    return found
