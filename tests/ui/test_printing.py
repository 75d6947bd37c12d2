"""Printing: what is called printed went to the printer whole, and every failure has its words."""

from __future__ import annotations

import pikepdf
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from tac_desktop.errors import Cancelled, NotUnderstood
from tac_desktop.storage.errors import DiskFull
from tac_desktop.ui import printers, printing
from tac_desktop.ui.print_pages import pages_meant
from tac_desktop.ui.printers import Printer
from tac_desktop.ui.printing import PrintChoice, PrintOutcome, print_copies
from tests.ui.paper import PrinterInAFolder, pdf_of

OFFICE = PrintChoice("Office")


@pytest.fixture
def office(tmp_path, monkeypatch, qapp) -> PrinterInAFolder:
    printer = PrinterInAFolder(tmp_path, "Office", "Wing B")
    monkeypatch.setattr(printers, "this_computer", printer)
    return printer


def test_each_copy_is_a_job_of_its_own_with_all_its_pages(office):
    result = print_copies([pdf_of(3), pdf_of(3)], OFFICE)
    assert result.succeeded
    assert (result.copies, result.done, result.pages) == (2, 2, 3)
    assert [pages_in(job) for job in office.jobs] == [3, 3]
    assert "2 copies (6 pages)" in result.sentence
    assert "Office" in result.sentence


def test_the_printed_page_shows_what_the_pdf_shows(office):
    full_page = pdf_of(1, "word " * 500)
    print_copies([full_page], OFFICE)
    wanted, printed = QPdfDocument(), QPdfDocument()
    (office.folder / "wanted.pdf").write_bytes(full_page)
    wanted.load(str(office.folder / "wanted.pdf"))
    printed.load(str(office.jobs[0]))
    # Hairlines come out a little thinner as dots; a shift or a wrong size would move much more.
    assert ink(printed) == pytest.approx(ink(wanted), abs=4)
    assert max(ink(printed)) > 20


def test_only_the_pages_asked_for_are_printed(office):
    result = print_copies([pdf_of(5)], PrintChoice("Office", pages="2-3, 5"))
    assert result.succeeded
    assert pages_in(office.jobs[0]) == 3


def test_grey_pages_are_smaller_than_coloured_ones(office):
    print_copies([pdf_of(1)], PrintChoice("Office", greyscale=True))
    print_copies([pdf_of(1)], PrintChoice("Office", greyscale=False))
    colours = [image_colours(job) for job in office.jobs]
    assert colours == ["/DeviceGray", "/DeviceRGB"]


def test_without_a_printer_nothing_is_called_printed(tmp_path, monkeypatch, qapp):
    monkeypatch.setattr(printers, "this_computer", PrinterInAFolder(tmp_path))
    result = print_copies([pdf_of(1)], PrintChoice(""))
    assert result.outcome is PrintOutcome.NO_PRINTER
    assert not result.something_was_printed
    assert "No printer was found" in result.sentence


def test_a_printer_that_has_gone_refuses(office):
    result = print_copies([pdf_of(1)], PrintChoice("Wing C"))
    assert result.outcome is PrintOutcome.REFUSED
    assert "Wing C" in result.sentence
    assert office.jobs == []


def test_a_printer_that_cannot_begin_refuses(office, qtlog):
    office.refuses_from_job = 1
    with qtlog.disabled():
        result = print_copies([pdf_of(1)], OFFICE)
    assert result.outcome is PrintOutcome.REFUSED
    assert not result.something_was_printed


def test_a_queue_that_refuses_the_finished_job_is_noticed(tmp_path, monkeypatch, qapp):
    paper = PrinterInAFolder(tmp_path, "Office")

    class RefusingQueue(printers.SystemPrinters):
        def found(self) -> list[Printer]:
            return paper.found()

        def open(self, name: str) -> QPrinter:
            return paper.open(name)

        def took_it(self) -> bool:
            return len(paper.jobs) < 2

    monkeypatch.setattr(printers, "this_computer", RefusingQueue())
    result = print_copies([pdf_of(1)] * 3, OFFICE)
    assert result.outcome is PrintOutcome.STOPPED_HALF_WAY
    assert (result.done, len(paper.jobs)) == (1, 2)
    paper.jobs = [tmp_path / "one before"]
    result = print_copies([pdf_of(1)], OFFICE)
    assert result.outcome is PrintOutcome.REFUSED


