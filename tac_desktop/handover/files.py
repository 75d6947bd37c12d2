"""The files of documents in a handover: after the revisions, in parts, one a line of JSON.

A file is whole when its parts came in order, have the bytes that the manifest says, and fit its
SHA-256. Files that the manifest does not name are refused, and so are those of no document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tac_desktop.handover.errors import HandoverDamaged
from tac_desktop.storage.attachments import AttachmentFact
from tac_desktop.storage.canonical import from_base64, to_base64
from tac_desktop.words import _

_FILE, _NUMBER, _CONTENT = "file", "number", "content"


@dataclass(frozen=True)
class FilesOut:
    """The files that go along, and where their parts come from."""

    facts: Sequence[AttachmentFact] = ()
    parts: Callable[[str], Iterable[bytes]] = field(default=lambda _sha256: ())

    def lines(self) -> Iterator[dict[str, Any]]:
        """Every part of every file."""
        for one in self.facts:
            for number, part in enumerate(self.parts(one.sha256)):
                yield {_FILE: one.sha256, _NUMBER: number, _CONTENT: to_base64(part)}


def is_part(raw: Mapping[str, Any]) -> bool:
    """Whether a line carries a part of a file; a revision has no such name."""
    return _FILE in raw


class FilesIn:
    """Takes the parts of files as they come. `keep` says whether the bytes are wanted as well."""

    def __init__(self, meant: Sequence[AttachmentFact], *, keep: bool) -> None:
        self._meant = {one.sha256: one.bytes for one in meant}
        self._keep = keep
        self._sha256 = ""
        self._digest = hashlib.sha256()
        self._begun: list[bytes] = []
        self._parts = self._bytes = 0
        self._whole: dict[str, bytes] = {}

    @property
    def begun(self) -> bool:
        """Whether any part has come."""
        return bool(self._sha256)

    def take(self, raw: Mapping[str, Any]) -> None:
        """The next part; raises HandoverDamaged where it is none."""
        sha256 = raw[_FILE]
        if sha256 != self._sha256 or not self.begun:
            self._end()
            if not isinstance(sha256, str) or sha256 not in self._meant or sha256 in self._whole:
                raise HandoverDamaged(_("It holds a file that it does not name."))
            self._sha256 = sha256
        try:
            part = from_base64(raw[_CONTENT])
        except (KeyError, ValueError, TypeError):
            raise _broken() from None
        self._bytes += len(part)
        if raw.get(_NUMBER) != self._parts or self._bytes > self._meant[sha256]:
            raise _broken()
        self._parts += 1
        self._digest.update(part)
        if self._keep:
            self._begun.append(part)

    def finish(self, named: Collection[str]) -> dict[str, bytes]:
        """All files by their SHA-256, without their bytes where those are not wanted.

        Raises:
            HandoverDamaged: where one is missing, not whole, or belongs to none of the documents.
        """
        self._end()
        if self._whole.keys() != self._meant.keys():
            raise HandoverDamaged(_("The file of a document is missing in it."))
        if not self._meant.keys() <= set(named):
            raise HandoverDamaged(_("It holds a file that belongs to none of its documents."))
        return self._whole

    def _end(self) -> None:
        if not self._sha256:
            return
        whole = self._bytes == self._meant[self._sha256]
        if not whole or self._digest.hexdigest() != self._sha256:
            raise _broken()
        self._whole[self._sha256] = b"".join(self._begun)
        self._sha256, self._digest = "", hashlib.sha256()
        self._begun, self._parts, self._bytes = [], 0, 0


def _broken() -> HandoverDamaged:
    return HandoverDamaged(_("The file of a document in it is not whole."))
