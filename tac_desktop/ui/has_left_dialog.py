"""A professional has left: all their work ends on one day, and somebody takes the children over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tac_desktop.casework.address_book import Party, leaving, what_they_are
from tac_desktop.casework.dates import written
from tac_desktop.casework.people import Involvement, Person
from tac_desktop.casework.record import Record
from tac_desktop.errors import TacError
from tac_desktop.ui import messages, theme
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.editors.base import Candidate
from tac_desktop.ui.editors.pick import PickField
from tac_desktop.ui.form_saving import save_and_prove
from tac_desktop.ui.plain_fields import DateLine
from tac_desktop.ui.session import Session
from tac_desktop.ui.undoing import Stroke
from tac_desktop.ui.widgets import (
    button_row,
    form_row,
    hint,
    primary_button,
    scrolled,
    secondary_button,
    title,
    wrapped,
)
from tac_desktop.words import _


class HasLeftDialog(QDialog):
    """Says before anything is saved what it will do. `done_with` carries how to take it back."""

    done_with = Signal(object)

    def __init__(
        self, session: Session, person: Person, parties: Sequence[Party], parent: QWidget
    ) -> None:
        super().__init__(parent.window())
        self._session = session
        self._person = person
        self._others = [
            one
            for one in parties
            if isinstance(one, Person) and one.kind == "professional" and one.id != person.id
        ]
        self._work = session.vault.book.involvements(person.id)
        self._successor = ""
        words = _("{name} has left").format(name=person.display_name())
        self.setWindowTitle(words)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(*[theme.space(5)] * 4)
        column.setSpacing(theme.space(3))
        column.addWidget(title(words, content))
        self.day = DateLine(session.today(), content, session.today())
        self.day.textChanged.connect(self._tell)
        self.day_row = form_row(_("Last day"), self.day, parent=content)
        self.successor = PickField(self._candidates, content, hint=_("Nobody known yet"))
        self.successor.picked.connect(self._picked)
        self.successor.line.textEdited.connect(self._typed)
        self.successor_row = form_row(
            _("Who takes over"),
            self.successor,
            _("The same children and role, from that day on. Somebody new is added to the "
              "address book first."),
            parent=content,
        )  # fmt: skip
        self.what = wrapped("", content)
        for widget in (self.day_row, self.successor_row, self.what):
            column.addWidget(widget)
        column.addWidget(hint(_("You can undo this afterwards."), content))
        self.go = primary_button(_("End this work"), content)
        self.go.clicked.connect(self.end_work)
        back = secondary_button(_("Go back"), content)
        back.clicked.connect(self.reject)
        column.addWidget(button_row(content, self.go, back))
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content, self))
        session.locked.connect(self.reject)
        fit_to_screen(self, 600, 520)
        self._tell()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_work(self) -> None:
        """Save everything in one stroke."""
        unknown = self.successor.line.text().strip() and not self._successor
        self.successor_row.show_error(self.successor.problem() if unknown else "")
        records = self._records()
        self.day_row.show_error("" if self.day.day() else _("Please give the last day."))
        if unknown or not self.day.day() or not records:
            return
        vault = self._session.vault
        before = [entry.record for one in records if (entry := vault.entry(one.id)) is not None]
        words = self._in_short()
        try:
            save_and_prove(vault, records, reason="updated", note=words)
        except TacError as error:
            messages.tell(self, error)
            return
        self._session.say_at(_("Saved"))
        self._session.changed.emit("")
        self.done_with.emit(Stroke(words, "", tuple(records), tuple(before)))
        self.accept()

    def _records(self) -> list[Record]:
        day = self.day.day()
        return leaving(self._work, day, self._successor) if day else []

    def _in_short(self) -> str:
        day = written(self.day.day())
        if not self._successor:
            return _("{name} left on {day}").format(name=self._person.display_name(), day=day)
        return _("{name} left on {day}, {other} took over").format(
            name=self._person.display_name(),
            day=day,
            other=self._session.vault.name(self._successor),
        )

    def _tell(self, _what: object = None) -> None:
        records = self._records()
        ended = [
            one
            for one in records
            if isinstance(one, Involvement) and one.person_id != self._successor
        ]
        name = self._session.vault.name
        words = _("This ends {count} involvements:").format(count=len(ended))
        lines = [words if len(ended) != 1 else _("This ends one involvement:")]
        for one in ended:
            children = ", ".join(name(child_id) for child_id in one.child_ids)
            lines.append(f"–  {name(one.mother_id)}" + (f": {children}" if children else ""))
        if self._successor:
            words = _("{name} works with the same children from {day} on.")
            day = written(self.day.day())
            lines.append(words.format(name=name(self._successor), day=day))
        if not ended:
            lines = [_("There is no work that goes on on this day.")]
        self.what.setText("\n".join(lines))
        self.go.setEnabled(bool(ended))

    def _candidates(self) -> list[Candidate]:
        return [
            Candidate(
                one.id, one.display_name(), what_they_are(one), one.known_as, tuple(one.aliases)
            )
            for one in self._others
        ]

    def _picked(self, candidate: Candidate) -> None:
        self._successor = candidate.id
        self.successor.line.setText(candidate.name)
        self._tell()

    def _typed(self, _text: str) -> None:
        self._successor = ""
        self._tell()
