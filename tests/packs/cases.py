"""One invented meeting, review and application, with everything a pack has to show."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.acct import AcctEpisode, AcctReview, Attendee, RiskDate, SupportAction
from tac_desktop.casework.case_file import Amendment, CaseFile
from tac_desktop.casework.children import ContactArrangement, ContactSession, LegalStatus, Placement
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.court import CourtOrder, Direction, Hearing, Proceedings
from tac_desktop.casework.mbu import MbuApplication, MbuEvidence, MbuReport
from tac_desktop.casework.meetings import Invitee, Meeting, MeetingAction
from tac_desktop.casework.people import Involvement, Person, Worker
from tac_desktop.casework.service import Service
from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import ChronologyEvent, Document, Task
from tests.casework.builders import TODAY, entry, file_of


def day(month: int, number: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


def meeting(**answers: object) -> Meeting:
    """A review for Callum on 18 November, of which everything is known."""
    known: dict[str, object] = {
        "id": "meeting", "mother_id": "ros", "type": "child_looked_after_review",
        "date": day(11, 18), "time": dt.time(11, 0), "place": "Quiet room",
        "child_ids": ["callum"], "chair_id": "chair", "host_org_id": "marlcester",
        "mode_planned": "speakerphone", "platform_offered": "microsoft_teams",
        "video_booking_ref": "VB-2211", "joining_note": "Ring 020 7946 0999, PIN 4411",
        "purpose": "To agree contact over Christmas", "agenda": ["Welcome", "Contact"],
        "mother_views": "I want to hear his voice every week",
        "questions": ["Who rings on Sundays?", "When is the next visit?"],
        "decisions": ["School to send the report"],
        "actions": [MeetingAction(action="Send the report", who="School", due=day(11, 30))],
        "invitees": [
            Invitee(person_id="chair", role="Chair", expected_mode="video", confirmed=True),
            Invitee(person_id="worker", role="Social worker in prison", expected_mode="in_person"),
            Invitee(person_id="sheila", role="Grandmother", expected_mode="phone", confirmed=False),
        ],
    }  # fmt: skip
    return Meeting.model_validate({**known, **answers})


def review(**answers: object) -> AcctReview:
    """A review note with an answer to everything."""
    known: dict[str, object] = {
        "id": "review", "mother_id": "ros", "acct_id": "acct", "type": "case_review",
        "date": day(11, 15), "time": dt.time(10, 30), "place": "Quiet room", "tac_attended": "yes",
        "attendees": [Attendee(person_id="chair", role="Wing manager", how="in_person")],
        "tac_contribution": "Explained what the reduced contact means.",
        "children_news_shared": True, "children_news": "Callum is well.",
        "her_words": "I can sleep again", "triggers": "The hearing",
        "protective_factors": "Her mother's visits", "risk_as_recorded": "raised",
        "support_actions": [SupportAction(action="Ring the carer", owner="Dana", due=day(11, 20))],
        "actions_for_tac": ["Sit with her after the Board"],
        "observations": "Two an hour", "next_review": day(11, 22), "bad_news_given": True,
        "bad_news": "Contact was reduced", "bad_news_told_to": "Oscar 1",
        "bad_news_told_at": "15:50",
    }  # fmt: skip
    return AcctReview.model_validate({**known, **answers})


def application(**answers: object) -> MbuApplication:
    """An application before its Board, one report late and one missing."""
    known: dict[str, object] = {
        "id": "mbu", "mother_id": "ros", "kind": "pregnant_from_birth", "unit": "Larkmoor",
        "child_id": "seren", "mother_told_of_right": day(6, 26), "applied": day(9, 8),
        "status": "board_arranged", "board_date": day(11, 18), "board_time": dt.time(11, 0),
        "chair_id": "chair", "mother_views": "I want to be her mum every day",
        "la_safeguards": "The unit keeps her safe.",
        "reports": [
            MbuReport(from_whom="Children's services", requested=day(9, 11), due=day(10, 9),
                      received=day(11, 10), chased=["2026-10-12"], view="supports",
                      summary="Supports a place"),
            MbuReport(from_whom="Probation", requested=day(9, 11), due=day(10, 9)),
        ],
        "evidence": [
            MbuEvidence(criterion="best_interests", direction="for", evidence="Warm with the baby",
                        source="Nursery manager"),
            MbuEvidence(criterion="best_interests", direction="against", evidence="Tired"),
        ],
    }  # fmt: skip
    return MbuApplication.model_validate({**known, **answers})


def hearing(**answers: object) -> Hearing:
    """A hearing for Callum on 3 December, asked for and not confirmed."""
    known: dict[str, object] = {
        "id": "hearing", "mother_id": "ros", "proceedings_id": "care", "type": "issue_resolution",
        "date": day(12, 3), "time": dt.time(10, 0), "attendance_mode": "in_person",
        "notice_received": day(11, 10), "production_requested": day(11, 11),
    }  # fmt: skip
    return Hearing.model_validate({**known, **answers})


def proceedings(**answers: object) -> Proceedings:
    """Care proceedings about Callum."""
    known: dict[str, object] = {
        "id": "care", "mother_id": "ros", "type": "care", "case_number": "ZZ26C50217",
        "child_ids": ["callum"], "issued": day(7, 29), "applicant_id": "marlcester",
        "mother_represented_by_id": "solicitor", "la_plan": "Long-term foster care",
        "mother_position": "I want Callum home",
    }  # fmt: skip
    return Proceedings.model_validate({**known, **answers})


def log_entry() -> ContactLogEntry:
    """A visit that is in the chronology."""
    return ContactLogEntry(
        id="log", mother_id="ros", date=day(10, 16), time=dt.time(13, 30),
        channel="supervised_visit", with_person_ids=["callum"], about_child_ids=["callum"],
        text="Visit started 25 minutes late.\nWarm & tearful.", significant=True,
        chronology="First visit since the summer", contact_made=True,
    )  # fmt: skip


def file_with(*records: object, service: Service | None = None) -> CaseFile:
    """The family of the builders, the meeting's people, contact, court, and `records`."""
    shared = [service or Service(id="service", prison="HMP Larkmoor", phone="01632 960100")]
    return file_of(*shared, *_people(), *_children(), *_court_and_work(), *records)


