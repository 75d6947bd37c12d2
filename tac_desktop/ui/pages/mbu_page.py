"""Mother and Baby Unit applications: how far, which reports are missing, which dates count."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_plans import SeparationPlan
from tac_desktop.casework.letter_recipients import FOR_THE_UNIT
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.mbu import MbuApplication, MbuReport, MbuTacReport
from tac_desktop.casework.mbu_clock import mbu_clock
from tac_desktop.casework.mbu_letters import letter_answers
from tac_desktop.casework.mbu_next import mbu_asks
from tac_desktop.casework.mbu_report_draft import report_answers
from tac_desktop.casework.mbu_reports import asked_today, chasing_in_words
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import Task
from tac_desktop.packs.for_mothers import easy_sheet_about
from tac_desktop.ui import theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.letter_menu import letter_button
from tac_desktop.ui.mbu_stages import mbu_stages
from tac_desktop.ui.one_click import OneClick
from tac_desktop.ui.pages.base import Page
from tac_desktop.ui.pages.mbu_html import application_html
from tac_desktop.ui.pages.mbu_reports_table import (
    GrownText,
    most_urgent,
    report_headings,
    report_line,
)
from tac_desktop.ui.pages.mbu_sections import (
    AftercarePart,
    HistoryPart,
    OwnReportPart,
    SeparationPart,
    application_in_words,
)
from tac_desktop.ui.pages.record_table import RecordTable
from tac_desktop.ui.reading_html import saved_in_words
from tac_desktop.ui.reading_view import ink
from tac_desktop.ui.session import Session
from tac_desktop.ui.stage_bar import StageBar
from tac_desktop.ui.widgets import (
    EmptyState,
    Notice,
    Table,
    hint,
    plain,
    primary_button,
    scrolled,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _


class MbuPage(Page):
    """One application at a time; the newest first where there are several."""

    types = (MbuApplication, MbuTacReport)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.empty = EmptyState(
            _(
                "An application from the first talk to the end: when she was told of her right,"
                " which reports are asked for and missing, the Board, the decision, and the plan if"
                " it is refused."
            ),
            _("New application"),
            self,
        )
        self.empty.pressed.connect(partial(self.want_form, MbuApplication))
        self._content = QWidget(self)
        # Its height follows from its width; the least height of wrapped words is a guess of Qt's.
        self._content.setMinimumHeight(1)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(*[theme.space(3)] * 4)
        column.setSpacing(theme.space(2))
        column.addWidget(self._tools())
        self.asks = Notice("warning", "", self._content)
        self.stage = wrapped("", self._content, "label")
        self.stages = StageBar(self._content)
        self.dates = wrapped("", self._content)
        self.reports = RecordTable(report_headings(), self)
        self.tracker = Table(_("Reports for the Board"), self._content)
        self.tracker.setModel(self.reports)
        self.tracker.set_widths(200, 100, 100, 136, 100, 130)
        self.tracker.selectionModel().currentRowChanged.connect(self._report_chosen)
        self.chasing = wrapped("", self._content, "hint")
        self.click = OneClick(self._session, self._content)
        self.click_for = ""
        self._make_parts()
        self.text = GrownText(_("The application in full"), self._content)
        self.foot = hint("", self._content)
        for widget in (
            self.asks,
            self.stage,
            self.stages,
            self.dates,
            section(_("Reports for the Board"), self._content),
            self.tracker,
            self.chasing,
            self._report_tools(),
            self.click,
            self.own_report,
            self.aftercare,
            self.separation,
            self.history,
            section(_("The application in full"), self._content),
            self.text,
            self.foot,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll = scrolled(self._content, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty)
        layout.addWidget(self._scroll, 1)
        theme.signals().changed.connect(self._colours_changed)

    @property
    def application(self) -> MbuApplication | None:
        """The application that is shown."""
        return self._file.get(MbuApplication, self._chosen_id()) if self._file else None

    def refresh(self) -> None:
        """Show the application anew."""
        if self.click_for != self.file.mother_id:
            self.click_for = self.file.mother_id
            self.click.forget()
        found = self._newest_first()
        self.empty.setVisible(not found)
        self._scroll.setVisible(bool(found))
        chosen = self._chosen_id()
        self.choice.clear()
        for one in found:
            self.choice.addItem(application_in_words(self.file, one), one.id)
        self.choice.setVisible(len(found) > 1)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)) if found else -1)
        self._show()

    def go_to(self, record_id: str) -> None:
        """Show this application, or the one that a report was written for."""
        report = self.file.get(MbuTacReport, record_id)
        wanted = report.application_id if report else record_id
        self.choice.setCurrentIndex(max(0, self.choice.findData(wanted)))
        self._show()
        if report is not None:
            self._scroll.ensureWidgetVisible(self.own_report)

    def take_focus(self) -> None:
        """The first thing that can be done."""
        first = self.update_button if self.application else self.empty.button
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_received(self) -> None:
        """Note that the chosen report came today."""
        self._change_report(_("Received today"), received=self._session.today())

    def mark_chased(self) -> None:
        """Note that the chosen report was asked for today: the first time, or once more."""
        report = self._report()
        today = self._session.today()
        if report is None or today.isoformat() in report.chased or report.requested == today:
            return
        now = asked_today(report, today)
        words = _("Chased today") if report.requested else _("Asked for today")
        self._change_report(words, requested=now.requested, chased=now.chased)

    def chase(self) -> None:
        """One press: noted as asked for, the task waits, and the letter is open to be edited."""
        report, application = self._report(), self.application
        if report is None or application is None:
            return
        self.mark_chased()
        after = self.application
        place = self._chosen_report()
        if after is not None and 0 <= place < len(after.reports):
            worker_id = self._session.vault.person.worker_id
            report = after.reports[place]
            self.want_form(Letter, letter_answers(self.file, after, report, worker_id))

    def start_report(self) -> None:
        """A form for her own report, begun from the file."""
        if self.application is not None:
            self.want_form(MbuTacReport, report_answers(self.file, self.application))

    def begin_separation(self) -> None:
        """A form for the plan of a separation of this child."""
        application = self.application
        if application is not None:
            born = any(not one.expected for one in mbu_clock(self.file, application).children)
            kind = "separation_from_unit" if born else "separation_after_birth"
            self.want_form(SeparationPlan, {"kind": kind, "child_id": application.child_id})

    def _make_parts(self) -> None:
        self.own_report = OwnReportPart(self._content)
        self.own_report.start_wanted.connect(self.start_report)
        self.own_report.update_wanted.connect(self.want_update)
        self.own_report.print_wanted.connect(self._print_report)
        self.aftercare = AftercarePart(self._content)
        self.aftercare.bring_back.connect(self._bring_back)
        self.aftercare.write_wanted.connect(self._update)
        self.aftercare.record_wanted.connect(self.record_wanted)
        self.separation = SeparationPart(self._content)
        self.separation.begin_wanted.connect(self.begin_separation)
        self.separation.record_wanted.connect(self.record_wanted)
        self.history = HistoryPart(self._content)
        self.history.application_wanted.connect(self.go_to)

    def _tools(self) -> QWidget:
        box = QWidget(self._content)
        flow = FlowLayout(box, theme.space(2), theme.space(1))
        self.update_button = primary_button(_("Update (Ctrl+E)"), box)
        self.update_button.setShortcut("Ctrl+E")
        self.update_button.clicked.connect(self._update)
        print_button = secondary_button(_("Print summary"), box)
        print_button.clicked.connect(self._print)
        self.dossier_button = secondary_button(_("Print Board dossier"), box)
        self.dossier_button.clicked.connect(self._print_dossier)
        self.easy_button = secondary_button(_("Easy read for her"), box)
        self.easy_button.clicked.connect(self._print_easy_read)
        history = secondary_button(_("History"), box)
        history.clicked.connect(self._history)
        new = secondary_button(_("New application"), box)
        new.clicked.connect(partial(self.want_form, MbuApplication))
        self.choice = QComboBox(box)
        self.choice.setAccessibleName(_("Which application"))
        self.choice.activated.connect(self._choice_made)
        self.letter_button = letter_button(box, self.shown_file, self.want_form, FOR_THE_UNIT)
        prints = (print_button, self.dossier_button, self.easy_button, self.letter_button)
        for widget in (self.update_button, *prints, history, new, self.choice):
            flow.addWidget(widget)
        return box

    def _report_tools(self) -> QWidget:
        box = QWidget(self._content)
        flow = FlowLayout(box, theme.space(2), theme.space(1))
        self.received_button = secondary_button(_("Received today"), box)
        self.received_button.clicked.connect(self.mark_received)
        self.chase_button = secondary_button(_("Ask with a letter"), box)
        self.chase_button.setToolTip(_("Notes it as asked for today and opens the letter"))
        self.chase_button.clicked.connect(self.chase)
        self.chased_button = secondary_button(_("Asked today, no letter"), box)
        self.chased_button.clicked.connect(self.mark_chased)
        flow.addWidget(self.chase_button)
        flow.addWidget(self.chased_button)
        flow.addWidget(self.received_button)
        flow.addWidget(plain(_("for the report that is chosen above"), box, "hint"))
        return box

    def _show(self) -> None:
        application = self.application
        if application is None:
            return
        today = self.file.as_of
        status = code_list("mbu_status").label(application.status)
        words = _("{which}. Stage: {stage}")
        headline = self.file.name(application.child_id) if application.child_id else ""
        self.stage.setText(
            words.format(which=headline, stage=status)
            if headline
            else _("Stage: {stage}").format(stage=status)
        )
        self.stages.show_stages(mbu_stages(application, today))
        asks = mbu_asks(self.file, application)
        kind = "danger" if any(one.urgent for one in asks) else "warning"
        self.asks.show_words(kind, "\n".join(one.sentence for one in asks))
        self.dates.setText("\n".join(mbu_clock(self.file, application).sentences))
        self.reports.show_lines(
            [report_line(one, place, today) for place, one in enumerate(application.reports)]
        )
        rows = max(1, len(application.reports))
        header = self.tracker.horizontalHeader().sizeHint().height()
        bar = self.tracker.horizontalScrollBar().sizeHint().height()
        self.tracker.setFixedHeight(header + rows * theme.scaled(34) + bar + 4)
        has_reports = bool(application.reports)
        for button in (self.chase_button, self.chased_button, self.received_button):
            button.setEnabled(has_reports)
        if has_reports and not self.tracker.currentIndex().isValid():
            self.tracker.selectRow(most_urgent(application, today))
        self._report_chosen()
        for part in (self.own_report, self.aftercare, self.separation):
            part.show_application(self.file, application)
        self.history.show_applications(self.file, self._newest_first())
        self.text.setHtml(application_html(application, self.file.name, ink()))
        self.foot.setText(saved_in_words(self.file.by_id[application.id]))

    def _change_report(self, note: str, **answers: object) -> None:
        application, place = self.application, self._chosen_report()
        if application is None or place < 0:
            return
        reports = list(application.reports)
        reports[place] = reports[place].model_copy(update=answers)
        words = _("{what}: {from_whom}").format(what=note, from_whom=reports[place].from_whom)
        changed: Record = application.changed(reports=reports)
        self.click.save(changed, words)
        self.tracker.selectRow(place)

    def _bring_back(self, tasks: list[Task]) -> None:
        again: list[Record] = [one.changed(status="open", done_on=None) for one in tasks]
        self.click.save(again[0], _("The tasks were brought back."), again[1:])

    def _report(self) -> MbuReport | None:
        application, place = self.application, self._chosen_report()
        if application is None or not 0 <= place < len(application.reports):
            return None
        return application.reports[place]

    def _report_chosen(self, *_rows: object) -> None:
        report = self._report()
        words = chasing_in_words(report, self.file.as_of) if report else ""
        self.chasing.setText(f"{report.from_whom}: {words}" if report and words else "")

    def _newest_first(self) -> list[MbuApplication]:
        return sorted(self.file.of(MbuApplication), key=_newest, reverse=True)

    def _chosen_report(self) -> int:
        index = self.tracker.currentIndex()
        return index.row() if index.isValid() else -1

    def _chosen_id(self) -> str:
        return str(self.choice.currentData() or "")

    def _choice_made(self, index: int) -> None:
        self.tracker.setCurrentIndex(self.reports.index(-1, -1))
        self._show()

    def _update(self) -> None:
        self.want_update(self._chosen_id())

    def _print(self) -> None:
        self.pack_wanted.emit("mbu_summary", self._chosen_id())

    def _print_easy_read(self) -> None:
        application = self.application
        if application is not None:
            sheet = easy_sheet_about(application, self.file.as_of)
            self.pack_wanted.emit(sheet, application.id)

    def _print_dossier(self) -> None:
        self.pack_wanted.emit("mbu_dossier", self._chosen_id())

    def _print_report(self, record_id: str) -> None:
        self.pack_wanted.emit("mbu_report", record_id)

    def _history(self) -> None:
        self.history_wanted.emit(self._chosen_id())

    def _colours_changed(self) -> None:
        if self._file is not None:
            self._show()


def _newest(application: MbuApplication) -> dt.date:
    return application.happened_on() or dt.date.min
