"""A process that says on a pipe what it has done, and is killed at a moment that somebody drew."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Line = dict[str, Any]

_MOST_BYTES = 4000
"""Less than a pipe takes in one piece (PIPE_BUF is 4096)."""


@dataclass(frozen=True)
class Tell:
    """Says one thing: `tell(did="saved", record=...)`. At once, and whole or not at all."""

    pipe: int

    def __call__(self, **said: Any) -> None:
        """Say it."""
        raw = json.dumps(said).encode("utf-8") + b"\n"
        assert len(raw) < _MOST_BYTES
        os.write(self.pipe, raw)


@dataclass(frozen=True)
class Killed:
    """What a process had said up to its end. `killed_at` is by `time.monotonic`."""

    lines: list[Line]
    killed_at: float
    ended_by_itself: bool
    """It failed before it could be killed: the last line has the reason."""


def killed(
    work: Callable[[Tell], None], after: float, while_stopped: Callable[[], None] | None = None
) -> Killed:
    """Run `work` in a fork of this process and kill it `after` seconds from its first word.

    `while_stopped` is called in between, when it cannot go on any more and is not dead yet.
    """
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _be_the_victim(work, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as words:
        first = words.readline()
        time.sleep(after)
        killed_at = time.monotonic()
        if while_stopped is not None:
            os.kill(process, signal.SIGSTOP)
            while_stopped()
        os.kill(process, signal.SIGKILL)
        rest = words.read()
    _process, status = os.waitpid(process, 0)
    lines = [json.loads(line) for line in (first + rest).splitlines()]
    return Killed(lines, killed_at, not os.WIFSIGNALED(status))


def _be_the_victim(work: Callable[[Tell], None], pipe: int) -> None:
    tell = Tell(pipe)
    try:
        work(tell)
    except BaseException as error:
        tell(failed=f"{type(error).__name__}: {error}"[:3000])
    finally:
        os._exit(1)
