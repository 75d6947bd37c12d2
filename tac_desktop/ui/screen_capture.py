"""Keeping the program's windows out of screenshots and recordings, where the system can do that.

Only Windows lets a program say so, and it keeps programs and remote viewers from the picture, not
a camera. It is a setting, because screen magnifiers and remote help may need the picture too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from tac_desktop.ui.session import Session
from tac_desktop.words import _

_NOTHING, _BLACK, _LEFT_OUT = 0x00, 0x01, 0x11
"""WDA_NONE; WDA_MONITOR, for Windows before 10 version 2004; WDA_EXCLUDEFROMCAPTURE."""

SetAffinity = Callable[[int, int], bool]
"""A window's handle and what is wanted; whether the system did it."""


class CaptureGuard(QObject):
    """Applies the setting to each window as it comes to the front. `refused` where it cannot."""

    refused = Signal()

    def __init__(
        self, session: Session, parent: QObject, set_affinity: SetAffinity | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._set = set_affinity or _system_call()
        self._blocked: set[int] = set()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._came_to_front)

    @property
    def is_possible(self) -> bool:
        """Whether this system lets a program do it."""
        return self._set is not None

    def apply(self) -> bool:
        """Do what the setting says with every window; False where the system refuses."""
        done = [self._apply_to(one) for one in QGuiApplication.topLevelWindows()]
        return all(done)

    def _came_to_front(self, window: QWindow | None) -> None:
        if window is not None and not self._apply_to(window):
            self.refused.emit()

    def _apply_to(self, window: QWindow) -> bool:
        wanted = self._session.settings.block_capture
        if self._set is None:
            return not wanted
        handle = int(window.winId()) if window.isVisible() else 0
        if not handle or (handle in self._blocked) == wanted:
            return True
        if wanted:
            done = self._set(handle, _LEFT_OUT) or self._set(handle, _BLACK)
        else:
            done = self._set(handle, _NOTHING)
        if done and wanted:
            self._blocked.add(handle)
        elif done:
            self._blocked.discard(handle)
        return done


def why_not_here() -> str:
    """Why this system cannot keep a window out of captures; empty on Windows."""
    if sys.platform == "win32":
        return ""
    return _(
        "This system cannot do that: on Linux every program of the same person may read the "
        "screen (X11), or the desktop alone decides (Wayland). F12 blanks the screen."
    )


def _system_call() -> SetAffinity | None:
    if sys.platform != "win32":
        return None
    import ctypes

    user32 = ctypes.WinDLL("user32", use_last_error=True)

    def set_affinity(handle: int, wanted: int) -> bool:
        return bool(user32.SetWindowDisplayAffinity(ctypes.c_void_p(handle), wanted))

    return set_affinity
