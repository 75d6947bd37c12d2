"""A case in a plain layout of lists becomes records, and nothing of it is lost on the way."""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
import functools
import json
import os
import random
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tac_desktop.casework import conversion
from tac_desktop.casework.case_format import CaseDocument, case_bytes, case_from_bytes, read_case
from tac_desktop.casework.conversion import convert_case
from tac_desktop.casework.conversion_source import british_moment
from tac_desktop.casework.dates import add_months
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.record import record_from, record_types
from tac_desktop.errors import NotUnderstood
from tac_desktop.paths import resource

PLAIN = Path(__file__).parent.parent / "data" / "plain_case.json"
NUMBER = "Z4172XQ"

TYPES = {
    "workers": "worker",
    "organisations": "organisation",
    "people": "person",
    "custody": "custody",
    "cases": "case",
    "referrals": "referral",
    "consents": "consent",
    "relationships": "relationship",
    "placements": "placement",
    "legal_statuses": "legal_status",
    "proceedings": "proceedings",
    "hearings": "hearing",
    "court_orders": "court_order",
    "contact_arrangements": "contact_arrangement",
    "contact_sessions": "contact_session",
    "contact_restrictions": "contact_restriction",
    "acct_episodes": "acct_episode",
    "acct_reviews": "acct_review",
    "mbu_applications": "mbu_application",
    "meetings": "meeting",
    "contact_log": "contact_log",
    "needs": "need",
    "tasks": "task",
    "chronology_manual": "chronology_event",
    "surveys": "survey_response",
    "barriers": "barrier",
    "documents": "document",
    "disclosures": "disclosure",
    "supervision": "supervision",
}
ELSEWHERE = {
    ("people", "school_org_id"): "school_id",
    ("people", "first_language"): "preferred_language",
    ("people", "was_unborn_until"): "became_born_on",
    ("custody", "conditional_release_date"): "release_date",
    ("relationships", "from"): "from_person_id",
    ("relationships", "to"): "to_person_id",
    ("contact_arrangements", "agreed_with"): "agreed_with_id",
    ("contact_arrangements", "supervisor"): "supervisor_id",
    ("proceedings", "applicant_org_id"): "applicant_id",
    ("proceedings", "mother_represented_by"): "mother_represented_by_id",
    ("tasks", "waiting_on_person_id"): "waiting_on_id",
    ("documents", "from_org_id"): "from_id",
    ("documents", "author_worker_id"): "from_id",
    ("mbu_applications", "latest_age_months"): "age_limit_months",
    ("reports", "from"): "from_whom",
    ("reports", "worker_id"): "person_id",
    ("directions", "by"): "by_id",
}


def plain() -> dict[str, Any]:
    return json.loads(PLAIN.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def document() -> CaseDocument:
    return convert_case(plain())


def new(original: str) -> str:
    return derived_id(NUMBER, original)


def contents(document: CaseDocument, type_name: str) -> list[dict[str, Any]]:
    return [dict(one.revisions[-1].content) for one in document.records if one.type == type_name]


def content(document: CaseDocument, original: str) -> dict[str, Any]:
    (found,) = [one for one in document.records if one.id == new(original)]
    return dict(found.revisions[-1].content)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, (*path, name))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from leaves(one, (*path, place))
    elif value is not None:
        yield path, value


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def is_time(text: str) -> bool:
    return len(text) == 5 and text[2] == ":" and text[:2].isdigit()


@functools.cache
def identifiers_of_the_example() -> frozenset[str]:
    return frozenset(value for path, value in leaves(plain()) if path[-1] == "id")


def identifiers(raw: dict[str, Any]) -> set[str]:
    return {value for path, value in leaves(raw) if path[-1] == "id"}


def where(list_name: str, path: tuple[Any, ...]) -> tuple[Any, ...]:
    """The way to a value inside the record, where the input has it at `path`."""
    group, steps = list_name, []
    for step in path:
        steps.append(ELSEWHERE.get((group, step), step))
        if isinstance(step, str):
            group = step
    return tuple(steps)


