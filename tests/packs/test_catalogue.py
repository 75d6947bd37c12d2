"""The catalogue: everything printable, cheap to list, and the one door to every print."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.children import ContactArrangement, Placement
from tac_desktop.casework.concern import Concern
from tac_desktop.casework.court import SignedPaper
from tac_desktop.casework.mbu import MbuTacReport
from tac_desktop.casework.meetings import Invitee
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import record_types
from tac_desktop.errors import Cancelled, NotUnderstood, TacError
from tac_desktop.packs import catalogue
from tac_desktop.packs.catalogue import NotForThisReader
from tac_desktop.packs.outcome import Copy
from tests.packs import cases
from tests.packs.reading import Paper

TAC = Audience(AudienceKind.TAC)
NOT_THEIR_CHILD = (AudienceKind.SCHOOL, AudienceKind.FAMILY)
"""Readers who in these tests have nothing to do with Callum, whom the records are about."""


def test_listing_the_catalogue_loads_nothing_that_draws_pages():
    question = (
        "import sys; from tac_desktop.packs import catalogue; catalogue.packs();"
        "print([name for name in ('reportlab', 'pikepdf', 'PySide6') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_it_lists_the_packs_and_a_blank_form_of_every_record_type():
    names = [one.name for one in catalogue.packs()]
    first = ["meeting", "acct_contribution", "mbu_summary", "chronology", "notes", "record"]
    assert [one for one in names if one in first] == first
    for cls in record_types():
        assert (f"blank:{cls.type_name}" in names) == bool(cls.layout)
    assert len(set(names)) == len(names)
    assert all(one.title for one in catalogue.packs())


LETTERS = [one for one in catalogue.packs() if one.name == catalogue.LETTER]
"""Made for nobody but the one whom they are to: see test_letter.py."""


@pytest.mark.parametrize(
    "one", [one for one in catalogue.packs() if one not in LETTERS], ids=lambda one: one.name
)
def test_everything_in_the_catalogue_can_be_built_for_its_readers(one):
    case_file = cases.file_with(
        cases.meeting(), cases.review(), cases.application(child_id="callum"), cases.log_entry(),
        cases.hearing(), cases.proceedings(),
        cases.document(), Concern(id="concern", mother_id="ros", kind="child_care"),
        MbuTacReport(id="report", mother_id="ros", application_id="mbu"),
        SignedPaper(id="paper", mother_id="ros", kind="section_20"),
        ContactArrangement(id="letters", mother_id="ros", child_id="callum", type="letterbox"),
    )  # fmt: skip
    needed = {"signed_paper": "paper", "contact_arrangement": "letters",
              "hearing": "hearing",
              "meeting": "meeting", "acct_review": "review", "mbu_application": "mbu",
              "document": "order", "mbu_tac_report": "report", "concern": "concern"}  # fmt: skip
    record_id = needed.get(one.needs, "log" if one.needs else "")
    for kind in sorted(one.audiences):
        if one.needs and kind in NOT_THEIR_CHILD:
            continue
        if one.needs == "record" and kind is AudienceKind.COMMUNITY:
            continue  # gets no log entries
        built = catalogue.build(
            one.name, case_file, _audience(kind), record_id=record_id, attachment=cases.attachment
        )
        assert built.pages == len(Paper(built.pdf).pages) >= 1
        assert built.title
        assert built.unprintable == ""


def _audience(kind: AudienceKind) -> Audience:
    organisations = {"local_authority": "marlcester", "school": "school"}
    people = {"family": "sheila"}
    return Audience(kind, organisations.get(kind, ""), people.get(kind, ""))


def test_a_record_that_this_reader_does_not_get_cannot_be_printed_and_the_reason_is_said():
    case_file = cases.file_with(cases.review())
    with pytest.raises(catalogue.NotForThisReader) as refused:
        catalogue.build(
            "record", case_file, Audience(AudienceKind.COURT), record_id="review"
        )  # fmt: skip
    assert "Records of this kind are not for this reader." in refused.value.sentence


def test_whose_copy_it_is_may_depend_on_what_the_reader_sees():
    whole, seen = cases.file_with(cases.review(), cases.log_entry()), []

    def copy(file):
        seen.append(file)
        return Copy(1, 2, "A reader of theirs")

    board = Audience(AudienceKind.MBU_BOARD)
    built = catalogue.build("chronology", whole, board, copy=copy)
    assert "Copy 1 of 2 for A reader of theirs" in Paper(built.pdf).text
    assert [len(one.entries) < len(whole.entries) for one in seen] == [True]


def test_a_pack_is_not_made_for_a_kind_of_reader_it_is_not_meant_for():
    case_file = cases.file_with(cases.review())
    with pytest.raises(catalogue.NotForThisReader, match="Court and solicitors"):
        catalogue.build(
            "acct_contribution", case_file, Audience(AudienceKind.COURT), record_id="review"
        )


@pytest.mark.parametrize(
    ("name", "record_id"), [("meeting", ""), ("meeting", "log"), ("record", "nothing"), ("no", "")]
)
def test_what_cannot_be_found_is_said(name, record_id):
    with pytest.raises(NotUnderstood):
        catalogue.build(name, cases.file_with(cases.log_entry()), TAC, record_id=record_id)


def test_a_print_without_a_file_is_refused_and_a_blank_form_needs_none():
    with pytest.raises(NotUnderstood):
        catalogue.build("chronology")
    assert catalogue.build("blank:contact_log").pages >= 1


def test_a_print_that_must_not_go_out_needs_a_reason_in_writing():
    case_file = cases.file_with(cases.meeting())
    built = catalogue.build("meeting", case_file, Audience(AudienceKind.COURT), record_id="meeting")
    assert built.stops
    with pytest.raises(TacError, match="without a reason"):
        built.for_paper()
    with pytest.raises(TacError):
        built.for_paper("  ")
    assert built.for_paper("Order of the court, 12 Nov 2026") == built.pdf


def test_a_meeting_to_which_somebody_comes_who_must_not_be_told_stops():
    guest = Invitee(person_id="gethin", role="Father")
    case_file = cases.file_with(cases.meeting(invitees=[guest]))
    for kind in (AudienceKind.LOCAL_AUTHORITY, AudienceKind.PRISON, AudienceKind.MOTHER):
        reader = Audience(kind, organisation_id="marlcester")
        built = catalogue.build("meeting", case_file, reader, record_id="meeting")
        assert any("Gethin Pugh is invited to this meeting" in stop for stop in built.stops)
    assert catalogue.build("meeting", case_file, TAC, record_id="meeting").stops == ()


def test_a_blank_form_is_carried_through_the_prison_and_names_no_adoptive_family():
    child = Person(id="nia", mother_id="ros", kind="child", first_names="Nia",
                   last_name="Oakhurst-Lyle")  # fmt: skip
    placed = Placement(id="nias", mother_id="ros", child_id="nia", confidential=True,
                       care_arrangement="adopted", carer_id="adopters")  # fmt: skip
    text = Paper(catalogue.build("blank:contact_log", cases.file_with(child, placed), TAC).pdf).text
    assert "Nia" in text
    assert "Oakhurst" not in text


def test_an_organisation_of_which_nothing_is_left_cannot_be_printed_and_that_is_said():
    reader = Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id="marlcester")
    with pytest.raises(NotForThisReader, match="Nothing else that this reader may see"):
        catalogue.build("record", cases.file_with(), reader, record_id="cwm")


@pytest.mark.parametrize("name", catalogue.OVER_ALL)
def test_a_print_over_all_mothers_is_made_for_nobody_but_our_own_team(name):
    with pytest.raises(catalogue.NotForThisReader):
        catalogue.build(name, audience=Audience(AudienceKind.PRISON))


def test_what_the_file_has_nothing_for_says_what_to_write_down_first():
    with pytest.raises(catalogue.NothingOfItsKind) as refused:
        catalogue.build("letter", cases.file_with(), Audience(AudienceKind.TAC))
    assert "Write it down in her file first: Letter." in refused.value.sentence


def test_copies_differ_in_their_number_alone():
    case_file = cases.file_with(cases.meeting())
    first, second = (
        Paper(
            catalogue.build(
                "meeting", case_file, TAC, record_id="meeting", copy=Copy(number, 2, "Dana")
            ).pdf
        ).text
        for number in (1, 2)
    )
    assert first != second
    assert first.replace("Copy 1 of 2", "Copy 2 of 2") == second


def test_making_a_pack_can_be_stopped():
    def stop(done: int, total: int, words: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        catalogue.build(
            "meeting", cases.file_with(cases.meeting()), TAC, record_id="meeting", progress=stop
        )


def test_the_chronology_is_whole_and_oldest_first():
    text = Paper(catalogue.build("chronology", cases.file_with(cases.log_entry()), TAC).pdf).text
    places = [
        text.index(words)
        for words in (
            "Sep 2004",
            "Callum born",
            "Interim care order",
            "First visit since the summer",
        )
    ]
    assert places == sorted(places)


def test_records_for_a_pack_are_offered_newest_first():
    older = cases.meeting(id="older", date=dt.date(2026, 1, 1))
    case_file = cases.file_with(older, cases.meeting())
    assert catalogue.records_for(catalogue.pack("meeting"), case_file) == ["meeting", "older"]
