"""`python3 tasks.py hardship`: run scenarios, print and keep what they found, fail on a breach."""

from __future__ import annotations

import argparse
import json
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hardship.figures import Figures
from hardship.page import PAGE, renewed
from hardship.scenarios import NAMES, scenario

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "hardship"
MINUTES = 5.0


@dataclass(frozen=True)
class Ran:
    """One scenario that was run, and what it found."""

    name: str
    title: str
    seed: int
    seconds: float
    figures: Figures

    def as_json(self) -> dict[str, Any]:
        """What is kept of it."""
        kept = asdict(self)
        kept["kept"] = self.figures.kept
        kept["seconds"] = round(self.seconds, 1)
        return kept


def main(words: Sequence[str] | None = None) -> int:
    """Run what is named (everything without a name); 1 where a promise was broken."""
    asked = _command_line().parse_args(words)
    seed = asked.seed if asked.seed is not None else secrets.randbelow(10**6)
    broken = False
    for name in asked.scenario or NAMES:
        ran = run_one(name, rounds=asked.rounds, minutes=asked.minutes, seed=seed)
        _print(ran)
        keep(ran)
        if asked.write:
            PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), ran.as_json()), "utf-8")
        broken = broken or not ran.figures.kept
    return int(broken)


def run_one(name: str, *, rounds: int | None, minutes: float, seed: int) -> Ran:
    """Run one scenario in a folder of its own, which is taken away afterwards."""
    module = scenario(name)
    _say(f"{name}: {module.TITLE}, seed {seed}")
    folder = Path(tempfile.mkdtemp(prefix=f"tac-hardship-{name}-"))
    began = time.monotonic()
    try:
        figures = module.run(
            rounds=rounds or module.ROUNDS,
            seconds=minutes * 60,
            seed=seed,
            folder=folder,
            say=_say,
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Ran(name, module.TITLE, seed, time.monotonic() - began, figures)


def keep(ran: Ran) -> Path:
    """Write what was found as JSON below build/hardship."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{ran.name}.json"
    path.write_text(json.dumps(ran.as_json(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


def _command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tasks.py hardship", description=__doc__)
    parser.add_argument("--scenario", action="append", choices=NAMES, help="again for another")
    parser.add_argument("--rounds", type=int, help="default: those of the full figures")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="for each scenario")
    parser.add_argument("--seed", type=int, help="the same moments and mutations again")
    parser.add_argument("--write", action="store_true", help="renew docs/reliability.md")
    return parser


def _print(ran: Ran) -> None:
    widest = max((len(row.promise) for row in ran.figures.rows), default=0)
    print(f"\n{ran.title}: {ran.figures.tried} in {ran.seconds:.0f} s (seed {ran.seed})")
    for row in ran.figures.rows:
        print(f"  {row.promise:<{widest}}  {row.figure:<40}  {'kept' if row.kept else 'BROKEN'}")
    for failure in ran.figures.failures:
        print(f"  ! {failure}")
    print(flush=True)


def _say(line: str) -> None:
    print(f"  .. {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
