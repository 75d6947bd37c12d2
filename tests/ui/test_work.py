"""Long work: off the window's thread, with progress, a way to stop, and errors as sentences."""

from __future__ import annotations

import threading
import time

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tac_desktop.errors import Cancelled, TacError
from tac_desktop.ui import work
from tac_desktop.ui.work import ProgressDialog, run_in_background


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_the_work_is_done_elsewhere_and_its_result_comes_back_here(parent, qtbot):
    threads, results = [], []

    def function(progress):
        threads.append(threading.current_thread())
        return 42

    def then(result):
        threads.append(threading.current_thread())
        results.append(result)

    run_in_background(parent, "Counting", function, then)
    qtbot.waitUntil(lambda: results == [42])
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_refusal_is_told_in_its_own_sentences(parent, qtbot, answers):
    def function(progress):
        raise TacError("The stick is full.", "Nothing was written.", "Take another one.")

    run_in_background(parent, "Writing", function, lambda _result: None)
    qtbot.waitUntil(lambda: bool(answers.said))
    assert answers.said == ["The stick is full. Nothing was written. Take another one."]


def test_a_refusal_goes_to_whoever_asks_for_it(parent, qtbot, answers):
    failed = []

    def function(progress):
        raise TacError("No.")

    run_in_background(parent, "Writing", function, lambda _result: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert failed[0].what_happened == "No."
    assert answers.said == []


def test_a_mistake_of_the_program_is_not_taken_for_a_refusal(parent, qtbot):
    def function(progress):
        raise ZeroDivisionError

    with qtbot.captureExceptions() as exceptions:
        run_in_background(parent, "Dividing", function, lambda _result: None)
        qtbot.waitUntil(lambda: bool(exceptions))
    assert exceptions[0][0] is ZeroDivisionError


def test_the_dialog_shows_the_progress_and_its_button_stops_the_work(parent, qtbot, answers):
    ended = []

    def function(progress):
        for step in range(10_000):
            progress(step, 10_000, f"Step {step}")
            time.sleep(0.005)

    run_in_background(parent, "Stepping", function, lambda _result: None, ended.append)
    dialog = parent.window().findChild(ProgressDialog)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.waitUntil(lambda: dialog._step.text().startswith("Step"))
    qtbot.mouseClick(dialog._button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], Cancelled)
    assert not work.is_running()


def test_escape_asks_to_stop_and_leaves_the_dialog_until_the_work_has_stopped(parent, qtbot):
    ended = []
    may_go_on = threading.Event()

    def function(progress):
        may_go_on.wait(5)
        progress(1, 2, "one")

    run_in_background(parent, "Waiting", function, lambda _result: None, ended.append)
    dialog = parent.window().findChild(ProgressDialog)
    qtbot.waitUntil(dialog.isVisible)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not ended
    may_go_on.set()
    qtbot.waitUntil(lambda: bool(ended))


def test_a_short_piece_of_work_shows_no_dialog(parent, qtbot):
    done = []
    run_in_background(parent, "Blinking", lambda progress: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    QApplication.processEvents()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, ProgressDialog)
                and one.isVisible()]  # fmt: skip


def test_the_keys_go_to_the_window_again_when_the_dialog_goes(parent, qtbot):
    parent.activateWindow()
    qtbot.waitUntil(parent.isActiveWindow)
    may_end, ended = threading.Event(), []

    def function(progress):
        assert may_end.wait(10)

    run_in_background(parent, "Writing", function, ended.append)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is not parent)
    may_end.set()
    qtbot.waitUntil(lambda: bool(ended))
    qtbot.waitUntil(parent.isActiveWindow)


def test_nothing_is_called_when_the_page_that_asked_is_gone(qtbot):
    parent, called = QWidget(), []
    go_on = threading.Event()
    run_in_background(
        parent, "Late", lambda progress: go_on.wait(5), called.append, with_dialog=False
    )
    shiboken6.delete(parent)
    go_on.set()
    qtbot.waitUntil(lambda: not work.is_running())
    assert called == []


def test_what_takes_long_is_told_with_how_much_longer(parent, qtbot):
    dialog = ProgressDialog("Writing the handover", True, parent)
    dialog.show_progress(25, 100, "Encrypting")
    assert dialog.patience.text() == dialog.words_about_time(5) == ""
    assert dialog.words_about_time(60) == (
        "This takes long: sticks and old disks can be slow. About 3 more minutes. "
        "You can stop at any time: nothing is left half done."
    )
    dialog.finish()
