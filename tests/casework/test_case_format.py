"""The case format holds a whole case with its history, and says everything that is wrong."""

from __future__ import annotations

import copy
import datetime as dt
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tac_desktop.casework.case_format import (
    CaseDocument,
    DocumentRecord,
    DocumentRevision,
    case_bytes,
    case_from_bytes,
    read_case,
    write_case,
)
from tac_desktop.casework.case_format_checks import Limits
from tac_desktop.casework.record import record_types
from tac_desktop.casework.service import Service
from tac_desktop.errors import NotUnderstood
from tac_desktop.paths import resource

ROOT = Path(__file__).resolve().parents[2]
Spoil = Callable[[dict[str, Any]], None]

SMALL: dict[str, Any] = {
    "format": "tac-desktop-case",
    "version": 1,
    "mother": "m",
    "records": [
        {
            "type": "person",
            "id": "m",
            "mother_id": "m",
            "revisions": [
                {
                    "at": "2026-06-25T16:30:00Z",
                    "by": "w",
                    "content": {"kind": "mother", "first_names": "Ŵenna"},
                },
                {
                    "at": "2026-06-26T16:30:00+01:00",
                    "by": "w",
                    "reason": "correction",
                    "note": "Her name.",
                    "content": {"kind": "mother", "first_names": "Wenna"},
                },
            ],
        },
        {
            "type": "worker",
            "id": "w",
            "revisions": [{"at": "2026-06-25T16:30:00Z", "content": {"name": "Will Worker"}}],
        },
    ],
}


def small() -> dict[str, Any]:
    return copy.deepcopy(SMALL)


def as_bytes(raw: Any) -> bytes:
    return json.dumps(raw, ensure_ascii=False).encode("utf-8")


def refused(raw: Any) -> str:
    with pytest.raises(NotUnderstood) as caught:
        case_from_bytes(as_bytes(raw))
    return caught.value.sentence


def test_the_shortest_file_is_read_with_its_history():
    document = case_from_bytes(as_bytes(small()))
    mother = document.records[0]
    first, second = mother.revisions
    assert document.mother_id == "m"
    assert document.dangling == ()
    assert first.content["first_names"] == "Ŵenna"
    assert second.at == dt.datetime(2026, 6, 26, 15, 30, tzinfo=dt.UTC)
    assert second.follows == (first.id,)
    assert (second.reason, second.note) == ("correction", "Her name.")


def test_revisions_without_identifiers_get_the_same_ones_each_time():
    once, again = (case_from_bytes(as_bytes(small())) for _ in range(2))
    ids = [revision.id for record in once.records for revision in record.revisions]
    assert len(set(ids)) == 3
    assert once == again


def test_a_revision_that_was_changed_in_the_file_is_another_revision():
    changed = small()
    changed["records"][0]["revisions"][0]["content"]["last_name"] = "Example"
    before, after = (case_from_bytes(as_bytes(raw)).records[0] for raw in (small(), changed))
    assert not {one.id for one in before.revisions} & {one.id for one in after.revisions}


def test_what_is_written_is_read_back_as_the_same_document(tmp_path: Path):
    moment = dt.datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=dt.UTC)
    content = {"kind": "mother", "first_names": "Łucja", "unmapped": {"odd": [1, None, "ж"]}}
    revisions = tuple(
        DocumentRevision(name, moment, "w", "Will", "updated", "why", follows, content)
        for name, follows in (("a", ()), ("b", ("a",)), ("c", ("a",)), ("d", ("b", "c")))
    )
    document = CaseDocument(
        mother_id="m",
        records=(DocumentRecord("person", "m", "m", revisions),),
        service=Service(id="service", name="A service", address=["One", "Two"]),
        about={"title": "Invented"},
    )
    write_case(tmp_path / "case.json", document)
    back = read_case(tmp_path / "case.json")
    assert back.records == document.records
    assert back.about == document.about
    assert back.service and back.service.address == ["One", "Two"]
    assert case_bytes(back) == case_bytes(document)


def test_the_file_is_for_its_owner_alone_and_nothing_else_is_left(tmp_path: Path):
    write_case(tmp_path / "case.json", case_from_bytes(as_bytes(small())))
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"]
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "case.json").stat().st_mode) == 0o600


def test_the_example_is_read_without_a_word():
    document = read_case(resource("example_case.json"))
    assert len(document.records) == 225
    assert document.dangling == ()
    assert case_bytes(document) == resource("example_case.json").read_bytes()


def spoil_type(raw: dict[str, Any]) -> None:
    raw["records"][1]["type"] = "wizard"


def spoil_content(raw: dict[str, Any]) -> None:
    raw["records"][0]["revisions"][0]["content"]["became_born_on"] = "soon"


def spoil_question(raw: dict[str, Any]) -> None:
    raw["records"][0]["revisions"][0]["content"]["favourite_song"] = "Calon Lân"


def spoil_moment(raw: dict[str, Any]) -> None:
    raw["records"][0]["revisions"][0]["at"] = "2026-06-25T16:30"


def spoil_moment_kind(raw: dict[str, Any]) -> None:
    raw["records"][0]["revisions"][0]["at"] = 20260625


def spoil_mother(raw: dict[str, Any]) -> None:
    raw["mother"] = "w"


def spoil_kind(raw: dict[str, Any]) -> None:
    raw["records"][0]["revisions"][1]["content"]["kind"] = "carer"


def spoil_file_of(raw: dict[str, Any]) -> None:
    raw["records"][0]["mother_id"] = "someone else"


def spoil_same_id(raw: dict[str, Any]) -> None:
    raw["records"][1]["id"] = "m"


