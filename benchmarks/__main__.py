"""`python3 tasks.py bench`: measure everything, or some of it, and say what was reached."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import told_in_table, vaults
from benchmarks.measuring import Figure, LeftOut, Outcome, Run

NAMES = {
    "start": "starting",
    "peer": "keepassxc",
    "open": "opening_file",
    "save": "saving",
    "search": "searching",
    "plain": "without_key",
    "handover": "handing_over",
    "verify": "verifying",
    "backup": "backing_up",
    "pack": "printing",
    "key": "typing_keys",
}
"""What can be measured, and the module that does it."""

ONCE = frozenset({"peer", "pack", "plain"})
"""What does not depend on the size of the vault, and is measured on the smallest only."""

RESULTS = Path(__file__).resolve().parent / "results.json"


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it where that is asked for."""
    arguments = command_line().parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sizes = [vaults.size_called(one) for one in arguments.size] or list(vaults.SIZES)
    cache = arguments.cache or vaults.cache_folder()
    found: list[Outcome] = []
    for size in sizes:
        vaults.vault_of(size, cache)
        for name in arguments.only or NAMES:
            if size is sizes[0] or name not in ONCE:
                found += measured(name, size, cache)
    if arguments.write and RESULTS.exists():
        earlier = told_in_table.from_json(json.loads(RESULTS.read_text(encoding="utf-8")))
        found = told_in_table.brought_together(earlier, found)
    found = told_in_table.with_growth(found)
    print(told_in_table.table(found))
    said = json.dumps(told_in_table.as_json(found), indent=1) + "\n"
    if arguments.out:
        arguments.out.write_text(said, encoding="utf-8")
    if arguments.write:
        RESULTS.write_text(said, encoding="utf-8")
        told_in_table.write_into_page(found)
    return 0


def measured(name: str, size: vaults.Size, cache: Path, *, quick: bool = False) -> list[Outcome]:
    """One benchmark at one size; what it writes is gone afterwards."""
    measure: Callable[[Run], list[Outcome]]
    measure = importlib.import_module(f"benchmarks.{NAMES[name]}").measure
    began = time.monotonic()
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="scratch-", dir=cache) as scratch:
        found = measure(Run(size, cache, Path(scratch), quick))
    for one in found:
        if isinstance(one, LeftOut):
            vaults.say(f"{one.name}: {one.sentence}")
        elif isinstance(one, Figure):
            vaults.say(f"{one.name} ({one.size}): {one.ratio:.2f} of {one.against}")
    vaults.say(f"  {name}, {size.name}: {time.monotonic() - began:.0f} seconds")
    return found


def command_line() -> argparse.ArgumentParser:
    """What can be asked for."""
    parser = argparse.ArgumentParser(prog="tasks.py bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=list(NAMES), help="may be repeated")
    parser.add_argument(
        "--size", action="append", default=[], metavar="SIZE",
        help="small, medium, large, or the number of log entries; may be repeated",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="FILE.json", help="write the figures there")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write results.json and docs/performance.md; what was not measured now stays",
    )
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where made vaults are kept")
    return parser


if __name__ == "__main__":
    sys.exit(main())
