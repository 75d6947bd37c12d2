#!/usr/bin/env python3
"""Try what was built: the Debian package in a clean Debian, or the folder with a clean environment.

    python3 installer/try_linux.py --built dist                    # the folder, unpacked
    python3 installer/try_linux.py --built dist --root DIR         # the package, as root

DIR is a Debian 12 made by debootstrap; it is made where it does not exist. The program then does
its main job without a network and without a screen, as an ordinary user. Needs nothing but Python.
Not part of the tests: it takes minutes, and root.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

USER = "worker"
SUITE = "bookworm"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}

Run = Callable[..., str]
"""Runs the program with words, and `typed` as its input; returns what it said."""


class Failed(Exception):
    """Something that must work did not; the message says what."""


def main(words: Sequence[str] | None = None) -> int:
    """Try the package or the folder; returns 0 where everything worked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--built", type=Path, required=True, metavar="DIR")
    parser.add_argument("--root", type=Path, metavar="DIR", help="a clean Debian 12, for the .deb")
    arguments = parser.parse_args(words)
    built = arguments.built.resolve()
    try:
        check_sums(built)
        if arguments.root:
            try_package(only(built, "*.deb"), arguments.root.resolve())
        else:
            try_folder(only(built, "*-linux-*.tar.gz"))
    except Failed as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        return 1
    print("Everything worked.")
    return 0


def check_sums(built: Path) -> None:
    """The files are those of SHA256SUMS."""
    command(["sha256sum", "--check", "--strict", "SHA256SUMS"], folder=built)


def try_folder(archive: Path) -> None:
    """Unpack the folder somewhere and do the main job in it, with nothing of our environment."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="tar")
        (program,) = folder.glob("*/tac-desktop")
        home = folder / "home"
        home.mkdir()
        apart = ["unshare", "--net"] if os.geteuid() == 0 else []
        start = [*apart, "env", "-i", *variables(str(home)), str(program)]
        do_main_job(starter(start), home, str(home))


def try_package(package: Path, root: Path) -> None:
    """Install the package in a clean Debian, do the main job as a user, and remove it again."""
    if os.geteuid() != 0:
        raise Failed("installing into another Debian needs root; without --root it does not")
    if not (root / "usr").is_dir():
        command(["debootstrap", "--variant=minbase", SUITE, str(root)])
    shutil.copyfile(package, root / package.name)
    inside = ["chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive"]
    command([*inside, "apt-get", "update", "--quiet"])
    quiet = ["--quiet", "--yes", "--no-install-recommends"]
    command([*inside, "apt-get", "install", *quiet, "--reinstall", f"/{package.name}"])
    (root / package.name).unlink()
    if not (root / "home" / USER).exists():
        command([*inside, "useradd", "--create-home", USER])
    home = root / "home" / USER
    # Without a network, and with a /proc of its own that goes when the program has ended.
    apart = ["unshare", "--net", "--mount", "sh", "-c"]
    script = 'root=$0; user=$1; shift; mount -t proc proc "$root/proc"; '
    script += 'exec chroot --userspec="$user:$user" "$root" "$@"'
    start = [*apart, script, str(root), USER, "env", "-i", *variables(f"/home/{USER}")]
    do_main_job(starter([*start, "tac-desktop"]), home, f"/home/{USER}")
    command([*inside, "apt-get", "remove", *quiet, "tac-desktop"])
    if (root / "usr" / "lib" / "tac-desktop").exists():
        raise Failed("removing the package left files of the program behind")
    if not list(home.glob("job/first/vault.db")):
        raise Failed("removing the package took a vault away")
    say("Removed again; the vault is still there.")


def do_main_job(run: Run, home: Path, home_inside: str) -> None:
    """Vault, check, pack, handover there and back, window; `home_inside` as the program sees it."""
    job = home / "job"
    shutil.rmtree(job, ignore_errors=True)
    inside = f"{home_inside}/job"
    first, second, stick = f"{inside}/first", f"{inside}/second", f"{inside}/stick"
    mother = ["--mother", "Averley"]
    run("--version")
    run("--self-check")
    run("training", first, "--mothers", "2")
    (job / "stick").mkdir(mode=0o777)
    (job / "stick").chmod(0o777)
    run("verify", first)
    meeting = ["--meeting", "2026-11-18", "--as-of", "2026-11-16", "--audience", "mbu_board"]
    run("pack", first, "meeting", *mother, *meeting, "--out", f"{inside}/pack.pdf")
    pack = (job / "pack.pdf").read_bytes()
    if not pack.startswith(b"%PDF-") or len(pack) < 20_000:
        raise Failed("the pack is no whole PDF")
    parties = ["--recipient", "Training colleague", "--recipient-service", "Training service"]
    why = ["--purpose", "To try the installed program", "--authority", "Training"]
    told = run("handover", "write", first, *mother, "--to", stick, *parties, *why)
    passphrase = after("Passphrase: ", told)
    (bundle,) = (job / "stick").iterdir()
    typed = ["--bundle-passphrase-file", "-"]
    run("handover", "check", f"{stick}/{bundle.name}", *typed, typed=passphrase)
    run("training", second, "--empty")
    run("handover", "read", second, f"{stick}/{bundle.name}", *typed, typed=passphrase)
    run("verify", second)
    run("backup", second, "--to", stick)
    window = json.loads(run("--self-check-window").splitlines()[-1])
    if not window["painted"]:
        raise Failed("the window stays empty")


def starter(start: Sequence[str]) -> Run:
    """A function that runs the program which `start` begins."""

    def run(*words: str, typed: str = "") -> str:
        say("> tac-desktop " + " ".join(f'"{word}"' if " " in word else word for word in words))
        said = command([*start, *words], typed=typed + "\n")
        print(said.rstrip(), flush=True)
        return said

    return run


def command(words: Sequence[str], *, typed: str = "", folder: Path | None = None) -> str:
    """Run a program; returns its output. Raises `Failed` with all it said where it fails."""
    ended = subprocess.run(
        words, input=typed, capture_output=True, encoding="utf-8", cwd=folder, check=False
    )
    if ended.returncode != 0:
        raise Failed(f"{' '.join(words)}\n{ended.stdout}\n{ended.stderr}")
    return ended.stdout


def variables(home: str) -> list[str]:
    """The whole environment of the program, as `env` takes it."""
    return [f"{name}={value}" for name, value in {**ENVIRONMENT, "HOME": home}.items()]


def only(folder: Path, pattern: str) -> Path:
    """The one file of that kind in a folder."""
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise Failed(f"{folder} has {len(found)} files {pattern}; one is expected")
    return found[0]


def after(beginning: str, text: str) -> str:
    """The rest of the line that starts so."""
    for line in text.splitlines():
        if line.startswith(beginning):
            return line[len(beginning) :].strip()
    raise Failed(f"the program did not say its “{beginning.strip()}”")


def say(sentence: str) -> None:
    """Tell what is being done, at once."""
    print(f"\n{sentence}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
