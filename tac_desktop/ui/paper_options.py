"""How a print is laid out on paper: its language, large, with lines for notes, on both sides."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.easy_read import LANGUAGES, language_of, vocabulary
from tac_desktop.packs import catalogue
from tac_desktop.packs.for_mothers import EASY, OF_ONE_SIZE, WITHOUT_A_FILE, has_two_languages
from tac_desktop.packs.over_all import OF_THE_DAY
from tac_desktop.ui import theme
from tac_desktop.ui.widgets import form_row
from tac_desktop.words import _

_AS_IT_IS = (
    "acct_contribution",
    "movement_slips",
    catalogue.DOCUMENT,
    *OF_THE_DAY,
    *OF_ONE_SIZE,
)
"""Prints whose page is fixed: no large print and no further page."""


class PaperOptions(QWidget):
    """`changed` comes with every tick."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.large_print = QCheckBox(_("Large print"), self)
        self.note_page = QCheckBox(_("A page of lines for notes"), self)
        self.answer_lines = QCheckBox(_("Lines to write on where it is empty"), self)
        self.two_sided = QCheckBox(_("For both sides of the sheet"), self)
        self.details = QCheckBox(_("Her name and number filled in"), self)
        self.details.setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        self.language = QComboBox(self)
        for code in LANGUAGES:
            self.language.addItem(vocabulary(code).name, code)
        self.language.currentIndexChanged.connect(self._language_chosen)
        self.language_row = form_row(_("Language"), self.language, parent=self)
        self.language_row.hide()
        layout.addWidget(self.language_row)
        for box in (
            self.details,
            self.large_print,
            self.answer_lines,
            self.note_page,
            self.two_sided,
        ):
            box.toggled.connect(self.changed)
            layout.addWidget(box)

    def choose(
        self,
        *,
        large_print: bool,
        note_page: bool,
        answer_lines: bool,
        two_sided: bool,
        language: str = "",
    ) -> None:
        """Tick what was chosen before."""
        if language:
            self.language.setCurrentIndex(self.language.findData(language))
        self.large_print.setChecked(large_print)
        self.note_page.setChecked(note_page)
        self.answer_lines.setChecked(answer_lines)
        self.two_sided.setChecked(two_sided)

    def chosen_language(self) -> str:
        """The code of the language, where it was asked for."""
        return "" if self.language_row.isHidden() else str(self.language.currentData())

    def wants_details(self) -> bool:
        """Whether a blank form carries her name and number; it is empty otherwise."""
        return self.details.isHidden() or self.details.isChecked()

    def offer(self, pack_name: str, case_file: CaseFile | None) -> None:
        """What cannot be changed on this print is not asked."""
        as_it_is, blank = pack_name in _AS_IT_IS, names_nobody(pack_name)
        of_nobody = pack_name in WITHOUT_A_FILE or pack_name in catalogue.OVER_ALL
        of_her_own = not of_nobody and case_file is not None
        self.details.setVisible(blank and of_her_own)
        self.large_print.setVisible(not as_it_is)
        self.two_sided.setVisible(pack_name not in _AS_IT_IS or pack_name in OF_ONE_SIZE)
        self.note_page.setVisible(not as_it_is and not blank)
        nothing_empty = pack_name == catalogue.LETTER or pack_name.startswith(EASY)
        self.answer_lines.setVisible(not as_it_is and not blank and not nothing_empty)
        if has_two_languages(pack_name):
            self._offer_languages(language_of(case_file.mother if case_file else None))

    def _offer_languages(self, hers: str) -> None:
        self.language_row.show()
        self.language.blockSignals(True)
        self.language.setCurrentIndex(self.language.findData(hers))
        self.language.blockSignals(False)

    def _language_chosen(self, _place: int) -> None:
        self.changed.emit()


def names_nobody(pack_name: str) -> bool:
    """Whether it is made without asking for whom: blank forms, our own sheets, service papers."""
    blank = pack_name.startswith(catalogue.BLANK)
    return blank or pack_name in catalogue.OVER_ALL or pack_name in WITHOUT_A_FILE
