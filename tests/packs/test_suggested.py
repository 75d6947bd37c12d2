"""Who a print is probably for: a suggestion that never names anyone who may not have it."""

from __future__ import annotations

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.meetings import Invitee, Meeting
from tac_desktop.casework.people import Person
from tac_desktop.packs.catalogue import pack
from tac_desktop.packs.suggested import names_for_copies, readers_for
from tests.casework.builders import TODAY, file_of


def meeting(kind: str, **more) -> Meeting:
    return Meeting(id="meeting", mother_id="ros", type=kind, date=TODAY, **more)


@pytest.mark.parametrize(
    ("kind", "reader"),
    [
        ("mbu_board", AudienceKind.MBU_BOARD),
        ("acct_case_review", AudienceKind.PRISON),
        ("core_group", AudienceKind.LOCAL_AUTHORITY),
        ("child_looked_after_review", AudienceKind.LOCAL_AUTHORITY),
    ],
)
def test_the_kind_of_meeting_suggests_its_reader(kind, reader):
    offered = readers_for(pack("meeting"), file_of(meeting(kind)), "meeting")
    assert offered[0].kind is reader
    assert len(offered) == len(set(offered))


def test_the_authority_that_holds_the_meeting_comes_before_that_of_the_child():
    held = meeting("core_group", host_org_id="cwm", child_ids=["callum"])
    assert readers_for(pack("meeting"), file_of(held), "meeting")[0].organisation_id == "cwm"
    theirs = meeting("core_group", child_ids=["megan"])
    assert readers_for(pack("meeting"), file_of(theirs), "meeting")[0].organisation_id == "cwm"


def test_every_reader_that_the_pack_allows_is_still_offered():
    file = file_of(meeting("other"))
    offered = {one.kind for one in readers_for(pack("meeting"), file, "meeting")}
    assert AudienceKind.MOTHER in offered
    assert offered <= pack("meeting").audiences


def test_copies_are_offered_to_the_chair_and_professionals_but_not_to_the_family():
    chair = Person(id="chair", mother_id="ros", kind="professional", first_names="Alwyn",
                   last_name="Brackenridge")  # fmt: skip
    worker = Person(id="worker", mother_id="ros", kind="professional", first_names="Naomi",
                    last_name="Stone")  # fmt: skip
    invited = [Invitee(person_id=one) for one in ("ros", "sheila", "worker", "chair")]
    held = meeting("core_group", chair_id="chair", invitees=invited)
    audience = Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id="marlcester")
    seen = view_for(file_of(held, chair, worker), audience).case_file
    names = names_for_copies(seen, "meeting", audience)
    assert names[0] == "Alwyn Brackenridge (chair)"
    assert "Naomi Stone" in names
    assert not any("Averley" in name for name in names)


def test_the_mothers_paper_is_for_the_mother():
    held = meeting("core_group", invitees=[Invitee(person_id="sheila")])
    audience = Audience(AudienceKind.MOTHER)
    seen = view_for(file_of(held), audience).case_file
    assert names_for_copies(seen, "meeting", audience) == ["Rhosyn Averley"]


def test_a_copy_for_another_reader_than_the_holder_does_not_bear_the_chairs_name():
    chair = Person(id="chair", mother_id="ros", kind="professional", first_names="Alwyn",
                   last_name="Brackenridge")  # fmt: skip
    case_file = file_of(meeting("mbu_board", chair_id="chair"), chair)
    board = Audience(AudienceKind.MBU_BOARD)
    assert names_for_copies(case_file, "meeting", board) == ["Alwyn Brackenridge (chair)"]
    for kind in (AudienceKind.COMMUNITY, AudienceKind.SCHOOL, AudienceKind.HEALTH):
        assert names_for_copies(case_file, "meeting", Audience(kind)) == []
