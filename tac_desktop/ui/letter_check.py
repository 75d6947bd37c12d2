"""While a letter is typed: what its words would tell the reader, and what is still in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.easy_read import ENGLISH, WELSH
from tac_desktop.casework.letter_for_her import advice_for_her
from tac_desktop.casework.letter_rules import told_by
from tac_desktop.casework.letter_texts import left_open, letter_start
from tac_desktop.casework.letter_welsh import has_welsh_text, language_for
from tac_desktop.ui import messages
from tac_desktop.ui.widgets import Notice, secondary_button
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.ui.record_form import RecordForm

_PAUSE_MS = 500
_NO_KIND = "other"


class LetterCheck(QObject):
    """A button that puts the text of the chosen kind there, and notices under the text."""

    def __init__(self, form: RecordForm, case_file: CaseFile, worker_id: str) -> None:
        super().__init__(form)
        self._form, self._file, self._worker_id = form, case_file, worker_id
        self._ours = ("", "")
        self._other = ENGLISH
        box = form.body.boxes["text"]
        self.fill_button = secondary_button(_("Begin with the text for this kind"), box)
        self.fill_button.clicked.connect(self._fill_pressed)
        self.other_button = secondary_button("", box)
        self.other_button.clicked.connect(self.fill_in_other_language)
        self.other_button.hide()
        self.told = Notice("danger", "", box)
        self.blanks = Notice("info", "", box)
        reader = form.body.boxes["to_id"]
        self.for_her = Notice("warning", "", reader)
        self.for_her.hide()
        reader.add_below(self.for_her)
        for notice in (self.blanks, self.told):
            notice.hide()
            box.add_below(notice)
        box.add_below(self.fill_button)
        box.add_below(self.other_button)
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
        to_id = str(answers.get("to_id") or "")
        self.told.show_words("danger", told_by(self._file, to_id, text))
        hers = bool(to_id) and to_id == self._file.mother_id
        advice = advice_for_her(self._file, text) if hers else []
        self.for_her.show_words("warning", "\n".join(advice))
        self._offer_other_language(str(answers.get("kind") or ""), hers)
        blanks = left_open(text)
        words = _("Still to be filled in: {words}").format(words=", ".join(blanks))
        self.blanks.show_words("info", words if blanks else "")

    def fill_in_other_language(self) -> None:
        """The same in English where hers is Welsh, and the other way round."""
        self.fill(self._other)

    def fill(self, language: str = "") -> None:
        """Subject and text for the kind and the recipient that are chosen, as she or he may read.

        What was typed is replaced only after asking. Without a `language`, in hers.
        """
        body = self._form.body
        answers = body.answers()
        kind, to_id = str(answers.get("kind") or ""), str(answers.get("to_id") or "")
        if not kind or not to_id:
            body.go_to("to_id" if kind else "kind")
            return
        if answers.get("text") and not messages.confirm(
            self._form,
            _("The text that stands there now is replaced."),
            _("Replace the text"),
        ):
            return
        self._put_text(kind, to_id, answers, language)
        body.go_to("text")

    def _fill_pressed(self) -> None:
        self.fill()

    def _begin(self) -> None:
        """The text for a kind and a recipient just chosen, as long as nobody has typed a word."""
        answers = self._form.body.answers()
        kind, to_id = str(answers.get("kind") or ""), str(answers.get("to_id") or "")
        stands = (str(answers.get("subject") or ""), str(answers.get("text") or ""))
        if to_id and kind not in ("", _NO_KIND) and stands in (("", ""), self._ours):
            self._put_text(kind, to_id, answers)

    def _offer_other_language(self, kind: str, hers: bool) -> None:
        """Letters to her are there in two languages: the one that is not begun by itself."""
        begun = language_for(self._file, self._file.mother_id, kind)
        self._other = ENGLISH if begun == WELSH else WELSH
        english = _("Begin with the English text")
        welsh = _("Begin with the Welsh text (a draft until it is checked)")
        self.other_button.setText(english if self._other == ENGLISH else welsh)
        self.other_button.setVisible(hers and has_welsh_text(kind))

    def _put_text(self, kind: str, to_id: str, answers: dict[str, Any], language: str = "") -> None:
        body = self._form.body
        children = tuple(answers.get("child_ids") or ())
        start = letter_start(self._file, kind, to_id, children, self._worker_id, language=language)
        for name, text in (("subject", start.subject), ("text", start.text)):
            body.boxes[name].editor.show_value(text)
            body.edited.emit(name)
        now = body.answers()
        self._ours = (str(now.get("subject") or ""), str(now.get("text") or ""))

    def _edited(self, field: str) -> None:
        if field in ("kind", "to_id"):
            self._begin()
        self._pause.start()
