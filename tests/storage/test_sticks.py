"""Sticks: which are plugged in, what a folder is on, what is said before, and letting one go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tac_desktop.storage import places, preflight, sticks
from tac_desktop.storage.preflight import Before
from tac_desktop.storage.stick import Drive, DriveKind, Ejected

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="its mounts and devices are told as Linux does"
)


@pytest.fixture
def plugged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two folders that the system calls mounted sticks."""
    roots = [tmp_path / name for name in ("BLUE STICK", "RED")]
    mounts = ["proc /proc proc rw 0 0", "/dev/sda1 / ext4 rw 0 0"]
    for number, root in enumerate(roots):
        root.mkdir()
        mounts.append(f"/dev/sd{'bc'[number]}1 {str(root).replace(' ', chr(92) + '040')} vfat rw")
    told = tmp_path / "mounts"
    told.write_text("\n".join(mounts), encoding="utf-8")
    system = sticks.system
    monkeypatch.setattr(system, "MOUNTS", told)
    monkeypatch.setattr(sticks, "is_removable", lambda path: path in roots)
    monkeypatch.setattr(system, "root_of", _root_of(roots))
    return roots


def _root_of(roots: list[Path]):
    def found(folder: Path) -> Path:
        return next((one for one in roots if folder.is_relative_to(one)), Path("/"))

    return found


def test_every_stick_that_is_plugged_in_is_found_by_its_name(plugged_in: list[Path]):
    assert [one.root for one in sticks.sticks()] == plugged_in
    assert sticks.sticks()[0].name.startswith("BLUE STICK (")
    assert all((one.free or 0) > 0 for one in sticks.sticks())


def test_a_folder_is_on_its_stick_or_on_the_disk_of_this_computer(plugged_in: list[Path]):
    assert sticks.drive_of(plugged_in[1] / "not there yet").kind is DriveKind.STICK
    assert sticks.drive_of(Path.home()).kind is DriveKind.THIS_COMPUTER


def test_no_list_of_mounts_means_no_stick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(sticks.system, "MOUNTS", tmp_path / "none")
    assert sticks.sticks() == []


@pytest.mark.parametrize(
    ("code", "said", "ejected"),
    [
        (0, "", Ejected.DONE),
        (32, "umount: /media/RED: target is busy.", Ejected.IN_USE),
        (32, "umount: /media/RED: must be superuser to unmount.", Ejected.CANNOT),
    ],
)
def test_what_comes_of_ejecting_has_its_own_sentence(
    plugged_in: list[Path], monkeypatch: pytest.MonkeyPatch, code: int, said: str, ejected: Ejected
):
    asked = []

    def run(words: list[str], **_more: object) -> subprocess.CompletedProcess[str]:
        asked.append(words[-1])
        return subprocess.CompletedProcess(words, code, stdout="", stderr=said)

    monkeypatch.setattr(subprocess, "run", run)
    assert sticks.eject(sticks.sticks()[1]) is ejected
    assert asked == [str(plugged_in[1])]
    assert len({one.sentence for one in Ejected}) == len(Ejected)


def test_a_stick_that_was_pulled_out_and_a_disk_are_never_ejected(plugged_in: list[Path]):
    stick = sticks.sticks()[0]
    plugged_in[0].rmdir()
    assert sticks.eject(stick) is Ejected.GONE
    assert sticks.eject(Drive(Path("/"), DriveKind.THIS_COMPUTER)) is Ejected.CANNOT


def test_before_anything_is_written_each_sort_of_place_has_its_own_sentence(
    plugged_in: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    blue = plugged_in[0]
    said = {
        Before.STICK: preflight.preflight(blue),
        Before.THIS_COMPUTER: preflight.preflight(tmp_path),
        Before.MISSING: preflight.preflight(blue / "gone"),
        Before.NEARLY_FULL: preflight.preflight(blue, needs=10**18),
    }
    monkeypatch.setattr(places, "can_write", lambda _folder: False)
    said[Before.READ_ONLY] = preflight.preflight(blue)
    monkeypatch.setattr(preflight, "is_forbidden", lambda _folder: True)
    said[Before.NOT_ALLOWED] = preflight.preflight(blue)
    monkeypatch.undo()
    monkeypatch.setattr(sticks, "is_network_drive", lambda _folder: True)
    said[Before.NETWORK] = preflight.preflight(tmp_path)
    assert {found: one.found for found, one in said.items()} == {one: one for one in Before}
    assert len({one.sentence for one in said.values()}) == len(Before)
    assert "BLUE STICK" in said[Before.STICK].sentence
    assert list(blue.iterdir()) == []
