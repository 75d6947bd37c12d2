"""The caseload of thousands of mothers without reading thousands of case files.

Each mother's line is kept with the days between which it holds. A new entry in her log changes it
in the transaction that saves it; anything else has it computed again there, from her file without
the log. What changes from day to day (the youngest child's age, which of the dates ahead is the
next) is decided when the line is read, so that starting reads one table and no file.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import Any

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.caseload import CaseloadRow, caseload_row
from tac_desktop.casework.children_now import was_seen
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.dates import age_in_words
from tac_desktop.casework.dates_ahead import next_date
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.record import Record, record_from
from tac_desktop.storage import agenda, search
from tac_desktop.storage.canonical import canonical_json
from tac_desktop.storage.database import Database

_WITHOUT_DATES_AHEAD = dt.timedelta(days=30)
"""How long a line stands on which nothing is to come in the next two years."""

_DATES_AHEAD = 6
"""So many next dates are kept, one after the other."""

_IN_ONE_SAVE = 5
"""So many lines are computed again with a save; what changes more is left for the next reading."""

RENEWED_BEFORE = dt.timedelta(days=14)
"""Lines are computed again in the background so long before they would no longer hold."""

CaseFileOf = Callable[[str, dt.date], CaseFile]
CaseFiles = Callable[[], CaseFileOf]
"""Called once when there are lines to compute; what it gives is called for each mother."""


@dataclass(frozen=True)
class MotherFound:
    """A mother who was found by part of her name or of a prison number."""

    mother_id: str
    name: str
    known_as: str
    prison_number: str


def mark_stale(database: Database, mother_id: str) -> None:
    """Note that a mother's line has to be computed again."""
    if mother_id:
        agenda.forget(database, mother_id)
        database.write(
            "INSERT INTO caseload (mother_id, stale, facts, found_by) VALUES (?, 1, '', '')"
            " ON CONFLICT (mother_id) DO UPDATE SET stale = 1",
            (mother_id,),
        )


def mark_stale_if_listed(database: Database, mother_id: str) -> None:
    """The same for somebody who may be no mother at all."""
    agenda.forget(database, mother_id)
    database.write("UPDATE caseload SET stale = 1 WHERE mother_id = ?", (mother_id,))


def mark_stale_where_named(database: Database, name: str) -> None:
    """The same for every line that shows the name of something shared, which has changed."""
    if name:
        agenda.forget_where_named(database, name)
        inside = json.dumps(name, ensure_ascii=False)[1:-1]
        database.write("UPDATE caseload SET stale = 1 WHERE instr(facts, ?)", (inside,))


def follow_new(database: Database, record: Record) -> None:
    """Bring the line of a mother up to date with a new record of hers, or mark it.

    A log entry can only move the day on which she was last seen.
    """
    mother_id = record.mother_id
    if not isinstance(record, ContactLogEntry) or not _stands_alone(database, mother_id):
        mark_stale(database, mother_id)
        return
    day = record.date
    kept = database.row(
        "SELECT facts, holds_from FROM caseload WHERE mother_id = ? AND stale = 0", (mother_id,)
    )
    if kept is None or (day is not None and day > dt.date.today()):
        mark_stale(database, mother_id)
        return
    agenda.forget(database, mother_id)
    facts = json.loads(kept[0])
    last = facts["row"]["last_seen"]
    if day is None or not was_seen(record, mother_id) or day.isoformat() <= last:
        return
    facts["row"]["last_seen"] = day.isoformat()
    database.write(
        "UPDATE caseload SET facts = ?, holds_from = ? WHERE mother_id = ?",
        (canonical_json(facts).decode("utf-8"), max(kept[1], day.isoformat()), mother_id),
    )


def settle(database: Database, case_files: CaseFiles) -> None:
    """Compute the lines that a save has marked, in its transaction; many are left for later."""
    marked = database.rows(
        "SELECT mother_id FROM caseload WHERE stale = 1 LIMIT ?", (_IN_ONE_SAVE + 1,)
    )
    if marked and len(marked) <= _IN_ONE_SAVE:
        # What was typed is saved, whatever else in a file keeps its line from being computed.
        with suppress(Exception):
            _compute(database, [one for (one,) in marked], dt.date.today(), case_files)


def read(database: Database, today: dt.date, case_files: CaseFiles) -> list[CaseloadRow]:
    """Every mother's line on the day `today`, by name; computes those that no longer hold."""
    refresh(database, today, case_files)
    rows = [_row(json.loads(facts), today) for (facts,) in _facts(database)]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.mother_id))


def names(database: Database, mother_ids: Iterable[str]) -> dict[str, str]:
    """The names on the lines of some mothers."""
    found = {}
    for mother_id in set(mother_ids):
        facts = database.value(
            "SELECT facts FROM caseload WHERE mother_id = ? AND found_by <> ''", (mother_id,)
        )
        if facts:
            found[mother_id] = str(json.loads(facts)["row"]["name"])
    return found


