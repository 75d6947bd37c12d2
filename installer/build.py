"""Build what is installed, into one folder: `python3 tasks.py build [--out DIR]`.

Runs in the environment made from requirements-build.lock. The same source, lock file, Python and
system give the same files; every date in them is SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from installer import archives, debian, ingredients, sbom
from tac_desktop import __version__
from tac_desktop.upgrades import unpacking

ROOT = Path(__file__).resolve().parent.parent
NAME = "tac-desktop"
KEYS_FILE = "upgrade_keys.txt"


def main(words: Sequence[str] | None = None) -> int:
    """Build into the folder named in `words`; returns the exit code for the shell."""
    parser = argparse.ArgumentParser(prog="build", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--work", type=Path, required=True, metavar="DIR")
    parser.add_argument("--upgrade-keys", type=Path, metavar="FILE", default=None)
    arguments = parser.parse_args(words)
    build(
        arguments.out.resolve(),
        arguments.work.resolve(),
        int(os.environ["SOURCE_DATE_EPOCH"]),
        arguments.upgrade_keys and arguments.upgrade_keys.resolve(),
    )
    return 0


def build(out: Path, work: Path, moment: int, keys: Path | None = None) -> list[Path]:
    """Everything for this system, with bill of materials and checksums; returns the files.

    `keys` holds the public keys that upgrades may be signed with; without it none is taken.
    """
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    out.mkdir(parents=True, exist_ok=True)
    program, found = _one_folder(work, keys or ROOT / "resources" / KEYS_FILE)
    parts = ingredients.ingredients(ROOT / "requirements.lock", found)
    bill = sbom.bill_of_materials(parts, moment)
    _add_papers(program, parts, bill)
    _refuse_strange_names(program)
    folder = [(folder_name(), program)]
    made = {f"{NAME}-{__version__}.cdx.json": bill.encode("utf-8")}
    if sys.platform == "win32":
        made[f"{folder_name()}.zip"] = archives.zipped(folder, moment)
    else:
        made[f"{folder_name()}.tar.gz"] = archives.gzipped(archives.tar(folder, moment))
    if sys.platform == "linux":
        made[debian.package_name()] = debian.package(program, parts, work / "debian", moment)
    for name, content in made.items():
        (out / name).write_bytes(content)
    sums = archives.write_checksums(out, list(made))
    files = [*(out / name for name in sorted(made)), sums]
    for file in files:
        print(f"{file.stat().st_size / 1e6:8.1f} MB  {file}")
    return files


def folder_name() -> str:
    """The name of the folder that is unpacked where nothing may be installed."""
    return f"{NAME}-{__version__}-{platform.system().lower()}-{platform.machine().lower()}"


def folder_of(part: ingredients.Ingredient) -> str:
    """Where a part's licences lie: a name that every system takes, and every upgrade.

    Debian's versions may have a colon, which no file on Windows may have.
    """
    return re.sub(r'[\\/:*?"<>|]', "-", f"{part.name} {part.version}")


def _one_folder(work: Path, keys: Path) -> tuple[Path, ingredients.Found]:
    """The program as PyInstaller puts it together, and what it took for that."""
    resources = work / "SHA256SUMS"
    folder = ROOT / "resources"
    lines = [
        f"{archives.digest(keys if name == KEYS_FILE else folder / name)}  {name}\n"
        for name in archives.files_below(folder)
    ]
    resources.write_text("".join(lines), encoding="utf-8", newline="\n")
    found = work / "found.json"
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "PYINSTALLER_CONFIG_DIR": str(work / "cache"),
        "TAC_FOUND": str(found),
        "TAC_RESOURCE_LIST": str(resources),
    }
    places = ["--workpath", str(work / "work"), "--distpath", str(work / "dist")]
    spec = str(ROOT / "installer" / f"{NAME}.spec")
    words = ["-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", *places, spec]
    subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True)
    program = work / "dist" / NAME
    (place,) = program.rglob(KEYS_FILE)
    shutil.copyfile(keys, place)
    return program, ingredients.Found.read(found)


def _add_papers(program: Path, parts: Sequence[ingredients.Ingredient], bill: str) -> None:
    """Put licence texts, bill of materials and a list of both beside the program."""
    licences = program / "licences"
    lines = []
    for part in [ingredients.program(list(parts)), *parts]:
        folder = licences / folder_of(part)
        folder.mkdir(parents=True)
        for text in part.texts:
            shutil.copyfile(text, folder / (text.name if text.suffix else f"{text.name}.txt"))
        lines.append(f"{part.name} {part.version}: {part.licence}\n")
    (licences / "LIST.txt").write_text("".join(lines), encoding="utf-8", newline="\n")
    (program / f"{NAME}.cdx.json").write_text(bill, encoding="utf-8", newline="\n")


def _refuse_strange_names(program: Path) -> None:
    """Raise for a file that no upgrade would take."""
    for name in archives.files_below(program):
        unpacking.refuse_strange(PurePosixPath(program.name, name), "", program.name)


if __name__ == "__main__":
    sys.exit(main())
