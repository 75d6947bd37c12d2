"""Looking for entries of the journal: by person, file, sort and day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.storage.canonical import moment_text
from tac_desktop.storage.journal import AuditAction, EntryKind


@dataclass(frozen=True)
class JournalFilter:
    """What is asked for; whatever is left out is not asked. Days are this computer's own.

    An entry fits `kinds` or `actions` where either is given.
    """

    by_id: str = ""
    mother_id: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    kinds: frozenset[EntryKind] = frozenset()
    actions: frozenset[AuditAction] = frozenset()

    def condition(self) -> tuple[str, list[str]]:
        """It in SQL, over the tables `journal j` and `journal_payload p`, with its values."""
        parts, values = ["1"], list[str]()
        if self.by_id:
            parts.append("j.by_id = ?")
            values.append(self.by_id)
        if self.mother_id:
            parts.append("p.mother_id = ? AND p.mother_id <> ''")
            values.append(self.mother_id)
        if self.first is not None:
            parts.append("j.at >= ?")
            values.append(_beginning_of(self.first))
        if self.last is not None:
            parts.append("j.at < ?")
            values.append(_beginning_of(self.last + dt.timedelta(days=1)))
        sorts = []
        if self.kinds:
            sorts.append(f"j.kind IN ({_marks(len(self.kinds))})")
            values += sorted(self.kinds)
        if self.actions:
            sorts.append(
                "j.kind = 'event' AND json_extract(p.payload, '$.action')"
                f" IN ({_marks(len(self.actions))})"
            )
            values += sorted(self.actions)
        if sorts:
            parts.append(" OR ".join(f"({one})" for one in sorts))
        return " AND ".join(f"({part})" for part in parts), values


def _beginning_of(day: dt.date) -> str:
    """The first moment of a day here, as the journal writes moments."""
    return moment_text(dt.datetime.combine(day, dt.time()).astimezone(dt.UTC))


def _marks(count: int) -> str:
    return ", ".join("?" * count)
