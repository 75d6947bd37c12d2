"""The caseload of thousands of mothers without reading thousands of case files.

Each mother's line is computed from her case file when something on it was saved, and kept with the
day until which it stays true. What changes from day to day (the youngest child's age) is computed
when the line is read.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.caseload import CaseloadRow, caseload_row
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.dates import age_in_words
from tac_desktop.storage import agenda, search
from tac_desktop.storage.canonical import canonical_json
from tac_desktop.storage.database import Database

_WITHOUT_DATES_AHEAD = dt.timedelta(days=30)
"""How long a line stands on which nothing is to come in the next two years."""

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


def read(database: Database, today: dt.date, case_files: CaseFiles) -> list[CaseloadRow]:
    """Every mother's line on the day `today`, by name; computes those that no longer hold."""
    refresh(database, today, case_files)
    rows = [_row(json.loads(facts), today) for (facts,) in _facts(database)]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.mother_id))


def refresh(database: Database, today: dt.date, case_files: CaseFiles) -> None:
    """Compute the lines that were marked or whose day has passed, in one transaction."""
    old = [
        mother_id
        for mother_id, stale, facts in database.rows("SELECT mother_id, stale, facts FROM caseload")
        if stale or not _holds(json.loads(facts), today)
    ]
    if not old:
        return
    case_file_of = case_files()
    done: set[str] = set()
    with database.transaction():
        for mother_id in old:
            if mother_id in done:
                continue
            file = case_file_of(mother_id, today)
            facts, found_by = _computed(file, today)
            # A woman who was entered twice has one line, that of the entry which counts.
            for one in {entry.record.mother_id for entry in file.entries} - {""} | {mother_id}:
                words = found_by if one == file.mother_id else ""
                database.write(
                    "UPDATE caseload SET stale = 0, facts = ?, found_by = ? WHERE mother_id = ?",
                    (facts, words, one),
                )
                done.add(one)
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


def _computed(case_file: CaseFile, today: dt.date) -> tuple[str, str]:
    """A mother's line with the days between which it holds, and the words she is found by."""
    row = caseload_row(case_file, today)
    until = row.next_date or today + _WITHOUT_DATES_AHEAD
    to_come = [one.date for one in case_file.of(ContactLogEntry) if one.date and one.date > today]
    if to_come:
        until = min(until, min(to_come) - dt.timedelta(days=1))
    born = [child.date_of_birth for child in case_file.living_children if child.date_of_birth]
    facts = {
        "row": {
            **asdict(row),
            "last_seen": _text(row.last_seen),
            "next_date": _text(row.next_date),
        },
        "youngest_born": max(born, default=""),
        "from": today.isoformat(),
        "until": until.isoformat(),
    }
    return canonical_json(facts).decode("utf-8"), _found_by(case_file)


def _found_by(case_file: CaseFile) -> str:
    """Empty where the file has no mother yet: such a file is no line of the caseload."""
    mother = case_file.mother
    if mother is None:
        return ""
    texts = [mother.first_names, mother.last_name, mother.known_as, *mother.aliases]
    for custody in case_file.of(Custody):
        texts += [custody.prison_number, *custody.previous_numbers]
    return search.forms_of(texts) or "-"


def _holds(facts: dict[str, Any], today: dt.date) -> bool:
    return str(facts["from"]) <= today.isoformat() <= str(facts["until"])


def _row(facts: dict[str, Any], today: dt.date) -> CaseloadRow:
    raw = facts["row"]
    row = CaseloadRow(
        **{**raw, "last_seen": _date(raw["last_seen"]), "next_date": _date(raw["next_date"])}
    )
    return replace(row, youngest_age=age_in_words(facts["youngest_born"], today))


def _text(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
