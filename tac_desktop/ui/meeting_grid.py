"""After a meeting: what was written on the printed grid is typed back, in its order, by keyboard.

The questions and their numbers are those of the meeting's form (`packs/meeting_writing.py` prints
them); what is typed is kept as a draft of that form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.meeting_tasks import next_meeting_to_plan
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.questions import QuestionSpec
from tac_desktop.casework.record import Record
from tac_desktop.ui.editors.base import Editor, FormContext
from tac_desktop.ui.editors.factory import make_editor
from tac_desktop.ui.form_body import FormBody
from tac_desktop.ui.meeting_grid_rows import ActionLines, CameTicks
from tac_desktop.ui.record_form import RecordForm
from tac_desktop.ui.session import Session
from tac_desktop.words import _

_SECTIONS = {one.source_title: one for one in Meeting.layout}
_DECIDED = _SECTIONS["What was decided"]
GRID = (
    replace(_DECIDED, fields=("status", *_DECIDED.fields)),
    _SECTIONS["What happened"],
    _SECTIONS["Who is invited"],
)
"""The order of the paper: the attendance sheet is its last page."""


class MeetingGrid(RecordForm):
    """`next_wanted` carries a meeting after which another one is to be planned."""

    next_wanted = Signal(str)

    def __init__(
        self, session: Session, case_file: CaseFile, meeting_id: str, parent: QWidget
    ) -> None:
        entry = case_file.by_id[meeting_id]
        meeting = entry.record
        assert isinstance(meeting, Meeting)
        held = {"status": "held"} if meeting.status == "planned" else {}
        super().__init__(
            session, entry, case_file.mother_id, parent, answers=held, case_file=case_file
        )
        actions = self.body.boxes["actions"].editor
        assert isinstance(actions, ActionLines)
        actions.offer(_people(meeting, case_file))
        self._place = ("decisions", -1)

    def _make_body(self, context: FormContext, parent: QWidget) -> FormBody:
        return FormBody(Meeting, context, parent, None, _editor, GRID)

    def _title_words(self) -> str:
        assert isinstance(self._start, Meeting)
        kind = code_list("meeting_type").label(self._start.type)
        return _("After: {meeting}, {day}").format(meeting=kind, day=written(self._start.date))

    def _note_words(self) -> str:
        return _(
            "In the order and with the numbers of the printed grid. Enter goes on to the next"
            " field and the next line. “Mine” becomes a task of yours; “Wait for it” reminds you."
        )

    def _save(self, record: Record) -> bool:
        saved = super()._save(record)
        if saved and isinstance(record, Meeting):
            now = self._session.vault.case_file(record.mother_id, self._session.today())
            if next_meeting_to_plan(record, now) is not None:
                self.next_wanted.emit(record.id)
        return saved


def _editor(spec: QuestionSpec, context: FormContext, parent: QWidget) -> Editor:
    own: dict[str, type[Editor]] = {"actions": ActionLines, "invitees": CameTicks}
    return (
        own[spec.name](spec, context, parent)
        if spec.name in own
        else make_editor(spec, context, parent)
    )


def _people(meeting: Meeting, case_file: CaseFile) -> list[str]:
    """Names and roles of those invited, and of the children's workers."""
    found: Sequence[str] = [
        part
        for one in meeting.invitees
        for part in (case_file.name(one.person_id) if one.person_id else "", one.role)
    ]
    workers = [
        person.display_name()
        for child in meeting.child_ids
        for person in case_file.professionals_for(child, "child_social_worker")
    ]
    return list(dict.fromkeys(one for one in (*found, *workers) if one))
