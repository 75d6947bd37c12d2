"""The words of every print, as they were looked at and found good.

`python -m tests.packs.golden` writes them anew (from the project's folder, with its interpreter);
look at what changed before it is committed. Of each print the first reader's words are kept whole,
of the others only what differs.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

from tac_desktop.packs.catalogue import Pack
from tac_desktop.packs.outcome import Built
from tests.packs.example_prints import Wanted, all_packs, built, wanted_of
from tests.packs.reading import Paper

FOLDER = Path(__file__).parent / "golden"
_FURNITURE = frozenset(
    {
        "OFFICIAL-SENSITIVE",
        "Copy 1 of 2 for A reader",
        "Journal reference J1-000000",
        "Printed 16 Nov 2026",
    }
)


def path_of(pack: Pack) -> Path:
    """The file with the words of a pack."""
    return FOLDER / f"{pack.name.replace(':', '-')}.txt"


def words_of(prints: Iterator[tuple[Wanted, Built | None]]) -> str:
    """What is kept of the prints of one pack."""
    made: list[str] = []
    first: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for wanted, print_ in prints:
        if print_ is None:
            made.append(f"## {wanted.name}: not for this reader")
            continue
        lines = list(_lines(Paper(print_.pdf)))
        begins = f"## {wanted.name}: {print_.title}, pages: {print_.pages}"
        same = (wanted.record_id, wanted.language)
        if same not in first:
            first[same] = (wanted.name, lines)
            made += [begins, *lines]
            continue
        name, before = first[same]
        made += [f"{begins}, as {name} but for", *_different(before, lines)]
    return "\n".join(made) + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    pages = len(paper.pages)
    for number in range(pages):
        if number:
            yield f"-- {number + 1}"
        for line in paper.lines(number):
            if line not in _FURNITURE and line != f"Page {number + 1} of {pages}":
                yield " ".join(line.split())


def _different(before: list[str], lines: list[str]) -> Iterator[str]:
    bare = [[one for one in text if not one.startswith("-- ")] for text in (before, lines)]
    for line in difflib.unified_diff(*bare, n=0, lineterm=""):
        if not line.startswith(("---", "+++", "@@")):
            yield line


def main() -> int:
    """Write all of them."""
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication(["golden"])
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for pack in all_packs():
        words = words_of((one, built(one)) for one in wanted_of(pack))
        path_of(pack).write_text(words, encoding="utf-8", newline="\n")
    print(f"{len(all_packs())} files in {FOLDER}")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
