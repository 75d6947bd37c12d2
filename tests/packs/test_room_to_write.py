"""Lines to write on under what is empty: where somebody asked for them, and nowhere else."""

from __future__ import annotations

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.packs import blocks as b
from tac_desktop.packs import catalogue
from tac_desktop.packs.room_to_write import with_room_to_write
from tests.packs import cases
from tests.packs.reading import Paper

TAC = Audience(AudienceKind.TAC)


def test_a_sentence_that_there_is_nothing_gets_lines_once():
    nothing = b.nothing("Nothing is written here.")
    assert with_room_to_write([nothing]) == [b.Together([nothing, b.Lines(3)])]
    already = [nothing, b.Lines(2)]
    assert with_room_to_write(already) == already


def test_a_label_without_a_value_gets_room_and_others_stay_as_they_are():
    empty = b.Rows([("Name", "Ros"), ("Telephone", "")])
    (made,) = with_room_to_write([empty])
    assert isinstance(made, b.Rows)
    assert made.row_height >= 8
    full = b.Rows([("Name", "Ros")])
    assert with_room_to_write([full]) == [full]


def test_boxes_are_looked_into():
    nothing = b.nothing("None.")
    (box,) = with_room_to_write([b.Callout("Box", [nothing])])
    assert isinstance(box, b.Callout)
    assert box.blocks == [b.Together([nothing, b.Lines(3)])]


@pytest.mark.parametrize(("name", "record_id"), [("mbu_summary", "mbu"), ("transfer", "")])
def test_a_pack_asked_for_with_lines_has_room_under_its_empty_sections(name, record_id):
    case_file = cases.file_with(cases.application())
    plain, lined = (
        catalogue.build(
            name, case_file, TAC, record_id=record_id, answer_lines=lines, repeatable=True
        )
        for lines in (False, True)
    )
    assert lined.pages >= plain.pages
    assert lined.pdf != plain.pdf


def test_a_note_that_must_stand_on_one_page_gets_no_further_lines():
    case_file = cases.file_with(cases.review())
    asked = catalogue.build(
        "acct_contribution", case_file, TAC, record_id="review", answer_lines=True
    )
    assert asked.pages == 1


def test_the_mother_is_not_asked_what_only_professionals_answer():
    case_file = cases.file_with(cases.log_entry())
    texts = [
        Paper(
            catalogue.build(
                "record", case_file, Audience(kind), record_id="log", answer_lines=True
            ).pdf
        ).text
        for kind in (AudienceKind.TAC, AudienceKind.MOTHER)
    ]
    for text in texts:
        assert "Warm & tearful." in text
        assert "How she was afterwards" in text
    assert len(texts[1]) < len(texts[0])


def test_the_numbers_are_those_of_the_screen_and_answers_stand_where_they_are_known():
    case_file = cases.file_with(cases.log_entry())
    lined = catalogue.build("record", case_file, TAC, record_id="log", answer_lines=True)
    blank = Paper(catalogue.build("blank:contact_log").pdf)
    text = Paper(lined.pdf).text
    assert "Supervised visit" in text
    for question in ("In her own words", "Minutes", "Follow-up task"):
        number = blank.text.split(question)[0].split()[-1]
        assert f"{number} {question}" in text
