"""Names of others are found however they are written, and what is taken out is gone."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.case_file import Entry, Saved
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.names_in_text import NamesInText, ordinary_words
from tac_desktop.casework.people import Person, Worker
from tac_desktop.casework.redaction import (
    is_settled,
    passages,
    proposals,
    redacted,
    state_of,
    undecided,
    with_pseudonyms,
    with_span,
)
from tac_desktop.casework.retention import (
    LegalHold,
    RetentionState,
    retention,
)
from tac_desktop.casework.subject_access import (
    ACCEPTED,
    ADDED,
    REJECTED,
    Span,
    SubjectAccess,
    due_in_words,
    due_on,
    item_for,
)

HER = Person(id="her", kind="mother", first_names="Rhosyn", last_name="Averley", known_as="Ros")
NAOMI = Person(
    id="naomi", kind="professional", first_names="Naomi", last_name="Featherstone-Obi",
    phone="07700 900321", address="4 Ternbay Rise, Saltmere",
)  # fmt: skip
SHEILA = Person(id="sheila", kind="other", first_names="Sheila", last_name="Averley")
WILL = Person(id="will", kind="child", first_names="Will", last_name="Averley")
SIAN = Person(id="sian", kind="other", first_names="Siân", last_name="O’Neill")
DANA = Worker(id="dana", name="Dana Whitlock-Reyes")
PEOPLE = [NAOMI, SHEILA, WILL, SIAN, DANA]


def found(text: str, ordinary: frozenset[str] = frozenset()) -> list[tuple[str, str, str]]:
    finder = NamesInText(HER, PEOPLE, ordinary)
    return [(text[one.start : one.end], one.kind, one.person_id) for one in finder.finds(text)]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Naomi rang.", [("Naomi", "naomi")]),
        ("She saw Naomi’s letter", [("Naomi", "naomi")]),
        ("NAOMI FEATHERSTONE OBI said", [("NAOMI FEATHERSTONE OBI", "naomi")]),
        ("naomi rang", [("naomi", "naomi")]),
        ("Feather-\nstone-Obi wrote", [("Feather-\nstone-Obi", "naomi")]),
        ("the Featherstone-Obis", [("Featherstone-Obis", "naomi")]),
        ("Mrs Featherstone-Obi came", [("Mrs Featherstone-Obi", "naomi")]),
        ("Sian ONeill and Siân", [("Sian ONeill", "sian"), ("Siân", "sian")]),
        ("O'Neill was there", [("O'Neill", "sian")]),
        ("Sheila Averley and Ros Averley", [("Sheila Averley", "sheila")]),
        ("Averley, Sheila", [("Averley, Sheila", "sheila")]),
        ("Will came, he will come again", [("Will", "will")]),
        ("Rhosyn Averley told Ros", []),
        ("Mrs Averley was tired", []),
        ("Dana wrote", [("Dana", "dana")]),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, taken: list[tuple[str, str]]):
    assert [(words, who) for words, _kind, who in found(text)] == taken


def test_numbers_and_addresses_of_others_are_found_and_her_own_are_not():
    text = "Ring 07700 900321 or a.b@example.org, 4 Ternbay Rise, ZZ99 7SM. She is Z4172XQ."
    kinds = {kind for _words, kind, _who in found(text)}
    assert kinds == {"telephone", "e-mail", "address", "postcode", "number"}
    finder = NamesInText(HER, PEOPLE, own_numbers=frozenset({"z4172xq"}))
    assert "number" not in {one.kind for one in finder.finds(text)}


def test_a_slip_in_a_name_is_proposed_as_like_it_and_an_ordinary_word_is_not():
    assert found("Shiela rang") == [("Shiela", "sounds", "sheila")]
    words = ordinary_words(["she was shiela"])
    assert found("Shiela rang", words) == []


def test_two_of_the_same_name_are_both_offered():
    eirlys = Person(id="e", kind="other", first_names="Eirlys", last_name="Pugh")
    gethin = Person(id="g", kind="other", first_names="Gethin", last_name="Pugh")
    (one,) = NamesInText(HER, [gethin, eirlys]).finds("Pugh rang")
    assert {one.person_id, *one.perhaps} == {"e", "g"}


def entry(text: str) -> Entry[ContactLogEntry]:
    moment = dt.datetime(2026, 3, 1, 10, tzinfo=dt.UTC)
    record = ContactLogEntry(id="note", mother_id="her", channel="phone", text=text)
    return Entry(record, Saved(moment, "Dana Whitlock-Reyes", moment, "Dana Whitlock-Reyes"))


def test_what_is_accepted_is_gone_and_what_is_rejected_stays():
    one = entry("Naomi’s view: Sheila drinks. Seen at the red house.")
    parts = passages(one, str)
    proposed = proposals(parts, NamesInText(HER, PEOPLE))
    request = with_pseudonyms(SubjectAccess(subject_id="her"), [SHEILA, NAOMI, DANA, SHEILA])
    assert [row.stands_as for row in request.pseudonyms] == [
        "Person A", "Professional 1", "Worker 1"
    ]  # fmt: skip
    item = item_for(request.id, "note").changed(decision="redact")
    assert not is_settled(item, proposed)
    for each in proposed:
        verdict = REJECTED if each.find.person_id == "dana" else ACCEPTED
        item = with_span(item, each.as_span(verdict))
    assert is_settled(item, proposed)
    assert undecided(proposed, item) == []
    (text,) = [part.text for part in parts if part.part == "text"]
    house = text.index("red house")
    item = with_span(item, Span(part="text", start=house, end=house + 9, verdict=ADDED))
    said = redacted(text, "text", item, request)
    assert said == "Professional 1’s view: Person A drinks. Seen at the [removed]."
    saved = next(part for part in parts if part.part == "saved")
    assert "Dana Whitlock-Reyes" in redacted(saved.text, "saved", item, request)


def test_taking_something_out_of_what_was_given_whole_takes_it_out():
    one = entry("Naomi rang.")
    parts = passages(one, str)
    request = with_pseudonyms(SubjectAccess(subject_id="her"), [NAOMI])
    (proposed,) = proposals(parts, NamesInText(HER, [NAOMI]))
    whole = item_for(request.id, "note").changed(decision="give")
    assert with_span(whole, proposed.as_span(REJECTED)).decision == "give"
    item = with_span(whole, proposed.as_span(ACCEPTED))
    assert redacted("Naomi rang.", "text", item, request) == "Professional 1 rang."


def test_the_same_person_is_called_the_same_later_and_new_ones_go_on():
    request = with_pseudonyms(SubjectAccess(subject_id="her"), [SHEILA])
    again = with_pseudonyms(request, [SIAN, SHEILA])
    assert again.stands_as("sheila") == "Person A"
    assert again.stands_as("sian") == "Person B"


def test_a_record_that_was_changed_is_another_state():
    assert state_of(passages(entry("one"), str)) != state_of(passages(entry("two"), str))


@pytest.mark.parametrize(
    ("answers", "due"),
    [
        ({"received_on": dt.date(2026, 9, 3)}, dt.date(2026, 10, 5)),
        ({"received_on": dt.date(2027, 1, 31)}, dt.date(2027, 3, 1)),
        ({"received_on": dt.date(2028, 1, 31)}, dt.date(2028, 2, 29)),
        (
            {"received_on": dt.date(2026, 9, 1), "extended_on": dt.date(2026, 9, 20)},
            dt.date(2026, 12, 1),
        ),
        (
            {
                "received_on": dt.date(2026, 9, 1),
                "identity_asked_on": dt.date(2026, 9, 2),
                "identity_checked_on": dt.date(2026, 9, 10),
            },
            dt.date(2026, 10, 12),
        ),
        ({"received_on": dt.date(2026, 9, 1), "identity_asked_on": dt.date(2026, 9, 2)}, None),
        (
            {
                "received_on": dt.date(2026, 9, 1),
                "clarity_asked_on": dt.date(2026, 9, 2),
                "clarity_given_on": dt.date(2026, 9, 7),
            },
            dt.date(2026, 10, 6),
        ),
    ],
)
def test_the_month_is_counted_by_the_calendar(answers: dict[str, dt.date], due: dt.date | None):
    assert due_on(SubjectAccess(subject_id="her", **answers)) == due


def test_the_time_is_told_in_words():
    request = SubjectAccess(subject_id="her", received_on=dt.date(2026, 9, 1))
    assert due_in_words(request, dt.date(2026, 9, 20)) == "Due 1 Oct 2026, in 11 days"
    assert due_in_words(request, dt.date(2026, 10, 3)) == "Was due 1 Oct 2026, 2 days ago"


def test_a_hold_is_lifted_only_with_a_reason():
    hold = LegalHold(reason="Inquiry", lifted_on=dt.date(2026, 1, 1))
    assert [one.field for one in hold.checks()] == ["lifted_why"]
    kept = retention("m", [], [LegalHold(reason="Inquiry")], [], 7, dt.date(2026, 1, 1))
    assert kept.state is RetentionState.HELD
