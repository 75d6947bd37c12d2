"""A whole session in the real window under a trace of system calls; then every file is searched.

Once as whoever starts it, once as an ordinary user, once with a program folder that nobody can
write to; each time from a path with blanks and letters that are not ASCII.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hardship.bad_disks import can_mount
from hardship.figures import Figures, Say
from hardship.traced import system_calls, written_paths
from tests.end_to_end import running
from tests.end_to_end.leaks import Finder, files_below
from tests.end_to_end.running import ROOT, Job, Place
from tests.end_to_end.what_was_typed import fragments

TITLE = "A whole session, searched for what it leaves behind"
ROUNDS = 3

_PATIENCE = 900.0
_NOBODY = "nobody"
_PARTS = ("tac_desktop", "resources", "tests", "hardship", "pyproject.toml")


@dataclass
class Circumstance:
    """As whom, and from which sort of folder, the session is run."""

    name: str
    user: str = ""
    read_only: bool = False


@dataclass
class Found:
    """What all sessions left."""

    sessions: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    files: int = 0
    leaks: list[str] = field(default_factory=list)
    calls: int = 0
    sockets: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    texts: int = 0


def run(*, rounds: int, seconds: float, seed: int, folder: Path, say: Say) -> Figures:
    """Up to three sessions, each under other circumstances; a fourth has no other ones."""
    found = Found()
    began = time.monotonic()
    for circumstance in _circumstances()[:rounds]:
        if found.sessions and time.monotonic() - began > seconds:
            break
        say(f"a session {circumstance.name}")
        where = folder / f"session {len(found.sessions) + 1}"
        where.mkdir()
        folder.chmod(0o755)
        _session(circumstance, where, found)
        found.sessions.append(circumstance.name)
    return _figures(found)


def _circumstances() -> list[Circumstance]:
    chosen = [Circumstance("as the user who started it")]
    if can_mount() and running.can_trace():
        chosen.append(Circumstance("as an ordinary user", user=_NOBODY))
        chosen.append(Circumstance("with a read-only program folder", read_only=True))
    return chosen


def _session(circumstance: Circumstance, folder: Path, found: Found) -> None:
    place = Place.new(folder, running.SMALL_SCREEN)
    program = _copy_of_the_program(folder / "Tŷ Mawr prógram")
    traced = folder / "calls.txt" if running.can_trace() else None
    if circumstance.user:
        for path in (folder, *folder.rglob("*")):
            if not path.is_relative_to(program):
                shutil.chown(path, circumstance.user)
    began = time.time()
    job = running.start(
        place,
        "--short",
        "--further",
        traced=traced,
        program=program,
        user=circumstance.user,
        within=_in_a_world_of_its_own(circumstance, program),
    )
    code = job.finish(_PATIENCE)
    if code != 0:
        found.failed.append(f"{circumstance.name}: {job.complaint[-1500:]}")
        return
    _search(circumstance, place, job, traced, began, found)


def _search(
    circumstance: Circumstance,
    place: Place,
    job: Job,
    traced: Path | None,
    began: float,
    found: Found,
) -> None:
    """Every file that was written, wherever it lies, the clipboard, and what was said."""
    summary = job.said("summary")[0]["summary"]
    asked_for = {os.path.realpath(one) for one in summary.get("asked_for", ())}
    texts = fragments(place.word)
    finder, found.texts = Finder(texts), len(texts)
    paths = {str(one) for one in files_below(place.world)} | set(_elsewhere(began))
    if traced is not None:
        calls = list(system_calls(traced))
        found.calls += len(calls)
        found.sockets += [call.line for call in calls if call.name == "socket"]
        written = written_paths(calls)
        paths |= written
        allowed = (place.world, place.tray, place.tray.parent / "qt")
        found.elsewhere += [
            f"{circumstance.name}: {one}" for one in sorted(written) if not _below(one, allowed)
        ]
    own = {str(traced), *(str(one) for one in files_below(place.tray))}
    looked_at = {os.path.realpath(one) for one in paths - own} - asked_for
    found.files += len(looked_at)
    for path, which in finder.in_files(Path(one) for one in sorted(looked_at)).items():
        found.leaks.append(f"{circumstance.name}: {path}: {sorted(which)[0][:40]}")
    told = " ".join(("".join(job.errors), str(summary.get("crash_report", ""))))
    found.leaks += [
        f"{circumstance.name}: said on its way: {one[:40]}" for one in texts if one in told
    ]
    if summary["clipboard"]:
        found.leaks.append(f"{circumstance.name}: on the clipboard: {summary['clipboard']}")
    if summary.get("core") is not False:
        found.leaks.append(f"{circumstance.name}: a crash leaves a core file")
    if "TAC Desktop" not in str(summary.get("crash_report")):
        found.failed.append(f"{circumstance.name}: the mistake of the program was not told")


def _figures(found: Found) -> Figures:
    how = f"{found.calls:,} system calls" if found.calls else "without strace, from disk only"
    figures = Figures(f"{len(found.sessions)} sessions ({', '.join(found.sessions)}; {how})")
    done = len(found.sessions)
    figures.none_of(
        "The session is done to its end: scan, print, search, lock, crash, export, handover",
        found.failed,
        done,
        "sessions failed",
    )
    figures.none_of(
        f"None of {found.texts} texts of the case is in any file it wrote, clipboard or report",
        found.leaks,
        found.files,
        "files hold one",
    )
    if found.calls:
        figures.none_of("No socket is opened", found.sockets, found.calls, "calls")
        figures.none_of(
            "Nothing is written outside the user's own folders",
            found.elsewhere,
            found.files,
            "files",
        )
    return figures


def _copy_of_the_program(folder: Path) -> Path:
    folder.mkdir()
    for name in _PARTS:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def _in_a_world_of_its_own(circumstance: Circumstance, program: Path) -> Sequence[str]:
    """A command that mounts what is needed, seen by nobody else, and runs the rest of its line."""
    steps = []
    if circumstance.read_only:
        steps.append(f"mount --bind '{program}' '{program}'")
        steps.append(f"mount -o remount,ro,bind '{program}'")
    if circumstance.user:
        steps += _let_python_be_reached()
    if not steps:
        return ()
    script = " && ".join([*steps, 'exec "$@"'])
    return ("unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh")


def _let_python_be_reached() -> list[str]:
    """A Python below a closed folder, such as root's own, is shown to others from there."""
    python = Path(sys.base_prefix)
    closed = [one for one in python.parents if one.stat().st_mode & 0o005 != 0o005]
    if not closed:
        return []
    aside = tempfile.gettempdir() + "/.python-of-the-session"
    return [
        f"mkdir -p '{aside}'",
        f"mount --bind '{python}' '{aside}'",
        f"mount -t tmpfs -o mode=755 none '{closed[-1]}'",
        f"mkdir -p '{python}'",
        f"mount --bind '{aside}' '{python}'",
    ]


def _elsewhere(began: float) -> list[str]:
    """What was changed meanwhile where programs like to leave things."""
    home = Path.home()
    found = [str(one) for one in files_below(home, since=began, deep=0)]
    for name in (".cache", ".config", ".local"):
        found += [str(one) for one in files_below(home / name, since=began, deep=4)]
    return found


def _below(path: str, folders: Sequence[Path]) -> bool:
    real = os.path.realpath(path)
    return any(
        real == str(one) or real.startswith(f"{one}{os.sep}")
        for one in (os.path.realpath(folder) for folder in folders)
    )
