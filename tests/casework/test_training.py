"""Training cases are fictional, varied, plausible, and the same for the same number."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tac_desktop.casework.case_format import CaseDocument, case_bytes, case_from_bytes
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.custody import PRISON_NUMBER
from tac_desktop.casework.document_files import recognise
from tac_desktop.casework.likely_same import likely_pairs
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import Record, problems, record_from
from tac_desktop.casework.training import example_case, training_cases
from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.training_service import service_work
from tac_desktop.casework.training_stories import (
    STAGE_WHEN_RELEASED,
    STAGES_EXPECTING,
    STAGES_WITH_BABY,
)
from tac_desktop.packs.fonts import unprintable
from tac_desktop.paths import resource

TODAY = dt.date(2026, 11, 22)


@cache
def forty() -> tuple[CaseDocument, ...]:
    return tuple(training_cases(40, seed=1, today=TODAY))


@cache
def records() -> tuple[Record, ...]:
    found = {
        one.id: record_from(one.type, one.id, one.mother_id, one.revisions[-1].content)
        for case in forty()
        for one in case.records
    }
    return tuple(found.values())


def of(type_name: str) -> list[Any]:
    return [one for one in records() if one.type_name == type_name]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def all_texts() -> Iterator[str]:
    for record in records():
        yield from texts(record.model_dump(mode="json"))


def test_the_same_number_makes_the_same_cases_and_another_number_others():
    once, again, other = (
        [case_bytes(case) for case in training_cases(4, seed=seed, today=TODAY)]
        for seed in (7, 7, 8)
    )
    assert once == again
    assert not set(once) & set(other)


def test_the_dates_follow_the_day_of_making():
    early, late = (
        next(training_cases(1, seed=3, today=day)) for day in (TODAY, dt.date(2031, 2, 3))
    )
    for case, day in ((early, TODAY), (late, dt.date(2031, 2, 3))):
        entries = [
            dt.date.fromisoformat(one.revisions[0].content["date"])
            for one in case.records
            if one.type == "contact_log"
        ]
        assert max(entries) < day
        assert day - max(entries) < dt.timedelta(days=200)


def test_each_case_is_a_whole_case_file():
    for case in forty():
        back = case_from_bytes(case_bytes(case))
        assert back.records == case.records
        assert back.dangling == ()


def test_every_record_could_have_been_saved_in_the_window():
    found = [(one.type_name, problem) for one in records() for problem in problems(one)]
    assert found == []


def test_every_choice_is_one_that_is_offered():
    wrong = []
    for record in records():
        for spec in questions_of(type(record)).values():
            value = getattr(record, spec.name)
            rows = value if spec.kind is Kind.ROWS else []
            pairs = [(spec, value)] + [
                (inner, getattr(row, inner.name))
                for row in rows
                for inner in questions_of(type(row)).values()
            ]
            for one, answer in pairs:
                codes = answer if isinstance(answer, list) else [answer]
                if one.kind in (Kind.CHOICE, Kind.CHOICES):
                    wrong += [
                        (record.type_name, one.name, code)
                        for code in codes
                        if code and code_list(one.codes).find(code) is None
                    ]
    assert wrong == []


def test_forty_cases_show_every_state_there_is_to_learn():
    assert Counter(one.status for one in of("case")).keys() == {"open", "waiting", "closed"}
    assert {one.status for one in of("acct_episode")} == {"open", "post_closure", "closed"}
    stages = {one.status for one in of("mbu_application")}
    assert stages == {*STAGES_EXPECTING, *STAGES_WITH_BABY, STAGE_WHEN_RELEASED}
    assert len({one.care_arrangement for one in of("placement")}) >= 7
    assert len({one.type for one in of("legal_status")}) >= 8
    assert {one.custody_status for one in of("custody")} == {
        "sentenced",
        "remand",
        "recalled",
        "released",
        "bail",
    }
    assert len({one.preferred_language for one in of("person") if one.kind == "mother"}) >= 8
    assert any(one.expected_date_of_delivery and not one.date_of_birth for one in of("person"))
    assert any(one.revisions[1:] for case in forty() for one in case.records)
    assert any(one.contact_made is False for one in of("contact_log"))
    assert {one.share for one in of("contact_log")} == {"open", "professionals_only"}


def test_episodes_show_how_they_begin_stand_and_end():
    waiting = [one for one in of("case") if one.status == "waiting"]
    assert len({one.priority for one in waiting}) >= 2
    assert any(one.priority_reason for one in waiting)
    assert any(one.kind == "bail" for one in of("departure"))
    assert any(one.kind == "departure" and one.is_open() for one in of("task"))
    closed = [one for one in of("case") if one.status == "closed"]
    assert {bool(one.approved_on) for one in closed if one.closing_words} == {True, False}
    consents = of("consent")
    assert any(one.withdrawn_on for one in consents) and any(one.ended_on for one in consents)
    assert any(not one.given for one in consents)
    reopened = {one.reopened_from for one in of("case")} - {""}
    assert any(one.case_id in reopened for one in consents)
    plans = of("release_plan")
    assert any(item.done_on for plan in plans for item in plan.items)
    assert {one.understood for one in of("explanation")} >= {"yes", "partly"}
    assert of("management_oversight") and of("prison_decision")
    said = [
        revision.reason
        for case in forty()
        for record in case.records
        for revision in record.revisions
    ]
    assert "mothers_comment" in said


def test_the_service_has_work_of_its_own_without_a_mother():
    work = service_work(1, TODAY)
    assert work == service_work(1, TODAY) != service_work(2, TODAY)
    assert {one.type_name for one in work} == {"staff_enquiry", "service_activity"}
    assert not any(one.mother_id or problems(one) for one in work)
    assert all(one.happened_on() <= TODAY for one in work)


def test_accts_units_and_concerns_show_what_can_become_of_them():
    by_mother = Counter(one.mother_id for one in of("acct_episode"))
    assert max(by_mother.values()) >= 2
    assert any(one.reopenings for one in of("acct_episode"))
    assert {one.tac_attended for one in of("acct_review")} >= {"yes", "sent_note", "not_invited"}
    assert {one.review_outcome for one in of("acct_review")} >= {"closed", "post_closure_ended"}
    assert {one.kind for one in of("concern")} >= {"self_harm", "child_care", "staff_conduct"}
    assert {bool(one.closed_on) for one in of("concern")} == {True, False}
    kinds = {one.kind for one in of("task") if one.from_record_id}
    assert kinds >= {"acct_action", "mbu_report", "mbu_step", "aftercare", "concern"}
    both_ways = {one.status for one in of("task") if one.kind == "aftercare"}
    assert both_ways >= {"open", "cancelled"}
    decisions = {row.decision for one in of("mbu_application") for row in one.extensions}
    assert decisions == {"approve", ""}
    assert {bool(one.signed_on) for one in of("mbu_tac_report")} == {True, False}


def test_contact_shows_what_surrounds_it():
    assert len({one.level for one in of("contact_level")}) >= 6
    assert {bool(one.ended_on) for one in of("contact_level")} == {True, False}
    assert any(one.review_on and one.review_on < TODAY for one in of("contact_level"))
    days = of("family_day")
    assert min(one.date for one in days) < TODAY < max(one.date for one in days)
    assert {row.came for one in days for row in one.children} == {True, False, None}
    assert {one.kind for one in of("separation_plan")} >= {"final_contact", "separation_from_unit"}
    assert {one.letter_way for one in of("contact_session")} >= {"sent", "received"}
    assert any(one.took_place is None for one in of("contact_session"))
    assert {one.type for one in of("contact_restriction")} >= {"BAN", "CLOSED", "CHILD"}
    assert any(one.replaces_id for one in of("placement"))
    assert any(one.earlier_release_dates for one in of("custody"))
    assert {one.birth_outcome for one in of("person")} >= {"miscarriage", "stillbirth"}


def test_meetings_and_hearings_lie_behind_and_ahead():
    for kind in ("meeting", "hearing"):
        days = [one.date for one in of(kind)]
        assert min(days) < TODAY < max(days)
    assert any(one.overdue(TODAY) for one in of("task"))


def test_court_and_meetings_show_every_state_there_is_to_learn():
    assert {one.explained for one in of("signed_paper")} == {True, False, None}
    assert any(one.withdrawn_on for one in of("signed_paper"))
    assert any(one.signed_on is None for one in of("signed_paper"))
    assert {one.status for one in of("proceedings")} >= {"open", "concluded"}
    assert any(one.extensions for one in of("proceedings"))
    assert any(one.expires and one.expires >= TODAY for one in of("court_order"))
    statuses = {row.status for one in of("court_order") for row in one.directions}
    assert statuses >= {"open", "met", "not_met"}
    assert {one.mother_attended for one in of("hearing")} == {True, False, None}
    assert any(one.debrief_on for one in of("meeting"))
    assert any(one.minutes_asked_for and not one.minutes_received for one in of("meeting"))
    kinds = {one.kind for one in of("task") if one.from_record_id and one.is_open()}
    assert kinds >= {"production", "unlock_request", "platform", "court_direction"}
    chosen = [one for one in of("chronology_event") if one.from_record_id]
    assert chosen and any(one.impact for one in chosen)


@pytest.mark.parametrize("letters", ["ŵŷ", "łśżź", "ğşı", "ịồọễ", "ўїєґі", "ёйяы", "șțăâ", "óíá"])
def test_names_have_the_letters_that_break_bad_programs(letters: str):
    names = " ".join(f"{one.first_names} {one.last_name}" for one in of("person")).lower()
    assert set(letters) & set(names)


def test_every_letter_can_be_printed():
    assert unprintable("".join(sorted(set("".join(all_texts()))))) == set()


def test_prison_numbers_are_of_the_right_pattern_and_from_the_invented_range():
    numbers = [one.prison_number for one in of("custody")]
    assert len(set(numbers)) == len(numbers) == 40
    assert all(PRISON_NUMBER.match(one) and one.startswith("Z") for one in numbers)
    assert "Z4172XQ" not in numbers


def test_nothing_could_reach_a_real_person():
    drama = re.compile(r"01632 960\d{3}|020 7946 0\d{3}|029 2018 0\d{3}|07700 900\d{3}")
    for one in (*of("person"), *of("organisation"), *of("worker")):
        assert not one.phone or drama.fullmatch(one.phone), one.phone
        for address in (getattr(one, "email", ""), getattr(one, "secure_email", "")):
            assert not address or re.fullmatch(r"[a-z0-9.]+@[a-z0-9.-]+\.example", address), address
        assert not getattr(one, "postcode", "") or one.postcode.startswith("ZZ99 ")


def test_no_authority_is_a_real_one():
    with resource("local_authorities.csv").open(encoding="utf-8-sig", newline="") as file:
        real = {value.casefold() for row in csv.reader(file) for value in row if len(value) > 4}
    for one in of("organisation"):
        name = one.name.split(",")[0].split(" / ")[-1]
        short = re.split(r" (?:City |County |Borough )?Council", name)[0]
        assert not {name.casefold(), short.casefold()} & real, one.name


def test_adopters_are_confidential_and_named_in_no_other_record():
    adopters = [one for one in of("person") if one.role == "adoptive_carer"]
    assert adopters
    for one in adopters:
        assert {"first_names", "last_name", "address", "phone"} <= set(one.confidential_fields)
        elsewhere = [
            record
            for record in records()
            if record.mother_id == one.mother_id and record.id != one.id
            for text in texts(record.model_dump(mode="json"))
            if one.last_name in text and record.type_name != "person"
        ]
        assert elsewhere == []


@pytest.mark.parametrize("entries", [0, 1, 17, 400])
def test_as_many_log_entries_are_made_as_were_asked_for(entries: int):
    cases = list(training_cases(14, entries=entries, seed=2, today=TODAY))
    made = Counter(one.type for case in cases for one in case.records)["contact_log"]
    assert made == entries
    waiting = [case for case in cases if "waiting" in case_bytes(case).decode("utf-8")]
    assert waiting


def test_a_case_seldom_says_the_same_thing_twice():
    for case in forty():
        said = [
            one.revisions[0].content["text"] for one in case.records if one.type == "contact_log"
        ]
        assert len(set(said)) >= 0.8 * len(said)


def test_nobody_sits_with_a_baby_before_the_birth_nor_is_expecting_for_years():
    for application in of("mbu_application"):
        due = application.edd_at_application
        assert due is None or abs(due - TODAY) < dt.timedelta(days=520)
    born = {one.id: one.became_born_on for one in of("person") if one.became_born_on}
    for entry in of("contact_log"):
        for child in entry.about_child_ids:
            assert child not in born or entry.date > born[child]


def test_each_case_says_that_it_is_invented():
    for case in forty():
        assert "invented" in case.about["fiction_notice"]
    assert all("invented" in one.case_summary for one in of("case") if one.case_summary)


def test_the_example_comes_with_its_own_notice():
    example = example_case()
    assert example.about["fiction_notice"].startswith("Every person")
    assert not {one.mother_id for case in forty() for one in case.records} & {example.mother_id}


def test_nobody_is_called_like_somebody_else():
    mothers = [one.display_name() for one in of("person") if one.kind == "mother"]
    assert len(set(mothers)) == len(mothers) == 40
    staff = {one.display_name() for one in of("person") if one.kind == "professional"}
    assert not staff & set(mothers)
    for case in forty():
        family = [
            record_from(one.type, one.id, one.mother_id, one.revisions[-1].content)
            for one in case.records
            if one.type == "person" and one.mother_id
        ]
        called = [one.first_names.split(" ")[0] for one in family if one.kind != "carer"]
        assert len(set(called)) == len(called), called


def test_nothing_is_to_come_for_a_mother_who_has_gone():
    gone = {one.mother_id for one in of("case") if one.status == "closed"} - {
        one.mother_id for one in of("case") if one.status == "open"
    }
    assert gone
    for kind, field in (
        ("meeting", "date"),
        ("hearing", "date"),
        ("contact_arrangement", "next_due"),
    ):
        days = [getattr(one, field) for one in of(kind) if one.mother_id in gone]
        assert all(day is None or day < TODAY for day in days), kind
    assert not [one for one in of("task") if one.mother_id in gone and one.is_open()]


def test_documents_have_files_of_both_kinds_one_was_replaced_and_one_waits_to_be_given():
    documents = [one for one in of("document") if one.content_sha256]
    assert {one.content_type for one in documents} == {"application/pdf", "image/png"}
    assert {bool(one.given_to_mother) for one in documents} == {True, False}
    files = {sha256: content for case in forty() for sha256, content in case.files.items()}
    assert {one.content_sha256 for one in documents} <= files.keys()
    assert all(recognise(content) for content in files.values())
    assert max(len(content) for content in files.values()) < 20_000
    replaced = [
        one
        for case in forty()
        for one in case.records
        if one.type == "document"
        and len({each.content.get("content_sha256") for each in one.revisions}) > 1
    ]
    assert replaced
    assert any(one.type_name == "document" and not one.content_sha256 for one in records())


def test_somebody_came_back_under_another_name_and_professionals_were_entered_twice():
    people = [one for one in of("person") if one.kind in ("mother", "professional")]
    numbers: dict[str, set[str]] = {}
    for one in of("custody"):
        given = {one.prison_number, *one.previous_numbers} - {""}
        numbers.setdefault(one.mother_id, set()).update(given)
    (link,) = of("same_person")
    assert link.in_force() and {link.kept_id, link.other_id} <= {one.id for one in people}
    kinds = {one.id: one.kind for one in people}
    found = [(kinds[one.one_id], one.why) for one in likely_pairs(people, [link], numbers)]
    assert ("mother", "the same prison number") in found
    assert any(kind == "professional" for kind, _why in found)


def test_closed_files_show_what_is_decided_about_keeping_them():
    assert {one.decision for one in of("retention_review")} == {"dispose", "keep_longer"}
    assert of("legal_hold")
    closed = {one.mother_id for one in of("case") if one.status == "closed"}
    assert {one.mother_id for one in (*of("legal_hold"), *of("retention_review"))} <= closed


def test_welsh_letters_that_the_papers_font_lacks_are_drawn_without_their_accent():
    paper = paper_pdf("Tŷwyn", ["Dŵr-Felin, Siôn"])
    assert b"Tywyn" in paper and b"?" not in paper
    assert "Dwr-Felin, Siôn".encode("latin-1") in paper
