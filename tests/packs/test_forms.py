"""Paper and screen are the same form: the same questions, numbers, choices and conditions."""

from __future__ import annotations

import pytest

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import record_types
from tac_desktop.packs import blocks as b
from tac_desktop.packs import forms
from tac_desktop.packs.page import Document
from tests.packs import cases
from tests.packs.reading import Paper

FORMS = [cls for cls in record_types() if cls.layout]


def questions_on(blocks: list[b.Block]) -> list[b.Question]:
    return [one for one in blocks if isinstance(one, b.Question)]


def printed(blocks: list[b.Block]) -> str:
    return Paper(Document("Form").render(blocks).pdf).text


@pytest.mark.parametrize("cls", FORMS, ids=lambda cls: cls.type_name)
def test_a_blank_form_asks_every_question_under_its_own_number_and_in_order(cls):
    asked = [(one.number, one.label) for one in questions_on(forms.blank_form(cls))]
    expected = [
        (str(spec.number), spec.label)
        for spec in questions_of(cls).values()
        if spec.number and spec.kind is not Kind.DATA
    ]
    assert asked == expected
    text = printed(forms.blank_form(cls))
    for number, label in expected:
        assert f"{number} {label}" in text
    for section in cls.layout:
        assert section.title in text


@pytest.mark.parametrize("cls", FORMS, ids=lambda cls: cls.type_name)
def test_every_choice_still_offered_has_a_box_on_the_blank_form(cls):
    text = printed(forms.blank_form(cls))
    for spec in questions_of(cls).values():
        offered = code_list(spec.codes).offered if spec.number and spec.codes else ()
        for code in offered if len(offered) <= 40 else ():
            assert " ".join(code.label.split()) in text, (spec.name, code.label)


def test_a_conditional_question_says_after_which_answer_it_is_asked():
    specs = questions_of(ContactLogEntry)
    (asked,) = [
        one
        for one in questions_on(forms.blank_form(ContactLogEntry))
        if one.label == specs["news_told_by"].label
    ]
    number = specs["difficult_news"].number
    assert asked.condition == f"Answer only if {number} is yes."
    assert asked.condition in printed(forms.blank_form(ContactLogEntry))


def test_a_condition_with_several_answers_names_them_by_their_labels():
    from tac_desktop.casework.acct import AcctEpisode

    conditions = [one.condition for one in questions_on(forms.blank_form(AcctEpisode))]
    number = questions_of(AcctEpisode)["status"].number
    assert f"Answer only if {number} is “Closed” or “Post-closure”." in conditions


def test_a_blank_form_carries_her_details_and_her_childrens_names_to_tick():
    details = forms.mother_details(cases.file_with())
    text = printed(forms.blank_form(ContactLogEntry, details))
    assert "Rhosyn “Ros” AVERLEY" in text
    assert "Z4172XQ" in text
    assert "Callum Joe Averley" in text
    assert "Megan Rhian Averley-Pugh" in text


def test_a_blank_form_without_details_names_nobody():
    assert "AVERLEY" not in printed(forms.blank_form(ContactLogEntry))


def test_rows_of_a_question_are_numbered_under_it_and_lines_are_too():
    text = printed(forms.blank_form(Meeting))
    specs = questions_of(Meeting)
    for name in ("invitees", "actions", "decisions", "agenda"):
        number = specs[name].number
        assert f"{number}.1" in text
        assert f"{number}.6" in text


def test_a_filled_form_keeps_numbers_and_shows_labels_names_and_rows():
    case_file = cases.file_with(cases.meeting())
    text = printed(forms.filled_form(case_file.by_id["meeting"], case_file))
    specs = questions_of(Meeting)
    assert f"{specs['type'].number} {specs['type'].label} Looked-after review" in text
    assert f"{specs['date'].number} {specs['date'].label} 18 Nov 2026" in text
    assert f"{specs['time'].number} {specs['time'].label} 11:00" in text
    assert f"{specs['chair_id'].number} {specs['chair_id'].label} Graham Stallworthy" in text
    assert f"{specs['questions'].number}.2 When is the next visit?" in text
    assert f"{specs['actions'].number}.1 Send the report School 30 Nov 2026" in text
    assert "Sheila Averley" in text
    assert "child_looked_after_review" not in text


def test_a_filled_form_says_which_questions_are_not_answered():
    case_file = cases.file_with(cases.meeting(place=""))
    text = printed(forms.filled_form(case_file.by_id["meeting"], case_file))
    assert f"Not answered: {questions_of(Meeting)['place'].number}." in text


def test_questions_that_are_not_asked_are_not_printed_as_unanswered():
    case_file = cases.file_with(cases.log_entry())
    text = printed(forms.filled_form(case_file.by_id["log"], case_file))
    number = questions_of(ContactLogEntry)["news_told_by"].number
    assert f" {number}," not in text
    assert f" {number}." not in text


def test_amendments_stand_under_the_record_and_never_over_it():
    case_file = cases.amended(cases.file_with(cases.log_entry()), "log")
    text = printed(forms.filled_form(case_file.by_id["log"], case_file))
    original = text.index("Visit started 25 minutes late.")
    amendment = text.index("Twenty minutes, not 25.")
    assert original < text.index("19 Oct 2026 09:05, Dana Whitlock-Reyes: Correction") < amendment
    assert "Warm & tearful." in text


def test_rows_with_many_columns_are_printed_one_under_the_other_with_dates_in_words():
    case_file = cases.file_with(cases.application())
    text = printed(forms.filled_form(case_file.by_id["mbu"], case_file))
    assert "Chased on 12 Oct 2026" in text
    assert "Probation" in text


def test_a_record_without_answers_says_so():
    case_file = cases.file_with(Meeting(id="empty", mother_id="ros", status=""))
    text = printed(forms.filled_form(case_file.by_id["empty"], case_file))
    assert "Nothing is recorded on this form yet." in text
