"""Support actions that the social worker can own, put into a review note by one key and a digit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.ui.editors.rows import RowsEditor
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import secondary_button
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.ui.record_form import RecordForm

_KEY = "F4"


class OwnActions(QObject):
    """The button and its menu below the support actions of a review note."""

    def __init__(self, form: RecordForm, session: Session) -> None:
        super().__init__(form)
        box = form.body.boxes["support_actions"]
        assert isinstance(box.editor, RowsEditor)
        self._rows: RowsEditor = box.editor
        self._worker = session.vault.person.name
        self.button = secondary_button(_("Add one of yours ({key})").format(key=_KEY), box)
        self.menu = QMenu(self.button)
        for place, one in enumerate(code_list("acct_own_action").codes, start=1):
            digit = f"&{place % 10}  " if place <= 10 else ""
            action = self.menu.addAction(f"{digit}{one.label}")
            action.triggered.connect(partial(self.add, one.label))
        self.button.clicked.connect(self.offer)
        box.add_below(self.button)
        QWidget.setTabOrder(self._rows.more, self.button)
        shortcut = QShortcut(QKeySequence(_KEY), form)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.offer)

    def offer(self) -> None:
        """Show the list; a digit chooses."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        first = self.menu.actions()[0] if self.menu.actions() else None
        if first is not None:
            self.menu.setActiveAction(first)

    def add(self, words: str, checked: bool = False) -> None:
        """A row for this action: hers, to be done by the day of the next review."""
        answers = {"action": words, "owner": self._worker, "mine": True, "status": "open"}
        row = self._rows.add_row(answers)
        self._rows.edited.emit()
        row.editors["due"].first_field().setFocus(Qt.FocusReason.OtherFocusReason)
