"""The parts of an application that lead to other records: aftercare, own report, separation."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_plans import SeparationPlan
from tac_desktop.casework.dates import written
from tac_desktop.casework.mbu import MbuApplication, MbuTacReport
from tac_desktop.casework.mbu_plans import (
    EITHER_WAY,
    IF_GRANTED,
    IF_REFUSED,
    is_granted,
    missing_plans,
)
from tac_desktop.casework.mbu_tasks import outcome_tasks
from tac_desktop.casework.work import Task
from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.widgets import secondary_button, section, wrapped
from tac_desktop.ui.wrapped_link import WrappedLink
from tac_desktop.words import _


class Part(QWidget):
    """A heading with lines and buttons below it, written anew for each application."""

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.space(2), 0, 0)
        self._column.setSpacing(theme.space(1))
        self.heading = section(heading, self)
        self._column.addWidget(self.heading)
        self._lines: list[QWidget] = []

    def clear(self) -> None:
        """Take the lines away."""
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = []

    def say(self, words: str, role: str = "") -> None:
        """A line of words."""
        self._put(wrapped(words, self, role))

    def links(self, *buttons: QWidget) -> None:
        """Buttons side by side, as many as fit."""
        box = QWidget(self)
        flow = FlowLayout(box, theme.space(2), theme.space(1))
        for button in buttons:
            button.setParent(box)
            flow.addWidget(button)
            button.show()
        self._put(box)

    def link(self, words: str, does: partial[None]) -> None:
        """Words that lead to a record; they take as many lines as they need."""
        link = WrappedLink(words, self)
        link.clicked.connect(does)
        self._put(link)

    def _put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self._lines.append(widget)
        widget.show()


class AftercarePart(Part):
    """The tasks for both outcomes; `bring_back` carries those that the decision closed."""

    bring_back = Signal(list)
    write_wanted = Signal()
    record_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Care for her, whichever way it goes"), parent)

    def show_application(self, case_file: CaseFile, application: MbuApplication) -> None:
        """List what was planned for each outcome and what became of it."""
        self.clear()
        closed: list[Task] = []
        for outcome, words in (
            (IF_GRANTED, _("If it is granted")),
            (IF_REFUSED, _("If it is refused")),
            (EITHER_WAY, _("Whichever way")),
        ):
            tasks = outcome_tasks(application, case_file, outcome)
            self.say(words, "label")
            if not tasks:
                self.say(_("Nothing is planned yet."), "hint")
            for task in tasks:
                self._task(task)
            wrong = {IF_GRANTED: False, IF_REFUSED: True}.get(outcome)
            if wrong is not None and is_granted(application) is wrong:
                closed += [task for task in tasks if task.status == "cancelled"]
        if missing_plans(application) and not application.decision:
            write = secondary_button(_("Write down what she needs"), self)
            write.clicked.connect(self._write)
            self.links(write)
        if closed:
            count = len(closed)
            words = (
                _("The decision closed 1 task for the other outcome.")
                if count == 1
                else _("The decision closed {count} tasks for the other outcome.")
            )
            self.say(words.format(count=count))
            back = secondary_button(_("Bring them back"), self)
            back.clicked.connect(partial(self._back, closed))
            self.links(back)

    def _write(self, checked: bool = False) -> None:
        self.write_wanted.emit()

    def _task(self, task: Task) -> None:
        status = code_list("task_status").label(task.status).lower()
        due = _("by {day}").format(day=written(task.due)) if task.due else ""
        words = ", ".join(part for part in (task.title, due, status) if part)
        self.link(words, partial(self._open, task.id))

    def _open(self, record_id: str, checked: bool = False) -> None:
        self.record_wanted.emit(record_id)

    def _back(self, tasks: list[Task], checked: bool = False) -> None:
        self.bring_back.emit(tasks)


class OwnReportPart(Part):
    """The social worker's own report: started from the file, written on, signed, printed."""

    start_wanted = Signal()
    update_wanted = Signal(str)
    print_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Your own report"), parent)

    def show_application(self, case_file: CaseFile, application: MbuApplication) -> None:
        """The reports of this application, or the button that starts one."""
        self.clear()
        found = [one for one in case_file.of(MbuTacReport) if one.application_id == application.id]
        due = application.tac_report_due
        sent = application.tac_report_sent
        if sent:
            self.say(_("Sent on {day}.").format(day=written(sent)))
        elif due:
            self.say(_("Due on {day}.").format(day=written(due)))
        for report in found:
            self.say(_report_in_words(report))
            update = secondary_button(_("Write on"), self)
            update.clicked.connect(partial(self._update, report.id))
            print_it = secondary_button(_("Print report"), self)
            print_it.clicked.connect(partial(self._print, report.id))
            self.links(update, print_it)
        if not found:
            self.say(
                _(
                    "Begins with what the file says of the child, the brothers and sisters, contact"
                    " and support, as far as the Board may read it. The opinion is yours."
                ),
                "hint",
            )
            start = secondary_button(_("Start my report"), self)
            start.clicked.connect(self._start)
            self.links(start)

    def _start(self, checked: bool = False) -> None:
        self.start_wanted.emit()

    def _update(self, record_id: str, checked: bool = False) -> None:
        self.update_wanted.emit(record_id)

    def _print(self, record_id: str, checked: bool = False) -> None:
        self.print_wanted.emit(record_id)


