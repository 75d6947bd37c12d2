"""The names found in one item: take out or leave, one by one or everywhere, by one key each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.redaction import Proposal, stands_instead
from tac_desktop.casework.subject_access import (
    ACCEPTED,
    ADDED,
    REJECTED,
    DisclosureItem,
    Span,
)
from tac_desktop.packs.answering import AccessWork
from tac_desktop.storage.held_about import Found
from tac_desktop.ui import theme
from tac_desktop.ui.access_text import AccessText
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.widgets import Table, button_row, hint, secondary_button
from tac_desktop.words import _

_ROWS_SEEN = 4


class NamesTable(Table):
    """`verdict_wanted` carries a verdict and whether it is for this name everywhere."""

    verdict_wanted = Signal(str, bool)
    forget_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A takes out, R leaves, with Shift everywhere; U decides anew."""
        everywhere = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_A:
                self.verdict_wanted.emit(ACCEPTED, everywhere)
            case Qt.Key.Key_R:
                self.verdict_wanted.emit(REJECTED, everywhere)
            case Qt.Key.Key_U:
                self.forget_wanted.emit()
            case _:
                super().keyPressEvent(event)


class AccessNames(QWidget):
    """`decided` carries a span, `forgotten` one that is open again, `everywhere` a person or
    kind and a verdict."""

    decided = Signal(object)
    forgotten = Signal(object)
    everywhere = Signal(str, str)

    def __init__(self, text: AccessText, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = text
        self._spans: dict[str, Span] = {}
        self._proposed: dict[str, Proposal] = {}
        self._about_id = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        self.model = RecordTable([_("Decision"), _("Stands there"), _("Instead"), _("Where")], self)
        self.table = NamesTable(_("Names and numbers of others in this item"), self)
        self.table.setModel(self.model)
        self.table.set_widths(110, 150, 150)
        self.table.verdict_wanted.connect(self.give_verdict)
        self.table.forget_wanted.connect(self.forget)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        layout.addWidget(self.table)
        self.nothing = hint(_("No name or number of anybody else was found in it."), self)
        layout.addWidget(self.nothing)
        self.accept = self._button(_("Take out (A)"), self._accept)
        self.reject = self._button(_("Leave (R)"), self._reject)
        self.accept_all = self._button(_("Take out everywhere (Shift+A)"), self._accept_all)
        self.reject_all = self._button(_("Leave everywhere (Shift+R)"), self._reject_all)
        self.again = self._button(_("Decide anew (U)"), self.forget)
        layout.addWidget(
            button_row(self, self.accept, self.reject, self.accept_all, self.reject_all, self.again)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never lower than the table and the buttons, however many lines these need."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def show_item(self, work: AccessWork, found: Found, item: DisclosureItem) -> None:
        """The names of an item; goes on to the next open one."""
        here = self._chosen if item.about_id == self._about_id else ""
        self._about_id = item.about_id
        self._spans, self._proposed = {}, {}
        lines = []
        for one in work.proposed[found.record_id]:
            span = next((each for each in item.spans if one.is_span(each)), None)
            key = _key(one.as_span(""))
            self._proposed[key] = one
            lines.append((one.part, one.find.start, self._line(key, one, span, work)))
        for span in item.spans:
            if span.verdict == ADDED:
                key = _key(span)
                self._spans[key] = span
                words = self._text.words_of(span.part, span.start, span.end)
                cells = (_("Taken out"), words, stands_instead(span, work.request),
                         self._text.context_of(span.part, span.start, span.end))  # fmt: skip
                lines.append((span.part, span.start, Line(key, cells)))
        order = {one.part: place for place, one in enumerate(found.parts)}
        lines.sort(key=lambda each: (order.get(each[0], 0), each[1]))
        self.model.show_lines([one for _part, _start, one in lines])
        rows = min(len(lines), _ROWS_SEEN)
        self.table.setFixedHeight(theme.scaled(40) + rows * theme.scaled(34))
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        for button in (self.accept, self.reject, self.accept_all, self.reject_all, self.again):
            button.setEnabled(bool(lines))
        self._choose(here, item)
        self._stand()

    def give_verdict(self, verdict: str, everywhere: bool) -> None:
        """Decide about the chosen name, here or in every item."""
        one = self._proposed.get(self._chosen)
        if one is None:
            return
        if everywhere:
            self.everywhere.emit(one.find.person_id, verdict)
        else:
            self.decided.emit(one.as_span(verdict))

    def forget(self) -> None:
        """The chosen name is open again; a passage marked by hand is no longer marked."""
        key = self._chosen
        if key in self._spans:
            self.forgotten.emit(self._spans[key])
        elif key in self._proposed:
            self.forgotten.emit(self._proposed[key].as_span(""))

    @property
    def _chosen(self) -> str:
        return self.model.record_id(self.table.currentIndex().row())

    def _choose(self, here: str, item: DisclosureItem) -> None:
        if not self.model.rowCount():
            return
        open_ones = [
            key
            for key, one in self._proposed.items()
            if not any(one.is_span(span) for span in item.spans)
        ]
        row = self.model.row_of(here)
        after = [key for key in open_ones if self.model.row_of(key) > row] or open_ones
        if here in open_ones:
            after = [here]
        wanted = self.model.row_of(after[0]) if after else max(row, 0)
        self.table.selectRow(wanted)

    def _line(self, key: str, one: Proposal, span: Span | None, work: AccessWork) -> Line:
        find = one.find
        words = self._text.words_of(one.part, find.start, find.end)
        instead = stands_instead(span or one.as_span(ACCEPTED), work.request)
        same = [work.held.person(each) for each in find.perhaps]
        others = [person.display_name() for person in same if person is not None]
        if others:
            instead = _("{instead} (or {others})").format(instead=instead, others=", ".join(others))
        if find.kind == "sounds":
            instead = _("{instead}: only sounds like it").format(instead=instead)
        state = _("Open")
        if span is not None:
            state = _("Left") if span.verdict == REJECTED else _("Taken out")
        cells = (state, words, instead, self._text.context_of(one.part, find.start, find.end))
        return Line(key, cells, strong=span is None)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        key = self.model.record_id(now.row())
        span = self._spans.get(key)
        if span is None and key in self._proposed:
            span = self._proposed[key].as_span("")
        if span is not None:
            self._text.go_to(span.part, span.start, span.end)

    def _button(self, words: str, pressed: Callable[[], None]) -> QPushButton:
        button = secondary_button(words, self)
        button.clicked.connect(pressed)
        return button

    def _accept(self) -> None:
        self.give_verdict(ACCEPTED, False)

    def _reject(self) -> None:
        self.give_verdict(REJECTED, False)

    def _accept_all(self) -> None:
        self.give_verdict(ACCEPTED, True)

    def _reject_all(self) -> None:
        self.give_verdict(REJECTED, True)


def _key(span: Span) -> str:
    return f"{span.part}:{span.start}:{span.end}"
