"""To print: what was kept until there is a printer, to be printed now or taken away, with undo."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written_moment
from tac_desktop.errors import TacError
from tac_desktop.storage.print_queue import PrintOrder
from tac_desktop.ui import messages, theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import Notice, card, hint, row, secondary_button, section, wrapped
from tac_desktop.words import _


class ToPrintTray(QWidget):
    """Hidden while nothing waits. `print_wanted` carries `kept:` and the order, and whose it is."""

    print_wanted = Signal(str, str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: list[QWidget] = []
        self._taken: PrintOrder | None = None
        self.buttons: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._frame, self._inside = card(self, spacing=2, margin=3)
        self.heading = section("", self._frame)
        self._inside.addWidget(self.heading)
        self._inside.addWidget(
            hint(
                _("The pages are made anew when you print them, from what is true then."),
                self._frame,
            )
        )
        self._above = self._inside.count()
        self.said = Notice("done", "", self._frame)
        self.undo_button = secondary_button(_("Undo"), self.said)
        self.undo_button.clicked.connect(self._undo)
        self.said.add(self.undo_button)
        self._inside.addWidget(self.said)
        layout.addWidget(self._frame)
        session.locked.connect(self._forget)
        self.hide()

    def refresh(self) -> None:
        """Show what waits now."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines, self.buttons = [], []
        orders = self._session.vault.prints.orders()
        self.heading.setText(_("To print ({count})").format(count=len(orders)))
        for order in orders:
            self._add(order)
        self.setVisible(bool(orders) or self._taken is not None)
        tab_in_reading_order(self)

    def words_of(self, order: PrintOrder) -> str:
        """`Meeting pack, AVERLEY Rhosyn, for Marlcester: kept 22 Nov 2026 17:50 by Mari Lloyd`."""
        whose = self._session.vault.name(order.mother_id) if order.mother_id else ""
        what = ", ".join(part for part in (order.title, whose) if part)
        words = _("{what}, for {reader}: kept {moment} by {name}")
        return words.format(
            what=what,
            reader=order.reader,
            moment=written_moment(order.kept_at),
            name=order.by_name,
        )

    def _add(self, order: PrintOrder) -> None:
        line = QWidget(self._frame)
        beside = FlowLayout(line, theme.space(2), theme.space(1))
        words = self.words_of(order)
        label = wrapped(words, line)
        label.setMinimumWidth(theme.scaled(300))
        beside.addWidget(label)
        both, side = row(line)
        print_button = secondary_button(_("Print now ..."), both)
        print_button.setAccessibleName(_("Print now: {what}").format(what=words))
        print_button.clicked.connect(partial(self._print, order))
        remove = secondary_button(_("Remove"), both)
        remove.setAccessibleName(_("Remove: {what}").format(what=words))
        remove.clicked.connect(partial(self._remove, order))
        for button in (print_button, remove):
            side.addWidget(button)
            self.buttons.append(button)
        beside.addWidget(both)
        self._inside.insertWidget(self._above + len(self._lines), line)
        self._lines.append(line)
        line.show()

    def _print(self, order: PrintOrder, checked: bool = False) -> None:
        from tac_desktop.packs.print_later import KEPT

        self.print_wanted.emit(KEPT + order.order_id, order.mother_id, order.record_id)

    def _remove(self, order: PrintOrder, checked: bool = False) -> None:
        try:
            self._session.vault.prints.remove(order)
        except TacError as error:
            messages.tell(self, error)
            return
        self._taken = order
        words = _("Removed: {what}").format(what=self.words_of(order))
        self.undo_button.setAccessibleName(_("Undo: {what}").format(what=words))
        self.said.show_words("done", words)
        self.refresh()
        self.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self) -> None:
        if self._taken is None:
            return
        try:
            self._session.vault.prints.keep(self._taken)
        except TacError as error:
            messages.tell(self, error)
            return
        back = self._taken.order_id
        self._forget()
        self.refresh()
        places = [one.order_id for one in self._session.vault.prints.orders()]
        self.buttons[2 * places.index(back)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self._taken = None
        self.said.show_words("done", "")
