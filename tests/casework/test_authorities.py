"""The list of local authorities: whole, findable by every name, the same everywhere."""

from __future__ import annotations

from tac_desktop.casework.authorities import authorities, by_record_id
from tac_desktop.casework.record import problems


def test_all_of_them_are_there_each_once() -> None:
    every = authorities()
    assert len(every) == 212
    assert len({one.record_id for one in every}) == len({one.code for one in every}) == 212
    assert len({one.name for one in every}) == 212
    assert {one.nation for one in every} == {"england", "wales", "scotland", "northern_ireland"}
    assert not [one for one in every if problems(one.organisation())]


def test_welsh_authorities_have_their_welsh_names() -> None:
    welsh = [one for one in authorities() if one.nation == "wales"]
    assert len(welsh) == 22 and all(one.name_cy for one in welsh)
    cardiff = next(one for one in welsh if one.name == "Cardiff")
    assert cardiff.organisation().name_cy == "Caerdydd"


def test_names_are_as_people_say_them_and_former_ones_are_known() -> None:
    named = {one.name: one for one in authorities()}
    assert named["Bristol"].other_names == ("City of Bristol",)
    assert "Bournemouth, Christchurch and Poole" in named
    assert any("Cumbria" in other for other in named["Cumberland"].other_names)
    assert "Hull" in named["Kingston upon Hull"].other_names


def test_an_identifier_stays_when_a_code_is_replaced() -> None:
    barnsley = next(one for one in authorities() if one.name == "Barnsley")
    assert (barnsley.gss_code, barnsley.code) == ("E08000038", "E08000016")
    trusts = [one for one in authorities() if one.nation == "northern_ireland"]
    assert [one.code for one in trusts] == [f"ZT00{place}" for place in range(1, 6)]


def test_the_identifiers_never_change() -> None:
    """Vaults hold them. A change of this test is a mistake."""
    swansea = by_record_id()["a2661ae0-41e6-5f8c-8d63-3d05d1406373"]
    assert swansea.name == "Swansea"
