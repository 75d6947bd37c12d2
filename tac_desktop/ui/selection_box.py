"""Which children, which time, which kinds: one row of choices for the chronology and the notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.chronology import COLUMNS, Selection
from tac_desktop.casework.chronology_table import headings
from tac_desktop.casework.dates import add_months
from tac_desktop.casework.log_fields import KINDS, kind_in_words
from tac_desktop.packs.catalogue import WITH_SELECTION
from tac_desktop.ui import theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.flow import FlowLayout, full_width
from tac_desktop.ui.widgets import plain
from tac_desktop.words import _

_PERIODS = (3, 12, 24, 60)
_FOLDS = (12, 24, 60)


class SelectionBox(QWidget):
    """`changed` is told at every choice a person makes. Nothing chosen means everything.

    With `fold`, what is older can be folded into one sentence; with `columns`, some left out.
    """

    changed = Signal()

    def __init__(self, parent: QWidget, *, fold: bool = False, columns: bool = False) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, theme.space(2), theme.space(1))
        self._today = dt.date.min
        self.children_boxes: dict[str, QCheckBox] = {}
        self._chips = QWidget(self)
        self._chips_flow = FlowLayout(self._chips, theme.space(3), theme.space(1))
        self._flow.addWidget(self._chips)
        self.period = self._box(_("Period"), _("At any time"), _PERIODS, _("Last {months}"))
        self.kind = ChoiceBox(self, nothing=_("Every kind"))
        self.kind.setAccessibleName(_("Kind"))
        self.kind.activated.connect(self._chosen)
        self._flow.addWidget(self.kind)
        self.fold = self._box(_("Fold"), _("Nothing folded"), _FOLDS, _("Fold before {months}"))
        self.fold.setVisible(fold)
        self.columns: dict[str, QCheckBox] = {}
        if columns:
            self._offer_columns()

    def show_file(self, case_file: CaseFile, kinds: Iterable[str] = KINDS) -> None:
        """Offer the children of a file and these kinds; what was chosen stays chosen."""
        self._today = case_file.as_of
        wanted = self.child_ids
        for old in self.children_boxes.values():
            old.hide()
            old.deleteLater()
        self.children_boxes = {}
        for child in case_file.children:
            box = QCheckBox(child.short_name(), self._chips)
            box.setChecked(child.id in wanted)
            box.setAccessibleName(_("About {name}").format(name=child.display_name()))
            box.clicked.connect(self._chosen)
            self._chips_flow.addWidget(box)
            box.show()
            self.children_boxes[child.id] = box
        self._chips.setVisible(len(self.children_boxes) > 1)
        chosen, offered = self.kind.code, set(kinds)
        self.kind.clear()
        self.kind.addItem(_("Every kind"), "")
        for kind in KINDS:
            if kind in offered:
                self.kind.add(kind_in_words(kind), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))

    def choose_children(self, child_ids: Iterable[str]) -> None:
        """Choose these children and no others."""
        wanted = set(child_ids)
        for one, box in self.children_boxes.items():
            box.setChecked(one in wanted)

    def choose(self, wanted: Selection) -> None:
        """What was chosen before; a period ends where it began then, counted from today."""
        self.choose_children(wanted.child_ids)
        self._choose_months(self.period, wanted.since)
        self._choose_months(self.fold, wanted.fold_before)
        self.kind.setCurrentIndex(max(0, self.kind.findData(next(iter(wanted.kinds), ""))))
        for name, box in self.columns.items():
            box.setChecked(name in wanted.columns)

    def _choose_months(self, box: ChoiceBox, since: dt.date | None) -> None:
        if since is None:
            return
        months = (self._today.year - since.year) * 12 + self._today.month - since.month
        offered = [int(box.itemData(n)) for n in range(box.count()) if box.itemData(n)]
        enough = next((one for one in offered if one >= months), offered[-1])
        box.setCurrentIndex(box.findData(str(enough)))

    @property
    def child_ids(self) -> frozenset[str]:
        """The children that are chosen; none means all."""
        return frozenset(one for one, box in self.children_boxes.items() if box.isChecked())

    def selection(self) -> Selection:
        """What is chosen."""
        columns = tuple(one for one, box in self.columns.items() if box.isChecked())
        return Selection(
            child_ids=self.child_ids,
            since=self._months_ago(self.period),
            kinds=frozenset({self.kind.code} if self.kind.code else ()),
            fold_before=self._months_ago(self.fold),
            columns=columns or COLUMNS,
        )

    def _months_ago(self, box: ChoiceBox) -> dt.date | None:
        return add_months(self._today, -int(box.code)) if box.code else None

    def _box(self, name: str, nothing: str, months: Sequence[int], words: str) -> ChoiceBox:
        box = ChoiceBox(self, nothing=nothing)
        box.setAccessibleName(name)
        for one in months:
            box.add(words.format(months=_months_in_words(one)), str(one))
        box.activated.connect(self._chosen)
        self._flow.addWidget(box)
        return box

    def _offer_columns(self) -> None:
        row = QWidget(self)
        flow = FlowLayout(row, theme.space(2), theme.space(1))
        flow.addWidget(plain(_("Columns"), row, "hint"))
        for name, words in zip(COLUMNS, headings(), strict=True):
            box = QCheckBox(words, row)
            box.setChecked(True)
            # Without the day and the event a line says nothing.
            box.setEnabled(name not in ("date", "event"))
            box.clicked.connect(self._chosen)
            flow.addWidget(box)
            self.columns[name] = box
        full_width(row)
        self._flow.addWidget(row)

    def _chosen(self, *_what: object) -> None:
        self.changed.emit()


def selection_for(
    pack_name: str, case_file: CaseFile | None, child_id: str, parent: QWidget
) -> SelectionBox:
    """The choices for a print, hidden where it knows none; about one child to begin with."""
    is_chronology = pack_name == "chronology"
    box = SelectionBox(parent, fold=is_chronology, columns=is_chronology)
    wanted = case_file is not None and pack_name in WITH_SELECTION
    box.setVisible(wanted)
    if case_file is not None and wanted:
        box.show_file(case_file)
        box.choose_children([child_id])
    return box


def _months_in_words(months: int) -> str:
    if months < 24:
        return _("{count} months").format(count=months)
    return _("{count} years").format(count=months // 12)