def explained(list_name: str, one: dict[str, Any], path: tuple[Any, ...], case: Any) -> bool:
    """Whether a value that is not simply there again arrived in the way that was decided."""
    value = at(one, path)
    key = path[-1]
    match (list_name, key):
        case (_, "id"):
            return any(record.id == new(value) for record in case.records)
        case (_, "mother_id"):
            return case.mother_id == new(value)
        case ("contact_log", "recorded_at"):
            (record,) = [record for record in case.records if record.id == new(one["id"])]
            return record.revisions[0].at == british_moment(value)
        case ("relationships", "parental_responsibility"):
            return content_of_relationship(one, case)["parental_responsibility"] == (
                "yes" if value else "no"
            )
        case ("acct_reviews", "risk_view_of_tac"):
            note = content(case, one["id"])["note"]
            return note == f"Own view of risk at the time: {value}"
        case ("hearings", "notice_days"):
            held, told = content(case, one["id"])["date"], one["notice_received"]
            return (dt.date.fromisoformat(held) - dt.date.fromisoformat(told)).days == value
        case ("mbu_applications", "child_reaches_18_months"):
            born = content(case, one["child_id"])["date_of_birth"]
            return add_months(dt.date.fromisoformat(born), 18).isoformat() == value
        case ("mbu_applications", "release_before_18_months"):
            (custody,) = contents(case, "custody")
            return (custody["release_date"] < one["child_reaches_18_months"]) is value
        case ("tasks", "status"):
            return value == "overdue" and content(case, one["id"])["status"] == "open"
        case ("disclosures", "at"):
            kept = content(case, one["id"])
            return value == f"{kept['at']}T{kept['time'][:5]}"
        case ("contact_restrictions", _) if "person_id" in path or "person_ids" in path:
            kept = content(case, one["id"])
            return new(value) in kept.get("person_ids", []) + kept.get("child_ids", [])
    return False


def content_of_relationship(one: dict[str, Any], case: CaseDocument) -> dict[str, Any]:
    (found,) = [
        kept
        for kept in contents(case, "relationship")
        if (kept["from_person_id"], kept["to_person_id"], kept["type"])
        == (new(one["from"]), new(one["to"]), one["type"])
    ]
    return found


def candidates(case: CaseDocument, list_name: str, one: dict[str, Any]) -> list[dict[str, Any]]:
    if "id" in one:
        return [content(case, one["id"])]
    return contents(case, TYPES[list_name])


def arrives(case: CaseDocument, list_name: str, one: dict[str, Any], path: tuple[Any, ...]) -> bool:
    value = at(one, path)
    references = identifiers_of_the_example()
    expected = {value} if not isinstance(value, str) else {value.strip()}
    if isinstance(value, str):
        expected |= {f"{value}:00"} if is_time(value) else set()
        expected = {new(value)} if value in references else expected
    for kept in candidates(case, list_name, one):
        try:
            found = at(kept, where(list_name, path))
        except (KeyError, IndexError):
            continue
        if any(found == each and type(found) is type(each) for each in expected):
            return True
    return explained(list_name, one, path, case)


@pytest.mark.parametrize("list_name", sorted(TYPES))
def test_every_value_of_the_example_stands_under_its_question(
    document: CaseDocument, list_name: str
):
    listed = plain()[list_name]
    objects = listed if isinstance(listed, list) else [listed]
    lost = [
        (one.get("id"), path)
        for one in objects
        for path, _ in leaves(one)
        if not arrives(document, list_name, one, path)
    ]
    assert objects
    assert lost == []


def test_the_remaining_lists_of_the_example_arrive_too(document: CaseDocument):
    raw = plain()
    rest = set(raw) - set(TYPES)
    assert rest == {
        "_about",
        "service",
        "children_summary",
        "meeting_invitees",
        "contact_log_amendments",
        "outcomes_so_far",
    }
    assert document.about == raw["_about"]
    assert document.service is not None
    assert document.service.model_dump(include=set(raw["service"])) == raw["service"]
    assert [one["category"] for one in contents(document, "outcome")] == raw["outcomes_so_far"]


def test_what_is_known_of_each_child_stands_with_the_child(document: CaseDocument):
    for one in plain()["children_summary"]:
        child = content(document, one["child_id"])
        assert child["local_authority_id"] == new(one["local_authority_id"])
        limited = one.get("pr_note", "").startswith("Limited")
        assert child["mother_responsibility"] == ("limited" if limited else "yes")
        assert child.get("mother_responsibility_note", "") == one.get("pr_note", "")
        (worker,) = [
            involved
            for involved in contents(document, "involvement")
            if involved["person_id"] == new(one["social_worker_id"])
        ]
        assert worker["role"] == "child_social_worker"
        assert new(one["child_id"]) in worker["child_ids"]


def test_everyone_invited_stands_in_the_meeting(document: CaseDocument):
    (board,) = [one for one in contents(document, "meeting") if "invitees" in one]
    assert board["type"] == "mbu_board"
    for row, kept in zip(plain()["meeting_invitees"], board["invitees"], strict=True):
        assert kept["person_id"] == new(row["person_id"] or row["worker_id"])
        assert (kept["role"], kept["expected_mode"], kept["confirmed"]) == (
            row["role"],
            row["expected_mode"],
            row["confirmed"],
        )


