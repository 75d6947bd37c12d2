"""Text copied for another program stays on the clipboard for a short while only."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

SECONDS_KEPT = 60
_WINDOWS_MARKS = (
    "ExcludeClipboardContentFromMonitorProcessing",
    "CanIncludeInClipboardHistory",
    "CanUploadToCloudClipboard",
)


class Clipboard(QObject):
    """Copies text and takes it off again, unless something else has been copied since.

    What is copied with Ctrl+C in any of the program's fields is treated the same while `watching`;
    `copied_by_hand` then carries how many characters it was.
    """

    cleared = Signal()
    copied_by_hand = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._digest = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.watching = False
        QGuiApplication.clipboard().dataChanged.connect(self._something_copied)

    def copy(self, text: str, seconds: int = SECONDS_KEPT) -> None:
        """Put `text` on the clipboard for so many seconds, out of the system's history."""
        data = QMimeData()
        data.setText(text)
        # Windows keeps no history of, and sends to no other computer, what carries these marks.
        for mark in _WINDOWS_MARKS:
            data.setData(f'application/x-qt-windows-mime;value="{mark}"', bytes(4))
        data.setData("x-kde-passwordManagerHint", b"secret")
        self._digest = _digest(text)
        QGuiApplication.clipboard().setMimeData(data)
        self._timer.start(seconds * 1000)

    def clear(self) -> None:
        """Take our text off the clipboard; what another program copied stays."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            # On Linux whatever is selected can be pasted elsewhere without being copied.
            clipboard.clear(clipboard.Mode.Selection)
        if not self._digest:
            return
        if _digest(clipboard.text()) == self._digest:
            clipboard.clear()
        self._digest = b""
        self.cleared.emit()

    def _something_copied(self) -> None:
        """A field of ours put text on the clipboard: for a while only, and out of the history."""
        clipboard = QGuiApplication.clipboard()
        if not self.watching or not clipboard.ownsClipboard():
            return
        text = clipboard.text()
        if text and _digest(text) != self._digest:
            self.copy(text)
            self.copied_by_hand.emit(len(text))


def _digest(text: str) -> bytes:
    lines = "\n".join(text.splitlines())
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).digest()
