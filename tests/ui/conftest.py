"""A real application with the program's own theme and fonts, and a real vault with little cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tac_desktop.errors import TacError
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, printers, theme, work
from tac_desktop.ui.garbage import GarbageCollector
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.pack_dialog import PackDialog
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tests.ui.example import DAY, MOTHER, open_example, show_file
from tests.ui.paper import PrinterInAFolder, wait_for_pages
from tests.ui.screen import PASSPHRASE, WORKER


@dataclass
class Answers:
    """Takes the place of the person who answers messages: says what was prepared.

    What is not prepared is refused. `said` holds every message; `buttons` those offered last.
    """

    said: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    choices: list[int] = field(default_factory=list)
    paths: list[Path | None] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def tell(self, parent: QWidget | None, said: TacError | str, title: str) -> None:
        self.said.append(_sentence(said))

    def choose(
        self,
        parent: QWidget | None,
        said: TacError | str,
        buttons: Sequence[str],
        *,
        danger: bool,
        title: str,
    ) -> int:
        self.said.append(_sentence(said))
        self.buttons = list(buttons)
        return self.choices.pop(0) if self.choices else -1

    def reason(
        self, parent: QWidget | None, heading: str, sentences: Sequence[str], button_words: str
    ) -> str:
        self.said.append("\n".join([heading, *sentences]))
        self.buttons = [button_words]
        return self.reasons.pop(0) if self.reasons else ""

    def folder(self, parent: QWidget | None, title: str, start: Path | None) -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def file_to_open(
        self, parent: QWidget | None, title: str, kinds: str, start: Path | None
    ) -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def files_to_open(self, parent: QWidget | None, title: str, kinds: str) -> list[Path]:
        picked = [path for path in self.paths if path is not None]
        self.paths.clear()
        return picked

    def file_to_save(
        self, parent: QWidget | None, title: str, kinds: str, start: Path | None
    ) -> Path | None:
        return self.paths.pop(0) if self.paths else None


@pytest.fixture(scope="session")
def collector(qapp: QApplication) -> GarbageCollector:
    """As in the program: nothing of a window is taken away in another thread."""
    return GarbageCollector(qapp)


@pytest.fixture(autouse=True)
def look(qapp: QApplication, collector: GarbageCollector) -> Iterator[None]:
    """Every test starts in the light theme at 100 %, and leaves no work or clipboard behind.

    Any warning that Qt prints fails the test (`qt_log_level_fail` in pyproject.toml).
    """
    theme.apply("light", 100)
    yield
    work.cancel_all()
    assert work.wait_for_all(10)
    QApplication.clipboard().clear()
    # Outside an event loop Qt puts deleting off for ever, and every theme restyles what is left.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collector.collect_what_is_due()


@pytest.fixture(autouse=True)
def answers() -> Iterator[Answers]:
    """Messages are answered in advance; nothing waits for a person."""
    prepared = Answers()
    messages.use_answerer(prepared)
    yield prepared
    messages.use_answerer(None)


@pytest.fixture
def vault_folder(tmp_path: Path) -> Path:
    """The folder of a new, empty vault that is closed again; `PASSPHRASE` opens it."""
    from tac_desktop.storage.vault import Vault

    folder = tmp_path / "Vault"
    vault, _code = Vault.create(
        folder, WORKER, "tac_social_worker", PASSPHRASE, cost=KeyCost.for_tests()
    )
    vault.close()
    return folder


@pytest.fixture
def session(vault_folder: Path) -> Iterator[Session]:
    """A session with its vault unlocked."""
    made = Session(Settings(theme="light", vault_folder=str(vault_folder)))
    made.unlock(PASSPHRASE)
    yield made
    made.lock()


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vaults that the window makes cost little to open. Where they are measured is tested apart."""
    monkeypatch.setattr(KeyCost, "measured", KeyCost.for_tests)


@pytest.fixture
def window(session: Session) -> Iterator[MainWindow]:
    """The window at work on an empty vault."""
    made = MainWindow(session)
    show(made)
    made.build_workspace()
    yield made
    close(made)


@pytest.fixture
def locked_window(vault_folder: Path) -> Iterator[MainWindow]:
    """The window as it comes up with a vault that was used before."""
    session = Session(Settings(theme="light", vault_folder=str(vault_folder)))
    made = MainWindow(session)
    show(made)
    made.start()
    yield made
    close(made)
    session.lock()


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Session]:
    """A colleague's session, unlocked, with an empty vault of its own."""
    folder = tmp_path / "Second vault"
    cost = KeyCost.for_tests()
    vault, _code = Vault.create(folder, "Bethan Rees", "manager", PASSPHRASE, cost=cost)
    opened = Session(Settings(theme="light", vault_folder=str(folder)))
    opened.adopt(vault)
    yield opened
    opened.lock()


@pytest.fixture
def example(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    """A session with the example case, on a day of that case."""
    monkeypatch.setattr(Session, "today", lambda self: DAY)
    yield from open_example(tmp_path_factory, tmp_path)


@pytest.fixture
def file(example: Session, qtbot: QtBot) -> MotherFile:
    """The example's file, open and active."""
    return show_file(example, qtbot)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrinterInAFolder:
    """The computer has a printer, and one that would write a file."""
    printer = PrinterInAFolder(tmp_path, "Office", "Microsoft Print to PDF")
    monkeypatch.setattr(printers, "this_computer", printer)
    return printer


@pytest.fixture
def opened(
    session: Session, office: PrinterInAFolder, qtbot: QtBot
) -> Iterator[Callable[..., PackDialog]]:
    """Opens pack windows, waits for their pages, and takes them away in the end."""
    dialogs: list[PackDialog] = []

    def opener(
        pack_name: str = "meeting", record_id: str = "", mother_id: str = MOTHER
    ) -> PackDialog:
        dialog = PackDialog(session, pack_name, mother_id, record_id, None)
        dialogs.append(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        wait_for_pages(qtbot, dialog)
        return dialog

    yield opener
    for dialog in dialogs:
        if shiboken6.isValid(dialog):
            dialog.close()
            shiboken6.delete(dialog)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty folder that stands for a stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Callable[[Any], Any]]:
    """Shows dialogs that close as the vault locks, and takes them away in the end."""
    dialogs: list[Any] = []

    def show_one(dialog: Any) -> Any:
        dialogs.append(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    yield show_one
    for dialog in dialogs:
        if shiboken6.isValid(dialog):
            dialog.close_as_locked()
            shiboken6.delete(dialog)


def show(window: QWidget) -> None:
    """Show a window and wait until it is the active one, so that it has the focus."""
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def close(window: MainWindow) -> None:
    """Take a window down as the program does."""
    window.close()
    shiboken6.delete(window)


def _sentence(said: TacError | str) -> str:
    return said.sentence if isinstance(said, TacError) else said
