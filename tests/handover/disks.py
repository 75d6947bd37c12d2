"""Disks that fail: full after N bytes, pulled out, read-only, lying, or gone with the power."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from hardship.bad_disks import FullAfter as FullDisk
from hardship.bad_disks import Refusing as BrokenDisk
from tac_desktop.handover.disk import Disk

__all__ = ["BrokenDisk", "DiskAtPowerCut", "FullDisk", "LyingDisk", "PowerCut", "SmallDisk"]


class LyingDisk(Disk):
    """Gives back something else than was written, from the `after`-th opening on."""

    def __init__(self, change: Callable[[bytes], bytes], after: int = 1) -> None:
        self._change, self._left = change, after

    def open(self, path: Path) -> BinaryIO:
        self._left -= 1
        content = path.read_bytes()
        return io.BytesIO(self._change(content) if self._left <= 0 else content)


class SmallDisk(Disk):
    """Has so much room, and says so."""

    def __init__(self, room: int) -> None:
        self._room = room

    def room(self, folder: Path) -> int:
        return self._room


class PowerCut(BaseException):
    """Not an error that anything could handle: the process is gone."""


class DiskAtPowerCut(Disk):
    """The power goes at the `at`-th thing asked of it; after that nothing reaches the disk."""

    def __init__(self, at: int) -> None:
        self._left = at
        self.off = False

    def create(self, path: Path) -> BinaryIO:
        self._count()
        return super().create(path)

    def make_durable(self, file: BinaryIO) -> None:
        self._count()
        super().make_durable(file)

    def open(self, path: Path) -> BinaryIO:
        self._count()
        return super().open(path)

    def give_name(self, temporary: Path, final: Path) -> None:
        self._count()
        super().give_name(temporary, final)

    def sync_folder(self, folder: Path) -> None:
        self._count()
        super().sync_folder(folder)

    def remove(self, path: Path) -> None:
        if not self.off:
            super().remove(path)

    def _count(self) -> None:
        self._left -= 1
        if self._left == 0:
            self.off = True
            raise PowerCut
