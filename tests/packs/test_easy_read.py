"""Sheets for mothers and children: short lines, pictures, two languages, and for her alone."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from typing import Any

import pikepdf
import pytest

from tac_desktop import paths
from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.children import ContactArrangement
from tac_desktop.casework.court import SignedPaper
from tac_desktop.casework.easy_read import (
    ENGLISH,
    LANGUAGES,
    WELSH,
    Part,
    Sheet,
    helped_by_easy_read,
    sheet,
    vocabulary,
)
from tac_desktop.casework.meetings import MeetingAction
from tac_desktop.casework.people import Person
from tac_desktop.packs import blocks as b
from tac_desktop.packs import catalogue
from tac_desktop.packs.catalogue import NotForThisReader
from tac_desktop.packs.easy_read import sheet_blocks
from tac_desktop.packs.for_mothers import EASY, WITHOUT_A_FILE
from tac_desktop.packs.page import Document
from tac_desktop.packs.pictograms import picture_names
from tests.packs import cases
from tests.packs.reading import Paper

HER = Audience(AudienceKind.MOTHER)
SHEETS = sorted(path.stem for path in (paths.resource("easy_read") / "en").glob("*.json"))
SHEETS.remove("words")
RECORDS = {
    "meeting": "meeting", "signed_paper": "paper", "mbu_application": "mbu",
    "contact_arrangement": "letters", "": "",
}  # fmt: skip
ABOUT_HER = [
    one for one in catalogue.packs() if one.name.startswith(EASY) and one.name not in WITHOUT_A_FILE
]
DRAFT = "Drafft: heb ei wirio gan siaradwr Cymraeg"
MOST_WORDS = 15


def family(**mother: object) -> Any:
    """The family, a letterbox and a paper signed in England."""
    case_file = cases.file_with(
        cases.meeting(next_meeting=dt.date(2027, 2, 3)),
        cases.application(),
        SignedPaper(id="paper", mother_id="ros", kind="section_20", child_ids=["callum"],
                    signed_on=dt.date(2026, 5, 3)),
        ContactArrangement(id="letters", mother_id="ros", child_id="callum", type="letterbox",
                           frequency="yearly", next_due=dt.date(2027, 4, 1)),
        ContactArrangement(id="visits", mother_id="ros", child_id="callum", type="visit"),
    )  # fmt: skip
    return changed(case_file, "ros", **mother) if mother else case_file


def changed(case_file: Any, record_id: str, **answers: object) -> Any:
    """The same file with other answers in one record."""
    from tests.casework.builders import entry

    return case_file.with_entries(
        [
            entry(one.record.changed(**answers)) if one.record.id == record_id else one
            for one in case_file.entries
        ]
    )


def printed(name: str, case_file: Any = None, language: str = "") -> Paper:
    wanted = catalogue.pack(name)
    built = catalogue.build(
        name, case_file or family(), HER, record_id=RECORDS[wanted.needs], language=language,
        repeatable=True,
    )  # fmt: skip
    assert built.unprintable == ""
    return Paper(built.pdf)


def said(text: Sheet) -> list[str]:
    return [words for one in text.parts for words in (one.heading, one.text, one.label) if words]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHEETS)
def test_a_line_has_one_idea_in_few_words_and_a_picture_that_is_there(name: str, language: str):
    text = sheet(name, language)
    shown = vocabulary(language).lists["pictures"]
    for line in said(text):
        for sentence in re.split(r"(?<=[.?!]) ", line):
            assert len(sentence.split()) <= MOST_WORDS, sentence
    for one in text.parts:
        assert one.heading or one.insert or one.picture in picture_names(), one
        assert not one.picture or shown[one.picture]


@pytest.mark.parametrize("name", SHEETS)
def test_both_languages_have_the_same_parts_in_the_same_order(name: str):
    english, welsh = (
        [(bool(p.heading), p.picture, p.box, p.insert, p.write) for p in sheet(name, one).parts]
        for one in LANGUAGES
    )
    assert english == welsh


def test_the_words_of_both_languages_are_complete():
    english, welsh = vocabulary(ENGLISH), vocabulary(WELSH)
    assert {name: set(words) for name, words in english.lists.items()} == {
        name: set(words) for name, words in welsh.lists.items()
    }
    assert set(english.lists["pictures"]) == picture_names()
    lists = json.loads(paths.resource("code_lists.json").read_text(encoding="utf-8"))["lists"]
    named = {"roles": "role", "modes": "meeting_mode", "outcomes": "mbu_outcome",
             "papers": "signed_paper_kind"}  # fmt: skip
    for words, codes in named.items():
        assert set(english.lists[words]) == {one["code"] for one in lists[codes]["codes"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", ABOUT_HER, ids=lambda one: one.name)
def test_no_word_on_a_sheet_is_smaller_than_fourteen_points(one: Any, language: str):
    pdf = printed(one.name, language=language).pdf
    sizes = sizes_on(pdf)
    small = {size for size in sizes if 10 < size < 13.99}  # the running lines are 10 and less
    assert small == set()
    assert any(size >= 18 for size in sizes)


def sizes_on(pdf: bytes) -> set[float]:
    found = set()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    found.add(float(operands[1]))
    return found


def test_what_the_file_knows_of_the_meeting_stands_in_the_boxes():
    text = printed("easy:meeting_before").text
    for words in (
        "Wednesday 18 November 2026, 11:00",
        "Quiet room",
        "On the phone, on loudspeaker",
        "Graham Stallworthy",
        "Checks the plan for my child",
        "What I want to say",
    ):
        assert words in text
    assert "PIN 4411" not in text


def test_what_was_decided_who_does_it_and_when_it_goes_on():
    text = printed("easy:meeting_after").text
    for words in ("School to send the report", "Send the report: School, by Monday 30 November",
                  "Wednesday 3 February 2027"):  # fmt: skip
        assert words in text


def test_what_is_not_known_is_left_to_write_in():
    bare = changed(
        family(), "meeting", place="", chair_id="", invitees=[], decisions=[], actions=[]
    )  # fmt: skip
    text = printed("easy:meeting_before", bare).text
    assert "Nobody is written down yet." in text
    assert "Graham" not in text
    assert "Nothing is written down yet." in printed("easy:meeting_after", bare).text


def test_a_paper_is_explained_as_the_law_of_its_country_calls_it():
    assert "section 20" in printed("easy:signed").text
    wales = printed("easy:signed", changed(family(), "paper", kind="section_76_wales")).text
    assert "In Wales this is called section 76." in wales
    assert "England" not in wales
    other = printed("easy:signed", changed(family(), "paper", kind="medical_consent")).text
    assert "section" not in other
    assert "Talk to a solicitor first." in other


def test_the_answer_of_the_board_is_on_no_paper_before_she_was_told():
    decided = changed(family(), "mbu", decision="refuse", decided_on=dt.date(2026, 11, 12))
    untold = printed("easy:appeal", decided).text
    assert "12 November" not in untold
    told = changed(decided, "mbu", mother_told_on=dt.date(2026, 11, 13))
    assert "Thursday 12 November 2026" in printed("easy:appeal", told).text


def test_letterbox_is_offered_for_letterbox_alone():
    wanted = catalogue.pack("easy:letterbox")
    assert catalogue.records_for(wanted, family()) == ["letters"]
    assert "Thursday 1 April 2027" in printed("easy:letterbox").text


def test_my_page_has_dates_people_her_own_words_and_rights():
    text = printed("easy:my_page").text
    for words in ("Wednesday 18 November 2026, 11:00", "The Board of the Mother and Baby Unit",
                  "Social worker in the prison", "I want to hear his voice every week",
                  "You can ask for a solicitor."):  # fmt: skip
        assert words in text


def test_long_words_and_names_do_not_break_the_page():
    long = "A very long story of what was said, again and again. " * 200
    case_file = changed(
        family(), "meeting", mother_views=long, decisions=[long], place="Ŵŷ " * 60,
        actions=[MeetingAction(action=long, who="Maximiliana-Theodora ap Llywelyn " * 4)],
    )  # fmt: skip
    for name in ("easy:my_page", "easy:meeting_after", "easy:meeting_before"):
        paper = printed(name, case_file)
        assert len(paper.pages) <= 7
    assert "(more is written down)" in printed("easy:my_page", case_file).text


def test_a_person_who_reads_welsh_gets_welsh_and_it_says_that_it_is_a_draft():
    welsh = printed("easy:meeting_before", family(preferred_language="cy"))
    assert "Dydd Mercher 18 Tachwedd 2026" in welsh.text
    assert DRAFT in welsh.text
    assert "Beth fydd yn digwydd yn y cyfarfod" in welsh.text
    english = printed("easy:meeting_before", family(preferred_language="cy"), ENGLISH).text
    assert DRAFT not in english
    assert "What will happen at the meeting" in english
    with pikepdf.open(io.BytesIO(welsh.pdf)) as opened:
        assert str(opened.Root.Lang) == "cy-GB"


def test_a_welsh_text_loses_its_mark_when_somebody_has_checked_it():
    text, words = sheet("board", WELSH), vocabulary(WELSH)
    assert words.draft_mark(text)
    object.__setattr__(text, "checked_by", "Elin Prydderch")
    object.__setattr__(words, "checked_by", "Elin Prydderch")
    try:
        assert words.draft_mark(text) == ""
        assert sheet_blocks(text, words)[0] == b.Title("Y Bwrdd", "")
    finally:
        object.__setattr__(text, "checked_by", "")
        object.__setattr__(words, "checked_by", "")


@pytest.mark.parametrize("one", ABOUT_HER, ids=lambda one: one.name)
def test_a_sheet_about_her_is_for_nobody_but_her(one: Any):
    for kind in set(AudienceKind) - {AudienceKind.MOTHER}:
        with pytest.raises(NotForThisReader):
            catalogue.build(one.name, family(), Audience(kind), record_id=RECORDS[one.needs])


def test_every_picture_is_said_in_words():
    built = catalogue.build("easy:board", family(), HER, record_id="mbu")
    with pikepdf.open(io.BytesIO(built.for_file("A reason to go on"))) as opened:
        spoken = alternatives(opened.Root.StructTreeRoot)
    assert "A calendar" in spoken
    assert all(spoken)


def alternatives(element: Any) -> list[str]:
    found = []
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) == "/Figure":
                found.append(str(kid.get("/Alt", "")))
            found += alternatives(kid)
    return found


@pytest.mark.parametrize("name", ["easy:prison", "easy:mums_day"])
def test_a_sheet_for_a_child_holds_nothing_of_any_file(name: str):
    without = catalogue.build(name, repeatable=True, printed_on=dt.date(2026, 11, 16))
    within = catalogue.build(name, family(), repeatable=True, printed_on=dt.date(2026, 11, 16))
    assert Paper(without.pdf).text == Paper(within.pdf).text
    assert "OFFICIAL" not in Paper(within.pdf).text


def test_who_is_helped_by_easy_read():
    assert not helped_by_easy_read(family(preferred_language="en", reading_support=False))
    assert helped_by_easy_read(family(reading_support=True))
    assert helped_by_easy_read(family(preferred_language="pl"))
    pack = catalogue.build("meeting", family(reading_support=True), HER, record_id="meeting")
    assert any("easy-read sheets" in one for one in pack.notices)


def test_a_mother_without_a_name_in_an_empty_file_still_gets_her_page():
    from tests.casework.builders import file_of

    empty = file_of(Person(id="ros", kind="mother", known_as="Ros"))
    text = Paper(catalogue.build("easy:my_page", empty, HER).pdf).text
    assert "No dates are written down yet." in text
    assert "Nobody is written down yet." in text


def test_the_last_box_never_stands_alone_on_a_page():
    words = vocabulary(ENGLISH)
    ends = []
    for count in range(4, 16):
        parts = tuple(Part(picture="pen", text=f"Box {number}.") for number in range(count))
        blocks = sheet_blocks(Sheet("A sheet", parts), words)
        printed = Document(title="A sheet", large_print=True).render(blocks)
        last = Paper(printed.pdf).pages[-1]
        ends.append(sum(f"Box {number}." in last for number in range(count)))
    assert len(set(ends)) > 1, "the page breaks at different places"
    assert 1 not in ends
