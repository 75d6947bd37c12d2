"""What the program consists of: packages of the lock file, what they carry inside, and our files.

Versions come from the packages that are installed, so that nothing can be listed that is not
shipped; where a package does not say its licence in SPDX's words, it is said here.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Self

from tac_desktop import __version__

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "installer" / "licences"

_SPDX = {
    "jellyfish": "MIT",
    "lxml": "BSD-3-Clause",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "reportlab": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
}
_SYSTEM_SPDX = {
    "libbz2-1.0": "bzip2-1.0.6",
    "libexpat1": "MIT",
    "libffi8": "MIT",
    "liblzma5": "0BSD",
    "libpython3.11": "PSF-2.0",
    "libssl3": "Apache-2.0",
    "libuuid1": "BSD-3-Clause",
    "zlib1g": "Zlib",
}
_KNOWN = frozenset({"MIT", "BSD-3-Clause"})
_TEXT_NAME = re.compile(r"^(licen[cs]e|copying|notice)", re.IGNORECASE)
_QT_TEXTS = ("LGPL-3.0-only.txt", "GPL-3.0-only.txt")


class LicenceUnknown(Exception):
    """A part has no licence that can be named, or no text of it; it must not be passed on."""


@dataclass(frozen=True)
class Ingredient:
    """A part of the program, with its licence as an SPDX expression and the licence's texts."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]
    purl: str
    kind: str = "library"
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What PyInstaller really took: packages by their names, libraries of the system by path."""

    packages: frozenset[str]
    system: tuple[str, ...]

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read the list that tac-desktop.spec writes: modules, and libraries of the system."""
        content = json.loads(file.read_text(encoding="utf-8"))
        owners = metadata.packages_distributions()
        modules = {name for name in content["modules"] if name in owners}
        names = {_normal(one) for name in modules for one in owners[name]}
        # All of Qt's packages share one module, and the first of them is but an entry.
        names |= {"pyside6-essentials", "pyside6-addons"} if "PySide6" in modules else set()
        return cls(frozenset(names), tuple(content["system"]))


def ingredients(lock: Path, found: Found) -> list[Ingredient]:
    """Everything that is shipped, by name.

    Raises:
        LicenceUnknown: where a licence or its text is missing.
    """
    parts = [_package(name) for name in locked(lock) if name in found.packages]
    parts += [_python(), _bootloader(), *_inside_sqlcipher(), _inside_pikepdf(), *_our_files()]
    parts += {part.purl: part for part in map(_from_the_system, found.system)}.values()
    if sys.platform == "win32":
        parts += _inside_python_on_windows()
    for part in parts:
        if not part.licence or not part.texts:
            raise LicenceUnknown(f"{part.name} {part.version}: {part.licence or 'no licence'}")
    return sorted(parts, key=lambda one: (one.name.casefold(), one.version))


