#!/usr/bin/env python3
"""The project's commands. Needs nothing but Python 3.11 or newer: `python3 tasks.py` lists them.

Whatever a command needs is put in place first (`setup`), and only when it is missing or changed.
Everything lands inside this folder (`.venv`, `build`), apart from Debian's own packages, which are
installed only for root; anyone else is told the exact command and nothing is changed.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
ON_WINDOWS = sys.platform == "win32"
PROGRAMS = VENV / ("Scripts" if ON_WINDOWS else "bin")
PYTHON = PROGRAMS / ("python.exe" if ON_WINDOWS else "python")
OLDEST_PYTHON = (3, 11)

# 1 January 2026, where neither the environment nor git tells when the source was last changed.
OLDEST_SOURCE_DATE = "1767225600"

# Published: everybody in a training vault is invented.
TRAINING_PASSPHRASE = "marmalade lighthouse training only"

# What Qt loads from the system, by the Debian package that brings it. The file names are asked
# for rather than the packages, so that any Linux can be checked.
DRAWING_LIBRARIES = {
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2",
}


class Stop(Exception):
    """The command cannot go on; the message is for the person who typed it."""


# --- commands -----------------------------------------------------------------------------------


def setup(arguments: argparse.Namespace) -> int:
    """Put everything in place: system libraries, .venv, the pinned packages."""
    prepare(developer=True, window=has_display())
    say(f"Ready. The program's own Python is {PYTHON}")
    return 0


def run(arguments: argparse.Namespace) -> int:
    """Open the training vault; without a display, print a pack and hand a file over instead."""
    prepare(window=has_display())
    if not has_display():
        say("There is no display, so the main job is done from the command line.")
        return do_main_job(ROOT / "build" / "main job")
    vault = ROOT / "build" / "training vault"
    if not (vault / "keys.json").exists():
        run_program("training", str(vault))
    say(f"Opening the training vault {vault}")
    say(f"Its passphrase: {TRAINING_PASSPHRASE}")
    return python(["-m", "tac_desktop", "--vault", str(vault)])


def test(arguments: argparse.Namespace) -> int:
    """Run the tests without a display (further arguments go to pytest)."""
    prepare(developer=True)
    workers = [] if has_option(arguments.more, "-n") else ["-n", "2", "--dist", "worksteal"]
    return python(["-m", "pytest", *workers, *arguments.more], offscreen=True)


def lint(arguments: argparse.Namespace) -> int:
    """Check style and formatting with ruff (changes nothing)."""
    prepare(developer=True)
    return python(["-m", "ruff", "check", "."]) or python(["-m", "ruff", "format", "--check", "."])


def types(arguments: argparse.Namespace) -> int:
    """Check all annotations with mypy --strict."""
    prepare(developer=True)
    return python(["-m", "mypy", "--strict"])


def messages(arguments: argparse.Namespace) -> int:
    """Collect every sentence for translators into resources/locale/tac_desktop.pot."""
    prepare(developer=True)
    return python(["-m", "tests.translation.catalogue"])


def screens(arguments: argparse.Namespace) -> int:
    """Write a picture of every window and of every page of every pack, to look at."""
    prepare(developer=True)
    folder = Path(arguments.out).resolve()
    return python(["-m", "tac_desktop.ui.screens", str(folder)], offscreen=True)


def hardship(arguments: argparse.Namespace) -> int:
    """Try the promises with kills, bad sticks, damage, hostile files (--help: options)."""
    prepare(developer=True)
    return python(["-m", "hardship", *arguments.more], offscreen=True)


def bench(arguments: argparse.Namespace) -> int:
    """Measure how fast the program is (--only NAME, --size small|medium|large, --write)."""
    prepare(developer=True)
    return python(["-m", "benchmarks", *arguments.more], offscreen=True)


def convert_case(arguments: argparse.Namespace) -> int:
    """Convert a case in the plain layout of lists into the program's own format."""
    prepare()
    files = [str(Path(name).resolve()) for name in (arguments.source, arguments.target)]
    return python(["-m", "tac_desktop.casework.conversion", *files])


