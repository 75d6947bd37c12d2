"""The foot of a form, always in view: save, close, discard, and where the text is, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from tac_desktop.casework.record import Problem
from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout, full_width
from tac_desktop.ui.widgets import link_button, plain, primary_button, secondary_button
from tac_desktop.words import _


class FormFooter(QFrame):
    """Buttons; and the label that says where the text is, which the form puts beside its title."""

    save_wanted = Signal()
    close_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, save_words: str, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "footer")
        flow = FlowLayout(self, theme.space(2), theme.space(1))
        flow.setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(2))
        self.save_button = self._button(primary_button, save_words, _("Ctrl+Enter or Ctrl+S"))
        self.close_button = self._button(
            secondary_button, _("Close, keep the draft"), _("Esc. What you typed stays as a draft.")
        )
        self.discard_button = self._button(
            secondary_button, _("Discard …"), _("Drop what you typed, after asking")
        )
        for button in (self.save_button, self.close_button, self.discard_button):
            flow.addWidget(button)
        self.state = plain(_("Ctrl+Enter saves, Esc keeps a draft"), self, "muted")
        self.save_button.clicked.connect(self.save_wanted)
        self.close_button.clicked.connect(self.close_wanted)
        self.discard_button.clicked.connect(self.discard_wanted)

    def say(self, kind: str, words: str) -> None:
        """Say where the text is: kind `muted`, `done` or `danger`."""
        theme.mark(self.state, "error" if kind == "danger" else kind)
        self.state.setText(words)
        self.state.setAccessibleName(words)

    def _button(self, make: object, words: str, tip: str) -> QPushButton:
        assert callable(make)
        button = make(words, self)
        assert isinstance(button, QPushButton)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        return button


class ProblemSummary(QFrame):
    """What keeps the form from being saved, each problem a way to its field."""

    field_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "notice_danger")
        self._flow = FlowLayout(self, theme.space(4), 0)
        margins = (theme.space(6), theme.space(1), theme.space(4), theme.space(1))
        self._flow.setContentsMargins(*margins)
        self.links: list[QPushButton] = []
        self._heading = plain("", self, "label")
        full_width(self._heading)
        self._flow.addWidget(self._heading)
        self.hide()

    def show_problems(
        self, problems: Sequence[Problem], labels: Mapping[str, str], missing: str = ""
    ) -> None:
        """List the problems; an empty list hides the box."""
        for link in self.links:
            self._flow.removeWidget(link)
            link.deleteLater()
        self.links = []
        count = len(problems) + bool(missing)
        self.setVisible(bool(count))
        words = (
            _("Not saved yet: one answer needs attention.")
            if count == 1
            else _("Not saved yet: {count} answers need attention.").format(count=count)
        )
        self._heading.setText(words)
        self.setAccessibleName(words)
        for problem in problems:
            label = labels.get(problem.field, "")
            link = link_button(f"{label}: {problem.sentence}" if label else problem.sentence, self)
            link.clicked.connect(partial(self._go, problem.field))
            self._flow.addWidget(link)
            self.links.append(link)
        if missing:
            link = link_button(missing, self)
            self._flow.addWidget(link)
            self.links.append(link)

    def _go(self, field: str, checked: bool = False) -> None:
        self.field_wanted.emit(field)
