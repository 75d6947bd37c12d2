"""A start against a peer: KeePassXC opening a database under Xvfb, with the same key derivation."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import vaults
from benchmarks.kdbx import empty_database
from benchmarks.measuring import Figure, LeftOut, Outcome, Run, figure
from benchmarks.starting import start_program

_TURNS = 7
_NEEDED = ("keepassxc", "Xvfb", "xwininfo")
_LONGEST_SECONDS = 120


def measure(run: Run) -> list[Outcome]:
    """Both on the same virtual screen, both told the passphrase at once."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        words = "{names} is not installed here, so the start was not compared with KeePassXC."
        return [LeftOut("start-peer", words.format(names=", ".join(missing)))]
    database = run.scratch / "peer.kdbx"
    database.write_bytes(empty_database(vaults.PASSPHRASE, vaults.COST))
    cost, folder = vaults.COST, vaults.vault_of(run.size, run.cache)
    with _screen() as display, _environment(DISPLAY=display, QT_QPA_PLATFORM="xcb"):
        try:
            start_program(folder, "caseload")
        except RuntimeError:
            words = "The program did not start on the virtual screen here (libraries of X11)."
            return [LeftOut("start-peer", words)]
        _start_keepassxc(run.scratch, database)
        mine, theirs = [], []
        for _turn in range(run.times(_TURNS)):
            theirs.append(_start_keepassxc(run.scratch, database))
            mine.append(start_program(folder, "caseload")[0])
    note = f"Argon2id: {cost.memory_kib // 1024} MiB, {cost.iterations} passes, {cost.lanes} lanes"
    found: Figure = figure(
        run, "start-peer", "start and unlock until the caseload is on the screen",
        "KeePassXC opening a database with the same Argon2id parameters under Xvfb", 1.5,
        mine, theirs, note=note,
    )  # fmt: skip
    return [found]


def _start_keepassxc(scratch: Path, database: Path) -> float:
    """Seconds until a window says that the database is open."""
    settings = scratch / "keepassxc.ini"
    settings.write_text("[General]\nSingleInstance=false\n[GUI]\nCheckForUpdates=false\n")
    words = ["keepassxc", "--config", str(settings), "--pw-stdin", str(database)]
    began = time.perf_counter()
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, text=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        process.stdin.write(vaults.PASSPHRASE + "\n")
        process.stdin.close()
        try:
            while not _is_open(database.stem):
                if time.perf_counter() - began > _LONGEST_SECONDS:
                    raise RuntimeError("KeePassXC did not open its database")
                time.sleep(0.02)
            return time.perf_counter() - began
        finally:
            process.terminate()
            process.wait(timeout=20)


def _is_open(name: str) -> bool:
    said = subprocess.run(["xwininfo", "-root", "-tree"], capture_output=True, text=True)
    titles = [line for line in said.stdout.splitlines() if "KeePassXC" in line and name in line]
    return any("Locked" not in line for line in titles)


@contextmanager
def _screen() -> Iterator[str]:
    """A virtual screen of its own."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        os.close(writing)
        try:
            with os.fdopen(reading) as said:
                yield f":{said.readline().strip()}"
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def _environment(**wanted: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
