"""The operating system's printers. The only place that asks for them, so that a test can stand in.

Tests replace `this_computer` and nothing else.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# These make a file outside the vault, or send the pages away, instead of printing on paper.
_NOT_PAPER = re.compile(
    r"print to pdf|xps|onenote|adobe pdf|pdfcreator|cups-pdf|cutepdf|foxit|^pdf$|^fax\b|\bfax$",
    re.IGNORECASE,
)

_FIRST_STATUS_OF_FAILURE = 0x0100


@dataclass(frozen=True)
class Printer:
    """A printer that the operating system offers."""

    name: str
    is_usual: bool = False

    @property
    def prints_on_paper(self) -> bool:
        """False for what is known to make a file or to send the pages away."""
        return not _NOT_PAPER.search(self.name)


class Printers(Protocol):
    """What printing needs of the operating system."""

    def found(self) -> list[Printer]:
        """All printers, the usual one first."""

    def open(self, name: str) -> QPrinter:
        """The printer of that name, ready to be set up and painted on."""


class SystemPrinters:
    """The printers of this computer, through Qt."""

    def found(self) -> list[Printer]:
        """All printers: those that print on paper first, and the usual one before the others."""
        from PySide6.QtPrintSupport import QPrinterInfo

        usual = QPrinterInfo.defaultPrinterName()
        printers = [Printer(name, name == usual) for name in QPrinterInfo.availablePrinterNames()]
        return sorted(
            printers,
            key=lambda one: (not one.prints_on_paper, not one.is_usual, one.name.casefold()),
        )

    def open(self, name: str) -> QPrinter:
        """The printer of that name."""
        from PySide6.QtPrintSupport import QPrinter

        _keep_spool_files_in_memory()
        if sys.platform == "win32":
            self._listen()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        return printer

    def stopped(self, names: Sequence[str]) -> list[str]:
        """Those whose queue the system reports as stopped or failed; each of them is asked."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        bad = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
        return [name for name in names if QPrinterInfo.printerInfo(name).state() in bad]

    def took_it(self) -> bool:
        """Whether the system's queue took the job that was painted last in this thread.

        Qt says nothing when a queue refuses the job at its end: CUPS knows, and so does what Qt
        writes to its log on Windows.
        """
        if sys.platform == "win32":
            return self._nothing_failed()
        return _last_status_of_cups() < _FIRST_STATUS_OF_FAILURE

    def _listen(self) -> None:
        from PySide6.QtCore import qInstallMessageHandler

        self._failures: list[str] = []
        self._heard_before = qInstallMessageHandler(self._hear)

    def _hear(self, kind: Any, context: Any, message: str) -> None:
        if "failed" in message:
            self._failures.append(message)
        if self._heard_before is not None:
            self._heard_before(kind, context, message)

    def _nothing_failed(self) -> bool:
        from PySide6.QtCore import qInstallMessageHandler

        qInstallMessageHandler(self._heard_before)
        return not self._failures


def stopped(names: Sequence[str]) -> list[str]:
    """Those whose queue is stopped; what stands in has none."""
    return this_computer.stopped(names) if isinstance(this_computer, SystemPrinters) else []


def took_it() -> bool:
    """Whether the job painted last in this thread was taken; what stands in is believed."""
    return this_computer.took_it() if isinstance(this_computer, SystemPrinters) else True


def _last_status_of_cups() -> int:
    """IPP's status of this thread's last request (RFC 8011, appendix B); 0 without CUPS."""
    import ctypes

    try:
        cups = ctypes.CDLL("libcups.so.2")
    except OSError:
        return 0
    return int(cups.cupsLastError())


def _keep_spool_files_in_memory() -> None:
    """On Linux, CUPS first writes a job to the temporary folder: have that in memory, not on disk.

    It removes the file when the job is sent; a power cut would leave it lying on a disk.
    """
    if not sys.platform.startswith("linux") or "TMPDIR" in os.environ:
        return
    for folder in (os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"):
        if folder and Path(folder).is_dir() and os.access(folder, os.W_OK):
            os.environ["TMPDIR"] = folder
            return


this_computer: Printers = SystemPrinters()
