"""Several choices from a short list: a box to tick for each."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.questions import QuestionSpec
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import (
    Editor,
    FormContext,
    in_the_order_shown,
    name_buttons,
    ticked,
)
from tac_desktop.ui.editors.choices import offered

_MOST_BOXES = 12


class TicksEditor(Editor):
    """A box for each choice, in as many columns as fit."""

    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(4))
        self._grid.setVerticalSpacing(theme.space(1))
        self._boxes: dict[str, QCheckBox] = {}
        self._shown: list[str] = []
        self._columns = 0
        for candidate in offered(spec.codes):
            self._add(candidate.id, candidate.name, candidate.detail)
        self._arrange()

    def value(self) -> list[str]:
        """The codes that are ticked: as they were shown first, then those ticked since."""
        return in_the_order_shown(self._shown, ticked(self._boxes))

    def show_value(self, value: Any) -> None:
        """Tick these, and only them; one that is not offered any more is added."""
        self._shown = [str(one) for one in value or []]
        for code in self._shown:
            if code not in self._boxes:
                self._add(code, code_list(self.spec.codes).label(code), "")
        for code, box in self._boxes.items():
            box.setChecked(code in self._shown)
        self._arrange()

    def first_field(self) -> QWidget:
        """The first box."""
        return next(iter(self._boxes.values()))

    def say_name(self, name: str, description: str) -> None:
        """Each box says the question."""
        name_buttons(self._boxes.values(), name, description)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another number of columns."""
        super().resizeEvent(event)
        self._arrange()

    @staticmethod
    def fits(list_name: str) -> bool:
        """Whether a list is short enough to stand open."""
        return len(code_list(list_name).offered) <= _MOST_BOXES

    def _add(self, code: str, words: str, detail: str) -> None:
        box = QCheckBox(words, self)
        box.setToolTip(detail)
        box.clicked.connect(self._clicked)
        self._boxes[code] = box
        self._columns = 0

    def _arrange(self) -> None:
        widest = max((box.sizeHint().width() for box in self._boxes.values()), default=1)
        columns = max(1, min(4, self.width() // (widest + theme.space(4))))
        if columns == self._columns:
            return
        self._columns = columns
        lines = -(-len(self._boxes) // columns)
        for place, box in enumerate(self._boxes.values()):
            self._grid.addWidget(box, place % lines, place // lines)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def _clicked(self, checked: bool) -> None:
        self.edited.emit()
