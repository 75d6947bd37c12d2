"""Windows are kept out of screen captures where the system can, and it is said where it cannot."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QGuiApplication

from tac_desktop.ui import place_names as places
from tac_desktop.ui import screen_capture
from tac_desktop.ui.screen_capture import CaptureGuard


class FakeSystem:
    """Notes what each window was asked to be, and refuses what it does not know."""

    def __init__(self, *known: int) -> None:
        self.known = known
        self.asked: list[int] = []

    def __call__(self, handle: int, wanted: int) -> bool:
        self.asked.append(wanted)
        return wanted in self.known


@pytest.fixture
def guard(window, session):
    def made(*known: int) -> tuple[CaptureGuard, FakeSystem]:
        system = FakeSystem(*known)
        return CaptureGuard(session, window, system), system

    return made


def test_nothing_is_asked_while_the_switch_is_off(guard):
    made, system = guard(0x00, 0x01, 0x11)
    assert made.apply()
    assert system.asked == []


def test_every_window_is_left_out_once_and_shown_again(guard, session):
    made, system = guard(0x00, 0x01, 0x11)
    session.settings.block_capture = True
    assert made.apply() and made.apply()
    count = len(QGuiApplication.topLevelWindows())
    assert set(system.asked) == {0x11} and len(system.asked) <= count
    system.asked.clear()
    session.settings.block_capture = False
    assert made.apply()
    assert set(system.asked) == {0x00}


def test_an_older_windows_shows_them_black(guard, session):
    made, system = guard(0x00, 0x01)
    session.settings.block_capture = True
    assert made.apply()
    assert set(system.asked) == {0x11, 0x01}


def test_a_refusal_is_said(guard, session, window, qtbot):
    made, _system = guard()
    session.settings.block_capture = True
    assert not made.apply()
    with qtbot.waitSignal(made.refused):
        made._came_to_front(window.windowHandle())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can do it")
def test_where_it_cannot_be_done_the_switch_is_greyed_and_says_why(window):
    window.workspace.show_page(places.SETTINGS)
    page = window.workspace.page(places.SETTINGS)
    assert not page.capture.isEnabled()
    assert "This system cannot do that" in page.capture_words.text()
    assert screen_capture.why_not_here() == page.capture.accessibleDescription()


def test_the_switch_is_kept_and_what_the_system_did_is_said(window, monkeypatch):
    monkeypatch.setattr(window.capture, "_set", FakeSystem(0x00, 0x11))
    window.workspace.show_page(places.SETTINGS)
    page = window.workspace.page(places.SETTINGS)
    page.capture.setEnabled(True)
    page.capture.click()
    assert window.session.settings.block_capture
    assert "show nothing of this program" in window._status.text()
    page.capture.click()
    assert "show this program again" in window._status.text()
