#!/usr/bin/env python3
"""Try what was built: the Debian package in a clean Debian, or the folder with a clean environment.

    python3 installer/try_linux.py --built dist                    # the folder, unpacked
    python3 installer/try_linux.py --built dist --root DIR         # the package, as root
    python3 installer/try_linux.py --built dist --root DIR --older FILE.deb    # and an upgrade

DIR is a Debian 12 made by debootstrap; it is made where it does not exist. The program then does
its main job without a network and without a screen, as an ordinary user. With --older that package
is installed first and makes a vault, which the newer one opens, and the older one then refuses
where it was brought into a newer format. Needs nothing but Python. Not part of the tests: it takes
minutes, and root.
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
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

USER = "worker"
_QUIET = ("--quiet", "--yes", "--no-install-recommends")
_SAID = "Said on the wing: Quillowbrandt is the word to be found again."
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
    parser.add_argument("--older", type=Path, metavar="FILE", help="a package to upgrade from")
    arguments = parser.parse_args(words)
    built = arguments.built.resolve()
    try:
        check_sums(built)
        if arguments.root:
            older = arguments.older and arguments.older.resolve()
            try_package(only(built, "*.deb"), arguments.root.resolve(), older)
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


def try_package(package: Path, root: Path, older: Path | None = None) -> None:
    """Install the package in a clean Debian, do the main job as a user, and remove it again."""
    if os.geteuid() != 0:
        raise Failed("installing into another Debian needs root; without --root it does not")
    if not (root / "usr").is_dir():
        command(["debootstrap", "--variant=minbase", SUITE, str(root)])
    inside = ["chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive"]
    command([*inside, "apt-get", "update", "--quiet"])
    if not (root / "home" / USER).exists():
        command([*inside, "useradd", "--create-home", USER])
    home = root / "home" / USER
    # Without a network, and with a /proc of its own that goes when the program has ended.
    apart = ["unshare", "--net", "--mount", "sh", "-c"]
    script = 'root=$0; user=$1; shift; mount -t proc proc "$root/proc"; '
    script += 'exec chroot --userspec="$user:$user" "$root" "$@"'
    start = [*apart, script, str(root), USER, "env", "-i", *variables(f"/home/{USER}")]
    run = starter([*start, "tac-desktop"])
    if older is not None:
        try_upgrade(older, package, root, run, f"/home/{USER}/kept")
    else:
        install(package, root)
    do_main_job(run, home, f"/home/{USER}")
    command([*inside, "apt-get", "remove", *_QUIET, "tac-desktop"])
    left = [root / "usr/lib/tac-desktop", root / "usr/bin/tac-desktop"]
    if any(os.path.lexists(path) for path in left):
        raise Failed("removing the package left files of the program behind")
    if not list(home.glob("job/first/vault.db")):
        raise Failed("removing the package took a vault away")
    say("Removed again; the vault is still there.")


def install(package: Path, root: Path) -> None:
    """Install a package in another Debian with what it depends on, asking nothing."""
    say(f"Installing {package.name}")
    shutil.copyfile(package, root / package.name)
    inside = ["chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive"]
    more = ["--reinstall", "--allow-downgrades", f"/{package.name}"]
    command([*inside, "apt-get", "install", *_QUIET, *more])
    (root / package.name).unlink()


def try_upgrade(older: Path, newer: Path, root: Path, run: Run, kept: str) -> None:
    """A vault of the older package is opened by the newer one, and its copy is kept before."""
    shutil.rmtree(root / kept.lstrip("/"), ignore_errors=True)
    install(older, root)
    before = run("--version")
    run("training", kept, "--mothers", "2")
    install(newer, root)
    if run("--version") == before:
        raise Failed("the newer package says the older one's version")
    run("verify", kept)
    install(older, root)
    try:
        run("verify", kept)
        say("The older version opens the vault: both have the same format.")
    except Failed as refusal:
        if "newer version" not in str(refusal):
            raise
        say(f"The older version refuses the vault:\n{str(refusal).strip().splitlines()[-1]}")
    install(newer, root)
    run("verify", kept)


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
    add_an_entry(run, first, job, inside)
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
    run("drill", stick)
    window = json.loads(run("--self-check-window").splitlines()[-1])
    if not window["painted"]:
        raise Failed("the window stays empty")


def add_an_entry(run: Run, vault: str, job: Path, inside: str) -> None:
    """A contact log entry comes in with a case file, and is found again."""
    case = job / "case.json"
    run("case", "export", vault, "--mother", "Averley", "--out", f"{inside}/case.json")
    content = json.loads(case.read_text(encoding="utf-8"))
    like = next(one for one in content["records"] if one["type"] == "contact_log")
    entry = json.loads(json.dumps(like))
    entry["id"] = str(uuid.uuid4())
    entry["revisions"] = entry["revisions"][:1]
    entry["revisions"][0]["id"] = str(uuid.uuid4())
    entry["revisions"][0]["content"]["text"] = _SAID
    content["records"].append(entry)
    case.write_text(json.dumps(content), encoding="utf-8")
    run("case", "import", vault, f"{inside}/case.json")
    if "Quillowbrandt" not in run("search", vault, "Quillowbrandt"):
        raise Failed("the entry is not found again")


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
