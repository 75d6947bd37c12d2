"""What the crash window says, and what it must not say."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QObject

from tac_desktop.errors import TacError
from tac_desktop.ui.crash import CrashWatch, report


@pytest.fixture
def watch(qapp):
    made = CrashWatch(QObject(qapp))
    yield made
    sys.excepthook = sys.__excepthook__
    threading.excepthook = threading.__excepthook__


def test_a_mistake_is_told_with_its_place_and_without_any_text_of_a_case(watch, answers, qtbot):
    try:
        raise KeyError("Rhosyn Averley said she is frightened")
    except KeyError as error:
        watch.caught(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(answers.said))
    assert "made a mistake of its own" in answers.said[0]
    assert "What was saved is safe" in answers.said[0]
    assert "KeyError" in answers.said[0]
    assert "test_crash.py" in answers.said[0]
    assert "Rhosyn" not in answers.said[0]


def test_a_refusal_that_nobody_caught_is_told_as_what_it_is(watch, answers, qtbot):
    error = TacError("The disk is full.", "Nothing is lost.")
    watch.caught(type(error), error, None)
    assert answers.said == []  # not in the middle of what was under way
    qtbot.waitUntil(lambda: bool(answers.said))
    assert answers.said == ["The disk is full. Nothing is lost."]


def test_a_mistake_in_another_thread_is_told_too(watch, answers, qtbot):
    watch.install()
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(answers.said))
    assert "ZeroDivisionError" in answers.said[0]


def test_the_report_names_files_without_their_folders():
    try:
        _fail()
    except ZeroDivisionError as error:
        words = report(error, error.__traceback__)
    assert "/" not in words.splitlines()[-1]


def _fail() -> None:
    _ = 1 / 0
