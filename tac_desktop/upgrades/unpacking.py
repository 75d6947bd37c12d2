"""Unpacks the content of an upgrade, and proves that what lies there is what was in it."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from tac_desktop.upgrades.errors import NotAnUpgrade, NotInstalled
from tac_desktop.words import _

_MOST_ENTRIES = 20_000
_MOST_BYTES = 2 * 1024**3
_PIECE = 1024 * 1024
_SPARE = 64 * 1024 * 1024

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class _Entry:
    """A file of the archive; `link` says where a symbolic link leads, and then nothing is in it."""

    name: PurePosixPath
    size: int
    is_program: bool
    link: str
    open: Callable[[], IO[bytes]]


def unpack(archive: Path, into: Path, top: str, progress: Progress) -> Path:
    """Unpack into an empty folder; everything has to lie in the one folder `top` of the archive.

    Returns that folder. What was written is read back and compared.

    Raises:
        NotAnUpgrade: where the archive is not as one of ours is.
        NotInstalled: where there is no room, or what lies there is not what was written.
    """
    with _entries(archive) as entries:
        total = sum(entry.size for entry in entries)
        if len(entries) > _MOST_ENTRIES or total > _MOST_BYTES:
            raise NotAnUpgrade(_("The content of the file is larger than any version can be."))
        if shutil.disk_usage(into).free < total + _SPARE:
            needed = (total + _SPARE) // 1_000_000
            raise NotInstalled(
                _("There is no room for the new version: it needs {count} MB.").format(
                    count=needed
                ),
                _("Make room on this disk and try again."),
            )
        done = 0
        for entry in entries:
            refuse_strange(entry.name, entry.link, top)
            _write(entry, into / entry.name)
            done += entry.size
            progress(done, total, _("Unpacking"))
    return into / top


@contextmanager
def _entries(archive: Path) -> Iterator[list[_Entry]]:
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as packed:
                yield [_of_zip(packed, info) for info in packed.infolist() if not info.is_dir()]
        else:
            with tarfile.open(archive, "r:gz") as rolled:
                yield [_of_tar(rolled, info) for info in rolled.getmembers() if not info.isdir()]
    except (zipfile.BadZipFile, tarfile.TarError, EOFError) as error:
        raise NotAnUpgrade(
            _("The content of the file cannot be unpacked: {reason}.").format(reason=error)
        ) from None


def _of_zip(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> _Entry:
    def opened() -> IO[bytes]:
        return packed.open(info)

    return _Entry(PurePosixPath(info.filename), info.file_size, False, "", opened)


def _of_tar(rolled: tarfile.TarFile, info: tarfile.TarInfo) -> _Entry:
    if not (info.isfile() or info.issym()):
        raise NotAnUpgrade(_("The content of the file holds more than files."))

    def opened() -> IO[bytes]:
        found = rolled.extractfile(info)
        assert found is not None
        return found

    is_program = bool(info.mode & stat.S_IXUSR)
    return _Entry(PurePosixPath(info.name), info.size, is_program, info.linkname, opened)


def refuse_strange(name: PurePosixPath, link: str, top: str) -> None:
    """Names, and links, that lead out of the folder `top` are never ours.

    Raises:
        NotAnUpgrade: for such a name. A build refuses to make one.
    """
    parts = name.parts
    leads_out = ".." in parts or any("\\" in part or ":" in part for part in parts)
    if link:
        target = os.path.normpath(name.parent / link)
        leads_out = leads_out or PurePosixPath(link).is_absolute()
        leads_out = leads_out or PurePosixPath(target).parts[:1] != (top,)
    if leads_out or len(parts) < 2 or parts[0] != top:
        raise NotAnUpgrade(_("The content of the file is not one version in one folder."))


def _write(entry: _Entry, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if entry.link:
        path.symlink_to(entry.link)
        return
    digest = hashlib.sha256()
    with entry.open() as source, path.open("xb") as out:
        while piece := source.read(_PIECE):
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    path.chmod(0o755 if entry.is_program else 0o644)
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").digest() != digest.digest():
            raise NotInstalled(
                _("“{name}” does not read back as it was written.").format(name=path.name),
                _("The disk may be failing, or a scanner changes files. Tell the prison's IT."),
            )
