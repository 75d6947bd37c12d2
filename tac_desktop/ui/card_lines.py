"""Cards with lines: a short beginning, words that lead to a record, and buttons that act on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.widgets import hint, plain, scrolled, secondary_button, section, wrapped
from tac_desktop.ui.wrapped_link import WrappedLink

_BEFORE = 118
_BESIDE = 860
_LARGE = 130
"""Per cent from which on the beginning stands above the words."""

Does = Callable[[], object]


@dataclass(frozen=True)
class CardLine:
    """One line. `acts` are the words and the deed of each button at its end."""

    before: str
    words: str
    record_id: str = ""
    urgent: bool = False
    acts: Sequence[tuple[str, Does]] = ()


class Card(QFrame):
    """A heading, lines and buttons. `record_wanted` carries the record whose line was pressed."""

    record_wanted = Signal(str)

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*[theme.space(3)] * 4)
        self.column.setSpacing(theme.space(1))
        self.heading = heading
        self.links: dict[str, QPushButton] = {}
        self.buttons: list[QPushButton] = []
        if heading:
            self.column.addWidget(section(heading, self))

    def say(self, words: str, role: str = "") -> None:
        """A sentence."""
        self.column.addWidget(wrapped(words, self, role))

    def remark(self, words: str) -> None:
        """A sentence in small type."""
        self.column.addWidget(hint(words, self))

    def add_lines(self, lines: Sequence[CardLine], nothing: str = "") -> None:
        """Lines; the sentence where there are none."""
        for one in lines:
            self.column.addWidget(self._line(one))
        if not lines and nothing:
            self.remark(nothing)

    def add_buttons(self, *acts: tuple[str, Does], primary: bool = False) -> list[QPushButton]:
        """Buttons below the lines, as many on a line as there is room for."""
        box = QWidget(self)
        flow = FlowLayout(box, theme.space(2), theme.space(2))
        made: list[QPushButton] = []
        for words, does in acts:
            button = secondary_button(words, box)
            if primary and not made:
                theme.mark(button, "primary")
            button.clicked.connect(_without_tick(does))
            flow.addWidget(button)
            made.append(button)
        self.buttons += made
        self.column.addWidget(box)
        return made

    def add(self, widget: QWidget) -> None:
        """Anything else."""
        self.column.addWidget(widget)

    def _line(self, one: CardLine) -> QWidget:
        box = QWidget(self)
        large = theme.scaled(100) > _LARGE
        outer = QVBoxLayout(box) if large else QHBoxLayout(box)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.space(0 if large else 2))
        before = plain(one.before, box, "error" if one.urgent else "hint")
        if not large:
            before.setFixedWidth(theme.scaled(_BEFORE))
            before.setContentsMargins(0, theme.space(1), 0, 0)
        before.setVisible(bool(one.before))
        outer.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
        if len(one.acts) < 2 and not large:
            outer.addWidget(self._words(one, box), 1)
            if one.acts:
                outer.addWidget(self._acts(one, box), 0, Qt.AlignmentFlag.AlignTop)
            return box
        both = QWidget(box)
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(self._words(one, both))
        if one.acts:
            column.addWidget(self._acts(one, both))
        outer.addWidget(both, 1)
        return box

    def _words(self, one: CardLine, box: QWidget) -> QWidget:
        if not one.record_id:
            words = wrapped(one.words, box)
            words.setContentsMargins(0, theme.space(1), 0, theme.space(1))
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            return words
        link = WrappedLink(one.words, box)
        link.setAccessibleName(f"{one.before}: {one.words}")
        link.clicked.connect(partial(self._wanted, one.record_id))
        self.links.setdefault(one.record_id, link)
        return link

    def _acts(self, one: CardLine, box: QWidget) -> QWidget:
        acts = QWidget(box)
        across = FlowLayout(acts, theme.space(1), theme.space(1))
        for words, does in one.acts:
            button = secondary_button(words, acts)
            button.setAccessibleName(f"{words}: {one.words}")
            button.clicked.connect(_without_tick(does))
            across.addWidget(button)
            self.buttons.append(button)
        if len(one.acts) < 2:
            acts.setFixedWidth(acts.sizeHint().width())
        return acts

    def _wanted(self, record_id: str, checked: bool = False) -> None:
        self.record_wanted.emit(record_id)


class CardColumns(QWidget):
    """Two columns of cards, one where room is short; what stands above takes the whole width."""

    record_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        content = AsHighAsItsText(self)
        self._content = content
        self._across = QHBoxLayout()
        self._across.setSpacing(theme.space(3))
        self._columns: list[QVBoxLayout] = []
        for _side in range(2):
            box = QWidget(content)
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.space(3))
            self._columns.append(column)
            self._across.addWidget(box, 1)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(*[theme.space(3)] * 4)
        layout.setSpacing(theme.space(3))
        below = QWidget(content)
        below.setLayout(self._across)
        self._across.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(below)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(content, self)
        outer.addWidget(self.area)
        self.cards: list[Card] = []

    @property
    def content(self) -> QWidget:
        """The parent of whatever stands among the cards."""
        return self._content

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where room is short."""
        super().resizeEvent(event)
        beside = self.width() >= theme.scaled(_BESIDE)
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def begin(self) -> None:
        """Take every card away, before new ones are put."""
        for old in self.cards:
            old.hide()
            old.deleteLater()
        self.cards = []
        for column in self._columns:
            _empty(column)

    def put(self, side: int, heading: str) -> Card:
        """A new card at the end of a column: 0 left, 1 right."""
        made = Card(heading, self._content)
        made.record_wanted.connect(self.record_wanted)
        self._columns[side].addWidget(made)
        self.cards.append(made)
        return made

    def end(self) -> None:
        """All cards are there."""
        for column in self._columns:
            column.addStretch(1)
        for one in self.cards:
            one.show()
        # At once: Qt would lay the new cards out in steps, at the height of the old ones.
        width = self._content.width()
        height = self._content.heightForWidth(width)
        self._content.resize(width, max(height, self.area.viewport().height()))
        tab_in_reading_order(self)

    def card(self, heading: str) -> Card:
        """A card by its heading; raises KeyError where there is none."""
        for one in self.cards:
            if one.heading == heading:
                return one
        raise KeyError(heading)


class AsHighAsItsText(QWidget):
    """The contents of a page that scrolls: no higher than its text is at the width it gets."""

    def minimumSizeHint(self) -> QSize:
        """The least width only; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 0)


def _empty(layout: QLayout) -> None:
    while layout.count():
        layout.takeAt(0)


class _WithoutTick:
    """A deed without the tick that Qt's buttons send along."""

    def __init__(self, does: Does) -> None:
        self._does = does

    def __call__(self, checked: bool = False) -> None:
        self._does()


def _without_tick(does: Does) -> Callable[..., None]:
    return _WithoutTick(does)
