"""Views of the Family page in tables: parental responsibility, and brothers and sisters."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import Placement
from tac_desktop.casework.people import Person, Relationship
from tac_desktop.casework.responsibility import Responsibility, carers, responsibility
from tac_desktop.casework.siblings import SiblingPair, sibling_pairs, siblings_sentence
from tac_desktop.ui import theme
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.widgets import (
    EmptyState,
    Table,
    flowing,
    hint,
    primary_button,
    scrolled,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _

_SIBLING_TIES = ("sister", "brother", "half_sister", "half_brother")


class TableView(QWidget):
    """What both views have in common: they scroll, and ask for forms and prints."""

    form_wanted = Signal(object, object)
    record_wanted = Signal(str)
    pack_wanted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._file: CaseFile | None = None
        self._content = QWidget(self)
        self._content.setMinimumHeight(1)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(*[theme.space(3)] * 4)
        self._column.setSpacing(theme.space(2))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(self._content, self))

    @property
    def file(self) -> CaseFile:
        """The file that is shown."""
        assert self._file is not None
        return self._file

    def update_record(self, record_id: str) -> None:
        """Ask for the form of a saved record."""
        entry = self.file.by_id.get(record_id)
        if entry is not None:
            self.form_wanted.emit(entry, {})

    def print_all(self, checked: bool = False) -> None:
        """Ask for the print of both."""
        self.pack_wanted.emit("family", "")


class ResponsibilityView(TableView):
    """Adults as rows, children as columns; Enter on a cell changes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._matrix = Responsibility((), (), (), ())
        self.table = Matrix(_("Parental responsibility"), self._content)
        self.table.opened.connect(self._cell_opened)
        self.change = primary_button(_("Change the chosen cell (Enter)"), self._content)
        self.change.clicked.connect(self._change)
        self.print_button = secondary_button(_("Print"), self._content)
        self.print_button.clicked.connect(self.print_all)
        self.empty = EmptyState(
            _("Who has parental responsibility for which child. Enter the children first."),
            _("Add a child"),
            self._content,
        )
        self.empty.pressed.connect(self._add_child)
        self.lead = hint(
            _(
                "As it is recorded, never worked out. A dash: nothing joins the two. Being in"
                " prison does not by itself end parental responsibility."
            ),
            self._content,
        )
        self.check = section(_("To check"), self._content)
        self.effects = wrapped("", self._content)
        self._buttons = flowing(self._content, self.change, self.print_button)
        for widget in (
            self.lead,
            self._buttons,
            self.table,
            self.empty,
            self.check,
            self.effects,
        ):
            self._column.addWidget(widget)
        self._column.addStretch(1)

    def show_file(self, case_file: CaseFile) -> None:
        """Show the matrix of this file."""
        self._file = case_file
        self._matrix = responsibility(case_file)
        some = bool(self._matrix.children)
        for widget in (self.lead, self._buttons, self.table):
            widget.setVisible(some)
        self.empty.setVisible(not some)
        children = [case_file.name(one) for one in self._matrix.children]
        adults = [case_file.name(one) for one in self._matrix.adults]
        cells = []
        for adult in self._matrix.adults:
            row = []
            for child in self._matrix.children:
                held = self._matrix.of(adult, child)
                words = held.in_words if held else "–"
                row.append(f"{words}. {held.note}" if held and held.note else words)
            cells.append(row)
        self.table.show_cells(adults, children, cells)
        said = "\n".join(f"– {one.in_words}" for one in self._matrix.effects)
        self.check.setVisible(bool(said))
        self.effects.setVisible(bool(said))
        self.effects.setText(said)

    def take_focus(self) -> None:
        """The matrix, or the first step."""
        first = self.table if self._matrix.children else self.empty.button
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, checked: bool = False) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._cell_opened(index.row(), index.column())

    def _cell_opened(self, row: int, column: int) -> None:
        """The record behind a cell, or a new relationship between the two."""
        adult, child = self._matrix.adults[row], self._matrix.children[column]
        held = self._matrix.of(adult, child)
        if held is not None and held.record_id in self.file.by_id:
            self.update_record(held.record_id)
        elif self.file.get(Person, adult) is not None:
            answers = {"from_person_id": adult, "to_person_id": child}
            self.form_wanted.emit(Relationship, answers)

    def _add_child(self) -> None:
        self.form_wanted.emit(Person, {"kind": "child"})


