"""How a print is laid out on paper: large, with lines for notes, for both sides of a sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from tac_desktop.ui import theme
from tac_desktop.words import _


class PaperOptions(QWidget):
    """`changed` comes with every tick."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.large_print = QCheckBox(_("Large print"), self)
        self.note_page = QCheckBox(_("A page of lines for notes at the end"), self)
        self.two_sided = QCheckBox(_("For both sides of the sheet"), self)
        self.details = QCheckBox(_("Her name and number filled in"), self)
        self.details.setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        for box in (self.details, self.large_print, self.note_page, self.two_sided):
            box.toggled.connect(self.changed)
            layout.addWidget(box)

    def choose(self, *, large_print: bool, note_page: bool, two_sided: bool) -> None:
        """Tick what was chosen before."""
        self.large_print.setChecked(large_print)
        self.note_page.setChecked(note_page)
        self.two_sided.setChecked(two_sided)

    def wants_details(self) -> bool:
        """Whether a blank form carries her name and number; it is empty otherwise."""
        return self.details.isHidden() or self.details.isChecked()

    def offer(self, *, as_it_is: bool, blank: bool, named: bool = False) -> None:
        """What cannot be changed on this print is not asked; `named` is for her own blank forms."""
        self.details.setVisible(named)
        self.large_print.setVisible(not as_it_is)
        for box in (self.note_page, self.two_sided):
            box.setVisible(not as_it_is and not blank)
