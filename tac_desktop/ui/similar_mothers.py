"""Mothers who are in the vault already and may be the one who is being added. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from tac_desktop.casework.caseload import CaseloadRow
from tac_desktop.casework.text import fold

_CLOSE = 0.8
_MOST = 5


def similar_mothers(
    rows: Iterable[CaseloadRow], first_names: str, last_name: str, prison_number: str
) -> list[CaseloadRow]:
    """The likeliest first: the same number, then the same or nearly the same name."""
    first, last, number = fold(first_names).strip(), fold(last_name).strip(), fold(prison_number)
    scored = []
    for row in rows:
        score = _score(row, first, last, number.strip())
        if score >= _CLOSE:
            scored.append((-score, row.name, row))
    return [row for _score_, _name, row in sorted(scored, key=_order)[:_MOST]]


def same_number(rows: Iterable[CaseloadRow], prison_number: str) -> CaseloadRow | None:
    """Another mother with this very prison number."""
    wanted = prison_number.strip().upper()
    return next((row for row in rows if wanted and row.prison_number == wanted), None)


def _order(one: tuple[float, str, CaseloadRow]) -> tuple[float, str]:
    return one[0], one[1]


def _score(row: CaseloadRow, first: str, last: str, number: str) -> float:
    if number and fold(row.prison_number) == number:
        return 2.0
    known_last, _comma, known_first = fold(row.name).partition(", ")
    called = fold(row.known_as)
    if not last or not first:
        return 0.0
    of_last = SequenceMatcher(None, last, known_last).ratio()
    known = [*known_first.split(), *called.split()]
    of_first = max(
        (SequenceMatcher(None, one, other).ratio() for one in first.split() for other in known),
        default=0.0,
    )
    return min(of_last, of_first)
