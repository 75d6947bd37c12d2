"""Search as you type: a list under a text field, ranked, blind to accents and capitals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from tac_desktop.casework.text import fold
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import Candidate

_MOST_SHOWN = 12


def ranked(typed: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that every typed word is found in; names that begin with it first."""
    words = fold(typed).split()
    if not words:
        return list(candidates)
    found: list[tuple[int, int, Candidate]] = []
    for place, one in enumerate(candidates):
        name, everything = fold(one.name), fold(f"{one.name} {one.detail}")
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
    found = [one for one in found if all(word in fold(one.name) for word in words)]
    if not found:
        return None
    if only and len(found) > 1 and fold(found[0].name) != fold(typed.strip()):
        return None
    return found[0]


class TypeAhead(QObject):
    """Shows what matches under a field and tells what was picked from the list."""

    picked = Signal(object)

    def __init__(self, field: QLineEdit, offered: Callable[[str], Sequence[Candidate]]) -> None:
        super().__init__(field)
        self._field = field
        self._offered = offered
        self._shown: dict[str, Candidate] = {}
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_MOST_SHOWN)
        self._completer.setWidget(field)
        self._completer.activated[QModelIndex].connect(self._activated)  # type: ignore[index]
        field.textEdited.connect(self._typed)
        field.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def open(self, typed: str = "") -> None:
        """Show what matches `typed`; everything where it is empty."""
        self._fill(self._offered(typed))
        if self._model.rowCount():
            self._completer.complete()
        else:
            self.close()

    def close(self) -> None:
        """Hide the list."""
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down opens the list of everything."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and not self.is_open
        ):
            self.open(self._field.text() if event.modifiers() else "")
            return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        if text.strip():
            self.open(text)
        else:
            self.close()

    def _fill(self, candidates: Sequence[Candidate]) -> None:
        self._model.clear()
        self._shown = {one.id: one for one in candidates}
        for one in candidates:
            item = QStandardItem(f"{one.name}  –  {one.detail}" if one.detail else one.name)
            item.setData(one.id, Qt.ItemDataRole.UserRole)
            item.setFont(theme.font(theme.TEXT))
            self._model.appendRow(item)

    def _activated(self, index: QModelIndex) -> None:
        candidate = self._shown.get(str(index.data(Qt.ItemDataRole.UserRole)))
        if candidate:
            self.picked.emit(candidate)


def _by_rank(found: tuple[int, int, Candidate]) -> tuple[int, int]:
    return found[0], found[1]
