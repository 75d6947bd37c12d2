"""Measuring one thing against another: by turns in one run, the median, and how far it spreads."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.vaults import Size

Seconds = Callable[[], float]
"""Does something once and returns how many seconds the part that counts took."""


@dataclass(frozen=True)
class Run:
    """What is measured on: a size, where its vault is kept, a folder for what is written."""

    size: Size
    cache: Path
    scratch: Path
    quick: bool = False

    def times(self, usual: int) -> int:
        """How often something is repeated; hardly at all where only the working is tried."""
        return min(2, usual) if self.quick else usual


@dataclass(frozen=True)
class Figure:
    """One figure: so many times its baseline. `low` and `high` are the spread of single turns.

    `target` is the most that is wanted, 0 where the figure is only told. `seconds` and `baseline`
    are medians; for memory they are MiB.
    """

    name: str
    what: str
    against: str
    size: str
    ratio: float
    low: float
    high: float
    target: float
    seconds: float
    baseline: float
    turns: int
    unit: str = "s"
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        return None if not self.target else self.ratio <= self.target


@dataclass(frozen=True)
class LeftOut:
    """A figure that could not be measured here, with the sentence that says why."""

    name: str
    sentence: str


Outcome = Figure | LeftOut


def compared(
    run: Run,
    name: str,
    what: str,
    against: str,
    target: float,
    *,
    subject: Seconds,
    baseline: Seconds,
    turns: int,
    at: Callable[[Sequence[float]], float] = statistics.median,
    note: str = "",
) -> Figure:
    """Let both take turns; the ratio is that of their medians, or of what `at` makes of them.

    One turn before the first is not counted: it fills caches and imports modules.
    """
    subject()
    baseline()
    mine: list[float] = []
    theirs: list[float] = []
    for turn in range(run.times(turns)):
        first, second = (subject, baseline) if turn % 2 else (baseline, subject)
        one, other = first(), second()
        mine.append(one if turn % 2 else other)
        theirs.append(other if turn % 2 else one)
    return figure(run, name, what, against, target, mine, theirs, at=at, note=note)


def figure(
    run: Run,
    name: str,
    what: str,
    against: str,
    target: float,
    mine: Sequence[float],
    theirs: Sequence[float],
    *,
    at: Callable[[Sequence[float]], float] = statistics.median,
    unit: str = "s",
    note: str = "",
) -> Figure:
    """A figure from what was measured by turns."""
    base = at(theirs)
    spread = [one / other for one, other in zip(mine, theirs, strict=False) if other]
    return Figure(
        name=name,
        what=what,
        against=against,
        size=run.size.name,
        ratio=at(mine) / base,
        low=min(spread),
        high=max(spread),
        target=target,
        seconds=at(mine),
        baseline=base,
        turns=len(mine),
        unit=unit,
        note=note,
    )


def percentile(share: float) -> Callable[[Sequence[float]], float]:
    """The value below which `share` (0.95) of all values lie."""

    def at(values: Sequence[float]) -> float:
        ordered = sorted(values)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    return at


def timed(act: Callable[[], object]) -> float:
    """Do something; how many seconds it took."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
