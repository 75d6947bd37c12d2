"""All that was found, with its filters: whose file, which kind of record, between which days."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.casework.dates import written
from tac_desktop.casework.record import record_types
from tac_desktop.storage.search import Narrowed, SearchHit
from tac_desktop.ui import theme
from tac_desktop.ui.card_lines import AsHighAsItsText
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.editors.base import Candidate
from tac_desktop.ui.editors.pick import PickField
from tac_desktop.ui.found import found_line, is_shown
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.search_rows import MARKS, SECOND_LINE, SearchRows
from tac_desktop.ui.session import Session
from tac_desktop.ui.typed import read_typed_date
from tac_desktop.ui.widgets import (
    EmptyState,
    FormRow,
    flowing,
    form_row,
    name_for_accessibility,
    plain,
    scrolled,
    secondary_button,
)
from tac_desktop.words import _

_WAIT_MS = 150
_MOST, _MOST_ALIKE = 200, 30
_TARGET = Qt.ItemDataRole.UserRole
_NOT_OFFERED = frozenset({"same_person", "service"})


class SearchPage(QWidget):
    """`chosen` carries mother and record, as that of the search field does.

    Down goes from the fields to the results, Enter opens one, Escape goes back to the words.
    """

    chosen = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._mother_id = ""
        self._names: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.look)
        content = AsHighAsItsText(self)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(*[theme.space(4)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(plain(_("Search"), self, "title"))
        layout.addWidget(self._fields())
        self.count = plain("", self, "muted")
        self.clear = secondary_button(_("Take all filters off"), self)
        self.clear.clicked.connect(self.take_filters_off)
        layout.addWidget(flowing(self, self.count, self.clear, across=4))
        self._below = QStackedWidget(self)
        self.results = _Results(self._below)
        self.results.itemActivated.connect(self._open)
        self.results.left.connect(self._to_words)
        self.nothing = EmptyState("", _("Take all filters off"), self._below)
        self.nothing.pressed.connect(self.take_filters_off)
        for widget in (self.results, self.nothing):
            self._below.addWidget(widget)
        # Where room is short (large type, a small window) the page scrolls, and the list stays.
        self._below.setMinimumHeight(theme.scaled(150))
        layout.addWidget(self._below, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content, self))
        tab_in_reading_order(self)
        session.about_to_lock.connect(self._forget)
        session.changed.connect(self._changed)

    def begin(self, words: str, mother_id: str = "") -> None:
        """Look for words, in one mother's file where one is named."""
        self.words.setText(words)
        self._without_filters()
        self._choose_mother(mother_id)
        self.look()

    def start(self) -> None:
        """Called when the page comes on the screen."""
        self.look()
        self._to_words()

    def narrowed(self) -> Narrowed:
        """What the filters say."""
        return Narrowed(
            mother_id=self._mother_id or None,
            record_types=(self.kind.code,) if self.kind.code else (),
            first_day=self._day(self.first),
            last_day=self._day(self.last),
        )

    def look(self) -> None:
        """Show what is found now."""
        self._timer.stop()
        if not self._session.is_unlocked:
            return
        vault = self._session.vault
        self._names = {row.mother_id: row.name for row in vault.caseload(self._session.today())}
        words = self.words.text().strip()
        narrowed = self.narrowed()
        self._session.searches.shown(words, self._mother_id)
        found = vault.search_within(words, narrowed, limit=_MOST)
        heard = vault.search_within(words, narrowed, limit=_MOST_ALIKE, alike=True)
        self._fill([one for one in found if is_shown(one)], [one for one in heard if is_shown(one)])

    def take_filters_off(self) -> None:
        """Look everywhere again."""
        self._without_filters()
        self.look()
        self._to_words()

    def _without_filters(self) -> None:
        self._choose_mother("")
        self.kind.choose("")
        for line in (self.first, self.last):
            line.editor.setText("")

    def _fields(self) -> QWidget:
        self.words = _Words(self)
        self.words.setMaxLength(200)
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(theme.scaled(250))
        self.words.textEdited.connect(self._wait)
        self.words.down.connect(self._to_results)
        self.mother = PickField(self._mothers, self, hint=_("All mothers"))
        self.mother.line.setMinimumWidth(theme.scaled(200))
        self.mother.picked.connect(self._mother_picked)
        self.mother.line.textEdited.connect(self._mother_typed)
        self.kind = ChoiceBox(self)
        self.kind.add(_("Everything"), "")
        for cls in sorted(record_types(), key=lambda one: one.type_plural().casefold()):
            if cls.type_name not in _NOT_OFFERED:
                self.kind.add(cls.type_plural(), cls.type_name)
        self.kind.setMaximumWidth(theme.scaled(210))
        self.kind.currentIndexChanged.connect(self._wait)
        words_row = form_row(_("Words, names or numbers"), self.words, parent=self)
        mother_row = form_row(_("In the file of"), self.mother, parent=self)
        name_for_accessibility(self.mother.line, _("In the file of"), _("Empty for all mothers"))
        kind_row = form_row(_("Kind of record"), self.kind, parent=self)
        self.first, self.last = self._day_row(_("From")), self._day_row(_("Until"))
        return flowing(self, words_row, mother_row, kind_row, self.first, self.last, across=4)

    def _day_row(self, label: str) -> _DayRow:
        line = QLineEdit(self)
        line.setFixedWidth(theme.scaled(132))
        line.setPlaceholderText(_("any day"))
        line.textEdited.connect(self._wait)
        line.editingFinished.connect(self._write_days_out)
        return _DayRow(label, line, self)

    def _day(self, row: _DayRow) -> dt.date | None:
        day = read_typed_date(row.editor.text(), self._session.today())
        wrong = bool(row.editor.text().strip()) and day is None
        row.show_error(_("Write it like 16 Nov 2026.") if wrong else "")
        return day

    def _write_days_out(self) -> None:
        for row in (self.first, self.last):
            day = self._day(row)
            if day is not None:
                row.editor.setText(written(day))

    def _mothers(self) -> list[Candidate]:
        rows = self._session.vault.caseload(self._session.today())
        return [Candidate(one.mother_id, one.name, one.prison_number, one.known_as) for one in rows]

    def _choose_mother(self, mother_id: str) -> None:
        self._mother_id = mother_id
        name = self._session.vault.name(mother_id) if mother_id else ""
        self.mother.line.setText(name)

    def _mother_picked(self, candidate: Candidate) -> None:
        self._mother_id = candidate.id
        self.mother.line.setText(candidate.name)
        self.look()

    def _mother_typed(self, _text: str) -> None:
        if self._mother_id:
            self._mother_id = ""
            self._wait()

    def _wait(self) -> None:
        self._timer.start()

    def _fill(self, found: list[SearchHit], heard: list[SearchHit]) -> None:
        self.results.clear()
        for hit in found:
            self._add(hit)
        if heard:
            self.results.add_heading(_("Names that sound like it"))
        for hit in heard:
            self._add(hit)
        self.results.choose_first()
        words = self.words.text().strip()
        filters_on = self.narrowed() != Narrowed()
        self.clear.setVisible(filters_on and bool(found or heard))
        if found or heard:
            self._below.setCurrentWidget(self.results)
            self.count.setText(_counted(len(found), len(heard)))
            return
        self.count.setText("")
        self.nothing.label.setText(_what_to_do(words, filters_on))
        assert self.nothing.button is not None
        self.nothing.button.setVisible(filters_on)
        self._below.setCurrentWidget(self.nothing)

    def _add(self, hit: SearchHit) -> None:
        line = found_line(hit, self._names)
        target = (line.mother_id, line.record_id)
        self.results.add(line.words, line.second, line.marks, target)

    def _open(self, item: QListWidgetItem) -> None:
        target = item.data(_TARGET)
        if target:
            self.chosen.emit(*target)

    def _to_words(self) -> None:
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.selectAll()

    def _to_results(self) -> None:
        if self._below.currentWidget() is self.results:
            self.results.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        """What was looked for is nobody else's business."""
        self.words.clear()
        self.mother.line.clear()
        self._mother_id = ""
        self.results.clear()

    def _changed(self, _mother_id: str) -> None:
        if self.isVisible():
            self._wait()


