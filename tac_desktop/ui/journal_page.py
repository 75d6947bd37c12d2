"""The journal: what was saved, looked at, printed, handed over or refused, by whom and when.

The numbers printed at the foot of a pack can be looked up here, so that paper proves the journal
and the journal proves the paper.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.errors import Cancelled, TacError
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.roles import Right
from tac_desktop.storage.vault import Vault
from tac_desktop.storage.verify import VerifyReport
from tac_desktop.ui import messages, theme, work
from tac_desktop.ui.allowed import allow
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.journal_filters import JournalFilters
from tac_desktop.ui.journal_model import Group, JournalModel, Line, in_words, reference_typed
from tac_desktop.ui.pdf_file import SaveResult, new_name, save_outside
from tac_desktop.ui.save_table_dialog import SUFFIX
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    Table,
    hint,
    plain,
    scrolled,
    secondary_button,
    wrapped,
)
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _

_AT_A_TIME = 500
_WIDTHS = (140, 150, 200, 160)
_LEAST_HEIGHT = 170


class JournalPage(QWidget):
    """`mother_wanted` carries the mother of the line on which Enter was pressed."""

    mother_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._limit = _AT_A_TIME
        self._names: dict[str, str] = {}
        self._lines: list[Line] = []
        self._looking_up = False
        self.model = JournalModel(self)
        inner = QWidget(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, self))
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        self.reference = hint("", inner)
        self.notice = Notice("info", "", inner)
        self.table = Table(_("Journal, newest first"), inner)
        self.table.setModel(self.model)
        self.table.set_widths(*_WIDTHS)
        self.table.setMinimumHeight(theme.scaled(_LEAST_HEIGHT))
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self.whole = wrapped("", inner)
        self.whole.setAccessibleName(_("The line in full"))
        layout.addWidget(title_label(_("Journal"), inner))
        layout.addWidget(self.reference)
        self.filters = JournalFilters(session.today(), inner)
        self.filters.typed.connect(self._filter)
        self.filters.changed.connect(self._ask_anew)
        self.words, self.group = self.filters.words, self.filters.group
        layout.addWidget(self.filters)
        layout.addWidget(self.notice)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.whole)
        layout.addWidget(self._make_buttons(inner))
        session.changed.connect(self._changed)
        session.locked.connect(self._forget)

    def start(self) -> None:
        """Called when the page comes on the screen."""
        self.refresh()
        self.words.setFocus()

    def refresh(self) -> None:
        """Read the newest entries anew."""
        vault = self._session.vault
        entries = vault.journal(limit=self._limit, wanted=self.filters.wanted())
        self._lines = [in_words(entry, self._name) for entry in entries]
        people = [(one.person.worker_id, one.person.name) for one in vault.team.everyone()]
        files = {one.mother_id: self._name(one.mother_id) for one in entries if one.mother_id}
        self.filters.offer(people, files.items())
        self.model.show_lines(self._lines)
        self.older_button.setVisible(len(entries) == self._limit)
        allow(self._session, Right.SAVE_JOURNAL, self.save_button)
        reference = vault.journal_reference()
        self.reference.setText(
            _(
                "The newest entry is {reference}. A print carries such a reference at its foot; "
                "type one below to look it up."
            ).format(reference=reference)
        )
        self._filter()

    def show_older(self) -> None:
        """Read further back."""
        self._limit += _AT_A_TIME
        self.refresh()

    def who_looked(self, mother_id: str) -> None:
        """Everyone who looked at one mother's file, printed from it or searched in it."""
        self.filters.show_file(mother_id, self._name(mother_id), Group.LOOKED_AT)

    def print_list(self) -> None:
        """What is shown, on paper; that it was printed is noted."""
        from tac_desktop.packs.journal_list import journal_list
        from tac_desktop.ui.print_dialog import PrintDialog

        vault = self._session.vault
        built = journal_list(
            self._shown(),
            self.filters.in_words(),
            vault.journal_reference(),
            vault.person.name,
            self._session.today(),
        )
        dialog = PrintDialog(built.title, built.pdf, self, before_each=self._note_print)
        self._session.locked.connect(dialog.close_as_locked)
        dialog.open()

    def save_list(self) -> None:
        """What is shown, as a table outside the vault, after saying what that means."""
        sentences = _(
            "Anyone who finds this file can read it: who did what, and what was noted. A table "
            "cannot be encrypted. That it was saved is noted."
        )
        words = _("Save the list as a table?") + "\n" + sentences
        if not messages.confirm(self, words, _("Choose a place and save"), danger=True):
            return
        start = Path.home() / new_name("table", SUFFIX)
        path = messages.choose_new_file(self, _("Save as a table"), _("Tables (*.csv)"), start)
        if path is not None:
            function = partial(_saved, self._session.vault, self._shown(), path)
            work.run_in_background(self, _("Saving the file"), function, self._say_saved)

    def check_chain(self) -> None:
        """Check the whole vault in the background, and say what was found."""
        self.check_button.setEnabled(False)
        function = partial(_verified, self._session.vault)
        work.run_in_background(
            self, _("Checking the journal and the vault"), function, self._checked, self._failed
        )

    # --- inside -------------------------------------------------------------------------------

    def _make_buttons(self, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        flow = FlowLayout(line, theme.space(3), theme.space(2))
        self.check_button = secondary_button(_("Check the chain"), line)
        self.check_button.clicked.connect(self.check_chain)
        self.older_button = secondary_button(_("Show older entries"), line)
        self.older_button.clicked.connect(self.show_older)
        self.print_button = secondary_button(_("Print this list ..."), line)
        self.print_button.clicked.connect(self.print_list)
        self.save_button = secondary_button(_("Save as a table ..."), line)
        self.save_button.clicked.connect(self.save_list)
        self.looked_button = secondary_button(_("Who looked at this file"), line)
        self.looked_button.clicked.connect(self._who_looked_here)
        self.all_button = secondary_button(_("Show everything"), line)
        self.all_button.clicked.connect(self.filters.clear)
        self.counts = plain("", line, "muted")
        self.counts.setMinimumHeight(self.check_button.sizeHint().height())
        for widget in (
            self.check_button, self.looked_button, self.all_button, self.print_button,
            self.save_button, self.older_button, self.counts,
        ):  # fmt: skip
            flow.addWidget(widget)
        return line

    def _name(self, record_id: str) -> str:
        if record_id not in self._names:
            may_read = self._session.may(Right.READ)
            number = _("File {number}").format(number=record_id[-6:].upper())
            self._names[record_id] = self._session.vault.name(record_id) if may_read else number
        return self._names[record_id]

    def _filter(self) -> None:
        typed = self.words.text()
        reference = reference_typed(typed)
        if reference is not None:
            self._look_up(*reference)
            return
        if self._looking_up:
            self._looking_up = False
            self.model.show_lines(self._lines)
        self.model.set_filter(typed, Group(self.group.currentData()))
        self.notice.show_words("info", "")
        self._show_counts()

    def _show_counts(self) -> None:
        shown, read = self.model.counts
        words = _("{shown} shown, of the {read} newest entries")
        self.counts.setText(words.format(shown=shown, read=read))
        if shown:
            self.table.selectRow(0)
        else:
            self.whole.setText(_("No entry fits. Take words away, or show older entries."))

    def _look_up(self, number: int, beginning: str) -> None:
        """Whether a reference off a print is that of an entry of this journal."""
        vault = self._session.vault
        newest = vault.journal(limit=1)
        back = (newest[0].seq if newest else 0) - number
        entry = vault.journal(limit=back + 1)[-1] if back >= 0 and number else None
        if entry is None:
            words, kind = _("This journal has no entry with that number."), "danger"
        elif entry.hash.lower().startswith(beginning):
            when, who = in_words(entry, self._name).cells[:2]
            words = _("This reference is that of entry {number} here, of {when}, by {who}.")
            words, kind = words.format(number=number, when=when, who=who), "done"
        else:
            words = _(
                "This journal has an entry {number}, but it is not the one on the print. The print "
                "may be from another vault; otherwise tell whoever supports you."
            )
            words, kind = words.format(number=number), "danger"
        found = [in_words(entry, self._name)] if entry is not None and kind == "done" else []
        self._looking_up = True
        self.model.set_filter("", Group.ALL)
        self.model.show_lines(found)
        self.notice.show_words(kind, words)
        self._show_counts()

    def _show_whole(self) -> None:
        place = self.table.currentIndex().row()
        here = 0 <= place < self.model.rowCount()
        self.looked_button.setEnabled(here and bool(self.model.line_at(place).entry.mother_id))
        if here:
            line = self.model.line_at(place)
            self.whole.setText(
                _("Entry {number}: {words}").format(
                    number=line.entry.seq, words=" – ".join(cell for cell in line.cells if cell)
                )
            )

    def _ask_anew(self) -> None:
        self._limit = _AT_A_TIME
        if self._session.is_unlocked:
            self.refresh()

    def _shown(self) -> list[tuple[str, ...]]:
        lines = [self.model.line_at(place) for place in range(self.model.rowCount())]
        return [(str(one.entry.seq), *one.cells) for one in lines]

    def _note_print(self, _copy: int) -> None:
        words = _("{count} lines on paper: {what}")
        detail = words.format(count=self.model.rowCount(), what=self.filters.in_words())
        self._session.vault.audit(AuditAction.JOURNAL_GIVEN, detail=detail)

    def _say_saved(self, result: SaveResult) -> None:
        self.notice.show_words("done" if result.succeeded else "danger", result.sentence)

    def _who_looked_here(self) -> None:
        line = self.model.line_at(self.table.currentIndex().row())
        self.who_looked(line.entry.mother_id)

    def _open(self, place: int) -> None:
        mother_id = self.model.line_at(place).entry.mother_id
        if mother_id and self._session.may(Right.READ):
            self.mother_wanted.emit(mother_id)

    def _checked(self, report: VerifyReport) -> None:
        self.check_button.setEnabled(True)
        self.refresh()
        self.notice.show_words("done" if report.ok else "danger", " ".join(report.sentences))

    def _failed(self, error: TacError) -> None:
        self.check_button.setEnabled(True)
        if not isinstance(error, Cancelled):
            self.notice.show_words("danger", error.sentence)

    def _changed(self) -> None:
        self._names.clear()
        if self.isVisible() and self._session.is_unlocked:
            self.refresh()

    def _forget(self) -> None:
        self._names.clear()
        self._lines = []
        self.model.show_lines([])
        self.whole.clear()


def _saved(
    vault: Vault, lines: list[tuple[str, ...]], path: Path, progress: work.Progress
) -> SaveResult:
    """Note it first: no file without its note."""
    from tac_desktop.packs.journal_list import journal_table

    progress(0, 0, _("Writing and reading back"))
    vault.demand(Right.SAVE_JOURNAL)
    words = _("{count} lines as an unprotected table {name}")
    vault.audit(AuditAction.JOURNAL_GIVEN, detail=words.format(count=len(lines), name=path.name))
    return save_outside(path, journal_table(lines), vault.folder, SUFFIX)


def _verified(vault: Vault, progress: work.Progress) -> VerifyReport:
    return vault.verify(progress)
