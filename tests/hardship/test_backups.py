"""Days of work with backups: the full figures are made by `--scenario backups`."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from hardship import backups


def quiet(_line: str) -> None:
    pass


def test_ten_days_of_backups_keep_what_they_promise(tmp_path: Path):
    figures = backups.run(rounds=10, seconds=60, seed=2, folder=tmp_path, say=quiet)
    assert figures.kept, figures.failures


def test_backups_that_come_too_often_or_for_nothing_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    always = mock.Mock(return_value=True)
    monkeypatch.setattr("tac_desktop.storage.backups.Backups.is_due", always)
    figures = backups.run(rounds=2, seconds=60, seed=2, folder=tmp_path, say=quiet)
    kept = {row.promise: row.kept for row in figures.rows}
    assert not kept["Only when something was saved"]
