"""Parts of closed windows are never taken away in another thread than the window's."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject


class Ring:
    """Refers to itself, so that only the collector takes it away."""

    def __init__(self, qt_part: QObject) -> None:
        self.me = self
        self.qt_part = qt_part


def test_a_busy_thread_takes_nothing_of_the_window_away(collector, qtbot):
    taken_in: list[int] = []
    ring = Ring(QObject())
    weakref.finalize(ring, lambda: taken_in.append(threading.get_ident()))
    del ring

    def be_busy() -> None:
        for _number in range(200):
            _many = [[number] for number in range(1_000)]

    thread = threading.Thread(target=be_busy)
    thread.start()
    thread.join()
    assert taken_in == []
    for _time in range(gc.get_threshold()[1] * gc.get_threshold()[2] + 40):
        _many = [[number] for number in range(1_000)]
        collector.collect_what_is_due()
        if taken_in:
            break
    assert taken_in == [threading.get_ident()]


def test_the_collector_runs_by_itself(collector, qtbot):
    taken: list[bool] = []
    ring = Ring(QObject())
    weakref.finalize(ring, lambda: taken.append(True))
    del ring
    _kept = [[number] for number in range(5_000)]
    qtbot.waitUntil(lambda: bool(taken), timeout=5_000)