def locked(lock: Path) -> list[str]:
    """The names of the packages in a lock file."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [found[1] for line in lines if (found := re.match(r"([A-Za-z0-9._-]+)==", line))]


def program(parts: list[Ingredient]) -> Ingredient:
    """The program itself, which needs all of them."""
    return Ingredient(
        "tac-desktop",
        __version__,
        "MIT",
        (ROOT / "LICENSE",),
        f"pkg:generic/tac-desktop@{__version__}",
        "application",
        tuple(one.purl for one in parts),
    )


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _package(name: str) -> Ingredient:
    one = metadata.distribution(name)
    needs = sorted(
        _purl(needed)
        for needed in {_needed(line) for line in one.requires or []}
        if needed and _is_installed(needed)
    )
    return Ingredient(
        name, one.version, _licence_of(name), _texts_of(name), _purl(name), "library", tuple(needs)
    )


def _needed(requirement: str) -> str:
    """The name in a requirement; blank where only an extra asks for it."""
    if "extra ==" in requirement:
        return ""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    return _normal(found[0]) if found else ""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _purl(name: str) -> str:
    return f"pkg:pypi/{name}@{metadata.version(name)}"


def _licence_of(name: str) -> str:
    if name in _SPDX:
        return _SPDX[name]
    said = metadata.metadata(name).json
    expression = str(said.get("license_expression", ""))
    licence = expression or str(said.get("license", ""))
    return licence if expression or licence in _KNOWN or " OR " in licence else ""


def _texts_of(name: str) -> tuple[Path, ...]:
    if name.startswith(("pyside6", "shiboken6")):
        return tuple(TEXTS / text for text in _QT_TEXTS)
    files = metadata.distribution(name).files or []
    found = {
        Path(str(file.locate()))
        for file in files
        if ".dist-info" in file.parts[0] and _TEXT_NAME.match(file.name)
    }
    return tuple(sorted(found))


def _python() -> Ingredient:
    version = platform.python_version()
    beside = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    windows = Path(sys.base_prefix) / "LICENSE.txt"
    debian = Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright")
    texts = [file for file in (beside, windows, debian) if file.is_file()][:1]
    purl = f"pkg:generic/python@{version}"
    return Ingredient("python", version, "PSF-2.0", tuple(texts), purl)


def _bootloader() -> Ingredient:
    """The small program that starts Python, which PyInstaller puts in front."""
    name = "pyinstaller"
    return Ingredient(name, metadata.version(name), _SPDX[name], _texts_of(name), _purl(name))


def _inside_sqlcipher() -> list[Ingredient]:
    """What is inside the one file of sqlcipher3, which no package of its own would show."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    connection.execute("PRAGMA key = 'to ask for the version'")
    (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    (provider,) = connection.execute("PRAGMA cipher_provider_version").fetchone()
    connection.close()
    return [
        _generic("sqlcipher", cipher.split()[0], "BSD-3-Clause", (TEXTS / "SQLCipher.txt",)),
        _generic("sqlite", dbapi2.sqlite_version, "blessing", (TEXTS / "SQLite.txt",)),
        _generic("openssl", provider.split()[1], "Apache-2.0", _apache()),
    ]


def _inside_pikepdf() -> Ingredient:
    """The library that pikepdf is a window to."""
    from pikepdf import __libqpdf_version__ as version

    return _generic("qpdf", version, "Apache-2.0", _apache())


def _inside_python_on_windows() -> list[Ingredient]:
    """What lies beside Python on Windows and goes along."""
    import ssl

    openssl = ssl.OPENSSL_VERSION.split()[1]
    return [
        _generic("openssl", openssl, "Apache-2.0", _apache()),
        _generic("libffi", "3.4", "MIT", (TEXTS / "libffi.txt",)),
        _generic(
            "visual-c-runtime",
            "14",
            "LicenseRef-Microsoft-Distributable-Code",
            (TEXTS / "Visual C runtime.txt",),
        ),
    ]


def _apache() -> tuple[Path, ...]:
    texts = _texts_of("cryptography")
    return tuple(text for text in texts if text.name.endswith("APACHE"))


def _from_the_system(library: str) -> Ingredient:
    """A library of Debian that goes along because Python itself loads it."""
    real = str(Path(library).resolve())
    owner = ""
    for path in (real, real.removeprefix("/usr")):
        said = subprocess.run(
            ["dpkg-query", "--search", path], capture_output=True, text=True, check=False
        )
        owner = owner or said.stdout.partition(":")[0].strip()
    if not owner:
        raise LicenceUnknown(f"{library} is not from a package of Debian")
    version = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Version}", owner],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    text = Path("/usr/share/doc") / owner / "copyright"
    texts = (text,) if text.is_file() else ()
    purl = f"pkg:deb/debian/{owner}@{version}"
    return Ingredient(owner, version, _SYSTEM_SPDX.get(owner, ""), texts, purl)


def _generic(name: str, version: str, licence: str, texts: tuple[Path, ...]) -> Ingredient:
    return Ingredient(name, version, licence, texts, f"pkg:generic/{name}@{version}")


def _our_files() -> list[Ingredient]:
    """Fonts, word lists and codes with licences of their own."""
    folder = ROOT / "resources"
    lists = (folder / "word_list" / "README.md",)
    codes = (TEXTS / "local authorities.txt",)
    return [
        _generic("noto-sans", "2.004", "OFL-1.1", (folder / "fonts" / "OFL.txt",)),
        _generic("eff-large-wordlist", "2016-07", "CC-BY-3.0-US", lists),
        _generic("common-passwords", "4.5.0", "MIT AND BSD-3-Clause", lists),
        _generic("local-authority-codes", "2026", "OGL-UK-3.0 AND CC-BY-4.0", codes),
    ]
