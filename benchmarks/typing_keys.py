"""The slowest key presses while drafts are saved and a backup runs."""

from __future__ import annotations

import random
import shutil
import threading
import time
from typing import Any

from PySide6.QtTest import QTest

from benchmarks import vaults
from benchmarks.measuring import Figure, Run, percentile
from benchmarks.opening_file import painted, window_on
from benchmarks.words_of_notes import note
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.editors.text import GrowingText
from tac_desktop.ui.main_window import MainWindow
from tac_desktop.ui.place_names import MOTHER

FRAME = 0.016
"""One picture of a screen that shows sixty a second."""

_KEYS = 600
_BETWEEN = 0.02


def measure(run: Run) -> list[Figure]:
    """Each key from its press until what it changed is painted."""
    with vaults.opened(run.size, run.cache) as vault, window_on(vault) as window:
        alone = _typed(run, vault, window, backup=False)
        together = _typed(run, vault, window, backup=True)
    at = percentile(0.99)
    return [
        Figure(
            name="key",
            what="a key press while drafts are kept and a backup runs, 99th percentile",
            against="one frame (16 ms)",
            size=run.size.name,
            ratio=at(together) / FRAME,
            low=min(together) / FRAME,
            high=max(together) / FRAME,
            target=1.0,
            seconds=at(together),
            baseline=FRAME,
            turns=len(together),
            note=f"without a backup {at(alone) * 1000:.1f} ms",
        )
    ]


def _typed(run: Run, vault: Vault, window: MainWindow, *, backup: bool) -> list[float]:
    workspace = window.workspace
    assert workspace is not None
    workspace.open_mother(vaults.longest_log(vault))
    file: Any = workspace.page(MOTHER)
    file.new_log_entry()
    painted()
    editor = next(
        one for one in file.form.findChildren(GrowingText) if one.isVisible() and one.isEnabled()
    )
    editor.setFocus()
    stop = threading.Event()
    thread = threading.Thread(target=_backups, args=(vault, run, stop), daemon=True)
    if backup:
        thread.start()
    text = " ".join(note(number, random.Random(number)) for number in range(8))
    found = []
    try:
        for letter in text[: 40 if run.quick else _KEYS]:
            until = time.perf_counter() + _BETWEEN
            began = time.perf_counter()
            QTest.keyClicks(editor, letter)
            painted()
            found.append(time.perf_counter() - began)
            while time.perf_counter() < until:
                painted()
                time.sleep(0.001)
    finally:
        stop.set()
        if backup:
            thread.join()
    file.close_form()
    for draft in vault.drafts():
        vault.discard_draft(draft.draft_id)
    return found


def _backups(vault: Vault, run: Run, stop: threading.Event) -> None:
    while not stop.is_set():
        place = run.scratch / "while typing"
        vault.backups.make(place)
        shutil.rmtree(place)
