"""A short run of the kills: the full figures are made by `tasks.py hardship --scenario crash`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hardship import crash
from hardship.crash_check import AfterKill, Found, Ledger
from hardship.crash_steps import FIXED, Scene
from hardship.killing import Killed, Tell, killed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a forked process")


def quiet(_line: str) -> None:
    pass


def test_nothing_acknowledged_is_lost_by_a_dozen_kills(tmp_path: Path):
    figures = crash.run(rounds=12, seconds=120, seed=7, folder=tmp_path, say=quiet)
    assert figures.kept, figures.failures
    assert figures.tried.startswith("12 kills")


def test_what_a_killed_process_had_said_is_heard_to_the_end():
    def work(tell: Tell) -> None:
        tell(begins="counting")
        for number in range(1_000_000):
            tell(did="counted", number=number)

    end = killed(work, 0.02)
    assert not end.ended_by_itself
    assert [one["number"] for one in end.lines[1:]] == list(range(len(end.lines) - 1))


def test_a_process_that_fails_before_the_kill_is_no_success(tmp_path: Path):
    def work(tell: Tell) -> None:
        tell(begins="failing")
        raise ValueError("on purpose")

    end = killed(work, 0.5)
    assert end.ended_by_itself
    found = Found()
    scene = Scene(tmp_path, "m", "o", FIXED, 3, 1)
    AfterKill(scene, Ledger(FIXED), end, found).look()
    assert "on purpose" in found.broken["whole"][0]


def test_a_lost_record_a_cut_backup_and_a_half_file_are_noticed(tmp_path: Path):
    scene, ledger = crash.new_stage(tmp_path / "stage", 1)
    (scene.stick / "print-2026-11-16-AAAA.pdf").write_bytes(b"%PDF-1.7 cut off")
    (scene.backups / "tac-backup-2026").mkdir(parents=True)
    said = [
        {"did": "saved", "revisions": ["never-saved"]},
        {"did": "attached", "sha256": "0" * 64},
        {"did": "kept", "draft": "d", "record": "r"},
        {"did": "backed up", "backup": "tac-backup-2025"},
        {"begins": "making a vault", "vault": "new-1"},
        {"did": "made a vault", "vault": "new-1"},
        {"did": "letter", "number": 5, "at": 10.0},
    ]
    found = Found()
    AfterKill(scene, ledger, Killed(said, 13.0, False), found).look()
    assert {name: len(words) for name, words in found.broken.items()} == {
        "acknowledged": 4,
        "drafts": 1,
        "letters": 1,
        "final names": 2,
    }
