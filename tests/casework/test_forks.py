"""What goes together of two versions without asking, and what a person has to say."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.forks import FILE, STRUCK, Together, differences, settled
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import Document

MEETING = Meeting(mother_id="m", place="Room 1", purpose="Review", date=dt.date(2026, 12, 1))


def found(versions: list[Record], base: Record | None) -> dict[str, int | None]:
    return {one.name: one.suggested for one in differences(versions, base)}


def test_two_people_who_changed_different_answers_are_not_asked():
    versions = [MEETING.changed(place="Room 4"), MEETING.changed(purpose="First review")]
    assert found(versions, MEETING) == {"place": 0, "purpose": 1}
    both = settled(versions, MEETING, {"place": 0, "purpose": 1})
    assert (both.place, both.purpose) == ("Room 4", "First review")  # type: ignore[attr-defined]


def test_two_answers_to_one_question_are_asked():
    versions = [MEETING.changed(place="Room 4"), MEETING.changed(place="Room 7")]
    assert found(versions, MEETING) == {"place": None}
    with pytest.raises(KeyError):
        settled(versions, MEETING, {})


def test_the_same_answer_on_both_sides_is_no_difference():
    assert differences([MEETING.changed(place="4"), MEETING.changed(place="4")], MEETING) == []


def test_an_answer_taken_away_on_one_side_only_stays_away():
    assert found([MEETING.changed(place=""), MEETING], MEETING) == {"place": 0}


def test_without_a_common_beginning_everything_is_asked():
    versions = [MEETING.changed(place="Room 4"), MEETING.changed(purpose="First review")]
    assert found(versions, None) == {"place": None, "purpose": None}


def test_of_three_versions_two_that_agree_are_suggested_and_two_that_do_not_are_asked():
    here, there = MEETING.changed(place="Room 4"), MEETING.changed(place="Room 7")
    assert found([here, MEETING, here], MEETING) == {"place": 2}
    assert found([here, MEETING, there], MEETING) == {"place": None}


def test_struck_out_on_one_side_is_a_difference_of_its_own():
    struck = MEETING.changed(entered_in_error="Wrong mother")
    assert found([struck, MEETING.changed(place="Room 4")], MEETING) == {"place": 1, STRUCK: 0}
    kept = settled([struck, MEETING.changed(place="4")], MEETING, {"place": 1, STRUCK: 1})
    assert kept.entered_in_error == ""


def test_what_no_question_asks_for_is_settled_without_asking():
    entry = ContactLogEntry(mother_id="m", date=dt.date(2026, 11, 1), text="Rang.", unmapped={})
    copied = entry.changed(dps_copied_at=dt.datetime(2026, 11, 2, tzinfo=dt.UTC))
    moved = entry.changed(unmapped={"old_ref": "7"})
    assert differences([copied, moved], entry) == []
    both = settled([copied, moved], entry, {})
    assert both.unmapped == {"old_ref": "7"}
    assert both.dps_copied_at == copied.dps_copied_at  # type: ignore[attr-defined]


def test_the_file_of_a_document_is_chosen_as_a_whole():
    document = Document(mother_id="m", title="Order")
    mine = document.changed(content_sha256="a" * 64, content_bytes=3, file_name="mine.png")
    theirs = document.changed(content_sha256="b" * 64, content_bytes=5, file_name="theirs.png")
    assert found([mine, theirs], document) == {FILE: None}
    taken = settled([mine, theirs], document, {FILE: 0})
    assert isinstance(taken, Document)
    assert (taken.content_sha256, taken.content_bytes, taken.file_name) == ("a" * 64, 3, "mine.png")


def test_texts_that_grew_on_both_sides_can_be_taken_one_after_the_other():
    entry = ContactLogEntry(mother_id="m", date=dt.date(2026, 11, 1), text="She rang.")
    mine = entry.changed(text="She rang. About school.")
    theirs = entry.changed(text="She rang. Crying.")
    (one,) = differences([mine, theirs], entry)
    assert one.suggested is None
    assert one.together == Together("She rang.\n\nAbout school.\n\nCrying.")
    both = settled([mine, theirs], entry, {"text": one.together})
    assert both.text == "She rang.\n\nAbout school.\n\nCrying."  # type: ignore[attr-defined]


def test_lists_that_grew_can_be_joined_and_those_that_shrank_cannot():
    mother = Person(mother_id="m", kind="mother", aliases=["Ros"])
    mine, theirs = mother.changed(aliases=["Ros", "Rosie"]), mother.changed(aliases=["Ros", "R"])
    (one,) = differences([mine, theirs], mother)
    assert one.together == Together(["Ros", "Rosie", "R"])
    (other,) = differences([mine, mother.changed(aliases=["R"])], mother)
    assert other.together is None
