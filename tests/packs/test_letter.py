"""Letters on paper: only for the one they are to, only with words that she or he may read."""

from __future__ import annotations

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.letter_for_her import MOST_WORDS, advice_for_her, long_sentences
from tac_desktop.casework.letter_readers import gives_away, reader_of
from tac_desktop.casework.letter_texts import facts_in, has_text, left_open, letter_start
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.release import ReleasePlan, ResettlementEvidence
from tac_desktop.casework.warnings_before import warnings_before
from tac_desktop.packs import catalogue
from tac_desktop.packs.catalogue import NotForThisReader
from tac_desktop.packs.suggested import readers_for
from tests.packs import cases
from tests.packs.reading import Paper

MARLCESTER = Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id="marlcester")
HER = Audience(AudienceKind.MOTHER)
HERS = [one.code for one in code_list("letter_kind").offered if one.group == "To the mother"]
KINDS = [one.code for one in code_list("letter_kind").offered]


def letter(text="How is Callum getting on at school?", **answers):
    known = {"id": "letter", "mother_id": "ros", "kind": "request_update", "to_id": "csw",
             "subject": "News of Callum", "text": text, "date": cases.day(11, 16),
             "child_ids": ["callum"]}  # fmt: skip
    return Letter.model_validate({**known, **answers})


def printed(one, reader=MARLCESTER):
    case_file = cases.file_with(one)
    return Paper(catalogue.build("letter", case_file, reader, record_id="letter").pdf).text


def test_a_letter_has_its_address_date_reference_and_text():
    text = printed(letter("First paragraph.\n\nSecond paragraph."))
    for words in ("Naomi Featherstone-Obi", "16 Nov 2026", "RA/20261116", "News of Callum",
                  "First paragraph.", "Second paragraph.", "OFFICIAL-SENSITIVE"):  # fmt: skip
        assert words in text, words


def test_it_is_a_draft_until_it_was_sent():
    assert "DRAFT" in printed(letter())
    sent = printed(letter(status="sent", sent_on=cases.day(11, 17), sent_how="post"))
    assert "DRAFT" not in sent
    assert "17 Nov 2026" in sent


def test_nobody_else_gets_the_letter():
    for reader in (Audience(AudienceKind.PRISON), Audience(AudienceKind.MOTHER),
                   Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id="cwm")):  # fmt: skip
        with pytest.raises(NotForThisReader, match="to somebody else"):
            printed(letter(), reader)
    assert readers_for(catalogue.pack("letter"), cases.file_with(letter()), "letter") == [
        MARLCESTER,
        Audience(AudienceKind.TAC),
    ]


def test_words_that_the_reader_must_not_learn_stop_it_and_are_named():
    for words, told in (("Theo is in Saltmere now.", "Saltmere"), ("And Megan's play?", "Megan")):
        case_file = cases.file_with(letter(words))
        with pytest.raises(NotForThisReader, match=told):
            catalogue.build("letter", case_file, MARLCESTER, record_id="letter")


def test_every_other_print_leaves_letters_out():
    case_file = cases.file_with(letter())
    assert "letter" not in view_for(case_file, MARLCESTER).case_file.by_id
    with pytest.raises(NotForThisReader):
        catalogue.build("record", case_file, MARLCESTER, record_id="letter")


def test_what_stands_against_the_reader_stops_a_letter_too():
    case_file = cases.file_with(letter("Hello", to_id="gethin", subject="Hello"))
    built = catalogue.build("letter", case_file, reader_of(case_file, "gethin"), record_id="letter")
    assert any("must not be told" in stop for stop in built.stops)


@pytest.mark.parametrize(
    ("to_id", "kind"),
    [
        ("ros", AudienceKind.MOTHER),
        ("csw", AudienceKind.LOCAL_AUTHORITY),
        ("cwm", AudienceKind.LOCAL_AUTHORITY),
        ("school", AudienceKind.SCHOOL),
        ("sheila", AudienceKind.FAMILY),
        ("court", AudienceKind.COURT),
        ("nobody", AudienceKind.COMMUNITY),
    ],
)
def test_a_letter_is_for_the_reader_that_its_recipient_is(to_id, kind):
    court = Organisation(id="court", name="Family Court", type="court")
    assert reader_of(cases.file_with(court), to_id).kind is kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_letter_has_a_text_in_which_nothing_is_left_but_brackets(kind):
    assert has_text(kind)
    case_file = cases.file_with()
    for to_id in ("csw", "cwm", "school", "sheila"):
        start = letter_start(case_file, kind, to_id, ("callum", "megan", "theo"), "worker")
        reader = reader_of(case_file, to_id)
        assert gives_away(case_file, reader, f"{start.subject}\n{start.text}") == []
        assert "{" not in start.subject + start.text
        assert "another child" not in start.text
        names = {child.id for child in view_for(case_file, reader).case_file.children}
        assert set(start.child_ids) <= names


def test_a_text_to_one_authority_names_none_but_its_children():
    case_file = cases.file_with()
    to_cwm = letter_start(case_file, "request_update", "cwm", ("callum", "megan"), "worker")
    assert "Megan" in to_cwm.text
    assert "Callum" not in to_cwm.text
    assert to_cwm.child_ids == ("megan",)


def test_a_request_in_words_that_name_another_child_is_left_to_be_filled_in():
    case_file = cases.file_with()
    fields = {"what": "News of Megan and Callum", "asked_on": "6 Oct 2026"}
    start = letter_start(case_file, "chase_1", "cwm", ("megan",), "worker", fields)
    assert "Callum" not in start.subject + start.text
    assert "[what was asked for]" in left_open(start.text)


