"""The journal: what was saved, looked at, printed, handed over or refused, by whom and when.

The numbers printed at the foot of a pack can be looked up here, so that paper proves the journal
and the journal proves the paper.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from tac_desktop.errors import Cancelled, TacError
from tac_desktop.storage.vault import Vault
from tac_desktop.storage.verify import VerifyReport
from tac_desktop.ui import theme, work
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.journal_model import Group, JournalModel, Line, in_words, reference_typed
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    Table,
    hint,
    name_for_accessibility,
    plain,
    row,
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
        layout.addWidget(self._make_filters(inner))
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
        entries = vault.journal(limit=self._limit)
        self._lines = [in_words(entry, self._name) for entry in entries]
        self.model.show_lines(self._lines)
        self.older_button.setVisible(len(entries) == self._limit)
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

    def check_chain(self) -> None:
        """Check the whole vault in the background, and say what was found."""
        self.check_button.setEnabled(False)
        function = partial(_verified, self._session.vault)
        work.run_in_background(
            self, _("Checking the journal and the vault"), function, self._checked, self._failed
        )

    # --- inside -------------------------------------------------------------------------------

    def _make_filters(self, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        flow = FlowLayout(line, theme.space(4), theme.space(2))
        self.words = QLineEdit(line)
        self.words.setPlaceholderText(_("Words, a name, or a reference such as J1043-7F3A9C"))
        self.words.setFixedWidth(theme.scaled(400))
        self.words.textChanged.connect(self._filter)
        self.group = QComboBox(line)
        for group in Group:
            self.group.addItem(group.words, group)
        self.group.currentIndexChanged.connect(self._filter)
        flow.addWidget(_labelled(_("Show"), self.words, line))
        flow.addWidget(_labelled(_("Of"), self.group, line))
        hint_words = self.words.placeholderText()
        name_for_accessibility(self.words, _("Show entries with these words"), hint_words)
        name_for_accessibility(self.group, _("Sort of entries"))
        return line

    def _make_buttons(self, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        flow = FlowLayout(line, theme.space(3), theme.space(2))
        self.check_button = secondary_button(_("Check the chain"), line)
        self.check_button.clicked.connect(self.check_chain)
        self.older_button = secondary_button(_("Show older entries"), line)
        self.older_button.clicked.connect(self.show_older)
        self.counts = plain("", line, "muted")
        self.counts.setMinimumHeight(self.check_button.sizeHint().height())
        for widget in (self.check_button, self.older_button, self.counts):
            flow.addWidget(widget)
        return line

    def _name(self, record_id: str) -> str:
        if record_id not in self._names:
            self._names[record_id] = self._session.vault.name(record_id)
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
        if 0 <= place < self.model.rowCount():
            line = self.model.line_at(place)
            self.whole.setText(
                _("Entry {number}: {words}").format(
                    number=line.entry.seq, words=" – ".join(cell for cell in line.cells if cell)
                )
            )

    def _open(self, place: int) -> None:
        mother_id = self.model.line_at(place).entry.mother_id
        if mother_id:
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


def _labelled(words: str, field: QWidget, parent: QWidget) -> QWidget:
    """A label and its field, which stay together where the line is broken."""
    group, beside = row(parent)
    label = plain(words, group)
    label.setBuddy(field)
    beside.addWidget(label)
    beside.addWidget(field)
    return group


def _verified(vault: Vault, progress: work.Progress) -> VerifyReport:
    return vault.verify(progress)
