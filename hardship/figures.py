"""What a scenario answers: each promise, the figure that was found, and whether it was kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Say = Callable[[str], None]
"""Takes a line about how far the work is."""

_MOST_FAILURES = 20


@dataclass(frozen=True)
class Figure:
    """One promise in words, what was found, and whether that keeps it."""

    promise: str
    figure: str
    kept: bool


@dataclass
class Figures:
    """What a scenario found. `tried` says how much of it was done: `1,000 kills`."""

    tried: str = ""
    rows: list[Figure] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        """Whether every promise was kept; a scenario without a figure promises nothing."""
        return bool(self.rows) and all(row.kept for row in self.rows)

    def add(self, promise: str, figure: str, kept: bool) -> None:
        """One more promise and what came of it."""
        self.rows.append(Figure(promise, figure, kept))

    def none_of(self, promise: str, found: list[str], tried: int, what: str) -> None:
        """A promise that nothing of a kind happens: `0 of 1,234 acknowledged records`.

        `found` says in words what did happen; each is told to whoever has to mend it.
        """
        self.add(promise, f"{len(found):,} of {tried:,} {what}", not found and tried > 0)
        self.failures += found[:_MOST_FAILURES]


class Rounds:
    """Counts from 0 until so many rounds are done or the time is over, whichever comes first.

    At least one round is always done. `done` is how many there were.
    """

    def __init__(self, rounds: int, seconds: float, say: Say, what: str = "rounds") -> None:
        self._rounds, self._what, self._say = max(1, rounds), what, say
        self._began = self._said = time.monotonic()
        self._until = self._began + seconds
        self.done = 0

    def __iter__(self) -> Iterator[int]:
        while self.done < self._rounds and (self.done == 0 or time.monotonic() < self._until):
            yield self.done
            self.done += 1
            self._tell()

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._said > 10:
            self._said = now
            self._say(f"{self.done:,} of {self._rounds:,} {self._what}, {now - self._began:.0f} s")