def spoil_same_revision(raw: dict[str, Any]) -> None:
    raw["records"][0]["revisions"][0]["id"] = raw["records"][1]["revisions"][0]["id"] = "r"


def spoil_follows(raw: dict[str, Any]) -> None:
    raw["records"][0]["revisions"][1]["follows"] = ["not here"]


def spoil_first_follows(raw: dict[str, Any]) -> None:
    raw["records"][0]["revisions"][0]["follows"] = ["not here"]


def spoil_name(raw: dict[str, Any]) -> None:
    raw["recordz"] = []


def spoil_revisions(raw: dict[str, Any]) -> None:
    raw["records"][1]["revisions"] = []


def spoil_id(raw: dict[str, Any]) -> None:
    raw["records"][1]["id"] = "x" * 300


def spoil_own_id(raw: dict[str, Any]) -> None:
    raw["records"][1]["revisions"][0]["content"]["id"] = "another"


def spoil_service(raw: dict[str, Any]) -> None:
    raw["service"] = {"name": 5}


def spoil_service_record(raw: dict[str, Any]) -> None:
    raw["records"][1]["type"] = "service"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_type, "does not know the record type “wizard”"),
        (spoil_content, "became_born_on"),
        (spoil_question, "favourite_song"),
        (spoil_moment, "“at” has to be a moment with its time zone"),
        (spoil_moment_kind, "“at” has to be a moment with its time zone"),
        (spoil_mother, "“mother” does not name one of the people"),
        (spoil_kind, "not of the kind “mother”"),
        (spoil_file_of, "another mother's file"),
        (spoil_same_id, "another record with the same “id”"),
        (spoil_same_revision, "another revision with the same “id”"),
        (spoil_follows, "“follows” names a revision"),
        (spoil_first_follows, "cannot follow another one"),
        (spoil_name, "Nothing is known of “recordz”"),
        (spoil_revisions, "no “revisions”"),
        (spoil_id, "no short text"),
        (spoil_own_id, "belongs to the record, not in “content”"),
        (spoil_service_record, "not among the records"),
        (spoil_service, "The service: name"),
    ],
)
def test_each_mistake_has_its_sentence(spoil: Spoil, words: str):
    raw = small()
    spoil(raw)
    assert words in refused(raw)


def test_every_problem_is_listed_at_once_with_its_place():
    raw = small()
    spoil_type(raw)
    spoil_content(raw)
    spoil_moment(raw)
    sentences = refused(raw)
    assert "wizard" in sentences
    assert "Record 1 (person m), revision 1" in sentences
    assert "became_born_on" in sentences
    assert "time zone" in sentences


def test_very_many_problems_are_counted_rather_than_listed():
    raw = small()
    raw["records"] += [{"type": "wizard", "id": str(place)} for place in range(500)]
    with pytest.raises(NotUnderstood) as caught:
        case_from_bytes(as_bytes(raw))
    assert len(caught.value.reasons) == 101
    assert "And 900 more" in caught.value.reasons[-1]


def test_references_that_point_nowhere_are_listed_and_the_case_is_read():
    raw = small()
    raw["records"].append(
        {
            "type": "meeting",
            "id": "t",
            "mother_id": "m",
            "revisions": [
                {
                    "at": "2026-06-25T16:30:00Z",
                    "content": {
                        "type": "core_group",
                        "date": "2026-07-01",
                        "chair_id": "gone",
                        "child_ids": ["lost"],
                        "invitees": [{"person_id": "w"}, {"person_id": "away"}],
                    },
                }
            ],
        }
    )
    document = case_from_bytes(as_bytes(raw))
    assert len(document.dangling) == 3
    for name, label in (("gone", "Chair"), ("lost", "About which children"), ("away", "Who")):
        assert label in "".join(one.sentence for one in document.dangling)
        assert any((one.reference, one.label) == (name, label) for one in document.dangling)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b'{"format": NaN}', "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format": "\\ud800"}', "half a character"),
        (b"[]", "not a case file"),
        (b'{"format": "something else"}', "not a case file"),
        (b'{"format": "tac-desktop-case"}', "“version”"),
        (b'{"format": "tac-desktop-case", "version": true}', "“version”"),
        (b'{"format": "tac-desktop-case", "version": 3}', "newer version"),
        (b'{"format": "tac-desktop-case", "version": 1}', "“records”"),
        (b'{"format": "tac-desktop-case", "version": 1, "records": {}}', "“records”"),
        (b'{"format": "tac-desktop-case", "version": 1, "records": [1]}', "has to be an object"),
    ],
)
def test_files_that_hold_no_case_are_refused_with_a_sentence(content: bytes, words: str):
    with pytest.raises(NotUnderstood) as caught:
        case_from_bytes(content)
    assert words in caught.value.sentence


def test_what_is_too_large_is_refused(tmp_path: Path):
    (tmp_path / "case.json").write_bytes(as_bytes(small()))
    for limits in (Limits(file_bytes=10), Limits(records=1), Limits(revisions=1)):
        with pytest.raises(NotUnderstood):
            read_case(tmp_path / "case.json", limits)
    assert read_case(tmp_path / "case.json").mother_id == "m"


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(NotUnderstood) as caught:
        read_case(tmp_path / "missing.json")
    assert "missing.json" in caught.value.sentence


def test_the_description_of_the_format_names_every_record_type():
    described = (ROOT / "docs" / "case-format.md").read_text(encoding="utf-8")
    missing = [cls.type_name for cls in record_types() if f"`{cls.type_name}`" not in described]
    assert missing == []
