"""A short run of the failing disks: the full figures are made by `--scenario sticks`."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardship import giving_away, stick_trials, sticks
from hardship.bad_disks import FullAfter
from hardship.giving_away import HANDOVER, PDF, Found, Giver

FEW = (errno.ENOSPC, errno.EROFS, errno.EIO)


def quiet(_line: str) -> None:
    pass


def test_no_disk_that_fails_leaves_a_part_or_is_called_a_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # What has to be mounted needs root and belongs to the full figures.
    monkeypatch.setattr(sticks, "can_mount", lambda: False)
    monkeypatch.setattr(sticks, "_SCANS", 3)
    few = {code: how for code, how in stick_trials._CODES.items() if code in FEW}
    monkeypatch.setattr(stick_trials, "_CODES", few)
    figures = sticks.run(rounds=12, seconds=60, seed=3, folder=tmp_path, say=quiet)
    assert figures.kept, figures.failures


@pytest.fixture
def giver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Giver]:
    monkeypatch.setattr(sticks, "_SCANS", 0)
    made = sticks._giver(tmp_path)
    yield made
    made.vault.close()


def test_a_part_under_the_final_name_and_a_false_success_are_noticed(
    giver: Giver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stick, found = tmp_path / "stick", Found()
    stick.mkdir()

    saved = giving_away.save_outside
    monkeypatch.setattr(giving_away, "save_outside", _badly(saved, succeeds=False))
    assert found.attempt(giver, PDF, stick, "badly") == "folder_missing"
    assert found.partial == ["encrypted PDF, badly: given.pdf is there"]
    monkeypatch.setattr(giving_away, "save_outside", _badly(saved, succeeds=True))
    assert found.attempt(giver, PDF, stick, "worse") == "written"
    assert found.false_success == ["encrypted PDF, worse: called written, and is not whole"]
    assert list(stick.iterdir()) == []


def test_an_outcome_that_is_told_as_another_is_noticed(giver: Giver, tmp_path: Path):
    stick, found = tmp_path / "stick", Found()
    stick.mkdir()
    how = found.attempt(giver, HANDOVER, stick, "full", FullAfter(10))
    found.expect("full", how, "removed")
    assert found.outcomes == ["full: full instead of removed"]
    found.say("full", "table", "It did not work.")
    found.say("removed", "table", "It did not work.")
    assert sticks._shared(found.sentences) == ["table: full and removed"]


def _badly(saved, *, succeeds: bool):
    def save(path: Path, content: bytes, vault: Path, suffix: str, disk: object = None):
        path.write_bytes(content[:100])
        if succeeds:
            result = saved(path.with_name("other.pdf"), content, vault, suffix)
            result.path.unlink()
            return saved.__globals__["SaveResult"](result.outcome, path, len(content))
        return saved(path.parent / "none" / path.name, content, vault, suffix)

    return save
