"""How much a handover file may ask for before it is taken for a trick."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bytes of the file, of its content when unpacked and of one line; how many revisions.

    The largest file expected (fifty thousand revisions) unpacks to about 200 MiB, and a mother's
    documents have at most 400 MiB (`casework.document_files`), a third more as base64. zlib can
    make a thousand times more of a file than it is, so the unpacked size counts on its own.
    """

    file_bytes: int = 1024 * _MIB
    content_bytes: int = 1280 * _MIB
    line_bytes: int = 64 * _MIB
    revisions: int = 1_000_000