def build(arguments: argparse.Namespace) -> int:
    """Build what is installed: the program's folder, a Debian package, checksums, licences."""
    add_system_packages(missing_packages(venv_wanted=True, window=False))
    program = make_build_environment()
    places = ["--out", str(Path(arguments.out).resolve()), "--work", str(ROOT / "build" / "work")]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": source_date()}
    keys = arguments.upgrade_keys
    places += ["--upgrade-keys", str(Path(keys).resolve())] if keys else []
    words = [str(program), "-m", "installer.build", *places]
    return subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode


Command = Callable[[argparse.Namespace], int]
COMMANDS: dict[str, Command] = {
    "setup": setup,
    "run": run,
    "test": test,
    "lint": lint,
    "types": types,
    "messages": messages,
    "screens": screens,
    "hardship": hardship,
    "bench": bench,
    "convert-case": convert_case,
    "build": build,
}

WITH_HELP = ("hardship", "bench")
WITH_MORE = ("test", *WITH_HELP)
"""Commands that pass on whatever else is on their line."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command named first in `words`; returns the exit code for the shell."""
    parser = command_line()
    arguments, more = parser.parse_known_args(words)
    if arguments.command is None:
        parser.print_help()
        return 0
    if more and arguments.command not in WITH_MORE:
        parser.error("not understood: " + " ".join(more))
    arguments.more = more
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise Stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return COMMANDS[arguments.command](arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def command_line() -> argparse.ArgumentParser:
    """The parser; each command's help line is the first line of its docstring."""
    sentences = {name: (run.__doc__ or "").splitlines()[0] for name, run in COMMANDS.items()}
    parser = argparse.ArgumentParser(
        prog="tasks.py",
        usage="python3 tasks.py COMMAND",
        description=(__doc__ or "").split("\n\n")[0],
        epilog="\n".join(f"  {name:<14}{sentence}" for name, sentence in sentences.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", help=argparse.SUPPRESS)
    for name, sentence in sentences.items():
        # Its own command line answers --help.
        one = commands.add_parser(name, description=sentence, add_help=name not in WITH_HELP)
        if name == "screens":
            one.add_argument("--out", metavar="DIR", required=True, help="folder for the pictures")
        elif name == "build":
            folder = str(ROOT / "dist")
            one.add_argument("--out", metavar="DIR", default=folder, help="default: dist")
            keys = "public keys that upgrades are signed with; without them none is taken"
            one.add_argument("--upgrade-keys", metavar="FILE", help=keys)
        elif name == "convert-case":
            one.add_argument("source", metavar="IN.json", help="the case in the plain layout")
            one.add_argument("target", metavar="OUT.json", help="where it is written")
    return parser


# --- the main job, without a window ---------------------------------------------------------------


def do_main_job(folder: Path) -> int:
    """Print the pack of the example's Board and hand her file over to a second vault.

    Everybody in it is invented. What an earlier run left in `folder` is replaced.
    """
    shutil.rmtree(folder, ignore_errors=True)
    stick = folder / "stick"
    stick.mkdir(parents=True)
    first, second = str(folder / "first vault"), str(folder / "second vault")
    pack = folder / "Meeting pack for the MBU Board.pdf"
    mother = ["--mother", "Averley"]
    # The example's own days, so that this works in any year.
    meeting = ["--meeting", "2026-11-18", "--as-of", "2026-11-16", "--audience", "mbu_board"]
    parties = ["--recipient", "Training colleague", "--recipient-service", "Training service"]
    why = ["--purpose", "To show how a file is handed over", "--authority", "Training"]

    run_program("training", first, "--mothers", "2")
    run_program("pack", first, "meeting", *mother, *meeting, "--out", str(pack))
    told = run_program("handover", "write", first, *mother, "--to", str(stick), *parties, *why)
    passphrase = line_after("Passphrase: ", told)
    (bundle,) = stick.iterdir()
    typed = ["--bundle-passphrase-file", "-"]
    run_program("handover", "check", str(bundle), *typed, typed=passphrase)
    run_program("training", second, "--empty")
    run_program("handover", "read", second, str(bundle), *typed, typed=passphrase)
    run_program("verify", second)
    say("")
    say(f"The pack:      {pack}")
    say(f"The handover:  {bundle}")
    say(f"Its passphrase: {passphrase}")
    say(f"It was read into {second}")
    return 0


def run_program(*words: str, typed: str = "") -> str:
    """Run a command of the program, with `typed` as its input; returns what it said.

    Raises `Stop` when it refuses. Without a terminal, a training vault opens by itself.
    """
    say("")
    say("> tac-desktop " + " ".join(f'"{word}"' if " " in word else word for word in words))
    result = subprocess.run(
        [PYTHON, "-X", "utf8", "-m", "tac_desktop", *words],
        cwd=ROOT,
        input=typed + "\n",
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    say(result.stdout.rstrip())
    if result.returncode != 0:
        raise Stop("This did not work; the reason is above.")
    return result.stdout


def line_after(beginning: str, text: str) -> str:
    """The rest of the first line of `text` that starts with `beginning`."""
    for line in text.splitlines():
        if line.startswith(beginning):
            return line[len(beginning) :].strip()
    raise Stop(f"The program did not say its “{beginning.strip()}”.")


# --- what a command stands on -------------------------------------------------------------------


def prepare(*, developer: bool = False, window: bool = False) -> None:
    """Put in place what is missing: system packages, `.venv`, pinned packages.

    `developer` adds the packages for tests and checks; `window` the libraries for a real screen.
    Raises `Stop` when something is missing that only the person can provide.
    """
    developer = developer or made_from().get("lock") == lock_file(developer=True).name
    fresh = environment_is_current(developer)
    add_system_packages(missing_packages(venv_wanted=not fresh, window=window))
    if not fresh:
        make_environment(developer)


def environment_is_current(developer: bool) -> bool:
    """Whether `.venv` was made for this Python from the lock files as they are now."""
    stamp = made_from()
    if stamp != stamp_for(developer=True) and (developer or stamp != stamp_for(developer=False)):
        return False
    # A Python that was removed or moved leaves a .venv that looks whole and does not start.
    return subprocess.run([PYTHON, "-c", ""], check=False).returncode == 0


def make_environment(developer: bool) -> None:
    """Make or renew `.venv` from the lock file; every package is checked against its hash."""
    lock = lock_file(developer)
    stamp_file().unlink(missing_ok=True)
    if not usable_for_this_python():
        say(f"Making the virtual environment {VENV}")
        base = getattr(sys, "_base_executable", sys.executable)
        check([base, "-m", "venv", "--clear", str(VENV)], "The virtual environment was not made.")
    say(f"Installing the packages of {lock.name} (some 450 MB the first time)")
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    install = ["-m", "pip", "install", *quiet, "--disable-pip-version-check"]
    hashed = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    check([str(PYTHON), *install, *hashed], "The packages were not all installed.")
    add_program()
    stamp_file().write_text(json.dumps(stamp_for(developer)), encoding="utf-8")


def add_program() -> None:
    """Let `.venv` find the program in this folder, and give it the command `tac-desktop`."""
    folder = VENV / "Lib" if ON_WINDOWS else next((VENV / "lib").glob("python3.*"))
    (folder / "site-packages" / "tac_desktop.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    if ON_WINDOWS:
        (PROGRAMS / "tac-desktop.cmd").write_text('@"%~dp0python.exe" -m tac_desktop %*\n')
        return
    program = PROGRAMS / "tac-desktop"
    program.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m tac_desktop "$@"\n')
    program.chmod(0o755)


def usable_for_this_python() -> bool:
    """Whether `.venv` starts, has pip and is of the same Python version as this (3.11 ...)."""
    if not PYTHON.exists():
        return False
    question = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=False)
    return answer.returncode == 0 and answer.stdout.strip() == python_version()


def missing_packages(*, venv_wanted: bool, window: bool) -> list[str]:
    """The Debian packages this computer lacks; none on Windows, whose wheels hold everything."""
    if not sys.platform.startswith("linux"):
        return []
    missing = []
    if venv_wanted and importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{python_version()}-venv")
    wanted = {**DRAWING_LIBRARIES, **(WINDOW_LIBRARIES if window else {})}
    missing += [package for library, package in wanted.items() if not loads(library)]
    return sorted(set(missing))


def add_system_packages(packages: Sequence[str]) -> None:
    """Install `packages` with apt-get as root; otherwise raise `Stop` naming the exact command."""
    if not packages:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        names = ", ".join(packages)
        raise Stop(f"Missing on this computer (by Debian's names): {names}. Nothing was changed.")
    if os.geteuid() != 0:
        raise Stop(
            "This computer lacks system packages, which only its administrator can add:\n"
            f"    sudo apt-get update; sudo {' '.join(command)}\n"
            "Nothing was changed. Run the same tasks.py command again afterwards."
        )
    say("Installing from Debian: " + " ".join(packages))
    check(["apt-get", "update"], "Debian's list of packages was not read.", quiet=True)
    check(command, "The system packages were not installed.", quiet=True)
    still = [name for name in packages if name in missing_packages(venv_wanted=True, window=True)]
    if still:
        raise Stop(f"Installed, but still not found: {', '.join(still)}.")


# --- building -----------------------------------------------------------------------------------


def make_build_environment() -> Path:
    """The environment that builds, apart from `.venv`: only what is shipped, and PyInstaller.

    It is made anew when the lock file or the Python changed. Returns its Python.
    """
    lock = ROOT / "requirements-build.lock"
    folder = ROOT / "build" / "venv-for-build"
    program = folder / PYTHON.relative_to(VENV)
    stamp = folder / "made-from.txt"
    made_of = f"{sys.version} {hashlib.sha256(lock.read_bytes()).hexdigest()}"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == made_of:
        return program
    say(f"Making the environment that builds, {folder}")
    base = getattr(sys, "_base_executable", sys.executable)
    check([base, "-m", "venv", "--clear", str(folder)], "The environment was not made.")
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    hashed = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    check([str(program), *install, *hashed], "The packages were not all installed.")
    stamp.write_text(made_of, encoding="utf-8")
    return program


def source_date() -> str:
    """The one date in everything built: SOURCE_DATE_EPOCH, else that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return given
    words = ["git", "log", "-1", "--format=%ct"]
    try:
        said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    except OSError:
        said = ""
    return said.strip() if said.strip().isdigit() else OLDEST_SOURCE_DATE


# --- helpers ------------------------------------------------------------------------------------


def python(words: Sequence[str], *, offscreen: bool = False) -> int:
    """Run the Python of `.venv` in this folder; returns its exit code."""
    environment = dict(os.environ)
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run([PYTHON, *words], cwd=ROOT, env=environment, check=False).returncode


def check(words: Sequence[str], refusal: str, *, quiet: bool = False) -> None:
    """Run a program; raise `Stop` with `refusal` when it fails.

    A `quiet` program asks nothing, and its own words are shown only when it fails.
    """
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    output = subprocess.PIPE if quiet else None
    result = subprocess.run(
        words, cwd=ROOT, env=environment, stdout=output, stderr=output, text=True, check=False
    )
    if result.returncode != 0:
        print(result.stdout or "", result.stderr or "", sep="", file=sys.stderr)
        raise Stop(f"{refusal} ({words[0]} ended with code {result.returncode}.)")


def loads(library: str) -> bool:
    """Whether the system's loader finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_display() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def has_option(words: Sequence[str], option: str) -> bool:
    """Whether `option` is among `words`, also with its value joined on (`-n0`)."""
    return any(word.startswith(option) for word in words)


def lock_file(developer: bool) -> Path:
    """The lock with the program's packages, or with those for tests and checks as well."""
    return ROOT / ("requirements-dev.lock" if developer else "requirements.lock")


def stamp_file() -> Path:
    """Where `.venv` says what it was made from."""
    return VENV / "made-from.json"


def made_from() -> dict[str, str]:
    """What `.venv` was made from; nothing where it was not made, or not to the end."""
    try:
        stamp: dict[str, str] = json.loads(stamp_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def stamp_for(developer: bool) -> dict[str, str]:
    """What `.venv` is made from: the version of Python and the digest of the lock file."""
    lock = lock_file(developer)
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return {"python": python_version(), "lock": lock.name, "sha256": digest}


def python_version() -> str:
    """Major and minor version of the Python in use, as in `3.11`."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def say(sentence: str) -> None:
    """Tell the person what is being done, at once."""
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
