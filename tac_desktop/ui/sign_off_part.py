"""For the manager: what waits, read and signed off with a note; and what was signed off lately."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.episode import Case
from tac_desktop.casework.oversight import ManagementOversight
from tac_desktop.casework.record import Record
from tac_desktop.casework.sign_off import ASKED, Waiting, Waits, waiting_for_sign_off
from tac_desktop.casework.work import Supervision
from tac_desktop.storage.roles import Right
from tac_desktop.ui import theme
from tac_desktop.ui.allowed import allow
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.session import Session
from tac_desktop.ui.short_table import ShortTable
from tac_desktop.ui.sign_off_dialog import SignOffDialog
from tac_desktop.ui.widgets import (
    button_row,
    hint,
    primary_button,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _

R = TypeVar("R", bound=Record)

_LATELY = 12


class SignOffPart(QWidget):
    """`mother_wanted` carries a mother and the record that is to be read in her file."""

    mother_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._waiting: dict[str, Waiting] = {}
        self._done: dict[str, str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        layout.addWidget(section(_("Waiting for the manager"), self))
        layout.addWidget(
            hint(
                _(
                    "Closings, past reviews and supervision come here by themselves. Anything else "
                    "is put here from a mother's file: Case, management oversight, “Sign-off asked "
                    "for”."
                ),
                self,
            )
        )
        self.table = ShortTable(
            _("Waiting for the manager"),
            [_("Since"), _("Whose file"), _("What"), _("In words")],
            (110, 210, 180),
            self,
        )
        self.table.opened.connect(self._opened)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.nothing = wrapped(_("Nothing waits for the manager."), self)
        self.read = secondary_button(_("Read the file"), self)
        self.read.clicked.connect(self.read_file)
        self.sign = primary_button(_("Sign off ..."), self)
        self.sign.clicked.connect(self.sign_off)
        self.how = hint("", self)
        layout.addWidget(self.table)
        layout.addWidget(self.nothing)
        layout.addWidget(button_row(self, self.read, self.sign))
        layout.addWidget(self.how)
        layout.addWidget(section(_("Read and signed off lately"), self))
        self.done = ShortTable(
            _("Read and signed off lately"),
            [_("Date"), _("Whose file"), _("What"), _("By"), _("In words")],
            (110, 210, 150, 150),
            self,
        )
        self.done.opened.connect(self._open_done)
        self.none_yet = wrapped(_("No oversight entry yet."), self)
        layout.addWidget(self.done)
        layout.addWidget(self.none_yet)
        layout.addStretch(1)

    @property
    def chosen(self) -> Waiting | None:
        """What is chosen."""
        return self._waiting.get(self.table.chosen)

    def refresh(self) -> None:
        """Look at the cases anew."""
        oversight = self._all(ManagementOversight)
        found = waiting_for_sign_off(
            self._all(Case), oversight, self._all(Supervision), self._session.today()
        )
        self._waiting = {f"{one.why}:{one.record_id}": one for one in found}
        self.table.show_lines([self._line(key, one) for key, one in self._waiting.items()])
        self.table.setVisible(bool(found))
        self.nothing.setVisible(not found)
        lately = [one for one in oversight if one.kind != ASKED]
        lately.sort(key=lambda one: (one.date or dt.date.min, one.id), reverse=True)
        self._done = {one.id: one.mother_id for one in lately[:_LATELY]}
        self.done.show_lines([self._done_line(one) for one in lately[:_LATELY]])
        self.done.setVisible(bool(lately))
        self.none_yet.setVisible(not lately)
        self._show_chosen()

    def read_file(self) -> None:
        """Open the file at the record that waits; that is noted in the journal."""
        one = self.chosen
        if one is not None:
            self.mother_wanted.emit(one.mother_id, one.record_id)

    def sign_off(self) -> None:
        """Sign off with a note, or hand it back."""
        one = self.chosen
        if one is None or not self.sign.isEnabled():
            return
        dialog = SignOffDialog(self._session, one, self)
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def _all(self, cls: type[R]) -> list[R]:
        return [
            entry.record
            for entry in self._session.vault.entries(cls.type_name)
            if isinstance(entry.record, cls) and not entry.record.entered_in_error
        ]

    def _line(self, key: str, one: Waiting) -> Line:
        name = self._session.vault.name(one.mother_id)
        return Line(key, (written(one.since), name, one.why.words, one.words))

    def _done_line(self, one: ManagementOversight) -> Line:
        name = self._session.vault.name
        kind = code_list("oversight_kind").label(one.kind)
        by = name(one.by_id) if one.by_id else ""
        return Line(one.id, (written(one.date), name(one.mother_id), kind, by, one.text))

    def _row_changed(self, _new: QModelIndex, _old: QModelIndex) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        one = self.chosen
        talk = one is not None and one.why is Waits.SUPERVISION
        self.read.setEnabled(one is not None)
        allow(self._session, Right.SIGN_OFF, self.sign, ready=one is not None and not talk)
        words = _("It waits until the next supervision is written down in her file, under Case.")
        self.how.setText(words if talk else "")
        self.how.setVisible(talk)

    def _opened(self, _row: int) -> None:
        self.read_file()

    def _open_done(self, _row: int) -> None:
        chosen = self.done.chosen
        if chosen in self._done:
            self.mother_wanted.emit(self._done[chosen], chosen)
