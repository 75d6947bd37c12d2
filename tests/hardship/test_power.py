"""A few power cuts where this may be tried; the full figures are made by `--scenario power`."""

from __future__ import annotations

from pathlib import Path

import pytest

from hardship import power
from hardship.bad_disks import can_mount


def quiet(_line: str) -> None:
    pass


@pytest.mark.skipif(not can_mount(), reason="mounts a disk of its own, as root on Linux")
def test_nothing_acknowledged_is_lost_by_three_power_cuts(tmp_path: Path):
    figures = power.run(rounds=3, seconds=60, seed=4, folder=tmp_path, say=quiet)
    assert figures.kept, figures.failures
    assert figures.tried.startswith(("3 power cuts", "2 power cuts", "1 power cut"))


def test_where_it_cannot_be_tried_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(power, "can_mount", lambda: False)
    figures = power.run(rounds=3, seconds=60, seed=4, folder=tmp_path, say=quiet)
    assert figures.tried.startswith("Not tried")
