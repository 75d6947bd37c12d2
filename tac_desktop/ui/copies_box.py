"""How many copies, and for whom each is: the name is printed on every page of its copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from tac_desktop.packs.giving import copies_for
from tac_desktop.packs.outcome import Copy
from tac_desktop.ui import theme
from tac_desktop.ui.widgets import column, name_for_accessibility, plain, row
from tac_desktop.words import _

MOST_COPIES = 20


class CopiesBox(QWidget):
    """Numbered copies. `changed` comes when their number or a name did."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._fields: list[QComboBox] = []
        how_many, across = row(self)
        self.count = QComboBox(how_many)
        self.count.addItems([str(number) for number in range(1, MOST_COPIES + 1)])
        label = plain(_("Copies"), how_many, "label")
        label.setBuddy(self.count)
        name_for_accessibility(self.count, _("Copies"))
        across.addWidget(label)
        across.addWidget(self.count)
        across.addStretch(1)
        self._list, self._lines = column(self, spacing=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addWidget(how_many)
        layout.addWidget(self._list)
        self.count.currentIndexChanged.connect(self._fit)
        self._fit()

    def set_count(self, count: int) -> None:
        """So many copies."""
        self.count.setCurrentIndex(count - 1)

    def set_names(self, names: Sequence[str]) -> None:
        """As many copies as there are names, and one for each; empty ones are for nobody."""
        self.count.setCurrentIndex(min(len(names), MOST_COPIES) - 1)
        for field, name in zip(self._fields, names, strict=False):
            field.setCurrentText(name)

    def copies(self) -> list[Copy]:
        """The copies as they stand on the screen."""
        return copies_for([field.currentText() for field in self._fields])

    def first_typed(self) -> str:
        """For whom the first copy is, where she wrote or chose something else than was offered."""
        written = self._fields[0].currentText()
        return "" if self._names and written == self._names[0] else written

    def offer(self, names: Sequence[str]) -> None:
        """Names to choose from; filled in, one for each copy, where nothing else was typed."""
        before, self._names = self._names, list(names)
        for place, field in enumerate(self._fields):
            written = field.currentText()
            offered = place < len(before) and written == before[place]
            self._fill(field, place, "" if offered else written)

    def _fit(self) -> None:
        wanted = self.count.currentIndex() + 1
        while len(self._fields) > wanted:
            line = self._fields.pop().parentWidget()
            if line is not None:
                self._lines.removeWidget(line)
                line.deleteLater()
        while len(self._fields) < wanted:
            self._add()
        for number, field in enumerate(self._fields, start=1):
            words = _("Copy {number} of {count} for").format(number=number, count=len(self._fields))
            name_for_accessibility(field, words, _("Printed on every page of this copy"))
        self.changed.emit()

    def _add(self) -> None:
        line, across = row(self._list)
        number = len(self._fields) + 1
        across.addWidget(plain(_("{number} for").format(number=number), line))
        field = QComboBox(line)
        field.setEditable(True)
        field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._fill(field, len(self._fields), "")
        field.currentTextChanged.connect(self.changed)
        across.addWidget(field, 1)
        self._fields.append(field)
        self._lines.addWidget(line)

    def _fill(self, field: QComboBox, place: int, typed: str) -> None:
        field.blockSignals(True)
        field.clear()
        field.addItems(self._names)
        field.setCurrentText(typed or (self._names[place] if place < len(self._names) else ""))
        field.blockSignals(False)
