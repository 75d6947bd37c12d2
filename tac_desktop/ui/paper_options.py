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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        for box in (self.large_print, self.note_page, self.two_sided):
            box.toggled.connect(self.changed)
            layout.addWidget(box)

    def offer(self, *, as_it_is: bool, blank: bool) -> None:
        """What cannot be changed on this print is not asked."""
        self.large_print.setVisible(not as_it_is)
        for box in (self.note_page, self.two_sided):
            box.setVisible(not as_it_is and not blank)
