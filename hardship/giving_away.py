"""The four kinds of file that leave the vault, and what is noted of each try to write one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hardship.crash_steps import BUNDLE_WORDS, CHEAP, DETAILS
from tac_desktop.errors import Cancelled, TacError
from tac_desktop.handover.disk import Disk
from tac_desktop.handover.outcome import HandoverNotWritten, Outcome
from tac_desktop.handover.read import open_handover
from tac_desktop.handover.write import write_handover
from tac_desktop.storage import errors
from tac_desktop.storage.backups import Backup
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.pdf_file import SaveOutcome, save_outside

HANDOVER, PDF, TABLE, BACKUP = "handover", "encrypted PDF", "table", "backup"
THROUGH_THE_DISK = (HANDOVER, PDF, TABLE)
"""Those whose disk can be exchanged; a backup is tried on real file systems."""

_SAVED_AS = {
    SaveOutcome.FOLDER_GONE: "folder_missing",
    SaveOutcome.READ_ONLY: "read_only",
    SaveOutcome.NEARLY_FULL: "nearly_full",
    SaveOutcome.NOT_THE_SAME: "verification_failed",
}
_BACKUP_AS: dict[type[TacError], str] = {
    errors.DiskFull: "full",
    errors.PlaceGone: "removed",
    errors.PlaceMissing: "removed",
    errors.ReadOnlyPlace: "read_only",
}


class NotWritten(Exception):
    """The program said that there is no file; `how` names the outcome."""

    def __init__(self, how: str, sentence: str) -> None:
        super().__init__(how)
        self.how, self.sentence = how, sentence


@dataclass
class Giver:
    """A vault with a mother's file, and what leaves it. `sizes` are those on a good disk.

    `heavy_id` is a mother with many scans, for what takes long.
    """

    vault: Vault
    mother_id: str
    heavy_id: str
    pdf: bytes
    table: bytes
    sizes: dict[str, int] = field(default_factory=dict)

    def write(
        self,
        kind: str,
        folder: Path,
        disk: Disk | None = None,
        progress: Progress = no_progress,
    ) -> Path:
        """Write one of the kinds.

        Raises:
            NotWritten: where the program says so.
        """
        try:
            if kind == HANDOVER:
                return write_handover(
                    self.vault,
                    self.mother_id,
                    folder,
                    DETAILS,
                    BUNDLE_WORDS,
                    progress,
                    disk=disk,
                    cost=CHEAP,
                ).path
            if kind == BACKUP:
                return self.vault.backups.make(folder, progress).folder
        except HandoverNotWritten as error:
            raise NotWritten(error.outcome.value, error.sentence) from error
        except Cancelled:
            raise NotWritten("cancelled", Outcome.CANCELLED.sentence) from None
        except TacError as error:
            how = _BACKUP_AS.get(type(error), type(error).__name__)
            raise NotWritten(how, error.sentence) from error
        suffix, content = (".pdf", self.pdf) if kind == PDF else (".csv", self.table)
        result = save_outside(folder / f"given{suffix}", content, self.vault.folder, suffix, disk)
        if not result.succeeded:
            how = _SAVED_AS.get(result.outcome, result.outcome.value)
            raise NotWritten(how, result.sentence)
        return result.path

    def is_whole(self, kind: str, path: Path) -> bool:
        """Whether what was called written is there as it was meant."""
        try:
            if kind == HANDOVER:
                return bool(open_handover(path, BUNDLE_WORDS).revisions)
            if kind == BACKUP:
                Backup.read(path).check_file(no_progress)
                return True
            return path.read_bytes() == (self.pdf if kind == PDF else self.table)
        except (TacError, OSError):
            return False


@dataclass
class Found:
    """Counts over all tries, and in words what was not as it should be."""

    tries: int = 0
    expected: int = 0
    partial: list[str] = field(default_factory=list)
    false_success: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    sentences: dict[str, set[str]] = field(default_factory=dict)
    slowest_stop: float = 0.0

    def expect(self, told: str, found: str, *wanted: str) -> None:
        """Note whether a try came out as one of these."""
        self.expected += 1
        if found not in wanted:
            self.outcomes.append(f"{told}: {found} instead of {' or '.join(wanted)}")

    def say(self, how: str, kind: str, sentence: str) -> None:
        """Note the sentence that an outcome had. Kinds may word theirs differently."""
        self.sentences.setdefault(f"{kind}: {how}", set()).add(sentence)

    def attempt(
        self,
        giver: Giver,
        kind: str,
        folder: Path,
        told: str,
        disk: Disk | None = None,
        progress: Callable[[int, int, str], None] = no_progress,
    ) -> str:
        """Write once, look at what is there, tidy up, and return the outcome."""
        self.tries += 1
        told = f"{kind}, {told}"
        before = set(names_in(folder))
        try:
            path = giver.write(kind, folder, disk, progress)
        except NotWritten as error:
            how = error.how
            self.say(how, kind, error.sentence)
            self._look_for_remains(folder, before, told, gone=how == "removed")
        else:
            how = "written"
            if not giver.is_whole(kind, path):
                self.false_success.append(f"{told}: called written, and is not whole")
        empty(folder, keep=before)
        return how

    def _look_for_remains(self, folder: Path, before: set[str], told: str, *, gone: bool) -> None:
        """What a failed try left; on a stick that is gone nothing could be taken away."""
        for name in names_in(folder):
            if name in before:
                continue
            if not name.startswith(".") and not name.endswith(".part"):
                self.partial.append(f"{told}: {name} is there")
            elif not gone:
                self.left.append(f"{told}: {name} was left")


def names_in(folder: Path) -> list[str]:
    """What lies in a folder; nothing where it is not there."""
    try:
        return sorted(one.name for one in folder.iterdir())
    except OSError:
        return []


def empty(folder: Path, keep: set[str]) -> None:
    """Take away what was not there before."""
    for name in names_in(folder):
        if name not in keep:
            path = folder / name
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
