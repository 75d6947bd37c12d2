"""Disks that fail: full after N bytes, pulled out, read-only, lying, or gone with the power."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from tac_desktop.handover.disk import Disk


class LimitedFile:
    """A file that takes so many bytes and then refuses, with part of the last ones written."""

    def __init__(self, file: BinaryIO, room: int, code: int) -> None:
        self._file, self._room, self._code = file, room, code

    def write(self, content: bytes) -> int:
        taken = content[: self._room]
        self._file.write(taken)
        self._room -= len(taken)
        if len(taken) < len(content):
            raise OSError(self._code, os.strerror(self._code))
        return len(content)

    def flush(self) -> None:
        self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def __enter__(self) -> LimitedFile:
        return self

    def __exit__(self, *reason: object) -> None:
        self._file.close()


class FullDisk(Disk):
    """Runs full (or fails in another way) after `room` bytes."""

    def __init__(self, room: int, code: int = errno.ENOSPC) -> None:
        self._room, self._code = room, code

    def create(self, path: Path) -> BinaryIO:
        return cast(BinaryIO, LimitedFile(super().create(path), self._room, self._code))


class BrokenDisk(Disk):
    """Refuses one thing that is asked of it, the `after`-th time."""

    def __init__(self, step: str, code: int, after: int = 1) -> None:
        self._step, self._code, self._left = step, code, after

    def create(self, path: Path) -> BinaryIO:
        self._refuse("create")
        return super().create(path)

    def make_durable(self, file: BinaryIO) -> None:
        self._refuse("make_durable")
        super().make_durable(file)

    def open(self, path: Path) -> BinaryIO:
        self._refuse("open")
        return super().open(path)

    def give_name(self, temporary: Path, final: Path) -> None:
        self._refuse("give_name")
        super().give_name(temporary, final)

    def sync_folder(self, folder: Path) -> None:
        self._refuse("sync_folder")
        super().sync_folder(folder)

    def _refuse(self, step: str) -> None:
        if step == self._step:
            self._left -= 1
            if self._left == 0:
                raise OSError(self._code, os.strerror(self._code))


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
