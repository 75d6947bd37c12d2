"""Posters, leaflets, questionnaires and the diary: of the service, and of nobody's file."""

from __future__ import annotations

import io
import json

import pikepdf
import pytest

from tac_desktop import paths
from tac_desktop.casework.service import Service
from tac_desktop.packs import catalogue
from tac_desktop.packs.for_mothers import WITHOUT_A_FILE
from tests.packs import cases
from tests.packs.reading import Paper

SERVICE = Service(
    id="service", name="Mothers First", provider="Larkmoor Families", prison="HMP Larkmoor",
    phone="01632 960100",
)  # fmt: skip
NAMES = sorted(one for one in WITHOUT_A_FILE if not one.startswith("easy:"))
ONE_PAGE = [one for one in NAMES if one.startswith("leaflet:")]


def text_of(name: str, **options: object) -> str:
    built = catalogue.build(name, service=SERVICE, repeatable=True, **options)
    assert built.unprintable == ""
    return Paper(built.pdf).text


@pytest.mark.parametrize("name", ONE_PAGE)
def test_a_poster_and_a_leaflet_stand_on_one_page_with_the_service_on_it(name):
    for service in (SERVICE, None, SERVICE.changed(name="A very long name of a service " * 4)):
        assert catalogue.build(name, service=service).pages == 1
    text = text_of(name)
    assert "Mothers First" in text
    assert "01632 960100" in text


def test_the_poster_is_there_in_welsh_and_says_that_it_is_a_draft():
    built = catalogue.build("leaflet:poster", service=SERVICE, language="cy")
    text = Paper(built.pdf).text
    assert "Ydych chi’n fam yn y carchar hwn?" in text
    assert "heb ei wirio gan siaradwr Cymraeg" in text
    assert built.pages == 1
    with pikepdf.open(io.BytesIO(built.pdf)) as opened:
        assert str(opened.Root.Lang) == "cy-GB"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_file_stands_on_a_paper_of_the_service(name):
    case_file = cases.file_with(cases.meeting(), cases.log_entry())
    built = catalogue.build(name, case_file, service=SERVICE)
    text = Paper(built.pdf).text
    for words in ("Averley", "Callum", "Ros ", "A4172XQ", "OFFICIAL", "{"):
        assert words not in text
    assert built.stops == built.left_out == ()


def test_the_questionnaires_ask_of_each_topic_and_print_no_instrument_of_others():
    first, second = text_of("questionnaire:mother_t1"), text_of("questionnaire:mother_t2")
    for text in (first, second):
        for words in (
            "willing to work with me",
            "I can trust them",
            "inside prison",
            "by people outside",
            "say what I think in meetings",
            "under copyright",
        ):
            assert words in text
    assert "What has changed" in second
    assert "What has changed" not in first
    staff = text_of("questionnaire:prison_staff")
    assert "How often are you in contact" in staff
    assert "ACCT" in staff
    assert "guardian" in text_of("questionnaire:community")


def test_the_diary_has_a_place_for_each_day_of_one_week():
    text = text_of("diary:week")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        assert day in text
    assert "The week as a whole" in text


def test_the_texts_have_no_gaps_but_those_of_the_service():
    facts = dict.fromkeys(("service", "prison", "provider", "phone"), "x")
    for path in (paths.resource("service_papers")).glob("*.json"):
        for part in json.loads(path.read_text(encoding="utf-8"))["parts"]:
            for words in part.values():
                if isinstance(words, str):
                    assert "{" not in words.format(**facts)
