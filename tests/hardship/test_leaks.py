"""The reading of a trace, and that a leak is noticed; the session itself is in `end_to_end`."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

from hardship import leaks
from hardship.leaks import Circumstance, Found
from hardship.traced import system_calls, written_paths
from tests.end_to_end.running import Place
from tests.end_to_end.words import everything_typed

TRACE = r"""
12 openat(AT_FDCWD, "/etc/hosts", O_RDONLY|O_CLOEXEC) = 3
12 openat(AT_FDCWD, "{world}/data/vault.db", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 4
13 openat(AT_FDCWD, "/var/none", O_WRONLY) = -1 EACCES (Permission denied)
13 rename("{world}/a", "{leak}") = 0
14 socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 9
"""


def test_a_trace_tells_what_was_written_and_which_sockets_were_asked_for(tmp_path: Path):
    trace = tmp_path / "calls.txt"
    trace.write_text(TRACE.format(world="/w", leak=r"/tmp/T\305\267"), encoding="latin-1")
    calls = list(system_calls(trace))
    assert written_paths(calls) == {"/w/data/vault.db", "/w/a", "/tmp/Tŷ"}
    assert [call.name for call in calls].count("socket") == 1


def test_a_leak_a_socket_a_core_file_and_a_file_elsewhere_are_noticed(tmp_path: Path):
    place, leak = Place.new(tmp_path), tmp_path / "elsewhere.log"
    leak.write_text(everything_typed(place.word)[0], encoding="utf-8")
    trace = tmp_path / "calls.txt"
    world = os.fsencode(place.world).decode("latin-1")
    trace.write_text(TRACE.format(world=world, leak=leak), encoding="latin-1")
    summary = {"clipboard": ["text/plain"], "core": True, "crash_report": "TAC Desktop 1"}
    job = SimpleNamespace(errors=[], said=lambda _what: [{"summary": summary}])
    found = Found()
    leaks._search(Circumstance("as nobody"), place, job, trace, 10**10, found)
    assert [one.split(": ")[1] for one in found.leaks] == [
        str(leak),
        "on the clipboard",
        "a crash leaves a core file",
    ]
    assert len(found.sockets) == 1
    assert found.elsewhere == [f"as nobody: {leak}"]
    assert not found.failed
