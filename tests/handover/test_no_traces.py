"""Nothing is written anywhere but into the vaults and the handover that was asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tac_desktop.handover.read import check_handover, open_handover, plan, take_in
from tac_desktop.storage.vault import Vault
from tests.handover.cases import PASSPHRASE, hand_over

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_opened: list[str] | None = None


def _note_opened(event: str, arguments: tuple[object, ...]) -> None:
    if _opened is None or event != "open" or isinstance(arguments[0], int):
        return
    path, mode, flags = arguments
    for_writing = isinstance(flags, int) and flags & _WRITING
    if for_writing or (isinstance(mode, str) and set(mode) & set("wax+")):
        _opened.append(str(path))


sys.addaudithook(_note_opened)


def test_writing_and_reading_open_no_other_file_for_writing(
    sender: Vault, receiver: Vault, stick: Path
):
    global _opened
    _opened = []
    try:
        written = hand_over(sender, stick)
        opened = open_handover(written.path, PASSPHRASE)
        plan(receiver, opened)
        take_in(receiver, opened)
        check_handover(written.path, PASSPHRASE)
        seen = _opened
    finally:
        _opened = None
    assert seen == [f"{written.path}.part"]
