"""A page that is a list of records with the one chosen in full beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.casework.dates import written
from tac_desktop.casework.record import Record, search_text
from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.form_words import lower_first
from tac_desktop.ui.her_side_form import asks_for_her_side
from tac_desktop.ui.pages.base import MAKES, Page
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.reading_view import ReadingView
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    EmptyState,
    Table,
    hint,
    primary_button,
    scrolled,
    secondary_button,
)
from tac_desktop.words import _

_SIDE_BY_SIDE = 700
LEAST_HEIGHT = 190


class ListPage(Page):
    """Subclasses say which types, which columns, in which order, and what an empty list says."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.model = RecordTable(self.headings(), self)
        self.table = Table(self.name(), self)
        self.table.setModel(self.model)
        self.table.set_widths(*self.widths())
        self.reading = ReadingView(session, self)
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(_("Filter: a name, a word"))
        self.filter.setAccessibleName(_("Filter the list"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(theme.scaled(220))
        self.new_buttons: list[QPushButton] = []
        self.empty = EmptyState(self.empty_words(), self.empty_button(), self)
        self._chosen = ""
        self._text_wanted = False
        self._written = False
        self._build()
        self._connect()

    # What a page says

    def name(self) -> str:
        """What the list is called."""
        return ", ".join(cls.type_plural() for cls in self.types)

    def note(self) -> str:
        """A sentence above the list; empty where none is needed."""
        return ""

    def headings(self) -> list[str]:
        """The columns."""
        return [_("Date"), _("Kind"), _("What")]

    def widths(self) -> tuple[int, ...]:
        """Widths of the columns at 100 %, the last one takes what is left."""
        return (100, 120)

    def shares(self) -> tuple[int, int]:
        """How the width is shared between the list and the text."""
        return (480, 480)

    def empty_words(self) -> str:
        """What belongs here, for an empty list."""
        return _("Nothing is recorded here yet.")

    def empty_button(self) -> str:
        """The first step, for an empty list."""
        return self.new_words(self.types[0]) if self.types else ""

    def new_words(self, cls: type[Record]) -> str:
        """The words on the button for a new record."""
        return _("New {what}").format(what=lower_first(cls.type_title()))

    def records(self) -> list[Record]:
        """The records of the list, in its order."""
        found = [record for cls in self.types for record in self.file.ever(cls)]
        return sorted(found, key=_newest_first)

    def line(self, record: Record) -> Line:
        """One record as a line."""
        cells = (
            written(record.happened_on()),
            record.type_title(),
            record.headline(self.file.name),
        )
        return Line(record.id, cells, partial(search_text, record))

    def above(self, parent: QWidget) -> QWidget | None:
        """Something that stands above the list; None where nothing does."""
        return None

    def further_buttons(self, parent: QWidget) -> list[QWidget]:
        """Buttons and choices besides those for new records."""
        return []

    # What it does

    def refresh(self) -> None:
        """Show the list anew; the record that was chosen stays chosen."""
        chosen = self._chosen
        records = self.records()
        self.model.show_records(
            [record.id for record in records], lambda place: self._marked(records[place])
        )
        nothing = self.model.total == 0
        self.empty.setVisible(nothing)
        self._split.setVisible(not nothing)
        self.filter.setVisible(not nothing)
        self._choose(chosen)

    def go_to(self, record_id: str) -> None:
        """Choose a record and show it."""
        if self.model.row_of(record_id) < 0:
            self.filter.clear()
            self.model.narrow("")
        self._choose(record_id)
        self._text_wanted = True
        self._show_both_or_one()

    def take_focus(self) -> None:
        """The list, or the first step; the top of the page where the list lies far below."""
        if self._list_lies_below():
            self.new_buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.model.total:
            shown = self.reading.text if self.table.isHidden() else self.table
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.empty.button is not None:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> str:
        """The record that is shown in full."""
        return self._chosen

    def new_record(self, cls: type[Record], checked: bool = False) -> None:
        """Ask for a form for a new record of this page."""
        self.want_form(cls)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List and text side by side where there is room, else one or the other."""
        super().resizeEvent(event)
        self._show_both_or_one()

    def show_text(self, wanted: bool = True) -> None:
        """Where there is no room for both: the text in place of the list, or the list again."""
        self._text_wanted = wanted
        self._show_both_or_one()
        target = self.reading.text if wanted else self.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_both_or_one(self) -> None:
        both = self.width() >= theme.scaled(_SIDE_BY_SIDE)
        had_focus = self._has_focus()
        self.table.setVisible(both or not self._text_wanted)
        self.reading.setVisible(both or self._text_wanted)
        self.reading.show_way_back(not both)
        self._tool_box.setVisible(both or not self._text_wanted)
        if had_focus and not self._has_focus():
            self.take_focus()  # what was hidden had it, and Qt gave it away to another part

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _list_lies_below(self) -> bool:
        """Whether what stands above the list fills the page: to begin in the list would scroll
        away what the page is about."""
        above = self._above
        if above is None or above.isHidden() or not self.new_buttons:
            return False
        return above.sizeHint().height() > self.height() // 2

    def _marked(self, record: Record) -> Line:
        return marked_as_struck(self.line(record), record)

    def _row_clicked(self, index: QModelIndex) -> None:
        if self.reading.isHidden():
            self.show_text()

    def _back(self) -> None:
        self.show_text(False)

    def _build(self) -> None:
        content = QWidget(self)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(*[theme.space(3)] * 4)
        layout.setSpacing(theme.space(2))
        if self.note():
            layout.addWidget(hint(self.note(), content))
        self._tool_box = self._tools()
        layout.addWidget(self._tool_box)
        self._above = self.above(content)
        if self._above is not None:
            layout.addWidget(self._above)
        self._split = QSplitter(self)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.table)
        self._split.addWidget(self.reading)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([theme.scaled(width) for width in self.shares()])
        self._split.setMinimumHeight(theme.scaled(LEAST_HEIGHT))
        layout.addWidget(self._split, 1)
        layout.addWidget(self.empty, 1)
        self.column = layout
        # With large type the page is higher than its place: then it scrolls as a whole.
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content, self))

    def _tools(self) -> QWidget:
        box = QWidget(self)
        flow = FlowLayout(box, theme.space(2), theme.space(1))
        for place, cls in enumerate(self.types):
            make = secondary_button if place else primary_button
            button = make(self.new_words(cls), box)
            button.setProperty(MAKES, cls.type_name)
            button.clicked.connect(partial(self.new_record, cls))
            self.new_buttons.append(button)
            flow.addWidget(button)
        for further in self.further_buttons(box):
            flow.addWidget(further)
        flow.addWidget(self.filter)
        return box

    def _connect(self) -> None:
        self.filter.textEdited.connect(self._narrow)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.opened.connect(self._opened)
        self.table.clicked.connect(self._row_clicked)
        self.reading.back_wanted.connect(self._back)
        self.reading.amend_wanted.connect(self.want_update)
        self.reading.history_wanted.connect(self.history_wanted)
        self.reading.join_wanted.connect(self.join_wanted)
        self.reading.print_wanted.connect(self.pack_wanted)
        self.reading.her_side_wanted.connect(self.want_her_side)
        if self.empty.button is not None:
            self.empty.pressed.connect(self._first_step)
        if self.types:
            shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._first_step)

    def want_her_side(self, record_id: str) -> None:
        """Ask for the form for what she sees differently about a record."""
        self.over_wanted.emit(asks_for_her_side(record_id))

    def _first_step(self) -> None:
        self.new_record(self.types[0])

    def _narrow(self, typed: str) -> None:
        chosen = self._chosen
        self.model.narrow(typed)
        self._choose(chosen)

    def _choose(self, record_id: str) -> None:
        row = self.model.row_of(record_id)
        row = row if row >= 0 else 0
        if self.model.rowCount() == 0:
            self._chosen = ""
            self.reading.show_nothing(_("Nothing fits what you typed.") if self.model.total else "")
            return
        self._written = False
        self.table.selectRow(row)
        self.table.scrollTo(self.model.index(row, 0))
        if not self._written:
            self._show(self.model.record_id(row))

    def _row_chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._show(self.model.record_id(current.row()))

    def _show(self, record_id: str) -> None:
        self._chosen, self._written = record_id, True
        entry = self.file.by_id.get(record_id)
        if entry is not None:
            self.reading.show_entry(entry, self.file)

    def _opened(self, row: int) -> None:
        self.show_text()


def marked_as_struck(line: Line, record: Record) -> Line:
    """A line that says in words, too, that its record was entered in error."""
    if not record.entered_in_error:
        return line
    last = _("Entered in error: {what}").format(what=line.cells[-1])
    return replace(line, cells=(*line.cells[:-1], last), strong=False, struck=True)


def _newest_first(record: Record) -> tuple[int, str]:
    day = record.happened_on()
    return (-day.toordinal() if day else 1, record.id)


def newest_first(records: Sequence[Record]) -> list[Record]:
    """Records by their day, the newest first, those without a day last."""
    return sorted(records, key=_newest_first)
