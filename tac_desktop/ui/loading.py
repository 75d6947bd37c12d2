"""Loads what an unlocked window needs while the locked one waits for the passphrase.

The window is there sooner that way. Whoever needs a module that is still being loaded waits for
it, as for any import.
"""

from __future__ import annotations

import importlib
import threading

_FIRST = (
    "tac_desktop.storage.vault",
    "tac_desktop.ui.workspace",
    "tac_desktop.ui.caseload_page",
    "tac_desktop.ui.today_page",
    "tac_desktop.ui.setup_page",
)
_LATER = ("tac_desktop.ui.mother_file",)

_running: list[threading.Thread] = []


def load_the_rest() -> None:
    """Begin loading in a thread of its own; once is enough."""
    if not _running:
        _running.append(threading.Thread(target=_load, name="loading", daemon=True))
        _running[0].start()


def wait_until_loaded() -> None:
    """Before the program ends: no class may be made while Qt is taken apart."""
    for thread in _running:
        thread.join()


def _load() -> None:
    for name in (*_FIRST, *_LATER):
        importlib.import_module(name)