def test_the_law_of_the_nation_is_named_with_advice_first():
    case_file = cases.file_with()
    english = letter_start(case_file, "withdraw_section_20", "marlcester", ("callum",), "worker")
    assert "section 20(8)" in english.text
    assert "advice" in english.text.split("Dear")[0]
    entries = [
        cases.entry(one.record.changed(nation="wales")) if one.record.id == "cwm" else one
        for one in case_file.entries
    ]
    welsh = letter_start(
        case_file.with_entries(entries), "withdraw_section_20", "cwm", ("megan",), "worker"
    )
    assert "section 76(5)" in welsh.text
    assert "section 20" not in welsh.text


def test_a_letter_that_went_out_is_not_changed_without_a_reason():
    sent = letter(status="sent", sent_on=cases.day(11, 2))
    case_file = cases.file_with(sent)
    assert warnings_before(sent.changed(answered_on=cases.day(11, 9)), case_file) == []
    (warning,) = warnings_before(sent.changed(text="Other words"), case_file)
    assert "went out on 2 Nov 2026" in warning.sentence


def test_saving_a_letter_stops_where_it_would_give_something_away():
    case_file = cases.file_with()
    told = [one.sentence for one in warnings_before(letter("Theo is in Saltmere."), case_file)]
    assert any("Saltmere" in one for one in told)
    assert warnings_before(letter(), case_file) == []


def test_every_kind_says_whom_it_is_for():
    groups = [one.group for one in code_list("letter_kind").offered]
    assert all(groups)
    assert len(dict.fromkeys(groups)) == 7
    runs = [one for place, one in enumerate(groups) if place == 0 or groups[place - 1] != one]
    assert len(runs) == 7, "a group stands together"


def test_the_letters_to_her_are_the_ones_that_are_promised():
    assert [one.removeprefix("mother_") for one in HERS] == [
        "meeting", "letterbox", "board", "appeal", "consent", "release",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", HERS)
def test_a_letter_to_her_is_easy_private_large_and_on_one_page(kind):
    case_file = cases.file_with(
        cases.meeting(date=cases.day(11, 10)), cases.application(appeal_deadline=cases.day(12, 1))
    )
    start = letter_start(case_file, kind, "ros", (), "worker")
    text = f"{start.subject}\n{start.text}"
    assert long_sentences(text) == []
    assert len(advice_for_her(case_file, text)) == 1, "only that bad news is told in person"
    for child in case_file.children:
        assert child.first_names not in text
    one = letter(start.text, kind=kind, to_id="ros", subject=start.subject, child_ids=[])
    built = catalogue.build("letter", cases.file_with(one), HER, record_id="letter")
    paper = Paper(built.pdf)
    assert built.pages == 1
    assert not any("shorten" in one for one in built.notices)
    assert "Please read it to me" in paper.text
    assert "Dear Ros" in paper.text


def test_days_known_in_the_file_stand_in_letters_to_her():
    held = cases.meeting(date=cases.day(11, 10), next_meeting=cases.day(12, 10))
    case_file = cases.file_with(held, cases.application(appeal_deadline=cases.day(12, 1)))

    def text(kind):
        return letter_start(case_file, kind, "ros", (), "worker").text

    assert "Meeting: 10 Nov 2026\nNext meeting: 10 Dec 2026" in text("mother_meeting")
    assert "Day: 18 Nov 2026\nTime: 11:00" in text("mother_board")
    assert "Last day to ask: 1 Dec 2026" in text("mother_appeal")
    empty = letter_start(cases.file_with(), "mother_board", "ros", (), "worker").text
    assert "Day: [day]" in empty
    assert "Time" not in empty


def test_what_a_cell_mate_must_not_read_and_long_sentences_are_pointed_out():
    text = "Callum lives in Marlcester, LK1 2AB. The judge said so. " + "word " * (MOST_WORDS + 1)
    first, private, long = advice_for_her(cases.file_with(), text)
    assert "in person first" in first
    for words in ("Marlcester", "LK1 2AB", "judge"):
        assert words in private
    assert "15 words" in long


def test_a_letter_to_her_that_is_too_long_says_so_and_is_printed_whole():
    one = letter("Some words.\n\n" * 60 + "The end.", to_id="ros")
    built = catalogue.build("letter", cases.file_with(one), HER, record_id="letter")
    assert built.pages > 1
    assert "shorten it" in built.notices[-1]
    assert "The end." in Paper(built.pdf).text


def test_facts_are_lines_with_a_label_and_nothing_else():
    assert facts_in("Day: 1 Dec 2026\nTime: 11:00") == [("Day", "1 Dec 2026"), ("Time", "11:00")]
    assert facts_in("Day: 1 Dec 2026\nI will come.") == []
    assert facts_in("I will come and tell you. Then: you decide.") == []


def test_the_evidence_for_a_licence_is_what_was_noted():
    noted = ResettlementEvidence(date=cases.day(10, 2), evidence="Parenting course", source="Tutor")
    plan = ReleasePlan(id="plan", mother_id="ros", evidence=[noted])
    offender_manager = Person(id="pom", mother_id="ros", kind="professional", last_name="Hale",
                              role="prison_offender_manager")  # fmt: skip
    known = letter_start(cases.file_with(plan, offender_manager), "rotl_support", "pom").text
    assert "- Parenting course (2 Oct 2026, Tutor)" in known
    nothing = letter_start(cases.file_with(offender_manager), "rotl_support", "pom").text
    assert "[what she has done, with dates]" in left_open(nothing)
