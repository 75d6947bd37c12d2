"""Copies given out: who has which, and one click when it came back or was destroyed."""

from __future__ import annotations

from functools import partial

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.copies_out import CAME_BACK, DESTROYED, CopyOut, copies_out, marked
from tac_desktop.casework.dates import written
from tac_desktop.ui import theme
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.one_click import OneClick
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    button_row,
    column,
    hint,
    row,
    scrolled,
    secondary_button,
    section,
    title,
    wrapped,
)
from tac_desktop.words import _


class CopiesOutDialog(QDialog):
    """All copies on paper of one mother's file: those not back yet first."""

    def __init__(self, session: Session, mother_id: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session, self._mother_id = session, mother_id
        self.setWindowTitle(_("Copies given out"))
        self.said = OneClick(session, self)
        self.said.hide()
        self._inner, self._column = column(self, spacing=2)
        self._column.addStretch(1)
        self._shown: list[QWidget] = []
        self.buttons: list[QPushButton] = []
        self.close_button = secondary_button(_("Close"), self)
        self.close_button.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(title(_("Copies given out"), self))
        layout.addWidget(
            hint(_("Say here when a copy came back or was destroyed; it counts as today."), self)
        )
        layout.addWidget(self.said)
        layout.addWidget(scrolled(self._inner, self), 1)
        layout.addWidget(button_row(self, self.close_button))
        fit_to_screen(self, 820, 640)
        session.changed.connect(self._changed)
        session.locked.connect(self._close_as_locked)
        self.refresh()

    def refresh(self) -> None:
        """Show the copies as they stand in the file."""
        for widget in self._shown:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown, self.buttons = [], []
        case_file = self._session.vault.case_file(self._mother_id, self._session.today())
        copies = copies_out(case_file)
        out = [one for one in copies if one.is_out]
        back = [one for one in copies if not one.is_out]
        if not copies:
            self._put(wrapped(_("Nothing of this file was given out on paper yet."), self._inner))
        if out:
            self._put(section(_("Not back yet ({count})").format(count=len(out)), self._inner))
        elif copies:
            self._put(wrapped(_("Every copy is back or destroyed."), self._inner))
        for copy in out:
            self._put(self._line(copy))
        if back:
            words = _("Back or destroyed ({count})").format(count=len(back))
            self._put(section(words, self._inner))
        for copy in back:
            self._put(wrapped(f"{copy_in_words(copy)}: {_fate_in_words(copy)}", self._inner))
        tab_in_reading_order(self)

    def _put(self, widget: QWidget) -> None:
        self._column.insertWidget(len(self._shown), widget)
        self._shown.append(widget)
        widget.show()

    def _line(self, copy: CopyOut) -> QWidget:
        line = QWidget(self._inner)
        beside = FlowLayout(line, theme.space(2), theme.space(1))
        words = copy_in_words(copy)
        if copy.disclosure.at:
            days = (self._session.today() - copy.disclosure.at).days
            since = _("1 day ago") if days == 1 else _("{count} days ago").format(count=days)
            words = f"{words}, {since}" if days > 0 else words
        label = wrapped(words, line)
        label.setMinimumWidth(theme.scaled(300))
        beside.addWidget(label)
        both, side = row(line)
        for name, fate in ((_("Came back"), CAME_BACK), (_("Destroyed"), DESTROYED)):
            button = secondary_button(name, both)
            button.setAccessibleName(f"{name}: {words}")
            button.clicked.connect(partial(self._mark, copy, fate))
            side.addWidget(button)
            self.buttons.append(button)
        beside.addWidget(both)
        return line

    def _mark(self, copy: CopyOut, fate: str, checked: bool = False) -> None:
        day = self._session.today()
        words = _("{fate} on {day}: {what}").format(
            fate=code_list("copy_fate").label(fate), day=written(day), what=copy_in_words(copy)
        )
        if self.said.save(marked(copy, fate, day), words):
            self.refresh()
            self.said.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, _mother_id: str) -> None:
        if shiboken6.isValid(self) and self.isVisible() and self._session.is_unlocked:
            self.refresh()

    def _close_as_locked(self) -> None:
        if shiboken6.isValid(self):
            self.reject()


def copy_in_words(copy: CopyOut) -> str:
    """`16 Nov 2026, Meeting pack: copy 2 of 3 for Alwyn Brackenridge`."""
    given = copy.disclosure
    if copy.number is None:
        count = given.copies or 1
        which = _("1 copy") if count == 1 else _("{count} copies").format(count=count)
    else:
        count = len(given.copies_given)
        which = _("copy {number} of {of}").format(number=copy.number, of=count)
    words = _("{day}, {what}: {which} for {whom}")
    return words.format(day=written(given.at), what=given.what, which=which, whom=copy.whom)


def _fate_in_words(copy: CopyOut) -> str:
    fate = code_list("copy_fate").label(copy.fate) if copy.fate else _("Back or destroyed")
    return _("{fate}, {day}").format(fate=fate, day=written(copy.on)) if copy.on else fate
