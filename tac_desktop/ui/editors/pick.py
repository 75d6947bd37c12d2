"""A field that finds one of many by typing part of a name, and the chips of those picked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QToolButton, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import Candidate, row
from tac_desktop.ui.editors.type_ahead import TypeAhead, best, ranked, sounding_alike
from tac_desktop.words import _

_ADD_NEW = "add new"
_ENOUGH_TO_HEAR = 3
_MOST_ALIKE = 6
AddNew = Callable[[str, QWidget], Candidate | None]


class PickField(QWidget):
    """Type part of a name, or press Down to see everyone.

    `add_new`, where it is given, is offered at the end of the list for who is not on it.
    """

    picked = Signal(object)
    typed = Signal()

    def __init__(
        self,
        candidates: Callable[[], Sequence[Candidate]],
        parent: QWidget,
        add_new: AddNew | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(parent)
        self.candidates = candidates
        self._add_new = add_new
        self.line = QLineEdit(self)
        self.line.setMinimumWidth(theme.scaled(300))
        self.line.setPlaceholderText(hint or _("Type part of a name"))
        self.setFocusProxy(self.line)
        self._arrow = QToolButton(self)
        self._arrow.setArrowType(Qt.ArrowType.DownArrow)
        self._arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrow.setToolTip(_("Show the whole list (Down key)"))
        self._arrow.setAccessibleName(_("Show the whole list"))
        row(self, self.line, self._arrow)
        self._type_ahead = TypeAhead(self.line, self._matching)
        self._type_ahead.picked.connect(self._picked)
        self._arrow.clicked.connect(self._open)
        self.line.textEdited.connect(self._typed)

    def meant(self) -> Candidate | None:
        """The only one whom the typed words can mean."""
        return best(self.line.text(), self.candidates(), only=True)

    def close_list(self) -> None:
        """Hide the list of matches."""
        self._type_ahead.close()

    def problem(self) -> str:
        """Why what was typed means nobody, in a sentence; empty where it does."""
        text = self.line.text().strip()
        if not text or self.meant():
            return ""
        if ranked(text, self.candidates()):
            words = _("“{text}” fits more than one. Choose with the Down key.")
        elif self._add_new:
            words = _("“{text}” is not on the list. Press Down to add someone new.")
        else:
            words = _("“{text}” is not on the list. Choose with the Down key.")
        return words.format(text=text)

    def _matching(self, typed: str) -> Sequence[Candidate]:
        found = ranked(typed, self.candidates())
        if self._add_new:
            found += self._sounding_alike(typed, found)
            words = _("Add “{name}” as someone new …") if typed.strip() else _("Add someone new …")
            found.append(Candidate(_ADD_NEW, words.format(name=typed.strip())))
        return found

    def _sounding_alike(self, typed: str, found: Sequence[Candidate]) -> list[Candidate]:
        """Who may be meant by a name that is not quite on the list: offered before a new one."""
        if len(typed.strip()) < _ENOUGH_TO_HEAR or len(found) >= _MOST_ALIKE:
            return []
        known = {one.id for one in found}
        heard = [one for one in sounding_alike(typed, self.candidates()) if one.id not in known]
        words = _("sounds like it; {detail}")
        return [
            replace(one, detail=words.format(detail=one.detail) if one.detail else _("sounds like"))
            for one in heard[: _MOST_ALIKE - len(found)]
        ]

    def _open(self) -> None:
        self.line.setFocus()
        self._type_ahead.open()

    def _typed(self, text: str) -> None:
        self.typed.emit()

    def _picked(self, candidate: Candidate) -> None:
        if candidate.id != _ADD_NEW:
            self.picked.emit(candidate)
            return
        assert self._add_new is not None
        made = self._add_new(self.line.text().strip(), self)
        self.line.setFocus()
        if made:
            self.picked.emit(made)


class Chip(QFrame):
    """One that was picked, with a button that takes it away."""

    taken_away = Signal()

    def __init__(self, key: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        theme.mark(self, "chip")
        label = QLabel(words, self)
        button = QToolButton(self)
        button.setText("×")
        theme.mark(button, "chip")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(_("Take away {name}").format(name=words))
        button.setToolTip(button.accessibleName())
        button.clicked.connect(self._clicked)
        layout = row(self, label, button)
        layout.setContentsMargins(theme.space(2), 0, 0, 0)

    def _clicked(self) -> None:
        self.taken_away.emit()
