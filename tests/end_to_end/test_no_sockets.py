"""The guard against sockets bites: otherwise what it proves would be nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run_guarded(code):
    program = f"from tests.end_to_end.no_sockets import die_on_the_first_socket as g; g(); {code}"
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX"])
def test_the_first_socket_of_any_kind_ends_the_process(family):
    done = run_guarded(f"import socket; socket.socket(socket.{family}); print('survived')")
    assert done.returncode < 0
    assert "survived" not in done.stdout


def test_a_process_that_opens_none_lives():
    done = run_guarded("print(open('README.md').read(13))")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "# TAC Desktop"