def test_a_refusal_after_the_first_copy_is_told_as_half_way(office, qtlog):
    office.refuses_from_job = 2
    with qtlog.disabled():
        result = print_copies([pdf_of(2)] * 3, OFFICE)
    assert result.outcome is PrintOutcome.STOPPED_HALF_WAY
    assert (result.done, result.copies) == (1, 3)
    assert "1 of 3 copies" in result.sentence


def test_stopping_before_the_first_copy_prints_nothing(office):
    result = print_copies([pdf_of(2)], OFFICE, Stopper(after=1))
    assert result.outcome is PrintOutcome.CANCELLED
    assert office.jobs == []


def test_stopping_at_the_second_copy_leaves_the_first_whole(office):
    # Three calls a copy of two pages: before each page and after the last.
    result = print_copies([pdf_of(2), pdf_of(2)], OFFICE, Stopper(after=4))
    assert result.outcome is PrintOutcome.STOPPED_HALF_WAY
    assert result.done == 1
    assert [pages_in(job) for job in office.jobs] == [2]


def test_what_cannot_be_noted_is_not_printed(office):
    noted = []

    def note(number: int) -> None:
        if number == 2:
            raise DiskFull
        noted.append(number)

    result = print_copies([pdf_of(1)] * 3, OFFICE, before_each=note)
    assert result.outcome is PrintOutcome.NOT_NOTED
    assert noted == [1]
    assert len(office.jobs) == 1
    assert "1 of 3 copies" in result.sentence
    assert "disk is full" in result.sentence
    assert result.something_was_printed
    assert not result.succeeded


def test_a_damaged_pdf_prints_nothing(office):
    result = print_copies([b"%PDF-1.4 and then nothing"], OFFICE)
    assert result.outcome is PrintOutcome.UNREADABLE
    assert office.jobs == []


def test_a_page_that_is_not_there_is_said_before_anything_is_printed(office):
    with pytest.raises(NotUnderstood, match="pages 1 to 2"):
        print_copies([pdf_of(2)], PrintChoice("Office", pages="3"))
    assert office.jobs == []


def test_the_queue_does_not_show_whose_papers_these_are(office):
    print_copies([pdf_of(1)], OFFICE)
    assert office.opened[0].docName() == "Document"


def test_every_outcome_has_a_sentence_of_its_own():
    sentences = {
        printing.PrintResult(outcome, "Office", 2, 1, 3).sentence for outcome in PrintOutcome
    }
    assert len(sentences) == len(PrintOutcome)
    assert not any("{" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", [1, 2, 3, 4, 5, 6]),
        ("2", [2]),
        ("1-3, 5", [1, 2, 3, 5]),
        ("5 1 – 2", [1, 2, 5]),
        (" 6;6 ", [6]),
    ],
)
def test_page_ranges_are_read_as_people_type_them(typed, meant):
    assert pages_meant(typed, 6) == meant


@pytest.mark.parametrize("typed", ["0", "7", "3-2", "x", "1-", "-1", "2--3"])
def test_what_is_no_page_is_refused(typed):
    with pytest.raises(NotUnderstood):
        pages_meant(typed, 6)


@pytest.mark.parametrize(
    ("name", "on_paper"),
    [
        ("Microsoft Print to PDF", False),
        ("Microsoft XPS Document Writer", False),
        ("OneNote (Desktop)", False),
        ("Fax", False),
        ("PDF", False),
        ("HP LaserJet MFP 4100", True),
        ("Wing B follow-me", True),
    ],
)
def test_printers_that_make_files_are_known(name, on_paper):
    assert Printer(name).prints_on_paper is on_paper


class Stopper:
    """Cancels at the call after so many."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, done: int, total: int, words: str) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def pages_in(job) -> int:
    with pikepdf.open(job) as pdf:
        return len(pdf.pages)


def image_colours(job) -> str:
    with pikepdf.open(job) as pdf:
        images = list(pdf.pages[0].get_images().values())
        return str(images[0].ColorSpace)


def ink(document: QPdfDocument) -> list[float]:
    """How dark each of 40 strips across the first page is, from 0 to 255."""
    drawn = document.render(0, QSize(800, 1120))
    paper = QImage(drawn.size(), QImage.Format.Format_Grayscale8)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    dots = bytes(paper.constBits())
    strip = len(dots) // 40
    return [255 - sum(dots[at : at + strip]) / strip for at in range(0, 40 * strip, strip)]
