"""Opening files that came from elsewhere in a process of their own, which can be killed.

A file that makes PDFium, qpdf or a picture reader crash, hang or eat memory takes only that process
with it; the window refuses the file. The process gets the content through a pipe, knows neither
vault nor key, may write no file (where the system can forbid it), and ends with the trial.

What goes in: pages allowed (4 bytes), length (8 bytes), the content. What comes back: length of the
answer (4 bytes), the answer in JSON, and the dots of the first page in small.
"""

from __future__ import annotations

import json
import os
import queue
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Self

from PySide6.QtGui import QImage

from tac_desktop.casework.document_files import LIMITS, FileRefused
from tac_desktop.casework.time_limit import TookTooLong
from tac_desktop.words import _

OPTION = "--try-files"
_ASKED, _ANSWERED = struct.Struct(">IQ"), struct.Struct(">II")
_SECONDS_TO_START = 30.0
_MOST_MEMORY = 2 << 30
_MOST_ANSWER = 64 * 1024 * 1024

Answer = tuple[dict[str, Any], bytes]


class FileTrial:
    """Tries one file after the other; a new process takes over where a file killed the last one."""

    def __init__(self, command: list[str] | None = None) -> None:
        """`command` starts the process; without it this program itself."""
        self._command = command or own_command()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[Answer | None] = queue.Queue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.end()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            process.wait()

    def tried(self, content: bytes, pages: int, seconds: float) -> tuple[int, QImage] | None:
        """How many pages a file has, and the first one in small; None where no process starts.

        Raises:
            FileRefused: where it cannot be opened, or took the process with it.
            TookTooLong: where it did not come to an end; the process was killed.
        """
        process = self._started()
        if process is None or process.stdin is None:
            return None
        feeder = threading.Thread(target=_fed, args=(process.stdin, content, pages), daemon=True)
        feeder.start()
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            self.end()
            raise TookTooLong(seconds) from None
        if answer is None:
            self.end()
            raise _dangerous()
        said, dots = answer
        if "refused" in said:
            raise FileRefused(*said["refused"])
        wide, high = int(said["width"]), int(said["height"])
        if wide < 1 or high < 1 or len(dots) != 4 * wide * high:
            raise _dangerous()
        # A copy: the bytes do not outlive this call.
        image = QImage(dots, wide, high, 4 * wide, QImage.Format.Format_RGB32).copy()
        return int(said["pages"]), image

    def _started(self) -> subprocess.Popen[bytes] | None:
        """The process, once it has said that it is ready."""
        if self._process is not None:
            return self._process
        self._answers = queue.Queue()
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            return None
        assert self._process.stdout is not None
        listener = threading.Thread(
            target=_heard, args=(self._process.stdout, self._answers), daemon=True
        )
        listener.start()
        try:
            ready = self._answers.get(timeout=_SECONDS_TO_START)
        except queue.Empty:
            ready = None
        if ready is None or not ready[0].get("ready"):
            self.end()
            return None
        return self._process


def own_command() -> list[str]:
    """How this program starts itself a second time, installed or from its sources."""
    if getattr(sys, "frozen", False):
        # On Windows the window's own program has no standard input; the one for commands has.
        for_commands = Path(sys.executable).with_name("tac-desktop.exe")
        return [str(for_commands) if for_commands.is_file() else sys.executable, OPTION]
    return [sys.executable, "-m", "tac_desktop", OPTION]


def serve() -> int:
    """The process itself: answer until nothing more comes. Uses no file and no window."""
    sys.dont_write_bytecode = True
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    incoming, outgoing = os.fdopen(0, "rb", closefd=False), os.fdopen(1, "wb", closefd=False)
    from PySide6.QtGui import QGuiApplication

    from tac_desktop.ui.document_files import opened_here

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    assert application is not None
    _give_up_rights()
    _say(outgoing, {"ready": True})
    while len(asked := incoming.read(_ASKED.size)) == _ASKED.size:
        pages, length = _ASKED.unpack(asked)
        content = incoming.read(length)
        if len(content) < length:
            break
        try:
            count, first = opened_here(content, replace(LIMITS, pages=pages))
        except FileRefused as error:
            _say(outgoing, {"refused": [error.what_happened, error.what_to_do]})
            continue
        first = first.convertToFormat(QImage.Format.Format_RGB32)
        dots = bytes(first.constBits())[: 4 * first.width() * first.height()]
        _say(outgoing, {"pages": count, "width": first.width(), "height": first.height()}, dots)
    return 0


def _give_up_rights() -> None:
    """No file may be written from here on, and memory has an end; Windows has no such calls."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_DATA, _MOST_MEMORY)
    ):  # fmt: skip
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _say(outgoing: IO[bytes], said: dict[str, Any], dots: bytes = b"") -> None:
    words = json.dumps(said).encode("utf-8")
    outgoing.write(_ANSWERED.pack(len(words), len(dots)) + words + dots)
    outgoing.flush()


def _fed(pipe: IO[bytes], content: bytes, pages: int) -> None:
    with suppress(OSError, ValueError):
        pipe.write(_ASKED.pack(pages, len(content)))
        pipe.write(content)
        pipe.flush()


def _heard(pipe: IO[bytes], answers: queue.Queue[Answer | None]) -> None:
    """Take down what the process answers; None when it has ended, or says what no answer is."""
    with suppress(OSError, ValueError):
        while len(sizes := pipe.read(_ANSWERED.size)) == _ANSWERED.size:
            length, dots = _ANSWERED.unpack(sizes)
            if length > _MOST_ANSWER or dots > _MOST_ANSWER:
                break
            said = json.loads(pipe.read(length))
            answers.put((said, pipe.read(dots)))
    answers.put(None)


def _dangerous() -> FileRefused:
    return FileRefused(
        _("This file makes the part of the program that opens files break down."),
        _("Do not open it with other programs either. Print it where it came from, and scan that."),
    )
