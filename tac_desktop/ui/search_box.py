"""Find from anywhere: mothers by part of a name or number, people, words in all that is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QWidget,
)

from tac_desktop.ui import theme
from tac_desktop.ui.session import Session
from tac_desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListWidget, QListWidgetItem

    from tac_desktop.storage.caseload import MotherFound
    from tac_desktop.storage.search import SearchHit

_WAIT_MS = 150
_MOST_MOTHERS, _MOST_HERE, _MOST_HITS, _MOST_ALIKE = 8, 8, 20, 5
_ENOUGH_TO_HEAR, _FEW = 3, 5
_ALL_RESULTS = ("", "all results")
_TARGET = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class SearchBox(QLineEdit):
    """A field with a list that drops from it. `chosen` carries mother and record (perhaps empty).

    `all_wanted` carries the words for the page with all results and its filters: the last line
    of the list, or Ctrl+Enter. `in_view` says whose file is on the screen: what is found in it
    comes before the rest.

    The focus stays in the field; the arrow keys move in the list, Enter opens, Escape gives up.
    """

    chosen = Signal(str, str)
    all_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget, in_view: Callable[[], str]) -> None:
        super().__init__(parent)
        self._session = session
        self._in_view = in_view
        self._names: dict[str, str] = {}
        self._came_from: QWidget | None = None
        self.setPlaceholderText(_("Find a mother, a number, a word ...   Ctrl+K"))
        self.setAccessibleName(_("Find"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.look)
        self.textEdited.connect(self._typed)
        self.results: QListWidget | None = None
        session.about_to_lock.connect(self.give_up)

    def begin(self) -> None:
        """Take the focus; Escape gives it back to whatever has it now."""
        focused = QApplication.focusWidget()
        if focused is not self:
            self._came_from = focused
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def look(self) -> None:
        """Show what is found now."""
        from tac_desktop.ui.found import is_shown

        self._timer.stop()
        words = self.text().strip()
        if not words or not self._session.is_unlocked:
            self._hide()
            return
        vault = self._session.vault
        self._session.searches.shown(words)
        mothers = vault.find_mothers(words)
        named = {one.mother_id for one in mothers}
        here = self._in_view()
        hits_here = vault.search(words, mother_id=here, limit=_MOST_HERE) if here else []
        shown = named | {hit.record_id for hit in hits_here}
        hits = [
            hit
            for hit in vault.search(words, limit=_MOST_HITS)
            if hit.record_id not in shown and is_shown(hit)
        ]
        shown |= {hit.record_id for hit in hits}
        heard = [] if len(words) < _ENOUGH_TO_HEAR else self._heard(words, shown)
        found = (*hits_here, *hits, *heard)
        self._names = vault.book.mother_names(hit.mother_id for hit in found)
        self._fill(mothers, hits_here, hits, heard)

    def _heard(self, words: str, shown: set[str]) -> list[SearchHit]:
        """People and organisations whose names sound like the words."""
        from tac_desktop.storage.search import Narrowed
        from tac_desktop.ui.found import PARTIES

        found = self._session.vault.search_within(
            words, Narrowed(record_types=PARTIES), limit=4 * _MOST_ALIKE, alike=True
        )
        news = [hit for hit in found if hit.record_id not in shown]
        news.sort(key=_mothers_first)
        return news[:_MOST_ALIKE]

    def give_up(self) -> None:
        """Close the list and forget the words."""
        self.clear()
        self._hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, open, give up."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._is_open():
            self._move(_STEPS[key])
        elif key == Qt.Key.Key_Down:
            self.look()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._show_all()
                return
            if self._timer.isActive() or not self._is_open():
                self.look()
            self._open_current()
        elif key == Qt.Key.Key_Escape:
            self.give_up()
            self._go_back()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list closes when the field is left."""
        super().focusOutEvent(event)
        self._hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming back selects the old words, to be typed over."""
        super().focusInEvent(event)
        self.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the list below the field when the window changes its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self._is_open():
            self._place()
        return False

    def _go_back(self) -> None:
        before, self._came_from = self._came_from, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, _text: str) -> None:
        self._timer.start()

    def _is_open(self) -> bool:
        return self.results is not None and self.results.isVisible()

    def _list(self) -> QListWidget:
        if self.results is None:
            from PySide6.QtWidgets import QFrame, QListWidget

            from tac_desktop.ui.search_rows import SearchRows

            made = QListWidget(self.window())
            made.setFrameShape(QFrame.Shape.Box)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setAccessibleName(_("Found"))
            made.setItemDelegate(SearchRows(made))
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.itemClicked.connect(self._open_item)
            self.window().installEventFilter(self)
            # It hangs on the window, to lie over everything, and goes when the field goes.
            self.destroyed.connect(made.deleteLater)
            self.results = made
        return self.results

    def _fill(
        self,
        mothers: list[MotherFound],
        hits_here: list[SearchHit],
        hits: list[SearchHit],
        heard: list[SearchHit],
    ) -> None:
        shown = self._list()
        shown.clear()
        if mothers:
            self._add_heading(_("Mothers"))
        for one in mothers[:_MOST_MOTHERS]:
            called = _("known as {name}").format(name=one.known_as) if one.known_as else ""
            parts = [part for part in (one.prison_number, called) if part]
            self._add(one.name, " · ".join(parts), (), (one.mother_id, ""))
        if len(mothers) > _MOST_MOTHERS:
            more = _("{count} more; type more of the name").format(
                count=len(mothers) - _MOST_MOTHERS
            )
            self._add_heading(more)
        self._add_hits(_("In the file on the screen"), hits_here)
        self._add_hits(_("Words in what was written"), hits)
        self._add_hits(_("Names that sound like it"), heard)
        if not mothers and not hits and not hits_here and not heard:
            self._add_heading(_("Nothing found. Part of a word at its beginning is enough."))
        elif len(hits) + len(hits_here) >= _FEW:
            self._add(_("All results, by mother, kind and date"), _("Ctrl+Enter"), (), _ALL_RESULTS)
        self._move_to_first()
        words = _("{mothers} mothers and {records} records found. Arrow keys move, Enter opens.")
        found = len(hits_here) + len(hits) + len(heard)
        self.setAccessibleDescription(words.format(mothers=len(mothers), records=found))
        self._place()
        shown.show()
        shown.raise_()

    def _add_hits(self, heading: str, hits: list[SearchHit]) -> None:
        from tac_desktop.ui.found import found_line

        if hits:
            self._add_heading(heading)
        for hit in hits:
            line = found_line(hit, self._names)
            self._add(line.words, line.second, line.marks, (line.mother_id, line.record_id))

    def _add_heading(self, words: str) -> None:
        from PySide6.QtWidgets import QListWidgetItem

        item = QListWidgetItem(words, self._list())
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _add(
        self,
        words: str,
        second: str,
        marks: tuple[tuple[int, int], ...],
        target: tuple[str, str],
    ) -> None:
        from PySide6.QtWidgets import QListWidgetItem

        from tac_desktop.ui.search_rows import MARKS, SECOND_LINE

        item = QListWidgetItem(words, self._list())
        item.setData(SECOND_LINE, second)
        item.setData(MARKS, marks)
        item.setData(_TARGET, target)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words} {second}")

    def _place(self) -> None:
        shown = self._list()
        window = self.window()
        corner = self.mapTo(window, QPoint(0, self.height() + theme.space(1)))
        width = min(max(self.width(), theme.scaled(480)), window.width() - corner.x())
        shown.setFixedWidth(width)
        shown.doItemsLayout()
        wanted = sum(shown.sizeHintForRow(row) for row in range(shown.count())) + theme.space(2)
        room = window.height() - corner.y() - theme.space(4)
        shown.setGeometry(corner.x(), corner.y(), width, min(wanted, room))

    def _hide(self) -> None:
        self._timer.stop()
        self.setAccessibleDescription("")
        if self.results is not None:
            self.results.hide()
            self.results.clear()

    def _move_to_first(self) -> None:
        self._list().setCurrentRow(-1)
        self._move(1)

    def _move(self, by: int) -> None:
        shown = self._list()
        rows = [row for row in range(shown.count()) if shown.item(row).flags()]
        if not rows:
            return
        now = rows.index(shown.currentRow()) if shown.currentRow() in rows else -1
        shown.setCurrentRow(rows[min(max(now + by, 0), len(rows) - 1)])

    def _open_current(self) -> None:
        if self._is_open() and (item := self._list().currentItem()) is not None:
            self._open_item(item)

    def _open_item(self, item: QListWidgetItem) -> None:
        target = item.data(_TARGET)
        if tuple(target or ()) == _ALL_RESULTS:
            self._show_all()
        elif target:
            self.give_up()
            self.chosen.emit(*target)

    def _show_all(self) -> None:
        words = self.text().strip()
        self.give_up()
        self.all_wanted.emit(words)


def _mothers_first(hit: SearchHit) -> bool:
    return hit.record_id != hit.mother_id
