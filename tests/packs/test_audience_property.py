"""Whatever a family is like and whatever was written where: no reader finds what is not theirs."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from tac_desktop.casework.audience import Audience, AudienceKind, audiences_for, view_for
from tac_desktop.casework.audience_stops import stops_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.packs import catalogue
from tests.packs.families import HOMES, families, made_of
from tests.packs.family_rules import Family, Secret
from tests.packs.marker_words import squeezed
from tests.packs.reading import Paper

# A family comes from a seed, which nothing can make simpler: a failure names it instead.
_CALM: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "derandomize": True,
    "phases": (Phase.explicit, Phase.generate),
}
settings.register_profile("audience", max_examples=150, **_CALM)
settings.register_profile("audience-thorough", max_examples=5000, **{**_CALM, "derandomize": False})
FILES = settings.get_profile(os.environ.get("AUDIENCE_PROFILE", "audience"))
PAPERS = settings(FILES, max_examples=max(12, FILES.max_examples // 100))


def readers_of(family: Family) -> list[Audience]:
    offered = [one for one in audiences_for(family.case_file) if one.kind is not AudienceKind.TAC]
    return list(dict.fromkeys([*family.readers, *offered]))


def words_of(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, BaseModel)):
        for one in (value if isinstance(value, dict) else vars(value)).values():
            yield from words_of(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from words_of(one)


def everything_in(shown: CaseFile, whole: CaseFile) -> str:
    """All words of a filtered file as letters and digits, texts kept apart."""
    texts: list[str] = list(shown.hidden_names.values())
    for entry in shown.entries:
        texts += words_of(entry.record)
        for one in entry.amendments:
            texts += [one.note, one.by, one.reason, *one.changes]
        texts.append(entry.record.headline(shown.name))
    texts += [shown.name(entry.record.id) for entry in whole.entries]
    return "|".join(squeezed(text) for text in texts)


def found_in(text: str, secrets: list[Secret]) -> list[str]:
    return [f"{one.marker}: {one.why}" for one in secrets if one.marker in text]


@FILES
@given(families())
def test_no_reader_finds_in_the_file_what_is_kept_from_them(family):
    whole = family.case_file
    for reader in readers_of(family):
        shown = view_for(whole, reader).case_file
        found = found_in(everything_in(shown, whole), family.kept_from(reader))
        assert found == [], (reader, found)


@PAPERS
@given(families(), st.randoms(use_true_random=False))
def test_no_reader_finds_on_paper_what_is_kept_from_them(family, chance):
    readers = chance.sample(family.readers, 3)
    for reader in readers:
        secrets = family.kept_from(reader)
        for name, record_id in prints_for(family, reader, chance):
            found = found_in(squeezed(on_paper(family.case_file, reader, name, record_id)), secrets)
            assert found == [], (reader, name, record_id, found)


@pytest.mark.parametrize("seed", range(3))
def test_every_secret_is_in_the_file_and_reaches_our_own_team(seed):
    """Else the tests above would find nothing because there is nothing."""
    family = made_of(seed, list(HOMES[1:]))
    shown = view_for(family.case_file, Audience(AudienceKind.TAC)).case_file
    text = everything_in(shown, family.case_file)
    markers = {one.marker for one in family.secrets}
    assert {one for one in markers if one not in text} == set()
    assert len(markers) > 100
    assert all(family.kept_from(reader) for reader in family.readers)


@pytest.mark.parametrize("seed", range(10))
def test_what_holds_no_secret_of_anybody_reaches_its_readers(seed):
    """Safety by an empty file would be no use: plain words arrive where they may be read."""
    family = made_of(seed, list(HOMES), records=24, planted=6)
    for kind in (AudienceKind.MOTHER, AudienceKind.PRISON, AudienceKind.COURT):
        reader = Audience(kind)
        shown = view_for(family.case_file, reader).case_file
        text = everything_in(shown, family.case_file)
        kept = {one.marker for one in family.kept_from(reader)}
        words = [one for one in family.plain_words() if one.marker not in kept]
        assert len(words) > 5
        assert [one.why for one in words if one.marker not in text] == []


@FILES
@given(families(records=0, planted=0))
def test_whoever_must_not_be_told_and_a_consent_that_does_not_count_stop_the_work(family):
    for reader in family.readers:
        who = (reader.organisation_id, reader.person_id)
        stops = stops_for(family.case_file, reader.kind, *who)
        assert bool(stops) >= family.must_stop(reader), reader


def prints_for(family: Family, reader: Audience, chance: random.Random) -> list[tuple[str, str]]:
    """Every kind of print that this reader can get, and a few single records."""
    whole = family.case_file
    shown = view_for(whole, reader).case_file
    found = []
    for pack in catalogue.packs():
        if pack.name.startswith(catalogue.BLANK) or reader.kind not in pack.audiences:
            continue
        records = [one for one in catalogue.records_for(pack, whole) if one in shown.by_id]
        if not pack.needs:
            records = [""]
        elif pack.name == "record":
            spoilt = [one for one in records if one in family.spoilt]
            records = spoilt[:2] + chance.sample(records, min(2, len(records)))
        found += [(pack.name, record_id) for record_id in records[:4]]
    return found


def on_paper(whole: CaseFile, reader: Audience, name: str, record_id: str) -> str:
    """What a print says: on its pages, in its bookmarks and in what a viewer shows about it."""
    built = catalogue.build(name, whole, reader, record_id=record_id, repeatable=True)
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        about = [str(value) for value in pdf.docinfo.values()]
        with pdf.open_outline() as outline:
            about += titles_in(outline.root)
    return "\n".join([*Paper(built.pdf).pages, *about, built.title])


def titles_in(bookmarks: list[pikepdf.OutlineItem]) -> list[str]:
    found = []
    for one in bookmarks:
        found += [one.title, *titles_in(one.children)]
    return found
