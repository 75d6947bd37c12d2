"""People and keys: who can open this vault, what each may do, and the key behind it all."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written, written_moment
from tac_desktop.errors import TacError
from tac_desktop.storage.members import TeamMember
from tac_desktop.storage.roles import NotAllowed, Right
from tac_desktop.ui import messages, theme
from tac_desktop.ui.key_dialog import KeyDialog, SheetAgainDialog
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.person_dialog import PersonDialog, Task
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.short_table import ShortTable
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    card,
    hint,
    scrolled,
    secondary_button,
    section,
    title,
    wrapped,
)
from tac_desktop.words import _


class PeoplePage(QWidget):
    """`sheet_wanted` carries a recovery code that is to be printed, and whether it must be.

    Who has not full access sees the list, and why the buttons do nothing for her.
    """

    sheet_wanted = Signal(str, bool)
    passphrase_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._members: dict[str, TeamMember] = {}
        inner = QWidget(self)
        self._layout = QVBoxLayout(inner)
        self._layout.setContentsMargins(*[theme.space(5)] * 4)
        self._layout.setSpacing(theme.space(4))
        inner.setMaximumWidth(theme.scaled(1080))
        self._layout.addWidget(title(_("People and keys"), inner))
        self.why_not = Notice("info", "", inner)
        self._layout.addWidget(self.why_not)
        self._add_people(inner)
        self._add_own(inner)
        self._add_key(inner)
        self._layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, self))
        tab_in_reading_order(inner)

    @property
    def chosen(self) -> TeamMember | None:
        """The person whose line is chosen."""
        return self._members.get(self.table.chosen)

    def start(self) -> None:
        """Called when the page comes on the screen."""
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the people anew and stay on the line."""
        vault = self._session.vault
        self._members = {one.person.worker_id: one for one in vault.team.everyone()}
        self.table.show_lines([self._line(one) for one in self._members.values()])
        allowed = vault.may(Right.PEOPLE)
        why = NotAllowed(Right.PEOPLE, vault.access)
        self.why_not.show_words("info", "" if allowed else f"{why.what_happened} {why.what_to_do}")
        for button in (self.let_in, self.sheet_again, self.replace_key):
            button.setEnabled(allowed)
        self._show_chosen()

    # The people

    def _add_people(self, inner: QWidget) -> None:
        frame, inside = card(inner)
        inside.addWidget(section(_("Who can open this vault"), frame))
        self.table = ShortTable(
            _("People of this vault"),
            [_("Name"), _("Role"), _("May"), _("Since"), _("Last here"), _("State")],
            (180, 165, 185, 105, 140),
            frame,
        )
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.opened.connect(self._open_row)
        inside.addWidget(self.table)
        self.about = wrapped("", frame)
        inside.addWidget(self.about)
        self.let_in = secondary_button(_("Let someone in ..."), frame)
        self.change = secondary_button(_("Change role ..."), frame)
        self.again = secondary_button(_("Let in again ..."), frame)
        self.remove = secondary_button(_("Take access away ..."), frame)
        for button, does in (
            (self.let_in, self.let_someone_in),
            (self.change, self.change_role),
            (self.again, self.let_in_again),
            (self.remove, self.take_away),
        ):
            button.clicked.connect(does)
        inside.addWidget(button_row(frame, self.let_in, self.change, self.again, self.remove))
        inside.addWidget(
            hint(
                _(
                    "Each person chooses her own passphrase, here at this computer. What she may "
                    "do is refused by the vault itself and noted in the journal. It holds for this "
                    "program: who has the key of the vault could read it with other software."
                ),
                frame,
            )
        )
        self._layout.addWidget(frame)

    def _line(self, one: TeamMember) -> Line:
        cells = (
            one.person.name,
            code_list("worker_role").label(one.person.role) if one.person.role else "",
            one.access.words,
            written(one.since.date()),
            written_moment(one.last_opened) if one.last_opened else _("not noted"),
            self._state(one),
        )
        return Line(one.person.worker_id, cells, struck=not one.can_open)

    def _state(self, one: TeamMember) -> str:
        if one.left_at is not None:
            return _("Left on {day}").format(day=written(one.left_at.date()))
        if not one.slot_id:
            return _("No passphrase here")
        if one.until is not None and one.until < self._session.today():
            return _("Ended on {day}").format(day=written(one.until))
        if one.until is not None:
            return _("Until {day}").format(day=written(one.until))
        if one.person.worker_id == self._session.vault.person.worker_id:
            return _("You, here now")
        return _("Can open it")

    def _row_changed(self, _new: QModelIndex, _old: QModelIndex) -> None:
        self._show_chosen()

    def _open_row(self, _row: int) -> None:
        one = self.chosen
        if one is not None and self.change.isEnabled():
            self.change_role()
        elif one is not None and self.again.isEnabled():
            self.let_in_again()

    def _show_chosen(self) -> None:
        one = self.chosen
        words = f"{one.access.words}: {one.access.explained}" if one is not None else ""
        if one is not None and not one.slot_id and one.left_at is None:
            words += " " + _(
                "She has no passphrase here since the key was replaced or the key file was lost."
            )
        self.about.setText(words)
        vault = self._session.vault
        allowed = vault.may(Right.PEOPLE) and one is not None
        here = one is not None and one.can_open
        me = one is not None and one.person.worker_id == vault.person.worker_id
        self.change.setEnabled(allowed and here)
        self.again.setEnabled(allowed and not here)
        self.remove.setEnabled(allowed and here and not me)
        self.remove.setToolTip(_("Nobody takes away her own access.") if me else "")

    def let_someone_in(self) -> None:
        """A form for a new person, who chooses her passphrase in it."""
        self._show(Task.ADD, None)

    def change_role(self) -> None:
        """Another role, or another last day."""
        self._show(Task.CHANGE, self.chosen)

    def let_in_again(self) -> None:
        """A new passphrase for someone who was here before."""
        self._show(Task.AGAIN, self.chosen)

    def take_away(self) -> None:
        """Take the slot of the chosen person away, after saying what that does not reach."""
        one = self.chosen
        if one is None:
            return
        name = one.person.name
        agreed = messages.confirm(
            self,
            _("{name} can no longer open this vault.").format(name=name)
            + "\n"
            + _(
                "What she wrote stays, under her name. Who knew her passphrase and has an old copy "
                "of the folder or a backup could still open that copy. If that is a danger, "
                "replace the key afterwards, below."
            ),
            _("Take access away"),
            danger=True,
        )
        if not agreed:
            return
        try:
            self._session.vault.team.remove(one.person.worker_id)
        except TacError as error:
            messages.tell(self, error)
        self.refresh()
        self._session.say_at(_("{name} can no longer open this vault.").format(name=name))

    def _show(self, task: Task, member: TeamMember | None) -> None:
        dialog = PersonDialog(self._session, task, member, self)
        dialog.accepted.connect(self.refresh)
        dialog.open()

    # Her own passphrase, the sheet and the key

    def _add_own(self, inner: QWidget) -> None:
        frame, inside = card(inner)
        inside.addWidget(section(_("Your passphrase"), frame))
        self.own = secondary_button(_("Change my passphrase ..."), frame)
        self.own.clicked.connect(self.passphrase_wanted)
        inside.addWidget(button_row(frame, self.own))
        self._layout.addWidget(frame)

    def _add_key(self, inner: QWidget) -> None:
        frame, inside = card(inner)
        inside.addWidget(section(_("Recovery sheet and key"), frame))
        inside.addWidget(
            wrapped(
                _(
                    "The recovery sheet opens the vault when a passphrase is forgotten or the key "
                    "file is lost. If it can no longer be read, print it again. If it is lost, or "
                    "somebody who left may have kept a copy of the vault, replace the key: the old "
                    "sheet and old copies of the key file then no longer open this vault."
                ),
                frame,
            )
        )
        self.sheet_again = secondary_button(_("Print the recovery sheet again ..."), frame)
        self.replace_key = secondary_button(_("Replace the key ..."), frame)
        self.sheet_again.clicked.connect(self.show_sheet)
        self.replace_key.clicked.connect(self.give_new_key)
        inside.addWidget(button_row(frame, self.sheet_again, self.replace_key))
        self._layout.addWidget(frame)

    def show_sheet(self) -> None:
        """Ask for her passphrase, then show the sheet that the vault has."""
        dialog = SheetAgainDialog(self._session, self)
        dialog.done_with.connect(partial(self._sheet, must=False))
        dialog.open()

    def give_new_key(self) -> None:
        """Ask for the passphrases that are taken along, replace the key, show the new sheet."""
        dialog = KeyDialog(self._session, list(self._members.values()), self)
        dialog.done_with.connect(partial(self._sheet, must=True))
        dialog.open()

    def _sheet(self, code: str, *, must: bool) -> None:
        self.sheet_wanted.emit(code, must)
