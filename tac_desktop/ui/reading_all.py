"""All notes of a file in full, one after another: narrowed by child, time and kind, and printed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.notes import Attempts, NotesRead, kinds_of_notes, notes
from tac_desktop.casework.record import Record
from tac_desktop.ui import theme
from tac_desktop.ui.reading_html import first_record, note_html, style_html
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.reading_view import ReadingText, ink
from tac_desktop.ui.selection_box import SelectionBox
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import flowing, hint, secondary_button
from tac_desktop.words import _

_LEAST_HEIGHT = 190


class ReadingAll(QWidget):
    """`print_wanted` carries the child that was chosen, where it is one."""

    print_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._file: CaseFile | None = None
        self.choice = SelectionBox(self)
        self.choice.changed.connect(self.write)
        self.each_attempt = QCheckBox(_("Show each attempt"), self)
        self.each_attempt.clicked.connect(self.write)
        self.print_button = secondary_button(_("Print these"), self)
        self.print_button.clicked.connect(self._print)
        self.count = hint("", self)
        self.text = ReadingText(_("All notes in full"), self)
        self.text.setMinimumHeight(theme.scaled(_LEAST_HEIGHT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(1))
        layout.addWidget(self.choice)
        layout.addWidget(flowing(self, self.each_attempt, self.print_button))
        layout.addWidget(self.count)
        layout.addWidget(self.text, 1)
        theme.signals().changed.connect(self._colours_changed)

    def show_file(self, case_file: CaseFile) -> None:
        """Show the notes of a file."""
        self._file = case_file
        self.choice.show_file(case_file, kinds_of_notes(case_file))
        tab_in_reading_order(self)
        self.write()

    def take_focus(self) -> None:
        """The text, so that Page Down reads on."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self, *_what: object) -> None:
        """Write the text anew."""
        if self._file is None or not self._session.is_unlocked:
            return
        read = notes(self._file, self.choice.selection(), struck_too=True)
        words = _("Notes: {notes}. Attempts that reached nobody: {attempts}. Newest first.")
        self.count.setText(words.format(notes=read.notes, attempts=read.attempts))
        self.each_attempt.setVisible(any(isinstance(part, Attempts) for part in read.parts))
        self.print_button.setEnabled(bool(read.parts))
        self.text.setHtml(self._html(read, self._file))

    def _html(self, read: NotesRead, case_file: CaseFile) -> str:
        used = ink()
        if not read.parts:
            nothing = escape(_("There are no notes for this choice."))
            return f"{style_html(used)}<p>{nothing}</p>"
        parts = [style_html(used)]
        for part in read.parts:
            if isinstance(part, Attempts) and not self.each_attempt.isChecked():
                parts.append(f'<p class="small">{escape(part.words)}</p><hr>')
                continue
            entries: Sequence[Entry[Record]] = (
                part.entries if isinstance(part, Attempts) else (part,)
            )
            parts += [note_html(one, self._original(one), case_file.name) for one in entries]
        return "".join(parts)

    def _original(self, entry: Entry[Record]) -> Record:
        """What was written first: what was added later stands under it."""
        if entry.saved.revisions < 2:
            return entry.record
        return first_record(self._session.vault.history(entry.record.id), entry)

    def _print(self) -> None:
        children = self.choice.child_ids
        self.print_wanted.emit(next(iter(children)) if len(children) == 1 else "")

    def _colours_changed(self) -> None:
        if self.isVisible():
            self.write()
