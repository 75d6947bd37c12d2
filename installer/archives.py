"""Archives that come out the same from the same files: sorted, one date, no owner."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import tarfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

Content = tuple[str, Path]
"""A folder of an archive, and the folder on this computer whose files it gets."""


def tar(contents: Sequence[Content], moment: int, *, links: dict[str, str] | None = None) -> bytes:
    """A tar archive of folders, with symbolic `links` (name: target), all dated `moment`."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        entries = {
            name: path for inside, folder in contents for name, path in _walk(inside, folder)
        }
        names = set(entries) | set(links or {})
        folders = {str(parent) for name in names for parent in Path(name).parents} - {"."}
        for name in sorted(names | folders):
            info = tarfile.TarInfo(f"./{name}")
            info.mtime = moment
            path = entries.get(name)
            if links and name in links:
                info.type, info.linkname, info.mode = tarfile.SYMTYPE, links[name], 0o777
            elif path is None or (path.is_dir() and not path.is_symlink()):
                info.type, info.mode = tarfile.DIRTYPE, 0o755
            elif path.is_symlink():
                info.type, info.linkname = tarfile.SYMTYPE, str(path.readlink())
                info.mode = 0o777
            else:
                info.size = path.stat().st_size
                info.mode = 0o755 if path.stat().st_mode & 0o100 else 0o644
                with path.open("rb") as file:
                    archive.addfile(info, file)
                continue
            archive.addfile(info)
    return buffer.getvalue()


def zipped(contents: Sequence[Content], moment: int) -> bytes:
    """A zip archive of folders, as Windows unpacks it, with everything dated `moment`."""
    date = time.gmtime(moment)[:6]
    entries = {name: path for inside, folder in contents for name, path in _walk(inside, folder)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, path in sorted(entries.items()):
            if path.is_file():
                info = zipfile.ZipInfo(name, date)
                # The system that it is written on would otherwise stand in it.
                info.create_system, info.external_attr = 0, 0
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, path.read_bytes(), compresslevel=6)
    return buffer.getvalue()


def gzipped(content: bytes) -> bytes:
    """Packed with gzip, without a date."""
    return gzip.compress(content, compresslevel=6, mtime=0)


def xz(content: bytes) -> bytes:
    """Packed with xz; a low level, since the highest takes minutes and saves little."""
    return lzma.compress(content, preset=2)


def ar(members: Sequence[tuple[str, bytes]], moment: int) -> bytes:
    """An archive of the old Unix kind, which a Debian package is."""
    pieces = [b"!<arch>\n"]
    for name, content in members:
        head = f"{name:<16}{moment:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n"
        pieces += [head.encode("ascii"), content, b"\n" if len(content) % 2 else b""]
    return b"".join(pieces)


def write_checksums(folder: Path, names: Sequence[str]) -> Path:
    """SHA256SUMS of files in a folder, as `sha256sum --check` reads it."""
    lines = [f"{digest(folder / name)}  {name}\n" for name in sorted(names)]
    file = folder / "SHA256SUMS"
    file.write_text("".join(lines), encoding="utf-8", newline="\n")
    return file


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_below(folder: Path) -> Iterator[str]:
    """Every file below a folder, sorted, by its name from there with forward slashes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def _walk(inside: str, folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        # Through PurePosixPath, since apt knows "./control" and not "././control".
        yield str(PurePosixPath(inside) / path.relative_to(folder).as_posix()), path
