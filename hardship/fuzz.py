"""Hostile files for everything that reads one: declared errors, in time, and nothing else."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from hardship.damage_stage import made
from hardship.figures import Figures, Rounds, Say
from hardship.fuzz_readers import Reader, Readers
from tac_desktop.errors import TacError

TITLE = "Hostile files"
ROUNDS = 110_000

_ROOT = Path(__file__).resolve().parent.parent
_OPENED_OF_A_HUNDRED = 12
_AT_ONCE = 300
_LONGEST = 5.0
"""Seconds of computing within which a reader in this process has to have answered."""

_LONGEST_FILE = 25.0


class Found:
    """What came of it all."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.read: Counter[str] = Counter()
        self.undeclared: list[str] = []
        self.slow: list[str] = []
        self.crashed: list[str] = []
        self.slowest = 0.0
        self.slowest_file = 0.0
        self.files = 0


def run(*, rounds: int, seconds: float, seed: int, folder: Path, say: Say) -> Figures:
    """`rounds` inputs: most for the readers in this process, the rest opened as documents."""
    opened = max(1, rounds * _OPENED_OF_A_HUNDRED // 100)
    readers = Readers(made(folder / "stage"), folder / "readers")
    chosen = [one for one in readers.all() for _share in range(one.share)]
    found = Found()
    counted = Rounds(rounds - opened, seconds * 0.7, say, "inputs")
    try:
        for number in counted:
            chance = random.Random(f"{seed} {number}")
            _try(chosen[number % len(chosen)], chance, number, found)
    finally:
        wrong = readers.close()
    _open_documents(opened, seconds * 0.3, seed, found, say)
    return _figures(found, readers, wrong)


def _try(reader: Reader, chance: random.Random, number: int, found: Found) -> None:
    content = reader.draw(chance)
    found.tried[reader.name] += 1
    # Computing time: how busy the computer is with something else says nothing of a reader.
    began = time.process_time()
    try:
        reader.read(content)
        found.read[reader.name] += 1
    except TacError as error:
        if not error.what_happened:
            found.undeclared.append(f"{reader.name} {number}: an error without a sentence")
    except Exception as error:
        told = f"{reader.name} {number}: {type(error).__name__}: {error}"
        found.undeclared.append(told[:300])
    took = time.process_time() - began
    found.slowest = max(found.slowest, took)
    if took > _LONGEST:
        found.slow.append(f"{reader.name} {number}: {took:.1f} s")


def _open_documents(count: int, seconds: float, seed: int, found: Found, say: Say) -> None:
    """Files opened as the window opens them, some hundred in each process."""
    for first in Rounds(-(-count // _AT_ONCE), seconds, say, f"times {_AT_ONCE} documents"):
        begin = first * _AT_ONCE
        _one_process(seed, begin, min(_AT_ONCE, count - begin), found)


def _one_process(seed: int, first: int, count: int, found: Found) -> None:
    while count > 0:
        command = [sys.executable, "-m", "hardship.fuzz_files", str(seed), str(first), str(count)]
        try:
            done = subprocess.run(
                command, cwd=_ROOT, capture_output=True, text=True, timeout=600, check=False
            )
            lines, code = done.stdout.splitlines(), done.returncode
        except subprocess.TimeoutExpired as error:
            lines, code = bytes(error.stdout or b"").decode().splitlines(), -1
        ends = [line.split(" ", 3) for line in lines if line.startswith("done ")]
        for _done, number, took, said in ends:
            found.files += 1
            found.slowest_file = max(found.slowest_file, float(took))
            if said.startswith("failed"):
                found.undeclared.append(f"document {number}: {said}"[:300])
            if float(took) > _LONGEST_FILE:
                found.slow.append(f"document {number}: {took} s")
            found.read["document"] += said == "read"
        if len(ends) == count and code == 0:
            return
        # The one that was begun and not done took the process with it.
        found.files += 1
        found.crashed.append(f"document {first + len(ends)}: ended with {code}")
        count -= len(ends) + 1
        first += len(ends) + 1


def _figures(found: Found, readers: Readers, wrong: list[str]) -> Figures:
    each = ", ".join(f"{name} {count:,}" for name, count in found.tried.items())
    total = sum(found.tried.values()) + found.files
    figures = Figures(f"{total:,} inputs ({each}, documents opened and drawn {found.files:,})")
    figures.none_of("Only declared errors", found.undeclared, total, "inputs failed otherwise")
    figures.none_of(
        f"Each answer within {_LONGEST:.0f} s of computing, a document {_LONGEST_FILE:.0f} s",
        found.slow,
        total,
        f"took longer (slowest {found.slowest:.1f} s, document {found.slowest_file:.1f} s)",
    )
    figures.none_of(
        "No document takes the process that opens it with it", found.crashed, found.files, "did"
    )
    figures.add(
        "A vault that took in all that was accepted passes its check",
        f"{readers.taken_in:,} taken in; {' '.join(wrong) or 'passed'}",
        not wrong,
    )
    return figures