class _Results(QListWidget):
    """Two lines an item; Escape leaves."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAccessibleName(_("Found"))
        self.setItemDelegate(SearchRows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def add(
        self,
        words: str,
        second: str,
        marks: tuple[tuple[int, int], ...],
        target: tuple[str, str],
    ) -> None:
        """One that was found."""
        item = QListWidgetItem(words, self)
        item.setData(SECOND_LINE, second)
        item.setData(MARKS, marks)
        item.setData(_TARGET, target)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words} {second}")

    def add_heading(self, words: str) -> None:
        """A line between, which cannot be chosen."""
        item = QListWidgetItem(words, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def choose_first(self) -> None:
        """Begin at the first that can be opened."""
        rows = [row for row in range(self.count()) if self.item(row).data(_TARGET)]
        self.setCurrentRow(rows[0] if rows else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Escape goes back to the words."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lines wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Words(QLineEdit):
    """Down goes to the results."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Down or Enter."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        else:
            super().keyPressEvent(event)


class _DayRow(FormRow):
    """A day that limits the search."""

    editor: QLineEdit

    def __init__(self, label: str, editor: QLineEdit, parent: QWidget) -> None:
        super().__init__(label, editor, "", parent)


def _counted(found: int, heard: int) -> str:
    if found >= _MOST:
        words = _("The first {count} are shown, newest first. Filters find the others.")
        return words.format(count=_MOST)
    if heard and not found:
        return _("Nothing with these words. Names that sound like it: {heard}.").format(heard=heard)
    if heard:
        return _("{count} found, {heard} more with names that sound like it.").format(
            count=found, heard=heard
        )
    return _("1 found.") if found == 1 else _("{count} found.").format(count=found)


def _what_to_do(words: str, filters_on: bool) -> str:
    if not words:
        return _(
            "Type a name, a prison number or any words: everything written is searched, and the "
            "titles of documents and letters. Accents and capitals do not matter, and names are "
            "found as they sound. Then narrow it down by mother, kind and date."
        )
    if filters_on:
        return _(
            "Nothing found for “{words}” with these filters. Take them off, or type fewer words."
        ).format(words=words)
    return _(
        "Nothing found for “{words}”. All the words have to stand in the same record: try one of "
        "them, or only how it begins."
    ).format(words=words)
