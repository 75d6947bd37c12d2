"""The program from outside: started, refused, handed over to its commands, and ended cleanly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

DRIVER = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def end():
    QApplication.quit() if {quit} else [one.close() for one in QApplication.topLevelWidgets()]

application = QApplication([])
QTimer.singleShot(600, end)
from tac_desktop.app import main
sys.exit(main({arguments!r}))
"""


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_DATA_HOME": str(folder),
        "LOCALAPPDATA": str(folder),
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("leave", [True, False])
def test_the_window_opens_and_the_program_ends_without_a_crash(tmp_path, leave):
    ended = run(DRIVER.format(quit=leave, arguments=[]), tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_vault_can_be_named(tmp_path):
    ended = run(DRIVER.format(quit=True, arguments=["--vault", str(tmp_path)]), tmp_path)
    assert ended.returncode == 0, ended.stderr


def test_opening_and_closing_leaves_no_file_but_the_settings(tmp_path):
    run(DRIVER.format(quit=False, arguments=[]), tmp_path)
    left = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert set(left) <= {"settings.json"}


def test_a_command_needs_no_qt(tmp_path):
    code = (
        "import sys\n"
        "from tac_desktop.app import main\n"
        "code = main(['packs', '--names'])\n"
        "assert not any(name.startswith('PySide6') for name in sys.modules), 'Qt was imported'\n"
        "sys.exit(code)\n"
    )
    ended = run(code, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert "meeting" in ended.stdout


def test_the_version_is_told():
    ended = subprocess.run(
        [sys.executable, "-m", "tac_desktop", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.startswith("TAC Desktop ")
