"""The stage on which the program is photographed: a throw-away vault, a printer that prints
nothing, and a person who answers no question."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE
from tac_desktop.storage.training_vault import make_training_vault
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, printers, theme, work
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.messages import Said
from tac_desktop.ui.printers import Printer
from tac_desktop.ui.screens_contact import add_contact
from tac_desktop.ui.screens_safety import add_what_happened
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from tac_desktop.ui.screens import Album

CHEAP = KeyCost(memory_kib=8 * 1024, iterations=1, lanes=1)
"""What these vaults hold is invented, and they are gone in a minute."""

_MOTHERS = 11
_SETTLE_SECONDS = 0.25
_PATIENCE_SECONDS = 60.0


class ThrowAwaySettings(Settings):
    """Never written: the settings of whoever takes the pictures are left alone."""

    def save(self) -> bool:
        """Nothing to keep."""
        return True


class Stage:
    """Holds the vaults, and takes pictures in the look that is in use."""

    def __init__(self, album: Album, folder: Path) -> None:
        self.album = album
        self.folder = folder
        self.look = ""
        self._things: list[QWidget] = []
        self._sessions: list[Session] = []
        self.prompter = _NobodyAnswers()
        messages.use_answerer(self.prompter)
        printers.this_computer = _OfficePrinters()
        theme.apply("light", 100)
        made = make_training_vault(folder / "Vault", mothers=_MOTHERS)
        self.vault_folder = made.vault.folder
        self.mother_id = _example_mother(made.vault)
        add_what_happened(made.vault, self.mother_id, dt.date.today())
        add_contact(made.vault, self.mother_id, dt.date.today())
        made.vault.close()

    def use_look(self, theme_name: str, percent: int) -> None:
        """Everything from now on in this theme and size of text."""
        theme.apply(theme_name, percent)
        self.look = f"{theme_name}-{percent}"
        self._theme, self._percent = theme_name, percent

    # --- sessions and windows -----------------------------------------------------------------

    def settings(self, folder: Path) -> ThrowAwaySettings:
        """Settings for a session on a vault."""
        settings = ThrowAwaySettings(theme=self._theme, text_percent=self._percent)
        settings.vault_folder = str(folder)
        settings.window_width, settings.window_height = 1366, 728
        return settings

    def locked_session(self, folder: Path | None = None) -> Session:
        """A session whose vault is not open."""
        session = Session(self.settings(folder or self.vault_folder))
        self._sessions.append(session)
        return session

    def session(self) -> Session:
        """A session on the training vault, unlocked."""
        session = self.locked_session()
        session.unlock(TRAINING_PASSPHRASE)
        return session

    def new_vault(self, name: str, person: str = "Bethan Rees") -> Session:
        """A session on a new, empty vault."""
        folder = self.folder / f"{name} {self.look}"
        vault, _code = Vault.create(
            folder, person, "tac_social_worker", TRAINING_PASSPHRASE, cost=CHEAP, training=True
        )
        session = self.locked_session(folder)
        session.adopt(vault)
        return session

    def window(self, session: Session) -> MainWindow:
        """The window, shown, for a session; unlocked ones are at work."""
        window = MainWindow(session)
        self.keep(window)
        window.show()
        if session.is_unlocked:
            window.build_workspace()
        return window

    def keep(self, widget: QWidget) -> None:
        """Take this widget down with the scene."""
        self._things.append(widget)

    # --- pictures -----------------------------------------------------------------------------

    def scene(self, name: str, play: Callable[[], None]) -> None:
        """Play a scene, note what fails, and clear the stage behind it."""
        if not self.album.wants(name):
            return
        self.album.attempt(f"{self.look} {name}", play)
        self.clear()

    def take(self, widget: QWidget, name: str) -> None:
        """A picture of a window as it stands once everything has come to rest."""
        # Nobody gives it back the focus here when a window above it closes.
        widget.window().activateWindow()
        self.settle(_nothing_is_under_way)
        widget.grab().save(str(self.album.path(f"{self.look}/{name}")))

    def settle(self, until: Callable[[], object] | None = None) -> None:
        """Let the program run until something is true, and then a moment longer.

        Raises TimeoutError where it never comes true.
        """
        patience = time.monotonic() + _PATIENCE_SECONDS
        while until is not None and not until():
            if time.monotonic() > patience:
                raise TimeoutError("it never came to rest")
            _run_for(0.02)
        _run_for(_SETTLE_SECONDS)

    def clear(self) -> None:
        """Close what a scene has opened, in the order that Qt can bear."""
        work.cancel_all()
        work.wait_for_all()
        for session in self._sessions:
            session.lock()
        _run_for(0.05)
        while self._things:
            thing = self._things.pop()
            if shiboken6.isValid(thing):
                thing.close()
                shiboken6.delete(thing)
        self._sessions.clear()

    def close(self) -> None:
        """The end of all scenes."""
        self.clear()
        messages.use_answerer(None)


class _NobodyAnswers:
    """Messages are noted; questions are refused, except for places that a scene has prepared."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.paths: list[Path] = []

    def tell(self, parent: QWidget | None, said: Said, title: str) -> None:
        """Noted."""
        self.said.append(str(said))

    def choose(
        self,
        parent: QWidget | None,
        said: Said,
        buttons: Sequence[str],
        *,
        danger: bool,
        title: str,
    ) -> int:
        """Refused."""
        self.said.append(str(said))
        return -1

    def reason(
        self, parent: QWidget | None, heading: str, sentences: Sequence[str], button_words: str
    ) -> str:
        """Refused."""
        self.said.append(heading)
        return ""

    def folder(self, parent: QWidget | None, title: str, start: Path | None) -> Path | None:
        """As prepared."""
        return self.paths.pop() if self.paths else None

    def file_to_open(
        self, parent: QWidget | None, title: str, kinds: str, start: Path | None
    ) -> Path | None:
        """As prepared."""
        return self.paths.pop() if self.paths else None

    def files_to_open(self, parent: QWidget | None, title: str, kinds: str) -> list[Path]:
        """As prepared."""
        picked, self.paths = self.paths, []
        return picked

    def file_to_save(
        self, parent: QWidget | None, title: str, kinds: str, start: Path | None
    ) -> Path | None:
        """As prepared."""
        return self.paths.pop() if self.paths else None


class _OfficePrinters:
    """Printers to be seen in a list; nothing is printed in a picture."""

    def found(self) -> list[Printer]:
        """As in an office."""
        return [Printer("Office follow-me", True), Printer("Wing B")]

    def open(self, name: str) -> QPrinter:
        """Never asked for."""
        raise NotImplementedError


def _example_mother(vault: Vault) -> str:
    from tac_desktop.casework.training import example_case

    return example_case().mother_id


def file_of(session: Session, mother_id: str) -> CaseFile:
    """The case file of the mother in the pictures."""
    return session.vault.case_file(mother_id, session.today())


def _nothing_is_under_way() -> bool:
    return not work.is_running()


def _run_for(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
    QApplication.sendPostedEvents()
