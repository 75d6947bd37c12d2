"""The head of a mother's file: who she is, and the warnings that stand on every page of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.flags import Flag, flags
from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.widgets import plain
from tac_desktop.words import _

_CORNERS: dict[str, list[tuple[float, float]]] = {
    "danger": [(0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3)],
    "warning": [(0.5, 0), (1, 1), (0, 1)],
    "info": [(0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)],
}


class Banner(QFrame):
    """Name, number, place, status and release; below them the way to note a concern, and the
    flags, each a word and a shape.

    `record_wanted` carries the record that a flag rests on, `versions_wanted` one that was changed
    in two places.
    """

    record_wanted = Signal(str)
    versions_wanted = Signal(str)
    concern_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "header")
        self.name = plain("", self, "section")
        self.facts = plain("", self, "muted")
        self._facts: list[str] = []
        self.flags: list[FlagMark] = []
        head = QWidget(self)
        line = FlowLayout(head, theme.space(4), 0)
        line.addWidget(self.name)
        line.addWidget(self.facts)
        self._row = QWidget(self)
        self.concern = QToolButton(self._row)
        self.concern.setText(_("Concern"))
        self.concern.setToolTip(_("Note a concern and who was told of it (Ctrl+Shift+C)"))
        theme.mark(self.concern, "small")
        self.concern.clicked.connect(self._concern)
        self.do_here = QToolButton(self._row)
        self.do_here.setText(_("Actions"))
        theme.mark(self.do_here, "small")
        self.do_here.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.do_here.hide()
        self._flow = FlowLayout(self._row, theme.space(2), theme.space(1))
        self._flow.addWidget(self.concern)
        self._flow.addWidget(self.do_here)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(2))
        layout.setSpacing(theme.space(1))
        layout.addWidget(head)
        layout.addWidget(self._row)
        self.facts.setMinimumHeight(self.name.sizeHint().height())

    def show_file(self, case_file: CaseFile) -> None:
        """Show whose file it is and what has to be known before anything else."""
        mother = case_file.mother
        self.name.setText(mother.formal_name() if mother else "")
        self.facts.setText("   ".join(facts_of(case_file)))
        self._show_flags(flags(case_file))
        self._show_versions(case_file)

    def offer_actions(self, wanted: bool) -> None:
        """Show the button for what the side column offers, where that has no room."""
        self.do_here.setVisible(wanted)

    def _show_flags(self, found: Sequence[Flag]) -> None:
        for mark in self.flags:
            self._flow.removeWidget(mark)
            mark.hide()
            mark.deleteLater()
        self.flags = []
        for flag in found:
            mark = FlagMark(flag, self._row)
            mark.clicked.connect(partial(self._wanted, flag.record_id))
            self._flow.addWidget(mark)
            self.flags.append(mark)

    def _show_versions(self, case_file: CaseFile) -> None:
        """Records that were changed in two places, until all are settled; never printed."""
        forked = [one.record_id for one in case_file.entries if one.forked]
        if not forked:
            return
        words = _("Two versions: {count}").format(count=len(forked))
        mark = FlagMark(Flag("warning", words, forked[0]), self._row)
        mark.clicked.connect(partial(self._versions, forked[0]))
        self._flow.addWidget(mark)
        self.flags.append(mark)

    def _versions(self, record_id: str, checked: bool = False) -> None:
        self.versions_wanted.emit(record_id)

    def _concern(self, checked: bool = False) -> None:
        self.concern_wanted.emit()

    def _wanted(self, record_id: str, checked: bool = False) -> None:
        self.record_wanted.emit(record_id)


class FlagMark(QPushButton):
    """One warning: a shape and words; pressing it opens what it rests on."""

    def __init__(self, flag: Flag, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = flag.kind
        theme.mark(self, f"flag_{flag.kind}")
        self.setText(flag.text)
        self.setAccessibleName(
            _("{kind}: {text}").format(kind=_kind_in_words(flag.kind), text=flag.text)
        )
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The words, and the shape before them."""
        return super().sizeHint() + QSize(theme.scaled(10), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words as usual, then the shape in the room before them."""
        super().paintEvent(event)
        size = theme.scaled(14)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(theme.scaled(8), (self.height() - size) / 2)
        draw_shape(painter, self.kind, size)
        painter.end()


def draw_shape(painter: QPainter, kind: str, size: int) -> None:
    """A stop sign for danger, a triangle for a warning, a diamond for anything else."""
    names = {"danger": "danger", "warning": "warning"}
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(names.get(kind, "accent")))
    corners = _CORNERS.get(kind, _CORNERS["info"])
    painter.drawPolygon(QPolygonF([QPointF(x * size, y * size) for x, y in corners]))
    painter.setBrush(theme.colour(f"{names.get(kind, 'accent')}_soft"))
    if kind == "danger":
        painter.drawRect(round(size * 0.2), round(size * 0.42), round(size * 0.6), size // 6 or 1)
    elif kind == "warning":
        painter.drawRect(round(size * 0.44), round(size * 0.35), size // 8 or 1, round(size * 0.3))
        painter.drawRect(round(size * 0.44), round(size * 0.75), size // 8 or 1, size // 8 or 1)


def facts_of(case_file: CaseFile) -> list[str]:
    """Number, location, status and release date, as far as they are known."""
    custody = case_file.custody
    if custody is None:
        return [_("no time in custody recorded")]
    found = [custody.prison_number or _("no prison number yet"), custody.current_location]
    if custody.custody_status:
        found.append(code_list("custody_status").label(custody.custody_status).lower())
    if custody.release_date:
        words = _("release {day}").format(day=written(custody.release_date))
        if custody.release_type:
            kind = code_list("release_type").label(custody.release_type)
            words = _("release {day} ({kind})").format(
                day=written(custody.release_date), kind=_lower_first(kind)
            )
        found.append(words)
    return [one for one in found if one]


def _kind_in_words(kind: str) -> str:
    return {"danger": _("Danger"), "warning": _("Take care")}.get(kind, _("Note"))


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
