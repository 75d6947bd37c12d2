"""Which handover, and its passphrase; its check words stand between the two."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tac_desktop.handover.fingerprint import Fingerprint
from tac_desktop.handover.write import ENDING
from tac_desktop.ui import messages, theme
from tac_desktop.ui.handover_check_words import CheckWords
from tac_desktop.ui.passphrase_field import PassphraseField
from tac_desktop.ui.widgets import form_row, row, secondary_button, wrapped
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _

Asked = tuple[Path, str, Fingerprint | None]
"""The file, its passphrase, and the fingerprint whose words were seen."""


class HandoverQuestion(QWidget):
    """`submitted` comes with Enter in the passphrase."""

    submitted = Signal()

    def __init__(self, heading: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.space(4))
        inside.addWidget(title_label(heading, self))
        inside.addWidget(wrapped(words, self))
        line, across = row(self)
        self.path = QLineEdit(line)
        self.choose_button = secondary_button(_("Choose ..."), line)
        self.choose_button.setAccessibleName(_("Choose the handover file"))
        self.choose_button.clicked.connect(self.choose_file)
        across.addWidget(self.path, 1)
        across.addWidget(self.choose_button)
        line.setFocusProxy(self.path)
        self._path_row = form_row(_("Handover file"), line, parent=self)
        self.passphrase = PassphraseField(self)
        self.passphrase.submitted.connect(self.submitted)
        self._passphrase_row = form_row(
            _("Its passphrase"),
            self.passphrase,
            _("Six words, told to you by telephone. Small or capital letters do not matter."),
            parent=self,
        )
        self.check_words = CheckWords(self)
        self.path.editingFinished.connect(self._look_at_file)
        for part in (self._path_row, self.check_words, self._passphrase_row):
            inside.addWidget(part)
        inside.addStretch(1)

    def choose_file(self) -> None:
        """Let her pick the file."""
        kinds = _("Handovers (*{ending})").format(ending=ENDING)
        chosen = messages.choose_file(self, _("Which handover?"), kinds)
        if chosen is not None:
            self.path.setText(str(chosen))
            self._look_at_file()
            self.passphrase.setFocus()

    def asked(self) -> Asked | None:
        """What was answered; says what is missing and gives None where something is."""
        path, words = self.path.text().strip(), self.passphrase.text.strip()
        self._path_row.show_error("" if path else _("Please choose the file."))
        self._passphrase_row.show_error("" if words else _("Please type the passphrase."))
        if not path or not words:
            (self.passphrase if path else self.path).setFocus()
            return None
        return Path(path), words, self.check_words.shown_for(Path(path))

    def _look_at_file(self) -> None:
        typed = self.path.text().strip()
        self.check_words.look_at(Path(typed) if typed else None)
