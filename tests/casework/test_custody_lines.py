"""Release dates that moved, who gave them, whether she was told; movements; a child's history."""

import datetime as dt

from tac_desktop.casework.child_history import placements_so_far, statuses_so_far
from tac_desktop.casework.children import LegalStatus, Placement
from tac_desktop.casework.custody import Custody, Movement, ReleaseDate
from tac_desktop.casework.custody_lines import custody_lines, date_moved
from tests.casework.builders import file_of

DAY = dt.date
TIME = Custody(
    id="now", mother_id="ros", prison_number="Z4172XQ", current_location="B-2-11",
    custody_status="sentenced", release_date=DAY(2027, 5, 23), release_type="CRD",
    release_date_source="OMU, 14 Jul 2026", release_date_told_on=DAY(2026, 7, 15),
    sentenced_on=DAY(2026, 7, 10), sentence_length_months=22,
    movements=[Movement(date=DAY(2026, 6, 22), type="reception"),
               Movement(date=DAY(2026, 11, 11), type="outside_hospital", note="Early labour")],
)  # fmt: skip


def lines(*records):
    return [(one.before, one.words) for one in custody_lines(file_of(*records))]


def test_the_release_date_stands_with_who_gave_it_and_when_she_was_told():
    found = lines(TIME)
    assert ("Now", "Z4172XQ, B-2-11, Sentenced") in found
    assert ("Sentence", "22 months, sentenced 10 Jul 2026") in found
    assert ("Release", "23 May 2027, conditional release date, in 188 days") in found
    assert ("Given by", "OMU, 14 Jul 2026") in found
    assert ("She was told", "15 Jul 2026") in found
    assert ("11 Nov 2026", "To outside hospital, Early labour") in found


def test_a_date_that_nobody_told_her_stands_out():
    untold = custody_lines(file_of(TIME.changed(release_date_told_on=None)))
    assert [one.words for one in untold if one.urgent] == ["not noted"]


def test_a_release_date_that_moved_keeps_the_old_one_with_what_she_was_told():
    moved = TIME.changed(**{**date_moved(TIME), "release_date": DAY(2027, 3, 3)})
    assert moved.release_date_told_on is None and moved.release_date_source == ""
    again = moved.changed(**{**date_moved(moved), "release_date": DAY(2027, 4, 1)})
    found = lines(again)
    assert found.index(("moved from", "3 Mar 2027, Conditional release date")) < found.index(
        (
            "moved from",
            "23 May 2027, Conditional release date, OMU, 14 Jul 2026, she was told on 15 Jul 2026",
        )
    )
    curfew = TIME.changed(
        earlier_release_dates=[ReleaseDate(date=DAY(2027, 1, 4), type="HDCED").model_dump()]
    )
    assert ("also given", "4 Jan 2027, Home detention curfew eligibility date") in lines(curfew)


def test_an_earlier_time_in_custody_is_one_line():
    before = Custody(
        id="then", mother_id="ros", prison_number="Z4172XQ",
        movements=[Movement(date=DAY(2024, 2, 1), type="reception"),
                   Movement(date=DAY(2024, 5, 2), type="release")],
    )  # fmt: skip
    assert ("Earlier", "Z4172XQ, 1 Feb 2024 to 2 May 2024") in lines(TIME, before)


def test_where_a_child_lived_is_told_newest_first_with_what_counts_now():
    case_file = file_of(
        Placement(id="a", mother_id="ros", child_id="callum", care_arrangement="with_father",
                  start=DAY(2025, 3, 10), end=DAY(2026, 2, 18)),
        Placement(id="b", mother_id="ros", child_id="callum", carer_id="eirlys",
                  care_arrangement="local_authority_foster_care", start=DAY(2026, 2, 18)),
        LegalStatus(id="c", mother_id="ros", child_id="callum", type="section_20"),
    )  # fmt: skip
    found = placements_so_far(case_file, "callum")
    assert [(one.words, one.now) for one in found] == [
        ("since 18 Feb 2026: Foster care, Eirlys Pugh", True),
        ("10 Mar 2025 to 18 Feb 2026: With father", False),
    ]
    (status,) = statuses_so_far(case_file, "callum")
    assert status.words == "no dates: Accommodated by agreement (section 20)" and status.now
    (hidden,) = placements_so_far(case_file, "theo")
    assert "(CONFIDENTIAL)" in hidden.words
