"""Letters to the mother in Welsh: chosen by her language or by hand, and a draft until checked."""

from __future__ import annotations

import datetime as dt
import io
import re

import pikepdf
import pytest

from tac_desktop import paths
from tac_desktop.casework import letter_welsh
from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.letter_texts import letter_start
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.people import Person
from tac_desktop.packs import catalogue
from tests.packs import cases
from tests.packs.reading import Paper

KINDS = ("mother_meeting", "mother_board", "mother_appeal", "mother_consent", "mother_letterbox",
         "mother_release")  # fmt: skip
FOLDER = paths.resource("letters")


def family(language: str, *records: object):
    file = cases.file_with(cases.application(child_id="callum"), *records)
    return file.with_entries([
        one if one.record.id != "ros" else type(one)(
            one.record.changed(preferred_language=language), one.saved
        )
        for one in file.entries
    ])  # fmt: skip


def letter(kind: str = "mother_board", language: str = "cy", **answers: object) -> Letter:
    start = letter_start(family(language), kind, "ros")
    return Letter(id="letter", mother_id="ros", kind=kind, date=dt.date(2026, 11, 16), to_id="ros",
                  subject=start.subject, text=start.text, **answers)  # fmt: skip


def printed(one: Letter, language: str = "cy"):
    return catalogue.build(
        "letter", family(language, one), Audience(AudienceKind.MOTHER), record_id="letter"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_have_the_same_paragraphs_facts_and_fields(kind):
    english, welsh = (
        (FOLDER / place / f"{kind}.txt").read_text(encoding="utf-8") for place in (".", "cy")
    )
    assert [len(one.splitlines()) for one in english.split("\n\n")] == [
        len(one.splitlines()) for one in welsh.split("\n\n")
    ]
    assert re.findall(r"\{[a-z_]+\}", english) == re.findall(r"\{[a-z_]+\}", welsh)
    assert english.count("[") == welsh.count("[")


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_is_short(kind):
    text = (FOLDER / "cy" / f"{kind}.txt").read_text(encoding="utf-8")
    for sentence in re.split(r"[.?!:]\s|\n", text):
        assert len(sentence.split()) <= 15, sentence


def test_she_is_written_to_in_her_language_and_others_in_english():
    assert letter(language="cy").text.startswith("Annwyl Ros")
    assert letter(language="en").text.startswith("Dear Ros")
    assert letter_start(family("cy"), "request_update", "csw").text.startswith("Dear")
    chosen = letter_start(family("en"), "mother_board", "ros", language="cy")
    assert chosen.text.startswith("Annwyl")
    english = letter_start(family("cy"), "mother_board", "ros", language="en")
    assert english.text.startswith("Dear")


def test_days_and_the_way_of_the_board_are_in_welsh():
    text = letter().text
    assert re.search(r"Diwrnod: \d+ (Ionawr|Tachwedd|Rhagfyr|Hydref) 2026", text), text
    assert "video link" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_welsh_letter_says_that_it_is_a_draft_until_somebody_checked_it(kind, monkeypatch):
    built = printed(letter(kind))
    text = Paper(built.pdf).text
    assert "heb ei wirio gan siaradwr Cymraeg" in text
    assert any("No Welsh speaker" in one for one in built.notices)
    assert "Oddi wrth" in text
    with pikepdf.open(io.BytesIO(built.pdf)) as opened:
        assert str(opened.Root.Lang) == "cy-GB"
    known = letter_welsh.words()
    checked = {**known, "checked_by": dict.fromkeys(known["checked_by"], "A. Speaker")}
    monkeypatch.setattr(letter_welsh, "words", lambda: checked)
    assert "heb ei wirio" not in Paper(printed(letter(kind)).pdf).text


def test_an_english_letter_stays_as_it_is():
    built = printed(letter(language="en"), "en")
    assert "Cymraeg" not in Paper(built.pdf).text
    with pikepdf.open(io.BytesIO(built.pdf)) as opened:
        assert str(opened.Root.Lang) == "en-GB"


def test_her_language_is_read_from_her_record():
    (mother,) = (one for one in family("cy").of(Person) if one.id == "ros")
    assert mother.preferred_language == "cy"
