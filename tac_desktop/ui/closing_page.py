"""Closing a case on one page: outcomes, barriers, needs, tasks, consents and approval together."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from tac_desktop.casework.closing import (
    CANCELLED,
    DONE,
    Closing,
    case_to_close,
    closing_in_words,
    closing_problems,
    closing_records,
    consents_to_end,
    needs_of,
    open_tasks,
    recorded,
)
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.episode import Barrier, Case, Outcome
from tac_desktop.casework.people import Worker
from tac_desktop.ui import theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.plain_fields import DateLine, text_box, typed
from tac_desktop.ui.shared_form import open_shared_form
from tac_desktop.ui.stroke_page import StrokePage
from tac_desktop.ui.stroke_titles import CLOSING
from tac_desktop.ui.undoing import Stroke, save_stroke, with_all_consequences
from tac_desktop.ui.widgets import (
    hint,
    link_button,
    name_for_accessibility,
    section,
    wrapped,
)
from tac_desktop.words import _


class ClosingPage(StrokePage):
    """The last case of the file; one that was closed in haste is completed."""

    draft_type = CLOSING

    def title_words(self) -> str:
        """Which case."""
        words = _("Close case {number}")
        if self.case.status == "closed":
            words = _("Complete the closing of case {number}")
        return words.format(number=self.case.episode or 1)

    def save_words(self) -> str:
        """What the button does."""
        return _("Save the closing") if self.case.status == "closed" else _("Close the case")

    @property
    def case(self) -> Case:
        """The case that is closed."""
        case = case_to_close(self.file)
        assert case is not None
        return case

    def build(self) -> None:
        """Every part of the page in its order."""
        case = self.case
        self._when_and_why(case)
        self._ticks(
            "outcome",
            _("What the work achieved"),
            _("The evaluation's Table 6. Tick what is true; a few words help whoever counts."),
            recorded(self.file, case, Outcome),
        )
        self._ticks(
            "barrier",
            _("What got in the way"),
            _("The evaluation's Table 7."),
            recorded(self.file, case, Barrier),
        )
        self._needs(case)
        self._tasks()
        self._consents(case)
        self._approval(case)

    def closing(self) -> Closing:
        """The answers as they stand."""
        day, approved_on = self.fields["day"], self.fields["approved_on"]
        assert isinstance(day, DateLine) and isinstance(approved_on, DateLine)
        return Closing(
            day=day.day(),
            reason=typed(self.fields["reason"]),
            closing_words=typed(self.fields["closing_words"]),
            outcomes=self._ticked("outcome"),
            barriers=self._ticked("barrier"),
            needs=self._chosen("need"),
            tasks=self._chosen("task"),
            ended_consents=frozenset(
                name.partition(":")[2]
                for name in self.fields
                if name.startswith("consent:") and typed(self.fields[name])
            ),
            approved_by_id=typed(self.fields["approved_by_id"]),
            approved_on=approved_on.day(),
        )

    def problems(self) -> Mapping[str, str]:
        """Why it cannot be closed so."""
        found = closing_problems(self.closing(), self.case, self.session.today())
        for name in ("day", "approved_on"):
            line = self.fields[name]
            assert isinstance(line, DateLine)
            if line.is_unreadable():
                found[name] = _("That is no date the program can read. Write it like 16 Nov 2026.")
        return found

    def what_it_does(self) -> list[str]:
        """Everything that is saved, in sentences."""
        return closing_in_words(self.closing(), self.case, self.file)

    def save_now(self) -> Stroke:
        """Save everything together."""
        case = self.case
        records = closing_records(self.closing(), case, self.file)
        words = _("Case {number} is closed.").format(number=case.episode or 1)
        records = with_all_consequences(records, self.file)
        return save_stroke(self.session, self.file, records, words, draft_id=self.draft_id)

    # Parts

    def _when_and_why(self, case: Case) -> None:
        today = self.session.today()
        self.add_row("day", _("The work ended on"), DateLine(today, self.content))
        self.put("day", written(case.closed or today))
        reason = ChoiceBox(self.content, "closure_reason")
        reason.setMaximumWidth(theme.scaled(400))
        self.add_row("reason", _("Why"), reason)
        self.put("reason", case.closure_reason)
        words = text_box(self.content, 2)
        self.add_row("closing_words", _("Her last word on the work"), words, _("In her own words."))
        self.put("closing_words", case.closing_words)

    def _ticks(
        self,
        kind: str,
        heading: str,
        help_words: str,
        known: Mapping[str, list[Outcome]] | Mapping[str, list[Barrier]],
    ) -> None:
        self.body.addWidget(section(heading, self.content))
        self.body.addWidget(hint(help_words, self.content))
        box, grid = self._grid()
        for place, code in enumerate(code_list(kind).offered):
            tick = QCheckBox(code.label, box)
            grid.addWidget(tick, place, 0)
            already = known.get(code.code)
            if already:
                tick.setChecked(True)
                tick.setEnabled(False)
                words = "; ".join(_recorded(one) for one in already)
                tick.setAccessibleDescription(words)
                grid.addWidget(hint(words, box), place, 1)
                continue
            note = QLineEdit(box)
            note.setPlaceholderText(_("In a few words"))
            name_for_accessibility(note, _("{what}: in a few words").format(what=code.label))
            grid.addWidget(note, place, 1)
            self.fields[f"{kind}:{code.code}"] = tick
            self.fields[f"{kind}_note:{code.code}"] = note

    def _needs(self, case: Case) -> None:
        needs = needs_of(self.file, case)
        self.body.addWidget(section(_("Her needs"), self.content))
        if not needs:
            self.body.addWidget(hint(_("No need is recorded."), self.content))
        box, grid = self._grid()
        for place, need in enumerate(needs):
            label = need.headline(self.file.name)
            words = f"{label}: {need.goal}" if need.goal else label
            choice = ChoiceBox(box, "need_status")
            choice.choose(need.status)
            self._choice_line(box, grid, place, words, choice)
            self.fields[f"need:{need.id}"] = choice

    def _tasks(self) -> None:
        tasks = open_tasks(self.file)
        self.body.addWidget(section(_("Open tasks"), self.content))
        if not tasks:
            self.body.addWidget(hint(_("No task is open."), self.content))
        box, grid = self._grid()
        for place, task in enumerate(tasks):
            due = _("due {day}").format(day=written(task.due)) if task.due else _("no date")
            choice = ChoiceBox(box)
            choice.add(_("Stays open"), "")
            choice.add(_("Done"), DONE)
            choice.add(_("Cancelled"), CANCELLED)
            self._choice_line(box, grid, place, f"{task.title} ({due})", choice)
            self.fields[f"task:{task.id}"] = choice

    def _consents(self, case: Case) -> None:
        consents = consents_to_end(self.file, case)
        self.body.addWidget(section(_("Consents that end with the work"), self.content))
        words = _("Nothing is shared on the strength of these afterwards without a reason.")
        none = _("No consent is in force.")
        self.body.addWidget(hint(words if consents else none, self.content))
        for consent in consents:
            label = code_list("consent_purpose").label(consent.purpose)
            if consent.subject_person_id:
                label = f"{label}: {self.file.name(consent.subject_person_id)}"
            tick = QCheckBox(label, self.content)
            tick.setChecked(True)
            self.body.addWidget(tick)
            self.fields[f"consent:{consent.id}"] = tick

    def _approval(self, case: Case) -> None:
        self.body.addWidget(section(_("Approval"), self.content))
        who = ChoiceBox(self.content)
        who.add(_("Not approved yet"), "")
        for entry in self.session.vault.entries(Worker.type_name, ""):
            worker = entry.record
            if isinstance(worker, Worker):
                who.add(worker.name, worker.id)
        self._who = who
        who.setMaximumWidth(theme.scaled(400))
        words = _("Without an approval the closing stands on the manager's list.")
        self.add_row("approved_by_id", _("Approved by the manager"), who, words)
        self.put("approved_by_id", case.approved_by_id)
        self.add_name = link_button(_("Someone who is not listed ..."), self.content)
        self.add_name.clicked.connect(self._add_name)
        self.body.addWidget(self.add_name)
        self.add_row("approved_on", _("Approved on"), DateLine(self.session.today(), self.content))
        self.put("approved_on", written(case.approved_on))

    def _add_name(self) -> None:
        dialog = open_shared_form(self.session, Worker, self, answers={"role": "service_manager"})
        if dialog is not None:
            dialog.saved.connect(self._name_added)

    def _name_added(self, record_id: str) -> None:
        self._who.add(self.session.vault.name(record_id), record_id)
        self._who.choose(record_id)

    # Helpers

    def _grid(self) -> tuple[QWidget, QGridLayout]:
        box = QWidget(self.content)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(1))
        grid.setColumnStretch(1, 1)
        self.body.addWidget(box)
        return box, grid

    def _choice_line(
        self, box: QWidget, grid: QGridLayout, place: int, words: str, choice: ChoiceBox
    ) -> None:
        choice.setMinimumWidth(theme.scaled(150))
        name_for_accessibility(choice, words)
        label = wrapped(words, box)
        label.setBuddy(choice)
        grid.addWidget(choice, place, 0)
        grid.addWidget(label, place, 1)

    def _ticked(self, kind: str) -> dict[str, str]:
        found = {}
        for name, editor in self.fields.items():
            if name.startswith(f"{kind}:") and typed(editor):
                code = name.partition(":")[2]
                found[code] = typed(self.fields[f"{kind}_note:{code}"])
        return found

    def _chosen(self, kind: str) -> dict[str, str]:
        return {
            name.partition(":")[2]: typed(editor)
            for name, editor in self.fields.items()
            if name.startswith(f"{kind}:")
        }

    def changed(self) -> None:
        """Words beside an outcome or barrier tick it."""
        for kind in ("outcome", "barrier"):
            for name, editor in self.fields.items():
                if name.startswith(f"{kind}_note:") and typed(editor):
                    tick = self.fields[f"{kind}:{name.partition(':')[2]}"]
                    assert isinstance(tick, QCheckBox)
                    if not tick.isChecked() and editor.hasFocus():
                        tick.setChecked(True)


def _recorded(one: Outcome | Barrier) -> str:
    day = written(one.date)
    words = _("recorded {day}").format(day=day) if day else _("recorded")
    return f"{words}: {one.note}" if one.note else words
