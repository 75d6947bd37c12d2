"""Who does the job, at which computer, and what she tells of it as she goes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tac_desktop.casework.record import Record
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.place_names import MOTHER
from tac_desktop.ui.record_form import RecordForm
from tac_desktop.ui.workspace import Workspace
from tests.end_to_end.computer import Computer
from tests.end_to_end.keyboard import Keyboard

R = TypeVar("R", bound=Record)


@dataclass
class Person:
    """Carries what the steps share; `say` prints one line of JSON and lets it go at once."""

    computer: Computer
    desk_folder: Path
    stick: Path
    short: bool = False
    linger: float = 0.0
    further: bool = False
    vault: str = ""
    passphrase: str = ""
    mother_id: str = ""
    known: dict[str, Any] = field(default_factory=dict)

    @property
    def keys(self) -> Keyboard:
        return self.computer.keyboard

    @property
    def window(self) -> MainWindow:
        return self.computer.window()

    @property
    def workspace(self) -> Workspace:
        found = self.window.workspace
        assert found is not None
        return found

    @property
    def file(self) -> MotherFile:
        """The mother's file on the screen."""
        shown = self.workspace.stack.currentWidget()
        assert self.workspace.shown == MOTHER and isinstance(shown, MotherFile)
        return shown

    @property
    def form(self) -> RecordForm:
        """The form on the screen."""
        found = self.file.form
        assert found is not None
        return found

    def record(self, cls: type[R], record_id: str) -> R:
        """A record of the file on the screen, as it was read from the vault."""
        case_file = self.file.case_file
        assert case_file is not None
        found = case_file.get(cls, record_id)
        assert found is not None
        return found

    def say(self, **line: object) -> None:
        line = {**line, "vault": self.vault, "at": time.monotonic()}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def step(self, name: str, do: Callable[[Person], None]) -> None:
        """Do one step; its name stands on every failure in it."""
        self.computer.doing = name
        began = time.monotonic()
        self.say(step=name)
        do(self)
        self.computer.refuse_surprises()
        self.known.setdefault("seconds", {})[name] = round(time.monotonic() - began, 2)

    def typed(self, text: str) -> None:
        """Say that these words are in a form that is not saved yet."""
        self.say(typed=text, record=self.form.record_id)
        if self.linger:
            until = time.monotonic() + self.linger
            self.keys.wait(lambda: time.monotonic() > until, "thinking", self.linger + 5)

    def save_form(self, *reads: str, keys: str = "Ctrl+Return") -> str:
        """Save the form on the screen and wait until the program says so; returns the record.

        `reads` are words that the record, or what was said of it, must hold from now on.
        """
        record_id, window = self.form.record_id, self.window
        self.keys.press(keys)
        self.keys.wait(
            lambda: self.file.form is None and window._status.text().startswith("Saved"),
            f"“Saved” to be said; the form says {form_words(self.file)}",
        )
        self.say(saved=record_id, reads=list(reads))
        return record_id


def form_words(file: MotherFile) -> str:
    """Why a form is still open: what it says of problems and of the text."""
    form = file.form
    if form is None:
        return "nothing"
    problems = [link.text() for link in form.summary.links]
    return f"{form.state_in_words()} {problems}"
