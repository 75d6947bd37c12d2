"""The faces on paper: measured, encoded and made fit as slower ways would do it."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from tac_desktop import paths
from tac_desktop.packs import fonts, styles
from tac_desktop.packs.tagged import stretches

TEXTS = (
    "She said that she had written twice.",
    "Łucja Ŵyn-Öztürk (‘Lu’) – £5, 10 %",
    "Ольга and Ty\u0302",
    "fixed\u00a0space",
    "no sign for 字",
    "back \\ slash (and) brackets",
    "",
)
EVERYTHING = "".join(chr(code) for code in range(0x20, 0x530))


@pytest.fixture(scope="module")
def plain():
    """The same face as ReportLab itself reads it."""
    fonts.register()
    return TTFont("Plain", str(paths.resource("fonts") / "NotoSans-Regular.ttf"))


@pytest.mark.parametrize("text", [*TEXTS, EVERYTHING])
def test_a_line_is_as_wide_as_reportlab_says(plain, text):
    assert fonts.width(text, fonts.REGULAR, 10.5) == plain.stringWidth(text, 10.5)


def test_text_is_written_in_the_codes_that_reportlab_would_give_it(plain):
    ours, theirs = PDFDocument(), PDFDocument()
    face = pdfmetrics.getFont(fonts.REGULAR)
    for text in (*TEXTS, EVERYTHING, *TEXTS, EVERYTHING[::-1], "Ольга"):
        assert face.splitString(text, ours) == plain.splitString(text, theirs), text


def test_characters_that_are_left_as_they_are_need_no_change():
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if not fonts._AS_IT_IS.fullmatch(character) or character == "\n":
            continue
        assert unicodedata.is_normalized("NFC", character), hex(code)
        assert not unicodedata.combining(character), hex(code)
        assert not unicodedata.category(character).startswith("C"), hex(code)
        assert character not in fonts._SPACES, hex(code)


def test_what_cannot_stand_on_paper_is_made_fit_among_accents_too():
    assert fonts.printable("Łucja\x07\u00ad\u200b\tTy\u0302\r\nŴyn\u00a0x") == "Łucja    Tŷ\nŴyn x"


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("one line", "one line"),
        ("a\nb", "a<br/>b"),
        ("a\n\nb", "a<br/><br/>b"),
        ("\u00a0\u00a0a", "\u00a0\u00a0a"),
        ("", ""),
        ("  ", "  "),
    ],
)
def test_plain_text_becomes_what_reportlab_makes_of_it_as_markup(text, markup):
    style = styles.ordinary().strong
    read = Paragraph(markup, style).frags
    assert [vars(one) for one in stretches(text, style)] == [vars(one) for one in read]
