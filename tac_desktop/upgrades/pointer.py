"""Which version starts: one small file beside the program that the shortcut names.

An upgrade never changes that program. It lies in a folder of its own next to it, and this file, put
in place in one step, says to start it instead. Without the file the program starts as ever.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Self

POINTER_FILE = "start-version.json"
ORIGIN_FILE = "upgraded-from.json"
"""In the folder of a version that came by upgrade: the folder that the shortcut names."""

STAY = "TAC_DESKTOP_STAY"
"""Set to anything, this starts the program that was named, whatever the file says."""

_CONSOLE = "tac-desktop"


class State(StrEnum):
    """How far a new version has come."""

    NEW = "new"
    TRIED = "tried"
    WORKS = "works"


@dataclass(frozen=True)
class Pointer:
    """The folder, beside the program's own, whose version starts, and the one before it.

    `backup` is the folder of the vault's backup that was made before the upgrade.
    """

    folder: str
    version: str
    state: State
    previous: str
    previous_version: str
    backup: str = ""

    @classmethod
    def read(cls, home: Path) -> Self | None:
        """What stands there; None where nothing does, or nothing that can be used."""
        try:
            found = json.loads((home / POINTER_FILE).read_text(encoding="utf-8"))
            texts = {name: str(found[name]) for name in cls.__dataclass_fields__}
            pointer = cls(**{**texts, "state": State(texts["state"])})  # type: ignore[arg-type]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        plain = all(Path(name).name == name for name in (pointer.folder, pointer.previous))
        return pointer if plain else None

    def write(self, home: Path) -> None:
        """Put it in place in one step, so that a kill leaves the former one or this."""
        new = home / f"{POINTER_FILE}.part"
        with new.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(home / POINTER_FILE)


def home_of(program: Path) -> Path:
    """The folder that the shortcut names, for a version in the folder `program`."""
    try:
        found = json.loads((program / ORIGIN_FILE).read_text(encoding="utf-8"))
        name = str(found["home"])
    except (OSError, ValueError, KeyError, TypeError):
        return program
    return program.parent / name if Path(name).name == name else program


def hand_on(words: Sequence[str]) -> int | None:
    """Start the version that this one was upgraded to, if there is one; None to go on here.

    A window that is started for the first time in a new version has to say that it works; where it
    did not, this program starts next time, and says so.
    """
    if not getattr(sys, "frozen", False) or STAY in os.environ:
        return None
    own = Path(sys.executable).resolve()
    pointer = Pointer.read(own.parent)
    if pointer is None or pointer.state is State.TRIED:
        return None
    program = own.parent.parent / pointer.folder / own.name
    if program.parent == own.parent or not program.is_file():
        return None
    opens_window = not words or words[0].startswith("--vault")
    if pointer.state is State.NEW and opens_window:
        try:
            replace(pointer, state=State.TRIED).write(own.parent)
        except OSError:
            return None
    return _start(program, words, opens_window=opens_window)


def _start(program: Path, words: Sequence[str], *, opens_window: bool) -> int | None:
    environment = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    try:
        if sys.platform != "win32":
            os.execve(program, [str(program), *words], environment)
        started = subprocess.Popen([str(program), *words], env=environment)
    except OSError:
        return None
    if opens_window and program.stem != _CONSOLE:
        return 0
    return started.wait()
