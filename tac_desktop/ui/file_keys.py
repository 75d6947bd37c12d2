"""The keys of a mother's file: its pages, and what is begun from any of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from tac_desktop.ui.pages.places import PAGES, key_of

if TYPE_CHECKING:
    from tac_desktop.ui.mother_file import MotherFile


def set_keys(file: MotherFile) -> None:
    """Make the keys work wherever the focus is, while the file is seen."""
    keys: dict[str, Callable[[], None]] = {
        key_of(place): partial(file.show_page, place) for place in range(len(PAGES))
    }
    keys["Ctrl+Tab"] = partial(file.step, 1)
    keys["Ctrl+Shift+Tab"] = partial(file.step, -1)
    keys["Ctrl+Shift+C"] = file.new_concern
    keys["Ctrl+Shift+L"] = file.new_log_entry
    keys["Ctrl+Shift+M"] = file.new_meeting
    keys["Ctrl+Shift+G"] = file.she_has_gone
    for sequence, does in keys.items():
        shortcut = QShortcut(QKeySequence(sequence), file)
        # From the search field and the places on the left as well.
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(does)
