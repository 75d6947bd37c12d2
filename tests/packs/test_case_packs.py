"""Packs about a case: hearing, Board, cover, handing over, contact, supervision, release."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactSession
from tac_desktop.casework.court import SignedPaper
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.episode import Case, Consent
from tac_desktop.casework.mbu import MbuReport, MbuTacReport
from tac_desktop.casework.meetings import Invitee
from tac_desktop.casework.people import Person
from tac_desktop.casework.release import ReleaseItem, ReleasePlan, ResettlementEvidence
from tac_desktop.casework.work import Supervision, Task
from tac_desktop.packs import catalogue
from tests.packs import cases
from tests.packs.reading import Paper

TAC = Audience(AudienceKind.TAC)
HER = Audience(AudienceKind.MOTHER)
COURT = Audience(AudienceKind.COURT)
BOARD = Audience(AudienceKind.MBU_BOARD)
NAMES = ["hearing", "mbu_dossier", "cover", "transfer", "contact_review", "supervision",
         "pre_release"]  # fmt: skip
SOLICITOR = Person(id="solicitor", mother_id="ros", kind="professional", first_names="Desmond",
                   last_name="Hartigan", phone="020 7946 0131")  # fmt: skip


def paper(name: str, reader: Audience, *records: object, **wanted: object) -> Paper:
    about = {"hearing": "hearing", "mbu_dossier": "mbu"}.get(name, "")
    case_file = cases.file_with(*records)
    return Paper(catalogue.build(name, case_file, reader, record_id=about, **wanted).pdf)


def at_court(reader: Audience = TAC, *more: object, **answers: object) -> Paper:
    records = (cases.hearing(**answers), cases.proceedings(), SOLICITOR, *more)
    return paper("hearing", reader, *records)


def full_file(long: bool = False) -> CaseFile:
    """Everything that these packs show, with names and notes as long as they come if `long`."""
    words = "Ŵyn a ŷd, a long remark of many words. " * 260 if long else "Short."
    name = "Llewelyn-Featherstonehaugh-Whitlock-Ddŵr " * 3 if long else "Pugh"
    plan = ReleasePlan(id="plan", mother_id="ros", planned_for=cases.day(5, 23, 2027),
                       her_words=words, after_release=words,
                       items=[ReleaseItem(item="travel", note=words[:3000])])  # fmt: skip
    return cases.file_with(
        cases.hearing(outcome=words), cases.proceedings(mother_position=words, la_plan=words),
        cases.application(child_id="callum", mother_views=words, la_if_refused=words),
        MbuTacReport(id="report", mother_id="ros", application_id="mbu", facts=words),
        Case(id="case", mother_id="ros", opened=cases.day(6, 1), case_summary=words[:1500]),
        Person(id="solicitor", mother_id="ros", kind="professional", last_name=name.strip()),
        ContactSession(id="s3", mother_id="ros", arrangement_id="arr", planned=cases.day(11, 5),
                       took_place=True, child_said=words, mother_said=words),
        Supervision(id="sup", mother_id="ros", date=cases.day(11, 1), decisions=[words]),
        Task(id="long", mother_id="ros", title=words, due=cases.day(11, 17)),
        plan,
    )  # fmt: skip


# Hearing


def test_the_cover_of_a_hearing_says_what_everybody_asks_first():
    cover = at_court().pages[0]
    text = " ".join(cover.split())
    for words in (
        "When Thursday 3 Dec 2026, 10:00",
        "Case number ZZ26C50217",
        "Represents her Desmond Hartigan, 020 7946 0131",
        "She takes part In person",
        "Being brought, or the link asked 11 Nov 2026, not confirmed",
        "Notice 23 days",
        "Desmond Hartigan (solicitor) 020 7946 0131",
        "No legal advice",
    ):
        assert words in text, words


def test_orders_directions_and_the_papers_she_signed_stand_in_the_pack():
    signed = SignedPaper(id="paper", mother_id="ros", kind="section_20", child_ids=["callum"],
                         signed_on=cases.day(2, 18), explained=False,
                         her_words="Nobody told me")  # fmt: skip
    text = at_court(TAC, signed).text
    assert "Parenting assessment" in text
    assert "not met, 3 days overdue" in text
    assert "NOT EXPLAINED before she signed" in text
    assert "Nobody told me" in text
    assert "was signed without being understood. What can be done about it?" in text
    assert "“Parenting assessment” was due on 13 Nov 2026. What follows from that?" in text
    assert "About another child" not in text


def test_positions_stand_side_by_side_and_hers_is_in_her_words():
    text = at_court().text
    assert "The authority's plan Long-term foster care" in text
    assert "What the mother wants I want Callum home" in text
    assert "Callum Joe Averley Promised Given" in text


def test_what_was_decided_is_typed_in_with_the_numbers_of_the_screen():
    text = Paper(at_court().pdf).text
    assert "12 Did she attend?" in text
    assert "8.1" in text
    assert "8.6" in text
    assert "15 Outcome" in text


def test_the_mothers_hearing_pack_speaks_to_her_and_has_no_telephone_numbers():
    text = at_court(HER).text
    assert "Your hearing: Issues resolution" in text
    assert "Represents you Desmond Hartigan" in text
    assert "Questions for your solicitor" in text
    assert "020 7946" not in text
    assert "Is it certain that I am brought or linked in" in text


def test_a_hearing_of_which_nothing_is_known_says_so():
    text = paper("hearing", TAC, cases.hearing(proceedings_id="", attendance_mode="",
                 notice_received=None, production_requested=None)).text  # fmt: skip
    for words in ("Case number not recorded", "not arranged yet", "not asked for yet",
                  "It is not recorded which proceedings it belongs to.",
                  "The plan is not recorded.", "No paper that was signed is recorded.",
                  "How is a solicitor found in time?"):  # fmt: skip
        assert words in text, words


def test_a_hearing_pack_is_not_for_prison_staff():
    with pytest.raises(catalogue.NotForThisReader):
        paper("hearing", Audience(AudienceKind.PRISON), cases.hearing(), cases.proceedings())


# The Board


def test_the_index_tells_of_each_paper_whether_it_is_here_and_on_which_page():
    board = paper("mbu_dossier", BOARD, cases.application(child_id="callum"))
    index = " ".join(board.pages[0].split())
    for words in ("5 The mother's statement, in her own words here",
                  "6 The report of the social worker in the prison missing",
                  "7 The local authority's assessment 3 of 4 headings are missing",
                  "Report: Children's services here since 10 Nov 2026, 32 days late behind",
                  "Report: Probation missing, 38 days late behind"):  # fmt: skip
        assert words in index, words
    pages = {"1 Reports: where each one is here ": "1. Reports: where each one is",
             "5 The mother's statement, in her own words here ":
             "5. The mother's statement, in her own words"}  # fmt: skip
    for line, heading in pages.items():
        page = int(index.split(line)[1].split()[0])
        assert heading in board.pages[page - 1]


def test_the_reports_that_are_not_here_stand_in_a_box_on_the_cover():
    text = " ".join(paper("mbu_dossier", BOARD, cases.application(child_id="callum")).text.split())
    assert "Not here yet – Probation: missing, 38 days late" in text


def test_she_speaks_first_and_has_the_last_word():
    text = paper("mbu_dossier", BOARD, cases.application(child_id="callum")).text
    first = text.index("Own statement, or somebody reads it out 10")
    assert text.index("Welcome, who is here, how it goes 5") < first
    assert first < text.index("Report, the report is not here 5") < text.index("The last word 5")
    assert "A proposal: about 55 minutes. The chair decides." in text


def test_the_agenda_and_the_invited_come_from_the_boards_meeting():
    guest = Invitee(person_id="csw", role="Seren's social worker")
    board = cases.meeting(type="mbu_board", invitees=[guest], agenda=["Best interests"])
    text = paper("mbu_dossier", BOARD, cases.application(child_id="callum"), board).text
    assert "1. Best interests" in text
    assert "Naomi Featherstone-Obi, Seren's social worker" in text
    assert "No agenda has come yet." not in text


def test_the_social_workers_report_is_in_the_dossier_and_a_draft_says_so():
    report = MbuTacReport(id="report", mother_id="ros", application_id="mbu", facts="She applied.")
    text = paper("mbu_dossier", BOARD, cases.application(child_id="callum"), report).text
    assert "The facts She applied." in text
    assert "6 The report of the social worker in the prison a draft" in text
    done = report.changed(signed_on=cases.day(11, 12))
    again = paper("mbu_dossier", BOARD, cases.application(child_id="callum"), done).text
    assert "here, signed 12 Nov 2026" in again


def test_a_report_that_came_as_a_paper_is_not_told_to_be_missing():
    ours = MbuReport(from_whom="TaC social worker", person_id="worker", received=cases.day(11, 10))
    text = paper("mbu_dossier", BOARD, cases.application(child_id="callum", reports=[ours])).text
    assert "Report: TaC social worker here since 10 Nov 2026" in text
    assert "The report of the social worker in the prison" not in text


# Cover


def test_the_sheet_for_cover_is_one_page_however_much_there_is():
    built = catalogue.build("cover", full_file(long=True), TAC)
    assert built.pages == 1
    assert "continued in file" in Paper(built.pdf).text


def test_the_sheet_for_cover_tells_where_she_is_what_is_next_and_whom_to_ring():
    case = Case(id="case", mother_id="ros", opened=cases.day(6, 1), worker_id="worker",
                case_summary="Ros has four children.")  # fmt: skip
    text = paper("cover", TAC, case, cases.hearing(), cases.log_entry(),
                 cases.meeting(child_ids=["callum"])).text  # fmt: skip
    for words in ("In short Ros has four children.", "ACCT open since 9 Oct 2026",
                  "18 Nov 2026 11:00: Looked-after review",
                  "Ask why calls stopped, overdue by 10 days (6 Nov 2026)",
                  "Visit started 25 minutes late. Warm & tearful.",
                  "Dana Whitlock-Reyes, 01632 960101",
                  "Naomi Featherstone-Obi, social worker of Cal, 020 7946 0111"):  # fmt: skip
        assert words in text, words


@pytest.mark.parametrize("name", ["cover", "supervision"])
@pytest.mark.parametrize("reader", [HER, COURT, Audience(AudienceKind.PRISON)])
def test_what_is_for_our_own_team_goes_to_nobody_else(name, reader):
    with pytest.raises(catalogue.NotForThisReader):
        paper(name, reader)


# Handing over


def test_another_social_worker_gets_consents_and_open_work_and_prison_staff_no_consents():
    consent = Consent(id="c", mother_id="ros", purpose="share_with_prison_staff", given=True,
                      given_on=cases.day(9, 1), limits="Nothing about Theo")  # fmt: skip
    ours = paper("transfer", TAC, consent, cases.log_entry()).text
    assert "Share with prison staff in force (1 Sep 2026) Nothing about Theo" in ours
    assert "Ask why calls stopped" in ours
    assert "Print the pack" not in ours
    assert "One contact is recorded, on 16 Oct 2026." in ours
    staff = paper("transfer", Audience(AudienceKind.PRISON), consent, cases.log_entry()).text
    assert "What she agreed to" not in staff
    assert "Nothing about Theo" not in staff


def test_a_community_organisation_is_not_told_that_there_is_no_risk():
    text = paper("transfer", Audience(AudienceKind.COMMUNITY)).text
    assert "No risk is told here. Ask the social worker before you rely on that." in text
    assert "Contact promised and given" not in text


# Contact


def test_contact_is_counted_with_its_reasons_and_drawn_in_squares():
    said = ContactSession(id="s3", mother_id="ros", arrangement_id="arr", planned=cases.day(11, 5),
                          took_place=True, child_said="When is the next one?",
                          mother_said="He has grown")  # fmt: skip
    text = paper("contact_review", COURT, said).text
    for words in ("All children: 2 of 3 took place", "Video equipment failed: 1",
                  "Last took place 5 Nov 2026", "the child When is the next one?",
                  "The mother He has grown",
                  "to make up for 1 that were missed (prison video call"):  # fmt: skip
        assert words in text, words


def test_a_contact_review_without_any_contact_says_so():
    text = paper("contact_review", HER).text
    assert "Seeing and hearing from your children" in text
    assert "No contact arrangements are recorded." in text


# Supervision and release


def test_the_sheet_for_supervision_begins_with_the_points_from_the_file():
    talk = Supervision(id="sup", mother_id="ros", date=cases.day(10, 14),
                       decisions=["Write to the court"])  # fmt: skip
    text = paper("supervision", TAC, talk).text
    assert "3.1 ACCT open since 9 Oct 2026" in text
    assert "From last time: Write to the court" in text
    assert "5.1" in text


def test_the_paper_for_release_counts_back_and_says_who_meets_her():
    plan = ReleasePlan(
        id="plan", mother_id="ros", planned_for=cases.day(5, 23, 2027), going_to="Thistle Row",
        her_words="A home with Seren",
        items=[ReleaseItem(item="travel", who="Sheila", due=cases.day(5, 9, 2027)),
               ReleaseItem(item="probation", due=cases.day(11, 10))],
        evidence=[ResettlementEvidence(evidence="Never late back", source="Wing")],
    )  # fmt: skip
    text = paper("pre_release", HER, plan).text
    for words in ("Getting ready to go home", "Going to Thistle Row", "A home with Seren",
                  "Travel on the day, who meets her, Sheila", "overdue by 6 days (10 Nov 2026)",
                  "Never late back"):  # fmt: skip
        assert words in text, words
    assert "No release plan is written yet." in paper("pre_release", HER).text


# All of them


@pytest.mark.parametrize("name", NAMES)
def test_long_names_and_notes_stay_inside_the_margins_in_large_print_too(name):
    about = {"hearing": "hearing", "mbu_dossier": "mbu"}.get(name, "")
    built = catalogue.build(name, full_file(long=True), TAC, record_id=about, large_print=True)
    assert built.unprintable == ""
    printed = Paper(built.pdf)
    assert all(printed.fonts().values())
    # The hook of a bold J reaches a fifth of a millimetre to the left of its own place.
    assert printed.ink_outside(left=24.5, right=20, top=8, bottom=7) == 0


@pytest.mark.parametrize("name", ["cover", "transfer", "contact_review", "supervision",
                                  "pre_release"])  # fmt: skip
def test_an_empty_file_makes_a_page_that_says_what_is_missing(name):
    ros = Person(id="ros", mother_id="ros", kind="mother", first_names="Ros")
    custody = Custody(id="custody", mother_id="ros", prison_number="Z4172XQ")
    case_file = cases.file_with().with_entries([])
    case_file = case_file.with_entries(
        [
            one
            for one in cases.file_with(ros, custody).entries
            if one.record.id in ("ros", "custody")
        ]
    )
    built = catalogue.build(name, case_file, TAC, printed_on=dt.date(2026, 11, 16))
    assert 1 <= built.pages <= 2
    text = Paper(built.pdf).text
    assert any(word in text for word in ("not recorded", "No ", "Nothing", "none"))
