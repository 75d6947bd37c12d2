"""Her time in custody in lines: where she is, when she is to be released, how that moved, moves.

Release dates move, and she may have been told an old one: each date stands with who gave it and
when she was told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.custody import Custody, Movement
from tac_desktop.casework.dates import days_in_words, written
from tac_desktop.words import _

MOVEMENTS_SHOWN = 4


@dataclass(frozen=True)
class CustodyLine:
    """A short beginning, the words, and whether it should stand out."""

    before: str
    words: str
    record_id: str
    urgent: bool = False


def custody_lines(case_file: CaseFile) -> list[CustodyLine]:
    """The period that counts now, newest movement first; then earlier periods, a line each."""
    custody = case_file.custody
    if custody is None:
        return []
    found = [CustodyLine(*one, custody.id) for one in _place(custody)]
    found += _release(custody, case_file.as_of)
    found += [
        CustodyLine(written(one.date), _movement(one), custody.id)
        for one in _newest_first(custody)[:MOVEMENTS_SHOWN]
    ]
    for other in case_file.of(Custody):
        if other.id != custody.id:
            found.append(CustodyLine(_("Earlier"), _earlier(other), other.id))
    return found


def date_moved(custody: Custody) -> dict[str, Any]:
    """Answers to begin with where a release date moved: the one that was given goes to the others.

    Source, date told and the new date itself are asked anew.
    """
    rows = [one.model_dump() for one in custody.earlier_release_dates]
    if custody.release_date:
        rows.append(
            {
                "date": custody.release_date,
                "type": custody.release_type,
                "source": custody.release_date_source,
                "told_on": custody.release_date_told_on,
            }
        )
    return {
        "release_date": None,
        "release_date_source": "",
        "release_date_told_on": None,
        "earlier_release_dates": rows,
    }


def _place(custody: Custody) -> Iterator[tuple[str, str]]:
    where = ", ".join(
        part
        for part in (
            custody.prison_number,
            custody.current_location,
            code_list("custody_status").label(custody.custody_status)
            if custody.custody_status
            else "",
        )
        if part
    )
    if where:
        yield _("Now"), where
    if custody.previous_numbers:
        yield _("Other numbers"), ", ".join(custody.previous_numbers)
    sentence = custody.offence_summary
    if custody.sentence_length_months:
        months = _("{months} months").format(months=custody.sentence_length_months)
        sentence = f"{sentence}, {months}" if sentence else months
    if custody.sentenced_on:
        on = _("sentenced {day}").format(day=written(custody.sentenced_on))
        sentence = f"{sentence}, {on}" if sentence else on
    if sentence:
        yield _("Sentence"), sentence


def _release(custody: Custody, today: dt.date) -> Iterator[CustodyLine]:
    if custody.release_date:
        words = [written(custody.release_date)]
        if custody.release_type:
            label = code_list("release_type").label(custody.release_type)
            words.append(label[:1].lower() + label[1:])
        words.append(days_in_words((custody.release_date - today).days))
        yield CustodyLine(_("Release"), ", ".join(words), custody.id)
        if custody.release_date_source:
            yield CustodyLine(_("Given by"), custody.release_date_source, custody.id)
        told = written(custody.release_date_told_on)
        yield CustodyLine(_("She was told"), told or _("not noted"), custody.id, not told)
    for one in reversed(custody.earlier_release_dates):
        label = code_list("release_type").label(one.type) if one.type else ""
        told_words = _("she was told on {day}").format(day=written(one.told_on))
        parts = [written(one.date), label, one.source, told_words if one.told_on else ""]
        words_before = ", ".join(part for part in parts if part)
        moved = custody.release_date is not None and one.type in ("", custody.release_type)
        before = _("moved from") if moved else _("also given")
        yield CustodyLine(before, words_before, custody.id)


def _movement(one: Movement) -> str:
    kind = code_list("movement_type").label(one.type) if one.type else ""
    return ", ".join(part for part in (kind, one.to_place, one.note) if part)


def _newest_first(custody: Custody) -> list[Movement]:
    return sorted(custody.movements, key=lambda one: one.date or dt.date.min, reverse=True)


def _earlier(custody: Custody) -> str:
    days = [one.date for one in custody.movements if one.date]
    parts = [custody.prison_number, written(min(days)) if days else ""]
    if len(days) > 1:
        parts[1] = _("{start} to {end}").format(start=parts[1], end=written(max(days)))
    return ", ".join(part for part in parts if part)
