"""Loads what an unlocked window needs while the window waits for the person.

The window is there sooner that way. What the first page needs is loaded at once, few modules that
know no type of record. The rest comes when nothing else is to be done: while the locked window
waits for the passphrase, or, for who types it at once, when the first page has been painted. What
knows nothing of Qt is loaded in a thread. Pages are loaded in the window's own thread, a few at a
time between two things that she does: Qt's bindings do not bear that two threads make classes at
once. Whoever needs a module earlier simply imports it.
"""

from __future__ import annotations

import contextlib
import importlib
import threading

from PySide6.QtCore import QTimer

from tac_desktop.errors import TacError

_FIRST_WITHOUT_QT = ("tac_desktop.storage.vault",)
_FIRST_PAGES = (
    "tac_desktop.ui.workspace",
    "tac_desktop.ui.caseload_page",
    "tac_desktop.ui.today_page",
)
_WITHOUT_QT = (
    "tac_desktop.casework.record",
    "tac_desktop.casework.case_file",
    "tac_desktop.casework.types",
    "tac_desktop.storage.projection",
    "tac_desktop.storage.case_files",
    "tac_desktop.casework.mother_agenda",
    "tac_desktop.storage.caseload_line",
    "tac_desktop.storage.saving",
    "tac_desktop.storage.saving_rights",
    "tac_desktop.storage.finding",
    "tac_desktop.storage.address_book",
    "tac_desktop.storage.verify",
)
_PAGES = (
    "tac_desktop.ui.one_click",
    "tac_desktop.ui.editors.people",
    "tac_desktop.ui.editors.factory",
    "tac_desktop.ui.form_body",
    "tac_desktop.ui.record_form",
    "tac_desktop.ui.reading_view",
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
_PAINTED_AFTER_MS = 100
_NOTHING_TO_DO_MS = 800
"""So long after the locked window came, or after the first page, the rest is begun."""


class _Loading:
    """What is loaded, and whether it may go on now."""

    def __init__(self) -> None:
        self._first_pages = list(_FIRST_PAGES)
        self._pages = list(_PAGES)
        self._thread = threading.Thread(target=self._without_qt, name="loading", daemon=True)
        self._free = threading.Event()
        self._over = False
        self._holds = False

    def begin(self) -> None:
        """Load what comes first, and the rest when there is nothing else to do."""
        self._thread.start()
        QTimer.singleShot(0, self._next_first_page)
        QTimer.singleShot(_NOTHING_TO_DO_MS, self._begin_the_rest)

    def hold(self) -> None:
        """The person waits for something else now."""
        self._holds = True
        self._free.clear()

    def go_on(self) -> None:
        """She has what she waited for."""
        self._holds = False
        QTimer.singleShot(_NOTHING_TO_DO_MS, self._begin_the_rest)

    def end(self) -> None:
        """Load nothing any more; returns when the thread has ended."""
        self._over = True
        self._free.set()
        self._first_pages.clear()
        self._pages.clear()
        self._thread.join()

    @property
    def is_done(self) -> bool:
        """Whether everything is loaded."""
        return not self._first_pages and not self._pages and not self._thread.is_alive()

    def _next_first_page(self) -> None:
        if self._first_pages:
            importlib.import_module(self._first_pages.pop(0))
            QTimer.singleShot(0, self._next_first_page)

    def _begin_the_rest(self) -> None:
        if not self._holds and not self._free.is_set():
            self._free.set()
            self._next_page()

    def _next_page(self) -> None:
        if not self._pages or not self._free.is_set():
            return
        # A page imported now would make the window wait for what the thread is loading.
        if not self._thread.is_alive():
            importlib.import_module(self._pages.pop(0))
        QTimer.singleShot(_BETWEEN_TWO_MS, self._next_page)

    def _without_qt(self) -> None:
        for name in _FIRST_WITHOUT_QT:
            importlib.import_module(name)
        for name in _WITHOUT_QT:
            self._free.wait()
            if self._over:
                return
            importlib.import_module(name)


_running: list[_Loading] = []
_printing: list[threading.Thread] = []


def load_the_rest() -> None:
    """Begin loading; once is enough. Called in the window's thread."""
    if not _running:
        _running.append(_Loading())
        _running[0].begin()


def load_what_draws_pages() -> None:
    """Load it in a thread, for somebody chooses what to print; once is enough.

    Called in the window's thread once the choice is shown.
    """
    if not _printing:
        _printing.append(threading.Thread(target=_what_draws_pages, name="printing", daemon=True))
        QTimer.singleShot(_PAINTED_AFTER_MS, _printing[0].start)


def hold() -> None:
    """Load nothing but what comes first: a vault is being opened."""
    for one in _running:
        one.hold()


def go_on() -> None:
    """The vault is open and its first page built, or it did not open."""
    for one in _running:
        one.go_on()


def is_done() -> bool:
    """Whether everything that is loaded ahead has been loaded."""
    return all(one.is_done for one in _running)


def wait_until_loaded() -> None:
    """Before the program ends: nothing is loaded any more afterwards."""
    for one in _running:
        one.end()
    for thread in _printing:
        if thread.is_alive():
            thread.join()


def _what_draws_pages() -> None:
    from tac_desktop.packs import fonts

    importlib.import_module("tac_desktop.packs.page")
    # What is missing is told when a print is made.
    with contextlib.suppress(TacError):
        fonts.register()
