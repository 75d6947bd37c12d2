"""Starting and unlocking, and the memory in use after it: whole programs, each from nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import keyed, vaults
from benchmarks.measuring import Figure, Run, figure

_TURNS = 7
_BASELINE = "an empty window, one Argon2id and one open of the same file with sqlcipher3"


def measure(run: Run) -> list[Figure]:
    """Until the caseload is painted, and until Today is."""
    folder = vaults.vault_of(run.size, run.cache)
    empty: list[tuple[float, float]] = []
    pages: dict[str, list[tuple[float, float]]] = {"caseload": [], "today": []}
    start_program(folder, "today")  # the agendas of the day are worked out once
    start_empty(folder)
    for _turn in range(run.times(_TURNS)):
        empty.append(start_empty(folder))
        for page, found in pages.items():
            found.append(start_program(folder, page))
    base = [seconds for seconds, _memory in empty]
    starts = [
        figure(run, name, what, _BASELINE, 1.25, [one for one, _memory in pages[page]], base)
        for name, what, page in (
            ("start", "start and unlock until the caseload is on the screen", "caseload"),
            ("start-today", "start and unlock until Today is on the screen", "today"),
        )
    ]
    memory = figure(
        run,
        "memory",
        "memory with the caseload on the screen",
        "the empty window, with the file open",
        1.5,
        [memory / 1024 for _seconds, memory in pages["caseload"]],
        [memory / 1024 for _seconds, memory in empty],
        unit="MiB",
    )
    return [*starts, memory]


def start_program(folder: Path, page: str) -> tuple[float, float]:
    """Seconds until the page was painted, and KiB in use when nothing is loaded any more."""
    return _started("whole_program", [str(folder), page], vaults.PASSPHRASE)


def start_empty(folder: Path) -> tuple[float, float]:
    """The same for the baseline."""
    cost = vaults.COST
    numbers = [str(one) for one in (cost.memory_kib, cost.iterations, cost.lanes)]
    path = keyed.database_of(folder)
    return _started("empty_window", [str(path), *numbers], keyed.data_key(folder).hex())


def _started(program: str, arguments: Sequence[str], typed: str) -> tuple[float, float]:
    words = [sys.executable, "-m", f"benchmarks.programs.{program}", *arguments]
    began = time.perf_counter()
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment()
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(typed + "\n")
        process.stdin.flush()
        said = process.stdout.readline().split()
        seconds = time.perf_counter() - began
        settled = process.stdout.readline().split()
        process.stdin.write("\n")
        process.stdin.flush()
        process.wait(timeout=60)
    if said != ["ready"] or settled[:1] != ["settled"]:
        raise RuntimeError(f"{program} did not get ready: {said} {settled}")
    return seconds, float(settled[1])


def _environment() -> dict[str, str]:
    """Python may keep what it compiled, as it does in an installed program."""
    compiled = str(vaults.cache_folder() / "compiled")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": compiled}
