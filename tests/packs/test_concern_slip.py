"""The concern slip: what staff have to know, and nothing of the family."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.concern import Concern, ToldRow
from tac_desktop.packs import catalogue
from tests.packs import cases
from tests.packs.reading import Paper

PRISON = Audience(AudienceKind.PRISON)


def slip(**answers: object) -> str:
    known = {
        "id": "concern", "mother_id": "ros", "kind": "self_harm", "date": "2026-11-16",
        "time": "15:45", "child_ids": ["callum"],
        "seen_or_heard": "Callum said on the telephone that his carer shouts at him.",
        "her_words": "I cannot bear it",
        "told": [ToldRow(who="Oscar 1", on=dt.date(2026, 11, 16), at=dt.time(15, 50), how="radio",
                         answer="Will see Callum's mother at once")],
        "slip_text": "Please look in on her every half hour tonight.",
    }  # fmt: skip
    case_file = cases.file_with(Concern.model_validate({**known, **answers}))
    built = catalogue.build("concern_slip", case_file, PRISON, record_id="concern")
    assert built.pages == 1
    return Paper(built.pdf).text


def test_it_says_who_was_told_and_what_staff_need_to_know():
    text = slip()
    assert "Rhosyn “Ros” AVERLEY" in text
    assert "Risk of self-harm or suicide" in text
    assert "16 Nov 2026, 15:45" in text
    assert "Oscar 1 16 Nov 2026, 15:50 radio" in text
    assert "Please look in on her every half hour tonight." in text
    assert "This slip is not the prison's concern form." in text


@pytest.mark.parametrize("kind", ["self_harm", "child_care", "child_told_me", "contact_risk"])
def test_nothing_of_the_family_stands_on_it(kind):
    text = slip(kind=kind)
    for secret in ("Callum", "carer", "child", "I cannot bear it"):
        assert secret not in text, secret


def test_without_words_for_staff_it_sends_them_to_the_social_worker():
    text = slip(slip_text="", told=[])
    assert "Speak with the social worker." in text
    assert "Nobody is noted as told yet." in text


def test_a_concern_about_somebody_in_a_position_of_trust_gets_no_slip():
    with pytest.raises(catalogue.NotForThisReader):
        slip(kind="staff_conduct")
