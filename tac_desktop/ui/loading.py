"""Loads what an unlocked window needs while the locked one waits for the passphrase.

The window is there sooner that way. What knows nothing of Qt is loaded in a thread. Pages are
loaded in the window's own thread, a few at a time between two things that she does: Qt's bindings
do not bear that two threads make classes at once. Whoever needs a module earlier simply imports it.
"""

from __future__ import annotations

import importlib
import threading

from PySide6.QtCore import QTimer

_WITHOUT_QT = ("tac_desktop.storage.vault",)
_PAGES = (
    "tac_desktop.ui.editors.people",
    "tac_desktop.ui.editors.factory",
    "tac_desktop.ui.form_body",
    "tac_desktop.ui.record_form",
    "tac_desktop.ui.reading_view",
    "tac_desktop.ui.today_page",
    "tac_desktop.ui.caseload_page",
    "tac_desktop.ui.workspace",
    "tac_desktop.ui.setup_page",
    "tac_desktop.ui.pages.overview_page",
    "tac_desktop.ui.pages.contact_page",
    "tac_desktop.ui.pages.mbu_page",
    "tac_desktop.ui.pages.court_page",
    "tac_desktop.ui.pages.meetings_page",
    "tac_desktop.ui.pages.family_page",
    "tac_desktop.ui.pages.case_page",
    "tac_desktop.ui.pages.dates_page",
    "tac_desktop.ui.mother_file",
)
_BETWEEN_TWO_MS = 10

_running: list[threading.Thread] = []
_still_to_load: list[str] = []


def load_the_rest() -> None:
    """Begin loading; once is enough. Called in the window's thread."""
    if _running:
        return
    _still_to_load.extend(_PAGES)
    _running.append(threading.Thread(target=_load_without_qt, name="loading", daemon=True))
    _running[0].start()
    QTimer.singleShot(_BETWEEN_TWO_MS, _load_next_page)


def wait_until_loaded() -> None:
    """Before the program ends: nothing is loaded any more afterwards."""
    _still_to_load.clear()
    for thread in _running:
        thread.join()


def _load_without_qt() -> None:
    for name in _WITHOUT_QT:
        importlib.import_module(name)


def _load_next_page() -> None:
    if not _still_to_load:
        return
    # A page imported now would make the window wait for what the thread is loading.
    if not _running[0].is_alive():
        importlib.import_module(_still_to_load.pop(0))
    QTimer.singleShot(_BETWEEN_TWO_MS, _load_next_page)
