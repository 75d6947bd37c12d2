"""Typing without end, kept by the window's own keeper of drafts, in a process that is killed."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from hardship.crash_steps import Scene
from hardship.killing import Tell
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.draft_keeper import DraftKeeper
from tac_desktop.ui.session import Session

DRAFT = "typed-until-killed"
_LETTER_MS = 15
_ROOT = Path(__file__).resolve().parent.parent


class _Unlocked(QObject):
    """As much of a session as the keeper asks for."""

    about_to_lock = Signal()

    def __init__(self, vault: Vault) -> None:
        super().__init__()
        self.vault = vault


class Typist(QObject):
    """Adds a letter every few milliseconds and says when."""

    def __init__(self, vault: Vault, mother_id: str, tell: Tell) -> None:
        super().__init__()
        self._mother_id, self._tell = mother_id, tell
        self._letters = 0
        self._session = _Unlocked(vault)
        self._keeper = DraftKeeper(cast(Session, self._session), self._state, self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._type)
        self._timer.start(_LETTER_MS)

    def _type(self) -> None:
        self._letters += 1
        self._keeper.touch()
        self._tell(did="letter", number=self._letters, at=time.monotonic())

    def _state(self) -> Draft:
        content = {"answers": {"text": "x" * self._letters}}
        return Draft(f"r-{DRAFT}", "contact_log", self._mother_id, content, draft_id=DRAFT)


def type_for_ever(scene: Scene, tell: Tell) -> None:
    """What the process does: it becomes one of its own, as Qt does not survive a fork."""
    os.set_inheritable(tell.pipe, True)
    words = ["-m", __name__, str(tell.pipe), str(scene.vault), scene.passphrase, scene.mother_id]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    os.execve(sys.executable, [sys.executable, *words], environment)


def main(pipe: str, folder: str, passphrase: str, mother_id: str) -> None:
    """Open the vault and type."""
    application = QCoreApplication([])
    vault = Vault.open(Path(folder), passphrase)
    vault.discard_draft(DRAFT)
    typist = Typist(vault, mother_id, Tell(int(pipe)))
    application.exec()
    del typist


if __name__ == "__main__":
    main(*sys.argv[1:])
