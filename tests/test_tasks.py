"""The project's commands: what they find missing, what they install, what they refuse."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import tasks
from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE
from tac_desktop.storage.vault import Vault

ROOT = Path(__file__).resolve().parent.parent
VAULTS = ("first vault", "second vault")


@pytest.fixture
def programs_run(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Programs that a command would have run; each one succeeds without running."""
    run: list[list[str]] = []

    def succeed(words: list[str], **_settings: object) -> subprocess.CompletedProcess[str]:
        run.append([str(word) for word in words])
        return subprocess.CompletedProcess(words, 0, stdout="")

    monkeypatch.setattr(tasks.subprocess, "run", succeed)
    return run


@pytest.fixture
def another_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for `.venv`, with nothing in it yet but its place for packages."""
    folder = tmp_path / "venv"
    (folder / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    (folder / "bin").mkdir()
    monkeypatch.setattr(tasks, "VENV", folder)
    monkeypatch.setattr(tasks, "PROGRAMS", folder / "bin")
    monkeypatch.setattr(tasks, "PYTHON", folder / "bin" / "python")
    return folder


def test_without_a_command_every_command_is_listed_on_one_line(capsys):
    assert tasks.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    for name in tasks.COMMANDS:
        (line,) = [line for line in lines if line.split()[:1] == [name]]
        assert line.endswith(".")


def test_tasks_needs_nothing_but_python():
    tree = ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    assert names <= set(sys.stdlib_module_names)


def test_words_that_are_not_understood_are_refused():
    with pytest.raises(SystemExit) as stop:
        tasks.main(["lint", "--everything"])
    assert stop.value.code == 2


def test_an_old_python_is_refused_with_a_sentence(monkeypatch, capsys):
    monkeypatch.setattr(tasks.sys, "version_info", (3, 9, 2))
    assert tasks.main(["lint"]) == 1
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone needs packages")
def test_libraries_that_do_not_load_are_named_by_their_debian_package(monkeypatch):
    monkeypatch.setattr(tasks, "loads", lambda library: library != "libEGL.so.1")
    assert tasks.missing_packages(venv_wanted=False, window=True) == ["libegl1"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone needs packages")
def test_the_libraries_of_a_display_are_asked_for_only_when_there_is_one(monkeypatch):
    monkeypatch.setattr(tasks, "loads", lambda library: "xcb" not in library)
    assert tasks.missing_packages(venv_wanted=False, window=False) == []
    assert "libxcb-cursor0" in tasks.missing_packages(venv_wanted=False, window=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone needs packages")
def test_a_python_that_cannot_make_environments_is_noticed_only_when_one_is_wanted(monkeypatch):
    monkeypatch.setattr(tasks.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(tasks, "loads", lambda library: True)
    package = f"python3.{sys.version_info.minor}-venv"
    assert tasks.missing_packages(venv_wanted=True, window=False) == [package]
    assert tasks.missing_packages(venv_wanted=False, window=False) == []


def test_who_is_not_root_is_told_the_command_and_nothing_is_installed(monkeypatch, programs_run):
    monkeypatch.setattr(tasks.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(tasks.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(tasks.Stop) as stop:
        tasks.add_system_packages(["libegl1", "python3.11-venv"])
    command = "sudo apt-get install --yes --no-install-recommends libegl1 python3.11-venv"
    assert command in str(stop.value)
    assert programs_run == []


def test_a_linux_without_apt_is_told_what_is_missing(monkeypatch, programs_run):
    monkeypatch.setattr(tasks.shutil, "which", lambda name: None)
    with pytest.raises(tasks.Stop, match="libegl1"):
        tasks.add_system_packages(["libegl1"])
    assert programs_run == []


def test_a_package_that_is_still_missing_after_installing_is_not_called_installed(
    monkeypatch, programs_run
):
    monkeypatch.setattr(tasks.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(tasks.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(tasks, "missing_packages", lambda **wanted: ["libegl1"])
    with pytest.raises(tasks.Stop, match="still not found: libegl1"):
        tasks.add_system_packages(["libegl1", "libgl1"])
    assert [words[:2] for words in programs_run] == [["apt-get", "update"], ["apt-get", "install"]]


@pytest.mark.skipif(tasks.ON_WINDOWS, reason="the folder is laid out as on Linux")
def test_packages_are_installed_by_hash_and_the_environment_is_then_current(
    another_venv, programs_run
):
    assert not tasks.environment_is_current(developer=False)
    tasks.make_environment(developer=False)
    (install,) = [words for words in programs_run if "pip" in words]
    assert "--require-hashes" in install
    assert install[-1].endswith("requirements.lock")
    assert tasks.environment_is_current(developer=False)
    assert not tasks.environment_is_current(developer=True)
    path_file = another_venv / "lib" / "python3.11" / "site-packages" / "tac_desktop.pth"
    assert Path(path_file.read_text(encoding="utf-8").strip()) == ROOT


@pytest.mark.skipif(tasks.ON_WINDOWS, reason="the folder is laid out as on Linux")
def test_a_developers_environment_serves_for_running_too(another_venv, programs_run):
    tasks.make_environment(developer=True)
    assert tasks.environment_is_current(developer=True)
    assert tasks.environment_is_current(developer=False)


@pytest.mark.skipif(tasks.ON_WINDOWS, reason="the folder is laid out as on Linux")
def test_a_developers_environment_stays_one_when_it_is_renewed(
    another_venv, programs_run, monkeypatch
):
    monkeypatch.setattr(tasks, "loads", lambda library: True)
    tasks.make_environment(developer=True)
    outdated = {**tasks.made_from(), "sha256": "of an older lock"}
    tasks.stamp_file().write_text(json.dumps(outdated), encoding="utf-8")
    tasks.prepare(developer=False)
    assert tasks.environment_is_current(developer=True)


@pytest.mark.skipif(tasks.ON_WINDOWS, reason="the folder is laid out as on Linux")
def test_a_changed_lock_or_a_broken_python_makes_the_environment_again(
    another_venv, programs_run, monkeypatch, tmp_path
):
    tasks.make_environment(developer=False)
    changed = tmp_path / "changed.lock"
    changed.write_text("appdirs==1.4.4\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "lock_file", lambda developer: changed)
        assert not tasks.environment_is_current(developer=False)
    broken = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(tasks.subprocess, "run", lambda words, **settings: broken)
    assert not tasks.environment_is_current(developer=False)


@pytest.mark.skipif(tasks.ON_WINDOWS, reason="the folder is laid out as on Linux")
def test_a_failed_installation_is_not_taken_for_a_finished_one(another_venv, monkeypatch):
    failed = subprocess.CompletedProcess([], 1, stdout="")
    monkeypatch.setattr(tasks.subprocess, "run", lambda words, **settings: failed)
    with pytest.raises(tasks.Stop):
        tasks.make_environment(developer=False)
    assert not tasks.stamp_file().exists()


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "requirements-build.lock"]
)
def test_every_pinned_package_has_its_hashes_and_none_comes_from_elsewhere(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    pinned = [line for line in lines if "==" in line]
    assert len(pinned) > 15
    assert all(line.endswith("\\") for line in pinned)
    others = [line for line in lines if line not in pinned]
    assert all(line.lstrip().startswith("--hash=sha256:") for line in others)


def test_pyside_is_pinned_to_the_version_that_was_tried():
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-build.lock"):
        assert "\npyside6==6.11.3 " in (ROOT / name).read_text(encoding="utf-8")


def test_whoever_tests_or_builds_has_the_same_versions_as_whoever_runs():
    assert pins("requirements.lock") < pins("requirements-dev.lock")
    assert pins("requirements.lock") < pins("requirements-build.lock")


def test_everything_that_the_project_asks_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=~! ]", one)[0].lower() for one in asked}
    assert names <= {pin.split("==")[0] for pin in pins("requirements-dev.lock")}


def test_without_a_display_the_main_job_is_done_from_the_command_line(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(tasks, "PYTHON", sys.executable)
    folder = tmp_path / "main job"
    assert tasks.do_main_job(folder) == 0
    told = capsys.readouterr().out
    pack = folder / "Meeting pack for the MBU Board.pdf"
    assert pack.read_bytes().startswith(b"%PDF-")
    (bundle,) = (folder / "stick").iterdir()
    assert str(pack) in told.splitlines()[-4]
    assert str(bundle) in told.splitlines()[-3]
    vaults = [Vault.open(folder / name, TRAINING_PASSPHRASE) for name in VAULTS]
    (mother,) = vaults[0].find_mothers("Averley")
    theirs, ours = (vault.revisions(mother.mother_id) for vault in vaults)
    for vault in vaults:
        vault.close()
    assert len(ours) > 200
    here = {one.revision_id for one in ours}
    # The giver's own note that she handed the file over is written after it.
    assert [one.record_type for one in theirs if one.revision_id not in here] == ["disclosure"]


def test_a_refusal_of_the_program_ends_the_command(monkeypatch, capfd, tmp_path):
    monkeypatch.setattr(tasks, "PYTHON", sys.executable)
    with pytest.raises(tasks.Stop):
        tasks.run_program("verify", str(tmp_path / "no vault here"))
    assert "Nothing was changed." in capfd.readouterr().err


def test_a_passphrase_that_was_not_said_is_not_made_up():
    assert tasks.line_after("Passphrase: ", "Wrote it.\nPassphrase: one two\n") == "one two"
    with pytest.raises(tasks.Stop, match="Passphrase"):
        tasks.line_after("Passphrase: ", "Wrote it.\n")


def test_the_passphrase_of_the_training_vault_is_told_as_it_is():
    assert tasks.TRAINING_PASSPHRASE == TRAINING_PASSPHRASE


def pins(name: str) -> set[str]:
    """The packages of a lock file with their versions, as `appdirs==1.4.4`."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if "==" in line.split(";")[0]}
