"""Faults of Qt's Python binding that would end the program; tried on what is pinned."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel


def test_calls_that_return_nothing_keep_the_count_of_references_to_none(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    calls = 100_000
    before = sys.getrefcount(None)
    for _ in range(calls):
        label.setText("")
    lost = before - sys.getrefcount(None)
    # A faulty binding loses one a call, and Python before 3.12 aborts when none are left.
    assert abs(lost) < calls / 100
