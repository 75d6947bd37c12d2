"""What a reader does not get, grouped by the reason, so that nothing is left out unseen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.casework.audience import LeftOut
from tac_desktop.ui import theme
from tac_desktop.ui.widgets import section, wrapped
from tac_desktop.words import _

_ROWS_SEEN = 6
_SHOWN_AT_ONCE = 4


class LeftOutList(QWidget):
    """The list beside a preview. It stands on the screen only; no print carries it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = section("", self)
        self.words = wrapped("", self)
        self.tree = WrappingTree(self)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setMinimumHeight(theme.scaled(26 * _ROWS_SEEN))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        for widget in (self.heading, self.words, self.tree):
            layout.addWidget(widget)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Nothing is known yet for the reader that was just chosen."""
        self._show(_("Left out for this reader"), _("This is being worked out."), [])

    def show_no_pages(self) -> None:
        """There is no print that anything could be left out of."""
        self._show(_("Left out for this reader"), _("No pages were made for this reader."), [])

    def show_left_out(self, left_out: Sequence[LeftOut], reader: str, read_this: str = "") -> None:
        """Show what was left out for `reader`, the rarest reason first."""
        if not left_out:
            words = _("Everything in the file may be seen by: {reader}.").format(reader=reader)
            self._show(_("Nothing was left out"), words, [])
            return
        heading = _("Left out for this reader: {count}").format(count=len(left_out))
        words = _("Not in the print, and not mentioned in it. Read this list before you print.")
        self._show(heading, read_this or words, left_out)

    def _show(self, heading: str, words: str, left_out: Sequence[LeftOut]) -> None:
        self.heading.setText(heading)
        self.words.setText(words)
        self.tree.clear()
        self.tree.setVisible(bool(left_out))
        self.tree.setAccessibleName(heading)
        self.tree.setAccessibleDescription(words)
        groups: dict[str, list[LeftOut]] = {}
        for one in left_out:
            groups.setdefault(one.reason, []).append(one)
        for reason, ones in sorted(groups.items(), key=_rarest_first):
            words = _("{reason} ({count})").format(reason=reason, count=len(ones))
            group = QTreeWidgetItem(self.tree, [words])
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            for one in ones:
                QTreeWidgetItem(group, [one.what])
            group.setToolTip(0, reason)
            group.setExpanded(len(ones) <= _SHOWN_AT_ONCE)
        self.tree.fit()
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)


class WrappingTree(QTreeWidget):
    """Shows every line in full: a tree of Qt's own cuts off what is wider than it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setUniformRowHeights(False)
        self.setIndentation(theme.scaled(16))
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._fitted_to = -1

    def fit(self) -> None:
        """Give each line the height that its words need."""
        self._fitted_to = self.viewport().width()
        # By number: an iterator of Qt's may outlive its items here, which ends the program.
        for group in _below(self.invisibleRootItem()):
            self._fit_item(group, 1)
            for line in _below(group):
                self._fit_item(line, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other heights."""
        super().resizeEvent(event)
        if self.viewport().width() != self._fitted_to:
            self.fit()

    def _fit_item(self, item: QTreeWidgetItem, depth: int) -> None:
        room = self.viewport().width() - depth * self.indentation() - theme.scaled(24)
        box = QFontMetrics(self._font_of(item)).boundingRect(
            QRect(0, 0, max(room, 40), 10_000), Qt.TextFlag.TextWordWrap, item.text(0)
        )
        item.setSizeHint(0, QSize(box.width(), box.height() + theme.scaled(6)))

    def _font_of(self, item: QTreeWidgetItem) -> QFont:
        font = theme.font(theme.SMALL)
        font.setBold(item.font(0).bold())
        return font


def _below(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for place in range(item.childCount()):
        child = item.child(place)
        if child is not None:
            yield child


def _rarest_first(group: tuple[str, list[LeftOut]]) -> tuple[int, str]:
    """A restriction that hides two lines matters more than a kind of record nobody gets."""
    return len(group[1]), group[0]
