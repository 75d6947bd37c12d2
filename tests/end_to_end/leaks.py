"""Looks for texts in files, in the forms in which a text can lie about on a disk."""

from __future__ import annotations

import base64
import json
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

_LARGEST = 64 * 1024 * 1024


class Finder:
    """Finds any of some texts: as UTF-8, as UTF-16 in both orders, as base64, escaped as JSON."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._forms: dict[bytes, str] = {}
        for text in texts:
            for form in _forms_of(text):
                self._forms[form] = text

    def in_file(self, path: Path) -> set[str]:
        """The texts that a file holds; none where it cannot be read any more."""
        try:
            content = path.read_bytes()
        except OSError:
            return set()
        return {text for form, text in self._forms.items() if form in content}

    def in_files(self, paths: Iterable[Path]) -> dict[str, set[str]]:
        """Every file that holds any of the texts, and which."""
        found = {str(path): self.in_file(path) for path in paths}
        return {path: texts for path, texts in found.items() if texts}


def files_below(folder: Path, *, since: float = 0, deep: int = 30) -> Iterator[Path]:
    """The ordinary files of a folder that were changed since a moment, so many folders deep."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError:
            continue
        if stat.S_ISDIR(status.st_mode):
            if deep:
                yield from files_below(Path(entry.path), since=since, deep=deep - 1)
        elif _is_ordinary(status) and status.st_mtime >= since:
            yield Path(entry.path)


def _is_ordinary(status: os.stat_result) -> bool:
    return stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST


def _forms_of(text: str) -> Iterator[bytes]:
    yield text.encode("utf-8")
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    yield json.dumps(text)[1:-1].encode("ascii")
    raw = text.encode("utf-8")
    for before in range(3):
        # Only whole groups of three bytes: what stands round the text changes the first and last.
        inner = raw[(3 - before) % 3 :]
        whole = inner[: len(inner) // 3 * 3]
        if len(whole) >= 9:
            yield base64.b64encode(whole)
