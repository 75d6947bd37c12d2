"""Files from elsewhere are opened in a process of their own; what it dies of is refused."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tac_desktop.casework.document_files import FileLimits, FileRefused
from tac_desktop.casework.time_limit import TookTooLong
from tac_desktop.casework.training_pictures import drawing_png, paper_pdf
from tac_desktop.ui.document_files import checked, read_files
from tac_desktop.ui.file_trial import FileTrial, own_command

PNG, PDF = drawing_png(1), paper_pdf("A letter", ("Dear Ms Averley,",))

READY = (
    "import json, struct, sys, time\n"
    "def say(said):\n"
    "    words = json.dumps(said).encode()\n"
    "    sys.stdout.buffer.write(struct.pack('>II', len(words), 0) + words)\n"
    "    sys.stdout.flush()\n"
    "say({'ready': True})\n"
    "sys.stdin.buffer.read(12)\n"
)


def other(rest: str) -> list[str]:
    """A process that says that it is ready, and then does something else."""
    return [sys.executable, "-c", READY + rest]


def test_what_can_be_opened_comes_back_with_its_first_page() -> None:
    with FileTrial() as trial:
        for content in (PNG, PDF):
            found = trial.tried(content, 500, 20)
            assert found is not None
            assert found[0] == 1
            assert found[1].width() == 320
        with pytest.raises(FileRefused, match="cannot be opened"):
            trial.tried(b"%PDF-1.4\nnothing at all\n%%EOF", 500, 20)
        again = checked("letter.pdf", PDF, trial=trial)
    assert again.first_page == checked("letter.pdf", PDF).first_page


def test_a_file_that_takes_the_process_with_it_is_refused_and_the_next_one_is_tried() -> None:
    trial = FileTrial(other("import os; os.abort()"))
    with pytest.raises(FileRefused, match="break down"):
        trial.tried(PDF, 500, 20)
    with pytest.raises(FileRefused, match="break down"):
        trial.tried(PNG, 500, 20)
    trial.end()


def test_a_file_that_hangs_is_given_up_and_the_process_is_killed() -> None:
    trial = FileTrial(other("time.sleep(600)"))
    began = time.monotonic()
    with pytest.raises(TookTooLong):
        trial.tried(PDF, 500, 0.5)
    assert trial._process is None
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "said", ["say({'pages': 1, 'width': 9, 'height': 9})", "sys.stdout.buffer.write(b'x' * 99)"]
)
def test_an_answer_that_is_none_counts_as_a_breakdown(said: str) -> None:
    trial = FileTrial(other(f"{said}\nsys.stdout.flush()"))
    with pytest.raises(FileRefused, match="break down"):
        trial.tried(PDF, 500, 20)
    trial.end()


def test_where_no_second_process_starts_the_file_is_opened_here() -> None:
    for command in (["/there/is/no/such/program"], [sys.executable, "-c", "raise SystemExit(3)"]):
        trial = FileTrial(command)
        assert trial.tried(PDF, 500, 20) is None
        assert checked("letter.pdf", PDF, trial=trial).pages == 1


def test_the_limits_hold_there_as_well(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    (tmp_path / "b.png").write_bytes(PNG)
    (tmp_path / "c.png").write_bytes(PNG[:-9])
    paths = sorted(tmp_path.iterdir())
    read, refused = read_files(paths, lambda *_said: None, FileLimits(pages=0))
    assert [one.name for one in read] == ["b.png"]
    assert [one.name for one in refused] == ["a.pdf", "c.png"]
    assert "at most 0" in refused[0].sentence


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_the_process_can_write_no_file(tmp_path: Path) -> None:
    code = (
        "from tac_desktop.ui.file_trial import _give_up_rights\n"
        "_give_up_rights()\n"
        f"with open({str(tmp_path / 'written')!r}, 'w') as file:\n"
        "    file.write('x' * 10)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode != 0
    assert b"File too large" in done.stderr
    assert own_command()[-1] == "--try-files"
