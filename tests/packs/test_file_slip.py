"""The slip beside an encrypted PDF."""

from __future__ import annotations

import datetime as dt

from tac_desktop.packs.file_slip import FileDetails, file_slip
from tests.packs.reading import Paper

DETAILS = FileDetails("print-7KQ2.pdf", 10, dt.date(2026, 11, 16), "Dana Whitlock-Reyes",
                      "Mothers First", "01632 960100", "The court office", "J1-000000")  # fmt: skip


def test_the_slip_says_for_whom_how_it_is_opened_and_how_the_passphrase_travels():
    printed = file_slip(DETAILS)
    text = Paper(printed.pdf).text
    assert printed.pages == 1
    for words in ("The court office", "print-7KQ2.pdf", "Pages 10", "01632 960100",
                  "The passphrase is not on this slip", "by telephone", "six words",
                  "Journal reference J1-000000"):  # fmt: skip
        assert words in text, words


def test_the_longest_details_stay_on_one_page():
    long = FileDetails("x" * 200, 1, dt.date(2026, 11, 16), "Wilhelmina " * 9, "Service " * 20,
                       "0" * 40, "Recipient " * 30)  # fmt: skip
    printed = file_slip(long)
    assert printed.pages == 1
    assert Paper(printed.pdf).ink_outside(left=25, right=20, top=8, bottom=7) == 0
