"""The slip for staff says nothing of a family; the page on how to meet a mother names nobody."""

from __future__ import annotations

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.audience_kinds import ALL
from tac_desktop.casework.service import Service
from tac_desktop.errors import TacError
from tac_desktop.packs import catalogue
from tac_desktop.packs.catalogue import NotForThisReader
from tac_desktop.packs.staff_packs import ABOUT
from tests.packs import cases
from tests.packs.reading import Paper

PRISON = Audience(AudienceKind.PRISON)
FOR_STAFF = {
    "dps_text": "She took part by telephone. She is tired and calm.",
    "staff_asked": ["See how she is tonight", "Unlock her on Friday at 9:00"],
}


def records(**answers):
    log = cases.log_entry().changed(**answers)
    return cases.meeting(**answers), cases.review(**answers), log


def slip(case_file, record_id):
    return catalogue.build("outcome_slip", case_file, PRISON, record_id=record_id)


@pytest.mark.parametrize("record", records(**FOR_STAFF), ids=lambda one: one.type_name)
def test_a_slip_has_what_was_written_for_staff_and_nothing_of_the_family(record):
    built = slip(cases.file_with(record), record.id)
    text = Paper(built.pdf).text
    for words in ("She took part by telephone.", "See how she is tonight", "AVERLEY", "Z4172XQ",
                  "concern form", "Received by"):  # fmt: skip
        assert words in text, words
    for words in ("Callum", "Theo", "Megan", "Seren", "Sheila", "Marlcester", "Warm & tearful",
                  "foster"):  # fmt: skip
        assert words not in text, words
    assert built.pages == 1
    assert not any("slip says nothing" in one for one in built.stops)


@pytest.mark.parametrize("record", records(), ids=lambda one: one.type_name)
def test_a_slip_with_nothing_written_says_so_and_can_be_ticked_by_hand(record):
    text = Paper(slip(cases.file_with(record), record.id).pdf).text
    assert "Nothing was written for staff" in text or "Observations" in text
    assert "Nothing further" in text


@pytest.mark.parametrize("words", [{"dps_text": "Callum was at the meeting"},
                                   {"staff_asked": ["Let her ring CALLUM"]}])  # fmt: skip
def test_a_family_name_in_the_words_for_staff_stops_the_slip(words):
    built = slip(cases.file_with(cases.meeting(**words)), "meeting")
    (stop,) = [one for one in built.stops if "slip says nothing" in one]
    assert "Callum" in stop
    with pytest.raises(TacError):
        built.for_paper()


@pytest.mark.parametrize(
    ("words", "stopped"),
    [
        ("Mrs Eddowes rang the wing", True),
        ("MRS EDDOWES RANG", True),
        ("Ms Averley is calm; she eddowes well", False),
    ],
)
def test_a_surname_of_the_family_stops_the_slip_but_not_her_own(words, stopped):
    built = slip(cases.file_with(cases.meeting(dps_text=words)), "meeting")
    assert any("slip says nothing" in one for one in built.stops) is stopped


def test_a_slip_is_for_the_prison_only():
    case_file = cases.file_with(cases.meeting())
    for kind in sorted(ALL - {AudienceKind.PRISON}):
        with pytest.raises(NotForThisReader):
            catalogue.build("outcome_slip", case_file, Audience(kind), record_id="meeting")


def test_a_slip_is_offered_for_meetings_reviews_and_conversations():
    case_file = cases.file_with(*records(), cases.document())
    found = catalogue.records_for(catalogue.pack("outcome_slip"), case_file)
    assert {case_file.by_id[one].record.type_name for one in found} == set(ABOUT)
    assert {"meeting", "review", "log"} <= set(found)


def test_a_long_slip_is_printed_whole():
    record = cases.meeting(dps_text="She was told. " * 280 + "The end.")
    built = slip(cases.file_with(record), "meeting")
    assert built.pages > 1
    assert "The end." in Paper(built.pdf).text


SERVICE = Service(
    id="service", name="Together a Chance", prison="HMP Larkmoor", phone="01632 960100",
    video_platforms=["prison_video_link", "phone_only"], booking_days=5,
    booking="Ring the booking office on 01632 960150.", link_fallback="Ring the wing: 01632 960160",
    what_visitors_bring="A passport and a letter of your employer.",
)  # fmt: skip


@pytest.mark.parametrize("kind", [AudienceKind.LOCAL_AUTHORITY, AudienceKind.COURT,
                                  AudienceKind.FAMILY, AudienceKind.TAC])  # fmt: skip
def test_how_to_meet_a_mother_is_one_page_from_the_services_record(kind):
    case_file = cases.file_with(service=SERVICE)
    built = catalogue.build("how_to_meet", case_file, Audience(kind, "marlcester", "sheila"))
    text = Paper(built.pdf).text
    assert built.pages == 1
    for words in ("Prison video link", "Allow 5 working days", "booking office", "Ring the wing",
                  "A passport", "HMP Larkmoor", "01632 960100"):  # fmt: skip
        assert words in text, words
    for words in ("Averley", "AVERLEY", "Rhosyn", "Z4172XQ", "Callum"):
        assert words not in text, words


def test_how_to_meet_a_mother_without_a_service_record_says_what_to_ask():
    built = catalogue.build("how_to_meet", cases.file_with(service=Service(id="service")))
    text = Paper(built.pdf).text
    assert "Ask us which systems can be used." in text
    assert "working days" not in text
    assert built.pages == 1


def test_how_to_meet_a_mother_is_one_page_however_much_was_written():
    much = SERVICE.changed(booking="Ring the booking office first. " * 40)
    case_file = cases.file_with(service=much)
    assert catalogue.build("how_to_meet", case_file).pages == 1
    assert catalogue.build("how_to_meet", case_file, large_print=True).pages >= 2
