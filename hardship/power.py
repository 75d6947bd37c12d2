"""The power goes: what had reached the disk by then is looked at, and nothing that had not.

The program works on a file system of its own, whose disk is a file. At a random moment that file
is copied as it is: without what the system had still to write. Needs root on Linux.
"""

from __future__ import annotations

import filecmp
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from hardship.bad_disks import can_mount
from hardship.crash import LONGEST_WORK, figures_of, make_surroundings, new_stage, work
from hardship.crash_check import AfterKill, Found
from hardship.figures import Figures, Rounds, Say
from hardship.killing import killed

TITLE = "The power goes"
ROUNDS = 100

_DISK_BYTES = 320 * 1024 * 1024
_TRIES = 20


def run(*, rounds: int, seconds: float, seed: int, folder: Path, say: Say) -> Figures:
    """`rounds` power cuts, each in another second of work."""
    if not can_mount() or shutil.which("mkfs.ext4") is None:
        figures = Figures("Not tried: it needs root on Linux, and mkfs.ext4")
        figures.add("Nothing acknowledged is lost by a power cut", "not tried", True)
        return figures
    found, chance = Found(), random.Random(seed)
    disk, after = folder / "disk.img", folder / "after.img"
    _make_disk(disk)
    cuts = Rounds(rounds, seconds, say, "power cuts")
    with _mounted(disk, folder / "before") as before:
        make_surroundings(before)
        for number in cuts:
            scene, ledger = new_stage(before / "stage", seed)
            scene = replace(scene, round=number)
            cut = partial(_copy_at_once, disk, after)
            end = killed(partial(work, scene), chance.uniform(0, LONGEST_WORK), cut)
            with _mounted(after, folder / "after") as what_is_left:
                left = replace(scene, folder=what_is_left / "stage")
                AfterKill(left, ledger, end, found).look()
    return figures_of(found, f"{found.kills:,} power cuts")


def _make_disk(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(_DISK_BYTES)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(path)], check=True)


def _copy_at_once(disk: Path, copy: Path) -> None:
    """Copy the disk until the copy is of one moment: nothing was written to it meanwhile."""
    for _try in range(_TRIES):
        subprocess.run(["cp", "--sparse=always", str(disk), str(copy)], check=True)
        if filecmp.cmp(disk, copy, shallow=False):
            return
    raise RuntimeError("the disk was never still")


@contextmanager
def _mounted(disk: Path, folder: Path) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", str(disk), str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
