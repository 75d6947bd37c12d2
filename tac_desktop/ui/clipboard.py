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
    """Copies text and takes it off again, unless something else has been copied since."""

    cleared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._digest = b""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)

    def copy(self, text: str, seconds: int = SECONDS_KEPT) -> None:
        """Put `text` on the clipboard for so many seconds, out of the system's history."""
        data = QMimeData()
        data.setText(text)
        # Windows keeps no history of, and sends to no other computer, what carries these marks.
        for mark in _WINDOWS_MARKS:
            data.setData(f'application/x-qt-windows-mime;value="{mark}"', bytes(4))
        data.setData("x-kde-passwordManagerHint", b"secret")
        QGuiApplication.clipboard().setMimeData(data)
        self._digest = _digest(text)
        self._timer.start(seconds * 1000)

    def clear(self) -> None:
        """Take our text off the clipboard; what another program copied stays."""
        self._timer.stop()
        if not self._digest:
            return
        clipboard = QGuiApplication.clipboard()
        if _digest(clipboard.text()) == self._digest:
            clipboard.clear()
        self._digest = b""
        self.cleared.emit()


def _digest(text: str) -> bytes:
    lines = "\n".join(text.splitlines())
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).digest()
