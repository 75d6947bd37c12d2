"""PDFs and a printer for tests: real ones, except that the printer's paper is a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tac_desktop.packs import blocks
from tac_desktop.packs.page import Document
from tac_desktop.ui.pack_dialog import PackDialog
from tac_desktop.ui.printers import Printer


@cache
def pdf_of(pages: int, word: str = "word") -> bytes:
    """A PDF with that many pages; page 2 says `page two`, and so on."""
    numbers = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    story: list[blocks.Block] = []
    for number in range(1, pages + 1):
        story.append(blocks.Text(f"This is page {numbers[number]}. {word}"))
        if number < pages:
            story.append(blocks.PageBreak())
    made = Document(title="Practice print").render(story, repeatable=True)
    assert made.pages == pages
    return made.pdf


def wait_for_pages(qtbot: QtBot, dialog: PackDialog) -> None:
    """Until the pages of a pack window are made, or what stops them is said."""
    qtbot.waitUntil(lambda: dialog.is_at_rest, timeout=60_000)


class PrinterInAFolder:
    """Stands in for the operating system's printers: each job becomes a PDF in `folder`."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        self.printers = [Printer(name, place == 0) for place, name in enumerate(names)]
        self.jobs: list[Path] = []
        self.refuses_from_job = 99
        self.opened: list[QPrinter] = []

    def found(self) -> list[Printer]:
        return self.printers

    def open(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        job = self.folder / f"job-{len(self.jobs) + 1}.pdf"
        if len(self.jobs) + 1 >= self.refuses_from_job:
            # A real printer object that cannot begin, as when the driver says no.
            job = self.folder / "no such folder" / "job.pdf"
        self.jobs.append(job)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(job))
        self.opened.append(printer)
        return printer
