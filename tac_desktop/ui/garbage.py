"""Python takes away what refers to itself only in the window's own thread.

Left alone, Python does so wherever the next object happens to be made, also in a thread that makes
pages or a backup. What it takes away may be parts of a closed window, and Qt does not bear that
these end in another thread: the program would end with them.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_EVERY_MS = 1_000


class GarbageCollector(QObject):
    """Collects as often as Python would, from a timer of the application's thread."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._limits = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect_what_is_due)
        self._timer.start()

    def collect_what_is_due(self) -> None:
        """The youngest objects, and the older ones each time enough of the younger were seen."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._limits[generation]:
                gc.collect(generation)
                return
