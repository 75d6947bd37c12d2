"""Long work off the window's thread: with progress, a way to stop it, and errors as sentences."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QThread, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from tac_desktop.errors import Cancelled, TacError
from tac_desktop.ui import theme
from tac_desktop.words import _

T = TypeVar("T")
_SHOWN_AFTER_MS = 400
_LONG_SECONDS = 20


class Progress(Protocol):
    """How a piece of work says how far it is; raises Cancelled where it was stopped."""

    def __call__(self, done: int, total: int, words: str, /) -> None:
        """So much of so much is done; total 0 where that is not known."""


_running: set[Work] = set()


def run_in_background(
    parent: QWidget,
    words: str,
    function: Callable[[Progress], T],
    then: Callable[[T], None],
    failed: Callable[[TacError], None] | None = None,
    *,
    can_stop: bool = True,
    with_dialog: bool = True,
) -> Work:
    """Do `function(progress)` in a thread, then call `then(result)` in the window's thread.

    A TacError goes to `failed`, or is shown where there is none; stopping is not shown. Any other
    exception is a mistake in the program and goes to the crash window. Nothing is called once
    `parent` is gone. After 0.4 s a dialog shows `words`, the progress and a button to stop.
    """
    work = Work(parent, words, function, then, failed)
    _running.add(work)
    if with_dialog:
        work.show_dialog_soon(can_stop)
    work.begin()
    return work


def cancel_all() -> None:
    """Ask all work to stop at its next step, as when the vault is locked."""
    for work in list(_running):
        work.stop()


def wait_for_all(seconds: float = 30.0) -> bool:
    """Wait until no thread runs any more; before the program ends. False where one goes on."""
    return all(work.wait(seconds) for work in list(_running))


def is_running() -> bool:
    """Whether any work is under way."""
    return bool(_running)


class Work(QObject):
    """One piece of work under way. `progressed` says how far: so much of so much, in words."""

    progressed = Signal(int, int, str)

    def __init__(
        self,
        parent: QWidget,
        words: str,
        function: Callable[[Progress], Any],
        then: Callable[[Any], None],
        failed: Callable[[TacError], None] | None,
    ) -> None:
        super().__init__()
        self._parent = parent
        self._words = words
        self._function = function
        self._then = then
        self._failed = failed
        self._result: Any = None
        self._error: BaseException | None = None
        self._stopped = threading.Event()
        self._dialog: ProgressDialog | None = None
        self._thread = _Thread(self._do)
        self._thread.finished.connect(self._finish)

    def begin(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the work to stop; it does so when it next reports progress."""
        self._stopped.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the thread to end."""
        return self._thread.wait(int(seconds * 1000))

    def show_dialog_soon(self, can_stop: bool) -> None:
        """Show progress when the work takes longer than a moment."""
        self._dialog = ProgressDialog(self._words, can_stop, self._parent)
        self._dialog.stop_wanted.connect(self.stop)
        self.progressed.connect(self._dialog.show_progress)
        self._dialog.show_soon()

    def _do(self) -> None:
        try:
            self._result = self._function(self._report)
        except BaseException as error:
            self._error = error

    def _report(self, done: int, total: int, words: str, /) -> None:
        if self._stopped.is_set():
            raise Cancelled
        self.progressed.emit(done, total, words)

    def _finish(self) -> None:
        _running.discard(self)
        if self._dialog is not None and shiboken6.isValid(self._dialog):
            self._dialog.finish()
        self.deleteLater()
        if not shiboken6.isValid(self._parent):
            return
        error = self._error
        if error is None:
            self._then(self._result)
        elif isinstance(error, TacError):
            self._tell(error)
        else:
            raise error

    def _tell(self, error: TacError) -> None:
        if self._failed is not None:
            self._failed(error)
        elif not isinstance(error, Cancelled):
            from tac_desktop.ui import messages

            messages.tell(self._parent, error)


class _Thread(QThread):
    def __init__(self, function: Callable[[], None]) -> None:
        super().__init__()
        self._function = function

    def run(self) -> None:
        """Do the work; the function catches everything."""
        self._function()


class ProgressDialog(QDialog):
    """Says what is being done and how far it is; the button asks to stop."""

    stop_wanted = Signal()

    def __init__(self, words: str, can_stop: bool, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setWindowTitle(_("Please wait"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._can_stop = can_stop
        self._finished = False
        self._label = QLabel(words, self)
        self._label.setWordWrap(True)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(words)
        self._step = QLabel("", self)
        self._step.setWordWrap(True)
        theme.mark(self._step, "hint")
        self.patience = QLabel("", self)
        self.patience.setWordWrap(True)
        theme.mark(self.patience, "hint")
        self._clock = QElapsedTimer()
        self._clock.start()
        self._button = QPushButton(_("Stop"), self)
        self._button.setVisible(can_stop)
        self._button.clicked.connect(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(6)] * 4)
        layout.setSpacing(theme.space(3))
        for widget in (self._label, self._bar, self._step, self.patience):
            layout.addWidget(widget)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(theme.scaled(420))

    def show_soon(self) -> None:
        """Show the dialog after a moment, unless the work is finished by then."""
        QTimer.singleShot(_SHOWN_AFTER_MS, self, self._show)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Take over what the work reports."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._step.setText(words)
        self.patience.setText(self.words_about_time(self._clock.elapsed() / 1000))

    def words_about_time(self, seconds: float) -> str:
        """What is said once it takes long, as on a slow stick; at first nothing."""
        if seconds < _LONG_SECONDS:
            return ""
        words = [_("This takes long: sticks and old disks can be slow.")]
        done, total = self._bar.value(), self._bar.maximum()
        if 0 < done < total:
            left = max(1, round(seconds * (total - done) / done / 60))
            words.append(_("About {count} more minutes.").format(count=left))
        if self._can_stop:
            words.append(_("You can stop at any time: nothing is left half done."))
        return " ".join(words)

    def finish(self) -> None:
        """Close for good; the keys go to the window below again, on every system."""
        self._finished = True
        had_the_keys = self.isActiveWindow()
        self.hide()
        below = self.parentWidget()
        if had_the_keys and below is not None:
            below.activateWindow()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape asks to stop, and closes nothing before the work has stopped."""
        if event.key() == Qt.Key.Key_Escape:
            if self._can_stop:
                self._stop()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the dialog asks to stop."""
        if not self._finished:
            event.ignore()
            if self._can_stop:
                self._stop()

    def _show(self) -> None:
        if not self._finished:
            self.show()

    def _stop(self) -> None:
        self._button.setEnabled(False)
        self._step.setText(_("Stopping ..."))
        self.stop_wanted.emit()
