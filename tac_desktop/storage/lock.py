"""One holder of a vault at a time, and a note of who it is.

The operating system drops the lock when the process ends, however it ends. The note beside it is
only read while the lock is held, so a note left behind by a crash misleads nobody.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from tac_desktop.casework.dates import written_moment
from tac_desktop.storage.canonical import canonical_json, moment_from, now_text
from tac_desktop.storage.errors import StorageError, VaultOpenElsewhere
from tac_desktop.storage.files import os_errors_as_sentences, write_carefully
from tac_desktop.words import _

LOCK_FILE = "vault.lock"
HOLDER_FILE = "open-by.json"


class VaultLock:
    """The right to open one vault, taken when made and given back by `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the lock; raises VaultOpenElsewhere where someone has it."""
        self._folder = folder
        self._lock = FileLock(folder / LOCK_FILE, mode=0o600, thread_local=False)
        with os_errors_as_sentences(folder):
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                raise VaultOpenElsewhere(holder_in_words(folder)) from None

    def name_holder(self, name: str) -> None:
        """Note who holds the vault, for whoever meets the lock."""
        note = {
            "name": name,
            "computer": computer_name(),
            "process": os.getpid(),
            "since": now_text(),
        }
        with suppress(StorageError):
            write_carefully(self._folder / HOLDER_FILE, canonical_json(note))

    def release(self) -> None:
        """Give the lock back; harmless when it was given back before."""
        if not self._lock.is_locked:
            return
        with suppress(OSError):
            (self._folder / HOLDER_FILE).unlink(missing_ok=True)
        self._lock.release()


def holder_in_words(folder: Path) -> str:
    """Who has the vault open, where and since when; empty where that cannot be read."""
    try:
        note = json.loads((folder / HOLDER_FILE).read_text(encoding="utf-8"))
        name, computer = str(note["name"]), str(note["computer"])
        since = written_moment(moment_from(note["since"]))
        here = note["process"] == os.getpid() and computer == computer_name()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""
    if here:
        return _("This program has had it open since {since}.").format(since=since)
    return _("{name} has had it open on the computer “{computer}” since {since}.").format(
        name=name, computer=computer, since=since
    )


def computer_name() -> str:
    """This computer's name, asked without any network module."""
    if os.name == "nt":
        return os.environ.get("COMPUTERNAME", "")
    return os.uname().nodename
