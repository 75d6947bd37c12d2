"""While a letter is typed: what its words would tell the reader, and what is still in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.letter_rules import told_by
from tac_desktop.casework.letter_texts import left_open
from tac_desktop.ui.widgets import Notice
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.ui.record_form import RecordForm

_PAUSE_MS = 500


class LetterCheck(QObject):
    """Two notices under the text, looked at anew shortly after the last key."""

    def __init__(self, form: RecordForm, case_file: CaseFile) -> None:
        super().__init__(form)
        self._form, self._file = form, case_file
        box = form.body.boxes["text"]
        self.told = Notice("danger", "", box)
        self.blanks = Notice("info", "", box)
        for notice in (self.blanks, self.told):
            notice.hide()
            box.add_below(notice)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        form.body.edited.connect(self._edited)
        self._pause.start()

    def look(self) -> None:
        """Say what is so now."""
        answers = self._form.body.answers()
        text = f"{answers.get('subject') or ''}\n{answers.get('text') or ''}"
        self.told.show_words("danger", told_by(self._file, str(answers.get("to_id") or ""), text))
        blanks = left_open(text)
        words = _("Still to be filled in: {words}").format(words=", ".join(blanks))
        self.blanks.show_words("info", words if blanks else "")

    def _edited(self, _field: str) -> None:
        self._pause.start()
