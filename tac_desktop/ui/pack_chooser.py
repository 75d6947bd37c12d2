"""Everything that can be printed, to choose from: packs of a mother's file, and blank forms."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tac_desktop.casework.text import fold
from tac_desktop.packs import catalogue
from tac_desktop.ui import theme
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import button_row, form_row, hint, primary_button, secondary_button
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _

_NAME = Qt.ItemDataRole.UserRole


class PackChooser(QDialog):
    """`chosen` carries the name of the pack. Without a mother only blank forms are offered."""

    chosen = Signal(str)

    def __init__(self, session: Session, mother_id: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Print"))
        name = session.vault.name(mother_id) if mother_id else ""
        heading = _("What is to be printed for {name}?").format(name=name)
        self.words = _Filter(self)
        self.words.setPlaceholderText(_("Part of its name"))
        self.words.textChanged.connect(self._filter)
        self.words.returnPressed.connect(self._choose)
        self.words.down.connect(self._to_list)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("What can be printed"))
        self.list.itemActivated.connect(self._choose)
        for pack in catalogue.packs():
            if mother_id or pack.name.startswith(catalogue.BLANK):
                item = QListWidgetItem(pack.title, self.list)
                item.setData(_NAME, pack.name)
        self.choose_button = primary_button(_("Make it and look at it"), self)
        self.choose_button.clicked.connect(self._choose)
        self.close_button = secondary_button(_("Go back"), self)
        self.close_button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(title_label(heading if name else _("Which blank form?"), self))
        layout.addWidget(
            hint(
                _("For whom it is, and how many copies, is asked next. Nothing is printed yet."),
                self,
            )
        )
        layout.addWidget(form_row(_("Show"), self.words, parent=self))
        layout.addWidget(self.list, 1)
        layout.addWidget(button_row(self, self.choose_button, self.close_button))
        fit_to_screen(self, 560, 620)
        session.locked.connect(self._close_as_locked)
        self._filter()
        self.words.setFocus()

    def _close_as_locked(self) -> None:
        if shiboken6.isValid(self):
            self.reject()

    def _filter(self) -> None:
        wanted = fold(self.words.text()).split()
        first = -1
        for place in range(self.list.count()):
            item = self.list.item(place)
            text = fold(item.text())
            shown = all(word in text for word in wanted)
            item.setHidden(not shown)
            if shown and first < 0:
                first = place
        self.list.setCurrentRow(first)
        self.choose_button.setEnabled(first >= 0)

    def _to_list(self) -> None:
        self.list.setFocus()

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            name = str(item.data(_NAME))
            self.accept()
            self.chosen.emit(name)


class _Filter(QLineEdit):
    """The arrow down goes on into the list."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything else is typed."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
            return
        super().keyPressEvent(event)
