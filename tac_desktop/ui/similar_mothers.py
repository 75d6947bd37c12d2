"""Mothers who are in the vault already and may be the one who is being added. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tac_desktop.casework.caseload import CaseloadRow
from tac_desktop.casework.sound_alike import alike, words_of_name
from tac_desktop.words import _

_MOST = 5

KnownBy = Mapping[str, str]
"""For each mother the folded words she is found by: names of all times, numbers of all times."""


@dataclass(frozen=True)
class SimilarMother:
    """One who may be meant, and why, in words."""

    row: CaseloadRow
    why: str


def similar_mothers(
    rows: Iterable[CaseloadRow],
    first_names: str,
    last_name: str,
    prison_number: str,
    known_by: KnownBy | None = None,
) -> list[SimilarMother]:
    """The likeliest first: the same number, the same name, then names that sound alike.

    Earlier numbers, earlier surnames and other names count like those of today.
    """
    first, last = words_of_name(first_names), words_of_name(last_name)
    number = "".join(words_of_name(prison_number))
    found = []
    for row in rows:
        now = set(words_of_name(f"{row.name} {row.known_as} {row.prison_number}"))
        ever = now | set((known_by or {}).get(row.mother_id, "").split())
        likely = _by_number(number, now, ever) or _by_name(first, last, now, ever)
        if likely:
            found.append((likely[0], row.name, SimilarMother(row, likely[1])))
    return [one for _rank, _name, one in sorted(found, key=_order)[:_MOST]]


def same_number(
    rows: Iterable[CaseloadRow], prison_number: str, known_by: KnownBy | None = None
) -> CaseloadRow | None:
    """Another mother with this very prison number, now or earlier."""
    wanted = "".join(words_of_name(prison_number))
    known = known_by or {}
    return next(
        (
            row
            for row in rows
            if wanted
            and wanted in (row.prison_number.lower(), *known.get(row.mother_id, "").split())
        ),
        None,
    )


def _by_number(number: str, now: set[str], ever: set[str]) -> tuple[int, str] | None:
    if not number:
        return None
    if number in now:
        return 0, _("the same prison number")
    return (0, _("an earlier prison number of hers")) if number in ever else None


def _by_name(
    first: list[str], last: list[str], now: set[str], ever: set[str]
) -> tuple[int, str] | None:
    """All of the last name and one of the first names have to answer."""
    if not last:
        return None
    if not first:
        return (4, _("the same last name")) if set(last) <= ever else None
    if set(last) <= now and now & set(first):
        return 1, _("the same name")
    if set(last) <= ever and ever & set(first):
        return 2, _("under another name")
    heard_last = all(_heard(word, ever) for word in last)
    if heard_last and any(_heard(word, ever) for word in first):
        return 3, _("sounds like it")
    return None


def _heard(word: str, known: set[str]) -> bool:
    return word in known or any(alike(word, one) for one in known)


def _order(one: tuple[int, str, SimilarMother]) -> tuple[int, str]:
    return one[0], one[1]
