"""Small phrases that prints are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tac_desktop.casework.dates import written, written_time
from tac_desktop.words import _

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def joined(parts: Iterable[str], between: str = ", ") -> str:
    """The parts that say something, with `between` between them."""
    return between.join(part for part in parts if part)


def continued(text: str, room: int) -> str:
    """At most `room` characters of `text`, cut between words, saying where the rest is."""
    if len(text) <= room:
        return text
    kept = text[:room]
    if " " in kept:
        kept = kept.rsplit(None, 1)[0]
    return _("{beginning} … (continued in file)").format(beginning=kept.rstrip(" ,;:."))


def opening(text: str) -> str:
    """A phrase with a capital at its start, everything else as it is."""
    return text[:1].upper() + text[1:]


def day_in_words(day: dt.date | None) -> str:
    """`Wednesday 18 Nov 2026`."""
    return f"{_(_WEEKDAYS[day.weekday()])} {written(day)}" if day else ""


def moment_in_words(day: dt.date | None, time: dt.time | None) -> str:
    """`Wednesday 18 Nov 2026, 11:00`."""
    return joined([day_in_words(day), written_time(time)])


def due_in_words(due: dt.date | None, today: dt.date) -> str:
    """`overdue by 3 days (13 Nov 2026)`, `due today`, `due 18 Nov 2026`, `no date set`."""
    if due is None:
        return _("no date set")
    late = (today - due).days
    if late == 1:
        return _("overdue by 1 day ({date})").format(date=written(due))
    if late > 1:
        return _("overdue by {days} days ({date})").format(days=late, date=written(due))
    if late == 0:
        return _("due today")
    return _("due {date}").format(date=written(due))
