"""Choosing a stick on the screen, being told what it is, and letting it go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tac_desktop.storage.stick import Drive, DriveKind, Ejected
from tac_desktop.ui import eject_row, stick_choice, work
from tac_desktop.ui.eject_row import EjectRow
from tac_desktop.ui.stick_choice import StickChoice


@pytest.fixture
def plugged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Drive]:
    """The sticks that the computer tells of; the test adds and takes away."""
    found: list[Drive] = []
    monkeypatch.setattr(stick_choice, "sticks", lambda: list(found))
    return found


@pytest.fixture
def choice(qtbot, plugged_in) -> Iterator[StickChoice]:
    window = QWidget()
    qtbot.addWidget(window)
    made = StickChoice("Where to?", window)
    window.show()
    yield made


def stick(folder: Path, name: str) -> Drive:
    (folder / name).mkdir()
    return Drive(folder / name, DriveKind.STICK, name)


def test_between_two_sticks_she_chooses(choice: StickChoice, plugged_in, tmp_path: Path):
    assert choice.buttons == []
    plugged_in.append(stick(tmp_path, "BLUE"))
    choice.look()
    assert len(choice.buttons) == 1 and choice.several.isHidden()
    assert choice.folder.text() == "", "nobody chooses for her"
    plugged_in.append(stick(tmp_path, "RED"))
    choice.look()
    assert choice.several.text().startswith("2 sticks are connected")
    assert [one.accessibleName() for one in choice.buttons] == [
        f"Write to the stick BLUE ({tmp_path / 'BLUE'})",
        f"Write to the stick RED ({tmp_path / 'RED'})",
    ]
    choice.buttons[1].click()
    assert choice.path == tmp_path / "RED"
    assert choice.state.isVisibleTo(choice)


def test_a_stick_that_was_pulled_out_is_told_before_anything_is_written(
    choice: StickChoice, plugged_in, tmp_path: Path
):
    plugged_in.append(stick(tmp_path, "BLUE"))
    choice.look()
    choice.buttons[0].click()
    plugged_in.clear()
    (tmp_path / "BLUE").rmdir()
    choice.look()
    assert choice.buttons == []
    assert "cannot be found" in choice.state.label.text()


def test_a_folder_of_this_computer_is_told_apart_from_a_stick(choice: StickChoice, tmp_path: Path):
    choice.take(tmp_path)
    assert "the disk of this computer, not on a stick" in choice.state.label.text()
    choice.needs = 10**18
    choice.judge()
    assert "are needed" in choice.state.label.text()


def test_typing_a_folder_is_looked_at_once_it_rests(choice: StickChoice, tmp_path: Path, qtbot):
    qtbot.keyClicks(choice.folder, str(tmp_path))
    qtbot.waitUntil(lambda: bool(choice.state.label.text()), timeout=3000)


@pytest.mark.parametrize("ejected", list(Ejected))
def test_ejecting_says_what_came_of_it(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ejected: Ejected
):
    blue = stick(tmp_path, "BLUE")
    monkeypatch.setattr(eject_row, "drive_of", lambda _folder: blue)
    monkeypatch.setattr(eject_row, "eject", lambda _drive: ejected)
    window = QWidget()
    qtbot.addWidget(window)
    row = EjectRow(window)
    row.offer(blue.root / "handover.tac")
    assert not row.isHidden() and "BLUE" in row.button.text()
    row.button.click()
    qtbot.waitUntil(lambda: not work._running, timeout=5000)
    assert row.state.label.text() == ejected.sentence
    assert row.button.isEnabled() is (ejected is Ejected.IN_USE)


def test_a_file_on_the_disk_of_this_computer_offers_no_ejecting(qtbot, tmp_path: Path):
    window = QWidget()
    qtbot.addWidget(window)
    row = EjectRow(window)
    row.offer(tmp_path / "print.pdf")
    assert row.isHidden()
