"""The check words of a file that was chosen and not opened yet, to be compared by telephone."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.errors import Cancelled, TacError
from tac_desktop.handover.fingerprint import Fingerprint, fingerprint_of_file
from tac_desktop.ui import work
from tac_desktop.ui.widgets import Notice
from tac_desktop.words import _


class CheckWords(QWidget):
    """Shows the words of the newest file that it was asked about, or why there are none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._found: Fingerprint | None = None
        self.notice = Notice("info", "", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.notice)

    def look_at(self, path: Path | None) -> None:
        """Work the words of a file out in the background; nothing for no file."""
        if path == self._path and self._found is not None:
            return
        self._path, self._found = path, None
        self.notice.show_words("info", "")
        if path is not None:
            work.run_in_background(
                self,
                _("Working out the check words"),
                partial(_fingerprint, path),
                partial(self._show, path),
                partial(self._say, path),
            )

    def shown_for(self, path: Path) -> Fingerprint | None:
        """What she saw for this file, if anything yet."""
        return self._found if path == self._path else None

    def _show(self, path: Path, found: Fingerprint) -> None:
        if path != self._path:
            return
        self._found = found
        words = _(
            "Check words of this file:\n{words}\nAsk the sender to read theirs to you, on a number "
            "you know. If one differs, do not open it: it is damaged or another file. Copy it "
            "again or ask for it again. (Six words, about 77 bits. They are not the passphrase.)"
        )
        self.notice.show_words("info", words.format(words=found.in_words))

    def _say(self, path: Path, error: TacError) -> None:
        if path == self._path and not isinstance(error, Cancelled):
            self.notice.show_words("warning", error.sentence)


def _fingerprint(path: Path, progress: work.Progress) -> Fingerprint:
    return fingerprint_of_file(path, progress)
