"""Pages: what stands on every one of them, and how long texts and tables are laid out."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from dataclasses import replace

import pikepdf
import pytest

from tac_desktop.errors import Cancelled
from tac_desktop.packs import blocks as b
from tac_desktop.packs import styles
from tac_desktop.packs.outcome import MARKING, Copy
from tac_desktop.packs.page import Document
from tests.packs.reading import Paper

DOCUMENT = Document(
    title="Meeting pack",
    subject_line="Rhosyn “Ros” AVERLEY   Z4172XQ",
    reference="J1043-7F3A9C",
    copy=Copy(2, 3, "Alwyn Brackenridge"),
    printed_on=dt.date(2026, 11, 16),
)
NAMES = ("Tŷ Ŵyn", "Łukasz Şükrü Nguyễn", "Ольга")
WORDS = " ".join(f"word{place}" for place in range(1300))
assert len(WORDS) > 9_900


def paper(*blocks: b.Block, document: Document = DOCUMENT) -> Paper:
    return Paper(document.render(blocks, repeatable=True).pdf)


def long_pack() -> list[b.Block]:
    return [
        b.Title("Everything at once", "with a line under it"),
        b.Callout("If the link fails", [b.Bullets(["Ring", "Wait"], numbered=True)]),
        b.Heading("Names"),
        b.Table(["Name", "Role"], [[name, "W" * 300] for name in NAMES * 9], row_height=12),
        b.Rows([("Label", WORDS), ("Short", "x" * 2000)]),
        b.Rows([("One", "1"), ("Two", "2"), ("Three", "3")], pairs=True),
        b.Heading("A form", 2),
        b.Question("1", "When?", [b.EntryBox(b.Entry.DATE_AND_TIME)], beside=True),
        b.Question("2", "How?", [b.Ticks([f"choice {n}" for n in range(30)], 3)], hint="Tick."),
        b.Question("3", "What?", [b.Lines(60)], condition="Answer only if 2 is yes."),
        b.Note(WORDS, [b.AmendmentText("Added later by Dana", "It was twenty minutes.")]),
        b.Columns(["left", "right"]),
        b.Groups(["7K3M"] * 14),
        b.Signatures(["Signed", "Date"]),
    ]


def many_lines() -> b.Table:
    rows = [(f"line {number}", WORDS[:400]) for number in range(200)]
    return b.Table(("Number", "What"), rows, (1, 4))


def test_the_marking_stands_at_the_top_and_the_bottom_of_every_page():
    pack = paper(*long_pack())
    assert len(pack.pages) > 5
    for page in range(len(pack.pages)):
        lines = [line for line in pack.lines(page) if line == MARKING]
        assert len(lines) == 2
    assert "Marking" not in pack.text


def test_a_marking_is_printed_in_capitals_and_none_where_there_is_none():
    assert (
        "OFFICIAL-SENSITIVE"
        in paper(b.Text("x"), document=Document("t", "official-sensitive")).text
    )
    assert "OFFICIAL" not in paper(b.Text("x"), document=Document("t", "")).text


def test_every_page_says_which_of_how_many_it_is_whose_copy_and_from_which_journal():
    pack = paper(*long_pack())
    count = len(pack.pages)
    for page, text in enumerate(pack.pages, start=1):
        assert f"Page {page} of {count}" in text
        assert "Copy 2 of 3 for Alwyn Brackenridge" in text
        assert "Journal reference J1043-7F3A9C" in text
        assert "Printed 16 Nov 2026" in text
        assert "Rhosyn “Ros” AVERLEY" in text
        assert "Z4172XQ" in text


@pytest.mark.parametrize("large", [False, True])
def test_nothing_is_printed_outside_the_margins(large):
    document = Document("Long title " * 20, subject_line="N" * 300, large_print=large,
                        copy=Copy(1, 1, "M" * 200), reference="R" * 90)  # fmt: skip
    pack = paper(*long_pack(), document=document)
    assert pack.ink_outside(left=25, right=20, top=8, bottom=7) == 0


def test_the_frame_check_would_notice_ink_in_the_margin():
    pack = paper(b.Text("x"))
    assert pack.ink_outside(left=30, right=20, top=8, bottom=7) > 0


def test_only_embedded_fonts_are_used():
    fonts = paper(*long_pack(), b.Text("in her words", b.TextKind.QUOTE)).fonts()
    assert fonts
    assert all(fonts.values()), fonts
    assert all("NotoSans" in name for name in fonts)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_many_languages_are_printed_rightly(name):
    assert name in paper(b.Text(name), b.Table([name], [[name]])).text


def test_accents_typed_as_two_characters_are_printed_as_one():
    assert "Tŷ" in paper(b.Text("Ty\u0302")).text


def test_characters_that_the_font_lacks_are_reported():
    printed = DOCUMENT.render([b.Text("Ольга 字 Tŷ")])
    assert printed.unprintable == "字"
    assert DOCUMENT.render([b.Text("Ольга Tŷ\x07\u200b\ufeff")]).unprintable == ""


def test_text_is_never_read_as_markup():
    typed = "<b>5 < 6 & 7</b> &amp; <para> <img src='x'/> ]]>"
    assert typed in paper(b.Text(typed), b.Rows([(typed, typed)])).text


def test_the_number_of_a_page_stands_only_where_it_belongs():
    typed = "% number of page 1"
    document = Document(typed, subject_line=typed)
    first, second = paper(
        b.Heading(typed), b.Text(f"{typed}\n% number of page 2"), b.PageBreak(), b.Text(typed),
        document=document,
    ).pages  # fmt: skip
    assert first.count(typed) == 4 and first.count("% number of page 2") == 1
    assert second.count(typed) == 3
    assert first.count("Page 1 of 2") == 1 and second.count("Page 2 of 2") == 1


@pytest.mark.parametrize("large", [False, True])
def test_a_note_of_ten_thousand_characters_is_printed_whole(large):
    document = Document("Note", large_print=large)
    for block in (b.Note(WORDS), b.Rows([("Note", WORDS)]), b.Question("1", "q", [b.Note(WORDS)])):
        pack = paper(block, document=document)
        assert len(pack.pages) > 1
        printed = [word for word in pack.text.split() if word.startswith("word")]
        assert printed == WORDS.split()


def test_a_word_that_never_ends_is_broken_and_printed_whole():
    for block in (b.Text("W" * 10_000), b.Table(["a", "b"], [["x", "W" * 10_000]])):
        pack = paper(block)
        assert len(pack.pages) > 1
        assert sum(page.count("W") for page in pack.pages) == 10_000


def test_line_breaks_are_kept():
    lines = paper(b.Text("first line\nsecond line")).lines(0)
    assert "first line" in lines
    assert "second line" in lines


@pytest.mark.parametrize(
    "following",
    [
        b.Text("Following words"),
        b.Rows([("Label", "Following words")]),
        b.Table(["Head"], [["Following words"], ["more"]]),
        b.Note("", [b.AmendmentText("Added", "Following words")]),
        b.Question("1", "Following words", [b.Lines(4)]),
        b.Together([b.Heading("Child", 2), b.Rows([("Label", "Following words")] * 6)]),
    ],
)
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(following):
    for lines in range(36, 52):
        filler = [b.Text(f"line {place}") for place in range(lines)]
        pack = paper(*filler, b.Heading("The heading"), b.Heading("Under it", 2), following)
        (page,) = [text for text in pack.pages if "The heading" in text]
        assert "Under it" in page
        assert "Following words" in page


def test_a_long_table_after_a_heading_does_not_leave_the_page_empty():
    pack = paper(b.Text("before"), b.Heading("Events"), b.Table(["Head"], [["row"]] * 200))
    assert pack.pages[0].count("row") > 20


def test_the_head_of_a_table_is_repeated_and_rows_stay_whole():
    rows = [[f"begin{place} " + "text " * 60 + f"end{place}"] for place in range(40)]
    pack = paper(b.Table(["What happened"], rows))
    assert len(pack.pages) > 2
    for page in pack.pages:
        assert page.count("What happened") == 1
        words = page.split()
        for place in range(40):
            assert (f"begin{place}" in words) == (f"end{place}" in words)


def test_a_row_taller_than_a_page_is_divided_and_what_follows_still_comes():
    rows = [["first"], [WORDS], ["last"]]
    pack = paper(b.Table(["Head"], rows))
    assert "first" in pack.pages[0]
    assert "word0 " in pack.pages[0]
    assert "last" in pack.pages[-1]


def test_the_document_has_a_title_a_language_bookmarks_and_no_author():
    with pikepdf.open(io.BytesIO(paper(*long_pack()).pdf)) as pdf:
        assert str(pdf.docinfo.Title) == "Meeting pack"
        assert str(pdf.docinfo.get("/Author", "")) == ""
        assert str(pdf.Root.Lang) == "en-GB"
        with pdf.open_outline() as outline:
            title, names = outline.root
            assert title.title == "Everything at once"
            assert names.title == "Names"
            assert [one.title for one in names.children] == ["A form"]


def test_the_same_blocks_give_the_same_bytes():
    assert paper(*long_pack()).pdf == paper(*long_pack()).pdf


def test_printing_can_be_stopped_between_two_pages():
    seen = []

    def stop(done: int, total: int, words: str) -> None:
        seen.append((done, total, words))
        if words == "Page 2":
            raise Cancelled

    with pytest.raises(Cancelled):
        DOCUMENT.render(long_pack(), progress=stop)
    assert [words for _done, _total, words in seen] == ["Page 1", "Page 2"]
    assert seen[0][0] < seen[-1][0] <= seen[-1][1]


def test_the_first_pages_of_a_long_print_are_there_before_the_others():
    order = []

    def shown(pdf: bytes) -> None:
        order.append(Paper(pdf))

    def report(_done: int, _total: int, words: str) -> None:
        if order:
            order.append(words)

    blocks = [b.Title("All of it"), b.Heading("Lines"), many_lines()]
    whole = Paper(replace(DOCUMENT, first_pages=shown).render(blocks, progress=report).pdf)
    first = order[0]
    assert len(first.pages) == 3
    assert len(whole.pages) > 6
    assert order[1] == "Page 1", "the others are made after the first were shown"
    for page, (early, later) in enumerate(zip(first.pages, whole.pages, strict=False), start=1):
        assert f"Page {page} of –" in early
        assert early.replace("of –", f"of {len(whole.pages)}") == later


def test_a_short_print_is_made_once():
    shown = []
    blocks = [b.Title("Short"), b.Text("One line.")]
    replace(DOCUMENT, first_pages=shown.append).render(blocks)
    assert not shown


def test_a_print_that_stops_has_no_first_pages_either():
    asked = []

    def shown(pdf: bytes) -> None:
        asked.append(pdf)

    def report(_done: int, _total: int, words: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        replace(DOCUMENT, first_pages=shown).render([many_lines()], progress=report)
    assert not asked


def test_large_print_is_14_points_and_ordinary_print_10_and_a_half():
    ordinary = paper(b.Text("x"), document=Document("t"))
    large = paper(b.Text("x"), document=Document("t", large_print=True))
    assert 10.5 in ordinary.sizes()
    assert 14.0 in large.sizes()
    assert 10.5 not in large.sizes()


def test_a_thousand_rows_are_printed_whole():
    rows = [["16 Nov 2026", f"event {place}", "Cal 12", "Contact log"] for place in range(1000)]
    printed = DOCUMENT.render([b.Table(["Date", "Event", "Ages", "Source"], rows)])
    assert printed.pages > 20
    words = Paper(printed.pdf).text.split()
    told = [int(after) for word, after in itertools.pairwise(words) if word == "event"]
    assert told == list(range(1000))


def test_on_both_sides_of_a_sheet_the_filing_edge_is_where_the_holes_are():
    blocks = [b.Text(f"Line {number}") for number in range(90)]
    one, two = (Document(title="Sides", two_sided=sides).render(blocks) for sides in (False, True))
    assert one.pages == two.pages >= 2
    fronts = [Paper(printed.pdf).left_edge(0) for printed in (one, two)]
    backs = [Paper(printed.pdf).left_edge(1) for printed in (one, two)]
    assert fronts[0] == fronts[1] == backs[0]
    assert backs[1] == pytest.approx(fronts[1] - (styles.FILING_EDGE - styles.MARGIN), abs=0.5)
