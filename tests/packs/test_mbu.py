"""The MBU summary: stages, reports and their delay, four headings, evidence, Board and decision."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.mbu import MbuExtension, MbuTacReport
from tac_desktop.packs import catalogue
from tests.packs import cases
from tests.packs.reading import Paper

BOARD = Audience(AudienceKind.MBU_BOARD)


def paper(audience: Audience = BOARD, **answers: object) -> Paper:
    case_file = cases.file_with(cases.application(**answers))
    return Paper(catalogue.build("mbu_summary", case_file, audience, record_id="mbu").pdf)


def test_it_shows_how_far_the_application_is():
    text = paper().text
    assert "Stage now Board arranged" in text
    assert "26 Jun 2026 8 Sep 2026 1 of 2 here 18 Nov 2026 not yet not yet" in text


def test_an_admission_before_the_board_is_not_taken_for_an_admission():
    assert "not yet 14 Nov 2026, before the Board" in paper(temporary_admission="2026-11-14").text
    assert "before the Board" not in paper(admitted="2026-11-20").text


def test_dates_are_computed_from_birth_and_release():
    text = paper().text
    assert "18 months old on 12 May 2028." in text
    assert "24 months old on 12 Nov 2028." in text
    assert "Release on 23 May 2027 comes before 18 months." in text


def test_reports_say_how_late_they_were_or_are():
    text = paper().text
    assert "Children's services 11 Sep 2026 9 Oct 2026 10 Nov 2026 32 days Supports" in text
    assert "Probation 11 Sep 2026 9 Oct 2026 missing 38 days" in text
    assert "Chased on 12 Oct 2026. Supports a place" in text


def test_all_four_headings_of_the_authoritys_assessment_are_there_and_gaps_are_seen():
    text = paper().text
    assert "Does the unit safeguard the child: needs and risks The unit keeps her safe." in text
    for heading in (
        "Effect on development, health and wellbeing",
        "Contact with family and network",
        "What happens if it is refused, kinship care included",
    ):
        assert f"{heading} Not covered yet." in text


def test_evidence_stands_for_and_against_with_its_source():
    text = paper().text
    expected = "For Against Warm with the baby (source: Nursery manager) Tired (no source given)"
    assert f"Best interests of the child {expected}" in text
    assert "No evidence is recorded on: " in text


def test_recommendation_and_decision_stand_apart():
    text = paper(
        recommendation="refuse", recommendation_reasons="Too early", decision="approve",
        decided_by="Governor", decision_reasons="Her progress",
    ).text  # fmt: skip
    assert "Recommendation of the Board The Board recommends Refuse" in text
    assert "Decision Decision Admit Decided by Governor" in text
    assert text.index("Too early") < text.index("Her progress")
    before = paper().text
    assert "The Board has not made a recommendation yet." in before
    assert "No decision is recorded yet." in before


def test_her_view_is_in_her_own_words():
    assert "I want to be her mum every day" in paper().text


def test_the_mother_gets_it_in_large_print():
    pack = paper(Audience(AudienceKind.MOTHER))
    assert 14.0 in pack.sizes()
    assert "What you said I want to be her mum every day" in pack.text
    assert "came on 10 Nov 2026, 32 days late, Supports" in pack.text
    assert pack.ink_outside(left=25, right=20, top=8, bottom=7) == 0


def test_an_application_that_has_only_begun_says_what_is_not_there():
    text = paper(reports=[], evidence=[], board_date=None, mother_views="", child_id="").text
    assert "No reports are recorded yet." in text
    assert "No evidence is recorded yet." in text
    assert "No Board has been arranged yet." in text
    assert "Her view is not written down yet." in text


def test_time_on_the_unit_extensions_and_care_for_both_outcomes_are_printed():
    text = paper(
        admitted="2026-11-20",
        extensions=[MbuExtension(asked_on=dt.date(2026, 11, 1), until=dt.date(2028, 8, 12))],
        aftercare_if_approved="Show her the room",
        aftercare_if_refused="Stay with her",
        appeal_grounds="They did not ask my mother",
    ).text
    assert "1 Nov 2026 12 Aug 2028 no decision yet" in text
    for words in ("Show her the room", "Stay with her", "They did not ask my mother"):
        assert words in text
    assert "Time on the unit" not in paper().text


def report_on(audience: Audience = BOARD, **answers: object) -> Paper:
    known = {"id": "report", "mother_id": "ros", "application_id": "mbu", "date": "2026-11-10",
             "facts": "Born early.", "opinion": "A place would serve both."}  # fmt: skip
    report = MbuTacReport.model_validate({**known, **answers})
    case_file = cases.file_with(cases.application(), report)
    return Paper(catalogue.build("mbu_report", case_file, audience, record_id="report").pdf)


def test_the_report_to_the_board_is_a_draft_until_it_is_signed():
    text = report_on().text
    assert "Draft: this report is not signed." in text
    assert "Child Seren Averley Unit Larkmoor" in text
    assert "A place would serve both." in text
    assert "Support that she has and needs Nothing is written here." in text
    assert "Draft" not in report_on(signed_on="2026-11-12").text


def test_the_report_goes_to_the_authority_of_that_child_and_to_no_other():
    case_file = cases.file_with(
        cases.application(child_id="megan"),
        MbuTacReport(id="report", mother_id="ros", application_id="mbu", facts="Megan"),
    )
    own = Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id="cwm")
    assert catalogue.build("mbu_report", case_file, own, record_id="report").pages == 1
    other = Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id="marlcester")
    with pytest.raises(catalogue.NotForThisReader):
        catalogue.build("mbu_report", case_file, other, record_id="report")
