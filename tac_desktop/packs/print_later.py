"""A print that waits for a printer, as it is kept: what was chosen, and never a page of it.

A reason to go on in spite of stops is kept with the stops that it answered: where others stand in
the way by the time it is printed, it is asked for again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tac_desktop.casework.audience import Audience
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.chronology import EVERYTHING, Selection
from tac_desktop.packs.giving import Order
from tac_desktop.packs.outcome import Built
from tac_desktop.storage.print_queue import PrintOrder

KEPT = "kept:"
"""Before an order's identifier, where the name of a pack is asked for."""


@dataclass(frozen=True)
class Wanted:
    """Everything that was chosen for a print which is to be made later."""

    audience: Audience
    reason: str = ""
    stops: tuple[str, ...] = ()
    large_print: bool = False
    note_page: bool = False
    answer_lines: bool = False
    two_sided: bool = False
    selection: Selection = EVERYTHING
    copies: tuple[str, ...] = ("",)
    pages: str = ""
    greyscale: bool = True
    both_sides: bool = False
    language: str = ""

    def reason_for(self, audience: Audience, stops: Sequence[str]) -> str:
        """The reason to go on, where it answers just these stops for this reader."""
        return self.reason if audience == self.audience and tuple(stops) == self.stops else ""


def to_be_kept(
    order: Order,
    built: Built,
    copies: Sequence[str],
    *,
    pages: str = "",
    greyscale: bool = True,
    both_sides: bool = False,
    instead_of: PrintOrder | None = None,
) -> PrintOrder:
    """An order for later; it takes the place of `instead_of`."""
    selection = order.selection
    content = {
        "audience": {
            "kind": order.audience.kind.value,
            "organisation_id": order.audience.organisation_id,
            "person_id": order.audience.person_id,
        },
        "reason": order.reason,
        "stops": list(built.stops),
        "large_print": order.large_print,
        "note_page": order.note_page,
        "answer_lines": order.answer_lines,
        "two_sided": order.two_sided,
        "selection": {
            "child_ids": sorted(selection.child_ids),
            "since": _text(selection.since),
            "until": _text(selection.until),
            "kinds": sorted(selection.kinds),
            "fold_before": _text(selection.fold_before),
            "columns": list(selection.columns),
        },
        "copies": list(copies),
        "pages": pages,
        "greyscale": greyscale,
        "both_sides": both_sides,
        "language": order.language,
    }
    made = PrintOrder(
        order.pack_name, order.mother_id, order.record_id, built.title, order.reader, content
    )
    if instead_of is None:
        return made
    return PrintOrder(
        made.pack,
        made.mother_id,
        made.record_id,
        made.title,
        made.reader,
        content,
        order_id=instead_of.order_id,
    )


def wanted_of(kept: PrintOrder) -> Wanted:
    """What was chosen when it was kept."""
    content, reader = kept.content, kept.content["audience"]
    return Wanted(
        Audience(AudienceKind(reader["kind"]), reader["organisation_id"], reader["person_id"]),
        content["reason"],
        tuple(content["stops"]),
        content["large_print"],
        content["note_page"],
        content.get("answer_lines", False),
        content["two_sided"],
        _selection(content["selection"]),
        tuple(content["copies"]),
        content["pages"],
        content["greyscale"],
        content["both_sides"],
        content.get("language", ""),
    )


def _selection(content: Mapping[str, Any]) -> Selection:
    return Selection(
        frozenset(content["child_ids"]),
        _day(content["since"]),
        _day(content["until"]),
        frozenset(content["kinds"]),
        _day(content["fold_before"]),
        tuple(content["columns"]),
    )


def _text(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
