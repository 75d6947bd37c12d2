"""Reading files that were picked or dropped: checked by really opening them, one after the other.

They are opened in a process of their own (`file_trial`), so that a hostile one cannot take the
window with it. What is wrong with one file is noted and the others go on. Nothing is written.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage

from tac_desktop.casework.document_files import (
    LIMITS,
    MIB,
    PDF,
    FileLimits,
    FileRefused,
    Recognised,
    recognise,
    refuse_too_large,
)
from tac_desktop.casework.time_limit import within
from tac_desktop.errors import TacError
from tac_desktop.storage.canonical import sha256_hex
from tac_desktop.storage.drives import refuse_reading
from tac_desktop.storage.progress import Progress
from tac_desktop.ui.document_pages import (
    cannot_be_opened,
    needs_a_password,
    open_pages,
    too_many_pages,
)
from tac_desktop.ui.file_trial import FileTrial
from tac_desktop.words import _

_THUMBNAIL = 320
_DRAWN_SECONDS = 3.0
"""How long pages behind the first are drawn as well: what breaks the reader shows there, too."""


@dataclass(frozen=True)
class FileRead:
    """A file in memory that may be kept: what it is, its pages, its first page in small."""

    name: str
    content: bytes
    recognised: Recognised
    pages: int
    first_page: QImage

    @property
    def sha256(self) -> str:
        """By which the same file is known again."""
        return sha256_hex(self.content)


@dataclass(frozen=True)
class FileNotRead:
    """A file that is not kept, and why."""

    name: str
    error: TacError

    @property
    def sentence(self) -> str:
        """`“x.exe”: This is a program ...`"""
        return _("“{name}”: {reason}").format(name=self.name, reason=self.error.what_happened)


def read_files(
    paths: Sequence[Path], progress: Progress, limits: FileLimits = LIMITS
) -> tuple[list[FileRead], list[FileNotRead]]:
    """Read and check some files; raises only what `progress` raises to stop it."""
    read: list[FileRead] = []
    refused: list[FileNotRead] = []
    held = 0
    with FileTrial() as trial:
        for place, path in enumerate(paths):
            progress(place, len(paths), _("Checking “{name}”").format(name=path.name))
            try:
                if place >= limits.at_once or held > limits.at_once_bytes:
                    raise _too_many_at_once(limits)
                content = _bytes_of(path, limits)
                read.append(checked(path.name, content, limits, trial))
                held += len(content)
            except TacError as error:
                refused.append(FileNotRead(path.name, error))
    progress(len(paths), len(paths), _("Checked"))
    return read, refused


def try_file(name: str, content: bytes, progress: Progress) -> None:
    """Try a file that came from elsewhere, before anybody looks at it.

    Raises:
        FileRefused, TookTooLong: with the sentence for it.
    """
    with FileTrial() as trial:
        progress(0, 0, _("Checking “{name}”").format(name=name))
        checked(name, content, LIMITS, trial)


def broken_files(named: Sequence[tuple[str, bytes]], progress: Progress) -> list[str]:
    """The names of those files that nobody should look at: they did not stand the trial."""
    found = []
    with FileTrial() as trial:
        for place, (name, content) in enumerate(named):
            progress(place, len(named), _("Checking “{name}”").format(name=name))
            try:
                checked(name, content, LIMITS, trial)
            except TacError:
                found.append(name)
    return found


def checked(
    name: str, content: bytes, limits: FileLimits = LIMITS, trial: FileTrial | None = None
) -> FileRead:
    """A file that was recognised and whose first page was drawn within the time allowed.

    Without a `trial`, and where the computer starts no second process, it is opened here.

    Raises:
        FileRefused, TookTooLong: with the sentence for it.
    """
    found = recognise(content, limits)

    opened = trial.tried(content, limits.pages, limits.seconds) if trial else None
    if opened is None:
        opened = within(limits.seconds, partial(opened_here, content, limits))
    return FileRead(name, content, found, *opened)


def opened_here(content: bytes, limits: FileLimits) -> tuple[int, QImage]:
    """How many pages a file has, and the first in small; further ones are drawn for a while.

    Raises:
        FileRefused: where it cannot be opened or drawn.
    """
    if recognise(content).content_type == PDF:
        _refuse_pdf(content, limits)
    pages = open_pages(content)
    first = pages.draw(0, _THUMBNAIL)
    if first.isNull():
        raise cannot_be_opened()
    until = time.monotonic() + _DRAWN_SECONDS
    for number in range(1, pages.count):
        if time.monotonic() > until:
            break
        pages.draw(number, _THUMBNAIL)
    return pages.count, first


def _refuse_pdf(content: bytes, limits: FileLimits) -> None:
    """Raise for a PDF that needs a password, is broken inside, or is too long."""
    import io

    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            count = len(pdf.pages)
    except pikepdf.PasswordError:
        raise needs_a_password() from None
    except (pikepdf.PdfError, RuntimeError, ValueError, OverflowError):
        raise cannot_be_opened() from None
    if count < 1:
        raise cannot_be_opened()
    if count > limits.pages:
        raise too_many_pages(count, limits.pages)


def _bytes_of(path: Path, limits: FileLimits) -> bytes:
    refuse_reading(path)
    try:
        if not path.is_file():
            raise FileRefused(_("This is no file: a folder, perhaps."))
        refuse_too_large(path.stat().st_size, limits)
        with path.open("rb") as file:
            return file.read(limits.bytes + 1)
    except OSError as error:
        raise FileRefused(
            _("The computer could not read this file: {reason}.").format(
                reason=error.strerror or str(error)
            ),
            _("Check that the stick is still there and that you may read the file."),
        ) from None


def _too_many_at_once(limits: FileLimits) -> FileRefused:
    return FileRefused(
        _("At most {count} files or {size} MB can be added at once.").format(
            count=limits.at_once, size=limits.at_once_bytes // MIB
        ),
        _("Add the others afterwards."),
    )
