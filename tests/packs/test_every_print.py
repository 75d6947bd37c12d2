"""Every print of the catalogue on the worked example: its words as they were found good, its number
of pages, nothing outside the margins, no foreign font, no colour, no heading left alone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from tac_desktop.packs.catalogue import DOCUMENT, Pack
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.tags import Element, Mark
from tests.packs.example_prints import all_packs, built, longest_example, wanted_of
from tests.packs.golden import FOLDER, path_of, words_of
from tests.packs.reading import Paper

DOTS = 2
"""A millimetre."""
LEFT, RIGHT, TOP, BOTTOM = 25, 20, 8, 7
BOUND = ("meeting", "hearing", "record", "blank:meeting", "questionnaire:mother_t1", "cover_all")
_COLOUR = re.compile(rb"(?<![\d.])([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b")
_OTHER_COLOUR = re.compile(rb"[\d.]+ [\d.]+ [\d.]+ [\d.]+ [kK]\b")


@pytest.mark.parametrize("pack", all_packs(), ids=lambda pack: pack.name)
def test_a_print_is_as_it_was_found_good(pack: Pack) -> None:
    prints = [(one, built(one)) for one in wanted_of(pack)]
    made = [(one.name, print_) for one, print_ in prints if print_ is not None]
    assert made, "nobody gets it"
    wrong = [f"{name}: {words}" for name, one in made for words in faults(pack, one)]
    assert wrong == []
    again = "Renew the golden texts (tests/packs/golden.py) when the change is meant."
    assert words_of(iter(prints)) == path_of(pack).read_text(encoding="utf-8"), again


def test_no_golden_text_is_left_of_a_print_that_is_no_more() -> None:
    assert {one.name for one in FOLDER.glob("*.txt")} == {path_of(one).name for one in all_packs()}


@pytest.mark.parametrize("pack", all_packs(), ids=lambda pack: pack.name)
def test_the_longest_names_and_notes_in_large_print_on_both_sides(pack: Pack) -> None:
    wanted = next(wanted_of(pack))
    file = longest_example(wanted.record_id)
    made = wanted.build(file, large_print=True, two_sided=True, answer_lines=True)
    assert list(faults(pack, made, two_sided=True)) == []


@pytest.mark.parametrize("pack", [one for one in all_packs() if one.name in BOUND],
                         ids=lambda pack: pack.name)  # fmt: skip
def test_on_both_sides_of_the_sheet_the_holes_meet_no_words(pack: Pack) -> None:
    made = next(wanted_of(pack)).build(two_sided=True)
    assert list(faults(pack, made, two_sided=True)) == []


def faults(pack: Pack, made: Built, *, two_sided: bool = False) -> Iterator[str]:
    """What is wrong with the pages of a print, in words."""
    paper = Paper(made.pdf)
    if len(paper.pages) != made.pages or not made.pages:
        yield f"{made.pages} pages are told and {len(paper.pages)} are there"
    if made.unprintable:
        yield f"cannot be printed: {made.unprintable}"
    if pack.name != DOCUMENT:
        missing = [name for name, embedded in paper.fonts().items() if not embedded]
        if missing:
            yield f"not embedded: {missing}"
        yield from coloured(made.pdf)
    yield from outside(paper, two_sided)
    yield from lonely_headings(made)


def outside(paper: Paper, two_sided: bool) -> Iterator[str]:
    """Pages with ink in a margin."""
    for page in range(len(paper.pages)):
        back = two_sided and page % 2 == 1
        left, right = (RIGHT, LEFT) if back else (LEFT, RIGHT)
        width, height, stride, dots = _grey(paper, page)
        first, last = left * DOTS - 1, width - right * DOTS + 1
        for y in range(height):
            row = dots[y * stride : y * stride + width]
            inside = TOP * DOTS <= y < height - BOTTOM * DOTS
            edges = (row[:first] + row[last:]) if inside else row
            if min(edges) < 160:
                yield f"ink in the margin of page {page + 1}, {y // DOTS} mm from the top"
                break


def _grey(paper: Paper, page: int) -> tuple[int, int, int, bytes]:
    points = paper.document.pagePointSize(page)
    size = QSize(
        round(points.width() * DOTS / 72 * 25.4), round(points.height() * DOTS / 72 * 25.4)
    )
    white = QImage(size, QImage.Format.Format_RGB32)
    white.fill(0xFFFFFFFF)
    painter = QPainter(white)
    painter.drawImage(0, 0, paper.document.render(page, size))
    painter.end()
    grey = white.convertToFormat(QImage.Format.Format_Grayscale8)
    return size.width(), size.height(), grey.bytesPerLine(), bytes(grey.constBits())


def coloured(pdf: bytes) -> Iterator[str]:
    """Content that is not black, grey or white: a photocopier would swallow what it says."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for number, page in enumerate(opened.pages, start=1):
            contents = page.obj["/Contents"]
            streams = contents if isinstance(contents, pikepdf.Array) else [contents]
            drawn = b"\n".join(one.read_bytes() for one in streams)
            mixed = [found for found in _COLOUR.findall(drawn) if len(set(found)) > 1]
            if mixed or _OTHER_COLOUR.search(drawn):
                yield f"colour on page {number}"


def lonely_headings(made: Built) -> Iterator[str]:
    """Pages that end with a heading."""
    assert made.structure is not None
    last: dict[int, tuple[int, str]] = {}
    for role, mark in _marks(made.structure.tags.root, ""):
        if mark.number >= last.get(mark.page, (-1, ""))[0]:
            last[mark.page] = (mark.number, role)
    for page, (_number, role) in last.items():
        if role[:1] == "H" and role[1:].isdigit() and page < made.pages:
            yield f"a heading alone at the foot of page {page}"


def _marks(element: Element, role: str) -> Iterator[tuple[str, Mark]]:
    for kid in element.kids:
        if isinstance(kid, Mark):
            yield element.role, kid
        else:
            yield from _marks(kid, role)


def test_a_heading_alone_would_be_noticed() -> None:
    root = Element("Document")
    root.kids = [Element("P", kids=[Mark(1, 0)]), Element("H2", kids=[Mark(1, 1)]),
                 Element("P", kids=[Mark(2, 0)])]  # fmt: skip
    made = built(next(wanted_of(all_packs()[0])))
    assert made is not None
    assert made.structure is not None
    made.structure.tags.root = root
    assert list(lonely_headings(made)) == ["a heading alone at the foot of page 1"]
