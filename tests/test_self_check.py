"""`--self-check`: what is missing or blocked is named with what to do, and told by the code."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from tac_desktop import paths, policy
from tac_desktop.commands import self_check, surroundings
from tac_desktop.commands.check_lines import Verdict
from tac_desktop.storage import drives
from tac_desktop.storage.stick import Drive, DriveKind
from tac_desktop.ui import self_check as looked_at
from tac_desktop.ui import theme

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path / "data")
    (tmp_path / "data").mkdir()
    return tmp_path


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the resources with their list of digests, as a built program has them."""
    copy = tmp_path / "resources"
    shutil.copytree(paths.resource(""), copy)
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(copy).as_posix()}\n"
        for file in sorted(copy.rglob("*"))
        if file.is_file()
    ]
    (copy / self_check.LIST_OF_RESOURCES).write_text("".join(lines), encoding="utf-8")
    monkeypatch.setattr(paths, "resource", lambda name: copy / name)
    return copy


def run(folder: Path, platform: str = "offscreen") -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    environment |= {"QT_QPA_PLATFORM": platform, "XDG_DATA_HOME": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "tac_desktop", "--self-check"],
        cwd=ROOT,
        env={**environment, "LOCALAPPDATA": str(folder)},
        capture_output=True,
        text=True,
        timeout=200,
    )


def answering(tmp_path: Path, said: str, code: int = 0) -> list[str]:
    """A command that stands for the second process."""
    program = tmp_path / "second.py"
    program.write_text(f"import sys\nprint({said!r})\nsys.exit({code})\n", encoding="utf-8")
    return [sys.executable, str(program)]


def test_a_computer_that_has_everything_passes_and_nothing_stays_behind(tmp_path: Path):
    ended = run(tmp_path)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "[problem]" not in ended.stdout
    assert "opens on “offscreen”" in ended.stdout
    assert "Nothing that the program needs is missing or blocked." in ended.stdout
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left <= {"settings.json"}
    described = (ROOT / "docs" / "for-prison-it.md").read_text(encoding="utf-8")
    said = re.findall(r"(?m)^\[\w+\] +(.+?): ", ended.stdout)
    assert len(said) >= 9
    assert [line for line in said if line not in described] == []


def test_a_screen_that_is_not_there_is_a_problem_and_the_rest_is_still_told(tmp_path: Path):
    ended = run(tmp_path, platform="no-such-screen")
    assert ended.returncode == 1
    assert "[problem] Window: does not open:" in ended.stdout
    assert "no-such-screen" in ended.stdout
    assert "[ok]      Fonts and lists: complete" in ended.stdout
    assert "Problems found: 1." in ended.stdout


def test_a_part_that_a_rule_blocks_is_named_with_its_use():
    def load(name: str) -> None:
        if name == "pikepdf":
            raise ImportError("DLL load failed: blocked by group policy")

    (line,) = self_check.parts(load)
    assert line.verdict is Verdict.PROBLEM
    assert "pikepdf" in line.what
    assert "encrypted PDF files" in line.what
    assert "blocked by group policy" in line.found
    assert "AppLocker" in line.to_do


def test_resources_as_they_were_built_are_complete(shipped: Path):
    (line,) = self_check.resources()
    assert (line.verdict, line.found) == (Verdict.FINE, "complete")


def test_a_changed_font_and_a_missing_list_are_named(shipped: Path):
    font = shipped / "fonts" / "NotoSans-Regular.ttf"
    font.write_bytes(font.read_bytes()[:-1] + b"?")
    (shipped / "code_lists.json").unlink()
    missing, changed = self_check.resources()
    assert {missing.verdict, changed.verdict} == {Verdict.PROBLEM}
    assert missing.found.endswith("code_lists.json")
    assert changed.found.endswith("fonts/NotoSans-Regular.ttf")


def test_a_built_program_without_its_list_of_digests_is_not_called_complete(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
):
    (shipped / self_check.LIST_OF_RESOURCES).unlink()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    (line,) = self_check.resources()
    assert line.verdict is Verdict.PROBLEM


def test_every_place_is_named_with_its_room(folders: Path):
    lines = list(self_check.places())
    assert [line.what for line in lines] == ["Settings", "Vault", "Backups"]
    assert all(line.verdict is Verdict.FINE and "MB free" in line.found for line in lines)


