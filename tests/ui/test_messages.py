"""Messages: what happened, what is safe, what to do, and buttons that say what they do."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tac_desktop.errors import TacError
from tac_desktop.ui import messages
from tac_desktop.ui.messages import MessageDialog


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def at_the_screen():
    """A person, not prepared answers."""
    messages.use_answerer(None)


def test_an_error_is_told_in_its_three_parts(parent):
    error = TacError("The disk is full.", "Nothing is lost.", "Make room.")
    dialog = MessageDialog(parent, error, [], refuse_words="Close")
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts == ["The disk is full.", "Nothing is lost.", "Make room."]


def test_text_of_a_case_is_never_read_as_markup(parent):
    dialog = MessageDialog(parent, "<b>Ros</b> & <i>co</i>", [], refuse_words="Close")
    label = dialog.findChild(QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_enter_does_what_is_asked_and_escape_does_nothing(parent, at_the_screen, qtbot):
    for key, expected in ((Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)):
        QTimer.singleShot(50, partial(_press, key))
        assert messages.confirm(parent, "Three copies will be printed.", "Print") is expected


def test_with_something_that_cannot_be_undone_enter_changes_nothing(parent, at_the_screen):
    QTimer.singleShot(50, partial(_press, Qt.Key.Key_Return))
    assert not messages.confirm(parent, "The draft will be gone.", "Discard it", danger=True)


def test_choosing_tells_which_button_it_was(parent, at_the_screen):
    QTimer.singleShot(50, partial(_click, "Open her file"))
    assert messages.choose(parent, "She is there.", ["Add another", "Open her file"]) == 1


def test_locking_takes_messages_off_the_screen_unanswered(parent, at_the_screen):
    QTimer.singleShot(50, messages.close_all)
    assert not messages.confirm(parent, "Three copies will be printed.", "Print")


def _press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.activeModalWidget().focusWidget(), key)


def _click(words: str) -> None:
    for button in QApplication.activeModalWidget().findChildren(QPushButton):
        if button.text() == words:
            button.click()
