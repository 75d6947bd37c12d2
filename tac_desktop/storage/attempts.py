"""Slowing down someone who tries passphrases at the keyboard.

The count is kept beside the vault, so that closing the program does not reset it. It is no
protection against someone who has copied the folder: the cost of the key derivation is.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tac_desktop.storage.canonical import canonical_json, moment_from, moment_text
from tac_desktop.storage.errors import StorageError, TooManyAttempts
from tac_desktop.storage.files import write_carefully

ATTEMPTS_FILE = "attempts.json"
_FREE = 2
_FIRST_WAIT = 5
_LONGEST_WAIT = 300

_last_here: dict[Path, float] = {}
"""When this process last met a wrong passphrase for a folder, by a clock that nobody can set."""


@dataclass(frozen=True)
class WrongAttempts:
    """Wrong passphrases since the vault was last opened, and when the last one was."""

    count: int = 0
    last_at: dt.datetime | None = None


def wrong_attempts(folder: Path) -> WrongAttempts:
    """What has been tried; nothing where the note is missing or unreadable."""
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
        noted = json.loads((folder / ATTEMPTS_FILE).read_text(encoding="utf-8"))
        return WrongAttempts(int(noted["count"]), moment_from(noted["last_at"]))
    return WrongAttempts()


def seconds_to_wait(folder: Path, now: dt.datetime | None = None) -> int:
    """Whole seconds until the next try is taken: 2 are free, then 5, 10, 20 ... up to 300.

    A clock that was put back makes the wait start again, never longer than it was; one that was
    put forward does not shorten it while the program goes on running.
    """
    tried = wrong_attempts(folder)
    if tried.count <= _FREE or tried.last_at is None:
        return 0
    doublings = min(tried.count - _FREE - 1, 10)
    wait = min(_FIRST_WAIT << doublings, _LONGEST_WAIT)
    passed = ((now or dt.datetime.now(dt.UTC)) - tried.last_at).total_seconds()
    if now is None and folder in _last_here:
        passed = min(passed, time.monotonic() - _last_here[folder])
    return min(wait, max(0, math.ceil(wait - passed)))


def refuse_too_soon(folder: Path) -> None:
    """Raise TooManyAttempts while there is still time to wait."""
    seconds = seconds_to_wait(folder)
    if seconds:
        raise TooManyAttempts(seconds)


def note_wrong_attempt(folder: Path) -> int:
    """Count one more wrong passphrase and return the seconds that now have to pass."""
    tried = wrong_attempts(folder)
    noted = {"count": tried.count + 1, "last_at": moment_text(dt.datetime.now(dt.UTC))}
    _last_here[folder] = time.monotonic()
    with suppress(StorageError):
        write_carefully(folder / ATTEMPTS_FILE, canonical_json(noted))
    return seconds_to_wait(folder)


def forget_attempts(folder: Path) -> None:
    """Start again at nothing, after the right passphrase."""
    _last_here.pop(folder, None)
    with suppress(OSError):
        (folder / ATTEMPTS_FILE).unlink(missing_ok=True)
