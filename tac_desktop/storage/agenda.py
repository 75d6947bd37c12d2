"""The agenda of every mother, kept until her file changes or the day does.

Working one out reads a whole case file, so Today would be slow with hundreds of mothers: each is
kept as it was worked out, and only those that changed are worked out again, a few at a time, so
that whoever saves something meanwhile does not wait. One whose case is closed has an empty agenda
that stands until something of hers is saved.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from tac_desktop.casework.agenda import AgendaItem, MotherAgenda, RiskItem, WaitingItem
from tac_desktop.storage.database import Database

if TYPE_CHECKING:
    from tac_desktop.casework.case_file import CaseFile

AT_A_TIME = 2
_ANY_DAY = ""

CaseFileOf = Callable[[str, dt.date], "CaseFile"]


def out_of_date(database: Database, today: dt.date) -> list[str]:
    """Mothers whose agenda has to be worked out; call it when the caseload is up to date."""
    rows = database.rows(
        "SELECT caseload.mother_id FROM caseload LEFT JOIN agenda"
        " ON agenda.mother_id = caseload.mother_id AND agenda.day IN (?, ?)"
        " WHERE caseload.found_by <> '' AND agenda.mother_id IS NULL"
        " ORDER BY caseload.mother_id",
        (today.isoformat(), _ANY_DAY),
    )
    return [mother_id for (mother_id,) in rows]


def work_out(
    database: Database, mother_ids: Iterable[str], today: dt.date, case_file_of: CaseFileOf
) -> None:
    """Keep the agenda of some mothers, within a transaction."""
    from tac_desktop.casework.mother_agenda import is_active, mother_agenda

    for mother_id in mother_ids:
        case_file = case_file_of(mother_id, today)
        day, facts = _ANY_DAY, ""
        if is_active(case_file):
            day, facts = today.isoformat(), _as_text(mother_agenda(case_file))
        database.write(
            "INSERT INTO agenda (mother_id, day, facts) VALUES (?, ?, ?)"
            " ON CONFLICT (mother_id) DO UPDATE SET day = excluded.day, facts = excluded.facts",
            (mother_id, day, facts),
        )


def read(database: Database, today: dt.date) -> list[MotherAgenda]:
    """What is kept for the day `today`, of all with whom there is work, by name."""
    rows = database.rows(
        "SELECT agenda.facts FROM agenda JOIN caseload ON caseload.mother_id = agenda.mother_id"
        " WHERE agenda.day = ? AND caseload.found_by <> ''",
        (today.isoformat(),),
    )
    found = [_from_text(facts) for (facts,) in rows]
    return sorted(found, key=lambda one: (one.name.casefold(), one.mother_id))


def forget(database: Database, mother_id: str) -> None:
    """Something of hers was saved."""
    database.write("DELETE FROM agenda WHERE mother_id = ?", (mother_id,))


def forget_where_named(database: Database, name: str) -> None:
    """Something shared that goes by this name was changed."""
    inside = json.dumps(name, ensure_ascii=False)[1:-1]
    database.write("DELETE FROM agenda WHERE instr(facts, ?)", (inside,))


def forget_all(database: Database) -> None:
    """The service's own numbers were changed, or everything is made anew."""
    database.write("DELETE FROM agenda")


def _as_text(agenda: MotherAgenda) -> str:
    return json.dumps(asdict(agenda), ensure_ascii=False, separators=(",", ":"), default=_written)


def _written(value: object) -> str:
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    raise TypeError(f"no place in an agenda for {type(value).__name__}")


def _from_text(facts: str) -> MotherAgenda:
    raw: dict[str, Any] = json.loads(facts)
    return MotherAgenda(
        **{
            **raw,
            "acct_since": _day(raw["acct_since"]),
            "dates": tuple(_item(one) for one in raw["dates"]),
            "overdue": tuple(_item(one) for one in raw["overdue"]),
            "risks": tuple(
                RiskItem(**{**one, "date": _day(one["date"]), "until": _day(one["until"])})
                for one in raw["risks"]
            ),
            "waiting": tuple(
                WaitingItem(
                    **{**one, "asked_on": _day(one["asked_on"]), "due_on": _day(one["due_on"])}
                )
                for one in raw["waiting"]
            ),
        }
    )


def _item(raw: dict[str, Any]) -> AgendaItem:
    time = dt.time.fromisoformat(raw["time"]) if raw["time"] else None
    return AgendaItem(**{**raw, "date": _day(raw["date"]), "time": time})


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
