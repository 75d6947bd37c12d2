"""A new file appears under its name whole and verified, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from tac_desktop.handover.disk import Disk
from tac_desktop.handover.errors import HandoverError, HandoverTooLarge, NotEnoughMemory
from tac_desktop.handover.fingerprint import Fingerprint, fingerprint_of
from tac_desktop.handover.outcome import HandoverNotWritten, Outcome, outcome_of

UNFINISHED = ".part"
DURABLE_EVERY = 2 * 1024 * 1024
_NAMES_TRIED = 20


class ByteSink:
    """Passes bytes on to a file and keeps their SHA-256 and number.

    What was written goes onto the medium now and then, so that on a slow stick the progress is
    true and stopping does not wait for all of it.
    """

    def __init__(self, file: BinaryIO, disk: Disk) -> None:
        self._file, self._disk = file, disk
        self._digest = hashlib.sha256()
        self._durable = self.count = 0

    def write(self, content: bytes) -> None:
        """Pass on `content`."""
        self._file.write(content)
        self._digest.update(content)
        self.count += len(content)
        if self.count - self._durable >= DURABLE_EVERY:
            self._disk.make_durable(self._file)
            self._durable = self.count

    @property
    def fingerprint(self) -> Fingerprint:
        """Of what was meant to be written."""
        return Fingerprint(self._digest.hexdigest())


Write = Callable[[ByteSink], None]
Check = Callable[[BinaryIO, int], Fingerprint]
"""Reads a file of that many bytes as its receiver would; its fingerprint, or a HandoverError."""


@dataclass(frozen=True)
class Placed:
    """A file that is there, and was verified there."""

    path: Path
    size: int
    fingerprint: Fingerprint
    disk: Disk = field(repr=False, compare=False)

    def take_back(self) -> None:
        """Delete it again, because what had to follow did not happen."""
        with suppress(OSError):
            self.disk.remove(self.path)


def place_verified(
    folder: Path,
    new_name: Callable[[], str],
    write: Write,
    check: Check,
    disk: Disk,
    *,
    needs: int = 0,
    replacing: bool = False,
) -> Placed:
    """Write under a temporary name, read back, and only then give the file its name.

    A file that has the name already stays, and another name is asked for; `replacing` is for a
    name that a person chose and was asked about. With less room than `needs` bytes nothing is
    begun.

    Raises:
        HandoverNotWritten: with the outcome, after everything that was begun is deleted.
        Cancelled: where `write` or `check` was stopped; likewise.
    """
    mine: list[Path] = []
    try:
        with _as_outcomes(mine):
            if not disk.is_allowed(folder):
                raise HandoverNotWritten(Outcome.NOT_ALLOWED)
            if needs and disk.room(folder) < needs:
                raise HandoverNotWritten(Outcome.NEARLY_FULL)
            temporary, file = _new_file(folder, new_name, disk)
            mine.append(temporary)
            with file:
                sink = ByteSink(file, disk)
                write(sink)
                disk.make_durable(file)
            with disk.open(temporary) as reopened:
                _refuse_another(check(reopened, sink.count), sink.fingerprint)
            final = _named(folder, new_name, temporary, disk, replacing=replacing)
            mine.append(final)
            disk.sync_folder(folder)
            with disk.open(final) as reopened:
                _refuse_another(fingerprint_of(reopened), sink.fingerprint)
    except BaseException:
        for path in mine:
            with suppress(OSError):
                disk.remove(path)
        raise
    return Placed(final, sink.count, sink.fingerprint, disk)


def _new_file(folder: Path, new_name: Callable[[], str], disk: Disk) -> tuple[Path, BinaryIO]:
    for _attempt in range(_NAMES_TRIED):
        path = folder / f"{new_name()}{UNFINISHED}"
        with suppress(FileExistsError):
            return path, disk.create(path)
    raise HandoverNotWritten(Outcome.NAME_EXISTS)


def _named(
    folder: Path, new_name: Callable[[], str], temporary: Path, disk: Disk, *, replacing: bool
) -> Path:
    if replacing:
        final = folder / new_name()
        disk.take_name(temporary, final)
        return final
    name = temporary.name.removesuffix(UNFINISHED)
    for _attempt in range(_NAMES_TRIED):
        final = folder / name
        with suppress(FileExistsError):
            disk.give_name(temporary, final)
            return final
        name = new_name()
    raise HandoverNotWritten(Outcome.NAME_EXISTS)


def _refuse_another(found: Fingerprint, meant: Fingerprint) -> None:
    if found != meant:
        raise HandoverNotWritten(Outcome.VERIFICATION_FAILED)


@contextmanager
def _as_outcomes(mine: list[Path]) -> Iterator[None]:
    """Every refusal of the system, and everything wrong with what was read back, as an outcome."""
    try:
        yield
    except OSError as error:
        raise HandoverNotWritten(outcome_of(error, begun=bool(mine))) from error
    except (HandoverNotWritten, HandoverTooLarge, NotEnoughMemory):
        raise
    except HandoverError as error:
        raise HandoverNotWritten(Outcome.VERIFICATION_FAILED) from error
