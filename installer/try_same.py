#!/usr/bin/env python3
"""Build twice from clean copies of what is committed, and compare every byte.

    python3 installer/try_same.py --work DIR                 # the folder, package, bill, checksums
    python3 installer/try_same.py --work DIR --msi ZIP       # the Windows package of a built zip

The second build has another path, umask, language, time zone and temporary folder, and begins
later. What came of the first stays in DIR/one/dist. Needs nothing but Python, and `wixl` for the
Windows package. Not part of the tests: it takes minutes and some 3 GB.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import tasks  # noqa: E402
from installer import msi  # noqa: E402

_LATER = 3
_OTHERWISE = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "77"}


def main(words: Sequence[str] | None = None) -> int:
    """Build twice; returns 0 where both came out the same."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--work", type=Path, required=True, metavar="DIR")
    parser.add_argument("--msi", type=Path, metavar="ZIP", help="a zip that was built on Windows")
    arguments = parser.parse_args(words)
    work = arguments.work.resolve()
    if arguments.msi:
        made = [_package(arguments.msi.resolve(), work / name) for name in ("one", "two")]
    else:
        # Once, since somebody may commit between the two.
        source, moment = _committed(), {"SOURCE_DATE_EPOCH": tasks.source_date()}
        first = _build(source, work / "one", moment, 0o022)
        time.sleep(_LATER)
        second = work / "Tŷ Mawr" / "a second time"
        made = [first, _build(source, second, {**_OTHERWISE, **moment}, 0o027)]
    return 0 if _are_the_same(*made) else 1


def _package(archive: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    msi.package(archive, folder)
    time.sleep(_LATER)
    return folder


def _committed() -> bytes:
    archive = ["git", "archive", "HEAD"]
    return subprocess.run(archive, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout


def _build(packed: bytes, place: Path, more: dict[str, str], umask: int) -> Path:
    """A clean copy of the source, built by `tasks.py build` alone; returns where to."""
    shutil.rmtree(place, ignore_errors=True)
    aside = place / "aside"
    aside.mkdir(parents=True)
    source = place / "source"
    source.mkdir()
    subprocess.run(["tar", "x", "-C", str(source)], input=packed, check=True)
    environment = {**os.environ, **more, "TMPDIR": str(aside)}
    out = place / "dist"
    before = os.umask(umask)
    try:
        subprocess.run(
            [sys.executable, "tasks.py", "build", "--out", str(out)],
            cwd=source,
            env=environment,
            check=True,
        )
    finally:
        os.umask(before)
    return out


def _are_the_same(one: Path, other: Path) -> bool:
    same = True
    for name in sorted({path.name for path in (*one.iterdir(), *other.iterdir())}):
        files = [folder / name for folder in (one, other)]
        if not all(file.is_file() for file in files):
            if any(file.is_file() for file in files):
                print(f"only in one of them: {name}")
                same = False
            continue
        first, second = (file.read_bytes() for file in files)
        if first == second:
            print(f"the same: {name}, {len(first):,} bytes, {hashlib.sha256(first).hexdigest()}")
            continue
        same = False
        print(f"DIFFERS: {name}")
        for member in _differing_members(name, first, second):
            print(f"    {member}")
    return same


def _differing_members(name: str, first: bytes, second: bytes) -> list[str]:
    """What in an archive is not the same, to find the cause."""
    if not name.endswith((".tar.gz", ".deb")):
        return []
    here, there = (_members(name, content) for content in (first, second))
    return sorted(one for one in here.keys() | there.keys() if here.get(one) != there.get(one))


def _members(name: str, content: bytes) -> dict[str, tuple[object, ...]]:
    if name.endswith(".deb"):
        content = lzma.decompress(content[content.rindex(b"\xfd7zXZ\x00") :])
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        return {
            one.name: (one.mode, one.mtime, one.linkname, _digest(archive, one))
            for one in archive.getmembers()
        }


def _digest(archive: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = archive.extractfile(member) if member.isfile() else None
    return hashlib.sha256(file.read()).hexdigest() if file else ""


if __name__ == "__main__":
    sys.exit(main())
