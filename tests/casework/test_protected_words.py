"""A protected word is found however it was typed, and an ordinary word is not taken for it."""

import pytest

from tac_desktop.casework.protected_words import ProtectedWords, code_of, taken_apart, tokens

WORDS = ProtectedWords(
    phrases=frozenset({"saltmere", "oakhurst lyle", "oakhurst", "lyle", "ternbay rise", "theo"}),
    capitals=frozenset({"will", "may", "jo", "don"}),
    codes=frozenset({code_of("01632 960188"), code_of("ZZ99 7SM"), code_of("LKX-0147")}),
    harmless=frozenset({"saltmere city council", "jane saltmere"}),
)


@pytest.mark.parametrize(
    "text",
    [
        "SALTMERE", "sáltmère", "Saltmere's", "Saltmere’s", "the Saltmeres", "“Saltmere”",
        "in\u00a0Saltmere,", "Salt\u00admere", "Salt\u200bmere", "Sal\u2060tmere", "Salt-\nmere",
        "Salt-  \n  mere", "Salt\nmere", "Salt\r\nmere", "Salt- mere", "Salt\u2011mere",
        "_Saltmere_",
        "\x0cSaltmere", "Salt\x07mere", "ex\u2028Saltmere\u2028on", "Ｓａｌｔｍｅｒｅ", "𝐒altmere",
        "Oakhurst-Lyle", "Oakhurst Lyle", "OakhurstLyle", "Oakhurst\u2011Lyle", "Oakhurst – Lyle",
        "Oakhurst-\nLyle", "the Oakhurst-Lyles’", "Mrs Lyle", "OAKHURST", "Lyle/Oakhurst",
        "4 Ternbay\nRise", "Ternbay  Rise", "Th\u00adeo",
        "01632960188", "01632-960-188", "+44 (0)1632 960 188", "ring 960188", "01632\u00a0960188",
        "zz997sm", "ZZ99\u00a07SM", "ZZ99-7SM", "LKX 0147", "lkx0147", "lkx–0147",
        "Will came.", "WILL", "Will’s bag", "I saw May", "May's bag", "Jo rang",
        "Saltmere City Council wrote to Saltmere", "Jane Saltmere lives in Saltmere",
    ],
)  # fmt: skip
def test_every_way_of_writing_a_protected_word_is_found(text):
    assert WORDS.found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "She will come.", "She may come.", "in May", "3 May", "3rd May", "May 2026",
        "since May", "from the 3rd of May", "May bank holiday", "Don't worry", "don’t", "jo",
        "Altmere", "Saltmeredith", "The one", "theory", "Rise early", "Ternbay",
        "960 187", "0163296018", "9601889", "ZZ99 7SN", "x ZZ99 7SMX",
        "Saltmere City Council", "SALTMERE CITY COUNCIL’S", "Saltmere\nCity Council",
        "Jane Saltmere",
    ],
)  # fmt: skip
def test_an_ordinary_word_is_not_taken_for_a_protected_one(text):
    assert not WORDS.found_in(text)


def test_nothing_is_found_where_nothing_is_protected():
    assert not ProtectedWords(frozenset()).found_in("Saltmere")


def test_a_text_is_taken_apart_without_losing_letters():
    assert taken_apart("Łukasz Tŷ") == "Lukasz Ty"
    assert tokens("Ŵyn O’Brien-Ștefan") == ["wyn", "o", "brien", "stefan"]
    assert code_of("+44 1632 960 188") == "441632960188"
