"""Counts of contact by period and child, answers in one press, letterbox, notes to be shared."""

import datetime as dt

import pytest

from tac_desktop.casework.children import ContactArrangement, ContactSession
from tac_desktop.casework.contact_answers import (
    contact_in_words,
    happened_words,
    session_on,
    session_record,
)
from tac_desktop.casework.contact_given import contact_given, contact_total, recently, to_share
from tac_desktop.casework.letterbox import letterboxes
from tac_desktop.casework.next_contact import OpenContact
from tac_desktop.casework.service import Service
from tac_desktop.casework.work import Document
from tests.casework.builders import TODAY, file_of

DAY = dt.date
CALLS = ContactArrangement(
    id="calls", mother_id="ros", child_id="callum", type="prison_video_call",
    frequency="fortnightly",
)  # fmt: skip
VISITS = ContactArrangement(
    id="visits", mother_id="ros", child_id="megan", type="visit_supervised", frequency="monthly"
)


def held(arrangement, day, took_place=True, reason="", **answers):
    return session_record(arrangement, day, took_place, reason).changed(**answers)


SESSIONS = (
    held(CALLS, DAY(2026, 5, 7)),
    held(CALLS, DAY(2026, 9, 24)),
    held(CALLS, DAY(2026, 10, 8), False, "video_equipment_failed"),
    held(CALLS, DAY(2026, 10, 22), False, "video_equipment_failed"),
    held(CALLS, DAY(2026, 11, 5)),
    held(VISITS, DAY(2026, 11, 15)),
)


def test_contact_is_counted_from_a_day_on_and_of_all_time():
    case_file = file_of(CALLS, VISITS, *SESSIONS)
    (all_time,) = contact_given(case_file, "callum")
    assert (all_time.planned, all_time.took_place) == (5, 3)
    (recent,) = contact_given(case_file, "callum", recently(case_file))
    assert (recent.planned, recent.took_place) == (4, 2)
    assert recent.reasons == (("video_equipment_failed", 2),)
    assert recent.last_on == DAY(2026, 11, 5)


def test_all_contact_of_a_child_and_of_all_children_is_one_sentence():
    case_file = file_of(CALLS, VISITS, *SESSIONS)
    assert contact_total(case_file, "callum").sentence == (
        "Cal: 3 of 5 took place; not: video equipment failed (2). Last contact 11 days ago, "
        "5 Nov 2026."
    )
    assert contact_total(case_file).sentence == (
        "All children: 4 of 6 took place; not: video equipment failed (2). "
        "Last contact yesterday, 15 Nov 2026."
    )
    assert contact_total(case_file, "theo").sentence == "Theo: nothing recorded."


def test_the_last_contact_is_said_even_where_it_lies_before_the_period():
    total = contact_total(file_of(CALLS, held(CALLS, DAY(2026, 5, 7))), "callum", DAY(2026, 8, 16))
    assert total.planned == 0
    assert total.sentence == "Cal: nothing recorded. Last contact 193 days ago, 7 May 2026."


# One press


def test_pressing_twice_or_in_two_vaults_gives_the_same_record():
    first = session_record(CALLS, TODAY, True)
    assert first == session_record(CALLS, TODAY, True)
    assert first.id != session_record(CALLS, DAY(2026, 11, 30), True).id
    assert first.id != session_record(VISITS, TODAY, True).id
    assert (first.mother_id, first.arrangement_id, first.planned) == ("ros", "calls", TODAY)


def test_an_answer_keeps_what_else_the_session_says_and_can_be_taken_back():
    known = ContactSession(id="by-hand", mother_id="ros", arrangement_id="calls", planned=TODAY,
                           note="Booked for 16:30")  # fmt: skip
    case_file = file_of(CALLS, known)
    assert session_on(case_file, "calls", TODAY) == known
    lost = session_record(CALLS, TODAY, False, "no_slot", known)
    assert (lost.id, lost.note, lost.reason) == ("by-hand", "Booked for 16:30", "no_slot")
    assert session_record(CALLS, TODAY, True, "no_slot", lost).reason == ""
    assert session_record(CALLS, TODAY, None, known=lost) == known


