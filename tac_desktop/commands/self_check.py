"""`--self-check`: what is missing or blocked on this computer, in words that its IT can act on.

Nothing is opened that belongs to a vault, and nothing stays behind: rights are tried with one empty
file that is removed again. The window is tried in a second process, since Qt ends the program where
it finds no screen.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import platform
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from tac_desktop import __version__, paths, policy
from tac_desktop.commands.check_lines import Line, Verdict
from tac_desktop.commands.surroundings import (
    LONGEST_WAIT,
    clock,
    is_built,
    of_it,
    own_start,
    start_of_programs,
    sticks,
)
from tac_desktop.storage import drives
from tac_desktop.storage.mounts import nearest_existing
from tac_desktop.storage.places import ROOM_NEEDED, can_write, is_network_drive
from tac_desktop.words import _

LIST_OF_RESOURCES = "SHA256SUMS"
"""Beside the resources of a built program: the digest of each of them."""

_PARTS = (
    "sqlcipher3",
    "cryptography.hazmat.bindings._rust",
    "pydantic_core",
    "reportlab.platypus",
    "pikepdf",
    "jellyfish",
)
_LEAST_RESOURCES = (
    "code_lists.json",
    "example_case.json",
    "local_authorities.csv",
    "fonts/NotoSans-Regular.ttf",
    "fonts/NotoSans-Bold.ttf",
    "fonts/NotoSans-Italic.ttf",
    "fonts/NotoSans-BoldItalic.ttf",
    "icons/tac-desktop-256.png",
    "word_list/eff_large.txt",
    "word_list/common_passwords.txt",
)
_LIBRARIES = (
    "libgthread-2.0.so.0",
    "libEGL.so.1",
    "libGL.so.1",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libxkbcommon.so.0",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
    "libxcb-xkb.so.1",
    "libxkbcommon-x11.so.0",
)
_A_MOMENT = 3
_ERROR = re.compile(r"\b\w*(?:Error|Exception): ")
_MEGABYTE = 1024 * 1024


def run() -> int:
    """Print the report; 1 where anything keeps the program from being used here, otherwise 0."""
    for words in about_this_program():
        print(words)
    lines: list[Line] = []
    for check in (*WITHOUT_A_WINDOW, window):
        for line in check():
            lines.append(line)
            _say(line)
    problems = sum(line.verdict is Verdict.PROBLEM for line in lines)
    if problems:
        print(_("Problems found: {count}. The program cannot be relied on here.").format(
            count=problems
        ))  # fmt: skip
        return 1
    print(_("Nothing that the program needs is missing or blocked."))
    return 0


def parts(load: Callable[[str], object] = importlib.import_module) -> Iterator[Line]:
    """Every part with machine code of its own can be loaded; allow-rules often forbid one."""
    refused = {}
    for name in _PARTS:
        try:
            load(name)
        except (ImportError, OSError) as error:
            refused[name] = str(error)
    uses = _uses()
    if not refused:
        yield Line(_("Parts of the program"), Verdict.FINE, _("all of them load"))
    for name, reason in refused.items():
        yield Line(
            _("Part “{name}” ({use})").format(name=name.split(".")[0], use=uses[name]),
            Verdict.PROBLEM,
            _("does not load: {reason}").format(reason=reason),
            _(
                "Install the program again. Where application rules (AppLocker, WDAC, fapolicyd) "
                "are in force, allow every program file and library below its folder, by "
                "publisher or by digest, not the start file alone."
            ),
        )


def resources() -> Iterator[Line]:
    """Fonts, word list and code lists are there and as they were when the program was built."""
    missing, changed = _compared(paths.resource(LIST_OF_RESOURCES))
    what = _("Fonts and lists")
    to_do = _("Install the program again, and keep scanners from changing files in its folder.")
    if missing:
        found = _("missing or not readable: {names}").format(names=", ".join(missing))
        yield Line(what, Verdict.PROBLEM, found, to_do)
    if changed:
        found = _("not as they were built: {names}").format(names=", ".join(changed))
        yield Line(what, Verdict.PROBLEM, found, to_do)
    if not missing and not changed:
        yield Line(what, Verdict.FINE, _("complete"))


def places() -> Iterator[Line]:
    """The folders of vault, backups and settings can be written, are local and have room."""
    # What IT has set counts before what was chosen, as in the window.
    rules, settings = policy.in_force(), _settings()
    set_by_it = {
        "backup_folder": rules.backup_folder,
        "second_backup_folder": rules.second_backup_folder,
    }
    settings |= {name: folder for name, folder in set_by_it.items() if folder}
    yield _place(_("Settings"), paths.settings_file().parent)
    yield _place(_("Vault"), _chosen(settings, "vault_folder") or paths.default_vault_folder())
    backups = _chosen(settings, "backup_folder") or paths.backup_folder()
    yield _place(_("Backups"), backups, may_be_elsewhere=True)
    second = _chosen(settings, "second_backup_folder")
    if second is not None:
        yield _second_place(second)


def window(command: Sequence[str] | None = None) -> Iterator[Line]:
    """The window opens on this screen with its fonts, and which printers there are."""
    answer, reason = _window_answer(command or _own_command())
    what = _("Window")
    if answer is None:
        yield Line(
            what,
            Verdict.PROBLEM,
            _("does not open: {reason}").format(reason=_shortened(reason)),
            _advice_for_a_mistake() if _ERROR.search(reason) else _screen_advice(),
        )
        return
    if not answer["painted"]:
        found = _("opens and stays empty: nothing was drawn")
        yield Line(what, Verdict.PROBLEM, found, _("Check the driver of the graphics card."))
        return
    yield Line(
        what,
        Verdict.FINE,
        _("opens on “{platform}”, {width} × {height} at {percent} %").format(**answer["screen"]),
    )
    yield printers_line(answer["printers"], answer.get("stopped", ()))


def printers_line(printers: Sequence[str], stopped: Sequence[str] = ()) -> Line:
    """Which printers there are, and which of them the system has stopped."""
    if stopped:
        words = _("{all}; stopped by the system: {stopped}")
        return Line(
            _("Printers"),
            Verdict.NOTE,
            words.format(all=", ".join(printers), stopped=", ".join(stopped)),
            _("Look at its queue: it is paused, out of paper, not connected or not allowed here."),
        )
    if printers:
        return Line(_("Printers"), Verdict.FINE, ", ".join(printers))
    return Line(
        _("Printers"),
        Verdict.NOTE,
        _("none that prints on paper"),
        _("Everything can be read and kept. Give this user a printer before packs are needed."),
    )


def about_this_program() -> list[str]:
    """Which program this is, and where it lies."""
    return [
        _("TAC Desktop {version}, {system}").format(version=__version__, system=_system()),
        _("Program: {folder}").format(folder=paths.program_folder()),
    ]


WITHOUT_A_WINDOW: tuple[Callable[[], Iterator[Line]], ...] = (
    parts,
    resources,
    places,
    of_it,
    sticks,
    clock,
    start_of_programs,
)
"""The checks that need no window of their own."""


def _uses() -> dict[str, str]:
    """What each part is for, in words for somebody who has to allow it."""
    words = (
        _("the encrypted database"),
        _("encryption of keys and handovers"),
        _("the definition of records"),
        _("printing"),
        _("encrypted PDF files"),
        _("names that sound alike"),
    )
    return dict(zip(_PARTS, words, strict=True))


def _say(line: Line) -> None:
    words = {
        Verdict.FINE: _("[ok]     "),
        Verdict.NOTE: _("[note]   "),
        Verdict.PROBLEM: _("[problem]"),
    }
    print(f"{words[line.verdict]} {line.what}: {line.found}")
    if line.to_do:
        print(f"          {line.to_do}", flush=True)


def _compared(sums: Path) -> tuple[list[str], list[str]]:
    """The resources that are missing, and those that are not as in the list of digests."""
    expected: dict[str, str] = dict.fromkeys(_LEAST_RESOURCES, "")
    try:
        expected |= dict(_listed(sums.read_text(encoding="utf-8").splitlines()))
    except OSError:
        if is_built():
            return [LIST_OF_RESOURCES], []
    missing, changed = [], []
    for name, digest in sorted(expected.items()):
        try:
            content = paths.resource(name).read_bytes()
        except OSError:
            missing.append(name)
            continue
        if not content or (digest and hashlib.sha256(content).hexdigest() != digest):
            changed.append(name)
    return missing, changed


def _listed(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        digest, _gap, name = line.partition("  ")
        yield name, digest


def _place(what: str, folder: Path, *, may_be_elsewhere: bool = False) -> Line:
    """A folder that the program needs; backups, encrypted, `may_be_elsewhere`: on a share."""
    existing = nearest_existing(folder)
    if drives.is_forbidden(existing):
        return Line(
            what,
            Verdict.PROBLEM,
            _("{folder} is on a stick or card, and IT allows none").format(folder=folder),
            _("Give the user a folder on this computer, or allow sticks in the policy."),
        )
    if not can_write(existing):
        return Line(
            what,
            Verdict.PROBLEM,
            _("this user cannot write in {folder}").format(folder=existing),
            _("Give this user the right to make, change and delete files there."),
        )
    elsewhere = is_network_drive(existing)
    if elsewhere and not may_be_elsewhere:
        return Line(
            what,
            Verdict.PROBLEM,
            _("{folder} is on a network drive").format(folder=folder),
            _("Case data stays on this computer: give the user a local folder that is not roamed."),
        )
    free = shutil.disk_usage(existing).free
    room = _("{free} MB free").format(free=f"{free // _MEGABYTE:,}")
    if free < ROOM_NEEDED:
        return Line(
            what,
            Verdict.PROBLEM,
            _("{folder}, only {room}").format(folder=folder, room=room),
            _("Make room on that disk: at least {needed} MB have to be free there.").format(
                needed=ROOM_NEEDED // _MEGABYTE
            ),
        )
    where = _("{folder}, on a network drive") if elsewhere else "{folder}"
    return Line(what, Verdict.FINE, f"{where.format(folder=folder)}, {room}")


def _second_place(folder: Path) -> Line:
    """A stick or share for second copies is often not there, which is no fault of the computer."""
    what = _("Second copy of backups")
    if drives.is_forbidden(folder):
        return Line(
            what,
            Verdict.NOTE,
            _("{folder} is on a stick or card, and IT allows none").format(folder=folder),
            _("No second copy is made there. Set another folder, or allow sticks in the policy."),
        )
    if folder.is_dir() and can_write(folder):
        return Line(what, Verdict.FINE, str(folder))
    return Line(
        what,
        Verdict.NOTE,
        _("{folder} is not there, or cannot be written").format(folder=folder),
        _("Backups go on in the first place. If it is a stick, check that sticks are allowed."),
    )


def _window_answer(command: Sequence[str]) -> tuple[dict[str, Any] | None, str]:
    """What the second process says of its window, or why it says nothing."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return None, error.strerror or str(error)
    assert process.stdout is not None and process.stderr is not None
    answer, complaint = _Listener(process.stdout), _Listener(process.stderr)
    try:
        code = process.wait(LONGEST_WAIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None, _("no answer after {count} seconds").format(count=LONGEST_WAIT)
    for line in reversed(answer.lines()):
        if line.startswith("{") and code == 0:
            found: dict[str, Any] = json.loads(line)
            return found, ""
    said = " ".join(" ".join(complaint.lines()).split())[-600:]
    return None, said or _("it ended with code {code}").format(code=code)


class _Listener(threading.Thread):
    """Hears what a process says, and waits for its end only shortly.

    What the process itself has started can keep the pipe open for ever.
    """

    def __init__(self, stream: IO[str]) -> None:
        super().__init__(daemon=True)
        self._stream = stream
        self._heard: list[str] = []
        self.start()

    def run(self) -> None:
        for line in self._stream:
            self._heard.append(line)

    def lines(self) -> list[str]:
        """Every line that was said until now."""
        self.join(_A_MOMENT)
        return list(self._heard)


def _shortened(reason: str) -> str:
    """Of a mistake in the program only what went wrong, not the way there."""
    errors = list(_ERROR.finditer(reason))
    return reason[errors[-1].start() :].partition(" [PYI")[0] if errors else reason


def _advice_for_a_mistake() -> str:
    return _(
        "Where a line above names a problem, put that right first. Otherwise install the program "
        "again; if that does not help, give this line to whoever makes the program."
    )


def _screen_advice() -> str:
    if sys.platform != "linux":
        return _("Install the program again; allow every library below its folder.")
    missing = _libraries_not_found()
    if missing:
        return _("Install the system's packages that hold: {names}.").format(
            names=", ".join(missing)
        )
    return _("Start it where a screen is. The Debian package brings the libraries it needs.")


def _libraries_not_found() -> list[str]:
    """What Qt's plugin for the screen wants of the system and does not get."""
    import ctypes

    missing = []
    for name in _LIBRARIES:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def _settings() -> dict[str, Any]:
    """The settings as they are kept, read without Qt; none where they cannot be read."""
    try:
        read = json.loads(paths.settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _chosen(settings: dict[str, Any], name: str) -> Path | None:
    value = settings.get(name)
    return Path(value) if isinstance(value, str) and value else None


def _own_command() -> list[str]:
    return [*own_start(), "--self-check-window"]


def _system() -> str:
    return f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
