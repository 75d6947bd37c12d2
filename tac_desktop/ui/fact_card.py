"""A card of lines that stays and is filled again, instead of being made anew for every file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.fact_columns import Stack
from tac_desktop.ui.fact_lines import FactLink, FactWords
from tac_desktop.ui.widgets import hint, plain, secondary_button, section
from tac_desktop.words import _

W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True)
class Item:
    """One line: a short beginning, the words that lead to the record, and whether it is urgent."""

    record_id: str
    before: str
    words: str
    urgent: bool = False


class FactList(Stack):
    """A heading, lines, and whatever is added below them.

    `record_wanted` carries the record whose line was pressed, `act_wanted` the one whose button
    was: each line has one where the list is made with the button's words.
    """

    record_wanted = Signal(str)
    act_wanted = Signal(str)

    def __init__(
        self, parent: QWidget, act: str = "", *, muted: bool = False, margin: int = 0
    ) -> None:
        """`muted` shows lines that lead nowhere in small type."""
        super().__init__(parent, margin=margin)
        self._act, self.muted = act, muted
        self._lines: list[_Line] = []
        self.heading = self.make_heading()
        self.add(self.heading)
        self._nothing, self._more = hint("", self), hint("", self)
        for label in (self._nothing, self._more):
            label.hide()
            self.add(label)

    def make_heading(self) -> QLabel:
        """What stands above the lines."""
        return plain("", self, "label")

    def show_items(self, items: Sequence[Item], nothing: str = "", most: int = 0) -> bool:
        """Write the lines anew, the first `most` where that is given; whether some were made."""
        shown = items[:most] if most else items
        made = False
        for place, item in enumerate(shown):
            if place == len(self._lines):
                self._lines.append(_Line())
            made |= self._show(place, item)
        for line in self._lines[len(shown) :]:
            line.hide()
        _say(self._nothing, "" if items else nothing)
        words = _("and {count} more, on the page Papers").format(count=len(items) - len(shown))
        _say(self._more, words if len(items) > len(shown) else "")
        return made

    def links(self) -> dict[str, QPushButton]:
        """The lines that lead somewhere, by the record that they lead to."""
        found: dict[str, QPushButton] = {}
        for line in self._lines:
            if line.link is not None and line.shown is line.link_box:
                found.setdefault(line.link.leads_to, line.link)
        return found

    def put(self, widget: W) -> W:
        """Anything else, below the lines."""
        self.add(widget)
        return widget

    def add_button(self, words: str, does: Callable[[], None]) -> QPushButton:
        """A button below the lines."""
        button = secondary_button(words, self)
        button.clicked.connect(does)
        self.add(button, narrow=True)
        return button

    def _show(self, place: int, item: Item) -> bool:
        line = self._lines[place]
        made = not line.has_kind(item)
        if made:
            before = sum(one.widgets() for one in self._lines[:place])
            widget = line.make_link(self, self._act) if item.record_id else line.make_words(self)
            self.add(widget, 1 + before)
        line.say(item)
        return made


class FactCard(FactList):
    """The same in a frame."""

    def __init__(self, heading: str, parent: QWidget, act: str = "") -> None:
        self._title = heading
        super().__init__(parent, act, margin=3)
        theme.mark(self, "card")

    def make_heading(self) -> QLabel:
        """The card's title."""
        return section(self._title, self)


class _Line:
    """One place in the list: a link, or words, or each at its time; made when first needed."""

    def __init__(self) -> None:
        self.link: FactLink | None = None
        self.link_box: QWidget | None = None
        self.shown: QWidget | None = None
        self._words: FactWords | None = None
        self._button: QPushButton | None = None

    def widgets(self) -> int:
        """How many places of the card's layout it has."""
        return (self.link_box is not None) + (self._words is not None)

    def has_kind(self, item: Item) -> bool:
        """Whether what the item needs was made."""
        return (self.link if item.record_id else self._words) is not None

    def make_words(self, card: FactList) -> QWidget:
        """Words that lead nowhere."""
        self._words = FactWords(card, muted=card.muted)
        return self._words

    def make_link(self, card: FactList, act: str) -> QWidget:
        """A link, with the card's button beside it."""
        if not act:
            self.link = self.link_box = FactLink(card, card.record_wanted.emit)
            return self.link
        box = _WithButton(card, act)
        self.link_box, self.link, self._button = box, box.link, box.button
        box.button.clicked.connect(partial(self._acted, card))
        return box

    def say(self, item: Item) -> None:
        """Show an item."""
        if item.record_id:
            assert self.link is not None
            self.link.say(item.words, item.record_id, item.before, item.urgent)
            if self._button is not None:
                name = f"{self._button.text()}: {item.words}"
                self._button.setAccessibleName(name)
            self._put(self.link_box, self._words)
        else:
            assert self._words is not None
            self._words.say(item.words, item.before, item.urgent)
            self._put(self._words, self.link_box)

    def hide(self) -> None:
        """Take no room."""
        self._put(None, self.link_box, self._words)

    def _put(self, shown: QWidget | None, *hidden: QWidget | None) -> None:
        self.shown = shown
        for one in hidden:
            if one is not None and not one.isHidden():
                one.hide()
        if shown is not None and shown.isHidden():
            shown.show()

    def _acted(self, card: FactList, checked: bool = False) -> None:
        assert self.link is not None
        if self._button is not None and self._button.hasFocus():
            # The next record takes this place: a key that is held must not act on it as well.
            self.link.setFocus(Qt.FocusReason.OtherFocusReason)
        card.act_wanted.emit(self.link.leads_to)


class _WithButton(QWidget):
    """A link with a button beside it."""

    def __init__(self, card: FactList, act: str) -> None:
        super().__init__(card)
        self.link = FactLink(self, card.record_wanted.emit)
        self.button = secondary_button(act, self)
        self.setSizePolicy(self.link.sizePolicy())

    def in_order(self) -> list[QWidget]:
        """Both, for the order of Tab."""
        return [self.link, self.button]

    def heightForWidth(self, width: int) -> int:
        """As high as the higher one."""
        return max(self.link.heightForWidth(self._room(width)), self.button.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As wide as both must be."""
        wide = self.link.minimumSizeHint().width() + self.button.sizeHint().width()
        return QSize(wide + theme.space(2), 0)

    def sizeHint(self) -> QSize:
        """As wide as both want to be."""
        wide = self.link.sizeHint().width() + self.button.sizeHint().width()
        return QSize(wide + theme.space(2), 0)

    def event(self, event: QEvent) -> bool:
        """One of them wants another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button at the end, in the middle of the line."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size, room = self.button.sizeHint(), self._room(self.width())
        self.link.setGeometry(0, 0, room, self.height())
        top = (self.height() - size.height()) // 2
        self.button.setGeometry(room + theme.space(2), top, size.width(), size.height())

    def _room(self, width: int) -> int:
        return max(1, width - self.button.sizeHint().width() - theme.space(2))


def _say(label: QLabel, words: str) -> None:
    label.setVisible(bool(words))
    label.setText(words)
