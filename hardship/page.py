"""The tables of docs/reliability.md, renewed from what was run; the words round them stay."""

from __future__ import annotations

import datetime as dt
import platform
from pathlib import Path
from typing import Any

from tac_desktop.casework.dates import written

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reliability.md"
BEGIN, END = "<!-- figures: {name} -->", "<!-- end of figures: {name} -->"


def renewed(page: str, ran: dict[str, Any]) -> str:
    """The page with this scenario's table in place of its former one.

    Raises:
        ValueError: where the page has no place for it.
    """
    begin, end = BEGIN.format(name=ran["name"]), END.format(name=ran["name"])
    before, found, rest = page.partition(begin)
    _former, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"{PAGE.name} has no place for the figures of {ran['name']}")
    return f"{before}{begin}\n{table(ran)}\n{end}{after}"


def table(ran: dict[str, Any]) -> str:
    """What was found, and the command that finds it again."""
    figures = ran["figures"]
    lines = ["| promise | found | |", "| --- | --- | --- |"]
    for row in figures["rows"]:
        kept = "kept" if row["kept"] else "**broken**"
        lines.append(f"| {_cell(row['promise'])} | {_cell(row['figure'])} | {kept} |")
    made = f"python3 tasks.py hardship --scenario {ran['name']} --seed {ran['seed']}"
    where = f"{platform.system()}, Python {platform.python_version()}"
    how_long = _in_words(ran["seconds"])
    lines.append("")
    lines.append(
        f"{figures['tried']} in {how_long}, {written(dt.date.today())}, {where}. "
        f"Again: `{made} --minutes "
        f"{_minutes(ran['seconds'])}`."
    )
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def _in_words(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 180 else f"{seconds / 60:.0f} minutes"


def _minutes(seconds: float) -> int:
    """Enough for the same number of rounds on a computer half as quick."""
    return max(5, round(seconds / 60 * 2))
