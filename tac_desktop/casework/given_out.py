"""Everything that left the vault, in one list: paper, files, handovers, answers to requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.work import Disclosure
from tac_desktop.words import _


@dataclass(frozen=True)
class GivenOut:
    """One disclosure in words. `out` is how many copies are neither back nor destroyed.

    It is None for what cannot come back: a file, or what was read out.
    """

    record_id: str
    mother_id: str
    whose: str
    day: dt.date | None
    what: str
    to: str
    form: str
    basis: str
    copies: int
    out: int | None
    came_back: str

    @property
    def form_in_words(self) -> str:
        """Paper, a file, a handover."""
        return code_list("disclosure_form").label(self.form) if self.form else ""


def given_out(disclosures: Iterable[Disclosure], whose: dict[str, str]) -> list[GivenOut]:
    """The register, the newest first; `whose` are the mothers' names."""
    found = [
        _one(one, whose.get(one.mother_id, "")) for one in disclosures if not one.entered_in_error
    ]
    return sorted(found, key=lambda one: (one.day or dt.date.min, one.record_id), reverse=True)


def narrowed(
    found: Iterable[GivenOut],
    *,
    mother_id: str = "",
    form: str = "",
    since: dt.date | None = None,
    only_out: bool = False,
) -> list[GivenOut]:
    """The lines that are asked for."""
    return [
        one
        for one in found
        if (not mother_id or one.mother_id == mother_id)
        and (not form or one.form == form)
        and (since is None or (one.day or dt.date.min) >= since)
        and (not only_out or bool(one.out))
    ]


def _one(one: Disclosure, whose: str) -> GivenOut:
    copies, out = _copies(one)
    return GivenOut(
        record_id=one.id,
        mother_id=one.mother_id,
        whose=whose,
        day=one.at,
        what=one.what,
        to=one.to,
        form=one.form,
        basis=one.basis,
        copies=copies,
        out=out,
        came_back=_came_back(one, copies, out),
    )


def _copies(one: Disclosure) -> tuple[int, int | None]:
    copies = len(one.copies_given) or one.copies or 1
    if one.form != "paper":
        return copies, None
    if one.returned_on:
        return copies, 0
    return copies, copies - sum(1 for each in one.copies_given if each.on or each.fate)


def _came_back(one: Disclosure, copies: int, out: int | None) -> str:
    if one.form == "handover":
        if one.received_on is None:
            return _("no receipt yet")
        wiped = _("stick wiped {day}").format(day=written(one.wiped_on)) if one.wiped_on else ""
        received = _("received {day}").format(day=written(one.received_on))
        return ", ".join(part for part in (received, wiped) if part)
    if out is None:
        return _("cannot come back")
    if out == 0:
        return _("back or destroyed {day}").format(day=written(one.returned_on)).strip()
    return _("{out} of {copies} still out").format(out=out, copies=copies)
