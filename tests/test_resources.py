"""What is shipped beside the code is whole."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication

from tac_desktop import paths

FACES = ["Regular", "Bold", "Italic", "BoldItalic"]
NAMES = [
    "Tŷ Ŵyn Ẃ ẅ Ỳ",
    "Łukasz Gąsiorówna-Żółć Źrebię",
    "Şükrü Iğdır İnönü",
    "Nguyễn Thị Hằng Đặng Ưởng",
    "Ольга Щербакова Ґалаґан Їжакевич",
    "Οδυσσεύς",
    "O’Brien – £5 … “quoted” • ½ №",
]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("name", NAMES)
def test_every_face_of_the_font_has_every_letter(qapp: QApplication, face: str, name: str):
    font = font_of(face)
    metrics = QFontMetrics(font)
    assert [letter for letter in name if not metrics.inFontUcs4(ord(letter))] == []


def test_a_letter_that_the_font_lacks_is_noticed(qapp: QApplication):
    assert not QFontMetrics(font_of("Regular")).inFontUcs4(ord("漢"))


def test_the_fonts_carry_their_licence():
    assert "SIL OPEN FONT LICENSE" in paths.resource("fonts/OFL.txt").read_text(encoding="utf-8")


def test_the_word_list_has_five_dice_worth_of_distinct_words():
    words = paths.resource("word_list/eff_large.txt").read_text(encoding="ascii").splitlines()
    assert len(words) == len(set(words)) == 6**5
    assert all(word == word.strip().lower() and len(word) >= 3 for word in words)


def test_the_list_of_common_passwords_refuses_what_people_really_choose():
    text = paths.resource("word_list/common_passwords.txt").read_text(encoding="ascii")
    words = text.splitlines()
    assert len(words) == len(set(words)) > 10_000
    assert {"password", "qwerty", "correct horse battery staple"} <= set(words)


def test_every_local_authority_has_a_name_and_a_code_of_its_own():
    with paths.resource("local_authorities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # Northern Ireland's five trusts stand outside the statistical codes.
    codes = [row["gss_code"] for row in rows if row["country"] != "Northern Ireland"]
    assert len(set(codes)) == len(codes) == len(rows) - 5 == 207
    assert all(codes) and len({row["name"] for row in rows}) == len(rows)
    assert sum(code.startswith("W") for code in codes) == 22


@pytest.mark.parametrize("size", [16, 32, 48, 256])
def test_the_icon_is_drawn_in_every_size(size: int):
    image = QImage(str(paths.resource(f"icons/tac-desktop-{size}.png")))
    assert (image.width(), image.height()) == (size, size)


def font_of(face: str) -> QFont:
    """The bundled face itself, not a substitute that the system offers."""
    path = paths.resource(f"fonts/NotoSans-{face}.ttf")
    family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    font = QFont(family, 12)
    font.setStyleName({"BoldItalic": "Bold Italic"}.get(face, face))
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return font
