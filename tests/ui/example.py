"""The example case in a real vault: made once in a run, copied for each test that wants it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tac_desktop.casework.training import example_case
from tac_desktop.storage.case_exchange import import_case
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tests.ui.screen import PASSPHRASE, WORKER

MOTHER = example_case().mother_id
DAY = dt.date(2026, 11, 16)


def fill_with_example(vault: Vault) -> str:
    """Bring the example case in with its history; returns the mother's id."""
    import_case(vault, example_case(), "fictional case")
    return MOTHER


def open_example(factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Session]:
    """A session with a copy of the filled vault unlocked; for a fixture to yield from."""
    folder = tmp_path / "Example vault"
    shutil.copytree(_filled_vault(factory), folder)
    session = Session(Settings(theme="light", vault_folder=str(folder)))
    session.unlock(PASSPHRASE)
    yield session
    session.lock()


def show_file(session: Session, qtbot: QtBot) -> MotherFile:
    """The example's file as a window of its own, open and active."""
    made = MotherFile(session, None)
    qtbot.addWidget(made)
    made.resize(1218, 690)
    made.open(MOTHER)
    made.show()
    assert QTest.qWaitForWindowActive(made)
    return made


_filled: list[Path] = []


def _filled_vault(factory: pytest.TempPathFactory) -> Path:
    if not _filled:
        folder = factory.mktemp("example") / "Vault"
        cost = KeyCost.for_tests()
        vault, _code = Vault.create(folder, WORKER, "tac_social_worker", PASSPHRASE, cost=cost)
        fill_with_example(vault)
        vault.close()
        _filled.append(folder)
    return _filled[0]
