"""Each way in which a stick or disk fails, tried on everything that leaves the vault."""

from __future__ import annotations

import errno
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from unittest import mock

from hardship.bad_disks import FullAfter, Refusing, Slow, make_read_only, mounted, pull_out
from hardship.giving_away import (
    BACKUP,
    HANDOVER,
    PDF,
    TABLE,
    THROUGH_THE_DISK,
    Found,
    Giver,
    names_in,
)
from tac_desktop.errors import Cancelled
from tac_desktop.handover import write as writing
from tac_desktop.handover.disk import Disk
from tac_desktop.storage.preflight import Before, preflight

_CODES = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EIO: "removed",
    errno.ENODEV: "removed",
    errno.ENXIO: "removed",
}
_SLACK = 300
"""A handover of the same file differs by so many bytes from one time to the next."""


def full_after(
    giver: Giver, stick: Path, found: Found, share: float, chance: random.Random
) -> None:
    """The disk takes this share of each file, and a few bytes more or less."""
    for kind in THROUGH_THE_DISK:
        size = giver.sizes[kind]
        room = min(size - 1, max(0, round(share * size) + chance.randint(-3, 3)))
        told = f"full after {room} of {size} bytes"
        how = found.attempt(giver, kind, stick, told, FullAfter(room))
        if kind != HANDOVER or room < size - _SLACK:
            found.expect(f"{kind}, {told}", how, "full")


def refused_at_each_step(giver: Giver, stick: Path, found: Found) -> None:
    """Every step is refused in every way, the first and the second time that it is taken."""
    for kind in THROUGH_THE_DISK:
        for step in Refusing.STEPS:
            for code, wanted in _CODES.items():
                for after in (1, 2):
                    disk = Refusing(step, code, after)
                    told = f"{errno.errorcode[code]} at {step}, time {after}"
                    how = found.attempt(giver, kind, stick, told, disk)
                    # A step that is taken once only is not refused the second time.
                    found.expect(f"{kind}, {told}", how, wanted if disk.struck else "written")


def stopped_when_slow(giver: Giver, stick: Path, found: Found) -> None:
    """She stops while a slow stick is written to: soon, and without a trace."""
    after = 2.0
    began = time.monotonic()

    def progress(_done: int, _total: int, _words: str) -> None:
        if time.monotonic() - began > after:
            raise Cancelled

    heavy = replace(giver, mother_id=giver.heavy_id)
    disk = Slow(1_000_000)
    how = found.attempt(heavy, HANDOVER, stick, "stopped on a slow stick", disk, progress)
    found.slowest_stop = max(found.slowest_stop, time.monotonic() - began - after)
    found.expect("stopped on a slow stick", how, "cancelled")


def names_that_exist(giver: Giver, stick: Path, found: Found) -> None:
    """A name that somebody's file has is never overwritten by a handover."""
    taken = stick / "handover-taken.tac"
    taken.write_bytes(b"somebody's")
    with mock.patch.object(writing, "new_name", lambda: taken.name):
        how = found.attempt(giver, HANDOVER, stick, "a name that exists")
    found.expect("a name that exists", how, "name_exists")
    if taken.read_bytes() != b"somebody's":
        found.partial.append("a file of that name was overwritten")
    taken.unlink()


def looked_at_before(giver: Giver, stick: Path, found: Found) -> None:
    """No such folder, too little room, a folder of this computer: told before anything is begun."""
    for folder, needs, wanted in (
        (stick / "no such folder", 0, Before.MISSING),
        (stick, 10**18, Before.NEARLY_FULL),
        (stick, 0, Before.THIS_COMPUTER),
    ):
        looked = preflight(folder, needs)
        found.say(looked.found, "before", looked.sentence)
        found.expect("before", looked.found, wanted)
    for kind in THROUGH_THE_DISK:
        how = found.attempt(giver, kind, stick / "no such folder", "no such folder")
        found.expect(f"{kind}, no such folder", how, "folder_missing")


def mounted_for_real(
    giver: Giver, stick: Path, found: Found, chance: random.Random, rounds: int
) -> None:
    """The same by the kernel: too small, read-only, pulled out while written to, two at a time."""
    for kind in (*THROUGH_THE_DISK, BACKUP):
        _too_small(giver, kind, stick, found, rounds)
        with mounted(stick, 64 * 1024):
            make_read_only(stick)
            how = found.attempt(giver, kind, stick, "mounted read-only")
            found.expect(f"{kind}, mounted read-only", how, "read_only")
        for number in range(rounds):
            with mounted(stick, 64 * 1024):
                pulled = _PulledOut(stick, chance.randint(1, 80 if kind == HANDOVER else 6))
                told = f"pulled out, number {number}"
                how = found.attempt(giver, kind, stick, told, pulled, pulled.progress)
                if pulled.is_out:
                    found.expect(f"{kind}, {told}", how, "removed", "folder_missing")
    other = stick.with_name("other stick")
    with mounted(stick, 64 * 1024), mounted(other, 64 * 1024):
        for kind in (*THROUGH_THE_DISK, BACKUP):
            how = found.attempt(giver, kind, stick, "one of two sticks")
            found.expect(f"{kind}, one of two sticks", how, "written")
        if names_in(other):
            found.partial.append("something is on the other stick")


def _too_small(giver: Giver, kind: str, stick: Path, found: Found, rounds: int) -> None:
    size = giver.sizes[kind] // 1024
    for number in range(rounds):
        kib = max(4, round((size - 4) * (number + 1) / (rounds + 1)))
        told = f"a stick of {kib} for {size} kB"
        with mounted(stick, kib):
            how = found.attempt(giver, kind, stick, told)
            if kind in (PDF, TABLE) or kib < size - 8:
                found.expect(f"{kind}, {told}", how, "full", "nearly_full")


class _PulledOut(Disk):
    """A stick that is really taken away at a certain step of the progress or of the writing."""

    def __init__(self, stick: Path, step: int) -> None:
        self._stick, self._left = stick, step

    @property
    def is_out(self) -> bool:
        """Whether the moment came before the end."""
        return self._left <= 0

    def progress(self, _done: int, _total: int, _words: str) -> None:
        """One step nearer."""
        self._count()

    def make_durable(self, file: BinaryIO) -> None:
        """Onto the medium, wherever that is by now."""
        self._count()
        super().make_durable(file)

    def give_name(self, temporary: Path, final: Path) -> None:
        """Named, if it is still there."""
        self._count()
        super().give_name(temporary, final)

    def take_name(self, temporary: Path, final: Path) -> None:
        """Named, if it is still there."""
        self._count()
        super().take_name(temporary, final)

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            pull_out(self._stick)