class SiblingsView(TableView):
    """Each two children: together or apart since when; and who cares for whom."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pairs: list[SiblingPair] = []
        self.sentence = wrapped("", self._content, "label")
        self.model = RecordTable(
            [_("Who"), _("Full or half"), _("Together or apart"), _("Contact between them")],
            self,
        )
        self.table = Table(_("Brothers and sisters"), self._content)
        self.table.setModel(self.model)
        self.table.set_widths(280, 150, 300)
        self.table.opened.connect(self._opened)
        self.contact = primary_button(_("Contact between these two (Enter)"), self._content)
        self.contact.clicked.connect(self._open_current)
        self.print_button = secondary_button(_("Print"), self._content)
        self.print_button.clicked.connect(self.print_all)
        self.placement = secondary_button(_("New placement"), self._content)
        self.placement.clicked.connect(self._new_placement)
        self.carers = wrapped("", self._content)
        self.lead = hint(
            _("Worked out from the placements: together with the same carer on the day."),
            self._content,
        )
        self._buttons = flowing(self._content, self.contact, self.print_button)
        for widget in (self.sentence, self.lead, self._buttons, self.table):
            self._column.addWidget(widget)
        self._column.addWidget(section(_("Who cares for whom"), self._content))
        self._column.addWidget(self.carers)
        self._column.addWidget(flowing(self._content, self.placement))
        self._column.addStretch(1)

    def show_file(self, case_file: CaseFile) -> None:
        """Show the children of this file."""
        self._file = case_file
        self._pairs = sibling_pairs(case_file)
        self.sentence.setText(siblings_sentence(case_file))
        lines = []
        for place, pair in enumerate(self._pairs):
            who = _("{one} and {other}").format(
                one=_short(case_file, pair.elder_id), other=_short(case_file, pair.younger_id)
            )
            living = ", ".join(
                part for part in (pair.living_in_words, pair.together_before) if part
            )
            cells = (who, pair.kind, living, pair.contact or _("none recorded"))
            lines.append(Line(str(place), cells))
        self.model.show_lines(lines)
        for widget in (self.lead, self.table, self._buttons):
            widget.setVisible(bool(lines))
        header = self.table.horizontalHeader().sizeHint().height()
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(header + max(1, len(lines)) * theme.scaled(34) + bar + 4)
        if lines and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self.carers.setText(self._carers())

    def take_focus(self) -> None:
        """The table, or the way to a placement."""
        first = self.table if self._pairs else self.placement
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _carers(self) -> str:
        found = carers(self.file)
        if not found:
            return _("No placement is recorded yet.")
        return "\n".join(
            "{carer}: {children}".format(
                carer=self.file.name(carer) if carer else _("Carer not named"),
                children="; ".join(children),
            )
            for carer, children in found
        )

    def _open_current(self, checked: bool = False) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._opened(index.row())

    def _opened(self, row: int) -> None:
        """The relationship between the two, or a new one."""
        pair = self._pairs[row]
        ends = {pair.elder_id, pair.younger_id}
        for tie in self.file.of(Relationship):
            if {tie.from_person_id, tie.to_person_id} == ends and tie.type in _SIBLING_TIES:
                self.update_record(tie.id)
                return
        elder = self.file.get(Person, pair.elder_id)
        gender = elder.gender if elder else ""
        kind = {"male": "brother", "female": "sister"}.get(gender, "")
        if pair.kind == _("half") and kind:
            kind = f"half_{kind}"
        answers = {
            "from_person_id": pair.elder_id,
            "type": kind,
            "to_person_id": pair.younger_id,
        }
        self.form_wanted.emit(Relationship, answers)

    def _new_placement(self, checked: bool = False) -> None:
        self.form_wanted.emit(Placement, {})


class Matrix(QTableView):
    """A table whose cells wrap: arrows go from cell to cell, Enter opens one."""

    opened = Signal(int, int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(theme.scaled(130))
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        )
        self.doubleClicked.connect(self._open)

    def show_cells(self, rows: list[str], columns: list[str], cells: list[list[str]]) -> None:
        """Show these cells; a screen reader hears row and column with each."""
        self._model.clear()
        self._model.setHorizontalHeaderLabels([_in_lines(one) for one in columns])
        for row, texts in zip(rows, cells, strict=True):
            items = []
            for column, text in zip(columns, texts, strict=True):
                item = QStandardItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                item.setData(f"{row}, {column}: {text}", Qt.ItemDataRole.AccessibleTextRole)
                item.setToolTip(text)
                items.append(item)
            self._model.appendRow(items)
        self._model.setVerticalHeaderLabels([_in_lines(row) for row in rows])
        if rows and columns:
            self.setCurrentIndex(self._model.index(0, 0))
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower columns make higher rows."""
        super().resizeEvent(event)
        self._fit_height()

    def showEvent(self, event: QShowEvent) -> None:
        """Heights are known once it is on the screen."""
        super().showEvent(event)
        self._fit_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.row(), index.column())

    def _fit_height(self) -> None:
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self._model.rowCount()))
        header = self.horizontalHeader().sizeHint().height()
        least = self.horizontalHeader().minimumSectionSize() * self._model.columnCount()
        narrow = least > self.width() - self.verticalHeader().width()
        bar = self.horizontalScrollBar().sizeHint().height() if narrow else 0
        wanted = header + rows + bar + 4
        if self.height() != wanted:
            self.setFixedHeight(wanted)


def _in_lines(name: str) -> str:
    """A long name on two lines, so that it leaves the cells their room."""
    words = name.split(" ")
    if len(name) < 18 or len(words) < 2:
        return name
    half = (len(words) + 1) // 2
    return " ".join(words[:half]) + "\n" + " ".join(words[half:])


def _short(case_file: CaseFile, person_id: str) -> str:
    person = case_file.get(Person, person_id)
    return person.short_name() if person else case_file.name(person_id)
