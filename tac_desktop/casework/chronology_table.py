"""The chronology as rows of text, for a print and for a table that other programs open."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.chronology import (
    COLUMNS,
    ChronologyLine,
    Selection,
    ages_at,
    chronology,
    folded,
)
from tac_desktop.casework.dates import written_partial
from tac_desktop.words import _

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"


def headings(columns: Sequence[str] = COLUMNS) -> list[str]:
    """The columns in words, in their own order."""
    words = {
        "date": _("Date"),
        "ages": _("Ages"),
        "event": _("Event"),
        "source": _("Source"),
        "impact": _("What it meant"),
    }
    return [words[one] for one in COLUMNS if one in columns]


def rows(
    case_file: CaseFile, lines: Sequence[ChronologyLine], columns: Sequence[str] = COLUMNS
) -> list[list[str]]:
    """The lines as cells."""
    return [[_cell(one, line, case_file) for one in COLUMNS if one in columns] for line in lines]


def as_csv(case_file: CaseFile, selection: Selection) -> tuple[bytes, int]:
    """The chronology of a (filtered) file as a table, oldest first, and how many lines it has.

    Comma separated, with a byte order mark so that spreadsheets read Welsh letters, and so that no
    cell is taken for a formula (OWASP, CSV injection).
    """
    lines, summary = folded(chronology(case_file, selection), selection.fold_before)
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(headings(selection.columns))
    if summary:
        place = headings(selection.columns).index(_("Event")) if "event" in selection.columns else 0
        cells = [""] * len(headings(selection.columns))
        cells[place] = safe_cell(summary)
        writer.writerow(cells)
    for cells in rows(case_file, list(reversed(lines)), selection.columns):
        writer.writerow([safe_cell(cell) for cell in cells])
    return (BYTE_ORDER_MARK + out.getvalue()).encode("utf-8"), len(lines)


def safe_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    begins = text.lstrip(" \u00a0\ufeff")
    return f"'{text}" if begins.startswith(_BEGINS_A_FORMULA) else text


def _cell(column: str, line: ChronologyLine, case_file: CaseFile) -> str:
    match column:
        case "date":
            return written_partial(line.date)
        case "ages":
            return ages_at(case_file, line)
        case "event":
            return line.text
        case "source":
            return line.source
        case _:
            return line.impact
