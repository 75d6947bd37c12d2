"""Search as you type: a list under a field, ranked, blind to accents and capitals.

The list is a part of the window, not a window of its own: it goes when the window is locked, and
the keys stay with the field.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from tac_desktop.casework.sound_alike import Likeness, likeness
from tac_desktop.casework.text import fold
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import Candidate

_MOST_ROWS = 9
_KEY = Qt.ItemDataRole.UserRole


def ranked(typed: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that every typed word is found in; names that begin with it first."""
    words = fold(typed).split()
    if not words:
        return [one for one in candidates if not one.when_typed]
    found: list[tuple[int, int, Candidate]] = []
    for place, one in enumerate(candidates):
        name, everything = fold(one.names), fold(f"{one.names} {one.detail}")
        if not all(word in everything for word in words):
            continue
        whole = " ".join(words)
        starts = any(part.startswith(words[0]) for part in name.split())
        rank = 0 if name == whole else 1 if name.startswith(whole) else 2 if starts else 3
        found.append((rank, place, one))
    return [one for _rank, _place, one in sorted(found, key=_by_rank)]


def best(typed: str, candidates: Sequence[Candidate], *, only: bool = False) -> Candidate | None:
    """What is meant by `typed`; with `only`, no guess is made between several."""
    words = fold(typed).split()
    found = ranked(typed, candidates) if words else []
    found = [one for one in found if all(word in fold(one.names) for word in words)]
    if not found:
        return None
    if only and len(found) > 1:
        meant = fold(typed.strip())
        exactly = [one for one in found if meant in map(fold, one.every_name)]
        return exactly[0] if len(exactly) == 1 else None
    return found[0]


def sounding_alike(typed: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those of whom a name only sounds like what was typed, or is a slip of the fingers away."""
    return [one for one in candidates if likeness(typed, one.every_name) is Likeness.SOUNDS_LIKE]


class TypeAhead(QObject):
    """Shows what matches under a field and tells what was picked from the list.

    `owner` is the widget that has the focus, where that is not the field itself. With
    `first_is_meant` the first match is marked at once and taken by Enter or Tab; without, only a
    single match is. Down shows the whole list, Escape hides it.
    """

    picked = Signal(object)

    def __init__(
        self,
        field: QLineEdit,
        offered: Callable[[str], Sequence[Candidate]],
        owner: QWidget | None = None,
        *,
        first_is_meant: bool = False,
    ) -> None:
        super().__init__(field)
        self._owner = owner or field
        self._offered = offered
        self._first_is_meant = first_is_meant
        self._shown: dict[str, Candidate] = {}
        self._list: QListWidget | None = None
        field.textEdited.connect(self._typed)
        self._owner.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        shown = self._list
        return shown is not None and shiboken6.isValid(shown) and shown.isVisible()

    def rows(self) -> list[str]:
        """What the open list says, line by line."""
        shown = self._list
        if shown is None or not self.is_open:
            return []
        return [shown.item(row).text() for row in range(shown.count())]

    def open(self, typed: str = "") -> None:
        """Show what matches `typed`; everything where it is empty."""
        candidates = self._offered(typed)
        self._shown = {one.id: one for one in candidates}
        if not candidates:
            self.close()
            return
        shown = self._made()
        shown.clear()
        for one in candidates:
            words = f"{one.name}  –  {one.detail}" if one.detail else one.name
            item = QListWidgetItem(words, shown)
            item.setData(_KEY, one.id)
        mark = bool(typed.strip()) and (self._first_is_meant or len(candidates) == 1)
        shown.setCurrentRow(0 if mark else -1)
        self._place(shown)
        shown.show()
        shown.raise_()

    def close(self) -> None:
        """Hide the list."""
        if self._list is not None and shiboken6.isValid(self._list):
            self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that move in the list, take from it and hide it."""
        if watched is not self._owner:
            if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
                self._scrolled()
            return False
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close()
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        escape = event.key() == Qt.Key.Key_Escape and self.is_open
        if event.type() == QEvent.Type.ShortcutOverride and escape:
            event.accept()  # the key hides the list and does not close the form
            return True
        if event.type() == QEvent.Type.KeyPress and self._key(Qt.Key(event.key()), event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key, event: QKeyEvent) -> bool:
        """Whether the key is dealt with."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if not plain:
            return False
        if not self.is_open:
            if key == Qt.Key.Key_Down:
                self.open()
            return key == Qt.Key.Key_Down
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._take()
        if key == Qt.Key.Key_Tab:
            self._take()
        return False

    def _move(self, step: int) -> None:
        assert self._list is not None
        row = self._list.currentRow() + step
        self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))

    def _take(self) -> bool:
        assert self._list is not None
        item = self._list.currentItem()
        self.close()
        if item is None:
            return False
        self.picked.emit(self._shown[str(item.data(_KEY))])
        return True

    def _clicked(self, item: QListWidgetItem) -> None:
        self.close()
        self.picked.emit(self._shown[str(item.data(_KEY))])

    def _typed(self, text: str) -> None:
        if text.strip():
            self.open(text)
        else:
            self.close()

    def _made(self) -> QListWidget:
        if self._list is None:
            made = QListWidget(self._owner.window())
            made.setFrameShape(QFrame.Shape.Box)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.itemClicked.connect(self._clicked)
            self._owner.destroyed.connect(made.deleteLater)
            above = self._scrolled_above()
            if above is not None:
                above.verticalScrollBar().valueChanged.connect(self._scrolled)
                above.installEventFilter(self)
            self._list = made
        return self._list

    def _scrolled(self, value: int = 0) -> None:
        if self._list is not None and self.is_open:
            self._place(self._list)

    def _scrolled_above(self) -> QAbstractScrollArea | None:
        one = self._owner.parentWidget()
        while one is not None and not isinstance(one, QAbstractScrollArea):
            one = one.parentWidget()
        return one

    def _place(self, shown: QListWidget) -> None:
        window = self._owner.window()
        top = self._owner.mapTo(window, QPoint(0, 0))
        below = top.y() + self._owner.height() + theme.space(1)
        width = max(self._owner.width(), theme.scaled(360))
        width = min(width, window.width() - top.x() - theme.space(1))
        row = max(shown.sizeHintForRow(0), theme.scaled(24))
        wanted = min(shown.count(), _MOST_ROWS) * row + theme.space(2)
        room_below = window.height() - below - theme.space(1)
        if wanted <= room_below or room_below >= top.y():
            shown.setGeometry(top.x(), below, width, min(wanted, max(room_below, row)))
        else:
            height = min(wanted, top.y() - theme.space(1))
            shown.setGeometry(top.x(), top.y() - height - theme.space(1), width, height)


def _by_rank(found: tuple[int, int, Candidate]) -> tuple[int, int]:
    return found[0], found[1]
