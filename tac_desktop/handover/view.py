"""Looking at a handover without a vault: her file out of an opened bundle, in memory only.

Nothing is written anywhere, no database is made, and nothing in what comes out can be saved.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.record import Record
from tac_desktop.casework.same_person import Links
from tac_desktop.errors import NotUnderstood
from tac_desktop.handover.read import OpenedHandover
from tac_desktop.storage.case_files import file_of
from tac_desktop.storage.projection import entry_of
from tac_desktop.storage.revisions import Revision, heads_of
from tac_desktop.words import _


@dataclass(frozen=True)
class LookedAt:
    """A file to read, and the saves behind each record, oldest first.

    `not_understood` counts records of kinds that only a newer version of the program knows.
    """

    case_file: CaseFile
    histories: Mapping[str, tuple[Revision, ...]] = field(repr=False)
    not_understood: int = 0


def look_at(opened: OpenedHandover, as_of: dt.date) -> LookedAt:
    """Her file as the handover holds it; `as_of` is the day that ages are counted from."""
    gathered: dict[str, list[Revision]] = defaultdict(list)
    for revision in opened.revisions:
        gathered[revision.record_id].append(revision)
    records: dict[str, Record] = {}
    for record_id, history in gathered.items():
        try:
            for revision in history:
                revision.record()
            records[record_id] = heads_of(history)[-1].record()
        except NotUnderstood:
            continue
    manifest = opened.manifest
    names = _Names(records, manifest.hidden_names)
    entries: list[Entry[Record]] = [entry_of(gathered[one], names) for one in records]
    links = Links.of([one for one in records.values() if isinstance(one, SamePerson)])
    case_file = file_of(manifest.mother_id, as_of, entries, links, manifest.journal_reference)
    return LookedAt(
        case_file=replace(case_file, hidden_names=manifest.hidden_names),
        histories={one: tuple(gathered[one]) for one in records},
        not_understood=len(gathered) - len(records),
    )


class _Names:
    """Turns identifiers into words, from the records of the handover alone."""

    def __init__(self, records: Mapping[str, Record], hidden: Mapping[str, str]) -> None:
        self._records, self._hidden = records, hidden

    def __call__(self, record_id: str) -> str:
        if record_id in self._hidden:
            return self._hidden[record_id]
        record = self._records.get(record_id)
        if record is None:
            return _("not in this handover")
        if isinstance(record, (Person, Organisation, Worker)):
            return record.display_name()
        return record.headline(self)
