"""Runs the main job in a process of its own, on a computer that is a folder, and listens to it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.end_to_end.words import WORD_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("the_main_job.py")
OFFICE_SCREEN, SMALL_SCREEN = (1366, 768), (800, 600)
_OF_THE_TEST_RUN = ("PYTEST_CURRENT_TEST", "PYTEST_ADDOPTS", "PYTHONHOME", "DISPLAY")
Line = dict[str, Any]


@dataclass
class Place:
    """A computer: everything of it lies below `world`; paper and pictures land in `tray`."""

    world: Path
    tray: Path
    word: str
    screen: tuple[int, int] = OFFICE_SCREEN

    @classmethod
    def new(cls, folder: Path, screen: tuple[int, int] = OFFICE_SCREEN) -> Place:
        """A computer with empty folders; a blank and foreign letters stand in every path of it."""
        word = "Quillow" + "".join(secrets.choice("bdfgklmnprstvz") for _letter in range(10))
        place = cls(folder / "Tŷ Mawr, œuvre", folder / "tray", word, screen)
        for name in ("home", "tmp", "run", "data", "config", "cache", "desk", "stick"):
            (place.world / name).mkdir(parents=True, mode=0o700)
        place.tray.mkdir()
        return place

    @property
    def stick(self) -> Path:
        return self.world / "stick"

    @property
    def desk(self) -> Path:
        return self.world / "desk"

    def environment(self) -> dict[str, str]:
        """What a process finds that runs on this computer."""
        width, height = self.screen
        office = {"name": "office", "x": 0, "y": 0, "width": width, "height": height}
        screen = self.tray.parent / "screen.json"
        screen.write_text(json.dumps({"screens": [office | {"logicalDpi": 96}]}), encoding="utf-8")
        kept = {key: value for key, value in os.environ.items() if key not in _OF_THE_TEST_RUN}
        return kept | {
            "HOME": str(self.world / "home"),
            "USERPROFILE": str(self.world / "home"),
            "TMPDIR": str(self.world / "tmp"),
            "XDG_RUNTIME_DIR": str(self.world / "run"),
            "XDG_DATA_HOME": str(self.world / "data"),
            "XDG_CONFIG_HOME": str(self.world / "config"),
            "XDG_CACHE_HOME": str(self.world / "cache"),
            WORD_VARIABLE: self.word,
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
            "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        }


@dataclass
class Job:
    """The process under way and what it said."""

    process: subprocess.Popen[bytes]
    lines: list[Line] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._heard = threading.Condition()
        self._ended = False
        self._threads = [
            threading.Thread(target=self._listen, daemon=True),
            threading.Thread(target=self._listen_to_errors, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def wait_for_line(self, wanted: str, seconds: float, after: int = 0) -> int:
        """The place of the first line from `after` on that says `wanted`; -1 where it ended.

        `wanted` is a step's name, or the name of an acknowledgement such as `saved`.
        """
        until = time.monotonic() + seconds
        with self._heard:
            while True:
                for place in range(after, len(self.lines)):
                    line = self.lines[place]
                    if wanted in line or line.get("step") == wanted:
                        return place
                if self._ended or not self._heard.wait(max(0.01, until - time.monotonic())):
                    return -1

    def wait_for_lines(self, count: int, seconds: float) -> bool:
        """Wait until so many lines were said in all; False where it ended before."""
        with self._heard:
            return (
                self._heard.wait_for(lambda: self._ended or len(self.lines) >= count, seconds)
                and len(self.lines) >= count
            )

    def kill(self) -> None:
        """End it without warning, and hear what it had said by then."""
        self.process.kill()
        self.finish(30)

    def finish(self, seconds: float) -> int:
        """Wait for the end; a job that hangs is killed, and fails."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            self.errors.append(f"did not end in {seconds:.0f} s")
            code = -99
        for thread in self._threads:
            thread.join(10)
        return code

    def said(self, what: str) -> list[Line]:
        """The lines that acknowledge one sort of thing."""
        return [line for line in self.lines if what in line]

    @property
    def complaint(self) -> str:
        """Where it was and what it said of a failure."""
        steps = [line["step"] for line in self.said("step")]
        return f"in step “{steps[-1] if steps else 'none'}”:\n" + "".join(self.errors)[-6000:]

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for raw in self.process.stdout:
            try:
                line = json.loads(raw)
            except ValueError:
                continue  # cut off by the kill: it was not said to its end
            with self._heard:
                self.lines.append(line)
                self._heard.notify_all()
        with self._heard:
            self._ended = True
            self._heard.notify_all()

    def _listen_to_errors(self) -> None:
        assert self.process.stderr is not None
        for raw in self.process.stderr:
            self.errors.append(raw.decode("utf-8", "replace"))


def start(
    place: Place,
    *options: str,
    traced: Path | None = None,
    program: Path = ROOT,
    user: str = "",
    within: Sequence[str] = (),
) -> Job:
    """Begin the job; `traced` takes the system calls that touch files or open sockets.

    `program` is the folder of the sources, `user` who runs them where they are traced, `within`
    a command that runs all of it.
    """
    script = program / SCRIPT.relative_to(ROOT)
    command: Sequence[str] = [sys.executable, str(script), str(place.tray), *options]
    if traced is not None:
        command = [*_strace(traced, user), *command]
    process = subprocess.Popen(
        [*within, *command],
        cwd=place.desk,
        env=place.environment() | {"PYTHONPATH": str(program)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    return Job(process)


def can_trace() -> bool:
    """Whether `strace` is there and may look at a process."""
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-f", "-qq", "true"], capture_output=True)
    return tried.returncode == 0


def _strace(into: Path, user: str) -> list[str]:
    calls = "socket,open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat"
    options = ["-f", "-qq", "--seccomp-bpf", "-s", "4096", "-e", f"trace={calls}"]
    return ["strace", *options, *(["-u", user] if user else []), "-o", str(into)]
