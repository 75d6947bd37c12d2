"""The catalogue: everything that can be printed, in groups, found by typing, recent ones first."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QTreeWidgetItem, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written_moment
from tac_desktop.casework.text import fold
from tac_desktop.packs import groups
from tac_desktop.packs.catalogue import Pack
from tac_desktop.packs.print_later import KEPT
from tac_desktop.storage.print_queue import PrintOrder
from tac_desktop.ui import theme
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.left_out_list import WrappingTree
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    EmptyState,
    button_row,
    form_row,
    hint,
    primary_button,
    secondary_button,
)
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _

_NAME = Qt.ItemDataRole.UserRole
_WORDS = Qt.ItemDataRole.UserRole + 1
_RECENT = 5


class PackChooser(QDialog):
    """`chosen` carries the name of the pack, or `kept:` and the order that waits to be printed.

    Without a mother only what needs no file of hers is offered.
    """

    chosen = Signal(str)

    def __init__(self, session: Session, mother_id: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Print"))
        name = session.vault.name(mother_id) if mother_id else ""
        self._mother_id = mother_id
        self.words = _Filter(self)
        self.words.setPlaceholderText(_("A word of its name, or for whom it is"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._filter)
        self.words.returnPressed.connect(self._choose)
        self.words.down.connect(self._to_list)
        self.list = WrappingTree(self)
        self.list.setAccessibleName(_("What can be printed"))
        self.list.itemActivated.connect(self._activated)
        self.list.itemSelectionChanged.connect(self._current_changed)
        self.nothing = EmptyState(_("Nothing is called that."), _("Show everything"), self)
        self.nothing.pressed.connect(self._show_all)
        self.choose_button = primary_button(_("Make it and look at it"), self)
        self.choose_button.clicked.connect(self._choose)
        self.close_button = secondary_button(_("Go back"), self)
        self.close_button.clicked.connect(self.reject)
        self._recent: QTreeWidgetItem | None = None
        self._fill(session)
        self._lay_out(name)
        session.locked.connect(self._close_as_locked)
        self._filter()
        self.words.setFocus()

    def offered(self) -> list[str]:
        """The names of what is shown now, in the order of the screen."""
        return [str(item.data(0, _NAME)) for item in self._shown()]

    # --- what stands there ----------------------------------------------------------------------

    def _lay_out(self, name: str) -> None:
        heading = _("What is to be printed for {name}?").format(name=name)
        asked_next = _(
            "For whom it is, and how many copies, is asked next. Nothing is printed yet."
        )
        without = _("Packs, letters and slips stand here when a mother’s file is open.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(title_label(heading if name else _("What is to be printed?"), self))
        layout.addWidget(hint(asked_next if name else without, self))
        layout.addWidget(form_row(_("Show"), self.words, parent=self))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(button_row(self, self.choose_button, self.close_button))
        fit_to_screen(self, 680, 720)

    def _fill(self, session: Session) -> None:
        offered = [one for one in groups.everything() if self._fits(one)]
        by_name = {one.name: one for one in offered}
        waiting = session.vault.prints.orders()
        if waiting:
            heading = self._group(_("To print: kept for later"), len(waiting))
            for order in waiting:
                self._add(heading, KEPT + order.order_id, order.title, _waiting(session, order))
        chosen = session.vault.prints.recent_choices(4 * _RECENT)
        recent = [by_name[one] for one in chosen if one in by_name][:_RECENT]
        if recent:
            self._recent = self._group(_("Recent"), len(recent))
            for one in recent:
                self._add(self._recent, one.name, one.title, groups.in_a_line(one))
        for group in groups.Group:
            members = [one for one in offered if groups.group_of(one) is group]
            if not members:
                continue
            heading = self._group(group.heading, len(members))
            for one in members:
                self._add(heading, one.name, one.title, groups.in_a_line(one), group.heading)

    def _fits(self, pack: Pack) -> bool:
        return bool(self._mother_id) or not groups.needs_a_mother(pack)

    def _group(self, title: str, count: int) -> QTreeWidgetItem:
        words = _("{title} ({count})").format(title=title, count=count)
        item = QTreeWidgetItem(self.list, [words])
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setExpanded(True)
        return item

    def _add(
        self, group: QTreeWidgetItem, name: str, title: str, line: str, heading: str = ""
    ) -> None:
        item = QTreeWidgetItem(group, [f"{title}\n{line}"])
        item.setData(0, _NAME, name)
        item.setData(0, _WORDS, fold(f"{title} {line} {heading}"))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{title}. {line}")

    # --- finding and taking ---------------------------------------------------------------------

    def _filter(self) -> None:
        wanted = fold(self.words.text()).split()
        for heading in self._headings():
            fitting = 0
            for item in _members(heading):
                fits = all(word in str(item.data(0, _WORDS)) for word in wanted)
                # Typing finds each print once, in its own group.
                fits = fits and not (wanted and heading is self._recent)
                item.setHidden(not fits)
                fitting += fits
            heading.setHidden(not fitting)
            if wanted:
                heading.setExpanded(True)
        shown = self._shown()
        self.list.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        if shown:
            self.list.setCurrentItem(shown[0])
            self.list.scrollToTop()
        self._current_changed()

    def _headings(self) -> list[QTreeWidgetItem]:
        found = [self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount())]
        return [one for one in found if one is not None]

    def _shown(self) -> list[QTreeWidgetItem]:
        items = [item for heading in self._headings() for item in _members(heading)]
        return [item for item in items if not item.isHidden()]

    def _current_changed(self) -> None:
        # The list still tells of its end when the window is taken away.
        if not shiboken6.isValid(self) or not shiboken6.isValid(self.list):
            return
        self.choose_button.setEnabled(bool(self._current_name()))

    def _current_name(self) -> str:
        item = self.list.currentItem()
        if item is None or item.isHidden():
            return ""
        return str(item.data(0, _NAME) or "")

    def _show_all(self) -> None:
        self.words.clear()
        self.words.setFocus()

    def _to_list(self) -> None:
        if self.list.isVisible():
            self.list.setFocus()

    def _activated(self, item: QTreeWidgetItem) -> None:
        if item.childCount():
            item.setExpanded(not item.isExpanded())
        else:
            self._choose()

    def _choose(self) -> None:
        name = self._current_name()
        if name:
            self.accept()
            self.chosen.emit(name)

    def _close_as_locked(self) -> None:
        if shiboken6.isValid(self):
            self.reject()


class _Filter(QLineEdit):
    """The arrow down goes on into the list."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything else is typed."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
            return
        super().keyPressEvent(event)


def _members(heading: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    items = [heading.child(place) for place in range(heading.childCount())]
    return [item for item in items if item is not None]


def _waiting(session: Session, order: PrintOrder) -> str:
    """`AVERLEY Rhosyn, for Marlcester; kept 22 Nov 2026 17:50 by Mari Lloyd.`"""
    whose = session.vault.name(order.mother_id) if order.mother_id else ""
    words = _("{whose}for {reader}; kept {moment} by {name}.")
    return words.format(
        whose=f"{whose}, " if whose else "",
        reader=order.reader,
        moment=written_moment(order.kept_at),
        name=order.by_name,
    )
