"""What `strace` saw, as system calls with the paths that they wrote to."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_CALL = re.compile(
    r"^\d+ +(?P<name>\w+)\((?P<arguments>.*?)(\) += (?P<result>-?\d+).*| <unfinished \.\.\.>)$"
)
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')
_NO_FILES = ("/dev/null", "/dev/tty", "/proc/")


@dataclass(frozen=True)
class Call:
    """One call that succeeded, or may have."""

    name: str
    paths: tuple[str, ...]
    line: str


def system_calls(trace: Path) -> Iterator[Call]:
    """The calls of a trace that succeeded; of those that open a file, only to write."""
    for line in trace.read_text(encoding="latin-1").splitlines():
        found = _CALL.match(line)
        if found is None or (found["result"] or "").startswith("-"):
            continue
        paths = [_unescaped(one) for one in _PATH.findall(found["arguments"])]
        if found["name"].startswith("open"):
            writing = re.search(r"O_WRONLY|O_RDWR|O_CREAT", found["arguments"])
            paths = paths[:1] if writing else []
        yield Call(found["name"], tuple(paths), line)


def written_paths(calls: Iterable[Call]) -> set[str]:
    """Every path of a file that was opened to be written, made or moved."""
    return {path for call in calls for path in call.paths if not path.startswith(_NO_FILES)}


def _unescaped(text: str) -> str:
    raw = codecs.escape_decode(text.encode("latin-1"))[0]
    return raw.decode("utf-8", "replace")
