"""Papers over all mothers, and the text for the prison's case notes."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.people import Person
from tac_desktop.casework.work import Task
from tac_desktop.packs import catalogue
from tests.casework.builders import TODAY, entry, file_of
from tests.packs import cases
from tests.packs.reading import Paper

PRISON = Audience(AudienceKind.PRISON)


def text_of(name: str, *files: object, **options: object) -> str:
    built = catalogue.build(name, case_files=files, printed_on=TODAY, **options)
    assert built.pages == len(Paper(built.pdf).pages)
    return Paper(built.pdf).text


@pytest.mark.parametrize("name", ["cover_all", "supervision_all"])
def test_without_any_mother_the_paper_says_so(name):
    assert "There is no mother with whom there is work." in text_of(name)


def test_whoever_covers_gets_a_line_of_each_mother_and_whom_to_ring():
    full, bare = cases.file_with(cases.meeting(), cases.log_entry()), file_of()
    text = text_of("cover_all", full, bare)
    for words in ("ACCT open since 9 Oct 2026", "Next 7 days", "B-2-11", "Who to ring",
                  "Dana Whitlock-Reyes", "Handed over by", "Ask why calls stopped"):  # fmt: skip
        assert words in text, words
    assert text.count("Z4172XQ") == 2


def test_who_covers_finds_the_mothers_as_one_walks_and_what_is_late_longest_first():
    def late(title, days):
        return Task(
            mother_id="ros", title=title, due=TODAY - dt.timedelta(days=days), status="open"
        )

    far = cases.file_with(
        *(late("Yesterday", 1) for _one in range(3)),
        late("Moved twice", 80),
        late("Rates of pay", 90),
    )
    gwen = [
        Person(id="gwen", mother_id="gwen", kind="mother", first_names="Gwen", last_name="Ashe"),
        Custody(mother_id="gwen", prison_number="A9999AA", current_location="B-2-9"),
    ]
    near = CaseFile("gwen", TODAY, tuple(entry(one) for one in gwen))
    text = text_of("cover_all", far, near)
    assert text.index("A9999AA") < text.index("B-2-11"), "B-2-9 is before B-2-11"
    assert text.index("Rates of pay") < text.index("Moved twice")
    assert "Yesterday" not in text, "what waited longest is not what the three lines leave out"


def test_supervision_over_all_cases_lists_them_and_has_each_ones_points():
    full, bare = cases.file_with(cases.meeting()), file_of()
    text = text_of("supervision_all", full, bare)
    for words in ("Points", "To talk about", "Decided", "ACCT open since", "How the worker is"):
        assert words in text, words
    large = catalogue.build("supervision_all", case_files=[full], large_print=True)
    assert 14.0 in Paper(large.pdf).sizes()


def test_no_address_of_a_confidential_placement_is_on_a_paper_over_all():
    text = text_of("cover_all", cases.file_with()) + text_of("supervision_all", cases.file_with())
    for words in ("Saltmere", "Oakhurst"):
        assert words not in text


def slip(**answers: object):
    entry = cases.log_entry().changed(**answers)
    return catalogue.build("case_note_slip", cases.file_with(entry), PRISON, record_id="log")


def test_the_text_for_the_case_notes_stands_alone_with_its_length():
    built = slip(dps_text="She took part by telephone.")
    text = Paper(built.pdf).text
    assert "She took part by telephone." in text
    assert "27 of 4000 characters" in text
    assert "Warm & tearful" not in text
    assert not any("names" in one for one in built.stops)


def test_a_family_name_in_the_text_for_the_case_notes_stops_it():
    assert any("Callum" in one for one in slip(dps_text="Callum was there.").stops)


def test_without_a_text_there_is_room_to_write_one():
    assert "It can be written here." in Paper(slip().pdf).text
