"""A start against a peer: KeePassXC opening a database under Xvfb, with the same key derivation."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import vaults
from benchmarks.measuring import Figure, LeftOut, Outcome, Run, figure
from benchmarks.starting import start_program
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.vault import Vault

_TURNS = 7
_NEEDED = ("keepassxc", "keepassxc-cli", "Xvfb", "xwininfo")
_KDF_FIELD, _HEADER_START = 11, 12
_LONGEST_SECONDS = 30


def measure(run: Run) -> list[Outcome]:
    """Both on the same virtual screen, both told the passphrase at once."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        words = "{names} is not installed here, so the start was not compared with KeePassXC."
        return [LeftOut("start-peer", words.format(names=", ".join(missing)))]
    database = run.scratch / "peer.kdbx"
    _make_database(database)
    cost = argon2_cost(database.read_bytes())
    folder = run.scratch / "same cost"
    shutil.copytree(vaults.vault_of(run.size, run.cache), folder)
    with_vault = Vault.open(folder, vaults.PASSPHRASE)
    with_vault.change_passphrase(vaults.PASSPHRASE, vaults.PASSPHRASE, cost=cost)
    with_vault.close()
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
    note = f"Argon2: {cost.memory_kib // 1024} MiB, {cost.iterations} passes, {cost.lanes} lanes"
    found: Figure = figure(
        run, "start-peer", "start and unlock until the caseload is on the screen",
        "KeePassXC opening a database with the same Argon2 parameters under Xvfb", 1.5,
        mine, theirs, note=note,
    )  # fmt: skip
    return [found]


def argon2_cost(database: bytes) -> KeyCost:
    """The parameters in the outer header of a KDBX 4 file, which is not encrypted."""
    place = _HEADER_START
    while True:
        field, length = struct.unpack_from("<BI", database, place)
        content = database[place + 5 : place + 5 + length]
        place += 5 + length
        if field == _KDF_FIELD:
            break
    said: dict[str, bytes] = {}
    at = 2
    while content[at]:
        (name_length,) = struct.unpack_from("<I", content, at + 1)
        name = content[at + 5 : at + 5 + name_length].decode("ascii")
        at += 5 + name_length
        (value_length,) = struct.unpack_from("<I", content, at)
        said[name] = content[at + 4 : at + 4 + value_length]
        at += 4 + value_length
    memory, passes, lanes = (int.from_bytes(said[one], "little") for one in ("M", "I", "P"))
    return KeyCost(memory // 1024, passes, lanes)


def _make_database(path: Path) -> None:
    typed = f"{vaults.PASSPHRASE}\n{vaults.PASSPHRASE}\n"
    words = ["keepassxc-cli", "db-create", "--set-password", "--decryption-time", "700", str(path)]
    subprocess.run(words, input=typed, text=True, check=True, capture_output=True)


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
