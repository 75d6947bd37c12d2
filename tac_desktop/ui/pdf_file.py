"""Saving a file outside the vault: carefully, read back, and each way it can end has a sentence."""

from __future__ import annotations

import datetime as dt
import itertools
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO

from tac_desktop import policy
from tac_desktop.handover.disk import Disk
from tac_desktop.handover.fingerprint import Fingerprint, fingerprint_of
from tac_desktop.handover.outcome import HandoverNotWritten, Outcome
from tac_desktop.handover.placing import ByteSink, place_verified
from tac_desktop.words import _

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class SaveOutcome(StrEnum):
    """Everything that can come of an attempt to save."""

    SAVED = "saved"
    FOLDER_GONE = "folder gone"
    NOT_ALLOWED = "not allowed"
    READ_ONLY = "read only"
    FULL = "full"
    NEARLY_FULL = "nearly full"
    REMOVED = "removed"
    IN_THE_VAULT = "in the vault"
    NOT_THE_SAME = "not the same"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class SaveResult:
    """What came of it."""

    outcome: SaveOutcome
    path: Path
    size: int = 0
    afterwards: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether the file is there and reads back as it was meant."""
        return self.outcome is SaveOutcome.SAVED

    @property
    def sentence(self) -> str:
        """What the person reads."""
        words = _sentences()[self.outcome].format(
            name=self.path.name,
            folder=self.path.parent,
            size=size_in_words(self.size),
            whom=policy.in_force().whom_to_ask,
        )
        if not self.succeeded:
            safe = _("Nothing was saved, and your records are not affected.")
            return f"{words} {safe}"
        if not self.afterwards:
            return words
        later = _("It could not be noted in the file afterwards: {reason}")
        return f"{words} {later.format(reason=self.afterwards)}"

    def with_afterwards(self, what_happened: str) -> SaveResult:
        """The same, with what went wrong once the file was there."""
        return replace(self, afterwards=what_happened)


def save_pdf(path: Path, pdf: bytes, vault_folder: Path) -> SaveResult:
    """Write `pdf` so that the file is whole or not there, and compare what was written."""
    return save_outside(path, pdf, vault_folder, ".pdf")


def save_outside(
    path: Path, content: bytes, vault_folder: Path, suffix: str, disk: Disk | None = None
) -> SaveResult:
    """The same for any kind of file, whose name ends in `suffix`.

    A file of that name is replaced once the new one was read back: the person was asked.
    """
    path = path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")
    if _is_inside(path.parent, vault_folder):
        return SaveResult(SaveOutcome.IN_THE_VAULT, path)
    # What an interrupted try left stays under a name that only it had.
    names = itertools.chain([f"{path.stem}-{_letters()}{suffix}"], itertools.repeat(path.name))

    def write(sink: ByteSink) -> None:
        sink.write(content)

    try:
        place_verified(
            path.parent,
            partial(next, names),
            write,
            _fingerprint,
            disk or Disk(),
            needs=len(content),
            replacing=True,
        )
    except HandoverNotWritten as error:
        return SaveResult(_OUTCOMES.get(error.outcome, SaveOutcome.TROUBLE), path)
    return SaveResult(SaveOutcome.SAVED, path, len(content))


def new_pdf_name() -> str:
    """`print-2026-11-22-KQ7M.pdf`: a file's name is never protected, so it names nobody."""
    return new_name("print", ".pdf")


def new_name(what: str, suffix: str) -> str:
    """A file name with the day and four letters that say nothing."""
    return f"{what}-{dt.date.today().isoformat()}-{_letters()}{suffix}"


def size_in_words(size: int) -> str:
    """`312 kB` or `1.4 MB`."""
    if size < 1_000_000:
        return _("{count} kB").format(count=max(1, round(size / 1000)))
    return _("{count} MB").format(count=f"{size / 1_000_000:.1f}")


def _is_inside(folder: Path, vault_folder: Path) -> bool:
    with suppress(OSError):
        return folder.resolve().is_relative_to(vault_folder.resolve())
    return False


def _letters() -> str:
    return "".join(secrets.choice(_LETTERS) for _place in range(4))


def _fingerprint(file: BinaryIO, _size: int) -> Fingerprint:
    return fingerprint_of(file)


def _sentences() -> dict[SaveOutcome, str]:
    return {
        SaveOutcome.SAVED: _("Saved as “{name}” ({size}) in {folder}, read back and compared."),
        SaveOutcome.FOLDER_GONE: _(
            "The folder {folder} is not there any more. Put the stick back or choose another "
            "folder."
        ),
        SaveOutcome.NOT_ALLOWED: _(
            "{folder} is on a stick, card or disk that can be taken out, and the IT of this "
            "prison does not allow this program to write there. Choose a folder on this computer, "
            "or ask {whom}."
        ),
        SaveOutcome.READ_ONLY: _(
            "You may not write to the folder {folder}. Choose another folder, or ask the "
            "prison’s IT."
        ),
        SaveOutcome.FULL: _(
            "{folder} became full while the file was written. Make room there or choose another "
            "folder."
        ),
        SaveOutcome.NEARLY_FULL: _(
            "There is not enough room in {folder}. Make room there or choose another folder."
        ),
        SaveOutcome.REMOVED: _(
            "The stick or drive of {folder} was taken out, or stopped answering, while being "
            "written to. Put it back and save again; delete a file there that ends in “.part”."
        ),
        SaveOutcome.IN_THE_VAULT: _(
            "Such a file does not belong in the vault’s own folder, where it would look protected "
            "and is not. Choose another folder."
        ),
        SaveOutcome.NOT_THE_SAME: _(
            "What was written to {folder} did not read back as it should, and was removed again. "
            "The stick or disk may be failing: use another one."
        ),
        SaveOutcome.TROUBLE: _(
            "The computer could not write to {folder}. Try again or choose another folder."
        ),
    }


_OUTCOMES = {
    Outcome.FOLDER_MISSING: SaveOutcome.FOLDER_GONE,
    Outcome.NOT_ALLOWED: SaveOutcome.NOT_ALLOWED,
    Outcome.READ_ONLY: SaveOutcome.READ_ONLY,
    Outcome.NEARLY_FULL: SaveOutcome.NEARLY_FULL,
    Outcome.FULL: SaveOutcome.FULL,
    Outcome.REMOVED: SaveOutcome.REMOVED,
    Outcome.VERIFICATION_FAILED: SaveOutcome.NOT_THE_SAME,
}
