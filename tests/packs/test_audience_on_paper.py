"""The example case on paper: every print, for every reader, searched for what must not be there."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from tac_desktop.casework.audience import Audience, AudienceKind, audiences_for, view_for
from tac_desktop.casework.case_file import CaseFile, Entry, Saved
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person
from tac_desktop.casework.record import record_from
from tac_desktop.casework.training import example_case
from tac_desktop.packs import catalogue
from tac_desktop.packs.catalogue import NotForThisReader
from tests.packs.reading import Paper

ADOPTIVE_FAMILY = (
    "Oakhurst", "Maren", "Tobias", "Saltmere", "Ternbay", "960188", "ZZ99 7SM", "Little Terns",
    "110 miles",
)  # fmt: skip
FOR_PROFESSIONALS = ("visiting the house", "release plans are not mentioned", "at Megan's home")
RESTRICTION = ("on-molestation", "Domestic abuse", "Do not tell him")
WITHOUT_PROFESSIONAL_NOTES = (
    AudienceKind.MOTHER, AudienceKind.FAMILY, AudienceKind.SCHOOL, AudienceKind.MBU_BOARD,
    AudienceKind.COMMUNITY,
)  # fmt: skip
WITHOUT_THE_RESTRICTION = (AudienceKind.FAMILY, AudienceKind.SCHOOL, AudienceKind.COMMUNITY)


@cache
def example() -> CaseFile:
    document = example_case()
    entries = []
    for one in document.records:
        last = one.revisions[-1]
        record = record_from(one.type, one.id, one.mother_id, last.content)
        saved = Saved(one.revisions[0].at, "Dana", last.at, "Dana", len(one.revisions))
        entries.append(Entry(record, saved))
    return CaseFile(document.mother_id, dt.date(2026, 11, 16), tuple(entries), "J1-000000")


def readers() -> list[Audience]:
    return [one for one in audiences_for(example()) if one.kind is not AudienceKind.TAC]


def in_words(audience: Audience) -> str:
    return f"{audience.kind.value} {audience.words(example())}".strip()


def prints_for(audience: Audience) -> list[str]:
    """The text of every print of the catalogue that this reader can get."""
    texts = []
    for pack in catalogue.packs():
        if pack.name.startswith(catalogue.BLANK):
            continue
        records = catalogue.records_for(pack, example()) if pack.needs else [""]
        if pack.name == "record":
            records = [*_telling_records(), example().mother_id]
        for record_id in records:
            try:
                built = catalogue.build(
                    pack.name, example(), audience, record_id=record_id,
                    printed_on=dt.date(2026, 11, 16),
                )  # fmt: skip
            except NotForThisReader:
                continue
            texts.append(Paper(built.pdf).text)
    return texts


def _telling_records() -> list[str]:
    """The records that hold a secret of the case."""
    secrets = (*ADOPTIVE_FAMILY, *FOR_PROFESSIONALS)
    return [
        entry.record.id
        for entry in example().entries
        if any(secret in str(entry.record.model_dump()) for secret in secrets)
    ]


@pytest.mark.parametrize("audience", readers(), ids=in_words)
def test_no_print_for_a_reader_holds_what_this_reader_must_not_see(audience):
    texts = prints_for(audience)
    assert texts, "a reader who gets nothing proves nothing"
    forbidden = list(ADOPTIVE_FAMILY)
    if audience.kind in WITHOUT_PROFESSIONAL_NOTES:
        forbidden += FOR_PROFESSIONALS
    if audience.kind in WITHOUT_THE_RESTRICTION:
        forbidden += RESTRICTION
    found = {word for text in texts for word in forbidden if word.lower() in text.lower()}
    assert found == set()


def test_the_secrets_are_in_the_case_and_reach_our_own_team():
    everything = str([entry.record.model_dump() for entry in example().entries])
    for word in (*ADOPTIVE_FAMILY, *FOR_PROFESSIONALS, *RESTRICTION):
        assert word in everything, word
    texts = " ".join(prints_for(Audience(AudienceKind.TAC)))
    assert "Saltmere" in texts
    assert "visiting the house" in texts


def test_the_secrets_stand_in_the_list_of_what_was_left_out_with_their_reasons():
    view = view_for(example(), Audience(AudienceKind.MBU_BOARD))
    listed = {one.record_id: one.reason for one in view.left_out}
    placement = next(one for one in example().entries if getattr(one.record, "confidential", None))
    note = next(one for one in example().of(ContactLogEntry) if one.share == "professionals_only")
    adopters = next(one for one in example().of(Person) if "Oakhurst" in one.last_name)
    assert "Confidential placement" in listed[placement.record.id]
    assert listed[note.id] == "Marked: professionals only."
    assert listed[adopters.id] == "Kept confidential."


def test_another_authority_reads_of_its_own_child_only():
    cwm_erwain = next(one for one in readers() if "Cwm Erwain" in one.words(example()))
    texts = " ".join(prints_for(cwm_erwain))
    assert "Megan" in texts
    assert not {name for name in ("Callum", "Theo", "Seren", "Eddowes") if name in texts}


def test_a_meeting_about_another_authoritys_child_cannot_be_printed_for_this_one():
    cwm_erwain = next(one for one in readers() if "Cwm Erwain" in one.words(example()))
    board = next(one for one in example().of(Meeting) if one.type == "mbu_board")
    with pytest.raises(NotForThisReader, match="child of another authority"):
        catalogue.build("meeting", example(), cwm_erwain, record_id=board.id)
