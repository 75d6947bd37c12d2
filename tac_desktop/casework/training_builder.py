"""Putting invented records together: identifiers, days and times that a number decides."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from tac_desktop.casework.case_format import DocumentRecord, DocumentRevision
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.record import Record, content_of

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Builder:
    """The records of one invented mother, or of the address book that they share.

    Everything follows from `seed`, `number` and `today`, so that the same ones make the same case.
    """

    def __init__(
        self, seed: int, number: int, today: dt.date, worker_id: str, worker_name: str
    ) -> None:
        self.seed, self.number, self.today = seed, number, today
        self.worker_id, self.worker_name = worker_id, worker_name
        self.rng = random.Random(f"tac training {seed} {number}")
        self.mother_id = ""
        self.records: list[DocumentRecord] = []
        self.files: dict[str, bytes] = {}
        self._count = 0

    def new_id(self) -> str:
        """The next identifier."""
        self._count += 1
        return derived_id(
            "training", str(self.seed), self.today.isoformat(), str(self.number), str(self._count)
        )

    def add(self, cls: type[R], saved: dt.date, **answers: Any) -> R:
        """A record, saved on the evening of a day (at the latest yesterday's)."""
        record = cls(id=self.new_id(), mother_id=self.mother_id, **answers)
        self._keep(record, self._evening(saved), "created")
        return record

    def keep(self, record: Record, saved: dt.date) -> None:
        """A record that was put together elsewhere."""
        self._keep(record, self._evening(saved), "created")

    def amend(self, record: R, saved: dt.date, reason: str, note: str, **answers: Any) -> R:
        """A later revision of a record that was added."""
        place = next(n for n, one in enumerate(self.records) if one.id == record.id)
        last = self.records[place]
        changed = record.changed(**answers)
        before = last.revisions[-1]
        at = max(self._evening(saved), before.at + dt.timedelta(minutes=7))
        revision = DocumentRevision(
            id=self.new_id(),
            at=at,
            by=self.worker_id,
            by_name=self.worker_name,
            reason=reason,
            note=note,
            follows=(before.id,),
            content=content_of(changed),
        )
        self.records[place] = DocumentRecord(
            last.type, last.id, last.mother_id, (*last.revisions, revision)
        )
        return changed

    def day_in(self, earliest: int, latest: int) -> dt.date:
        """A day between so many days ago and so many (negative: ahead)."""
        first, last = sorted((earliest, latest))
        return self.today - dt.timedelta(days=self.rng.randint(first, last))

    def ahead(self, earliest: int, latest: int) -> dt.date:
        """A working day between so many days from today and so many."""
        return working_day(self.today + dt.timedelta(days=self.rng.randint(earliest, latest)))

    def between(self, first: dt.date, last: dt.date) -> dt.date:
        """A working day from `first` to `last`."""
        if last <= first:
            return first
        day = first + dt.timedelta(days=self.rng.randint(0, (last - first).days))
        return max(first, min(last, working_day(day)))

    def clock(self, first: int = 9, last: int = 16) -> dt.time:
        """A time of day on a round five minutes."""
        return dt.time(self.rng.randint(first, last), self.rng.randrange(0, 60, 5))

    def chance(self, of_a_hundred: int) -> bool:
        """True in so many of a hundred cases."""
        return self.rng.randrange(100) < of_a_hundred

    def some(self, of: Sequence[T], count: int) -> list[T]:
        """So many of them, in their order."""
        chosen = set(self.rng.sample(range(len(of)), min(count, len(of))))
        return [one for place, one in enumerate(of) if place in chosen]

    def phone(self) -> str:
        """A number from the range that Ofcom keeps free for drama."""
        return f"07700 900{self.rng.randint(100, 999)}"

    def postcode(self) -> str:
        """A postcode that the post never uses."""
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        last = "".join(self.rng.choice(letters) for _place in range(2))
        return f"ZZ99 {self.rng.randint(1, 9)}{last}"

    def _keep(self, record: Record, at: dt.datetime, reason: str) -> None:
        revision = DocumentRevision(
            id=self.new_id(),
            at=at,
            by=self.worker_id,
            by_name=self.worker_name,
            reason=reason,
            note="",
            follows=(),
            content=content_of(record),
        )
        self.records.append(
            DocumentRecord(record.type_name, record.id, record.mother_id, (revision,))
        )

    def _evening(self, day: dt.date) -> dt.datetime:
        latest = self.today - dt.timedelta(days=1)
        time = dt.time(16, self.rng.randint(0, 59), self.rng.randint(0, 59), tzinfo=dt.UTC)
        return dt.datetime.combine(min(day, latest), time)


def working_day(day: dt.date) -> dt.date:
    """The day itself, or the Monday after a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def ids(records: Iterable[Record]) -> list[str]:
    """The identifiers of some records."""
    return [one.id for one in records]
