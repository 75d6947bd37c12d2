"""A crash in the libraries below leaves no copy of the memory on the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="core files are of Unix")

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import os, resource, sys
_soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
if sys.argv[1] == "guarded":
    from tac_desktop.storage.no_dumps import keep_memory_off_the_disk
    keep_memory_off_the_disk()
text = "what stands in an open vault " * 1000
process = os.fork()
if process == 0:
    os.abort()
_process, status = os.waitpid(process, 0)
print(os.WCOREDUMP(status), resource.getrlimit(resource.RLIMIT_CORE)[0])
"""


def crashed(tmp_path: Path, which: str) -> str:
    words = [sys.executable, "-c", PROGRAM, which]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True)
    return done.stdout.strip()


def test_a_crash_leaves_no_core_file(tmp_path: Path):
    assert crashed(tmp_path, "guarded") == "False 0"
    assert list(tmp_path.iterdir()) == []
