"""A view of the Family page that is drawn: for a chosen reader, with who is chosen beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tac_desktop.casework.audience import Audience, audiences_for, view_for
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.drawn import Drawing, Measure, Node
from tac_desktop.casework.genogram import genogram
from tac_desktop.casework.network_map import network_map
from tac_desktop.casework.people import Person, Relationship
from tac_desktop.ui import theme
from tac_desktop.ui.drawing_legend import DrawingLegend
from tac_desktop.ui.drawing_paint import measure
from tac_desktop.ui.drawing_view import DrawingView
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.widgets import (
    Notice,
    card,
    plain,
    primary_button,
    scrolled,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _

_SIDE_BY_SIDE = 720


class DrawnView(QWidget):
    """Tools above, the drawing, and the chosen person with what can be done.

    `form_wanted` carries a record class or an entry and answers to begin with.
    """

    form_wanted = Signal(object, object)
    record_wanted = Signal(str)
    pack_wanted = Signal(str, str)

    pack = ""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._file: CaseFile | None = None
        self._content = QWidget(self)
        self._content.setMinimumHeight(1)
        self.view = DrawingView(self.name(), self._content)
        self.legend = DrawingLegend(self._content)
        self.notice = Notice("info", "", self._content)
        self.readers = QComboBox(self._content)
        self._build()
        self.view.chosen.connect(self._chosen)
        self.view.opened.connect(self._open)
        theme.signals().changed.connect(self._look_changed)

    # What a view says

    def name(self) -> str:
        """What the drawing is called."""
        raise NotImplementedError

    def drawing(self, case_file: CaseFile, measured: Measure) -> Drawing:
        """The drawing of a file."""
        raise NotImplementedError

    def can_be_done(self) -> list[tuple[str, Callable[..., None]]]:
        """What can be done with the chosen person besides opening."""
        raise NotImplementedError

    def further_tools(self, parent: QWidget) -> list[QWidget]:
        """Choices beside the reader."""
        return []

    # What it does

    def show_file(self, case_file: CaseFile) -> None:
        """Draw this file for the reader that is chosen."""
        self._file = case_file
        self._offer_readers()
        self.redraw()

    def redraw(self, checked: object = None) -> None:
        """Draw again, for another reader or with other choices."""
        if self._file is None:
            return
        reader = self.reader
        own = reader.kind is AudienceKind.TAC
        shown = self._file if own else view_for(self._file, reader).case_file
        drawing = self.drawing(shown, measure)
        words = _("Drawn as it would be printed for: {reader}.")
        self.notice.show_words("info", "" if own else words.format(reader=self._words(reader)))
        self.view.show_drawing(drawing)
        self.legend.show_drawing(drawing)
        self._show_chosen()

    def take_focus(self) -> None:
        """The drawing."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reader(self) -> Audience:
        """For whom it is drawn."""
        chosen = self.readers.currentData()
        return chosen if isinstance(chosen, Audience) else Audience(AudienceKind.TAC)

    @property
    def person_id(self) -> str:
        """The chosen person."""
        return self.view.node.id.split(" ")[0] if self.view.node else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chosen person stands beside the drawing where there is room, else below it."""
        super().resizeEvent(event)
        beside = self.width() >= theme.scaled(_SIDE_BY_SIDE)
        directions = QBoxLayout.Direction
        self._middle.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._details.setMaximumWidth(theme.scaled(230) if beside else 16777215)
        self._details.setMinimumWidth(theme.scaled(180) if beside else 0)

    # Building

    def _build(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(2))
        column.addWidget(self._tools())
        column.addWidget(self.notice)
        middle = QWidget(self._content)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(theme.space(3))
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._middle.addWidget(self.view, 1)
        self._details = self._person_panel()
        self._middle.addWidget(self._details)
        column.addWidget(middle, 1)
        column.addWidget(self.legend)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(self._content, self))

    def _tools(self) -> QWidget:
        box = QWidget(self._content)
        flow = FlowLayout(box, theme.space(2), theme.space(1))
        label = plain(_("As seen by"), box, "label")
        self.readers.setParent(box)
        self.readers.setAccessibleName(_("As seen by"))
        self.readers.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.readers.setMinimumContentsLength(26)
        self.readers.activated.connect(self.redraw)
        label.setBuddy(self.readers)
        tools: list[QWidget] = [label, self.readers, *self.further_tools(box)]
        for words, name, does in (
            ("–", _("Smaller (Ctrl+-)"), self.view.reduce),
            ("+", _("Larger (Ctrl++)"), self.view.enlarge),
            (_("Fit"), _("Fit the drawing in (Ctrl+0)"), self.view.fit),
        ):
            button = secondary_button(words, box)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(does)
            tools.append(button)
        self.print_button = secondary_button(_("Print"), box)
        self.print_button.clicked.connect(self._print)
        tools.append(self.print_button)
        for tool in tools:
            flow.addWidget(tool)
        return box

    def _person_panel(self) -> QWidget:
        frame, column = card(self._content, spacing=2, margin=3)
        self.person_name = section("", frame)
        self.person_words = wrapped("", frame)
        column.addWidget(self.person_name)
        column.addWidget(self.person_words)
        self.open_button = primary_button(_("Open (Enter)"), frame)
        self.open_button.clicked.connect(self._open_chosen)
        buttons: list[QPushButton] = [self.open_button]
        for words, does in self.can_be_done():
            button = secondary_button(words, frame)
            button.clicked.connect(does)
            buttons.append(button)
        self.buttons = buttons
        box = QWidget(frame)
        flow = FlowLayout(box, theme.space(2), theme.space(1))
        for button in buttons:
            flow.addWidget(button)
        column.addWidget(box)
        column.addStretch(1)
        return frame

    # Doing

    def _offer_readers(self) -> None:
        assert self._file is not None
        before = self.reader
        allowed = [one for one in audiences_for(self._file) if one.kind in Relationship.shared_with]
        own = Audience(AudienceKind.TAC)
        self.readers.clear()
        self.readers.addItem(_("This service: everything"), own)
        for one in allowed:
            if one.kind is not AudienceKind.TAC:
                self.readers.addItem(self._words(one), one)
        places = [self.readers.itemData(place) for place in range(self.readers.count())]
        self.readers.setCurrentIndex(places.index(before) if before in places else 0)

    def _words(self, reader: Audience) -> str:
        assert self._file is not None
        words = reader.words(self._file)
        return words if words == reader.kind.label else f"{reader.kind.label}: {words}"

    def _chosen(self, node_id: str) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        node = self.view.node
        known = bool(node and self._file and self.person_id in self._file.by_id)
        for button in self.buttons:
            button.setEnabled(known)
        if node is None or self._file is None:
            self.person_name.setText(_("Nobody chosen"))
            words = _("Click on somebody, or go into the drawing with Tab and use the arrow keys.")
            self.person_words.setText(words)
            return
        self.person_name.setText(self._file.name(self.person_id))
        self.person_words.setText(_without_name(node))

    def _open_chosen(self) -> None:
        self._open(self.person_id)

    def _open(self, node_id: str) -> None:
        person_id = node_id.split(" ")[0]
        if self._file is not None and person_id in self._file.by_id:
            self.record_wanted.emit(person_id)

    def _print(self) -> None:
        self.pack_wanted.emit(self.pack, "")

    def _want(self, cls: type[Any], answers: dict[str, Any], checked: bool = False) -> None:
        self.form_wanted.emit(cls, answers)

    def _look_changed(self) -> None:
        if self._file is not None:
            self.redraw()


class GenogramView(DrawnView):
    """The family."""

    pack = "genogram"

    def name(self) -> str:
        """What the drawing is called."""
        return _("Genogram")

    def drawing(self, case_file: CaseFile, measured: Measure) -> Drawing:
        """The family of a file."""
        return genogram(case_file, measured, quality=self.quality.isChecked())

    def further_tools(self, parent: QWidget) -> list[QWidget]:
        """Whether it shows how people get on with each other."""
        self.quality = QCheckBox(_("How they get on"), parent)
        self.quality.toggled.connect(self.redraw)
        return [self.quality]

    def can_be_done(self) -> list[tuple[str, Callable[..., None]]]:
        """Someone new beside, above or below the chosen person."""
        return [
            (_("Add partner"), self.add_partner),
            (_("Add child"), self.add_child),
            (_("Add parent"), self.add_parent),
            (_("Add brother or sister"), self.add_sibling),
        ]

    def add_partner(self, checked: bool = False) -> None:
        """A form for a partner of the chosen person."""
        self._want(Relationship, {"to_person_id": self.person_id, "type": "partner"})

    def add_child(self, checked: bool = False) -> None:
        """A form for a child: of the mother a child's own form, of others a relationship."""
        assert self._file is not None
        if self.person_id == self._file.mother_id:
            self._want(Person, {"kind": "child"})
            return
        person = self._file.get(Person, self.person_id)
        kind = {"female": "mother", "male": "father"}.get(person.gender if person else "", "")
        self._want(Relationship, {"from_person_id": self.person_id, "type": kind})

    def add_parent(self, checked: bool = False) -> None:
        """A form for a parent of the chosen person."""
        self._want(Relationship, {"to_person_id": self.person_id, "type": "mother"})

    def add_sibling(self, checked: bool = False) -> None:
        """A form for a brother or sister of the chosen person."""
        self._want(Relationship, {"to_person_id": self.person_id, "type": "sister"})


class NetworkView(DrawnView):
    """Whoever stands round the mother, and when they were last reached."""

    pack = "network"

    def name(self) -> str:
        """What the drawing is called."""
        return _("Network map")

    def drawing(self, case_file: CaseFile, measured: Measure) -> Drawing:
        """The network of a file."""
        return network_map(case_file, measured)

    def can_be_done(self) -> list[tuple[str, Callable[..., None]]]:
        """Write down a talk with the chosen person."""
        return [(_("New log entry"), self.new_entry)]

    def new_entry(self, checked: bool = False) -> None:
        """A form for a log entry with the chosen person."""
        self._want(ContactLogEntry, {"with_person_ids": [self.person_id]})


def _without_name(node: Node) -> str:
    """What is said of a person, after the name that stands above it already."""
    _name, mark, rest = node.spoken.partition(", ")
    _lead, dot, after = node.spoken.partition(". ")
    if mark and (not dot or len(_name) < len(_lead)):
        return rest[:1].upper() + rest[1:]
    return after or node.spoken
