"""Disks and sticks that fail: in the program's own narrow view of them, and mounted for real."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from tac_desktop.handover.disk import Disk


class FullAfter(Disk):
    """Takes so many bytes in all, and then refuses, with part of the last piece written."""

    def __init__(self, room: int, code: int = errno.ENOSPC) -> None:
        self.left, self.code = room, code

    def create(self, path: Path) -> BinaryIO:
        """A file that counts against the room of this disk."""
        return cast(BinaryIO, _Limited(super().create(path), self))

    def room(self, folder: Path) -> int:
        """Says more than there is, as a stick does that lies about its size."""
        return sys.maxsize


class Refusing(Disk):
    """Fails in the same way at one step, the `after`-th time."""

    STEPS = ("create", "make_durable", "open", "give_name", "take_name", "sync_folder")

    def __init__(self, step: str, code: int, after: int = 1) -> None:
        self._step, self._code, self._left = step, code, after
        self.struck = False

    def create(self, path: Path) -> BinaryIO:
        """A new file, if it may be."""
        self._refuse("create")
        return super().create(path)

    def make_durable(self, file: BinaryIO) -> None:
        """Onto the medium, if it may be."""
        self._refuse("make_durable")
        super().make_durable(file)

    def open(self, path: Path) -> BinaryIO:
        """To be read, if it may be."""
        self._refuse("open")
        return super().open(path)

    def give_name(self, temporary: Path, final: Path) -> None:
        """Named, if it may be."""
        self._refuse("give_name")
        super().give_name(temporary, final)

    def take_name(self, temporary: Path, final: Path) -> None:
        """Named, if it may be."""
        self._refuse("take_name")
        super().take_name(temporary, final)

    def sync_folder(self, folder: Path) -> None:
        """Made durable, if it may be."""
        self._refuse("sync_folder")
        super().sync_folder(folder)

    def _refuse(self, step: str) -> None:
        if step == self._step:
            self._left -= 1
            if self._left == 0:
                self.struck = True
                raise OSError(self._code, os.strerror(self._code))


class Slow(Disk):
    """Takes its time for every piece that has to reach the medium."""

    def __init__(self, bytes_a_second: int) -> None:
        self.bytes_a_second = bytes_a_second

    def create(self, path: Path) -> BinaryIO:
        """A file that keeps the writer waiting."""
        return cast(BinaryIO, _Waiting(super().create(path), self.bytes_a_second))


class _Limited:
    def __init__(self, file: BinaryIO, disk: FullAfter) -> None:
        self._file, self._disk = file, disk

    def write(self, content: bytes) -> int:
        taken = content[: self._disk.left]
        self._file.write(taken)
        self._disk.left -= len(taken)
        if len(taken) < len(content):
            raise OSError(self._disk.code, os.strerror(self._disk.code))
        return len(content)

    def flush(self) -> None:
        self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def __enter__(self) -> _Limited:
        return self

    def __exit__(self, *reason: object) -> None:
        self._file.close()


class _Waiting(_Limited):
    def __init__(self, file: BinaryIO, bytes_a_second: int) -> None:
        super().__init__(file, FullAfter(sys.maxsize))
        self._bytes_a_second = bytes_a_second

    def write(self, content: bytes) -> int:
        time.sleep(len(content) / self._bytes_a_second)
        return super().write(content)


def can_mount() -> bool:
    """Whether this process may mount a file system: only root on Linux."""
    return sys.platform.startswith("linux") and os.geteuid() == 0


@contextmanager
def mounted(folder: Path, kib: int, *options: str) -> Iterator[Path]:
    """A small file system in memory of its own, mounted for real; away again afterwards."""
    folder.mkdir(exist_ok=True)
    chosen = ",".join((f"size={kib}k", *options))
    subprocess.run(["mount", "-t", "tmpfs", "-o", chosen, "stick", str(folder)], check=True)
    try:
        yield folder
    finally:
        pull_out(folder)


def make_read_only(folder: Path) -> None:
    """The switch on the stick."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def pull_out(folder: Path) -> None:
    """The folder is gone from now on, whoever still writes there; harmless when it is out."""
    subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)
    with suppress(OSError):
        folder.rmdir()
