"""The Debian package: the one-folder program, a menu entry, an icon and the copyright file.

Written here rather than with dpkg-deb, so that it comes out the same wherever it is built.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
from collections.abc import Sequence
from pathlib import Path

import tasks
from installer import archives
from installer.ingredients import Ingredient
from tac_desktop import __version__

PROGRAM_FOLDER = "usr/lib/tac-desktop"
ROOT = Path(__file__).resolve().parent.parent
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_DESKTOP_ENTRY = """[Desktop Entry]
Type=Application
Name=TAC Desktop
Comment=Case files of a social worker placed in a women's prison
Exec=tac-desktop
Icon=tac-desktop
Terminal=false
Categories=Office;
StartupWMClass=tac-desktop
"""


def package_name() -> str:
    """The file's name, as Debian names packages."""
    return f"tac-desktop_{__version__}_{architecture()}.deb"


def architecture() -> str:
    """Debian's name for this computer's kind of processor."""
    return _ARCHITECTURES.get(platform.machine(), platform.machine())


def package(program: Path, parts: Sequence[Ingredient], aside: Path, moment: int) -> bytes:
    """The package with the built `program`; `aside` is a folder for what is written on the way."""
    shutil.rmtree(aside, ignore_errors=True)
    _write(aside, "usr/share/applications/tac-desktop.desktop", _DESKTOP_ENTRY)
    _write(aside, "usr/share/doc/tac-desktop/copyright", copyright_file(parts))
    for size in (16, 32, 48, 256):
        icon = aside / f"usr/share/icons/hicolor/{size}x{size}/apps/tac-desktop.png"
        icon.parent.mkdir(parents=True)
        shutil.copyfile(ROOT / "resources" / "icons" / f"tac-desktop-{size}.png", icon)
    scalable = aside / "usr/share/icons/hicolor/scalable/apps/tac-desktop.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "resources" / "icons" / "tac-desktop.svg", scalable)
    contents = [(PROGRAM_FOLDER, program), *((name, aside / name) for name in ("usr",))]
    links = {"usr/bin/tac-desktop": "../lib/tac-desktop/tac-desktop"}
    data = archives.tar(contents, moment, links=links)
    meta = aside / "meta"
    _write(meta, "control", control(_size_of(program)))
    _write(meta, "md5sums", _sums(program, aside / "usr"))
    members = [
        ("debian-binary", b"2.0\n"),
        ("control.tar.xz", archives.xz(archives.tar([(".", meta)], moment))),
        ("data.tar.xz", archives.xz(data)),
    ]
    return archives.ar(members, moment)


def control(kilobytes: int) -> str:
    """What Debian's installer has to know of the package."""
    fields = {
        "Package": "tac-desktop",
        "Version": __version__,
        "Architecture": architecture(),
        "Maintainer": "TAC Desktop <tac-desktop@localhost>",
        "Installed-Size": str(kilobytes),
        "Depends": ", ".join(depends()),
        "Section": "misc",
        "Priority": "optional",
        "Description": "case files of a social worker placed in a women's prison\n"
        " Keeps each mother's file encrypted on this computer and reaches no network.\n"
        " What has to travel is printed or handed over on an encrypted stick.\n"
        " Removing the package leaves every user's vault and backups as they are.",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def depends() -> list[str]:
    """The packages of Debian whose libraries Qt loads, and those of every program."""
    brought = {*tasks.DRAWING_LIBRARIES.values(), *tasks.WINDOW_LIBRARIES.values()}
    least = os.confstr("CS_GNU_LIBC_VERSION") if hasattr(os, "confstr") else None
    c_library = f"libc6 (>= {least.split()[1]})" if least else "libc6"
    return [c_library, "libgcc-s1", "libstdc++6", "zlib1g", *sorted(brought)]


def copyright_file(parts: Sequence[Ingredient]) -> str:
    """Each part with its licence; the texts lie beside the program."""
    lines = [
        "TAC Desktop is under the MIT licence, below. Its parts are under these;",
        f"the texts are in /{PROGRAM_FOLDER}/licences.",
        "",
        *(f"  {part.name} {part.version}: {part.licence}" for part in parts),
        "",
        (ROOT / "LICENSE").read_text(encoding="utf-8"),
    ]
    return "\n".join(lines)


def _size_of(folder: Path) -> int:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) // 1024


def _sums(program: Path, usr: Path) -> str:
    lines = []
    for inside, folder in ((PROGRAM_FOLDER, program), ("usr", usr)):
        for name in archives.files_below(folder):
            path = folder / name
            if not path.is_symlink():
                sum_of_it = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
                lines.append(f"{sum_of_it}  {inside}/{name}\n")
    return "".join(sorted(lines, key=lambda line: line.split("  ", 1)[1]))


def _write(folder: Path, name: str, content: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")
