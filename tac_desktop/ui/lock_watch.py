"""Locks when nobody is there: after the idle time, and when the computer has slept."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from tac_desktop.ui.session import Session

CHECK_SECONDS = 2
ASLEEP_SECONDS = 60
"""A check that comes so much too late means that the computer slept in between."""

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
    }
)


class LockWatch(QObject):
    """`nobody_there` says that it is time to lock.

    It watches the windows of the platform rather than every widget: a key or a movement passes
    there once, and the filter costs nothing elsewhere.
    """

    nobody_there = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._checked_at = time.time()
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_SECONDS * 1000)
        self._timer.timeout.connect(self.check)
        self._timer.start()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)

    def check(self) -> None:
        """Compare the clock with the last sign of life."""
        now = time.time()
        slept = now - self._checked_at > ASLEEP_SECONDS
        self._checked_at = now
        if not self._session.is_unlocked:
            return
        idle = self._session.idle_seconds() >= self._session.settings.idle_minutes * 60
        if idle or slept:
            self.nobody_there.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of keys and movements."""
        if event.type() in _SIGNS_OF_LIFE:
            self._session.note_activity()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is None:
            return
        self._session.note_activity()
        window.removeEventFilter(self)
        window.installEventFilter(self)