def test_a_place_that_cannot_be_written_is_a_problem(folders: Path, monkeypatch):
    monkeypatch.setattr(self_check, "can_write", lambda folder: False)
    line = next(self_check.places())
    assert line.verdict is Verdict.PROBLEM
    assert str(folders) in line.found
    assert "right to make, change and delete" in line.to_do


def test_a_network_drive_is_a_problem(folders: Path, monkeypatch):
    monkeypatch.setattr(self_check, "is_network_drive", lambda folder: True)
    assert "network drive" in next(self_check.places()).found


def test_a_full_disk_is_a_problem(folders: Path, monkeypatch):
    monkeypatch.setattr(self_check, "ROOM_NEEDED", 10**18)
    assert next(self_check.places()).verdict is Verdict.PROBLEM


def test_places_that_were_chosen_in_the_settings_are_looked_at(folders: Path):
    chosen = {"vault_folder": str(folders / "own"), "second_backup_folder": str(folders / "stick")}
    paths.settings_file().write_text(json.dumps(chosen), encoding="utf-8")
    _settings, vault, _backups, second = self_check.places()
    assert str(folders / "own") in vault.found
    assert second.verdict is Verdict.NOTE
    (folders / "stick").mkdir()
    assert list(self_check.places())[-1].verdict is Verdict.FINE


def test_no_printer_is_worth_a_note_and_no_more(tmp_path: Path):
    screen = {"platform": "xcb", "width": 1280, "height": 720, "percent": 100}
    said = json.dumps({"screen": screen, "painted": True, "printers": []})
    window, printers = self_check.window(answering(tmp_path, said))
    assert window.found == "opens on “xcb”, 1280 × 720 at 100 %"
    assert printers.verdict is Verdict.NOTE


def test_a_printer_whose_queue_is_stopped_is_named(tmp_path: Path):
    screen = {"platform": "xcb", "width": 1280, "height": 720, "percent": 100}
    said = {"screen": screen, "painted": True, "printers": ["Office", "Wing"], "stopped": ["Wing"]}
    _window, printers = self_check.window(answering(tmp_path, json.dumps(said)))
    assert printers.verdict is Verdict.NOTE
    assert printers.found == "Office, Wing; stopped by the system: Wing"
    assert "queue" in printers.to_do


def test_a_window_that_stays_empty_is_a_problem(tmp_path: Path):
    said = json.dumps({"screen": {}, "painted": False, "printers": []})
    (line,) = self_check.window(answering(tmp_path, said))
    assert line.verdict is Verdict.PROBLEM


def test_a_mistake_of_the_program_is_told_by_its_last_line(tmp_path: Path):
    program = tmp_path / "broken.py"
    program.write_text("import no_such_part_of_it\n")
    (line,) = self_check.window([sys.executable, str(program)])
    assert line.found == (
        "does not open: ModuleNotFoundError: No module named 'no_such_part_of_it'"
    )
    assert "line above" in line.to_do and "screen" not in line.to_do


def test_a_font_that_is_missing_does_not_keep_the_window_from_opening(shipped: Path, qtbot):
    for face in (shipped / "fonts").glob("NotoSans-Bold*.ttf"):
        face.unlink()
    theme._look.fonts_registered = False
    theme.register_fonts()
    assert theme._look.fonts_registered


def test_an_answer_before_a_crash_does_not_count(tmp_path: Path):
    said = json.dumps({"screen": {}, "painted": True, "printers": []})
    (line,) = self_check.window(answering(tmp_path, said, code=3))
    assert line.verdict is Verdict.PROBLEM
    assert "code 3" in line.found


def test_a_program_that_may_not_be_started_is_a_problem(tmp_path: Path):
    (line,) = self_check.window([str(tmp_path / "nothing here")])
    assert line.verdict is Verdict.PROBLEM


def test_an_empty_window_is_told_from_one_with_words(qtbot):
    empty = QWidget()
    qtbot.addWidget(empty)
    empty.resize(200, 100)
    assert not looked_at.is_painted(empty)
    words = QLabel("Unlock", empty)
    words.setStyleSheet("background: black; color: white")
    words.resize(200, 50)
    assert looked_at.is_painted(empty)


