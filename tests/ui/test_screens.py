"""Pictures of every window: taken in a program of its own, whatever one of them does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tac_desktop.ui.screens import Album

ROOT = Path(__file__).resolve().parents[2]


def take(out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "tac_desktop.ui.screens", str(out), *more],
        cwd=out.parent,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
    )


def test_a_window_is_taken_in_the_look_that_is_asked_for(tmp_path):
    done = take(tmp_path / "out", "--look", "high_contrast-200", "--only", "03-caseload-empty")
    assert done.returncode == 0, done.stderr
    (picture,) = (tmp_path / "out").rglob("*.png")
    assert picture.relative_to(tmp_path / "out") == Path("high_contrast-200/03-caseload-empty.png")
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1366, 728)
    # Black, with white words on it.
    assert image.pixelColor(700, 700).lightness() < 20


def test_paper_is_taken_page_by_page(tmp_path):
    done = take(tmp_path / "out", "--only", "paper-acct_contribution")
    assert done.returncode == 0, done.stderr
    pictures = list((tmp_path / "out" / "paper").iterdir())
    assert pictures
    for picture in pictures:
        image = QImage(str(picture))
        assert image.height() > image.width() > 800
        assert image.pixelColor(3, 3).lightness() == 255


def test_nothing_else_is_written(tmp_path):
    done = take(tmp_path / "out", "--only", "no such picture")
    assert done.returncode == 0, done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_one_failure_is_named_and_the_others_are_taken(tmp_path, capsys):
    album = Album(tmp_path)
    taken = []

    def fails() -> None:
        raise ValueError("not to be had")

    album.attempt("first", fails)
    album.attempt("second", lambda: taken.append("second"))
    assert album.failures == ["first: ValueError: not to be had"]
    assert taken == ["second"]


@pytest.mark.parametrize("wanted", ["", "pack", "07"])
def test_pictures_are_chosen_by_a_part_of_their_name(tmp_path, wanted):
    assert Album(tmp_path, wanted).wants("07-pack")
    assert not Album(tmp_path, "log").wants("07-pack")
