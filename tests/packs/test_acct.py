"""The ACCT contribution: one page, said to be no ACCT document, and no risk level of its own."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.acct import (
    AcctEpisode,
    Attendee,
    FamilyTakingPart,
    Reopening,
    SupportAction,
)
from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.packs import catalogue
from tac_desktop.packs.outcome import Built
from tests.packs import cases
from tests.packs.reading import Paper

PRISON = Audience(AudienceKind.PRISON)


def build(**answers: object) -> Built:
    case_file = cases.file_with(cases.review(**answers))
    return catalogue.build("acct_contribution", case_file, PRISON, record_id="review")


def text_of(**answers: object) -> str:
    return Paper(build(**answers).pdf).text


def test_it_says_at_the_top_that_it_is_not_the_acct_document():
    top = " ".join(Paper(build().pdf).pages[0].split())[:400]
    assert "Contribution note by the social worker. This is not the ACCT document." in top


def test_everything_that_was_contributed_stands_on_one_page():
    built = build()
    assert built.pages == 1
    text = Paper(built.pdf).text
    for words in (
        "LKX-0147, open, opened 9 Oct 2026",
        "Case review, 15 Nov 2026, 10:30, Quiet room",
        "Graham Stallworthy, Wing manager, in person",
        "Yes, took part",
        "Explained what the reduced contact means.",
        "Callum is well.",
        "I can sleep again",
        "Risk level as recorded at the review Raised",
        "Ring the carer Dana 20 Nov 2026 New or in progress",
        "Sit with her after the Board Social worker",
        "Two an hour",
        "Contact was reduced",
        "Oscar 1, 15:50",
        "25 Dec 2026: Christmas",
        "22 Nov 2026",
    ):
        assert words in text, words
    assert "Long over" not in text
    assert "continued in file" not in text


def test_a_risk_level_that_was_not_recorded_is_not_made_up():
    text = text_of(risk_as_recorded="", risks="She said she cannot go on.")
    assert "Risk level as recorded at the review Not stated" in text
    assert not {"Raised", "High", "Low"} & set(text.split())


def test_it_asks_whether_a_copy_went_into_the_ongoing_record():
    text = text_of()
    assert "Copy put in the ACCT ongoing record: yes no" in text
    assert "Date By Social worker's signature" in text
    known = text_of(copy_in_acct=True, copy_in_acct_on="2026-11-16")
    assert "Copy put in the ACCT ongoing record: yes, 16 Nov 2026" in known


@pytest.mark.parametrize("text", ["She slept badly & said so. " * 10, "word " * 2000, "W" * 10_000])
@pytest.mark.parametrize("many", [1, 40])
def test_it_stays_on_one_page_however_much_was_written(text, many):
    built = build(
        tac_contribution=text, children_news=text, her_words=text, triggers=text, risks=text,
        protective_factors=text, risk_as_recorded_note=text, observations=text, conversations=text,
        bad_news=text, bad_news_told_to=text, place=text[:300],
        attendees=[Attendee(name=text[:200], role=text[:200]) for _place in range(many)],
        support_actions=[SupportAction(action=text, owner=text[:300]) for _place in range(many)],
        actions_for_tac=[text] * many, review_outcome="closed", review_outcome_why=text,
    )  # fmt: skip
    assert built.pages == 1
    paper = Paper(built.pdf)
    assert "continued in file" in paper.text
    assert "Social worker's signature" in paper.text
    assert paper.ink_outside(left=25, right=20, top=8, bottom=7) == 0


def test_a_long_contribution_is_kept_as_long_as_the_page_takes_it():
    words = " ".join(f"word{place}" for place in range(1500))
    text = text_of(tac_contribution=words)
    assert "continued in file" in text
    assert text.count("word") > 200


def test_a_note_without_answers_says_what_is_not_recorded():
    case_file = cases.file_with(
        cases.review(
            tac_contribution="", support_actions=[], actions_for_tac=[], acct_id="",
            children_news_shared=False, bad_news_given=False, attendees=[], tac_attended="",
        )
    )  # fmt: skip
    built = catalogue.build("acct_contribution", case_file, PRISON, record_id="review")
    text = Paper(built.pdf).text
    assert "No contribution is recorded." in text
    assert "No news about the children was shared." in text
    assert "No support actions are recorded." in text
    assert "Difficult news" not in text


def test_what_the_review_decided_and_who_of_the_family_may_take_part():
    case_file = cases.file_with(
        AcctEpisode(
            id="acct", mother_id="ros", log_number="LKX-0147", status="post_closure",
            reopenings=[Reopening(on=dt.date(2026, 11, 2))],
            family_taking_part=[
                FamilyTakingPart(person_id="sheila", how="by_phone"),
                FamilyTakingPart(name="A friend", withdrawn_on=dt.date(2026, 11, 3)),
            ],
        ),
        cases.review(review_outcome="closed", review_outcome_why="She is calm"),
    )  # fmt: skip
    built = catalogue.build("acct_contribution", case_file, PRISON, record_id="review")
    text = Paper(built.pdf).text
    assert "Closed: post-closure phase begins. She is calm" in text
    assert "Sheila Averley, by phone" in text
    assert "A friend" not in text
    assert "opened again 2 Nov 2026" in text
    assert built.pages == 1


def test_every_print_of_a_note_says_whose_it_is():
    case_file = cases.file_with(cases.review())
    built = catalogue.build("record", case_file, PRISON, record_id="review")
    assert "This is not the ACCT document." in Paper(built.pdf).text