def test_an_amendment_is_a_second_revision_and_leaves_the_entry_as_it_was(document: CaseDocument):
    (entry,) = [one for one in document.records if one.id == new("log-17")]
    first, second = entry.revisions
    assert (second.id, second.reason) == (new("amd-1"), "correction")
    assert second.note == "Visit started 20 minutes late, not 25 (gate log)."
    assert second.at == dt.datetime(2026, 10, 19, 8, 5, tzinfo=dt.UTC)
    assert second.by == new("wrk-1")
    assert second.follows == (first.id,)
    assert second.content == first.content
    assert "25 minutes late" in first.content["text"]


def test_as_many_records_arrive_as_the_example_has(document: CaseDocument):
    counted = {name: len(contents(document, name)) for name in set(TYPES.values())}
    raw = plain()
    for list_name, type_name in TYPES.items():
        expected = len(raw[list_name]) if isinstance(raw[list_name], list) else 1
        assert counted[type_name] == expected, type_name
    assert (counted["contact_log"], counted["meeting"], counted["acct_review"]) == (25, 10, 6)
    assert (counted["placement"], counted["legal_status"]) == (5, 7)


def test_everything_in_the_example_is_understood(document: CaseDocument):
    assert document.notices == ()
    assert not any("unmapped" in one.revisions[-1].content for one in document.records)


def test_the_risk_level_of_a_review_is_never_the_workers_own_view(document: CaseDocument):
    reviews = contents(document, "acct_review")
    assert all("risk_as_recorded" not in one for one in reviews)
    assert {one["note"].rpartition(" ")[2] for one in reviews} == {"unknown", "raised", "high"}


def test_nothing_may_be_told_to_the_father_and_the_placement_is_about_the_child(
    document: CaseDocument,
):
    order, level, placement = (content(document, f"rst-{number}") for number in (1, 2, 3))
    assert order["person_ids"] == order["not_to_be_told_to_ids"] == [new("per-6")]
    assert level["child_ids"] == [new("per-2"), new("per-3"), new("per-5")]
    assert "not_to_be_told_to_ids" not in level
    assert placement["child_ids"] == [new("per-4")]
    assert "person_ids" not in placement


def test_professionals_stand_in_the_address_book_and_all_others_in_her_file(
    document: CaseDocument,
):
    shared = {one.id for one in document.records if not one.mother_id}
    for person in plain()["people"]:
        assert (new(person["id"]) in shared) is (person["kind"] == "professional")
    assert {one.type for one in document.records if one.id in shared} == {
        "worker",
        "organisation",
        "person",
    }


def test_professionals_are_tied_to_the_children_they_work_for(document: CaseDocument):
    involved = {one["person_id"]: one for one in contents(document, "involvement")}
    children = {
        "per-20": ["per-2", "per-4"],
        "per-22": ["per-5"],
        "per-23": ["per-2"],
        "per-25": ["per-2"],
        "per-33": ["per-2"],
        "per-34": ["per-3"],
        "per-35": ["per-4"],
        "per-36": ["per-5"],
        "per-27": [],
    }
    for person, expected in children.items():
        assert involved[new(person)].get("child_ids", []) == [new(one) for one in expected]
    professionals = [one for one in plain()["people"] if one["kind"] == "professional"]
    assert len(involved) == len(professionals)


def test_chronology_and_tasks_know_which_children_they_name(document: CaseDocument):
    by_text = {one["text"]: one for one in contents(document, "chronology_event")}
    assert by_text["Placement order for Theo"]["child_ids"] == [new("per-4")]
    assert "child_ids" not in by_text["Ros came into foster care, aged 11"]
    assert content(document, "tsk-02")["child_ids"] == [new("per-3")]
    assert content(document, "tsk-08")["child_ids"] == [new("per-2")]


def test_an_import_does_not_say_that_something_was_today():
    raw = plain()
    for one in raw["contact_log"]:
        for name in ("time", "contact_made", "direction"):
            del one[name]
    for one in raw["barriers"]:
        del one["date"]
    document = convert_case(raw)
    for one in document.records:
        if one.type in ("contact_log", "barrier"):
            kept = record_from(one.type, one.id, one.mother_id, one.revisions[-1].content)
            assert getattr(kept, "time", None) is None
            assert getattr(kept, "contact_made", None) is None
            assert not getattr(kept, "direction", "")
            assert one.type == "contact_log" or getattr(kept, "date", None) is None


