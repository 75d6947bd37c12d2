"""Copying a file so that the copy is proven: made durable, read back and compared byte for byte.

Three things go on side by side, since a big vault would otherwise be gone through three times: one
thread reads and writes, one makes what was written durable, and one hashes what was read and, when
it is durable, compares it with what lies there. At most `_AHEAD` pieces are between reading and
comparing: so little memory is enough, progress is true on a slow stick, and stopping is quick.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

from tac_desktop.storage.progress import Progress
from tac_desktop.words import _

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_PIECE = 512 * 1024
_AHEAD = 64
_LESS_URGENT = 10
_BATCH = 16
"""At least so many pieces are made durable together: each time costs the disk a turn."""


class CopyDiffers(Exception):
    """What was read back is not what was written."""


def nothing_meanwhile() -> None:
    """For a copy beside which nothing else is to be done."""


def proven_copy(
    source: Path,
    target: Path,
    progress: Progress,
    words: str,
    meanwhile: Callable[[], None] = nothing_meanwhile,
) -> str:
    """Copy a file onto the disk itself and prove it; the SHA-256 of source and copy alike.

    One digest is enough for both, since the copy is compared with the very bytes that were hashed.
    `meanwhile` is done when everything is written and its end is still being proven.

    Raises:
        CopyDiffers: the copy does not read back as it was written.
        OSError, and whatever `progress` and `meanwhile` raise.
    """
    from concurrent.futures import ThreadPoolExecutor

    digest, total = hashlib.sha256(), source.stat().st_size
    with (
        FileIO(source) as original,
        FileIO(target, "x", opener=for_the_owner) as copy,
        FileIO(target) as lying_there,
        ThreadPoolExecutor(1, "proving", gives_way) as proving,
        ThreadPoolExecutor(1, "syncing", gives_way) as syncing,
    ):
        proof = _Proof(copy, lying_there, syncing, proving)
        for done, piece in _pieces(original, proof):
            proving.submit(digest.update, piece)
            _write_all(copy, piece)
            proof.add(piece)
            progress(done, total, words)
        proof.begin()
        meanwhile()
        progress(total, total, _("Reading it back"))
        proof.finish()
    return digest.hexdigest()


def gives_way() -> None:
    """Let whoever types go first: for a thread of its own, where the system can tell it apart."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LESS_URGENT)


def for_the_owner(path: str, flags: int) -> int:
    """Opens a file that nobody but its owner can read."""
    return os.open(path, flags, 0o600)


class _Proof:
    """Has batches of pieces made durable and then compared, in threads beside the writing one.

    The proving thread does one thing after the other, so a piece was hashed before it is compared.
    Then its memory is used again; until then nobody changes it.
    """

    def __init__(
        self,
        copy: FileIO,
        lying_there: FileIO,
        syncing: ThreadPoolExecutor,
        proving: ThreadPoolExecutor,
    ) -> None:
        self._copy, self._lying_there = copy, lying_there
        self._syncing, self._proving = syncing, proving
        self._back = bytearray(_PIECE)
        self._free: deque[memoryview] = deque()
        self._made = 0
        self._written: list[memoryview] = []
        self._synced: Future[Future[None]] | None = None
        self._compared: deque[Future[None]] = deque()

    def memory(self) -> memoryview:
        """Room for a piece; waits for what is under way where all of it is in use."""
        if not self._free and self._made < _AHEAD:
            self._made += 1
            return memoryview(bytearray(_PIECE))
        if not self._free:
            self.begin()
        while not self._free:
            if not self._compared:
                self._wait_until_synced()
            self._compared.popleft().result()
        return self._free.popleft()

    def add(self, piece: memoryview) -> None:
        """Take in a piece that was written; its batch begins when the one before is durable."""
        self._written.append(piece)
        if len(self._written) >= _BATCH and (self._synced is None or self._synced.done()):
            self.begin()

    def begin(self) -> None:
        """Have made durable and compared what was written since the last batch."""
        self._wait_until_synced()
        while self._compared and self._compared[0].done():
            self._compared.popleft().result()
        batch, self._written = self._written, []
        self._synced = self._syncing.submit(self._make_durable, batch)

    def finish(self) -> None:
        """Wait for the end; nothing may lie there behind the last piece."""
        self._wait_until_synced()
        for compared in self._compared:
            compared.result()
        if self._lying_there.read(1):
            raise CopyDiffers

    def _wait_until_synced(self) -> None:
        if self._synced is not None:
            self._compared.append(self._synced.result())
            self._synced = None

    def _make_durable(self, batch: list[memoryview]) -> Future[None]:
        os.fsync(self._copy.fileno())
        return self._proving.submit(self._compare, batch)

    def _compare(self, batch: list[memoryview]) -> None:
        for piece in batch:
            back = memoryview(self._back)[: len(piece)]
            # `startswith` compares in place, without a copy of either.
            if _filled(self._lying_there, back) < len(piece) or not self._back.startswith(piece):
                raise CopyDiffers
            self._free.append(memoryview(piece.obj))


def _pieces(file: FileIO, proof: _Proof) -> Iterator[tuple[int, memoryview]]:
    done = 0
    while True:
        memory = proof.memory()
        count = file.readinto(memory)
        if not count:
            return
        done += count
        yield done, memory[:count]


def _write_all(file: FileIO, piece: memoryview) -> None:
    """Unbuffered, so that nothing is copied once more; the system may take less than all."""
    while piece:
        piece = piece[file.write(piece) or 0 :]


def _filled(file: FileIO, memory: memoryview) -> int:
    """How many bytes were read, fewer than wanted only at the end of the file."""
    count = 0
    while count < len(memory):
        more = file.readinto(memory[count:])
        if not more:
            break
        count += more
    return count
