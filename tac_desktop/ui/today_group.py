"""One group on Today: a heading with its count that opens and closes, and lines to act on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.today_lines import Action, Line, Lines
from tac_desktop.ui.widgets import card, link_button, plain, secondary_button, wrapped
from tac_desktop.words import _

_SHOWN_FIRST = 10
_WHEN, _WHO, _LOWER = 180, 230, 6
_ANY_WIDTH = 16777215
_LEAST_WIDTH = 800
"""Below this width, at 100 %, the columns have no room beside one another."""


class TodayGroup(QWidget):
    """`opened` carries a line to be opened, `done` one that was done, `answered` a contact."""

    opened = Signal(object)
    done = Signal(object)
    answered = Signal(object, bool, str)
    folded = Signal(str, bool)

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self._all = False
        self._were_columns = True
        self._group = Lines(key, "", ())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(1))
        self.heading = QPushButton("", self)
        self.heading.setCheckable(True)
        theme.mark(self.heading, "fold")
        self.heading.toggled.connect(self._fold)
        layout.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignLeft)
        self._frame, self._inside = card(self, spacing=1, margin=3)
        layout.addWidget(self._frame)
        self.more = secondary_button("", self._frame)
        self.more.clicked.connect(self._show_all)
        self._inside.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._shown: list[QWidget] = []
        self.links: list[QPushButton] = []

    def show_lines(self, group: Lines, *, is_open: bool) -> None:
        """Show a group anew."""
        self._group = group
        for widget in self._shown:
            self._inside.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown, self.links = [], []
        self._were_columns = self._in_columns()
        shown = group.lines if self._all else group.lines[:_SHOWN_FIRST]
        for place, line in enumerate(shown):
            widget = self._line(line)
            self._inside.insertWidget(place, widget)
            widget.show()
            self._shown.append(widget)
        left = len(group.lines) - len(shown)
        self.more.setVisible(left > 0)
        self.more.setText(_("Show {count} more").format(count=left))
        self.heading.blockSignals(True)
        self.heading.setChecked(is_open)
        self.heading.blockSignals(False)
        self._say_heading()

    @property
    def is_open(self) -> bool:
        """Whether its lines are shown."""
        return self.heading.isChecked()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns where there is room for them, else one thing below the other."""
        super().resizeEvent(event)
        if self._shown and self._were_columns != self._in_columns():
            self.show_lines(self._group, is_open=self.is_open)

    def _in_columns(self) -> bool:
        return self.width() >= theme.scaled(_LEAST_WIDTH)

    def _fold(self, is_open: bool) -> None:
        self._say_heading()
        self.folded.emit(self.key, is_open)

    def _say_heading(self) -> None:
        group, is_open = self._group, self.is_open
        mark = "▾" if is_open else "▸"
        self.heading.setText(f"{mark}  {group.title} ({len(group.lines)})")
        state = _("open") if is_open else _("closed")
        words = _("{title}: {count}, {state}")
        self.heading.setAccessibleName(
            words.format(title=group.title, count=len(group.lines), state=state)
        )
        self._frame.setVisible(is_open)

    def _show_all(self) -> None:
        self._all = True
        self.show_lines(self._group, is_open=True)
        if len(self.links) > _SHOWN_FIRST:
            self.links[_SHOWN_FIRST].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, line: Line) -> QWidget:
        """When, who, what and what to do: in columns, or below one another in large type."""
        widget = QWidget(self._frame)
        label = wrapped(line.when, widget, "error" if line.urgent else "muted")
        who = self._link(line, widget) if line.mother_id else plain(line.who, widget)
        what = wrapped(line.what, widget)
        actions = self._actions(line, widget)
        if self._in_columns():
            self._beside(widget, label, who, what, actions)
        else:
            below = QVBoxLayout(widget)
            below.setContentsMargins(0, 0, 0, theme.space(2))
            below.setSpacing(theme.space(1))
            for one in (label, what, actions):
                if one is not None:
                    below.addWidget(one)
            below.insertWidget(1, who, 0, Qt.AlignmentFlag.AlignLeft)
        return widget

    def _beside(
        self, widget: QWidget, label: QLabel, who: QWidget, what: QLabel, actions: QWidget | None
    ) -> None:
        """Four columns; the plain words stand as high as the words on the buttons."""
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(3))
        grid.setColumnStretch(2, 1)
        label.setFixedWidth(theme.scaled(_WHEN))
        who.setMinimumWidth(theme.scaled(_WHO))
        for one in (label, what, who):
            if isinstance(one, QLabel):
                one.setContentsMargins(0, theme.scaled(_LOWER), 0, 0)
        what.setMaximumWidth(_ANY_WIDTH)  # or it would stand in the middle of its column
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label, 0, 0, top)
        grid.addWidget(who, 0, 1, top | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(what, 0, 2, top)
        if actions is not None:
            grid.addWidget(actions, 0, 3, top)

    def _link(self, line: Line, parent: QWidget) -> QPushButton:
        link = link_button(line.who, parent)
        link.setAccessibleName(f"{line.who}: {line.what} {line.when}")
        link.setToolTip(_("Open this in her file"))
        link.clicked.connect(partial(self._open, line))
        self.links.append(link)
        return link

    def _actions(self, line: Line, parent: QWidget) -> QWidget | None:
        if line.action is Action.NOTHING:
            return None
        box = QWidget(parent)
        flow = FlowLayout(box, theme.space(1), theme.space(1))
        about = f"{line.who}: {line.what}"
        if line.action is Action.DONE:
            button = secondary_button(_("Done"), box)
            button.setAccessibleName(_("Done: {what}").format(what=about))
            button.clicked.connect(partial(self._done, line))
            flow.addWidget(button)
            return box
        yes, no = secondary_button(_("Happened"), box), secondary_button(_("Did not"), box)
        yes.setAccessibleName(_("Happened: {what}").format(what=about))
        no.setAccessibleName(_("Did not happen: {what}").format(what=about))
        yes.clicked.connect(partial(self._answer, line, True, ""))
        menu = QMenu(no)
        menu.addAction(_("The reason is not known")).triggered.connect(
            partial(self._answer, line, False, "")
        )
        for code in code_list("no_contact_reason").offered:
            menu.addAction(code.label).triggered.connect(
                partial(self._answer, line, False, code.code)
            )
        no.setMenu(menu)
        flow.addWidget(yes)
        flow.addWidget(no)
        return box

    def _open(self, line: Line, checked: bool = False) -> None:
        self.opened.emit(line)

    def _done(self, line: Line, checked: bool = False) -> None:
        self.done.emit(line)

    def _answer(self, line: Line, took_place: bool, reason: str, checked: bool = False) -> None:
        self.answered.emit(line, took_place, reason)