def refresh(database: Database, today: dt.date, case_files: CaseFiles) -> None:
    """Compute the lines that were marked or whose day has passed, in one transaction."""
    old = [
        mother_id
        for (mother_id,) in database.rows(
            "SELECT mother_id FROM caseload WHERE stale = 1 OR holds_from > ? OR holds_until < ?",
            (today.isoformat(), today.isoformat()),
        )
    ]
    if old:
        with database.transaction():
            _compute(database, old, today, case_files)


def soon_out_of_date(database: Database, today: dt.date) -> list[str]:
    """Mothers whose lines hold today and not for much longer, the first to end first."""
    rows = database.rows(
        "SELECT mother_id FROM caseload WHERE stale = 0 AND holds_until < ? ORDER BY holds_until",
        ((today + RENEWED_BEFORE).isoformat(),),
    )
    return [mother_id for (mother_id,) in rows]


def renew(
    database: Database, mother_ids: Iterable[str], today: dt.date, case_files: CaseFiles
) -> None:
    """Compute some lines before they are out of date, within a transaction."""
    _compute(database, mother_ids, today, case_files, changed=False)


def _compute(
    database: Database,
    mother_ids: Iterable[str],
    today: dt.date,
    case_files: CaseFiles,
    *,
    changed: bool = True,
) -> None:
    case_file_of = case_files()
    done: set[str] = set()
    for mother_id in mother_ids:
        if mother_id in done:
            continue
        file = case_file_of(mother_id, today)
        # A woman who was entered twice has one line, that of the entry which counts.
        hers = {entry.record.mother_id for entry in file.entries} - {""} | {mother_id}
        facts, until = _computed(file, today, last_seen_in_log(database, file, sorted(hers)))
        to_come = _first_entry_to_come(database, sorted(hers), today)
        until = min(until, to_come - dt.timedelta(days=1)) if to_come else until
        found_by = _found_by(file)
        for one in hers:
            words = found_by if one == file.mother_id else ""
            database.write(
                "UPDATE caseload SET stale = 0, facts = ?, found_by = ?, holds_from = ?,"
                " holds_until = ? WHERE mother_id = ?",
                (facts, words, today.isoformat(), until.isoformat(), one),
            )
            done.add(one)
            if changed:
                agenda.forget(database, one)


def find_mothers(
    database: Database, words: str, today: dt.date, case_files: CaseFiles
) -> list[MotherFound]:
    """Mothers of whose names or prison numbers, present or former, every word is a part."""
    refresh(database, today, case_files)
    asked = [search.fold_word(word) for _start, _end, word in search.words_of(words)]
    exact = words.strip()
    found = []
    for mother_id, facts, found_by in database.rows(
        "SELECT mother_id, facts, found_by FROM caseload WHERE found_by <> ''"
    ):
        if mother_id == exact or (asked and all(word in found_by for word in asked)):
            row = json.loads(facts)["row"]
            found.append(MotherFound(mother_id, row["name"], row["known_as"], row["prison_number"]))
    return sorted(found, key=lambda one: (one.name.casefold(), one.mother_id))


def _facts(database: Database) -> list[tuple[Any, ...]]:
    return database.rows("SELECT facts FROM caseload WHERE found_by <> ''")


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


def _first_entry_to_come(
    database: Database, mother_ids: Sequence[str], today: dt.date
) -> dt.date | None:
    marks = ", ".join("?" * len(mother_ids))
    found = database.value(
        "SELECT min(sort_date) FROM record"
        f" WHERE mother_id IN ({marks}) AND record_type = ? AND sort_date > ?",
        (*mother_ids, ContactLogEntry.type_name, today.isoformat()),
    )
    return dt.date.fromisoformat(found) if found else None


def _stands_alone(database: Database, mother_id: str) -> bool:
    """Whether no link makes her file part of another."""
    kind = SamePerson.type_name
    if not database.value("SELECT 1 FROM record WHERE record_type = ? LIMIT 1", (kind,)):
        return True
    known = database.rows(
        "SELECT content FROM revision JOIN record ON shown = revision_id"
        " WHERE record.record_type = ?",
        (kind,),
    )
    return not any(mother_id in content for (content,) in known)


def _computed(case_file: CaseFile, today: dt.date, seen: dt.date | None) -> tuple[str, dt.date]:
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


def _found_by(case_file: CaseFile) -> str:
    """Empty where the file has no mother yet: such a file is no line of the caseload."""
    mother = case_file.mother
    if mother is None:
        return ""
    texts = [mother.first_names, mother.last_name, mother.known_as, *mother.aliases]
    for custody in case_file.of(Custody):
        texts += [custody.prison_number, *custody.previous_numbers]
    return search.forms_of(texts) or "-"


def _row(facts: dict[str, Any], today: dt.date) -> CaseloadRow:
    raw = facts["row"]
    day = today.isoformat()
    # Lines that an earlier version kept hold until their one next date.
    ahead = facts.get("ahead") or [[facts.get("until", ""), raw["next_date"], raw["next_what"]]]
    coming = next((one for one in ahead if day <= one[0]), ahead[-1])
    row = CaseloadRow(
        **{
            **raw,
            "last_seen": _date(raw["last_seen"]),
            "next_date": _date(coming[1]),
            "next_what": coming[2],
        }
    )
    return replace(row, youngest_age=age_in_words(facts["youngest_born"], today))


def _text(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
