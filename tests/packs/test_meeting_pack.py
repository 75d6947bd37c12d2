"""The meeting pack: what one audience gets on paper for one meeting."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.questions import questions_of
from tac_desktop.casework.service import Service
from tac_desktop.casework.work import ChronologyEvent
from tac_desktop.packs import catalogue, forms
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.packs.page import Document
from tests.packs import cases
from tests.packs.reading import Paper

AUTHORITY = Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id="marlcester")
MOTHER = Audience(AudienceKind.MOTHER)
TAC = Audience(AudienceKind.TAC)
SPECS = questions_of(Meeting)


def build(audience: Audience = AUTHORITY, *records: object, **answers: object) -> Built:
    case_file = cases.file_with(cases.meeting(**answers), *records)
    return catalogue.build(
        "meeting", case_file, audience, record_id="meeting",
        copy=Copy(2, 3, "Graham Stallworthy"), printed_on=dt.date(2026, 11, 16), repeatable=True,
    )  # fmt: skip


def paper(audience: Audience = AUTHORITY, *records: object, **answers: object) -> Paper:
    return Paper(build(audience, *records, **answers).pdf)


def test_the_cover_says_what_when_where_about_whom_and_for_whom():
    cover = " ".join(paper().pages[0].split())
    for words in (
        "Looked-after review",
        "Wednesday 18 Nov 2026, 11:00",
        "Quiet room",
        "Rhosyn “Ros” AVERLEY",
        "Z4172XQ",
        "Callum Joe Averley",
        "Marlcester City Council",
        "Copy 2 of 3 for Graham Stallworthy",
    ):
        assert words in cover, words


def test_the_cover_says_how_to_join_and_what_to_do_when_the_link_fails():
    cover = " ".join(paper().pages[0].split())
    assert "She joins Telephone on loudspeaker" in cover
    assert "Booking reference VB-2211" in cover
    assert "Ring 020 7946 0999, PIN 4411" in cover
    assert "The social worker in the prison rings Graham Stallworthy." in cover
    assert "Graham Stallworthy (chair) 020 7946 0113" in cover
    assert "HMP Larkmoor 01632 960100" in cover


def test_the_services_own_steps_are_printed_where_it_has_some():
    own = Service(id="service", link_fallback="Ring the gate on 960100\n- Ask for Dana")
    case_file = cases.file_with(cases.meeting(), service=own)
    built = catalogue.build("meeting", case_file, AUTHORITY, record_id="meeting")
    cover = " ".join(Paper(built.pdf).pages[0].split())
    assert "1. Ring the gate on 960100 2. Ask for Dana" in cover


def test_who_is_who_gives_role_way_of_joining_and_telephone():
    text = paper().text
    assert "Graham Stallworthy Chair By video 020 7946 0113" in text
    assert "Dana Whitlock-Reyes Social worker in prison In person 01632 960101" in text


def test_telephone_numbers_are_printed_only_where_the_reader_may_see_them():
    assert "07700 900655" in paper(TAC).text
    assert "07700 900655" not in paper(MOTHER).text
    assert "4411" not in paper(MOTHER).text


def test_each_child_has_age_on_the_day_authority_social_worker_placement_and_status():
    text = paper().text
    assert "Age on the day 12 years" in text
    assert "Naomi Featherstone-Obi (020 7946 0111)" in text
    assert "Foster care, with Moira Eddowes, Marlcester, since 18 Feb 2026" in text
    assert "Interim care order, since 20 Aug 2026" in text


def test_contact_promised_stands_beside_contact_given():
    text = paper().text
    assert "Prison video call, fortnightly, care plan, from 27 Aug 2026" in text
    assert "1 of 2 took place since 24 Sep 2026; not: video equipment failed (1)." in text


def test_the_last_24_months_are_told_and_what_is_older_is_counted():
    text = paper(TAC).text
    assert "20 Aug 2026 Interim care order Cal 12 Order" in text
    assert "2 earlier events, from Sep 2004 to 16 Nov 2024, are in the file." in text
    assert "Came into foster care" not in text


def test_events_are_told_oldest_first():
    later = ChronologyEvent(id="e9", mother_id="ros", date="2026-10-01", text="Later event")
    text = paper(TAC, later).text
    assert text.index("Interim care order Cal 12") < text.index("Later event")


def test_her_views_are_in_her_words():
    assert "I want to hear his voice every week" in paper().text


def test_open_actions_say_who_and_how_overdue_and_leave_out_the_offices_own():
    text = paper().text
    assert "Ask why calls stopped Naomi Featherstone-Obi overdue by 10 days (6 Nov 2026)" in text
    assert "Court direction: Parenting assessment Marlcester City Council overdue by 3 days" in text
    assert "Print the pack" not in text
    assert "Finished long ago" not in text
    assert "About another child" not in text


def test_the_grid_to_write_on_has_the_numbers_of_the_screen_form():
    text = paper().text
    decisions, actions = SPECS["decisions"], SPECS["actions"]
    assert f"{decisions.number} {decisions.label}" in text
    assert f"{decisions.number}.1 School to send the report" in text
    assert f"{actions.number} {actions.label}" in text
    assert f"{actions.number}.1 Send the report School 30 Nov 2026" in text
    for place in range(1, 9):
        assert f"{decisions.number}.{place}" in text
        assert f"{actions.number}.{place}" in text
    assert f"{SPECS['questions'].number}.2 When is the next visit?" in text
    blank = Paper(Document("x").render(forms.blank_form(Meeting)).pdf).text
    for spec in (decisions, actions, SPECS["next_meeting"], SPECS["mother_attended"]):
        assert f"{spec.number} {spec.label}" in blank
        assert f"{spec.number} {spec.label}" in text


def test_pages_to_write_on_begin_on_a_page_of_their_own():
    pages = paper().pages
    (grid,) = [
        page for page in pages if "Decisions and actions" in page and "In this pack" not in page
    ]
    assert "Questions for the meeting" not in grid
    (sheet,) = [page for page in pages if "L. Attendance" in page and "In this pack" not in page]
    assert "Signature" in sheet
    assert "Sheila Averley" in sheet


def test_an_empty_meeting_says_in_one_line_what_is_not_there():
    nothing = {
        "purpose": "", "agenda": [], "invitees": [], "questions": [], "mother_views": "",
        "chair_id": "", "host_org_id": "", "mode_planned": "", "time": None,
    }  # fmt: skip
    text = paper(AUTHORITY, **nothing).text
    for sentence in (
        "No purpose is written down.",
        "No agenda has come yet.",
        "Nobody is written down as invited yet.",
        "Her views are not written down yet.",
        "No questions are written down yet.",
        "not arranged yet",
    ):
        assert sentence in text, sentence


def test_the_mothers_pack_is_in_large_print_and_plain_words():
    pack = paper(MOTHER)
    assert {14.0, 13.5} <= pack.sizes()
    assert 10.5 in paper().sizes()
    assert 14.0 not in paper().sizes()
    text = pack.text
    for words in ("Your children", "Who will be there", "What you want to say", "You join"):
        assert words in text
    assert "Attendance" not in text
    assert "Authority" not in text
    decisions = SPECS["decisions"]
    assert f"{decisions.number} {decisions.label}" in text


@pytest.mark.parametrize("audience", [AUTHORITY, MOTHER, Audience(AudienceKind.PRISON), TAC])
def test_no_pack_names_the_adoptive_family(audience):
    text = paper(audience, child_ids=["theo", "callum"]).text
    for word in ("Oakhurst", "Maren", "Saltmere", "Ternbay"):
        assert word not in text


def test_what_was_left_out_is_returned_and_never_printed():
    built = build()
    assert built.left_out
    text = Paper(built.pdf).text
    for one in built.left_out:
        assert one.reason not in text
    assert "left out" not in text.lower()


def test_a_warning_that_this_reader_may_see_stands_on_the_cover():
    cover = " ".join(paper(TAC).pages[0].split())
    assert "Take care" in cover
    assert "Do not tell: Gethin Pugh" in cover
    assert "Gethin" not in paper(MOTHER).text


def test_very_long_texts_and_many_people_are_printed_whole():
    many = [{"person_id": "sheila", "role": f"Role {place} " + "r" * 90} for place in range(60)]
    pack = paper(AUTHORITY, invitees=many, mother_views="word " * 2000, purpose="W" * 5000,
                 agenda=["point " * 50] * 40)  # fmt: skip
    assert pack.text.count("word ") >= 1999
    assert sum(page.count("W") for page in pack.pages) >= 5000
    assert "Role 59" in pack.text
    assert pack.ink_outside(left=25, right=20, top=8, bottom=7) == 0
