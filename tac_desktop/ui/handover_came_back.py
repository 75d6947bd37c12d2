"""What came back of a handover: the receipt's words or file, and that its stick was wiped."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written
from tac_desktop.handover.sent import SentHandover
from tac_desktop.ui import theme
from tac_desktop.ui.plain_fields import DateLine
from tac_desktop.ui.widgets import (
    FormRow,
    button_row,
    form_row,
    link_button,
    primary_button,
    secondary_button,
    section,
)
from tac_desktop.words import _

_LONGEST = 200


class ReceiptCameBack(QWidget):
    """Four words that were read out, with who read them; or the file."""

    words_given = Signal()
    file_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = _rows(self, _("Receipt came back"))
        self.words = QLineEdit(self)
        self.words.setMaxLength(_LONGEST)
        self.words.returnPressed.connect(self.words_given)
        self._words_row = form_row(
            _("Receipt words"),
            self.words,
            _(
                "Four words, read to you by telephone or from the slip. They fit only this "
                "handover, its counts and the day it was read in."
            ),
            parent=self,
        )
        self.by = QLineEdit(self)
        self.by.setMaxLength(_LONGEST)
        self._by_row = form_row(_("Who received it"), self.by, parent=self)
        self.check_button = primary_button(_("Check the words"), self)
        self.check_button.clicked.connect(self.words_given)
        self.file_button = secondary_button(_("Receipt as a file ..."), self)
        self.file_button.clicked.connect(self.file_wanted)
        for widget in (self._words_row, self._by_row):
            layout.addWidget(widget)
        layout.addWidget(button_row(self, self.check_button, self.file_button))

    def show_sent(self, sent: SentHandover) -> None:
        """Who is expected to answer stands there already."""
        self.clear()
        one = sent.disclosure
        self.by.setText(one.received_by or one.to)
        self._by_row.show_error("")

    def clear(self) -> None:
        """Forget what was typed."""
        self.words.clear()
        self._words_row.show_error("")

    def is_answered(self) -> bool:
        """Whether both are there; says what is missing."""
        return _answered(
            (self._words_row, self.words, _("Please type the four words.")),
            (self._by_row, self.by, _("Please say who read the words to you.")),
        )


class StickWiped(QWidget):
    """One click with the day and who; taken back by another."""

    wiped = Signal()
    taken_back = Signal()

    def __init__(self, today: dt.date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        layout = _rows(self, _("The stick was wiped"))
        self.day = DateLine(today, self, today)
        self._day_row = form_row(_("On"), self.day, parent=self)
        self.by = QLineEdit(self)
        self.by.setMaxLength(_LONGEST)
        self._by_row = form_row(
            _("By whom"),
            self.by,
            _("Wiped or destroyed as the prison's rules say; the program cannot see it."),
            parent=self,
        )
        self.button = secondary_button(_("Note that it was wiped"), self)
        self.button.clicked.connect(self.wiped)
        self.undo = link_button(_("Take back: it was not wiped"), self)
        self.undo.clicked.connect(self.taken_back)
        for widget in (self._day_row, self._by_row):
            layout.addWidget(widget)
        layout.addWidget(button_row(self, self.button, self.undo))

    def show_sent(self, sent: SentHandover, me: str) -> None:
        """Today and herself, unless it is noted already."""
        one = sent.disclosure
        for row in (self._day_row, self._by_row):
            row.show_error("")
            row.setVisible(one.wiped_on is None)
        self.day.setText(written(one.wiped_on or self._today))
        self.by.setText(one.wiped_by or me)
        self.button.setVisible(one.wiped_on is None)
        self.undo.setVisible(one.wiped_on is not None)

    def is_answered(self) -> bool:
        """Whether both are there; says what is missing."""
        day = self.day.day()
        late = day is not None and day > self._today
        self._day_row.show_error(
            _("That day has not come yet.") if late else "" if day else _("Please give the day.")
        )
        who = _answered((self._by_row, self.by, _("Please say who wiped the stick.")))
        return who and day is not None and not late


def _rows(widget: QWidget, heading: str) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.space(3))
    layout.addWidget(section(heading, widget))
    return layout


def _answered(*asked: tuple[FormRow, QLineEdit, str]) -> bool:
    """Whether nothing is empty; the first that is gets the focus."""
    empty = [field for _row, field, _words in asked if not field.text().strip()]
    for row, field, words in asked:
        row.show_error(words if field in empty else "")
    if empty:
        empty[0].setFocus()
    return not empty
