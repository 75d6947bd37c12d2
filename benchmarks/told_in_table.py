"""Figures as JSON, and as a table in docs/performance.md between two marks."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.measuring import Figure, LeftOut, Outcome
from benchmarks.vaults import SIZES
from tac_desktop.casework.dates import written

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"
_GROWTH = "-growth"
_FLAT = (("start", 1.1), ("search", 1.5))


def with_growth(found: Sequence[Outcome]) -> list[Outcome]:
    """The same with figures that compare the greatest size measured with the smallest."""
    more: list[Outcome] = []
    for name, target in _FLAT:
        by_size = {one.size: one for one in found if isinstance(one, Figure) and one.name == name}
        sizes = [one.name for one in SIZES if one.name in by_size]
        if len(sizes) < 2:
            continue
        small, great = by_size[sizes[0]], by_size[sizes[-1]]
        ratio = great.seconds / small.seconds
        more.append(
            Figure(
                name=f"{name}{_GROWTH}",
                what=f"{great.what}: {sizes[-1]} vault",
                against=f"the same in the {sizes[0]} vault",
                size=sizes[-1],
                ratio=ratio,
                low=ratio,
                high=ratio,
                target=target,
                seconds=great.seconds,
                baseline=small.seconds,
                turns=great.turns,
            )
        )
    return [*found, *more]


def brought_together(earlier: Sequence[Outcome], now: Sequence[Outcome]) -> list[Outcome]:
    """What was measured now, and of what was measured earlier the rest, in order of size."""
    measured = {_place(one) for one in now}
    kept = [
        one for one in earlier if _place(one) not in measured and not one.name.endswith(_GROWTH)
    ]
    sizes = [one.name for one in SIZES]
    together: list[Outcome] = [*kept, *now]
    order = list(dict.fromkeys(one.name for one in together))
    return sorted(
        together,
        key=lambda one: (
            order.index(one.name),
            sizes.index(one.size) if isinstance(one, Figure) and one.size in sizes else -1,
        ),
    )


def _place(one: Outcome) -> tuple[str, str]:
    return one.name, one.size if isinstance(one, Figure) else ""


def as_json(found: Sequence[Outcome]) -> dict[str, Any]:
    """Everything that was measured, and where."""
    return {
        "measured_on": dt.date.today().isoformat(),
        "computer": computer(),
        "rows": [{**asdict(one), "met": one.met} for one in found if isinstance(one, Figure)],
        "left_out": [asdict(one) for one in found if isinstance(one, LeftOut)],
    }


def from_json(raw: dict[str, Any]) -> list[Outcome]:
    """What `as_json` wrote."""
    rows = [{name: value for name, value in one.items() if name != "met"} for one in raw["rows"]]
    return [*(Figure(**one) for one in rows), *(LeftOut(**one) for one in raw["left_out"])]


def computer() -> str:
    """What it was measured on, in a line."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python " + (
        platform.python_version()
    )


def table(found: Sequence[Outcome]) -> str:
    """A Markdown table, one line a figure."""
    lines = [
        "| what | vault | against | ratio (spread) | to reach | reached | took | baseline |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in found:
        if isinstance(one, Figure):
            lines.append(_line(one))
    left_out = dict.fromkeys(one.sentence for one in found if isinstance(one, LeftOut))
    return "\n".join([*lines, *(f"\n{sentence}" for sentence in left_out)])


def write_into_page(found: Sequence[Outcome], page: Path = PAGE) -> None:
    """Put the table between its two marks."""
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(_BEGIN)
    after = rest.split(_END)[1]
    words = f"Measured on {written(dt.date.today())}: {computer()}.\n\n{table(found)}"
    page.write_text(f"{before}{_BEGIN}\n\n{words}\n\n{_END}{after}", encoding="utf-8")


def _line(one: Figure) -> str:
    told = {True: "yes", False: "**no**", None: ""}[one.met]
    reach = f"{one.target:g}" if one.target else ""
    what = f"{one.what} ({one.note})" if one.note else one.what
    return (
        f"| {what} | {one.size} | {one.against} | {one.ratio:.2f} ({one.low:.2f} to"
        f" {one.high:.2f}) | {reach} | {told} | {_amount(one.seconds, one.unit)} |"
        f" {_amount(one.baseline, one.unit)} |"
    )


def _amount(value: float, unit: str) -> str:
    if unit != "s":
        return f"{value:.0f} {unit}"
    return (
        f"{value * 1000:.2g} ms"
        if value < 0.01
        else (f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s")
    )
