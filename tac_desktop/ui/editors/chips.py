"""Several answers from a long list: chips that can be taken away, and a field for the next one."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import QuestionSpec
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import Candidate, Editor, FormContext
from tac_desktop.ui.editors.choices import offered
from tac_desktop.ui.editors.pick import AddNew, Chip, PickField
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.words import _


class ChipsEditor(Editor):
    """Several choices of a code list."""

    hint = ""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self._layout = FlowLayout(self, theme.space(2), theme.space(1))
        self._chips: list[Chip] = []
        self.field = PickField(self.candidates, self, self.adding(), self.placeholder())
        self._layout.addWidget(self.field)
        self.field.picked.connect(self._picked)
        self.field.typed.connect(self.edited)
        self.field.line.editingFinished.connect(self._settle)
        self.field.line.installEventFilter(self)

    def candidates(self) -> list[Candidate]:
        """What can be picked."""
        return offered(self.spec.codes)

    def words_for(self, key: str) -> str:
        """The words on a chip."""
        return code_list(self.spec.codes).label(key)

    def adding(self) -> AddNew | None:
        """How one that is not listed is added; None where the list is closed."""
        return None

    def placeholder(self) -> str:
        """What stands in the empty field."""
        return _("Type part of a word")

    def value(self) -> list[str]:
        """What was picked, in that order."""
        keys = [chip.key for chip in self._chips]
        meant = self.field.meant()
        return [*keys, meant.id] if meant and meant.id not in keys else keys

    def show_value(self, value: Any) -> None:
        """Show these, and only them."""
        for chip in list(self._chips):
            self._drop(chip)
        for key in value or []:
            self._add(str(key))
        self.field.line.clear()

    def not_understood(self) -> str:
        """Says what could not be found."""
        return self.field.problem()

    def draft(self) -> dict[str, Any] | str:
        """What was picked, and what was typed for the next one."""
        keys = [chip.key for chip in self._chips]
        typed = self.field.line.text().strip()
        return {"picked": keys, "typed": typed} if keys or typed else ""

    def show_draft(self, draft: Any) -> None:
        """Show again what was picked and typed."""
        kept = draft if isinstance(draft, dict) else {}
        self.show_value(kept.get("picked", []))
        self.field.line.setText(str(kept.get("typed", "")))

    def first_field(self) -> QWidget:
        """The field for the next one."""
        return self.field.line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the empty field takes the last one away."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Backspace
            and not self.field.line.text()
            and self._chips
        ):
            self._remove(self._chips[-1])
            return True
        return super().eventFilter(watched, event)

    def _add(self, key: str) -> None:
        chip = Chip(key, self.words_for(key), self)
        chip.taken_away.connect(partial(self._remove, chip))
        self._chips.append(chip)
        self._layout.insert_widget(len(self._chips) - 1, chip)
        chip.show()

    def _drop(self, chip: Chip) -> None:
        self._chips.remove(chip)
        self._layout.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _remove(self, chip: Chip) -> None:
        if chip in self._chips:
            self._drop(chip)
            self.field.line.setFocus()
            self.edited.emit()

    def _picked(self, candidate: Candidate) -> None:
        if candidate.id not in [chip.key for chip in self._chips]:
            self._add(candidate.id)
        self.field.line.clear()
        self.edited.emit()

    def _settle(self) -> None:
        meant = self.field.meant()
        if meant:
            self.field.close_list()
            self._picked(meant)
