"""Help, is anything missing on this PC: the check that IT runs, in the window."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tac_desktop.commands.check_lines import Line, Verdict
from tac_desktop.commands.self_check import WITHOUT_A_WINDOW, about_this_program, printers_line
from tac_desktop.ui import printers, theme
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    hint,
    scrolled,
    secondary_button,
    title,
    wrapped,
)
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _


class CheckDialog(QDialog):
    """Begins by itself. What it found can be copied for IT; nothing of a case is in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Is anything missing on this PC?"))
        self.lines: list[Line] = []
        inner = QWidget(self)
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(theme.space(2))
        self._inner = inner
        self._list.addWidget(title(_("Is anything missing on this PC?"), inner))
        self._list.addWidget(hint("\n".join(about_this_program()), inner))
        self.outcome = Notice("info", _("Looking ..."), inner)
        self._list.addWidget(self.outcome)
        self.copy = secondary_button(_("Copy for IT"), self)
        self.copy.setEnabled(False)
        self.copy.clicked.connect(self.copy_words)
        self.close_button = secondary_button(_("Close"), self)
        self.close_button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(scrolled(inner, self), 1)
        layout.addWidget(button_row(self, self.copy, self.close_button))
        fit_to_screen(self, 720, 600)
        # Qt is asked for printers here, since it answers the window's own thread only.
        found = [one for one in printers.this_computer.found() if one.prints_on_paper]
        self._printers = [one.name for one in found]
        # The usual one alone: a printer far away that does not answer would hold the window up.
        usual = [one.name for one in found if one.is_usual]
        self._stopped = printers.stopped(usual)
        run_in_background(self, _("Looking"), _checked, self._show, with_dialog=False)

    def close_as_locked(self) -> None:
        """Nothing of a vault is here: it may stay."""

    def words(self) -> str:
        """Everything as text."""
        found = [_in_words(line) for line in self.lines]
        return "\n".join([*about_this_program(), *found])

    def copy_words(self) -> None:
        """Put it on the clipboard, to be pasted into a message to IT."""
        QGuiApplication.clipboard().setText(self.words())

    def _show(self, lines: list[Line]) -> None:
        self.lines = [*lines, printers_line(self._printers, self._stopped)]
        problems = sum(line.verdict is Verdict.PROBLEM for line in self.lines)
        if problems:
            words = _("Problems found: {count}. Copy this for your IT.").format(count=problems)
            self.outcome.show_words("danger", words)
        else:
            words = _("Nothing that the program needs is missing or blocked.")
            self.outcome.show_words("done", words)
        kinds = {Verdict.NOTE: "warning", Verdict.PROBLEM: "danger"}
        order = [Verdict.PROBLEM, Verdict.NOTE, Verdict.FINE]
        for line in sorted(self.lines, key=lambda one: order.index(one.verdict)):
            words = _in_words(line)
            if line.verdict in kinds:
                self._list.addWidget(Notice(kinds[line.verdict], words, self._inner))
            else:
                self._list.addWidget(wrapped(words, self._inner))
        self._list.addStretch(1)
        self.copy.setEnabled(True)


def _checked(_progress: Progress) -> list[Line]:
    return [line for check in WITHOUT_A_WINDOW for line in check()]


def _in_words(line: Line) -> str:
    marks = {
        Verdict.FINE: _("In order"),
        Verdict.NOTE: _("To note"),
        Verdict.PROBLEM: _("Problem"),
    }
    words = f"{marks[line.verdict]}: {line.what}: {line.found}"
    return f"{words}\n{line.to_do}" if line.to_do else words
