"""Which editor answers which kind of question."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tac_desktop.casework.questions import Kind, QuestionSpec
from tac_desktop.ui.editors.base import Editor, FormContext
from tac_desktop.ui.editors.chips import ChipsEditor
from tac_desktop.ui.editors.choices import (
    BoxEditor,
    ButtonsEditor,
    TickEditor,
    YesNoEditor,
    fits_on_buttons,
)
from tac_desktop.ui.editors.lines import (
    LINES_OF_DATES,
    DateLinesEditor,
    DateLinesInRow,
    LinesEditor,
    LinesInRow,
)
from tac_desktop.ui.editors.people import (
    ChildEditor,
    ChildrenEditor,
    ReferenceEditor,
    ReferenceInRow,
    ReferencesEditor,
)
from tac_desktop.ui.editors.rows import RowsEditor
from tac_desktop.ui.editors.several import TicksEditor
from tac_desktop.ui.editors.text import LineEditor, LongTextEditor, NumberEditor
from tac_desktop.ui.editors.when import DateEditor, DateInRow, PartialDateEditor, TimeEditor

_SIMPLE: dict[Kind, type[Editor]] = {
    Kind.TEXT: LineEditor,
    Kind.LONG_TEXT: LongTextEditor,
    Kind.LINES: LinesEditor,
    Kind.DATE: DateEditor,
    Kind.PARTIAL_DATE: PartialDateEditor,
    Kind.TIME: TimeEditor,
    Kind.NUMBER: NumberEditor,
    Kind.YES_NO: YesNoEditor,
    Kind.TICK: TickEditor,
}


def make_editor(spec: QuestionSpec, context: FormContext, parent: QWidget) -> Editor:
    """The editor for a question of a form."""
    return _class_for(spec)(spec, context, parent)


def make_cell(spec: QuestionSpec, context: FormContext, parent: QWidget) -> Editor:
    """The editor for a question inside a row, where room is short."""
    in_rows: dict[Kind, type[Editor]] = {
        Kind.CHOICE: BoxEditor,
        Kind.DATE: DateInRow,
        Kind.LINES: DateLinesInRow if spec.name in LINES_OF_DATES else LinesInRow,
        Kind.REFERENCE: ReferenceInRow,
    }
    return in_rows.get(spec.kind, _class_for(spec))(spec, context, parent)


def _class_for(spec: QuestionSpec) -> type[Editor]:
    if spec.name in LINES_OF_DATES:
        return DateLinesEditor
    if spec.kind in _SIMPLE:
        return _SIMPLE[spec.kind]
    if spec.kind is Kind.ROWS:
        return _Rows
    child = spec.refers_to == "person:child"
    if spec.kind is Kind.REFERENCE:
        return ChildEditor if child else ReferenceEditor
    if spec.kind is Kind.REFERENCES:
        return ChildrenEditor if child else ReferencesEditor
    if spec.kind is Kind.CHOICE:
        return ButtonsEditor if fits_on_buttons(spec.codes) else BoxEditor
    if spec.kind is Kind.CHOICES:
        return TicksEditor if TicksEditor.fits(spec.codes) else ChipsEditor
    raise ValueError(f"no editor for {spec.kind}")


class _Rows(RowsEditor):
    def __init__(self, spec: QuestionSpec, context: FormContext, parent: QWidget) -> None:
        super().__init__(spec, context, parent, make_cell)
