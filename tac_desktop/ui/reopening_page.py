"""Working with her again, on one page: why, in which custody, and what is asked anew."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QLineEdit

from tac_desktop.casework.dates import written
from tac_desktop.casework.reopening import (
    Reopening,
    custody_before,
    offered_tasks,
    reopening_problems,
    reopening_records,
)
from tac_desktop.ui import theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.plain_fields import DateLine, text_box, typed
from tac_desktop.ui.stroke_page import StrokePage
from tac_desktop.ui.stroke_titles import REOPENING
from tac_desktop.ui.undoing import Stroke, save_stroke, with_all_consequences
from tac_desktop.ui.widgets import hint, section
from tac_desktop.words import _

_NEW, _SAME = "new", "same"


class ReopeningPage(StrokePage):
    """A new period of work after an earlier one was closed. Nothing of the old one is changed."""

    draft_type = REOPENING
    _reason = ""

    def title_words(self) -> str:
        """What the page is for."""
        return _("Work with her again")

    def save_words(self) -> str:
        """What the button does."""
        return _("Open a new case")

    def build(self) -> None:
        """The questions in their order."""
        self.body.addWidget(
            hint(
                _("The earlier work stays as it is. Her consents are to be asked anew."),
                self.content,
            )
        )
        today = self.session.today()
        self.add_row("day", _("The work begins again on"), DateLine(today, self.content, today))
        self._choice("reason", _("Why"), "reopen_reason")
        waits = QCheckBox(_("She waits: put her on the waiting list"), self.content)
        self.fields["waiting"] = waits
        self.body.addWidget(waits)
        self._choice("priority", _("Priority"), "priority")
        self.put("priority", "routine")
        self._choice("source", _("Who referred her"), "referral_source")
        self.add_row("referral_reason", _("Reason for the referral"), text_box(self.content, 2))
        self._custody()
        self._tasks()

    def answers(self) -> Reopening:
        """What stands on the page."""
        day = self.fields["day"]
        assert isinstance(day, DateLine)
        value = {name: typed(editor) for name, editor in self.fields.items()}
        return Reopening(
            day=day.day(),
            reason=value["reason"],
            worker_id=self.session.vault.person.worker_id,
            waiting=bool(value["waiting"]),
            priority=value["priority"] or "routine",
            source=value["source"],
            referral_reason=value["referral_reason"],
            new_custody=value["custody"] == _NEW,
            prison_number=value["prison_number"],
            custody_status=value["custody_status"],
            location=value["location"],
            tasks={
                code: words for code, words in offered_tasks(self.file) if value.get(f"task:{code}")
            },
        )

    def problems(self) -> Mapping[str, str]:
        """Why it cannot be opened so."""
        return reopening_problems(self.answers(), self.file)

    def save_now(self) -> Stroke:
        """Save everything together."""
        records = reopening_records(self.answers(), self.file)
        case = records[0]
        words = _("{case} is open.").format(case=case.headline(self.file.name).partition(",")[0])
        records = with_all_consequences(records, self.file)
        return save_stroke(self.session, self.file, records, words, draft_id=self.draft_id)

    def changed(self) -> None:
        """The reason says what her custody is likely to be, until she says otherwise."""
        reason = typed(self.fields["reason"])
        if reason and reason != self._reason:
            self._reason = reason
            new, _number, status = custody_before(self.file, reason)
            self.put("custody", _NEW if new else _SAME)
            if status:
                self.put("custody_status", status)

    def _choice(self, name: str, label: str, codes: str) -> None:
        box = ChoiceBox(self.content, codes)
        box.setMaximumWidth(theme.scaled(400))
        self.add_row(name, label, box)

    def _custody(self) -> None:
        self.body.addWidget(section(_("Her time in custody"), self.content))
        which = ChoiceBox(self.content)
        which.add(_("A new time in custody begins"), _NEW)
        which.add(_("The earlier one goes on"), _SAME)
        which.setMaximumWidth(theme.scaled(400))
        custody = self.file.custody
        words = ""
        if custody is not None and custody.began():
            words = _("The last one began on {day}.").format(day=written(custody.began()))
        self.add_row("custody", _("Which"), which, words)
        number = QLineEdit(self.content)
        number.setMaxLength(12)
        number.setMaximumWidth(theme.scaled(200))
        help_words = _("As it is now. An earlier number is kept beside it.")
        self.add_row("prison_number", _("Prison number"), number, help_words)
        self.put("prison_number", custody.prison_number if custody else "")
        self._choice("custody_status", _("Status in custody"), "custody_status")
        location = QLineEdit(self.content)
        location.setMaximumWidth(theme.scaled(300))
        self.add_row("location", _("Cell or unit"), location)

    def _tasks(self) -> None:
        self.body.addWidget(section(_("Tasks to begin with"), self.content))
        for code, words in offered_tasks(self.file):
            tick = QCheckBox(self.content)
            # A tick's own words do not wrap; long ones stand in the row's label.
            tick.setText(_("Make this a task"))
            row = self.add_row(f"task:{code}", words, tick)
            row.label.setMaximumWidth(theme.scaled(theme.READING_WIDTH))
            tick.setChecked(True)