def test_a_call_happens_and_a_letter_is_sent():
    letter = CALLS.changed(type="letter")
    assert happened_words(CALLS) == ("Happened", "Did not")
    assert happened_words(letter) == ("Sent", "Not sent")
    words = contact_in_words(file_of(CALLS), OpenContact(CALLS, TODAY))
    assert words == "Prison video call, Cal"


# Notes to be shared

SEEN = held(VISITS, DAY(2026, 8, 31), note="Warm, tearful at the end.")


@pytest.mark.parametrize(
    ("as_of", "overdue"), [(DAY(2026, 11, 30), False), (DAY(2026, 12, 1), True)]
)
def test_notes_of_a_supervised_contact_are_to_be_shared_within_three_months(as_of, overdue):
    (one,) = to_share(file_of(VISITS, SEEN, as_of=as_of))
    assert (one.by, one.overdue) == (DAY(2026, 11, 30), overdue)


def test_nothing_is_to_be_shared_twice_without_notes_or_where_the_service_says_so():
    shared = SEEN.changed(shared_with_mother_on=DAY(2026, 10, 1))
    for records in (
        (VISITS, shared),
        (VISITS, held(VISITS, DAY(2026, 8, 31))),
        (VISITS, held(VISITS, DAY(2026, 8, 31), False, "no_slot", note="No room")),
        (CALLS, held(CALLS, DAY(2026, 8, 31), note="Cal showed his model plane.")),
        (VISITS, SEEN, Service(id="service", share_contact_months=0)),
    ):
        assert to_share(file_of(*records)) == []
    supervised_call = CALLS.changed(supervisor_id="sheila")
    call = held(CALLS, DAY(2026, 8, 31), note="Cal asked when she comes home.")
    assert len(to_share(file_of(supervised_call, call))) == 1


# Letterbox

BOX = ContactArrangement(
    id="box", mother_id="ros", child_id="theo", type="letterbox", frequency="yearly_april",
    start=DAY(2026, 4, 1),
)  # fmt: skip


def test_letterbox_says_when_to_begin_and_then_that_it_is_time():
    sent = held(BOX, DAY(2026, 4, 1))
    (early,) = letterboxes(file_of(BOX, sent))
    assert (early.due, early.remind_on, early.to_write) == (
        DAY(2027, 4, 1), DAY(2027, 2, 18), False,
    )  # fmt: skip
    assert early.sentence == "Next letter due 1 Apr 2027; begin with it on 18 Feb 2027."
    (late,) = letterboxes(file_of(BOX, sent, as_of=DAY(2027, 2, 18)))
    assert late.to_write
    assert late.sentence == "Time to write: due in 42 days, 1 Apr 2027."


def test_without_a_reminder_or_while_suspended_nobody_is_told_to_write():
    none = Service(id="service", letterbox_reminder_weeks=0)
    (box,) = letterboxes(file_of(BOX, none, as_of=DAY(2027, 3, 31)))
    assert (box.remind_on, box.to_write) == (None, False)
    (stopped,) = letterboxes(file_of(BOX.changed(status="suspended"), as_of=DAY(2027, 3, 31)))
    assert stopped.sentence == "No letter is due."


def test_letterbox_keeps_what_was_sent_and_received_newest_first():
    sent = held(BOX, DAY(2026, 4, 1), note="Letter and a drawing", document_id="copy")
    came = held(BOX, DAY(2026, 6, 20), letter_way="received", note="Two pages and a photograph")
    copy = Document(id="copy", mother_id="ros", title="Her letter", type="letter", from_id="ros",
                    child_ids=["theo"], date=DAY(2026, 4, 1))  # fmt: skip
    drawing = Document(id="drawing", mother_id="ros", title="A drawing of a boat", type="drawing",
                       child_ids=["theo"], date=DAY(2026, 5, 2))  # fmt: skip
    other = Document(id="other", mother_id="ros", title="Callum's letter", type="letter_from_child",
                     child_ids=["callum"])  # fmt: skip
    official = Document(id="official", mother_id="ros", title="Matching notice", type="letter",
                        child_ids=["theo"])  # fmt: skip
    (box,) = letterboxes(file_of(BOX, sent, came, copy, drawing, other, official))
    assert [one.words for one in box.items] == [
        "Received by her: Two pages and a photograph",
        "A drawing of a boat",
        "Sent by her: Letter and a drawing",
    ]
