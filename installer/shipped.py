"""Which of the files that PyInstaller found are shipped, and which stay behind.

PyInstaller collects every plugin of Qt, and every library of the system that one of them loads.
Left behind are plugins that the program does not use (networks, a keyboard on the screen), what
only they need, and the system's own libraries that Qt loads: these come from the system, which
keeps them up to date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePath

Entry = tuple[str, str, str]
"""A file as PyInstaller lists it: place in the program, source, kind."""

LEFT_OUT_MODULES = (
    "PIL._avif",
    "PIL._imagingtk",
    "PIL._webp",
    "PySide6.QtNetwork",
    "_sqlite3",
    "_ssl",
    "readline",
    "setuptools",
    "sqlite3",
    "ssl",
    "tkinter",
)
"""No network, no database but the encrypted one, no formats of pictures that it does not take."""

PLUGINS = {
    "iconengines": ("svg",),
    "imageformats": ("jpeg", "svg"),
    "platforminputcontexts": ("compose", "ibus"),
    "platforms": ("offscreen", "wayland", "windows", "xcb"),
    "platformthemes": ("xdgdesktopportal",),
    "printsupport": ("",),
    "styles": ("",),
    "wayland-decoration-client": ("",),
    "wayland-graphics-integration-client": ("wayland-egl",),
    "wayland-shell-integration": ("xdg-shell",),
    "xcbglintegrations": ("",),
}
"""Families of Qt's plugins, and what the names of those that are shipped contain."""

_QT = ("PySide6", "shiboken6")
_WINDOWS_ITSELF = re.compile(r"^[a-z]:[/\\\\]windows[/\\\\]", re.IGNORECASE)
_SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/local/lib/")
# An older one beside the program would stand in the way of the system's drivers for the screen.
_ALWAYS_THE_SYSTEMS = ("libstdc++", "libgcc_s", "libc.", "libm.", "ld-linux")
_ALWAYS_SHIPPED = ("libpython", "python3")


def shipped(binaries: Iterable[Entry], imports: Callable[[str], set[str]]) -> list[Entry]:
    """The libraries and plugins that go into the program, sorted by place.

    `imports` tells the names of the libraries that a file loads.
    """
    candidates = [entry for entry in binaries if not is_unwanted_plugin(entry[0])]
    by_name: dict[str, Entry] = {}
    for entry in candidates:
        if entry[2] != "SYMLINK":
            by_name.setdefault(PurePath(entry[0]).name, entry)
    ours = {name for name, one in by_name.items() if not _is_qt(one) and not _is_system(one)}
    qt_roots = {name for name, one in by_name.items() if _is_qt(one) and not _is_library(one)}
    from_python = _reached(ours, by_name, imports)
    from_qt = _reached(qt_roots, by_name, imports, stop=_is_system)
    kept = [
        one
        for name, one in by_name.items()
        if _stays(one, name, from_python=from_python, from_qt=from_qt)
    ]
    places = {one[0] for one in kept}
    links = [one for one in candidates if one[2] == "SYMLINK" and _target(one) in places]
    return sorted(kept + links)


def is_unwanted_plugin(place: str) -> bool:
    """Whether a file is a plugin of Qt that the program does not use."""
    parts = PurePath(place).parts
    if "plugins" not in parts or parts[0] != "PySide6":
        return False
    family, name = parts[parts.index("plugins") + 1], parts[-1]
    return not any(part in name for part in PLUGINS.get(family, ()))


def is_unwanted_data(place: str) -> bool:
    """Whether a data file is left out: Qt's own translations, since the program speaks English."""
    parts = PurePath(place).parts
    return parts[:1] == ("PySide6",) and "translations" in parts


def is_dangling(entry: Entry, places: Iterable[str]) -> bool:
    """Whether a symbolic link of the program leads to a file that is not shipped."""
    return entry[2] == "SYMLINK" and _target(entry) not in set(places)


def is_from_the_system(entry: Entry) -> bool:
    """Whether a library comes from the system of the computer that builds."""
    return entry[2] != "SYMLINK" and _is_system(entry)


def _stays(entry: Entry, name: str, *, from_python: set[str], from_qt: set[str]) -> bool:
    if name.startswith(_ALWAYS_THE_SYSTEMS) or _WINDOWS_ITSELF.match(entry[1]):
        return False
    if name.startswith(_ALWAYS_SHIPPED):
        return True
    if _is_system(entry):
        return name in from_python
    return name in from_qt if _is_qt(entry) else True


def _reached(
    roots: set[str],
    by_name: dict[str, Entry],
    imports: Callable[[str], set[str]],
    stop: Callable[[Entry], bool] = lambda entry: False,
) -> set[str]:
    """`roots` and every library that they load, directly or through another."""
    found: set[str] = set()
    waiting = sorted(roots)
    while waiting:
        name = waiting.pop()
        entry = by_name.get(name)
        if name in found or entry is None or stop(entry):
            continue
        found.add(name)
        waiting += sorted(imports(entry[1]))
    return found


def _is_qt(entry: Entry) -> bool:
    return PurePath(entry[0]).parts[0] in _QT


def _is_library(entry: Entry) -> bool:
    """A library of Qt, as against a plugin or a Python module made of it."""
    parts = PurePath(entry[0]).parts
    return "plugins" not in parts and entry[2] != "EXTENSION"


def _is_system(entry: Entry) -> bool:
    return entry[1].startswith(_SYSTEM) and "site-packages" not in entry[1]


def _target(link: Entry) -> str:
    """Where a symbolic link of the program points to, from the program's folder."""
    return str(PurePath(link[0]).parent / link[1])
