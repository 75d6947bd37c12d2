"""Saving the chronology as a table: a file that nothing protects, so it is warned and noted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QDialog, QWidget

from tac_desktop.errors import TacError
from tac_desktop.packs.giving import Order, may_go_on
from tac_desktop.packs.outcome import Built
from tac_desktop.ui import messages, work
from tac_desktop.ui.eject_row import EjectRow
from tac_desktop.ui.pdf_file import SaveResult, new_name, save_outside
from tac_desktop.ui.saving_frame import frame, reason_field
from tac_desktop.ui.widgets import (
    Notice,
    column,
    form_row,
    primary_button,
    secondary_button,
    title,
    wrapped,
)
from tac_desktop.words import _

SUFFIX = ".csv"


class SaveTableDialog(QDialog):
    """`saved` is the result once a file is there, else None."""

    def __init__(self, order: Order, built: Built, parent: QWidget) -> None:
        super().__init__(parent)
        self._order, self._built = order, built
        self.saved: SaveResult | None = None
        self.setWindowTitle(_("Save as a table"))
        box, inside = column(self, spacing=4)
        inside.addWidget(title(_("Save as a table"), box))
        words = _(
            "The lines as {reader} may see them, for a spreadsheet. A table cannot be encrypted."
        )
        inside.addWidget(wrapped(words.format(reader=order.reader), box))
        warning = _(
            "Anyone who finds this file can read it: on the disk, on a stick, in a backup, in the "
            "list of recent files. Delete it as soon as it has done its work. Where, for whom and "
            "why is noted in the journal and in her file."
        )
        inside.addWidget(Notice("danger", warning, box))
        self.reason = reason_field(box, self._judge)
        inside.addWidget(form_row(_("Why a table, and for whom"), self.reason, parent=box))
        inside.addStretch(1)
        self.outcome = Notice("danger", "", self)
        self.eject = EjectRow(self.outcome)
        self.outcome.add(self.eject)
        self.save_button = primary_button(_("Choose a place and save ..."), self)
        self.save_button.clicked.connect(self.choose_and_save)
        self.close_button = secondary_button(_("Go back"), self)
        self.close_button.clicked.connect(self.reject)
        frame(self, box, self.outcome, self.save_button, self.close_button, height=480)
        self._judge()

    def choose_and_save(self) -> None:
        """Ask for a place, then save in the background."""
        reason = self.reason.toPlainText().strip()
        start = Path.home() / new_name("table", SUFFIX)
        path = messages.choose_new_file(self, _("Save as a table"), _("Tables (*.csv)"), start)
        if path is None or not may_go_on(reason):
            return
        both = "; ".join(part for part in (self._order.reason, reason) if part)
        order = replace(self._order, reason=both)
        function = partial(_save, order, self._built, path)
        work.run_in_background(self, _("Saving the file"), function, self._say)

    def close_as_locked(self) -> None:
        """The vault was locked."""
        if shiboken6.isValid(self):
            self.reject()

    def _judge(self) -> None:
        self.save_button.setEnabled(may_go_on(self.reason.toPlainText()))

    def _say(self, result: SaveResult) -> None:
        self.outcome.show_words("done" if result.succeeded else "danger", result.sentence)
        if result.succeeded:
            self.saved = result
            self.eject.offer(result.path)
            self.save_button.hide()
            self.close_button.setText(_("Close"))
            self.close_button.setFocus()


def _save(order: Order, built: Built, path: Path, progress: work.Progress) -> SaveResult:
    """Note, write, read back; then note in her file what left it."""
    progress(0, 0, _("Writing and reading back"))
    table, lines = order.make_table(built)
    what = _("{title} as a table, {count} lines").format(title=built.title, count=lines)
    as_table = replace(built, title=what)
    # Noted first: no file without its note, even if the power goes in between.
    order.note_table(as_table, path.name)
    result = save_outside(path, table, order.vault.folder, SUFFIX)
    if not result.succeeded:
        order.note_not_printed(as_table, result.sentence)
        return result
    try:
        order.disclose(as_table, "table_file", 1, [])
    except TacError as error:
        return result.with_afterwards(error.what_happened)
    return result
