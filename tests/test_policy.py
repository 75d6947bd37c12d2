"""What the prison's IT can set for a computer, and what becomes of nonsense in its file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tac_desktop import paths, policy

Write = Callable[[object], policy.Policy]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Reads what is written into a policy file: an object as JSON, bytes as they are."""

    def write(content: object) -> policy.Policy:
        file = tmp_path / "policy.json"
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        file.write_bytes(raw)
        return policy.read(file)

    return write


def test_the_sample_has_every_setting_and_no_problem(written: Write):
    found = written(policy.SAMPLE.encode())
    assert found.problems == ()
    assert set(json.loads(policy.SAMPLE)) == set(policy._SETTINGS)
    assert (found.idle_minutes, found.removable_media) == (5, policy.Media.ALLOWED)
    assert found.ask == "IT service desk, extension 1234"


def test_what_is_set_is_said_in_sentences(written: Write, tmp_path: Path):
    folder = str(tmp_path / "{user}")
    found = written(
        {
            "idle_minutes": 1,
            "marking": "OFFICIAL",
            "backup_folder": folder,
            "removable_media": "not allowed",
        }
    )
    assert found.problems == ()
    assert "{user}" not in found.backup_folder
    assert found.sentences() == [
        "The vault locks after 1 minute in which nobody types.",
        "Packs are marked “OFFICIAL”.",
        f"Backups go to “{found.backup_folder}”.",
        "Nothing is written to sticks, cards or disks that can be taken out, nor read from them.",
    ]


@pytest.mark.parametrize(
    ("said", "written_to", "read"),
    [("allowed", True, True), ("read only", False, True), ("not allowed", False, False)],
)
def test_sticks_are_allowed_to_be_read_alone_or_not_at_all(
    written: Write, said: str, written_to: bool, read: bool
):
    found = written({"removable_media": said})
    assert (found.lets_media_be_written, found.lets_media_be_read) == (written_to, read)
    assert len(found.sentences()) == 1


def test_the_page_for_it_describes_every_setting_with_its_values():
    text = (Path(__file__).resolve().parent.parent / "docs" / "for-prison-it.md").read_text(
        encoding="utf-8"
    )
    table = [line.split("|") for line in text.splitlines() if line.startswith("| `")]
    described = {
        name: cells[2]
        for cells in table
        if len(cells) == 6
        for name in re.findall(r"`([a-z_]+)`", cells[1])
    }
    assert set(policy._SETTINGS) <= set(described)
    assert all(f'"{one}"' in described["removable_media"] for one in policy.Media)
    shortest, longest = policy.SHORTEST_IDLE, policy.LONGEST_IDLE
    assert f"{shortest} to {longest}" in described["idle_minutes"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("idle_minutes", 0),
        ("idle_minutes", 31),
        ("idle_minutes", True),
        ("idle_minutes", "5"),
        ("idle_minutes", 4.5),
        ("marking", ["OFFICIAL"]),
        ("marking", "two\nlines"),
        ("marking", "x" * 61),
        ("backup_folder", "beside the program"),
        ("backup_folder", 7),
        ("second_backup_folder", "\x00"),
        ("removable_media", "maybe"),
        ("removable_media", ["allowed"]),
        ("removable_media", None),
        ("ask", {}),
    ],
)
def test_nonsense_in_one_setting_gives_a_sentence_and_the_careful_value(
    written: Write, name: str, value: object
):
    found = written({name: value, "ask" if name != "ask" else "marking": "someone"})
    (problem,) = found.problems
    assert f"“{name}” has to be" in problem and "instead" in problem
    assert getattr(found, name) == getattr(policy.CAREFUL, name)
    assert "someone" in (found.ask, found.marking)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'"five"', b"[" * 30_000, b" " * 70_000]
)
def test_a_file_that_is_no_policy_is_told_and_the_careful_settings_count(
    written: Write, content: bytes
):
    found = written(content)
    (problem,) = found.problems
    assert "cannot be understood" in problem
    assert not found.lets_media_be_read
    assert found.idle_minutes == policy.USUAL_IDLE


def test_a_mark_before_the_first_letter_does_no_harm(written: Write):
    assert written(b'\xef\xbb\xbf{"idle_minutes": 3}').idle_minutes == 3


def test_a_setting_that_this_version_does_not_know_is_told(written: Write):
    found = written({"idle_minute": 3})
    assert found.idle_minutes is None
    assert found.problems == (
        "“idle_minute” is no setting of this version; it counts for nothing.",
    )


_NAMES = st.sampled_from(sorted(policy._SETTINGS)) | st.text()
_VALUES = st.none() | st.booleans() | st.floats() | st.text()


@given(
    st.recursive(_VALUES, lambda inner: st.lists(inner) | st.dictionaries(_NAMES, inner)),
)
def test_no_json_whatsoever_keeps_the_program_from_starting(tmp_path_factory, content: object):
    file = tmp_path_factory.getbasetemp() / "any-policy.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    found = policy.read(file)
    assert isinstance(found.sentences(), list)
    assert found.idle_minutes is None or 1 <= found.idle_minutes <= 30


def test_the_policy_of_the_computer_counts_before_the_one_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    of_the_computer, beside = tmp_path / "etc" / "policy.json", tmp_path / "policy.json"
    monkeypatch.setattr(paths, "policy_files", lambda: (of_the_computer, beside))
    monkeypatch.setattr(policy, "in_force", policy.in_force.__wrapped__)
    assert policy.in_force() == policy.Policy()
    beside.write_text('{"idle_minutes": 2}')
    assert policy.in_force().idle_minutes == 2
    of_the_computer.parent.mkdir()
    of_the_computer.write_text('{"idle_minutes": 3}')
    assert policy.in_force().idle_minutes == 3
    of_the_computer.unlink()
    of_the_computer.mkdir()
    assert policy.in_force().problems, "a folder of that name is no policy"


def test_a_policy_that_may_not_be_read_is_not_taken_for_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "policy.json"
    file.write_text("{}")

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = policy.read(file)
    assert "Permission denied" in found.problems[0]
    assert not found.lets_media_be_read
