"""What is copied stays on the clipboard for a while only, whoever put it there in the program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from tac_desktop.ui import clipboard as module
from tac_desktop.ui.clipboard import Clipboard


@pytest.fixture
def ours(monkeypatch):
    """The platform of the tests does not say whose the clipboard is."""
    system = QGuiApplication.clipboard()

    class Ours:
        Mode = system.Mode

        def __getattr__(self, name):
            return getattr(system, name)

        def ownsClipboard(self) -> bool:
            return self.owns

    made = Ours()
    made.owns = True
    monkeypatch.setattr(module.QGuiApplication, "clipboard", staticmethod(lambda: made))
    return made


def test_text_copied_with_ctrl_c_is_marked_and_noted(session, ours, qtbot):
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    edit.setPlainText("Theo lives in Marlcester")
    edit.selectAll()
    edit.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Theo lives in Marlcester"
    marks = [one for one in data.formats() if "CanIncludeInClipboardHistory" in one]
    assert marks and bytes(data.data(marks[0])) == bytes(4)
    (noted,) = [one for one in session.vault.journal() if one.action == "copied_text"]
    assert noted.detail == "24 characters, with Ctrl+C"
    session.clipboard.clear()
    assert ours.text() == ""


def test_locking_takes_it_off(session, ours):
    QGuiApplication.clipboard().setText("her words")
    assert ours.text() == "her words"
    session.lock()
    assert ours.text() == ""


def test_what_another_program_copied_stays(session, ours):
    ours.owns = False
    QGuiApplication.clipboard().setText("somebody else's")
    session.lock()
    assert ours.text() == "somebody else's"


def test_while_locked_nothing_is_touched(qapp, ours):
    made = Clipboard()
    data = QMimeData()
    data.setText("before unlocking")
    QGuiApplication.clipboard().setMimeData(data)
    assert not made._digest
