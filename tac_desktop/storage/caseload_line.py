"""What stands on the line of one mother in the caseload, worked out from her case file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.caseload import CaseloadRow, caseload_row
from tac_desktop.casework.children_now import was_seen
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.dates_ahead import next_date
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.record import record_from
from tac_desktop.storage import search
from tac_desktop.storage.canonical import canonical_json
from tac_desktop.storage.database import Database

_WITHOUT_DATES_AHEAD = dt.timedelta(days=30)
"""How long a line stands on which nothing is to come in the next two years."""

_DATES_AHEAD = 6
"""So many next dates are kept, one after the other."""


def computed(case_file: CaseFile, today: dt.date, seen: dt.date | None) -> tuple[str, dt.date]:
    """A mother's line, and the last day on which it holds."""
    row = caseload_row(case_file, today)
    born = [child.date_of_birth for child in case_file.living_children if child.date_of_birth]
    ahead = _dates_ahead(case_file, row, today)
    facts = {
        "row": {
            **asdict(row),
            "last_seen": _text(seen),
            "next_date": _text(row.next_date),
        },
        "youngest_born": max(born, default=""),
        "ahead": ahead,
    }
    return canonical_json(facts).decode("utf-8"), dt.date.fromisoformat(ahead[-1][0])


def _dates_ahead(case_file: CaseFile, row: CaseloadRow, today: dt.date) -> list[list[str]]:
    """What is next until which day, and what after that: last day, date and words of each."""
    found = []
    coming, what, day = row.next_date, row.next_what, today
    while True:
        last = coming or day + _WITHOUT_DATES_AHEAD
        found.append([last.isoformat(), _text(coming), what])
        if coming is None or len(found) == _DATES_AHEAD:
            return found
        day = last + dt.timedelta(days=1)
        following = next_date(replace(case_file, as_of=day))
        coming, what = (following.date, following.what) if following else (None, "")


def found_by(case_file: CaseFile) -> str:
    """Empty where the file has no mother yet: such a file is no line of the caseload."""
    mother = case_file.mother
    if mother is None:
        return ""
    texts = [mother.first_names, mother.last_name, mother.known_as, *mother.aliases]
    for custody in case_file.of(Custody):
        texts += [custody.prison_number, *custody.previous_numbers]
    return search.forms_of(texts) or "-"


def last_seen_in_log(
    database: Database, file: CaseFile, mother_ids: Sequence[str]
) -> dt.date | None:
    """The last day on which she was met face to face, from the newest log entries backwards."""
    marks = ", ".join("?" * len(mother_ids))
    rows = database.each(
        "SELECT record.record_id, revision.content FROM record"
        " JOIN revision ON revision.revision_id = record.shown"
        f" WHERE record.mother_id IN ({marks}) AND record.record_type = ?"
        " ORDER BY record.sort_date DESC",
        (*mother_ids, ContactLogEntry.type_name),
    )
    latest: dt.date | None = None
    for record_id, content in rows:
        entry = record_from(ContactLogEntry.type_name, record_id, "", json.loads(content))
        assert isinstance(entry, ContactLogEntry)
        if entry.entered_in_error or entry.date is None or entry.date > file.as_of:
            continue
        if any(was_seen(entry, one) for one in mother_ids):
            latest = entry.date
            break
    return latest


def first_entry_to_come(
    database: Database, mother_ids: Sequence[str], today: dt.date
) -> dt.date | None:
    """The first day after today on which her log has an entry already."""
    marks = ", ".join("?" * len(mother_ids))
    found = database.value(
        "SELECT min(sort_date) FROM record"
        f" WHERE mother_id IN ({marks}) AND record_type = ? AND sort_date > ?",
        (*mother_ids, ContactLogEntry.type_name, today.isoformat()),
    )
    return dt.date.fromisoformat(found) if found else None


def stands_alone(database: Database, mother_id: str) -> bool:
    """Whether no link makes her file part of another."""
    kind = SamePerson.type_name
    known = database.rows(
        "SELECT content FROM revision JOIN record ON shown = revision_id"
        " WHERE record.record_type = ?",
        (kind,),
    )
    return not any(mother_id in content for (content,) in known)


def _text(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
