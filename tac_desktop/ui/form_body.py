"""The questions of a form, built from the record class: numbers, hints, conditions, errors.

The numbers are those of `questions_of(cls)`, as on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from tac_desktop.casework.questions import Kind, QuestionSpec, Section, questions_of
from tac_desktop.casework.record import Problem, Record, questions_asked
from tac_desktop.ui import theme
from tac_desktop.ui.editors.base import Editor, FormContext
from tac_desktop.ui.editors.factory import make_editor
from tac_desktop.ui.flow import FlowLayout, full_width
from tac_desktop.ui.widgets import hint, plain, section, wrapped
from tac_desktop.words import _

MakeEditor = Callable[[QuestionSpec, FormContext, QWidget], Editor]

_SHORT_HINT = 32
_SHORT_LABEL = 44
FORM_WIDTH = 720
"""Pixels at 100 % that a form takes at most, so that its lines stay readable."""


class QuestionBox(QWidget):
    """One question: number and label, hint, the editor, and what is wrong with the answer."""

    edited = Signal(str)

    def __init__(
        self,
        spec: QuestionSpec,
        context: FormContext,
        parent: QWidget,
        make: MakeEditor = make_editor,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self.editor: Editor = make(spec, context, self)
        self.error = wrapped("", self, "error")
        self.error.hide()
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(1))
        long_words = len(spec.hint) > _SHORT_HINT or len(spec.label) > _SHORT_LABEL
        whole_line = self.editor.wide or long_words
        if spec.kind is Kind.TICK:
            self._number_the_tick()
        else:
            layout.addWidget(self._label(whole_line))
        if spec.hint and whole_line:
            layout.addWidget(hint(spec.hint, self))
        layout.addWidget(self.editor)
        if spec.hint and not whole_line:  # below, so that fields on one line stand level
            layout.addWidget(plain(spec.hint, self, "hint"))
        layout.addWidget(self.error)
        layout.addStretch(1)
        full_width(self, whole_line)
        self._say_name("")
        self.editor.edited.connect(self._edited)

    def label_in_words(self) -> str:
        """`10 What was said or done`."""
        return _("{number} {label}").format(number=self.spec.number, label=self.spec.label)

    def add_below(self, widget: QWidget) -> None:
        """Put a button or a notice below the field."""
        place = self._column.indexOf(self.editor) + 1
        # What wraps takes the whole width: narrower, it would not get the height that it needs.
        left = isinstance(widget, QAbstractButton)
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0)
        self._column.insertWidget(place, widget, 0, side)

    def show_error(self, words: str) -> None:
        """Say what is wrong with the answer; an empty text takes it off."""
        if self.error.text() == words:
            return
        self.error.setText(words)
        self.error.setVisible(bool(words))
        field = self.editor.first_field()
        field.setProperty("faulty", bool(words))
        field.style().unpolish(field)
        field.style().polish(field)
        field.updateGeometry()
        self._say_name(words)

    def _label(self, whole_line: bool) -> QLabel:
        words = _("{number}  {label}").format(number=self.spec.number, label=self.spec.label)
        if self.spec.required:
            words = _("{question} (needed)").format(question=words)
        label = plain(words, self, "label")
        label.setWordWrap(whole_line)
        label.setBuddy(self.editor.first_field())
        return label

    def _number_the_tick(self) -> None:
        from tac_desktop.ui.editors.choices import TickEditor

        if isinstance(self.editor, TickEditor):
            words = _("{number}  {label}").format(number=self.spec.number, label=self.spec.label)
            self.editor.field.setText(words)

    def _say_name(self, problem: str) -> None:
        name = f"{self.spec.number} {self.spec.label}"
        said = [problem, self.spec.hint, _("needed") if self.spec.required else ""]
        words = ". ".join(part for part in said if part)
        self.editor.say_name(name, words)

    def _edited(self) -> None:
        self.edited.emit(self.spec.name)


class FormBody(QWidget):
    """All sections of one record type, or `only` some of its questions, answered as `make` says.

    `layout_of` puts the questions in another order than that of their numbers.

    `edited` carries the name of the field.
    """

    edited = Signal(str)

    def __init__(
        self,
        cls: type[Record],
        context: FormContext,
        parent: QWidget,
        only: Sequence[str] | None = None,
        make: MakeEditor = make_editor,
        layout_of: Sequence[Section] | None = None,
    ) -> None:
        super().__init__(parent)
        self.record_class = cls
        self._make = make
        self.boxes: dict[str, QuestionBox] = {}
        self._sections: list[tuple[QWidget, list[QuestionBox]]] = []
        layout = QVBoxLayout(self)
        # The ring round the field with the focus is drawn outside it.
        layout.setContentsMargins(*[theme.space(2)] * 4)
        layout.setSpacing(theme.space(5))
        specs = questions_of(cls)
        for one in cls.layout if layout_of is None else layout_of:
            names = [name for name in one.fields if only is None or name in only]
            if names:
                layout.addWidget(self._section(one, names, specs, context))
        layout.addStretch(1)

    def show_record(self, record: Record) -> None:
        """Show the answers of a record."""
        for name, box in self.boxes.items():
            box.editor.show_value(getattr(record, name))
            box.show_error("")
        self.show_asked()

    def answers(self) -> dict[str, Any]:
        """The answers as they stand, those that are not asked at present included."""
        return {name: box.editor.value() for name, box in self.boxes.items()}

    def asked(self) -> list[str]:
        """The questions that are asked, given the answers so far."""
        answers = self.answers()
        return [
            spec.name
            for spec in questions_asked(answers, self.record_class)
            if spec.name in self.boxes
        ]

    def drafts(self) -> dict[str, Any]:
        """What was typed into every field."""
        return {name: box.editor.draft() for name, box in self.boxes.items()}

    def show_drafts(self, drafts: Mapping[str, Any]) -> None:
        """Show again what was typed into some fields."""
        for name, draft in drafts.items():
            if name in self.boxes:
                self.boxes[name].editor.show_draft(draft)
        self.show_asked()

    def not_understood(self) -> list[Problem]:
        """What was typed and cannot be read, in the order of the form."""
        asked = set(self.asked())
        found = []
        for name, box in self.boxes.items():
            words = box.editor.not_understood() if name in asked else ""
            if words:
                found.append(Problem(name, words))
        return found

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say beside each field what is wrong with it; the others are all right."""
        by_field: dict[str, list[str]] = {}
        for problem in problems:
            by_field.setdefault(problem.field, []).append(problem.sentence)
        for name, box in self.boxes.items():
            box.show_error(" ".join(by_field.get(name, [])))

    def go_to(self, name: str, cursor: int = -1) -> None:
        """Put the cursor into a field."""
        box = self.boxes.get(name)
        if box:
            box.editor.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
            box.editor.set_cursor(cursor)

    def field_with_focus(self) -> tuple[str, int]:
        """The question that is being answered and the place of the cursor in it."""
        focused = self.focusWidget()
        for name, box in self.boxes.items():
            if focused is not None and box.isAncestorOf(focused):
                return name, box.editor.cursor_place()
        return "", -1

    def show_asked(self) -> None:
        """Show the questions that are asked and hide the others."""
        asked = set(self.asked())
        for widget, boxes in self._sections:
            for box in boxes:
                box.setVisible(box.spec.name in asked)
            widget.setVisible(any(box.spec.name in asked for box in boxes))

    def _section(
        self,
        one: Section,
        names: Sequence[str],
        specs: Mapping[str, QuestionSpec],
        context: FormContext,
    ) -> QWidget:
        widget = QWidget(self)
        flow = FlowLayout(widget, theme.space(6), theme.space(3))
        heading = section(one.title, widget)
        full_width(heading)
        flow.addWidget(heading)
        if one.hint:
            help_words = hint(one.hint, widget)
            full_width(help_words)
            flow.addWidget(help_words)
        boxes = []
        for name in names:
            spec = specs.get(name)
            if spec is None or spec.kind is Kind.DATA:
                continue
            box = QuestionBox(spec, context, widget, self._make)
            box.edited.connect(self._edited)
            flow.addWidget(box)
            self.boxes[name] = box
            boxes.append(box)
        self._sections.append((widget, boxes))
        return widget

    def _edited(self, name: str) -> None:
        box = self.boxes[name]
        if not box.error.isHidden():
            box.show_error(box.editor.not_understood())
        if any(one.spec.only_if is not None for one in self.boxes.values()):
            self.show_asked()
        self.edited.emit(name)
