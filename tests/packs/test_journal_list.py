"""A part of the journal on paper and as a table."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pikepdf

from tac_desktop.packs.journal_list import headings, journal_list, journal_table

LINE = (
    "7",
    "22 Nov 2026 20:01",
    "Dana Whitlock-Reyes",
    "Printed",
    "Rhosyn Averley",
    "For the Board",
)


def test_the_paper_carries_the_head_of_the_chain_and_what_was_asked() -> None:
    built = journal_list(
        [LINE] * 40, "Printed, saved or handed over", "J7-ABCDEF", "Colm Pettigrove",
        dt.date(2026, 11, 22),
    )  # fmt: skip
    assert built.pages >= 2 and not built.unprintable
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        assert len(pdf.pages) == built.pages


def test_an_empty_list_says_so() -> None:
    built = journal_list([], "Everything", "J1-ABCDEF", "Colm", dt.date(2026, 11, 22))
    assert built.pages == 1


def test_a_table_keeps_every_letter_and_starts_no_formula() -> None:
    noted = ("8", "x", "Zo\u00eb T\u0177", "Searched", "", "=HYPERLINK(1)")
    content = journal_table([LINE, noted])
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == list(headings()) and rows[1] == list(LINE)
    assert rows[2][2] == "Zo\u00eb T\u0177" and rows[2][5] == "'=HYPERLINK(1)"
