"""One definition of a record: numbers, conditions, validation, words, search and schema from it."""

import datetime as dt
import json

import pytest

from tac_desktop.casework.acct import AcctReview, SupportAction
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_log import ContactLogEntry, follow_up_task
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.people import Person
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import (
    content_of,
    describe_changes,
    in_words,
    json_schema,
    problems,
    questions_asked,
    record_class,
    record_from,
    record_from_text,
    record_types,
    search_text,
)
from tac_desktop.casework.work import Task
from tac_desktop.errors import NotUnderstood


def names(record_id):
    return {"m": "Ros Averley", "c": "Callum"}.get(record_id, record_id)


def entry(**answers):
    return ContactLogEntry(mother_id="m", channel="phone", **answers)


@pytest.mark.parametrize("cls", record_types(), ids=lambda cls: cls.type_name)
def test_every_question_of_a_form_has_its_own_number_without_gaps(cls):
    placed = [name for section in cls.layout for name in section.fields]
    specs = questions_of(cls)
    assert len(placed) == len(set(placed))
    assert [specs[name].number for name in placed] == list(range(1, len(placed) + 1))


@pytest.mark.parametrize("cls", record_types(), ids=lambda cls: cls.type_name)
def test_every_code_list_condition_and_reference_of_a_type_exists(cls):
    known = {one.type_name for one in record_types()} | {"person", "person:child", "party"}
    for spec in questions_of(cls).values():
        rows = questions_of(spec.row).values() if spec.row else ()
        for one in (spec, *rows):
            if one.codes:
                assert code_list(one.codes).codes
            if one.refers_to:
                assert one.refers_to in known
        if spec.only_if:
            assert spec.only_if.field in questions_of(cls)


@pytest.mark.parametrize("cls", record_types(), ids=lambda cls: cls.type_name)
def test_a_conditional_question_stands_after_the_one_that_decides_it(cls):
    specs = questions_of(cls)
    for spec in specs.values():
        if spec.only_if and spec.number:
            assert specs[spec.only_if.field].number < spec.number


def test_a_question_appears_only_after_the_answer_that_calls_for_it():
    quiet = {one.name for one in questions_asked(entry(text="x").__dict__, ContactLogEntry)}
    news = {
        one.name
        for one in questions_asked(entry(text="x", difficult_news=True).__dict__, ContactLogEntry)
    }
    assert news - quiet == {"news_told_by", "news_present", "news_after"}


def test_an_entry_without_text_is_refused_unless_it_was_an_attempt():
    assert [one.field for one in problems(entry())] == ["text"]
    assert problems(entry(contact_made=False)) == []


def test_a_text_for_the_prison_system_over_its_limit_says_by_how_much():
    (problem,) = problems(entry(text="x", dps_text="a" * 4003))
    assert problem.field == "dps_text"
    assert "3 characters" in problem.sentence


def test_a_required_answer_missing_in_a_row_names_the_line():
    review = AcctReview(acct_id="a", support_actions=[SupportAction(owner="Dana")])
    (problem,) = problems(review)
    assert problem.field == "support_actions"
    assert "Line 1" in problem.sentence


def test_a_prison_number_is_one_letter_four_digits_two_letters():
    assert problems(Custody(prison_number="Z4172XQ")) == []
    assert [one.field for one in problems(Custody(prison_number="4172ZXQ"))] == ["prison_number"]


def test_changes_are_described_in_the_words_of_the_form():
    before = entry(text="x", contact_made=False, about_child_ids=["c"])
    after = before.changed(contact_made=True, date=dt.date(2026, 11, 16))
    words = describe_changes(before.changed(date=dt.date(2026, 11, 15)), after, names)
    assert words == ["Date: 15 Nov 2026 → 16 Nov 2026", "Was contact made?: no → yes"]


def test_content_goes_out_and_comes_back_without_loss():
    review = AcctReview(
        acct_id="a",
        time=dt.time(10, 30),
        children_news_shared=False,
        support_actions=[SupportAction(action="Ring Naomi", due=dt.date(2026, 11, 20))],
    )
    again = record_from("acct_review", review.id, review.mother_id, content_of(review))
    assert again == review


