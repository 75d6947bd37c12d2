"""Who a letter is probably to: only where the file leaves no doubt."""

from __future__ import annotations

import pytest

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.letter_recipients import (
    FOR_CONTACT,
    FOR_COURT,
    HER,
    kinds_by_group,
    likely_recipient,
)
from tac_desktop.casework.people import Involvement
from tests.packs import cases

LAWYER = Involvement(id="law", mother_id="ros", person_id="lawyer", role="mothers_solicitor")
SECOND = LAWYER.changed(id="law2", person_id="other")


@pytest.mark.parametrize(
    ("kind", "to_id"),
    [
        ("mother_board", "ros"),
        ("request_update", "csw"),
        ("request_production", "lawyer"),
        ("contact_arrangement", ""),
        ("legal_help", ""),
        ("visit_space", ""),
        ("other", ""),
    ],
)
def test_the_one_whom_it_can_only_be_to_is_named(kind, to_id):
    assert likely_recipient(cases.file_with(LAWYER), kind) == to_id


def test_of_two_nobody_is_chosen_and_of_one_who_has_left_neither():
    assert likely_recipient(cases.file_with(LAWYER, SECOND), "request_production") == ""
    gone = SECOND.changed(end=cases.day(11, 1))
    assert likely_recipient(cases.file_with(LAWYER, gone), "request_production") == "lawyer"
    assert likely_recipient(cases.file_with(gone), "request_production") == ""


def test_every_kind_is_offered_once_and_by_group():
    groups = kinds_by_group()
    codes = [code.code for _group, found in groups for code in found]
    assert sorted(codes) == sorted(one.code for one in code_list("letter_kind").offered)
    assert HER in dict(groups)


@pytest.mark.parametrize("kinds", [FOR_COURT, FOR_CONTACT])
def test_what_a_page_offers_exists(kinds):
    offered = [code.code for _group, found in kinds_by_group(kinds) for code in found]
    assert sorted(offered) == sorted(kinds)


def test_the_one_carer_of_all_children_is_named():
    file = cases.file_with()
    others = {one.record.id for one in file.entries if one.record.type_name == "placement"}
    kept = [one for one in file.entries if one.record.id not in others - {"plc"}]
    assert likely_recipient(file, "contact_arrangement") == ""
    assert likely_recipient(file.with_entries(kept), "contact_arrangement") == "carer"