def test_whatever_is_not_understood_is_kept_and_listed():
    """Every value replaced by words that fit no question, and unknown names everywhere."""
    raw, planted = garbled(plain())
    document = convert_case(raw)
    written = case_bytes(document).decode("utf-8")
    assert len(planted) > 1500
    assert [words for words in planted if words not in written] == []
    read_case_again = json.loads(written)
    assert len(read_case_again["records"]) >= 200
    assert len(document.notices) > 300


def test_references_to_nothing_are_kept_and_listed():
    raw = plain()
    known = identifiers(raw)
    planted = []
    for path, value in list(leaves(raw)):
        if isinstance(value, str) and value in known and path[-1] not in ("id", "mother_id"):
            words = f"nobody-{len(planted)}"
            at(raw, path[:-1])[path[-1]] = words
            planted.append(words)
    document = convert_case(raw)
    written = case_bytes(document).decode("utf-8")
    assert len(planted) > 250
    assert [words for words in planted if words not in written] == []
    listed = "\n".join(document.notices)
    assert "nobody-0" in listed


def garbled(raw: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    planted: list[str] = []
    known = identifiers(raw)

    def plant() -> str:
        planted.append(f"garbled-{len(planted)}-x")
        return planted[-1]

    for path, value in list(leaves(raw)):
        needed = path[-1] in ("id", "kind") or (isinstance(value, str) and value in known)
        if not needed:
            at(raw, path[:-1])[path[-1]] = plant()

    def add(value: Any) -> None:
        if isinstance(value, dict):
            for one in list(value.values()):
                add(one)
            value["something_new"] = plant()
        elif isinstance(value, list):
            for one in value:
                add(one)

    add(raw)
    raw["a_new_list"] = [{"what": plant()}]
    raw["people"].append(plant())
    raw["workers"] = [*raw["workers"], copy.deepcopy(raw["workers"][0])]
    return raw, planted


def test_lists_that_hold_no_objects_and_odd_shapes_are_kept():
    raw = plain()
    raw["needs"] = "none yet"
    raw["hearings"][0]["needs_booked"] = "interpreter-by-name"
    raw["meetings"][7]["invitees"] = "see the e-mail"
    raw["meeting_invitees"].append({"meeting_id": "mtg-99", "role": "stray guest"})
    raw["mbu_applications"][0]["reports"].append("a bare line")
    raw["contact_log_amendments"].append({"log_id": "log-99", "text": "for no entry"})
    raw["children_summary"].append({"child_id": "per-99", "pr_note": "about nobody"})
    raw["outcomes_so_far"].append({"category": "other", "note": "as an object"})
    raw["service"] = [raw["service"], {"name": "a second service"}]
    document = convert_case(raw)
    written = case_bytes(document).decode("utf-8")
    for words in (
        "none yet",
        "interpreter-by-name",
        "see the e-mail",
        "stray guest",
        "a bare line",
        "for no entry",
        "about nobody",
        "as an object",
        "a second service",
    ):
        assert words in written


def test_two_objects_with_one_name_both_arrive():
    raw = plain()
    raw["needs"].append({**raw["needs"][0], "goal": "a second goal"})
    raw["contact_log"].append({**raw["contact_log"][0], "text": "a second text"})
    document = convert_case(raw)
    assert len({one.id for one in document.records}) == len(document.records) == 227
    assert any("a second goal" in str(one) for one in contents(document, "need"))
    assert any("a second text" in str(one) for one in contents(document, "contact_log"))
    assert sum("more than once" in notice for notice in document.notices) == 2


def test_names_may_be_numbers_and_the_same_in_several_lists():
    raw = {
        "custody": {"mother_id": 1, "prison_number": "Z0001AA"},
        "people": [
            {"id": 1, "kind": "mother", "first_names": "Ann", "last_name": "Example"},
            {"id": 2, "kind": "child", "first_names": "Ben", "last_name": "Example"},
        ],
        "workers": [{"id": 1, "name": "Will Worker"}],
        "cases": [{"id": 1, "mother_id": 1, "worker_id": 1, "opened": "2026-01-05"}],
        "contact_log": [
            {"id": 1, "date": "2026-01-06", "text": "Met.", "channel": "phone",
             "about_child_ids": [2], "worker_id": 1, "case_id": 1},
        ],
    }  # fmt: skip
    document = convert_case(raw)
    assert document.notices == ()
    assert len({one.id for one in document.records}) == 6
    (case,) = contents(document, "case")
    (worker,) = [one for one in document.records if one.type == "worker"]
    assert case["worker_id"] == worker.id
    (entry,) = contents(document, "contact_log")
    assert entry["about_child_ids"] == [
        one.id for one in document.records if one.revisions[0].content.get("first_names") == "Ben"
    ]


def test_a_record_that_is_named_like_a_person_does_not_take_her_place():
    raw = plain()
    raw["placements"][0]["id"] = raw["needs"][0]["id"] = "per-1"
    document = convert_case(raw)
    (mother,) = [one for one in document.records if one.id == document.mother_id]
    assert mother.revisions[0].content["first_names"] == "Rhosyn Tamsin"
    assert len({one.id for one in document.records}) == len(document.records) == 225


def test_two_cases_in_this_layout_never_share_a_record():
    other = plain()
    other["custody"]["prison_number"] = "Z4172XR"
    first = {one.id for one in convert_case(plain()).records}
    assert not first & {one.id for one in convert_case(other).records}


def test_converting_twice_gives_the_same_file():
    assert case_bytes(convert_case(plain())) == case_bytes(convert_case(plain()))


@pytest.mark.parametrize("raw", [[], "words", {}, {"people": [{"kind": "child", "id": "c"}]}])
def test_an_input_without_a_mother_is_refused(raw: Any):
    with pytest.raises(NotUnderstood):
        convert_case(raw)


def test_a_mother_who_shares_her_name_with_someone_is_refused():
    raw = plain()
    raw["people"][1]["id"] = raw["people"][0]["id"]
    with pytest.raises(NotUnderstood, match="someone else"):
        convert_case(raw)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_no_file_can_hold_is_refused(value: Any):
    raw = plain()
    raw["needs"][0]["goal"] = value
    with pytest.raises(NotUnderstood):
        convert_case(raw)


@pytest.mark.parametrize("seed", range(3))
def test_an_input_of_any_shape_is_converted_or_refused_and_never_written_wrong(seed: int):
    rng = random.Random(seed)
    odd = [None, True, 0, -1, 3.5, "", "x", "per-1", "2026-13-45", [], {}, [None], [[]], {"a": 1}]
    places = [path for path, _ in leaves(plain())]
    for _try in range(12):
        raw = plain()
        for path in rng.sample(places, 5):
            path = path[: rng.randint(1, len(path))]
            with contextlib.suppress(KeyError, IndexError, TypeError):
                at(raw, path[:-1])[path[-1]] = copy.deepcopy(rng.choice(odd))
        try:
            document = convert_case(raw)
        except NotUnderstood:
            continue
        assert case_from_bytes(case_bytes(document)).records == document.records


def test_the_command_writes_a_file_for_its_owner_alone_and_says_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    target = tmp_path / "case.json"
    assert conversion.main([str(PLAIN), str(target)]) == 0
    assert "225 records, 226 revisions" in capsys.readouterr().out
    assert len(read_case(target).records) == 225
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_command_lists_what_it_did_not_understand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    raw = plain()
    raw["people"][0]["favourite_song"] = "Calon Lân"
    source = tmp_path / "in.json"
    source.write_text(json.dumps(raw), encoding="utf-8")
    assert conversion.main([str(source), str(tmp_path / "out.json")]) == 0
    assert "favourite_song" in capsys.readouterr().out
    assert "Calon Lân" in (tmp_path / "out.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"people": []}', "\x00"])
def test_the_command_refuses_what_it_cannot_use_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
):
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_text(content, encoding="utf-8")
    assert conversion.main([str(source), str(target)]) == 1
    assert capsys.readouterr().err.strip()
    assert not target.exists()


def test_the_command_says_when_a_file_cannot_be_read_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert conversion.main([str(tmp_path / "missing.json"), str(tmp_path / "out.json")]) == 1
    assert conversion.main([str(PLAIN), str(tmp_path / "nowhere" / "out.json")]) == 1
    assert conversion.main([]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 3


def test_the_example_that_is_shipped_is_what_the_converter_makes_of_it():
    assert resource("example_case.json").read_bytes() == case_bytes(convert_case(plain()))


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-06-25T17:30", "2026-06-25T16:30"),
        ("2026-11-16T17:30", "2026-11-16T17:30"),
        ("2026-03-29T00:59", "2026-03-29T00:59"),
        ("2026-03-29T02:00", "2026-03-29T01:00"),
        ("2026-10-25T00:30", "2026-10-24T23:30"),
        ("2026-10-25T02:00", "2026-10-25T02:00"),
    ],
)
def test_clocks_in_the_input_are_londons(local: str, utc: str):
    assert british_moment(local) == dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)


def test_each_record_type_of_the_example_is_one_the_product_knows(document: CaseDocument):
    assert {one.type for one in document.records} <= {cls.type_name for cls in record_types()}