def amended(case_file: CaseFile, record_id: str) -> CaseFile:
    """The same file, with an amendment under one record."""
    when = dt.datetime(2026, 10, 19, 9, 5)
    late = Amendment(when, "Dana Whitlock-Reyes", "correction", "Twenty minutes, not 25.")
    entries = [
        entry(one.record, [late]) if one.record.id == record_id else one
        for one in case_file.entries
    ]
    return case_file.with_entries(entries)


def _people() -> list[object]:
    return [
        Person(id="chair", mother_id="ros", kind="professional", first_names="Graham",
               last_name="Stallworthy", role="independent_reviewing_officer",
               phone="020 7946 0113"),
        Person(id="csw", mother_id="ros", kind="professional", first_names="Naomi",
               last_name="Featherstone-Obi", role="child_social_worker", phone="020 7946 0111"),
        Involvement(id="inv", mother_id="ros", person_id="csw", role="child_social_worker",
                    child_ids=["callum"]),
        Worker(id="worker", name="Dana Whitlock-Reyes", phone="01632 960101"),
        Person(id="seren", mother_id="ros", kind="child", first_names="Seren",
               last_name="Averley", date_of_birth="2026-11-12"),
        Person(id="carer", mother_id="ros", kind="carer", first_names="Moira",
               last_name="Eddowes", phone="07700 900321"),
    ]  # fmt: skip


def _children() -> list[object]:
    return [
        Placement(id="plc", mother_id="ros", child_id="callum", carer_id="carer",
                  care_arrangement="local_authority_foster_care", start=day(2, 18),
                  town="Marlcester"),
        LegalStatus(id="leg", mother_id="ros", child_id="callum", type="interim_care_order",
                    start=day(8, 20)),
        ContactArrangement(id="arr", mother_id="ros", child_id="callum", type="prison_video_call",
                           frequency="fortnightly", basis="care_plan", start=day(8, 27)),
        ContactSession(id="s1", mother_id="ros", arrangement_id="arr", planned=day(9, 24),
                       took_place=True),
        ContactSession(id="s2", mother_id="ros", arrangement_id="arr", planned=day(10, 22),
                       took_place=False, reason="video_equipment_failed"),
    ]  # fmt: skip


def _court_and_work() -> list[object]:
    return [
        CourtOrder(id="ord", mother_id="ros", type="interim_care_order", child_ids=["callum"],
                   directions=[Direction(text="Parenting assessment", by_id="marlcester",
                                         due=day(11, 13), status="not_met")]),
        CourtOrder(id="ord2", mother_id="ros", type="placement_order", child_ids=["theo"],
                   directions=[Direction(text="About another child", status="open")]),
        Task(id="t1", mother_id="ros", title="Ask why calls stopped", due=day(11, 6),
             waiting_on_id="csw"),
        Task(id="t2", mother_id="ros", title="Print the pack", kind="meeting_pack"),
        Task(id="t3", mother_id="ros", title="Finished long ago", status="done"),
        ChronologyEvent(id="e1", mother_id="ros", date="2004-09", text="Came into foster care"),
        ChronologyEvent(id="e2", mother_id="ros", date="2014-05-09", text="Callum born"),
        ChronologyEvent(id="e3", mother_id="ros", date="2026-08-20", text="Interim care order",
                        source="Order", child_ids=["callum"]),
        AcctEpisode(id="acct", mother_id="ros", log_number="LKX-0147", opened=day(10, 9),
                    coordinator_id="chair",
                    known_dates_of_risk=[RiskDate(date=day(12, 25), why="Christmas"),
                                         RiskDate(date=day(10, 1), why="Long over")]),
    ]  # fmt: skip


PAPER = paper_pdf("Interim care order", ["Invented order about Callum."] * 60)
"""Two pages."""


def document(**answers: object) -> Document:
    """A document with a file of two pages."""
    known = {"id": "order", "mother_id": "ros", "title": "Order about Callum",
             "child_ids": ["callum"], "content_sha256": "of the order",
             "content_type": "application/pdf", **answers}  # fmt: skip
    return Document.model_validate(known)


def attachment(sha256: str) -> bytes:
    """The file of `document`."""
    assert sha256 == "of the order"
    return PAPER


assert dt.date(2026, 11, 16) == TODAY
