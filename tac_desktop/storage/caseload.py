"""The caseload of thousands of mothers without reading thousands of case files.

Each mother's line is kept with the days between which it holds. A new entry in her log changes it
in the transaction that saves it; anything else has it computed again there, from her file without
the log. What changes from day to day (the youngest child's age, which of the dates ahead is the
next) is decided when the line is read, so that starting reads one table and no file. What a line
says of a file is worked out in `caseload_line`, which is loaded when there is one to work out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tac_desktop.casework.caseload import CaseloadRow
from tac_desktop.casework.dates import age_in_words
from tac_desktop.later import later
from tac_desktop.storage import agenda
from tac_desktop.storage.canonical import canonical_json
from tac_desktop.storage.database import Database

if TYPE_CHECKING:
    from tac_desktop.casework.case_file import CaseFile
    from tac_desktop.casework.record import Record
    from tac_desktop.storage import caseload_line, search
else:
    caseload_line = later("tac_desktop.storage.caseload_line")
    search = later("tac_desktop.storage.search")

_IN_ONE_SAVE = 5
"""So many lines are computed again with a save; what changes more is left for the next reading."""

RENEWED_BEFORE = dt.timedelta(days=14)
"""Lines are computed again in the background so long before they would no longer hold."""

# A limit that is bound would have SQLite prepare this anew each time, for the index it goes through
# holds some rows only.
_MARKED = f"SELECT mother_id FROM caseload WHERE stale = 1 LIMIT {_IN_ONE_SAVE + 1}"

CaseFileOf = Callable[[str, dt.date], "CaseFile"]
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
    from tac_desktop.casework.children_now import was_seen
    from tac_desktop.casework.contact_log import ContactLogEntry

    mother_id = record.mother_id
    if not isinstance(record, ContactLogEntry) or not caseload_line.stands_alone(
        database, mother_id
    ):
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
    marked = database.rows(_MARKED)
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
        seen = caseload_line.last_seen_in_log(database, file, sorted(hers))
        facts, until = caseload_line.computed(file, today, seen)
        to_come = caseload_line.first_entry_to_come(database, sorted(hers), today)
        until = min(until, to_come - dt.timedelta(days=1)) if to_come else until
        found_by = caseload_line.found_by(file)
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


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
