"""A person at the keyboard: keys go to the window that has the focus, and nowhere else.

Nothing here calls the program. Where one is on the screen is read as a screen reader reads it:
from the name of whatever has the focus.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_PATIENCE = 30.0
_MOST_TABS = 250
_LOOK_AGAIN_MS = 10
_TOLD_SLOW = 0.15

_PLAIN = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Stuck(AssertionError):
    """The keyboard did not lead where it should have."""


@dataclass
class Counted:
    """How many keys were pressed: those that move and command, and those that write words."""

    commands: int = 0
    letters: int = 0

    @property
    def all(self) -> int:
        return self.commands + self.letters


@dataclass
class Keyboard:
    """Presses keys, counts them, and waits until the screen has caught up.

    `slow` holds the keys that kept the window busy, with the seconds of work they took; `tabs` how
    often Tab was pressed to come to something; `lost` where no window took the keys.
    """

    counted: Counted = field(default_factory=Counted)
    slow: list[tuple[float, str]] = field(default_factory=list)
    tabs: list[tuple[int, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    on_wait: Callable[[], None] | None = None

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each written as in a menu: `Ctrl+L`, `Tab`, `Down`."""
        for one in keys:
            combination = QKeySequence.fromString(one)[0]  # type: ignore[index]
            self.counted.commands += 1
            began = time.thread_time()
            QTest.keyClick(self._window(), combination.key(), combination.keyboardModifiers())
            let_it_work(0)
            self._note(time.thread_time() - began, f"{one} at “{name_of_focus()}”")

    def type(self, text: str) -> None:
        """Type words where the focus is; a new line is the Enter key."""
        where = name_of_focus()
        began = time.thread_time()
        for letter in text:
            self.counted.letters += 1
            key, shown = (Qt.Key.Key_Return, "\r") if letter == "\n" else (_key(letter), letter)
            held = _SHIFT if letter.isupper() else _PLAIN
            QTest.sendKeyEvent(QTest.KeyAction.Click, self._window(), key, shown, held)
        let_it_work(0)
        taken = time.thread_time() - began
        if taken / len(text) > _TOLD_SLOW / 5:
            self._note(taken / len(text) * 5, f"a letter at “{where}”")

    def wait(self, condition: Callable[[], object], what: str, seconds: float = _PATIENCE) -> float:
        """Wait until something is so; returns the seconds that it took."""
        began = time.monotonic()
        while not condition():
            if self.on_wait:
                self.on_wait()
            if time.monotonic() - began > seconds:
                raise Stuck(f"waited {seconds:.0f} s in vain: {what}; {where()}")
            let_it_work(_LOOK_AGAIN_MS)
        return time.monotonic() - began

    def tab_to(self, name: str) -> int:
        """Press Tab until what has the focus begins with this name; returns how often."""
        seen: list[str] = []
        for pressed in range(_MOST_TABS):
            here = name_of_focus()
            if here.startswith(name):
                self.tabs.append((pressed, name))
                return pressed
            seen.append(here)
            self.press("Tab")
        stops = list(dict.fromkeys(seen))
        raise Stuck(f"Tab does not lead to “{name}”, only to {stops}; {where()}")

    def press_button(self, name: str) -> None:
        """Go to a button with Tab and press it."""
        self.tab_to(name)
        self.wait_until_enabled(name)
        self.press("Space")

    def wait_until_enabled(self, name: str) -> None:
        """Wait until what has the focus can be used."""
        self.wait(lambda: (focus := QApplication.focusWidget()) and focus.isEnabled(), name)

    def choose(self, name: str, words: str) -> None:
        """Go to a field and type which of its choices is meant; Tab then leaves it."""
        self.tab_to(name)
        self.type(words)
        self.press("Tab")

    def write(self, name: str, text: str) -> None:
        """Go to a field and type into it."""
        self.tab_to(name)
        self.type(text)

    def _window(self) -> QWindow:
        window = QGuiApplication.focusWindow()
        if window is None:
            self.lost.append(where())
            self.wait(QGuiApplication.focusWindow, "a window that takes the keys", 5)
            window = QGuiApplication.focusWindow()
            assert window is not None
        return window

    def _note(self, seconds: float, what: str) -> None:
        if seconds > _TOLD_SLOW:
            self.slow.append((round(seconds, 3), what))


def let_it_work(milliseconds: int) -> None:
    """Let the program go on for so long, its other threads included.

    A loop of the program's own kind: waiting as Qt's tests do would keep Python from the threads.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def name_of_focus() -> str:
    """What a screen reader says of the widget that has the focus."""
    return name_of(QApplication.focusWidget())


def name_of(widget: QWidget | None) -> str:
    """The name of a widget for a screen reader; a sentence in brackets where it has none."""
    if widget is None:
        return "(nothing has the focus)"
    # On Linux Qt calls a box that can be typed into by its text, and gives its name as a label.
    seen = QAccessible.queryAccessibleInterface(widget)
    name = widget.accessibleName() or (seen.text(QAccessible.Text.Name) if seen else "")
    return name or f"(nameless {type(widget).__name__} {widget.objectName()})"


def where() -> str:
    """Window and focus in words, for messages."""
    window = QApplication.activeWindow()
    title = window.windowTitle() if window is not None else "no window"
    return f"in “{title}” at “{name_of_focus()}”"


def _key(letter: str) -> Qt.Key:
    """The key that a letter is on, as far as Qt knows it by name."""
    code = ord(letter.upper())
    return Qt.Key(code) if 0x20 <= code <= 0x7E else Qt.Key.Key_unknown