def test_folders_that_it_has_set_are_looked_at_before_those_that_were_chosen(
    folders: Path, monkeypatch
):
    chosen = {"backup_folder": "/mine", "second_backup_folder": "/mine too"}
    (folders / "data" / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")
    (folders / "share").mkdir()
    rules = policy.Policy(backup_folder=str(folders / "share"))
    monkeypatch.setattr(policy, "in_force", lambda: rules)
    monkeypatch.setattr(self_check, "is_network_drive", lambda folder: folder.name == "share")
    _settings, _vault, backups, second = self_check.places()
    assert backups.verdict is Verdict.FINE, "backups are encrypted and may be on a share"
    assert backups.found.startswith(f"{folders / 'share'}, on a network drive")
    assert "/mine too" in second.found


def test_folders_on_a_stick_are_problems_where_it_allows_none(folders: Path, monkeypatch):
    (folders / "data" / "settings.json").write_text(
        json.dumps({"vault_folder": str(folders / "s" / "v")})
    )
    (folders / "s").mkdir()
    rules = policy.Policy(removable_media=policy.Media.READ_ONLY)
    monkeypatch.setattr(policy, "in_force", lambda: rules)
    monkeypatch.setattr(drives, "is_removable", lambda folder: folder.name == "s")
    _settings, vault, _backups = self_check.places()
    assert vault.verdict is Verdict.PROBLEM and "IT allows none" in vault.found
    assert list((folders / "s").iterdir()) == []


def test_nothing_is_tried_on_a_stick_that_it_lets_nobody_write_to(tmp_path: Path, monkeypatch):
    rules = policy.Policy(removable_media=policy.Media.NOT_ALLOWED)
    monkeypatch.setattr(policy, "in_force", lambda: rules)
    drive = Drive(tmp_path, DriveKind.STICK)
    monkeypatch.setattr(surroundings, "plugged_in", lambda: [drive])
    before = tmp_path.stat().st_mtime_ns
    (line,) = surroundings.sticks()
    assert line.found == "IT does not allow this program to write to them or read from them"
    assert tmp_path.stat().st_mtime_ns == before


def test_what_it_has_set_is_told_and_nonsense_is_a_problem(tmp_path: Path, monkeypatch):
    file = tmp_path / "policy.json"
    monkeypatch.setattr(policy, "in_force", lambda: policy.Policy())
    (line,) = self_check.of_it()
    assert (line.verdict, line.found) == (Verdict.FINE, "nothing")
    file.write_text('{"idle_minutes": "soon", "marking": "OFFICIAL"}')
    monkeypatch.setattr(policy, "in_force", lambda: policy.read(file))
    problem, said = self_check.of_it()
    assert problem.verdict is Verdict.PROBLEM and "idle_minutes" in problem.found
    assert "policy sample" in problem.to_do
    assert str(file) in said.found and "“OFFICIAL”" in said.found


def test_sticks_are_told_with_what_keeps_them_from_being_written(tmp_path: Path, monkeypatch):
    open_one, blocked = tmp_path / "E", tmp_path / "F"
    open_one.mkdir()
    drives = [Drive(one, DriveKind.STICK) for one in (open_one, blocked)]
    monkeypatch.setattr(surroundings, "plugged_in", lambda: drives)
    assert [line.verdict for line in self_check.sticks()] == [Verdict.FINE, Verdict.NOTE]
    monkeypatch.setattr(surroundings, "plugged_in", list)
    (none,) = self_check.sticks()
    assert none.found == "none is connected"
    monkeypatch.setattr(
        policy, "in_force", lambda: policy.Policy(removable_media=policy.Media.NOT_ALLOWED)
    )
    (refused,) = self_check.sticks()
    assert "IT does not allow" in refused.found


def test_a_clock_before_the_programs_own_files_cannot_be_right(monkeypatch):
    (line,) = self_check.clock()
    assert line.verdict is Verdict.FINE
    later = dt.datetime.now().astimezone() + dt.timedelta(days=3)
    monkeypatch.setattr(surroundings, "_newest_file", lambda: later)
    (line,) = self_check.clock()
    assert line.verdict is Verdict.PROBLEM and "time zone" in line.to_do


def test_a_program_that_may_not_start_itself_is_told(monkeypatch):
    assert [line.verdict for line in self_check.start_of_programs()] == [Verdict.FINE]
    monkeypatch.setattr(surroundings, "own_start", lambda: ["/no/such/program"])
    (line,) = self_check.start_of_programs()
    assert line.verdict is Verdict.PROBLEM and "Allow the program files" in line.to_do


def test_what_the_windows_process_started_does_not_hold_the_check_up():
    code = (
        "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; "
        "time.sleep(30)']); print('{\"painted\": false}', flush=True)"
    )
    began = time.monotonic()
    (line,) = self_check.window([sys.executable, "-c", code])
    assert "nothing was drawn" in line.found
    assert time.monotonic() - began < 20