class SeparationPart(Part):
    """Plans for a separation of this child, and the way to begin one."""

    begin_wanted = Signal()
    record_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Separation"), parent)

    def show_application(self, case_file: CaseFile, application: MbuApplication) -> None:
        """The plans there are, in short."""
        self.clear()
        children = {application.child_id, *application.other_child_ids} - {""}
        plans = [one for one in case_file.of(SeparationPlan) if one.child_id in children]
        for plan in plans:
            self.link(plan.headline(case_file.name), partial(self._open, plan.id))
        if application.separation_plan:
            self.say(application.separation_plan)
        if not plans:
            self.say(_("No plan for a separation is written."), "hint")
        if children:
            begin = secondary_button(_("Plan a separation"), self)
            begin.clicked.connect(self._begin)
            self.links(begin)

    def _begin(self, checked: bool = False) -> None:
        self.begin_wanted.emit()

    def _open(self, record_id: str, checked: bool = False) -> None:
        self.record_wanted.emit(record_id)


class HistoryPart(Part):
    """Every application of hers, the newest first: another unit, a second one, an appeal."""

    application_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("All applications"), parent)

    def show_applications(self, case_file: CaseFile, found: list[MbuApplication]) -> None:
        """A line for each; hidden where there is only one."""
        self.clear()
        self.setVisible(len(found) > 1)
        for one in found if len(found) > 1 else []:
            self.link(application_in_words(case_file, one), partial(self._open, one.id))

    def _open(self, record_id: str, checked: bool = False) -> None:
        self.application_wanted.emit(record_id)


def application_in_words(case_file: CaseFile, application: MbuApplication) -> str:
    """Child, unit, when applied, and how it went: enough to tell one from another."""
    status = code_list("mbu_status").label(application.status).lower()
    parts = [
        case_file.name(application.child_id) if application.child_id else _("Unborn child"),
        application.unit,
        _("applied {day}").format(day=written(application.applied)) if application.applied else "",
        status,
    ]
    if application.decision:
        decision = code_list("mbu_outcome").label(application.decision).lower()
        day = written(application.decided_on)
        parts.append(_("decision: {decision} {day}").format(decision=decision, day=day).strip())
    if application.appeal_outcome:
        outcome = code_list("appeal_outcome").label(application.appeal_outcome).lower()
        parts.append(_("appeal: {outcome}").format(outcome=outcome))
    return ", ".join(part for part in parts if part)


def _report_in_words(report: MbuTacReport) -> str:
    if report.signed_on:
        return _("Signed on {day}.").format(day=written(report.signed_on))
    return _("Begun on {day}, not signed yet.").format(day=written(report.date))