def test_an_answer_of_no_is_kept_apart_from_no_answer():
    assert content_of(entry(text="x", contact_made=False))["contact_made"] is False
    open_question = entry(text="x", contact_made=None, date=None)
    again = record_from("contact_log", open_question.id, "m", content_of(open_question))
    assert again.contact_made is None
    assert again.date is None
    assert again == open_question


@pytest.mark.parametrize(
    "read",
    [
        lambda content: record_from("contact_log", "1", "m", content),
        lambda content: record_from_text("contact_log", "1", "m", json.dumps(content)),
    ],
    ids=["from_answers", "from_text"],
)
def test_content_of_another_shape_is_refused_with_reasons(read):
    with pytest.raises(NotUnderstood) as caught:
        read({"date": "not a day", "colour": "red"})
    assert "date" in caught.value.sentence
    assert "colour" in caught.value.sentence


@pytest.mark.parametrize("text", ['{"text":"cut o', "[]", "null", '{"text":5}'])
def test_stored_text_that_is_no_content_is_refused(text):
    with pytest.raises(NotUnderstood, match="Log entry"):
        record_from_text("contact_log", "1", "m", text)


def test_stored_text_says_nothing_of_whose_record_it_is():
    record = record_from_text("contact_log", "1", "m", '{"id":"2","mother_id":"n","text":" x "}')
    assert (record.id, record.mother_id, record.text) == ("1", "m", "x")


@pytest.mark.parametrize("cls", record_types(), ids=lambda cls: cls.type_name)
def test_a_stored_record_without_content_has_no_answer_of_a_new_form(cls):
    record = record_from_text(cls.type_name, "1", "m", "{}")
    assert type(record) is cls
    assert content_of(record).keys() <= {
        name for name, spec in questions_of(cls).items() if spec.kind is Kind.TICK
    }
    assert record == record_from(cls.type_name, "1", "m", {})
    assert record == cls.model_validate(record.model_dump())
    other = record_from_text(cls.type_name, "1", "m", "{}")
    for name, value in vars(record).items():
        if isinstance(value, (list, dict)):
            assert value is not vars(other)[name], name


def test_an_unknown_record_type_is_refused_in_words():
    with pytest.raises(NotUnderstood, match="horoscope"):
        record_class("horoscope")


def test_search_reads_what_was_written_but_not_who_may_read_it():
    text = search_text(entry(text="Tŷ Ŵyn called", her_words="thank you", share="tac_only"))
    assert "Tŷ Ŵyn called" in text
    assert "thank you" in text
    assert "tac_only" not in text


def test_the_published_schema_knows_every_type_and_every_question():
    schema = json_schema()
    for cls in record_types():
        properties = schema["$defs"][cls.type_name]["properties"]
        for name, spec in questions_of(cls).items():
            assert properties[name]["title"] == spec.source_label


def test_the_follow_up_of_an_entry_is_one_task_however_often_it_is_saved():
    first = entry(text="x", follow_up="Ring Naomi", follow_up_due=dt.date(2026, 11, 20))
    again = first.changed(follow_up="Ring Naomi again")
    task, same = follow_up_task(first), follow_up_task(again)
    assert task and same
    assert task.id == same.id
    assert same.title == "Ring Naomi again"
    assert follow_up_task(entry(text="x")) is None


def test_kinds_follow_from_the_annotation():
    specs = questions_of(ContactLogEntry)
    assert specs["contact_made"].kind is Kind.YES_NO
    assert specs["significant"].kind is Kind.TICK
    assert specs["about_child_ids"].kind is Kind.REFERENCES
    assert specs["text"].kind is Kind.LONG_TEXT
    assert questions_of(Person)["date_of_birth"].kind is Kind.PARTIAL_DATE


def test_days_in_a_list_are_written_as_days_are():
    spec = questions_of(Task)["chased"]
    assert in_words(spec, ["2026-10-12", "by letter", "2026-02-31"], names) == (
        "12 Oct 2026\nby letter\n2026-02-31"
    )
