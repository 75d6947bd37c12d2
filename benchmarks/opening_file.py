"""Opening a mother's file until it is painted, against reading its rows and an empty table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QMainWindow, QTableView

from benchmarks import keyed, vaults
from benchmarks.measuring import Figure, Run, compared, timed
from tac_desktop import app
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.pages.places import LOG
from tac_desktop.ui.place_names import CASELOAD, MOTHER
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings

_TURNS = 15
_ROWS = (
    "SELECT record.*, revision.* FROM record JOIN revision ON revision_id = shown"
    " WHERE record.mother_id = ?"
)


def measure(run: Run) -> list[Figure]:
    """The file with the longest log: its first page, and its log."""
    path = vaults.vault_of(run.size, run.cache)
    plain = keyed.connected(keyed.database_of(path), keyed.data_key(path))
    try:
        with vaults.opened(run.size, run.cache) as vault, window_on(vault) as window:
            return _measured(run, vault, window, plain)
    finally:
        plain.close()


@contextmanager
def window_on(vault: Vault) -> Iterator[MainWindow]:
    """The program's window at work on a vault, taken apart at the end as the program does."""
    settings = Settings()
    application = app._application(settings)
    session = Session(settings)
    window = MainWindow(session)
    window.resize(1280, 800)
    session._vault, session._last_person = vault, vault.person
    window.build_workspace(CASELOAD)
    window.show()
    application.processEvents()
    try:
        yield window
    finally:
        session._vault = None  # the vault is closed by whoever opened it
        window.close()
        for thing in (window, session):
            shiboken6.delete(thing)


def _measured(run: Run, vault: Vault, window: MainWindow, plain: Any) -> list[Figure]:
    workspace = window.workspace
    assert workspace is not None
    long_one = vaults.longest_log(vault)
    other = next(
        row.mother_id for row in vault.caseload(window.session.today()) if row.mother_id != long_one
    )
    table_window = QMainWindow()
    table_window.resize(1280, 800)
    table = QTableView(table_window)
    table_window.setCentralWidget(table)
    table_window.show()

    def open_file() -> float:
        workspace.open_mother(other)
        painted()

        def act() -> None:
            workspace.open_mother(long_one)
            painted()

        return timed(act)

    def open_log() -> float:
        workspace.open_mother(other)
        painted()

        def act() -> None:
            workspace.open_mother(long_one)
            file: Any = workspace.page(MOTHER)
            file.show_page(LOG)
            painted()

        return timed(act)

    def baseline() -> float:
        def act() -> None:
            plain.execute(_ROWS, (long_one,)).fetchall()
            table.setModel(QStandardItemModel(0, 3, table))
            table.viewport().update()
            painted()

        return timed(act)

    against = "reading the same rows with sqlcipher3 and painting an empty table"
    both: tuple[tuple[str, str, Callable[[], float]], ...] = (
        (
            "open",
            f"open a mother's file ({vaults.LONG_LOG} entries) until it is painted",
            open_file,
        ),
        ("open-log", "the same until its log is painted", open_log),
    )
    found = [
        compared(run, name, what, against, 2.0, subject=act, baseline=baseline, turns=_TURNS)
        for name, what, act in both
    ]
    shiboken6.delete(table_window)
    return found


def painted() -> None:
    """Let the window do all that waits to be done, painting included."""
    for _round in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
